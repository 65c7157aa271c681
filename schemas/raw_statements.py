"""Raw tables of the numbers of a document: every number token, and the quantitative statements that they make."""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable

DATE = r"^[12][0-9]{3}(?:-[01][0-9](?:-[0-3][0-9])?)?$"
DECIMAL = r"^-?[0-9]+(?:\.[0-9]+)?$"


class RawStatements(RawTable):
    """Quantitative statements as read: one value of one indicator for one subject, place and period, in base units."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    statement_id: Text = fields.identifier("statement within its document", "énoncé")
    indicator_id: Text = fields.identifier("indicator", "indicateur", references="raw_indicators.indicator_id")
    subject_id: Text = fields.identifier(
        "subject", "sujet", nullable=True, null_means="The indicator says it all.", scheme="subject", references="raw_concepts.concept_id"
    )
    geography_id: Text = fields.identifier("area", "zone", nullable=True, null_means="It is about no area.")
    reference_geography_id: Text = fields.identifier(
        "area ranked among, compared with, or exported to",
        "zone de référence",
        nullable=True,
        null_means="There is none.",
    )
    organisation_id: Text = fields.organisation_id(
        nullable=True, null_means="It is about no organisation.", references="raw_organisations.organisation_id"
    )
    definition_id: Text = fields.identifier(
        "definition by which the quantity is measured",
        "définition",
        nullable=True,
        null_means="The source does not say.",
        scheme="definition",
        references="raw_concepts.concept_id",
    )
    period_start: Text = field("First day, month or year.", "début", nullable=True, null_means="No period is stated.", str_matches=DATE)
    period_end: Text = field("Last day, month or year.", "fin", nullable=True, null_means="No period is stated.", str_matches=DATE)
    period_precision: Text = field("Precision of the period.", "précision", codes="date_precision")
    period_basis: Text = field("Where the period is from.", "fondement de la période", codes="period_basis")
    value: Text = field("Value in base units.", "valeur", nullable=True, null_means="A range: see its ends.", str_matches=DECIMAL)
    unit_id: Text = fields.unit_id(references="raw_units.unit_id")
    qualifier: Text = field("How the value is qualified.", "qualification", codes="qualifier")
    value_low: Text = field("Lower end of a range.", "borne inférieure", nullable=True, null_means="Not a range.", str_matches=DECIMAL)
    value_high: Text = field("Upper end of a range.", "borne supérieure", nullable=True, null_means="Not a range.", str_matches=DECIMAL)
    rounding_unit: Text = field(
        "Unit to which the value is rounded, in base units; 0 for exact counts and ranks.", "pas d'arrondi", str_matches=DECIMAL
    )
    value_basis: Text = field("Whether the value is printed.", "fondement de la valeur", codes="value_basis")
    status: Text = field("Fact or target.", "statut", codes="observation_status")
    is_stated_derived: Text = field("Whether it derives from other figures.", "dérivé", isin=["true", "false"])
    printed: Text = fields.printed_cell(
        "The number with its unit and qualifier words",
        "imprimé",
        lines=("first_line", "last_line"),
        nullable=True,
        null_means="The wording of the web page is not at hand.",
    )
    first_line: Text = fields.first_line(raw=True, of="the number", or_page=True)
    last_line: Text = fields.last_line(raw=True, of="the number", or_page=True)
    context_first_line: Text = fields.first_line(raw=True, of="what is needed to understand it", or_page=True)
    context_last_line: Text = fields.last_line(raw=True, of="what is needed to understand it", or_page=True)
    source_url: Text = fields.source_url()
    source_url_kind: Text = fields.source_url_kind()
    source_published: Text = field(
        "Day, month or year on which the web page was published, as far as stated.",
        "date de publication",
        nullable=True,
        null_means="Not stated, or the source is a document with lines.",
        str_matches=DATE,
    )
    citation_id: Text = fields.closing_citation()
    citation_scope: Text = field("What the citation closes.", "portée de la citation", codes="citation_scope")
    note_en: Text = fields.reading_note(str_matches=fields.TIDY)

    class Config:
        name = "raw_statements"
        unique = ["document_id", "statement_id"]
        one_locator = {"lines": ["first_line", "last_line", "context_first_line", "context_last_line"], "url": "source_url"}
        metadata = {"place": "document", "in_order": True}


class RawListedItems(RawTable):
    """Items that a document names one by one, and of which a statement gives the number, or the rank that follows from them."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    entry_no: Text = field("Number of the item within the document, from 1 in reading order.", "numéro", str_matches=fields.LINE)
    statement_id: Text = fields.identifier("statement that gives the number or rank", "énoncé")
    printed: Text = fields.printed_cell("The item", "imprimé", lines=("first_line", "last_line"))
    first_line: Text = fields.first_line(raw=True, of="the item")
    last_line: Text = fields.last_line(raw=True, of="the item")

    class Config:
        name = "raw_listed_items"
        unique = ["document_id", "entry_no"]
        metadata = {
            "place": "document",
            "in_order": True,
            "numbered": "entry_no",
            "foreign_keys": [(["document_id", "statement_id"], "raw_statements")],
        }


class RawNumbers(RawTable):
    """Every number token of a document, with what it is: a datum, or not one for a stated reason."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    line: Text = fields.first_line(raw=True, of="the token")
    char_start: Text = field("First character within that line, from 1.", "premier caractère", str_matches=fields.LINE)
    end_line: Text = fields.last_line(raw=True, of="the token")
    char_end: Text = field("Last character within the last line.", "dernier caractère", str_matches=fields.LINE)
    token: Text = fields.printed_cell("The number", "nombre")
    disposition: Text = field("What the token is.", "nature", codes="number_disposition")
    reason: Text = field(
        "Why, where the kind alone does not say it.", "raison", nullable=True, null_means="The kind says it.", str_matches=fields.TIDY
    )

    class Config:
        name = "raw_numbers"
        unique = ["document_id", "line", "char_start"]
        metadata = {"place": "document"}


class RawIndicators(RawTable):
    """Quantities that statements measure."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    indicator_id: Text = fields.identifier("indicator", "indicateur")
    label_fr: Text = fields.label_fr()
    label_en: Text = fields.label_en()
    definition_en: Text = fields.definition_en()
    dimension: Text = field("Dimension of its values.", "dimension", str_matches=fields.IDENTIFIER)
    quantity_kind: Text = field("Kind of quantity.", "genre de grandeur", codes="quantity_kind")
    denominator_en: Text = field(
        "What a percentage or ratio is of.", "dénominateur", nullable=True, null_means="Not a percentage or ratio.", str_matches=fields.TIDY
    )
    comparability_group: Text = field("Indicators of one group may be compared.", "groupe de comparabilité", str_matches=fields.IDENTIFIER)
    broader_id: Text = fields.identifier(
        "same quantity of a larger whole, of which this one is of a part",
        "indicateur englobant",
        nullable=True,
        null_means="There is none.",
        references="raw_indicators.indicator_id",
    )

    class Config:
        name = "raw_indicators"
        unique = ["indicator_id"]
        metadata = {"place": "reference"}


class RawUnits(RawTable):
    """Units of measurement."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    unit_id: Text = fields.unit_id()
    dimension: Text = field("Dimension.", "dimension", str_matches=fields.IDENTIFIER)
    factor: Text = field(
        "Factor to the base unit of the dimension.",
        "facteur",
        nullable=True,
        null_means="Not exactly convertible.",
        str_matches=DECIMAL,
    )
    label_fr: Text = fields.label_fr()
    label_en: Text = fields.label_en()

    class Config:
        name = "raw_units"
        unique = ["unit_id"]
        metadata = {"place": "reference"}
