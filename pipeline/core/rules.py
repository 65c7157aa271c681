"""Rules across tables: what must hold of several tables together, and no schema of one can say.

Belongs here: one function per rule, pure, whose parameters are the tables that it looks at; the list of rules, each with the table
whose asset asks it before it is stored. Does not belong here: keys and references, which schemas state.
"""

import inspect
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from pipeline.contract.lineage import tables
from pipeline.contract.locate import locate
from pipeline.kernel.problems import Problem

ROW = ["document_id", "row_no"]
TOKEN = ["document_id", "line", "char_start"]
WHOLE = Decimal(100)


def shares_add_up(export_shares: pd.DataFrame) -> list[Problem]:
    """The shares of one exporter and year by destination, what is left among them, are 100 percent together."""
    rows = export_shares[export_shares["share_kind"] == "destination"]
    made = rows.astype({"share_pct": "object"}).groupby(["document_id", "geography_id", "period"])
    sums, left = made["share_pct"].transform("sum"), made["status"].transform(lambda status: (status == "residual").sum())
    wrong = rows.assign(together=sums)[(sums != WHOLE) | (left != 1)]
    return _problems(
        export_shares,
        "export_shares",
        wrong,
        "share_pct",
        lambda row: f"shares that are 100 percent together, one of them what is left; those of this area and year are {row['together']}",
        "correct the stated shares in statements.csv: what is left is computed from them",
    )


def printed_rows_have_sites(cartography: pd.DataFrame, sites: pd.DataFrame) -> list[Problem]:
    """Each printed row has an organisation, and a site of that organisation; each site is that of the organisation of its row."""
    key = [*ROW, "organisation_id"]
    return _problems(
        cartography,
        "cartography",
        _without(cartography, sites, key),
        "location_printed",
        lambda row: f"a site of {row['organisation_id']} for this printed row",
        "say in raw/reference/location_mapping.csv which locality the printed place is",
    ) + _problems(
        sites,
        "sites",
        _without(sites, cartography, key),
        "organisation_id",
        lambda _: "the organisation of the printed row",
        "correct the name of the row in cartography.csv, or what it stands for in raw/reference/organisation_names.csv",
    )


def units_fit_indicators(observations: pd.DataFrame, indicators: pd.DataFrame, units: pd.DataFrame) -> list[Problem]:
    """The unit of each observation is one of the dimension that its indicator has."""
    wanted = indicators[["indicator_id", "dimension"]].rename(columns={"dimension": "wanted"})
    known = observations.merge(wanted, on="indicator_id", how="left").merge(units[["unit_id", "dimension"]], on="unit_id", how="left")
    return _problems(
        observations,
        "observations",
        known[known["wanted"] != known["dimension"]],
        "unit_id",
        lambda row: f"a unit of {row['wanted']}, as {row['indicator_id']} has; this is one of {row['dimension']}",
        "correct the unit or the indicator of the statement in statements.csv, or the dimension in indicators.csv or units.csv",
    )


def ledger_closes(number_ledger: pd.DataFrame, number_uses: pd.DataFrame) -> list[Problem]:
    """Each number that is a datum feeds a record, and each number that feeds a record is a datum."""
    data = number_ledger[number_ledger["disposition"] == "datum"]
    return _problems(
        number_ledger,
        "number_ledger",
        _without(data, number_uses, TOKEN),
        "token",
        lambda _: "a record that the number feeds, since it is a datum",
        "add the record that holds it, or say in numbers.csv what else the number is",
    ) + _problems(
        number_uses,
        "number_uses",
        _without(number_uses, data, TOKEN),
        "record_id",
        lambda _: "a number that the ledger calls a datum",
        "make it a datum in numbers.csv, or correct the lines of the record",
    )


class Rule(NamedTuple):
    """A rule: the table whose asset asks it, the question, and the function that answers with the rows that break it."""

    table: str
    question: str
    find: Callable[..., list[Problem]]

    @property
    def name(self) -> str:
        """Return the name of its check."""
        return self.find.__name__

    @property
    def tables(self) -> tuple[str, ...]:
        """Return the tables that it looks at: the parameters of its function."""
        return tuple(inspect.signature(self.find).parameters)


RULES = (
    Rule("sites", "Has each printed row of the cartography an organisation, and a site of it?", printed_rows_have_sites),
    Rule("observations", "Is the unit of each observation one of its indicator's dimension?", units_fit_indicators),
    Rule("number_uses", "Does each number that is a datum feed a record, and no other number?", ledger_closes),
    Rule("export_shares", "Are shares by destination 100 percent together with what is left?", shares_add_up),
)


def rules_of(table: str) -> list[Rule]:
    """Return the rules that the asset of a table asks."""
    return [rule for rule in RULES if rule.table == table]


def _without(rows: pd.DataFrame, others: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return the rows whose key no row of another table has."""
    asked, known = (pd.MultiIndex.from_frame(frame[key].astype("object")) for frame in (rows, others))
    return rows[~asked.isin(known)]


def _problems(
    frame: pd.DataFrame, name: str, wrong: pd.DataFrame, column: str, expected: Callable[[Mapping[str, object]], str], remedy: str
) -> list[Problem]:
    """Return a problem for each wrong row of a table."""
    return [locate(frame, tables()[name], row, column, row[column], expected(row), remedy) for _, row in wrong.iterrows()]
