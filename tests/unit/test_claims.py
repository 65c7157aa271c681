"""Claims: every verdict in its order, whatever the unit; and a claim that cannot mean what it says is refused by name."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.days import first_days, last_days
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError
from pipeline.metrics.claim_evidence import COLUMNS, evidence
from pipeline.metrics.claim_records import records_of_claims
from pipeline.metrics.claim_verdicts import PASSED, cut_off, powers, printed_steps, verdicts
from pipeline.metrics.claims import claims
from pipeline.metrics.intervals import Intervals, arithmetic
from schemas.codes import codes_of

Number = str | None
Stated = tuple[str, Number, Number, Number, str]
Found = tuple[Number, Number, Number]


def numbers(values: list[Number], scale: Decimal = Decimal(1)) -> list[Decimal | None]:
    return [None if value is None else Decimal(value) * scale for value in values]


def verdict(stated: Stated | None, found: Found | None, scale: Decimal = Decimal(1)) -> str:
    """The verdict on (qualifier, value, low, high, rounding unit) and (value, low, high), each number times the scale."""
    qualifier, *stated_numbers = stated or ("exact", "1", "1", "1", "0")
    names = ["value", "low", "high", "rounding_unit"]
    row = pd.DataFrame([[qualifier, *numbers(stated_numbers, scale)]], columns=["qualifier", *names]).astype("object")
    result = pd.DataFrame([numbers(list(found or (None, None, None)), scale)], columns=names[:3]).astype("object")
    with arithmetic():
        made = verdicts(
            Intervals.of(row),
            row["qualifier"],
            row["rounding_unit"],
            Intervals.of(result),
            pd.Series([bool(stated)]),
            pd.Series([bool(found)]),
        )
    return str(made.item())


TENTH: Stated = ("exact", "13.6", "13.55", "13.65", "0.1")
CASES: list[tuple[str, Stated | None, Found | None, str]] = [
    ("nothing stated", None, ("5", "4", "6"), "implied_only"),
    ("nothing stated comes before what is missing", None, None, "implied_only"),
    ("something missing", TENTH, None, "not_recomputable"),
    ("rounded to the stated unit", TENTH, ("13.63", "13.63", "13.63"), "consistent"),
    ("half a unit away rounds both ways", TENTH, ("13.65", "13.65", "13.65"), "consistent"),
    ("bounds meet", TENTH, ("13.67", "13.64", "13.70"), "consistent_within_rounding"),
    ("bounds touch", TENTH, ("13.67", "13.65", "13.70"), "consistent_within_rounding"),
    ("meeting comes before cutting off", TENTH, ("13.69", "13.65", "13.73"), "consistent_within_rounding"),
    ("cut off", TENTH, ("13.6565", "13.6565", "13.6565"), "truncated"),
    ("cut off towards zero", ("exact", "-13.6", "-13.65", "-13.55", "0.1"), ("-13.68", "-13.68", "-13.68"), "truncated"),
    ("away", TENTH, ("13.71", "13.70", "13.72"), "inconsistent"),
    ("below is never cut off", TENTH, ("13.53", "13.53", "13.53"), "inconsistent"),
    ("an exact count is not cut off", ("exact", "4", "4", "4", "0"), ("4.5", "4.5", "4.5"), "inconsistent"),
    ("another count", ("exact", "4", "4", "4", "0"), ("5", "5", "5"), "inconsistent"),
    ("about", ("about", "150", "145", "155", "10"), ("153.8", "153.7", "153.9"), "consistent"),
    ("nearly, at the value", ("nearly", "100", "50", "100", "100"), ("100", "100", "100"), "consistent"),
    ("nearly, below", ("nearly", "10", "9.5", "10", "1"), ("9.6", "9.6", "9.6"), "consistent"),
    ("nearly is not above", ("nearly", "10", "9.5", "10", "1"), ("10.2", "10.1", "10.3"), "truncated"),
    ("nearly, bounds reach down to the value", ("nearly", "10", "9.5", "10", "1"), ("10.2", "10", "10.4"), "consistent_within_rounding"),
    ("more than, far above", ("more_than", "29.1", "29.1", None, "0"), ("40", "39", "41"), "consistent"),
    ("more than is not the limit", ("more_than", "29.1", "29.1", None, "0"), ("29.1", "29.1", "29.1"), "inconsistent"),
    ("more than, limit and above", ("more_than", "29.1", "29.1", None, "0"), ("29.1", "29.0", "29.2"), "consistent_within_rounding"),
    ("more than, touched only", ("more_than", "29.1", "29.1", None, "0"), ("28.9", "28.8", "29.1"), "inconsistent"),
    ("more than, reached at the edge", ("more_than", "29.1", "29.1", None, "0"), ("28.83", "28.53", "29.13"), "consistent_within_rounding"),
    ("more than, not reached", ("more_than", "29.1", "29.1", None, "0"), ("28.83", "28.8", "28.9"), "inconsistent"),
    ("at least, the limit", ("at_least", "29.1", "29.1", None, "0"), ("29.1", "29.1", "29.1"), "consistent"),
    ("less than is not the limit", ("less_than", "28", None, "28", "0"), ("28", "28", "28"), "inconsistent"),
    ("less than, below", ("less_than", "28", None, "28", "0"), ("27", "26", "28"), "consistent"),
    ("at most", ("at_most", "28", None, "28", "0"), ("27", "27", "27"), "consistent"),
    ("a point in a stated range", ("range", None, "2", "3", "0"), ("2.5", "2.4", "2.6"), "consistent"),
    ("a point outside a stated range", ("range", None, "2", "3", "0"), ("3.5", "3.5", "3.5"), "inconsistent"),
    ("bounds without a point, inside", ("range", None, "2", "3", "0"), (None, "2.2", "2.8"), "consistent"),
    ("bounds without a point, across", ("range", None, "2", "3", "0"), (None, "2.2", "3.8"), "consistent_within_rounding"),
    ("bounds without a point, outside", TENTH, (None, "14", "15"), "inconsistent"),
    ("an open bound meets whatever lies beyond", TENTH, ("13", "12", None), "consistent_within_rounding"),
]
IDS = [case[0] for case in CASES]


@pytest.mark.parametrize(("name", "stated", "found", "expected"), CASES, ids=IDS)
def test_the_verdict_on(name: str, stated: Stated | None, found: Found | None, expected: str) -> None:
    assert verdict(stated, found) == expected


def test_every_verdict_is_reached() -> None:
    assert {expected for *_, expected in CASES} == set(codes_of("verdict"))


@settings(max_examples=60)
@given(case=st.sampled_from(CASES), scale=st.decimals("0.000001", "1000000000", places=6))
def test_a_verdict_does_not_depend_on_the_unit(case: tuple[str, Stated | None, Found | None, str], scale: Decimal) -> None:
    assert verdict(case[1], case[2], scale) == case[3]


@given(value=st.decimals("-1000", "1000", places=4), unit=st.sampled_from(["0.1", "1", "10", "0.05"]))
def test_cutting_off_goes_towards_zero_by_less_than_a_unit(value: Decimal, unit: str) -> None:
    with arithmetic():
        cut = cut_off(value, Decimal(unit))
        assert abs(cut) <= abs(value) < abs(cut) + Decimal(unit)
        assert cut_off(cut, Decimal(unit)) == cut
        assert cut_off(value, Decimal(0)).is_nan()


# Small tables: two observed years in euros, one amount in dollars, one without a period, a token, listed items, figure points.


def observation(name: str, value: str | None, **changes: object) -> dict[str, object]:
    number = None if value is None else Decimal(value)
    return {
        "observation_id": name,
        "value": number,
        "value_low": number,
        "value_high": number,
        "rounding_unit": Decimal(1),
        "qualifier": "exact",
        "unit_id": "EUR",
        "definition_id": None,
        "value_printed": None,
        "first_line": None,
        "verification": "text",
        "period_start": "2020",
        "period_end": "2020",
    } | changes


OBSERVATIONS = pd.DataFrame(
    [
        observation("d-2015", "100", period_start="2015", period_end="2015"),
        observation("d-2020", "150"),
        observation("d-usd", "150", unit_id="USD", verification="web_lead"),
        observation("d-undated", "150", period_start=None, period_end=None),
        observation("d-growth", "50", unit_id="percent", period_start="2015", value_printed="50 %"),
        observation("d-customs-2015", "100", period_start="2015", period_end="2015", definition_id="customs"),
        observation("d-federation-2020", "160", definition_id="federation"),
    ]
)
OBSERVATIONS = OBSERVATIONS.assign(period_start=first_days(OBSERVATIONS["period_start"]), period_end=last_days(OBSERVATIONS["period_end"]))
LEDGER = pd.DataFrame({"document_id": "d", "line": [1, 1, 2], "char_start": [1, 9, 1], "token": ["1 502,5", "5", "6.5.1"]})
HISTORY = pd.DataFrame({"document_id": ["d"], "row_no": [1], "year_start": [1910], "year_end": [1919]})
ITEMS = pd.DataFrame({"document_id": "d", "entry_no": [1, 2]})
POINTS = pd.DataFrame({"document_id": "d", "figure_no": [1, 1], "point_id": ["a", "b"], "status": ["in_text", "not_in_text"]})
CONCEPTS = pd.DataFrame({"concept_id": ["x"]})
EVENTS = pd.DataFrame(
    {
        "event_id": ["decade", "undated"],
        "date_start": pd.Series([date(1940, 1, 1), None], dtype="object"),
        "date_end": pd.Series([date(1949, 12, 31), None], dtype="object"),
        "verification": ["text", "text"],
        "label_en": ["x", "y"],
        "label_fr": ["x", "y"],
    }
)
TABLES = [OBSERVATIONS, LEDGER, HISTORY, ITEMS, POINTS, CONCEPTS, EVENTS]
UNITS = pd.read_csv(ROOT / "raw" / "reference" / "units.csv", dtype="str")


def raw(formula: str, unit: str, *inputs: tuple[str, ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One claim, and its inputs: (role, table, record) or (role, table, record, factor)."""
    claim = {
        "claim_id": "c",
        "document_id": "d",
        "statement_fr": "x",
        "statement_en": "x",
        "formula": formula,
        "unit_id": unit,
        "note_en": "x",
        "note_fr": "x",
    }
    rows = [
        {
            "source_file": "raw/reference/claim_inputs.csv",
            "source_line": number + 1,
            "claim_id": "c",
            "input_no": str(number),
            "role": role,
            "table_name": table,
            "record_id": record,
            "factor": factor[0] if factor else None,
        }
        for number, (role, table, record, *factor) in enumerate(inputs, start=1)
    ]
    columns = ["source_file", "source_line", "claim_id", "input_no", "role", "table_name", "record_id", "factor"]
    return pd.DataFrame([claim]), pd.DataFrame(rows, columns=columns)


def row_of(formula: str, unit: str, *inputs: tuple[str, ...]) -> dict[str, object]:
    [row] = claims(*raw(formula, unit, *inputs), *TABLES, UNITS).to_dict("records")
    return row


OBS, L, P = "observations", "number_ledger", "figure_points"
GROWTH = (("stated", OBS, "d-growth"), ("start", OBS, "d-2015"), ("end", OBS, "d-2020"))


def test_a_claim_is_recomputed_and_judged() -> None:
    row = row_of("growth_pct", "percent", *GROWTH)
    assert (row["stated_value"], row["recomputed_value"], row["difference"], row["verdict"]) == (50, 50, 0, "consistent")
    assert row["stated_observation_id"] == "d-growth"


def test_a_claim_is_verified_as_well_as_the_weakest_of_its_records() -> None:
    assert row_of("growth_pct", "percent", *GROWTH)["verification"] == "text"
    lead = row_of("share_pct", "percent", ("part", OBS, "d-usd"), ("whole", OBS, "d-2020", "1"), ("stated", L, "d|1|9", "1"))
    assert lead["verification"] == "web_lead"


def test_a_claim_has_the_kind_of_its_formula_and_the_power_of_its_printed_decimals() -> None:
    row = row_of("growth_pct", "percent", *GROWTH)
    assert row["check_kind"] == "arithmetic"
    assert row["power"] == Decimal("0.013158")  # of the 76 values 25, 26 ... 100, only 50 itself
    assert row_of("growth_pct", "percent", *GROWTH[1:])["power"] is None


def test_numbers_of_two_definitions_neither_confirm_nor_refute() -> None:
    mixed = (GROWTH[0], ("start", OBS, "d-customs-2015"), ("end", OBS, "d-federation-2020"))
    row = row_of("growth_pct", "percent", *mixed)
    assert (row["verdict"], row["missing"]) == ("not_recomputable", "records of one definition, not of customs and federation")
    assert row_of("growth_pct", "percent", *mixed[:2], GROWTH[2])["verdict"] == "consistent"
    assert row_of("growth_pct", "percent", *mixed[1:])["verdict"] == "implied_only"


def test_numbers_of_another_period_neither_confirm_nor_refute() -> None:
    row = row_of("growth_pct", "percent", GROWTH[0], ("start", OBS, "d-2020"), ("end", OBS, "d-2020"))
    assert (row["verdict"], row["missing"]) == ("not_recomputable", "records of 2015 to 2020, not of 2020 to 2020")


def brute_power(stated: Stated, found: Found, step: Decimal) -> Decimal:
    """The share of the values from half to twice the stated one, step by step, that pass, each with bounds as far from it."""
    qualifier, value, low, high, unit = stated
    assert value is not None
    centre = Decimal(value)
    others = [n * step for n in range(int(centre / step / 2) - 2, int(centre / step * 2) + 3) if centre / 2 <= n * step <= centre * 2]

    def moved(end: Number, other: Decimal) -> Number:
        return None if end is None else str(Decimal(end) + other - centre)

    passed = [verdict((qualifier, str(other), moved(low, other), moved(high, other), unit), found) in PASSED for other in others]
    return Decimal(sum(passed)) / len(others)


@settings(max_examples=15, deadline=None)
@given(
    qualifier=st.sampled_from(["exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most"]),
    value=st.integers(2, 12),
    point=st.decimals("0", "30", places=1),
    below=st.decimals("0", "3", places=1),
    above=st.decimals("0", "3", places=1),
    step=st.sampled_from(["1", "0.5", "10"]),
)
def test_power_is_the_share_that_trying_every_value_finds(
    qualifier: str, value: int, point: Decimal, below: Decimal, above: Decimal, step: str
) -> None:
    low = {"more_than": str(value), "at_least": str(value), "less_than": None, "at_most": None}.get(qualifier, str(value - Decimal("0.5")))
    high = {"more_than": None, "at_least": None, "less_than": str(value), "at_most": str(value), "nearly": str(value)}
    stated: Stated = (qualifier, str(value * Decimal(step)), low and str(Decimal(low) * Decimal(step)), None, "0")
    top = high.get(qualifier, str(value + Decimal("0.5")))
    stated = (*stated[:3], top and str(Decimal(top) * Decimal(step)), "0")
    found = (str(point), str(point - below), str(point + above))
    row = pd.DataFrame([numbers(list(stated[1:4]))], columns=["value", "low", "high"]).astype("object")
    result = pd.DataFrame([numbers(list(found))], columns=["value", "low", "high"]).astype("object")
    with arithmetic():
        made = powers(Intervals.of(row), pd.Series([qualifier]), pd.Series([Decimal(step)]), Intervals.of(result)).item()
        assert made == brute_power(stated, found, Decimal(step))


@pytest.mark.parametrize(
    ("value", "printed", "step"),
    [
        ("13.6", "13,6%", "0.1"),
        ("41010000000", "41,01 milliards d’euros", "10000000"),
        ("13000000", "13 millions d’euros par jour", "1000000"),
        ("35602", "35 602", "1"),
        ("9000", "9000 emplois", "1"),
        ("3", "3ème", "1"),
        ("3", "presque trois fois plus", "1"),
        ("100", "près d’un siècle", "100"),
        ("80", "phase 2, 80 %", "10"),
        ("3846000000", None, "1000000"),
        ("0", "0 %", "1"),
    ],
)
def test_the_step_between_values_is_that_of_the_printed_decimals(value: str, printed: str | None, step: str) -> None:
    with arithmetic():
        [found] = printed_steps(pd.Series([Decimal(value)]), pd.Series([printed], dtype="object"))
    assert found == Decimal(step)


def test_a_token_is_a_number_without_an_observation_and_a_factor_brings_it_into_the_unit() -> None:
    row = row_of("restated", "EUR", ("stated", L, "d|1|1", "1000"), ("other", OBS, "d-2020"))
    assert pd.isna(row["stated_observation_id"])
    assert row["stated_value"] == Decimal("1502500")
    assert row["verdict"] == "inconsistent"


def test_evidence_has_a_number_and_bounds_for_each_record_that_has_them() -> None:
    found = evidence(*TABLES)
    assert list(found.columns) == COLUMNS
    keyed = found.set_index("record_id")
    assert keyed.loc["d|1|1", ["value", "low", "high"]].tolist() == [Decimal("1502.5")] * 3
    assert keyed.loc["d|2|1", ["value", "low", "high"]].isna().all()
    assert keyed.loc["d|1|b", ["value", "low", "high"]].isna().all()
    assert found.loc[found["table_name"] == "biomanufacturing_history", ["low", "high"]].to_numpy().tolist() == [[1910, 1919]]
    assert keyed.loc["decade", ["low", "high"]].tolist() == [1940, 1949]
    assert keyed.loc[["decade", "undated"], "value"].isna().all()
    assert keyed.loc["undated", ["low", "high"]].isna().all()
    assert keyed.loc["d-2015", ["first_year", "last_year"]].tolist() == [2015, 2015]


@pytest.mark.parametrize(
    ("formula", "unit", "inputs", "lacks"),
    [
        ("growth_pct", "percent", GROWTH[:2], "no record for end"),
        ("growth_pct", "percent", GROWTH[:1], "no record for end; no record for start"),
        ("per_day", "EUR", (("amount", OBS, "d-undated"),), "no period in observations d-undated"),
        ("sum", "EUR", (("addend", OBS, "d-2020"), ("addend", L, "d|2|1")), "no number in number_ledger d|2|1"),
        (
            "count_of_records",
            "count",
            (("record", P, "d|1|a"), ("record", P, "d|1|b")),
            "no number in figure_points d|1|b",
        ),
        ("cagr_pct", "percent", (("start", OBS, "d-2020"), ("end", OBS, "d-2020")), "the formula has no result for these records"),
    ],
)
def test_what_is_missing_is_said(formula: str, unit: str, inputs: tuple[tuple[str, ...], ...], lacks: str) -> None:
    row = row_of(formula, unit, *inputs)
    assert row["missing"] == lacks
    assert row["recomputed_value"] is None
    assert row["verdict"] in ("not_recomputable", "implied_only")


REFUSED = [
    ("no such record", "sum", "EUR", (("addend", OBS, "d-2021"),), 2, "record_id", "the key of a record"),
    ("no such table", "sum", "EUR", (("addend", "sites", "d-2020"),), 2, "record_id", "observations"),
    ("no such role", "sum", "EUR", (("addend", OBS, "d-2020"), ("part", OBS, "d-2015")), 3, "role", "sum: addend"),
    ("a role filled twice", "growth_pct", "percent", (*GROWTH, ("end", OBS, "d-undated")), 5, "role", "one record"),
    ("stated twice", "growth_pct", "percent", (*GROWTH, ("stated", L, "d|1|9")), 5, "role", "one record"),
    ("stated without a number", "restated", "EUR", (("stated", L, "d|2|1"), ("other", OBS, "d-2020")), 2, "record_id", "number"),
    (
        "stated in another unit",
        "restated",
        "EUR",
        (("stated", OBS, "d-usd"), ("other", OBS, "d-2020")),
        2,
        "record_id",
        "unit of the claim",
    ),
    ("euros and dollars added", "sum", "EUR", (("addend", OBS, "d-2020"), ("addend", OBS, "d-usd")), 3, "record_id", "unit of the claim"),
    (
        "growth from euros to dollars",
        "growth_pct",
        "percent",
        (("start", OBS, "d-2015"), ("end", OBS, "d-usd")),
        3,
        "record_id",
        "never put",
    ),
]


@pytest.mark.parametrize(
    ("formula", "unit", "inputs", "line", "column", "word"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_a_claim_is_refused_with_file_and_line_for(
    formula: str, unit: str, inputs: tuple[tuple[str, ...], ...], line: int, column: str, word: str
) -> None:
    with pytest.raises(InputError) as caught:
        claims(*raw(formula, unit, *inputs), *TABLES, UNITS)
    found = caught.value.problems
    assert any((p.file, p.line, p.column) == ("raw/reference/claim_inputs.csv", line, column) and word in p.expected for p in found), found


def test_inputs_that_are_not_numbered_in_the_order_of_the_file_are_refused_whatever_the_order_of_the_frame() -> None:
    raw_claims, inputs = raw("growth_pct", "percent", *GROWTH)
    assert len(records_of_claims(raw_claims, inputs.iloc[::-1], evidence(*TABLES))) == 3
    with pytest.raises(InputError, match="one below the other"):
        records_of_claims(raw_claims, inputs.assign(input_no=["1", "3", "2"]), evidence(*TABLES))


def test_the_order_of_rows_changes_nothing() -> None:
    raw_claims, inputs = raw("growth_pct", "percent", *GROWTH)
    turned = [table.iloc[::-1].reset_index(drop=True) for table in TABLES]
    pd.testing.assert_frame_equal(claims(raw_claims, inputs, *TABLES, UNITS), claims(raw_claims, inputs.iloc[::-1], *turned, UNITS))
