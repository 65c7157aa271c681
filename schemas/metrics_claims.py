"""Published tables of claims: what the documents state, held against what else they print."""

from schemas import fields
from schemas.fields import Amount, Text, Whole, field
from schemas.raw import RawTable as Table

STATED = [f"observations.{name}" for name in ("value", "value_low", "value_high", "qualifier")] + [
    "raw_claim_inputs.record_id",
    "raw_claim_inputs.factor",
    "number_ledger.token",
    "biomanufacturing_history.year_start",
    "biomanufacturing_history.year_end",
]
INPUTS = [
    *STATED,
    "raw_claims.formula",
    "raw_claim_inputs.role",
    "raw_claim_inputs.table_name",
    "observations.rounding_unit",
    "observations.period_start",
    "observations.period_end",
    "listed_items.entry_no",
    "figure_points.status",
    "concepts.concept_id",
]
NOTHING_STATED = "Nothing is stated: the value is implied."


class Claims(Table):
    """Printed statements that other printed values can confirm or refute, recomputed with bounds and judged, and values that printed
    ones imply. The verdict is computed: docs/methods.md says by which rules."""

    claim_id: Text = fields.identifier("claim", "affirmation", derived_from="raw_claims.claim_id")
    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_claims.document_id")
    statement_fr: Text = field(
        "What is stated or implied, in French, without its number.", "énoncé en français", derived_from="raw_claims.statement_fr"
    )
    statement_en: Text = field(
        "What is stated or implied, in English, without its number.", "énoncé", derived_from="raw_claims.statement_en"
    )
    formula: Text = field(
        "Formula by which it is recomputed.", "formule", codes="claim_formula", derived_from="raw_claims.formula", formula="docs/methods.md"
    )
    unit_id: Text = fields.unit_id(references="units.unit_id", derived_from="raw_claims.unit_id")
    stated_observation_id: Text = fields.identifier(
        "observation that states it",
        "observation",
        nullable=True,
        null_means="Nothing is stated, or no observation states it: see the role stated in claim_inputs.",
        references="observations.observation_id",
        derived_from=["raw_claim_inputs.record_id", "raw_claim_inputs.role"],
    )
    stated_value: Amount = field(
        "Stated value.",
        "valeur énoncée",
        unit="see unit_id",
        nullable=True,
        null_means="Nothing is stated, or only a range: see its bounds.",
        derived_from=STATED,
    )
    stated_qualifier: Text = field(
        "How the stated value is qualified.",
        "qualification",
        nullable=True,
        null_means=NOTHING_STATED,
        codes="qualifier",
        derived_from="observations.qualifier",
    )
    stated_low: Amount = field(
        "Lower bound of what the stated value stands for.",
        "borne inférieure énoncée",
        unit="see unit_id",
        nullable=True,
        null_means="Nothing is stated, or unbounded below.",
        derived_from=STATED,
    )
    stated_high: Amount = field(
        "Upper bound of what the stated value stands for.",
        "borne supérieure énoncée",
        unit="see unit_id",
        nullable=True,
        null_means="Nothing is stated, or unbounded above.",
        derived_from=STATED,
        formula="that of the observation; for nearly, the value itself",
    )
    recomputed_value: Amount = field(
        "Recomputed value.",
        "valeur recalculée",
        unit="see unit_id",
        nullable=True,
        null_means="It cannot be recomputed, or bounds only can.",
        derived_from=INPUTS,
        formula="see formula; rounded half to even to 6 decimals",
    )
    recomputed_low: Amount = field(
        "Lower bound of the recomputed value.",
        "borne inférieure recalculée",
        unit="see unit_id",
        nullable=True,
        null_means="It cannot be recomputed, or is unbounded below.",
        derived_from=INPUTS,
        formula="interval arithmetic over the bounds of the records",
    )
    recomputed_high: Amount = field(
        "Upper bound of the recomputed value.",
        "borne supérieure recalculée",
        unit="see unit_id",
        nullable=True,
        null_means="It cannot be recomputed, or is unbounded above.",
        derived_from=INPUTS,
        formula="interval arithmetic over the bounds of the records",
    )
    difference: Amount = field(
        "Recomputed value less stated value.",
        "écart",
        unit="see unit_id",
        nullable=True,
        null_means="One of the two is missing.",
        derived_from=INPUTS,
        formula="recomputed_value - stated_value",
    )
    verdict: Text = field(
        "Whether the other printed values bear it out.",
        "verdict",
        codes="verdict",
        derived_from=[*INPUTS, "observations.unit_id"],
        formula="tried in the order of docs/methods.md, before rounding",
    )
    missing: Text = field(
        "What is missing for a recomputation: roles without a record, records without a number or period.",
        "manquant",
        nullable=True,
        null_means="Nothing.",
        derived_from=INPUTS,
    )
    note: Text = field(
        "What the comparison takes for granted, and why it may not hold, in English.", "remarque", derived_from="raw_claims.note_en"
    )

    class Config:
        name = "claims"
        unique = ["claim_id"]


class ClaimInputs(Table):
    """Records that a claim is about (role stated) and that it was recomputed from (the other roles)."""

    claim_id: Text = fields.identifier("claim", "affirmation", references="claims.claim_id", derived_from="raw_claim_inputs.claim_id")
    role: Text = field("What the record is in the formula.", "rôle", codes="claim_role", derived_from="raw_claim_inputs.role")
    table_name: Text = field("Published table of the record.", "table", derived_from="raw_claim_inputs.table_name")
    record_id: Text = field(
        "Key of the record: the key itself where it is one column, else a JSON array of strings.",
        "enregistrement",
        derived_from="raw_claim_inputs.record_id",
    )
    input_no: Whole = field("Number of the record within its claim, from 1.", "numéro", ge=1, derived_from="raw_claim_inputs.input_no")
    factor: Amount = field(
        "What the record's number was multiplied by, to be in the unit of the formula.",
        "facteur",
        unit="1",
        nullable=True,
        null_means="It is in that unit.",
        derived_from="raw_claim_inputs.factor",
    )

    class Config:
        name = "claim_inputs"
        unique = ["claim_id", "role", "table_name", "record_id"]
