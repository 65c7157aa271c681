"""Claims and the records that they name, joined; a claim that cannot mean what it says is refused with its file and line.

Belongs here: that each record exists, fits its role and has the unit that the formula wants.
Does not belong here: records without a number: a document may lack one, and the claim then says so.
"""

from decimal import Decimal

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.observations import decimals
from pipeline.kernel.problems import Problem, refuse
from pipeline.metrics.claim_evidence import NUMBERS
from pipeline.metrics.claim_requirements import FORMULAS, requires

RAW = "raw_claim_inputs"
REMEDY = "correct the row, or the formula or unit of its claim in raw/reference/claims.csv"


def records_of_claims(raw_claims: pd.DataFrame, raw_claim_inputs: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each record that a claim names: formula, role, and the record's number, bounds and years.

    Numbers, bounds and rounding units are multiplied by the factor. Raises InputError with all faults.
    """
    of_claims = raw_claims[["claim_id", "formula", "unit_id"]].rename(columns={"unit_id": "claim_unit"})
    rows = (
        raw_claim_inputs.astype("object")
        .sort_values("source_line", kind="stable")
        .merge(of_claims.astype("object"), on="claim_id", how="left")
    )
    rows = rows.merge(evidence, on=["table_name", "record_id"], how="left", indicator=True)
    rows = rows.assign(input_no=rows["input_no"].astype("int64"))
    refuse(_unknown(rows, evidence) + _misplaced(rows) + _wrong_units(rows))
    factor = decimals(rows["factor"]).fillna(1)
    scaled = {name: rows[name].where(rows[name].notna(), None).combine(factor, _times) for name in NUMBERS}
    return rows.assign(**scaled)


def _times(number: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if number is None else number * factor


def _unknown(rows: pd.DataFrame, evidence: pd.DataFrame) -> list[Problem]:
    unknown = rows[rows["_merge"] == "left_only"]
    tables = ", ".join(sorted(evidence["table_name"].unique()))
    return problems_of(unknown, RAW, "record_id", f"the key of a record of its table, which is one of {tables}", REMEDY)


def _misplaced(rows: pd.DataFrame) -> list[Problem]:
    """Roles that the formula does not have, roles that only one record may fill, and numbering."""
    stated = rows["role"] == "stated"
    strange = rows[~stated & ~requires(rows, "roles")]
    doubled = rows[rows.duplicated(["claim_id", "role"], keep=False) & ~requires(rows, "many")]
    empty = rows[stated & rows[["value", "low", "high"]].isna().all(axis=1) & (rows["_merge"] == "both")]
    numbered = rows[rows["input_no"] != rows.groupby("claim_id").cumcount() + 1]
    return [
        *problems_of(strange, RAW, "role", "stated, or a role of the claim's formula: " + _roles(), REMEDY),
        *problems_of(doubled, RAW, "role", "one record for this role of the formula", REMEDY),
        *problems_of(empty, RAW, "record_id", "a record with a number, since it is what is stated", REMEDY),
        *problems_of(numbered, RAW, "input_no", "1, 2, 3 ... within each claim, its rows one below the other", REMEDY),
    ]


def _roles() -> str:
    return "; ".join(f"{code}: {', '.join(formula.roles)}" for code, formula in FORMULAS.items())


def _wrong_units(rows: pd.DataFrame) -> list[Problem]:
    """Records that have a unit and no factor must have the unit of the claim, or one and the same, where the formula wants it."""
    plain = rows[rows["unit_id"].notna() & rows["factor"].isna()]
    wanted = plain[(plain["role"] == "stated") | requires(plain, "same_unit")]
    alike = plain[requires(plain, "alike")]
    mixed = alike[alike.groupby("claim_id")["unit_id"].transform("nunique") > 1]
    return [
        *problems_of(
            wanted[wanted["unit_id"] != wanted["claim_unit"]], RAW, "record_id", "a record in the unit of the claim, or a factor", REMEDY
        ),
        *problems_of(
            mixed, RAW, "record_id", "a record in the unit of the others, or a factor: euros and dollars are never put together", REMEDY
        ),
    ]
