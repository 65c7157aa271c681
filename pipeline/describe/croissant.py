"""The Croissant face of the schemas (version 1.1): croissant.json.

Belongs here: each Parquet file as a record set. Does not belong here: files that no record set is read from.
"""

import json
from typing import Any

from pipeline.contract.tables import Column, Table
from pipeline.describe.described import MEDIA_TYPES, Described

STANDARD = "http://mlcommons.org/croissant/1.1"
TYPES = {"string": "sc:Text", "int64": "sc:Integer", "double": "sc:Float", "bool": "sc:Boolean"}
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
        "usageInfo": f"Text as printed is under the licence of its document: {', '.join(release.of_documents())}.",
        "citeAs": f"{known.publisher.en}. {known.title.en}, version {known.version}.",
        "distribution": [_file(table, release) for table in release.tables],
        "recordSet": [_record_set(table, licences) for table in release.tables],
    }
    return json.dumps(dataset, ensure_ascii=False, indent=1) + "\n"


def _file(table: Table, release: Described) -> dict[str, Any]:
    path = f"parquet/{table.name}.parquet"
    file = release.files[path]
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "description": MEDIA_TYPES[".parquet"],
        "contentUrl": path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": PARQUET,
        "sha256": file.sha256,
    }


def _record_set(table: Table, licences: dict[tuple[str, str], str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, column, licences[table.name, column.name]) for column in table.columns],
    }


def _field(table: Table, column: Column, licence: str) -> dict[str, Any]:
    """Return a field. Croissant has no property for units, nulls and licences of a field: its description says them.

    A reference names the column of the other file, not the field of the other record set, although both are allowed: mlcroissant joins
    along references and cannot follow one to a record set that has references of its own.
    """
    notes = [f"Unit: {column.unit}."] if column.unit else []
    notes += [f"Null: {column.null_means}"] if column.null_means else []
    field = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": " ".join([column.description, *notes, f"Licence: {licence}."]),
        "dataType": TYPES.get(str(column.type), "sc:Float"),
        "source": {"fileObject": {"@id": f"parquet/{table.name}.parquet"}, "extract": {"column": column.name}},
    }
    if column.references:
        target, name = column.references.split(".")
        field["references"] = {"fileObject": {"@id": f"parquet/{target}.parquet"}, "extract": {"column": name}}
    return field
