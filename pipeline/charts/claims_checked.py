"""Chart of claims: the arithmetic of the text, each statement against what other values give, by verdict.

Belongs here: arithmetic. Restatements, counts of a list, ranks, complements and durations are counted in the subtitle and not drawn: they
hold because hardly anything else could have come out (column power of the table).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.language import Language, codes, number
from pipeline.charts.nothing import nothing
from pipeline.charts.source_line import rows_from_texts, source_of_texts
from pipeline.charts.specification import Specification, layer, layered
from pipeline.charts.texts import say
from pipeline.charts.theme import BLUE, GREY, INK, ORANGE, SKY, SPLIT, VERMILLION, broken, centred, framed

# The verdicts that compare two values, in the order in which they are drawn.
LOOKS: Mapping[str, tuple[str, str]] = {
    "inconsistent": ("diamond", VERMILLION),
    "truncated": ("triangle-left", ORANGE),
    "consistent_within_rounding": ("square", SKY),
    "consistent": ("circle", BLUE),
}
ARITHMETIC = "arithmetic"
DEVIATIONS = ("stated_low", "stated_high", "recomputed_value", "recomputed_low", "recomputed_high")
STATEMENT = {"fr": "statement_fr", "en": "statement_en"}
NEAR = 0.1  # percent: nearer to zero the scale is about linear, so that zero has a place on it
ROW, PLOT = 28, 250
LETTERS_OF_NAME = 72  # of a line of a statement; a longer one goes on in the next


def claims_checked(claims: pd.DataFrame, code_lists: pd.DataFrame, documents: pd.DataFrame, language: Language) -> Specification:
    """Draw each arithmetic claim that has both values: how far the recomputed value is from the stated one, in percent of it."""
    from_texts = rows_from_texts(claims, documents)
    checked = from_texts[from_texts["verdict"].isin(LOOKS)]
    is_arithmetic = checked["check_kind"] == ARITHMETIC
    judged, others = checked[is_arithmetic], checked[~is_arithmetic]
    both = judged[judged["stated_value"].notna() & judged["recomputed_value"].notna()]
    rows = both[both["stated_value"] != 0]
    if rows.empty:
        return nothing("nothing.claims", documents, language, _columns(language))
    verdict, values = codes(code_lists, "verdict", language), rows
    rows = rows.assign(
        **{name: _deviation(rows, name) for name in DEVIATIONS},
        judged=rows["verdict"].map(verdict),
        statement=broken(list(rows[STATEMENT[language]]), LETTERS_OF_NAME),
        text=[_numbers(row, language) for row in rows.to_dict("records")],
        said=[_said(row, verdict, language) for row in rows.to_dict("records")],
        rank=rows["verdict"].map({verdict: rank for rank, verdict in enumerate(LOOKS)}),
    ).sort_values(["rank", "recomputed_value", "claim_id"], ignore_index=True)
    bad, drawn_bad, others_bad = (int((some["verdict"] == "inconsistent").sum()) for some in (judged, rows, others))
    title = say("claims.title", language, bad=bad, n=len(judged))
    subtitle = say("claims.subtitle", language, n=len(judged), drawn=len(rows), bad=drawn_bad, others=len(others), others_bad=others_bad)
    place = source_of_texts(claims, documents, language, say("claims.place", language))
    printed = values.set_index("claim_id").loc[rows["claim_id"]].reset_index().assign(judged=list(rows["judged"]))
    return framed(_panel(rows, verdict, language), language, title, subtitle, place, printed[_columns(language)])


def _columns(language: Language) -> list[str]:
    """Return the columns of the file of values."""
    return ["claim_id", STATEMENT[language], "stated_value", *DEVIATIONS, "verdict", "judged"]


def _said(row: dict[str, Any], verdict: "pd.Series[str]", language: Language) -> str:
    """Return a claim as a sentence: the statement, both values and the verdict."""
    known = {"statement": row[STATEMENT[language]], "numbers": _numbers(row, language), "verdict": verdict[row["verdict"]]}
    return say("claims.said", language, **known)


def _deviation(rows: pd.DataFrame, name: str) -> "pd.Series[Any]":
    """Return values as their deviation from the stated value, in percent of its size; an open bound stays null."""
    pairs = zip(rows[name], rows["stated_value"], strict=True)
    return pd.Series([None if pd.isna(value) else 100 * (value - stated) / abs(stated) for value, stated in pairs], rows.index, "object")


def _numbers(row: dict[str, Any], language: Language) -> str:
    """Return both values, the recomputed one with two digits more than the stated one has."""
    stated, recomputed = row["stated_value"].normalize(), row["recomputed_value"]
    places = 0 if abs(stated) >= 10_000 else max(-stated.as_tuple().exponent, 0) + 2
    return f"{number(stated, language)} → {number(round(recomputed, places), language)}"


def _panel(rows: pd.DataFrame, verdict: "pd.Series[str]", language: Language) -> Specification:
    largest = max(abs(value) for name in DEVIATIONS for value in rows[name] if value is not None)
    edge = 10 ** len(str(int(largest)))
    ticks = [sign * Decimal(10) ** power for sign in (-1, 1) for power in range(len(str(edge)))]
    scale = alt.Scale(type="symlog", constant=NEAR, domain=[-edge, edge], nice=False)
    axis = alt.Axis(values=[0, *map(float, ticks)], format="~f", labelOverlap=False)
    names = alt.Axis(labelFontSize=10, labelLimit=500, labelExpr=SPLIT, ticks=False, domain=False, **centred(12))
    y = alt.Y("statement:N", title=None, scale=alt.Scale(domain=list(rows["statement"])), axis=names)
    drawn = rows.assign(
        **{name: rows[name].fillna(-edge if name.endswith("low") else edge) for name in DEVIATIONS if name != "recomputed_value"}
    )

    def x(name: str) -> alt.X:
        return alt.X(f"{name}:Q", title=say("claims.deviation", language), scale=scale, axis=axis)

    look = {
        "color": alt.Color(
            "judged:N", title=None, scale=alt.Scale(domain=[verdict[v] for v in LOOKS], range=[c for _, c in LOOKS.values()])
        ),
        "shape": alt.Shape(
            "judged:N", title=None, scale=alt.Scale(domain=[verdict[v] for v in LOOKS], range=[s for s, _ in LOOKS.values()])
        ),
    }
    open_low, open_high = (drawn[rows[name].isna()] for name in ("recomputed_low", "recomputed_high"))
    heading = pd.DataFrame({"text": [say("claims.numbers", language)]})
    arrow = {"filled": True, "size": 60, "color": INK, "opacity": 1}
    return layered(
        layer("stated", drawn, "bar", {"height": 11, "color": GREY, "opacity": 0.3}, x=x("stated_low"), x2="stated_high:Q", y=y),
        layer("recomputed", drawn, "rule", {"strokeWidth": 1.5}, x=x("recomputed_low"), x2="recomputed_high:Q", y=y),
        layer("open_low", open_low, "point", {**arrow, "shape": "triangle-left"}, x=x("recomputed_low"), y=y),
        layer("open_high", open_high, "point", {**arrow, "shape": "triangle-right"}, x=x("recomputed_high"), y=y),
        layer("values", rows, "point", {"filled": True, "size": 70, "opacity": 1}, "said", x=x("recomputed_value"), y=y, **look),
        layer("texts", rows, "text", {"align": "left", "fontSize": 10}, x=alt.value(PLOT + 10), y=y, text="text:N"),
        layer("heading", heading, "text", {"align": "left", "fontSize": 10}, x=alt.value(PLOT + 10), y=alt.value(-8), text="text:N"),
        width=PLOT,
        height=ROW * len(rows),
    )
