"""Published tables of numbers: indicators and units, the statements that a document makes, and the ledger of all its numbers."""

from schemas import fields
from schemas.fields import Amount, Flag, Text, Whole, field
from schemas.raw import RawTable as Table


class Units(Table):
    """Units of measurement."""

    unit_id: Text = fields.unit_id(derived_from="raw_units.unit_id")
    dimension: Text = field("Dimension.", "dimension", derived_from="raw_units.dimension")
    factor: Amount = field(
        "Factor to the base unit of the dimension.",
        "facteur",
        unit="base units per unit",
        nullable=True,
        null_means="Not exactly convertible.",
        derived_from="raw_units.factor",
    )
    label_fr: Text = fields.label_fr(derived_from="raw_units.label_fr")
    label_en: Text = fields.label_en(derived_from="raw_units.label_en")

    class Config:
        name = "units"
        unique = ["unit_id"]


class Indicators(Table):
    """Measured quantities. The same quantity has one id wherever it is stated."""

    indicator_id: Text = fields.identifier("indicator", "indicateur", derived_from="raw_indicators.indicator_id")
    label_fr: Text = fields.label_fr(derived_from="raw_indicators.label_fr")
    label_en: Text = fields.label_en(derived_from="raw_indicators.label_en")
    definition_en: Text = fields.definition_en(derived_from="raw_indicators.definition_en")
    dimension: Text = field("Dimension of its values.", "dimension", derived_from="raw_indicators.dimension")
    quantity_kind: Text = field(
        "Kind of quantity.", "genre de grandeur", codes="quantity_kind", derived_from="raw_indicators.quantity_kind"
    )
    denominator_en: Text = field(
        "What a percentage or ratio is of.",
        "dénominateur",
        nullable=True,
        null_means="Not a percentage or ratio.",
        derived_from="raw_indicators.denominator_en",
    )
    comparability_group: Text = field(
        "Indicators of one group may be compared.", "groupe de comparabilité", derived_from="raw_indicators.comparability_group"
    )
    broader_id: Text = fields.identifier(
        "same quantity of a larger whole, of which this one is of a part",
        "indicateur englobant",
        nullable=True,
        null_means="There is none.",
        references="indicators.indicator_id",
        derived_from="raw_indicators.broader_id",
    )

    class Config:
        name = "indicators"
        unique = ["indicator_id"]


_BOUND = (
    "value -/+ half of rounding_unit; open where the qualifier says so (more_than, at_least above; less_than, at_most below); "
    "for a range, its printed ends"
)


class Observations(Table):
    """Quantitative statements: one value of one indicator for one subject, place, organisation and period, in base units."""

    observation_id: Text = fields.identifier(
        "observation",
        "observation",
        derived_from=["raw_statements.document_id", "raw_statements.statement_id"],
        formula="document_id and statement_id, joined by a hyphen",
    )
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_statements.document_id")
    statement_id: Text = fields.identifier("statement within its document", "énoncé", derived_from="raw_statements.statement_id")
    indicator_id: Text = fields.identifier(
        "indicator", "indicateur", references="indicators.indicator_id", derived_from="raw_statements.indicator_id"
    )
    subject_id: Text = fields.identifier(
        "subject",
        "sujet",
        nullable=True,
        null_means="The indicator says it all.",
        scheme="subject",
        references="concepts.concept_id",
        derived_from="raw_statements.subject_id",
    )
    geography_id: Text = fields.identifier(
        "area",
        "zone",
        nullable=True,
        null_means="It is about no area.",
        references="geographies.geography_id",
        derived_from="raw_statements.geography_id",
    )
    reference_geography_id: Text = fields.identifier(
        "area ranked among, compared with, or exported to",
        "zone de référence",
        nullable=True,
        null_means="There is none.",
        references="geographies.geography_id",
        derived_from="raw_statements.reference_geography_id",
    )
    organisation_id: Text = fields.organisation_id(
        nullable=True,
        null_means="It is about no organisation.",
        references="organisations.organisation_id",
        derived_from="raw_statements.organisation_id",
    )
    definition_id: Text = fields.identifier(
        "definition by which the quantity is measured",
        "définition",
        nullable=True,
        null_means="The source does not say.",
        scheme="definition",
        references="concepts.concept_id",
        derived_from="raw_statements.definition_id",
    )
    period_start: Text = field(
        "First day, month or year: YYYY-MM-DD, YYYY-MM or YYYY.",
        "début",
        nullable=True,
        null_means="No period is stated.",
        derived_from="raw_statements.period_start",
    )
    period_end: Text = field(
        "Last day, month or year.", "fin", nullable=True, null_means="No period is stated.", derived_from="raw_statements.period_end"
    )
    period_precision: Text = field(
        "Precision of the period.", "précision", codes="date_precision", derived_from="raw_statements.period_precision"
    )
    period_basis: Text = field(
        "Where the period is from.", "fondement de la période", codes="period_basis", derived_from="raw_statements.period_basis"
    )
    value: Amount = field(
        "Value in base units.",
        "valeur",
        unit="see unit_id",
        nullable=True,
        null_means="A range: see its ends.",
        derived_from="raw_statements.value",
    )
    unit_id: Text = fields.unit_id(references="units.unit_id", derived_from="raw_statements.unit_id")
    qualifier: Text = field("How the value is qualified.", "qualification", codes="qualifier", derived_from="raw_statements.qualifier")
    value_low: Amount = field(
        "Lower bound.",
        "borne inférieure",
        unit="see unit_id",
        nullable=True,
        null_means="Unbounded below.",
        derived_from=["raw_statements.value", "raw_statements.rounding_unit", "raw_statements.value_low", "raw_statements.qualifier"],
        formula=_BOUND,
    )
    value_high: Amount = field(
        "Upper bound.",
        "borne supérieure",
        unit="see unit_id",
        nullable=True,
        null_means="Unbounded above.",
        derived_from=["raw_statements.value", "raw_statements.rounding_unit", "raw_statements.value_high", "raw_statements.qualifier"],
        formula=_BOUND,
    )
    rounding_unit: Amount = field(
        "Unit to which the value is rounded, in base units: that of its last printed digit, or a coarser one where words and a round "
        "number show one; 0 for exact counts and ranks.",
        "pas d'arrondi",
        unit="see unit_id",
        derived_from="raw_statements.rounding_unit",
    )
    value_printed: Text = field(
        "The number with its unit and qualifier words, as printed.",
        "imprimé",
        nullable=True,
        null_means="The wording of the web page is not at hand.",
        derived_from="raw_statements.printed",
    )
    value_basis: Text = field(
        "Whether the value is printed.", "fondement de la valeur", codes="value_basis", derived_from="raw_statements.value_basis"
    )
    status: Text = field("Fact or target.", "statut", codes="observation_status", derived_from="raw_statements.status")
    is_stated_derived: Flag = field(
        "Whether the document derives it from other figures (a growth rate, a share, a rank).",
        "dérivé",
        derived_from="raw_statements.is_stated_derived",
    )
    citation_id: Text = fields.closing_citation(references="citations.citation_id", derived_from="raw_statements.citation_id")
    citation_scope: Text = field(
        "What the citation closes.", "portée de la citation", codes="citation_scope", derived_from="raw_statements.citation_scope"
    )
    series_id: Text = field(
        "Series of the value: statements of one indicator, subject, places, organisation, unit and definition, of all documents.",
        "série",
        derived_from=[
            f"raw_statements.{name}"
            for name in (
                "indicator_id",
                "subject_id",
                "geography_id",
                "reference_geography_id",
                "organisation_id",
                "unit_id",
                "definition_id",
            )
        ],
        formula="these, joined by slashes, a missing one as -",
    )
    first_line: Whole = fields.first_line(of="the number", or_page=True, derived_from="raw_statements.first_line")
    last_line: Whole = fields.last_line(of="the number", or_page=True, derived_from="raw_statements.last_line")
    context_first_line: Whole = fields.first_line(
        of="what is needed to understand it", or_page=True, derived_from="raw_statements.context_first_line"
    )
    context_last_line: Whole = fields.last_line(
        of="what is needed to understand it", or_page=True, derived_from="raw_statements.context_last_line"
    )
    source_url: Text = fields.source_url(derived_from="raw_statements.source_url")
    source_url_kind: Text = fields.source_url_kind(derived_from="raw_statements.source_url_kind")
    source_published: Text = field(
        "Day, month or year on which the web page was published, as far as stated.",
        "date de publication",
        nullable=True,
        null_means="Not stated, or the source is a document with lines.",
        derived_from="raw_statements.source_published",
    )
    note: Text = fields.reading_note(derived_from="raw_statements.note_en")

    class Config:
        name = "observations"
        unique = ["observation_id"]
        one_locator = {"lines": ["first_line", "last_line", "context_first_line", "context_last_line"], "url": "source_url"}
        metadata = {"shown_by_page": ["value", "unit_id"]}


class NumberLedger(Table):
    """Every number token of a document: a datum that feeds records, or not a datum, for a stated reason. None is missing."""

    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_numbers.document_id")
    line: Whole = fields.first_line(of="the token", derived_from="raw_numbers.line")
    char_start: Whole = field("First character within that line, from 1.", "premier caractère", ge=1, derived_from="raw_numbers.char_start")
    end_line: Whole = fields.last_line(of="the token", derived_from="raw_numbers.end_line")
    char_end: Whole = field("Last character within the last line.", "dernier caractère", ge=1, derived_from="raw_numbers.char_end")
    token: Text = field("The number as printed, white space folded.", "nombre", derived_from="raw_numbers.token")
    disposition: Text = field("What the token is.", "nature", codes="number_disposition", derived_from="raw_numbers.disposition")
    reason: Text = field(
        "Why, where the kind alone does not say it.",
        "raison",
        nullable=True,
        null_means="The kind says it.",
        derived_from="raw_numbers.reason",
    )

    class Config:
        name = "number_ledger"
        unique = ["document_id", "line", "char_start"]


class NumberUses(Table):
    """Records that a number token feeds: a token may feed several, and in several roles."""

    document_id: Text = fields.document_id(derived_from="number_ledger.document_id")
    line: Whole = fields.first_line(of="the token", derived_from="number_ledger.line")
    char_start: Whole = field("First character of the token.", "premier caractère", ge=1, derived_from="number_ledger.char_start")
    table_name: Text = field(
        "Published table of the record.",
        "table",
        derived_from=[
            "observations.value_printed",
            "biomanufacturing_history.row_no",
            "molecule_comparison.row_no",
            "figure_points.printed",
            "events.date_printed",
        ],
        formula="those whose printed text holds the token",
    )
    record_id: Text = field(
        "Key of the record: the key itself where it is one column, else a JSON array of strings.",
        "enregistrement",
        derived_from=["observations.observation_id", "figure_points.point_id", "events.event_id"],
    )
    role: Text = field(
        "What the token is in the record.",
        "rôle",
        codes="number_role",
        derived_from=[
            "observations.period_start",
            "observations.period_end",
            "raw_events.date_printed",
            "raw_biomanufacturing_history.period",
            "raw_molecule_comparison.content",
        ],
    )

    class Config:
        name = "number_uses"
        unique = ["document_id", "line", "char_start", "table_name", "record_id", "role"]
        metadata = {"foreign_keys": [(["document_id", "line", "char_start"], "number_ledger")]}
