"""The lineage graph: what it is made from, where columns come from in the end, and the pages that tell it."""

import networkx as nx
import pytest

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.lineage import lineage, raw_columns, tables
from pipeline.contract.tables import Schema, describe, is_raw
from schemas.registry import PUBLISHED, RAW, TABLES
from tools.docs_tables import FOLDER, pages

MADE_BY_THE_BUILD = {"provenance": {"table_name", "column_name", "source_no", "source_url"}}
# Tables that the schemas make, with the columns of them that come from raw columns all the same.
OF_THE_SCHEMAS: dict[str, set[str]] = {"code_lists": set(), "data_dictionary": {"licence"}}


@pytest.mark.parametrize("schema", PUBLISHED, ids=lambda s: describe(s).name)
def test_every_published_column_comes_from_raw_columns_or_is_made_by_the_build(schema: Schema) -> None:
    table = describe(schema)
    for column in table.columns:
        found = raw_columns(table.name, column.name)
        assert all(is_raw(tables()[source.table]) and tables()[source.table].column(source.column) for source in found)
        of_the_schemas = table.name in OF_THE_SCHEMAS and column.name not in OF_THE_SCHEMAS[table.name]
        alone = of_the_schemas or column.name in MADE_BY_THE_BUILD.get(table.name, set())
        assert bool(found) != alone, (table.name, column.name, found)


def test_a_raw_column_comes_from_itself_and_a_claim_from_far_away() -> None:
    assert raw_columns("raw_cartography", "location") == (ColumnRef("raw_cartography", "location"),)
    assert list(map(str, raw_columns("sites", "locality_id"))) == ["raw_cartography.location", "raw_location_mapping.locality_id"]
    assert ColumnRef("raw_statements", "value") in raw_columns("claims", "recomputed_value")


def test_a_column_that_does_not_exist_has_no_lineage() -> None:
    with pytest.raises(KeyError, match="sites has no column place"):
        raw_columns("sites", "place")


def test_the_graph_has_every_column_and_no_edge_but_those_that_the_schemas_state() -> None:
    columns = {ColumnRef(table.name, column.name): column for table in tables().values() for column in table.columns}
    assert set(lineage()) == set(columns)
    stated = {(source, str(made)) for made, column in columns.items() for source in column.derived_from}
    assert {(str(source), str(made)) for source, made in lineage().edges} == stated


def test_no_column_is_made_from_itself_in_a_circle() -> None:
    assert list(nx.simple_cycles(lineage())) == []


def test_nobody_can_change_the_graph() -> None:
    with pytest.raises(nx.NetworkXError, match="Frozen"):
        lineage().add_edge("a", "b")


def test_raw_tables_have_no_lineage_of_their_own() -> None:
    assert all(not column.derived_from for table in map(describe, RAW) for column in table.columns)


def test_the_pages_of_the_tables_are_those_of_the_schemas_and_have_a_section_for_each() -> None:
    made = pages()
    assert {file.stem: file.read_text("utf-8") for file in FOLDER.glob("*.md")} == made, "run: .venv/bin/python -m tools.docs_graph"
    sections = [line.removeprefix("## ") for text in made.values() for line in text.splitlines() if line.startswith("## ")]
    assert sorted(sections) == sorted(describe(schema).name for schema in TABLES)
