"""Where lines of a document's old text are in a new one, known by the words that raw/ has of it.

Belongs here: finding printed words again and following lines. Does not belong here: rewriting files (`relocate.py`).

Words that stand in one place only of the new text are anchors. Those whose order agrees in both texts say where a line is; between two of
them a line keeps its distance from the nearer one. Words that stand in several places are those nearest to where their line is, and anchors
then, too.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.kernel.characters import SOFT_HYPHEN
from pipeline.verify.places import Run, flat_text, squeezed
from pipeline.verify.text import Text

# How many lines from where it should be a text may be found.
FAR = 20


class Words(NamedTuple):
    """Printed words with their first and last line in the old text."""

    printed: str
    first: int
    last: int


class Moves:
    """Where the lines of an old text, and words on them, are in a new one."""

    def __init__(self, text: Text, words: Iterable[Words]) -> None:
        """text: the new text. words: all that raw/ has of the old one."""
        self.text = text
        distinct = sorted(set(words), key=lambda one: (one.first, one.last, one.printed))
        whole = _Whole(text)
        self.places = {printed: whole.places_of(printed) for printed in sorted({one.printed for one in distinct})}
        self.anchors = _in_order(_pairs((one, runs[0]) for one in distinct if len(runs := self.places[one.printed]) == 1))
        self.anchors = _in_order(_pairs((one, run) for one in distinct if (run := self.run(one))))

    def line(self, old: int) -> int:
        """Return the line of the new text where a line of the old one should be."""
        if not self.anchors:
            return old
        at = bisect_left(self.anchors, (old, 0))
        near = [self.anchors[index] for index in (at - 1, at) if 0 <= index < len(self.anchors)]
        there, here = min(near, key=lambda pair: abs(pair[0] - old))
        return min(max(1, old + here - there), len(self.text.lines))

    def run(self, words: Words) -> Run | None:
        """Return where words stand in the new text: in the place nearest to their old line; None where they stand nowhere near it."""
        expected = self.line(words.first), self.line(words.last)
        runs = [run for run in self.places.get(words.printed, []) if abs(run.line - expected[0]) <= FAR]
        return min(runs, key=lambda run: (abs(run.line - expected[0]) + abs(run.end_line - expected[1]), run), default=None)


class _Whole:
    """A text without its white space, in which words are found fast, whatever their line ends."""

    def __init__(self, text: Text) -> None:
        flat, positions = flat_text(text, 1, len(text.lines))
        kept = [(character, place) for character, place in zip(flat, positions, strict=True) if character not in f" \n{SOFT_HYPHEN}"]
        self.characters, self.positions = "".join(character for character, _ in kept), [place for _, place in kept]

    def places_of(self, printed: str) -> list[Run]:
        """Return each run that prints these words, and no part of a longer word."""
        words, found, at = squeezed(printed), list[Run](), -1
        while (at := self.characters.find(words, at + 1)) >= 0:
            if not self._joined(at - 1, at) and not self._joined(at + len(words) - 1, at + len(words)):
                found.append(Run(*self.positions[at], *self.positions[at + len(words) - 1]))
        return found

    def _joined(self, one: int, other: int) -> bool:
        """Return whether two characters that follow each other are of one word."""
        if one < 0 or other >= len(self.characters):
            return False
        (line, at), (next_line, next_at) = self.positions[one], self.positions[other]
        letters = self.characters[one].isalnum() and self.characters[other].isalnum()
        return letters and line == next_line and next_at - at <= 1


def _pairs(found: Iterable[tuple[Words, Run]]) -> list[tuple[int, int]]:
    """Return the old and new lines on which words begin and end, sorted."""
    ends = [pair for one, run in found for pair in ((one.first, run.line), (one.last, run.end_line))]
    return sorted(set(ends))


def _in_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest sequence of pairs that grows in both numbers, one pair for each first number."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for index, (_, here) in enumerate(pairs):
        at = bisect_left(tails, here + 1)
        tails[at : at + 1], ends[at : at + 1] = [here], [index]
        before[index] = ends[at - 1] if at else -1
    found, index = [], ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return list(_once(reversed(found)).items())


def _once(pairs: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    once: dict[int, int] = {}
    for there, here in pairs:
        once.setdefault(there, here)
    return once
