"""Labels of claims: that each names what limits its number: sector or product, area, who, and years.

Belongs here: what a label must name, which follows from the records of its claim, and the rule that refuses a label that does not.
Does not belong here: by which words it may be named: the labels of reference data, and raw/reference/label_words.csv.
"""

from datetime import date

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.labels import ALTERNATIVE, LABEL, WORDS
from pipeline.kernel.problems import Problem
from pipeline.metrics.claim_requirements import FORMULAS

LANGUAGES = {"en": "statement_en", "fr": "statement_fr"}
NAMED = ["claim_id", "kind", "named_id"]
# What limits nothing: exports to the world are exports.
EVERYWHERE = "world"


def labels_name_their_subject(
    claims: pd.DataFrame,
    raw_claim_inputs: pd.DataFrame,
    observations: pd.DataFrame,
    concepts: pd.DataFrame,
    indicators: pd.DataFrame,
    geographies: pd.DataFrame,
    organisations: pd.DataFrame,
    raw_label_words: pd.DataFrame,
) -> list[Problem]:
    """Each label of a claim names the sector or product, the areas, the organisations and the years of the records that it is about."""
    records = about(claims, raw_claim_inputs, observations)
    words = known_words(concepts, indicators, geographies, organisations, raw_label_words)
    return [*_unnamed(claims, named_by(records), words), *_undated(claims, records)]


def about(claims: pd.DataFrame, raw_claim_inputs: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations that each claim is about, with whether it states one: the observation that states it; where nothing is
    stated, or no observation states it, those of the roles that the result of its formula is about."""
    of_claims = claims[["claim_id", "formula", "stated_observation_id"]].astype("object")
    rows = raw_claim_inputs[["claim_id", "role", "table_name", "record_id"]].astype("object").merge(of_claims, on="claim_id")
    rows = rows[rows["table_name"] == "observations"]
    rows = rows.merge(observations.astype("object"), left_on="record_id", right_on="observation_id")
    stated = rows["stated_observation_id"].notna()
    roles = [row["role"] in _roles(row["formula"]) for row in rows[["formula", "role"]].to_dict("records")]
    return rows[(stated & (rows["role"] == "stated")) | (~stated & pd.Series(roles, index=rows.index, dtype="bool"))]


def named_by(records: pd.DataFrame) -> pd.DataFrame:
    """Return what the label of each claim must name: rows of claim_id, kind, and named_id: a tuple of identifiers, of which one will do.

    A record without a subject is about its indicator, unless it is about an organisation. What is implied may be of either area of a
    record: a multiple of Wallonia's share compared with Germany's gives the share of Germany.
    """
    stated = records["role"] == "stated"
    kept = records["formula"].map(lambda formula: FORMULAS[formula].keeps_subject) | stated
    bare = records["subject_id"].isna() & records["organisation_id"].isna()
    areas = [
        tuple(area for area in pair if isinstance(area, str) and area != EVERYWHERE)
        for pair in zip(records["geography_id"], records["reference_geography_id"], strict=True)
    ]
    either = pd.Series(areas, index=records.index, dtype="object")
    parts = [
        _wanted(records[kept], "subject", "subject_id"),
        _wanted(records[kept & bare], "indicator", "indicator_id"),
        _wanted(records, "organisation", "organisation_id"),
        *(
            _wanted(records[stated & (records[name] != EVERYWHERE)], "geography", name)
            for name in ("geography_id", "reference_geography_id")
        ),
        _largest(records.assign(kind="geography", named_id=either)[~stated & (either.map(len) > 0)][NAMED]),
    ]
    return pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)


def known_words(
    concepts: pd.DataFrame,
    indicators: pd.DataFrame,
    geographies: pd.DataFrame,
    organisations: pd.DataFrame,
    raw_label_words: pd.DataFrame,
) -> dict[str, dict[str, list[str]]]:
    """Return for each language the words by which each identifier may be named: those of raw_label_words, and its own label or name."""
    keys = [(concepts, "concept_id"), (indicators, "indicator_id"), (geographies, "geography_id")]
    own = {
        language: [
            *(frame.astype("object").set_index(key)[LABEL[language]] for frame, key in keys),
            organisations.astype("object").set_index("organisation_id")["name"],
            raw_label_words.astype("object").set_index("named_id")[WORDS[language]].str.split(ALTERNATIVE).explode(),
        ]
        for language in LANGUAGES
    }
    return {language: pd.concat(words).groupby(level=0).agg(list).to_dict() for language, words in own.items()}


def names(label: str, word: str) -> bool:
    """Return whether a label has a word, in whatever case: "belge" names Belgium in "exportations belges"."""
    return word.casefold() in label.casefold()


def _roles(formula: str) -> tuple[str, ...]:
    known = FORMULAS[formula]
    return known.roles if known.about is None else known.about


def _wanted(records: pd.DataFrame, kind: str, column: str) -> pd.DataFrame:
    rows = records[records[column].notna()]
    return rows.assign(kind=kind, named_id=[(one,) for one in rows[column]])[NAMED]


def _largest(choices: pd.DataFrame) -> pd.DataFrame:
    """Leave out the areas of a record that another record of the claim has beside another area: they may cancel out between the two."""
    of_claims = choices.groupby("claim_id")["named_id"].agg(list)
    kept = [
        not any(set(ids) < set(more) for more in of_claims[claim])
        for claim, ids in zip(choices["claim_id"], choices["named_id"], strict=True)
    ]
    return choices[kept]


def _unnamed(claims: pd.DataFrame, wanted: pd.DataFrame, words: dict[str, dict[str, list[str]]]) -> list[Problem]:
    """Return a problem for each thing that a label must name and does not."""
    rows = wanted.merge(claims.astype("object"), on="claim_id")
    problems = []
    for language, column in LANGUAGES.items():
        choices = [[word for one in ids for word in words[language].get(one, [])] for ids in rows["named_id"]]
        missed = [not any(names(label, word) for word in some) for label, some in zip(rows[column], choices, strict=True)]
        problems += problems_of(
            rows.assign(choices=choices)[missed],
            "claims",
            column,
            lambda row: f"a label that names the {row['kind']} {' or '.join(row['named_id'])}: {', '.join(row['choices'])}",
            "name it in the label in raw/reference/claims.csv, or add the word to raw/reference/label_words.csv",
        )
    return problems


def _undated(claims: pd.DataFrame, records: pd.DataFrame) -> list[Problem]:
    """Return a problem for each label without the years of its records: the first and last of what is stated, one of what is implied."""
    dated = records[records["period_basis"] != "none"]
    years = [
        sorted({str(day.year) for day in pair if isinstance(day, date)})
        for pair in zip(dated["period_start"], dated["period_end"], strict=True)
    ]
    rows = dated[["claim_id", "role"]].assign(years=years).merge(claims.astype("object"), on="claim_id")
    problems = []
    for column in LANGUAGES.values():
        found = [[year in label for year in some] for label, some in zip(rows[column], rows["years"], strict=True)]
        missed = [not (all(have) if role == "stated" else any(have)) for have, role in zip(found, rows["role"], strict=True)]
        problems += problems_of(
            rows[missed],
            "claims",
            column,
            lambda row: f"a label that names {' and '.join(row['years'])}, the period of the record that it is about",
            "name the period in the label in raw/reference/claims.csv, or correct the period in statements.csv",
        )
    return problems
