"""Translations against the printed cells that they translate.

Belongs here: what every build can ask of a translation without the document. Does not belong here: whether the cell is still printed so
(`pipeline/core/translations.py`).
"""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem
from pipeline.kernel.tokens import numbers_in, values_of


def translations_keep_their_numbers(raw_translations: pd.DataFrame) -> list[Problem]:
    """Each number of a translation is one of the printed cell; a number may become words (1 siècle: a century)."""
    texts = zip(raw_translations["printed"], raw_translations["text_en"], strict=True)
    wrong = raw_translations[[not _numbers(str(english), ".") <= _numbers(str(printed), ",") for printed, english in texts]]
    return problems_of(
        wrong,
        "raw_translations",
        "text_en",
        lambda row: f"the numbers of the printed cell: {', '.join(numbers_in(str(row['printed']))) or 'none'}",
        "correct the translation",
    )


def _numbers(text: str, decimal_mark: str) -> set[object]:
    """Return the values of the numbers of a text; one that is no single number (6.5.1) stays as it is printed."""
    return {next(iter(values_of(number, decimal_mark)), number) for number in numbers_in(text)}
