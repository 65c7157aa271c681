"""The command behind `make draft-numbers`: writes raw/<document>/numbers.csv from the text, with dispositions where they are certain.

Rows that have a disposition and still are numbers of the text stay as they are. A number of which nothing certain is known has no
disposition: `make lock` names the rows that a person must decide. Belongs here: what a number certainly is, and the cut that the cells of
a table by area give. Does not belong here: how any other text is cut into numbers (`pipeline/kernel/tokens.py`).
"""

import itertools
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.contract.tables import describe
from pipeline.kernel.command import command
from pipeline.kernel.files import read_file, sha256_of
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import Problem, refuse
from pipeline.kernel.tokens import NUMBER, Token, spaced, tokens_of
from pipeline.raw.area_figures import EMPTY
from pipeline.raw.cells import ITEM
from pipeline.raw.folder import DOCUMENT_FILE
from pipeline.raw.new_document import columns_of
from pipeline.raw.versions import text_versions
from pipeline.verify.citation_forms import cited_in
from pipeline.verify.headings import NUMBERED
from pipeline.verify.number_ledger import digits_of, is_number
from pipeline.verify.places import Run, places_of, text_of
from pipeline.verify.text import Text
from schemas.codes import codes_of
from schemas.numbers import RawNumbers
from tools.texts.folder import document_at, rows_of, write_rows

FILE = "numbers.csv"
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
CAPTION = re.compile(r"\s*(?:tableau|table|figure|fig\.|graphique|chart)\s*(?P<number>\d+)", re.IGNORECASE)
# The printed texts of records, with their lines and what their numbers are.
PRINTED = (
    ("statements", "printed", "first_line", "last_line", "datum"),
    ("area_figures", "printed", "first_line", "last_line", "datum"),
    ("event_tellings", "date_printed", "date_first_line", "date_last_line", "datum"),
    ("event_tellings", "target_printed", "target_first_line", "target_last_line", "datum"),
    ("citations", "printed", "first_line", "last_line", "citation"),
)
YEAR_DIGITS = 4
# The files whose rows have years, and the cells that hold these: a year within the lines of their context is a datum.
YEARS = {"statements": ("period_start", "period_end"), "area_figures": ("years",)}
KNOWN = ("sections", *dict.fromkeys(file for file, *_ in PRINTED))
Row = dict[str, str]


def draft(text: Text, kept: Sequence[Row], known: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Return the rows of the ledger of a text in its order: decided ones of `kept` that are numbers of it, and a row for each other number.

    known: the rows of the files KNOWN, as far as they are written.
    """
    tokens = {token: row for row in kept if row["disposition"] and is_number(text, token := _token(row))}
    held = {place for token in tokens for place in digits_of(text, token)}
    certain, years = [*_certain(text), *_listed(text, known)], set(_years(text, known))
    for token in _cut(text, known):
        if not digits_of(text, token) & held:
            kinds = {kind for run, kind in certain if run[:2] <= token[:2] and token[2:4] <= run[2:]}
            known_kinds = kinds or ({"datum"} if (token.line, token.token) in years else set())
            tokens[token] = _row(token, known_kinds.pop() if len(known_kinds) == 1 else "")
    return [tokens[token] for token in sorted(tokens)]


def _cut(text: Text, known: Mapping[str, Sequence[Row]]) -> list[Token]:
    """Return the numbers of a text, cut as is most likely, and within a row of a table by area as its cells are."""
    likely, cells = tokens_of(text.unfolded), set(_cells(text, known.get("area_figures", [])))
    for run in sorted({run for run, _ in cells}):
        inside = [token for token in likely if token[:2] <= run[2:] and run[:2] <= token[2:4]]
        if all(run[:2] <= token[:2] and token[2:4] <= run[2:] for token in inside):
            likely = [token for token in likely if token not in inside] + [token for of, token in cells if of == run]
    return likely


def _cells(text: Text, figures: Iterable[Row]) -> Iterator[tuple[Run, Token]]:
    """Yield each cell of the rows of a table by area, with the run of cells of its line between which the document prints nothing else."""
    for row in figures:
        groups = itertools.groupby(row["printed"].split(ITEM), EMPTY.__eq__)
        for pieces in (list(group) for is_empty, group in groups if not is_empty):
            for run in places_of(text, " ".join(pieces), int(row["first_line"]), int(row["last_line"])):
                if run.line == run.end_line and all(map(NUMBER.fullmatch, pieces)):
                    yield from ((run, token) for token in _split(text, run, pieces))


def _split(text: Text, run: Run, pieces: Sequence[str]) -> Iterator[Token]:
    """Yield the pieces of a run of one line as tokens, each after the one before."""
    begin = run.char_start
    for piece in pieces:
        found = next(one for one in places_of(text, piece, run.line, run.line) if one.char_start >= begin)
        yield Token(*found, spaced(text_of(text, found)))
        begin = found.char_end + 1


def _years(text: Text, known: Mapping[str, Sequence[Row]]) -> Iterator[tuple[int, str]]:
    """Yield the line and digits of each year that dates a statement within the lines of its context, captions left out."""
    for file, names in YEARS.items():
        for row in known.get(file, []):
            years = {date[:YEAR_DIGITS] for name in names for date in row.get(name, "").split(ITEM) if date}
            lines = range(int(row["context_first_line"]), int(row["context_last_line"]) + 1) if row.get("context_first_line") else ()
            yield from ((line, year) for line in lines if not CAPTION.match(text.line(line)) for year in years)


def _token(row: Row) -> Token:
    return Token(int(row["line"]), int(row["char_start"]), int(row["end_line"]), int(row["char_end"]), row["token"])


def _row(token: Token, disposition: str) -> Row:
    return {**{name: str(value) for name, value in token._asdict().items()}, "disposition": disposition, "reason": ""}


def _certain(text: Text) -> Iterator[tuple[Run, str]]:
    """Yield the runs whose numbers are of one kind by the text alone: dates of citations, addresses, numbers of captions."""
    yield from ((cited.date, "citation") for cited in cited_in(text))
    for number, line in enumerate(text.unfolded, start=1):
        yield from ((Run(number, match.start() + 1, number, match.end()), "address") for match in ADDRESS.finditer(line))
        if match := CAPTION.match(line):
            yield Run(number, match.start("number") + 1, number, match.end("number")), "caption"


def _listed(text: Text, known: Mapping[str, Sequence[Row]]) -> Iterator[tuple[Run, str]]:
    """Yield the same by what is already read: numbers of headings, and of the printed texts of statements, events and citations."""
    for row in known.get("sections", []):
        number = int(row["first_line"])
        match = NUMBERED.fullmatch(text.line(number))
        if match and match["number"] == row["section_no"]:
            begin = text.unfolded[number - 1].index(match["number"])
            yield Run(number, begin + 1, number, begin + len(match["number"])), "heading"
    for file, printed, first, last, kind in PRINTED:
        for row in known.get(file, []):
            for piece in row[printed].split(ITEM) if row[first] else []:
                yield from ((run, kind) for run in places_of(text, piece, int(row[first]), int(row[last])) if piece)


def _of_another_text(folder: Path, text: Path) -> list[Problem]:
    """Return a problem where a text is not the one that document.yaml states: decisions about the numbers of the other would be lost."""
    stated = text_versions(folder.parent, "").get(folder.name)
    found = sha256_of(read_file(text))
    expected, remedy = (
        f"the SHA-256 that {DOCUMENT_FILE} states, {stated}",
        "give that text. make relocate moves the numbers to another one",
    )
    return [Problem(text.name, None, "sha256", found, expected, remedy)] if stated not in (None, found) else []


@command
def main(arguments: list[str]) -> int:
    """Draft the ledger of a document; list what a person must read. Return the exit status."""
    if len(arguments) != 2 or not all(arguments):
        print("Say which document and where its text is: make draft-numbers ID=its_name DOCUMENT=path/to/document.txt", file=sys.stderr)
        return 2
    folder, text = document_at(ROOT / "raw", arguments[0], Path(arguments[1]))
    kept = rows_of(folder / FILE)
    refuse(_of_another_text(folder, Path(arguments[1])) if kept else [])
    rows = draft(text, kept, {name: rows_of(folder / f"{name}.csv") for name in KNOWN})
    write_rows(folder / FILE, columns_of(describe(RawNumbers)), rows)
    for row in rows:
        if not row["disposition"]:
            line = " ".join(text.unfolded[int(row["line"]) - 1].split())
            print(f"line {row['line']}: {row['token']!r} {'one number? ' * (' ' in row['token'])}what is it? {line}")
    undecided = sum(not row["disposition"] for row in rows)
    print(f"Wrote raw/{folder.name}/{FILE}: {len(rows)} numbers, {undecided} of them without a disposition yet.")
    if undecided:
        print(f"Fill in their disposition: {', '.join(codes_of('number_disposition'))} (meanings: code_lists of a release).")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
