"""The faces of the schemas: complete, consistent with each other, and refusing what they should."""

import re
from decimal import Decimal

import networkx as nx
import pandas as pd
import pytest

from pipeline.contract.arrow import arrow_schema, conform, parquet_bytes, to_arrow
from pipeline.contract.check import key_problems, table_problems
from pipeline.contract.constraints import ColumnRef
from pipeline.contract.duckdb import create_table, sql_type
from pipeline.contract.lineage import column_of, table_graph
from pipeline.contract.tables import Schema, describe
from pipeline.describe.dictionary import dictionary
from pipeline.release.database import in_order_of_references
from schemas.cartography import Stages
from schemas.codes import CODE_LISTS
from schemas.exports import ExportShares
from schemas.fields import field
from schemas.organisations import OrganisationNames, Organisations
from schemas.registry import PUBLISHED, TABLES

RESERVED = {"column", "references", "order", "group", "table", "select", "from", "to", "user", "end", "default", "check"}


@pytest.mark.parametrize("schema", TABLES, ids=lambda s: describe(s).name)
def test_every_table_and_column_is_described(schema: Schema) -> None:
    table = describe(schema)
    assert table.description
    assert table.key
    assert set(table.key) <= {column.name for column in table.columns}
    for column in table.columns:
        assert column.description.endswith("."), (column.name, column.description)
        assert column.label_fr
        assert column.nullable == bool(column.null_means)
        assert column.codes is None or column.codes in CODE_LISTS


@pytest.mark.parametrize("schema", PUBLISHED, ids=lambda s: describe(s).name)
def test_no_published_column_is_nested_or_bears_a_reserved_word(schema: Schema) -> None:
    for column in describe(schema).columns:
        assert sql_type(column)
        assert column.name not in RESERVED
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)


@pytest.mark.parametrize("schema", TABLES, ids=lambda s: describe(s).name)
def test_every_source_and_reference_is_a_column_that_exists(schema: Schema) -> None:
    table = describe(schema)
    for column in table.columns:
        assert all(column_of(source) for source in column.made_from)
    for key in table.foreign_keys:
        assert len(key.target_columns) == len(key.columns)
        assert all(column_of(ColumnRef(key.target, name)) for name in key.target_columns)


def test_every_published_column_says_where_it_comes_from() -> None:
    made_by_the_build = {"provenance": {"table_name", "column_name", "source_no", "first_line", "last_line", "source_url"}}
    for table in map(describe, PUBLISHED):
        if table.name not in ("code_lists", "data_dictionary"):
            silent = {column.name for column in table.columns if not column.derived_from}
            assert silent <= made_by_the_build.get(table.name, set()), (table.name, silent)


def test_no_table_is_made_from_itself_in_a_circle() -> None:
    circles = list(nx.simple_cycles(table_graph(map(describe, TABLES))))
    assert circles == []


def test_tables_are_created_after_those_that_they_point_to() -> None:
    seen: set[str] = set()
    for table in in_order_of_references([describe(schema) for schema in PUBLISHED]):
        assert {key.target for key in table.foreign_keys} <= seen | {table.name}
        assert "PRIMARY KEY" in create_table(table, "db")
        seen.add(table.name)


def test_the_dictionary_has_each_column_once() -> None:
    made = dictionary(map(describe, PUBLISHED), "not stated")
    assert len(made) == sum(len(describe(schema).columns) for schema in PUBLISHED)
    assert not made.duplicated(["table_name", "column_name"]).any()


def test_a_cell_may_be_empty_only_where_the_column_says_what_that_means() -> None:
    assert not field("x", "x").nullable
    assert field("x", "x", null_means="nothing").nullable
    with pytest.raises(TypeError, match="nullable"):
        field("x", "x", nullable=True)


STAGE = {
    "document_id": ["thesis"],
    "row_no": [1],
    "stage_id": ["clinical"],
    "organisation_id": ["gsk"],
    "item_no": [1],
    "first_line": [3],
    "last_line": [4],
}
CONCEPTS = pd.DataFrame({"concept_id": ["clinical", "vaccines"], "scheme": ["stage", "approach"]})


def stage(**changes: list[object]) -> pd.DataFrame:
    return conform(pd.DataFrame(STAGE | changes), describe(Stages))


def test_a_good_frame_passes_and_its_bytes_do_not_depend_on_the_order_of_rows() -> None:
    frame = conform(pd.DataFrame({name: [*values, *values] for name, values in STAGE.items()} | {"row_no": [2, 1]}), describe(Stages))
    assert table_problems(frame, describe(Stages), {"concepts": CONCEPTS}) == []
    table = describe(Stages)
    assert parquet_bytes(to_arrow(frame, table)) == parquet_bytes(to_arrow(frame.iloc[::-1], table))
    assert to_arrow(frame, table).schema.equals(arrow_schema(table), check_metadata=True)


@pytest.mark.parametrize(
    ("changes", "column", "word"),
    [
        ({"first_line": [0]}, "first_line", ">= 1"),
        ({"stage_id": ["Clinical"]}, "stage_id", "pattern"),
        ({"stage_id": [None]}, "stage_id", "may not be empty"),
        ({"stage_id": ["unknown"]}, "stage_id", "stands in concepts.concept_id"),
        ({"stage_id": ["vaccines"]}, "stage_id", "of the list stage"),
    ],
)
def test_a_bad_cell_is_named_with_its_row_column_and_value(changes: dict[str, list[object]], column: str, word: str) -> None:
    [problem] = table_problems(stage(**changes), describe(Stages), {"concepts": CONCEPTS})
    assert problem.column == column
    assert word in problem.expected
    assert problem.file.startswith("table stages row thesis, 1")


@pytest.mark.parametrize(("schema", "column"), [(OrganisationNames, "name"), (Organisations, "organisation_id")])
def test_only_a_value_that_a_record_id_joins_to_others_may_not_contain_the_joining_mark(schema: Schema, column: str) -> None:
    table = describe(schema)
    frame = pd.DataFrame({name: ["a|b" if name == column else None] for name in (c.name for c in table.columns)})
    found = key_problems(conform(frame, table), table)
    assert [(problem.column, problem.value) for problem in found] == ([("name", "a|b")] if len(table.key) > 1 else [])


def test_a_doubled_key_is_named() -> None:
    doubled = pd.concat([stage(), stage()], ignore_index=True)
    found = table_problems(doubled, describe(Stages), {"concepts": CONCEPTS})
    assert {(p.column, p.value) for p in found} == {("document_id, row_no, stage_id", "thesis, 1, clinical")}


SHARE = {
    "share_id": ["d-1"],
    "document_id": ["d"],
    "label_en": ["Share of exports to Asia, Belgium, 2020"],
    "label_fr": ["Part des exportations vers l’Asie, Belgique, 2020"],
    "share_kind": ["destination"],
    "geography_id": ["belgium"],
    "partner_geography_id": ["asia"],
    "sector_id": [None],
    "period": [2020],
    "share_pct": [Decimal("12.6")],
    "share_low_pct": [None],
    "share_high_pct": [None],
    "value_eur": [None],
    "value_low_eur": [None],
    "value_high_eur": [None],
    "status": ["stated"],
    "comparability_flag": [None],
    "herfindahl_low": [None],
    "herfindahl_high": [None],
    "verification": ["text"],
    "part_observation_id": [None],
    "whole_observation_id": [None],
}


def share(**changes: list[object]) -> pd.DataFrame:
    return conform(pd.DataFrame(SHARE | changes), describe(ExportShares))


@pytest.mark.parametrize("changes", [{"sector_id": ["medicines"]}, {"partner_geography_id": [None]}], ids=["both", "neither"])
def test_of_two_columns_that_exclude_each_other_exactly_one_is_filled(changes: dict[str, list[object]]) -> None:
    assert table_problems(share(), describe(ExportShares), {}) == []
    [problem] = table_problems(share(**changes), describe(ExportShares), {})
    assert problem.expected == "exactly one of partner_geography_id and sector_id is filled"
    assert problem.file == "table export_shares row d-1"
    assert 'CHECK (("partner_geography_id" IS NULL) <> ("sector_id" IS NULL))' in create_table(describe(ExportShares), "db")


def test_a_share_below_zero_is_refused() -> None:
    [problem] = table_problems(share(share_high_pct=[Decimal(-1)]), describe(ExportShares), {})
    assert (problem.column, problem.value) == ("share_high_pct", "-1.000000")
