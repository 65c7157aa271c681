"""Every cell of core and metrics leads to a raw file, a line of it and a column of its header: where a person corrects it."""

import csv
from pathlib import Path

import pandas as pd
import pytest
import yaml

from pipeline.contract.lineage import tables
from pipeline.contract.locate import locate, placed
from pipeline.kernel.problems import Problem
from pipeline.raw.folder import read_table
from pipeline.verify.document import verifiable, verify_table
from pipeline.verify.text import Text
from tests.building import MADE, Frames
from tests.conftest import ROOT

VERIFIED = [
    f"thesis/{name}.csv" for name in ("cartography", "citations", "sections", "numbers", "layout", "broken_words", "molecule_comparison")
]
SHARED = {"raw_layout", "raw_broken_words", "raw_sections", "raw_numbers"}  # by these, other tables are verified
DROPPED, RESPELT = "without its third row", "with a letter more in each cell"
OF_NOTHING_RAW = {"code_lists", "data_dictionary"}  # what the schemas say: no file below raw/ is at fault


def stands_in_raw(problem: Problem, root: Path) -> bool:
    """Whether file, line and column of a problem are there: the column in the header, or the key in a document.yaml."""
    file = root / problem.file
    text = file.read_text("utf-8") if file.is_file() and problem.file.startswith("raw/") else ""
    header = list(yaml.safe_load(text)) if file.suffix == ".yaml" else next(csv.reader(text.splitlines()), [])
    columns = (problem.column or "").split(", ")
    return 0 < (problem.line or 0) <= text.count("\n") and set(columns) <= set(header)


@pytest.mark.parametrize("name", [name for name in MADE if name not in OF_NOTHING_RAW])
def test_every_cell_leads_to_a_line_and_a_column_of_a_raw_file(name: str, known: Frames) -> None:
    table, frame = tables()[name], known[name]
    for _, row in frame.iloc[[0, len(frame) // 2, -1]].iterrows():
        cells = [locate(frame, table, row, column.name, row[column.name], "x", "y") for column in table.columns]
        for column, problem in zip(table.columns, placed(cells, known.__getitem__), strict=True):
            assert stands_in_raw(problem, ROOT), (column.name, problem)


def place(known: Frames, name: str, column: str, **key: object) -> tuple[str, int | None, str | None]:
    frame = known[name]
    wanted = pd.concat([frame[part].astype("str") == str(value) for part, value in key.items()], axis=1).all(axis=1)
    row = frame[wanted].iloc[0]
    [problem] = placed([locate(frame, tables()[name], row, column, row[column], "x", "y")], known.__getitem__)
    return problem.file, problem.line, problem.column


def line_of(file: str, begins: str) -> int:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(begins))


def test_a_cell_is_placed_in_the_row_and_under_the_name_that_its_raw_file_has(known: Frames) -> None:
    cartography, statements = "raw/thesis/cartography.csv", "raw/thesis/statements.csv"
    row = line_of(cartography, "24,")
    assert place(known, "sites", "place_printed", document_id="thesis", row_no=24) == (cartography, row, "location")
    assert place(known, "sites", "organisation_id", document_id="thesis", row_no=24) == (cartography, row, "name")
    value = place(known, "observations", "value_high", document_id="thesis", statement_id="exports-belgium-2015")
    assert value == (statements, line_of(statements, "exports-belgium-2015,"), "value")


def test_a_key_of_a_document_file_is_placed_on_its_own_line(known: Frames) -> None:
    file = "raw/thesis/document.yaml"
    assert place(known, "documents", "licence", document_id="thesis") == (file, line_of(file, "licence:"), "licence")


def test_what_is_computed_is_placed_at_the_observation_that_it_is_computed_from(known: Frames) -> None:
    growth = known["growth_rates"].iloc[0]
    start = known["observations"].set_index("observation_id").loc[growth["start_observation_id"]]
    file, line, column = place(known, "growth_rates", "cagr_pct", growth_id=growth["growth_id"])
    expected = f"raw/{start['document_id']}/statements.csv"
    assert (file, line, column) == (expected, line_of(expected, f"{start['statement_id']},"), "value")


def test_what_no_raw_table_holds_keeps_the_name_of_its_table(known: Frames) -> None:
    frame = known["code_lists"]
    [problem] = placed([locate(frame, tables()["code_lists"], frame.iloc[0], "label_fr", "x", "y", "z")], known.__getitem__)
    assert problem.file.startswith("table code_lists row ")


@pytest.mark.parametrize(("file", "kind"), [*((file, DROPPED) for file in VERIFIED), *((file, RESPELT) for file in VERIFIED)])
def test_what_the_document_refutes_is_placed_in_a_raw_file(raw: Path, text: Text, known: Frames, file: str, kind: str) -> None:
    path, table = raw / file, tables()[f"raw_{Path(file).stem}"]
    header, *rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    printed = [column.name for column in table.columns if column.lines] or ["token", "printed", "word"]
    changed = (
        rows[:2] + rows[3:]
        if kind == DROPPED
        else [[f"{cell}x" if cell and name in printed else cell for name, cell in zip(header, row, strict=True)] for row in rows]
    )
    with path.open("w", encoding="utf-8", newline="") as sink:
        csv.writer(sink, lineterminator="\n").writerows([header, *changed])
    frames = known | {table.name: read_table(raw, table)}
    asked = verifiable() if table.name in SHARED else [table, tables()["raw_spans"]]  # which says where cells of all tables stand
    problems = [problem for one in asked for problem in verify_table(text, one, frames).problems]
    assert problems
    for problem in problems:
        assert stands_in_raw(problem, raw.parent), problem
