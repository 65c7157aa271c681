"""Areas that can be those of one world: one root, each area within a larger one, and each place within the box of its area.

Belongs here: what geographies.csv and localities.csv must keep together. Does not belong here: areas against printed words
(`place_rules.py`).
"""

from collections.abc import Iterator

import pandas as pd

from pipeline.contract.locate import locate, problems_of
from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from schemas.codes import CODE_LISTS
from schemas.places import RawLocalities

LEVELS = list(CODE_LISTS["geography_level"])  # from the largest to the smallest
BOX = ("south", "west", "north", "east")
WIDEST = {"south": "min", "west": "min", "north": "max", "east": "max"}
Box = dict[str, float]


def areas_have_one_root(raw_geographies: pd.DataFrame) -> list[Problem]:
    """Exactly one area lies in no other one: the world."""
    roots = raw_geographies[raw_geographies["parent_id"].isna()]
    wrong = roots[(roots["level"] != LEVELS[0]) | roots["level"].duplicated()]
    remedy = "name the next larger area; one area only, the world, lies in no other one"
    found = problems_of(wrong, "raw_geographies", "parent_id", "an area: only the world has none", remedy)
    if roots.empty and not raw_geographies.empty:
        found += problems_of(raw_geographies.iloc[:1], "raw_geographies", "parent_id", "one area, the world, that lies in no other", remedy)
    return found


def areas_lie_in_larger_ones(raw_geographies: pd.DataFrame) -> list[Problem]:
    """The area that holds another one is of a larger level."""
    rank = raw_geographies["level"].map({level: number for number, level in enumerate(LEVELS)}).astype("int64")
    outer = raw_geographies["parent_id"].map(dict(zip(raw_geographies["geography_id"], rank, strict=True))).astype("float64")
    return problems_of(
        raw_geographies[outer >= rank],
        "raw_geographies",
        "parent_id",
        lambda row: f"an area that is larger than a {row['level']}: {', '.join(LEVELS[: LEVELS.index(str(row['level']))]) or 'none is'}",
        "correct the parent_id or the level",
    )


def boxes_have_four_sides(raw_geographies: pd.DataFrame) -> list[Problem]:
    """An area has all four sides of its box or none, and the southern and western ones are below their opposites."""
    given = raw_geographies[list(BOX)].notna()
    sides = raw_geographies[list(BOX)].astype("float64")
    wrong = {side: given.any(axis=1) & ~given[side] for side in BOX}
    wrong["north"] |= sides["south"] >= sides["north"]
    wrong["east"] |= sides["west"] >= sides["east"]
    expected = "all four sides of a box or none, south below north and west below east"
    return [
        problem
        for side, rows in wrong.items()
        for problem in problems_of(raw_geographies[rows], "raw_geographies", side, expected, "correct the sides of the box")
    ]


def places_lie_in_their_area(
    raw_localities: pd.DataFrame, raw_geographies: pd.DataFrame, raw_municipality_codes: pd.DataFrame
) -> list[Problem]:
    """The coordinates of a place lie in each box of the areas that hold it, of which there is at least one."""
    table = describe(RawLocalities)
    outer = dict(zip(raw_geographies["geography_id"], raw_geographies["parent_id"], strict=True))
    boxes = _boxes(raw_geographies, raw_municipality_codes)
    found = []
    for row in raw_localities.to_dict("records"):
        holding = [area for area in _chain(str(row["parent_id"]), outer) if area in boxes]
        for column, expected in _faults(row, [(area, boxes[area]) for area in holding]):
            remedy = "correct the coordinates, the parent_id, or the box that raw/reference/geographies.csv states for an area"
            found.append(locate(raw_localities, table, pd.Series(row), column, row[column], expected, remedy))
    return found


def _boxes(raw_geographies: pd.DataFrame, raw_municipality_codes: pd.DataFrame) -> dict[str, Box]:
    """Return the box of each area that has one: of a municipality and a NUTS 3 region by the official list, else as the area states it."""
    sides = raw_municipality_codes.astype(dict.fromkeys(BOX, "float64"))
    official = pd.concat([sides.groupby(code)[list(BOX)].agg(WIDEST) for code in ("code", "nuts3_code")])
    by_code = raw_geographies["code"].isin(official.index)
    listed = official.loc[raw_geographies.loc[by_code, "code"]].set_axis(raw_geographies.loc[by_code, "geography_id"])
    stated = raw_geographies[raw_geographies[list(BOX)].notna().all(axis=1)].set_index("geography_id")[list(BOX)].astype("float64")
    return {str(area): {side: float(row[side]) for side in BOX} for area, row in pd.concat([listed, stated]).iterrows()}


def _chain(area: str, outer: dict[str, str]) -> list[str]:
    """Return an area and those that hold it, from the smallest to the largest; each once, even where the chain comes back to itself."""
    chain = dict.fromkeys([area])
    while isinstance(area := outer.get(area, ""), str) and area and area not in chain:
        chain[area] = None
    return list(chain)


def _faults(row: dict[str, object], boxes: list[tuple[str, Box]]) -> Iterator[tuple[str, str]]:
    """Yield (column, what was expected) of a place: the smallest box that it lies outside of is named."""
    if not boxes:
        yield "parent_id", "an area that has a box, or lies in one that has: south, west, north and east in raw/reference/geographies.csv"
    for column, (low, high) in {"latitude": ("south", "north"), "longitude": ("west", "east")}.items():
        degrees = float(str(row[column]))
        outside = [(area, box) for area, box in boxes if not box[low] <= degrees <= box[high]]
        if outside:
            area, box = outside[0]
            yield column, f"degrees from {box[low]} to {box[high]}, between which {area} lies"
