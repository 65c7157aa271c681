"""The cartography: its printed rows, and the sites, approaches and stages that its cells name."""

import pandas as pd

from pipeline.core.corrections import corrected
from pipeline.core.names import organisation_of
from pipeline.core.resolve import resolve, resolve_concepts
from pipeline.kernel.problems import Problem, refuse
from pipeline.raw.cells import items, whole

ROW = ["document_id", "row_no"]
JOINING_WORD = r"(?:,| et)$"


def cartography(
    raw_cartography: pd.DataFrame, raw_concept_mapping: pd.DataFrame, organisation_names: pd.DataFrame, raw_corrections: pd.DataFrame
) -> pd.DataFrame:
    """Make the table `cartography`: printed rows with category and organisation, cells as printed and as corrected."""
    rows = resolve_concepts(raw_cartography, "category", raw_concept_mapping, "actor_category", "category_id")
    rows = rows.rename(columns={cell: f"{cell}_printed" for cell in ("name", "location", "approach", "stage")})
    rows = rows.assign(**{f"{cell}_printed": whole(rows[f"{cell}_printed"]) for cell in ("name", "location", "approach", "stage")})
    rows = rows.assign(organisation_id=organisation_of(rows, "name_printed", organisation_names))
    rows = rows.assign(**{f"{cell}_status": _status(rows[f"{cell}_printed"]) for cell in ("approach", "stage")})
    return corrected(rows, "cartography", ROW, raw_corrections, {c: f"{c}_printed" for c in ("location", "approach", "stage")})


def _status(cells: pd.Series) -> pd.Series:
    return cells.notna().map({True: "printed", False: "not_in_text"})


def sites(raw_cartography: pd.DataFrame, raw_location_mapping: pd.DataFrame, cartography: pd.DataFrame) -> pd.DataFrame:
    """Make the table `sites`: one row per place that a location cell names."""
    places = items(raw_cartography, "location", "location_lines").rename(columns={"item_no": "site_no"})
    refuse(_unread_areas(raw_location_mapping))
    places = places.assign(place_printed=places["location"].astype("str").str.replace(JOINING_WORD, "", regex=True))
    return _with_organisation(resolve(places, "place_printed", raw_location_mapping), cartography)


def _unread_areas(raw_location_mapping: pd.DataFrame) -> list[Problem]:
    """A place has an area if and only if it is printed with a word in parentheses."""
    has_word = raw_location_mapping["printed"].str.contains("(", regex=False)
    wrong = raw_location_mapping[has_word != raw_location_mapping["area_id"].notna()]
    expected = "the area that the word in parentheses names, and none where nothing stands in parentheses"
    return [
        Problem(str(row["source_file"]), int(row["source_line"]), "area_id", str(row["printed"]), expected, "fill or empty the area_id")
        for row in wrong.to_dict("records")
    ]


def approaches(
    raw_cartography: pd.DataFrame, raw_concept_mapping: pd.DataFrame, cartography: pd.DataFrame, concepts: pd.DataFrame
) -> pd.DataFrame:
    """Make the table `approaches`: one row per approach that a cell names."""
    rows = _named(raw_cartography, "approach", raw_concept_mapping)
    tops = concepts.set_index("concept_id")["top_id"]
    return _with_organisation(rows.assign(top_id=rows["approach_id"].map(tops)), cartography)


def stages(raw_cartography: pd.DataFrame, raw_concept_mapping: pd.DataFrame, cartography: pd.DataFrame) -> pd.DataFrame:
    """Make the table `stages`: one row per stage that a cell names."""
    return _with_organisation(_named(raw_cartography, "stage", raw_concept_mapping), cartography)


def _named(raw_cartography: pd.DataFrame, cell: str, raw_concept_mapping: pd.DataFrame) -> pd.DataFrame:
    """Return one row per concept that an item of a cell names by the code list of the same name."""
    return resolve_concepts(items(raw_cartography, cell, f"{cell}_lines"), cell, raw_concept_mapping, cell, f"{cell}_id")


def _with_organisation(rows: pd.DataFrame, cartography: pd.DataFrame) -> pd.DataFrame:
    numbered = rows.assign(row_no=rows["row_no"].astype("int64[pyarrow]"))
    return numbered.merge(cartography[[*ROW, "organisation_id"]], on=ROW, how="left")
