"""Charts of exports: over time, where what the text does not give is shown as missing, and by destination, with the rest inferred.

Does not belong here: which values of other documents can be compared with those of the text (`comparable_values.py`).
"""

from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.comparable_values import comparable_values
from pipeline.charts.language import Language, codes, interval, labels, number, schemed
from pipeline.charts.nothing import nothing
from pipeline.charts.source_line import document_names, source
from pipeline.charts.specification import Specification, layer, layered, stacked
from pipeline.charts.texts import say
from pipeline.charts.theme import (
    BLUE,
    CROSS,
    DASHED,
    HALO,
    HOLLOW,
    INK,
    ORANGE,
    SIZE,
    SPLIT,
    broken,
    centred,
    framed,
    ordered,
    wrapped,
)

FIGURE = 1  # the figure of the thesis that promises the series
BILLION = Decimal(10**9)
VALUES = ("value", "value_low", "value_high")
PLOT, LINE = 700, 12
JUMP_LETTERS = 34
JUMP = {"align": "right", "baseline": "middle", "dx": -40, "dy": -2 * LINE, "fontSize": SIZE, "lineHeight": LINE + 2, "fontWeight": "bold"}
OVER_TIME = ["geography_id", "area", "period", "state", *VALUES, "observation_id", "document_id"]
IN_BILLIONS = {
    "period": "year",
    "value": "value_billion_eur",
    "value_low": "value_low_billion_eur",
    "value_high": "value_high_billion_eur",
}
BY_DESTINATION = [
    "geography_id",
    "area",
    "period",
    "partner_geography_id",
    "partner",
    "status",
    "share_pct",
    "share_low_pct",
    "share_high_pct",
    "value_eur",
]
TICK = 20  # billions between the lines of the grid


def exports_over_time(
    figure_points: pd.DataFrame,
    observations: pd.DataFrame,
    series_values: pd.DataFrame,
    growth_rates: pd.DataFrame,
    geographies: pd.DataFrame,
    concepts: pd.DataFrame,
    code_lists: pd.DataFrame,
    documents: pd.DataFrame,
    language: Language,
) -> Specification:
    """Draw the points of Figure 1 that the text gives, those that it does not in a strip, and hollow what is published elsewhere.

    Published values are of the same definition; no missing point is filled by one, and no line joins any.
    """
    points = figure_points[figure_points["figure_no"] == FIGURE]
    if points.empty:
        return nothing("nothing.exports", documents, language, [IN_BILLIONS.get(name, name) for name in OVER_TIME])
    found = comparable_values(points, observations, series_values)
    elsewhere, status = say("exports.elsewhere", language), codes(code_lists, "point_status", language)
    rows = points.merge(observations[["observation_id", *VALUES]], on="observation_id", how="left")
    rows = pd.concat([rows.assign(state=rows["status"].map(status)), found.rows.assign(state=elsewhere)])
    rows = rows.assign(area=rows["geography_id"].map(labels(geographies, "geography_id", language)))
    rows = _in_words(rows, language).sort_values(["geography_id", "period", "point_id", "observation_id"], ignore_index=True)
    is_published, has_value = rows["state"] == elsewhere, rows["value"].notna()
    given, missing, published = rows[has_value & ~is_published], rows[~has_value & ~is_published], rows[is_published]
    shared = _shared(rows, [*status, elsewhere], language)
    jump = _largest_growth(rows[has_value], growth_rates, language)
    chart = stacked(_values(given, published, jump, shared, language), _gaps(missing, shared, language), spacing=6)
    counts = {"given": len(given), "missing": len(missing), "n": len(points), "published": len(published)}
    title = say("exports.title", language, figure=FIGURE, **counts)
    span = {"first": shared["years"][0], "last": shared["years"][-1]}
    subtitle = say("exports.subtitle", language, passed_over=found.passed_over, otherwise=found.otherwise, **span, **counts)
    place = _place(published, schemed(concepts, "definition", language), documents, language)
    return framed(chart, language, title, subtitle, source(points, documents, language, place), rows[OVER_TIME].rename(columns=IN_BILLIONS))


def _place(published: pd.DataFrame, definition: "pd.Series[str]", documents: pd.DataFrame, language: Language) -> str:
    """Return where the values are from: the figure, and the documents and definitions of what is published elsewhere."""
    place = say("exports.place", language, figure=FIGURE)
    if published.empty:
        return place
    definitions = " ; ".join(definition.loc[ordered(published["definition_id"])])
    publishers = document_names(published, documents, language)
    return say("exports.beside", language, place=place, documents=publishers, definitions=definitions)


def _in_words(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return rows with their values in billions, as the lines of a text, and `said`: area, year, value and state."""
    rows = rows.assign(**{name: rows[name].map(lambda value: value / BILLION, na_action="ignore") for name in VALUES})
    rows = rows.assign(text=[_given_text(row, language) for row in rows.to_dict("records")])
    return rows.assign(said=[_said(row, language) for row in rows.to_dict("records")])


def _given_text(row: dict[str, Any], language: Language) -> list[str]:
    if pd.isna(row["value"]):
        return []
    return [f"{row['area']} {number(row['value'], language)}", interval(row["value_low"], row["value_high"], language)]


def _said(row: dict[str, Any], language: Language) -> str:
    known = {"area": row["area"], "year": row["period"], "state": row["state"]}
    if pd.isna(row["value"]):
        return say("exports.nothing", language, **known)
    return say("exports.said", language, value=number(row["value"], language), **known)


def _largest_growth(rows: pd.DataFrame, growth_rates: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Return the largest yearly growth between two values that are drawn, as the lines of a text at the later one; no row without any.

    The reader sees a jump and must know that its two values are from two releases, where they are.
    """
    rates = growth_rates[growth_rates["is_chosen"].astype(bool) & (growth_rates["to_period"] - growth_rates["from_period"] == 1)]
    ends = rates.merge(rows, left_on="end_observation_id", right_on="observation_id")
    ends = ends[ends["start_observation_id"].isin(rows["observation_id"]) & (ends["growth_pct"] > 0)]
    ends = ends.sort_values(["growth_pct", "growth_id"], ascending=[False, True]).head(1)
    texts = []
    for row in ends.to_dict("records"):
        name = "exports.jump" if row["is_same_release"] else "exports.jump_of_two"
        known = {"growth": number(row["growth_pct"], language, 0), "first": row["from_period"], "last": row["to_period"]}
        texts.append(wrapped(say(name, language, **known), JUMP_LETTERS))
    return ends.assign(text=texts)


def _shared(rows: pd.DataFrame, states: list[str], language: Language) -> dict[str, Any]:
    """Return the scales that both panels share: all years, all areas and all states, whether they occur or not."""
    areas = ordered(rows["area"])
    highest = max(rows[list(VALUES)].max().dropna(), default=BILLION)
    return {
        "years": list(range(int(rows["period"].min()), int(rows["period"].max()) + 1)),
        "areas": areas,
        "top": (int(highest) // TICK + 1) * TICK,
        "look": {
            "color": alt.Color(
                "area:N", title=say("exports.area", language), scale=alt.Scale(domain=areas, range=[BLUE, ORANGE][: len(areas)])
            ),
            "shape": alt.Shape(
                "state:N",
                title=say("exports.status", language),
                scale=alt.Scale(domain=states, range=["circle", "diamond", CROSS, HOLLOW]),
                legend=alt.Legend(symbolFillColor=INK, symbolStrokeWidth=0),
            ),
        },
    }


def _values(given: pd.DataFrame, published: pd.DataFrame, jump: pd.DataFrame, shared: dict[str, Any], language: Language) -> Specification:
    x = alt.X("period:O", axis=None, scale=alt.Scale(domain=shared["years"]))
    rows = pd.concat([given, published])
    ends = rows.assign(value_low=rows["value_low"].fillna(0), value_high=rows["value_high"].fillna(shared["top"]))
    arrow = {"filled": True, "size": 60, "color": INK, "opacity": 1, "shape": "triangle-up"}
    point, text = {"filled": True, "size": 110, "opacity": 1}, {"fontSize": SIZE - 1, "lineHeight": LINE}

    def y(name: str) -> alt.Y:
        scale = alt.Scale(domain=[0, shared["top"]], nice=False)
        return alt.Y(f"{name}:Q", title=say("exports.value", language), scale=scale)

    return layered(
        *(
            layer(name, some, "text", {**text, "dy": dy, **style}, x=x, y=y("value"), text="text:N")
            for name, dy, some, style in (
                ("above_halos", -12 - LINE, given, HALO),
                ("below_halos", 12 + LINE / 2, published, HALO),
                ("above", -12 - LINE, given, {}),
                ("below", 12 + LINE / 2, published, {}),
            )
        ),
        layer("jump", jump, "text", JUMP, x=x, y=y("value"), text="text:N"),
        layer("values", given, "point", point, "said", x=x, y=y("value"), **shared["look"]),
        layer("published", published, "point", point, "said", x=x, y=y("value"), **shared["look"]),
        layer("bounds", ends, "rule", {"strokeWidth": 2}, x=x, y=y("value_low"), y2="value_high:Q"),
        layer("open_high", ends[rows["value_high"].isna()], "point", arrow, x=x, y=y("value_high")),
        width=PLOT,
        height=300,
    )


def _gaps(missing: pd.DataFrame, shared: dict[str, Any], language: Language) -> Specification:
    x = alt.X("period:O", title=say("exports.year", language), axis=alt.Axis(labelAngle=0), scale=alt.Scale(domain=shared["years"]))
    y = alt.Y("area:N", title=wrapped(say("exports.missing", language), 14), scale=alt.Scale(domain=shared["areas"]))
    marks = layer("missing", missing, "point", {"filled": True, "size": 90, "opacity": 1}, "said", x=x, y=y, **shared["look"])
    return marks | {"width": PLOT, "height": 64}


def exports_by_destination(
    export_shares: pd.DataFrame, geographies: pd.DataFrame, documents: pd.DataFrame, language: Language
) -> Specification:
    """Draw the shares of exports by destination, each whole with its rest: what the text states filled, the rest dashed."""
    named = export_shares[export_shares["partner_geography_id"].notna()]
    whole = ["document_id", "geography_id", "period"]
    areas = labels(geographies, "geography_id", language)
    rows = named.merge(named.loc[named["status"] == "residual", whole], on=whole)
    if rows.empty:
        return nothing("nothing.shares", documents, language, BY_DESTINATION)
    rows = rows.assign(
        partner=broken(rows["partner_geography_id"].map(areas), 24),
        area=rows["geography_id"].map(areas),
        is_rest=rows["status"] == "residual",
    ).sort_values([*whole, "is_rest", "share_pct"], ascending=[True] * 4 + [False])
    rows = rows.assign(text=[_share_text(row, language) for row in rows.to_dict("records")])
    rows = rows.assign(
        said=[say("shares.said", language, partner=areas[row["partner_geography_id"]], text=row["text"]) for row in rows.to_dict("records")]
    )
    wholes = [part for _, part in rows.groupby(whole)]
    heads: list[dict[str, str]] = [{}]
    first, stated = rows.iloc[0], int((~rows["is_rest"]).sum())
    if len(wholes) == 1:
        title = say("shares.title", language, area=first["area"], period=first["period"], named=stated)
    else:
        title, heads = (
            say("shares.titles", language, wholes=len(wholes), named=stated),
            [_head(part, documents, language) for part in wholes],
        )
    panels = stacked(*[_shares(part, language) | head for part, head in zip(wholes, heads, strict=True)])
    place = say("shares.place", language)
    subtitle = say("shares.subtitle", language, n=len(rows))
    values = rows.assign(partner=rows["partner_geography_id"].map(areas))[BY_DESTINATION]
    return framed(panels, language, title, subtitle, source(rows, documents, language, place), values)


def _head(part: pd.DataFrame, documents: pd.DataFrame, language: Language) -> dict[str, str]:
    """Return as the title of a panel what its shares are shares of: an area, a year and a document."""
    first, document = part.iloc[0], document_names(part, documents, language)
    return {"title": say("shares.whole", language, area=first["area"], period=first["period"], document=document)}


def _share_text(row: dict[str, Any], language: Language) -> str:
    share = say("shares.percent", language, value=number(row["share_pct"], language))
    bounds = interval(row["share_low_pct"], row["share_high_pct"], language)
    if pd.isna(row["value_eur"]):
        return f"{share} {bounds}"
    euros = say("shares.euros", language, value=number(row["value_eur"] / BILLION, language, 2))
    return f"{share} {bounds} · {euros}"


def _shares(rows: pd.DataFrame, language: Language) -> Specification:
    axis, scale = alt.Axis(tickCount=10, grid=False), alt.Scale(domain=[0, 100])
    y = alt.Y(
        "partner:N", title=None, scale=alt.Scale(domain=list(rows["partner"])), axis=alt.Axis(ticks=False, labelExpr=SPLIT, **centred(13))
    )

    def x(name: str) -> alt.X:
        return alt.X(f"{name}:Q", title=say("shares.share", language), scale=scale, axis=axis)

    stated, rest = rows[~rows["is_rest"]], rows[rows["is_rest"]]
    closed = rows[rows["share_low_pct"].notna() & rows["share_high_pct"].notna()]
    bar = {"height": {"band": 0.6}}
    return layered(
        layer("stated", stated, "bar", {**bar, "color": BLUE}, "said", x=x("share_pct"), y=y),
        layer("rest", rest, "bar", bar | DASHED, "said", x=x("share_pct"), y=y),
        layer("bounds", closed, "rule", {"strokeWidth": 4}, x=x("share_low_pct"), x2="share_high_pct:Q", y=y),
        layer("texts", rows, "text", {"align": "left", "dx": 10}, x=x("share_pct"), y=y, text="text:N"),
        width=PLOT - 70,
        height=44 * len(rows),
    )
