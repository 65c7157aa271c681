"""Core assets: one per published table, each made by the function that bears its name."""

from collections.abc import Callable

import pandas as pd

from pipeline.app.assets.factory import table_asset
from pipeline.contract.tables import describe
from pipeline.core import (
    cartography,
    corrections,
    events,
    flags,
    history,
    identifiers,
    numbers,
    observations,
    provenance,
    reference,
    sources,
    ties,
)
from pipeline.describe.dictionary import code_lists, dictionary
from schemas.registry import CORE, PUBLISHED, VIEWS


def data_dictionary(documents: pd.DataFrame) -> pd.DataFrame:
    """Make the table `data_dictionary` of all published tables and views; what is printed is under the licence of its document."""
    return dictionary(map(describe, PUBLISHED + VIEWS), "; ".join(sorted(set(documents["licence"]))))


BUILDERS: list[Callable[..., pd.DataFrame]] = [
    reference.documents,
    reference.document_sections,
    reference.geographies,
    reference.localities,
    reference.concepts,
    reference.organisations,
    reference.organisation_names,
    identifiers.organisation_identifiers,
    cartography.cartography,
    cartography.sites,
    cartography.approaches,
    cartography.stages,
    history.molecule_comparison,
    history.biomanufacturing_history,
    sources.citations,
    sources.citation_occurrences,
    sources.figures,
    sources.figure_points,
    observations.units,
    observations.indicators,
    observations.observations,
    events.event_types,
    events.event_participants,
    events.events,
    ties.relation_types,
    ties.relations,
    ties.organisation_places,
    ties.organisation_activities,
    ties.organisation_categories,
    observations.listed_items,
    numbers.number_ledger,
    numbers.number_uses,
    corrections.corrections,
    flags.quality_flags,
    provenance.provenance,
    code_lists,
    data_dictionary,
]
BY_NAME = {build.__name__: build for build in BUILDERS}

ASSETS = [table_asset(schema, BY_NAME[describe(schema).name], "core") for schema in CORE]
