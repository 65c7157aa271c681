"""The comparison of small molecules and biologics (Table 1 of the thesis)."""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, Table
from schemas.copies import copied
from schemas.fields import Integer, Text, field


class RawMoleculeComparison(RawDocumentTable):
    """The comparison of small molecules and biologics, cell by cell: aspect by aspect, from the left column to the right."""

    row_no: Text = vocabulary.row_no()
    aspect: Text = vocabulary.printed_cell("Aspect that is compared", "aspect", lines=("aspect_first_line", "aspect_last_line"))
    aspect_first_line: Text = vocabulary.first_line(raw=True, of="the aspect")
    aspect_last_line: Text = vocabulary.last_line(raw=True, of="the aspect")
    molecule_class: Text = vocabulary.identifier(
        "class of molecules that the column is about", "classe", scheme="molecule_class", references="raw_concepts.concept_id"
    )
    side: Text = field("Side that the column is about.", "côté", codes="comparison_side")
    content: Text = vocabulary.printed_cell("Content", "contenu", as_list=True, lines=("content_lines",))
    content_lines: Text = vocabulary.line_ranges("content")
    first_line: Text = vocabulary.first_line(raw=True)
    last_line: Text = vocabulary.last_line(raw=True)

    class Config:
        name = "raw_molecule_comparison"
        unique = ["document_id", "row_no"]
        metadata = {"place": "document", "numbered": "row_no", "cells": ["aspect", "content"], "bands": ["aspect"]}


class MoleculeComparison(Table):
    """Cells of the comparison of small molecules and biologics (Table 1 of the thesis)."""

    document_id: Text = copied(RawMoleculeComparison, "document_id")
    aspect_id: Text = vocabulary.identifier(
        "aspect that is compared",
        "aspect",
        scheme="comparison_aspect",
        references="concepts.concept_id",
        derived_from=["raw_molecule_comparison.aspect", "raw_concept_mapping.concept_id"],
    )
    molecule_class: Text = vocabulary.identifier(
        "class of molecules",
        "classe de molécules",
        scheme="molecule_class",
        references="concepts.concept_id",
        derived_from="raw_molecule_comparison.molecule_class",
    )
    side: Text = copied(RawMoleculeComparison, "side", description="Side that the cell is on.")
    row_no: Integer = copied(RawMoleculeComparison, "row_no")
    text_fr_printed: Text = field(
        "Text of the cell, in French, as the document prints it.", "texte imprimé", derived_from="raw_molecule_comparison.content"
    )
    text_fr: Text = field(
        "The cell in French, with the project's corrections.",
        "texte corrigé",
        derived_from=["raw_molecule_comparison.content", "raw_corrections.published"],
    )
    text_en: Text = vocabulary.english("The cell", "texte (anglais)")
    first_line: Integer = copied(RawMoleculeComparison, "first_line")
    last_line: Integer = copied(RawMoleculeComparison, "last_line")

    class Config:
        name = "molecule_comparison"
        unique = ["document_id", "aspect_id", "molecule_class", "side"]
