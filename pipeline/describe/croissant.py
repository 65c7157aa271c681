"""The Croissant face of the schemas (version 1.1): croissant.json.

Belongs here: each Parquet file as a record set. Does not belong here: files that no record set is read from.
"""

import json
from typing import Any

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.tables import Column, Kind, Table
from pipeline.contract.words import column_words
from pipeline.describe.described import Described
from pipeline.describe.forms import format_of, parquet_path

STANDARD = "http://mlcommons.org/croissant/1.1"
TYPES = {
    Kind.TEXT: "sc:Text",
    Kind.WHOLE: "sc:Integer",
    Kind.REAL: "sc:Float",
    Kind.EXACT: "sc:Float",
    Kind.DAY: "sc:Date",
    Kind.FLAG: "sc:Boolean",
}
# mlcroissant knows Parquet by this older name only
PARQUET = "application/x-parquet"
TERMS = (
    *("arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet"),
    *("format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references"),
    *("regex", "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"),
)
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
} | {term: f"cr:{term}" for term in TERMS}


def croissant(release: Described) -> str:
    """Return the text of croissant.json: a file object and a record set for each table."""
    known, licences = release.metadata, release.licences()
    dataset = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": STANDARD,
        "name": known.name,
        "alternateName": [known.title.en, known.title.fr],
        "description": {"en": known.description.en, "fr": known.description.fr},
        "version": known.version,
        "datePublished": known.month,
        "inLanguage": ["en", "fr"],
        "keywords": known.keywords.en,
        "creator": {"@type": "sc:Organization", "name": known.publisher.en},
        "publisher": {"@type": "sc:Organization", "name": known.publisher.en},
        "license": known.licences.data.url,
        "usageInfo": release.rights(),
        "citeAs": release.cite_as(),
        "distribution": [_file(table, release) for table in release.tables],
        "recordSet": [_record_set(table, licences) for table in release.tables],
    }
    return json.dumps(dataset, ensure_ascii=False, indent=0) + "\n"


def _file(table: Table, release: Described) -> dict[str, Any]:
    path = parquet_path(table.name)
    file = release.files[path]
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "description": format_of(path).media_type,
        "contentUrl": path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": PARQUET,
        "sha256": file.sha256,
    }


def _record_set(table: Table, licences: dict[ColumnRef, str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column, licences[table.ref(column)]) for column in table.columns],
    }


def _field(table: Table, column: Column, licence: str) -> dict[str, Any]:
    """Return a field. Croissant has no property for units, nulls and licences of a field: its description says them.

    A reference names the column of the other file, not the field of the other record set, although both are allowed: mlcroissant joins
    along references and cannot follow one to a record set that has references of its own.
    """
    field = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": f"{column_words(column)} Licence: {licence}.",
        "dataType": TYPES[column.kind],
        "source": _extract(table.ref(column)),
    }
    if column.references:
        field["references"] = _extract(ColumnRef.parse(column.references))
    return field


def _extract(ref: ColumnRef) -> dict[str, Any]:
    """Return where the values of a column are read from."""
    return {"fileObject": {"@id": parquet_path(ref.table)}, "extract": {"column": ref.column}}
