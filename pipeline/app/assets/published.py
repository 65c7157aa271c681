"""The assets of the published tables: one for each class of the registry, made by the function that bears the name of its
table, or by the query of a front table."""

from pipeline.app.assets.factory import table_asset
from pipeline.app.builders import BUILDERS
from pipeline.contract.tables import describe
from schemas.registry import CORE, FRONT, METRICS

LAYERS = {"core": CORE, "metrics": METRICS, "front": FRONT}

ASSETS = [table_asset(schema, BUILDERS[describe(schema).name], layer) for layer, schemas in LAYERS.items() for schema in schemas]
