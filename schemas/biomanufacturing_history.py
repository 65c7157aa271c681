"""The history of biomanufacturing (Table 2 of the thesis)."""

from typing import Any

from schemas import vocabulary
from schemas.bases import RawDocumentTable, Table
from schemas.copies import copied
from schemas.fields import POSITIVE_INTEGER, Integer, Text, columns, field

_RAW = "raw_biomanufacturing_history"

_MERGED_CELL = "The cell is merged with that of the row in merged_with_row."

# Published columns that show a cell which several rows share.
_MERGED_CELLS = ("platform_printed", "platform", "technologies_printed", "technologies", "people_printed", "people")

_NO_PERIOD = "The text shows no period for the row, or one of another kind: see period_kind."


class RawBiomanufacturingHistory(RawDocumentTable):
    """The history of biomanufacturing as printed, row by row and cell by cell."""

    row_no: Text = vocabulary.row_no()
    era: Text = vocabulary.printed_cell("Era that the row stands under", "révolution", lines=("era_first_line", "era_last_line"))
    era_first_line: Text = vocabulary.first_line(raw=True, of="the era")
    era_last_line: Text = vocabulary.last_line(raw=True, of="the era")
    period: Text = vocabulary.printed_cell(
        "Period", "période", as_list=True, null_means="The text shows no period for the row.", lines=("period_lines",)
    )
    period_lines: Text = vocabulary.line_ranges("period", null_means="The text shows no period for the row.")
    period_kind: Text = field("What the printed period stands for.", "nature de la période", codes="period_kind")
    location: Text = vocabulary.printed_cell("Location", "localisation", as_list=True, lines=("location_lines",))
    location_lines: Text = vocabulary.location_lines()
    products: Text = vocabulary.printed_cell("Products", "produits", as_list=True, lines=("products_lines",))
    products_lines: Text = vocabulary.line_ranges("products")
    platform: Text = vocabulary.printed_cell(
        "Production platform", "plateforme", as_list=True, null_means=_MERGED_CELL, lines=("platform_lines",)
    )
    platform_lines: Text = vocabulary.line_ranges("platform", null_means=_MERGED_CELL)
    technologies: Text = vocabulary.printed_cell(
        "Technologies used", "technologies", as_list=True, null_means=_MERGED_CELL, lines=("technologies_lines",)
    )
    technologies_lines: Text = vocabulary.line_ranges("technologies", null_means=_MERGED_CELL)
    people: Text = vocabulary.printed_cell("Important people", "personnes", as_list=True, null_means=_MERGED_CELL, lines=("people_lines",))
    people_lines: Text = vocabulary.line_ranges("people", null_means=_MERGED_CELL)
    merged_with_row: Text = field(
        "Number of the row whose platform, technologies and people are printed once for this row too.",
        "fusionnée avec la ligne",
        null_means="The row has its own cells.",
        written=POSITIVE_INTEGER,
    )
    first_line: Text = vocabulary.first_line(raw=True)
    last_line: Text = vocabulary.last_line(raw=True)

    class Config:
        name = "raw_biomanufacturing_history"
        unique = ["document_id", "row_no"]
        metadata = {
            "place": "document",
            "numbered": "row_no",
            "cells": ["era", "period", "location", "products", "platform", "technologies", "people"],
            "bands": ["era"],
        }


def _printed(cell: str, what: str, label_fr: str) -> Any:
    """A cell of the history as printed; merged cells are filled."""
    return copied(
        RawBiomanufacturingHistory, cell, description=f"{what}, as printed in this row of the history.", label_fr=label_fr, null_means=None
    )


def _corrected(cell: str, what: str, label_fr: str) -> Any:
    """A cell of the history with the project's corrections; merged cells are filled."""
    words = f"{what}, as printed in this row of the history, with the project's corrections."
    own = {"description": words, "label_fr": label_fr, "null_means": None}
    return copied(RawBiomanufacturingHistory, cell, also_from="raw_corrections.published", **own)


def _year(description: str, label_fr: str, formula: str | None) -> Any:
    """An end of a period that is printed as a year."""
    return field(description, label_fr, null_means=_NO_PERIOD, derived_from=columns(_RAW, "period", "period_kind"), formula=formula)


class BiomanufacturingHistory(Table):
    """Printed rows of the history of biomanufacturing (Table 2 of the thesis). Several rows share the platform, technologies and
    people of their era, which are printed once."""

    document_id: Text = copied(RawBiomanufacturingHistory, "document_id")
    row_no: Integer = copied(RawBiomanufacturingHistory, "row_no")
    era_id: Text = vocabulary.identifier(
        "era",
        "ère",
        scheme="era",
        references="concepts.concept_id",
        derived_from=["raw_biomanufacturing_history.era", "raw_concept_mapping.concept_id"],
    )
    period_printed: Text = field(
        "Period as the history prints it.",
        "période imprimée",
        null_means="The text shows no period for the row.",
        derived_from="raw_biomanufacturing_history.period",
    )
    period_en: Text = vocabulary.english("Period", "période (anglais)", null_means="The text shows no period for the row.")
    period_kind: Text = copied(RawBiomanufacturingHistory, "period_kind")
    years_before_present: Integer = field(
        "Number of years before the present that the printed period says.",
        "années avant le présent",
        unit="year",
        null_means=_NO_PERIOD,
        ge=0,
        derived_from=columns(_RAW, "period", "period_kind"),
    )
    period_qualifier: Text = field(
        "Whether the period is exact or a bound.",
        "qualification",
        codes="qualifier",
        null_means="The text shows no period for the row.",
        derived_from="raw_biomanufacturing_history.period",
        formula="less_than where < is printed, else exact",
    )
    year_start: Integer = _year("First year of the period: the printed one.", "première année", None)
    year_end: Integer = _year(
        "Last year that the printed period may mean.", "dernière année", "year_start + 9 for a decade, year_start for a year"
    )
    location_printed: Text = vocabulary.location_printed(derived_from="raw_biomanufacturing_history.location")
    location: Text = vocabulary.location_corrected(derived_from=["raw_biomanufacturing_history.location", "raw_corrections.published"])
    location_en: Text = vocabulary.english("Location", "localisation (anglais)")
    products_printed: Text = _printed("products", "Products", "produits imprimés")
    products: Text = _corrected("products", "Products", "produits corrigés")
    products_en: Text = vocabulary.english("Products", "produits (anglais)")
    platform_printed: Text = _printed("platform", "Production platform", "plateforme imprimée")
    platform: Text = _corrected("platform", "Production platform", "plateforme corrigée")
    platform_en: Text = vocabulary.english("Production platform", "plateforme (anglais)")
    technologies_printed: Text = _printed("technologies", "Technologies", "technologies imprimées")
    technologies: Text = _corrected("technologies", "Technologies", "technologies corrigées")
    technologies_en: Text = vocabulary.english("Technologies", "technologies (anglais)")
    people_printed: Text = _printed("people", "Important people", "personnes imprimées")
    people: Text = _corrected("people", "Important people", "personnes corrigées")
    people_en: Text = vocabulary.english("Important people", "personnes (anglais)")
    merged_with_row: Integer = field(
        "Number of the row with which it shares the printed platform, technologies and people.",
        "fusionnée avec la ligne",
        null_means="The row has its own cells.",
        derived_from="raw_biomanufacturing_history.merged_with_row",
    )
    first_line: Integer = vocabulary.first_line(of="the row's own cells", derived_from="raw_biomanufacturing_history.first_line")
    last_line: Integer = vocabulary.last_line(of="the row's own cells", derived_from="raw_biomanufacturing_history.last_line")

    class Config:
        name = "biomanufacturing_history"
        unique = ["document_id", "row_no"]
        metadata = {"printed_in_row": dict.fromkeys(_MERGED_CELLS, "merged_with_row")}
