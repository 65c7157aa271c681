"""The Data Package face of the schemas (version 2.0): datapackage.json.

Belongs here: tables as resources with fields, keys and constraints; all other data files as resources without a schema, but for the
Parquet files: they are the same tables again, describe themselves, and `croissant` describes them for programs.
"""

import json
import re
from pathlib import PurePosixPath
from typing import Any

from pipeline.contract.tables import Column, ForeignKey, Table
from pipeline.describe.described import MEDIA_TYPES, Described

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {"string": "string", "int64": "integer", "double": "number", "bool": "boolean"}
CHECKS = {"greater_than_or_equal_to": ("min_value", "minimum"), "less_than_or_equal_to": ("max_value", "maximum")}


def datapackage(release: Described) -> str:
    """Return the text of datapackage.json: of each table its CSV file, with its schema; then the other data files."""
    known, described = release.metadata, {f"csv/{table.name}.csv": table for table in release.tables}
    licences = release.licences()
    resources = [_resource(path, release) | _tabular(table, licences) for path, table in described.items()]
    resources += [_resource(path, release) for path in release.files if path not in described and not path.startswith("parquet/")]
    package = {
        "$schema": PROFILE,
        "name": known.name,
        "title": known.title.en,
        "title_fr": known.title.fr,
        "description": known.description.en,
        "description_fr": known.description.fr,
        "version": known.version,
        "schema_version": known.schema_version,
        "keywords": [*known.keywords.en, *(word for word in known.keywords.fr if word not in known.keywords.en)],
        "contributors": [{"title": known.publisher.en, "roles": ["creator", "publisher"]}],
        "licenses": [{"name": known.licences.data.id, "title": known.licences.data.title, "path": known.licences.data.url}],
        "licence_of_printed_text": release.of_documents(),
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(path: str, release: Described) -> dict[str, Any]:
    suffix, file = PurePosixPath(path).suffix, release.files[path]
    return {
        "name": path.replace("/", "-").lower(),
        "path": path,
        "format": suffix[1:],
        "mediatype": MEDIA_TYPES[suffix],
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }


def _tabular(table: Table, licences: dict[tuple[str, str], str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fieldsMatch": "exact",
        "missingValues": [""],
        "fields": [_field(table, column, licences[table.name, column.name]) for column in table.columns],
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
        "type": TYPES.get(str(column.type), "number"),
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
        "constraints": _constraints(table, column),
    }
    return known | {name: value for name, value in optional.items() if value}


def _may_be_empty_text(column: Column) -> bool:
    """Return whether an empty cell of a column is an empty text: it may not be null, and its pattern allows it."""
    pattern = dict(column.checks).get("str_matches", {}).get("pattern")
    return not column.nullable and pattern is not None and bool(re.match(pattern, ""))


def _constraints(table: Table, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {} if column.nullable else {"required": True}
    if table.key == (column.name,):
        found["unique"] = True
    for name, known in column.checks:
        if name == "isin":
            found["enum"] = list(known["allowed_values"])
        elif name == "str_matches":
            found["pattern"] = str(getattr(known["pattern"], "pattern", known["pattern"]))
        elif name in CHECKS:
            statistic, constraint = CHECKS[name]
            found[constraint] = known[statistic]
    return found
