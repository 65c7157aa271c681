"""The project's own words in raw/: French as it is printed in French, and the same facts in both languages.

Belongs here: rules that a second reader of the words would apply to every row. Does not belong here: words of documents, which stay as they
are printed, and words of schemas (`test_words.py`).
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from pipeline.kernel.paths import ROOT

FILES = sorted((ROOT / "raw").rglob("*.csv"))
SENTENCES = ("explanation", "settled_by", "note", "reason", "statement", "label")

# What no French text may contain, by the fault that it is.
FRENCH = {
    "a straight apostrophe": "'",
    "a straight or an English quotation mark": '["“”]',
    "no space before a double punctuation mark or the percent sign": r"[^\s\u00a0\u202f][;:!?%»]",
    "no space after an opening quotation mark": r"«\S",
    "a space before a comma or a full stop": r"\s[,.](?!\.)",
    "two spaces": "  ",
    "a capital letter of a reference within a sentence": r"(?<!^)(?<![.«] )\b(?:Tableau|Figure|Annexe)\b(?= \d)",
    "a question as a subject: write that the text does not say it": r"n’est pas (?:dit|clair)\b|ne sont pas dite?s?\b",
    "a decimal point": r"(?<!era )(?<!biomanufacturing )(?<!Biomanufacturing )(?<![\d.])\b\d+\.\d+ (?:%|million|milliard)",
}
# What no English text may contain.
ENGLISH = {
    "a question as a subject: write that the text does not say it": r", (?:is|are) not (?:said|clear)\b",
    "a word of another century": r"\b(?:at hand|is to be had|mend|thereof|hereby)\b",
    "a space between thousands": r"\b\d{1,3} 000\b",
    "two spaces": "  ",
}


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each sentence of the project in a language: columns that end with it, but printed cells."""
    for file in FILES:
        for number, row in enumerate(csv.DictReader(file.read_text("utf-8").splitlines()), start=2):
            for column, text in row.items():
                if column in {f"{name}_{language}" for name in SENTENCES} and text:
                    yield f"{file.relative_to(ROOT)}:{number} {column}", text


@pytest.mark.parametrize(("language", "faults"), [("fr", FRENCH), ("en", ENGLISH)])
def test_the_words_of_the_project_are_written_as_their_language_is_printed(language: str, faults: dict[str, str]) -> None:
    found = [f"{place}: {fault}: {text}" for place, text in texts(language) for fault, wrong in faults.items() if re.search(wrong, text)]
    assert not found, "\n".join(found)


def numbers(text: str, language: str) -> Counter[str]:
    """Return the numbers of a text, each as often as it stands there, with the point for decimals and without spaces or commas."""
    thousands = "[ \u00a0\u202f]" if language == "fr" else ","
    joined = re.sub(rf"(?<=\d){thousands}(?=\d{{3}}(?!\d))", "", text)
    return Counter(number.replace(",", ".") for number in re.findall(r"\d+(?:[.,]\d+)*", joined))


def test_a_text_in_two_languages_gives_the_same_numbers_in_both() -> None:
    english, french = dict(texts("en")), dict(texts("fr"))
    pairs = [
        (place, text, english[place.replace("_fr", "_en")]) for place, text in french.items() if place.replace("_fr", "_en") in english
    ]
    differing = [place for place, text, other in pairs if numbers(text, "fr") != numbers(other, "en")]
    assert len(pairs) > 1000
    assert not differing, differing


def test_the_rules_of_words_catch_the_faults_that_they_name() -> None:
    wrong = {
        "fr": ["l'usine", "Vu : oui; non", "« a»", "voir Tableau 3", "Si c’est vrai n’est pas dit."],
        "en": ["Who, is not said.", "15 000 m"],
    }
    for language, faults in (("fr", FRENCH), ("en", ENGLISH)):
        assert all(any(re.search(fault, text) for fault in faults.values()) for text in wrong[language])
    assert numbers("1 600 sur 9 000, soit 17,8 %", "fr") == numbers("1,600 of 9,000: 17.8 %", "en") == Counter(["1600", "9000", "17.8"])
