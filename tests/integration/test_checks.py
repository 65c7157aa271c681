"""Checks in real runs: each question goes red for its own fault, one fault makes one check red, and what was not asked has no result."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import dagster as dg
import pandas as pd
import pytest
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus

from pipeline.app.definitions import LOCATION, build_definitions, defs
from pipeline.app.in_process import execute, origin
from pipeline.app.io import rows_of
from pipeline.app.resources import Folders, SourceDocument
from pipeline.contract.arrow import conform, parquet_bytes
from pipeline.contract.store import TableStore
from pipeline.contract.tables import describe, sources
from schemas.registry import TABLES
from tests.building import RULES
from tests.conftest import Built, copy_raw, passing_instance
from tests.integration.test_refusals import CASES
from tests.integration.test_refusals import changed as edit

BY_RULE = {case.check: case for case in reversed(CASES)}  # the first case of each check
TABLE = {table.name: table for table in map(describe, TABLES)}
Frame = pd.DataFrame


class Run:
    """One run of some assets over a raw folder and stored tables that a test may change first. As in a build, those run that are stale."""

    def __init__(self, raw: Path, outputs: Path, document: str = "") -> None:
        self.raw, self.outputs, self.document = raw, outputs, document
        self.store = TableStore(outputs / "tables")

    def tampered(self, name: str, change: Callable[[Frame], Frame]) -> None:
        """Change a stored table, as no build would leave it."""
        table, known = TABLE[name], self.store.versions(name)
        frame = conform(change(self.store.read(name)), table)
        self.store.write(name, parquet_bytes(rows_of(frame, table)), known["sources"])

    def edited(self, file: str, change: Callable[[str], str]) -> None:
        """Change a raw file."""
        before = (self.raw / file).read_text("utf-8")
        (self.raw / file).write_text(change(before), "utf-8")
        assert (self.raw / file).read_text("utf-8") != before

    def results(self, *names: str, downstream: bool = False, until: tuple[str, ...] = ()) -> dict[tuple[str, str], dg.AssetCheckEvaluation]:
        """Materialise some assets, or all tables that depend on them, or those of these that lead to others, and return the results of
        their checks."""
        definitions = build_definitions(Folders(raw=str(self.raw), outputs=str(self.outputs)), SourceDocument(path=self.document))
        wanted = dg.AssetSelection.assets(*names)
        graph = definitions.resolve_asset_graph()
        chosen = (
            wanted.downstream() & dg.AssetSelection.assets(*until).upstream() if until else wanted.downstream() if downstream else wanted
        )
        keys = chosen.resolve(graph) & {dg.AssetKey(name) for name in TABLE}
        job = definitions.resolve_job_def("dataset").get_subset(asset_selection=frozenset(keys))
        with passing_instance() as instance:
            done = execute(job, instance, origin(job.name, LOCATION, build_definitions.__module__))
        return {(result.asset_key.path[-1], result.check_name): result for result in done.get_asset_check_evaluations()}

    def failed(self, *names: str, downstream: bool = False) -> set[tuple[str, str]]:
        """Return the checks that went red."""
        return {key for key, result in self.results(*names, downstream=downstream).items() if not result.passed}


@pytest.fixture
def changed(tmp_path: Path, outputs: Path) -> Run:
    return Run(copy_raw(tmp_path), outputs)


def other_dimension(indicators: Frame) -> Frame:
    return indicators.assign(dimension=indicators["dimension"].where(indicators["indicator_id"] != "persons_employed", "mass"))


def one_more_datum(ledger: Frame) -> Frame:
    other = ledger.index[ledger["disposition"] != "datum"][0]
    return ledger.assign(disposition=ledger["disposition"].where(ledger.index != other, "datum"))


def more_than_the_whole(observations: Frame) -> Frame:
    """A share by destination that exceeds what the others leave, although its bounds do not."""
    shares = observations.index[observations["indicator_id"] == "export_share_by_destination"]
    values = {"value": 90, "value_low": 1, "value_high": 95}
    return observations.assign(
        **{name: observations[name].astype("object").where(observations.index != shares[0], value) for name, value in values.items()}
    )


def unknown_approach(raw_cartography: Frame) -> Frame:
    return raw_cartography.assign(approach=raw_cartography["approach"].str.replace("Hormones", "Ormones"))


ALL = set[str]()


def test_each_check_of_raw_tables_goes_red_for_its_own_fault(changed: Run, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("another text\n" * 4563, "utf-8")
    changed.document = str(tmp_path / "other.txt")
    (changed.raw / "thesis" / "flags.csv").unlink()
    changed.edited("reference/geographies.csv", lambda text: text.replace(",province,", ",county,", 1))
    changed.edited("reference/units.csv", lambda text: text + text.splitlines(keepends=True)[-1])
    changed.edited("reference/claim_inputs.csv", lambda text: text.replace("\nsector-growth-duration-wallonia,", "\nno-such-claim,", 1))
    failed = changed.failed("raw_flags", "raw_geographies", "raw_units", "raw_claim_inputs", "raw_citations")
    assert failed == {
        ("raw_flags", "readable"),
        ("raw_geographies", "schema"),
        ("raw_units", "keys"),
        ("raw_claim_inputs", "references"),
        ("raw_citations", "document"),
    }
    ALL.update(check for _, check in failed)


def test_each_check_of_published_tables_goes_red_for_its_own_fault_and_keeps_the_stored_table(changed: Run) -> None:
    changed.tampered("raw_cartography", unknown_approach)
    changed.tampered("indicators", other_dimension)
    before = changed.store.path("observations").read_bytes()
    failed = changed.failed("approaches", "observations")
    assert failed == {("approaches", "resolved"), ("observations", "units_fit_indicators")}
    assert changed.store.path("observations").read_bytes() == before
    ALL.update(check for _, check in failed)


def test_each_rule_of_metrics_and_the_ledger_goes_red_for_its_own_fault(changed: Run) -> None:
    changed.tampered("number_ledger", one_more_datum)
    changed.tampered("observations", more_than_the_whole)
    failed = changed.failed("number_uses", "export_shares")
    assert failed == {("number_uses", "ledger_closes"), ("export_shares", "shares_add_up")}
    ALL.update(check for _, check in failed)


PROVOKED = [rule for rule in RULES if rule.name in BY_RULE]
OF_RULES = {rule.table for rule in PROVOKED}


@cache
def depth(name: str) -> int:
    """The number of tables with a rule on the longest way from a raw file to a table: no two of one depth depend on each other, so that no
    red check of one keeps another from being asked."""
    return (name in OF_RULES) + max((depth(source) for source in sources(TABLE[name])), default=0)


@pytest.mark.parametrize("level", sorted({depth(rule.table) for rule in PROVOKED}))
def test_each_rule_goes_red_for_an_error_in_a_raw_file(changed: Run, level: int) -> None:
    rules = [rule for rule in PROVOKED if depth(rule.table) == level]
    raw = set[str]()
    for case in (BY_RULE[rule.name] for rule in rules):
        edit(changed.raw / case.file, case.change)
        raw.add("raw_" + Path(case.file).stem)
        if case.also:
            edit(changed.raw / case.also[0], case.also[1])
            raw.add("raw_" + Path(case.also[0]).stem)
    results = changed.results(*sorted(raw), until=tuple(rule.table for rule in rules))
    errors = {key for key, result in results.items() if not result.passed and result.severity == dg.AssetCheckSeverity.ERROR}
    assert errors == {(rule.table, rule.name) for rule in rules}
    ALL.update(rule.name for rule in rules)


def test_a_dropped_row_is_a_warning_of_the_locks_of_both_its_tables(changed: Run) -> None:
    changed.edited("reference/units.csv", lambda text: "".join(text.splitlines(keepends=True)[:-1]))
    failed = {key for key, result in changed.results("raw_units", "units").items() if not result.passed}
    assert failed == {("raw_units", "lock"), ("units", "row_count")}
    ALL.update(check for _, check in failed)


def test_the_runs_above_saw_each_declared_check_go_red() -> None:
    declared = {key.name for key in defs.resolve_asset_graph().asset_check_keys} | {"document"}
    assert not ALL or declared == ALL, "ALL is empty where this test runs alone"


def test_one_wrong_cell_makes_one_check_red_and_those_that_were_not_asked_have_no_result(changed: Run) -> None:
    changed.edited("thesis/cartography.csv", lambda text: text.replace("Uccle", "Ukkel", 1))
    results = changed.results("raw_cartography", downstream=True)
    errors = {key for key, result in results.items() if not result.passed and result.severity == dg.AssetCheckSeverity.ERROR}
    assert errors == {("sites", "resolved")}
    assert {key for key, result in results.items() if not result.passed} - errors == {("raw_cartography", "lock")}
    assert {check for table, check in results if table == "sites"} == {"resolved"}
    assert "Ukkel" in str(results["sites", "resolved"].metadata["problems"].records[0].data["value"])


def test_a_clean_build_has_green_checks_only(built: Built, history: dg.DagsterInstance) -> None:
    asked = list(defs.resolve_asset_graph().asset_check_keys)
    found = history.event_log_storage.get_latest_asset_check_execution_by_key(asked)
    assert len(found) > 300
    assert [key for key, result in found.items() if result.status != AssetCheckExecutionRecordStatus.SUCCEEDED] == []
    assert {key.name for key in found} >= {"readable", "resolved", "lock", "row_count"}
    assert "document" not in {key.name for key in found}
