"""Claims: what the documents state, recomputed from what else they print, and judged.

Belongs here: the two tables, and the way from records to a verdict. Does not belong here: any claim, formula or rule of judgement.
"""

from decimal import Decimal

import pandas as pd

from pipeline.core.observations import decimals
from pipeline.core.verification import weakest
from pipeline.metrics.claim_evidence import evidence
from pipeline.metrics.claim_records import records_of_claims
from pipeline.metrics.claim_requirements import FORMULAS, kind_of, missing_inputs, not_comparable
from pipeline.metrics.claim_verdicts import PASSED, powers, printed_steps, verdicts
from pipeline.metrics.claim_words import quotes, records
from pipeline.metrics.intervals import ABOVE, BELOW, UNKNOWN, Intervals, arithmetic, as_published, settled

COMPARED = [*PASSED, "truncated", "inconsistent"]
NO_RESULT = "the formula has no result for these records"


def claims(
    raw_claims: pd.DataFrame,
    raw_claim_inputs: pd.DataFrame,
    observations: pd.DataFrame,
    number_ledger: pd.DataFrame,
    biomanufacturing_history: pd.DataFrame,
    listed_items: pd.DataFrame,
    figure_points: pd.DataFrame,
    concepts: pd.DataFrame,
    events: pd.DataFrame,
    units: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `claims`. Raises InputError for a claim that names a record which does not exist or does not fit its formula."""
    known = evidence(observations, number_ledger, biomanufacturing_history, listed_items, figure_points, concepts, events)
    inputs = records_of_claims(raw_claims, raw_claim_inputs, known)
    rows = raw_claims.astype("object").set_index("claim_id")
    with arithmetic():
        judged = _judged(rows, inputs)
    made = rows.assign(**judged).rename(columns={"note_en": "note"}).reset_index()
    return made.assign(**quotes(made, units, COMPARED))


def claim_inputs(
    raw_claim_inputs: pd.DataFrame,
    observations: pd.DataFrame,
    number_ledger: pd.DataFrame,
    biomanufacturing_history: pd.DataFrame,
    listed_items: pd.DataFrame,
    figure_points: pd.DataFrame,
    concepts: pd.DataFrame,
    events: pd.DataFrame,
    units: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `claim_inputs`: as read, with factors as decimals, and each record in words."""
    words = records(observations, number_ledger, biomanufacturing_history, listed_items, figure_points, concepts, events, units)
    rows = raw_claim_inputs.assign(factor=decimals(raw_claim_inputs["factor"])).astype({"table_name": "object", "record_id": "object"})
    return rows.merge(words, on=["table_name", "record_id"], how="left")


def _judged(rows: pd.DataFrame, inputs: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the computed columns of claims, each indexed by claim."""
    stated = inputs[inputs["role"] == "stated"].set_index("claim_id").reindex(rows.index)
    lacking = missing_inputs(rows[["formula"]].reset_index(), inputs)
    lacking = pd.concat([lacking, not_comparable(inputs[~inputs["claim_id"].isin(lacking.index)])])
    found = recomputed(inputs[(inputs["role"] != "stated") & ~inputs["claim_id"].isin(lacking.index)], rows.index)
    lacking = lacking.reindex(rows.index)
    empty = found.point.isna() & ~found.low.map(Decimal.is_finite) & ~found.high.map(Decimal.is_finite)
    lacking = lacking.where(~(empty & lacking.isna()), NO_RESULT)
    printed, unit = Intervals.of(stated), stated["rounding_unit"].where(stated["rounding_unit"].notna(), UNKNOWN)
    verdict = verdicts(printed, stated["qualifier"], unit, found, stated["record_id"].notna(), lacking.isna())
    power = powers(printed, stated["qualifier"], printed_steps(printed.point, stated["printed"]), found)
    return {
        "check_kind": rows["formula"].map(kind_of),
        "stated_observation_id": stated["record_id"].where(stated["table_name"] == "observations"),
        "stated_value": as_published(printed.point),
        "stated_qualifier": stated["qualifier"],
        "stated_low": as_published(printed.low),
        "stated_high": as_published(printed.high),
        "recomputed_value": as_published(found.point),
        "recomputed_low": as_published(found.low),
        "recomputed_high": as_published(found.high),
        "difference": as_published(found.point - printed.point),
        "verdict": verdict,
        "power": as_published(power.where(verdict.isin(COMPARED), UNKNOWN)),
        "missing": lacking,
        "verification": inputs.groupby("claim_id")["verification"].agg(weakest).reindex(rows.index, fill_value="text"),
    }


def recomputed(inputs: pd.DataFrame, index: pd.Index) -> Intervals:
    """Return the result of each claim's formula for complete inputs, indexed by `index`; unknown for claims without inputs."""
    numbers = Intervals.of(inputs)
    ready = inputs.assign(value=numbers.point, low=numbers.low, high=numbers.high).set_index("claim_id")
    results = [FORMULAS[str(formula)].compute(mine) for formula, mine in ready.groupby("formula", sort=True)]
    found = settled(Intervals(*(_joined([getattr(result, end) for result in results]) for end in ("point", "low", "high"))))
    return Intervals(
        found.point.reindex(index, fill_value=UNKNOWN),
        found.low.reindex(index, fill_value=BELOW),
        found.high.reindex(index, fill_value=ABOVE),
    )


def _joined(columns: list[pd.Series]) -> pd.Series:
    return pd.concat(columns) if columns else pd.Series(dtype="object")
