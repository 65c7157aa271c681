"""Rows that were read from a web page: an address in the place of lines, from the raw row to its provenance."""

import duckdb
import pandas as pd
import pytest

from pipeline.contract.arrow import conform
from pipeline.contract.check import table_problems
from pipeline.contract.duckdb import create_table
from pipeline.contract.tables import describe
from pipeline.raw.locators import locator_problems
from schemas.organisations import RawOrganisationNames
from schemas.provenance import Provenance

NAME = {
    "source_file": "raw/reference/organisation_names.csv",
    "source_line": 2,
    "document_id": "d",
    "name": "Alpha",
    "organisation_id": "alpha",
    "kind": "printed",
}
LINES, PAGE = {"first_line": "3", "last_line": "3"}, {"source_url": "https://example.org/a", "source_url_kind": "page"}
TABLE = describe(RawOrganisationNames)


def names(**place: str) -> pd.DataFrame:
    row = dict.fromkeys([*LINES, *PAGE]) | NAME | place
    return conform(pd.DataFrame([row]), TABLE)


@pytest.mark.parametrize("place", [LINES, PAGE], ids=["lines", "page"])
def test_a_row_with_one_locator_passes(place: dict[str, str]) -> None:
    frame = names(**place)
    assert table_problems(frame, TABLE, {}) == []
    assert locator_problems(frame, TABLE, None) == []


@pytest.mark.parametrize(
    "place", [{}, LINES | PAGE, {"first_line": "3"}, {"first_line": "3"} | PAGE], ids=["none", "both", "half", "half and page"]
)
def test_a_row_with_no_locator_or_two_is_named_once_with_its_line(place: dict[str, str]) -> None:
    [problem] = table_problems(names(**place), TABLE, {})
    assert (problem.file, problem.line, problem.column) == (NAME["source_file"], 2, "first_line, last_line, source_url")
    assert "not both" in problem.expected


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "https://", "https://exa mple.org"])
def test_what_is_no_address_is_refused(url: str) -> None:
    found = table_problems(names(**PAGE | {"source_url": url}), TABLE, {})
    assert [problem.column for problem in found] == ["source_url"]


@pytest.mark.parametrize(
    ("first", "last", "url", "good"),
    [
        (1, 2, None, True),
        (None, None, "https://a.be", True),
        (None, None, None, False),
        (1, 2, "https://a.be", False),
        (1, None, None, False),
    ],
)
def test_the_database_refuses_what_the_schema_refuses(first: int | None, last: int | None, url: str | None, good: bool) -> None:
    table = describe(Provenance)._replace(foreign_keys=())
    known = {"table_name": "t", "record_id": "k", "column_name": "c", "source_no": 1, "document_id": "d", "verification": "text"}
    row = known | {"first_line": first, "last_line": last, "source_url": url}
    with duckdb.connect() as db:
        db.execute(create_table(table, "memory"))
        sql = f"INSERT INTO provenance ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        if good:
            db.execute(sql, list(row.values()))
        else:
            with pytest.raises(duckdb.ConstraintException):
                db.execute(sql, list(row.values()))
