"""Tables of figures by area and year against the text: the cells of a row are printed in the order of its years.

Belongs here: the order of cells. Does not belong here: whether each cell is printed on its lines (`document.py`), and the order of the
years (`pipeline/raw/area_figures.py`).
"""

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import describe
from pipeline.kernel.problems import Problem
from pipeline.verify.places import places_of
from pipeline.verify.text import Text
from schemas.area_figures import RawAreaFigures
from schemas.observations import RawStatements

STATEMENTS = describe(RawStatements)
FILE = describe(RawAreaFigures).name.removeprefix("raw_") + ".csv"


def order_problems(text: Text, statements: pd.DataFrame) -> list[Problem]:
    """Return a problem for the first cell of each row of area_figures.csv that the text does not print after the cells before it."""
    problems = []
    remedy = "put the cells in the order in which the row prints them, each under its year"
    of_tables = statements[statements["source_file"].astype("str").str.endswith(f"/{FILE}")]
    for _, cells in of_tables.groupby("source_line", sort=True):
        before, previous = (0, 0), ""
        for _, cell in cells.iterrows():
            runs = places_of(text, str(cell["printed"]), int(cell["first_line"]), int(cell["last_line"]))
            after = [run for run in runs if run[:2] > before]
            if runs and not after:
                expected = f"{cell['printed']}, printed after {previous}"
                problems.append(locate(statements, STATEMENTS, cell, "printed", cell["printed"], expected, remedy))
                break
            if after:
                before, previous = after[0][2:], str(cell["printed"])
    return problems
