"""Numbers of headings: which section holds another by its number, and which number comes before another.

Belongs here: decimal, Roman and letter numbers, dotted or not. Does not belong here: what a document prints (`headings.py`).
"""

from collections.abc import Sequence

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
SIGNS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """Return a number from 1 in Roman digits."""
    found = ""
    for value, sign in SIGNS:
        count, number = divmod(number, value)
        found += sign * count
    return found


def above(number: str) -> str | None:
    """Return the number above a dotted one: 6.3 for 6.3.2, 6 for 6.3; None for a number of one part."""
    head, _, last = number.rpartition(".")
    return head if head and last.isdigit() else None


def before(number: str) -> str | None:
    """Return the number before another of its level: 6.2 for 6.3, III for IV, A for B; None for a first one and for a name."""
    head, dot, last = number.rpartition(".")
    if last.isdigit():
        return f"{head}{dot}{int(last) - 1}" if int(last) > 1 else None
    if dot:
        return None
    value = _value(number)
    if value:
        return roman(value - 1) if value > 1 else None
    return chr(ord(number) - 1) if len(number) == 1 and number not in "Aa" else None


def _value(number: str) -> int:
    """Return the value of a Roman number; 0 for what is none."""
    if not number or set(number) - set(ROMAN):
        return 0
    values = [ROMAN[sign] for sign in number]
    value = sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
    return value if roman(value) == number else 0


def parents_of(number: str, numbers: Sequence[str]) -> list[str | None]:
    """Return the sections that may hold a section, by its number and those of all sections of the document, in their order.

    6.3.2 lies in 6.3; 6.3 in 6, or in VI or F where sections are numbered so. Where no such section is listed, and for a number that has
    no parts or a name, it is no parent or any other section.
    """
    head = above(number)
    if head:
        names = [head, *([roman(int(head)), *map(chr, _letters(int(head)))] if head.isdigit() and int(head) else [])]
        for name in names:
            if name in numbers:
                return [name]
    return [None, *(other for other in numbers if other != number and not _is_below(other, number))]


def _letters(value: int) -> list[int]:
    return [ord("A") + value - 1, ord("a") + value - 1] if value <= 26 else []


def _is_below(other: str, number: str) -> bool:
    return other.startswith(f"{number}.")
