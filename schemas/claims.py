"""Claims: which printed statements are compared with others, and the result.

Belongs here: in raw tables the choice of a claim, its formula and its records; in published ones the recomputed values and verdicts.
Does not belong here: how they are computed; that is in `pipeline/metrics/claims.py`.
"""

from typing import Any

from schemas import vocabulary
from schemas.bases import RawTable, Table
from schemas.copies import copied
from schemas.fields import (
    FACTOR,
    IDENTIFIER,
    ONE_ITEM,
    POSITIVE_INTEGER,
    RECORD_ID,
    Boolean,
    Decimal,
    Integer,
    Text,
    columns,
    field,
)
from schemas.observations import Observations

_SOURCES_OF_STATED = [
    *columns("observations", "value", "value_low", "value_high", "qualifier"),
    "raw_claim_inputs.record_id",
    "raw_claim_inputs.factor",
    "number_ledger.token",
    "biomanufacturing_history.year_start",
    "biomanufacturing_history.year_end",
    *columns("events", "date_start", "date_end"),
]

_SOURCES_OF_RECOMPUTED = [
    *_SOURCES_OF_STATED,
    "raw_claims.formula",
    "raw_claim_inputs.role",
    "raw_claim_inputs.table_name",
    "observations.rounding_unit",
    "observations.period_start",
    "observations.period_end",
    "observations.definition_id",
    "listed_items.entry_no",
    "figure_points.status",
    "concepts.concept_id",
]

_SOURCES_OF_SETS = [
    *columns("claims", "formula", "verdict", "stated_observation_id", "statement_en", "statement_fr"),
    *columns("raw_claim_inputs", "claim_id", "role", "table_name", "record_id", "factor"),
    *columns(
        "observations",
        "value",
        "value_low",
        "value_high",
        "value_printed",
        "unit_id",
        "rounding_unit",
        "first_line",
        "period_start",
        "period_end",
    ),
    *columns("number_ledger", "token", "line"),
]

_NOTHING_STATED = "Nothing is stated: the value is implied."


class RawClaims(RawTable):
    """Claims: a printed statement that other printed values can confirm or refute, or a value that they imply."""

    claim_id: Text = vocabulary.claim_id()
    document_id: Text = vocabulary.document_id(references="raw_documents.document_id")
    statement_fr: Text = field("What is stated or implied, in French, without its number.", "énoncé en français", written=ONE_ITEM)
    statement_en: Text = field("What is stated or implied, in English, without its number.", "énoncé", written=ONE_ITEM)
    formula: Text = field("Formula by which it is recomputed.", "formule", codes="claim_formula")
    unit_id: Text = vocabulary.unit_id(references="raw_units.unit_id")
    note_en: Text = field("What the comparison assumes, and why that may not hold.", "remarque", written=ONE_ITEM)
    note_fr: Text = field("What the comparison assumes, and why that may not hold, in French.", "remarque en français", written=ONE_ITEM)

    class Config:
        name = "raw_claims"
        unique = ["claim_id"]
        metadata = {"place": "reference"}


class RawClaimInputs(RawTable):
    """Records that a claim is about (role stated) and that it is recomputed from (the other roles)."""

    claim_id: Text = vocabulary.claim_id(references="raw_claims.claim_id")
    input_no: Text = field("Number of the record within its claim, from 1.", "numéro", written=POSITIVE_INTEGER)
    role: Text = field("What the record is in the formula.", "rôle", codes="claim_role")
    table_name: Text = vocabulary.table_of_record(written=IDENTIFIER)
    record_id: Text = vocabulary.record_id(written=RECORD_ID)
    factor: Text = field(
        "What the record's number is multiplied by, to be in the unit of the formula.",
        "facteur",
        null_means="It is in that unit.",
        written=FACTOR,
    )

    class Config:
        name = "raw_claim_inputs"
        unique = ["claim_id", "role", "table_name", "record_id"]
        metadata = {"place": "reference"}


def _quote(language: str, label_fr: str, words: list[str]) -> Any:
    """The comparison in a sentence."""
    return field(
        f"A sentence to quote, in {language}: what is stated, and what the other printed numbers give, rounded for reading.",
        label_fr,
        null_means="Nothing is compared: the value is implied, or cannot be recomputed.",
        derived_from=[*words, "raw_claims.unit_id", *_SOURCES_OF_RECOMPUTED],
    )


class Claims(Table):
    """Printed statements that other printed values can confirm or refute, recomputed with bounds and judged, and values that printed
    ones imply. The verdict is computed: docs/methods.md says by which rules."""

    claim_id: Text = copied(RawClaims, "claim_id")
    document_id: Text = copied(RawClaims, "document_id")
    statement_fr: Text = copied(RawClaims, "statement_fr")
    statement_en: Text = copied(RawClaims, "statement_en")
    formula: Text = copied(RawClaims, "formula", formula="docs/methods.md")
    check_kind: Text = field(
        "What kind of check the formula makes.", "genre de vérification", codes="check_kind", derived_from="raw_claims.formula"
    )
    unit_id: Text = copied(RawClaims, "unit_id")
    stated_observation_id: Text = vocabulary.identifier(
        "observation that states it",
        "observation",
        null_means="Nothing is stated, or no observation states it: see the role stated in claim_inputs.",
        references="observations.observation_id",
        derived_from=["raw_claim_inputs.record_id", "raw_claim_inputs.role"],
    )
    stated_value: Decimal = field(
        "Value that the document states, in units of unit_id.",
        "valeur énoncée",
        unit="see unit_id",
        null_means="Nothing is stated, or only a range: see its bounds.",
        derived_from=_SOURCES_OF_STATED,
    )
    stated_qualifier: Text = copied(Observations, "qualifier", description="How the stated value is qualified.", null_means=_NOTHING_STATED)
    stated_low: Decimal = field(
        "Lower bound of what the stated value stands for.",
        "borne inférieure énoncée",
        unit="see unit_id",
        null_means="Nothing is stated, or unbounded below.",
        derived_from=_SOURCES_OF_STATED,
    )
    stated_high: Decimal = field(
        "Upper bound of what the stated value stands for.",
        "borne supérieure énoncée",
        unit="see unit_id",
        null_means="Nothing is stated, or unbounded above.",
        derived_from=_SOURCES_OF_STATED,
    )
    recomputed_value: Decimal = field(
        "Value that follows from the other printed numbers, in units of unit_id.",
        "valeur recalculée",
        unit="see unit_id",
        null_means="It cannot be recomputed, or bounds only can.",
        derived_from=_SOURCES_OF_RECOMPUTED,
        formula="see formula; rounded half to even to 6 decimals",
    )
    recomputed_low: Decimal = field(
        "Lower bound of the recomputed value.",
        "borne inférieure recalculée",
        unit="see unit_id",
        null_means="It cannot be recomputed, or is unbounded below.",
        derived_from=_SOURCES_OF_RECOMPUTED,
        formula="interval arithmetic over the bounds of the records",
    )
    recomputed_high: Decimal = field(
        "Upper bound of the recomputed value.",
        "borne supérieure recalculée",
        unit="see unit_id",
        null_means="It cannot be recomputed, or is unbounded above.",
        derived_from=_SOURCES_OF_RECOMPUTED,
        formula="interval arithmetic over the bounds of the records",
    )
    difference: Decimal = field(
        "Difference: the recomputed value less the stated value.",
        "écart",
        unit="see unit_id",
        null_means="One of the two is missing.",
        derived_from=_SOURCES_OF_RECOMPUTED,
        formula="recomputed_value - stated_value",
    )
    verdict: Text = field(
        "Whether the other printed values support the stated one.",
        "verdict",
        codes="verdict",
        derived_from=[*_SOURCES_OF_RECOMPUTED, "observations.unit_id"],
        formula="tried in the order of docs/methods.md, before rounding",
    )
    power: Decimal = field(
        "Share of other values that the check would have let pass: 0 is sharp, 1 says nothing.",
        "part des valeurs qui passeraient",
        unit="1",
        null_means="Nothing is compared, or no single value is stated.",
        derived_from=[*_SOURCES_OF_RECOMPUTED, "observations.value_printed"],
        formula="of the values with the printed number of decimals from half to twice the stated one: those whose verdict would be "
        "consistent or consistent_within_rounding",
    )
    missing: Text = field(
        "What is missing for a recomputation: roles without a record, records without a number or period, records that are not of one "
        "definition and period.",
        "manquant",
        null_means="Nothing.",
        derived_from=_SOURCES_OF_RECOMPUTED,
    )
    verification: Text = vocabulary.verification(
        "How it can be verified: as well as the weakest of all records that it names.",
        derived_from=["observations.verification", "events.verification", "raw_claim_inputs.table_name", "raw_claim_inputs.record_id"],
    )
    quote_en: Text = _quote("English", "phrase à citer (anglais)", ["raw_claims.statement_en", "units.label_en"])
    quote_fr: Text = _quote("French", "phrase à citer", ["raw_claims.statement_fr", "units.label_fr"])
    note: Text = copied(RawClaims, "note_en", description="What the comparison assumes, and why that may not hold, in English.")
    note_fr: Text = copied(RawClaims, "note_fr")

    class Config:
        name = "claims"
        unique = ["claim_id"]
        metadata = {"checked_with": ["raw_label_words", "geographies", "indicators", "organisations"]}


def _record(language: str, label_fr: str, labels: list[str]) -> Any:
    """A record that a claim names, in words."""
    return field(
        f"The record in words, in {language}: its label and its value in its own unit; for a number or item of the text, its line.",
        label_fr,
        derived_from=[
            "raw_claim_inputs.table_name",
            "raw_claim_inputs.record_id",
            *labels,
            *columns("observations", "value", "value_low", "value_high", "qualifier", "unit_id"),
            *(
                "number_ledger.line",
                "number_ledger.token",
                "listed_items.entry_no",
                "listed_items.first_line",
                "figure_points.label_en",
                "concepts.label_en",
            ),
            "biomanufacturing_history.row_no",
        ],
    )


class ClaimInputs(Table):
    """Records that a claim is about (role stated) and that it was recomputed from (the other roles)."""

    claim_id: Text = copied(RawClaimInputs, "claim_id")
    role: Text = copied(RawClaimInputs, "role")
    table_name: Text = copied(RawClaimInputs, "table_name")
    record_id: Text = copied(RawClaimInputs, "record_id")
    input_no: Integer = copied(RawClaimInputs, "input_no")
    factor: Decimal = copied(
        RawClaimInputs, "factor", description="What the record's number was multiplied by, to be in the unit of the formula.", unit="1"
    )
    record_en: Text = _record("English", "enregistrement (anglais)", ["observations.label_en", "events.label_en", "units.label_en"])
    record_fr: Text = _record("French", "enregistrement", ["observations.label_fr", "events.label_fr", "units.label_fr"])

    class Config:
        name = "claim_inputs"
        unique = ["claim_id", "role", "table_name", "record_id"]


def _explained(language: str, label_fr: str, unit: str) -> Any:
    """The words of a set of numbers, in one language."""
    return field(f"Which numbers cannot all be right, in {language}.", label_fr, derived_from=[*_SOURCES_OF_SETS, unit])


class JointInconsistencies(Table):
    """Sets of at most three printed numbers that cannot all be right, whatever any other number is. Each set is minimal: without any one
    of its numbers, the others can be right. docs/methods.md, Joint consistency."""

    set_id: Text = vocabulary.identifier(
        "set of numbers", "ensemble", derived_from="claims.claim_id", formula="the claims that link its numbers, joined by -and-"
    )
    size: Integer = field("Number of printed numbers that the set has.", "taille", unit="1", ge=1, derived_from=_SOURCES_OF_SETS)
    claim_count: Integer = field("Number of claims that link them.", "affirmations", unit="1", ge=1, derived_from=_SOURCES_OF_SETS)
    is_truncation: Boolean = field(
        "Whether they can all be right where a number that a claim finds truncated was cut off, not rounded.",
        "troncature",
        derived_from=_SOURCES_OF_SETS,
    )
    verification: Text = vocabulary.verification(
        "How the set can be verified: as well as the weakest of its numbers.", derived_from=[*_SOURCES_OF_SETS, "observations.verification"]
    )
    explanation_en: Text = _explained("English", "explication (anglais)", "units.label_en")
    explanation_fr: Text = _explained("French", "explication", "units.label_fr")

    class Config:
        name = "joint_inconsistencies"
        unique = ["set_id"]


class JointInconsistencyMembers(Table):
    """Members of a set of numbers that cannot all be right: its printed numbers, and the claims that link them."""

    set_id: Text = copied(JointInconsistencies, "set_id", references="joint_inconsistencies.set_id")
    role: Text = field(
        "Printed number of the set, or claim that links its numbers.", "rôle", codes="set_role", derived_from=_SOURCES_OF_SETS
    )
    table_name: Text = copied(RawClaimInputs, "table_name")
    record_id: Text = copied(RawClaimInputs, "record_id", also_from="claims.claim_id")
    member_no: Integer = field("Number of the member within its set, from 1.", "numéro", unit="1", ge=1, derived_from=_SOURCES_OF_SETS)

    class Config:
        name = "joint_inconsistency_members"
        unique = ["set_id", "role", "table_name", "record_id"]
