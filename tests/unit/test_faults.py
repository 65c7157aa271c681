"""The fuzzer: it tells apart what is refused, harmless and a finding, and a sample of it finds nothing."""

import time
from collections import Counter

import pytest

from pipeline.kernel.paths import ROOT
from tools.faults import reading
from tools.faults.fuzz import cases, copied, counted, findings, fuzzed_files, kinds_of, mutated, not_built
from tools.faults.reading import HANG, LINE_REFUSED, LOCKED, REFUSED, REORDERED, SAME, SILENT, TRACEBACK, Reader
from tools.faults.report import page

RAW = ROOT / "raw"
UNITS = "reference/units.csv"
SAMPLE, SAMPLED = range(6), fuzzed_files(RAW)[::5]  # each kind of mutation, for each fifth file


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(copied(RAW, tmp_path_factory.mktemp("faults")))


def test_a_sample_of_mutations_has_no_finding() -> None:
    found = list(cases(RAW, SAMPLED, SAMPLE, 1, time.monotonic() + 600, not_built))
    assert [(case.file, case.number, case.outcome) for case in findings(found)] == []
    assert Counter(case.file for case in found) == dict.fromkeys(SAMPLED, len(SAMPLE))
    assert sum(counted(found).values()) == len(found)


def test_each_case_is_known_by_seed_file_and_number() -> None:
    content = (RAW / UNITS).read_bytes()
    made = [mutated(content, UNITS, number, 1) for number in range(60)]
    assert made == [mutated(content, UNITS, number, 1) for number in range(60)]
    assert {kind for kind, _, _ in made} == set(kinds_of(UNITS))
    assert all(changed != content for _, _, changed in made)


def test_what_comes_of_a_file_is_told_apart(reader: Reader) -> None:
    content = (RAW / UNITS).read_bytes()
    lines = content.split(b"\n")
    assert reader.tried(UNITS, content.replace(b"day,time,1", b"day,time,0")).kind == REFUSED
    assert reader.tried(UNITS, content.replace(b"day,time,1", b"day,time")).kind == LINE_REFUSED
    assert reader.tried(UNITS, content.replace(b",days\n", b',"days"\n')).kind == SAME
    assert reader.tried(UNITS, b"\n".join([lines[0], lines[2], lines[1], *lines[3:]])).kind == REORDERED
    assert reader.tried(UNITS, content.replace(b",days\n", b",whole days\n")).kind == LOCKED
    assert (reader.raw / UNITS).read_bytes() == content


def test_a_crash_a_hang_and_a_silent_change_are_findings(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (RAW / UNITS).read_bytes()
    changed = content.replace(b",days\n", b",whole days\n")
    with monkeypatch.context() as patch:
        patch.setattr(reading, "lock_problems", lambda raw: [])
        assert reader.tried(UNITS, changed).kind == SILENT
    with monkeypatch.context() as patch:
        patch.setattr(reading, "raw_problems", lambda *tables: [][0])
        assert reader.tried(UNITS, changed).kind == TRACEBACK
    with monkeypatch.context() as patch:
        patch.setattr(reading, "SECONDS", 1)
        patch.setattr(reading, "raw_problems", lambda *tables: time.sleep(5))
        assert reader.tried(UNITS, changed).kind == HANG


def test_the_page_has_the_counts_and_every_finding() -> None:
    found = list(cases(RAW, [UNITS], range(6), 1, time.monotonic() + 600, not_built))
    told = page(found, 1, found[:1])
    assert "6 mutations of 1 files, at least 6 of each. Findings: 1." in told
    assert f"- {UNITS}, number 0" in told
