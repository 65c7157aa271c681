"""The files of the page, from tables alone.

Belongs here: which files there are, and what each template is given. Does not belong here: how a part of the page is worded.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from pipeline.core.written import number
from pipeline.describe.metadata import Metadata, metadata
from pipeline.page import events, line_chart, printed_tables, site_map
from pipeline.page.actors import Actors
from pipeline.page.claims import Claims
from pipeline.page.downloads import MARK
from pipeline.page.facets import broader_of, facets, keys
from pipeline.page.first_view import key_numbers, map_dots
from pipeline.page.head import json_ld, policy
from pipeline.page.language import FILES, LANGUAGES, Language, Row, Texts
from pipeline.page.over_time import OverTime
from pipeline.page.places import Places
from pipeline.page.preview import preview
from pipeline.page.provenance import provenance_script
from pipeline.page.tables import Rows, in_one_language, rows_of
from pipeline.page.templates import rendered, text_of

PROVENANCE, PREVIEW = "page/provenance.js", "page/preview.png"
PATHS = (*FILES.values(), PROVENANCE, PREVIEW)


def page_files(frames: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Return the files of the page by their path in the release: a page in each language, the sources of values, the picture of links.

    frames: the published tables that `tables.NAMES` lists, by name. The list of files in the pages is left open (`downloads.with_files`).
    """
    rows, known = rows_of(frames), metadata()
    pages = {FILES[language]: _page(rows, language, known).encode() for language in LANGUAGES}
    english = in_one_language(rows, "en")
    picture = preview(english["actor_sites"], key_numbers(english, Texts("en")), Texts("en"))
    return pages | {PROVENANCE: provenance_script(rows), PREVIEW: picture}


def _page(all_rows: Rows, language: Language, known: Metadata) -> str:
    rows, texts, script = in_one_language(all_rows, language), Texts(language), text_of("page.js")
    places = Places(rows["documents"], texts)
    parts = _actors(rows, places, texts) | _rest(rows, places, texts)
    other = next(name for name in LANGUAGES if name != language)
    return rendered(
        "page.html",
        say=texts,
        other=other,
        files=FILES,
        policy=policy(script),
        script=Markup(script),  # both are the project's own, no data
        style=Markup(text_of("page.css")),
        json_ld=Markup(json_ld(known, language)),  # escaped there
        title=getattr(known.title, language),
        description=getattr(known.description, language),
        version=known.version,
        licence=known.licences.data,
        cite=known.cited(language),
        preview=PREVIEW,
        downloads=Markup(MARK),
        **parts,
    )


def _actors(rows: Rows, places: Places, texts: Texts) -> dict[str, Any]:
    """Return what the first view shows: numbers, filters, map, list."""
    made, broader = Actors(rows, places, texts), broader_of(rows)
    answers = {row["organisation_id"]: keys(row, broader) for row in rows["actors"]}
    dots = site_map.dots(rows["actor_sites"])
    named = {name: site_map.names(dots, size) for name, size in (("wide", site_map.TYPE), ("narrow", site_map.TYPE_NARROW))}
    return {
        "numbers": key_numbers(rows, texts),
        "facets": facets(rows, list(answers.values()), texts),
        "legend": made.legend(),
        "actors": made.all(answers),
        "areas": site_map.areas(),
        "dots": map_dots(dots, made.categories, texts),
        "names": named,
        "views": {"first": site_map.view_box(site_map.FIRST_VIEW), "whole": site_map.view_box(site_map.WHOLE)}
        | {"narrow": site_map.view_box(site_map.around(dots, named["narrow"]))},
    }


def _rest(rows: Rows, places: Places, texts: Texts) -> dict[str, Any]:
    """Return what the sections below show."""
    series, claims = OverTime(rows, places, texts), Claims(rows, places, texts)
    return {
        "charts": series.charts(),
        "frame": {"wide": line_chart.WIDE, "high": line_chart.HIGH, "left": line_chart.LEFT},
        "other_values": series.others(),
        "growth": series.growth(),
        "destinations": series.destinations(),
        "destinations_title": series.destinations_title(),
        "claims": claims.kinds(),
        "contradictions": claims.contradictions(),
        "doubts": claims.other_doubts(),
        "years": events.dated(rows, claims.ties),
        "undated": events.undated(rows, claims.ties),
        "network": events.network(rows),
        "relationships": events.relationships(rows, claims.ties, places),
        "eras": printed_tables.history(rows, texts),
        "comparison": printed_tables.comparison(rows, texts),
        "counts": _counts(rows, texts),
    }


def _counts(rows: Rows, texts: Texts) -> Row:
    """Return how many rows each section shows, as written."""
    return {name: number(len(found), texts.language) for name, found in rows.items()}
