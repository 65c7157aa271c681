"""Every raw file of a document is changed in many ways; each change must be noticed.

The test finds the raw files by itself. What the text of the document cannot confirm is in the table of docs/verification.md: there, and
there only, a change may be left to the lock.
"""

import csv
import io
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.contract.tables import Table, describe, sources
from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.raw.folder import read_table
from pipeline.raw.load import load_raw, raw_problems
from pipeline.raw.raw_lock import lock_problems
from pipeline.verify.document import verifiable, verify, verify_table
from pipeline.verify.text import Text, read_text
from schemas.documents import RawDocuments
from tests.building import RAW_NAMES, SCHEMAS, Frames, in_order, made, problems_of_made
from tests.conftest import ROOT

ROUNDS = 7
VERIFIABLE = {table.name for table in verifiable()}
NAMES = {name.removeprefix("raw_") for name in VERIFIABLE}
FILES = sorted(p.relative_to(ROOT / "raw").as_posix() for p in (ROOT / "raw").rglob("*.csv") if p.stem in NAMES)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def unconfirmed() -> set[tuple[str, str]]:
    """The (file, column) pairs of the table in docs/verification.md."""
    table = re.findall(r"^\| (\w+\.\w+) \| ([\w, ]+) \|", (ROOT / "docs" / "verification.md").read_text("utf-8"), re.MULTILINE)
    return {(file, column) for file, columns in table for column in columns.split(", ")}


def mutations(rows: list[list[str]], chance: random.Random) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Yield (kind, column or 'row', changed rows) for one round of changes of a CSV file, header first."""
    header, body = rows[0], rows[1:]
    cells = [(r, c) for r, row in enumerate(body, start=1) for c, cell in enumerate(row) if cell]

    def changed(r: int, c: int, value: str) -> list[list[str]]:
        return [*rows[:r], [*rows[r][:c], value, *rows[r][c + 1 :]], *rows[r + 1 :]]

    for kind, wanted in (("digit", r"[0-9]"), ("letter", r"[A-Za-zÀ-ÿ]")):
        fitting = [(r, c) for r, c in cells if re.search(wanted, rows[r][c])]
        if fitting:
            r, c = chance.choice(fitting)
            at = chance.choice([m.start() for m in re.finditer(wanted, rows[r][c])])
            other = chance.choice([x for x in ("0123456789" if kind == "digit" else LETTERS) if x != rows[r][c][at].lower()])
            yield kind, header[c], changed(r, c, rows[r][c][:at] + other + rows[r][c][at + 1 :])
    r, c = chance.choice(cells)
    yield "dropped cell", header[c], changed(r, c, "")
    located = [(r, c) for r, c in cells if header[c].endswith(("_line", "_lines"))]
    if located:
        r, c = chance.choice(located)
        a, b = chance.choice([m.span() for m in re.finditer(r"[0-9]+", rows[r][c])])
        number = int(rows[r][c][a:b]) + chance.choice([-1, 1])
        yield "locator off by one", header[c], changed(r, c, f"{rows[r][c][:a]}{number}{rows[r][c][b:]}")
    r = chance.randrange(1, len(rows))
    yield "dropped row", "row", rows[:r] + rows[r + 1 :]
    yield "doubled row", "row", [*rows[: r + 1], rows[r], *rows[r + 1 :]]
    if len(rows) > 2:
        r = chance.randrange(1, len(rows) - 1)
        yield "swapped rows", "row", [*rows[:r], rows[r + 1], rows[r], *rows[r + 2 :]]


COSTLY = {"provenance"}  # looks at every cell of every table; a change must be noticed without it
SHARED = {"raw_layout", "raw_broken_words", "raw_sections", "raw_documents"}  # by these, other tables are verified


def downstream(name: str) -> set[str]:
    """The raw and core tables that are made from a table or point to it, however indirectly, and itself."""
    found = {name}
    while more := {other for other, schema in SCHEMAS.items() if found & set(sources(schema))} - found:
        found |= more
    return found


def noticed(raw: Path, text: Text, known: Frames, table: Table) -> bool:
    """Whether the checks or the verification notice what is wrong with one raw table, without the lock.

    Only what depends on the table is read, checked, verified and made anew; all else is as `known` has it, the good tables.
    """
    touched = downstream(table.name) - COSTLY
    try:
        frames = known | {table.name: read_table(raw, table)}
        for found in what_is_asked(frames, text, table, touched):
            refuse(found)
        build_core(frames, touched)
    except InputError:
        return True
    return False


def what_is_asked(frames: Frames, text: Text, table: Table, touched: set[str]) -> Iterator[list[Problem]]:
    """Yield what each check of raw tables finds: first of the changed table itself, by which most changes are noticed."""
    yield raw_problems(frames[table.name], table, frames)
    if table.name in VERIFIABLE:
        yield verify_table(text, table, frames).problems
    for name in sorted(touched & RAW_NAMES - {table.name}):
        yield raw_problems(frames[name], SCHEMAS[name], frames)
    if table.name in SHARED:
        yield from (verify_table(text, one, frames).problems for one in verifiable())


def build_core(frames: Frames, touched: set[str]) -> Frames:
    """Make the touched core tables from raw ones, and check them as the assets do; return all tables."""
    done = {name: frame for name, frame in frames.items() if name in RAW_NAMES or name not in touched}
    for name in in_order({name: schema for name, schema in SCHEMAS.items() if name not in done}, set(done)):
        done[name] = made(name, done)
        for problems in problems_of_made(name, done[name], done).values():
            refuse(problems)
    return done


def test_the_unchanged_raw_folder_is_found_good(raw: Path, text: Text, known: Frames) -> None:
    assert not any(result.problems for result in verify(text, known))
    assert not noticed(raw, text, known, describe(RawDocuments))
    assert lock_problems(raw) == []


def locked_alone(folder: Path, file: str) -> Path:
    """Return a raw folder with nothing but one raw file, beside the lock's lines of it: asking the whole lock takes a hundred times as
    long, and what it says of a file depends on that file alone."""
    (folder / "raw" / file).parent.mkdir(parents=True)
    lines = (ROOT / "raw.lock").read_text("utf-8").splitlines(keepends=True)
    (folder / "raw.lock").write_text("".join(line for line in lines if line.startswith(f"raw/{file} ")), "utf-8")
    return folder / "raw"


@pytest.mark.parametrize("file", FILES)
def test_every_change_of_a_raw_file_is_noticed(raw: Path, text: Text, known: Frames, file: str, tmp_path: Path) -> None:
    path, chance, allowed = raw / file, random.Random(file), unconfirmed()
    alone = locked_alone(tmp_path / "alone", file)
    facts = path.parent / "document.yaml"
    confirmable = not facts.exists() or "sha256: null" not in facts.read_text("utf-8")
    table = SCHEMAS[f"raw_{path.stem}"]
    before = path.read_text("utf-8")
    rows = list(csv.reader(io.StringIO(before)))
    left_to_the_lock, survivors, counted = [], [], 0
    for _ in range(ROUNDS):
        for kind, column, changed in mutations(rows, chance):
            sink = io.StringIO()
            csv.writer(sink, lineterminator="\n").writerows(changed)
            if sink.getvalue() == before:
                continue
            for changed_file in (path, alone / file):
                changed_file.write_text(sink.getvalue(), "utf-8")
            counted += 1
            if lock_problems(alone) == []:
                survivors.append((kind, column))
            if confirmable and (path.name, column) not in allowed and not noticed(raw, text, known, table):
                left_to_the_lock.append((kind, column, [row for row in changed if row not in rows]))
    assert counted >= ROUNDS * 5
    assert survivors == []
    assert left_to_the_lock == []


def refuted(raw: Path, document: Path, known: Frames) -> bool:
    """Whether the text itself is refused, or anything that was read from it. The table of documents is asked first, which tells nearly
    all."""
    table = describe(RawDocuments)
    try:
        frames = known | {table.name: read_table(raw, table)}
        refuse(raw_problems(frames[table.name], table, frames))
        refuse(verify_table(read_text(document, frames[table.name]), table, frames).problems)
        frames = load_raw(raw)
        return any(result.problems for result in verify(read_text(document, frames[table.name]), frames))
    except InputError:
        return True


def test_every_change_of_the_document_file_is_noticed(raw: Path, document: Path, known: Frames) -> None:
    path, allowed = raw / "thesis" / "document.yaml", unconfirmed()
    before = path.read_text("utf-8").splitlines(keepends=True)
    for number, line in enumerate(before):
        if line.startswith("#"):
            continue
        key, _, value = line.partition(": ")
        for changed in ("", line + line, f"{key}: null\n", f"{key}: {'8' if value[0] != '8' else '9'}{value[1:]}"):
            if changed == line:
                continue
            path.write_text("".join([*before[:number], changed, *before[number + 1 :]]), "utf-8")
            assert ("document.yaml", key) in allowed or refuted(raw, document, known), changed
            assert lock_problems(raw)
