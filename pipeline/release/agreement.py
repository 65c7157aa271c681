"""What tables of different layers say of one matter, and must say alike.

Belongs here: rules that no asset of a table can check, since the tables are of different layers. Does not belong here: rows that point to
others (`integrity.py`), or rules of one layer (`pipeline/core/rules.py`, `pipeline/metrics/rules.py`).
"""

from collections.abc import Mapping

import pandas as pd

from pipeline.kernel.problems import Problem

POINTER = ["table_name", "record_id"]
EXPLAINED = ["truncated", "consistent_within_rounding"]


def explained_contradictions(frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return a problem for each flag that calls a contradiction what a claim about the same record explains by rounding or cutting off.

    frames: the published tables quality_flags, claims and claim_inputs. A claim is about the record that it states.
    """
    inputs = frames["claim_inputs"]
    stated = inputs.loc[inputs["role"] == "stated", ["claim_id", *POINTER]].merge(frames["claims"][["claim_id", "verdict"]], on="claim_id")
    explained = stated.loc[stated["verdict"].isin(EXPLAINED), [*POINTER, "verdict"]].drop_duplicates(POINTER)
    refuted = stated.loc[stated["verdict"] == "inconsistent", POINTER].drop_duplicates()
    flags = frames["quality_flags"][frames["quality_flags"]["kind"] == "contradiction"]
    found = flags.merge(explained, on=POINTER).merge(refuted, on=POINTER, how="left", indicator="_in").query("_in == 'left_only'")
    return [_problem(row) for row in found.to_dict("records")]


def _problem(flag: Mapping[str, object]) -> Problem:
    expected = f"a kind other than contradiction: the claim about {flag['record_id']} has the verdict {flag['verdict']}"
    remedy = f"set the kind of {flag['flag_id']} to rounding in flags.csv, or correct the claim"
    return Problem(f"table quality_flags row {flag['flag_id']}", None, "kind", str(flag["kind"]), expected, remedy)
