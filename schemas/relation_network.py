"""Metrics of the network that stated ties make between organisations."""

from schemas import vocabulary
from schemas.bases import Table
from schemas.fields import IDENTIFIER, IDENTIFIER_OR_EMPTY, Decimal, Integer, Text, field

_SOURCES_OF_TIES = ["relations.subject_id", "relations.object_id", "relations.relation_type", "relations.status"]

_METHODS = "see docs/methods.md, Network"


class NetworkMeasures(Table):
    """Measures of the network of relations: of the whole, and of each organisation. A tie is a pair of organisations, however often it is
    stated."""

    scope: Text = field(
        "Which ties count: 'all' between organisations, of whatever type and status; 'current' ones of all types; those of one type, of "
        "any status; or 'with_projects': all ties, also of projects, programmes, plans and strategies, which count nowhere else.",
        "liens retenus",
        str_matches=IDENTIFIER,
        derived_from=["relations.relation_type", "relations.status", "organisations.organisation_type"],
    )
    measure: Text = field(
        "What is measured of the network or of the organisation.",
        "mesure",
        codes="network_measure",
        derived_from=[*_SOURCES_OF_TIES, "concepts.is_symmetric"],
    )
    organisation_id: Text = field(
        "Organisation that it is about; '' for the whole network.",
        "organisation",
        str_matches=IDENTIFIER_OR_EMPTY,
        derived_from=["relations.subject_id", "relations.object_id", "organisations.organisation_id"],
    )
    value: Decimal = field(
        "Value of the measure, in units of unit_id.",
        "valeur",
        unit="see unit_id",
        ge=0,
        derived_from=[*_SOURCES_OF_TIES, "organisations.in_cartography"],
        formula=_METHODS,
    )
    unit_id: Text = vocabulary.unit_id(references="units.unit_id", derived_from=_SOURCES_OF_TIES)
    n: Integer = field(
        "What the value rests on: statements, organisations or actors, as the definition of the measure says.",
        "effectif",
        unit="count",
        ge=0,
        derived_from=[*_SOURCES_OF_TIES, "organisations.in_cartography"],
    )

    class Config:
        name = "network_measures"
        unique = ["scope", "measure", "organisation_id"]
