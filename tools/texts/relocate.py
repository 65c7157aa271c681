"""The command behind `make relocate`: moves the line numbers of a document to a text that was extracted again.

Each printed text of raw/<document>/ is found again in the new text, and its lines become those where it stands now. Lines without words of
their own follow the words around them. What is not found keeps its words, and is listed for a person to place.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from pipeline.contract.tables import Table, describe
from pipeline.kernel.command import command
from pipeline.kernel.files import read_file, read_text_file, write_if_changed
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import Problem, refuse
from pipeline.kernel.tokens import SPACES
from pipeline.raw.cells import SEPARATORS
from pipeline.raw.document_file import read_document
from pipeline.raw.folder import DOCUMENT_FILE, REFERENCE_FOLDER
from pipeline.raw.new_document import columns_of
from pipeline.verify.places import Run, squeezed, text_of
from pipeline.verify.text import Text
from schemas.documents import RawDocuments
from schemas.registry import RAW
from tools.texts.folder import Row, document_at, rows_of, write_rows
from tools.texts.moves import FAR, Moves, Words

ALONE = re.compile(r"(?:^|_)lines?$")
CHARACTERS = ("spans", "numbers")  # files that have characters, too
BROKEN_WORDS, NAMES, FACTS = "broken_words", "organisation_names", "documents"
LINES = ("first_line", "last_line")


def relocate(text: Text, files: dict[str, list[Row]]) -> tuple[dict[str, list[Row]], list[str]]:
    """Return the rows of the files of a document, by the names of their tables, with the lines that they have in a new text, and what was
    not placed: file, row, column and words."""
    tables = {stem: describe(schema) for schema in RAW if (stem := describe(schema).name.removeprefix("raw_")) in files}
    moves = Moves(text, [words for stem, table in tables.items() for row in files[stem] for _, words in _pieces(row, table)])
    lost: list[str] = []
    moved = {}
    for stem, table in tables.items():
        if stem in CHARACTERS:
            moved[stem] = list(_with_characters(text, moves, stem, files[stem], lost))
        else:
            moved[stem] = [_moved(row, table, moves, f"{stem}.csv:{at}", lost) for at, row in enumerate(files[stem], start=2)]
    return moved, lost


def _pieces(row: Row, table: Table) -> Iterator[tuple[tuple[str, ...], Words]]:
    """Yield the printed pieces of a row with the columns of their lines."""
    for column in table.columns:
        if column.lines and row.get(column.name) and all(row.get(name) for name in column.lines):
            whole = len(column.lines) == 2
            texts = [row[column.name]] if whole else re.split(SEPARATORS, row[column.name])
            ends = [(row[column.lines[0]], row[column.lines[1]])] if whole else _ranges(row[column.lines[0]])
            for printed, (first, last) in zip(texts, ends, strict=True):
                yield column.lines, Words(printed, int(first), int(last))
    if table.name == f"raw_{BROKEN_WORDS}":
        yield LINES, Words(row["word"], int(row["first_line"]), int(row["last_line"]))


def _ranges(lines: str) -> list[tuple[str, str]]:
    return [(part.split("-")[0], part.split("-")[-1]) for part in re.split(SEPARATORS, lines)]


def _moved(row: Row, table: Table, moves: Moves, where: str, lost: list[str]) -> Row:
    """Return a row with its lines in the new text."""
    found: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for lines, words in _pieces(row, table):
        run = moves.run(words)
        if run is None:
            lost.append(
                f"{where}: {words.printed!r}, which stood on lines {words.first}-{words.last}; its lines follow those around it: check them"
            )
        ends = (run.line, run.end_line) if run else (moves.line(words.first), moves.line(words.last))
        found.setdefault(lines, []).append(ends)
    known = {name: value for lines, ends in found.items() for name, value in _written(row, lines, ends).items()}
    columns = table.metadata.get("cells", [])
    of_cells = [end for lines, ends in found.items() if columns and len(lines) == 1 for end in ends]
    if of_cells:
        known |= {"first_line": str(min(first for first, _ in of_cells)), "last_line": str(max(last for _, last in of_cells))}
    others = {name: str(moves.line(int(value))) for name, value in row.items() if ALONE.search(name) and value.isdigit()}
    return _around(row | others | known)


def _written(row: Row, lines: tuple[str, ...], ends: Sequence[tuple[int, int]]) -> Row:
    if len(lines) == 2:
        return {lines[0]: str(ends[0][0]), lines[1]: str(ends[0][1])}
    parts = [str(first) if first == last else f"{first}-{last}" for first, last in ends]
    separators = [*re.findall(SEPARATORS, row[lines[0]]), ""]
    return {lines[0]: "".join(part + separator for part, separator in zip(parts, separators, strict=True))}


def _around(row: Row) -> Row:
    """Return a row whose lines of context contain those of its words."""
    if row.get("context_first_line") and row.get("first_line"):
        row["context_first_line"] = str(min(int(row["context_first_line"]), int(row["first_line"])))
        row["context_last_line"] = str(max(int(row["context_last_line"]), int(row["last_line"])))
    return row


def _with_characters(text: Text, moves: Moves, stem: str, rows: Sequence[Row], lost: list[str]) -> Iterator[Row]:
    """Yield the rows of a file that has characters where their words are now. Numbers are all listed in their order, so that each is the
    next one of the text; other words are in the place nearest to where they were."""
    printed = "token" if stem == "numbers" else "printed"
    taken: tuple[int, int] | None = (0, 0) if stem == "numbers" else None
    for at, row in enumerate(rows, start=2):
        run = _unchanged(text, moves, row, row[printed]) if taken is None else None
        run = run or _found(text, row[printed], moves.line(int(row["line"])), int(row["char_start"]), taken)
        if run is None:
            lost.append(f"{stem}.csv:{at}: {row[printed]!r}, which stood on line {row['line']}; the row was left out")
            continue
        taken = None if taken is None else run[2:]
        yield row | {name: str(value) for name, value in run._asdict().items()}


def _unchanged(text: Text, moves: Moves, row: Row, words: str) -> Run | None:
    """Return the run of a row on its lines in the new text, where the same characters of them print its words."""
    lines = moves.line(int(row["line"])), moves.line(int(row["end_line"]))
    run = Run(lines[0], int(row["char_start"]), lines[1], int(row["char_end"]))
    return run if squeezed(text_of(text, run)) == squeezed(words) else None


def _found(text: Text, words: str, line: int, char_start: int, after: tuple[int, int] | None) -> Run | None:
    """Return where words stand near a line: the first place after another, or the nearest one where no other is given."""
    first = max(1, line - FAR if after is None else after[0], line - FAR)
    lines = "\n".join(text.unfolded[first - 1 : line + FAR])
    between = rf"[{SPACES}\s]+"
    pattern = between.join("\\s*".join(map(re.escape, word)) for word in words.split(" "))
    runs = [_run(lines, match.start(), match.end(), first) for match in re.finditer(rf"(?<![0-9]){pattern}(?![0-9])", lines)]
    if after is not None:
        return next((run for run in runs if run[:2] > after), None)
    return min(runs, key=lambda run: (abs(run.line - line), abs(run.char_start - char_start)), default=None)


def _run(lines: str, start: int, end: int, first: int) -> Run:
    begins, ends = lines[:start].count("\n"), lines[: end - 1].count("\n")
    return Run(first + begins, start - lines.rfind("\n", 0, start), first + ends, end - 1 - lines.rfind("\n", 0, end - 1))


@command
def main(arguments: list[str]) -> int:
    """Move the line numbers of a document to another text of it; list what was not placed. Return the exit status."""
    if len(arguments) != 2 or not all(arguments):
        print("Say which document and where its new text is: make relocate ID=its_name DOCUMENT=path/to/document.txt", file=sys.stderr)
        return 2
    path = Path(arguments[1])
    folder, text = document_at(ROOT / "raw", arguments[0], path)
    names = rows_of(folder.parent / REFERENCE_FOLDER / f"{NAMES}.csv")
    files = {file.stem: rows for file in sorted(folder.glob("*.csv")) if (rows := rows_of(file))}
    files |= {NAMES: [row for row in names if row["document_id"] == folder.name], FACTS: [_facts(folder / DOCUMENT_FILE)]}
    moved, lost = relocate(text, files)
    refuse(_of_another_document(path.name, folder.name, len(lost), sum(map(len, files.values()))))
    moved_names = iter(moved.pop(NAMES))
    all_names = [next(moved_names) if row["document_id"] == folder.name else row for row in names]
    write_rows(folder.parent / REFERENCE_FOLDER / f"{NAMES}.csv", list(names[0]), all_names)
    [facts] = moved.pop(FACTS)
    _state(folder / DOCUMENT_FILE, facts | {"sha256": sha256(read_file(path)).hexdigest(), "line_count": str(len(text.lines))})
    for stem, rows in moved.items():
        write_rows(folder / f"{stem}.csv", list(files[stem][0]), rows)
    print(
        "\n".join(
            [
                *lost,
                f"Moved raw/{folder.name}/ to {path.name}; texts that were not placed: {len(lost)}.",
                "Next: make draft-spans, make lock, make verify.",
            ]
        )
    )
    return 0


def _of_another_document(text: str, document_id: str, lost: int, rows: int) -> list[Problem]:
    """Return a problem where more texts than half as many as there are rows are not in a new text: what a row says would be lost."""
    expected = f"the text of {document_id}: of {rows} rows, {lost} texts are not in it"
    return [Problem(text, None, None, None, expected, "give the text of this document; nothing was changed")] if lost > rows / 2 else []


def _facts(file: Path) -> Row:
    """Return the keys of document.yaml that have a line of the text, and their words."""
    facts, _ = read_document(read_file(file), f"raw/{file.parent.name}/{file.name}", columns_of(describe(RawDocuments)))
    return {key: facts[key] or "" for key in ("institution_printed", "institution_line")}


def _state(file: Path, facts: Row) -> None:
    """Write the lines, the hash and the line count of a text into document.yaml, and leave all else as it is."""
    content = read_text_file(file)
    for key in ("institution_line", "sha256", "line_count"):
        if facts[key]:
            content = re.sub(rf"^{key}:.*$", f"{key}: {facts[key]}", content, flags=re.MULTILINE)
    write_if_changed(file, content.encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
