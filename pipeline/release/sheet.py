"""A sheet of a workbook that is filled by columns.

Belongs here: the XML of rows and cells. xlsxwriter takes and keeps every cell by itself, which is three quarters of its time; it offers
that a sheet is of a class of one's own, and this one writes its rows alone. It uses five names that xlsxwriter does not publish; a test
compares its bytes with those of xlsxwriter's own cells. Does not belong here: which tables become sheets (`workbook.py`).
"""

from datetime import date
from itertools import compress
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

BLOCK = 16  # rows, for which the file states together which columns have cells
DAY_ZERO = date(
    1899, 12, 30
)  # from which a workbook counts days; it takes 1900 for a leap year, so that days before March 1900 are off by one
Cells = list[str | None]  # the XML of the cells of a column, None where it has none


class Sheet(Worksheet):
    """A sheet with a header and columns of equal length. A value is a text, a number, a truth value, a day or None, which has
    no cell.

    Every text is written as text. A number that is not whole is written with all digits of the floating-point number next to it.
    """

    def fill(self, columns: dict[str, list[Any]], header: Format, day: Format) -> None:
        """Set all cells of the sheet: a name and values for each column. Each row has at least one value that is not None.

        header, day: the formats of names and of days.
        """
        self._header, self._day, self._columns = header, day, columns
        index = self.str_table._get_shared_string_index
        self._texts = [{text: index(text) for text in [name, *values] if isinstance(text, str)} for name, values in columns.items()]
        self._check_dimensions(0, 0)
        self._check_dimensions(max(map(len, columns.values())), len(columns) - 1)

    def _write_rows(self) -> None:
        """Write the rows; xlsxwriter calls this when it writes the file."""
        columns = [self._cells(place, name, values) for place, (name, values) in enumerate(self._columns.items())]
        rows = list(zip(*columns, strict=True))
        for start in range(0, len(rows), BLOCK):
            block = rows[start : start + BLOCK]
            filled = list(compress(range(len(columns)), (any(cells) for cells in zip(*block, strict=True))))
            for number, row in enumerate(block, start=start + 1):
                self.fh.write(f'<row r="{number}" spans="{filled[0] + 1}:{filled[-1] + 1}">{"".join(filter(None, row))}</row>')

    def _cells(self, place: int, name: str, values: list[Any]) -> Cells:
        letters, texts = xl_col_to_name(place), self._texts[place]
        cells: Cells = [f'<c r="{letters}1" s="{self._header._get_xf_index()}" t="s"><v>{texts[name]}</v></c>']
        for number, value in enumerate(values, start=2):
            if value is None:
                cells.append(None)
            elif isinstance(value, str):
                cells.append(f'<c r="{letters}{number}" t="s"><v>{texts[value]}</v></c>')
            elif isinstance(value, bool):
                cells.append(f'<c r="{letters}{number}" t="b"><v>{value:d}</v></c>')
            elif isinstance(value, date):
                cells.append(f'<c r="{letters}{number}" s="{self._day._get_xf_index()}"><v>{(value - DAY_ZERO).days}</v></c>')
            else:
                cells.append(f'<c r="{letters}{number}"><v>{digits(value)}</v></c>')
        return cells


def digits(value: Any) -> str:
    """Return a number as a file holds it; xlsxwriter writes 16 digits, and some numbers need 17 to come back the same."""
    return str(value) if isinstance(value, int) else repr(float(value)).removesuffix(".0")
