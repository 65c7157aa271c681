"""The code version of each asset: one hash over everything but data that can change its content.

It covers the source of the function that makes the asset and of all that it imports, the checking and storing code, the schemas that these
read, and requirements.lock. A comment counts, because files are compared by their bytes. Of a schema counts what it requires (types, keys,
codes, formulas), and not its words: a reworded description changes only the assets that publish descriptions. Imports are followed in the
source, not in the loaded modules, so that a test can ask what a change would make stale. Belongs here: what counts for which asset.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pandera.pandas as pa

from pipeline.app.assets.asked import rules_of
from pipeline.app.builders import BUILDERS
from pipeline.charts.catalogue import CHARTS
from pipeline.contract.tables import describe, is_raw, sources
from pipeline.describe.metadata import FILE as METADATA
from pipeline.front.query import files_of
from pipeline.kernel.files import read_file, sha256_of, source_files
from pipeline.kernel.modules import Read, import_graph, modules_of, reached, said_in
from pipeline.kernel.paths import ROOT
from pipeline.release.inputs import BESIDE
from schemas.registry import FRONT, OFFICIAL, TABLES

PACKAGES = "requirements.lock"
DECLARATIONS = "schemas"
READS_METADATA = "pipeline.describe.metadata"
# Packages whose modules publish what schemas say in words.
PUBLISHING = ("pipeline.describe.", "pipeline.release.", "pipeline.contract.published")
# Says where a fault is, and never changes a table; it looks at all schemas, which would make each table depend on all of them.
SAYS_WHERE = "pipeline.contract.locate"
WORDS = {"description", "label_fr", "label_en", "definition_en", "null_means"}


class Parts(NamedTuple):
    """What an asset is made by. roots: modules that count with all that they import. alone: modules that count without what they import,
    because the rest concerns other assets or what the UI shows. schemas: classes of tables. files: paths in the repository."""

    roots: Sequence[str]
    alone: Sequence[str] = ()
    schemas: Sequence[type[pa.DataFrameModel]] = ()
    files: Sequence[str] = ()


CHECKED_AND_STORED = ("pipeline.contract.arrow", "pipeline.contract.check", "pipeline.contract.store")
OF_TABLES = ("pipeline.app.assets.factory", "pipeline.app.io")
READING = ("pipeline.raw.folder", "pipeline.raw.locators")
LIVE = tuple(f"pipeline.official.{name}" for name in ("comext", "download", "fetch", "query", "sdmx_file", "session"))


def parts() -> dict[str, Parts]:
    """Return what each asset is made by, by the asset's name."""
    found = {describe(schema).name: _of_table(schema) for schema in TABLES}
    for name, chart in CHARTS.items():
        alone = ("pipeline.charts.chart_files", "pipeline.charts.catalogue", "pipeline.app.assets.charts")
        found[f"chart_{name}"] = Parts((chart.draw.__module__, "pipeline.charts.render"), alone)
    found["page"] = Parts(("pipeline.page.pages",), ("pipeline.charts.chart_files", "pipeline.app.assets.page"))
    publishing = tuple(f"pipeline.release.{name}" for name in ("agreement", "contents", "inputs", "integrity", "publish", "record"))
    found["release"] = Parts(publishing, ("pipeline.app.assets.release",), files=(METADATA, *BESIDE))
    found["official_download"] = Parts(LIVE, ("pipeline.app.assets.official",))
    made = (*LIVE, "pipeline.core.observations", *CHECKED_AND_STORED)
    found |= {describe(schema).name: Parts(made, ("pipeline.app.assets.official", "pipeline.app.io"), (schema,)) for schema in OFFICIAL}
    return found


def _of_table(schema: type[pa.DataFrameModel]) -> Parts:
    table = describe(schema)
    rules = [rule.find.__module__ for rule in rules_of(table.name)]
    if schema in FRONT:
        # a query points to rows of its inputs by their keys
        read = set(sources(table))
        known = (schema, *(other for other in TABLES if describe(other).name in read))
        return Parts((*rules, *CHECKED_AND_STORED), ("pipeline.front.query", *OF_TABLES), known, files_of(table.name))
    if is_raw(table):
        return Parts((*READING, *rules, *CHECKED_AND_STORED), ("pipeline.raw.load", *OF_TABLES), (schema,))
    return Parts((BUILDERS[table.name].__module__, *rules, *CHECKED_AND_STORED), OF_TABLES, (schema,))


def code_versions(root: Path, made_by: Mapping[str, Parts], read: Read = read_file) -> dict[str, str]:
    """Return the code version of each asset by its name. `read` gives the bytes of a file; a test gives others.

    Raises KeyError for a module that is not there.
    """
    sources = _Sources(root, read)
    return {name: sources.version(known) for name, known in made_by.items()}


class _Sources:
    """The source files of the repository at one moment; each is read once."""

    def __init__(self, root: Path, read: Read) -> None:
        self.root, self.modules = root, modules_of(root)
        self.read, self.files = cache(read), cache(source_files)
        self.hashed, self.lines = cache(lambda file: sha256_of(self.read(file))), cache(self._lines)
        code = {name: file for name, file in self.modules.items() if not name.startswith(f"{DECLARATIONS}.") and name != SAYS_WHERE}
        self.graph = import_graph(code, self.read)

    def version(self, known: Parts) -> str:
        """Return the code version of an asset that is made by these parts."""
        lines = {self._line(self.root / name) for name in (PACKAGES, *known.files)}
        lines |= {self._line(self.modules[module]) for module in known.alone}
        lines |= {f"{of_schema(schema)}  {describe(schema).name}" for schema in known.schemas}
        for module in reached(self.graph, known.roots):
            lines |= self.lines(module)
        return sha256_of("\n".join(sorted(lines)).encode())

    def _line(self, file: Path) -> str:
        return f"{self.hashed(file)}  {file.relative_to(self.root).as_posix()}"

    def _lines(self, module: str) -> set[str]:
        """Return a line for each thing that counts with a module: its file, its data files, and what it imports from schemas/."""
        file = self.modules[module]
        files = [file, *self._data_of(file), *([self.root / METADATA] if module == READS_METADATA else [])]
        return {self._line(file) for file in files} | set(self._declared(module))

    def _data_of(self, file: Path) -> list[Path]:
        """Return the data files beside a module whose name, or whose folder's name, stands as a text in its source."""
        named = said_in(self.read(file)).texts
        beside = [found for found in self.files(file.parent) if found.suffix != ".py"]
        return [found for found in beside if found.relative_to(file.parent).parts[0] in named]

    def _declared(self, module: str) -> Iterator[str]:
        """Yield a line for each name that a module imports from schemas/: the hash of its value, or of its file where it is a function."""
        words = module.startswith(PUBLISHING)
        for home, name in sorted(said_in(self.read(self.modules[module])).imports):
            if home.startswith(f"{DECLARATIONS}."):
                value = getattr(import_module(home), name)
                is_code = callable(value) and not isinstance(value, type)
                yield f"{self.hashed(self.modules[home]) if is_code else required_of(value, words)}  {home}.{name}"


def required_of(value: Any, words: bool) -> str:
    """Return a hash over what a declaration requires, where it is a list of schema classes over the hashes of these."""
    if isinstance(value, type) and issubclass(value, pa.DataFrameModel):
        return of_schema(value, words)
    if isinstance(value, tuple) and all(isinstance(one, type) for one in value):
        return sha256_of(" ".join(of_schema(one, words) for one in value).encode())
    return required(value, words)


@cache
def of_schema(schema: type[pa.DataFrameModel], words: bool = False) -> str:
    """Return a hash over what a schema class requires, computed once for each."""
    return required(schema, words)


def required(value: Any, words: bool = False) -> str:
    """Return a hash over what a declaration requires: a schema class, codes or any plain value; with its words if asked."""
    return sha256_of(repr(_plain(value, words)).encode())


def _plain(value: Any, words: bool) -> Any:
    """Return a value as nested tuples and texts, the same in every process."""
    if isinstance(value, type) and issubclass(value, pa.DataFrameModel):
        return _plain(describe(value), words)
    if hasattr(value, "_asdict") or (is_dataclass(value) and not isinstance(value, type)):
        known = value._asdict() if hasattr(value, "_asdict") else {field.name: getattr(value, field.name) for field in fields(value)}
        value = {name: found for name, found in known.items() if words or name not in WORDS}
    if isinstance(value, Mapping):
        return tuple((str(key), _plain(found, words)) for key, found in value.items())
    if isinstance(value, set | frozenset):
        return tuple(sorted(repr(_plain(found, words)) for found in value))
    if isinstance(value, list | tuple):
        return tuple(_plain(found, words) for found in value)
    return value.pattern if isinstance(value, re.Pattern) else str(value)


VERSIONS = code_versions(ROOT, parts())
