"""Published table of identifiers of organisations in registers."""

from schemas import fields
from schemas.fields import Text, field
from schemas.raw import RawTable as Table


class OrganisationIdentifiers(Table):
    """Identifiers of organisations in registers, each with the place where it was seen. Form and check digits are checked; that the number
    is that of the organisation is what a person saw there."""

    organisation_id: Text = fields.organisation_id(
        references="organisations.organisation_id", derived_from="raw_organisation_identifiers.organisation_id"
    )
    scheme: Text = field("Register or standard.", "registre", codes="identifier_scheme", derived_from="raw_organisation_identifiers.scheme")
    identifier: Text = field("Identifier as its register writes it.", "identifiant", derived_from="raw_organisation_identifiers.identifier")
    status: Text = field(
        "Whether it is withdrawn.", "statut", codes="identifier_status", derived_from="raw_organisation_identifiers.status"
    )
    legal_name_seen: Text = field("Name that stands beside it.", "nom vu", derived_from="raw_organisation_identifiers.legal_name_seen")
    source_url: Text = field("Address where it was seen.", "adresse", derived_from="raw_organisation_identifiers.source_url")
    source_url_kind: Text = field(
        "What is known to stand at source_url.",
        "nature de l'adresse",
        codes="source_url_kind",
        derived_from="raw_organisation_identifiers.source_url_kind",
    )
    note: Text = field(
        "What else is known, and doubts, in English.",
        "remarque",
        nullable=True,
        null_means="Plain.",
        derived_from="raw_organisation_identifiers.note_en",
    )

    class Config:
        name = "organisation_identifiers"
        unique = ["organisation_id", "scheme", "identifier"]
