"""Each of the three documents is the only one of a raw folder: it verifies, and its files keep all rules, whichever it lacks.

Belongs here: a document without any other, and a release whose charts and page have nothing to show. Does not belong here: what the
tables must hold (`test_documents.py`).
"""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest

from pipeline.charts.catalogue import CHARTS
from pipeline.charts.values import values_file
from pipeline.contract.arrow import conform
from pipeline.page.pages import page_files
from pipeline.raw.load import load_raw, raw_problems
from pipeline.verify.document import verify
from pipeline.verify.text import read_text
from tests.building import MADE, SCHEMAS, Frames, in_order, made, problems_of_made
from tests.integration.test_documents import DOCUMENTS, FOLDER, FRONTS, with_documents

# Rows of raw/reference/ that are about what one document says.
OF_DOCUMENTS = ("organisation_names", "claims")


def alone(folder: Path, document: str) -> Path:
    """Return a raw folder whose only document is one of the three; reference data are those of all, without what is of other documents."""
    raw = with_documents(folder)
    leave_only(raw, document)
    return raw


def leave_only(raw: Path, document: str) -> None:
    """Leave out of a raw folder all documents but one, and what raw/reference/ holds of the others."""
    for other in [path for path in raw.iterdir() if path.is_dir() and path.name not in (document, "reference")]:
        shutil.rmtree(other)
    for file in [*(raw / "reference" / f"{name}.csv" for name in OF_DOCUMENTS), raw / "corrections.csv"]:
        keep_rows(file, "document_id", {document})
    with (raw / "reference" / "claims.csv").open(encoding="utf-8", newline="") as claims:
        keep_rows(raw / "reference" / "claim_inputs.csv", "claim_id", {row["claim_id"] for row in csv.DictReader(claims)})


def keep_rows(file: Path, column: str, values: set[str]) -> None:
    """Leave out of a file the rows that have another value in a column."""
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row[column] in values)


def problems_of(frames: Frames) -> list[str]:
    """Return what the checks of the files of documents find."""
    mine = {name: frame for name, frame in frames.items() if SCHEMAS[name].metadata["place"] == "document"}
    return [str(problem) for name, frame in mine.items() for problem in raw_problems(frame, SCHEMAS[name], frames)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_alone_verifies_and_its_files_keep_all_rules(tmp_path: Path, document: str) -> None:
    frames = load_raw(alone(tmp_path, document))
    assert set(frames["raw_documents"]["document_id"]) == {document}
    text = read_text(FOLDER / "texts" / f"{document}.txt", frames["raw_documents"])
    assert [str(problem) for result in verify(text, frames) for problem in result.problems] == []
    assert problems_of(frames) == []


def test_a_release_without_a_cartography_claims_or_shares_keeps_every_rule_and_says_what_it_lacks(tmp_path: Path) -> None:
    known = load_raw(alone(tmp_path, "fixture_release"))
    for name in in_order(MADE | FRONTS, set(known)):
        known[name] = made(name, known)
        found = problems_of_made(name, known[name], known) if name in MADE else {}
        assert [str(problem) for problems in found.values() for problem in problems] == []
    named = known["organisation_names"]["organisation_id"]
    assert set(known["organisations"]["organisation_id"]) == set(named)
    pages = page_files(known)
    assert "The documents of this release state nothing of this kind." in pages["index.html"].decode()
    drawn = {name: values_file(chart.of(known, "en")).count(b"\n") - 1 for name, chart in CHARTS.items()}
    assert {name for name, rows in drawn.items() if rows} == {"relation_network", "event_timeline"}


def test_charts_and_page_of_documents_that_state_nothing_say_so(tmp_path: Path) -> None:
    known = load_raw(alone(tmp_path, "fixture_release"))
    kept = ("documents", "concepts", "geographies", "code_lists")
    for name in in_order(MADE | FRONTS, set(known)):
        if name in kept:
            known[name] = made(name, known)
    tables = {name: table for name, table in (MADE | FRONTS).items() if name not in kept}
    empty = {name: conform(pd.DataFrame(columns=[column.name for column in table.columns]), table) for name, table in tables.items()}
    nothing = empty | {name: known[name] for name in kept}
    assert all("state nothing of this kind" in str(chart.of(nothing, "en")) for chart in CHARTS.values())
    assert page_files(nothing)["index.html"].decode().count("The documents of this release state nothing of this kind.") > 5
