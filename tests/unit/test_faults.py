"""The campaign of faults: it keeps to its time, goes on where it was, and tells apart what is refused, harmless and a finding."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.kernel.paths import ROOT
from pipeline.raw.load import load_raw
from pipeline.release.publish import holds, publish
from tools.faults import reading
from tools.faults.__main__ import main
from tools.faults.campaign import FOR_FAULTS, KILLED, KILLS, PER_FILE, done, tasks
from tools.faults.fuzz import BUILD, Case, Key, agreed, cases, copied, counted, findings, fuzzed_files, is_built_too, kinds_of, mutated
from tools.faults.kills import AFTER, KILL, Target, kills
from tools.faults.place import CELLS, FINISHED, NEW, OLD, TOLD, Place
from tools.faults.reading import DONE, HANG, LINE_REFUSED, LOCKED, REFUSED, REORDERED, SAME, SILENT, TRACEBACK, Outcome, Reader
from tools.faults.record import Record
from tools.faults.report import page

RAW = ROOT / "raw"
UNITS = "reference/units.csv"
SAMPLE, SAMPLED = range(6), fuzzed_files(RAW)[::5]  # each kind of mutation, for each fifth file


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(copied(RAW, tmp_path_factory.mktemp("faults")))


def test_a_sample_of_mutations_has_no_finding(reader: Reader) -> None:
    found = list(cases(reader, RAW, SAMPLED, SAMPLE, 1))
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


def test_what_a_whole_build_takes_although_it_is_refused_alone_is_a_finding(reader: Reader) -> None:
    numbers = [number for number in range(200) if is_built_too(UNITS, number, fuzzed_files(RAW))]
    assert len(numbers) == 2
    built = [case for case in cases(reader, RAW, [UNITS], range(numbers[0] + 1), 1, lambda *_: Outcome(DONE)) if case.kind == BUILD]
    assert [case.number for case in built] == numbers[:1]
    for read, ended in ((REFUSED, SILENT), (LOCKED, DONE), (SAME, DONE)):
        assert agreed(Outcome(read), Outcome(DONE)).kind == ended
    assert agreed(Outcome(REFUSED), Outcome(TOLD)).kind == TOLD


def test_a_campaign_goes_on_where_it_was_as_long_as_nothing_changes(tmp_path: Path) -> None:
    record = Record(tmp_path / "work" / "cases.jsonl")
    record.begin("one")
    case = Case("build", 3, KILL, "build", Outcome(OLD, "exit -9"))
    record.add(case)
    with record.file.open("a") as file:
        file.write('["build", 4, "ki\n')  # of a process that was killed
    record.begin("one")
    record.add(case)
    assert record.cases() == {Key("build", 3, KILL): case}
    record.begin("other")
    assert record.cases() == {}


def test_kills_come_first_and_no_task_begins_when_its_time_is_over(tmp_path: Path) -> None:
    planned = list(tasks(1000.0, 3600.0))
    assert [task.what for task in planned[: len(KILLED)]] == list(KILLED)
    assert KILLS * len(KILLED) >= 100
    assert {task.until for task in planned if task.what != "fuzz"} == {1000.0 + 3600 * FOR_FAULTS}
    fuzzed = [number for task in planned if task.what == "fuzz" for number in task.numbers]
    assert fuzzed == list(range(PER_FILE))
    record = Record(tmp_path / "cases.jsonl")
    record.begin("x")
    for task in planned[:9]:
        what, number, _ = done(task._replace(until=time.monotonic()), Place(RAW, tmp_path / "outputs"), record)
        assert (what, number) == (task.what, 0)


def small_publication(outputs: Path, text: str) -> None:
    publish(outputs, {"inputs_sha256": text}, lambda folder: [(folder / f"{number}").write_text(text) for number in range(5)])


def test_kills_are_spread_over_the_operations_of_a_target_and_none_is_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(copied(RAW, tmp_path), tmp_path / "outputs")
    small_publication(place.outputs, "first")
    monkeypatch.setattr(Place, "whole", lambda place: holds(place.outputs / "latest"))
    monkeypatch.setattr(Place, "restored", lambda _: Outcome(DONE))
    monkeypatch.setattr(
        "tools.faults.kills.targets", lambda place: {"publish": Target(small_publication, (place.outputs, f"{place.turn}"))}
    )
    found = list(kills(place, "publish", 15, 1, ()))
    ended = [case.outcome.kind for case in found if case.kind == KILL]
    assert len(ended) == 15
    assert {OLD} < set(ended) <= {OLD, NEW, FINISHED}
    assert [case.number for case in found if case.kind == AFTER] == [13, 14]
    assert list(kills(place, "publish", 15, 1, {Key("publish", number, KILL) for number in range(15)})) == []


def test_an_attack_that_fails_is_a_finding_and_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> Iterator[Case]:
        raise ValueError("of the attack")

    monkeypatch.setattr("tools.faults.campaign._attacks", failing)
    record = Record(tmp_path / "cases.jsonl")
    record.begin("x")
    done(next(tasks(time.monotonic(), 600)), Place(RAW, tmp_path / "outputs"), record)
    [case] = record.cases().values()
    assert case.outcome.kind == TRACEBACK
    assert "of the attack" in case.outcome.told


@pytest.mark.parametrize("given", ["abc", "nan", "0", "-1", "1e9", "1; touch x"])
def test_minutes_that_are_none_are_told(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([given]) == 2
    assert "MINUTES=60" in capsys.readouterr().err


def test_a_place_is_changed_in_another_way_each_time(tmp_path: Path) -> None:
    place = Place(copied(RAW, tmp_path), tmp_path / "outputs")
    seen = set()
    for _ in range(6):
        place.change()
        seen.add(tuple((place.raw / name).read_text("utf-8") for name, _ in CELLS))
    assert len(seen) == 6
    assert load_raw(place.raw)


def test_the_page_has_the_counts_and_every_finding(reader: Reader) -> None:
    found = list(cases(reader, RAW, [UNITS], range(6), 1))
    killed = [Case("build", number, KILL, "build", Outcome(OLD)) for number in range(3)]
    told = page([*found, *killed], 1, found[:1], 112)
    assert "3 of 112 kills; 0 other faults; 6 mutations of 1 files, at least 6 of each. Findings: 1." in told
    assert f"- {UNITS}, number 0" in told
    assert f"| kill | build | {OLD} | 3 |" in told
