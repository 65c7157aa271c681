"""Published tables of the thesis's other two tables: the comparison of molecules and the history of biomanufacturing."""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable as Table


class MoleculeComparison(Table):
    """Cells of the comparison of small molecules and biologics (Table 1 of the thesis)."""

    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_molecule_comparison.document_id")
    aspect_id: Text = fields.identifier(
        "aspect that is compared",
        "aspect",
        scheme="comparison_aspect",
        references="concepts.concept_id",
        derived_from=["raw_molecule_comparison.aspect", "raw_concept_mapping.concept_id"],
    )
    molecule_class: Text = fields.identifier(
        "class of molecules",
        "classe de molécules",
        scheme="molecule_class",
        references="concepts.concept_id",
        derived_from="raw_molecule_comparison.molecule_class",
    )
    side: Text = field("Side that the cell is on.", "côté", codes="comparison_side", derived_from="raw_molecule_comparison.side")
    row_no: Whole = fields.row_no(derived_from="raw_molecule_comparison.row_no")
    text_fr: Text = field("The cell as printed, in French.", "texte", derived_from="raw_molecule_comparison.content")
    first_line: Whole = fields.first_line(derived_from="raw_molecule_comparison.first_line")
    last_line: Whole = fields.last_line(derived_from="raw_molecule_comparison.last_line")

    class Config:
        name = "molecule_comparison"
        unique = ["document_id", "aspect_id", "molecule_class", "side"]


_NO_PERIOD = "The text shows no period for the row, or one of another kind: see period_kind."


class BiomanufacturingHistory(Table):
    """Printed rows of the history of biomanufacturing (Table 2 of the thesis). Several rows share the platform, technologies and
    people of their era, which are printed once."""

    document_id: Text = fields.document_id(references="documents.document_id", derived_from="raw_biomanufacturing_history.document_id")
    row_no: Whole = fields.row_no(derived_from="raw_biomanufacturing_history.row_no")
    era_id: Text = fields.identifier(
        "era",
        "ère",
        scheme="era",
        references="concepts.concept_id",
        derived_from=["raw_biomanufacturing_history.era", "raw_concept_mapping.concept_id"],
    )
    period_printed: Text = field(
        "Period as printed.",
        "période imprimée",
        nullable=True,
        null_means="The text shows no period for the row.",
        derived_from="raw_biomanufacturing_history.period",
    )
    period_kind: Text = field(
        "How the period is printed.",
        "nature de la période",
        codes="period_kind",
        derived_from="raw_biomanufacturing_history.period_lines",
        formula="years_before_present for a number of ans, decade for a year of four digits",
    )
    years_before_present: Whole = field(
        "Years before the present.",
        "années avant le présent",
        unit="year",
        nullable=True,
        null_means=_NO_PERIOD,
        ge=0,
        derived_from="raw_biomanufacturing_history.period",
    )
    period_qualifier: Text = field(
        "Whether the period is exact or a bound.",
        "qualification",
        codes="qualifier",
        nullable=True,
        null_means="The text shows no period for the row.",
        derived_from="raw_biomanufacturing_history.period",
        formula="less_than where < is printed, else exact",
    )
    year_start: Whole = field(
        "First year of the decade.",
        "première année",
        nullable=True,
        null_means=_NO_PERIOD,
        derived_from="raw_biomanufacturing_history.period",
    )
    year_end: Whole = field(
        "Last year of the decade.",
        "dernière année",
        nullable=True,
        null_means=_NO_PERIOD,
        derived_from="raw_biomanufacturing_history.period",
        formula="year_start + 9",
    )
    location: Text = field("Location as printed.", "localisation", derived_from="raw_biomanufacturing_history.location")
    products: Text = field("Products as printed.", "produits", derived_from="raw_biomanufacturing_history.products")
    platform: Text = field("Production platform as printed.", "plateforme", derived_from="raw_biomanufacturing_history.platform")
    technologies: Text = field("Technologies as printed.", "technologies", derived_from="raw_biomanufacturing_history.technologies")
    people: Text = field("Important people as printed.", "personnes", derived_from="raw_biomanufacturing_history.people")
    merged_with_row: Whole = field(
        "Number of the row with which it shares the printed platform, technologies and people.",
        "fusionnée avec la ligne",
        nullable=True,
        null_means="The row has its own cells.",
        derived_from="raw_biomanufacturing_history.merged_with_row",
    )
    first_line: Whole = fields.first_line(of="the row's own cells", derived_from="raw_biomanufacturing_history.first_line")
    last_line: Whole = fields.last_line(of="the row's own cells", derived_from="raw_biomanufacturing_history.last_line")

    class Config:
        name = "biomanufacturing_history"
        unique = ["document_id", "row_no"]
        metadata = {"printed_in_row": dict.fromkeys(("platform", "technologies", "people"), "merged_with_row")}
