"""Characters: which ones a cell of raw/ may hold, and how a text reads once its typography is undone.

Belongs here: one rule, by Unicode category, for every text that a person types; what a spreadsheet would run; and the folding by which
a typed text is compared with a document. Does not belong here: where a text stands (`pipeline/verify/`).

A typed text is in the composed form (NFC) and holds only what a reader can see and a query can find: letters that look like no others,
European digits, plain spaces. A document may hold more: ligatures, soft hyphens, special spaces and hyphens are read as what is typed.
"""

import re
import unicodedata

SHOWN = 60
# What a spreadsheet that opens a CSV file takes for a formula: a text that begins so and is neither a number, with its sign and unit, nor
# the cells of a row of numbers, of which one may be empty.
_SIGNED = r"[+\-]? ?[0-9][0-9 .,’]*(?:%|‰|°C|€)?"
FORMULA, NUMBER = r"^[=+\-@\t\r]", rf"^(?:{_SIGNED}(?: \| (?:-|{_SIGNED}))*|-(?: \| (?:-|{_SIGNED}))+)$"
FORMULA_EXPECTED = "text that begins with none of = + - @, tab or carriage return"
FORMULA_REMEDY = "begin it with a word; of what a document prints, type the word before it, too"
SOFT_HYPHEN = "\u00ad"
# Greek letters that look like no Latin letter, for names such as interferon β; and the sign of a millionth.
UNLIKE_LATIN = frozenset("αβγδεζηθκλμπστφχψωΓΔΘΛΞΠΣΦΨΩ\u00b5")
HYPHENS = "\u2010\u2011"
STYLED = ("<wide>", "<narrow>", "<font>", "<small>")
LONGEST_CELL = 32_767  # characters that a cell of a workbook can hold
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
AS_TYPED = str.maketrans(LIGATURES | dict.fromkeys(HYPHENS, "-") | dict.fromkeys(INVISIBLE, ""))
# Characters of which nothing need be asked: printable ASCII, line feeds, and what French and English are written with.
USUAL = re.compile(r"[\n -~«»°²³·½®À-ÖØ-öø-ÿŒœŸ–—‘’“”…€]*")


def cell_length(text: str) -> int:
    """Return how long a text is in a cell of a workbook, which counts a character beyond U+FFFF as two."""
    return len(text.encode("utf-16-le")) // 2


def as_typed(text: str) -> str:
    """Return a text as a person types it: composed, ligatures spelt out, plain hyphens, nothing invisible. White space stays."""
    return unicodedata.normalize("NFC", text).translate(AS_TYPED)


def unfit(text: str) -> dict[str, str]:
    """Return the characters of a typed text that it may not hold, each with what is wrong with it, in the order of their first mention."""
    if USUAL.fullmatch(text):
        return {}
    found = {character: fault for character in dict.fromkeys(text) if (fault := _fault(character))}
    if not unicodedata.is_normalized("NFC", text):
        found |= {mark: "a mark that is not composed with its letter" for mark in text if unicodedata.combining(mark)}
        found = found or {"": "text that is not in the composed form (NFC)"}
    return found


def _fault(character: str) -> str:
    """Return what is wrong with a character by its Unicode category; '' for one that a typed text may hold."""
    category = unicodedata.category(character)
    if character in ("\n", " ") or character in UNLIKE_LATIN:
        return ""
    if category[0] in "CZ":
        return "a control, invisible or special space character"
    if character in HYPHENS:
        return "a hyphen that looks like the plain one"
    latin = unicodedata.name(character, "").startswith("LATIN ") and unicodedata.normalize("NFKC", character) == character
    if category[0] == "L" and not latin and character not in "ªº":
        return "a letter that looks like others, or is of another script"
    if unicodedata.decomposition(character).startswith(STYLED):
        return "a sign that looks like the plain one"
    if category in ("Nd", "Nl") and not character.isascii():
        return "a digit that is not one of 0 to 9"
    return ""


def text_faults(text: str) -> list[tuple[str, str, str]]:
    """Return what is wrong with a decoded value, whatever file it was written in: (what is shown, what is expected, what to do)."""
    if len(text) > LONGEST_CELL:
        return [(f"{text[:SHOWN]}…", f"a text of at most {LONGEST_CELL} characters, found {len(text)}", "shorten it, or divide it")]
    found = [
        (name_of(character) if character else text[:SHOWN], f"no {fault.removeprefix('a ')}", "type the letters as you see them")
        for character, fault in sorted(unfit(text).items())
    ]
    if re.search(FORMULA, text) and not re.search(NUMBER, text):
        found.append((text[:SHOWN], FORMULA_EXPECTED, FORMULA_REMEDY))
    return found


def name_of(character: str) -> str:
    """Return a character as a message shows it: its code point and its Unicode name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"
