"""All tables, by layer, in reading order. A table that is not listed here does not exist."""

from schemas.core_cartography import Approaches, Cartography, OrganisationCategories, Sites, Stages
from schemas.core_reference import Concepts, Documents, DocumentSections, Geographies, Localities, OrganisationNames, Organisations
from schemas.core_trust import Corrections, DataDictionary, Provenance, QualityFlags
from schemas.raw import RawCartography, RawCorrections, RawDocuments, RawFlags, RawLayout, RawSections
from schemas.raw_reference import (
    RawApproachMapping,
    RawCategoryMapping,
    RawConcepts,
    RawGeographies,
    RawLocalities,
    RawLocationMapping,
    RawOrganisationNames,
    RawOrganisations,
    RawStageMapping,
)

RAW = (
    RawDocuments,
    RawSections,
    RawCartography,
    RawLayout,
    RawFlags,
    RawCorrections,
    RawConcepts,
    RawGeographies,
    RawLocalities,
    RawOrganisations,
    RawOrganisationNames,
    RawLocationMapping,
    RawCategoryMapping,
    RawApproachMapping,
    RawStageMapping,
)

CORE = (
    Documents,
    DocumentSections,
    Geographies,
    Localities,
    Concepts,
    Organisations,
    OrganisationNames,
    OrganisationCategories,
    Cartography,
    Sites,
    Approaches,
    Stages,
    Corrections,
    QualityFlags,
    Provenance,
    DataDictionary,
)

PUBLISHED = CORE
