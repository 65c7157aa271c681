"""The ledger of numbers against the text: it lists exactly the tokens of the text, each where it stands."""

import itertools

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import Token, tokens_of
from pipeline.verify.text import Text


def unledgered(text: Text, table: Table, numbers: pd.DataFrame) -> list[Problem]:
    """Return a problem for each token of the text that the ledger lacks, and for each row of the ledger that is no such token."""
    tokens = set(tokens_of(text.unfolded))
    rows = [
        (Token(int(row["line"]), int(row["char_start"]), int(row["end_line"]), int(row["char_end"]), str(row["token"])), row)
        for _, row in numbers.iterrows()
    ]
    expected, remedy = "a number that stands on this line, from this character on", "correct the row, or delete it"
    problems = [locate(numbers, table, row, "token", row["token"], expected, remedy) for token, row in rows if token not in tokens]
    early = [row for (before, _), (token, row) in itertools.pairwise(rows) if token < before]
    problems += [locate(numbers, table, row, "line", row["line"], "rows in reading order", "move the row") for row in early]
    missing = sorted(tokens - {token for token, _ in rows})
    return problems + [
        Problem(
            f"the document, line {token.line}",
            None,
            f"character {token.char_start}",
            token.token,
            "a number that numbers.csv lists",
            "add a row for it",
        )
        for token in missing
    ]
