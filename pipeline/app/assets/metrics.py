"""Metrics assets: one per table of derived values, each made by the function that bears its name."""

from collections.abc import Callable

import pandas as pd

from pipeline.app.assets.factory import table_asset
from pipeline.contract.tables import describe
from pipeline.metrics import claims, conflicts, growth, network, profile, shares
from schemas.registry import METRICS

BUILDERS: list[Callable[..., pd.DataFrame]] = [
    growth.growth_rates,
    shares.export_shares,
    shares.export_concentration,
    profile.cluster_profile,
    network.network_measures,
    conflicts.observation_conflicts,
    claims.claims,
    claims.claim_inputs,
]
BY_NAME = {build.__name__: build for build in BUILDERS}

ASSETS = [table_asset(schema, BY_NAME[describe(schema).name], "metrics") for schema in METRICS]
