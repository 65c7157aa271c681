"""Charts of the cluster's profile: actors by province and category, and stages of development, known and unknown."""

import altair as alt
import pandas as pd

from pipeline.charts.language import Language, codes, schemed
from pipeline.charts.nothing import nothing
from pipeline.charts.source_line import source
from pipeline.charts.specification import Specification, layer, layered, side_by_side
from pipeline.charts.texts import say
from pipeline.charts.theme import BLUE, DASHED, SPLIT, broken, centred, framed, wrapped

WITHOUT = "without_key"  # the key of units that have none
UNKNOWN = "not_in_text"  # the code of a cell that the text does not show
KEY_LABEL = {"fr": "key_fr", "en": "key_en"}
KEY_2_LABEL = {"fr": "key_2_fr", "en": "key_2_en"}
LINE, GAP = 14, 12  # pixels: a line of a label, and between bars
LETTERS = {"header": 25, "row": 40}
ACTORS = ["category_id", "category", "province_id", "province", "actors"]
STAGES = ["category_id", "category", "stage_id", "stage", "rows", "rows_of_base"]


def actors_by_province(
    cluster_profile_wallonia: pd.DataFrame, cartography: pd.DataFrame, concepts: pd.DataFrame, documents: pd.DataFrame, language: Language
) -> Specification:
    """Draw the number of Walloon actors in each province, with a panel for each category."""
    rows = _counts(cluster_profile_wallonia, "category_province", "actor_count")
    if rows.empty:
        return nothing("nothing.cartography", documents, language, ACTORS)
    all_actors = _counts(cluster_profile_wallonia, "province", "actor_count")
    size = all_actors.set_index("key")["n"]
    order = {name: place for place, name in enumerate(schemed(concepts, "actor_category", language).index)}
    rows = rows.assign(
        line=rows[KEY_2_LABEL[language]],
        panel=rows[KEY_LABEL[language]],
        text=rows["n"].astype(str),
        unknown=False,
        place=rows["key"].map(order),
        size=rows["key_2"].map(size),
    ).sort_values(["place", "size", "key_2"], ascending=[True, False, True])
    subtitle = say("actors.subtitle", language, n=all_actors["actor_base"].max())
    place = source(
        cartography[cartography["document_id"] == _largest(cluster_profile_wallonia)],
        documents,
        language,
        say("cartography.place", language),
    )
    values = rows[["key", "panel", "key_2", "line", "n"]].set_axis(ACTORS, axis=1)
    return framed(_panels(rows, say("actors.count", language), 150), language, say("actors.title", language), subtitle, place, values)


def stages_known(
    cluster_profile: pd.DataFrame,
    cartography: pd.DataFrame,
    concepts: pd.DataFrame,
    code_lists: pd.DataFrame,
    documents: pd.DataFrame,
    language: Language,
) -> Specification:
    """Draw the number of printed rows with each stage, and of those whose stage the text does not show, by category."""
    if cluster_profile.empty:
        return nothing("nothing.cartography", documents, language, STAGES)
    known = _counts(cluster_profile, "category_stage", "row_count")
    unknown = _counts(cluster_profile, "category_stage", "row_count", missing=True)
    stages, categories = (list(schemed(concepts, scheme, language).index) for scheme in ("stage", "actor_category"))
    not_shown = codes(code_lists, "cell_status", language)[UNKNOWN]
    rows = pd.concat([known.assign(unknown=False), unknown.assign(unknown=True, key_2=UNKNOWN, **{KEY_2_LABEL[language]: not_shown})])
    rows = rows.assign(
        line=rows[KEY_LABEL[language]],
        panel=rows[KEY_2_LABEL[language]],
        text=[say("stages.of", language, count=n, base=base) for n, base in zip(rows["n"], rows["row_base"], strict=True)],
        place=rows["key"].map(categories.index),
        stage=rows["key_2"].map([*stages, UNKNOWN].index),
    ).sort_values(["stage", "place"])
    whole, without = int(unknown["row_base"].sum()), int(unknown["n"].sum())
    title, subtitle = say("stages.title", language, n=whole, unknown=without), say("stages.subtitle", language, known=whole - without)
    place = source(
        cartography[cartography["document_id"] == _largest(cluster_profile)], documents, language, say("cartography.place", language)
    )
    values = rows[["key", "line", "key_2", "panel", "n", "row_base"]]
    values = values.set_axis(STAGES, axis=1)
    return framed(_panels(rows, say("stages.count", language), 115), language, title, subtitle, place, values)


def _counts(profile: pd.DataFrame, cut: str, counted: str, *, missing: bool = False) -> pd.DataFrame:
    """Return the rows of a cut with their count as `n`, with or without those of units that have no key, for the document whose
    cartography has most rows."""
    rows = profile[(profile["document_id"] == _largest(profile)) & (profile["cut"] == cut) & profile[counted].notna()]
    is_missing = (rows[["key", "key_2"]] == WITHOUT).any(axis=1)
    return rows[is_missing if missing else ~is_missing].assign(n=rows[counted].astype("int64"))


def _largest(profile: pd.DataFrame) -> str:
    """Return the document whose cartography has most printed rows; '' where there is none."""
    rows = profile[profile["cut"] == "total"].sort_values(["row_count", "document_id"], ascending=[False, True])
    return str(next(iter(rows["document_id"]), ""))


def _panels(rows: pd.DataFrame, title: str, width: int) -> Specification:
    """Return a panel of bars for each value of `panel`, with a bar for each `line`, dashed where unknown, and its text at its end."""
    rows = rows.assign(
        said=[f"{line}, {panel}: {text}" for line, panel, text in zip(rows["line"], rows["panel"], rows["text"], strict=True)]
    )
    scale = alt.Scale(domain=[0, int(rows["n"].max()) * 1.35])
    axis = alt.Axis(tickMinStep=1, tickCount=4, grid=False)
    parts = [
        _panel(part, str(name), alt.X("n:Q", title=title, scale=scale, axis=axis), is_first=number == 0) | {"width": width}
        for number, (name, part) in enumerate(rows.groupby("panel", sort=False))
    ]
    return side_by_side(*parts, spacing=14)


def _panel(rows: pd.DataFrame, name: str, x: alt.X, *, is_first: bool) -> Specification:
    rows = rows.assign(line=broken(rows["line"], LETTERS["row"]))
    deepest = 1 + max(line.count("\n") for line in rows["line"])
    axis = alt.Axis(labelExpr=SPLIT, ticks=False, domain=False, **centred(LINE)) if is_first else None
    y = alt.Y("line:N", title=None, scale=alt.Scale(domain=list(rows["line"])), axis=axis)
    text = {"text": wrapped(name, LETTERS["header"]), "fontSize": 11, "lineHeight": 14}
    some, bar = rows[rows["n"] > 0], {"height": 16}
    return layered(
        layer("known", some[~some["unknown"]], "bar", {**bar, "color": BLUE}, "said", x=x, y=y),
        layer("unknown", some[some["unknown"]], "bar", {**bar, **DASHED}, "said", x=x, y=y),
        layer("texts", rows, "text", {"align": "left", "dx": 4}, x=x, y=y, text="text:N"),
        title=text | {"anchor": "start", "frame": "group", "offset": 6},
        height=(LINE * deepest + GAP) * len(rows),
    )
