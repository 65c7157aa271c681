"""Where names stand in a picture: beside what they name, over no dot and no other name.

Belongs here: placing names of any picture of the page. A name without room is left out; what it names still says its name when somebody
points at it. Does not belong here: which things are named first.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

LETTER, LINE = 0.61, 1.09  # room of a letter, and of a line, of a name, in sizes of its type
GAP = 3

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Name(NamedTuple):
    """A name, and which side of it stands at x: start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str


def placed_names(things: Iterable[tuple[str, Box]], taken: Sequence[Box], wide: float, size: float) -> list[Name]:
    """Return the names of things with room, in their order.

    taken: what must not be covered. wide: the width of the picture. size: that of the type, which the style may make smaller, never larger.
    """
    covered, found = list(taken), list[Name]()
    for text, box in things:
        for name in _candidates(text, box, size):
            room = box_of(name, size)
            if room[0] >= 0 and room[2] <= wide and not any(_meet(room, other) for other in covered):
                covered.append(room)
                found.append(name)
                break
    return found


def _candidates(text: str, box: Box, size: float) -> list[Name]:
    left, right, top, bottom = box[0] - GAP, box[2] + GAP, box[1] - GAP - 1, box[3] + LINE * size - 1
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2 + size / 3
    sides = [(right, y, "start"), (left, y, "end"), (x, bottom, "middle"), (x, top, "middle")]
    corners = [(right, y + 7, "start"), (right, y - 7, "start"), (left, y + 7, "end"), (left, y - 7, "end")]
    corners += [(x, bottom, "start"), (x, top, "start"), (x, bottom, "end"), (x, top, "end")]
    return [Name(round(a, 1), round(b, 1), text, anchor) for a, b, anchor in [*sides, *corners]]


def box_of(name: Name, size: float) -> Box:
    """Return the room of a name in type of a size."""
    long = LETTER * size * len(name.text)
    left = name.x - {"start": 0.0, "middle": long / 2, "end": long}[name.anchor]
    return left, name.y - LINE * size + 2, left + long, name.y + 2


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
