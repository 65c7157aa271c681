"""The French words of the columns: what each holds, and what an empty cell means, by the English words of the schemas.

Belongs here: finding the French of a sentence. Does not belong here: the sentences, which stand in `column_words_fr.csv`, the English ones
as the schemas make them. A test shows that none is missing and none is left over.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("column_words_fr.csv")


@cache
def french_words() -> Mapping[str, str]:
    """Return the French of each English sentence that says what a column holds or what an empty cell means."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["english"]: row["french"] for row in csv.DictReader(file)}


def in_french(english: str) -> str:
    """Return the French of a sentence about a column. Raises KeyError where it has none, naming the file that lacks it."""
    known = french_words()
    if english not in known:
        raise KeyError(f"{FILE.name} has no French for a sentence of the schemas; add a row for it: {english}")
    return known[english]
