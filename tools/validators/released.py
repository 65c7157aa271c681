"""A release as the rules of the project look at it: its files, and what they say of themselves.

Belongs here: reading a release folder, each file once. Does not belong here: any rule (`rules_*.py`).
"""

import csv
import json
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import yaml

from pipeline.kernel.paths import ROOT
from pipeline.release.table_files import parquet_files

Row = dict[str, Any]


class Released:
    """A release folder, the raw folder that it was made from, and the repository that made it."""

    def __init__(self, folder: Path, raw: Path = ROOT / "raw") -> None:
        self.folder, self.raw = folder, raw

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The bytes of each file, by its path in the release."""
        return {file.relative_to(self.folder).as_posix(): file.read_bytes() for file in sorted(self.folder.rglob("*")) if file.is_file()}

    @cached_property
    def columns(self) -> list[Row]:
        """The rows of the data dictionary."""
        return self.rows("data_dictionary")

    @cached_property
    def package(self) -> Row:
        """What datapackage.json holds."""
        return dict(json.loads(self.files["datapackage.json"]))

    @cached_property
    def croissant(self) -> Row:
        """What croissant.json holds."""
        return dict(json.loads(self.files["croissant.json"]))

    @cached_property
    def resources(self) -> dict[str, Row]:
        """The resources of datapackage.json that are tables, by name."""
        return {known["name"]: known for known in self.package["resources"] if known.get("type") == "table"}

    @cached_property
    def metadata(self) -> Row:
        """What metadata.yaml of the repository holds."""
        return dict(yaml.safe_load((ROOT / "metadata.yaml").read_text("utf-8")))

    @cached_property
    def tables(self) -> list[str]:
        """The names of the Parquet files."""
        return sorted(self._parquet_files)

    @cached_property
    def _parquet_files(self) -> dict[str, Path]:
        return parquet_files(self.folder)

    def parquet(self, table: str) -> Path:
        """Return where the Parquet file of a table is."""
        return self._parquet_files[table]

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table."""
        return list(pq.read_table(self.parquet(table)).to_pylist())

    def codes(self, code_list: str) -> set[str]:
        """Return the codes of a published list."""
        lines = csv.DictReader(self.files["codelists/codelists.csv"].decode().splitlines())
        return {line["code"] for line in lines if line["code_list"] == code_list}


def named(rows: list[Row]) -> set[str]:
    """Return the columns that rows of the data dictionary are about, as table.column."""
    return {f"{row['table_name']}.{row['column_name']}" for row in rows}


def unless(holds: bool, finding: str) -> list[str]:
    """Return the finding, unless the condition holds."""
    return [] if holds else [finding]


def differing(what: str, found: set[str], expected: set[str]) -> list[str]:
    """Return a finding for each name that two sets do not share."""
    return [f"{what}: {name} is missing" for name in sorted(expected - found)] + [
        f"{what}: {name} is too much" for name in sorted(found - expected)
    ]
