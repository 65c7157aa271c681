"""Units: what makes their factors ones that values can be converted by.

Belongs here: units among themselves. Does not belong here: units of statements (`reading_rules.py`, `pipeline/core/observations.py`).
"""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem


def dimensions_have_a_base_unit(raw_units: pd.DataFrame) -> list[Problem]:
    """A dimension whose units have factors has exactly one unit with the factor 1, by which the others are measured."""
    given = raw_units[raw_units["factor"].notna()]
    is_base = given["factor"].astype("float64") == 1
    wrong = given[is_base.groupby(given["dimension"]).transform("sum") != 1]
    expected = "one unit of the dimension with the factor 1; this dimension has none, or several"
    return problems_of(wrong, "raw_units", "factor", expected, "correct the factor or the dimension")
