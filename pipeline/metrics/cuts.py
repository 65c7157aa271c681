"""The cuts of the cluster profile: which keys are counted, of which units, and what is computed of the counts.

Belongs here: the table of cuts, and what is known of their keys. A new cut is a row here and a code in the list `profile_cut`.
Does not belong here: how anything is counted (`counting.py`) or computed (`measures.py`).
"""

from typing import NamedTuple

WHOLE = "whole"
UNITS = {
    "row": ["document_id", "row_no"],
    "actor": ["document_id", "organisation_id"],
    "site": ["document_id", "organisation_id", "locality_id"],
}
NUMBERS = ("count", "without_key")
COUNTS = (*NUMBERS, "share")


class Dimension(NamedTuple):
    """What a cut is made by: a column of the joined frame of `counting.py`.

    labels: the table that labels its keys. open: whether a missing key is something that the document does not say, and not a fact:
    a place in Brussels lies in no province. counts, scheme: for a number per actor, the dimension whose keys it counts, and the code
    list that they are from.
    """

    labels: str | None
    open: bool
    counts: str | None = None
    scheme: str | None = None


DIMENSIONS = {
    WHOLE: Dimension(None, open=False),
    "category": Dimension("concepts", open=False),
    "approach": Dimension("concepts", open=True),
    "approach_top": Dimension("concepts", open=True),
    "stage": Dimension("concepts", open=True),
    "region": Dimension("geographies", open=True),
    "province": Dimension("geographies", open=False),
    "nuts3": Dimension("geographies", open=True),
    "municipality": Dimension("geographies", open=True),
    "locality": Dimension("geographies", open=True),
    "sites_per_actor": Dimension(None, open=True, counts="locality"),
    "categories_per_actor": Dimension(None, open=False, counts="category", scheme="actor_category"),
    "approaches_per_actor": Dimension(None, open=True, counts="approach", scheme="approach"),
    "stages_per_actor": Dimension(None, open=True, counts="stage", scheme="stage"),
}


class Cut(NamedTuple):
    """A cut: the units with each key of `inner`, within each key of `outer`; `outer` is WHOLE where the cut has one key.

    A dimension that is open cannot be the outer one: bounds allow for gaps in the inner one only.
    """

    inner: str
    outer: str = WHOLE
    units: tuple[str, ...] = tuple(UNITS)
    metrics: tuple[str, ...] = COUNTS


_ACTOR = ("actor",)
_BREADTH = (*COUNTS, "several", "mean")
# A stage is that of the actor's own product for a developer, and may be that of its clients for a provider: over all categories together,
# stages are counted, and have no shares or averages.
_POOLED_BREADTH = (*NUMBERS, "several")
_CONCENTRATION = (*COUNTS, "herfindahl")

CUTS = {
    "total": Cut(WHOLE, metrics=("count",)),
    "category": Cut("category"),
    "approach": Cut("approach"),
    "approach_top": Cut("approach_top"),
    "stage": Cut("stage", metrics=NUMBERS),
    "region": Cut("region"),
    "province": Cut("province", metrics=_CONCENTRATION),
    "nuts3": Cut("nuts3", metrics=_CONCENTRATION),
    "municipality": Cut("municipality", metrics=_CONCENTRATION),
    "locality": Cut("locality"),
    "category_province": Cut("province", "category", metrics=(*_CONCENTRATION, "location_quotient")),
    "category_municipality": Cut("municipality", "category", units=("site",), metrics=_CONCENTRATION),
    "category_approach": Cut("approach", "category"),
    "category_approach_top": Cut("approach_top", "category"),
    "category_stage": Cut("stage", "category"),
    "province_approach_top": Cut("approach_top", "province"),
    "province_stage": Cut("stage", "province", metrics=NUMBERS),
    "sites_per_actor": Cut("sites_per_actor", units=_ACTOR, metrics=_BREADTH),
    "categories_per_actor": Cut("categories_per_actor", units=_ACTOR, metrics=_BREADTH),
    "approaches_per_actor": Cut("approaches_per_actor", units=_ACTOR, metrics=_BREADTH),
    "stages_per_actor": Cut("stages_per_actor", units=_ACTOR, metrics=_POOLED_BREADTH),
    "category_stages_per_actor": Cut("stages_per_actor", "category", units=_ACTOR, metrics=_BREADTH),
}
