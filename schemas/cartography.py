"""Cartographies of actors, such as Table 3 of the thesis: their printed rows, and the sites, approaches and stages that they name."""

from typing import Any

from schemas import vocabulary
from schemas.bases import RawDocumentTable, Table
from schemas.copies import copied
from schemas.fields import Integer, Text, field
from schemas.places import RawLocationMapping

CARTOGRAPHY_ROW = {"foreign_keys": [(["document_id", "row_no"], "cartography")]}

_ITEM = "the item that names it"


def _item_no(derived_from: str) -> Any:
    """The number of an item within a printed cell."""
    return field("Item of the cell that names it, from 1.", "rang dans la cellule", ge=1, derived_from=derived_from)


class RawCartography(RawDocumentTable):
    """The cartography of actors as printed, row by row and cell by cell."""

    row_no: Text = vocabulary.row_no()
    category: Text = vocabulary.printed_cell(
        "Heading of the band of rows that the row stands under", "catégorie", lines=("category_first_line", "category_last_line")
    )
    category_first_line: Text = vocabulary.first_line(raw=True, of="the band's heading")
    category_last_line: Text = vocabulary.last_line(raw=True, of="the band's heading")
    name: Text = vocabulary.printed_cell("Name", "nom", lines=("name_lines",))
    name_lines: Text = vocabulary.line_ranges("name")
    location: Text = vocabulary.printed_cell("Location, one piece for each place", "localisation", as_list=True, lines=("location_lines",))
    location_lines: Text = vocabulary.location_lines()
    approach: Text = vocabulary.printed_cell(
        "Therapeutic approach", "approche", as_list=True, null_means="The text shows no such cell for the row.", lines=("approach_lines",)
    )
    approach_lines: Text = vocabulary.line_ranges("approach", null_means="The text shows no such cell for the row.")
    stage: Text = vocabulary.printed_cell(
        "Stage of development", "stade", as_list=True, null_means="The text shows no such cell for the row.", lines=("stage_lines",)
    )
    stage_lines: Text = vocabulary.line_ranges("stage", null_means="The text shows no such cell for the row.")
    first_line: Text = vocabulary.first_line(raw=True)
    last_line: Text = vocabulary.last_line(raw=True)

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


class Cartography(Table):
    """Printed rows of the cartographies of biomanufacturing actors that documents print. An actor may have several rows."""

    document_id: Text = copied(RawCartography, "document_id")
    row_no: Integer = copied(RawCartography, "row_no")
    category_id: Text = vocabulary.identifier(
        "category that the row stands under",
        "catégorie",
        scheme="actor_category",
        references="concepts.concept_id",
        derived_from=["raw_cartography.category", "raw_concept_mapping.concept_id"],
    )
    organisation_id: Text = vocabulary.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_cartography.name", "organisation_names.organisation_id"]
    )
    name_printed: Text = field("Name of the actor as the row prints it.", "nom imprimé", derived_from="raw_cartography.name")
    location_printed: Text = vocabulary.location_printed(derived_from="raw_cartography.location")
    location: Text = vocabulary.location_corrected(derived_from=["raw_cartography.location", "raw_corrections.published"])
    approach_printed: Text = field(
        "Therapeutic approach as the row prints it.",
        "approche imprimée",
        null_means="See approach_status.",
        derived_from="raw_cartography.approach",
    )
    approach: Text = field(
        "Therapeutic approach as printed, with the project's corrections.",
        "approche corrigée",
        null_means="See approach_status.",
        derived_from=["raw_cartography.approach", "raw_corrections.published"],
    )
    approach_en: Text = vocabulary.english("Therapeutic approach", "approche (anglais)", null_means="See approach_status.")
    approach_status: Text = field(
        "Whether the text shows an approach for the row.",
        "statut de l’approche",
        codes="cell_status",
        derived_from="raw_cartography.approach_lines",
        formula="'printed' where the cell has lines",
    )
    stage_printed: Text = field(
        "Stage of development as the row prints it.", "stade imprimé", null_means="See stage_status.", derived_from="raw_cartography.stage"
    )
    stage: Text = field(
        "Stage of development as printed, with the project's corrections.",
        "stade corrigé",
        null_means="See stage_status.",
        derived_from=["raw_cartography.stage", "raw_corrections.published"],
    )
    stage_en: Text = vocabulary.english("Stage of development", "stade (anglais)", null_means="See stage_status.")
    stage_status: Text = field(
        "Whether the text shows a stage for the row.",
        "statut du stade",
        codes="cell_status",
        derived_from="raw_cartography.stage_lines",
        formula="'printed' where the cell has lines",
    )
    first_line: Integer = copied(RawCartography, "first_line")
    last_line: Integer = copied(RawCartography, "last_line")

    class Config:
        name = "cartography"
        unique = ["document_id", "row_no"]


class Sites(Table):
    """Places of a printed row: a cell that names three places gives three sites."""

    document_id: Text = copied(RawCartography, "document_id", references=None)
    row_no: Integer = copied(RawCartography, "row_no")
    locality_id: Text = copied(
        RawLocationMapping, "locality_id", derived_from=["raw_cartography.location", "raw_location_mapping.locality_id"]
    )
    organisation_id: Text = copied(Cartography, "organisation_id")
    site_no: Integer = field(
        "Position within the cell, from 1.", "rang dans la cellule", ge=1, derived_from="raw_cartography.location_lines"
    )
    place_printed: Text = field(
        "The place as printed, without the comma or the word that joins it to the next.",
        "lieu imprimé",
        derived_from="raw_cartography.location",
    )
    area_id: Text = vocabulary.identifier(
        "area that the printed word in parentheses names",
        "zone entre parenthèses",
        null_means="Nothing stands in parentheses.",
        references="geographies.geography_id",
        derived_from="raw_location_mapping.area_id",
    )
    first_line: Integer = vocabulary.first_line(of="the place as printed", derived_from="raw_cartography.location_lines")
    last_line: Integer = vocabulary.last_line(of="the place as printed", derived_from="raw_cartography.location_lines")

    class Config:
        name = "sites"
        unique = ["document_id", "row_no", "locality_id"]
        metadata = CARTOGRAPHY_ROW | {"item_of": {"raw_cartography.location": "site_no"}}


class Approaches(Table):
    """Approaches of a printed row, by the project's code list; `top_id` is the broadest concept above each."""

    document_id: Text = copied(RawCartography, "document_id", references=None)
    row_no: Integer = copied(RawCartography, "row_no")
    approach_id: Text = vocabulary.identifier(
        "approach",
        "approche",
        scheme="approach",
        references="concepts.concept_id",
        derived_from=["raw_cartography.approach", "raw_concept_mapping.concept_id"],
    )
    organisation_id: Text = copied(Cartography, "organisation_id")
    top_id: Text = vocabulary.identifier(
        "broadest approach above it",
        "approche de premier niveau",
        scheme="approach",
        references="concepts.concept_id",
        derived_from="concepts.top_id",
    )
    counted_id: Text = vocabulary.identifier(
        "approach that counts and shares use for it",
        "approche comptée",
        scheme="approach",
        references="concepts.concept_id",
        derived_from="concepts.counted_id",
    )
    item_no: Integer = _item_no(derived_from="raw_cartography.approach_lines")
    first_line: Integer = vocabulary.first_line(of=_ITEM, derived_from="raw_cartography.approach_lines")
    last_line: Integer = vocabulary.last_line(of=_ITEM, derived_from="raw_cartography.approach_lines")

    class Config:
        name = "approaches"
        unique = ["document_id", "row_no", "approach_id"]
        metadata = CARTOGRAPHY_ROW | {"item_of": {"raw_cartography.approach": "item_no"}}


class Stages(Table):
    """Stages of development of a printed row. Rows whose text shows no stage are absent: see cartography.stage_status."""

    document_id: Text = copied(RawCartography, "document_id", references=None)
    row_no: Integer = copied(RawCartography, "row_no")
    stage_id: Text = vocabulary.identifier(
        "stage",
        "stade",
        scheme="stage",
        references="concepts.concept_id",
        derived_from=["raw_cartography.stage", "raw_concept_mapping.concept_id"],
    )
    organisation_id: Text = copied(Cartography, "organisation_id")
    item_no: Integer = _item_no(derived_from="raw_cartography.stage_lines")
    first_line: Integer = vocabulary.first_line(of=_ITEM, derived_from="raw_cartography.stage_lines")
    last_line: Integer = vocabulary.last_line(of=_ITEM, derived_from="raw_cartography.stage_lines")

    class Config:
        name = "stages"
        unique = ["document_id", "row_no", "stage_id"]
        metadata = CARTOGRAPHY_ROW | {"item_of": {"raw_cartography.stage": "item_no"}}
