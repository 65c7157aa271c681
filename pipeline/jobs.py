"""Jobs: named selections of assets that are run together."""

import dagster as dg

dataset = dg.define_asset_job("dataset", selection=dg.AssetSelection.all(), description="Brings every table and the release up to date.")

JOBS = [dataset]
