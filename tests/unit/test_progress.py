"""The line on a terminal that says how far a build is."""

import io
import sys

import pytest

from pipeline.app.commands.progress import Progress


def shown(patience: float) -> str:
    stream = io.StringIO()
    with Progress(stream, patience) as progress:
        progress.tell(12, 89, "observations")
    return stream.getvalue()


def test_a_slow_build_says_which_step_it_does_and_wipes_that_at_the_end() -> None:
    assert "12 of 89  observations" in shown(patience=0)
    assert shown(patience=0).endswith("\r\x1b[K")
    assert "\n" not in shown(patience=0)


def test_a_build_of_less_than_the_patience_shows_nothing() -> None:
    assert shown(patience=60) == ""


def test_nothing_is_shown_where_standard_error_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(patience=0) as progress:
        progress.tell(1, 2, "events")
    assert stream.getvalue() == ""
