"""The provenance face of a release (W3C PROV, as JSON-LD): provenance.jsonld.

Belongs here: which files, documents and tables each table and file is made from. Identifiers are relative to the file. Does not belong
here: times, hosts and people, which leave no trace in a release, and the provenance of a single cell, which is the table `provenance`.
"""

import json
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from pipeline.contract.tables import describe, is_raw, sources
from pipeline.describe.described import Described
from pipeline.describe.forms import tables_in
from pipeline.raw.folder import REFERENCE_FOLDER, file_name
from schemas.registry import TABLES

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "label": "rdfs:label",
    "sha256": "spdx:checksumValue",
    "used": {"@id": "prov:used", "@type": "@id"},
    "hadMember": {"@id": "prov:hadMember", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
}


def prov(release: Described) -> str:
    """Return the text of provenance.jsonld: documents, input files, tables, data files, and the build that made these from those."""
    agent = {"@id": "#publisher", "@type": "prov:Agent", "label": release.metadata.publisher.en}
    build = {"@id": "#build", "@type": "prov:Activity", "label": "make dataset", "wasAssociatedWith": "#publisher"}
    inputs = [_input(path, digest) for path, digest in sorted(release.inputs.items())]
    whole = {
        "@id": "#release",
        "@type": ["prov:Entity", "prov:Collection"],
        "label": f"{release.metadata.title.en}, version {release.metadata.version}",
        "wasGeneratedBy": "#build",
        "wasAttributedTo": "#publisher",
        "hadMember": list(release.files),
    }
    graph = [agent, build | {"used": [file["@id"] for file in inputs]}, whole, *_documents(release), *inputs]
    graph += [*_tables(release), *(_file(path, release) for path in release.files)]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _documents(release: Described) -> list[dict[str, Any]]:
    """Return the source documents, with the hash of their text where they are files; they are not part of the repository."""
    documents = [
        {"@id": f"#document/{row['document_id']}", "@type": ["prov:Entity", "prov:PrimarySource"], "label": row["label_en"]}
        | ({} if pd.isna(row["sha256"]) else {"sha256": row["sha256"]})
        for row in release.frames["documents"].to_dict("records")
    ]
    return sorted(documents, key=lambda document: str(document["@id"]))


def _input(path: str, digest: str) -> dict[str, Any]:
    """Return a file of the repository; one below raw/<document>/ was read from that document."""
    parts = PurePosixPath(path).parts
    entity = {"@id": f"#input/{path}", "@type": "prov:Entity", "label": path, "sha256": digest}
    read = parts[0] == "raw" and len(parts) == 3 and parts[1] != REFERENCE_FOLDER
    return entity | ({"wasDerivedFrom": [f"#document/{parts[1]}"]} if read else {})


def _tables(release: Described) -> list[dict[str, Any]]:
    """Return the asset graph: each table, with the tables, or for a raw one the files, that it is made from."""
    found = []
    for table in map(describe, TABLES):
        made_from = [f"#table/{name}" for name in sources(table)]
        if is_raw(table):
            made_from = [f"#input/{path}" for path in sorted(release.inputs) if PurePosixPath(path).name == file_name(table)]
        found.append({"@id": f"#table/{table.name}", "@type": "prov:Entity", "label": table.name, "wasDerivedFrom": made_from})
    return found


def _file(path: str, release: Described) -> dict[str, Any]:
    """Return a data file: that of one table, or one that is made from all."""
    names = tables_in(path, [table.name for table in release.tables])
    return {
        "@id": path,
        "@type": "prov:Entity",
        "sha256": release.files[path].sha256,
        "wasDerivedFrom": [f"#table/{name}" for name in names],
        "wasGeneratedBy": "#build",
    }
