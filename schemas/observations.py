"""Quantitative statements of documents: values of indicators, and the items that documents enumerate."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, Table
from schemas.copies import copied
from schemas.fields import (
    DECIMAL_NUMBER,
    PARTIAL_DATE,
    POSITIVE_INTEGER,
    ROUNDING_UNIT,
    TRUE_OR_FALSE,
    Boolean,
    Date,
    Decimal,
    Integer,
    Text,
    columns,
    field,
)

VALUE_AND_BOUNDS = columns("observations", "value", "value_low", "value_high")

_WORDS_OF_LABELS = {"en": ("phrase_en", "words_en"), "fr": ("phrase_fr", "words_fr")}
_TEMPLATES = {"en": ("label_template_en",), "fr": ("label_template_fr",)}
_LABELS = {"en": ("label_en",), "fr": ("label_fr",)}
_NAMES = {"en": ("name_en",), "fr": ("name_fr",)}

_BOUND_FORMULA = (
    "value -/+ half of rounding_unit; nearly: value is the upper bound; more_than, at_least: value is the lower bound, the upper one open; "
    "less_than, at_most: value is the upper bound, the lower one open; for a range, its printed ends"
)


LABEL_FORMULA = "the label_template of the indicator, filled with subject, organisations, areas and period"


def label_sources(language: str, table: str) -> list[str]:
    """Return the columns that a label of one language is made from, for the rows of a table that are about what observations are about."""
    return [
        *columns(table, "indicator_id", "subject_id", "organisation_id", "counterparty_id", "geography_id", "reference_geography_id"),
        *columns(table, "period_start", "period_end"),
        *columns("raw_label_words", *_WORDS_OF_LABELS[language]),
        *columns("indicators", *_TEMPLATES[language]),
        *columns("concepts", *_LABELS[language]),
        *columns("geographies", *_LABELS[language]),
        *columns("organisations", *_NAMES[language]),
    ]


class RawStatements(RawDocumentTable):
    """Quantitative statements as read: one value of one indicator for one subject, place and period, in base units; also those that the
    tables of figures by area and year give, from area_figures.csv."""

    statement_id: Text = vocabulary.identifier("statement within its document", "énoncé")
    indicator_id: Text = vocabulary.indicator_id(references="raw_indicators.indicator_id")
    subject_id: Text = vocabulary.subject_as_read()
    geography_id: Text = vocabulary.geography_id(null_means="It is about no area.")
    reference_geography_id: Text = vocabulary.identifier(
        "area ranked among, compared with, or exported to", "zone de référence", null_means="There is none."
    )
    organisation_id: Text = vocabulary.organisation_id(
        null_means="It is about no organisation.", references="raw_organisations.organisation_id"
    )
    counterparty_id: Text = vocabulary.identifier(
        "other organisation that it is about: the company that was bought, or the one whose products a share is of",
        "autre organisation",
        null_means="There is none.",
        references="raw_organisations.organisation_id",
    )
    definition_id: Text = vocabulary.definition_as_read()
    definition_basis: Text = field(
        "Whether the source gives the definition, or a reader inferred it.",
        "fondement de la définition",
        null_means="There is no definition.",
        codes="definition_basis",
    )
    period_start: Text = field("First day, month or year.", "début", null_means="No period is stated.", written=PARTIAL_DATE)
    period_end: Text = field("Last day, month or year.", "fin", null_means="No period is stated.", written=PARTIAL_DATE)
    period_precision: Text = field(
        "How finely the period is known: day, month, half-year, year or none.", "précision", codes="date_precision"
    )
    period_basis: Text = field(
        "Whether the passage states the period, or its context gives it.", "fondement de la période", codes="period_basis"
    )
    value: Text = field(
        "Value in base units of unit_id: 56.28 billion euros is 56280000000.",
        "valeur",
        null_means="A range: see its ends.",
        written=DECIMAL_NUMBER,
    )
    unit_id: Text = vocabulary.unit_id(references="raw_units.unit_id")
    qualifier: Text = field("How the source qualifies the value: exact, about, nearly, more than ...", "qualification", codes="qualifier")
    value_low: Text = field("Lower end of a range.", "borne inférieure", null_means="Not a range.", written=DECIMAL_NUMBER)
    value_high: Text = field("Upper end of a range.", "borne supérieure", null_means="Not a range.", written=DECIMAL_NUMBER)
    rounding_unit: Text = field(
        "Unit to which the value is rounded, in base units; 0 for exact counts and ranks.", "pas d’arrondi", written=ROUNDING_UNIT
    )
    rounding_reason: Text = field(
        "Why the rounding unit is not that of the last printed decimal or, without decimals, of the last digit that is not zero.",
        "motif du pas d’arrondi",
        null_means="It is, or the value is a rank, a limit or a range, whose unit is 0.",
        codes="rounding_reason",
    )
    value_basis: Text = field("Whether the value is printed as such or counted from a list.", "fondement de la valeur", codes="value_basis")
    status: Text = field("Whether the value is a fact or a target.", "statut", codes="observation_status")
    is_stated_derived: Text = field("Whether it derives from other figures.", "dérivé", written=TRUE_OR_FALSE)
    is_part_of: Text = vocabulary.identifier(
        "statement of the same document whose quantity contains this one", "partie de", null_means="It is part of no other."
    )
    is_repeat_of: Text = vocabulary.identifier(
        "statement of the same document that it repeats in other words", "reprise de", null_means="It repeats no other."
    )
    printed: Text = vocabulary.printed_cell(
        "The number with its unit and qualifier words",
        "imprimé",
        lines=("first_line", "last_line"),
        null_means=vocabulary.NO_WORDING,
    )
    first_line: Text = vocabulary.first_line(raw=True, of="the number", or_page=True)
    last_line: Text = vocabulary.last_line(raw=True, of="the number", or_page=True)
    context_first_line: Text = vocabulary.first_line(raw=True, of="what is needed to understand it", or_page=True)
    context_last_line: Text = vocabulary.last_line(raw=True, of="what is needed to understand it", or_page=True)
    source_url: Text = vocabulary.source_url()
    source_url_kind: Text = vocabulary.source_url_kind()
    source_published: Text = field(
        "Day, month or year on which the web page was published, as far as stated.",
        "date de publication",
        null_means="Not stated, or the source is a document with lines.",
        written=PARTIAL_DATE,
    )
    citation_id: Text = vocabulary.closing_citation()
    citation_scope: Text = field("Which part of the text the citation covers.", "portée de la citation", codes="citation_scope")
    note_en: Text = vocabulary.reading_note()

    class Config:
        name = "raw_statements"
        unique = ["document_id", "statement_id"]
        one_locator = {"lines": ["first_line", "last_line", "context_first_line", "context_last_line"], "url": "source_url"}
        value_or_range = {"value": "value", "low": "value_low", "high": "value_high", "qualifier": "qualifier"}
        metadata = {
            "place": "document",
            "in_order": True,
            "also_read": ["area_figures.csv"],
            "periods": [("period_start", "period_end", "period_precision")],
            "checked_with": [
                *("raw_spans", "raw_numbers", "raw_geographies", "raw_localities", "raw_organisation_names"),
                *("raw_reading_words", "raw_reading_exceptions", "raw_citations", "raw_sections"),
            ],
            "foreign_keys": [
                (["document_id", "is_part_of"], "raw_statements", ["document_id", "statement_id"]),
                (["document_id", "is_repeat_of"], "raw_statements", ["document_id", "statement_id"]),
            ],
        }


class RawListedItems(RawDocumentTable):
    """Items that a document names one by one, and of which a statement gives the number, or the rank that follows from them."""

    entry_no: Text = field("Number of the item within the document, from 1 in reading order.", "numéro", written=POSITIVE_INTEGER)
    statement_id: Text = vocabulary.identifier("statement that gives the number or rank", "énoncé")
    printed: Text = vocabulary.printed_cell("The item", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = vocabulary.first_line(raw=True, of="the item")
    last_line: Text = vocabulary.last_line(raw=True, of="the item")

    class Config:
        name = "raw_listed_items"
        unique = ["document_id", "entry_no"]
        metadata = {
            "place": "document",
            "in_order": True,
            "numbered": "entry_no",
            "foreign_keys": [(["document_id", "statement_id"], "raw_statements")],
        }


class Observations(Table):
    """Quantitative statements: one value of one indicator for one subject, place, organisation and period, in base units."""

    observation_id: Text = vocabulary.identifier(
        "observation",
        "observation",
        derived_from=["raw_statements.document_id", "raw_statements.statement_id"],
        formula="document_id and statement_id, joined by a hyphen",
    )
    document_id: Text = copied(RawStatements, "document_id")
    statement_id: Text = copied(RawStatements, "statement_id")
    label_en: Text = vocabulary.label_en(
        "What the value is of, in words: quantity, subject, organisation, area, period",
        derived_from=label_sources("en", "raw_statements"),
        formula=LABEL_FORMULA,
    )
    label_fr: Text = vocabulary.label_fr(
        "What the value is of, in words: quantity, subject, organisation, area, period",
        derived_from=label_sources("fr", "raw_statements"),
        formula=LABEL_FORMULA,
    )
    indicator_id: Text = copied(RawStatements, "indicator_id")
    subject_id: Text = copied(RawStatements, "subject_id")
    geography_id: Text = copied(RawStatements, "geography_id", references="geographies.geography_id")
    reference_geography_id: Text = copied(RawStatements, "reference_geography_id", references="geographies.geography_id")
    organisation_id: Text = copied(RawStatements, "organisation_id")
    counterparty_id: Text = copied(RawStatements, "counterparty_id")
    definition_id: Text = copied(RawStatements, "definition_id")
    definition_basis: Text = copied(RawStatements, "definition_basis")
    period_start: Date = copied(RawStatements, "period_start", description="First day of the period: 1 January of a year.")
    period_end: Date = copied(RawStatements, "period_end", description="Last day of the period: 31 December of a year.")
    period_precision: Text = copied(RawStatements, "period_precision")
    period_basis: Text = copied(RawStatements, "period_basis")
    value: Decimal = copied(RawStatements, "value", unit="see unit_id")
    unit_id: Text = copied(RawStatements, "unit_id")
    qualifier: Text = copied(RawStatements, "qualifier")
    value_low: Decimal = field(
        "Lowest value that the stated one may stand for, in units of unit_id.",
        "borne inférieure",
        unit="see unit_id",
        null_means="Unbounded below.",
        derived_from=columns("raw_statements", "value", "rounding_unit", "value_low", "qualifier"),
        formula=_BOUND_FORMULA,
    )
    value_high: Decimal = field(
        "Highest value that the stated one may stand for, in units of unit_id.",
        "borne supérieure",
        unit="see unit_id",
        null_means="Unbounded above.",
        derived_from=columns("raw_statements", "value", "rounding_unit", "value_high", "qualifier"),
        formula=_BOUND_FORMULA,
    )
    rounding_unit: Decimal = copied(
        RawStatements,
        "rounding_unit",
        description="Unit to which the value is rounded, in base units: that of its last printed decimal or, without decimals, of its "
        "last digit that is not zero, unless rounding_reason says why not; 0 for ranks, limits and ranges.",
        unit="see unit_id",
    )
    rounding_reason: Text = copied(RawStatements, "rounding_reason")
    value_printed: Text = copied(RawStatements, "printed", description="The number with its unit and qualifier words, as printed.")
    value_basis: Text = copied(RawStatements, "value_basis")
    status: Text = copied(RawStatements, "status")
    is_stated_derived: Boolean = copied(
        RawStatements,
        "is_stated_derived",
        description="Whether the document derives it from other figures (a growth rate, a share, a rank).",
    )
    is_part_of: Text = vocabulary.identifier(
        "observation whose quantity contains this one, so that the two are not added up",
        "partie de",
        null_means="It is part of no other.",
        references="observations.observation_id",
        derived_from=["raw_statements.is_part_of", "raw_statements.document_id"],
        formula="document_id and is_part_of, joined by a hyphen",
    )
    is_repeat_of: Text = vocabulary.identifier(
        "observation that it repeats in other words",
        "reprise de",
        null_means="It repeats no other.",
        references="observations.observation_id",
        derived_from=["raw_statements.is_repeat_of", "raw_statements.document_id"],
        formula="document_id and is_repeat_of, joined by a hyphen",
    )
    citation_id: Text = copied(RawStatements, "citation_id", references="citations.citation_id")
    citation_scope: Text = copied(RawStatements, "citation_scope")
    series_id: Text = field(
        "Series of the value: statements of one indicator, subject, places, organisation, unit and definition, of all documents.",
        "série",
        derived_from=columns(
            "raw_statements",
            "indicator_id",
            "subject_id",
            "geography_id",
            "reference_geography_id",
            "organisation_id",
            "unit_id",
            "definition_id",
            "counterparty_id",
        ),
        formula="these, joined by slashes, a missing one as -; the counterparty only where there is one",
    )
    first_line: Integer = copied(RawStatements, "first_line")
    last_line: Integer = copied(RawStatements, "last_line")
    context_first_line: Integer = copied(RawStatements, "context_first_line")
    context_last_line: Integer = copied(RawStatements, "context_last_line")
    source_url: Text = copied(RawStatements, "source_url")
    source_url_kind: Text = copied(RawStatements, "source_url_kind")
    source_published: Text = copied(RawStatements, "source_published")
    verification: Text = vocabulary.verification(
        "How the value can be verified.", derived_from=columns("raw_statements", "source_url", "source_url_kind")
    )
    note: Text = copied(RawStatements, "note_en")

    class Config:
        name = "observations"
        unique = ["observation_id"]
        one_locator = {"lines": ["first_line", "last_line", "context_first_line", "context_last_line"], "url": "source_url"}
        metadata = {
            "shown_by_page": ["value", "unit_id"],
            "shown_in": {
                "value_low": ("observations", "value_printed", {"observation_id": "observation_id"}),
                "value_high": ("observations", "value_printed", {"observation_id": "observation_id"}),
            },
        }


class ListedItems(Table):
    """Items that a document names one by one, and of which it states the number, or the rank that follows from them."""

    document_id: Text = copied(RawListedItems, "document_id")
    entry_no: Integer = copied(RawListedItems, "entry_no")
    observation_id: Text = vocabulary.identifier(
        "observation that states the number or rank",
        "observation",
        references="observations.observation_id",
        derived_from=["raw_listed_items.document_id", "raw_listed_items.statement_id"],
        formula="document_id and statement_id, joined by a hyphen",
    )
    printed: Text = copied(RawListedItems, "printed", description="Item of the list, as the document prints it.")
    first_line: Integer = copied(RawListedItems, "first_line")
    last_line: Integer = copied(RawListedItems, "last_line")

    class Config:
        name = "listed_items"
        unique = ["document_id", "entry_no"]
