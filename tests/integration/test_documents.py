"""Documents unlike the thesis: three more documents in the raw folder give the answers that were read from them by hand.

tests/documents/README.md says what the documents are, and what was decided where their texts leave a question open.
"""

import csv
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.contract.store import TableStore
from pipeline.contract.tables import describe
from pipeline.raw.load import loader
from pipeline.raw.raw_lock import lock_lines, lock_of
from pipeline.verify.document import verify
from pipeline.verify.text import read_text
from schemas.registry import FRONT
from tests.building import MADE, RAW_NAMES, Frames
from tests.conftest import ROOT, Built, build_in, copy_raw
from tools.validators.rules import rules

FOLDER = ROOT / "tests" / "documents"
FRONTS = {describe(schema).name: describe(schema) for schema in FRONT}
DOCUMENTS = ("fixture_actors", "fixture_release", "fixture_report")
EMPLOYMENT = "persons_employed/biopharmaceutical_industry/belgium/-/-/persons/federation_pharma_be"
Row = dict[str, str]


def answers(name: str) -> list[Row]:
    """The rows of one file of right answers."""
    with (FOLDER / "answers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_documents(folder: Path) -> Path:
    """Copy the real raw folder, with the three documents and their additions to raw/reference/ in it, into a folder."""
    raw = copy_raw(folder)
    shutil.copytree(FOLDER / "raw", raw, dirs_exist_ok=True)
    for file in sorted((FOLDER / "reference").glob("*.csv")):
        header, rows = file.read_text("utf-8").split("\n", 1)
        home = raw / "reference" / file.name
        assert home.read_text("utf-8").split("\n", 1)[0] == header
        with home.open("a", encoding="utf-8") as target:
            target.write(rows)
    lock_of(raw).write_text("".join(f"{line}\n" for line in lock_lines(raw)), "utf-8")
    return raw


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real raw folder and the three documents."""
    return with_documents(tmp_path_factory.mktemp("documents"))


@pytest.fixture(scope="module")
def release(raw: Path, built: Built) -> Built:
    """What is built from them where the real raw folder was built before: every table keeps its schema, its references and its rules."""
    done = build_in(raw, Path(shutil.copytree(built.outputs, raw.parent / "outputs", symlinks=True)))
    assert done.good, done.message
    return done


@pytest.fixture(scope="module")
def frames(raw: Path, release: Built) -> Frames:
    """All tables of it."""
    load = loader(raw, TableStore(release.outputs / "tables"))
    return {name: load(name) for name in (*sorted(RAW_NAMES), *MADE, *FRONTS)}


@pytest.fixture(scope="module")
def db(frames: Frames) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of the frames, to be queried."""
    with duckdb.connect() as connection:
        for name in MADE | FRONTS:
            connection.register(name, frames[name])
        yield connection


def mine(frames: Frames, table: str) -> pd.DataFrame:
    """The rows of a table that are read from the three documents."""
    return frames[table][frames[table]["document_id"].isin(DOCUMENTS)]


def texts(frame: pd.DataFrame, *columns: str) -> list[tuple[str, ...]]:
    """Columns of a frame as texts, as the answers write them, sorted."""
    rows = frame[list(columns)].astype("object").itertuples(index=False, name=None)
    return sorted(tuple(_text(value) for value in row) for row in rows)


def _text(value: object) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def right(name: str, *columns: str) -> list[tuple[str, ...]]:
    """Columns of the right answers, sorted."""
    return sorted(tuple(row[column] for column in columns) for row in answers(name))


def test_each_document_has_its_parts_and_its_licence(frames: Frames) -> None:
    columns = ("document_id", "title", "institution", "year", "language", "licence", "line_count", "sha256")
    assert texts(mine(frames, "documents"), *columns) == right("documents", "document", *columns[1:])
    parts = {
        "sections": "document_sections",
        "citations": "citation_occurrences",
        "distinct_sources": "citations",
        "number_tokens": "number_ledger",
        "statements": "observations",
        "event_tellings": "event_tellings",
        "relations": "relations",
        "actor_rows": "cartography",
    }
    counted = {part: mine(frames, table).groupby("document_id").size() for part, table in parts.items()}
    for row in answers("documents"):
        assert {part: counts.get(row["document"], 0) for part, counts in counted.items()} == {part: int(row[part]) for part in parts}


def test_sections_are_nested_as_their_numbers_say(frames: Frames) -> None:
    ours = ("document_id", "section_no", "parent_section_no", "heading", "first_line", "last_line", "subtree_last_line")
    names = ("document", "number", "parent_number", "heading", "first_line", "last_line_before_next_heading", "last_line_with_subsections")
    assert texts(mine(frames, "document_sections"), *ours) == right("sections", *names)


def test_citations_have_their_author_and_year(frames: Frames) -> None:
    cited = mine(frames, "citation_occurrences").merge(frames["citations"][["citation_id", "author", "year", "suffix"]], on="citation_id")
    source = cited.assign(source=[id_.removeprefix(f"{own}-") for id_, own in zip(cited["citation_id"], cited["document_id"], strict=True)])
    columns = ("source", "author", "year", "suffix", "printed", "first_line", "last_line")
    assert texts(source, "document_id", "citation_no", *columns) == right("citations", "document", "citation_no", *columns)


STATED = (
    *("observation_id", "indicator_id", "subject_id", "geography_id", "reference_geography_id", "organisation_id", "definition_id"),
    *("period_basis", "value", "unit_id", "qualifier", "value_low", "value_high", "rounding_unit", "value_printed"),
    *("first_line", "last_line", "context_first_line", "context_last_line", "citation_id", "citation_scope", "status", "is_stated_derived"),
)


def test_statements_have_their_values_bounds_and_places(frames: Frames) -> None:
    observed = mine(frames, "observations")
    assert texts(observed, *STATED) == right("statements", *STATED)
    ends = {"period_start": "-01-01", "period_end": "-12-31"}
    years = [tuple(row[name] + day if row[name] else "" for name, day in ends.items()) for row in answers("statements")]
    told = zip((row["observation_id"] for row in answers("statements")), years, strict=True)
    assert texts(observed, "observation_id", *ends) == sorted((name, *days) for name, days in told)


def test_what_is_said_of_organisations_is_kept_for_each_document(frames: Frames) -> None:
    names = ("name", "organisation_id", "first_line")
    assert texts(mine(frames, "organisation_names"), "document_id", *names) == right("organisation_names", "document", *names)
    named = ("organisation_id", "name_printed", "name_first_line")
    for table, columns in {
        "organisation_places": ("place_printed", "geography_id", "role", "first_line", "last_line"),
        "organisation_activities": ("activity_printed", "activity_id", "first_line", "last_line"),
    }.items():
        expected = right(table, "document", "organisation_id", "name_printed", "name_line", *columns)
        assert texts(mine(frames, table), "document_id", *named, *columns) == expected


def test_a_tie_that_several_documents_state_is_one_tie_with_several_statements(frames: Frames, db: duckdb.DuckDBPyConnection) -> None:
    tied = mine(frames, "relations")
    columns = ("subject_id", "relation_type", "object_id", "status", "subject_printed", "object_printed")
    assert texts(tied, "document_id", "relation_id", *columns) == right("relations", "document", "relation", *columns)
    assert texts(tied, "event_id", "citation_id") == right("relations", "event", "citation_id")
    counted = db.execute("SELECT subject_id || ' ' || relation_type || ' ' || object_id, statement_count FROM relationships").fetchall()
    expected = {row["document"]: int(row["count"]) for row in answers("counts") if row["what"] == "statements of a tie"}
    assert {tie: count for tie, count in counted if tie in expected} == expected


def test_an_event_that_several_documents_tell_is_one_event(frames: Frames) -> None:
    events = frames["events"].set_index("event_id")
    assert events.index.is_unique
    for row in answers("events"):
        event = events.loc[row["event"]]
        dates = [_days(date) for date in row["date_published"].split(" or ")]
        assert (event["event_type"], event["label_en"], event["status"]) == (row["type"], row["label_en"], row["status_published"])
        assert (_text(event["date_start"]), _text(event["date_end"])) in dates
        told = frames["event_tellings"][frames["event_tellings"]["event_id"] == row["event"]]
        assert set(told["document_id"]) == set(row["documents_that_tell_it"].split("; "))
    known = {row["event"] for row in answers("events") if row["is_new"] == "no"}
    assert set(mine(frames, "event_tellings")["event_id"]) - known == {row["event"] for row in answers("events")} - known


def _days(date: str) -> tuple[str, str]:
    """The first and the last day of a date of the answers, of which one is a month."""
    return (date + "-01-01"[len(date) - 4 :], date + {4: "-12-31", 7: "-28", 10: ""}[len(date)]) if date else ("", "")


def test_each_telling_says_what_its_document_tells(frames: Frames) -> None:
    amounts = frames["observations"].set_index("observation_id")
    told = frames["event_tellings"].assign(
        amount=[
            "" if pd.isna(id_) else f"{_text(amounts.loc[id_, 'value'])} {amounts.loc[id_, 'unit_id']}"
            for id_ in frames["event_tellings"]["observation_id"]
        ]
    )
    columns = ("event_id", "document_id", "event_printed")
    said = texts(mine({"told": told}, "told"), *columns, "date_start", "date_end", "status", "amount", "citation_id")
    ours = [row for row in answers("event_tellings") if row["whose"] == "fixture"]
    assert said == sorted(
        (row["event"], row["document"], row["words"], *_days(row["date_told"]), row["status_told"], row["amount_told"], row["citation_id"])
        for row in ours
    )
    lines = told.set_index(["event_id", "document_id"])[["first_line", "last_line"]]
    for row in ours:
        [(first, last)] = lines.loc[[(row["event"], row["document"])]].itertuples(index=False, name=None)
        assert first <= int(row["first_line"]) <= int(row["last_line"]) <= last
    parts = frames["event_participants"]
    assert not parts.duplicated(["event_id", "role", "organisation_id"]).any()
    assert set(right("event_participants", "event", "role", "organisation_id")) <= set(texts(parts, "event_id", "role", "organisation_id"))


def test_one_purchase_is_one_row_whoever_asks_who_bought_whom(db: duckdb.DuckDBPyConnection) -> None:
    bought = db.execute(
        """SELECT organisation_id, counterparty_id, amount::BIGINT, currency FROM events
        WHERE event_type = 'acquisition' AND counterparty_id IN ('henogen', 'delphi-genetics', 'fictis-analytics')
        ORDER BY counterparty_id, date_start"""
    ).fetchall()
    assert bought == [
        ("catalent", "delphi-genetics", 50000000, "USD"),
        ("exemplia-biotech", "fictis-analytics", 1200000, "EUR"),
        ("novasep", "henogen", None, None),
        ("thermo-fisher", "henogen", 725000000, "EUR"),
    ]


def test_amounts_of_one_event_that_cannot_both_be_right_are_an_issue_and_others_are_none(frames: Frames) -> None:
    flags = frames["quality_flags"]
    found = flags[(flags["table_name"] == "events") & (flags["found_by"] == "rule")]
    expected = [row["event"] for row in answers("events") if row["quality_issue_expected"].startswith("yes")]
    assert list(found["record_id"]) == expected
    [flag] = found.to_dict("records")
    assert (flag["kind"], flag["document_id"], flag["other_document_id"]) == ("contradiction", "thesis", "fixture_report")
    assert (flag["first_line"], flag["other_first_line"], flag["other_printed"]) == (1466, 55, "740 millions d’euros")


def test_what_disagrees_is_published_and_what_agrees_is_not(frames: Frames) -> None:
    conflicts = frames["observation_conflicts"]
    found = {
        frozenset(pair): kind
        for *pair, kind in conflicts[["observation_id", "other_observation_id", "kind"]].itertuples(index=False, name=None)
    }
    asked = {frozenset((row["first"], row["other"])): row["must_be_published_as"] for row in answers("conflicts")}
    for pair, how in asked.items():
        assert found[pair] == "definition" if "no vintage" in how or "definition" in how else found[pair] == "vintage"
    of_ours = {pair for pair, kind in found.items() if kind != "part_of_whole" and any(name.startswith(DOCUMENTS) for name in pair)}
    assert of_ours == asked.keys()


def test_a_value_without_a_citation_is_of_the_year_of_its_document(db: duckdb.DuckDBPyConnection) -> None:
    best = db.execute(
        "SELECT year::VARCHAR, value::BIGINT::VARCHAR, document_id, qualifier FROM series WHERE series_id = ? ORDER BY 1",
        [EMPLOYMENT],
    ).fetchall()
    for row, (year, value, document, qualifier) in zip(answers("series_employment_belgium"), best, strict=True):
        assert (year, value, qualifier) == (row["year"], row["value"], row["qualifier"])
        assert document in row["document"].split(" or ")
    passed = db.execute(
        "SELECT other_observation_ids FROM series WHERE observation_id = 'fixture_report-employment-belgium-2020'"
    ).fetchall()
    assert passed == [("thesis-employment-belgium-2020; published_series-employment-belgium-2020",)]


def test_growth_is_that_of_each_document_and_of_the_chosen_values(frames: Frames) -> None:
    rates = frames["growth_rates"]
    within = rates[rates["document_id"].isin(DOCUMENTS)].merge(
        frames["observations"][["observation_id", "subject_id"]], left_on="start_observation_id", right_on="observation_id", how="left"
    )
    columns = ("from_period", "to_period", "change", "growth_pct")
    expected = right("growth", "document", "geography_id", "from_year", "to_year", "change", "growth_pct")
    found = texts(within, "document_id", "geography_id", *columns)
    assert [(*row[:5], f"{Decimal(row[5]):.6f}") for row in found] == expected
    chosen = rates[rates["is_chosen"] & (rates["series_id"] == EMPLOYMENT) & (rates["to_period"] - rates["from_period"] == 1)]
    series = {str(row["to_period"]): row for row in chosen.to_dict("records")}
    for row in answers("series_employment_belgium"):
        if row["growth_pct_on_year_before"]:
            assert f"{series[row['year']]['growth_pct']:.6f}" == row["growth_pct_on_year_before"]
            assert not series[row["year"]]["is_same_release"]


def test_the_list_of_actors_is_read_with_places_stages_and_categories(frames: Frames) -> None:
    columns = ("category_id", "name_printed", "organisation_id", "location_printed", "stage_printed", "first_line", "last_line")
    listed = mine(frames, "cartography")
    assert texts(listed, "document_id", "row_no", *columns) == right("actors", "document", "row_no", *columns)
    for table, code, answer in (("sites", "locality_id", "locality_ids"), ("stages", "stage_id", "stage_ids")):
        coded = [(row["row_no"], one) for row in answers("actors") for one in row[answer].split("; ") if one]
        assert texts(mine(frames, table), "row_no", code) == sorted(coded)


COUNTED = {
    "actors": "SELECT count(DISTINCT organisation_id) FROM cartography WHERE {}",
    "printed rows of a cartography": "SELECT count(*) FROM cartography WHERE {}",
    "sites (actor and place)": "SELECT count(DISTINCT (organisation_id, locality_id)) FROM sites WHERE {}",
    "rows that show a stage": "SELECT count(*) FROM cartography WHERE stage_status = 'printed' AND {}",
    "rows that show an approach": "SELECT count(*) FROM cartography WHERE approach_status = 'printed' AND {}",
    "statements": "SELECT count(*) FROM observations WHERE {}",
}


def test_counts_are_those_of_each_document_and_of_all(db: duckdb.DuckDBPyConnection) -> None:
    asked = [row for row in answers("counts") if row["what"] in COUNTED]
    assert {row["what"] for row in asked} == COUNTED.keys()
    for row in asked:
        where = "true" if row["document"] == "all documents" else f"document_id = '{row['document']}'"
        assert (row["what"], db.execute(COUNTED[row["what"]].format(where)).fetchall()) == (row["what"], [(int(row["count"]),)])


def test_each_number_is_what_the_text_says_and_feeds_the_record_that_prints_it(frames: Frames) -> None:
    columns = ("document_id", "line", "char_start", "end_line", "char_end", "disposition")
    names = ("document", "line", "first_character", "end_line", "last_character", "what_it_is")
    assert texts(mine(frames, "number_ledger"), *columns) == right("number_tokens", *names)
    uses = frames["number_uses"]
    fed = texts(uses[uses["role"] == "value"], "document_id", "line", "char_start", "record_id")
    stated = right("number_values", "document", "line", "first_character", "observation_id")
    assert set(stated) <= set(fed)
    assert {row for row in fed if row[3].startswith(DOCUMENTS)} == set(stated)


def test_a_release_of_the_documents_keeps_every_rule_and_says_each_licence(raw: Path, release: Built) -> None:
    latest = (release.outputs / "latest").resolve()
    assert rules(latest, raw).faults == []
    text = (latest / "LICENSE-DATA").read_text("utf-8")
    for row in answers("documents"):
        assert f"| {row['document']} | {row['licence']} |" in text
    said = (
        "CC BY 4.0 (fixture_report); Open Government Licence v3.0 (fixture_actors); not stated (fixture_release, published_series, thesis)"
    )
    assert all(said in (latest / name).read_text("utf-8") for name in ("README.md", "DATA_DICTIONARY.md"))


def test_no_front_table_is_empty(frames: Frames) -> None:
    assert [name for name in FRONTS if frames[name].empty] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_cell_is_printed_in_the_text_where_its_row_says(frames: Frames, document: str) -> None:
    text = read_text(FOLDER / "texts" / f"{document}.txt", frames["raw_documents"])
    assert text.document_id == document
    results = verify(text, frames)
    assert [str(problem) for result in results for problem in result.problems] == []
    assert sum(result.cells for result in results) > 0
