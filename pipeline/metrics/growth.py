"""Growth rates: which observations make a series, and the change between its periods by the one definition in `trade`."""

import pandas as pd

from pipeline.core.labels import labels_of
from pipeline.core.verification import weakest
from pipeline.metrics import trade
from pipeline.metrics.yearly_facts import yearly_facts

GROWING = ["stock", "flow"]
ALL = "all"  # the reporter of the series over all documents
REPORTER = {"reporter": "scope", "product": "series_id"}
SERIES = ["scope", "series_id"]
ABOUT = [
    "indicator_id",
    "subject_id",
    "geography_id",
    "reference_geography_id",
    "organisation_id",
    "counterparty_id",
    "unit_id",
    "definition_id",
]
OF_ENDS = ["observation_id", "document_id", "release", "is_chosen", "verification", "definition_basis"]
START = {name: f"first {name}" for name in OF_ENDS}
END = {name: f"second {name}" for name in OF_ENDS}
OBSERVATIONS = {START["observation_id"]: "start_observation_id", END["observation_id"]: "end_observation_id"}
ENDS = {"from_period": START, "to_period": END}
GROWTH = {"label_en": "Growth: ", "label_fr": "Croissance : "}


def growth_rates(
    observations: pd.DataFrame,
    series_values: pd.DataFrame,
    indicators: pd.DataFrame,
    raw_label_words: pd.DataFrame,
    concepts: pd.DataFrame,
    geographies: pd.DataFrame,
    organisations: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `growth_rates`: within each document, and over the values that are chosen of all documents."""
    points = yearly_series(observations, series_values, indicators)
    changes = trade.run(trade.growth(trade.long_table(points)), [*trade.KEYS, "from_period", "to_period"])
    changes = changes.rename(columns=REPORTER).drop(columns="partner")
    points = points.rename(columns=REPORTER)
    changes = changes.merge(points[[*SERIES, *ABOUT]].drop_duplicates(SERIES), on=SERIES)
    for period, names in ENDS.items():
        held = points[[*SERIES, "period", *OF_ENDS]].rename(columns={"period": period} | names)
        changes = changes.merge(held, on=[*SERIES, period])
    changes = _comparable(changes.rename(columns=OBSERVATIONS))
    dated = changes.assign(period_start=changes["from_period"].astype("str"), period_end=changes["to_period"].astype("str"))
    labels = labels_of(dated, indicators, raw_label_words, concepts, geographies, organisations)
    named = {label: GROWTH[label] + texts.map(_lowered) for label, texts in labels.items()}
    return changes.assign(growth_id=_identifiers(changes), **named)


def yearly_series(observations: pd.DataFrame, series_values: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the yearly values of stocks and flows as a long table: a series stands as the product of its document, the reporter, and once
    more, with its chosen values only, as that of ALL documents."""
    kinds = indicators.loc[indicators["quantity_kind"].isin(GROWING), "indicator_id"]
    points = yearly_facts(observations[observations["indicator_id"].isin(kinds)], series_values)
    ends = {"low": points["value_low"], "high": points["value_high"]}
    points = points.assign(partner="-", product=points["series_id"], **ends).drop(columns="series_id")
    chosen = points[points["is_chosen"].astype("bool")]
    return pd.concat([points.assign(reporter=points["document_id"]), chosen.assign(reporter=ALL)], ignore_index=True)


def _comparable(changes: pd.DataFrame) -> pd.DataFrame:
    """Return the changes between values of one definition, each pair of observations once, with what they rest on.

    Values without a stated definition have one only where they are of one release. A pair of one document that is also one of the chosen
    values stands under its document.
    """
    both = {name: (changes[START[name]], changes[END[name]]) for name in OF_ENDS if name != "observation_id"}
    one_release = both["release"][0] == both["release"][1]
    one_document = both["document_id"][0] == both["document_id"][1]
    weak = [weakest(pair) for pair in zip(*both["verification"], strict=True)]
    inferred = both["definition_basis"][0].eq("inferred") | both["definition_basis"][1].eq("inferred")
    basis = pd.Series("stated", index=changes.index).mask(inferred, "inferred").where(changes["definition_id"].notna(), None)
    pairs = ["start_observation_id", "end_observation_id"]
    chosen = pd.MultiIndex.from_frame(changes.loc[changes["scope"] == ALL, pairs])
    described = changes.assign(
        document_id=both["document_id"][0].where(one_document, None),
        is_same_release=one_release,
        is_chosen=pd.MultiIndex.from_frame(changes[pairs]).isin(chosen),
        verification=weak,
        definition_basis=basis,
    )
    kept = described[described["definition_id"].notna() | one_release]
    return kept.sort_values("scope", key=lambda scope: scope == ALL, kind="stable").drop_duplicates(pairs).reset_index(drop=True)


def _lowered(label: str) -> str:
    """Return a label as it continues a sentence: with a small first letter, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() or label[1:2] == "&" else label[:1].lower() + label[1:]


def _identifiers(changes: pd.DataFrame) -> pd.Series:
    """Return document (or all), series and periods in lower case, joined by hyphens. What a series lacks stands as none: left out,
    a series that lacks its area and one that lacks its reference area would have one identifier."""
    series = (changes["scope"] + "/" + changes["series_id"]).str.lower()
    series = series.str.replace("/-", "/none", regex=False).str.replace("/", "-", regex=False)
    periods = changes["from_period"].astype("str") + "-" + changes["to_period"].astype("str")
    return series.astype("str") + "-" + periods
