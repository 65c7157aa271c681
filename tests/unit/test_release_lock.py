"""The lock of the release: a change of data is seen in review, told in the changelog, and never made to a released version."""

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.contract.tables import describe
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError
from pipeline.release.release_lock import lock_problems, lock_text, read_lock, released, renewed
from schemas.registry import PUBLISHED

COLUMNS = {"id": "string", "a": "int64"}


def state(version: str = "2026.12.0", schema_version: str = "1.0.0", columns: dict[str, str] = COLUMNS, **tables: str) -> dict[str, Any]:
    known = {name: {"rows": 1, "sha256": value, "key": ["id"], "columns": columns} for name, value in tables.items()}
    return {"version": version, "schema_version": schema_version, "tables": known}


PREVIOUS = state("2026.11.0", t="1", u="1")
UNRELEASED = "# Changelog\n\n## Unreleased\n\n{}\n\n## 2026.11.0\n\n- `t`, `u`: new.\n"


def faults(lock: dict[str, Any], built: dict[str, Any], changelog: str) -> list[tuple[str, str | None]]:
    return [(problem.file, problem.value) for problem in lock_problems(lock, built, changelog)]


def test_a_table_that_differs_from_the_lock_is_named_until_the_lock_is_renewed() -> None:
    changelog, built = UNRELEASED.format("- `t`: one row more."), state(t="2", u="1")
    lock = {"current": state(t="1", u="1"), "previous": PREVIOUS}
    assert faults(lock, built, changelog) == [("release.lock", "t")]
    assert faults(renewed(lock, built, changelog), built, changelog) == []


@pytest.mark.parametrize("said", ["- t: one row more.", "- `tt`: one row more.", "", "- nothing about it"])
def test_a_table_that_changed_since_the_previous_release_must_be_named_under_unreleased(said: str) -> None:
    built = state(t="2", u="1")
    lock = {"current": built, "previous": PREVIOUS}
    assert faults(lock, built, UNRELEASED.format(said)) == [("CHANGELOG.md", "t")]
    assert faults(lock, built, UNRELEASED.format("- `t`: one row more.")) == []


def test_a_table_that_is_new_or_gone_must_be_named_too() -> None:
    built = state(t="1", v="1", schema_version="2.0.0")
    assert faults({"current": built, "previous": PREVIOUS}, built, UNRELEASED.format("")) == [("CHANGELOG.md", "u"), ("CHANGELOG.md", "v")]


def test_before_the_first_release_every_table_is_new() -> None:
    built = state("2026.11.0", t="1")
    lock = renewed(read_lock(Path("no such file")), built, "## Unreleased\n")
    assert faults(lock, built, "## Unreleased\n") == [("CHANGELOG.md", "t")]
    assert faults(lock, built, "## Unreleased\n\n- `t`: new.\n") == []


def test_the_data_of_a_released_version_does_not_change() -> None:
    lock, built = {"current": PREVIOUS, "previous": state("2026.10.0", t="0")}, state("2026.11.0", t="2", u="1")
    [problem] = lock_problems(lock, built, UNRELEASED.format("- `t`: one row more."))
    assert "which is released" in problem.expected
    assert "raise version in metadata.yaml" in problem.remedy
    with pytest.raises(InputError, match="which is released"):
        renewed(lock, built, UNRELEASED.format(""))
    assert renewed(lock, PREVIOUS, UNRELEASED.format("")) == lock


def test_what_was_current_becomes_previous_when_its_version_was_released() -> None:
    lock, built = {"current": PREVIOUS, "previous": state("2026.10.0", t="0")}, state("2026.12.0", t="2", u="1")
    assert renewed(lock, built, UNRELEASED.format("")) == {"current": built, "previous": PREVIOUS}
    assert renewed(lock, built, "## Unreleased\n") == {"current": built, "previous": lock["previous"]}


def test_a_renamed_column_needs_a_major_schema_version() -> None:
    columns, changelog = {"id": "string", "b": "int64"}, UNRELEASED.format("- `t`, `u`: a is named b.")
    built = state(t="1", u="1", columns=columns)
    [problem] = lock_problems({"current": built, "previous": PREVIOUS}, built, changelog)
    assert (problem.file, problem.column, problem.value) == ("metadata.yaml", "schema_version", "1.0.0")
    assert "at least 2.0.0" in problem.expected
    raised = state(t="1", u="1", columns=columns, schema_version="2.0.0")
    assert lock_problems({"current": raised, "previous": PREVIOUS}, raised, changelog) == []


def test_a_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    lock = {"current": state(t="1e5", u="0123"), "previous": PREVIOUS}
    (tmp_path / "lock").write_text(lock_text(lock))
    assert read_lock(tmp_path / "lock") == lock


def test_the_changelog_of_a_version_without_a_release_before_it_lists_every_table_as_new() -> None:
    unreleased = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1]
    listed = re.findall(r"`(\w+)`", "".join(re.findall(r"- All tables are new: [^.]*\.", unreleased)))
    assert listed in ([], sorted(describe(schema).name for schema in PUBLISHED))


def test_released_versions_are_the_headings_of_the_changelog() -> None:
    assert released("## Unreleased\n\n## 2026.12.0 (2026-12-05)\n## [2026.11.0]\ntext ## 2025.1.0\n") == {"2026.12.0", "2026.11.0"}
