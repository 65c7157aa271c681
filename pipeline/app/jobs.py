"""Jobs: named selections of assets and checks that are run together."""

from collections.abc import Sequence

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

# Not "release": that is the asset, and Dagster asks for distinct names of jobs and of what they run.
make_release = dg.define_asset_job(
    "make_release", selection=dg.AssetSelection.groups("release"), description="Publishes the stored tables, if they fit together."
)


def dataset(executor: dg.ExecutorDefinition) -> UnresolvedAssetJobDefinition:
    """Return the job that brings the dataset up to date; its executor leaves out what is not stale."""
    return dg.define_asset_job(
        "dataset",
        selection=dg.AssetSelection.all(),
        executor_def=executor,
        description="Brings every table, the charts and the release up to date, without a network. Only what is stale runs.",
    )


def verify(checks: Sequence[dg.AssetChecksDefinition]) -> UnresolvedAssetJobDefinition:
    """Return the job that makes the checks of stored raw tables."""
    return dg.define_asset_job(
        "verify",
        selection=dg.AssetSelection.checks(*checks),
        description="Compares raw/ with its lock, and with the document where one is configured. Makes nothing.",
    )
