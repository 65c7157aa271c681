"""Identifiers: those that registers publish pass; a digit that changes, or two that change places, is seen."""

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import isin, isni, lei
from stdnum.be import vat

from pipeline.core.identifiers import SCHEMES, well_formed
from schemas.codes import CODE_LISTS

# Published by the registers themselves, or as the examples of their standards; none is of an organisation of this dataset.
GOOD = {
    "cbe": ["0202.239.951", "0203.430.576"],
    "lei": ["5493001KJTIIGC8Y1R12", "213800WSGIIZCXF1P572"],
    "ror": ["https://ror.org/02mhbdp94", "https://ror.org/05dxps055"],
    "isin": ["US0378331005", "GB0002634946", "AU0000XVGZA3"],
    "isni": ["0000 0001 2103 2683", "0000 0001 2150 090X"],
    "wikidata": ["Q42"],
    "grid": ["grid.20861.3d"],
    "fundref": ["100000001", "501100000780"],
}
CHECKED = [(scheme, text) for scheme, texts in GOOD.items() for text in texts if scheme in ("cbe", "lei", "ror", "isin", "isni")]


@pytest.mark.parametrize(("scheme", "identifier"), [(scheme, text) for scheme, texts in GOOD.items() for text in texts])
def test_what_a_register_publishes_is_well_formed(scheme: str, identifier: str) -> None:
    assert well_formed(scheme, identifier)


def test_every_scheme_has_a_form_a_label_and_an_example() -> None:
    assert set(SCHEMES) == set(CODE_LISTS["identifier_scheme"]) == set(GOOD)


@given(st.sampled_from(CHECKED), st.integers(0, 25), st.sampled_from("0123456789"))
def test_no_other_digit_fits(known: tuple[str, str], place: int, digit: str) -> None:
    scheme, text = known
    digits = [at for at, character in enumerate(text) if character.isdigit()]
    at = digits[place % len(digits)]
    assert well_formed(scheme, text[:at] + digit + text[at + 1 :]) == (text[at] == digit)


@given(st.sampled_from([known for known in CHECKED if known[0] in ("cbe", "lei", "isni")]), st.integers(0, 25))
def test_two_neighbouring_digits_do_not_change_places(known: tuple[str, str], place: int) -> None:
    scheme, text = known
    pairs = [at for at in range(len(text) - 1) if text[at : at + 2].isdigit() and text[at] != text[at + 1]]
    at = pairs[place % len(pairs)]
    assert not well_formed(scheme, text[:at] + text[at + 1] + text[at] + text[at + 2 :])


@pytest.mark.parametrize(
    ("scheme", "identifier"),
    [
        ("cbe", "0202239951"),
        ("cbe", "202.239.951"),
        ("lei", "5493001kjtiigc8y1r12"),
        ("ror", "02mhbdp94"),
        ("ror", "https://ror.org/02mhbdl94"),
        ("isin", "US037833100"),
        ("isni", "0000000121032683"),
        ("wikidata", "42"),
        ("grid", "20861.3d"),
        ("fundref", "10.13039/100000001"),
        ("cbe", "0202.239.951\n"),
    ],
)
def test_another_form_is_refused(scheme: str, identifier: str) -> None:
    assert not well_formed(scheme, identifier)


@pytest.mark.parametrize(("scheme", "library"), [("cbe", vat), ("lei", lei), ("isin", isin), ("isni", isni)])
def test_the_check_digits_agree_with_an_independent_library(scheme: str, library: ModuleType) -> None:
    for text in GOOD[scheme]:
        for last in "0123456789X":
            assert well_formed(scheme, text[:-1] + last) == library.is_valid(text[:-1] + last), (text, last)
