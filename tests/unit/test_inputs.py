"""What a build depends on: every file below raw/, whatever it is called, and nothing that Python left behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.kernel.files import NO_FILE, source_files, version_of
from pipeline.kernel.paths import ROOT
from pipeline.release.record import build_record


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: (raw / "thesis" / "citations_more.cvs").write_text("x"),
        lambda raw: (raw / "thesis" / ".hidden").write_text("x"),
        lambda raw: (raw / "thesis" / "nowhere.csv").symlink_to("no-such-file"),
        lambda raw: (raw / "thesis" / "flags.csv").unlink(),
    ],
    ids=["a misspelt ending", "a hidden file", "a broken link", "a missing file"],
)
def test_whatever_changes_below_raw_is_another_input(raw: Path, change: Callable[[Path], object]) -> None:
    before = build_record(ROOT, raw)["inputs_sha256"]
    assert build_record(ROOT, raw)["inputs_sha256"] == before
    change(raw)
    assert build_record(ROOT, raw)["inputs_sha256"] != before


def test_what_python_compiled_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    for name in ("a.py", "b", "__pycache__/a.pyc"):
        (tmp_path / name).write_text("x")
    assert [file.name for file in source_files(tmp_path)] == ["a.py", "b"]


def test_a_link_that_leads_nowhere_has_a_version_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    assert version_of(tmp_path / "link") == NO_FILE
