"""Events, ties and groups: names become organisations, main parties follow from roles, nothing is put into a group without a statement."""

import pandas as pd
import pytest

from pipeline.core.days import first_days, last_days
from pipeline.core.events import (
    event_participants,
    event_tellings,
    events,
    events_are_told,
    events_have_one_type,
    events_have_the_area_of_their_amount,
    main_organisations,
    target_years_are_printed,
)
from pipeline.core.names import organisation_of
from pipeline.core.telling_flags import told_apart
from pipeline.core.tellings import one_event_each
from pipeline.core.ties import divisions_have_a_group, groups, organisations_have_one_group, relations
from pipeline.kernel.problems import InputError

NAMES = pd.DataFrame(
    {
        "document_id": ["d", "d", "d", "d", "e"],
        "name": ["Alpha", "ALPHA", "Beta", "Gamma", "Alpha"],
        "organisation_id": ["alpha", "alpha", "beta", "gamma", "other"],
    }
)
# Of the year 2022, of 2023, and without a year.
DOCUMENTS = pd.DataFrame(
    {
        "document_id": ["d", "a", "b"],
        "earliest_year": pd.array([2022, 2023, None], dtype="Int64"),
        "label_en": ["Thesis", "Report", "Page"],
        "label_fr": ["Mémoire", "Rapport", "Page"],
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
    return event_participants(raw.assign(first_line=lines, last_line=lines), DOCUMENTS, NAMES)


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
    "statement_id": None,
    "date_start": None,
    "date_end": None,
    "date_precision": "none",
    "target_year": None,
    "status": "occurred",
    "geography_id": None,
    "label_en": "Purchase",
    "label_fr": "Achat",
    "note_en": None,
    "source_file": "raw/d/events.csv",
    "source_line": "2",
}
TELLING = {
    "event_id": "x",
    "document_id": "d",
    "telling_no": "1",
    "printed": "racheté",
    "first_line": "20",
    "last_line": "21",
    "source_url": None,
    "source_url_kind": None,
    **{f"{part}_{end}": None for part in ("date", "target") for end in ("printed", "first_line", "last_line")},
    "note_en": None,
    "source_file": "raw/d/event_tellings.csv",
    "source_line": "2",
}
PRICE = pd.DataFrame(
    {
        "observation_id": ["d-price"],
        "value": [315.0],
        "value_low": [314.5],
        "value_high": [315.5],
        "unit_id": ["USD"],
        "verification": ["web_page"],
    }
)


def texts(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(rows, dtype="string[pyarrow]")


def test_an_event_takes_its_amount_and_currency_from_the_observation() -> None:
    parts = participants(("x", "buyer", "Alpha"))
    plain = events(texts(EVENT), texts(TELLING), parts, TYPES, PRICE, DOCUMENTS).iloc[0]
    assert pd.isna(plain["amount"])
    row = events(texts(EVENT | {"statement_id": "price"}), texts(TELLING), parts, TYPES, PRICE, DOCUMENTS).iloc[0]
    assert (row["amount"], row["currency"]) == (315.0, "USD")


def test_an_event_is_verified_as_well_as_its_best_telling_and_no_better_than_its_amount() -> None:
    lead = TELLING | {"document_id": "w", "source_url": "http://w", "source_url_kind": "site"}
    parts = participants(("x", "buyer", "Alpha"))
    found = [
        events(texts(EVENT | {"statement_id": statement}), texts(*tellings), parts, TYPES, PRICE, DOCUMENTS)["verification"].item()
        for statement, tellings in [
            (None, [lead]),
            (None, [lead, TELLING]),
            ("price", [lead, TELLING]),
            (None, [TELLING | {"event_id": "y"}]),
        ]
    ]
    assert found == ["web_lead", "text", "web_page", "web_lead"]


def test_an_event_has_the_date_that_its_own_document_prints_first() -> None:
    other = TELLING | {"document_id": "a", "date_printed": "elsewhere"}
    again = TELLING | {"telling_no": "3", "date_printed": "third"}
    own = TELLING | {"telling_no": "2", "date_printed": "second"}
    made = events(texts(EVENT), texts(other, TELLING, again, own), participants(("x", "buyer", "Alpha")), TYPES, PRICE, DOCUMENTS)
    assert list(made["date_printed"]) == ["second"]


def one_event(*told: dict[str, object]) -> pd.Series:
    """What is published of one event that documents tell as given."""
    [row] = one_event_each(texts(*(EVENT | changes for changes in told)), DOCUMENTS).to_dict("records")
    return pd.Series(row)


def test_an_event_that_documents_tell_is_one_event_of_the_first_of_them() -> None:
    row = one_event({"document_id": "b"}, {"document_id": "a", "label_en": "Buying"}, {"geography_id": "wavre", "document_id": "b"})
    assert (row["document_id"], row["label_en"], row["geography_id"]) == ("a", "Buying", "wavre")


def test_an_event_has_happened_where_a_document_says_so_and_has_the_date_and_amount_of_that_document() -> None:
    plan = {"status": "planned", "date_start": "2024", "date_end": "2024", "date_precision": "year", "statement_id": "planned"}
    done = {"document_id": "a", "date_start": "2024-01-12", "date_end": "2024-01-12", "date_precision": "day", "statement_id": "paid"}
    row = one_event(plan, done)
    assert (row["document_id"], row["status"], row["date_precision"], row["stated_by"], row["statement_id"]) == (
        *("d", "occurred", "day"),
        *("a", "paid"),
    )
    assert str(row["date_start"]) == str(row["date_end"]) == "2024-01-12"


def test_the_finest_date_is_published_and_the_amount_of_the_first_document() -> None:
    year = {"date_start": "2021", "date_end": "2021", "date_precision": "year", "statement_id": "price"}
    month = {"document_id": "a", "date_start": "2021-02", "date_end": "2021-02", "date_precision": "month", "statement_id": "cost"}
    row = one_event(month, year)
    assert (str(row["date_start"]), str(row["date_end"]), row["dated_by"]) == ("2021-02-01", "2021-02-28", "a")
    assert (row["stated_by"], row["statement_id"]) == ("d", "price")


def test_an_event_of_two_types_is_refused_at_each_row() -> None:
    rows = texts(EVENT, EVENT | {"document_id": "a", "event_type": "partnership", "source_file": "raw/a/events.csv"})
    problems = events_have_one_type(rows.assign(source_line=2))
    assert [problem.file for problem in problems] == ["raw/d/events.csv", "raw/a/events.csv"]
    assert events_have_one_type(texts(EVENT, EVENT | {"document_id": "a"})) == []


def flags_of(*told: dict[str, object], prices: dict[str, tuple[float, str]]) -> pd.DataFrame:
    """The flags of one event whose documents tell it as given; prices: the value and currency of each statement of an amount."""
    rows = texts(*(EVENT | changes for changes in told))
    tellings = texts(*(TELLING | {"document_id": row["document_id"], "date_printed": row["date_start"]} for row in rows.to_dict("records")))
    observed = pd.DataFrame(
        [
            {"observation_id": name, "value_low": value - 1, "value_high": value + 1, "unit_id": unit, "value_printed": f"{value} {unit}"}
            for name, (value, unit) in prices.items()
        ]
    ).assign(first_line=7, last_line=7, source_url=None)
    return told_apart(rows, event_tellings(tellings, rows).astype({"telling_no": "int64"}), observed, DOCUMENTS)


def test_amounts_that_cannot_both_be_right_are_a_contradiction_and_others_are_none() -> None:
    first, other = {"statement_id": "price"}, {"document_id": "a", "statement_id": "price"}
    [flag] = flags_of(first, other, prices={"d-price": (725, "EUR"), "a-price": (740, "EUR")}).to_dict("records")
    assert (flag["flag_id"], flag["kind"], flag["document_id"], flag["other_document_id"]) == ("amount-x-d-a", "contradiction", "d", "a")
    assert "amounts that cannot both be right: 725 EUR (Thesis), and 740 EUR (Report)." in flag["explanation_en"]
    assert (flag["record_id"], flag["other_first_line"]) == ("x", 7)
    assert flags_of(first, other, prices={"d-price": (725, "EUR"), "a-price": (726, "EUR")}).empty
    assert flags_of(first, other, prices={"d-price": (725, "EUR"), "a-price": (740, "USD")}).empty
    assert flags_of(first, other | {"status": "planned"}, prices={"d-price": (725, "EUR"), "a-price": (740, "EUR")}).empty


def test_dates_that_cannot_both_be_right_are_a_contradiction_and_a_finer_one_is_none() -> None:
    year = {"date_start": "2021", "date_end": "2021", "date_precision": "year"}
    month = {"document_id": "a", "date_start": "2021-02", "date_end": "2021-02", "date_precision": "month"}
    later = {"document_id": "a", "date_start": "2022", "date_end": "2022", "date_precision": "year"}
    assert flags_of(year, month, prices={"none": (0, "EUR")}).empty
    [flag] = flags_of(year, later, prices={"none": (0, "EUR")}).to_dict("records")
    assert (flag["flag_id"], flag["printed"], flag["other_printed"]) == ("date-x-d-a", "2021", "2022")


def test_a_telling_spans_its_words_its_date_and_the_year_aimed_at() -> None:
    dated = TELLING | {"date_printed": "2020", "date_first_line": "12", "date_last_line": "12"}
    aimed = dated | {"target_printed": "2050", "target_first_line": "24", "target_last_line": "25"}
    page = TELLING | {"first_line": None, "last_line": None}
    made = event_tellings(texts(TELLING, dated, aimed, page), texts(EVENT))
    assert list(made["first_line"][:3]) == [20, 12, 12]
    assert list(made["last_line"][:3]) == [21, 21, 25]
    assert made.loc[3, ["first_line", "last_line"]].isna().all()


@pytest.mark.parametrize(
    ("tellings", "column", "expected"),
    [
        ([TELLING], None, None),
        ([TELLING, TELLING | {"telling_no": "2", "first_line": "30"}], None, None),
        ([TELLING, TELLING | {"telling_no": "1", "document_id": "e", "first_line": None}], None, None),
        ([TELLING | {"document_id": "e"}], "event_id", "an event that its document tells"),
        ([TELLING | {"telling_no": "2"}], "telling_no", "1, by the lines"),
        ([TELLING, TELLING | {"telling_no": "2", "first_line": "3"}], "telling_no", "1, by the lines"),
    ],
)
def test_each_event_is_told_by_its_document_and_tellings_are_numbered_as_they_are_read(
    tellings: list[dict[str, object]], column: str | None, expected: str | None
) -> None:
    problems = events_are_told(texts(EVENT), texts(*tellings).assign(source_line=range(2, len(tellings) + 2)))
    assert {problem.column for problem in problems} == ({column} if column else set())
    assert not problems or str(expected) in " ".join(problem.expected for problem in problems)


@pytest.mark.parametrize(
    ("year", "printed", "good"),
    [
        ("2050", "d’ici 2050", True),
        ("2027", "2021 à 2027", True),
        (None, None, True),
        ("2050", "d’ici 2040", False),
        ("2050", None, False),
        (None, "d’ici 2050", False),
    ],
)
def test_the_year_that_an_event_aims_at_is_printed_and_is_no_date(year: str | None, printed: str | None, good: bool) -> None:
    problems = target_years_are_printed(texts(EVENT | {"target_year": year}), texts(TELLING | {"target_printed": printed}))
    assert [problem.column for problem in problems] == ([] if good else ["target_year"])


@pytest.mark.parametrize(
    ("area", "stated", "good"),
    [
        *(("wavre", "wavre", True), (None, None, True), ("wavre", None, True), ("wavre", "wallonia", True)),
        *((None, "wavre", False), ("wallonia", "wavre", False)),
    ],
)
def test_an_event_is_in_the_area_of_the_statement_of_its_amount(area: str | None, stated: str | None, good: bool) -> None:
    event = EVENT | {"statement_id": "price", "geography_id": area}
    observation = {"observation_id": f"{event['document_id']}-price", "geography_id": stated}
    areas = pd.DataFrame({"geography_id": ["wallonia", "wavre"], "parent_id": [None, "wallonia"]})
    problems = events_have_the_area_of_their_amount(texts(event), texts(observation), areas)
    assert [problem.column for problem in problems] == ([] if good else ["geography_id"])


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


@pytest.mark.parametrize(
    ("kind", "group", "good"),
    [("company_division", "beta", True), ("company_division", None, False), ("company", None, True)],
)
def test_a_division_has_the_group_of_its_parent(kind: str, group: str | None, good: bool) -> None:
    row = {"organisation_id": "alpha", "organisation_type": kind, "group_id": group}
    assert [problem.column for problem in divisions_have_a_group(texts(row))] == ([] if good else ["organisation_type"])


def test_a_circle_of_groups_is_refused() -> None:
    with pytest.raises(InputError, match="circle"):
        group_of(tie("Alpha", "subsidiary_of", "Beta"), tie("Beta", "subsidiary_of", "Alpha"))


def test_a_relation_takes_its_year_from_a_dated_event_only() -> None:
    dated = pd.DataFrame(
        {
            "event_id": ["day", "open", "span", "decade", "none"],
            "date_start": ["2020-02-03", "2022-04", "2016", "1940", None],
            "date_end": ["2020-02-03", None, "2020", "1949", None],
            "date_precision": ["day", "month", "year", "decade", "none"],
        }
    )
    dated = dated.assign(date_start=first_days(dated["date_start"]), date_end=last_days(dated["date_end"]))
    ties = [tie("Alpha", "partner_of", "Beta", event_id=event, relation_id=str(event)) for event in [*dated["event_id"], None]]
    made = relations(pd.DataFrame(ties), NAMES, dated)
    years = made.set_index("relation_id")["year"]
    assert years[["day", "open"]].tolist() == [2020, 2022]
    assert years.drop(["day", "open"]).isna().all()


def test_a_relation_spans_both_names_and_its_words() -> None:
    row = tie("Alpha", "partner_of", "Beta", subject_first_line="2", object_last_line="9")
    none = pd.DataFrame({name: pd.Series(dtype="object") for name in ("event_id", "date_start", "date_end", "date_precision")})
    made = relations(pd.DataFrame([row]), NAMES, none).iloc[0]
    assert (made["first_line"], made["last_line"], made["subject_id"], made["object_id"]) == (2, 9, "alpha", "beta")
