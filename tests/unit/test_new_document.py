"""A new document's folder: every file with its header, nothing filled in, and all that is missing named at once."""

from pathlib import Path

import pytest

from pipeline.kernel.problems import InputError
from pipeline.raw.folder import READER_COLUMNS
from pipeline.raw.load import load_raw
from pipeline.raw.new_document import new_document


def test_a_new_folder_is_refused_until_its_document_file_says_what_it_must(raw: Path) -> None:
    new_document(raw, "another")
    with pytest.raises(InputError) as caught:
        load_raw(raw)
    assert {(p.file, p.column) for p in caught.value.problems} == {
        ("raw/another/document.yaml", column) for column in ("label_fr", "label_en", "licence")
    }
    file = raw / "another" / "document.yaml"
    text = file.read_text("utf-8")
    for key, value in {"label_fr": "Autre", "label_en": "Another", "licence": "not stated"}.items():
        text = text.replace(f"{key}: null", f"{key}: {value}")
    file.write_text(text, "utf-8")
    frames = load_raw(raw)
    assert "another" in set(frames["raw_documents"]["document_id"])
    assert all("source_file" in frame and set(READER_COLUMNS) <= set(frame.columns) for frame in frames.values())


def test_the_faults_of_every_bad_document_are_told_at_once(raw: Path) -> None:
    for name in ("one", "two"):
        new_document(raw, name)
    (raw / "two" / "statements.csv").write_text("x\n", "utf-8")
    (raw / "two" / "sattements.csv").write_text("x\n", "utf-8")
    (raw / "reference" / "units.csv").unlink()
    with pytest.raises(InputError) as caught:
        load_raw(raw)
    files = {p.file for p in caught.value.problems}
    assert files == {"raw/one/document.yaml", "raw/two/document.yaml", "raw/two/statements.csv", "raw/two/sattements.csv", "raw/"}


@pytest.mark.parametrize("name", ["", "reference", "Thèse", "a b", "../x", "thesis"])
def test_an_unfit_or_taken_name_is_refused_and_nothing_is_written(raw: Path, name: str) -> None:
    before = sorted(path for path in raw.parent.rglob("*"))
    with pytest.raises(InputError):
        new_document(raw, name)
    assert sorted(path for path in raw.parent.rglob("*")) == before
