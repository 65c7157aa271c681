"""Mutations of any text file: its bytes, its encoding, its characters. Each takes the content and a source of chance.

Belongs here: what can be done to a file without knowing its format. Does not belong here: CSV (`csv_mutations.py`), YAML
(`yaml_mutations.py`), and what becomes of the file (`reading.py`).
"""

import random
import unicodedata
from collections.abc import Callable, Mapping, Sequence

Mutation = Callable[[bytes, random.Random], bytes]

# Characters of every kind that a cell may not hold, and some that it may.
ODD = "\0\t\r\x07\x1b\x7f\x85\u00a0\u00ad\u0301\u0430\u200b\u200d\u200e\u202a\u202e\u2028\u2060\u2066\u2212\ud7ff\ue000\uff21\ufeff\ufffe"
ODD += "=+@|~,;\"'’éœ€½²µβ\U0001d400\U0001f600\U000e0041"
LOOKALIKES = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "1": "١", "-": "\u2011", " ": "\u00a0", "i": "ı", "A": "Α"}
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "cp850", "utf-8-sig", "utf-7", "cp037")
MALFORMED = (b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff", b"\xfe\xff", b"\x80", b"\xe2\x82")


def _at(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content)) if content else 0


def _span(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = _at(content, chance)
    return start, min(len(content), start + chance.randint(1, 200))


def flipped_bit(content: bytes, chance: random.Random) -> bytes:
    """Flip one bit."""
    at = _at(content, chance)
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def byte_dropped(content: bytes, chance: random.Random) -> bytes:
    """Drop one byte."""
    at = _at(content, chance)
    return content[:at] + content[at + 1 :]


def byte_added(content: bytes, chance: random.Random) -> bytes:
    """Add any byte anywhere."""
    at = _at(content, chance)
    return content[:at] + bytes([chance.randrange(256)]) + content[at:]


def span_dropped(content: bytes, chance: random.Random) -> bytes:
    """Drop some bytes."""
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def span_doubled(content: bytes, chance: random.Random) -> bytes:
    """Repeat some bytes."""
    start, end = _span(content, chance)
    return content[:end] + content[start:]


def cut_short(content: bytes, chance: random.Random) -> bytes:
    """Leave only the beginning of a file, or nothing."""
    return content[: chance.choice([0, 1, _at(content, chance)])]


def malformed(content: bytes, chance: random.Random) -> bytes:
    """Insert bytes that are no UTF-8."""
    at = _at(content, chance)
    return content[:at] + chance.choice(MALFORMED) + content[at:]


def encoded(content: bytes, chance: random.Random) -> bytes:
    """Write the file in another encoding."""
    return content.decode("utf-8").encode(chance.choice(ENCODINGS), "replace")


def line_ends(content: bytes, chance: random.Random) -> bytes:
    """End all lines, or one of them, in another way; or leave out the last end."""
    end = chance.choice([b"\r\n", b"\r", b"\x0b", b"\xc2\x85", b"\xe2\x80\xa8", b"\n\n"])
    return chance.choice([content.replace(b"\n", end), content.replace(b"\n", end, 1), content.removesuffix(b"\n"), content + b"\n"])


def character_added(content: bytes, chance: random.Random) -> bytes:
    """Add an odd character, or any of Unicode."""
    text = content.decode("utf-8")
    at = chance.randrange(len(text))
    character = chance.choice([chance.choice(ODD), chr(chance.randrange(0x20, 0xD800)), chr(chance.randrange(0xE000, 0x110000))])
    return (text[:at] + character + text[at:]).encode()


def lookalike(content: bytes, chance: random.Random) -> bytes:
    """Replace a character by one that looks like it."""
    text = content.decode("utf-8")
    found = [at for at, character in enumerate(text) if character in LOOKALIKES]
    at = chance.choice(found)
    return (text[:at] + LOOKALIKES[text[at]] + text[at + 1 :]).encode()


def decomposed(content: bytes, chance: random.Random) -> bytes:
    """Write the text in another normal form of Unicode, in capitals, or in small letters."""
    text = content.decode("utf-8")
    form = chance.choice(["NFD", "NFKD", "NFKC", "upper", "lower"])
    return (getattr(text, form)() if form.islower() else unicodedata.normalize(form, text)).encode()  # type: ignore[arg-type]


ANY: Mapping[str, Sequence[Mutation]] = {
    "bytes": (flipped_bit, byte_dropped, byte_added, span_dropped, span_doubled, cut_short),
    "encoding": (malformed, encoded, line_ends),
    "Unicode": (character_added, character_added, lookalike, decomposed),
}
