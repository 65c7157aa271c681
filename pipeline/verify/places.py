"""Where words stand in a text: the one way by which a typed text is found in a document, to the character.

Belongs here: runs of characters, finding words within lines, and what differs where they are nearly found. Does not belong here: which
words should stand there.

Typed and printed text are compared as `pipeline/kernel/characters.py` folds them. White space may differ in kind and number. A line may
end at a space, after a hyphen, dash or slash, and within a word after a soft hyphen.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from pipeline.kernel.characters import AS_TYPED, SOFT_HYPHEN, as_typed, name_of
from pipeline.verify.text import Text

# After these a line may end within a typed word.
BREAKING = "-–—/"
AT_SOFT_HYPHEN, AT_ANY_LINE_END = f"(?:{SOFT_HYPHEN}\n)?", f"{SOFT_HYPHEN}?\n?"
KEPT_PATTERNS = 10_000  # more than a document's cells: verifying it again makes none anew
OTHER_SCRIPTS = "\u0370-\u058f\u13a0-\u13ff"  # Greek, Cyrillic, Armenian, Cherokee: letters of which many look Latin
LOOKS = str.maketrans("’‘‛′´`“”«»–—‒−", "''''''\"\"\"\"----")


class Run(NamedTuple):
    """A run of characters: its first and last line and character, counted from 1, both included."""

    line: int
    char_start: int
    end_line: int
    char_end: int


def text_of(text: Text, run: Run) -> str:
    """Return the characters of a run as they stand in the document; '' for a run outside its lines."""
    if not 1 <= run.line <= run.end_line <= len(text.unfolded):
        return ""
    lines = list(text.unfolded[run.line - 1 : run.end_line])
    if run.char_end > len(lines[-1]):
        return ""
    lines[-1] = lines[-1][: run.char_end]
    lines[0] = lines[0][run.char_start - 1 :]
    return "\n".join(lines)


def squeezed(printed: str) -> str:
    """Return a text as typed, without white space: in what remains, the text of a run equals what is recorded of it."""
    return re.sub(r"\s+", "", as_typed(printed))


def places_of(text: Text, words: str, first: int, last: int, *, within_words: bool = True) -> list[Run]:
    """Return each run of characters within a run of lines that prints these words, and no part of a longer word, in reading order.

    within_words: whether a line may end within a word without a mark, as in the narrow columns of a table.
    """
    flat, positions = flat_text(text, first, last)
    found = _pattern(as_typed(words), within_words).finditer(flat)
    return [Run(*positions[match.start()], *positions[match.end() - 1]) for match in found]


def stands_at(text: Text, printed: str, first: int, last: int) -> bool:
    """Return whether a text is printed on a run of lines, and on no smaller one: it begins on the first and ends on the last line."""
    return any((run.line, run.end_line) == (first, last) for run in places_of(text, printed, first, last, within_words=False))


def flat_text(text: Text, first: int, last: int) -> tuple[str, list[tuple[int, int]]]:
    """Return the characters of the lines that are not blank as they are typed, white space folded, and the line and number of each in the
    document. A soft hyphen stands only at a line's end."""
    characters: list[str] = []
    positions: list[tuple[int, int]] = []
    for number in range(max(first, 1), min(last, len(text.unfolded)) + 1):
        for count, word in enumerate(re.finditer(r"\S+", text.unfolded[number - 1])):
            if characters:
                characters.append("\n" if count == 0 else " ")
                positions.append((number, word.start()))
            for at, character in enumerate(word[0], start=word.start() + 1):
                characters += (typed := character.translate(AS_TYPED))
                positions += [(number, at)] * len(typed)
        if characters and text.lines[number - 1].endswith(SOFT_HYPHEN):
            characters.append(SOFT_HYPHEN)
            positions.append((number, len(text.unfolded[number - 1].rstrip())))
    return "".join(characters), positions


@lru_cache(maxsize=KEPT_PATTERNS)
def _pattern(words: str, within_words: bool) -> re.Pattern[str]:
    parts = (_of_word(word, within_words) for word in words.split(" "))
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return re.compile(before + "[ \n]".join(parts) + after)


def _of_word(word: str, within_words: bool) -> str:
    pieces = [re.escape(character) for character in word]
    for at, character in enumerate(word[:-1]):
        pieces[at] += AT_ANY_LINE_END if within_words or character in BREAKING else AT_SOFT_HYPHEN
    return "".join(pieces)


def difference(text: Text, printed: str, first: int, last: int) -> str:
    """Return which character of a typed text differs from the document, where both look alike on these lines; '' where they do not."""
    flat, _ = flat_text(text, first, last)
    typed = as_typed(printed)
    there = re.sub(rf"{SOFT_HYPHEN}?\n", lambda end: "" if len(end[0]) > 1 else " ", re.sub(rf"(?<=[{BREAKING}])\n", "", flat))
    alike = re.search("".join(map(_alike, _look(typed))), _look(there))
    unlike = [(mine, theirs) for mine, theirs in zip(typed, there[alike.start() :], strict=False) if mine != theirs] if alike else []
    return f"; {name_of(unlike[0][0])} is typed where the document has {name_of(unlike[0][1])}" if unlike else ""


def _look(text: str) -> str:
    """Return a text of the same length in which what looks alike is alike: letters without accent, case and style, quotes, dashes."""
    return "".join(unicodedata.normalize("NFKD", character)[0].casefold()[0] for character in text.translate(LOOKS))


def _alike(character: str) -> str:
    """Return a pattern of what may look like a character: itself, and for a letter one of another script."""
    if re.match(f"[{OTHER_SCRIPTS}]", character):
        return r"\w"
    return f"[{re.escape(character)}{OTHER_SCRIPTS}]" if character.isalpha() else re.escape(character)
