"""Lines that moved as a whole: one fault tells by how many, and where it is no move, none."""

import pandas as pd
import pytest

from pipeline.verify.moved import moved_problems
from pipeline.verify.text import text_of_lines

LINES = [f"Line {number} of the text" for number in range(1, 30)]
RUNS = pd.DataFrame(
    [("d", str(number), "6", str(number), str(5 + len(str(number))), str(number)) for number in range(5, 25)],
    columns=["document_id", "line", "char_start", "end_line", "char_end", "printed"],
)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (LINES, None),
        (["", *LINES], "20 of 20 printed texts stand 1 line below theirs"),
        (LINES[3:], "20 of 20 printed texts stand 3 lines above theirs"),
        ([*LINES[:14], "", *LINES[14:]], None),  # half of them are where they were
        (["another text"] * 30, None),
    ],
)
def test_lines_that_moved_are_one_fault_and_other_changes_none(lines: list[str], told: str | None) -> None:
    problems = moved_problems(text_of_lines("d", lines), RUNS)
    assert [problem.value for problem in problems] == ([told] if told else [])
    assert all("make relocate" in problem.remedy for problem in problems)
