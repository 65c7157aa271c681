"""Raw reference tables of claims: which printed statements are held against others, and what printed values imply.

Belongs here: the choice of a claim, its formula and the records that it is computed from.
Does not belong here: any number of a claim, or its verdict; both are computed in `pipeline/metrics/claims.py`.
"""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable
from schemas.raw_statements import DECIMAL


class RawClaims(RawTable):
    """Claims: a printed statement that other printed values can confirm or refute, or a value that they imply."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    claim_id: Text = fields.identifier("claim", "affirmation")
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    statement_fr: Text = field("What is stated or implied, in French, without its number.", "énoncé en français", str_matches=fields.TIDY)
    statement_en: Text = field("What is stated or implied, in English, without its number.", "énoncé", str_matches=fields.TIDY)
    formula: Text = field("Formula by which it is recomputed.", "formule", codes="claim_formula")
    unit_id: Text = fields.unit_id(references="raw_units.unit_id")
    note_en: Text = field("What the comparison takes for granted, and why it may not hold.", "remarque", str_matches=fields.TIDY)

    class Config:
        name = "raw_claims"
        unique = ["claim_id"]
        metadata = {"place": "reference"}


class RawClaimInputs(RawTable):
    """Records that a claim is about (role stated) and that it is recomputed from (the other roles)."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    claim_id: Text = fields.identifier("claim", "affirmation", references="raw_claims.claim_id")
    input_no: Text = field("Number of the record within its claim, from 1.", "numéro", str_matches=fields.LINE)
    role: Text = field("What the record is in the formula.", "rôle", codes="claim_role")
    table_name: Text = field("Published table of the record.", "table", str_matches=fields.IDENTIFIER)
    record_id: Text = field(
        "Key of the record: the key itself where it is one column, else a JSON array of strings.",
        "enregistrement",
        str_matches=fields.TIDY,
    )
    factor: Text = field(
        "What the record's number is multiplied by, to be in the unit of the formula.",
        "facteur",
        nullable=True,
        null_means="It is in that unit.",
        str_matches=DECIMAL,
    )

    class Config:
        name = "raw_claim_inputs"
        unique = ["claim_id", "role", "table_name", "record_id"]
        metadata = {"place": "reference"}
