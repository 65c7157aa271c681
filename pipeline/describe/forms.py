"""The forms of the files of a release, each stated once: where such files are, what they are called, and which tables they hold.

Belongs here: every folder and every suffix of a data file, with what the standards call it. A form that is not listed here cannot be
published. Does not belong here: how a file is written (`pipeline/release/`), or what a standard says of it (the other modules here).
"""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.contract.published import MAIN, layer_of
from pipeline.kernel.problems import InputError, Problem, refuse


class Format(NamedTuple):
    """A format of files: its suffix, its media type (IANA), and its entry in the EU's authority table of file types, if it has one."""

    suffix: str
    media_type: str
    eu_file_type: str | None

    @property
    def name(self) -> str:
        """The suffix without its point."""
        return self.suffix.removeprefix(".")


class Form(NamedTuple):
    """A form in which a release holds tables: files of certain formats in one folder, or at the top, where folder is empty.

    one_table: whether each file holds the one table that it is named after; else each is made from all tables.
    words: what the files are, for the README.
    """

    folder: str
    formats: tuple[Format, ...]
    one_table: bool
    words: str

    def path(self, name: str, format_: Format | None = None) -> str:
        """Return the path of the file of some name in a release; format_ is needed only where the form has several."""
        if format_ is None:
            [format_] = self.formats
        return (PurePosixPath(self.folder) / (name + format_.suffix)).as_posix()


CSV = Format(".csv", "text/csv", "CSV")
DUCKDB = Format(".duckdb", "application/vnd.duckdb", None)
GEOJSON = Format(".geojson", "application/geo+json", "GEOJSON")
PARQUET = Format(".parquet", "application/vnd.apache.parquet", "PARQUET")
PNG = Format(".png", "image/png", "PNG")
SVG = Format(".svg", "image/svg+xml", "SVG")
TURTLE = Format(".ttl", "text/turtle", "RDF_TURTLE")
XLSX = Format(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX")

DATABASE = Form(
    "",
    (DUCKDB,),
    one_table=False,
    words="all tables in one database: the front tables in the schema main, the core tables, with their keys, in the schema core. It needs "
    "DuckDB 1.1.3 or later. Open it read-only",
)
WORKBOOK = Form("", (XLSX,), one_table=False, words="the front tables as sheets of a workbook, with a sheet of contents")
PARQUET_FRONT = Form("parquet", (PARQUET,), one_table=True, words="each front table with types, descriptions and units")
PARQUET_CORE = Form("parquet/core", (PARQUET,), one_table=True, words="each core table with types, descriptions and units")
CSV_FRONT = Form("csv", (CSV,), one_table=True, words="each front table as UTF-8 text with LF line endings")
CSV_CORE = Form("csv/core", (CSV,), one_table=True, words="each core table as UTF-8 text with LF line endings")
GEODATA = Form("geo", (GEOJSON, PARQUET), one_table=False, words="the sites of the actors for maps: GeoJSON and GeoParquet, in WGS 84")
CODE_LISTS = Form("codelists", (CSV, TURTLE), one_table=False, words="all code lists: `codelists.csv`, and as SKOS `codelists.ttl`")
CHARTS = Form(
    "charts",
    (CSV, PNG, SVG),
    one_table=False,
    words="charts of the tables, in French and English, as SVG and PNG, each with the values that it shows as CSV",
)

FORMS = (DATABASE, WORKBOOK, PARQUET_FRONT, PARQUET_CORE, CSV_FRONT, CSV_CORE, GEODATA, CODE_LISTS, CHARTS)
BY_PLACE = {(form.folder, format_.suffix): (form, format_) for form in FORMS for format_ in form.formats}


def refuse_unknown(paths: Iterable[str], tables: Iterable[str]) -> None:
    """Refuse files that are of no form, or named after no table where their form asks for one.

    paths: of all data files, in the release. tables: the names of the published tables. Raises InputError that names each file.
    """
    names = set(tables)
    found = {path: BY_PLACE.get(_place(path)) for path in paths}
    refuse([_without_form(path) for path, known in found.items() if known is None])
    of_tables = {path for name in names for path in table_paths(name)}
    refuse([_without_table(path) for path in found if form_of(path).one_table and path not in of_tables])


def form_of(path: str) -> Form:
    """Return the form of a file by its path in a release. Raises InputError that names a file of no form."""
    return _known(path)[0]


def format_of(path: str) -> Format:
    """Return the format of a file by its path in a release. Raises InputError that names a file of no form."""
    return _known(path)[1]


def table_paths(name: str) -> list[str]:
    """Return the paths of the files that hold one table and nothing else."""
    return [parquet_path(name), csv_path(name)]


def parquet_path(table: str) -> str:
    """Return the path of the Parquet file of a published table in a release."""
    return (PARQUET_FRONT if layer_of(table) == MAIN else PARQUET_CORE).path(table)


def csv_path(table: str) -> str:
    """Return the path of the CSV file of a published table in a release."""
    return (CSV_FRONT if layer_of(table) == MAIN else CSV_CORE).path(table)


def tables_in(path: str, tables: Iterable[str]) -> list[str]:
    """Return which of the published tables a file is made from, by its path in a release. Raises InputError as `form_of`."""
    return [PurePosixPath(path).stem] if form_of(path).one_table else list(tables)


def _known(path: str) -> tuple[Form, Format]:
    if _place(path) not in BY_PLACE:
        raise InputError([_without_form(path)])
    return BY_PLACE[_place(path)]


def _place(path: str) -> tuple[str, str]:
    """Return the folder of a path, empty for the top, and its suffix."""
    folder = PurePosixPath(path).parent.as_posix()
    return ("" if folder == "." else folder, PurePosixPath(path).suffix)


def _without_form(path: str) -> Problem:
    known = ", ".join(form.path("*", format_) for form, format_ in BY_PLACE.values())
    remedy = "state its form in pipeline/describe/forms.py, so that every description of the release includes it, or do not write it"
    return Problem(f"release file {path}", None, None, None, f"a file of a known form: {known}", remedy)


def _without_table(path: str) -> Problem:
    expected = "a file that is named after a published table, in the folder of its layer"
    return Problem(
        f"release file {path}", None, None, None, expected, "give it the table's name, or publish its table (schemas/registry.py)"
    )
