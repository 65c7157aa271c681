"""The thesis's other two tables: the comparison of molecules, and the history of biomanufacturing."""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.resolve import resolve_concepts
from pipeline.kernel.problems import Problem, refuse
from pipeline.raw.cells import whole

RAW = "raw_biomanufacturing_history"
OWN = {"platform": "own_platform", "technologies": "own_technologies", "people": "own_people"}
SHARED = list(OWN)
YEARS_BEFORE_PRESENT = r"^(<?)([0-9 ]+) ans$"
DECADE = r"^([12][0-9]{2}0)$"


def molecule_comparison(raw_molecule_comparison: pd.DataFrame, raw_concept_mapping: pd.DataFrame) -> pd.DataFrame:
    """Make the table `molecule_comparison`: its cells, each with aspect, class of molecules and side."""
    rows = resolve_concepts(
        raw_molecule_comparison, "raw_molecule_comparison.aspect", raw_concept_mapping, "comparison_aspect", "aspect_id"
    )
    return rows.assign(text_fr=whole(rows["content"]))


def biomanufacturing_history(raw_biomanufacturing_history: pd.DataFrame, raw_concept_mapping: pd.DataFrame) -> pd.DataFrame:
    """Make the table `biomanufacturing_history`: its rows, with periods as numbers and merged cells filled from where they are printed."""
    rows = resolve_concepts(raw_biomanufacturing_history, "raw_biomanufacturing_history.era", raw_concept_mapping, "era", "era_id")
    rows = rows.assign(**{cell: whole(rows[cell]) for cell in ("period", "location", "products", *SHARED)})
    return _with_merged(_with_period(rows.rename(columns={"period": "period_printed"})))


def _with_merged(rows: pd.DataFrame) -> pd.DataFrame:
    """Fill the cells that are merged with those of another row of the same era."""
    keys = ["document_id", "row_no", "era_id"]
    own = rows.loc[rows["merged_with_row"].isna(), [*keys, *SHARED]].rename(columns=OWN)
    asked = rows.assign(source_row=rows["merged_with_row"].fillna(rows["row_no"]))
    filled = asked.merge(own.rename(columns={"row_no": "source_row"}), on=["document_id", "source_row", "era_id"], how="left")
    merged = filled["merged_with_row"].notna()
    alone = filled[merged & filled["own_platform"].isna()]
    number = "the number of a row of the same era with cells of its own"
    problems = problems_of(alone, RAW, "merged_with_row", number, "correct merged_with_row, or empty it and fill the cells of this row")
    for cell in SHARED:
        empty, remedy = "an empty cell, since the row is merged with another", f"empty the {cell} of this row, or its merged_with_row"
        problems += problems_of(filled[merged & filled[cell].notna()], RAW, cell, empty, remedy)
    refuse(problems)
    return filled.assign(**{cell: filled[own] for cell, own in OWN.items()})


def _with_period(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the period as numbers: years before the present, or the decade that a year begins."""
    printed = rows["period_printed"].astype("object")
    ago, decade = printed.str.extract(YEARS_BEFORE_PRESENT), printed.str.extract(DECADE)[0]
    start = pd.to_numeric(decade).astype("Int64")
    return rows.assign(
        period_kind=ago[1].notna().map({True: "years_before_present", False: "decade"}).where(printed.notna(), "not_in_text"),
        years_before_present=pd.to_numeric(ago[1].str.replace(" ", "")).astype("Int64"),
        period_qualifier=(ago[0] == "<").map({True: "less_than", False: "exact"}).where(printed.notna(), None),
        year_start=start,
        year_end=start + 9,
    )


def periods_are_read(biomanufacturing_history: pd.DataFrame) -> list[Problem]:
    """Each printed period gives years before the present, or a decade."""
    rows = biomanufacturing_history
    unread = rows[rows["period_printed"].notna() & rows["years_before_present"].isna() & rows["year_start"].isna()]
    expected = "a number of years such as '28 700 ans', or a year that begins a decade such as '1940'"
    return problems_of(unread, "biomanufacturing_history", "period_printed", expected, "correct the period to what is printed")
