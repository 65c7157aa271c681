"""The pages and descriptions of a release: what they name is there, and what they promise to readers holds."""

import json
import re
from pathlib import Path

import pytest
import yaml

from pipeline.describe.pages import OF_REPOSITORY, changelog, methods
from tests.conftest import Built

# The descriptions that name files of the release. provenance.jsonld and build.json name what it was built from, which stays outside.
NAMING = ("README.md", "DATA_DICTIONARY.md", "LICENSE-DATA", "datapackage.json", "croissant.json", "dcat.ttl", "schema_org.jsonld")
SUFFIXES = "cff|csv|duckdb|geojson|json|jsonld|lock|md|parquet|png|py|sql|svg|ttl|xlsx|yaml"
PATH = re.compile(rf"(?<![\w/:.#-])(?:[\w.-]+/)+[\w.-]+\.(?:{SUFFIXES})(?![\w/(])|`([\w.-]+\.(?:{SUFFIXES}))`")


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return built.outputs / "latest"


@pytest.mark.parametrize("name", NAMING)
def test_every_path_that_a_description_names_is_in_the_release(latest: Path, name: str) -> None:
    text = re.sub(r"https?://\S+", "", (latest / name).read_text("utf-8"))
    folders = [folder for folder in (latest, latest / "codelists") if folder.is_dir()]
    named = {found[0].strip("`") for found in PATH.finditer(text) if not found[0].startswith("application/vnd.")}
    assert [path for path in sorted(named) if not any((folder / path).exists() for folder in folders)] == []
    assert named or name == "LICENSE-DATA"


def test_a_page_of_the_repository_says_where_the_files_are_that_it_names(latest: Path) -> None:
    for name in ("CHANGELOG.md", "docs/methods.md"):
        assert OF_REPOSITORY.strip("> \n") in (latest / name).read_text("utf-8").split("\n## ")[0].replace("\n> ", " "), name


def test_what_is_unreleased_in_the_repository_is_released_with_the_version(latest: Path) -> None:
    version = json.loads((latest / "build.json").read_text("utf-8"))["version"]
    text = (latest / "CHANGELOG.md").read_text("utf-8")
    assert "Unreleased" not in text
    assert f"\n## {version}\n" in text
    assert changelog("# Changelog\n\n## 1\n", "2").endswith("\n## 1\n")
    assert "Data version 2." in methods("# How\n\ntext\n", "2")


def test_a_library_that_loads_the_folder_finds_each_front_table_by_itself(latest: Path) -> None:
    head = yaml.safe_load((latest / "README.md").read_text("utf-8").split("---\n")[1])
    assert {config["data_files"] for config in head["configs"]} == {
        f"parquet/{file.name}" for file in (latest / "parquet").iterdir() if file.is_file()
    }
    assert [config["config_name"] for config in head["configs"] if config.get("default")] == ["actors"]


def test_search_engines_find_what_they_ask_of_a_dataset(latest: Path) -> None:
    found = json.loads((latest / "schema_org.jsonld").read_text("utf-8"))
    assert found["@type"] == "Dataset"
    assert 50 <= len(found["description"]) <= 5000
    assert found["license"].startswith("https://creativecommons.org/")
    assert found["spatialCoverage"]["name"] == "Walloon Region"
    assert len(found["variableMeasured"]) > 50
    files = {file["contentUrl"]: file for file in found["distribution"]}
    assert all((latest / path).stat().st_size == int(file["contentSize"].split()[0]) for path, file in files.items())
    assert {"wallonia_biomanufacturing.duckdb", "parquet/actors.parquet"} <= files.keys()
