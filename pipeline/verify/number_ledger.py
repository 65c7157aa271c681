"""The ledger of numbers against the text: each of its rows is a number of the text, and each digit of the text is in one row.

Where digits can be cut into numbers in several ways, any cut is accepted: the ledger decides. What it may not do is cut a run of digits,
leave one out, count one twice, or join numbers that no rule joins.
"""

import itertools
import re

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import NUMBER, Token, spaced, tokens_of
from pipeline.verify.missing import missing_row
from pipeline.verify.places import Run, text_of
from pipeline.verify.text import Text

DIGITS = re.compile(r"[0-9]+")
Digits = tuple[int, int]


def ledger_problems(text: Text, table: Table, numbers: pd.DataFrame) -> list[Problem]:
    """Return a problem for each row of the ledger that is no number of the text or that stands out of order, and for each number of which
    no row holds the digits."""
    rows = [(token_of(row), row) for _, row in numbers.iterrows()]
    wrong = [row for token, row in rows if not is_number(text, token)]
    expected = "a number of the document that begins on this line with this character"
    problems = [
        locate(numbers, table, row, "token", row["token"], f"{expected}; {_found(text, token_of(row))}", "correct the row, or delete it")
        for row in wrong
    ]
    return problems + _order_problems(table, numbers, rows) + _missing(text, table, numbers, [token for token, _ in rows])


def token_of(row: pd.Series) -> Token:
    """Return the token of a row of numbers.csv."""
    return Token(int(row["line"]), int(row["char_start"]), int(row["end_line"]), int(row["char_end"]), str(row["token"]))


def is_number(text: Text, token: Token) -> bool:
    """Return whether a token is what the text prints there: one number by the rule for groups and marks, with all of its digits."""
    run = text_of(text, Run(*token[:4]))
    if not run or spaced(run) != token.token or not NUMBER.fullmatch(token.token):
        return False
    before = text.unfolded[token.line - 1][: token.char_start - 1]
    after = text.unfolded[token.end_line - 1][token.char_end :]
    return not DIGITS.fullmatch(before[-1:]) and not DIGITS.fullmatch(after[:1])


def _found(text: Text, token: Token) -> str:
    run = text_of(text, Run(*token[:4]))
    return f"the document has {spaced(run)!r} there" if run else "the document has no such characters"


def _order_problems(table: Table, numbers: pd.DataFrame, rows: list[tuple[Token, pd.Series]]) -> list[Problem]:
    """Rows stand in the order of the text, and no digit is in two of them."""
    problems = []
    for (before, _), (token, row) in itertools.pairwise(rows):
        if token < before:
            expected, remedy = "rows in the order in which the document prints the numbers", "move the row"
            problems.append(locate(numbers, table, row, "line", row["line"], expected, remedy))
        elif token[:2] <= before[2:4]:
            expected = f"digits that are not in the row above, whose number is {before.token!r}"
            problems.append(locate(numbers, table, row, "char_start", row["char_start"], expected, "correct the cut between the two rows"))
    return problems


def _missing(text: Text, table: Table, numbers: pd.DataFrame, rows: list[Token]) -> list[Problem]:
    """Numbers, cut as is most likely, of which no row holds a digit that stands there."""
    held = {place for token in rows for place in digits_of(text, token)}
    remedy = f"add a row for it to numbers.csv; make draft-numbers ID={text.document_id} DOCUMENT=… adds all that are missing"
    return [
        missing_row(text, table, numbers, "line", token.line, token.token, _expected(token), remedy)
        for token in tokens_of(text.unfolded)
        if not digits_of(text, token) <= held
    ]


def digits_of(text: Text, token: Token) -> set[Digits]:
    """Return the line and character of each digit of a token."""
    found = set[Digits]()
    for number in range(token.line, min(token.end_line, len(text.unfolded)) + 1):
        line = text.unfolded[number - 1]
        begin = token.char_start - 1 if number == token.line else 0
        end = token.char_end if number == token.end_line else len(line)
        found |= {(number, match.start() + at) for match in DIGITS.finditer(line, begin, end) for at in range(len(match[0]))}
    return found


def _expected(token: Token) -> str:
    place = f"on line {token.line} from character {token.char_start} on"
    return f"a row for this number, which the document prints {place}; where it is several numbers, a row for each"
