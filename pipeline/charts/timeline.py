"""The timeline of events: those that have a date, one to a line, and how many have none."""

from datetime import timedelta
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from pipeline.charts.language import LABEL, Language, codes
from pipeline.charts.nothing import nothing
from pipeline.charts.source_line import rows_from_texts, source_of_texts
from pipeline.charts.specification import Specification, layer, layered, stacked
from pipeline.charts.texts import say
from pipeline.charts.theme import BLUE, HALO, ORANGE, SIZE, VERMILLION, framed, pixels, wrapped
from pipeline.core.days import years
from pipeline.core.written import date_in_words

ROW, PLOT = 17, 770
ASIDE, ARROW = 8, 12  # pixels: from a mark to its text, and to the arrow of an open end
LETTER = 5.3  # pixels: mean width of a letter
LINE = 13  # pixels: a further line of a text
TEXT = {"lineHeight": LINE, "baseline": "middle"}
LOOKS = {"occurred": ("circle", BLUE), "planned": ("triangle-right", ORANGE), "target": ("diamond", VERMILLION)}
DENSE = 2015  # the year from which events are so many that they have a panel and a scale of their own
STEPS, MOST_LINES = (1, 5, 10, 50), 12  # years between the lines of a grid: the first with which it has no more lines than these
VALUES = ["date_start", "date_end", "date_precision", "label", "status"]


def event_timeline(events: pd.DataFrame, code_lists: pd.DataFrame, documents: pd.DataFrame, language: Language) -> Specification:
    """Draw each dated event: a point for a year, month or day, a bar for a period or decade, an arrow where no end is stated."""
    from_texts = rows_from_texts(events, documents)
    dated = from_texts[from_texts["date_start"].notna()].sort_values(["date_start", "event_id"], ignore_index=True)
    if dated.empty:
        return nothing("nothing.events", documents, language, ["event_id", *VALUES, "state"])
    rows = dated.assign(
        start=years(dated["date_start"]),
        end=years(dated["date_end"]),
        label=dated[LABEL[language]],
        text=[" · ".join([_when(row, language), row[LABEL[language]]]) for row in dated.to_dict("records")],
        state=dated["status"].map(codes(code_lists, "event_status", language)),
    )
    first, last = int(rows["start"].min()), int(max(rows["start"].max(), rows["end"].dropna().max()))
    rows = rows.assign(said=[say("timeline.event", language, text=row["text"], state=row["state"]) for row in rows.to_dict("records")])
    title = say("timeline.title", language, dated=len(rows), n=len(from_texts))
    subtitle = say("timeline.subtitle", language, first=first, last=last, undated=len(from_texts) - len(rows), dense=DENSE)
    state = codes(code_lists, "event_status", language)
    state = state[state.isin(rows["state"])]
    place = source_of_texts(events, documents, language, say("timeline.place", language))
    return framed(_panels(rows, state, language), language, title, subtitle, place, rows[["event_id", *VALUES, "state"]])


def _when(row: dict[str, Any], language: Language) -> str:
    """Return the date of an event in words, as it is known: a day, a month, a year, two ends, or one with an open end. Days that begin and
    end a year, or a month, stand for the whole of it, unless the date is known to the day."""
    start, end = row["date_start"], row["date_end"]
    is_day = row["date_precision"] == "day"
    first = str(start) if is_day else str(start).removesuffix("-01").removesuffix("-01")
    if pd.isna(end):
        return say("timeline.since", language, date=date_in_words(first, language))
    following = end + timedelta(days=1)
    last = str(end) if is_day or following.day > 1 else str(end)[: len("2020") if following.month == 1 else len("2020-01")]
    return "–".join(date_in_words(date, language) for date in dict.fromkeys((first, last)))


def _panels(rows: pd.DataFrame, state: "pd.Series[str]", language: Language) -> Specification:
    """Return a panel for the years before DENSE and one for those since, each headed by its years and its scale."""
    parts = [part for part in (rows[rows["start"] < DENSE], rows[rows["start"] >= DENSE]) if len(part)]
    axes = [_axis(part) for part in parts]
    spans = [axis.high - axis.low for axis in axes]
    panels = []
    for number, (part, axis) in enumerate(zip(parts, axes, strict=True)):
        name = "timeline.panel" if number == 0 else "timeline.stretched"
        heading = say(name, language, low=axis.low, high=axis.high, step=axis.step, times=round(spans[0] / spans[number]))
        title = {"text": heading, "fontSize": SIZE + 1, "anchor": "start", "offset": 10}
        panels.append(_panel(part, axis, state, language) | {"title": title})
    return stacked(*panels, spacing=30)


class Years(NamedTuple):
    """The years of an axis, and how many are between the lines of its grid."""

    low: int
    high: int
    step: int


def _axis(rows: pd.DataFrame) -> Years:
    first, last = int(rows["start"].min()), int(max(rows["start"].max(), rows["end"].dropna().max()))
    step = next((step for step in STEPS if last - first <= MOST_LINES * step), STEPS[-1])
    low = first // step * step
    return Years(low, max(-(-last // step) * step, low + step), step)


def _panel(rows: pd.DataFrame, years_shown: Years, state: "pd.Series[str]", language: Language) -> Specification:
    low, high, step = years_shown
    axis = alt.Axis(format="d", values=list(range(low, high + 1, step)), labelOverlap=False)
    scale = alt.Scale(domain=[low, high], nice=False)
    rows, height = _spread(rows.assign(is_open=rows["end"].isna(), end=rows["end"].fillna(rows["start"])), low, high)
    spans, y = rows[rows["end"] != rows["start"]], pixels("y", "y", height)

    def x(name: str) -> alt.X:
        return alt.X(f"{name}:Q", title=say("timeline.year", language), scale=scale, axis=axis)

    title, looks = say("timeline.status", language), [LOOKS[code] for code in state.index]
    color = alt.Color("state:N", title=title, scale=alt.Scale(domain=list(state), range=[colour for _, colour in looks]))
    shape = alt.Shape("state:N", title=title, scale=alt.Scale(domain=list(state), range=[shape for shape, _ in looks]))
    return layered(
        layer("spans", spans, "rule", {"strokeWidth": 4, "opacity": 0.5}, x=x("start"), x2="end:Q", y=y),
        layer("events", rows, "point", {"filled": True, "size": 75, "opacity": 1}, "said", x=x("start"), y=y, color=color, shape=shape),
        *(
            layer(name, some, "text", {"align": align, **TEXT, **style}, x=x("beside"), y=y, text="text:N")
            for name, align, some, style in (
                ("before_halos", "right", rows[rows["before"]], HALO),
                ("after_halos", "left", rows[~rows["before"]], HALO),
                ("before", "right", rows[rows["before"]], {}),
                ("after", "left", rows[~rows["before"]], {}),
            )
        ),
        layer("open", rows[rows["is_open"]], "text", {"dx": ARROW, "text": "→"}, x=x("start"), y=y),
        width=PLOT,
        height=height,
    )


def _spread(rows: pd.DataFrame, low: int, high: int) -> tuple[pd.DataFrame, int]:
    """Return rows with their texts in lines that fit beside the mark, on the right where one line does, and the height of all."""
    year = (high - low) / PLOT
    left, right = (rows["start"] - low) / year, (high - rows["end"]) / year
    before = (rows["text"].str.len() * LETTER > right) & (left > right)
    room = left.where(before, right) // LETTER - 2
    texts = [wrapped(text, max(int(letters), 20)) for text, letters in zip(rows["text"], room, strict=True)]
    heights = [ROW + LINE * (len(text) - 1) for text in texts]
    y = [sum(heights[:number]) + ROW / 2 for number in range(len(heights))]
    beside = (rows["end"] + (ASIDE + ARROW * rows["is_open"]) * year).mask(before, rows["start"] - ASIDE * year)
    return rows.assign(text=texts, before=before, y=y, beside=beside), sum(heights)
