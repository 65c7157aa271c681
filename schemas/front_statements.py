"""Front tables of numbers: statements as they are made, one value for each year of a series, export destinations."""

from schemas import front_vocabulary as words
from schemas.bases import Table
from schemas.copies import shown
from schemas.documents import DocumentSections
from schemas.exports import ExportShares
from schemas.fields import Boolean, Date, Decimal, Integer, Text, columns, field
from schemas.front_quality import Sources
from schemas.indicators import Indicators, Units
from schemas.observations import Observations
from schemas.series import SeriesValues

_PERIOD = columns("observations", "period_start", "period_end", "period_precision")
_SUBJECT, _GEOGRAPHY = "observations.subject_id", "observations.geography_id"
_REFERENCE, _DEFINITION = "observations.reference_geography_id", "observations.definition_id"
_NO_SUBJECT = "The indicator says it."
_NO_ORGANISATION = "It is about no organisation."
_NO_REFERENCE = "There is none."
_NO_DEFINITION = "The source does not say."
_FIRST = "It is the first value of the series."
_STATUS = ["observations.status", "event_tellings.observation_id", "events.status"]
_CHOSEN = ["series_values.is_chosen", *_PERIOD]


class Statements(Table):
    """The quantitative statements of the documents, each as it is stated, with a whole label, bounds and the place to look it up.
    They do not add up: growth rates, shares, parts of others and several publications of one value stand side by side. For one value
    a year take `series` with is_main; for a sum leave out is_part_of and is_repeat_of."""

    observation_id: Text = shown(Observations, "observation_id")
    statement_en: Text = shown(
        Observations,
        "label_en",
        description="What the value is of: quantity, subject, organisation, area and period; (aim) or (planned) after what is no fact, in "
        "English.",
        derived_from=["observations.label_en", *_STATUS],
    )
    statement_fr: Text = shown(
        Observations,
        "label_fr",
        description="What the value is of: quantity, subject, organisation, area and period; (objectif) or (prévu) after what is no fact, "
        "in French.",
        derived_from=["observations.label_fr", *_STATUS],
    )
    is_main: Boolean = field(
        "Whether to take it, so that each quantity has one definition and each period at most one value: of several series, the main one "
        "of `series`; of several publications, the chosen one; false for repeats, and for a value whose page nobody has seen. A year for "
        "which only another definition has a value has none that is main.",
        "énoncé principal",
        derived_from=[*columns("series_values", "is_main", "is_chosen"), *columns("observations", "is_repeat_of", "verification")],
    )
    verification: Text = shown(Observations, "verification")
    indicator_en: Text = shown(Indicators, "label_en")
    indicator_fr: Text = shown(Indicators, "label_fr")
    quantity_kind: Text = shown(Indicators, "quantity_kind")
    subject_en: Text = words.in_english(
        "What the indicator is measured of, such as a product or sector", "sujet", [_SUBJECT, words.EN_OF_CONCEPT], null_means=_NO_SUBJECT
    )
    subject_fr: Text = words.in_french(
        "What the indicator is measured of, such as a product or sector", "sujet", [_SUBJECT, words.FR_OF_CONCEPT], null_means=_NO_SUBJECT
    )
    organisation_en: Text = words.in_english(
        "Name of the organisation that it is about",
        "organisation",
        ["observations.organisation_id", "organisations.name_en"],
        null_means=_NO_ORGANISATION,
    )
    organisation_fr: Text = words.in_french(
        "Name of the organisation that it is about",
        "organisation",
        ["observations.organisation_id", "organisations.name_fr"],
        null_means=_NO_ORGANISATION,
    )
    is_about_one_organisation: Boolean = field(
        "Whether it is about one organisation or its parts, so that it is no figure of the area or of the sector.",
        "sur une seule organisation",
        derived_from="observations.organisation_id",
    )
    geography_en: Text = words.geography_en(sources=[_GEOGRAPHY, "geographies.label_en"])
    geography_fr: Text = words.geography_fr(sources=[_GEOGRAPHY, "geographies.label_fr"])
    is_in_wallonia: Boolean = words.is_in_wallonia(source=_GEOGRAPHY)
    reference_geography_en: Text = words.in_english(
        "Area ranked among, compared with, or exported to",
        "zone de référence",
        [_REFERENCE, "geographies.label_en"],
        null_means=_NO_REFERENCE,
    )
    reference_geography_fr: Text = words.in_french(
        "Area ranked among, compared with, or exported to",
        "zone de référence",
        [_REFERENCE, "geographies.label_fr"],
        null_means=_NO_REFERENCE,
    )
    definition_en: Text = words.in_english(
        "Definition by which the quantity is measured", "définition", [_DEFINITION, words.EN_OF_CONCEPT], null_means=_NO_DEFINITION
    )
    definition_fr: Text = words.in_french(
        "Definition by which the quantity is measured", "définition", [_DEFINITION, words.FR_OF_CONCEPT], null_means=_NO_DEFINITION
    )
    year: Integer = field(
        "Year that the period is, where it is one whole year: a growth rate from one year to another has none.",
        "année",
        null_means="The period is no whole year: period_kind says what it is.",
        derived_from=_PERIOD,
    )
    period_kind: Text = field(
        "What the period is: a year, a span, a half-year, a month or none.",
        "nature de la période",
        codes="statement_period",
        derived_from=_PERIOD,
    )
    first_day: Date = words.first_day(sources="observations.period_start", null_means="No period is stated.")
    last_day: Date = words.last_day(sources="observations.period_end", null_means="No period is stated, or it is open.")
    period_basis: Text = shown(Observations, "period_basis")
    value: Decimal = shown(Observations, "value")
    value_low: Decimal = shown(Observations, "value_low")
    value_high: Decimal = shown(Observations, "value_high")
    unit_id: Text = shown(Observations, "unit_id")
    unit_en: Text = shown(Units, "label_en")
    unit_fr: Text = shown(Units, "label_fr")
    qualifier: Text = shown(Observations, "qualifier")
    qualifier_en: Text = words.in_english("How the value is qualified", "qualification", ["observations.qualifier", words.EN_OF_CODE])
    qualifier_fr: Text = words.in_french("How the value is qualified", "qualification", ["observations.qualifier", words.FR_OF_CODE])
    value_printed: Text = shown(Observations, "value_printed")
    status: Text = field(
        "fact: stated as a fact. planned: an amount that is told as announced or decided. target: stated as an aim, a plan or a "
        "requirement.",
        "statut",
        codes="statement_status",
        derived_from=_STATUS,
    )
    status_en: Text = words.in_english("Whether it is a fact, planned, or an aim", "statut", [*_STATUS, words.EN_OF_CODE])
    status_fr: Text = words.in_french("Whether it is a fact, planned, or an aim", "statut", [*_STATUS, words.FR_OF_CODE])
    is_target: Boolean = field(
        "Whether it is no fact: true where status is planned, as well as where it is target.", "objectif ou plan", derived_from=_STATUS
    )
    is_part_of: Text = shown(Observations, "is_part_of")
    is_repeat_of: Text = shown(Observations, "is_repeat_of")
    in_series: Boolean = field("Whether it is the value that `series` shows for its year.", "dans la série", derived_from=_CHOSEN)
    cited: Text = words.cited()
    issue_count: Integer = words.issue_count()
    indicator_id: Text = shown(Observations, "indicator_id")
    subject_id: Text = shown(Observations, "subject_id")
    organisation_id: Text = shown(Observations, "organisation_id")
    geography_id: Text = shown(Observations, "geography_id")
    reference_geography_id: Text = shown(Observations, "reference_geography_id")
    definition_id: Text = shown(Observations, "definition_id")
    series_id: Text = shown(Observations, "series_id")
    source_id: Text = words.source_id(sources=columns("observations", "citation_id", "source_url"))
    document_id: Text = shown(Observations, "document_id")
    section_no: Text = shown(DocumentSections, "section_no", null_means="The source is a web page: see source_url.")
    first_line: Integer = shown(Observations, "first_line")
    last_line: Integer = shown(Observations, "last_line")
    source_url: Text = shown(Observations, "source_url")

    class Config:
        name = "statements"
        unique = ["observation_id"]


class YearlySeries(Table):
    """One value for each year of each series, the one that `series_values` chooses. A series has one indicator, subject, area,
    partner, unit and definition; several series may measure one quantity, so filter by is_main to have one value a year. Half-years
    and spans stay in `statements`."""

    record_id: Text = words.record_id(sources=["series_values.series_id", "series_values.period_start"])
    series_en: Text = words.in_english(
        "The whole series in words, without the year: what, where, unit and definition",
        "série",
        ["observations.label_en", "statements.unit_en", "statements.definition_en"],
    )
    series_fr: Text = words.in_french(
        "The whole series in words, without the year: what, where, unit and definition",
        "série",
        ["observations.label_fr", "statements.unit_fr", "statements.definition_fr"],
    )
    series_name: Text = field(
        "Short name of a main series of several years: the codes of its indicator, subject, organisation and area, joined by '-'.",
        "nom court",
        null_means="It is no main value (is_main), or its series has one year.",
        derived_from=["series_values.is_main", *columns("statements", "indicator_id", "subject_id", "organisation_id", "geography_id")],
    )
    is_main: Boolean = shown(SeriesValues, "is_main")
    verification: Text = shown(Statements, "verification")
    year: Integer = field("Year of the value, from January to December.", "année", derived_from="series_values.period_start")
    value: Decimal = shown(Statements, "value")
    value_low: Decimal = shown(Statements, "value_low")
    value_high: Decimal = shown(Statements, "value_high")
    unit_id: Text = shown(Statements, "unit_id")
    unit_en: Text = shown(Statements, "unit_en")
    unit_fr: Text = shown(Statements, "unit_fr")
    qualifier: Text = shown(Statements, "qualifier")
    qualifier_en: Text = shown(Statements, "qualifier_en")
    qualifier_fr: Text = shown(Statements, "qualifier_fr")
    indicator_en: Text = shown(Statements, "indicator_en")
    indicator_fr: Text = shown(Statements, "indicator_fr")
    subject_en: Text = shown(Statements, "subject_en")
    subject_fr: Text = shown(Statements, "subject_fr")
    organisation_en: Text = shown(Statements, "organisation_en")
    organisation_fr: Text = shown(Statements, "organisation_fr")
    geography_en: Text = shown(Statements, "geography_en")
    geography_fr: Text = shown(Statements, "geography_fr")
    partner_en: Text = shown(Statements, "reference_geography_en")
    partner_fr: Text = shown(Statements, "reference_geography_fr")
    definition_en: Text = shown(Statements, "definition_en")
    definition_fr: Text = shown(Statements, "definition_fr")
    definition_basis: Text = shown(Observations, "definition_basis")
    source_label: Text = shown(Sources, "label", null_means="No citation closes the passage.")
    published: Date = field(
        "First day that the publication may be of.",
        "publication",
        null_means="Neither the page nor a cited source is dated.",
        derived_from="series_values.published",
    )
    publication_date: Text = shown(SeriesValues, "published")
    previous_year: Integer = field(
        "Year of the value before in the series.", "année précédente", null_means=_FIRST, derived_from="series_values.period_start"
    )
    is_gap_before: Boolean = field(
        "Whether years are missing between the value before and this one.",
        "lacune avant",
        null_means=_FIRST,
        derived_from="series_values.period_start",
    )
    is_same_release: Boolean = field(
        "Whether it and the value before are from one release: the same page, or the same source cited by the same document.",
        "même publication que la précédente",
        null_means=_FIRST,
        derived_from="series_values.release",
    )
    years_in_series: Integer = words.count("years of the series that have a value", "années de la série", "series_values.period_start")
    other_value_count: Integer = words.count(
        "other published values of the same series and year", "autres valeurs", "series_values.observation_id"
    )
    other_values: Text = words.several(
        "These other values of the same year, in the unit of the row, each with the date of its publication in brackets",
        "autres valeurs publiées",
        ["series_values.published", "observations.value", "observations.value_low"],
        null_means="There is no other value.",
    )
    other_observation_ids: Text = words.several(
        "Their identifiers in `statements`",
        "énoncés des autres valeurs",
        "series_values.observation_id",
        null_means="There is no other value.",
    )
    issue_count: Integer = shown(Statements, "issue_count")
    series_id: Text = shown(SeriesValues, "series_id")
    indicator_id: Text = shown(Statements, "indicator_id")
    organisation_id: Text = shown(Statements, "organisation_id")
    geography_id: Text = shown(Statements, "geography_id")
    observation_id: Text = shown(Statements, "observation_id")
    source_id: Text = shown(Statements, "source_id")
    document_id: Text = shown(Statements, "document_id")
    section_no: Text = shown(Statements, "section_no")
    first_line: Integer = shown(Statements, "first_line")
    last_line: Integer = shown(Statements, "last_line")
    source_url: Text = shown(Statements, "source_url")

    class Config:
        name = "series"
        unique = ["record_id"]


class ExportDestinations(Table):
    """Where exports go: the shares of the destinations of one exporter, product and year, the rest included, so that shares add up to
    100 % and euros to the whole. Overlapping shares, such as those of the European Union and of countries outside it in 2015, stay in
    `statements`."""

    share_id: Text = shown(ExportShares, "share_id")
    geography_en: Text = words.in_english(
        "Name of the exporting area", "exportateur", ["export_shares.geography_id", "geographies.label_en"]
    )
    geography_fr: Text = words.in_french(
        "Name of the exporting area", "exportateur", ["export_shares.geography_id", "geographies.label_fr"]
    )
    product_en: Text = words.in_english("Name of the product that is exported", "produit", [_SUBJECT, words.EN_OF_CONCEPT])
    product_fr: Text = words.in_french("Name of the product that is exported", "produit", [_SUBJECT, words.FR_OF_CONCEPT])
    year: Integer = shown(ExportShares, "period")
    destination_en: Text = words.in_english(
        "Name of the area of destination", "destination", ["export_shares.partner_geography_id", "geographies.label_en"]
    )
    destination_fr: Text = words.in_french(
        "Name of the area of destination", "destination", ["export_shares.partner_geography_id", "geographies.label_fr"]
    )
    is_rest: Boolean = field("Whether it stands for all destinations that are not named.", "solde", derived_from="export_shares.status")
    share_pct: Decimal = shown(ExportShares, "share_pct")
    share_low_pct: Decimal = shown(ExportShares, "share_low_pct")
    share_high_pct: Decimal = shown(ExportShares, "share_high_pct")
    value_eur: Decimal = shown(ExportShares, "value_eur")
    value_low_eur: Decimal = shown(ExportShares, "value_low_eur")
    value_high_eur: Decimal = shown(ExportShares, "value_high_eur")
    total_eur: Decimal = field(
        "All exports of that exporter, product and year.",
        "total",
        unit="EUR",
        derived_from=["export_shares.whole_observation_id", "observations.value"],
    )
    status: Text = shown(ExportShares, "status")
    status_en: Text = words.in_english("Whether a document states the share", "statut", ["export_shares.status", words.EN_OF_CODE])
    status_fr: Text = words.in_french("Whether a document states the share", "statut", ["export_shares.status", words.FR_OF_CODE])
    issue_count: Integer = words.issue_count()
    verification: Text = shown(ExportShares, "verification")
    geography_id: Text = shown(ExportShares, "geography_id")
    product_id: Text = shown(Observations, "subject_id", null_means=None)
    destination_id: Text = shown(ExportShares, "partner_geography_id", null_means=None)
    observation_id: Text = shown(ExportShares, "part_observation_id")
    total_observation_id: Text = shown(ExportShares, "whole_observation_id", null_means=None)
    document_id: Text = shown(ExportShares, "document_id")
    first_line: Integer = shown(Observations, "first_line", null_means="It is the rest, or the source is a web page: see source_url.")
    last_line: Integer = shown(Observations, "last_line", null_means="It is the rest, or the source is a web page: see source_url.")
    source_url: Text = shown(Observations, "source_url", null_means="It is the rest, or the source is a document with lines.")

    class Config:
        name = "export_destinations"
        unique = ["share_id"]
