"""Claims in sentences, in both languages: what is stated beside what the other numbers give, and each record that a claim names.

Belongs here: sentences. Does not belong here: verdicts (`claims.py`), how numbers are written (`pipeline.core.written`), and labels, which
are data.
"""

from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.core.labels import LABEL
from pipeline.core.record_ids import record_ids
from pipeline.core.written import amount, between

STATEMENT = {"en": "statement_en", "fr": "statement_fr"}
QUOTE = {"en": "quote_en", "fr": "quote_fr"}
RECORD = {"en": "record_en", "fr": "record_fr"}
SENTENCE = {
    "en": "{statement}: stated as {stated}; {found} {recomputed}.",
    "fr": "{statement} : valeur énoncée, {stated} ; {found} {recomputed}.",
}
# What the recomputed value is, by the kind of check; None is all others.
FOUND = {
    "en": {"count": "counting them gives", "restatement": "another printed number gives", None: "the other printed numbers give"},
    "fr": {
        "count": "le dénombrement donne",
        "restatement": "un autre nombre imprimé donne",
        None: "les autres nombres imprimés donnent",
    },
}
QUALIFIED = {
    "en": {
        "about": "about {}",
        "nearly": "nearly {}",
        "more_than": "more than {}",
        "at_least": "at least {}",
        "less_than": "less than {}",
        "at_most": "at most {}",
    },
    "fr": {
        "about": "environ {}",
        "nearly": "près de {}",
        "more_than": "plus de {}",
        "at_least": "au moins {}",
        "less_than": "moins de {}",
        "at_most": "au plus {}",
    },
}
# A rank as it is stated, and as it is found.
RANK = {"en": ("rank {}", "rank {}"), "fr": ("rang {}", "le rang {}")}
WITH_VALUE = {"en": "{}: {}", "fr": "{} : {}"}
# Records without a label of their own.
UNLABELLED = {
    "en": {
        "number_ledger": "number printed on line {}: {}",
        "listed_items": "listed item {} on line {}",
        "biomanufacturing_history": "row {} of the table of history",
    },
    "fr": {
        "number_ledger": "nombre imprimé à la ligne {} : {}",
        "listed_items": "élément énuméré {} à la ligne {}",
        "biomanufacturing_history": "ligne {} du tableau historique",
    },
}


def quotes(claims: pd.DataFrame, units: pd.DataFrame, compared: list[str]) -> dict[str, pd.Series]:
    """Return quote_en and quote_fr of claims whose verdict is one of `compared`; null for the others.

    claims: statement_en, statement_fr, check_kind, unit_id, stated_value and its bounds and qualifier, the recomputed bounds, verdict.
    """
    known = units.set_index("unit_id")
    rows = [(row if row["verdict"] in compared else None) for row in claims.astype("object").to_dict("records")]
    return {
        QUOTE[language]: pd.Series(
            [row and _quote(row, str(known.at[row["unit_id"], LABEL[language]]), language) for row in rows], claims.index, dtype="object"
        )
        for language in QUOTE
    }


def _quote(row: dict[str, Any], unit: str, language: str) -> str:
    of_unit = (row["unit_id"], unit, language)
    stated = _stated(row["stated_value"], row["stated_low"], row["stated_high"], row["stated_qualifier"], *of_unit)
    recomputed = between(_known(row["recomputed_low"]), _known(row["recomputed_high"]), *of_unit)
    if row["unit_id"] == "rank":
        stated, recomputed = (words.format(text) for words, text in zip(RANK[language], (stated, recomputed), strict=True))
    found = FOUND[language].get(row["check_kind"], FOUND[language][None])
    return SENTENCE[language].format(statement=row[STATEMENT[language]], stated=stated, found=found, recomputed=recomputed)


def _stated(value: object, low: object, high: object, qualifier: object, unit_id: str, unit: str, language: str) -> str:
    """Return a stated value as its sentence says it: nearly 3 times; a range by its ends."""
    exact = _known(value)
    if exact is None:
        return between(_known(low), _known(high), unit_id, unit, language)
    return QUALIFIED[language].get(str(qualifier), "{}").format(amount(exact, unit_id, unit, language))


def _known(value: object) -> Decimal | None:
    return None if pd.isna(value) else Decimal(str(value))


def records(
    observations: pd.DataFrame,
    number_ledger: pd.DataFrame,
    biomanufacturing_history: pd.DataFrame,
    listed_items: pd.DataFrame,
    figure_points: pd.DataFrame,
    concepts: pd.DataFrame,
    events: pd.DataFrame,
    units: pd.DataFrame,
) -> pd.DataFrame:
    """Return table_name, record_id, record_en and record_fr of all records that a claim may name: what each is, and its value, if any.

    The words of a printed item stay in their table: here stands its line.
    """
    found = [
        _worded("observations", observations, ["observation_id"], {name: _observed(observations, units, name) for name in RECORD}),
        _worded("figure_points", figure_points, ["document_id", "figure_no", "point_id"], _labels(figure_points)),
        _worded("concepts", concepts, ["concept_id"], _labels(concepts)),
        _worded("events", events, ["event_id"], _labels(events)),
    ]
    for table, frame, key, columns in (
        ("number_ledger", number_ledger, ["document_id", "line", "char_start"], ["line", "token"]),
        ("listed_items", listed_items, ["document_id", "entry_no"], ["entry_no", "first_line"]),
        ("biomanufacturing_history", biomanufacturing_history, ["document_id", "row_no"], ["row_no"]),
    ):
        rows = list(frame[columns].astype("str").itertuples(index=False, name=None))
        found.append(_worded(table, frame, key, {name: [UNLABELLED[name][table].format(*row) for row in rows] for name in RECORD}))
    return pd.concat(found, ignore_index=True)


def _worded(table: str, frame: pd.DataFrame, key: list[str], words: dict[str, Any]) -> pd.DataFrame:
    """Return the words of the records of a table, by language, under their names."""
    texts = {RECORD[language]: list(found) for language, found in words.items()}
    return pd.DataFrame({"table_name": table, "record_id": list(record_ids(frame, key)), **texts}, dtype="object")


def _labels(frame: pd.DataFrame) -> dict[str, pd.Series]:
    return {language: frame[LABEL[language]] for language in RECORD}


def _observed(observations: pd.DataFrame, units: pd.DataFrame, language: str) -> list[str]:
    """Return the label and the value of each observation."""
    label, known = LABEL[language], units.set_index("unit_id")[LABEL[language]]
    names = [label, "value", "value_low", "value_high", "qualifier", "unit_id"]
    rows = observations[names].astype("object").itertuples(index=False, name=None)
    return [
        WITH_VALUE[language].format(text, _stated(value, low, high, qualifier, unit, str(known[unit]), language))
        for text, value, low, high, qualifier, unit in rows
    ]
