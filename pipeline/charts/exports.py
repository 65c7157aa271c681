"""Charts of exports: over time, where what the text does not give is shown as missing, and by destination, with the rest inferred."""

from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.language import Language, codes, interval, labels, number
from pipeline.charts.sources import source
from pipeline.charts.texts import say
from pipeline.charts.theme import BLUE, CROSS, DASHED, INK, ORANGE, SPLIT, Panel, broken, framed, layer, ordered, wrapped

FIGURE = 1  # the figure of the thesis that promises the series
BILLION = Decimal(10**9)
PLOT = 660


def exports_over_time(
    figure_points: pd.DataFrame,
    observations: pd.DataFrame,
    geographies: pd.DataFrame,
    code_lists: pd.DataFrame,
    documents: pd.DataFrame,
    language: Language,
) -> alt.VConcatChart:
    """Draw the points of Figure 1: those that the text gives, with their bounds; the others in a strip of their own; no line joins any."""
    points = figure_points[figure_points["figure_no"] == FIGURE]
    rows = points.merge(observations[["observation_id", "value", "value_low", "value_high"]], on="observation_id", how="left")
    rows = rows.sort_values(["geography_id", "period", "point_id"], ignore_index=True)
    status = codes(code_lists, "point_status", language)
    rows = rows.assign(
        area=rows["geography_id"].map(labels(geographies, "geography_id", language)),
        shown=rows["status"].map(status),
        **{name: rows[name].map(lambda value: value / BILLION, na_action="ignore") for name in ("value", "value_low", "value_high")},
    )
    given, missing = rows[rows["value"].notna()], rows[rows["value"].isna()]
    given = given.assign(text=[_given_text(row, language) for row in given.to_dict("records")])
    shared = _shared(rows, status, language)
    chart = alt.vconcat(_values(given, shared, language), _gaps(missing, shared, language), spacing=6)
    title = say("exports.title", language, given=len(given), n=len(rows), figure=FIGURE)
    subtitle = say("exports.subtitle", language, first=rows["period"].min(), last=rows["period"].max(), missing=len(missing))
    return framed(chart, language, title, subtitle, source(rows, documents, language, say("exports.place", language, figure=FIGURE)))


def _given_text(row: dict[str, Any], language: Language) -> str:
    return f"{row['area']} {number(row['value'], language)} {interval(row['value_low'], row['value_high'], language)}"


def _shared(rows: pd.DataFrame, status: "pd.Series[str]", language: Language) -> dict[str, Any]:
    """Return the scales that both panels share: all years, all areas and all states, whether they occur or not."""
    areas = ordered(rows["area"])
    return {
        "years": [int(year) for year in sorted(rows["period"].unique())],
        "areas": areas,
        "look": {
            "color": alt.Color(
                "area:N", title=say("exports.area", language), scale=alt.Scale(domain=areas, range=[BLUE, ORANGE][: len(areas)])
            ),
            "shape": alt.Shape(
                "shown:N",
                title=say("exports.status", language),
                scale=alt.Scale(domain=list(status), range=["circle", "diamond", CROSS]),
                legend=alt.Legend(symbolFillColor=INK, symbolStrokeWidth=0),
            ),
        },
    }


def _values(given: pd.DataFrame, shared: dict[str, Any], language: Language) -> Panel:
    x = alt.X("period:O", axis=None, scale=alt.Scale(domain=shared["years"]))
    title, scale = say("exports.value", language), alt.Scale(domainMin=0, nice=True)
    closed = given[given["value_low"].notna() & given["value_high"].notna()]
    bounds = layer("bounds", closed, "rule", {"strokeWidth": 2}, x=x, y=alt.Y("value_low:Q", title=title, scale=scale), y2="value_high:Q")
    y = alt.Y("value:Q", title=title, scale=scale)
    points = layer("values", given, "point", {"filled": True, "size": 110, "opacity": 1}, x=x, y=y, **shared["look"])
    late = given["period"] > sum(shared["years"]) / len(shared["years"])
    before = layer("before", given[late], "text", {"align": "right", "dx": -12}, x=x, y=y, text="text:N")
    after = layer("after", given[~late], "text", {"align": "left", "dx": 12}, x=x, y=y, text="text:N")
    return alt.layer(points, bounds, before, after, width=PLOT, height=280)


def _gaps(missing: pd.DataFrame, shared: dict[str, Any], language: Language) -> alt.Chart:
    x = alt.X("period:O", title=say("exports.year", language), axis=alt.Axis(labelAngle=0), scale=alt.Scale(domain=shared["years"]))
    y = alt.Y("area:N", title=wrapped(say("exports.missing", language), 14), scale=alt.Scale(domain=shared["areas"]))
    marks = layer("missing", missing, "point", {"filled": True, "size": 90, "opacity": 1}, x=x, y=y, **shared["look"])
    return marks.properties(width=PLOT, height=64)


def exports_by_destination(
    export_shares: pd.DataFrame, geographies: pd.DataFrame, documents: pd.DataFrame, language: Language
) -> alt.VConcatChart:
    """Draw the shares of exports by destination, each whole with its rest: what the text states filled, the rest dashed."""
    named = export_shares[export_shares["partner_geography_id"].notna()]
    whole = ["document_id", "geography_id", "period"]
    areas = labels(geographies, "geography_id", language)
    rows = named.merge(named.loc[named["status"] == "residual", whole], on=whole)
    rows = rows.assign(
        partner=broken(rows["partner_geography_id"].map(areas), 24),
        area=rows["geography_id"].map(areas),
        is_rest=rows["status"] == "residual",
    ).sort_values([*whole, "is_rest", "share_pct"], ascending=[True] * 4 + [False])
    rows = rows.assign(text=[_share_text(row, language) for row in rows.to_dict("records")])
    panels = alt.vconcat(*[_shares(part, language) for _, part in rows.groupby(whole)])
    first, stated = rows.iloc[0], int((~rows["is_rest"]).sum())
    title = say("shares.title", language, area=first["area"], period=first["period"], named=stated)
    place = say("shares.place", language)
    return framed(panels, language, title, say("shares.subtitle", language, n=len(rows)), source(rows, documents, language, place))


def _share_text(row: dict[str, Any], language: Language) -> str:
    share = say("shares.percent", language, value=number(row["share_pct"], language))
    bounds = interval(row["share_low_pct"], row["share_high_pct"], language)
    euros = say("shares.euros", language, value=number(row["value_eur"] / BILLION, language, 2))
    return f"{share} {bounds} · {euros}"


def _shares(rows: pd.DataFrame, language: Language) -> Panel:
    axis, scale = alt.Axis(tickCount=10, grid=False), alt.Scale(domain=[0, 100])
    y = alt.Y("partner:N", title=None, scale=alt.Scale(domain=list(rows["partner"])), axis=alt.Axis(ticks=False, labelExpr=SPLIT))

    def x(name: str) -> alt.X:
        return alt.X(f"{name}:Q", title=say("shares.share", language), scale=scale, axis=axis)

    stated, rest = rows[~rows["is_rest"]], rows[rows["is_rest"]]
    closed = rows[rows["share_low_pct"].notna() & rows["share_high_pct"].notna()]
    bar = {"height": {"band": 0.6}}
    return alt.layer(
        layer("stated", stated, "bar", {**bar, "color": BLUE}, x=x("share_pct"), y=y),
        layer("rest", rest, "bar", bar | DASHED, x=x("share_pct"), y=y),
        layer("bounds", closed, "rule", {"strokeWidth": 4}, x=x("share_low_pct"), x2="share_high_pct:Q", y=y),
        layer("texts", rows, "text", {"align": "left", "dx": 10}, x=x("share_pct"), y=y, text="text:N"),
        width=PLOT - 30,
        height=44 * len(rows),
    )
