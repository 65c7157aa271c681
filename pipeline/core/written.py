"""Numbers, amounts and dates as each language writes them in a sentence.

French separates thousands by a narrow space that does not break, and decimals by a comma. Belongs here: forms only. Does not belong here:
which value is written.
"""

from decimal import ROUND_HALF_EVEN, Decimal

Number = float | int | Decimal

NARROW = "\u202f"  # a space that does not break
MINUS = "−"
FRENCH = str.maketrans(",.", NARROW + ",")
MILLION, BILLION = Decimal(10) ** 6, Decimal(10) ** 9
EXACT = 14  # significant digits of a double that all computers agree on
DIGITS, DIGITS_LARGE = 4, 5  # significant digits of a computed number; those of millions have one more
BARE = ("count", "rank")  # units that a sentence names itself
DATE = "calendar_year"
VOWELS = "aeiouàâéèêîôû"  # before which French shortens "de"

WORDS = {
    "en": {"percent": "{}%", "ratio": "{} times", "at_least": "at least {}", "at_most": "at most {}", "from_to": "{} to {}"},
    "fr": {"percent": f"{{}}{NARROW}%", "ratio": "{} fois", "at_least": "au moins {}", "at_most": "au plus {}", "from_to": "de {} à {}"},
}
SYMBOLS = {"EUR": {"en": "euros", "fr": "euros"}, "USD": {"en": "US dollars", "fr": "dollars américains"}}
MONTHS = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
}


def number(value: Number, language: str, places: int | None = None) -> str:
    """Return a number with its thousands apart, without final zeros unless a number of decimal places is given."""
    exact = _exact(value)
    shown = exact if places is None else exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    digits = f"{abs(shown):,f}"
    if places is None and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    if language == "fr":
        digits = digits.translate(FRENCH)
    return (MINUS if shown < 0 else "") + digits


def date_in_words(date: str, language: str) -> str:
    """Return a date as fine as it is known, from YYYY, YYYY-MM or YYYY-MM-DD: 2021, March 2021, 5 March 2021; 1er mars 2021."""
    year, *rest = date.split("-")
    month = [MONTHS[language][int(rest[0]) - 1]] if rest else []
    day = [str(int(number)) for number in rest[1:]]
    return " ".join(["1er" if language == "fr" and day == ["1"] else " ".join(day), *month, year]).strip()


def rounded(value: Number) -> Decimal:
    """Return a computed number with few digits, for a sentence; a whole number below a million keeps all of its digits."""
    exact = _exact(value)
    is_large = abs(exact) >= MILLION
    if exact == exact.to_integral_value() and not is_large:
        return exact
    digits = DIGITS_LARGE if is_large else DIGITS
    return round(exact, digits - 1 - exact.adjusted())


def amount(value: Number, unit_id: str, unit: str, language: str) -> str:
    """Return a value with its unit: 56.28 billion euros, 13.6%, 35,602 persons. unit: the label of the unit in the language."""
    exact = _exact(value)
    if unit_id in WORDS[language]:
        return WORDS[language][unit_id].format(number(exact, language))
    if unit_id == DATE:
        return f"{exact:f}".split(".")[0]
    if unit_id in BARE:
        return number(exact, language)
    label = SYMBOLS.get(unit_id, {}).get(language, unit)
    if abs(exact) < MILLION:
        return f"{number(exact, language)}{NARROW if language == 'fr' else ' '}{label}"
    scale = BILLION if abs(exact) >= BILLION else MILLION
    return f"{number(exact / scale, language)} {_millions(exact / scale, scale, label, language)}"


def between(low: Number | None, high: Number | None, unit_id: str, unit: str, language: str) -> str:
    """Return bounds in words: 2.158 to 2.273 times, at least 5, or one value where both are equal; nothing where none is known."""
    ends = [None if end is None else amount(rounded(end), unit_id, unit, language) for end in (low, high)]
    words = WORDS[language]
    if ends[0] is None or ends[1] is None:
        known = ends[0] or ends[1]
        return words["at_least" if ends[1] is None else "at_most"].format(known) if known else ""
    return ends[0] if ends[0] == ends[1] else words["from_to"].format(_without_unit(ends[0], ends[1]), ends[1])


def _exact(value: Number) -> Decimal:
    return Decimal(f"{value:.{EXACT}g}") if isinstance(value, float) else Decimal(value)


def _millions(scaled: Decimal, scale: Decimal, label: str, language: str) -> str:
    """Return a unit after millions or billions of it: billion euros, milliards d’euros, millions de tonnes."""
    if language == "en":
        return f"{'billion' if scale == BILLION else 'million'} {label}"
    word = "milliard" if scale == BILLION else "million"
    plural = "s" if abs(scaled) >= 2 else ""
    return f"{word}{plural} {'d’' if label[:1] in VOWELS else 'de '}{label}"


def _without_unit(low: str, high: str) -> str:
    """Return a lower bound without its unit, where the upper bound has the same."""
    unit = high.lstrip(f"0123456789.,{NARROW}{MINUS}")
    return low.removesuffix(unit).rstrip() if unit else low
