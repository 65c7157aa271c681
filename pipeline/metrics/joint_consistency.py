"""Joint consistency: which printed numbers cannot all be right, by the identities between them.

Belongs here: the two tables of the sets that are found. Does not belong here: the search (`relations_of_numbers.py`), or the identities
(`claim_identities.py`).
"""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from pipeline.core.observations import decimals
from pipeline.core.verification import weakest
from pipeline.core.written import amount
from pipeline.metrics.claim_evidence import printed_numbers
from pipeline.metrics.claim_identities import identities
from pipeline.metrics.relations_of_numbers import Interval, Number, impossible_sets, needed, possible

COMPARED = ["consistent", "consistent_within_rounding", "truncated", "inconsistent"]
SETS = ["set_id", "size", "claim_count", "is_truncation", "verification", "explanation_en", "explanation_fr"]
MEMBERS = ["set_id", "role", "table_name", "record_id", "member_no"]


class _Set(NamedTuple):
    """Numbers that cannot all be right, the claims that link them, and whether they can where a number was cut off, not rounded."""

    numbers: list[tuple[str, str]]
    claims: list[str]
    is_truncation: bool

    @property
    def set_id(self) -> str:
        return "-and-".join(self.claims)


def joint_inconsistencies(
    claims: pd.DataFrame,
    raw_claim_inputs: pd.DataFrame,
    observations: pd.DataFrame,
    number_ledger: pd.DataFrame,
    units: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `joint_inconsistencies`."""
    labels = units.astype("object").set_index("unit_id")
    known = _numbers(observations, number_ledger)
    statements = claims.astype("object").set_index("claim_id")[["statement_en", "statement_fr"]]
    rows = [
        (
            one.set_id,
            len(one.numbers),
            len(one.claims),
            one.is_truncation,
            weakest(known.loc[one.numbers, "verification"]),
            _in_english(one, known, statements, labels["label_en"]),
            _in_french(one, known, statements, labels["label_fr"]),
        )
        for one in _sets(claims, raw_claim_inputs, known)
    ]
    return pd.DataFrame(rows, columns=SETS)


def joint_inconsistency_members(
    joint_inconsistencies: pd.DataFrame,
    claims: pd.DataFrame,
    raw_claim_inputs: pd.DataFrame,
    observations: pd.DataFrame,
    number_ledger: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `joint_inconsistency_members`, in the order of the sets: their numbers first, then the claims that link them."""
    found = {one.set_id: one for one in _sets(claims, raw_claim_inputs, _numbers(observations, number_ledger))}
    rows = []
    for set_id in joint_inconsistencies["set_id"]:
        numbers = [("number", *number) for number in found[set_id].numbers]
        members = [*numbers, *(("identity", "claims", claim) for claim in found[set_id].claims)]
        rows += [(set_id, *member, place) for place, member in enumerate(members, start=1)]
    return pd.DataFrame(rows, columns=MEMBERS)


def _numbers(observations: pd.DataFrame, number_ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the printed numbers by table and key, with their bounds, years, wording and line."""
    return printed_numbers(observations, number_ledger).set_index(["table_name", "record_id"]).sort_index()


def _sets(claims: pd.DataFrame, raw_claim_inputs: pd.DataFrame, known: pd.DataFrame) -> list[_Set]:
    """Return the sets of numbers that cannot all be right, in the order of their identifiers. Each document's claims are taken for
    themselves: those of many documents that are held against one number would link all with all."""
    compared = claims.loc[claims["verdict"].isin(COMPARED), ["claim_id", "document_id", "formula"]].astype("object")
    records = raw_claim_inputs.astype("object").merge(compared, on="claim_id")
    records = records.assign(factor=decimals(records["factor"]).fillna(Decimal(1)))
    records = records.merge(known[["first_year", "last_year"]].reset_index(), on=["table_name", "record_id"], how="left")
    cut = {key: _interval(value, value + unit) for key, value, unit in _truncated(claims, known)}
    numbers = set(known.index)
    found = [one for _, mine in records.groupby("document_id") for one in _sets_of_document(mine, known, numbers, cut)]
    return sorted(found, key=lambda one: one.set_id)


def _sets_of_document(
    records: pd.DataFrame, known: pd.DataFrame, numbers: Collection[Number], cut: Mapping[Number, Interval]
) -> Iterator[_Set]:
    """Yield the sets that the claims of one document link. numbers: the keys of `known`. cut: the intervals of what was cut off."""
    relations = identities(records)
    named = {term.number for relation in relations for term in relation.terms}
    rows = known.loc[sorted(named.intersection(numbers))]
    printed = dict(zip(rows.index, map(_interval, rows["low"], rows["high"]), strict=True))
    for members in impossible_sets(relations, printed):
        chosen = {number: printed[number] for number in members}
        is_truncation = possible(relations, {number: cut.get(number, interval) for number, interval in chosen.items()})
        yield _Set(list(members), needed(relations, chosen), is_truncation)


def _truncated(claims: pd.DataFrame, numbers: pd.DataFrame) -> list[tuple[tuple[str, str], Decimal, Decimal]]:
    """Return key, value and rounding unit of the numbers that a claim finds cut off."""
    stated = claims.loc[claims["verdict"] == "truncated", "stated_observation_id"].dropna()
    rows = numbers[numbers.index.isin([("observations", key) for key in stated])]
    return list(zip(rows.index, rows["value"], rows["rounding_unit"], strict=True))


def _interval(low: object, high: object) -> Interval:
    lowest, highest = (None if pd.isna(end) else Fraction(str(end)) for end in (low, high))
    return lowest, highest


def _in_english(one: _Set, known: pd.DataFrame, statements: pd.DataFrame, units: pd.Series) -> str:
    numbers = "; ".join(_as_printed(number, known, "line", units, "en") for number in one.numbers)
    return f"These numbers cannot all be right: {numbers}. They are linked by: {'; '.join(statements.loc[one.claims, 'statement_en'])}."


def _in_french(one: _Set, known: pd.DataFrame, statements: pd.DataFrame, units: pd.Series) -> str:
    numbers = " ; ".join(_as_printed(number, known, "ligne", units, "fr") for number in one.numbers)
    linked = " ; ".join(statements.loc[one.claims, "statement_fr"])
    return f"Ces nombres ne peuvent pas tous être justes : {numbers}. Ils sont liés par : {linked}."


def _as_printed(number: tuple[str, str], known: pd.DataFrame, word: str, units: pd.Series, language: str) -> str:
    """Return a number in the words of its document, with its line; without them, its value in words and its record. units: the label of
    each unit in the language."""
    row: Mapping[str, object] = known.loc[number].to_dict()
    if pd.isna(row["printed"]):
        unit_id = str(row["unit_id"])
        return f"{amount(known.loc[number, 'value'], unit_id, units[unit_id], language)} ({number[1]})"
    return f"{row['printed']} ({word} {row['first_line']})"
