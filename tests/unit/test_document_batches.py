"""Frames of many documents are divided by document, each row into one batch but those that all batches need."""

import pandas as pd
import pytest

from pipeline.core.document_batches import in_batches

DOCUMENTS = pd.Series(["c", "a", "b"])
FRAMES = {
    "rows": pd.DataFrame({"document_id": ["a", "b", "c", None], "n": [1, 2, 3, 4]}),
    "told": pd.DataFrame({"document_id": ["a", "b"], "n": [1, 2]}),
    "units": pd.DataFrame({"unit_id": ["EUR"]}),
}


def test_a_batch_has_the_rows_of_its_documents_and_what_belongs_to_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.core.document_batches.DOCUMENTS_AT_ONCE", 2)
    first, second = in_batches(DOCUMENTS, FRAMES, whole={"told"})
    assert [frame["n"].tolist() for frame in (first["rows"], second["rows"])] == [[1, 2, 4], [3, 4]]
    for name in ("told", "units"):
        assert first[name] is second[name] is FRAMES[name]


def test_few_documents_are_one_batch_of_the_frames_as_they_are() -> None:
    [only] = in_batches(DOCUMENTS, FRAMES, whole=())
    assert all(only[name] is frame for name, frame in FRAMES.items())
