"""Programs of others read and check a release: what they say of the real one stands in the reports of the packed release."""

import csv
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.conftest import Built
from tools.validators.reports import MATRIX, OLD_DUCKDB, REPORTS, by_others
from tools.validators.rules import RULES, rules


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return (built.outputs / "latest").resolve()


@pytest.fixture(scope="module")
def reports(packed: Path) -> dict[str, str]:
    with zipfile.ZipFile(packed) as release:
        texts = {name.split("/reports/")[1]: release.read(name).decode() for name in release.namelist() if "/reports/" in name}
    del texts[MATRIX]
    assert texts.keys() == REPORTS.keys()
    return texts


def test_every_program_finds_no_fault(reports: dict[str, str]) -> None:
    assert [name for name, text in reports.items() if "Found: no fault." not in text] == []


def test_the_reports_say_which_program_read_how_much(latest: Path, reports: dict[str, str]) -> None:
    rows = {file.stem: pq.read_metadata(file).num_rows for file in (latest / "parquet").rglob("*.parquet")}
    assert f"{len(rows)} record sets, {sum(rows.values())} rows" in reports["croissant.txt"]
    resources = len(json.loads((latest / "datapackage.json").read_text("utf-8"))["resources"])
    assert re.search(rf"frictionless 5\.21\.0: {resources} resources", reports["data_package.txt"])
    assert "pyshacl 0.40.1" in reports["dcat_ap.txt"]
    assert "check-jsonschema 0.39.0" in reports["citation.txt"]
    assert re.search(rf"{len(rows)} Parquet files with pandas 3[.0-9]+ and polars", reports["readers.txt"])
    assert re.search(rf"{len(rows)} CSV files with pandas 3[.0-9]+, DuckDB [.0-9]+ and polars", reports["csv_readers.txt"])
    assert reports["forms.txt"].startswith(f"Checked: {len(rows)} tables")
    assert re.findall(r"^Kept: (.*)\.$", reports["rules.txt"], re.MULTILINE) == list(RULES)
    assert len(RULES) >= 20


def test_an_older_duckdb_opens_the_database_and_reads_each_table(reports: dict[str, str]) -> None:
    if not OLD_DUCKDB.is_dir():
        pytest.skip("DuckDB 1.1.3 is not installed here: make test does that, where there is one for this Python and platform")
    assert "with DuckDB 1.1.3" in reports["older_duckdb.txt"]


def test_no_report_holds_a_time_a_host_or_a_path(reports: dict[str, str]) -> None:
    text = "".join(reports.values())
    assert not re.search(r"\d\d:\d\d|\d\.\d+ ?s\b|/tmp|/home|/root|[^/\w]/\w+/\w", text)


def test_frictionless_would_find_a_changed_cell_a_broken_key_and_a_code_that_is_not_in_its_list(latest: Path, tmp_path: Path) -> None:
    package = json.loads((latest / "datapackage.json").read_text("utf-8"))
    wanted = ("stages", "cartography", "concepts", "organisations", "documents")
    package["resources"] = [resource for resource in package["resources"] if resource["name"] in wanted]
    for resource in package["resources"]:
        content = (latest / resource["path"]).read_bytes()
        if resource["name"] == "stages":
            content = content.replace(b'"commercial"', b'"commerciel"', 1)
        if resource["name"] == "cartography":
            content = content.replace(b'"not_in_text"', b'"not_at_home"', 1)
        (tmp_path / "csv" / "core").mkdir(parents=True, exist_ok=True)
        (tmp_path / resource["path"]).write_bytes(content)
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    errors = "\n".join(by_others("frictionless", tmp_path).faults)
    assert "hash" in errors
    assert 'values "commerciel" not found in the lookup table "concepts"' in errors
    assert '"not_at_home"' in errors


def test_mlcroissant_would_find_a_column_that_is_not_there(latest: Path, tmp_path: Path) -> None:
    dataset = json.loads((latest / "croissant.json").read_text("utf-8"))
    dataset["recordSet"] = [known for known in dataset["recordSet"] if known["name"] == "units"]
    dataset["recordSet"][0]["field"][0]["source"]["extract"]["column"] = "no_such_column"
    shutil.copytree(latest / "parquet", tmp_path / "parquet")
    (tmp_path / "croissant.json").write_text(json.dumps(dataset), "utf-8")
    assert by_others("croissant", tmp_path).faults


def test_shapes_would_find_a_distribution_without_an_address_and_a_title_in_one_language(latest: Path, tmp_path: Path) -> None:
    shutil.copytree(latest / "codelists", tmp_path / "codelists")
    text = (latest / "dcat.ttl").read_text("utf-8")
    (tmp_path / "dcat.ttl").write_text(text.replace("dcat:accessURL", "dcat:landingPage", 1).replace('"@fr', '"@de'), "utf-8")
    [fault] = by_others("shacl", tmp_path).faults
    assert "accessURL" in fault
    assert "QualifiedValueShape" in fault


def test_a_citation_file_without_a_title_would_be_found(latest: Path, tmp_path: Path) -> None:
    text = (latest / "CITATION.cff").read_text("utf-8")
    (tmp_path / "CITATION.cff").write_text(re.sub("^title:", "name:", text, flags=re.MULTILINE), "utf-8")
    [fault] = by_others("citation", tmp_path).faults
    assert "'title' is a required property" in fault


def test_a_missing_table_and_a_broken_rule_would_be_found(latest: Path, tmp_path: Path) -> None:
    release = Path(shutil.copytree(latest, tmp_path / "release"))
    shutil.copy(release / "parquet" / "core" / "units.parquet", release / "parquet" / "more.parquet")
    assert by_others("duckdb", release).faults == ["more: not in the database"]
    assert any(fault.startswith("every file is hashed: SHA256SUMS: ") for fault in rules(release).faults)


def test_a_program_that_dies_is_a_fault_that_says_why(tmp_path: Path) -> None:
    [fault] = by_others("duckdb", tmp_path).faults
    assert "ValueError" in fault
    assert str(tmp_path) not in fault


R = """
for (file in list.files(commandArgs(TRUE)[1], pattern = "csv$", full.names = TRUE, recursive = TRUE)) {
  rows <- read.csv(file, encoding = "UTF-8", colClasses = "character", na.strings = character(0), check.names = FALSE)
  cat(sub(".csv$", "", basename(file)), nrow(rows), ncol(rows), sum(nchar(unlist(rows), type = "chars")), "\n")
}
"""


def test_r_reads_every_csv_file_as_it_is(latest: Path) -> None:
    if not (program := shutil.which("Rscript")):
        pytest.skip("R is not on this machine")
    done = subprocess.run([program, "--vanilla", "-e", R, str(latest / "csv")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert {name: tuple(map(int, counts.split())) for name, counts in found.items()} == {
        file.stem: counted(file) for file in (latest / "csv").rglob("*.csv")
    }


def counted(file: Path) -> tuple[int, int, int]:
    """The numbers of rows, columns and characters of a CSV file."""
    header, *rows = csv.reader(file.read_text("utf-8").splitlines())
    return len(rows), len(header), sum(len(cell) for row in rows for cell in row)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_provenance_is_json_ld_in_which_every_file_leads_to_a_document(latest: Path) -> None:
    from rdflib import Graph, Namespace, URIRef

    prov, base = Namespace("http://www.w3.org/ns/prov#"), "https://release.example/"
    graph = Graph().parse(data=(latest / "provenance.jsonld").read_text("utf-8"), format="json-ld", publicID=base)
    document = URIRef(f"{base}#document/thesis")
    assert (document, None, prov.PrimarySource) in graph
    members = list(graph.objects(URIRef(f"{base}#release"), prov.hadMember))
    assert len(members) > 80
    for name in ("csv/core/sites.csv", "parquet/core/claims.parquet", "wallonia_biomanufacturing.duckdb", "wallonia_biomanufacturing.xlsx"):
        assert URIRef(base + name) in members
        assert document in graph.transitive_objects(URIRef(base + name), prov.wasDerivedFrom), name
    known = set(graph.subjects())
    assert {source for source in graph.objects(None, prov.wasDerivedFrom) if source not in known} == set()
