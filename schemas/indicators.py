"""What numbers measure: indicators and units."""

from typing import Any

from schemas import vocabulary
from schemas.bases import RawTable, Table
from schemas.copies import copied
from schemas.fields import FACTOR, IDENTIFIER, ONE_ITEM, Decimal, Text, field


def _template(language: str) -> Any:
    """The template of the labels of an indicator's values in one language."""
    return field(
        f"Template of the {language} label of each value: parts between semicolons, the first of which names the quantity. {{subject}}, "
        "{organisation}, {counterparty}, {area}, {reference} (or {place}, its label alone), {period} and {start}, its first date alone, "
        "stand for what the value is about.",
        "modèle de libellé",
        written=ONE_ITEM,
    )


def _words(description: str, label_fr: str) -> Any:
    """Words of one language."""
    return field(description, label_fr, written=ONE_ITEM)


class RawUnits(RawTable):
    """Units of measurement."""

    unit_id: Text = vocabulary.unit_id()
    dimension: Text = field("Physical or economic dimension that the unit measures, such as currency.", "dimension", written=IDENTIFIER)
    factor: Text = field("Factor to the base unit of the dimension.", "facteur", null_means="Not exactly convertible.", written=FACTOR)
    label_fr: Text = vocabulary.label_fr("Name of the unit")
    label_en: Text = vocabulary.label_en("Name of the unit")

    class Config:
        name = "raw_units"
        unique = ["unit_id"]
        metadata = {"place": "reference"}


class RawIndicators(RawTable):
    """Quantities that statements measure."""

    indicator_id: Text = vocabulary.indicator_id()
    label_fr: Text = vocabulary.label_fr("Name of the indicator")
    label_en: Text = vocabulary.label_en("Name of the indicator")
    definition_en: Text = vocabulary.definition_en("indicator")
    dimension: Text = field("Physical or economic dimension of its values, such as currency or mass.", "dimension", written=IDENTIFIER)
    quantity_kind: Text = field(
        "Kind of quantity: stock, flow, growth, share, rank ... Values of different kinds never add up.",
        "genre de grandeur",
        codes="quantity_kind",
    )
    denominator_en: Text = field(
        "What a percentage or ratio is of.", "dénominateur", null_means="Not a percentage or ratio.", written=ONE_ITEM
    )
    comparability_group: Text = field("Indicators of one group may be compared.", "groupe de comparabilité", written=IDENTIFIER)
    broader_id: Text = vocabulary.identifier(
        "same quantity of a larger whole, of which this one is of a part",
        "indicateur englobant",
        null_means="There is none.",
        references="raw_indicators.indicator_id",
    )
    growth_of: Text = vocabulary.identifier(
        "stock or flow whose growth between two periods this indicator is",
        "indicateur dont c’est la croissance",
        null_means="It is no growth, or one of another kind, such as an average over years.",
        references="raw_indicators.indicator_id",
    )
    label_template_en: Text = _template("English")
    label_template_fr: Text = _template("French")

    class Config:
        name = "raw_indicators"
        unique = ["indicator_id"]
        metadata = {"place": "reference"}


class RawLabelWords(RawTable):
    """Words that name a subject, an area, an indicator without a subject, or an organisation in a label."""

    named_id: Text = vocabulary.identifier("subject (in concepts), area (in geographies), indicator or organisation", "désigné")
    phrase_en: Text = _words("Name in an English sentence.", "nom dans une phrase anglaise")
    phrase_fr: Text = _words("Name in a French sentence.", "nom dans une phrase française")
    words_en: Text = _words("Words of which an English label must contain one to name it; ' ; ' between them.", "mots anglais")
    words_fr: Text = _words("Words of which a French label must contain one to name it; ' ; ' between them.", "mots français")

    class Config:
        name = "raw_label_words"
        unique = ["named_id"]
        metadata = {"place": "reference"}


class Units(Table):
    """Units of measurement."""

    unit_id: Text = copied(RawUnits, "unit_id")
    dimension: Text = copied(RawUnits, "dimension")
    factor: Decimal = copied(RawUnits, "factor", unit="base units per unit")
    label_fr: Text = copied(RawUnits, "label_fr")
    label_en: Text = copied(RawUnits, "label_en")

    class Config:
        name = "units"
        unique = ["unit_id"]


class Indicators(Table):
    """Measured quantities. The same quantity has one id wherever it is stated."""

    indicator_id: Text = copied(RawIndicators, "indicator_id")
    label_fr: Text = copied(RawIndicators, "label_fr")
    label_en: Text = copied(RawIndicators, "label_en")
    definition_en: Text = copied(RawIndicators, "definition_en")
    dimension: Text = copied(RawIndicators, "dimension")
    quantity_kind: Text = copied(RawIndicators, "quantity_kind")
    denominator_en: Text = copied(RawIndicators, "denominator_en")
    comparability_group: Text = copied(RawIndicators, "comparability_group")
    broader_id: Text = copied(RawIndicators, "broader_id")
    growth_of: Text = copied(RawIndicators, "growth_of")
    label_template_en: Text = copied(RawIndicators, "label_template_en")
    label_template_fr: Text = copied(RawIndicators, "label_template_fr")

    class Config:
        name = "indicators"
        unique = ["indicator_id"]
