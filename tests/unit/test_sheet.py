"""Sheets that are filled by columns: the bytes are those of cells that xlsxwriter writes one by one, and no digit is lost."""

import io
from datetime import date
from typing import Any, cast

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.release.sheet import Sheet, digits
from pipeline.release.workbook import CREATED, DAY

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text("a=1 <&\n"),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_so_that_it_comes_back_to_the_last_bit(number: float) -> None:
    assert float(digits(number)) == number


class Double(float):
    """A number of which xlsxwriter's own cells get all digits."""

    def __format__(self, spec: str) -> str:
        return digits(float(self))


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=40))
def test_a_sheet_has_the_bytes_of_cells_that_xlsxwriter_writes_one_by_one(rows: list[tuple[Any, ...]]) -> None:
    columns = {"key": list(map(str, range(len(rows))))} | {name: [row[place] for row in rows] for place, name in enumerate("abc")}
    assert filled(columns) == one_by_one(columns)


def filled(columns: dict[str, list[Any]]) -> bytes:
    with xlsxwriter.Workbook(written := io.BytesIO()) as book:
        book.set_properties({"created": CREATED})
        cast(Sheet, book.add_worksheet("sheet", Sheet)).fill(columns, book.add_format({"bold": True}), book.add_format(DAY))
    return written.getvalue()


def one_by_one(columns: dict[str, list[Any]]) -> bytes:
    with xlsxwriter.Workbook(written := io.BytesIO()) as book:
        book.set_properties({"created": CREATED})
        sheet, bold, day = book.add_worksheet("sheet"), book.add_format({"bold": True}), book.add_format(DAY)
        for place, (name, values) in enumerate(columns.items()):
            sheet.write_string(0, place, name, bold)
            for row, value in enumerate(values, start=1):
                if isinstance(value, bool):
                    sheet.write_boolean(row, place, value)
                elif isinstance(value, str):
                    sheet.write_string(row, place, value)
                elif isinstance(value, date):
                    sheet.write_datetime(row, place, value, day)
                elif value is not None:
                    sheet.write_number(row, place, Double(value) if isinstance(value, float) else value)
    return written.getvalue()
