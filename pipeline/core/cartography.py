"""The cartography: its printed rows, and the sites, approaches and stages that its cells name."""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.corrections import corrected
from pipeline.core.names import organisation_of
from pipeline.core.resolve import resolve, resolve_concepts
from pipeline.core.translations import translated
from pipeline.kernel.problems import Problem
from pipeline.raw.cells import items, whole

ROW = ["document_id", "row_no"]
PRINTED = {"name": "name_printed", "location": "location_printed", "approach": "approach_printed", "stage": "stage_printed"}
JOINING_WORD = r"(?:,| et)$"


def cartography(
    raw_cartography: pd.DataFrame,
    raw_concept_mapping: pd.DataFrame,
    organisation_names: pd.DataFrame,
    raw_corrections: pd.DataFrame,
    raw_translations: pd.DataFrame,
    documents: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `cartography`: printed rows with category and organisation, cells as printed, as corrected and in English."""
    rows = resolve_concepts(raw_cartography, "raw_cartography.category", raw_concept_mapping, "actor_category", "category_id")
    rows = rows.rename(columns=PRINTED)
    rows = rows.assign(**{printed: whole(rows[printed]) for printed in PRINTED.values()})
    rows = rows.assign(
        organisation_id=organisation_of(rows, "name_printed", organisation_names),
        approach_status=_status(rows["approach_printed"]),
        stage_status=_status(rows["stage_printed"]),
    )
    rows = translated(rows, "cartography", raw_translations, {"approach_en": "approach_printed", "stage_en": "stage_printed"}, documents)
    correctable = {"location": "location_printed", "approach": "approach_printed", "stage": "stage_printed"}
    return corrected(rows, "cartography", ROW, raw_corrections, correctable)


def _status(cells: pd.Series) -> pd.Series:
    return cells.notna().map({True: "printed", False: "not_in_text"})


def sites(raw_cartography: pd.DataFrame, raw_location_mapping: pd.DataFrame, cartography: pd.DataFrame) -> pd.DataFrame:
    """Make the table `sites`: one row per place that a location cell names."""
    places = items(raw_cartography, "location", "location_lines").rename(columns={"item_no": "site_no"})
    places = places.assign(place_printed=places["location"].astype("str").str.replace(JOINING_WORD, "", regex=True))
    return _with_organisation_of_row(resolve(places, "raw_cartography.location", raw_location_mapping, "place_printed"), cartography)


def areas_are_read(raw_location_mapping: pd.DataFrame) -> list[Problem]:
    """A place has an area if and only if it is printed with a word in parentheses."""
    has_word = raw_location_mapping["printed"].str.contains("(", regex=False)
    wrong = raw_location_mapping[has_word != raw_location_mapping["area_id"].notna()]
    expected = "the area that the word in parentheses names, and none where nothing stands in parentheses"
    return problems_of(wrong, "raw_location_mapping", "area_id", expected, "fill or empty the area_id of this row", value="printed")


def approaches(
    raw_cartography: pd.DataFrame, raw_concept_mapping: pd.DataFrame, cartography: pd.DataFrame, concepts: pd.DataFrame
) -> pd.DataFrame:
    """Make the table `approaches`: one row per approach that a cell names."""
    items_read = items(raw_cartography, "approach", "approach_lines")
    rows = resolve_concepts(items_read, "raw_cartography.approach", raw_concept_mapping, "approach", "approach_id")
    above = concepts.set_index("concept_id")
    wider = {name: rows["approach_id"].map(above[name]) for name in ("top_id", "counted_id")}
    return _with_organisation_of_row(rows.assign(**wider), cartography)


def stages(raw_cartography: pd.DataFrame, raw_concept_mapping: pd.DataFrame, cartography: pd.DataFrame) -> pd.DataFrame:
    """Make the table `stages`: one row per stage that a cell names."""
    items_read = items(raw_cartography, "stage", "stage_lines")
    rows = resolve_concepts(items_read, "raw_cartography.stage", raw_concept_mapping, "stage", "stage_id")
    return _with_organisation_of_row(rows, cartography)


def _with_organisation_of_row(rows: pd.DataFrame, cartography: pd.DataFrame) -> pd.DataFrame:
    numbered = rows.assign(row_no=rows["row_no"].astype("int64[pyarrow]"))
    return numbered.merge(cartography[[*ROW, "organisation_id"]], on=ROW, how="left")
