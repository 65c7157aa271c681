"""Verification: what rests on a web lead says so, in every table that shows a number of a statement."""

import duckdb
import networkx as nx
import pandas as pd
import pyarrow
import pytest

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.lineage import lineage, tables
from pipeline.contract.tables import describe
from pipeline.core.verification import strongest, verification, weakest
from pipeline.front.query import MACROS
from schemas.registry import CORE, FRONT, METRICS

STATED = ColumnRef("raw_statements", "value")


def test_every_table_whose_columns_follow_from_stated_numbers_says_by_what_its_rows_can_be_verified() -> None:
    following = nx.descendants(lineage(), STATED)
    # Keys point to rows, and counts tell how many there are: neither shows a stated number.
    shown = {
        table.name: [column for column in table.columns if column.name not in table.key and not pyarrow.types.is_integer(column.type)]
        for table in map(describe, CORE + METRICS)
    }
    # The words of claim_inputs stand for a record of another table, which has its own; the claim has the weakest of them.
    shown["claim_inputs"] = [column for column in shown["claim_inputs"] if not column.name.startswith("record_")]
    # Texts of the front are labels, and words about rows of other tables.
    shown |= {table.name: [column for column in table.columns if pyarrow.types.is_decimal(column.type)] for table in map(describe, FRONT)}
    showing = [tables()[name] for name, found in shown.items() if following & {tables()[name].ref(column) for column in found}]
    assert [table.name for table in showing if "verification" not in [column.name for column in table.columns]] == []
    assert "verification" in [column.name for column in tables()["claims"].columns]


@pytest.mark.parametrize(
    ("found", "worst", "best"),
    [(["text"], "text", "text"), (["text", "web_page"], "web_page", "text"), (["web_page", "web_lead", "text"], "web_lead", "text")],
)
def test_what_rests_on_several_is_as_good_as_the_worst_and_what_several_tell_as_the_best(found: list[str], worst: str, best: str) -> None:
    assert (weakest(found), weakest(reversed(found))) == (worst, worst)
    assert (strongest(found), strongest(reversed(found))) == (best, best)


def test_only_the_page_that_states_a_value_counts_as_a_page() -> None:
    urls = [None, "http://a", "http://a", "http://a"]
    rows = pd.DataFrame({"source_url": urls, "source_url_kind": [None, "page", "site", "neighbour"]}, dtype="object")
    assert verification(rows).tolist() == ["text", "web_page", "web_lead", "web_lead"]
    with duckdb.connect() as connection:
        for macro in MACROS:
            connection.execute(macro)
        told = connection.execute("SELECT list(verified_by(source_url, source_url_kind)) FROM rows").fetchall()
    assert told == [(verification(rows).tolist(),)]
