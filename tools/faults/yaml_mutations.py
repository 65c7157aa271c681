"""Mutations of YAML files: keys, values, and what YAML can hide in them.

Belongs here: what can be done to `key: value` lines. Does not belong here: bytes and characters (`mutations.py`).
"""

import random
from collections.abc import Mapping, Sequence

from tools.faults.mutations import Mutation

VALUES = (
    *(
        '"\\u202e"',
        '"\\x07"',
        '"\\ud800"',
        '"\\0"',
        '"\\x3d1+1"',
        '"\\u200b"',
        '"a\\nb"',
        '"\\L"',
        '"\\U00110000"',
        '"\\U000e0041"',
        '""',
        "~",
    ),
    *(
        "&a x",
        "*a",
        "!!binary aGk=",
        "!!python/object:os.system x",
        "!x y",
        "{a: b}",
        "[a]",
        "[[[[[[[[[[a]]]]]]]]]]",
        "|\n  a\n  b",
        ">-\n  a",
    ),
    *("2026-13-45", "0x10", "1_000", "1e400", ".nan", "yes", "null", "9" * 6000, "-1", "0", "4563.0", "99999999999", "2999", "x" * 40_000),
    *("=1+1", "'@x'", "fr-BE", "FR", "https://u:p@x.org", "12:30:45", "<<", "- a", "? a", "%", "@", "`", "a: b", "a #b"),
)
LINES = (
    "<<: {a: b}",
    "? [a]\n: b",
    "---",
    "...",
    "%YAML 1.1",
    "a: &a [*a]",
    "year: 2020",
    "  x: y",
    "- a",
    "unknown: 1",
    "\ttab: 1",
    "#",
    "",
)


def value_replaced(content: bytes, chance: random.Random) -> bytes:
    """Give a key another value."""
    lines = content.decode("utf-8").split("\n")
    found = [number for number, line in enumerate(lines) if ": " in line and not line.lstrip().startswith("#")]
    number = chance.choice(found)
    lines[number] = f"{lines[number].split(': ')[0]}: {chance.choice(VALUES)}"
    return "\n".join(lines).encode()


def line_added(content: bytes, chance: random.Random) -> bytes:
    """Add a line."""
    lines = content.decode("utf-8").split("\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(LINES))
    return "\n".join(lines).encode()


def line_moved(content: bytes, chance: random.Random) -> bytes:
    """Drop, repeat, indent or move a line."""
    lines = content.decode("utf-8").split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    put = chance.choice([[], [line, line], [f"  {line}"], [line]])
    at = chance.randrange(len(lines) + 1)
    return "\n".join([*lines[:at], *put, *lines[at:]]).encode()


def nested(content: bytes, chance: random.Random) -> bytes:
    """Add a value that is deep, or that multiplies itself."""
    deep = "deep: " + "[" * chance.choice([9, 1000, 20_000])
    bomb = "\n".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9 if n else ['x'])}]" for n in range(9))
    return content + chance.choice([deep, bomb, "- " * 5000 + "a"]).encode() + b"\n"


OF_YAML: Mapping[str, Sequence[Mutation]] = {"YAML": (value_replaced, value_replaced, value_replaced, line_added, line_moved, nested)}
