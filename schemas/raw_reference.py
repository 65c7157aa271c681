"""Raw reference tables: what the project decides, in raw/reference/.

Belongs here: code lists, areas and places, organisations and their names, mappings from printed text to codes.
Does not belong here: anything that a document prints and the project does not decide.
"""

from schemas import fields
from schemas.fields import Text, Whole, field
from schemas.raw import RawTable


class RawConcepts(RawTable):
    """Code lists of the subject, with labels, definitions and broader concepts."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    concept_id: Text = fields.identifier("concept", "concept")
    scheme: Text = field("Code list that it belongs to.", "liste de codes", str_matches=fields.IDENTIFIER)
    label_fr: Text = fields.label_fr()
    label_en: Text = fields.label_en()
    definition_en: Text = fields.definition_en()
    broader_id: Text = fields.identifier(
        "broader concept", "concept générique", nullable=True, null_means="A top concept.", references="raw_concepts.concept_id"
    )
    sort_order: Text = field("Place in its list, from 1.", "ordre", str_matches=fields.LINE)

    class Config:
        name = "raw_concepts"
        unique = ["concept_id"]
        metadata = {"place": "reference"}


class RawGeographies(RawTable):
    """Areas from the world down to municipalities, with official codes."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    geography_id: Text = fields.identifier("area", "zone")
    label_fr: Text = fields.label_fr()
    label_en: Text = fields.label_en()
    level: Text = field("Level of the area.", "niveau", codes="geography_level")
    parent_id: Text = fields.identifier(
        "next larger area", "zone englobante", nullable=True, null_means="The world.", references="raw_geographies.geography_id"
    )
    code_scheme: Text = field(
        "Classification that the code is from.", "nomenclature", nullable=True, null_means="The area has no code.", str_matches=fields.TIDY
    )
    code: Text = field("Code of the area.", "code", nullable=True, null_means="The area has no code.", str_matches=r"^[A-Z0-9-]+$")
    code_source: Text = field("Where the code is from.", "source du code", nullable=True, null_means="The area has no code.")

    class Config:
        name = "raw_geographies"
        unique = ["geography_id"]
        metadata = {"place": "reference"}


class RawLocalities(RawTable):
    """Places on the map; their official codes follow from the area that holds them."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    locality_id: Text = fields.identifier("locality", "localité")
    label_fr: Text = fields.label_fr()
    label_en: Text = fields.label_en()
    parent_id: Text = fields.identifier(
        "municipality that it is or lies in (or the arrondissement, where the document leaves the municipality open)",
        "commune",
        references="raw_geographies.geography_id",
    )
    postal_code: Text = field(
        "Postal code.", "code postal", nullable=True, null_means="The place is not narrowed down to one.", str_matches=r"^[0-9]{4}$"
    )
    postal_code_source: Text = field(
        "Where the postal code is from.", "source du code postal", nullable=True, null_means="There is no postal code."
    )
    latitude: Text = field("Latitude, WGS 84.", "latitude", str_matches=r"^-?[0-9]+\.[0-9]+$", number_between={"low": -90, "high": 90})
    longitude: Text = field("Longitude, WGS 84.", "longitude", str_matches=r"^-?[0-9]+\.[0-9]+$", number_between={"low": -180, "high": 180})
    coordinates_source: Text = field("Where the coordinates are from.", "source des coordonnées", str_matches=fields.TIDY)

    class Config:
        name = "raw_localities"
        unique = ["locality_id"]
        metadata = {"place": "reference"}


class RawOrganisations(RawTable):
    """One row per actor, however often and however spelt it is printed."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    organisation_id: Text = fields.organisation_id()
    name: Text = field("Name that the project uses for it.", "nom", str_matches=fields.TIDY)
    organisation_type: Text = fields.identifier(
        "type of organisation", "type", scheme="organisation_type", references="raw_concepts.concept_id"
    )

    class Config:
        name = "raw_organisations"
        unique = ["organisation_id"]
        metadata = {"place": "reference"}


class RawOrganisationNames(RawTable):
    """Names that each document prints an organisation under."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    document_id: Text = fields.document_id(references="raw_documents.document_id")
    name: Text = fields.printed_cell("The name", "nom", lines=("first_line", "last_line"))
    organisation_id: Text = fields.organisation_id(references="raw_organisations.organisation_id")
    kind: Text = field("Kind of name.", "genre de nom", codes="name_kind")
    first_line: Text = fields.first_line(raw=True, of="the name where it first stands for the organisation", or_page=True)
    last_line: Text = fields.last_line(raw=True, of="the name where it first stands for the organisation", or_page=True)
    source_url: Text = fields.source_url()
    source_url_kind: Text = fields.source_url_kind()

    class Config:
        name = "raw_organisation_names"
        unique = ["document_id", "name"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"place": "reference"}


class RawOrganisationIdentifiers(RawTable):
    """Identifiers of organisations in registers, each with the place where it was seen."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    organisation_id: Text = fields.organisation_id(references="raw_organisations.organisation_id")
    scheme: Text = field("Register or standard.", "registre", codes="identifier_scheme")
    identifier: Text = field("Identifier as its register writes it.", "identifiant", str_matches=fields.TIDY)
    status: Text = field("Whether it is withdrawn.", "statut", codes="identifier_status")
    legal_name_seen: Text = field("Name that stands beside it.", "nom vu", str_matches=fields.TIDY)
    source_url: Text = field("Address where it was seen.", "adresse", str_matches=fields.ADDRESS)
    source_url_kind: Text = field("What is known to stand at source_url.", "nature de l'adresse", codes="source_url_kind")
    note_en: Text = field("What else is known, and doubts.", "remarque", nullable=True, null_means="Plain.", str_matches=fields.TIDY)

    class Config:
        name = "raw_organisation_identifiers"
        unique = ["organisation_id", "scheme", "identifier"]
        metadata = {"place": "reference"}


class RawLocationMapping(RawTable):
    """What each printed place means: a locality, and the area that the word in parentheses names."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    printed: Text = fields.printed_cell("A place", "imprimé")
    locality_id: Text = fields.identifier("locality", "localité", references="raw_localities.locality_id")
    area_id: Text = fields.identifier(
        "area that the word in parentheses names",
        "zone",
        nullable=True,
        null_means="Nothing stands in parentheses.",
        references="raw_geographies.geography_id",
    )

    class Config:
        name = "raw_location_mapping"
        unique = ["printed"]
        metadata = {"place": "reference"}


class RawConceptMapping(RawTable):
    """Which concepts of a code list a printed cell names; one row for each of them."""

    source_file: Text = fields.source_file()
    source_line: Whole = fields.source_line()
    scheme: Text = field("Code list that the printed text is read by.", "liste de codes", str_matches=fields.IDENTIFIER)
    printed: Text = fields.printed_cell("A cell", "imprimé")
    concept_id: Text = fields.identifier("concept", "concept")

    class Config:
        name = "raw_concept_mapping"
        unique = ["scheme", "printed", "concept_id"]
        metadata = {"place": "reference", "foreign_keys": [(["scheme", "concept_id"], "raw_concepts")]}
