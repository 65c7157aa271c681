"""A transcribed table against its block of lines, both ways: nothing lost, added, changed or swapped.

The block is the text of the section that holds the table's caption. Each of its lines that is not blank must be, from first to last
character, the next parts of the cells that are said to stand on it, in reading order. What may differ is white space alone: a run of
it counts as one space, and a line's end as a space, or as nothing after a hyphen, dash or slash, after a soft hyphen, or where `broken`
lists the broken word.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from pipeline.kernel.characters import SOFT_HYPHEN
from pipeline.verify.places import BREAKING
from pipeline.verify.text import Text

# Stands for every word of a line that ends in a soft hyphen: any of them may be the broken one.
ANY_WORD = ""


@dataclass
class Piece:
    """A separately printed piece of a cell: where it was transcribed, where it is printed, and what is left of it to be found."""

    file: str
    row: int
    column: str
    text: str
    first: int
    last: int
    rest: str = ""
    failed: bool = False
    lost: bool = False


@dataclass(frozen=True)
class Fault:
    """A line that is not what the pieces on it say, or a piece that is not where it is said to be."""

    piece: Piece | None
    line: int
    printed: str
    expected: str


def check_block(text: Text, first: int, last: int, pieces: Sequence[Piece], broken: Set[tuple[int, str]] = frozenset()) -> list[Fault]:
    """Return the faults of a block of lines, first to last, against its pieces in reading order.

    broken: (line, word) for each word that the layout breaks after this line without a hyphen. A piece that failed is not looked for on
    later lines; another that shared its line is taken up again where its words go on, so that one mistake gives one fault.
    """
    faults = []
    for piece in pieces:
        piece.rest, piece.failed, piece.lost = piece.text, False, False
        if piece.first < first or piece.last > last:
            faults.append(_fail(piece, piece.first, "", f"lines within {first}-{last}"))
    for number in range(first, last + 1):
        here = [piece for piece in pieces if piece.first <= number <= piece.last]
        line = text.line(number)
        soft = {(number, ANY_WORD)} if line.endswith(SOFT_HYPHEN) else set()
        faults += _check_line(number, line.removesuffix(SOFT_HYPHEN), here, broken | soft)
    return faults


def _check_line(number: int, line: str, here: list[Piece], broken: Set[tuple[int, str]]) -> list[Fault]:
    if not line:
        ends = [piece for piece in here if number in (piece.first, piece.last) and not piece.failed]
        return [_fail(piece, number, line, "a run of lines that begins and ends on a printed line") for piece in ends]
    if not here:
        return [Fault(None, number, line, "a line that a cell or the layout accounts for")]
    if any(piece.failed for piece in here):
        for piece in here:
            piece.lost = True
        return []
    if not _found_again(line, here[0]):
        return [_fail(here[0], number, line, here[0].rest)]
    split = next((found for found in _splits(line, here, number, broken) if sum(found) + len(here) - 1 == len(line)), None)
    if split is None:
        wanted = " + ".join(piece.rest if piece.last == number else f"{piece.rest} (begun)" for piece in here)
        for piece in here:
            piece.lost = True
        return [_fail(_culprit(line, here, number, broken), number, line, wanted)]
    for piece, taken in zip(here, split, strict=True):
        piece.rest = piece.rest[taken:].removeprefix(" ")
    return []


def _found_again(line: str, piece: Piece) -> bool:
    """Take up a piece whose place was lost on an earlier line, where most of this line goes on in it; return whether its place is known."""
    if piece.lost:
        word = line.partition(" ")[0]
        begins = [at for at in range(len(piece.rest)) if piece.rest.startswith(word, at)]
        if not begins:
            return False
        piece.rest = piece.rest[max(begins, key=lambda at: _common(piece.rest[at:], line)) :]
        piece.lost = False
    return True


def _culprit(line: str, here: Sequence[Piece], number: int, broken: Set[tuple[int, str]]) -> Piece:
    """Return the first piece that cannot be found on the line after those before it; the last one, where the line goes on."""
    for count, piece in enumerate(here, start=1):
        ends = (sum(found) + count - 1 for found in _splits(line, here[:count], number, broken))
        if not any(line[end : end + 1] in ("", " ") for end in ends):
            return piece
    return here[-1]


def _fail(piece: Piece, number: int, line: str, expected: str) -> Fault:
    piece.failed = True
    return Fault(piece, number, line, expected)


def _splits(line: str, here: Sequence[Piece], number: int, broken: Set[tuple[int, str]]) -> Iterator[tuple[int, ...]]:
    """Yield the ways in which a line begins with the next part of each piece, parts joined by a space: the lengths of the parts."""
    for taken in _lengths(here[0], line, number, broken):
        if len(here) == 1:
            yield (taken,)
        elif line[taken : taken + 1] == " ":
            yield from ((taken, *more) for more in _splits(line[taken + 1 :], here[1:], number, broken))


def _lengths(piece: Piece, line: str, number: int, broken: Set[tuple[int, str]]) -> list[int]:
    """Return how much of a piece the beginning of a line may hold: all that is left on its last line, less before it."""
    rest = piece.rest
    if piece.last == number:
        return [len(rest)] if rest and line.startswith(rest) else []
    return [taken for taken in range(min(_common(rest, line), len(rest) - 1), 0, -1) if _may_break(rest, taken, number, broken)]


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _may_break(rest: str, taken: int, number: int, broken: Set[tuple[int, str]]) -> bool:
    """Whether a line may end after the first `taken` characters of what is left: before a space, or within a word that has a hyphen,
    dash or slash there or that the layout breaks. A hyphen that ends a word's part is not followed by a space."""
    marked = rest[taken - 1] in BREAKING and rest[taken - 2 : taken - 1] not in ("", " ")
    if rest[taken] == " ":
        return not (marked and rest[taken - 1] == "-")
    if rest[taken - 1] == " ":
        return False
    word = (rest[:taken].rpartition(" ")[2] + rest[taken:]).split(" ")[0]
    return marked or bool({(number, word), (number, ANY_WORD)} & broken)
