"""The text of a document, line by line.

Belongs here: reading it, knowing it by its hash, and how its lines are counted and read. Does not belong here: what should be in it, and
finding words in it (`places.py`).

Lines end in a line feed alone; one that the last line lacks is no fault. Characters count from 1 in the composed form (NFC) of the text,
where a letter and its accent are one character.
"""

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline.kernel.characters import SOFT_HYPHEN, as_typed
from pipeline.kernel.files import read_file
from pipeline.kernel.problems import InputError, Problem

BOM = "\ufeff"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # how a text in UTF-16 begins
THEN = "and set sha256 in document.yaml to that of the file saved"


class Text(NamedTuple):
    """A document's text: its identifier, its lines as a person types them, and as they are (composed); line n is lines[n - 1].

    A line of `lines` has single spaces, and a soft hyphen where it ends in one, which breaks a word.
    """

    document_id: str
    lines: tuple[str, ...]
    unfolded: tuple[str, ...] = ()

    def line(self, number: int) -> str:
        """Return a line by its number from 1; '' beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def read_text(path: Path, raw_documents: pd.DataFrame) -> Text:
    """Return the text at path as the document whose SHA-256 it has. Raises InputError if there is no file, if no document has its SHA-256
    or several have, and if it is not UTF-8."""
    shown = path.name
    if not path.is_file():
        raise InputError([Problem(shown, None, None, str(path), "the text of a document", "give its path: make verify DOCUMENT=…")])
    content = read_file(path)
    lines = lines_of(content, shown)
    digest = hashlib.sha256(content).hexdigest()
    known = raw_documents.dropna(subset="sha256").set_index("sha256")["document_id"]
    names = list(known[known.index == digest])
    if len(names) != 1:
        expected = "the SHA-256 of one document: " + ", ".join(f"{name} {value}" for value, name in known.items())
        remedy = (
            "give the text that raw/ was read from, unchanged. If the text was extracted again, make relocate ID=… DOCUMENT=… moves the "
            "line numbers to it"
        )
        raise InputError([Problem(shown, None, "sha256", digest, expected, remedy)])
    return text_of_lines(str(names[0]), lines)


def lines_of(content: bytes, shown: str) -> list[str]:
    """Return the lines of a text, composed; white space after the last line feed is no line. shown: the name of the text.

    Raises InputError with the line of the first byte that is not UTF-8 text, and for a text whose lines end in carriage returns alone.
    """
    text = _decoded(content, shown)
    if "\r" in text and "\n" not in text:
        expected, remedy = "lines that end in a line feed", f"save it with line feeds (tr '\\r' '\\n'), {THEN}"
        raise InputError([Problem(shown, 1, None, "carriage return", expected, remedy)])
    lines = unicodedata.normalize("NFC", text).split("\n")
    return lines if lines[-1].strip() else lines[:-1]


def _decoded(content: bytes, shown: str) -> str:
    """Return a text in UTF-8. A zero byte is UTF-8, but no text has one: a text in UTF-16 without a mark at its start has many."""
    zero = content.find(b"\0")
    try:
        text = content.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        likely = "UTF-16" if content.startswith(UTF_16) or zero >= 0 else "windows-1252"
        raise InputError([_not_utf_8(content, error.start, error.end, likely, shown)]) from None
    if zero >= 0:
        raise InputError([_not_utf_8(content, zero, zero + 1, "UTF-16", shown)])
    return text


def _not_utf_8(content: bytes, start: int, end: int, likely: str, shown: str) -> Problem:
    remedy = f"save the text in UTF-8 (iconv -f {likely} -t utf-8), {THEN}"
    return Problem(shown, content.count(b"\n", 0, start) + 1, None, "byte " + content[start:end].hex(" "), "text in UTF-8", remedy)


def text_of_lines(document_id: str, lines: list[str]) -> Text:
    """Return a text by its composed lines."""
    return Text(document_id, tuple(map(folded, lines)), tuple(lines))


def folded(line: str) -> str:
    """Return a line as a person types it, white space folded; a soft hyphen at its end stays."""
    broken = SOFT_HYPHEN if line.rstrip().endswith(SOFT_HYPHEN) else ""
    return re.sub(r"\s+", " ", as_typed(line)).strip() + broken


def joined(text: Text, first: int, last: int) -> str:
    """Return the non-blank lines of a run, joined by line feeds."""
    return "\n".join(line for line in text.lines[first - 1 : last] if line)


def as_prose(text: Text, first: int, last: int) -> str:
    """Return the lines of a run as one text, words that a line breaks after a hyphen joined."""
    return re.sub(rf"{SOFT_HYPHEN}\n|(?<=\w[-–—/])\n", "", joined(text, first, last)).replace("\n", " ")


def shown(text: Text, first: int, last: int) -> str:
    """Return the lines of a run for a message, at most 200 characters."""
    return joined(text, first, last).replace(f"{SOFT_HYPHEN}\n", "").replace("\n", " / ")[:200]
