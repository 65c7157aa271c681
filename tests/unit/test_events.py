"""Events, ties and groups: names become organisations, main parties follow from roles, nothing is put into a group without a statement."""

import pandas as pd
import pytest

from pipeline.core.events import dates_are_as_printed, event_participants, events, main_organisations
from pipeline.core.names import organisation_of
from pipeline.core.ties import groups, organisations_have_one_group, relations
from pipeline.kernel.problems import InputError

NAMES = pd.DataFrame(
    {
        "document_id": ["d", "d", "d", "d", "e"],
        "name": ["Alpha", "ALPHA", "Beta", "Gamma", "Alpha"],
        "organisation_id": ["alpha", "alpha", "beta", "gamma", "other"],
    }
)
TYPES = pd.DataFrame(
    {
        "event_type": ["acquisition", "partnership", "law"],
        "organisation_roles": ["buyer", "coordinator | partner", None],
        "counterparty_roles": ["target | seller", "partner", None],
    }
)


def participants(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Participants (event, role, name) on lines 1, 2, 3 ... in the order given."""
    raw = pd.DataFrame(rows, columns=["event_id", "role", "name"]).assign(document_id="d", source_file="f", source_line=0)
    lines = pd.Series(range(1, len(rows) + 1), index=raw.index, dtype="object").astype("str")
    known = pd.DataFrame({"event_id": raw["event_id"].unique()})
    return event_participants(raw.assign(first_line=lines, last_line=lines), known, NAMES)


def main_of(event_type: str, *rows: tuple[str, str]) -> tuple[object, object]:
    events_ = pd.DataFrame({"event_id": ["x"], "event_type": [event_type]})
    found = main_organisations(events_, participants(*(("x", role, name) for role, name in rows)), TYPES)
    if "x" not in found.index:
        return None, None
    row = found.loc["x"].astype("object").where(found.loc["x"].notna(), None)
    return row["organisation_id"], row["counterparty_id"]


def test_a_name_means_what_its_own_document_says() -> None:
    frame = pd.DataFrame({"document_id": ["e", "d", "d"], "name": ["Alpha", "ALPHA", "Nobody"]}, index=[7, 8, 9])
    found = organisation_of(frame, "name", NAMES)
    assert list(found.index) == [7, 8, 9]
    assert list(found[:2]) == ["other", "alpha"]
    assert pd.isna(found[9])


@pytest.mark.parametrize(
    ("event_type", "rows", "expected"),
    [
        ("acquisition", [("target", "Beta"), ("buyer", "Alpha"), ("seller", "Gamma")], ("alpha", "beta")),
        ("acquisition", [("seller", "Gamma"), ("buyer", "Alpha")], ("alpha", "gamma")),
        ("acquisition", [("target", "Beta")], (None, "beta")),
        ("partnership", [("partner", "Beta"), ("partner", "Alpha")], ("beta", "alpha")),
        ("partnership", [("partner", "Beta"), ("coordinator", "Alpha")], ("alpha", "beta")),
        ("partnership", [("partner", "Alpha"), ("coordinator", "Alpha"), ("partner", "Gamma")], ("alpha", "gamma")),
        ("partnership", [("partner", "Beta")], ("beta", None)),
        ("law", [("adopter", "Beta")], (None, None)),
    ],
)
def test_the_main_organisations_follow_from_the_roles_of_the_type(
    event_type: str, rows: list[tuple[str, str]], expected: tuple[str | None, str | None]
) -> None:
    assert main_of(event_type, *rows) == expected


def test_participants_are_numbered_by_mention_within_each_event() -> None:
    made = participants(("x", "buyer", "Alpha"), ("y", "partner", "Beta"), ("x", "target", "Beta"))
    assert made.set_index(["event_id", "role"])["participant_no"].to_dict() == {("x", "buyer"): 1, ("x", "target"): 2, ("y", "partner"): 1}


EVENT = {
    "document_id": "d",
    "event_id": "x",
    "event_type": "acquisition",
    "printed": "racheté",
    "first_line": "20",
    "last_line": "21",
    "date_printed": None,
    "date_first_line": None,
    "date_last_line": None,
    "statement_id": None,
    "date_start": None,
    "date_end": None,
    "date_precision": "none",
    "note_en": None,
    "source_file": "f",
    "source_line": "2",
}
PRICE = pd.DataFrame(
    {
        "observation_id": ["d-price"],
        "value": [315.0],
        "value_low": [314.5],
        "value_high": [315.5],
        "unit_id": ["USD"],
        "first_line": [30],
        "last_line": [32],
    }
)


def test_an_event_takes_its_amount_and_currency_from_the_observation_and_spans_all_that_it_shows() -> None:
    parts = participants(("x", "buyer", "Alpha")).assign(first_line=15, last_line=15)
    plain = events(pd.DataFrame([EVENT], dtype="string[pyarrow]"), parts, TYPES, PRICE).iloc[0]
    assert (plain["first_line"], plain["last_line"]) == (15, 21)
    assert pd.isna(plain["amount"])
    priced = EVENT | {"statement_id": "price", "date_printed": "2020", "date_first_line": "12", "date_last_line": "12"}
    row = events(pd.DataFrame([priced], dtype="string[pyarrow]"), parts, TYPES, PRICE).iloc[0]
    assert (row["amount"], row["currency"], row["first_line"], row["last_line"]) == (315.0, "USD", 12, 32)


@pytest.mark.parametrize(
    ("printed", "start", "precision", "good"),
    [
        ("en 2020", "2020", "year", True),
        ("en 2020", "2021", "year", False),
        ("7 mai 2004", "2004-05-07", "day", True),
        ("7 mai 2004", "2004-05-08", "day", False),
        ("dans les années 1980", "1980", "decade", True),
        ("Récemment", None, "none", True),
    ],
)
def test_a_date_is_the_one_that_its_printed_form_gives(printed: str, start: str | None, precision: str, good: bool) -> None:
    dates = {"date_start": start, "date_end": start, "date_precision": precision}
    row = EVENT | dates | {"date_printed": printed, "source_file": "raw/d/events.csv", "source_line": "2"}
    problems = dates_are_as_printed(pd.DataFrame([row], dtype="string[pyarrow]"))
    assert [problem.column for problem in problems] == ([] if good else ["date_start", "date_end"])
    assert all("the printed date" in problem.expected for problem in problems)


def tie(subject: str, relation_type: str, object_: str, status: str = "current", **changes: object) -> dict[str, object]:
    lines = {f"{part}{end}": "5" for part in ("", "subject_", "object_") for end in ("first_line", "last_line")}
    row = {"document_id": "d", "relation_id": f"{subject}-{object_}", "subject_name": subject, "object_name": object_}
    rest = {"relation_type": relation_type, "status": status, "printed": "filiale", "event_id": None, "note_en": None}
    return row | rest | lines | {"source_file": "f", "source_line": 2} | changes


RELATION_TYPES = pd.DataFrame({"relation_type": ["subsidiary_of", "partner_of"], "makes_group": ["true", "false"]})


def group_of(*ties: dict[str, object]) -> dict[str, str]:
    return groups(pd.DataFrame(ties), NAMES, RELATION_TYPES).to_dict()


def test_a_group_is_the_end_of_the_chain_of_current_ties() -> None:
    chain = [tie("Alpha", "subsidiary_of", "Beta"), tie("Beta", "subsidiary_of", "Gamma")]
    assert group_of(*chain) == {"alpha": "gamma", "beta": "gamma"}
    assert group_of(*chain, chain[0] | {"relation_id": "said-again"}) == {"alpha": "gamma", "beta": "gamma"}
    assert group_of(chain[0] | {"status": "former"}, tie("Alpha", "partner_of", "Gamma")) == {}


def test_two_groups_of_one_organisation_are_told_at_both_ties() -> None:
    ties = [
        tie("Alpha", "subsidiary_of", "Beta"),
        tie("ALPHA", "subsidiary_of", "Gamma", source_line=3),
        tie("Beta", "partner_of", "Gamma"),
    ]
    problems = organisations_have_one_group(pd.DataFrame(ties), NAMES, RELATION_TYPES)
    assert [(problem.line, problem.column, problem.value) for problem in problems] == [
        (2, "object_name", "Beta"),
        (3, "object_name", "Gamma"),
    ]


def test_a_circle_of_groups_is_refused() -> None:
    with pytest.raises(InputError, match="circle"):
        group_of(tie("Alpha", "subsidiary_of", "Beta"), tie("Beta", "subsidiary_of", "Alpha"))


def test_a_relation_takes_its_year_from_a_dated_event_only() -> None:
    dated = pd.DataFrame(
        {
            "event_id": ["day", "span", "decade", "none"],
            "date_start": ["2020-02-03", "2016", "1940", None],
            "date_end": ["2020-02-03", "2020", "1949", None],
            "date_precision": ["day", "year", "decade", "none"],
        }
    )
    ties = [tie("Alpha", "partner_of", "Beta", event_id=event, relation_id=str(event)) for event in [*dated["event_id"], None]]
    made = relations(pd.DataFrame(ties), NAMES, dated)
    years = made.set_index("relation_id")["year"]
    assert years["day"] == 2020
    assert years.drop("day").isna().all()


def test_a_relation_spans_both_names_and_its_words() -> None:
    row = tie("Alpha", "partner_of", "Beta", subject_first_line="2", object_last_line="9")
    none = pd.DataFrame({name: pd.Series(dtype="object") for name in ("event_id", "date_start", "date_end", "date_precision")})
    made = relations(pd.DataFrame([row]), NAMES, none).iloc[0]
    assert (made["first_line"], made["last_line"], made["subject_id"], made["object_id"]) == (2, 9, "alpha", "beta")
