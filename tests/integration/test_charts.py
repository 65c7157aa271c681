"""Charts of the real tables, in both languages: complete, legible by themselves, and the same on every machine."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest

from pipeline.charts.areas import areas_of, features, holds
from pipeline.charts.catalogue import CHARTS
from pipeline.charts.language import LANGUAGES, Language
from pipeline.charts.render import to_png, to_svg
from pipeline.contract.store import TableStore
from tests.building import released
from tests.conftest import Built
from tests.unit.test_charts import marks, rows_in, told, words

NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
COLOURS = {
    *("#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7"),  # Okabe and Ito
    *("#767676", "#E3E3E3", "#222222", "#FBFBF4", "white", "black", "none", "transparent", "#888"),
}
# The characters that the committed font has: Latin-1, Latin Extended-A, and the signs of typography.
IN_FONT = re.compile(r"[\x20-\x7e\xa0-\u017f\u2012-\u2015\u2018-\u201e\u2020-\u2022\u2026\u202f\u20ac\u2190-\u2195\u2212\u221e]*")

MARKS = {
    ("exports_over_time", "values"): "SELECT count(*) FROM figure_points WHERE figure_no = 1 AND observation_id IS NOT NULL",
    ("exports_over_time", "missing"): "SELECT count(*) FROM figure_points WHERE figure_no = 1 AND observation_id IS NULL",
    ("exports_over_time", "published"): (
        "SELECT count(*) FROM core.series_values JOIN core.observations USING (observation_id)"
        " WHERE is_chosen AND indicator_id = 'exports_of_pharmaceuticals'"
        " AND geography_id = 'belgium' AND definition_id = 'federation_pharma_be' AND observations.document_id = 'published_series'"
    ),
    ("exports_over_time", "open_high"): (
        "SELECT count(*) FROM core.series_values JOIN core.observations o USING (observation_id) WHERE is_chosen AND value_high IS NULL AND"
        " o.series_id LIKE 'exports_of_pharmaceuticals/%/belgium/world/-/EUR/federation_pharma_be'"
    ),
    ("exports_by_destination", "stated"): "SELECT count(*) FROM export_shares WHERE partner_geography_id <> 'other-destinations'",
    ("exports_by_destination", "rest"): "SELECT count(*) FROM export_shares WHERE status = 'residual'",
    ("claims_checked", "values"): (
        "SELECT count(*) FROM claims WHERE document_id = 'thesis' AND check_kind = 'arithmetic'"
        " AND stated_value <> 0 AND recomputed_value IS NOT NULL AND verdict NOT IN ('implied_only',"
        " 'not_recomputable')"
    ),
    ("actors_by_province", "known"): (
        "SELECT count(DISTINCT (province, category_id)) FROM sites JOIN cartography USING (document_id, row_no)"
        " JOIN localities USING (locality_id) WHERE nuts1_code = 'BE3'"
    ),
    ("stages_known", "known"): "SELECT count(DISTINCT (category_id, stage_id)) FROM stages JOIN cartography USING (document_id, row_no)",
    ("stages_known", "unknown"): "SELECT count(DISTINCT category_id) FROM cartography WHERE stage_printed IS NULL",
    ("site_map", "sites"): "SELECT count(*) FROM actor_sites",
    ("site_map", "localities"): "SELECT count(DISTINCT locality_id) FROM sites",
    ("site_map", "names"): "SELECT count(DISTINCT locality_id) FROM sites",
    ("site_map", "area_names"): "SELECT 7",
    ("relation_network", "ties"): "SELECT count(DISTINCT (subject_id, relation_type, object_id, status)) FROM relations",
    ("relation_network", "organisations"): "SELECT count(*) FROM (SELECT subject_id FROM relations UNION SELECT object_id FROM relations)",
    ("event_timeline", "events"): "SELECT count(*) FROM events WHERE document_id = 'thesis' AND date_start IS NOT NULL",
}


class Tables(dict[str, pd.DataFrame]):
    """The tables of a build, read when asked for."""

    def __init__(self, outputs: Path) -> None:
        super().__init__()
        self.store = TableStore(outputs / "tables")

    def __missing__(self, name: str) -> pd.DataFrame:
        self[name] = self.store.read(name)
        return self[name]


@pytest.fixture(scope="module")
def tables(built: Built) -> Tables:
    return Tables(built.outputs)


@pytest.fixture(scope="module")
def svgs() -> dict[tuple[str, str], bytes]:
    return {}


@pytest.fixture(params=[(name, language) for name in CHARTS for language in LANGUAGES], ids="-".join)
def picture(request: pytest.FixtureRequest, tables: Tables, svgs: dict[tuple[str, str], bytes]) -> tuple[str, Language, bytes]:
    name, language = request.param
    if (name, language) not in svgs:
        svgs[name, language] = to_svg(CHARTS[name].of(tables, language))
    return name, language, svgs[name, language]


def test_a_chart_says_its_source_fits_the_page_and_is_cut_nowhere(picture: tuple[str, Language, bytes]) -> None:
    _, language, svg = picture
    root, text = ElementTree.fromstring(svg), words(svg)
    assert 700 <= float(root.get("width", "0")) <= 860
    assert any(word.startswith("Source\u00a0: Mémoire" if language == "fr" else "Source: Master’s thesis") for word in text)
    assert not [word for word in text if re.search(r"(?i:tableau|table) 3|…|\b(null|undefined|NaN|None|nan)\b|<NA>|[{}_]", word)]


ELSEWHERE = {
    "exports_over_time": "hollow squares: Published series on the pharmaceutical industry of Belgium and Wallonia, Figures of",
    "claims_checked": "Not shown: {claims} rows of this table, from another source: Published series",
    "event_timeline": "Not shown: {events} rows of this table, from another source: Published series",
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_says_which_rows_of_the_published_series_it_draws_or_leaves_out(built: Built, tables: Tables, name: str) -> None:
    text = told(CHARTS[name].of(tables, "en"))
    with released(built.outputs / "latest") as db:
        sql = "SELECT count(*) FROM {} WHERE document_id = 'published_series'"
        counts = {table: db.execute(sql.format(table)).fetchall()[0][0] for table in ("claims", "events")}
    assert ELSEWHERE.get(name, "Source: Master’s thesis").format(**counts) in text
    assert ("Published series" in text) == (name in ELSEWHERE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_a_valid_specification(tables: Tables, name: str, language: Language) -> None:
    alt.VConcatChart.validate(CHARTS[name].of(tables, language))


def test_a_chart_asks_for_nothing_from_outside(picture: tuple[str, Language, bytes]) -> None:
    _, _, svg = picture
    assert set(re.findall(r"""[a-z]+://[^\s"'<)]*""", svg.decode())) <= NAMESPACES
    assert ' id="' not in svg.decode(), "numbers of ids depend on what was drawn before"
    assert not re.search(r"<(image|script|foreignObject|style|use)\b|@import|url\((?!#)", svg.decode())


def test_a_chart_uses_the_colours_and_the_font_of_the_theme_alone(picture: tuple[str, Language, bytes]) -> None:
    _, _, svg = picture
    root = ElementTree.fromstring(svg)
    used = {element.get(key) for element in root.iter() for key in ("fill", "stroke")} - {None}
    assert used <= COLOURS
    families = {element.get("font-family") for element in root.iter() if element.tag.endswith("}text")}
    assert all(family and family.startswith("Wallonia Charts Sans") for family in families)
    assert [word for word in words(svg) if not IN_FONT.fullmatch(word)] == []


@pytest.mark.parametrize(("name", "layer"), MARKS)
def test_a_layer_has_as_many_marks_as_there_are_rows_to_show(
    built: Built, tables: Tables, svgs: Mapping[tuple[str, str], bytes], name: str, layer: str
) -> None:
    svg = svgs.get((name, "fr")) or to_svg(CHARTS[name].of(tables, "fr"))
    with released(built.outputs / "latest") as db:
        assert db.execute(MARKS[name, layer]).fetchall() == [(marks(svg)[layer],)]


def test_the_bars_of_actors_have_the_lengths_that_a_query_gives(built: Built, tables: Tables) -> None:
    chart = CHARTS["actors_by_province"].of(tables, "en")
    shown = {(row["line"], row["panel"]): row["n"] for row in rows_in(chart) if row["n"]}
    sql = (
        "SELECT g.label_en, c.label_en, count(DISTINCT organisation_id) FROM sites"
        " JOIN cartography USING (document_id, row_no, organisation_id) JOIN localities USING (locality_id)"
        " JOIN geographies g ON g.code = nuts2_code JOIN concepts c ON c.concept_id = category_id WHERE nuts1_code = 'BE3' GROUP BY ALL"
    )
    with released(built.outputs / "latest") as db:
        assert {(area, category): count for area, category, count in db.execute(sql).fetchall()} == shown


def test_the_bar_of_rows_without_a_stage_stands_beside_the_name_of_its_category(tables: Tables) -> None:
    svg = ElementTree.fromstring(to_svg(CHARTS["stages_known"].of(tables, "en")))
    [[bar]] = [list(group) for group in svg.iter() if group.get("class") == "mark-rect role-mark unknown_3_marks"]
    top, height = (float(n) for n in re.findall(r"M0,([\d.]+)h[\d.]+v([\d.]+)h", bar.get("d", ""))[0])
    names = [text for text in svg.iter() if text.get("transform") and "".join(text.itertext()).startswith("Service providers")]
    assert {float(re.findall(r",([\d.]+)", text.get("transform", ""))[0]) for text in names} & {top + height / 2 + d for d in (2, 2.5, 3)}


def test_every_locality_lies_in_the_borders_of_the_area_that_it_is_counted_in(tables: Tables) -> None:
    rings = {feature["properties"]["geography_id"]: feature["geometry"]["coordinates"] for feature in features()}
    places = areas_of(tables["localities"], tables["geographies"]).merge(tables["localities"], on="locality_id")
    for place in places.to_dict("records"):
        at = (float(place["longitude"]), float(place["latitude"]))
        found = {area for area, polygons in rings.items() if any(sum(holds(ring, at) for ring in polygon) == 1 for polygon in polygons)}
        assert found == {place["area_id"]}, place["locality_id"]


def test_the_order_of_rows_has_no_influence(tables: Tables, svgs: Mapping[tuple[str, str], bytes]) -> None:
    for name, chart in CHARTS.items():
        if all(tables.store.path(table).exists() for table in chart.tables):
            backwards = {table: tables[table].iloc[::-1].reset_index(drop=True) for table in chart.tables}
            assert to_svg(chart.of(backwards, "fr")) == (svgs.get((name, "fr")) or to_svg(chart.of(tables, "fr"))), name


def digests(tables: Tables, language: Language) -> dict[str, str]:
    """The hashes of all files of all charts whose tables are there."""
    found = {}
    for name, chart in CHARTS.items():
        if all(tables.store.path(table).exists() for table in chart.tables):
            files = {f"{name}.svg": (drawn := to_svg(chart.of(tables, language))), f"{name}.png": to_png(drawn)}
            found |= {file: hashlib.sha256(content).hexdigest() for file, content in files.items()}
    return found


def test_another_locale_time_zone_and_hash_seed_give_the_same_bytes(built: Built, tables: Tables, root: Path) -> None:
    program = (
        "import json, sys, pathlib\n"
        "from tests.integration.test_charts import Tables, digests\n"
        "print(json.dumps(digests(Tables(pathlib.Path(sys.argv[1])), 'fr')))"
    )
    strange = {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7", "HOME": str(built.outputs)}
    command = [sys.executable, "-c", program, str(built.outputs)]
    done = subprocess.run(command, cwd=root, env={**os.environ, **strange}, capture_output=True, text=True, timeout=300, check=True)
    assert json.loads(done.stdout) == digests(tables, "fr")
