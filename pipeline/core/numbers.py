"""The ledger of numbers, and which records each number feeds.

Belongs here: the two tables. Does not belong here: which texts of records hold numbers, and whether ledger and records account for each
other (`ledger.py`), what a token is (`pipeline/kernel/tokens.py`), or whether the ledger lists all tokens of the text
(`pipeline/verify/`).
"""

import pandas as pd

from pipeline.core.days import years
from pipeline.core.ledger import TOKEN, in_turn, numbers_in_texts, texts_of_amounts, texts_with_numbers


def number_ledger(raw_numbers: pd.DataFrame) -> pd.DataFrame:
    """Make the table `number_ledger`: as read."""
    return raw_numbers


def number_uses(
    number_ledger: pd.DataFrame,
    observations: pd.DataFrame,
    events: pd.DataFrame,
    raw_event_tellings: pd.DataFrame,
    figure_points: pd.DataFrame,
    biomanufacturing_history: pd.DataFrame,
    molecule_comparison: pd.DataFrame,
    raw_biomanufacturing_history: pd.DataFrame,
    raw_molecule_comparison: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `number_uses`: each datum of the ledger with each record whose printed text, on the datum's lines, holds it."""
    texts = texts_with_numbers(
        observations,
        raw_event_tellings,
        figure_points,
        biomanufacturing_history,
        molecule_comparison,
        raw_biomanufacturing_history,
        raw_molecule_comparison,
    )
    wanted = numbers_in_texts(pd.concat([texts, texts_of_amounts(events, observations)], ignore_index=True), number_ledger)
    data = number_ledger[number_ledger["disposition"] == "datum"]
    found = wanted.merge(data[[*TOKEN, "end_line", "token"]], on=["document_id", "token"], how="left")
    inside = found[(found["line"] >= found["first_line"]) & (found["end_line"] <= found["last_line"])]
    uses = pd.concat([in_turn(inside), _years_of_periods(observations, data)], ignore_index=True)
    return uses.drop_duplicates([*TOKEN, "table_name", "record_id", "role"])


def _years_of_periods(observations: pd.DataFrame, data: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens that give a year of an observation's period within what is needed to understand it."""
    known = {name: years(observations[name]).astype("string[pyarrow]") for name in ("period_start", "period_end")}
    ends = pd.concat([observations.assign(token=known[name]) for name in known])
    joined = ends[["document_id", "observation_id", "token", "context_first_line", "context_last_line"]].merge(
        data[[*TOKEN, "token"]], on=["document_id", "token"]
    )
    inside = joined[(joined["line"] >= joined["context_first_line"]) & (joined["line"] <= joined["context_last_line"])]
    return inside.rename(columns={"observation_id": "record_id"}).assign(table_name="observations", role="period")
