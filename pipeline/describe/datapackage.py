"""The Data Package face of the schemas (version 2.0): datapackage.json.

Belongs here: tables as resources with fields, keys and constraints; all other data files as resources without a schema, but for the
Parquet files: they are the same tables again, describe themselves, and `croissant` describes them for programs.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, assert_never

from pipeline.contract.constraints import (
    ColumnRef,
    Constraint,
    ExactlyOne,
    Filled,
    ForeignKey,
    InCodeList,
    Locator,
    Matches,
    MatchesWhere,
    NumericText,
    OneOf,
    Range,
    Unique,
    ValueOrRange,
)
from pipeline.contract.tables import Column, Kind, Table
from pipeline.describe.described import Described
from pipeline.describe.forms import csv_path, form_of, format_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    Kind.TEXT: "string",
    Kind.WHOLE: "integer",
    Kind.REAL: "number",
    Kind.EXACT: "number",
    Kind.DAY: "date",
    Kind.FLAG: "boolean",
}


def datapackage(release: Described) -> str:
    """Return the text of datapackage.json: of each table its CSV file, with its schema; then the other data files."""
    known, licences = release.metadata, release.licences()
    resources = [_resource(csv_path(table.name), release) | _tabular(table, licences) for table in release.tables]
    resources += [_resource(path, release) for path in release.files if not form_of(path).one_table]
    package = {
        "$schema": PROFILE,
        "name": known.name,
        "title": known.title.en,
        "title_fr": known.title.fr,
        "description": known.description.en,
        "description_fr": known.description.fr,
        "version": known.version,
        "schema_version": known.schema_version,
        "keywords": known.keywords.both,
        "contributors": [{"title": known.publisher.en, "roles": ["creator", "publisher"]}],
        "licenses": [{"name": known.licences.data.id, "title": known.licences.data.title, "path": known.licences.data.url}],
        "licence_of_printed_text": dict(release.frames["documents"].set_index("document_id")["licence"].sort_index()),
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=0) + "\n"


def _resource(path: str, release: Described) -> dict[str, Any]:
    format_, file = format_of(path), release.files[path]
    return {
        "name": path.replace("/", "-").lower(),
        "path": path,
        "format": format_.name,
        "mediatype": format_.media_type,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }


def _tabular(table: Table, licences: dict[ColumnRef, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fieldsMatch": "exact",
        "missingValues": [""],
        "fields": [_field(table, column, licences[table.ref(column)]) for column in table.columns],
        "primaryKey": list(table.key),
    }
    whole = [key for key in table.foreign_keys if not _partial(key, table)]
    partial = [key for key in table.foreign_keys if _partial(key, table)]
    if whole:
        schema["foreignKeys"] = [_foreign_key(key, table) for key in whole]
    if partial:
        schema["foreign_keys_where_filled"] = [_foreign_key(key, table) for key in partial]
    return {"name": table.name, "type": "table", "description": table.description, "encoding": "utf-8", "schema": schema}


def _partial(key: ForeignKey, table: Table) -> bool:
    """Return whether some columns of a key may be null while others are not. Such a row points to nothing; the standard does not say so,
    and a validator takes it for a broken key: the property that holds these keys is the project's own."""
    return len(key.columns) > 1 and any(table.column(name).nullable for name in key.columns)


def _foreign_key(key: ForeignKey, table: Table) -> dict[str, Any]:
    resource = "" if key.target == table.name else key.target
    return {"fields": list(key.columns), "reference": {"resource": resource, "fields": list(key.target_columns)}}


def _field(table: Table, column: Column, licence: str) -> dict[str, Any]:
    """Return a field; beyond the standard's properties those that the schema knows: label, unit, licence, null, code list, lineage."""
    known: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.kind],
        "title": column.label_fr,
        "description": column.description,
        "licence": licence,
    }
    if _may_be_empty_text(column):
        known["missingValues"] = []
    optional = {
        "unit": column.unit,
        "null_means": column.null_means,
        "code_lists": list(column.code_lists),
        "derived_from": list(column.derived_from),
        "formula": column.formula,
        "constraints": field_constraints(table.constraints_of(column)),
    }
    return known | {name: value for name, value in optional.items() if value}


def _may_be_empty_text(column: Column) -> bool:
    """Return whether an empty cell of a column is an empty text: it may not be null, and its pattern allows it."""
    patterns = [limit.pattern for limit in column.limits if isinstance(limit, Matches)]
    return not column.nullable and bool(patterns) and all(re.match(pattern, "") for pattern in patterns)


def field_constraints(stated: Iterable[Constraint]) -> dict[str, Any]:
    """Return the constraints of a field, from what holds for the cells of its column.

    Keys and code lists have properties of their own; the standard has no bounds for a text that is read as a number.
    """
    return {name: value for constraint in stated for name, value in _field_constraint(constraint).items()}


def _field_constraint(constraint: Constraint) -> dict[str, Any]:
    match constraint:
        case Filled():
            return {"required": True}
        case Unique():
            return {"unique": True}
        case OneOf(codes):
            return {"enum": list(codes)}
        case Matches(pattern):
            return {"pattern": pattern}
        case Range(low, high):
            return {name: end for name, end in (("minimum", low), ("maximum", high)) if end is not None}
        case NumericText() | InCodeList() | ForeignKey() | Locator() | ExactlyOne() | ValueOrRange() | MatchesWhere():
            return {}
        case _:
            assert_never(constraint)
