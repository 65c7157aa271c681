"""Mutations of CSV files: their shape, the types of their cells, and what cells refer to.

Belongs here: what can be done to rows and cells. Does not belong here: bytes and characters (`mutations.py`).
"""

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from functools import wraps

from tools.faults.mutations import Mutation

Rows = list[list[str]]
# Values that are wrong in most columns, and that have some meaning in a few.
VALUES = (
    *(
        "",
        "0",
        "-1",
        "-0",
        "1",
        "007",
        "1e5",
        "1e400",
        "NaN",
        "inf",
        "0.0000001",
        "99999999999999999999",
        "9" * 400,
        "true",
        "null",
        "None",
    ),
    *(
        "=1+1",
        "@SUM(A1)",
        "+x",
        "-x",
        "'x",
        "a|b",
        "a | b",
        "a ~ b",
        "|",
        "~",
        " x",
        "x ",
        "x  y",
        "x\ny",
        "\u202ex",
        "e\u0301",
        "x" * 40_000,
    ),
    *("2020-02-30", "2020-13", "9999", "1000", "2999-12-31", "0000", "0.0", "90.0", "-180.0", "4999-1", "1-999999999", "5-3"),
    *("https://u:p@example.org", "javascript:x", 'https://example.org/"', "world", "belgium", "EUR", "percent", "thesis", "range", "exact"),
)


def read(content: bytes) -> Rows:
    """Return the rows of a good file, header first."""
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def written(rows: Rows, **style: object) -> bytes:
    """Return rows as a file."""
    text = io.StringIO(newline="")
    csv.writer(text, **({"lineterminator": "\n"} | style)).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode("utf-8", "surrogatepass")


def of_rows(change: Callable[[Rows, random.Random], Rows | None]) -> Mutation:
    """Return a mutation of rows as one of a file. Files without a second row are left as they are."""

    @wraps(change)
    def mutation(content: bytes, chance: random.Random) -> bytes:
        rows = read(content)
        return written(change(rows, chance) or rows) if len(rows) > 1 else content

    return mutation


def _cell(rows: Rows, chance: random.Random) -> tuple[int, int]:
    row = chance.randrange(1, len(rows))
    return row, chance.randrange(len(rows[row]))


def odd_value(rows: Rows, chance: random.Random) -> None:
    """Put an odd value into a cell."""
    row, column = _cell(rows, chance)
    rows[row][column] = chance.choice(VALUES)


def changed_character(rows: Rows, chance: random.Random) -> None:
    """Change one character of a cell: a digit to a digit, a letter to a letter."""
    row, column = _cell(rows, chance)
    cell = rows[row][column]
    if cell:
        at = chance.randrange(len(cell))
        other = chance.choice("0123456789" if cell[at].isdigit() else "abcdefghijklmnopqrstuvwxyz")
        rows[row][column] = cell[:at] + other + cell[at + 1 :]


def from_same_column(rows: Rows, chance: random.Random) -> None:
    """Give a cell the value of another row."""
    row, column = _cell(rows, chance)
    rows[row][column] = rows[chance.randrange(1, len(rows))][column]


def from_other_column(rows: Rows, chance: random.Random) -> None:
    """Give a cell the value of another column of its row."""
    row, column = _cell(rows, chance)
    rows[row][column] = chance.choice(rows[row])


def emptied(rows: Rows, chance: random.Random) -> None:
    """Empty a cell."""
    row, column = _cell(rows, chance)
    rows[row][column] = ""


def row_dropped(rows: Rows, chance: random.Random) -> None:
    """Drop a row, which others may refer to."""
    rows.pop(chance.randrange(1, len(rows)))


def row_doubled(rows: Rows, chance: random.Random) -> None:
    """Repeat a row, or the header."""
    rows.insert(chance.randint(1, len(rows)), list(chance.choice(rows)))


def rows_swapped(rows: Rows, chance: random.Random) -> None:
    """Exchange two rows, or a row and the header."""
    one, other = chance.randrange(len(rows)), chance.randrange(len(rows))
    rows[one], rows[other] = rows[other], rows[one]


def cell_added(rows: Rows, chance: random.Random) -> None:
    """Make a row longer."""
    chance.choice(rows).insert(chance.randrange(3), chance.choice(VALUES))


def cell_dropped(rows: Rows, chance: random.Random) -> None:
    """Make a row shorter."""
    row = chance.choice(rows)
    row.pop(chance.randrange(len(row)))


def header_doubled(rows: Rows, chance: random.Random) -> None:
    """Give two columns one name."""
    rows[0][chance.randrange(len(rows[0]))] = chance.choice(rows[0])


def headers_swapped(rows: Rows, chance: random.Random) -> None:
    """Exchange the names of two columns but not their cells."""
    one, other = chance.randrange(len(rows[0])), chance.randrange(len(rows[0]))
    rows[0][one], rows[0][other] = rows[0][other], rows[0][one]


def columns_moved(rows: Rows, chance: random.Random) -> Rows:
    """Put whole columns in another order."""
    order = list(range(len(rows[0])))
    chance.shuffle(order)
    return [[row[at] for at in order] for row in rows]


def column_dropped(rows: Rows, chance: random.Random) -> Rows:
    """Drop a whole column."""
    at = chance.randrange(len(rows[0]))
    return [row[:at] + row[at + 1 :] for row in rows]


def rows_shuffled(rows: Rows, chance: random.Random) -> Rows:
    """Put all rows in another order."""
    return [rows[0], *chance.sample(rows[1:], len(rows) - 1)]


def restyled(content: bytes, chance: random.Random) -> bytes:
    """Write the same cells in another style."""
    styles = ({"quoting": csv.QUOTE_ALL}, {"delimiter": ";"}, {"delimiter": "\t"}, {"quotechar": "'"}, {"lineterminator": "\r\n"})
    return written(read(content), **chance.choice(styles))


def quote_added(content: bytes, chance: random.Random) -> bytes:
    """Add a quote, a comma or a line end anywhere."""
    at = chance.randrange(len(content))
    return content[:at] + chance.choice([b'"', b'""', b",", b"\n", b'",', b',"']) + content[at:]


def quote_dropped(content: bytes, chance: random.Random) -> bytes:
    """Drop a quote, a comma or a line end."""
    found = [at for at, byte in enumerate(content) if byte in b'",\n']
    at = chance.choice(found)
    return content[:at] + content[at + 1 :]


SHAPES = (
    row_doubled,
    rows_swapped,
    cell_added,
    cell_dropped,
    header_doubled,
    headers_swapped,
    columns_moved,
    column_dropped,
    rows_shuffled,
)
OF_CSV: Mapping[str, Sequence[Mutation]] = {
    "CSV shape": (*map(of_rows, SHAPES), restyled, quote_added, quote_dropped),
    "types": tuple(map(of_rows, (odd_value, odd_value, odd_value, emptied))),
    "references": tuple(map(of_rows, (changed_character, changed_character, from_same_column, from_other_column, row_dropped))),
}
