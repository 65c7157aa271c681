"""The project's own checks of the files of a release as they are, which trust neither the schemas' check nor the database's constraints.

Belongs here: what no program of others checks, or none checks wholly: frictionless passes over the hashes of files that it cannot read as
tables, mlcroissant over those of files that it does not download. Does not belong here: how a finding is told (`reports.py`), and
whether the forms of a table are equal (`forms.py`).
"""

import json
from pathlib import Path

import duckdb
from rdflib import DCAT, Graph, Namespace

from pipeline.contract.duckdb import names, quote
from pipeline.contract.tables import describe
from pipeline.describe.forms import parquet_path
from pipeline.kernel.files import sha256_of
from pipeline.release.publish import SUMS, checksums
from schemas.registry import PUBLISHED
from tools.validators.outside import BASE, Found

SPDX = Namespace("http://spdx.org/rdf/terms#")


def hashes(release: Path) -> Found:
    """Check that each file is that of SHA256SUMS, and that no file is there beside."""
    stated, found = ((release / SUMS).read_text("utf-8").splitlines(), checksums(release).splitlines())
    faults = [f"{'missing or changed' if line in stated else 'not listed'}: {line}" for line in sorted(set(stated) ^ set(found))]
    return Found(f"{len(stated)} files, each against its SHA-256 in {SUMS}", faults)


def descriptions(release: Path) -> Found:
    """Check that each file has the size and the SHA-256 that datapackage.json, croissant.json, dcat.ttl and provenance.jsonld state."""
    faults, stated = [], {name: read(release) for name, read in DESCRIPTIONS.items()}
    for name, files in stated.items():
        for path, known in sorted(files.items()):
            content = (release / path).read_bytes() if (release / path).is_file() else b""
            found = (len(content), sha256_of(content))
            faults += [f"{name}: {path} is {found}, not {known}"] if known != found[2 - len(known) :] else []
    count = ", ".join(f"{len(files)} of {name}" for name, files in stated.items())
    return Found(f"sizes and hashes of files: {count}", faults)


def _of_package(release: Path) -> dict[str, tuple[object, ...]]:
    resources = json.loads((release / "datapackage.json").read_text("utf-8"))["resources"]
    return {known["path"]: (known["bytes"], known["hash"].removeprefix("sha256:")) for known in resources}


def _of_croissant(release: Path) -> dict[str, tuple[object, ...]]:
    files = json.loads((release / "croissant.json").read_text("utf-8"))["distribution"]
    return {known["contentUrl"]: (int(known["contentSize"].removesuffix(" B")), known["sha256"]) for known in files}


def _of_dcat(release: Path) -> dict[str, tuple[object, ...]]:
    graph = Graph().parse(data=(release / "dcat.ttl").read_text("utf-8"), publicID=BASE)
    found: dict[str, tuple[object, ...]] = {}
    for distribution, url in graph.subject_objects(DCAT.downloadURL):
        size = graph.value(distribution, DCAT.byteSize)
        checksum = graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue)
        found[str(url).removeprefix(BASE)] = (int(str(size)), str(checksum))
    return found


def _of_provenance(release: Path) -> dict[str, tuple[object, ...]]:
    graph = json.loads((release / "provenance.jsonld").read_text("utf-8"))["@graph"]
    return {node["@id"]: (node["sha256"],) for node in graph if "sha256" in node and not node["@id"].startswith("#")}


DESCRIPTIONS = {
    "datapackage.json": _of_package,
    "croissant.json": _of_croissant,
    "dcat.ttl": _of_dcat,
    "provenance.jsonld": _of_provenance,
}


def keys(release: Path) -> Found:
    """Check, in the Parquet files, that each primary key is unique and each foreign key points to a row."""
    faults, checked = [], 0
    with duckdb.connect() as db:
        for table in map(describe, PUBLISHED):
            checked += 1 + len(table.foreign_keys)
            rows, key_names = _file(release, table.name), names(table.key)
            if db.execute(f"SELECT 1 FROM {rows} GROUP BY {key_names} HAVING count(*) > 1").fetchall():
                faults.append(f"{table.name}: {key_names} is not unique")
            for key in table.foreign_keys:
                filled = " AND ".join(f'"{column}" IS NOT NULL' for column in key.columns)
                pointing = f"SELECT {names(key.columns)} FROM {rows} WHERE {filled}"
                if db.execute(f"{pointing} EXCEPT SELECT {names(key.target_columns)} FROM {_file(release, key.target)}").fetchall():
                    faults.append(f"{table.name}: {names(key.columns)} points to no row of {key.target}")
    return Found(f"{checked} primary and foreign keys of {len(PUBLISHED)} tables, in the Parquet files", faults)


def _file(release: Path, table: str) -> str:
    return f"read_parquet({quote(str(release / parquet_path(table)))})"
