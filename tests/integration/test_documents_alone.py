"""Each of the three documents is the only one of a raw folder: it verifies, and its files keep all rules, whichever it lacks.

Belongs here: a document without any other. Does not belong here: what the tables must hold (`test_documents.py`).
"""

import csv
import shutil
from pathlib import Path

import pytest

from pipeline.raw.load import load_raw, raw_problems
from pipeline.verify.document import verify
from pipeline.verify.text import read_text
from tests.building import SCHEMAS, Frames
from tests.integration.test_documents import DOCUMENTS, FOLDER, with_documents

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
