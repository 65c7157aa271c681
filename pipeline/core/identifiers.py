"""Identifiers of organisations: their forms and check digits.

Belongs here: what makes an identifier of each scheme well formed. Does not belong here: whether it is that of the organisation; a person
saw it at the address beside it.
"""

import re
from collections.abc import Callable

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem

BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"


def organisation_identifiers(raw_organisation_identifiers: pd.DataFrame, organisations: pd.DataFrame) -> pd.DataFrame:
    """Make the table `organisation_identifiers`: as read, for organisations that are published."""
    rows = raw_organisation_identifiers
    return rows[rows["organisation_id"].isin(organisations["organisation_id"])].rename(columns={"note_en": "note"})


def identifiers_are_well_formed(organisation_identifiers: pd.DataFrame) -> list[Problem]:
    """Each identifier has the form and the check digits of its scheme."""
    rows = organisation_identifiers
    wrong = rows[[not well_formed(scheme, text) for scheme, text in zip(rows["scheme"], rows["identifier"], strict=True)]]
    return problems_of(
        wrong,
        "organisation_identifiers",
        "identifier",
        lambda row: f"an identifier of the scheme {row['scheme']}: {SCHEMES[row['scheme']][2]}",
        "copy the identifier from its source_url again, or correct its scheme",
    )


def well_formed(scheme: str, identifier: str) -> bool:
    """Return whether an identifier has the form of its scheme and fitting check digits; KeyError for an unknown scheme."""
    form, check, _ = SCHEMES[scheme]
    return re.fullmatch(form, identifier) is not None and check(identifier)


def cbe(identifier: str) -> bool:
    """The last two digits are 97 less the remainder of the first eight by 97 (Crossroads Bank for Enterprises)."""
    digits = identifier.replace(".", "")
    return 97 - int(digits[:8]) % 97 == int(digits[8:])


def lei(identifier: str) -> bool:
    """Letters as 10 to 35, the number leaves 1 by 97 (ISO 17442; ISO 7064 MOD 97-10)."""
    return int(_letters_as_numbers(identifier)) % 97 == 1


def ror(identifier: str) -> bool:
    """The last two digits are 98 less the remainder by 97 of 100 times the number in Crockford's base 32 (ROR; ISO 7064 MOD 97-10)."""
    code = identifier.rsplit("/", 1)[-1]
    number = 0
    for character in code[:7]:
        number = 32 * number + BASE32.index(character)
    return 98 - number * 100 % 97 == int(code[7:])


def isin(identifier: str) -> bool:
    """Letters as 10 to 35, every second digit from the right but the last is doubled; the sum of digits ends in 0 (ISO 6166; Luhn)."""
    digits = [int(digit) for digit in reversed(_letters_as_numbers(identifier))]
    return sum(sum(divmod(digit * (1 + place % 2), 10)) for place, digit in enumerate(digits)) % 10 == 0


def isni(identifier: str) -> bool:
    """The last character, X for 10, makes the number 1 by 11, doubling from the left (ISO 27729; ISO 7064 MOD 11-2)."""
    code, total = identifier.replace(" ", ""), 0
    for digit in code[:-1]:
        total = (total + int(digit)) * 2 % 11
    return (total + (10 if code[-1] == "X" else int(code[-1]))) % 11 == 1


def _letters_as_numbers(text: str) -> str:
    return "".join(str(int(character, 36)) for character in text)


def _no_check_digit(identifier: str) -> bool:
    return True


# Each scheme with its form, its check, and both in words.
SCHEMES: dict[str, tuple[str, Callable[[str], bool], str]] = {
    "cbe": (r"[01][0-9]{3}\.[0-9]{3}\.[0-9]{3}", cbe, "0123.456.789, the last two digits by 97"),
    "lei": (r"[0-9A-Z]{18}[0-9]{2}", lei, "18 letters and digits and two check digits by 97"),
    "ror": (r"https://ror\.org/0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}", ror, "https://ror.org/, 0, six letters and digits, two check digits by 97"),
    "isin": (r"[A-Z]{2}[0-9A-Z]{9}[0-9]", isin, "a country, nine letters and digits, and a check digit by Luhn"),
    "isni": (r"[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{3}[0-9X]", isni, "four groups of four, the last character by 11"),
    "wikidata": (r"Q[1-9][0-9]*", _no_check_digit, "Q and a number"),
    "grid": (r"grid\.[1-9][0-9]*\.[0-9a-f]+", _no_check_digit, "grid., a number and a suffix"),
    "fundref": (r"[1-9][0-9]{8,11}", _no_check_digit, "9 to 12 digits"),
}
