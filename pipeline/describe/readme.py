"""The reading faces of a release: README.md, DATA_DICTIONARY.md and LICENSE-DATA, for those who have nothing but the release.

Belongs here: words that hold for every release, and tables made from the schemas. Does not belong here: how the dataset is built, which
is told in the repository.
"""

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.duckdb import sql_type
from pipeline.contract.tables import Column, Table
from pipeline.contract.words import code_list_words, column_words
from pipeline.describe.described import Described
from pipeline.describe.forms import FORMS, Form

README = """# {title_en}

{title_fr}

Version {version} of the data, version {schema_version} of the schema.

{description_en}

{description_fr}

## Files

| file | what it is |
| --- | --- |
{data_files}
| `DATA_DICTIONARY.md` | what each column holds; the same as the table `data_dictionary` |
| `datapackage.json`, `croissant.json`, `dcat.ttl` | the same for programs: Data Package 2.0, Croissant 1.1, DCAT-AP 3 |
| `provenance.jsonld` | what each table and file is made from, with hashes (W3C PROV); for a cell, see the table `provenance` |
| `CITATION.cff`, `.zenodo.json` | how to cite it |
| `CHANGELOG.md`, `LICENSE`, `LICENSE-DATA` | what changed; the licence of the program; those of the data |
| `SHA256SUMS` | the SHA-256 of each file, for sha256sum --check |
| `build.json` | versions, and the hash of each input that it was built from |
| `reports/` | in the packed release only: what was checked, by which program, and what was found |

## How to read them

- The four forms of a table hold equal values. Numbers of type DECIMAL are exact; a workbook knows floating-point numbers only, and holds
  for each the one that is next to it: the first 15 digits are the same.
- An empty cell is null, and what null means is said of each column that may be null; in a column that may not, such as a key that does
  not always have all of its parts, it is an empty text.
- A number without a unit only names or orders: a year, a line, a place. "see unit_id" points to a column of the same row.
- A date has the precision that is stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as text; `first_day` and `last_day` of the views are the days
  that it spans.
- A row that was read from a document with lines names its lines, one that was read from a web page the address instead.
- A column named `..._printed`, `printed` or the like holds text of a document as printed, errors included; `corrections` says where the
  project departs from it, `quality_flags` what is doubtful.
- No text cell begins with `=`, `+`, `-`, `@`, a tab or a carriage return, so that no program takes one for a formula: the build refuses
  such a cell instead of changing it. In the workbook every text is stored as text.
- Where a spreadsheet program splits CSV files at semicolons, as in Belgium and France, open the workbook.

## Tables

| table | rows | one row is |
| --- | ---: | --- |
{tables}

Views, in the database only:

| view | one row is |
| --- | --- |
{views}

## Licence and citation

The project's own work is under {licence} (<{licence_url}>); `LICENSE-DATA` names the columns that are not: text as printed, under the
licence of its document, which is: {of_documents}. The column `licence` of `data_dictionary` says which is which.

Cite as: {cite_as}
"""

LICENCE = """The data of this dataset are under two licences.

1. The project's own work: identifiers, codes, classifications, dates, values, bounds, labels, definitions, explanations, everything that
is computed, and the arrangement of it all. {title} ({id})
{url}
Legal text: {url}legalcode
You may share and adapt it for any purpose, also commercially, if you give appropriate credit, link to the licence and say whether changes
were made. Credit: {publisher}, version {version}.

2. Text as printed: the cells of the columns below repeat what a document prints. They are under the licence of their document, which is:
{of_documents}. The project claims no right in them and grants none. Each stands with its place in the document (table provenance).

{columns}

A text that the project corrected (table corrections) counts as printed. The program that builds the dataset is under a third licence: see
LICENSE.
"""


def readme(release: Described) -> str:
    """Return the text of README.md."""
    known = release.metadata
    return README.format(
        title_en=known.title.en,
        title_fr=known.title.fr,
        description_en=known.description.en,
        description_fr=known.description.fr,
        version=known.version,
        schema_version=known.schema_version,
        data_files="\n".join(f"| `{_place(form, known.name)}` | {form.words} |" for form in FORMS),
        tables="\n".join(f"| `{t.name}` | {len(release.frames[t.name])} | {_cell(t.description)} |" for t in release.tables),
        views="\n".join(f"| `{view.name}` | {_cell(view.description)} |" for view in release.views),
        licence=known.licences.data.title,
        licence_url=known.licences.data.url,
        of_documents=", ".join(release.of_documents()),
        cite_as=release.cite_as(),
    )


def _place(form: Form, name: str) -> str:
    """Return where a reader finds the files of a form: their folder, or the one file at the top."""
    return f"{form.folder}/" if form.folder else form.path(name)


def licence_of_data(release: Described) -> str:
    """Return the text of LICENSE-DATA, with the columns that are as printed."""
    known, own = release.metadata, release.metadata.licences.data
    printed = [str(ref) for ref, licence in release.licences().items() if licence != own.id]
    return LICENCE.format(
        title=own.title,
        id=own.id,
        url=own.url,
        publisher=known.publisher.en,
        version=known.version,
        of_documents=", ".join(release.of_documents()),
        columns="\n".join(printed),
    )


def data_dictionary(release: Described) -> str:
    """Return the text of DATA_DICTIONARY.md: each table and view with its keys and columns."""
    licences = release.licences()
    sections = [_section(table, licences) for table in (*release.tables, *release.views)]
    return "\n".join([f"# Data dictionary of {release.metadata.title.en}, version {release.metadata.version}\n", *sections])


def _section(table: Table, licences: dict[ColumnRef, str]) -> str:
    keys = [f"- {', '.join(key.columns)} → {key.target} ({', '.join(key.target_columns)})" for key in table.foreign_keys]
    lines = [f"## {table.name}", "", table.description, "", f"Key: {', '.join(table.key)}.", ""]
    lines += ["Points to:", "", *keys, ""] if keys else []
    lines += ["| column | type | unit | what it holds | in French | codes | licence |", "| --- | --- | --- | --- | --- | --- | --- |"]
    return "\n".join([*lines, *(_row(column, licences[table.ref(column)]) for column in table.columns), ""])


def _row(column: Column, licence: str) -> str:
    kind = sql_type(column) + ("" if column.nullable else " NOT NULL")
    holds, codes = column_words(column, unit=False), code_list_words(column) or ""
    cells = (f"`{column.name}`", kind, column.unit or "", holds, column.label_fr, codes, licence)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
