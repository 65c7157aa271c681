"""What a number token is: the rule by which digits in a text are cut into numbers, and the values that a number may have.

Belongs here: the tokeniser, for whole documents and for short printed texts alike. Does not belong here: what a number means.

A token is a run of digits with what holds a number together: spaces (of several kinds) or apostrophes between groups of three, points or
commas between digits. Signs, units, ordinals (3ème) and the words between the ends of a range are not part of it. Where a text can be cut
in several ways (120 135 148 may be three columns or one number), `tokens_of` proposes one; numbers.csv of the document decides.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

SPACES = " \u00a0\u2007\u2008\u2009\u202f"
APOSTROPHES = "'\u2019"
NUMBER = re.compile(rf"\d{{1,3}}(?:[{SPACES}{APOSTROPHES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*", re.ASCII)
GROUPS = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})*", re.ASCII)
GROUP = re.compile(r"\d{3}", re.ASCII)
# Three or more groups of three digits each, with plain spaces between them: at a line's end, columns rather than one number.
COLUMNS = re.compile(r"\d{3}(?: \d{3}){2,}", re.ASCII)
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+", re.ASCII)


class Token(NamedTuple):
    """A number in a text: the line and character on which it begins and ends, counted from 1, both included; and its digits."""

    line: int
    char_start: int
    end_line: int
    char_end: int
    token: str


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a short text, cut as is most likely, white space of any kind within them as a plain space."""
    return [number for run in runs_in(text) for number in run]


def numbers_as_listed(text: str, listed: Sequence[str]) -> list[str]:
    """Return the numbers of a short text as a list of tokens cuts them, of which some are those of the text: 12 345 is two
    numbers where 12 and 345 are listed. Digits that the list does not have are cut as is most likely."""
    return [number for run in runs_in(text) for number in _listed(run, listed)]


def runs_in(text: str) -> list[list[str]]:
    """Return the longest runs of digits of a short text, each as the numbers into which it is most likely cut."""
    return [[spaced(text[start:end]) for start, end in _cut(text, match.start(), match.end())] for match in NUMBER.finditer(text)]


def _listed(run: list[str], listed: Sequence[str]) -> list[str]:
    """Return a run as it is where a list has its numbers, and else the neighbours in the list that hold the same digits, if any."""
    digits = _packed(*run)
    if len(digits) <= 3 or set(run) <= set(listed):
        return run
    for start in range(len(listed)):
        for end in range(start + 1, len(listed) + 1):
            packed = _packed(*listed[start:end])
            if packed == digits:
                return list(listed[start:end])
            if not digits.startswith(packed):
                break
    return run


def _packed(*numbers: str) -> str:
    """Return numbers without the white space between them and in them."""
    return "".join("".join(numbers).split())


def spaced(token: str) -> str:
    """Return a token with plain spaces, one for each run of white space."""
    return re.sub(rf"[{SPACES}\s]+", " ", token)


def values_of(token: str, decimal_mark: str | None = None) -> set[Decimal]:
    """Return the values that a token may have: one, two where a point or comma may stand between thousands or before decimals (2.500), or
    none for what is no single number (6.5.1). decimal_mark: what stands before decimals where both would be possible, if it is known."""
    digits = re.sub(rf"[{SPACES}{APOSTROPHES}\s]", "", token)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return {Decimal(digits)}
    whole, _, decimals = digits.rpartition(marks[-1])
    as_decimals, as_thousands = set[Decimal](), set[Decimal]()
    if len(marks) == 1 or (marks[-1] not in marks[:-1] and THOUSANDS.fullmatch(whole)):
        as_decimals.add(Decimal(re.sub(r"[.,]", "", whole) + "." + decimals))
    if len(set(marks)) == 1 and THOUSANDS.fullmatch(digits) and not digits.startswith("0"):
        as_thousands.add(Decimal(re.sub(r"[.,]", "", digits)))
    if as_decimals and as_thousands and decimal_mark:
        return as_decimals if marks[-1] == decimal_mark else as_thousands
    return as_decimals | as_thousands


def last_digit_unit(value: Decimal) -> Decimal:
    """Return the unit of the last digit of a number that is not zero: 56280000000 has 10000000, 13.6 has 0.1; zero has 1."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def printed_unit(number: Decimal) -> Decimal:
    """Return the unit of the last digit that a number prints and means: that of its last decimal, a zero or not (22,0 has 0.1), and without
    decimals that of its last digit that is not zero. number: as `values_of` reads it, with the decimals of its token."""
    exponent = int(number.as_tuple().exponent)
    return Decimal(1).scaleb(exponent) if exponent < 0 else last_digit_unit(number)


def tokens_of(lines: Sequence[str]) -> list[Token]:
    """Return the number tokens of a text given by its lines, in reading order, cut as is most likely. Each digit belongs to exactly one.

    Three or more groups of three digits that end a line are columns. A number goes on over a line's end where groups of three stand at
    the very end of a line that holds more than them, and one at the beginning of the next.
    """
    tokens: list[Token] = []
    for number, line in enumerate(lines, start=1):
        for match in NUMBER.finditer(line):
            for start, end in _cut(line, match.start(), match.end()):
                found = Token(number, start + 1, number, end, spaced(line[start:end]))
                if tokens and _continues(tokens[-1], found, lines):
                    found = Token(*tokens[-1][:2], number, end, f"{tokens.pop().token} {found.token}")
                tokens.append(found)
    return tokens


def _cut(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the begins and ends of the numbers within one longest run of groups: each group where they look like columns."""
    run, follows = line[start:end], line[end:].strip()
    if follows or not COLUMNS.fullmatch(run) or run.endswith("000"):
        return [(start, end)]
    return [(start + match.start(), start + match.end()) for match in GROUP.finditer(run)]


def _continues(before: Token, after: Token, lines: Sequence[str]) -> bool:
    """Whether a number goes on over a line's end. A number that has a line to itself is a page number or a cell, and does not."""
    if before.end_line == after.line or not GROUPS.fullmatch(before.token) or not GROUP.fullmatch(after.token):
        return False
    begins = lines[before.line - 1][: before.char_start - 1]
    between = [
        lines[before.end_line - 1][before.char_end :],
        *lines[before.end_line : after.line - 1],
        lines[after.line - 1][: after.char_start - 1],
    ]
    return bool(begins.strip()) and not "".join(between).strip()
