"""Line numbers that hold together: what is found in a whole table at once is what each of its rows says by itself."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandera.pandas import DataFrameModel

from pipeline.contract.arrow import conform
from pipeline.contract.tables import describe
from pipeline.raw.cells import runs, runs_of
from pipeline.raw.locators import locator_problems
from schemas.cartography import RawCartography
from schemas.numbers import RawNumbers
from schemas.observations import RawStatements

TABLE = describe(RawCartography)
DOCUMENTS = pd.DataFrame({"document_id": ["long", "short", "open"], "line_count": ["90", "30", None]})
CELLS = {"category": "Companies", "name": "Alpha", "location": "Namur | Liège", "approach": "Antibodies ~ and vectors"}
LINES = {"category_first_line": "1", "category_last_line": "2", "name_lines": "11", "location_lines": "12 | 13-14"}
ROW = CELLS | LINES | {"approach_lines": "12 ~ 15-16", "first_line": "11", "last_line": "16"}

pair = st.tuples(st.integers(1, 99), st.integers(1, 99))


def cartography(*changes: dict[str, str | None]) -> pd.DataFrame:
    """Rows of the long document, numbered from 1, with changes."""
    empty = dict.fromkeys(column.name for column in TABLE.columns)
    rows = [
        empty
        | ROW
        | {"source_file": "raw/long/cartography.csv", "source_line": number + 1, "document_id": "long", "row_no": str(number)}
        | change
        for number, change in enumerate(changes, start=1)
    ]
    return conform(pd.DataFrame(rows), TABLE)


def found(frame: pd.DataFrame) -> list[tuple[int | None, str | None, str]]:
    return [(problem.line, problem.column, problem.expected) for problem in locator_problems(frame, TABLE, DOCUMENTS)]


@given(st.lists(st.lists(pair.map(lambda ends: f"{ends[0]}-{ends[1]}") | st.integers(1, 99).map(str), min_size=1), max_size=8), st.data())
def test_the_runs_of_a_table_are_those_of_its_rows(cells: list[list[str]], data: st.DataObject) -> None:
    texts = [run[0] + "".join(data.draw(st.sampled_from([" | ", " ~ "])) + more for more in run[1:]) for run in cells]
    frame = pd.DataFrame({"lines": texts}, index=[f"row {number}" for number in range(len(texts))], dtype="object")
    expected = [(name, *ends) for name, row in frame.iterrows() for ends in runs_of(row, ("lines",))]
    assert list(runs(frame, ["lines"]).itertuples(name=None)) == expected


def test_good_rows_have_no_fault() -> None:
    assert found(cartography({}, {"stage": None}, {"document_id": "short", "row_no": "1"})) == []


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"location_lines": "12 ~ 13-14"}, {("location_lines", "as many runs of lines as the location has parts, joined alike")}),
        ({"approach_lines": "12 ~ 16-15"}, {("approach_lines", "a last line that is not before the first"), ("last_line", "15")}),
        ({"stage_lines": "13"}, {("stage_lines", "no lines, since there is no stage")}),
        ({"stage": "Clinical"}, {("stage_lines", "the lines of the stage")}),
        ({"last_line": "17"}, {("last_line", "16")}),
        ({"name_lines": "10"}, {("first_line", "10")}),
        ({"approach_lines": "12 ~ 15-91", "last_line": "91"}, {("approach_lines", "a line of the document, which has 90")}),
    ],
)
def test_each_fault_of_a_row_is_named_in_that_row_alone(change: dict[str, str | None], faults: set[tuple[str, str]]) -> None:
    problems = found(cartography({}, change, {}))
    assert {line for line, _, _ in problems} == {3}
    assert {(column, re.sub(", by the lines.*", "", expected)) for _, column, expected in problems} >= faults
    assert len(problems) == len(faults)


RUN = {"line": "4", "char_start": "7", "end_line": "5", "char_end": "2"}
CONTEXT = {"first_line": "5", "last_line": "6", "context_first_line": "5", "context_last_line": "7"}


@pytest.mark.parametrize(
    ("schema", "row", "change", "column", "expected"),
    [
        (RawNumbers, RUN, {"line": "6"}, "end_line", "a last line that is not before the first"),
        (RawNumbers, RUN, {"line": "5"}, "char_end", "a last character that is not before the first"),
        (RawNumbers, RUN, {"end_line": "999999999"}, "end_line", "a line of the document, which has 90"),
        (RawStatements, CONTEXT, {"context_last_line": "91"}, "context_last_line", "a line of the document, which has 90"),
        (RawStatements, CONTEXT, {"context_first_line": "6"}, "context_first_line", "a line not after the first line of the row"),
        (RawStatements, CONTEXT, {"context_last_line": "5"}, "context_last_line", "a line not before the last line of the row"),
    ],
)
def test_lines_and_characters_are_in_order_and_around_what_they_explain(
    schema: type[DataFrameModel], row: dict[str, str], change: dict[str, str], column: str, expected: str
) -> None:
    table = describe(schema)
    known = dict.fromkeys(one.name for one in table.columns) | {"source_file": "raw/long/x.csv", "document_id": "long"}
    frame = conform(pd.DataFrame([known | {"source_line": line} | row | more for line, more in ((2, {}), (3, change))]), table)
    told = [(problem.line, problem.column, problem.expected) for problem in locator_problems(frame, table, DOCUMENTS)]
    assert (3, column, expected) in told
    assert (2, column, expected) not in told


def test_each_row_is_held_against_the_end_of_its_own_document() -> None:
    late: dict[str, str | None] = {"approach_lines": "12 ~ 15-31", "last_line": "31"}
    frame = cartography(late, late | {"document_id": "short", "row_no": "1"}, late | {"document_id": "open", "row_no": "1"})
    assert found(frame) == [(3, "approach_lines", "a line of the document, which has 30")]
