"""Resolving printed text to codes by a mapping that is data.

Belongs here: the join, and the message for a printed text without a mapping. Does not belong here: any mapping.
"""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import refuse


def resolve(frame: pd.DataFrame, cell: str, mapping: pd.DataFrame, printed: str | None = None) -> pd.DataFrame:
    """Return the frame joined with the rows of the mapping whose `printed` is the text of each row; several rows multiply.

    cell: the raw column, as "table.column", that the text is from. printed: the frame's column with the text, where it has another name.
    Raises InputError for each text without a mapping: where it stands, and the file to add a row to.
    """
    table, column = cell.split(".")
    text = printed or column
    known = mapping.drop(columns=["source_file", "source_line"])
    home = " or ".join(sorted(mapping["source_file"].unique()))
    remedy = f"add a row with this text to {home}, or correct the spelling here"
    unknown = frame[~frame[text].isin(known["printed"])]
    refuse(problems_of(unknown, table, column, "a printed text that has a mapping", remedy, value=text))
    return frame.merge(known, left_on=text, right_on="printed", how="left")


def resolve_concepts(frame: pd.DataFrame, cell: str, raw_concept_mapping: pd.DataFrame, scheme: str, as_column: str) -> pd.DataFrame:
    """Return the frame with the concepts that a printed cell names by one code list, in the column `as_column`; see `resolve`."""
    mapping = raw_concept_mapping[raw_concept_mapping["scheme"] == scheme].drop(columns="scheme")
    return resolve(frame, cell, mapping.rename(columns={"concept_id": as_column}))
