"""The sites of the actors as geodata: GeoJSON (RFC 7946) and GeoParquet 1.1, with the columns of `actor_sites` and a point instead of
latitude and longitude.

Belongs here: the two files. Does not belong here: what a site is (`schemas/front_organisations.py`).
"""

import json
import struct

import pyarrow as pa

from pipeline.contract.arrow import parquet_bytes
from pipeline.describe.forms import GEODATA, GEOJSON, PARQUET

TABLE = "actor_sites"
LONGITUDE, LATITUDE, GEOMETRY = "longitude", "latitude", "geometry"
LITTLE_ENDIAN_POINT = struct.Struct("<BIdd")  # well-known binary: byte order, type, longitude, latitude


def geodata_files(rows: pa.Table) -> dict[str, bytes]:
    """Return the geodata files of the published rows of `actor_sites`, by their path in the release."""
    points = list(zip(rows[LONGITUDE].to_pylist(), rows[LATITUDE].to_pylist(), strict=True))
    others = rows.drop_columns([LONGITUDE, LATITUDE])
    return {
        GEODATA.path(TABLE, GEOJSON): _geojson(others, points),
        GEODATA.path(TABLE, PARQUET): _geoparquet(others, points),
    }


def _geojson(rows: pa.Table, points: list[tuple[float, float]]) -> bytes:
    features = [
        {"type": "Feature", "id": row["record_id"], "geometry": {"type": "Point", "coordinates": point}, "properties": row}
        for row, point in zip(rows.to_pylist(), points, strict=True)
    ]
    return (json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n").encode()


def _geoparquet(rows: pa.Table, points: list[tuple[float, float]]) -> bytes:
    longitudes, latitudes = zip(*points, strict=True)
    bounds = [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]
    column = {"encoding": "WKB", "geometry_types": ["Point"], "bbox": bounds}
    geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
    shapes = pa.array([LITTLE_ENDIAN_POINT.pack(1, 1, *point) for point in points], pa.binary())
    table = rows.append_column(pa.field(GEOMETRY, pa.binary(), nullable=False), shapes)
    return parquet_bytes(table.replace_schema_metadata({**(rows.schema.metadata or {}), "geo": json.dumps(geo)}), "snappy")
