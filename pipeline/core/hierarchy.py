"""Hierarchies: rows that name a broader row of the same table.

Belongs here: going up. Does not belong here: what the levels mean.
"""

import pandas as pd

from pipeline.kernel.problems import Problem, refuse


def ancestors(frame: pd.DataFrame, identifier: str, parent: str) -> pd.DataFrame:
    """Return (descendant, ancestor, distance) for each row and each of its ancestors, itself included at distance 0.

    Raises InputError, naming the rows, where a chain of parents comes back to itself.
    """
    links = frame[[identifier, parent]].dropna().rename(columns={identifier: "ancestor", parent: "next"})
    step = pd.DataFrame({"descendant": frame[identifier], "ancestor": frame[identifier], "distance": 0})
    steps = [step]
    while not step.empty:
        up = step.merge(links, on="ancestor")
        step = pd.DataFrame({"descendant": up["descendant"], "ancestor": up["next"], "distance": up["distance"] + 1})
        _refuse_cycles(step, frame, identifier, parent)
        steps.append(step)
    return pd.concat(steps, ignore_index=True)


def _refuse_cycles(step: pd.DataFrame, frame: pd.DataFrame, identifier: str, parent: str) -> None:
    caught = frame[frame[identifier].isin(step.loc[step["descendant"] == step["ancestor"], "descendant"])]
    expected, remedy = "a chain of parents that ends", f"correct the {parent} of one row of this circle"
    refuse(
        [
            Problem(str(row.get("source_file", identifier)), row.get("source_line"), parent, str(row[parent]), expected, remedy)
            for row in caught.to_dict("records")
        ]
    )
