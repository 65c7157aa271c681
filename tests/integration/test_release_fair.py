"""A release is findable, accessible, interoperable and reusable: by tests of our own, which look at nothing but its files."""

import csv
import hashlib
import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
import yaml
from rdflib import DCTERMS, RDF, SKOS, Graph, URIRef

from tests.conftest import ROOT, Built

OPEN = {".cff", ".csv", ".duckdb", ".json", ".jsonld", ".md", ".parquet", ".png", ".svg", ".ttl", ".xlsx", ""}
TEXTS = {".cff", ".csv", ".json", ".jsonld", ".md", ".svg", ".ttl", ""}
TRACES = {
    "absolute path": r"(?<![\w.:/])/(?:home|root|tmp|usr|work|var|mnt|Users)/\w|[A-Za-z]:\\\\?\w|file://",
    "time": r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?",
    "user or host": r"\blocalhost\b|\b127\.0\.0\.1\b|\b[\w.]+@[\w-]+\.[a-z]{2,}\b",
}
# A whole number without a unit names or orders something, and its description begins so.
ORDINAL = r"^(?:Number of the |Year|(?:First|Last|Earliest|Latest) (?:line|year|character)|Place|Depth|Item of|Rank)"

Row = dict[str, Any]


@pytest.fixture(scope="module")
def latest(request: pytest.FixtureRequest) -> Path:
    """The release that RELEASE names, as `make release` asks; else the one that is built for the tests."""
    if named := os.environ.get("RELEASE", ""):
        return Path(named)
    built: Built = request.getfixturevalue("built")
    return (built.outputs / "latest").resolve()


@pytest.fixture(scope="module")
def files(latest: Path) -> dict[str, bytes]:
    return {file.relative_to(latest).as_posix(): file.read_bytes() for file in sorted(latest.rglob("*")) if file.is_file()}


@pytest.fixture(scope="module")
def columns(latest: Path) -> list[Row]:
    """The rows of the data dictionary."""
    rows: list[Row] = pq.read_table(latest / "parquet" / "data_dictionary.parquet").to_pylist()
    return rows


@pytest.fixture(scope="module")
def package(latest: Path) -> Row:
    return dict(json.loads((latest / "datapackage.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def croissant(latest: Path) -> Row:
    return dict(json.loads((latest / "croissant.json").read_text("utf-8")))


def tables(package: Row) -> dict[str, Row]:
    return {resource["name"]: resource for resource in package["resources"] if resource.get("type") == "table"}


def named(rows: list[Row]) -> set[str]:
    return {f"{row['table_name']}.{row['column_name']}" for row in rows}


def codes_in(file: Path) -> set[str]:
    return {line["code"] for line in csv.DictReader(file.read_text("utf-8").splitlines())}


# Findable.


def test_every_file_is_hashed(files: dict[str, bytes]) -> None:
    lines = files["SHA256SUMS"].decode().splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "SHA256SUMS"}


def test_one_version_stands_everywhere(latest: Path, files: dict[str, bytes], package: Row, croissant: Row) -> None:
    version = str(yaml.safe_load((ROOT / "metadata.yaml").read_text("utf-8"))["version"])
    assert re.fullmatch(r"20\d\d\.(?:[1-9]|1[0-2])\.\d+", version)
    cited, archived = yaml.safe_load(files["CITATION.cff"]), json.loads(files[".zenodo.json"])
    assert {package["version"], croissant["version"], cited["version"], archived["version"]} == {version}
    for name in ("README.md", "DATA_DICTIONARY.md", "LICENSE-DATA", "dcat.ttl", "provenance.jsonld"):
        found = set(re.findall(r"\b20\d\d\.\d{1,2}\.\d+\b", files[name].decode()))
        assert found == {version}, name
    workbook = openpyxl.load_workbook(latest / "wallonia_biomanufacturing.xlsx", read_only=True)
    assert version in str(workbook.properties.description)


def test_title_and_description_stand_in_both_languages(files: dict[str, bytes], package: Row) -> None:
    known = yaml.safe_load((ROOT / "metadata.yaml").read_text("utf-8"))
    readme, graph = files["README.md"].decode(), Graph().parse(data=files["dcat.ttl"], publicID="https://release.example/")
    titles = {(str(title), title.language) for title in graph.objects(URIRef("https://release.example/#dataset"), DCTERMS.title)}
    for language in ("en", "fr"):
        assert known["title"][language] in readme
        assert known["description"][language] in readme
        assert (known["title"][language], language) in titles
        assert known["title"][language] in (package["title"], package["title_fr"])


def test_every_data_file_is_described_for_programs(files: dict[str, bytes], package: Row, croissant: Row) -> None:
    described = {resource["path"] for resource in package["resources"]} | {file["contentUrl"] for file in croissant["distribution"]}
    data = {name for name in files if "/" in name or name.endswith((".duckdb", ".xlsx"))}
    assert described == data
    graph = Graph().parse(data=files["dcat.ttl"], publicID="https://release.example/")
    offered = {
        str(url).removeprefix("https://release.example/") for url in graph.objects(None, URIRef("http://www.w3.org/ns/dcat#accessURL"))
    }
    assert offered == data


def test_the_readme_names_every_file_or_its_folder_and_nothing_else(files: dict[str, bytes]) -> None:
    section = files["README.md"].decode().split("## Files")[1].split("## How to read them")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    shown = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    there = {name.split("/")[0] + "/" if "/" in name else name for name in files}
    assert shown - {"reports/"} == there - {"README.md"}


# Accessible.


def test_every_file_is_of_an_open_format(files: dict[str, bytes]) -> None:
    assert {Path(name).suffix for name in files if name != ".zenodo.json"} <= OPEN


def test_texts_are_utf_8_with_line_feeds(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if Path(name).suffix in TEXTS:
            assert not content.startswith(b"\xef\xbb\xbf"), name
            assert b"\r" not in content, name
            assert content.decode("utf-8").endswith("\n") or name.endswith(".svg"), name


def test_no_file_holds_a_path_a_user_a_host_or_a_time(latest: Path, files: dict[str, bytes]) -> None:
    texts = {name: content.decode() for name, content in files.items() if Path(name).suffix in TEXTS or name.endswith("json")}
    with zipfile.ZipFile(latest / "wallonia_biomanufacturing.xlsx") as workbook:
        texts |= {f"xlsx {name}": workbook.read(name).decode() for name in workbook.namelist()}
        assert {entry.date_time[0] for entry in workbook.infolist()} == {1980}
    texts["xlsx docProps/core.xml"] = re.sub(r"2026-01-01T00:00:00Z", "", texts["xlsx docProps/core.xml"])  # fixed: see workbook.py
    found = {(name, what, match) for name, text in texts.items() for what, trace in TRACES.items() for match in re.findall(trace, text)}
    assert found == set()


# Interoperable.


def test_the_dictionary_has_the_columns_of_every_file_in_their_order(
    latest: Path, columns: list[Row], package: Row, croissant: Row
) -> None:
    expected: dict[str, list[str]] = {}
    for row in columns:
        expected.setdefault(row["table_name"], []).append((row["position"], row["column_name"]))  # type: ignore[arg-type]
    ordered = {table: [name for _, name in sorted(found)] for table, found in expected.items()}
    for file in (latest / "parquet").iterdir():
        assert pq.read_schema(file).names == ordered[file.stem]
    for name, resource in tables(package).items():
        assert [field["name"] for field in resource["schema"]["fields"]] == ordered[name]
    for record_set in croissant["recordSet"]:
        assert [field["name"] for field in record_set["field"]] == ordered[record_set["name"]]
    with duckdb.connect(str(latest / "wallonia_biomanufacturing.duckdb"), read_only=True) as db:
        known = db.execute("SELECT table_name, list(column_name ORDER BY ordinal_position) FROM information_schema.columns GROUP BY 1")
        assert dict(known.fetchall()) == ordered


def test_every_column_is_described_and_labelled_in_french(columns: list[Row]) -> None:
    assert named([row for row in columns if not row["description_en"].endswith(".") or not row["label_fr"]]) == set()


def test_parquet_files_describe_their_columns_themselves(latest: Path, columns: list[Row]) -> None:
    known = {(row["table_name"], row["column_name"]): row for row in columns}
    for file in (latest / "parquet").iterdir():
        for field in pq.read_schema(file):
            row, metadata = known[file.stem, field.name], {key.decode(): value.decode() for key, value in field.metadata.items()}
            assert metadata["description_en"] == row["description_en"]
            assert metadata.get("unit") == row["unit"]
            assert metadata.get("null_means") == row["null_means"]
            assert field.nullable == row["nullable"]


def test_each_coded_column_has_its_list_published_with_every_code_that_it_holds(latest: Path, columns: list[Row]) -> None:
    graph = Graph().parse(latest / "codelists" / "codelists.ttl", publicID="https://release.example/")
    coded = [row for row in columns if row["code_list"] and (latest / "parquet" / f"{row['table_name']}.parquet").exists()]
    assert len(coded) > 50
    for row in coded:
        names = row["code_list"].removeprefix("concepts: ").split(" or ")
        codes = {name: codes_in(latest / "codelists" / f"{name}.csv") for name in names}
        values = pq.read_table(latest / "parquet" / f"{row['table_name']}.parquet")[row["column_name"]].unique().drop_null().to_pylist()
        assert set(values) <= set().union(*codes.values()), row
        for name in names:
            scheme = URIRef(f"https://release.example/#{name}")
            assert {str(graph.value(concept, SKOS.notation)) for concept in graph.subjects(SKOS.inScheme, scheme)} == codes[name]
            assert f"{row['table_name']}.{row['column_name']}" in " ".join(map(str, graph.objects(scheme, SKOS.note)))


def test_identifiers_of_concepts_are_unique_and_every_list_has_one_home(latest: Path) -> None:
    concepts = pq.read_table(latest / "parquet" / "concepts.parquet").to_pylist()
    closed = pq.read_table(latest / "parquet" / "code_lists.parquet").to_pylist()
    assert len({row["concept_id"] for row in concepts}) == len(concepts)
    assert {row["scheme"] for row in concepts}.isdisjoint({row["code_list"] for row in closed})
    graph = Graph().parse(latest / "codelists" / "codelists.ttl", publicID="https://release.example/")
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == len(concepts) + len(closed)
    for narrow, broad in graph.subject_objects(SKOS.broader):
        assert graph.value(narrow, SKOS.inScheme) == graph.value(broad, SKOS.inScheme)


def test_primary_keys_are_unique_and_foreign_keys_hold(latest: Path, package: Row) -> None:
    def rows(name: str) -> str:
        return f"read_parquet('{latest / 'parquet' / name}.parquet')"

    def names(columns: list[str]) -> str:
        return ", ".join(f'"{column}"' for column in columns)

    checked = 0
    with duckdb.connect() as db:
        for name, resource in tables(package).items():
            schema = resource["schema"]
            key = names(schema["primaryKey"])
            assert db.execute(f"SELECT 1 FROM {rows(name)} GROUP BY {key} HAVING count(*) > 1").fetchall() == [], name
            for foreign in [*schema.get("foreignKeys", []), *schema.get("foreign_keys_where_filled", [])]:
                target, filled = foreign["reference"], " AND ".join(f'"{column}" IS NOT NULL' for column in foreign["fields"])
                pointed = f"SELECT {names(target['fields'])} FROM {rows(target['resource'] or name)}"
                lost = db.execute(f"SELECT {names(foreign['fields'])} FROM {rows(name)} WHERE {filled} EXCEPT {pointed}").fetchall()
                assert lost == [], (name, foreign)
                checked += 1
    assert checked > 60


def test_names_fit_everywhere(columns: list[Row]) -> None:
    for row in columns:
        assert len(row["table_name"]) <= 31, "a sheet of a workbook has no longer name"
        assert re.fullmatch(r"[a-z][a-z0-9_]*", row["table_name"])
        assert re.fullmatch(r"[a-z][a-z0-9_]*", row["column_name"])


# Reusable.


def test_every_column_has_a_licence_wherever_it_is_described(columns: list[Row], package: Row, croissant: Row) -> None:
    known = yaml.safe_load((ROOT / "metadata.yaml").read_text("utf-8"))
    licences = {f"{row['table_name']}.{row['column_name']}": row["licence"] for row in columns}
    assert set(licences.values()) == {known["licences"]["data"]["id"], "as printed, licence of the document: not stated"}
    for name, resource in tables(package).items():
        for field in resource["schema"]["fields"]:
            assert field["licence"] == licences[f"{name}.{field['name']}"]
    for record_set in croissant["recordSet"]:
        for field in record_set["field"]:
            assert field["description"].endswith(f"Licence: {licences[field['@id'].replace('/', '.')]}.")


def test_text_as_printed_is_under_the_licence_of_the_document_and_nothing_else_is(columns: list[Row], files: dict[str, bytes]) -> None:
    printed = named([row for row in columns if row["licence"].startswith("as printed")])
    assert {name for name in named(columns) if re.search(r"\.(?:\w+_)?printed$", name)} <= printed
    assert {"molecule_comparison.text_fr", "document_sections.heading", "citations.title", "number_ledger.token"} <= printed
    own = {"cartography.organisation_id", "observations.value", "organisations.name", "claims.statement_en", "concepts.label_fr"}
    assert own.isdisjoint(printed)
    assert set(re.findall(r"^\w+\.\w+$", files["LICENSE-DATA"].decode(), re.MULTILINE)) == printed


def test_licences_of_code_and_data_are_those_of_the_files(files: dict[str, bytes]) -> None:
    known = yaml.safe_load((ROOT / "metadata.yaml").read_text("utf-8"))["licences"]
    assert files["LICENSE"].decode().startswith(known["code"]["title"])
    assert files["LICENSE"] == (ROOT / "LICENSE").read_bytes()
    assert known["data"]["url"] in files["LICENSE-DATA"].decode()
    assert known["data"]["url"].encode() in files["dcat.ttl"]
    assert yaml.safe_load(files["CITATION.cff"])["license"] == known["data"]["id"]


def test_every_measure_has_a_unit_and_a_number_without_one_names_or_orders(columns: list[Row]) -> None:
    measures = [row for row in columns if row["type"].startswith(("DECIMAL", "DOUBLE"))]
    assert named([row for row in measures if not row["unit"]]) == set()
    whole = [row for row in columns if row["type"] == "BIGINT" and not row["unit"]]
    assert named([row for row in whole if not re.match(ORDINAL, row["description_en"])]) == set()
    assert named([row for row in columns if row["unit"] and row["type"] in ("VARCHAR", "BOOLEAN")]) == set()


def test_numbers_are_exact_but_for_coordinates_and_whole_numbers_stay_whole(latest: Path, columns: list[Row]) -> None:
    assert {row["unit"] for row in columns if row["type"] == "DOUBLE"} == {"degree"}
    assert {row["type"] for row in columns if row["unit"] and row["unit"].startswith("see ")} == {"DECIMAL(24,6)"}
    whole = [row for row in columns if row["type"] == "BIGINT" and row["nullable"]]
    stored = [row for row in whole if (latest / "parquet" / f"{row['table_name']}.parquet").exists()]
    assert len(stored) > 20
    for row in stored:
        assert str(pq.read_schema(latest / "parquet" / f"{row['table_name']}.parquet").field(row["column_name"]).type) == "int64"


def test_a_unit_that_stands_elsewhere_stands_in_the_same_row(columns: list[Row]) -> None:
    for row in columns:
        if row["unit"] and row["unit"].startswith("see "):
            assert f"{row['table_name']}.{row['unit'].removeprefix('see ')}" in named(columns)


def test_what_null_means_is_stated_if_and_only_if_a_cell_may_be_null(columns: list[Row], package: Row) -> None:
    assert named([row for row in columns if row["nullable"] != bool(row["null_means"])]) == set()
    for resource in tables(package).values():
        for field in resource["schema"]["fields"]:
            assert bool(field.get("null_means")) != field.get("constraints", {}).get("required", False)


def test_documents_and_inputs_are_named_with_their_hashes(files: dict[str, bytes], latest: Path) -> None:
    graph = {node["@id"]: node for node in json.loads(files["provenance.jsonld"])["@graph"]}
    for row in pq.read_table(latest / "parquet" / "documents.parquet").to_pylist():
        assert graph[f"#document/{row['document_id']}"].get("sha256") == row["sha256"]
    inputs = [
        *sorted((ROOT / "raw").rglob("*.csv")),
        *sorted((ROOT / "raw").rglob("*.yaml")),
        ROOT / "requirements.lock",
        ROOT / "metadata.yaml",
    ]
    for file in inputs:
        assert graph[f"#input/{file.relative_to(ROOT).as_posix()}"]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert set(graph["#build"]["used"]) == {name for name in graph if name.startswith("#input/")}


def test_the_changelog_is_that_of_the_repository(files: dict[str, bytes]) -> None:
    assert files["CHANGELOG.md"] == (ROOT / "CHANGELOG.md").read_bytes()
