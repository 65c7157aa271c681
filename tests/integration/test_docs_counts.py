"""Counts and values in the sentences of docs/: each is that of the release, or does not stand there.

Belongs here: numbers of the data in running text and in tables that no query prints. Does not belong here: the README (`test_readme.py`),
answers below queries, and numbers that are rules, such as the 10 units of `is_small_n`.
"""

import re

import pytest

from tests.building import released
from tests.conftest import ROOT, Built

WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "seven": "7", "thirteen": "13", "seventeen": "17"}
ARITHMETIC = "document_id = 'thesis' AND check_kind = 'arithmetic' AND verdict"
VALUE = "SELECT printf('{}', recomputed_value{}), verdict FROM claims WHERE claim_id = '{}'"
INTERVAL = (
    "SELECT printf('%.2f', recomputed_value), printf('%.2f', recomputed_low), printf('%.2f', recomputed_high), verdict "
    "FROM claims WHERE claim_id = '{}'"
)
BEST = (
    "SELECT count(*) FROM series WHERE document_id {} 'thesis' AND series_id = "
    "'exports_of_pharmaceuticals/biopharmaceutical_products/belgium/world/-/EUR/federation_pharma_be'"
)

# By page: what it counts in a sentence, with a group for each number or code, and the query that gives them.
COUNTS = {
    "methods.md": {
        r"printed row \((\d+)\)": "SELECT count(*) FROM cartography",
        r"however many rows it has \((\d+)\)": "SELECT count(DISTINCT organisation_id) FROM cartography",
        r"is printed there \((\d+); `sites` has (\d+) printed places, (\w+) of which are printed twice\)": "SELECT "
        "count(DISTINCT (organisation_id, locality_id)), count(*), count(*) - count(DISTINCT (organisation_id, locality_id)) FROM sites",
        r"(\d+) rows show no stage, (\w+) shows no approach": "SELECT "
        "count(*) FILTER (stage_status = 'not_in_text'), count(*) FILTER (approach_status = 'not_in_text') FROM cartography",
        r"the (\w+) acquisition prices, (\w+) of which is in dollars": "SELECT count(*), "
        "count(*) FILTER (unit_id = 'USD') FROM observations WHERE indicator_id = 'acquisition_price'",
        r"(\w+) revolutions are the passages between (\w+) eras": "SELECT count(*) - 1, count(*) FROM concepts WHERE scheme = 'era'",
        r"growth of employment in Belgium.*\| ([\d.]+) %, from exact counts \| `(\w+)`": VALUE.format(
            "%.4f", "", "employment-growth-belgium-2016-2020"
        ),
        r"growth of R&D.*\| ([\d.]+) % \(([\d.]+) to ([\d.]+)\) \| `(\w+)`": INTERVAL.format("rd-growth-belgium-2019-2020"),
        r"growth of exports, 2015.*\| ([\d.]+) % \(([\d.]+) to ([\d.]+)\) \| `(\w+)`": INTERVAL.format("exports-growth-belgium-2015-2020"),
        r"exports per day, 2020.*\| ([\d.]+) million \| `(\w+)`": VALUE.format("%.1f", " / 1e6", "exports-per-day-belgium-2020"),
        r"R&D per day, 2020.*\| ([\d.]+) million \| `(\w+)`": VALUE.format("%.2f", " / 1e6", "rd-per-day-belgium-2020"),
        r"share of medicines in.*\| ([\d.]+) % \(([\d.]+) to ([\d.]+)\), with.*\| `(\w+)`": INTERVAL.format(
            "medicine-share-of-exports-wallonia-2020"
        ),
        r"contribution to the Walloon.*\| ([\d.]+) \(([\d.]+) to ([\d.]+)\) \| `(\w+)`": INTERVAL.format(
            "contribution-ratio-wallonia-belgium-2020"
        ),
    },
    "analyses/claims.md": {
        r"(\w+) values were cut off instead of rounded": f"SELECT count(*) FROM claims WHERE {ARITHMETIC} = 'truncated'",
        r"([\d.]+) percent is not nearly three times ([\d.]+) percent": "SELECT printf('%.1f', max(value)), printf('%.1f', min(value)) "
        "FROM observations WHERE indicator_id = 'gross_value_added_share'",
    },
    "analyses/cluster.md": {r"(\w+) rows show no stage": "SELECT count(*) FROM cartography WHERE stage_status = 'not_in_text'"},
    "analyses/exports.md": {
        r"(\w+) destinations are named": "SELECT count(*) FROM export_shares WHERE share_kind = 'destination' AND status = 'stated'",
        r"(\w+) of its points are not in the text": "SELECT count(*) FROM figure_points WHERE figure_no = 1 AND status = 'not_in_text'",
        r"the (\w+) values of the thesis, they form a series": BEST.format("="),
        r"draws the (\w+) values from other sources": BEST.format("<>"),
    },
}


@pytest.mark.parametrize("page", COUNTS)
def test_each_count_in_a_sentence_of_the_docs_is_that_of_the_release(built: Built, page: str) -> None:
    text = re.sub(r"\n(?!\||\n)", " ", (ROOT / "docs" / page).read_text("utf-8"))
    with released(built.outputs / "latest") as db:
        for sentence, sql in COUNTS[page].items():
            [printed] = re.findall(sentence, text)
            groups = [printed] if isinstance(printed, str) else list(printed)
            assert [WORDS.get(group.lower(), group) for group in groups] == list(map(str, db.execute(sql).fetchone() or ())), sentence


def test_no_number_of_the_data_is_typed_in_pages_without_a_test() -> None:
    """Pages about how the project works may name ports, ordinals and versions, but count no rows, actors, claims or runs of today."""
    counted = (
        r"(?<!up to )\b\d+ (?:rows|actors|sites|organisations|events|claims|observations|statements|tables|assets|flags|checks|columns)\b"
    )
    for page in ("architecture.md", "freshness.md", "workspace.md", "releases.md", "releasing.md", "official_live.md"):
        assert re.findall(counted, (ROOT / "docs" / page).read_text("utf-8")) == [], page
