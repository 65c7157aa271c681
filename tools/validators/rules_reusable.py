"""Rules for a release that is reusable: licences, units, what null means, and where everything comes from.

Each rule is a function that returns what it finds; its name is the sentence that holds. Imports nothing that made the release.
"""

import hashlib
import json
import re

import pyarrow.parquet as pq
import yaml

from pipeline.describe.descriptions import PAGES
from pipeline.describe.metadata import metadata
from pipeline.kernel.paths import ROOT
from tools.validators.released import Released, differing, named, unless

# A whole number without a unit names or orders something, and its description begins so.
ORDINAL = r"^(?:Number of the |Year|(?:First|Last|Earliest|Latest) (?:line|year|character)|Place|Position|Depth|Item of|Rank)"
PRINTED = {"molecule_comparison.text_fr", "document_sections.heading", "citations.title", "number_ledger.token"}
OWN = {"cartography.organisation_id", "observations.value", "organisations.name", "claims.statement_en", "concepts.label_fr"}
AS_PRINTED = "as printed, licence of the document: "


def every_column_has_a_licence_wherever_it_is_described(release: Released) -> list[str]:
    """Each column is under the project's licence or those of the documents, each named with its documents, and all descriptions of it say
    the same."""
    licences = {f"{row['table_name']}.{row['column_name']}": row["licence"] for row in release.columns}
    findings = differing(
        "licences", set(licences.values()), {release.metadata["licences"]["data"]["id"], AS_PRINTED + _of_documents(release)}
    )
    for name, resource in release.resources.items():
        for field in resource["schema"]["fields"]:
            column = f"{name}.{field['name']}"
            findings += unless(field["licence"] == licences.get(column), f"datapackage.json, {column}: {field['licence']}")
    for known in release.croissant["recordSet"]:
        for field in known["field"]:
            licence = licences.get(field["@id"].replace("/", "."))
            findings += unless(field["description"].endswith(f"Licence: {licence}."), f"croissant.json, {field['@id']}: the licence")
    return findings


def _of_documents(release: Released) -> str:
    """Return the licences of the documents, each with its documents where there are several."""
    found: dict[str, list[str]] = {}
    for row in sorted(release.rows("documents"), key=lambda row: row["document_id"]):
        found.setdefault(row["licence"], []).append(row["document_id"])
    return "; ".join(f"{licence} ({', '.join(found[licence])})" for licence in sorted(found)) if len(found) > 1 else next(iter(found))


def text_as_printed_is_under_the_licence_of_the_document_and_nothing_else_is(release: Released) -> list[str]:
    """Columns that hold printed text are under the licence of the document, and LICENSE-DATA lists exactly these, and the licence of each
    document."""
    printed = named([row for row in release.columns if row["licence"].startswith("as printed")])
    must = PRINTED | {name for name in named(release.columns) if re.search(r"\.(?:\w+_)?printed$", name)}
    text = release.files["LICENSE-DATA"].decode()
    listed = set(re.findall(r"^\w+\.\w+$", text, re.MULTILINE))
    documents = [f"| {row['document_id']} | {row['licence']} |" for row in release.rows("documents")]
    return [
        *[f"{name}: holds text as printed" for name in sorted(must - printed)],
        *[f"{name}: is the project's own work" for name in sorted(OWN & printed)],
        *differing("LICENSE-DATA", listed, printed),
        *[f"LICENSE-DATA: {line} is missing" for line in documents if line not in text],
    ]


def licences_of_code_and_data_are_those_of_the_files(release: Released) -> list[str]:
    """LICENSE is that of the repository; LICENSE-DATA, dcat.ttl and CITATION.cff name the licence of the data."""
    files, known = release.files, release.metadata["licences"]
    code, url = known["code"]["title"], known["data"]["url"]
    return [
        *unless(files["LICENSE"].decode().startswith(code) and files["LICENSE"] == (ROOT / "LICENSE").read_bytes(), f"LICENSE: {code}"),
        *[f"{name}: {url}" for name in ("LICENSE-DATA", "dcat.ttl") if url not in files[name].decode()],
        *unless(yaml.safe_load(files["CITATION.cff"])["license"] == known["data"]["id"], f"CITATION.cff: {known['data']['id']}"),
    ]


def every_measure_has_a_unit_and_a_number_without_one_names_or_orders(release: Released) -> list[str]:
    """Decimal numbers have units; a whole number without one is a number of something, a year or a place; texts have none."""
    measures = [row for row in release.columns if row["type"] == "DOUBLE" and not row["unit"]]
    whole = [row for row in release.columns if row["type"] == "INTEGER" and not row["unit"]]
    unclear = [row for row in whole if not re.match(ORDINAL, row["description_en"])]
    texts = [row for row in release.columns if row["unit"] and row["type"] in ("VARCHAR", "BOOLEAN")]
    return sorted(named(measures + unclear + texts))


def columns_have_only_types_that_common_programs_read_right(release: Released) -> list[str]:
    """Numbers are doubles or 32-bit whole numbers, also where they may be null; there are no decimals and no 64-bit whole numbers."""
    other = [row for row in release.columns if row["type"] not in ("VARCHAR", "INTEGER", "DOUBLE", "DATE", "BOOLEAN")]
    whole = [row for row in release.columns if row["type"] == "INTEGER" and row["is_nullable"]]
    wrong = [row for row in whole if str(pq.read_schema(release.parquet(row["table_name"])).field(row["column_name"]).type) != "int32"]
    return sorted(named(other + wrong)) + unless(len(whole) > 20, f"only {len(whole)} whole numbers that may be null")


def a_unit_that_stands_elsewhere_stands_in_the_same_row(release: Released) -> list[str]:
    """A unit such as "see unit_id" names a column of the same table."""
    pointing = [row for row in release.columns if (row["unit"] or "").startswith("see ")]
    known = named(release.columns)
    return sorted(named([row for row in pointing if f"{row['table_name']}.{row['unit'].removeprefix('see ')}" not in known]))


def what_null_means_is_stated_if_and_only_if_a_cell_may_be_null(release: Released) -> list[str]:
    """Each column that may be null says what null means, in data_dictionary and in datapackage.json."""
    findings = sorted(named([row for row in release.columns if row["is_nullable"] != bool(row["null_means_en"])]))
    for name, resource in release.resources.items():
        for field in resource["schema"]["fields"]:
            required = field.get("constraints", {}).get("required", False)
            findings += unless(bool(field.get("null_means")) != required, f"datapackage.json, {name}.{field['name']}: what null means")
    return findings


def documents_and_inputs_are_named_with_their_hashes(release: Released) -> list[str]:
    """provenance.jsonld has the hash of each document and each input file, and says that the build used all of these."""
    graph = {node["@id"]: node for node in json.loads(release.files["provenance.jsonld"])["@graph"]}
    documents = {f"#document/{row['document_id']}": row["sha256"] for row in release.rows("documents")}
    read = sorted(file for file in release.raw.rglob("*") if file.is_file())
    files = {f"raw/{file.relative_to(release.raw).as_posix()}": file for file in read}
    files |= {name: ROOT / name for name in ("requirements.lock", "metadata.yaml")}
    inputs = {f"#input/{name}": hashlib.sha256(file.read_bytes()).hexdigest() for name, file in files.items()}
    wrong = [f"{name}: the hash" for name, expected in (documents | inputs).items() if graph.get(name, {}).get("sha256") != expected]
    return wrong + differing("#build", set(graph["#build"]["used"]), {name for name in graph if name.startswith("#input/")})


def the_pages_are_those_of_the_repository(release: Released) -> list[str]:
    """CHANGELOG.md and docs/methods.md are the repository's, with what a page says once it stands alone."""
    version = metadata().version
    return [name for name, page in PAGES.items() if release.files[name] != page((ROOT / name).read_text("utf-8"), version).encode()]


RULES = (
    every_column_has_a_licence_wherever_it_is_described,
    text_as_printed_is_under_the_licence_of_the_document_and_nothing_else_is,
    licences_of_code_and_data_are_those_of_the_files,
    every_measure_has_a_unit_and_a_number_without_one_names_or_orders,
    columns_have_only_types_that_common_programs_read_right,
    a_unit_that_stands_elsewhere_stands_in_the_same_row,
    what_null_means_is_stated_if_and_only_if_a_cell_may_be_null,
    documents_and_inputs_are_named_with_their_hashes,
    the_pages_are_those_of_the_repository,
)
