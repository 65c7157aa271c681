"""Rows and texts in one language of the page.

Belongs here: choosing the words of a language, from the texts of the page and from the columns of tables. Does not belong here: how numbers
and dates are written (`written.py`).
"""

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NARROW, WIDE = "\u202f", "\u00a0"  # spaces that do not break
FRENCH_MARKS = {" :": f"{WIDE}:", "« ": f"«{WIDE}", " »": f"{WIDE}»"} | {f" {mark}": f"{NARROW}{mark}" for mark in ";?!%"}
FRENCH_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
QUOTED_OR_PERCENT = re.compile(r"“[^”]*”|«[^»]*»|(?<=\d) (?=%)")  # what is quoted is as it was printed
NAME_ALONE = re.compile(r"[A-Z]\w+\.")
QUOTED_FORM = re.compile(r"(?<=“)([^”]+)(?=”)")
NEGATIVE = re.compile(r"(?<=[\s(])-(?=\d)")
SUFFIX: Mapping[Language, str] = {"en": "_en", "fr": "_fr"}
FILES: Mapping[Language, str] = {"en": "index.html", "fr": "index.fr.html"}  # a server shows index.html to who asks for no file

CODE = "_code"

Row = dict[str, Any]


@cache
def _texts() -> dict[str, dict[str, str]]:
    with Path(__file__).with_name("texts.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


class Texts:
    """The texts of the page in one language. A missing text or place holder is a KeyError, so that a page never lacks words."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its place holders filled."""
        text = spaced(_texts()[key][self.language], self.language)
        return text.format(**values) if values else text

    def short_name(self, document_id: str) -> str:
        """Return the short name of a document, of which there may be one; '' where there is none."""
        found = _texts().get(f"place.{document_id}")
        return found[self.language] if found else ""

    def count(self, key: str, number: int, written: str) -> str:
        """Return a text for a number of things: its key with .one or .many. French uses the singular for 0 too."""
        singular = number == 1 or (self.language == "fr" and number == 0)
        return self(f"{key}.{'one' if singular else 'many'}", n=written)


def spaced(text: str, language: Language) -> str:
    """Return a text with the spaces of its language and with minus signs.

    French has spaces that do not break before and within punctuation marks, before % and between thousands; English has none before %.
    """
    text = NEGATIVE.sub("−", text)
    if language == "en":
        return QUOTED_OR_PERCENT.sub(lambda found: "" if found[0] == " " else found[0], text)
    for typed, written in FRENCH_MARKS.items():
        text = text.replace(typed, written)
    return FRENCH_THOUSANDS.sub(lambda found: found[0].replace(" ", NARROW), text)


def quoted_apart(text: str, spoken: str | None, own: str) -> list[Row]:
    """Return a text in parts (text, language), so that what it quotes from a document in another language is read out in that language.

    spoken, own: the languages of the document and of the text; the language of a part is '' where it is that of the text.
    """
    if spoken in (None, own):
        return [{"text": text, "language": ""}]
    parts = QUOTED_FORM.split(text)
    return [{"text": part, "language": spoken if number % 2 else ""} for number, part in enumerate(parts) if part]


def in_language(rows: Iterable[Mapping[str, Any]], language: Language) -> list[Row]:
    """Return rows with the columns of one language under their names without the language: name_en becomes name.

    A column that has words beside it keeps its own value under another name: the code of kind, whose words are kind_en, becomes kind_code.
    """
    own, other = SUFFIX[language], SUFFIX["fr" if language == "en" else "en"]
    kept = ({name: value for name, value in row.items() if not name.endswith(other)} for row in rows)
    return [_worded({name: _typeset(name, value, language) for name, value in row.items()}, own) for row in kept]


def _typeset(name: str, value: Any, language: Language) -> Any:
    """Return the words of a language with its spaces; keys and printed forms as they are."""
    return spaced(value, language) if isinstance(value, str) and name.endswith(SUFFIX[language]) else value


def _worded(row: Mapping[str, Any], own: str) -> Row:
    codes = {name + CODE: value for name, value in row.items() if name + own in row}
    return codes | {name.removesuffix(own): value for name, value in row.items() if name + own not in row}


def listed(text: str | None) -> list[str]:
    """Return the values of a cell that holds several, separated by semicolons; none for an empty cell."""
    return text.split("; ") if text else []


def joined(words: list[str], texts: Texts) -> str:
    """Return words as a list in a sentence: a, b and c."""
    return f" {texts('and')} ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


def lower_first(text: str) -> str:
    """Return a label for the middle of a sentence: its first letter small, unless an acronym or a name of several capitals begins it,
    or a name is all that it says: Eurostat."""
    if NAME_ALONE.fullmatch(text):
        return text
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] in (" ", "’") else text
