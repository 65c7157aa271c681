"""Published tables of the cartography: its printed rows, and the sites, approaches and stages that they name."""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable as Table

CARTOGRAPHY_ROW = {"foreign_keys": [(["document_id", "row_no"], "cartography")]}


class Cartography(Table):
    """Printed rows of the cartography of biomanufacturing actors (Table 3 of the thesis). An actor may have several rows."""

    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_cartography.document_id")
    row_no: Whole = fields.row_no(derived_from="raw_cartography.row_no")
    category_id: Text = fields.identifier(
        "category that the row stands under",
        "catégorie",
        scheme="actor_category",
        references="concepts.concept_id",
        derived_from=["raw_cartography.category", "raw_concept_mapping.concept_id"],
    )
    organisation_id: Text = fields.organisation_id(
        references="organisations.organisation_id", derived_from=["raw_cartography.name", "organisation_names.organisation_id"]
    )
    name_printed: Text = field("Name as printed.", "nom imprimé", derived_from="raw_cartography.name")
    location_printed: Text = field("Location as printed.", "localisation imprimée", derived_from="raw_cartography.location")
    location: Text = field(
        "Location as printed, with the project's corrections.",
        "localisation corrigée",
        derived_from=["raw_cartography.location", "raw_corrections.published"],
    )
    approach_printed: Text = field(
        "Therapeutic approach as printed.",
        "approche imprimée",
        nullable=True,
        null_means="See approach_status.",
        derived_from="raw_cartography.approach",
    )
    approach: Text = field(
        "Therapeutic approach as printed, with the project's corrections.",
        "approche corrigée",
        nullable=True,
        null_means="See approach_status.",
        derived_from=["raw_cartography.approach", "raw_corrections.published"],
    )
    approach_status: Text = field(
        "Whether the text shows an approach for the row.",
        "statut de l'approche",
        codes="cell_status",
        derived_from="raw_cartography.approach_lines",
        formula="'printed' where the cell has lines",
    )
    stage_printed: Text = field(
        "Stage of development as printed.",
        "stade imprimé",
        nullable=True,
        null_means="See stage_status.",
        derived_from="raw_cartography.stage",
    )
    stage: Text = field(
        "Stage of development as printed, with the project's corrections.",
        "stade corrigé",
        nullable=True,
        null_means="See stage_status.",
        derived_from=["raw_cartography.stage", "raw_corrections.published"],
    )
    stage_status: Text = field(
        "Whether the text shows a stage for the row.",
        "statut du stade",
        codes="cell_status",
        derived_from="raw_cartography.stage_lines",
        formula="'printed' where the cell has lines",
    )
    first_line: Whole = fields.first_line(derived_from="raw_cartography.first_line")
    last_line: Whole = fields.last_line(derived_from="raw_cartography.last_line")

    class Config:
        name = "cartography"
        unique = ["document_id", "row_no"]


class OrganisationCategories(Table):
    """Categories that an organisation is given, by the cartography and by the running text; one that the table prints under two headings
    has two rows."""

    organisation_id: Text = fields.organisation_id(
        references="organisations.organisation_id",
        derived_from=["cartography.organisation_id", "raw_organisation_categories.name", "organisation_names.organisation_id"],
    )
    category_id: Text = fields.identifier(
        "category",
        "catégorie",
        scheme="actor_category",
        references="concepts.concept_id",
        derived_from=["cartography.category_id", "raw_organisation_categories.category_id"],
    )
    basis: Text = field(
        "What gives the category.",
        "fondement",
        codes="statement_basis",
        derived_from=["cartography.row_no", "raw_organisation_categories.name"],
        formula="'table' or 'prose'",
    )
    document_id: Text = fields.document_id(
        references="documents.document_id", derived_from=["cartography.document_id", "raw_organisation_categories.document_id"]
    )
    row_no: Whole = fields.row_no(nullable=True, null_means="The running text gives it.", derived_from="cartography.row_no")
    name_printed: Text = field(
        "Name as the running text prints it, at the mention nearest to the category.",
        "nom imprimé",
        nullable=True,
        null_means="A row of the cartography gives it: see there.",
        derived_from="raw_organisation_categories.name",
        lines=("name_first_line", "name_last_line"),
    )
    name_first_line: Whole = fields.first_line(
        of="the name",
        nullable=True,
        null_means="A row of the cartography gives it: see there.",
        derived_from="raw_organisation_categories.name_first_line",
    )
    name_last_line: Whole = fields.last_line(
        of="the name",
        nullable=True,
        null_means="A row of the cartography gives it: see there.",
        derived_from="raw_organisation_categories.name_last_line",
    )
    category_printed: Text = field(
        "The category as the running text prints it.",
        "catégorie imprimée",
        nullable=True,
        null_means="A row of the cartography gives it: see there.",
        derived_from="raw_organisation_categories.category_printed",
        lines=("first_line", "last_line"),
    )
    first_line: Whole = fields.first_line(
        of="the row, or the category as printed", derived_from=["cartography.first_line", "raw_organisation_categories.first_line"]
    )
    last_line: Whole = fields.last_line(
        of="the row, or the category as printed", derived_from=["cartography.last_line", "raw_organisation_categories.last_line"]
    )
    note: Text = fields.reading_note(derived_from="raw_organisation_categories.note_en")

    class Config:
        name = "organisation_categories"
        unique = ["organisation_id", "category_id", "basis"]
        metadata = CARTOGRAPHY_ROW | {"shown_by": {"organisation_id": "name_printed", "category_id": "category_printed"}}


class Sites(Table):
    """Places of a printed row: a cell that names three places gives three sites."""

    document_id: Text = fields.document_id(derived_from="raw_cartography.document_id")
    row_no: Whole = fields.row_no(derived_from="raw_cartography.row_no")
    locality_id: Text = fields.identifier(
        "locality",
        "localité",
        references="localities.locality_id",
        derived_from=["raw_cartography.location", "raw_location_mapping.locality_id"],
    )
    organisation_id: Text = fields.organisation_id(references="organisations.organisation_id", derived_from="cartography.organisation_id")
    site_no: Whole = field("Place within the cell, from 1.", "rang dans la cellule", ge=1, derived_from="raw_cartography.location_lines")
    place_printed: Text = field(
        "The place as printed, without the comma or the word that joins it to the next.",
        "lieu imprimé",
        derived_from="raw_cartography.location",
    )
    area_id: Text = fields.identifier(
        "area that the printed word in parentheses names",
        "zone entre parenthèses",
        nullable=True,
        null_means="Nothing stands in parentheses.",
        references="geographies.geography_id",
        derived_from="raw_location_mapping.area_id",
    )
    first_line: Whole = fields.first_line(of="the place as printed", derived_from="raw_cartography.location_lines")
    last_line: Whole = fields.last_line(of="the place as printed", derived_from="raw_cartography.location_lines")

    class Config:
        name = "sites"
        unique = ["document_id", "row_no", "locality_id"]
        metadata = CARTOGRAPHY_ROW | {"item_of": {"raw_cartography.location": "site_no"}}


class Approaches(Table):
    """Approaches of a printed row, by the project's code list; `top_id` is the broadest concept above each."""

    document_id: Text = fields.document_id(derived_from="raw_cartography.document_id")
    row_no: Whole = fields.row_no(derived_from="raw_cartography.row_no")
    approach_id: Text = fields.identifier(
        "approach",
        "approche",
        scheme="approach",
        references="concepts.concept_id",
        derived_from=["raw_cartography.approach", "raw_concept_mapping.concept_id"],
    )
    organisation_id: Text = fields.organisation_id(references="organisations.organisation_id", derived_from="cartography.organisation_id")
    top_id: Text = fields.identifier(
        "broadest approach above it",
        "approche de tête",
        scheme="approach",
        references="concepts.concept_id",
        derived_from="concepts.top_id",
    )
    item_no: Whole = field(
        "Item of the cell that names it, from 1.", "rang dans la cellule", ge=1, derived_from="raw_cartography.approach_lines"
    )
    first_line: Whole = fields.first_line(of="the item that names it", derived_from="raw_cartography.approach_lines")
    last_line: Whole = fields.last_line(of="the item that names it", derived_from="raw_cartography.approach_lines")

    class Config:
        name = "approaches"
        unique = ["document_id", "row_no", "approach_id"]
        metadata = CARTOGRAPHY_ROW | {"item_of": {"raw_cartography.approach": "item_no"}}


class Stages(Table):
    """Stages of development of a printed row. Rows whose text shows no stage are absent: see cartography.stage_status."""

    document_id: Text = fields.document_id(derived_from="raw_cartography.document_id")
    row_no: Whole = fields.row_no(derived_from="raw_cartography.row_no")
    stage_id: Text = fields.identifier(
        "stage",
        "stade",
        scheme="stage",
        references="concepts.concept_id",
        derived_from=["raw_cartography.stage", "raw_concept_mapping.concept_id"],
    )
    organisation_id: Text = fields.organisation_id(references="organisations.organisation_id", derived_from="cartography.organisation_id")
    item_no: Whole = field(
        "Item of the cell that names it, from 1.", "rang dans la cellule", ge=1, derived_from="raw_cartography.stage_lines"
    )
    first_line: Whole = fields.first_line(of="the item that names it", derived_from="raw_cartography.stage_lines")
    last_line: Whole = fields.last_line(of="the item that names it", derived_from="raw_cartography.stage_lines")

    class Config:
        name = "stages"
        unique = ["document_id", "row_no", "stage_id"]
        metadata = CARTOGRAPHY_ROW | {"item_of": {"raw_cartography.stage": "item_no"}}
