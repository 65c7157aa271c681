"""The command behind `make draft-spans`: writes raw/<document>/spans.csv from raw/ and the text of the document.

A fragment that is printed in one place has its run at once. Where several places could be meant, the row that is already in spans.csv is
kept if it is one of them, so that what a person decided stays decided. Statements that print the same on the same lines in as many places
have these in turn. Otherwise the place nearest to the rest of its row is taken, and the command lists it for a person to read; words for an
area that are no part of an organisation's name come first. A fragment that other text interrupts keeps the rows that a person wrote for it.
"""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path

import pandas as pd

from pipeline.kernel.characters import as_typed
from pipeline.kernel.command import command
from pipeline.kernel.files import write_if_changed
from pipeline.kernel.paths import ROOT
from pipeline.raw.load import load_tables
from pipeline.verify.places import Run, places_of, squeezed, text_of
from pipeline.verify.spans import Fragment, by_fragment, fragments, on_lines, run_of
from pipeline.verify.text import Text, read_text
from tools.spans.parts import parts

HEADER = ["table_name", "record_id", "column_name", "fragment_no", "run_no", *Run._fields, "printed"]
Key = tuple[str, str, str, int]
Known = Mapping[Key, list[Run]]


def draft(text: Text, frames: Mapping[str, pd.DataFrame], known: Known) -> tuple[dict[Key, list[Run]], list[str]]:
    """Return the runs of each fragment and part by file, row, column and fragment, and what a person should read."""
    found: dict[Key, list[Run]] = {}
    to_read: list[str] = []
    asked = list(fragments(frames, text.document_id))
    turns = _turns(text, asked)
    for fragment in asked:
        key = fragment[:4]
        runs, doubt = _runs_of(text, fragment, known.get(key) or turns.get(key, []), found)
        if runs:
            found[key] = runs
        if doubt:
            to_read.append(f"{_where(fragment)} {doubt}")
    cells = {key[:3]: runs[0] for key, runs in found.items()}
    for part in parts(text, frames, cells):
        key = (part.table, part.record_id, part.column, 1)
        kept = [run for run in known.get(key, []) if run in part.candidates]
        if kept or part.candidates:
            found[key] = kept or [_nearest(text, [*part.preferred] or part.candidates, part.near)]
    return found, to_read


def _turns(text: Text, asked: Iterable[Fragment]) -> Known:
    """Return the runs of statements that print the same on the same lines, one after the other, where there are as many places."""
    alike: dict[tuple[str, int, int], list[Fragment]] = {}
    for fragment in asked:
        if fragment[0] == "statements" and fragment.column == "printed":
            alike.setdefault((fragment.printed, fragment.first, fragment.last), []).append(fragment)
    found = {words: [run for run in places_of(text, *words) if (run.line, run.end_line) == words[1:]] for words in alike}
    return {
        fragment[:4]: [run]
        for words, those in alike.items()
        if len(those) == len(found[words])
        for fragment, run in zip(those, found[words], strict=True)
    }


def _where(fragment: Fragment) -> str:
    """Return what a person is told of a fragment."""
    lines = f"line {fragment.first}" if fragment.first == fragment.last else f"lines {fragment.first}-{fragment.last}"
    return f"{fragment.table}.csv, {fragment.record_id}, column {fragment.column}: {fragment.printed!r} on {lines}"


def _runs_of(text: Text, fragment: Fragment, known: list[Run], found: Mapping[Key, list[Run]]) -> tuple[list[Run], str]:
    """Return the runs of a fragment of a cell, and why a person should read them, if so."""
    places = [run for run in places_of(text, fragment.printed, fragment.first, fragment.last) if on_lines(run, fragment)]
    if len(places) == 1:
        return places, ""
    if known and _prints(text, known, fragment):
        return known, ""
    if not places:
        return [], "is not printed there in one piece: correct it or its lines, or write its runs by hand where other text interrupts it"
    row = [runs[0] for key, runs in found.items() if key[:2] == fragment[:2]]
    return [
        _nearest(text, places, row[0]) if row else places[0]
    ], f"stands in {len(places)} places; the nearest to the rest of its row was taken"


def _prints(text: Text, runs: list[Run], fragment: Fragment) -> bool:
    """Return whether runs together print a fragment, on its lines."""
    printed = squeezed("".join(text_of(text, run) for run in runs))
    return printed == squeezed(fragment.printed) and (runs[0].line, runs[-1].end_line) == (fragment.first, fragment.last)


def _nearest(text: Text, runs: list[Run], near: Run) -> Run:
    """Return the run with the fewest characters between it and another; the longer one, then the first, of two."""
    starts = _starts(text)

    def span(run: Run) -> tuple[int, int]:
        return starts[run.line - 1] + run.char_start, starts[run.end_line - 1] + run.char_end

    begin, end = span(near)

    def distance(run: Run) -> tuple[int, int, Run]:
        first, last = span(run)
        return max(0, begin - last, first - end), first - last, run

    return min(runs, key=distance)


@cache
def _starts(text: Text) -> tuple[int, ...]:
    """Return how many characters of the document stand before each of its lines."""
    return tuple(accumulate((len(line) + 1 for line in text.unfolded), initial=0))


def rows_of(text: Text, found: Mapping[Key, list[Run]]) -> Iterator[list[str]]:
    """Yield the rows of spans.csv, sorted by file, row, column, fragment and run."""
    for key in sorted(found):
        for number, run in enumerate(found[key], start=1):
            yield [*map(str, key), str(number), *map(str, run), " ".join(as_typed(text_of(text, run)).split())]


@command
def main(arguments: list[str]) -> int:
    """Draft spans.csv of the document whose text is given; return the exit status."""
    if len(arguments) != 1 or not arguments[0]:
        print("Say where the text of the document is: make draft-spans DOCUMENT=path/to/document.txt", file=sys.stderr)
        return 2
    frames = load_tables(ROOT / "raw")
    text = read_text(Path(arguments[0]), frames["raw_documents"])
    spans = frames["raw_spans"]
    known = {key: [run_of(row) for row in rows] for key, rows in by_fragment(spans[spans["document_id"] == text.document_id]).items()}
    found, to_read = draft(text, frames, known)
    file = ROOT / "raw" / text.document_id / "spans.csv"
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([HEADER, *rows_of(text, found)])
    write_if_changed(file, lines.getvalue().encode())
    print("\n".join([*to_read, f"Wrote raw/{text.document_id}/spans.csv. Read its diff, and what is listed above."]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
