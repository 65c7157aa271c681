"""French that the release publishes is for a person: no code, no date in digits and no English unit stands in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Built

DATE = r"(?<![\d-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?!\d)"  # 2020-03, 2021-09-07
CODE = r"\b(?:EUR|USD)\b(?!-Lex)|\b(?:thesis|persons|published_series)\b|\w+_(?:id|en|fr)\b"
DIGITS = r"(?<!\d)\d{7,}(?!\d)"  # a number without thousands apart
UNELIDED = r"\b[dD]e (?:Université|UMons|ULiège|Imec|Europe|Eurostat)\b"
FOR_MACHINES = re.compile("|".join((DATE, CODE, DIGITS, UNELIDED)))
OF_CODES = ("data_dictionary",)  # its texts speak of codes and columns


@pytest.fixture(scope="module")
def texts(built: Built) -> list[tuple[str, str]]:
    """Each French text of the tables of the release, with its table and column."""
    folder = built.outputs / "latest" / "parquet"
    return [found for path in sorted(folder.rglob("*.parquet")) if path.stem not in OF_CODES for found in french_of(path)]


def french_of(path: Path) -> Iterator[tuple[str, str]]:
    rows = duckdb.read_parquet(str(path))
    for column in rows.columns:
        if column.endswith("_fr"):
            found = rows.select(duckdb.ColumnExpression(column)).distinct().fetchall()
            yield from (("/".join((path.stem, column)), text) for (text,) in found if isinstance(text, str))


def test_published_french_has_no_code_no_date_in_digits_and_no_english_unit(texts: list[tuple[str, str]]) -> None:
    assert len(texts) > 3000
    assert [(where, text) for where, text in texts if FOR_MACHINES.search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "40464 persons",
        "41010000000 euros",
        "3,846 EUR",
        "(thesis, 2020)",
        "(séries, 2023-04)",
        "le 2021-09-07",
        "spin-off de Université Libre",
        "published_series, 2017",
    ],
)
def test_what_a_machine_wrote_is_recognised(text: str) -> None:
    assert FOR_MACHINES.search(text)
