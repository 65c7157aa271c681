"""All raw tables at once, checked as the raw assets check them, without Dagster.

Belongs here: what `make verify`, `make lock` and the mutation test start from.
"""

from pathlib import Path

import pandas as pd

from pipeline.contract.check import table_problems
from pipeline.contract.tables import Schema, describe
from pipeline.problems import InputError, Problem, refuse
from pipeline.raw.folder import read_table, stray_files
from pipeline.raw.locators import locator_problems
from schemas.registry import RAW


def load_raw(root: Path) -> dict[str, pd.DataFrame]:
    """Return every raw table of a raw folder by name. Raises InputError with the faults of all of them; a table that cannot be read does
    not hide the faults of the others."""
    problems: list[Problem] = []
    frames: dict[str, pd.DataFrame] = {}
    for schema in RAW:
        try:
            frames[describe(schema).name] = read_table(root, describe(schema))
        except InputError as error:
            problems += error.problems
    read = [schema for schema in RAW if describe(schema).name in frames]
    problems += [problem for schema in read for problem in raw_problems(frames[describe(schema).name], schema, frames)]
    refuse(problems + stray_files(root, [describe(schema) for schema in RAW]))
    return frames


def raw_problems(frame: pd.DataFrame, schema: Schema, others: dict[str, pd.DataFrame]) -> list[Problem]:
    """Return the faults of one raw table: schema, references, and, where these hold, locators."""
    return table_problems(frame, schema, others) or locator_problems(frame, describe(schema), others.get("raw_documents"))
