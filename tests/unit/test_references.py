"""References: which rows have their values among those of another table, whatever the types and the number of columns."""

import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract.check import _among, _arrow

TEXT = st.text("ab|", max_size=2)
ROWS = st.lists(st.tuples(TEXT, st.integers(-2, 2)), max_size=6)


def frame(rows: list[tuple[str, int]], names: tuple[str, str], number: pa.DataType) -> pd.DataFrame:
    text, whole = zip(*rows, strict=True) if rows else ((), ())
    types = zip(names, (text, whole), (pa.string(), number), strict=True)
    return pd.DataFrame({name: pd.array(list(values), dtype=pd.ArrowDtype(kind)) for name, values, kind in types})


def among(rows: pd.DataFrame, known: pd.DataFrame) -> list[bool]:
    found: list[bool] = _among(*([_arrow(table[name]) for name in table] for table in (rows, known))).to_pylist()
    return found


@given(ROWS, ROWS)
def test_rows_are_among_others_exactly_where_all_of_their_values_are_together(
    rows: list[tuple[str, int]], known: list[tuple[str, int]]
) -> None:
    found = among(frame(rows, ("a", "b"), pa.int64()), frame(known, ("c", "d"), pa.int32()))
    assert found == [row in known for row in rows]


def test_a_null_of_the_other_table_is_the_value_of_no_row() -> None:
    rows, known = (pd.DataFrame({"a": pd.array(values, dtype=pd.ArrowDtype(pa.string()))}) for values in (["x", "y"], ["y", None]))
    assert among(rows, known) == [False, True]
