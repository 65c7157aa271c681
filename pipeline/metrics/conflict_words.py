"""The words that explain a pair of observations whose intervals do not meet, in both languages.

Belongs here: sentences. Does not belong here: which pairs there are (`conflicts.py`), and the names of quantities, areas, definitions and
units, which are data.
"""

from decimal import Decimal

import pandas as pd

from pipeline.core.labels import LABEL, PHRASE
from pipeline.core.written import amount, date_in_words

PART_OF_WHOLE = "part_of_whole"
EXPLANATION = {"en": "explanation_en", "fr": "explanation_fr"}
# By language and kind. Names of columns in braces; first and other are values, part and whole what is exported and where to.
SENTENCES = {
    "en": {
        "vintage": "Two publications by one definition ({first_definition}): {first_value}, and {other_value}.",
        "definition": "One quantity by two definitions: {first_value} by {first_definition}, and {other_value} by {other_definition}.",
        PART_OF_WHOLE: "A part and its whole, not two answers: {part} is a part of {whole}.",
    },
    "fr": {
        "vintage": "Deux publications selon une même définition ({first_definition}) : {first_value} et {other_value}.",
        "definition": "Une même grandeur selon deux définitions : {first_value} selon {first_definition}, et {other_value} selon "
        "{other_definition}.",
        PART_OF_WHOLE: "Une partie et le tout, non deux réponses : {part} est une partie de {whole}.",
    },
}
WORDS = {
    "en": {
        "quoted": "“{}”",
        "to": "{} (destination: {})",
        "inferred": "{}, inferred",
        "text": "text",
        "page": "web page",
        "undated": "without date",
        "range": "a range",
        "unknown": "a definition that its source does not state",
    },
    "fr": {
        "quoted": "« {} »",
        "to": "{} (destination : {})",
        "inferred": "{}, définition déduite",
        "text": "texte",
        "page": "page web",
        "undated": "sans date",
        "range": "un intervalle",
        "unknown": "une définition que sa source n’énonce pas",
    },
}


def explanations(
    pairs: pd.DataFrame,
    indicators: pd.DataFrame,
    geographies: pd.DataFrame,
    raw_label_words: pd.DataFrame,
    concepts: pd.DataFrame,
    units: pd.DataFrame,
) -> dict[str, pd.Series]:
    """Return explanation_en and explanation_fr of pairs: what the two values are, by whose definition, or which is a part of which."""
    found = {}
    for language in SENTENCES:
        label = LABEL[language]
        names = {
            "indicator_id": indicators.set_index("indicator_id")[label],
            "definition_id": concepts.set_index("concept_id")[label],
            "unit_id": units.set_index("unit_id")[label],
            "reference_geography_id": geographies.set_index("geography_id")[label],
        }
        listed = raw_label_words.set_index("named_id")[PHRASE[language]]
        names["reference_geography_id"] = listed.combine_first(names["reference_geography_id"].astype("object"))
        texts = [_sentence(pair, names, language) for pair in pairs.astype("object").to_dict("records")]
        found[EXPLANATION[language]] = pd.Series(texts, index=pairs.index, dtype="object")
    return found


def _sentence(pair: dict[str, object], names: dict[str, pd.Series], language: str) -> str:
    sides = {"first": {name: pair[name] for name in pair if not name.startswith("other_")}}
    sides["other"] = {name.removeprefix("other_"): value for name, value in pair.items() if name.startswith("other_")}
    told = {}
    for side, row in sides.items():
        told[side, "value"] = _value(row, names, language)
        told[side, "definition"] = _definition(row, names, language)
        told[side, "scope"] = _scope(row, names, language)
    if pair["other_definition_basis"] == "inferred" and pair["kind"] == "vintage":
        told["first", "definition"] = told["other", "definition"]
    part, whole = ("first", "other") if pair["part_first"] else ("other", "first")
    words = {"_".join(name): text for name, text in told.items()}
    return SENTENCES[language][str(pair["kind"])].format(**words, part=told[part, "scope"], whole=told[whole, "scope"])


def _value(row: dict[str, object], names: dict[str, pd.Series], language: str) -> str:
    """Return the value with its unit, whether it stands in a text or on a web page, and the date of its publication."""
    words, unit_id = WORDS[language], str(row["unit_id"])
    unit = names["unit_id"][unit_id]
    stated = f"{words['range']} {unit}" if pd.isna(row["value"]) else amount(Decimal(str(row["value"])), unit_id, unit, language)
    date = words["undated"] if pd.isna(row["published"]) else date_in_words(str(row["published"]), language)
    return f"{stated} ({words['text' if row['verification'] == 'text' else 'page']}, {date})"


def _definition(row: dict[str, object], names: dict[str, pd.Series], language: str) -> str:
    words = WORDS[language]
    if pd.isna(row["definition_id"]):
        return words["unknown"]
    name = words["quoted"].format(names["definition_id"][row["definition_id"]])
    return words["inferred"].format(name) if row["definition_basis"] == "inferred" else name


def _scope(row: dict[str, object], names: dict[str, pd.Series], language: str) -> str:
    """Return the product and destination of one observation."""
    words = WORDS[language]
    product, place = words["quoted"].format(names["indicator_id"][row["indicator_id"]]), row["reference_geography_id"]
    return product if pd.isna(place) else words["to"].format(product, names["reference_geography_id"][place])
