"""The text of a document, line by line.

Belongs here: reading it, knowing it by its hash, and the one rule by which lines are joined. Does not belong here: what should be in it.
"""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline.kernel.problems import InputError, Problem


class Text(NamedTuple):
    """A document's text: its identifier, its lines with white space folded, and as they are; line n is lines[n - 1]."""

    document_id: str
    lines: tuple[str, ...]
    unfolded: tuple[str, ...] = ()

    def line(self, number: int) -> str:
        """Return a line by its number from 1; '' beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def read_text(path: Path, raw_documents: pd.DataFrame) -> Text:
    """Return the text at path as the document whose SHA-256 it has. Raises InputError if there is no file or no such document."""
    shown = path.name
    if not path.is_file():
        raise InputError([Problem(shown, None, None, str(path), "the text of a document", "give its path: make verify DOCUMENT=…")])
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    known = raw_documents.dropna(subset="sha256").set_index("sha256")["document_id"]
    names = list(known[known.index == digest])
    if len(names) != 1:
        expected = "the SHA-256 of one document: " + ", ".join(f"{name} {value}" for value, name in known.items())
        raise InputError([Problem(shown, None, "sha256", digest, expected, "give the text that raw/ was read from, unchanged")])
    lines = content.decode("utf-8").split("\n")
    return Text(str(names[0]), tuple(re.sub(r"\s+", " ", line).strip() for line in lines), tuple(lines))


def joined(text: Text, first: int, last: int) -> str:
    """Return the non-blank lines of a run, joined by line feeds."""
    return "\n".join(line for line in text.lines[first - 1 : last] if line)


def pattern(printed: str) -> re.Pattern[str]:
    """Return a pattern for a printed text within joined lines: a space may be a line's end, and a line may end after a hyphen.

    It matches whole words only, so that a letter lost at either end is noticed.
    """
    parts = [re.escape(part).replace(r"\-", r"\-\n?") for part in printed.split(" ")]
    before = r"(?<!\w)" if re.match(r"\w", printed) else ""
    after = r"(?!\w)" if re.search(r"\w$", printed) else ""
    return re.compile(before + r"[ \n]".join(parts) + after)
