"""The front table of growth from one year to the next, as stated and as computed."""

from schemas import front_vocabulary as words
from schemas.bases import Table
from schemas.copies import shown
from schemas.fields import Boolean, Decimal, Integer, Text, columns, field
from schemas.front_statements import Statements, YearlySeries
from schemas.growth import GrowthRates
from schemas.observations import Observations
from schemas.series import SeriesValues

_ONLY_STATED = "The row has stated growth only, and no values of both years."
_SERIES_EN, _SERIES_FR = columns("series", "series_en"), columns("series", "series_fr")
_STATED_EN, _STATED_FR = columns("statements", "statement_en", "definition_en"), columns("statements", "statement_fr", "definition_fr")


class YearlyGrowth(Table):
    """Growth from one year to the next: as a source states it (stated_growth_pct), and as it follows from the values of both years in
    `series` (growth_pct); a row has one of them or both. Never over a gap, and never over a change of definition, which begins
    another series. Where is_same_release is false, the two values come from two publications, and the computed growth may contain a
    revision. Do not average the rates of several years: cagr_pct of core.growth_rates is the average yearly growth over a span."""

    record_id: Text = words.record_id(sources=["series_values.series_id", "series_values.period_start", "statements.last_day"])
    series_en: Text = words.in_english(
        "What grows, in words: the series, or the quantity of a growth that is only stated", "série", [*_SERIES_EN, *_STATED_EN]
    )
    series_fr: Text = words.in_french(
        "What grows, in words: the series, or the quantity of a growth that is only stated", "série", [*_SERIES_FR, *_STATED_FR]
    )
    is_main: Boolean = shown(
        SeriesValues,
        "is_main",
        description="Whether to take it: growth in the main series of `series`, or, where growth is only stated, the main statement of it. "
        "Growth that is stated on a page that nobody has seen is never main, nor beside a rate that is.",
    )
    year: Integer = field("Year to which it grows, the later of the two.", "année", derived_from=["series.year", "statements.last_day"])
    previous_year: Integer = field(
        "Year from which it grows: the year before.", "année précédente", derived_from=["series.previous_year", "statements.last_day"]
    )
    stated_growth_pct: Decimal = field(
        "Growth from the year before as a source states it.",
        "croissance énoncée",
        unit="percent",
        null_means="No source states it.",
        derived_from=["statements.value", "indicators.growth_of"],
    )
    stated_verification: Text = shown(
        Statements, "verification", description="How the stated growth can be verified.", null_means="No growth is stated."
    )
    growth_pct: Decimal = shown(
        GrowthRates,
        "growth_pct",
        description="Growth from the year before, computed from the values of both years; not what a source states.",
        label_fr="croissance calculée",
        null_means=f"{_ONLY_STATED} Or the first value is not positive.",
    )
    growth_low_pct: Decimal = shown(GrowthRates, "growth_low_pct", null_means=f"{_ONLY_STATED} Or unbounded below.")
    growth_high_pct: Decimal = shown(GrowthRates, "growth_high_pct", null_means=f"{_ONLY_STATED} Or unbounded above.")
    verification: Text = shown(GrowthRates, "verification", null_means=_ONLY_STATED)
    previous_value: Decimal = field(
        "Value of the year before, in base units of unit_id.",
        "valeur précédente",
        unit="see unit_id",
        null_means=_ONLY_STATED,
        derived_from="series.value",
    )
    previous_qualifier: Text = shown(
        YearlySeries, "qualifier", description="How the value of the year before is qualified, such as nearly.", null_means=_ONLY_STATED
    )
    value: Decimal = shown(YearlySeries, "value", null_means=_ONLY_STATED)
    qualifier: Text = shown(
        YearlySeries,
        "qualifier",
        description="How the value is qualified: growth to more than a value is at least the computed one.",
        null_means=_ONLY_STATED,
    )
    unit_id: Text = shown(YearlySeries, "unit_id", null_means=_ONLY_STATED)
    unit_en: Text = shown(YearlySeries, "unit_en", null_means=_ONLY_STATED)
    unit_fr: Text = shown(YearlySeries, "unit_fr", null_means=_ONLY_STATED)
    change: Decimal = shown(GrowthRates, "change", null_means=_ONLY_STATED)
    is_same_release: Boolean = shown(GrowthRates, "is_same_release", null_means=_ONLY_STATED)
    comparability_en: Text = words.in_english("Whether the two values may be compared", "comparabilité", "growth_rates.is_same_release")
    comparability_fr: Text = words.in_french("Whether the two values may be compared", "comparabilité", "growth_rates.is_same_release")
    indicator_en: Text = words.in_english("Name of the quantity that grows", "indicateur", ["series.indicator_en", "indicators.label_en"])
    indicator_fr: Text = words.in_french("Name of the quantity that grows", "indicateur", ["series.indicator_fr", "indicators.label_fr"])
    organisation_en: Text = shown(Statements, "organisation_en")
    organisation_fr: Text = shown(Statements, "organisation_fr")
    geography_en: Text = shown(Statements, "geography_en")
    geography_fr: Text = shown(Statements, "geography_fr")
    partner_en: Text = shown(Statements, "reference_geography_en")
    partner_fr: Text = shown(Statements, "reference_geography_fr")
    definition_en: Text = shown(Statements, "definition_en")
    definition_fr: Text = shown(Statements, "definition_fr")
    definition_basis: Text = shown(Observations, "definition_basis")
    issue_count: Integer = words.count(
        "matters in `quality_issues` on one of its statements",
        "nombre de doutes",
        ["quality_issues.record_id", "quality_issues.matter_id", "statements.observation_id"],
    )
    series_id: Text = shown(Statements, "series_id")
    indicator_id: Text = field(
        "Code of the quantity that grows: key of core.indicators.",
        "code de l’indicateur",
        derived_from=["series.indicator_id", "indicators.growth_of"],
    )
    organisation_id: Text = shown(Statements, "organisation_id")
    geography_id: Text = shown(Statements, "geography_id")
    stated_observation_id: Text = shown(
        Statements, "observation_id", description="Key, in `statements`, of the stated growth.", null_means="No growth is stated."
    )
    previous_observation_id: Text = shown(GrowthRates, "start_observation_id", null_means=_ONLY_STATED)
    observation_id: Text = shown(GrowthRates, "end_observation_id", null_means=_ONLY_STATED)
    growth_id: Text = shown(GrowthRates, "growth_id", null_means=_ONLY_STATED)

    class Config:
        name = "yearly_growth"
        unique = ["record_id"]
