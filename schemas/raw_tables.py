"""Raw tables of what a document prints as a table: transcribed cell by cell, each with its lines.

`Config.metadata` says how the cells are read: "cells" in reading order; "bands", headings that stand above several rows and are
repeated on each; "numbered", the column that counts the rows in their order.
"""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable


class RawCartography(RawTable):
    """The cartography of actors as printed, row by row and cell by cell."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    row_no: Text = fields.row_no(raw=True)
    category: Text = fields.printed_cell(
        "Heading of the band of rows that the row stands under",
        "catégorie",
        lines=("category_first_line", "category_last_line"),
    )
    category_first_line: Text = fields.first_line(raw=True, of="the band's heading")
    category_last_line: Text = fields.last_line(raw=True, of="the band's heading")
    name: Text = fields.printed_cell("Name", "nom", lines=("name_lines",))
    name_lines: Text = fields.runs("name")
    location: Text = fields.printed_cell("Location, one piece for each place", "localisation", pieces=True, lines=("location_lines",))
    location_lines: Text = fields.runs("location")
    approach: Text = fields.printed_cell(
        "Therapeutic approach",
        "approche",
        pieces=True,
        nullable=True,
        null_means="The text shows no such cell for the row.",
        lines=("approach_lines",),
    )
    approach_lines: Text = fields.runs("approach", nullable=True, null_means="The text shows no such cell for the row.")
    stage: Text = fields.printed_cell(
        "Stage of development",
        "stade",
        pieces=True,
        nullable=True,
        null_means="The text shows no such cell for the row.",
        lines=("stage_lines",),
    )
    stage_lines: Text = fields.runs("stage", nullable=True, null_means="The text shows no such cell for the row.")
    first_line: Text = fields.first_line(raw=True)
    last_line: Text = fields.last_line(raw=True)

    class Config:
        name = "raw_cartography"
        unique = ["document_id", "row_no"]
        metadata = {
            "place": "document",
            "numbered": "row_no",
            "cells": ["category", "name", "location", "approach", "stage"],
            "bands": ["category"],
            "foreign_keys": [(["document_id", "name"], "raw_organisation_names")],
        }


class RawMoleculeComparison(RawTable):
    """The comparison of small molecules and biologics, cell by cell: aspect by aspect, from the left column to the right."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    row_no: Text = fields.row_no(raw=True)
    aspect: Text = fields.printed_cell("Aspect that is compared", "aspect", lines=("aspect_first_line", "aspect_last_line"))
    aspect_first_line: Text = fields.first_line(raw=True, of="the aspect")
    aspect_last_line: Text = fields.last_line(raw=True, of="the aspect")
    molecule_class: Text = fields.identifier(
        "class of molecules that the column is about", "classe", scheme="molecule_class", references="raw_concepts.concept_id"
    )
    side: Text = field("Side that the column is about.", "côté", codes="comparison_side")
    content: Text = fields.printed_cell("Content", "contenu", pieces=True, lines=("content_lines",))
    content_lines: Text = fields.runs("content")
    first_line: Text = fields.first_line(raw=True)
    last_line: Text = fields.last_line(raw=True)

    class Config:
        name = "raw_molecule_comparison"
        unique = ["document_id", "row_no"]
        metadata = {"place": "document", "numbered": "row_no", "cells": ["aspect", "content"], "bands": ["aspect"]}


_MERGED = "The cell is merged with that of the row in merged_with_row."


class RawBiomanufacturingHistory(RawTable):
    """The history of biomanufacturing as printed, row by row and cell by cell."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    row_no: Text = fields.row_no(raw=True)
    era: Text = fields.printed_cell("Era that the row stands under", "révolution", lines=("era_first_line", "era_last_line"))
    era_first_line: Text = fields.first_line(raw=True, of="the era")
    era_last_line: Text = fields.last_line(raw=True, of="the era")
    period: Text = fields.printed_cell(
        "Period", "période", pieces=True, nullable=True, null_means="The text shows no period for the row.", lines=("period_lines",)
    )
    period_lines: Text = fields.runs("period", nullable=True, null_means="The text shows no period for the row.")
    location: Text = fields.printed_cell("Location", "localisation", pieces=True, lines=("location_lines",))
    location_lines: Text = fields.runs("location")
    products: Text = fields.printed_cell("Products", "produits", pieces=True, lines=("products_lines",))
    products_lines: Text = fields.runs("products")
    platform: Text = fields.printed_cell(
        "Production platform", "plateforme", pieces=True, nullable=True, null_means=_MERGED, lines=("platform_lines",)
    )
    platform_lines: Text = fields.runs("platform", nullable=True, null_means=_MERGED)
    technologies: Text = fields.printed_cell(
        "Technologies used", "technologies", pieces=True, nullable=True, null_means=_MERGED, lines=("technologies_lines",)
    )
    technologies_lines: Text = fields.runs("technologies", nullable=True, null_means=_MERGED)
    people: Text = fields.printed_cell(
        "Important people", "personnes", pieces=True, nullable=True, null_means=_MERGED, lines=("people_lines",)
    )
    people_lines: Text = fields.runs("people", nullable=True, null_means=_MERGED)
    merged_with_row: Text = field(
        "Number of the row whose platform, technologies and people are printed once for this row too.",
        "fusionnée avec la ligne",
        nullable=True,
        null_means="The row has its own cells.",
        str_matches=fields.LINE,
    )
    first_line: Text = fields.first_line(raw=True)
    last_line: Text = fields.last_line(raw=True)

    class Config:
        name = "raw_biomanufacturing_history"
        unique = ["document_id", "row_no"]
        metadata = {
            "place": "document",
            "numbered": "row_no",
            "cells": ["era", "period", "location", "products", "platform", "technologies", "people"],
            "bands": ["era"],
        }
