"""Programs that are no Python packages: what the matrix of readers says where one is missing, or counts other rows."""

import shutil
from pathlib import Path

import pytest

from tools.validators.outside import NOT_RUN, Found
from tools.validators.programs import BY_HAND, base_r, differing, gdal, libreoffice
from tools.validators.reports import matrix


def test_a_program_that_is_missing_has_not_run_and_passes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    found = {check.__name__: check(tmp_path) for check in (base_r, gdal, libreoffice)}
    assert all(known.checked.startswith(NOT_RUN) for known in found.values())
    table = matrix(found | {"good": Found("a", []), "bad": Found("b", ["a fault"])})
    results = [line.rsplit(" | ", 1)[1] for line in table.splitlines() if line.startswith("| `")]
    assert results == ["not run |"] * 3 + ["pass |", "fail |"]
    assert all(program in table for program, _, _ in BY_HAND)


def test_a_count_that_differs_is_named_with_both_counts() -> None:
    assert differing({"actors": 47, "sites": 57}, {"actors": 48, "sites": 57, "units": 24}) == [
        "actors: 47 rows, not 48",
        "units: None rows, not 24",
    ]
