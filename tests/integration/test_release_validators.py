"""Programs of others read and check a release. They run in processes of their own: what they import and warn of is not the project's."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Built

SHAPES = ROOT / "tests" / "shapes" / "dcat_ap.ttl"

FRICTIONLESS = """
import json, sys
from frictionless import Package
report = Package(sys.argv[1]).validate()
rows = {task.name: task.stats.get("rows") for task in report.tasks if task.type == "table"}
errors = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [error.message for error in report.errors]
print(json.dumps({"rows": rows, "errors": errors}))
"""
CROISSANT = """
import json, sys
import mlcroissant
dataset = mlcroissant.Dataset(jsonld=sys.argv[1])
issues = dataset.metadata.ctx.issues
rows = {record_set.name: sum(1 for _ in dataset.records(record_set.uuid)) for record_set in dataset.metadata.record_sets}
print(json.dumps({"rows": rows, "errors": sorted(issues.errors), "warnings": sorted(issues.warnings)}))
"""
SHACL = """
import sys
from rdflib import Graph
import pyshacl
good, _, text = pyshacl.validate(Graph().parse(sys.argv[1]), shacl_graph=Graph().parse(sys.argv[2]), inference="none", advanced=True)
print(text)
sys.exit(not good)
"""
COUNT = """
import sys
import duckdb
with duckdb.connect(sys.argv[1], read_only=True) as db:
    names = [name for name, in db.execute("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()]
    print(duckdb.__version__, len(names), sum(db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names))
"""


def run(program: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-c", program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, env=os.environ | environment)


def result(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return (built.outputs / "latest").resolve()


def rows_of(latest: Path) -> dict[str, int]:
    import pyarrow.parquet as pq

    return {file.stem: pq.read_metadata(file).num_rows for file in (latest / "parquet").iterdir()}


def test_frictionless_validates_the_package_and_reads_every_row(latest: Path) -> None:
    found = result(run(FRICTIONLESS, latest / "datapackage.json"))
    assert found["errors"] == []
    rows = found["rows"]
    assert isinstance(rows, dict)
    assert {name: rows[name] for name in rows_of(latest)} == rows_of(latest)


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
        (tmp_path / "csv").mkdir(exist_ok=True)
        (tmp_path / resource["path"]).write_bytes(content)
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    errors = "\n".join(map(str, result(run(FRICTIONLESS, tmp_path / "datapackage.json"))["errors"]))  # type: ignore[call-overload]
    assert "hash" in errors
    assert 'values "commerciel" not found in the lookup table "concepts"' in errors
    assert '"not_at_home"' in errors


def test_sizes_and_hashes_of_the_package_are_those_of_the_files(latest: Path) -> None:
    """frictionless checks them too, but for files that it takes for tables in a format it does not know."""
    resources = json.loads((latest / "datapackage.json").read_text("utf-8"))["resources"]
    for resource in resources:
        content = (latest / resource["path"]).read_bytes()
        assert (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}") == (resource["bytes"], resource["hash"]), resource["path"]


def test_mlcroissant_loads_every_record_set_without_a_warning(latest: Path) -> None:
    found = result(run(CROISSANT, latest / "croissant.json"))
    assert found["errors"] == found["warnings"] == []
    assert found["rows"] == rows_of(latest)


def test_hashes_of_croissant_are_those_of_the_files(latest: Path) -> None:
    """mlcroissant checks those of files that it downloads only."""
    for file in json.loads((latest / "croissant.json").read_text("utf-8"))["distribution"]:
        content = (latest / file["contentUrl"]).read_bytes()
        assert (f"{len(content)} B", hashlib.sha256(content).hexdigest()) == (file["contentSize"], file["sha256"])


@pytest.mark.parametrize("file", ["dcat.ttl", "codelists/codelists.ttl"])
def test_graphs_keep_the_mandatory_properties(latest: Path, file: str) -> None:
    done = run(SHACL, latest / file, SHAPES)
    assert done.returncode == 0, done.stdout + done.stderr


def test_shapes_would_find_a_distribution_without_an_address_and_a_title_in_one_language(latest: Path, tmp_path: Path) -> None:
    text = (latest / "dcat.ttl").read_text("utf-8")
    (tmp_path / "dcat.ttl").write_text(text.replace("dcat:accessURL", "dcat:landingPage", 1).replace('"@fr', '"@de'), "utf-8")
    done = run(SHACL, tmp_path / "dcat.ttl", SHAPES)
    assert done.returncode == 1
    assert "accessURL" in done.stdout
    assert "QualifiedValueShape" in done.stdout


def test_the_citation_file_is_valid(latest: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format"]
    done = subprocess.run([*command, str(latest / "CITATION.cff")], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_provenance_is_json_ld_in_which_every_file_leads_to_a_document(latest: Path) -> None:
    from rdflib import Graph, Namespace, URIRef

    prov, base = Namespace("http://www.w3.org/ns/prov#"), "https://release.example/"
    graph = Graph().parse(data=(latest / "provenance.jsonld").read_text("utf-8"), format="json-ld", publicID=base)
    document = URIRef(f"{base}#document/thesis")
    assert (document, None, prov.PrimarySource) in graph
    members = list(graph.objects(URIRef(f"{base}#release"), prov.hadMember))
    assert len(members) > 80
    for name in ("csv/sites.csv", "parquet/claims.parquet", "wallonia_biomanufacturing.duckdb", "wallonia_biomanufacturing.xlsx"):
        assert URIRef(base + name) in members
        assert document in graph.transitive_objects(URIRef(base + name), prov.wasDerivedFrom), name
    known = set(graph.subjects())
    assert {source for source in graph.objects(None, prov.wasDerivedFrom) if source not in known} == set()


def test_an_older_duckdb_opens_the_database(latest: Path) -> None:
    """Where a folder with that client is named: pip install --target FOLDER duckdb==1.1.3, and OLD_DUCKDB=FOLDER make test."""
    folder = os.environ.get("OLD_DUCKDB", "")
    if not folder:
        pytest.skip("no older DuckDB client at hand: pip install --target FOLDER duckdb==1.1.3, then OLD_DUCKDB=FOLDER make test")
    database = latest / "wallonia_biomanufacturing.duckdb"
    old, new = run(COUNT, database, PYTHONPATH=folder), run(COUNT, database)
    assert old.returncode == 0, old.stderr
    assert old.stdout.split()[0] == "1.1.3"
    assert old.stdout.split()[1:] == new.stdout.split()[1:]
