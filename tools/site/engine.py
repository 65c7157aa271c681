"""The files of sql/: the engine and the database as classic scripts, which a page may load from disk as well as over http.

Belongs here: joining files of npm packages, packing, cutting. Does not belong here: where the files come from (`tools/site/packages.py`)
or go (`tools/site/make.py`), and what the script does with them (`sql.js`).

A page from disk may load neither modules nor data, only scripts. So data are scripts that hand over text: base64 of gzip, cut into
pieces, after each of which the page shows how far it is. The same input gives the same bytes on every machine, since Arrow brings its
own gzip.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from pipeline.kernel.files import read_file
from tools.site.packages import Packages

HERE = Path(__file__).resolve().parent
SOURCES = ("sql.js", "worker.js", "open.sql", "columns.sql", "style.css", "texts.json", "NOTICE.txt")
GZIP_LEVEL = 6  # 9 takes three times as long and saves 1 %
PIECE = 786_432  # bytes, a multiple of three: base64 then has no padding within
ENGINE = "engine.js"
MAP = "//# sourceMappingURL="  # of a file that is not here

# These lines stand for a bundler: each file of npm becomes a function that finds the `module`, `exports` and `require` it expects.
SHIM = """(() => {
const loaded = {};
const require = (name) => loaded[name];
const add = (name, file) => { const module = { exports: {} }; file(module, module.exports); loaded[name] = module.exports; };
add("apache-arrow", function (module, exports) {%s
});
add("duckdb", function (module, exports) {%s
});
window.sqlArrow = loaded["apache-arrow"];
window.sqlEngine = loaded.duckdb;
})();
"""


def sql_files(packages: Packages, database: bytes) -> dict[str, bytes]:
    """Return the content of each file of sql/ by its name."""
    sources = {name: read_file(HERE / name) for name in SOURCES}
    packed = {"worker": sources["worker.js"] + packages.worker, "wasm": packages.wasm, "database": database}
    pieces = {name: content for file, data in packed.items() for name, content in _pieces(file, data)}
    licences = b"\n".join([sources["NOTICE.txt"], packages.arrow_notice, packages.arrow_licence])
    script = _data(sources, [ENGINE, *pieces]) + sources["sql.js"]
    return {"sql.js": script, ENGINE: _joined(packages), **pieces, "NOTICE.txt": licences}


def _data(sources: Mapping[str, bytes], parts: list[str]) -> bytes:
    """Return the line before the script: its data, and the files that it loads, in their order."""
    asides = {"open": "open.sql", "columns": "columns.sql", "style": "style.css"}
    data = {"parts": parts, **{name: sources[file].decode() for name, file in asides.items()}, **json.loads(sources["texts.json"])}
    return f"window.sqlData = {json.dumps(data, ensure_ascii=False)};\n".encode()


def _joined(packages: Packages) -> bytes:
    parts = (packages.arrow, packages.duckdb)
    return (SHIM % tuple("\n".join(line for line in part.decode().splitlines() if not line.startswith(MAP)) for part in parts)).encode()


def _pieces(file: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    packed = pa.Codec("gzip", compression_level=GZIP_LEVEL).compress(content, asbytes=True)
    for number, start in enumerate(range(0, len(packed), PIECE), start=1):
        text = base64.b64encode(packed[start : start + PIECE]).decode()
        yield f"{file}-{number:02}.js", f'sqlPart("{file}", "{text}");\n'.encode()
