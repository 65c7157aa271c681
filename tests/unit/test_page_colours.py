"""The colours of the page: text and graphics can be told from what is behind them, in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re

import pytest

from pipeline.page.templates import text_of

DEFINED = re.compile(r"--([a-z]+):(#[0-9a-f]{3,6})\b")
CATEGORIES = ("biopharma", "cdmo", "mixed", "service")
# What must be seen, and upon what it stands. Hairlines between rows and the lines of a chart behind its values (--line) only set apart.
TEXT = {
    "paper": ("ink", "soft", "link", "bad", "good"),
    "raised": ("ink", "soft", "link"),
    "land": ("soft",),
    "sea": ("soft",),
}
GRAPHICS = {
    "paper": (*CATEGORIES, "soft", "border", "bound", "link", "ink"),  # lists, charts, network, fields, focus
    "raised": (*CATEGORIES, "soft"),  # a row under the pointer
    "land": (*CATEGORIES, "border", "ink"),
    "sea": (*CATEGORIES, "border", "ink"),
}


def colours(scheme: str) -> dict[str, str]:
    """Return the colours that the style defines for a scheme, light, dark or chosen (forced colours); the last two name only those that
    differ."""
    blocks = re.findall(r":root\{([^}]*--ink[^}]*)\}", text_of("page.css"))
    light, *own = (dict(DEFINED.findall(block)) for block in blocks)
    return light | dict(zip(("dark", "chosen"), own, strict=True)).get(scheme, {})


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    whole = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(whole[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_black_and_white_is_the_greatest_there_is() -> None:
    assert contrast("#000000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_graphics_stand_out_from_what_is_behind_them(scheme: str) -> None:
    known = colours(scheme)
    for least, pairs in ((4.5, TEXT), (3.0, GRAPHICS)):
        weak = {
            (front, back): round(contrast(known[front], known[back]), 2)
            for back, fronts in pairs.items()
            for front in fronts
            if contrast(known[front], known[back]) < least
        }
        assert weak == {}


def test_dots_stand_out_from_black_and_from_white_where_a_person_has_chosen_the_colours() -> None:
    known = colours("chosen")
    assert [name for name in CATEGORIES for back in ("#000", "#fff") if contrast(known[name], back) < 3] == []


def test_graphics_are_drawn_in_the_colours_that_are_measured_and_not_paler() -> None:
    style = re.sub(r":root\{[^}]*\}", "", text_of("page.css"))
    drawn = re.findall(r"(?:fill|stroke|background|color):(?!none|inherit|transparent|var\()([^;}]+)", style.split("@media print")[0])
    assert drawn == []
    assert re.findall(r"[a-z-]+-opacity:[^;}]+", style) == []
