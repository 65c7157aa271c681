"""Many documents, generated from the real one: raw folders as they would be if as many documents had been read.

Belongs here: copies of the document in raw/, each under an identifier of its own, with all that it owns. Does not belong here: measuring.

A copy owns what the document owns: its files, its names, claims and corrections, and the organisations that it tells of. Each identifier
of these gets the ending of the copy: thesis becomes thesis-d0001, and aseptic-technologies becomes aseptic-technologies-d0001.
`without_endings` takes the endings off again, so that what is made from a copy can be held against what is made from the original. All
else is shared by all documents: areas, places, code lists, units, indicators, types. The numbers are those of the original, so that all
documents give the same values of the same quantities.
"""

import csv
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from pipeline.contract.tables import describe
from schemas.registry import PUBLISHED, RAW

ORIGINAL = "thesis"
OWNED = {"document_id", "organisation_id", "event_id", "relation_id", "flag_id", "claim_id", "correction_id"}
OF_THE_DOCUMENT = {"observation_id", "citation_id"}
ENDING = re.compile(r"-d[0-9]{4}(?![0-9a-z])")
KEYS = {table.name: table.key for table in map(describe, PUBLISHED)}
# Files that point to rows of raw files.
OF_RAW_ROWS = ("spans.csv", "reading_exceptions.csv")
KEYS_OF_FILES = {table.name.removeprefix("raw_"): table.key for table in map(describe, RAW)}

Row = dict[str, str]


def generate(raw: Path, target: Path, count: int, text: Path | None = None) -> None:
    """Write a raw folder with `count` documents like the original to `target`, which must not exist: the original and its copies.

    text: the original's text; where it is given, each copy has a text of its own beside the folder, in `texts/<document_id>.txt`, that
    differs from it in white space at its very end, and is known by its hash. Else the copies name no hash.
    """
    shutil.copytree(raw, target)
    endings = [f"-d{number:04d}" for number in range(1, count)]
    for ending in endings:
        (target / f"{ORIGINAL}{ending}").mkdir()
    for file in sorted((raw / ORIGINAL).glob("*.csv")):
        _spread(file, _of_anybody, endings, partial(_in_copy, target, file.name))
    claims = {row["claim_id"] for row in _read(raw / "reference" / "claims.csv")[1] if row["document_id"] == ORIGINAL}
    owned: dict[str, Callable[[Row], bool]] = {
        "corrections.csv": _of_the_original,
        "reference/organisation_names.csv": _of_the_original,
        "reference/organisations.csv": _of_anybody,
        "reference/claims.csv": _of_the_original,
        "reference/claim_inputs.csv": lambda row: row["claim_id"] in claims,
    }
    for name, is_owned in owned.items():
        _spread(raw / name, is_owned, endings, partial(_in_shared, target, name))
    _describe(raw, target, endings, text)


def without_endings(value: str) -> str:
    """Return a text in which each identifier of a copy is that of the original."""
    return ENDING.sub("", value)


def _of_the_original(row: Row) -> bool:
    return row["document_id"] == ORIGINAL


def _read(file: Path) -> tuple[list[str], list[Row]]:
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


def _spread(file: Path, is_owned: Callable[[Row], bool], endings: list[str], place: Callable[[str], Path]) -> None:
    """Write the owned rows of a file once for each ending: after the rows of a file that is there already, or into a new one."""
    header, rows = _read(file)
    rows = [row for row in rows if is_owned(row)]
    for ending in endings:
        target = place(ending)
        is_new = not target.exists()
        with target.open("a", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, header, lineterminator="\n")
            if is_new:
                writer.writeheader()
            writer.writerows(_copied(rows, ending, KEYS_OF_FILES if file.name in OF_RAW_ROWS else KEYS))


def _copied(rows: list[Row], ending: str, keys: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    """Yield the rows as a copy has them. keys: those of the tables that a record_id of theirs may be of."""
    for row in rows:
        copy = {name: _own(name, value, ending) for name, value in row.items()}
        if row.get("record_id"):
            copy["record_id"] = _key(keys[row["table_name"]], row["record_id"], ending)
        if row.get("column_name") and row.get("value"):
            copy["value"] = _own(row["column_name"], row["value"], ending)
        yield copy


def _own(column: str, value: str, ending: str) -> str:
    """Return a value with the ending where it is an identifier that a copy has of its own; an observation's and a source's begin with
    their document's."""
    if column in OF_THE_DOCUMENT:
        return value.replace(ORIGINAL, f"{ORIGINAL}{ending}", 1)
    return f"{value}{ending}" if value and column in OWNED else value


def _key(key: tuple[str, ...], record_id: str, ending: str) -> str:
    """Return the identifier of the copy of a published row."""
    return "|".join(_own(column, part, ending) for column, part in zip(key, record_id.split("|"), strict=True))


def _of_anybody(_row: Row) -> bool:
    return True


def _in_copy(target: Path, name: str, ending: str) -> Path:
    return target / f"{ORIGINAL}{ending}" / name


def _in_shared(target: Path, name: str, _ending: str) -> Path:
    return target / name


def _describe(raw: Path, target: Path, endings: list[str], text: Path | None) -> None:
    """Write the document file of each copy, and its text where there is one."""
    facts = (raw / ORIGINAL / "document.yaml").read_text("utf-8")
    content = b"" if text is None else text.read_bytes()
    for number, ending in enumerate(endings, start=1):
        digest = "null"
        if content:
            own = content + b" " * number
            digest = hashlib.sha256(own).hexdigest()
            (target.parent / "texts").mkdir(exist_ok=True)
            (target.parent / "texts" / f"{ORIGINAL}{ending}.txt").write_bytes(own)
        (target / f"{ORIGINAL}{ending}" / "document.yaml").write_text(re.sub("sha256: .*", f"sha256: {digest}", facts), "utf-8")
