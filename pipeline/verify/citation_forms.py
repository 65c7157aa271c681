"""What a citation looks like: an author with a year, or without date, in the forms that are usual in French and English.

Belongs here: finding the sources that a text cites. Does not belong here: what citations.csv lists (`citations.py`).

(Dupont, 2019) | (Dupont, 2019; Leroy et al., 2021, p. 12) | (Dupont, 2019 et Leroy, 2021) | (AWEX, 2019a, 2019b) |
(see Dupont 2020, p. 12) | (CNPM, s. d.) | (OECD, n.d.) | Dupont (2020) | Leroy (2021, p. 7) | Leroy (2019; 2021). Not looked for: numbers
such as [12], footnotes, authors without a year, years outside brackets, and spans of years (2019–2020).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.kernel.characters import SOFT_HYPHEN
from pipeline.verify.places import Run, flat_text
from pipeline.verify.text import Text

DATE = r"(?:(?:19|20)[0-9]{2}[a-z]?|[sn]\.[ \n]?d\.(?:-[a-z])?)(?!\w)"
AND = r"(?:et|and|&)"
DATES = rf"(?P<dates>{DATE}(?:(?:,| ?;|,?[ \n]{AND})[ \n]{DATE})*)"
LOCATOR = r"(?:[,:][ \n][^,;()]{1,25})?"
NAME = r"[^\W\d_a-zà-ÿ][\w.’'&-]*"
NAMES = rf"{NAME}(?:[ \n](?:et|and|al\.|&|de|du|des|of|the|van|von|{NAME}))*"
BRACKET = re.compile(r"\(([^()]*)\)")
# What ends a source within a bracket, where a name follows and not another date of the same author.
BETWEEN = re.compile(rf"(?:;|(?:(?<=[0-9])|(?<=[0-9][a-z])|(?<=d\.)),?[ \n]{AND}[ \n])(?![ \n]*{DATE})")
# Of each part of a bracket, between these.
AFTER_A_COMMA = re.compile(rf"[ \n]*(?P<author>[^()]*?[^(),\d\s]),[ \n]{DATES}{LOCATOR}[ \n]*")
AFTER_A_NAME = re.compile(rf"[ \n]*(?:[a-zà-ÿ.]+[ \n])*(?P<author>{NAMES})[ \n]{DATES}{LOCATOR}[ \n]*")
# A bracket with a date alone, after a name or an address such as pharma.be.
DATE_ALONE = re.compile(rf"{DATES}{LOCATOR}")
NAME_BEFORE = re.compile(rf"(?:{NAMES}|[^\s.]+\.[^\s.]+)[ \n]$")
LONGEST_NAME = 80


class Cited(NamedTuple):
    """A source that a text cites: as printed, the lines and characters on which it may begin, and where its date stands.

    begins: the first is that of what is printed; others follow lead-in words (see, voir aussi) or words before a name.
    """

    printed: str
    begins: tuple[tuple[int, int], ...]
    date: Run


def cited_in(text: Text) -> list[Cited]:
    """Return the sources that a text cites in brackets, in reading order; of an author with several years, each year is a source."""
    flat, positions = flat_text(text, 1, len(text.lines))
    found = [one for bracket in BRACKET.finditer(flat) for one in [*_in_bracket(bracket), *_after_a_name(flat, bracket)]]
    return [_cited(flat, positions, *one) for one in found]


def _cited(flat: str, positions: list[tuple[int, int]], begin: int, first: int, last: int, end: int) -> Cited:
    begins = [begin, *_later(flat, begin, first)]
    return Cited(_typed(flat[begin:end]), tuple(positions[at] for at in begins), Run(*positions[first], *positions[last - 1]))


Found = tuple[int, int, int, int]


def _in_bracket(bracket: re.Match[str]) -> Iterator[Found]:
    """Yield of each source within a bracket where it begins, where its date begins and ends, and where it ends."""
    between = list(BETWEEN.finditer(bracket[1]))
    starts, ends = [0, *(match.end() for match in between)], [*(match.start() for match in between), len(bracket[1])]
    for start, end in zip(starts, ends, strict=True):
        part, offset = bracket[1][start:end], bracket.start(1) + start
        match = AFTER_A_COMMA.fullmatch(part) or AFTER_A_NAME.fullmatch(part)
        for number, (first, last) in enumerate(_dates(match, offset) if match else ()):
            yield (first if number or not match else offset + match.start("author")), first, last, last


def _after_a_name(flat: str, bracket: re.Match[str]) -> Iterator[Found]:
    """Yield the same for a bracket that holds a date alone, after the name of an author. It ends with the bracket, or else with its date
    where there are several: each is a source."""
    match = DATE_ALONE.fullmatch(bracket[1])
    name = NAME_BEFORE.search(flat, max(0, bracket.start() - LONGEST_NAME), bracket.start())
    if match and name:
        dates = list(_dates(match, bracket.start(1)))
        for number, (first, last) in enumerate(dates):
            yield (first if number else name.start()), first, last, last if len(dates) > 1 else bracket.end()


def _dates(match: re.Match[str], offset: int) -> Iterator[tuple[int, int]]:
    for date in re.finditer(DATE, match["dates"]):
        start = offset + match.start("dates") + date.start()
        yield start, start + len(date[0])


def _later(flat: str, begin: int, first: int) -> Iterator[int]:
    """Yield where a source may begin, too: after lower-case words, and after the words of a name before a bracket."""
    words = [begin + space.end() for space in re.finditer(r"[ \n]", flat[begin:first])]
    in_bracket = "(" not in flat[begin:first]
    for at in words[: len(words) if in_bracket else -1]:
        if in_bracket and not flat[begin:at].islower():
            return
        yield at


def _typed(printed: str) -> str:
    return printed.replace(f"{SOFT_HYPHEN}\n", "").replace("\n", " ")
