"""Organisations: who they are, the names they are printed under, and their identifiers in registers.

Does not belong here: what documents state of them; that is in `organisation_statements`, `events` and `relations`.
"""

from schemas import vocabulary
from schemas.bases import RawDocumentTable, RawTable, Table
from schemas.copies import copied
from schemas.fields import ONE_ITEM, WEB_ADDRESS, Boolean, Integer, Text, field


class RawOrganisations(RawTable):
    """One row per organisation, however often and in whatever spelling it is printed."""

    organisation_id: Text = vocabulary.organisation_id()
    name: Text = field("Name that the project uses for it.", "nom", written=ONE_ITEM)
    name_en: Text = field(
        "Name of the organisation in English, or as printed.", "nom anglais", null_means="`name` is used in English.", written=ONE_ITEM
    )
    name_fr: Text = field(
        "Name of the organisation in French, or as printed.", "nom français", null_means="`name` is used in French.", written=ONE_ITEM
    )
    name_basis: Text = field(
        "Basis of the names that no document prints, and of the names in English and French.",
        "fondement des noms",
        null_means="A document prints its one name.",
        written=ONE_ITEM,
    )
    organisation_type: Text = vocabulary.identifier(
        "type of organisation", "type", scheme="organisation_type", references="raw_concepts.concept_id"
    )

    class Config:
        name = "raw_organisations"
        unique = ["organisation_id"]
        metadata = {"place": "reference"}


class RawOrganisationNames(RawDocumentTable):
    """Names under which each document prints an organisation."""

    name: Text = vocabulary.printed_cell("The name", "nom", lines=("first_line", "last_line"))
    organisation_id: Text = vocabulary.organisation_id(references="raw_organisations.organisation_id")
    kind: Text = field("Kind of name: printed, former or acronym.", "genre de nom", codes="name_kind")
    first_line: Text = vocabulary.first_line(raw=True, of="the name where it first stands for the organisation", or_page=True)
    last_line: Text = vocabulary.last_line(raw=True, of="the name where it first stands for the organisation", or_page=True)
    source_url: Text = vocabulary.source_url()
    source_url_kind: Text = vocabulary.source_url_kind()

    class Config:
        name = "raw_organisation_names"
        unique = ["document_id", "name"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}
        metadata = {"place": "reference", "checked_with": ["raw_reading_exceptions"]}


class RawOrganisationIdentifiers(RawTable):
    """Identifiers of organisations in registers, each with the place where it was seen."""

    organisation_id: Text = vocabulary.organisation_id(references="raw_organisations.organisation_id")
    scheme: Text = field("Register or standard that the identifier is of.", "registre", codes="identifier_scheme")
    identifier: Text = field("Identifier as its register writes it.", "identifiant", written=ONE_ITEM)
    status: Text = field("Whether its register has withdrawn it, as far as was seen.", "statut", codes="identifier_status")
    legal_name_seen: Text = field("Legal name that stands beside the identifier.", "nom vu", written=ONE_ITEM)
    source_url: Text = field("Address of the page where the identifier was seen.", "adresse", written=WEB_ADDRESS)
    source_url_kind: Text = vocabulary.source_url_kind(null_means=None)
    note_en: Text = field("What else is known, and doubts.", "remarque", null_means="There is nothing to add.", written=ONE_ITEM)

    class Config:
        name = "raw_organisation_identifiers"
        unique = ["organisation_id", "scheme", "identifier"]
        metadata = {"place": "reference", "checked_with": ["raw_organisation_names", "raw_registry_records"]}


class RawRegistryRecords(RawTable):
    """What a record of a public register lists for one organisation, read again. An identifier without a check digit must be in one: a
    slip in it shows nowhere else."""

    record: Text = field("The record, as its register names it.", "fiche", written=ONE_ITEM)
    legal_name: Text = field("Legal name in the record.", "nom légal", written=ONE_ITEM)
    scheme: Text = field("Register or standard of the identifier.", "registre", codes="identifier_scheme")
    identifier: Text = field("Identifier that the record lists.", "identifiant", written=ONE_ITEM)

    class Config:
        name = "raw_registry_records"
        unique = ["record", "scheme", "identifier"]
        metadata = {"place": "reference"}


class Organisations(Table):
    """One row per organisation, however often and in whatever spelling it is printed. An organisation is what one printed name stands for:
    GSK and others are a group in the prose and its Walloon sites in the cartography, and have one row. Each is named by a document."""

    organisation_id: Text = copied(RawOrganisations, "organisation_id", also_from="raw_organisation_names.organisation_id")
    name: Text = copied(RawOrganisations, "name")
    name_en: Text = copied(
        RawOrganisations, "name_en", also_from="raw_organisations.name", null_means=None, formula="name where none is given"
    )
    name_fr: Text = copied(
        RawOrganisations, "name_fr", also_from="raw_organisations.name", null_means=None, formula="name where none is given"
    )
    name_basis: Text = copied(RawOrganisations, "name_basis")
    organisation_type: Text = copied(RawOrganisations, "organisation_type")
    group_id: Text = vocabulary.identifier(
        "organisation whose group it belongs to, as a document states it",
        "groupe",
        null_means="No document puts it into a group.",
        references="organisations.organisation_id",
        derived_from=[
            "raw_relations.subject_name",
            "raw_relations.object_name",
            "raw_relations.relation_type",
            "raw_relations.status",
            "raw_relation_types.makes_group",
            "raw_organisation_names.organisation_id",
        ],
        formula="object of its current tie of a type that makes a group, followed up to its end",
    )
    in_cartography: Boolean = field(
        "Whether a printed row of a cartography is about it.",
        "dans la cartographie",
        derived_from=["raw_cartography.name", "raw_organisation_names.organisation_id"],
        formula="true when a name printed in the cartography is one of its names",
    )
    in_prose: Boolean = field(
        "Whether the running text, headings included, names it.",
        "dans le texte",
        derived_from=["raw_organisation_names.first_line", "raw_cartography.first_line", "raw_cartography.last_line"],
        formula="true when one of its names first stands outside the lines of the cartography",
    )

    class Config:
        name = "organisations"
        unique = ["organisation_id"]


class OrganisationNames(Table):
    """Names under which the documents print an organisation, with the place where the name first stands for it."""

    organisation_id: Text = copied(RawOrganisationNames, "organisation_id")
    name: Text = copied(RawOrganisationNames, "name", description="Name of the organisation, as the document prints it.")
    document_id: Text = copied(RawOrganisationNames, "document_id")
    kind: Text = copied(RawOrganisationNames, "kind")
    first_line: Integer = vocabulary.first_line(
        of="the name where it first stands for it", or_page=True, derived_from="raw_organisation_names.first_line"
    )
    last_line: Integer = vocabulary.last_line(
        of="the name where it first stands for it", or_page=True, derived_from="raw_organisation_names.last_line"
    )
    source_url: Text = copied(RawOrganisationNames, "source_url")
    source_url_kind: Text = copied(RawOrganisationNames, "source_url_kind")

    class Config:
        name = "organisation_names"
        unique = ["organisation_id", "name", "document_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "source_url"}


class OrganisationIdentifiers(Table):
    """Identifiers of organisations in registers, each with the place where it was seen. Form and check digits are checked; that the number
    is that of the organisation is what a person saw there."""

    organisation_id: Text = copied(
        RawOrganisationIdentifiers,
        "organisation_id",
        references="organisations.organisation_id",
        also_from="organisations.organisation_id",
    )
    scheme: Text = copied(RawOrganisationIdentifiers, "scheme")
    identifier: Text = copied(RawOrganisationIdentifiers, "identifier")
    status: Text = copied(RawOrganisationIdentifiers, "status")
    legal_name_seen: Text = copied(RawOrganisationIdentifiers, "legal_name_seen")
    source_url: Text = copied(RawOrganisationIdentifiers, "source_url")
    source_url_kind: Text = copied(RawOrganisationIdentifiers, "source_url_kind")
    note: Text = copied(RawOrganisationIdentifiers, "note_en", description="What else is known, and doubts, in English.")

    class Config:
        name = "organisation_identifiers"
        unique = ["organisation_id", "scheme", "identifier"]
