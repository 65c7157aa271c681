"""The page of the release in a browser: opened from disk and over http, by mouse and keyboard, wide and narrow, with and without a script.

With SCREENSHOTS=docs (make screenshots) the browser leaves its pictures there. Not here: keyboard and small screens (test_page_reach.py), a
copy of the text (test_page_verify.py).
"""

import json
import os
import re
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

import pytest

from pipeline.page.language import FILES
from tests.ui.browser import OPEN_CARDS, SOURCE_SHOWN, source_of, until
from tools.benchmarks.page import MOST, sizes

ENGLISH, FRENCH = FILES["en"], FILES["fr"]
SHOWN_ACTORS = "[...document.querySelectorAll('#list .actor')].filter(box => !box.hidden).map(box => box.dataset.id)"
BRIGHT_DOTS = "[...document.querySelectorAll('#map a:not(.off)')].map(dot => dot.dataset.actor)"
PLACES_OF_DOTS = "[...document.querySelectorAll('#map a')].map(dot => dot.getAttribute('transform').match(/[\\d.]+/g).map(Number))"


@pytest.mark.parametrize("file", [ENGLISH, FRENCH])
@pytest.mark.parametrize("served", [False, True], ids=["disk", "http"])
def test_a_page_works_from_disk_and_from_a_server_and_requests_nothing_else(opened: Any, address: str, file: str, served: bool) -> None:
    page = opened(file, **({"base": address} if served else {}))
    assert page.evaluate("document.querySelectorAll('#list .actor').length") == 48
    assert page.evaluate("document.querySelectorAll('#map a').length") == 54
    assert "56" in source_of(page, page.locator(".keys .v").first)
    assert page.evaluate("location.protocol") == ("http:" if served else "file:")


def test_the_filters_choose_actors_in_list_and_map_together_and_are_in_the_address(opened: Any, release: Path) -> None:
    page = opened()
    page.select_option("select[name=stage]", "not_stated")
    shown = page.evaluate(SHOWN_ACTORS)
    assert len(shown) == 17
    assert set(page.evaluate(BRIGHT_DOTS)) == set(shown)
    assert page.locator("#count").inner_text() == "17 of 48 actors"
    page.select_option("select[name=province]", "province-liege")
    fewer = page.evaluate(SHOWN_ACTORS)
    assert 0 < len(fewer) < 17
    assert page.evaluate("location.hash") == "#stage=not_stated&province=province-liege"
    again = opened(f"{ENGLISH}#stage=not_stated&province=province-liege")
    assert again.evaluate(SHOWN_ACTORS) == fewer
    again.locator("button[type=reset]").click()
    until(again, f"{SHOWN_ACTORS}.length === 48")
    assert again.evaluate("location.hash") == ""


def test_a_province_lights_its_own_dots_alone_and_brings_them_into_view(opened: Any) -> None:
    page = opened()
    page.select_option("select[name=province]", "brussels-region")
    assert sorted(page.evaluate(BRIGHT_DOTS)) == ["ouat", "ovizio"]
    assert page.evaluate("map.getAttribute('viewBox') === map.dataset.first")
    page.select_option("select[name=province]", "province-antwerp")
    assert page.evaluate(BRIGHT_DOTS) == ["janssen", "janssen"]
    assert page.evaluate("map.getAttribute('viewBox') === map.dataset.whole")
    page.locator("button[type=reset]").click()
    until(page, "map.getAttribute('viewBox') === map.dataset.first")


def test_a_link_with_a_card_and_a_filter_keeps_both_and_shows_the_name_of_the_card(opened: Any) -> None:
    for wide in (1280, 375):
        page = opened(f"{ENGLISH}#actor=mithra&province=province-hainaut", wide=wide)
        shown = page.evaluate(SHOWN_ACTORS)
        assert {"mithra", "univercells"} <= set(shown)
        assert len(shown) < 20
        assert page.evaluate("location.hash") == "#actor=mithra&province=province-hainaut"
        assert 0 <= page.evaluate("document.querySelector('[data-id=mithra] > summary').getBoundingClientRect().top") < 200
    bare = opened(f"{ENGLISH}#actor=mithra", java_script_enabled=False)
    assert bare.locator("[data-id=mithra] > summary b").bounding_box()["y"] >= 0


def test_back_leads_from_card_to_card_and_clear_forgets_the_card(opened: Any) -> None:
    page = opened(f"{ENGLISH}#actor=univercells")
    page.locator("[id='actor=univercells'] a[href='#actor=exothera']").first.click()
    page.go_back()
    until(page, f"location.hash === '#actor=univercells' && {OPEN_CARDS} === 'univercells'")
    page.locator("button[type=reset]").click()
    until(page, f"location.hash === '' && {OPEN_CARDS} === ''")


def test_a_tap_beside_a_dot_means_the_nearest_one_and_a_phone_sees_all_dots_of_the_first_view(opened: Any) -> None:
    page = opened(wide=320)
    box = page.locator("#map a[data-actor=ciseo] circle").bounding_box()
    assert box["width"] >= 7
    page.locator("#map").scroll_into_view_if_needed()
    box = page.locator("#map a[data-actor=ciseo] circle").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2 - 9, box["y"] + box["height"] / 2 + 4)
    assert page.evaluate("location.hash") == "#actor=ciseo"
    edge = "[...document.querySelectorAll('.bars svg')].every(bar => bar.getBoundingClientRect().right <= innerWidth)"
    assert page.evaluate(edge)


def test_print_is_dark_on_light_and_cuts_nothing(opened: Any) -> None:
    page = opened(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.evaluate(style.format("h1", "color")) == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')") == "#1d2328"
    assert page.evaluate(style.format(".scroll", "overflowX")) == "visible"
    assert page.evaluate(style.format(".charts", "display")) == "block"
    assert page.evaluate(style.format(".files code", "overflowWrap")) == "anywhere"


def test_what_is_printed_is_what_is_open_on_few_pages_with_its_bars(opened: Any) -> None:
    page = opened()
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    assert 8 < pages < 16
    page.emulate_media(media="print")
    assert page.evaluate("[...document.querySelectorAll('.bars rect')].every((bar) => bar.getBoundingClientRect().height > 0)")
    shown = "[...document.querySelectorAll('{}')].filter((part) => part.checkVisibility()).length"
    assert page.evaluate(shown.format(".charts details, #numbers .block, #filters, article")) == 0
    page.evaluate("for (const box of document.querySelectorAll('[data-id=mithra], .charts details')) box.open = true")
    assert page.evaluate(shown.format("article")) == 1
    assert page.evaluate(shown.format(".charts details")) == 7


def test_text_finds_actors_without_their_accents_and_says_where_there_is_none(opened: Any) -> None:
    page = opened(FRENCH)
    page.fill("input[name=q]", "thérapie génique")
    found = page.evaluate(SHOWN_ACTORS)
    assert {"celyad-oncology", "ucb", "zoetis"} <= set(found)
    assert len(found) < 10
    page.fill("input[name=q]", "THERAPIE GENIQUE")
    assert page.evaluate(SHOWN_ACTORS) == found
    page.fill("input[name=q]", "nobody has this name")
    assert page.evaluate(SHOWN_ACTORS) == []
    assert "Aucun acteur" in page.locator("#count").inner_text()
    assert page.locator("#elsewhere a").count() == 2
    page.fill("input[name=q]", "Henogen")
    assert "thermo-fisher" in page.evaluate(SHOWN_ACTORS)
    assert page.locator("#elsewhere").is_hidden()


def test_a_card_leads_to_the_printed_form_of_a_value_in_two_clicks_and_to_other_cards(opened: Any) -> None:
    page = opened()
    page.locator("[data-id=univercells] > summary").click()
    page.wait_for_function("location.hash === '#actor=univercells'")  # a browser tells of an opened card a moment later
    card = page.locator("[id='actor=univercells']")
    said = source_of(page, card.get_by_text("Bioproduction platforms", exact=True).first)
    assert "Approaches: Bioproduction platforms" in said
    assert re.search(r"«.+»", said)
    assert re.search(r"section 10\.5, lines? [34],\d{3}", said)
    page.keyboard.press("Escape")
    assert not page.evaluate(SOURCE_SHOWN)
    card.locator("a[href='#actor=exothera']").first.click()
    assert page.evaluate("document.querySelector('[data-id=exothera]').open")
    assert page.evaluate("window.wallonia.read('actor')") == "exothera"


def test_the_source_of_a_value_is_what_gave_it_and_an_empty_cell_is_said_to_be_empty(opened: Any) -> None:
    page = opened(f"{ENGLISH}#actor=mithra")
    said = source_of(page, page.locator("[id='actor=mithra'] dl").get_by_text("1999", exact=True))
    assert re.findall("«\u00a0(.+)\u00a0»", said) == ["créée en 1999", "création de spin-off"]
    assert said.count("Master’s thesis") == 1
    page = opened(f"{ENGLISH}#actor=barre")
    said = source_of(page, page.locator("[id='actor=barre'] dl").get_by_text("Not stated", exact=True).first)
    assert "The cell is empty" in said
    assert "«" not in said


def test_every_reference_of_a_page_leads_to_a_place_or_to_an_address(opened: Any, release: Path) -> None:
    page = opened()
    script = (release / "page" / "provenance.js").read_text("utf-8")
    known = json.loads(script.removeprefix("window.wallonia.learn(").removesuffix(");\n"))["places"]
    asked = page.evaluate("[...new Set([...document.querySelectorAll('.v')].flatMap(value => value.dataset.source.split('; ')))]")
    assert len(asked) > 700
    split = [text.split(":", 2) for text in asked]
    lost = [(table, column, record) for table, column, record in split if record not in known.get(table, {})]
    assert lost == []


def test_a_correction_is_shown_with_the_printed_form(opened: Any) -> None:
    page = opened()
    said = source_of(page, page.locator(".comparison .v[data-source*='pharmacokinetics|biologics|drawbacks']"))
    assert "Corrected: “Fréquences d’administrations" in said


def test_the_dots_are_apart_and_each_says_a_sentence(opened: Any) -> None:
    page = opened()
    places = page.evaluate(
        "[...document.querySelectorAll('#map a')].map(dot => dot.getAttribute('transform').match(/[\\d.]+/g).map(Number))"
    )
    near = [(a, b) for a in places for b in places if a < b and (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < 12**2]
    assert near == []
    said = page.evaluate("document.querySelector('#map a[data-actor=mithra]').getAttribute('aria-label')")
    assert said == "Mithra, Liège: biopharma company and mixed model, preclinical, clinical and commercial."


def test_the_sites_north_of_the_first_view_are_in_reach(opened: Any) -> None:
    page = opened()
    top = "document.querySelector('{}').getBoundingClientRect().top"
    inside = f"{top.format('#map a[data-actor=janssen]')} >= {top.format('#map')}"
    assert not page.evaluate(inside)
    page.locator("#zoom").click()
    assert page.evaluate(inside)


def test_without_a_script_the_page_is_a_complete_document(opened: Any) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator("#filters").is_hidden()
    page.locator("[data-id=mithra] > summary").click()
    assert "declared bankrupt" in page.locator("[id='actor=mithra']").inner_text()
    assert page.locator("#claims li.refuted").count() == 2
    page.goto(f"{page.base}/{ENGLISH}#actor=zoetis")
    assert page.locator("[id='actor=zoetis']").is_visible()


def test_a_missing_sql_folder_is_explained_and_its_key_of_the_address_belongs_to_it(opened: Any, browser: Any, release: Path) -> None:
    page = browser.new_page()
    page.goto(f"{release.as_uri()}/{ENGLISH}#sql=SELECT+1")
    until(page, "document.getElementById('sql-status').textContent.includes('make page-sql')")
    assert page.evaluate("window.wallonia.read('sql')") == "SELECT 1"
    page.close()


def test_numbers_and_dates_are_written_as_each_language_writes_them(opened: Any) -> None:
    english, french = opened().locator("main").text_content(), opened(FRENCH).locator("main").text_content()
    assert "35,602 persons" in english
    assert "35\u202f602\u202fpersonnes" in french
    assert "56.28 billion euros" in english
    assert "56,28 milliards d’euros" in french
    assert "March 2020" in english
    assert "mars 2020" in french
    assert "published_series" not in english + french
    for text in (english, french):
        assert not re.search(r"\d\.\d{7,}|\bEUR\b(?!-Lex)|\bNone\b|\bnan\b|[a-z]+_[a-z]+_[a-z]+", text), re.search(
            r"\S*[a-z]+_[a-z]+_[a-z]+\S*", text
        )


@pytest.mark.parametrize(("file", "scheme"), [(f"{ENGLISH}#actor=mithra", "light"), (f"{FRENCH}#actor=univercells", "dark")])
def test_axe_finds_no_barrier(opened: Any, file: str, scheme: str) -> None:
    try:
        [script] = [file for file in files("axe-playwright-python") or [] if file.name == "axe.min.js"]
    except PackageNotFoundError:
        pytest.skip("NOT RUN: axe-playwright-python is not installed")
    axe = Path(str(script.locate())).read_text("utf-8")
    page = opened(file, color_scheme=scheme)
    page.evaluate("for (const box of document.querySelectorAll('details:not(.actor)')) box.open = true")
    client = page.context.new_cdp_session(page)  # the policy of the page admits no other script
    client.send("Runtime.evaluate", {"expression": axe})
    answer = client.send("Runtime.evaluate", {"expression": "axe.run().then(JSON.stringify)", "awaitPromise": True})
    found = json.loads(answer["result"]["value"])
    assert len(found["passes"]) > 20
    assert [(fault["id"], fault["nodes"][0]["html"][:160], len(fault["nodes"])) for fault in found["violations"]] == []


def test_a_page_is_small(release: Path) -> None:
    # How fast it is: make benchmark-page, since a busy machine is slow.
    assert all(size <= MOST[name] for name, size in sizes(release).items())


def test_pictures_are_taken(opened: Any) -> None:
    folder = os.environ.get("SCREENSHOTS")
    if not folder:
        pytest.skip("pictures are taken by make screenshots")
    for name, settings in {
        "page_desktop": {"wide": 1280},
        "page_phone": {"wide": 375},
        "page_dark": {"wide": 1280, "color_scheme": "dark"},
    }.items():
        page = opened(f"{ENGLISH}#actors" if name == "page_phone" else ENGLISH, **settings)
        page.screenshot(path=Path(folder) / f"{name}.png")
