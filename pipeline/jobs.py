"""Jobs: named selections of assets that are run together."""

import dagster as dg

LIVE = dg.AssetSelection.groups("official_live")

dataset = dg.define_asset_job(
    "dataset", selection=dg.AssetSelection.all() - LIVE, description="Brings every table and the release up to date, without a network."
)
official_live = dg.define_asset_job(
    "official_live", selection=LIVE, description="Asks Eurostat for exports by partner, and makes a table of what it answers."
)

JOBS = [dataset, official_live]
