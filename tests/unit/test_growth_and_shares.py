"""Growth rates and export shares: which statements enter them, and what they may not be mixed with."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.days import first_days, last_days
from pipeline.metrics import growth, shares
from pipeline.metrics.series import series_values
from pipeline.metrics.yearly_facts import yearly_facts

STATED = {
    "document_id": "d",
    "indicator_id": "exports_of_pharmaceuticals",
    "subject_id": "pharma",
    "geography_id": "belgium",
    "reference_geography_id": "world",
    "organisation_id": None,
    "counterparty_id": None,
    "definition_id": "federation",
    "definition_basis": "stated",
    "verification": "text",
    "source_url": None,
    "source_published": None,
    "citation_id": "c",
    "qualifier": "exact",
    "period_start": "2020",
    "period_end": "2020",
    "period_precision": "year",
    "value": 100,
    "value_low": 99,
    "value_high": 101,
    "unit_id": "EUR",
    "rounding_unit": 2,
    "status": "fact",
    "first_line": 1,
}
INDICATORS = pd.DataFrame(
    {
        "indicator_id": ["exports_of_pharmaceuticals", "jobs", "export_share_by_destination", "exporter_rank", "price"],
        "quantity_kind": ["flow", "stock", "share", "rank", "price"],
    }
)
TEMPLATED = [
    *INDICATORS["indicator_id"],
    "exports_of_medicines",
    "share_of_regional_exports",
    "exports_of_goods",
    "share_in_exports_of_country",
]
LABELLED = INDICATORS.merge(pd.DataFrame({"indicator_id": TEMPLATED}), how="outer").assign(
    label_template_en="Exports; {subject}; {area}; to {reference}; {period}", label_template_fr="Exportations; {area}; {period}"
)
CITATIONS = pd.DataFrame({"citation_id": ["c"], "year": pd.array([2020], dtype="Int64")})
DOCUMENTS = pd.DataFrame({"document_id": ["d", "p"], "year": pd.array([None, None], dtype="Int64")})
GEOGRAPHIES = pd.DataFrame(
    [
        ("europe", None, "continent"),
        ("belgium", "europe", "country"),
        ("france", "europe", "country"),
        ("wallonia", "belgium", "region"),
        ("world", None, "world"),
    ],
    columns=["geography_id", "parent_id", "level"],
)
WORDS = {
    "raw_label_words": pd.DataFrame(columns=["named_id", "phrase_en", "phrase_fr", "words_en", "words_fr"]),
    "concepts": pd.DataFrame([("pharma", "drugs", "produits")], columns=["concept_id", "label_en", "label_fr"]),
    "geographies": GEOGRAPHIES.assign(label_en=GEOGRAPHIES["geography_id"], label_fr=GEOGRAPHIES["geography_id"]),
    "organisations": pd.DataFrame(columns=["organisation_id", "name_en", "name_fr"]),
}


def growth_rates(observations: pd.DataFrame) -> pd.DataFrame:
    return growth.growth_rates(observations, series_values(observations, CITATIONS, DOCUMENTS), LABELLED, **WORDS)


def export_shares(observations: pd.DataFrame) -> pd.DataFrame:
    return shares.export_shares(observations, series_values(observations, CITATIONS, DOCUMENTS), LABELLED, **WORDS)


def stated(*rows: dict[str, object]) -> pd.DataFrame:
    """Observations that differ from STATED as given; a value given alone is exact, and `year` is the whole period."""
    made = []
    for number, changes in enumerate(rows):
        changes = dict(changes)
        if year := changes.pop("year", None):
            changes = {"period_start": str(year), "period_end": str(year)} | changes
        if "value" in changes:
            changes = {"value_low": changes["value"], "value_high": changes["value"]} | changes
        made.append(STATED | {"observation_id": f"d-{number}"} | changes)
    frame = pd.DataFrame(made).astype("object")
    series = ["indicator_id", "subject_id", "geography_id", "reference_geography_id", "organisation_id", "unit_id", "definition_id"]
    frame["series_id"] = frame[series].fillna("-").agg("/".join, axis=1)
    for name in ("value", "value_low", "value_high", "rounding_unit"):
        frame[name] = frame[name].map(lambda number: Decimal(str(number)), na_action="ignore")
    frame = frame.assign(period_start=first_days(frame["period_start"]), period_end=last_days(frame["period_end"]))
    return frame.astype({"first_line": "Int64"}).convert_dtypes(dtype_backend="pyarrow").astype({"value": "object"})


def spans(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return sorted(zip(frame["start_observation_id"], frame["end_observation_id"], strict=True))


def test_each_pair_of_consecutive_years_grows_and_so_does_the_longest_span() -> None:
    made = growth_rates(stated({"year": 2020}, {"year": 2015}, {"year": 2018}, {"year": 2014, "geography_id": "france"}))
    assert spans(made) == [("d-1", "d-0"), ("d-1", "d-2"), ("d-2", "d-0")]


def test_two_values_make_one_pair_and_not_a_longest_span_beside_it() -> None:
    [row] = growth_rates(stated({"year": 2015, "value": 80}, {"year": 2020})).to_dict("records")
    assert row["growth_pct"] == 25
    assert row["growth_id"] == "d-exports_of_pharmaceuticals-pharma-belgium-world-none-eur-federation-2015-2020"
    assert row["label_en"] == "Growth: exports, drugs, belgium, to world, 2015 to 2020"
    assert row["is_same_release"]
    assert row["is_chosen"]


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "target"},
        {"value": None, "value_low": 1, "value_high": 2},
        {"period_start": "2014", "period_end": "2015"},
        {"period_end": None},
        {"year": "2015-06", "period_precision": "month"},
        {"year": 1980, "period_precision": "decade"},
        {"indicator_id": "export_share_by_destination"},
        {"indicator_id": "exporter_rank"},
        {"indicator_id": "price"},
        {"unit_id": "USD"},
        {"definition_id": "agency"},
    ],
    ids=["target", "range", "several years", "open period", "month", "decade", "share", "rank", "price", "other unit", "other definition"],
)
def test_what_does_not_grow_enters_no_growth(changes: dict[str, object]) -> None:
    same = {name: value for name, value in changes.items() if name == "indicator_id"}
    assert growth_rates(stated({"year": 2015} | changes, {"year": 2020} | same)).empty


def test_of_two_values_of_a_year_the_more_exact_counts_then_the_first_and_they_make_no_pair() -> None:
    two = [{"rounding_unit": 10, "first_line": 1}, {"rounding_unit": 1, "first_line": 9}, {"rounding_unit": 1, "first_line": 12}]
    assert yearly_facts(stated(*two), series_values(stated(*two), CITATIONS, DOCUMENTS))["observation_id"].tolist() == ["d-1"]
    assert growth_rates(stated(*two)).empty
    assert spans(growth_rates(stated(*two, {"year": 2015}))) == [("d-3", "d-1")]


PAGE = {"document_id": "p", "source_url": "https://p", "source_published": "2018", "citation_id": None, "first_line": None}


def test_a_pair_over_two_releases_is_marked_and_one_without_a_known_definition_does_not_exist() -> None:
    rows = [PAGE | {"year": 2015}, PAGE | {"year": 2016, "source_url": "https://q", "verification": "web_lead"}]
    [row] = growth_rates(stated(*rows)).to_dict("records")
    assert not row["is_same_release"]
    assert (row["verification"], row["definition_basis"]) == ("web_lead", "stated")
    unknown = {"definition_id": None, "definition_basis": None}
    assert growth_rates(stated(*(row | unknown for row in rows))).empty
    [alone] = growth_rates(stated(*(PAGE | unknown | {"year": year} for year in (2015, 2016)))).to_dict("records")
    assert pd.isna(alone["definition_basis"])


def test_chosen_values_of_several_documents_make_a_series_of_their_own() -> None:
    rows = [{"year": 2015}, {"year": 2020}, PAGE | {"year": 2016}, PAGE | {"year": 2020, "value": 90}]
    made = growth_rates(stated(*rows)).set_index(["start_observation_id", "end_observation_id"])
    assert made["is_chosen"].to_dict() == {("d-0", "d-1"): True, ("d-2", "d-3"): False, ("d-0", "d-2"): True, ("d-2", "d-1"): True}
    assert made.loc[("d-0", "d-2"), "growth_id"].startswith("all-")
    assert pd.isna(made.loc[("d-0", "d-2"), "document_id"])
    assert made.loc[("d-0", "d-1"), "document_id"] == "d"


def test_of_several_values_one_is_chosen_for_the_first_reason_that_tells_them_apart() -> None:
    def chosen(*rows: dict[str, object]) -> tuple[str, str]:
        frame = series_values(stated(*rows), CITATIONS, DOCUMENTS)
        assert frame["is_chosen"].sum() == 1
        [row] = frame[frame["is_chosen"]].to_dict("records")
        assert set(frame["choice_reason"]) == {row["choice_reason"]}
        return row["observation_id"], row["choice_reason"]

    later, day = PAGE | {"source_published": "2021-05"}, PAGE | {"source_published": "2020-05"}
    assert chosen({}) == ("d-0", "only_value")
    assert chosen({}, later) == ("d-1", "latest_publication")
    assert chosen({"qualifier": "nearly"}, day) == ("d-1", "exact_qualifier")
    assert chosen({}, day | {"rounding_unit": 1}) == ("d-1", "smallest_rounding_unit")
    assert chosen({}, day) == ("d-1", "latest_day")
    assert chosen({"first_line": 9}, {"first_line": 3}) == ("d-1", "first_stated")
    assert chosen({}, {}) == ("d-0", "first_identifier")
    assert chosen(PAGE | {"source_published": None}, {}) == ("d-1", "latest_publication")
    assert chosen({}, later | {"verification": "web_page"}) == ("d-0", "better_source")
    assert chosen(later | {"verification": "web_lead"}, day | {"verification": "web_page"}) == ("d-1", "better_source")


def test_the_main_series_is_one_of_the_document_before_one_of_web_pages_and_a_lead_is_never_main() -> None:
    page, lead = ({"verification": name, "definition_id": "agency"} for name in ("web_page", "web_lead"))

    def main(*rows: dict[str, object]) -> list[str]:
        frame = series_values(stated(*rows), CITATIONS, DOCUMENTS)
        return sorted(frame.loc[frame["is_main"], "observation_id"])

    assert main({}, page | {"year": 2019}, page | {"year": 2020}) == ["d-0"]
    assert main(page | {"year": 2019}, page | {"year": 2020}, lead | {"year": 2021}) == ["d-0", "d-1"]
    assert main(lead) == []
    assert main(lead | {"definition_id": "a", "year": 2018}, lead | {"definition_id": "a"}, page) == ["d-2"]


def test_series_that_lack_different_things_have_different_identifiers() -> None:
    rows = [{"geography_id": "asia", "reference_geography_id": None}, {"geography_id": None, "reference_geography_id": "asia"}]
    made = growth_rates(stated(*(row | {"year": year} for row in rows for year in (2015, 2020))))
    assert made["growth_id"].nunique() == len(made) == 2


@settings(max_examples=5)
@given(st.permutations(range(4)))
def test_the_order_of_statements_does_not_matter(order: list[int]) -> None:
    rows = stated({"year": 2014}, {"year": 2015}, {"year": 2015, "value": 7}, {"year": 2020})
    one, other = (growth_rates(known).sort_values("growth_id", ignore_index=True) for known in (rows.iloc[order], rows))
    assert one.equals(other)


def to(partner: str, percent: float, **changes: object) -> dict[str, object]:
    part = {"indicator_id": "export_share_by_destination", "reference_geography_id": partner, "unit_id": "percent", "value": percent}
    return part | {"value_low": percent - 0.5, "value_high": percent + 0.5} | changes


def numbers(row: pd.Series, *names: str) -> list[Decimal | None]:
    return [None if pd.isna(row[name]) else Decimal(row[name]) for name in names]


def test_destinations_leave_a_rest_and_all_are_that_part_of_the_total_in_euros() -> None:
    made = export_shares(stated(to("eu", 50), to("asia", 30), {"value": 1000, "value_low": 900, "value_high": 1100}))
    rows = made.set_index("partner_geography_id")
    assert rows["status"].to_dict() == {"eu": "stated", "asia": "stated", "other-destinations": "residual"}
    rest = rows.loc["other-destinations"]
    assert numbers(rest, "share_low_pct", "share_pct", "share_high_pct") == [19, 20, 21]
    assert numbers(rest, "value_low_eur", "value_eur", "value_high_eur") == [171, 200, 231]
    assert numbers(rows.loc["eu"], "value_low_eur", "value_eur", "value_high_eur") == [Decimal("445.5"), 500, Decimal("555.5")]
    assert rows.loc["eu", "whole_observation_id"] == "d-2"


@pytest.mark.parametrize(
    "changes", [{"year": 2019}, {"unit_id": "USD"}, {"reference_geography_id": "eu"}, {"geography_id": "france"}, {"status": "target"}]
)
def test_a_total_of_another_year_unit_destination_or_area_and_a_target_are_no_total(changes: dict[str, object]) -> None:
    made = export_shares(stated(to("eu", 50), changes))
    assert made["value_eur"].isna().all()
    assert set(made["status"]) == {"stated", "residual"}


def test_a_stated_share_of_all_other_destinations_is_the_rest_again_and_no_second_row() -> None:
    rest = to("other-destinations", 19.9, value_low=19.85, value_high=19.95)
    made, without = (export_shares(stated(to("eu", 50), to("asia", 30), *more)) for more in ([rest], []))
    assert made.equals(without)


def test_a_share_that_is_a_target_is_no_share() -> None:
    made = export_shares(stated(to("eu", 50), to("asia", 30, status="target")))
    assert set(made["partner_geography_id"]) == {"eu", "other-destinations"}


MEDICINES = {"indicator_id": "exports_of_medicines", "subject_id": "medicines", "geography_id": "wallonia"}


def test_a_stated_share_and_its_stated_value_imply_the_whole() -> None:
    share = {"indicator_id": "share_of_regional_exports", "reference_geography_id": None, "unit_id": "percent"}
    rows = stated(MEDICINES | {"value": 60, "value_low": 54, "value_high": 66}, MEDICINES | share | to_share(20, 18, 24))
    made = export_shares(rows).set_index("share_kind")
    assert numbers(made.loc["whole"], "value_low_eur", "value_eur", "value_high_eur") == [225, 300, Decimal("366.666667")]
    assert made.loc["whole", "status"] == "implied"
    assert numbers(made.loc["product"], "share_low_pct", "share_pct", "share_high_pct", "value_eur") == [18, 20, 24, 60]


def to_share(value: float, low: float, high: float) -> dict[str, object]:
    return {"value": value, "value_low": low, "value_high": high}


def test_a_region_is_held_against_its_own_country_only_and_never_without_a_flag() -> None:
    totals = [{"value": 200, "value_low": 160, "value_high": 250}, {"geography_id": "france", "value": 900}]
    made = export_shares(stated(MEDICINES | {"value": 50, "value_low": 40, "value_high": 60}, *totals))
    [row] = [row for _, row in made.iterrows()]
    assert numbers(row, "share_low_pct", "share_pct", "share_high_pct") == [16, 25, Decimal("37.5")]
    assert (row["geography_id"], row["whole_observation_id"]) == ("wallonia", "d-1")
    assert row["comparability_flag"] == "different_products"


def test_medicines_of_a_country_are_no_region_in_a_country() -> None:
    totals = [{"value": 200}, {"geography_id": "europe", "value": 900}]
    assert export_shares(stated(MEDICINES | {"geography_id": "belgium"}, *totals)).empty


def test_concentration_is_an_interval_from_a_rest_spread_thin_to_a_rest_in_one_place() -> None:
    exact = {"value_low": 50, "value_high": 50}
    made = export_shares(stated(to("eu", 50, **exact), to("asia", 30, value_low=30, value_high=30)))
    rows = made.set_index("status")
    assert numbers(rows.loc["residual"], "herfindahl_low", "herfindahl_high", "share_pct") == [Decimal("0.34"), Decimal("0.38"), 20]
    assert rows.loc["stated", ["herfindahl_low", "herfindahl_high"]].isna().all(axis=None)
