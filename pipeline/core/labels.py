"""Labels that name everything that limits a number: the sector or product, who, where and when, in both languages.

Belongs here: making a label from an indicator's template and what a row is about, and finding what a typed label leaves out. Does not
belong here: any words. Templates are in raw/reference/indicators.csv; raw/reference/label_words.csv has the words by which a subject or an
area is named in a sentence, and those of which a typed label must contain one.
"""

import re
from functools import partial

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.days import years
from pipeline.core.written import date_in_words
from pipeline.kernel.problems import Problem

LANGUAGES = ("en", "fr")
LABEL = {"en": "label_en", "fr": "label_fr"}
NAME = {"en": "name_en", "fr": "name_fr"}
TEMPLATE = {"en": "label_template_en", "fr": "label_template_fr"}
PHRASE, WORDS = {"en": "phrase_en", "fr": "phrase_fr"}, {"en": "words_en", "fr": "words_fr"}
SEGMENT, BETWEEN, ALTERNATIVE = "; ", ", ", " ; "
PLACEHOLDER = re.compile(r"{([a-z]+)}")
# What a template may name, and the columns of a row that hold its id.
NAMED = {
    "subject": "subject_id",
    "organisation": "organisation_id",
    "counterparty": "counterparty_id",
    "area": "geography_id",
    "reference": "reference_geography_id",
    "place": "reference_geography_id",
}
OTHER_NAMES = {"place": "reference"}  # the same area by its label, where a sentence would need a preposition
# The first date of the period, for what has an end that nobody states: "since 2005" would say that it goes on.
START = "start"
PERIODS = {
    "en": {"span": "{} to {}", "since": "since {}", "until": "until {}", "-01-06": "first half of {}", "-07-12": "second half of {}"},
    "fr": {"span": "{} à {}", "since": "depuis {}", "until": "jusqu’en {}", "-01-06": "1er semestre {}", "-07-12": "2e semestre {}"},
}


def labels_of(
    rows: pd.DataFrame,
    indicators: pd.DataFrame,
    raw_label_words: pd.DataFrame,
    concepts: pd.DataFrame,
    geographies: pd.DataFrame,
    organisations: pd.DataFrame,
) -> dict[str, pd.Series]:
    """Return label_en and label_fr of rows that have indicator_id, the columns of NAMED, period_start and period_end.

    A label is the template of the indicator with what the row is about in place of each placeholder. A part of the template, between
    semicolons, is left out where the row has nothing for it; so is a subject that the first part names already.
    """
    found = {}
    for language in LANGUAGES:
        words = _words(raw_label_words, concepts, geographies, language)
        area = _known(geographies, "geography_id", LABEL[language])
        name = _known(organisations, "organisation_id", NAME[language])
        known = {
            "organisation": name,
            "counterparty": name,
            "subject": words["phrase"],
            "area": area,
            "place": area,
            "reference": words["phrase"],
        }
        template = rows["indicator_id"].map(_known(indicators, "indicator_id", TEMPLATE[language]))
        parts = {name: rows[column].map(known[name]) for name, column in NAMED.items() if column in rows.columns}
        already = _names(template.astype("object").str.split(SEGMENT).str[0], rows["subject_id"], words["words"])
        parts |= {"subject": parts["subject"].mask(already, None), "period": _periods(rows, language)}
        parts[START] = rows["period_start"].map(partial(date_in_words, language=language), na_action="ignore")
        filled = pd.DataFrame(parts).astype("object")
        texts = [_filled(text, row) for text, row in zip(template, filled.to_dict("records"), strict=True)]
        found[LABEL[language]] = pd.Series(texts, index=rows.index, dtype="object")
    return found


def _known(frame: pd.DataFrame, identifier: str, column: str) -> pd.Series:
    return frame.set_index(identifier)[column].astype("object")


def _words(raw_label_words: pd.DataFrame, concepts: pd.DataFrame, geographies: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return by id the phrase that names a subject or an area, and the words that do; by default its label."""
    listed = raw_label_words.set_index("named_id")[[PHRASE[language], WORDS[language]]].set_axis(["phrase", "words"], axis=1)
    every = pd.concat([_known(concepts, "concept_id", LABEL[language]), _known(geographies, "geography_id", LABEL[language])])
    others = every[~every.index.isin(listed.index) & ~every.index.duplicated()]
    return pd.concat([listed.astype("object"), pd.DataFrame({"phrase": others, "words": others})])


def _names(texts: pd.Series, identifiers: pd.Series, words: pd.Series) -> pd.Series:
    """Return whether each text contains one of the words that name its id; true where there is no id."""
    alternatives = identifiers.map(words).astype("object")
    pairs = zip(texts.fillna("").str.casefold(), alternatives, strict=True)
    told = [pd.isna(listed) or any(word in text for word in listed.casefold().split(ALTERNATIVE)) for text, listed in pairs]
    return pd.Series(told, index=texts.index, dtype="bool")


def _filled(template: str, row: dict[str, object]) -> str:
    """Return a template with the parts of which a row has every value."""
    parts = [part for part in template.split(SEGMENT) if all(pd.notna(row.get(name)) for name in PLACEHOLDER.findall(part))]
    return BETWEEN.join(PLACEHOLDER.sub(lambda found: str(row[found.group(1)]), part) for part in parts)


def _periods(rows: pd.DataFrame, language: str) -> pd.Series:
    """Return the period of each row in words; null where it has none."""
    ends = rows[["period_start", "period_end"]].astype("object").itertuples(index=False, name=None)
    return pd.Series([_period(start, end, language) for start, end in ends], index=rows.index, dtype="object")


def _period(start: object, end: object, language: str) -> str | None:
    words = PERIODS[language]
    first, last = (None if pd.isna(date) else str(date) for date in (start, end))
    if first is None or last is None:
        known = first or last
        return words["since" if first else "until"].format(date_in_words(known, language)) if known else None
    half = words.get(first[4:] + last[4:])
    if half and first[:4] == last[:4]:
        return half.format(first[:4])
    ends = [date_in_words(date, language) for date in dict.fromkeys((first, last))]
    return ends[0] if len(ends) == 1 else words["span"].format(*ends)


def templates_name_everything(observations: pd.DataFrame, indicators: pd.DataFrame) -> list[Problem]:
    """The template of each indicator has a placeholder for whatever one of its observations is about: organisation, area, period ..."""
    known = indicators.set_index("indicator_id")
    used = {"period": observations["period_start"].notna() | observations["period_end"].notna()}
    used |= {name: observations[column].notna() for name, column in NAMED.items() if name not in OTHER_NAMES}
    lacking = []
    for language in LANGUAGES:
        told = observations["indicator_id"].map(known[TEMPLATE[language]])
        for other, name in OTHER_NAMES.items():
            told = told.str.replace("{" + other + "}", "{" + name + "}", regex=False)
        from_start = told.str.replace("{" + START + "}", "{period}", regex=False)
        told = told.where(observations["period_end"].notna(), from_start)
        lacking += [
            observations[is_used & ~told.str.contains("{" + name + "}", regex=False)].assign(lacks=name) for name, is_used in used.items()
        ]
    return problems_of(
        pd.concat(lacking),
        "observations",
        "indicator_id",
        lambda row: f"an indicator whose label_template_en and label_template_fr name the {row['lacks']}",
        "add {...} with this word to both templates of the indicator in raw/reference/indicators.csv",
    )


def unnamed(
    rows: pd.DataFrame, labels: dict[str, str], raw_label_words: pd.DataFrame, concepts: pd.DataFrame, geographies: pd.DataFrame
) -> pd.DataFrame:
    """Return the rows whose typed label leaves out what limits its number, once for each omission, with the columns `label` (the name of
    the label's column) and `lacks` (the id, or the year, that it should name).

    rows: the labels, subject_id, geography_id, reference_geography_id and period_end, which may be null. labels: the column of the label of
    each language, such as {"en": "statement_en", "fr": "statement_fr"}.
    """
    found = []
    for language, label in labels.items():
        words = _words(raw_label_words, concepts, geographies, language)["words"]
        told = {column: _names(rows[label], rows[column], words) for column in ("subject_id", "geography_id", "reference_geography_id")}
        found += [rows.assign(label=label, lacks=rows[column])[~is_told] for column, is_told in told.items()]
        ends = years(rows["period_end"]).astype("string[pyarrow]").astype("object")
        dated = [pd.isna(year) or year in str(text) for text, year in zip(rows[label], ends, strict=True)]
        found.append(rows.assign(label=label, lacks=ends)[~pd.Series(dated, index=rows.index, dtype="bool")])
    return pd.concat(found)


def point_labels_name_everything(
    figure_points: pd.DataFrame,
    observations: pd.DataFrame,
    raw_label_words: pd.DataFrame,
    concepts: pd.DataFrame,
    geographies: pd.DataFrame,
) -> list[Problem]:
    """The label of each figure point that an observation holds the value of names the subject, areas and year of that observation."""
    about = ["observation_id", "subject_id", "period_end"]
    rows = figure_points.merge(observations[about], on="observation_id")
    lacking = unnamed(rows, {"en": "label_en", "fr": "label_fr"}, raw_label_words, concepts, geographies)
    return [
        problem
        for label, some in lacking.groupby("label")
        for problem in problems_of(
            some,
            "figure_points",
            str(label),
            lambda row: f"a label that names {row['lacks']}, which the observation of this point is about",
            "name it in raw/<document>/figure_points.csv, or list the word that names it in raw/reference/label_words.csv",
        )
    ]
