"""The list of files in a page. A release fills it in when its files are there, since only then are their sizes and checksums known.

Belongs here: which files are offered, and how. Does not belong here: the files themselves.
"""

from collections.abc import Mapping

from pipeline.contract.published import MAIN, layer_of
from pipeline.describe.described import File
from pipeline.describe.forms import CSV_FRONT, DATABASE, GEODATA, PARQUET_FRONT, WORKBOOK, Form, form_of
from pipeline.page.language import FILES, LANGUAGES, Language, Row, Texts
from pipeline.page.templates import rendered
from pipeline.page.written import bytes_of

MARK = "<!-- files of the release -->"
WHOLE = (DATABASE, WORKBOOK, GEODATA)


def with_files(pages: Mapping[str, bytes], files: Mapping[str, File]) -> dict[str, bytes]:
    """Return the files of the page, by path in the release, with the list of the release's files in each page.

    files: size and SHA-256 of the files of the release, by path.
    """
    filled = {FILES[language]: _filled(pages[FILES[language]], files, language) for language in LANGUAGES if FILES[language] in pages}
    return dict(pages) | filled


def _filled(page: bytes, files: Mapping[str, File], language: Language) -> bytes:
    texts = Texts(language)
    listed = rendered("files.html", say=texts, whole=_whole(files, texts), tables=_tables(files, texts))
    return page.replace(MARK.encode(), listed.encode())


def _whole(files: Mapping[str, File], texts: Texts) -> list[Row]:
    """Return the files that hold more than one table, or a map."""
    paths = [path for form in WHOLE for path in files if _is_of(path, form.folder, form.formats[0].suffix)]
    return [_file(path, files, texts) | {"words": texts(f"file.{path.rsplit('.', 1)[1]}")} for path in paths]


def _is_of(path: str, folder: str, suffix: str) -> bool:
    form = form_of(path)
    return form.folder == folder and path.endswith(suffix)


def _tables(files: Mapping[str, File], texts: Texts) -> list[Row]:
    """Return the files of the front tables: of each table its CSV and its Parquet file."""
    names = [path.removeprefix("csv/").removesuffix(".csv") for path in files if form_of(path) == CSV_FRONT]
    known = [name for name in names if layer_of(name) == MAIN]
    return [
        _file(form.path(name), files, texts) | {"words": _words(name, form, texts)} for name in known for form in (CSV_FRONT, PARQUET_FRONT)
    ]


def _words(name: str, form: Form, texts: Texts) -> str:
    return f"{name} ({texts(f'kind.{form.formats[0].name}')})"


def _file(path: str, files: Mapping[str, File], texts: Texts) -> Row:
    return {"path": path, "size": bytes_of(files[path].bytes, texts), "sha256": files[path].sha256}
