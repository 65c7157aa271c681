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
from pipeline.describe.examples import documents, examples, main_values
from pipeline.describe.forms import FORMS, Form, parquet_path
from pipeline.describe.readme_text import README

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
        documents=documents(release.frames),
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
