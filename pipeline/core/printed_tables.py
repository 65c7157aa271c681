"""The thesis's other two tables: the comparison of molecules, and the history of biomanufacturing."""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.corrections import corrected
from pipeline.core.resolve import resolve_concepts
from pipeline.core.translations import translated
from pipeline.kernel.problems import Problem, refuse
from pipeline.raw.cells import whole

RAW = "raw_biomanufacturing_history"
CELLS = ["period", "location", "products", "platform", "technologies", "people"]
PRINTED = {
    "period": "period_printed",
    "location": "location_printed",
    "products": "products_printed",
    "platform": "platform_printed",
    "technologies": "technologies_printed",
    "people": "people_printed",
}
CORRECTABLE = {cell: printed for cell, printed in PRINTED.items() if cell != "period"}
ENGLISH = {
    "period_en": "period_printed",
    "location_en": "location_printed",
    "products_en": "products_printed",
    "platform_en": "platform_printed",
    "technologies_en": "technologies_printed",
    "people_en": "people_printed",
}
MERGED_CELLS = ["platform", "technologies", "people"]
MERGED = [
    *("platform_printed", "technologies_printed", "people_printed"),
    *MERGED_CELLS,
    *("platform_en", "technologies_en", "people_en"),
]
YEARS_BEFORE_PRESENT = r"^(<?)([0-9 ]+) ans$"
YEAR = r"^([12][0-9]{3})$"
LAST_YEAR = {"year": 0, "decade": 9}  # years from the first to the last one of a period of this kind


def molecule_comparison(
    raw_molecule_comparison: pd.DataFrame,
    raw_concept_mapping: pd.DataFrame,
    raw_corrections: pd.DataFrame,
    raw_translations: pd.DataFrame,
    documents: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `molecule_comparison`: its cells, each with aspect, class of molecules and side, as printed, as corrected and in
    English."""
    rows = resolve_concepts(
        raw_molecule_comparison, "raw_molecule_comparison.aspect", raw_concept_mapping, "comparison_aspect", "aspect_id"
    )
    rows = rows.drop(columns="printed").assign(text_fr_printed=whole(rows["content"]))
    rows = translated(rows, "molecule_comparison", raw_translations, {"text_en": "text_fr_printed"}, documents)
    key = ["document_id", "aspect_id", "molecule_class", "side"]
    return corrected(rows, "molecule_comparison", key, raw_corrections, {"text_fr": "text_fr_printed"})


def biomanufacturing_history(
    raw_biomanufacturing_history: pd.DataFrame,
    raw_concept_mapping: pd.DataFrame,
    raw_corrections: pd.DataFrame,
    raw_translations: pd.DataFrame,
    documents: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `biomanufacturing_history`: its rows, cells as printed, as corrected and in English, with periods as numbers and
    merged cells filled from where they are printed. A correction or translation of a merged cell names the row that prints it."""
    rows = resolve_concepts(raw_biomanufacturing_history, "raw_biomanufacturing_history.era", raw_concept_mapping, "era", "era_id")
    rows = rows.assign(**{cell: whole(rows[cell]) for cell in CELLS}).rename(columns=PRINTED)
    rows = translated(rows, "biomanufacturing_history", raw_translations, ENGLISH, documents)
    rows = corrected(rows, "biomanufacturing_history", ["document_id", "row_no"], raw_corrections, CORRECTABLE)
    return _with_merged(_with_period(rows))


def _with_merged(rows: pd.DataFrame) -> pd.DataFrame:
    """Fill the cells that are merged with those of another row of the same era."""
    keys = ["document_id", "row_no", "era_id"]
    own = rows.loc[rows["merged_with_row"].isna(), [*keys, *MERGED]].rename(columns={"row_no": "source_row"})
    asked = rows.assign(source_row=rows["merged_with_row"].fillna(rows["row_no"]))
    filled = asked.drop(columns=MERGED).merge(own, on=["document_id", "source_row", "era_id"], how="left")
    refuse(_merging_problems(asked, filled))
    return filled


def _merging_problems(rows: pd.DataFrame, filled: pd.DataFrame) -> list[Problem]:
    """Return a problem for each row that is merged with a row without cells of its own, and for each merged row that has such cells."""
    merged = rows["merged_with_row"].notna()
    alone = filled[filled["merged_with_row"].notna() & filled["platform"].isna()]
    number = "the number of a row of the same era with cells of its own"
    problems = problems_of(alone, RAW, "merged_with_row", number, "correct merged_with_row, or empty it and fill the cells of this row")
    for cell in MERGED_CELLS:
        empty, remedy = "an empty cell, since the row is merged with another", f"empty the {cell} of this row, or its merged_with_row"
        problems += problems_of(rows[merged & rows[cell].notna()], RAW, cell, empty, remedy)
    return problems


def _with_period(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the period as numbers, by its kind: years before the present, a year, or the decade that a year begins."""
    printed, kind = rows["period_printed"].astype("object"), rows["period_kind"].astype("object")
    ago, year = printed.str.extract(YEARS_BEFORE_PRESENT), printed.str.extract(YEAR)[0]
    start = pd.to_numeric(year.where(kind.isin(LAST_YEAR))).astype("Int64")
    return rows.assign(
        years_before_present=pd.to_numeric(ago[1].str.replace(" ", "").where(kind == "years_before_present")).astype("Int64"),
        period_qualifier=(ago[0] == "<").map({True: "less_than", False: "exact"}).where(printed.notna(), None),
        year_start=start,
        year_end=start + kind.map(LAST_YEAR).astype("Int64"),
    )


def periods_are_read(biomanufacturing_history: pd.DataFrame) -> list[Problem]:
    """Each period is printed as its kind says: as a number of years, or as a year."""
    rows = biomanufacturing_history
    is_read = rows["years_before_present"].notna() | rows["year_start"].notna()
    unread = rows[is_read == (rows["period_kind"] == "not_in_text")]
    expected = "years before the present such as '28 700 ans', a year, or a year that begins a decade such as '1940', as period_kind says"
    remedy = "correct the period to what is printed, or period_kind in biomanufacturing_history.csv"
    return problems_of(unread, "biomanufacturing_history", "period_printed", expected, remedy)
