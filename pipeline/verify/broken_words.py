"""Words that the layout breaks over two lines: the end of one line and the beginning of the next give the listed word."""

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.verify.text import Text, joined


def broken_word_problems(text: Text, table: Table, broken_words: pd.DataFrame) -> list[Problem]:
    """Return a problem for each listed word that is not broken between its two lines."""
    problems = []
    for _, row in broken_words.iterrows():
        first, last = int(row["first_line"]), int(row["last_line"])
        ends = joined(text, first, last).split("\n")
        found = "".join(part for part in (ends[0].rpartition(" ")[2], ends[-1].partition(" ")[0]))
        if len(ends) != 2 or not text.line(first) or not text.line(last) or found != row["word"]:
            expected = f"a word that the end of its first line and the beginning of its last line give; they give {found!r}"
            problems.append(
                locate(broken_words, table, row, "word", row["word"], expected, "correct the word in broken_words.csv, or its two lines")
            )
    return problems
