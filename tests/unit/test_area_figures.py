"""Tables of figures by area and year: each printed number becomes a statement, and what is not one number is refused at its row."""

import pandas as pd
import pytest

from pipeline.kernel.problems import InputError
from pipeline.raw.area_figures import statements_of
from pipeline.verify.area_cells import order_problems
from pipeline.verify.text import text_of_lines
from schemas.observations import RawStatements

COLUMNS = list(RawStatements.to_schema().columns)
ROW = {
    "source_file": "raw/d/area_figures.csv",
    "source_line": 4,
    "document_id": "d",
    "table_id": "jobs",
    "indicator_id": "persons_employed",
    "subject_id": None,
    "unit_id": "persons",
    "factor": None,
    "definition_id": None,
    "is_count": "true",
    "citation_id": None,
    "years": "2020 | 2021 | 2022",
    "geography_id": "liege",
    "printed": "1 577 | 40 | -",
    "first_line": "9",
    "last_line": "9",
    "context_first_line": "5",
    "context_last_line": "12",
    "is_stated_derived": "false",
    "note_en": None,
}


def made(**changes: str) -> list[dict[str, object]]:
    rows = statements_of(pd.DataFrame([ROW | changes]), COLUMNS)
    assert list(rows) == COLUMNS
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def test_each_number_is_a_statement_of_its_area_and_year_and_an_empty_cell_is_none() -> None:
    first, second = made()
    assert (first["statement_id"], first["value"], first["printed"], first["period_end"]) == ("jobs-liege-2020", "1577", "1 577", "2020")
    assert (first["rounding_unit"], first["rounding_reason"], second["rounding_reason"]) == ("0", "counted", "counted_in_series")
    assert (first["first_line"], first["context_last_line"], first["source_line"]) == ("9", "12", 4)
    assert second["statement_id"] == "jobs-liege-2021"


def test_a_number_that_is_no_count_is_rounded_to_its_last_decimal_or_to_its_last_digit_that_is_not_zero() -> None:
    units = {row["printed"]: (row["value"], row["rounding_unit"]) for row in made(is_count="false", printed="22,0 | 0,0 | 120")}
    assert units == {"22,0": ("22", "0.1"), "0,0": ("0", "0.1"), "120": ("120", "10")}
    [row] = made(is_count="false", years="2020", printed="12,5", citation_id="c", definition_id="x")
    assert (row["value"], row["rounding_unit"], row["rounding_reason"]) == ("12.5", "0.1", None)
    assert (row["citation_scope"], row["definition_basis"]) == ("passage", "stated")


def test_the_head_of_a_table_may_multiply_its_numbers() -> None:
    first, second = made(is_count="false", years="2020 | 2021", printed="1 252 | 12,5", factor="1000000")
    assert (first["value"], first["rounding_unit"], first["printed"]) == ("1252000000", "1000000", "1 252")
    assert (second["value"], second["rounding_unit"]) == ("12500000", "100000")


@pytest.mark.parametrize("is_count", ["true", "false"])
@pytest.mark.parametrize("printed", ["9" * 16, "9" * 400, "1 000 000 000 000 000 000 000 000 000 000", "0," + "0" * 40 + "1" * 16])
def test_a_number_of_more_digits_than_are_stored_is_refused_at_its_row(printed: str, is_count: str) -> None:
    with pytest.raises(InputError, match=r"area_figures\.csv:4, column printed(.|\n)*at most 15 digits"):
        made(printed=printed, years="2020", is_count=is_count)


def test_a_dash_before_a_number_of_a_cell_is_its_sign() -> None:
    cells = made(is_count="false", printed="–0,6 | − 1,25 | +3,0")
    assert [(row["value"], row["rounding_unit"]) for row in cells] == [("-0.6", "0.1"), ("-1.25", "0.01"), ("3", "0.1")]


def test_a_mark_in_a_count_stands_between_thousands_and_in_another_number_it_is_not_guessed() -> None:
    assert [row["value"] for row in made(printed="1,577 | 2.500 | -")] == ["1577", "2500"]
    with pytest.raises(InputError, match="read in one way only"):
        made(printed="1,577 | 2.500 | -", is_count="false")


@pytest.mark.parametrize("printed", ["120 | 135", "120 | 135 | 148 | 150", "120 | n.c. | 148", "120 | 2,5 | 148", "120 | 3 ou 4 | 148"])
def test_a_row_with_more_or_fewer_cells_than_years_or_a_cell_that_is_not_one_number_is_refused_at_its_line(printed: str) -> None:
    with pytest.raises(InputError) as caught:
        made(printed=printed)
    assert {(p.file, p.line, p.column) for p in caught.value.problems} == {("raw/d/area_figures.csv", 4, "printed")}


def test_years_out_of_their_order_are_refused() -> None:
    with pytest.raises(InputError, match=r"each year once, in rising or falling order; put rows of another order into statements\.csv"):
        made(years="2020 | 2022 | 2021")
    assert [row["period_start"] for row in made(years="2022 | 2021 | 2020")] == ["2022", "2021"]


@pytest.mark.parametrize(
    ("printed", "faults"),
    [("1 577 | 40 | 41", []), ("1 577 | 41 | 40", ["40, printed after 41"]), ("40 | 40 | 41", [])],
)
def test_the_cells_of_a_row_are_printed_in_the_order_of_its_years(printed: str, faults: list[str]) -> None:
    text = text_of_lines("d", ["Liège 40 1 577 40 41"])
    statements = pd.DataFrame(made(printed=printed, first_line="1", last_line="1"))
    assert [problem.expected for problem in order_problems(text, statements)] == faults
