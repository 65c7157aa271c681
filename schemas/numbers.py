"""The ledger of all number tokens of a document: what each is, and which records it feeds."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, Table
from schemas.copies import copied
from schemas.fields import ONE_ITEM, POSITIVE_INTEGER, Integer, Text, field


class RawNumbers(RawDocumentTable):
    """Every number token of a document, with what it is: a datum, or not one for a stated reason."""

    line: Text = vocabulary.first_line(raw=True, of="the token")
    char_start: Text = field("First character within that line, from 1.", "premier caractère", written=POSITIVE_INTEGER)
    end_line: Text = vocabulary.last_line(raw=True, of="the token")
    char_end: Text = field("Last character within the last line.", "dernier caractère", written=POSITIVE_INTEGER)
    token: Text = vocabulary.printed_cell("The number", "nombre")
    disposition: Text = field("Whether the token is a datum, or why it is none.", "nature", codes="number_disposition")
    reason: Text = field("Why, where the kind alone does not say it.", "raison", null_means="The kind says it.", written=ONE_ITEM)

    class Config:
        name = "raw_numbers"
        unique = ["document_id", "line", "char_start"]
        metadata = {"place": "document"}


class NumberLedger(Table):
    """Every number token of a document: a datum that feeds records, or not a datum, for a stated reason. None is missing."""

    document_id: Text = copied(RawNumbers, "document_id")
    line: Integer = copied(RawNumbers, "line")
    char_start: Integer = copied(RawNumbers, "char_start")
    end_line: Integer = copied(RawNumbers, "end_line")
    char_end: Integer = copied(RawNumbers, "char_end")
    token: Text = copied(RawNumbers, "token", description="The number as printed, white space collapsed.")
    disposition: Text = copied(RawNumbers, "disposition")
    reason: Text = copied(RawNumbers, "reason")

    class Config:
        name = "number_ledger"
        unique = ["document_id", "line", "char_start"]


class NumberUses(Table):
    """Records that a number token feeds: a token may feed several, and in several roles."""

    document_id: Text = copied(NumberLedger, "document_id", references=None)
    line: Integer = copied(NumberLedger, "line")
    char_start: Integer = copied(NumberLedger, "char_start", description="First character of the token in its line, from 0.")
    table_name: Text = vocabulary.table_of_record(
        derived_from=[
            "observations.value_printed",
            "biomanufacturing_history.row_no",
            "molecule_comparison.row_no",
            "figure_points.printed",
            "events.date_printed",
            "events.target_year",
        ],
        formula="those whose printed text holds the token",
    )
    record_id: Text = vocabulary.record_id(
        derived_from=["observations.observation_id", "figure_points.point_id", "events.event_id"],
    )
    role: Text = field(
        "What the token is in the record.",
        "rôle",
        codes="number_role",
        derived_from=[
            "observations.period_start",
            "observations.period_end",
            "raw_event_tellings.date_printed",
            "raw_event_tellings.target_printed",
            "raw_biomanufacturing_history.period",
            "raw_molecule_comparison.content",
        ],
    )

    class Config:
        name = "number_uses"
        unique = ["document_id", "line", "char_start", "table_name", "record_id", "role"]
        metadata = {"foreign_keys": [(["document_id", "line", "char_start"], "number_ledger")]}
