"""The ledger of numbers against the text: it lists exactly the tokens of the text, each where it stands."""

import itertools

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import Token, tokens_of
from pipeline.verify.missing import missing_row
from pipeline.verify.text import Text


def ledger_problems(text: Text, table: Table, numbers: pd.DataFrame) -> list[Problem]:
    """Return a problem for each token of the text that the ledger lacks, and for each row of the ledger that is no such token."""
    tokens = set(tokens_of(text.unfolded))
    rows = [
        (Token(int(row["line"]), int(row["char_start"]), int(row["end_line"]), int(row["char_end"]), str(row["token"])), row)
        for _, row in numbers.iterrows()
    ]
    expected, remedy = (
        "a number of the document that begins on this line with this character",
        "correct the row to what is printed, or delete it",
    )
    problems = [locate(numbers, table, row, "token", row["token"], expected, remedy) for token, row in rows if token not in tokens]
    early = [row for (before, _), (token, row) in itertools.pairwise(rows) if token < before]
    problems += [
        locate(numbers, table, row, "line", row["line"], "rows in the order in which the document prints the numbers", "move the row")
        for row in early
    ]
    missing = sorted(tokens - {token for token, _ in rows})
    return problems + [
        missing_row(text, table, numbers, "line", token.line, token.token, _expected(token), "add a row for it to numbers.csv")
        for token in missing
    ]


def _expected(token: Token) -> str:
    return f"a row for this number, which the document prints on line {token.line} from character {token.char_start} on"
