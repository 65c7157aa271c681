"""Raw assets: what was read, checked for shape. One asset reads the files of all documents."""

from pipeline.app.assets.factory import table_asset
from pipeline.contract.tables import describe, group_of
from pipeline.raw.load import read_complete
from schemas.registry import RAW

ASSETS = [table_asset(schema, read_complete, group_of(describe(schema))) for schema in RAW]
