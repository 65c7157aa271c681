"""Which texts of the database file are stored in a dictionary: those that repeat, and that leave no memory of chance in their block."""

import pyarrow as pa
import pytest

from pipeline.release.database import BLOCK, fits_dictionary

WORD = "x" * 100


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        (["a word that comes again and again"] * 50, True),
        (["a word that comes again and again", None] * 25, True),
        ([f"a word that comes once, number {number}" for number in range(50)], False),
        ([f"{WORD}{number % (BLOCK // 100)}" for number in range(5000)], False),
        ([WORD] * (BLOCK * 8), False),
        ([1] * 50, False),
    ],
    ids=["texts that repeat", "with nulls", "each text once", "texts that fill the block", "rows that fill the block", "numbers"],
)
def test_texts_that_repeat_and_fit_one_block_are_stored_in_a_dictionary(values: list[str | int | None], fits: bool) -> None:
    assert fits_dictionary(pa.chunked_array([values])) == fits
