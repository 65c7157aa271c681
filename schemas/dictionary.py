"""Published tables of the dataset about itself: its closed code lists, and every column."""

from schemas import vocabulary
from schemas.bases import Table
from schemas.fields import IDENTIFIER, Boolean, Integer, Text, field


class CodeLists(Table):
    """Closed code lists: statuses, kinds and the like that columns are limited to. The vocabularies of the subject are in `concepts`. A
    code may stand in several lists, with the meaning that each gives it."""

    code_list: Text = field("Name of the code list that has the code.", "liste de codes", str_matches=IDENTIFIER)
    code: Text = field("Code, as it stands in the columns of this list.", "code", str_matches=IDENTIFIER)
    sort_order: Integer = vocabulary.sort_order(ge=1)
    label_fr: Text = vocabulary.label_fr("Name of the code")
    label_en: Text = vocabulary.label_en("Name of the code")
    definition_en: Text = vocabulary.definition_en("code")

    class Config:
        name = "code_lists"
        unique = ["code_list", "code"]


class DataDictionary(Table):
    """Every column of every published table, made from the schemas."""

    schema_name: Text = field(
        "Schema of the table in the database, and its folder in parquet/ and csv/: main, at the top, or core.",
        "schéma",
        isin=["main", "core"],
    )
    table_position: Integer = field("Position of the table in reading order, from 1.", "rang de la table", ge=1)
    table_name: Text = field("Published table that has the column.", "table")
    column_name: Text = field("Name of the column that the row describes.", "colonne")
    position: Integer = field("Position of the column in its table, from 1.", "rang", ge=1)
    type: Text = field("Type, by its name in DuckDB.", "type")
    unit: Text = field(
        "Unit of measurement of the column's values.",
        "unité",
        null_means="It is no measurement: text, a flag, or a number that only names or orders, such as a year or a line.",
    )
    is_nullable: Boolean = field("Whether a cell may be empty.", "peut être vide")
    null_means_en: Text = field(
        "What an empty cell of the column means, in English.", "sens du vide (anglais)", null_means="No cell is empty."
    )
    null_means_fr: Text = field("What an empty cell of the column means, in French.", "sens du vide", null_means="No cell is empty.")
    is_key: Boolean = field("Whether the column is part of the table's key.", "fait partie de la clé")
    foreign_key: Text = field("Column of another table that it points to.", "clé étrangère", null_means="It points to no other table.")
    code_list: Text = field(
        "Code list that it is limited to: one of `code_lists`, or, after 'concepts:', a scheme of `concepts`, or several.",
        "liste de codes",
        null_means="The column is not coded.",
    )
    allowed_codes: Text = field(
        "Codes that the column may hold, separated by commas.", "codes admis", null_means="The column is not coded, or by `concepts`."
    )
    derived_from: Text = field("Columns that it is made from.", "provient de", null_means="It is made by the build itself.")
    formula: Text = field("How it is made, where that is more than a copy.", "formule", null_means="It is a copy.")
    description_en: Text = field("What a cell of the column holds, in English.", "description (anglais)")
    description_fr: Text = field("What a cell of the column holds, in French.", "description")
    label_fr: Text = vocabulary.label_fr("Short name of the column")
    licence: Text = field(
        "Licence of its cells: that of the project's own work, by its SPDX identifier, or, for text of a document, 'as "
        "printed' with what is known of the document's licence.",
        "licence",
        derived_from="documents.licence",
    )

    class Config:
        name = "data_dictionary"
        unique = ["table_name", "column_name"]
