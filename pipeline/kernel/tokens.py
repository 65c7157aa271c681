"""What a number token is: the one rule by which digits in a text are cut into numbers.

Belongs here: the tokeniser, for whole documents and for short printed texts alike. Does not belong here: what a number means.

A token is the longest run of digits with what holds a number together: spaces between groups of three (of several kinds), a decimal
comma, points or commas between digits. Signs, units, ordinals (3ème) and the words between the ends of a range are not part of it. A
number that a line's end breaks between groups of three is one token.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

SPACES = " \u00a0\u2009\u202f"
NUMBER = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*")
GROUPS = re.compile(rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})*")
GROUP = re.compile(r"\d{3}")


class Token(NamedTuple):
    """A number in a text: the line and character on which it begins and ends, counted from 1, both included; and its digits."""

    line: int
    char_start: int
    end_line: int
    char_end: int
    token: str


def numbers_in(text: str) -> list[str]:
    """Return the numbers of a short text, white space of any kind within them as a plain space."""
    return [re.sub(rf"[{SPACES}]", " ", match[0]) for match in NUMBER.finditer(text)]


def tokens_of(lines: Sequence[str]) -> list[Token]:
    """Return the number tokens of a text given by its lines, in reading order. Each digit belongs to exactly one token."""
    tokens: list[Token] = []
    for number, line in enumerate(lines, start=1):
        for match in NUMBER.finditer(line):
            found = Token(number, match.start() + 1, number, match.end(), numbers_in(match[0])[0])
            if tokens and _continues(tokens[-1], found, lines):
                found = Token(*tokens[-1][:2], number, match.end(), f"{tokens.pop().token} {found.token}")
            tokens.append(found)
    return tokens


def _continues(before: Token, after: Token, lines: Sequence[str]) -> bool:
    """Whether a number goes on over a line's end: groups of three at the very end of a line, and one at the beginning of the next."""
    if before.end_line == after.line or not GROUPS.fullmatch(before.token) or not GROUP.fullmatch(after.token):
        return False
    between = [
        lines[before.end_line - 1][before.char_end :],
        *lines[before.end_line : after.line - 1],
        lines[after.line - 1][: after.char_start - 1],
    ]
    return not "".join(between).strip()
