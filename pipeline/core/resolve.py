"""Resolving printed text to codes by a mapping that is data.

Belongs here: the join, and the message for a printed text without a mapping. Does not belong here: any mapping.
"""

import pandas as pd

from pipeline.kernel.problems import Problem, refuse


def resolve(frame: pd.DataFrame, printed: str, mapping: pd.DataFrame) -> pd.DataFrame:
    """Return the frame joined with the rows of the mapping whose `printed` equals its column `printed`; several rows multiply.

    Raises InputError for each text without a mapping: where it stands, and the file to add a row to.
    """
    known = mapping.drop(columns=["source_file", "source_line"])
    unknown = frame[~frame[printed].isin(known["printed"])]
    home = " or ".join(sorted(mapping["source_file"].unique()))
    refuse(
        [
            Problem(
                str(row["source_file"]),
                int(row["source_line"]),
                printed.removesuffix("_printed"),
                str(row[printed]),
                "a printed text that has a mapping",
                f"add a row with this text to {home}, or correct the spelling here",
            )
            for _, row in unknown.iterrows()
        ]
    )
    return frame.merge(known, left_on=printed, right_on="printed", how="left")


def resolve_concepts(frame: pd.DataFrame, printed: str, raw_concept_mapping: pd.DataFrame, scheme: str, as_column: str) -> pd.DataFrame:
    """Return the frame with the concepts that its column `printed` names by one code list, in the column `as_column`; see `resolve`."""
    mapping = raw_concept_mapping[raw_concept_mapping["scheme"] == scheme].drop(columns="scheme")
    return resolve(frame, printed, mapping.rename(columns={"concept_id": as_column}))
