"""The rules that the tables of metrics must keep together, each with the table whose asset asks it before it is stored.

Belongs here: the list, and the rules. Does not belong here: what `pipeline/contract/rules.py` says of every rule.
"""

from decimal import Decimal

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.contract.rules import Rule
from pipeline.kernel.problems import Problem
from pipeline.metrics.claim_labels import labels_name_their_subject

WHOLE = Decimal(100)


def shares_add_up(export_shares: pd.DataFrame) -> list[Problem]:
    """The shares of one exporter and year by destination, with the residual among them, are 100 percent together."""
    rows = export_shares[export_shares["share_kind"] == "destination"]
    made = rows.astype({"share_pct": "object"}).groupby(["document_id", "geography_id", "period"])
    sums, left = made["share_pct"].transform("sum"), made["status"].transform(lambda status: (status == "residual").sum())
    return problems_of(
        rows.assign(together=sums)[(sums != WHOLE) | (left != 1)],
        "export_shares",
        "share_pct",
        lambda row: f"shares that are 100 percent together, one of them the residual; those of this area and year are {row['together']}",
        "correct the stated shares in statements.csv: the residual is computed from them",
    )


RULES = (
    Rule("export_shares", "Are the shares by destination 100 percent together with the residual?", shares_add_up),
    Rule(
        "claims",
        "Does each label of a claim name the sector or product, area, organisation and years that limit its number?",
        labels_name_their_subject,
    ),
)
