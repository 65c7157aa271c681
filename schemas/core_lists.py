"""Published table of what the documents enumerate."""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable as Table


class ListedItems(Table):
    """Items that a document names one by one, and of which it states the number, or the rank that follows from them."""

    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_listed_items.document_id")
    entry_no: Whole = field(
        "Number of the item within the document, from 1 in reading order.", "numéro", ge=1, derived_from="raw_listed_items.entry_no"
    )
    observation_id: Text = fields.identifier(
        "observation that states the number or rank",
        "observation",
        references="observations.observation_id",
        derived_from=["raw_listed_items.document_id", "raw_listed_items.statement_id"],
        formula="document_id and statement_id, joined by a hyphen",
    )
    printed: Text = field("The item as printed.", "imprimé", derived_from="raw_listed_items.printed")
    first_line: Whole = fields.first_line(of="the item", derived_from="raw_listed_items.first_line")
    last_line: Whole = fields.last_line(of="the item", derived_from="raw_listed_items.last_line")

    class Config:
        name = "listed_items"
        unique = ["document_id", "entry_no"]
