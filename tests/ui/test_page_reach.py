"""The page for everyone: by keyboard alone, and on screens from 320 pixels on."""

from typing import Any

import pytest

from pipeline.page.language import FILES
from tests.ui.browser import OPEN_CARDS, SOURCE_SHOWN, read_out, source_of, until

ENGLISH, FRENCH = FILES["en"], FILES["fr"]
FOCUSED = "document.activeElement.dataset.actor"
OUTLINED = "getComputedStyle(document.activeElement).outlineStyle"
# The least size at which the words of a picture are read on the screen, in pixels.
LEGIBLE = 10.5
SMALLEST = """[...document.querySelectorAll('#map text, .chart text, .network text')].filter((text) => text.getClientRects().length)
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a).reduce((a, b) => Math.min(a, b))"""
CUT = """[...document.querySelectorAll('#map text, .chart text')].filter((text) => {
  const own = text.getBoundingClientRect(), all = text.closest('svg').getBoundingClientRect();
  return own.width && own.bottom >= all.top && own.top <= all.bottom && (own.left < all.left - 4 || own.right > all.right + 4);
}).map((text) => text.textContent)"""
# Targets less than 24 pixels high or wide with another one within 12 pixels of their middle (WCAG 2.2, 2.5.8).
CROWDED = """(() => {
  const targets = [...document.querySelectorAll('a, button, summary, input, select')].filter((one) => !one.closest('svg'));
  const boxes = targets.flatMap((one) => [...one.getClientRects()].map((box) => [one, box]));
  const isNear = (box, other) => {
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    return Math.hypot(Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)) < 12;
  };
  return boxes.filter(([one, box]) => Math.min(box.height, box.width) < 23.9 && boxes.some(([other, its]) => other !== one
    && Math.abs(its.top - box.top) < 60 && !other.contains(one) && !one.contains(other)
    && isNear(box, its))).map(([one]) => one.textContent);
})()"""
TINY = """[...document.querySelectorAll('body *')].filter((one) => !one.closest('svg') && one.getClientRects().length
  && [...one.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim()) && parseFloat(getComputedStyle(one).fontSize) < 12)
  .map((one) => one.textContent)"""
OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll('.bar a')].map((link) => link.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.filter((a, i) => boxes.slice(i + 1).some((b) => meet(a, b))).length;
})()"""


def test_the_first_stop_of_the_tab_key_leads_past_the_menu_to_the_list(opened: Any) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('#list summary')")
    assert page.evaluate(OUTLINED) == "solid"


def test_the_map_is_one_stop_of_the_tab_key_with_arrows_from_dot_to_dot(opened: Any) -> None:
    page = opened()
    page.locator("#filters button").focus()
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert first
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    reached = page.evaluate(FOCUSED)
    assert reached != first
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('circle')).strokeWidth") == "3px"
    page.keyboard.press("Enter")
    assert page.evaluate(OPEN_CARDS) == reached
    assert page.evaluate("document.activeElement.parentElement.dataset.id") == reached
    page.keyboard.press("Escape")
    assert page.evaluate(OPEN_CARDS) == ""
    assert page.evaluate(FOCUSED) == reached
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#map') === null")


def test_escape_closes_the_source_first_and_then_the_card_and_the_focus_goes_back(opened: Any) -> None:
    page = opened()
    page.locator("[data-id=zoetis] > summary").focus()
    page.keyboard.press("Enter")
    value = page.locator("[id='actor=zoetis'] dl .v").first
    value.focus()
    page.keyboard.press("Enter")
    until(page, f"{SOURCE_SHOWN} && document.activeElement.id === 'source'")
    page.keyboard.press("Escape")
    assert not page.evaluate(SOURCE_SHOWN)
    assert value.evaluate("(value) => value === document.activeElement")
    assert page.evaluate(OPEN_CARDS) == "zoetis"
    page.keyboard.press("Escape")
    assert page.evaluate(OPEN_CARDS) == ""
    assert page.evaluate("document.activeElement.parentElement.dataset.id") == "zoetis"
    assert page.evaluate("location.hash") == ""


@pytest.mark.parametrize(("file", "said"), [(ENGLISH, "27 of 48 actors"), (FRENCH, "27 acteurs sur 48")])
def test_how_many_actors_a_filter_leaves_is_announced(opened: Any, file: str, said: str) -> None:
    page = opened(file)
    assert page.locator("#count").get_attribute("role") == "status"  # which screen readers read out when it changes
    page.select_option("select[name=stage]", "clinical")
    assert page.locator("#count").inner_text() == said


@pytest.mark.parametrize("wide", [320, 390, 768, 1280])
def test_on_every_screen_the_words_of_pictures_are_legible_and_nothing_overlaps_or_is_cut(opened: Any, wide: int) -> None:
    for file in (ENGLISH, FRENCH):
        page = opened(file, wide=wide)
        assert page.evaluate("document.documentElement.scrollWidth") == wide
        assert page.evaluate(SMALLEST) >= LEGIBLE
        assert page.evaluate(OVERLAPS) == 0
        assert page.evaluate(CUT) == []
        page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") == wide


def test_a_link_of_the_menu_leads_to_its_section_though_those_between_are_not_laid_out_yet(opened: Any) -> None:
    for wide in (390, 1280):
        page = opened(wide=wide)
        for link in page.locator(".bar nav a").all()[::-1]:
            link.evaluate("(link) => link.click()")
            page.wait_for_timeout(50)
            top = page.evaluate("document.querySelector(location.hash).getBoundingClientRect().top")
            foot = page.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY")
            assert 0 <= top < 100 or foot < 2, page.evaluate("location.hash")


def test_back_returns_the_focus_to_the_link_that_led_away(opened: Any) -> None:
    page = opened(f"{ENGLISH}#actor=univercells")
    for start in ("[id='actor=univercells'] a[href='#actor=exothera']", "#map a[tabindex='0']"):
        link = page.locator(start).first
        link.focus()
        left = page.evaluate("location.hash")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        page.go_back()
        until(page, f"location.hash === '{left}'")
        assert link.evaluate("(link) => link === document.activeElement")


def test_links_and_buttons_that_say_the_same_have_names_that_tell_them_apart(opened: Any) -> None:
    for file in (ENGLISH, FRENCH):
        names = opened(file).evaluate("""[...document.querySelectorAll('[download], .permalink, .charts summary, #map a, .scroll')]
          .map((control) => control.getAttribute('aria-label') || control.textContent)""")
        assert len(names) > 100
        assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_a_screen_reader_tells_values_with_a_source_from_other_links_and_says_what_is_not_stated(opened: Any) -> None:
    for file, row in (
        (ENGLISH, "Aseptic Technologies Les Isnes Stage not stated"),
        (FRENCH, "Aseptic Technologies Les Isnes Stade non indiqué"),
    ):
        page = opened(f"{file}#actor=univercells")
        assert read_out(page, "[id='actor=univercells'] dl .v").endswith(", source")
        assert not read_out(page, "[id='actor=univercells'] .permalink").endswith(", source")
        assert read_out(page, "[data-id=aseptic-technologies] > summary").startswith(row)


def test_what_one_taps_is_large_and_words_are_too(opened: Any) -> None:
    for wide in (320, 1280):
        page = opened(wide=wide)
        page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
        assert page.evaluate(CROWDED) == []
        assert page.evaluate(TINY) == []


def test_where_a_person_has_chosen_the_colours_the_words_of_pictures_have_them(opened: Any) -> None:
    page = opened(forced_colors="active", color_scheme="dark")
    chosen = page.evaluate("getComputedStyle(document.body).color")
    for words in ("#map text", ".chart text", ".network text"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('{words}')).fill") == chosen
    assert page.evaluate("getComputedStyle(document.querySelector('.actor > summary'), '::before').borderLeftWidth") == "0px"


def test_what_scrolls_by_itself_is_a_named_region_in_reach_of_the_keyboard(opened: Any) -> None:
    page = opened(wide=320)
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    scrolling = """[...document.querySelectorAll('main *')].filter((box) => box.scrollWidth > box.clientWidth + 1
      && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX))"""
    assert page.evaluate(f"{scrolling}.length") > 2
    unnamed = f"{scrolling}.filter((box) => box.tabIndex !== 0 || box.getAttribute('role') !== 'region' || !box.getAttribute('aria-label'))"
    assert page.evaluate(f"{unnamed}.map((box) => box.className)") == []


def test_the_source_of_a_value_fits_a_phone(opened: Any) -> None:
    page = opened(f"{ENGLISH}#actor=mithra", wide=320)
    source_of(page, page.locator("[id='actor=mithra'] dl .v").first)
    box = page.locator("#source").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
