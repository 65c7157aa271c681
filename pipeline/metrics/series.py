"""Series: the published values of one quantity and period, and which of them is chosen.

Belongs here: the one order of precedence, with its reasons, and what a release is. Does not belong here: what is computed from the chosen
values (`growth.py`, `shares.py`). Charts and the front table `series` show what is chosen here.
"""

import numpy as np
import pandas as pd

from pipeline.metrics.main_series import is_main, source_place

PERIOD = ["series_id", "period_start", "period_end"]
# The criteria, in the order in which they are tried: the reason that each one gives, and the column that holds it, smallest first.
CRITERIA = {
    "better_source": "source",
    "latest_publication": "publication_age",
    "exact_qualifier": "is_qualified",
    "smallest_rounding_unit": "rounding_unit",
    "latest_day": "day_age",
    "first_stated": "first_line",
    "first_identifier": "observation_id",
}


def series_values(observations: pd.DataFrame, citations: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Make the table `series_values`: the facts with a period, in the order of precedence within their series and period.

    place: 1 for the chosen value. choice_reason: for the chosen value, why it precedes the next one; for the others, why the chosen one
    precedes them; only_value where there is one value. is_main: see `main_series.py`.
    """
    facts = observations[(observations["status"] == "fact") & observations["period_start"].notna() & observations["period_end"].notna()]
    rows = _criteria(facts.assign(published=published(facts, citations, documents), release=releases(facts)))
    rows = rows.sort_values([*PERIOD, *CRITERIA.values()], ignore_index=True)
    rows = rows.assign(place=rows.groupby(PERIOD).cumcount() + 1, values_of_period=rows.groupby(PERIOD)["observation_id"].transform("size"))
    return rows.assign(is_chosen=rows["place"] == 1, choice_reason=_reasons(rows), is_main=is_main(rows))


def published(facts: pd.DataFrame, citations: pd.DataFrame, documents: pd.DataFrame) -> pd.Series:
    """Return when each value was published: the day of its page, or else the year of the source that its passage cites, or else the year
    of its document."""
    cited = facts["citation_id"].map(citations.set_index("citation_id")["year"]).astype("Int64")
    own = facts["document_id"].map(documents.set_index("document_id")["year"]).astype("Int64")
    return facts["source_published"].astype("object").fillna(cited.fillna(own).astype("string").astype("object"))


def releases(facts: pd.DataFrame) -> pd.Series:
    """Return what each value was published in: its document, with the page or the source that the passage cites."""
    first, *others = (facts[name].astype("object").fillna("-") for name in ("document_id", "source_url", "citation_id"))
    return first.str.cat(others, sep=" ")


def _criteria(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the columns of CRITERIA: numbers or texts of which the smallest comes first."""
    year = pd.to_numeric(rows["published"].astype("object").str[:4]).astype("float64")
    day = rows["published"].astype("object").str.replace("-", "", regex=False).str.ljust(8, "0")
    return rows.assign(
        source=source_place(rows),
        publication_age=-year.fillna(0),
        is_qualified=(rows["qualifier"] != "exact").astype("int64"),
        day_age=-pd.to_numeric(day).astype("float64").fillna(0),
        first_line=rows["first_line"].astype("Float64").astype("float64").fillna(np.inf),
        rounding_unit=rows["rounding_unit"].astype("float64"),
    )


def _reasons(rows: pd.DataFrame) -> pd.Series:
    """Return the first criterion by which each row differs from the chosen one of its period; the chosen one, from the next."""
    columns = [*CRITERIA.values()]
    rival = rows["place"].map({1: 2}).fillna(1).astype("int64")
    keyed = rows.set_index([*PERIOD, "place"])[columns]
    others = keyed.reindex(pd.MultiIndex.from_frame(rows[PERIOD].assign(place=rival)))
    differs = [rows[name].to_numpy() != others[name].to_numpy() for name in columns[:-1]]
    chosen = np.select(differs, list(CRITERIA)[:-1], default=list(CRITERIA)[-1])
    return pd.Series(chosen, index=rows.index, dtype="object").mask(rows["values_of_period"] == 1, "only_value")
