"""Jobs: named selections of assets and checks that are run together."""

import dagster as dg

from pipeline.app.checks import RAW_CHECKS

LIVE = dg.AssetSelection.groups("official_live")

dataset = dg.define_asset_job(
    "dataset", selection=dg.AssetSelection.all() - LIVE, description="Brings every table and the release up to date, without a network."
)
verify = dg.define_asset_job(
    "verify",
    selection=dg.AssetSelection.checks(*RAW_CHECKS),
    description="Holds raw/ against the document, where it is at hand, and against the lock. Makes nothing.",
)
# Not just "release": that is the asset, and Dagster asks for distinct names of jobs and of what they run.
make_release = dg.define_asset_job(
    "make_release", selection=dg.AssetSelection.groups("release"), description="Publishes the tables that are there, if they fit together."
)
official_live = dg.define_asset_job(
    "official_live", selection=LIVE, description="Asks Eurostat for exports by partner, and makes a table of what it answers."
)

JOBS = [dataset, verify, make_release, official_live]
