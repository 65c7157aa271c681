"""The benchmark of builds: what it compares and what it calls missed. The builds themselves take minutes, and are not measured here."""

import json
from pathlib import Path

import pytest

from tools.benchmarks.builds import CELL, RECORD, TARGETS, Version, missed, ratios, report, slower, this_version

FIRST = {"whole": 40.0, "one cell": 40.0, "nothing": 2.0}


RECORDED = {"whole": 0.45, "one cell": 0.2, "nothing": 0.005}


def test_a_build_is_missed_where_it_costs_more_than_its_part_of_the_first_whole_build() -> None:
    assert missed(ratios(FIRST, {"whole": 18.0, "one cell": 8.0, "nothing": 0.2})) == []
    assert missed(ratios(FIRST, {"whole": 18.4, "one cell": 9.0, "nothing": 0.5})) == ["whole", "one cell", "nothing"]


def test_the_report_compares_the_middle_ratios_with_the_record_and_says_what_got_slower() -> None:
    fast, usual, slow = ({"whole": whole, "one cell": whole / 2, "nothing": 0.005} for whole in (0.38, 0.4, 0.9))
    same = report([fast, slow, usual], RECORDED)
    assert "one cell  0.200 of the first version's whole build (0.190, 0.450, 0.200; recorded 0.200, at most 0.22)" in same
    assert "Nothing got slower" in same
    worse = usual | {"one cell": 0.25}
    assert slower(worse, RECORDED) == ["one cell"]
    assert "Slower than recorded: one cell, 1.25 times." in report([worse], RECORDED)


def test_the_record_has_a_ratio_for_each_build() -> None:
    assert json.loads(RECORD.read_text("utf-8")).keys() == TARGETS.keys()


def test_the_corrected_cell_is_one_cell_of_this_version(tmp_path: Path) -> None:
    version = this_version(tmp_path / "now")
    before = (version.folder / CELL[0]).read_text("utf-8").splitlines()
    version.correct_a_cell()
    after = (version.folder / CELL[0]).read_text("utf-8").splitlines()
    assert len([one for one, other in zip(before, after, strict=True) if one != other]) == 1
    with pytest.raises(ValueError, match="no row has"):
        Version(tmp_path / "now", "").correct_a_cell()
