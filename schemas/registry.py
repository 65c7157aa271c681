"""All tables, by layer, in reading order. A table that is not listed here does not exist."""

import pandera.pandas as pa

from schemas.core_cartography import Approaches, Cartography, OrganisationCategories, Sites, Stages
from schemas.core_events import (
    EventParticipants,
    Events,
    EventTypes,
    OrganisationActivities,
    OrganisationPlaces,
    Relations,
    RelationTypes,
)
from schemas.core_history import BiomanufacturingHistory, MoleculeComparison
from schemas.core_identifiers import OrganisationIdentifiers
from schemas.core_lists import ListedItems
from schemas.core_observations import Indicators, NumberLedger, NumberUses, Observations, Units
from schemas.core_reference import Concepts, Documents, DocumentSections, Geographies, Localities, OrganisationNames, Organisations
from schemas.core_sources import CitationOccurrences, Citations, FigurePoints, Figures
from schemas.core_trust import CodeLists, Corrections, DataDictionary, Provenance, QualityFlags
from schemas.metrics_claims import ClaimInputs, Claims
from schemas.metrics_conflicts import ObservationConflicts
from schemas.metrics_network import NetworkMeasures
from schemas.metrics_profile import ClusterProfile
from schemas.metrics_trade import ExportConcentration, ExportShares, GrowthRates
from schemas.official import OfficialObservations
from schemas.raw import RawBrokenWords, RawCorrections, RawDocuments, RawFlags, RawLayout, RawSections
from schemas.raw_claims import RawClaimInputs, RawClaims
from schemas.raw_events import (
    RawEventParticipants,
    RawEvents,
    RawEventTypes,
    RawOrganisationActivities,
    RawOrganisationCategories,
    RawOrganisationPlaces,
    RawRelations,
    RawRelationTypes,
)
from schemas.raw_reference import (
    RawConceptMapping,
    RawConcepts,
    RawGeographies,
    RawLocalities,
    RawLocationMapping,
    RawOrganisationIdentifiers,
    RawOrganisationNames,
    RawOrganisations,
)
from schemas.raw_sources import RawCitations, RawFigurePoints, RawFigures
from schemas.raw_statements import RawIndicators, RawListedItems, RawNumbers, RawStatements, RawUnits
from schemas.raw_tables import RawBiomanufacturingHistory, RawCartography, RawMoleculeComparison
from schemas.views import RelationsDistinct, SeriesBest
from schemas.views_cartography import CartographyFlat, OrganisationsByProvince, SitesFlat
from schemas.views_sourced import ClaimsRefuted, EventsWithParticipants, ObservationsWithSource

Schema = type[pa.DataFrameModel]

RAW: tuple[Schema, ...] = (
    RawDocuments,
    RawSections,
    RawCartography,
    RawMoleculeComparison,
    RawBiomanufacturingHistory,
    RawFigures,
    RawFigurePoints,
    RawCitations,
    RawStatements,
    RawListedItems,
    RawNumbers,
    RawEvents,
    RawEventParticipants,
    RawRelations,
    RawOrganisationPlaces,
    RawOrganisationActivities,
    RawOrganisationCategories,
    RawLayout,
    RawBrokenWords,
    RawFlags,
    RawCorrections,
    RawConcepts,
    RawGeographies,
    RawLocalities,
    RawOrganisations,
    RawOrganisationNames,
    RawOrganisationIdentifiers,
    RawLocationMapping,
    RawConceptMapping,
    RawUnits,
    RawIndicators,
    RawEventTypes,
    RawRelationTypes,
    RawClaims,
    RawClaimInputs,
)

CORE: tuple[Schema, ...] = (
    Documents,
    DocumentSections,
    Geographies,
    Localities,
    Concepts,
    Organisations,
    OrganisationNames,
    OrganisationIdentifiers,
    OrganisationCategories,
    Cartography,
    Sites,
    Approaches,
    Stages,
    MoleculeComparison,
    BiomanufacturingHistory,
    Citations,
    CitationOccurrences,
    Figures,
    FigurePoints,
    Units,
    Indicators,
    Observations,
    EventTypes,
    Events,
    EventParticipants,
    RelationTypes,
    Relations,
    OrganisationPlaces,
    OrganisationActivities,
    ListedItems,
    NumberLedger,
    NumberUses,
    Corrections,
    QualityFlags,
    Provenance,
    CodeLists,
    DataDictionary,
)

METRICS: tuple[Schema, ...] = (
    GrowthRates,
    ExportShares,
    ExportConcentration,
    ClusterProfile,
    NetworkMeasures,
    ObservationConflicts,
    Claims,
    ClaimInputs,
)

# Loaded when someone asks for it, and never released.
OFFICIAL: tuple[Schema, ...] = (OfficialObservations,)

PUBLISHED = CORE + METRICS
TABLES = RAW + PUBLISHED
VIEWS: tuple[Schema, ...] = (
    CartographyFlat,
    SitesFlat,
    OrganisationsByProvince,
    ObservationsWithSource,
    SeriesBest,
    ClaimsRefuted,
    EventsWithParticipants,
    RelationsDistinct,
)
