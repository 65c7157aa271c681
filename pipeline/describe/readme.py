"""The documents that people read in a release: README.md, DATA_DICTIONARY.md and LICENSE-DATA.

Belongs here: text that is valid for every release, and tables derived from the schemas. Readers have only the release. Does not belong
here: how the dataset is built, which the repository documents.
"""

import pandas as pd
import yaml

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.duckdb import sql_type
from pipeline.contract.published import MAIN, layer_of
from pipeline.contract.tables import Column, Table
from pipeline.contract.words import code_list_words, column_words
from pipeline.describe.described import Described
from pipeline.describe.examples import examples, main_values
from pipeline.describe.forms import FORMS, Form, parquet_path

README = """---
{head}---
# {title_en}

{title_fr}

Data version {version}, schema version {schema_version}.

{description_en}

{description_fr}

Twelve front tables answer questions by themselves: `actors`, `actor_sites`, `statements`, `series`, `timeline` and others. They are at the
top of `parquet/` and `csv/`, in the schema `main` of the database, and in the workbook. Everything else is in `core`: normalised, complete.

## Four questions

Open the database with DuckDB (`duckdb -readonly {name}.duckdb`) and ask:

{examples}
## Load the data

Python:

```python
import pandas as pd

actors = pd.read_parquet("parquet/actors.parquet")
```

Any language with DuckDB; open the file read-only, so that other programs can read it too:

```python
import duckdb

db = duckdb.connect("{name}.duckdb", read_only=True)
actors = db.sql("SELECT * FROM actors").df()  # core tables: core.observations and so on
```

R, without any package; texts such as postal codes stay texts:

```r
actors <- read.csv("csv/actors.csv", na.strings = "", encoding = "UTF-8")
codes <- c(nis_code = "character", postal_code = "character")
sites <- read.csv("csv/actor_sites.csv", na.strings = "", encoding = "UTF-8", colClasses = codes)
```

JavaScript, with hyparquet:

```js
import {{ asyncBufferFromFile, parquetReadObjects }} from "hyparquet"

const actors = await parquetReadObjects({{ file: await asyncBufferFromFile("parquet/actors.parquet") }})
```

Excel, LibreOffice: open `{name}.xlsx`; the first sheet lists the others.

## Before you count

- An actor may be printed in several rows and have several sites: count the rows of `actors`, or `organisation_id` in `actor_sites`.
  Some actors have no site in Wallonia (`is_in_wallonia`). Sites are the table's; ties `located_at` say who is in the BioPark.
- A null in a column that begins with `is_` or `makes_` says that the text is silent, not that the answer is no. A column that has no null,
  such as `is_cdmo`, says what the table prints; `is_cdmo_table_or_prose` adds what the prose says.
- An organisation that only the prose names is in `other_organisations`, which shares most columns: MaSTherCell and Henogen are CDMOs, too.
  `FROM actors UNION ALL BY NAME FROM other_organisations` is both; a column that one of them lacks is null there. All CDMOs are those with
  `is_cdmo OR is_cdmo_table_or_prose`. Several belong to a group, even of the list (`group_en`); mixed models are apart (`is_mixed_model`).
- Filter by these columns or by codes, not by a word. `LIKE` tells capitals apart (write `ILIKE`), and `clinical` stands in `preclinical`,
  `mithra` in `mithra-cdmo`. For codes joined by '; ' write
  `list_contains(string_split(approach_ids_with_broader, '; '), 'cell_therapy')`; `approach_ids` has the narrowest codes only.
- Columns whose names begin with `approach` say what the table prints, those with `activit` what the prose says: for vaccines, ask both.
- A year of foundation is stated for few actors. A stage is that which the table prints, for suppliers too.
- Columns of `actors` with several values, such as `provinces_en`, join them: count by province in `actor_sites`, and by category, approach
  or stage in `core.cluster_profile`. Its counts add up only where `actors_add_up` or `sites_add_up` says so. Give one `cut` in each query.
  A key does not count the narrower ones: the actors of an approach and those below it are found as above.
- The companies of a group are in `group_members_en` of the actor that heads it. Their own rows, with `group_en`, are in
  `other_organisations` where the table does not print them.
- A tie is one row: look for an organisation at both ends, `subject_id` and `object_id`. A purchase whose buyer is not named is in
  `timeline` only. Sources give some spin-offs several origins: count distinct `subject_id`, or leave out rows with `is_disputed`.
- Statements do not add up by themselves: shares, growth and stocks stand side by side. Stay with one `indicator_id` and one
  `quantity_kind`, and leave out rows with `is_part_of` or `is_repeat_of`. Two sources may define one quantity in two ways, or publish it
  twice: `is_main` has one statement of each quantity and period.
- The people of an area are not those of its companies: a statement about one company names it in `organisation_en`. Employment is in
  persons or in jobs (`unit_en`): the 9,000 jobs of GSK contain its other two statements.
- `series` has whole years only. Half-years, spans and statements without a date are in `statements`.
{main_values}
- Several series may measure one quantity. With `is_main` there is one value for each year, for shares by destination one for each of them:
  the series with values of the document comes before one of web pages, and a value whose page nobody has seen is never main.
  `qualifier` says "more than" and "nearly", `definition_basis` whether the definition is inferred.
- `yearly_growth` has two rates: `stated_growth_pct` as a source prints it, `growth_pct` from the values of both years. They differ
  where values were revised or rounded; a row may have one of them only. The bounds of the computed one come from rounding. Where
  `is_same_release` is false, a revision between the two sources is not in them.
- Areas have labels in two languages: filter by `geography_id` (`wallonia`, `belgium`). It is the area that is named: for all that lies in
  Wallonia, such as Wavre, take `is_in_wallonia`, which is null where a row names no area, as most events, or Belgium.
- `status` of an event is `occurred`, `planned` (decided or announced) or `target`; `target_year` is the year that a plan aims at. Most have
  no date: a filter by year leaves them out. An event of a decade has its first year (`date_precision`). Before you add up amounts, group by
  `amount_kind` and `status`. Many purchases and subsidies have no amount. Euros, dollars and budgets have columns of their own.
- A locality is a part of a municipality: Gosselies lies in Charleroi (`municipality_en`). A point on the map is a place, not a building:
  several actors share one (`actors_at_point`).
- Contradictions are in `quality_issues`: of texts with the `kind` *contradiction*, of values *vintage* or *definition*; refuted statements
  in `claim_checks`. A matter that touches several records has several rows: count distinct `matter_id`. The issues of an actor have its
  `organisation_id`, those of a value in `series` the `observation_id` as `record_id` of the table `statements`.
- `verification` says what stands behind a value: the `text`, a `web_page`, or a `web_lead`, whose page nobody has seen. Do not quote a
  lead. What happened to an actor has `status_verification`.
- Where a cell was read is in `core.provenance`, by core table, column and record (its key, joined by |): the stages of row 10 of the
  thesis's table are `table_name = 'stages' AND column_name = 'stage_id' AND record_id LIKE 'thesis|10|%'`. `actors.row_nos` has the
  rows of an actor.
- `holds` of `claim_checks` is null where the printed number is cut off, not rounded: such a statement is neither refuted nor exact.

## Files

| file | contents |
| --- | --- |
{data_files}
| `index.html`, `index.fr.html`, `page/` | the page in English and French: map, actors, numbers, claims, events; open it in a browser |
| `DATA_DICTIONARY.md` | what each column contains; the same as the table `data_dictionary` |
| `docs/methods.md` | how values, bounds, shares, verdicts and flags are computed |
| `datapackage.json`, `croissant.json`, `dcat.ttl` | machine-readable descriptions: Data Package 2.0, Croissant 1.1, DCAT-AP 3 |
| `schema_org.jsonld` | the dataset for search engines (schema.org): put it into the page that shows the release |
| `provenance.jsonld` | the sources of each table and file, with hashes (W3C PROV); for the source of a cell, see the table `provenance` |
| `CITATION.cff`, `.zenodo.json` | how to cite the dataset |
| `CHANGELOG.md`, `LICENSE`, `LICENSE-DATA` | what changed; the licence of the program; the licences of the data |
| `SHA256SUMS` | the SHA-256 of each file; check it with sha256sum --check |
| `build.json` | versions, and the hash of each input that the release was built from |
| `reports/` | only in the packed release: what was checked, with which program, and the result |

## How to read them

- All formats of a table contain equal values.
- An empty cell is null. The description of each nullable column says what null means. In a column that is not nullable, such as a part of
  a key that is not always used, an empty cell is an empty text.
- A number without a unit is only a name or a position: a year, a line, a rank. "see unit_id" refers to a column of the same row.
- A date or period is two days: the first and the last one that it may be. The year 2020 is 2020-01-01 to 2020-12-31. The column with
  `precision` in its name says how finely it is known. The date on which a web page was published is a text: `YYYY`, `YYYY-MM` or
  `YYYY-MM-DD`.
- A row that was read from a document with line numbers names its lines. A row that was read from a web page names the address instead.
- A column with a name such as `..._printed` or `printed` contains the text of a document as printed, including errors. `corrections`
  lists where the project departs from it, `quality_flags` what is doubtful.
- No text cell begins with `=`, `+`, `-`, `@`, a tab or a carriage return, so no program mistakes one for a formula. The build rejects
  such a cell instead of changing it. In the workbook, every text is stored as text.
- polars types a column of a CSV file by its first hundred rows and stops at a section number such as 6.1.1: read the Parquet files, or give
  `infer_schema_length=None`.
- In countries where spreadsheet programs split CSV files at semicolons, such as Belgium and France, open the workbook instead.

## Tables

| table | rows | one row is |
| --- | ---: | --- |
{tables}

## Licence and citation

The project's own work is under {licence} (<{licence_url}>). `LICENSE-DATA` names the columns that are not: they contain text as printed,
under the licence of its document ({of_documents}). The column `licence` of `data_dictionary` gives the licence of each column.

Cite as: {cite_as}

```bibtex
@misc{{{name},
  author = {{{{{publisher}}}}},
  title = {{{title_en}}},
  year = {{{year}}},
  version = {{{version}}}
}}
```
"""

LICENCE = """The data of this dataset are under two licences.

1. The project's own work: identifiers, codes, classifications, dates, values, bounds, labels, definitions, explanations, everything that
is computed, and the arrangement of all of these. {title} ({id})
{url}
Legal text: {url}legalcode
You may share and adapt it for any purpose, even commercially, if you give appropriate credit, link to the licence and indicate whether you
made changes. Credit: {publisher}, version {version}.

2. Text as printed: the cells of the columns listed below repeat what a document prints. Each is under the licence of its document. The
column document_id of its row names the document, or the column with document_id in its name that belongs to it. The project claims no
rights in these cells and grants none. The table provenance gives the place of each cell in its document. If the licence of a document asks
for credit, give it to the document.

| document | licence | what to credit |
| --- | --- | --- |
{documents}

The columns that hold text as printed:

{columns}

A text that the project corrected (table corrections) counts as printed. The program that builds the dataset is under a third licence: see
LICENSE.
"""


def readme(release: Described) -> str:
    """Return the text of README.md."""
    known = release.metadata
    return README.format(
        head=_head(release),
        title_en=known.title.en,
        title_fr=known.title.fr,
        description_en=known.description.en,
        description_fr=known.description.fr,
        version=known.version,
        schema_version=known.schema_version,
        data_files="\n".join(f"| `{_place(form, known.name)}` | {form.words} |" for form in FORMS),
        tables="\n".join(f"| `{t.name}` | {len(release.frames[t.name])} | {_cell(t.description)} |" for t in release.tables),
        licence=known.licences.data.title,
        licence_url=known.licences.data.url,
        of_documents=release.of_documents(),
        cite_as=release.cite_as(),
        name=known.name,
        publisher=known.publisher.en,
        year=known.month[:4],
        examples=examples(release.frames),
        main_values=main_values(release.frames),
    )


def _head(release: Described) -> str:
    """Return what a library that loads a folder reads before the text (YAML): each front table is a dataset of its own, not to be mixed."""
    known = release.metadata
    tables = [table.name for table in release.tables if layer_of(table.name) == MAIN]
    fields = {
        "license": known.licences.data.id.lower(),
        "language": ["en", "fr"],
        "pretty_name": known.title.en,
        "configs": [
            {"config_name": name, "data_files": parquet_path(name), **({"default": True} if name == tables[0] else {})} for name in tables
        ],
    }
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=130)


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
        documents="\n".join(_document(row) for row in release.frames["documents"].sort_values("document_id").to_dict("records")),
        columns="\n".join(printed),
    )


def _document(document: dict[str, object]) -> str:
    """Return the line of a document: its identifier, its licence, and who made it, its title and year as far as they are stated."""
    stated = [document[name] for name in ("author", "institution", "title", "year") if not pd.isna(document[name])]
    cells = (document["document_id"], document["licence"], ", ".join(map(str, stated)) or document["label_en"])
    return f"| {' | '.join(_cell(str(cell)) for cell in cells)} |"


def data_dictionary(release: Described) -> str:
    """Return the text of DATA_DICTIONARY.md: each table with its keys and columns."""
    licences = release.licences()
    sections = [_section(table, licences) for table in release.tables]
    return "\n".join([f"# Data dictionary of {release.metadata.title.en}, version {release.metadata.version}\n", *sections])


def _section(table: Table, licences: dict[ColumnRef, str]) -> str:
    keys = [f"- {', '.join(key.columns)} → {key.target} ({', '.join(key.target_columns)})" for key in table.foreign_keys]
    lines = [f"## {table.name}", "", table.description, "", f"Key: {', '.join(table.key)}.", ""]
    lines += ["References:", "", *keys, ""] if keys else []
    lines += ["| column | type | unit | description | label in French | codes | licence |", "| --- | --- | --- | --- | --- | --- | --- |"]
    return "\n".join([*lines, *(_row(column, licences[table.ref(column)]) for column in table.columns), ""])


def _row(column: Column, licence: str) -> str:
    kind = sql_type(column) + ("" if column.nullable else " NOT NULL")
    holds, codes = column_words(column, unit=False), code_list_words(column) or ""
    cells = (f"`{column.name}`", kind, column.unit or "", holds, column.label_fr, codes, licence)
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
