"""Hierarchies: rows that name a broader row of the same table.

Belongs here: going up. Does not belong here: what the levels mean, and saying where a circle is corrected: callers know their table.
"""

import pandas as pd


def ancestors(frame: pd.DataFrame, identifier: str, parent: str) -> pd.DataFrame:
    """Return (descendant, ancestor, distance) for each row and each of its ancestors, itself included at distance 0.

    Raises ValueError where a chain of parents comes back to itself; `in_circle` finds the rows beforehand.
    """
    links = frame[[identifier, parent]].dropna().rename(columns={identifier: "ancestor", parent: "next"})
    step = pd.DataFrame({"descendant": frame[identifier], "ancestor": frame[identifier], "distance": 0})
    steps = [step]
    while not step.empty:
        if len(steps) > len(frame) + 1:
            raise ValueError(f"the chains of {parent} do not end: there is a circle")
        up = step.merge(links, on="ancestor")
        step = pd.DataFrame({"descendant": up["descendant"], "ancestor": up["next"], "distance": up["distance"] + 1})
        steps.append(step)
    return pd.concat(steps, ignore_index=True)


def in_circle(frame: pd.DataFrame, identifier: str, parent: str) -> pd.DataFrame:
    """Return the rows whose chain of parents comes back to them."""
    links = frame[[identifier, parent]].dropna().astype("object").set_axis(["at", "next"], axis=1).drop_duplicates()
    step, caught = links.set_axis(["start", "at"], axis=1), set[object]()
    for _ in range(len(frame)):
        if step.empty:
            break
        caught |= set(step.loc[step["start"] == step["at"], "start"])
        step = step.merge(links, on="at")[["start", "next"]].set_axis(["start", "at"], axis=1).drop_duplicates()
    return frame[frame[identifier].isin(caught)]
