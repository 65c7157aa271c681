"""The seeded fuzzer: mutations of every raw file and of metadata.yaml in rotation, each read and checked in process.

Belongs here: which case is tried when. A case is known by seed, file and number alone, so that one of a report can be tried again:
`python -m tools.faults.fuzz SEED FILE NUMBER`. Does not belong here: what a case does (`mutations.py` and its like) or ends as
(`reading.py`).
"""

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.kernel.paths import METADATA, ROOT
from pipeline.raw.raw_lock import LOCK
from tools.faults.csv_mutations import OF_CSV
from tools.faults.mutations import ANY, Mutation
from tools.faults.reading import DONE, FILE_REFUSED, FINDINGS, LINE_REFUSED, REFUSED, SILENT, Outcome, Reader
from tools.faults.yaml_mutations import OF_YAML

ATTEMPTS = 20  # a mutation that changes nothing is made again
EACH_HUNDREDTH, BUILD = 100, "whole build"

Whole = Callable[[str, bytes], Outcome]


class Key(NamedTuple):
    """What a case is known by within a seed."""

    file: str
    number: int
    kind: str


class Case(NamedTuple):
    """A mutation that was tried: the file, its number, what sort of mutation it was, and what came of it."""

    file: str
    number: int
    kind: str
    name: str
    outcome: Outcome


def fuzzed_files(raw: Path) -> list[str]:
    """Return the files that are attacked: all of the raw folder, and metadata.yaml."""
    return [METADATA, *sorted(path.relative_to(raw).as_posix() for path in raw.rglob("*") if path.is_file())]


def kinds_of(file: str) -> Mapping[str, Sequence[Mutation]]:
    """Return the mutations for a file, by kind."""
    return {**ANY, **(OF_CSV if file.endswith(".csv") else OF_YAML)}


def mutated(content: bytes, file: str, number: int, seed: int) -> tuple[str, str, bytes]:
    """Return (kind, name, content) of a case."""
    chance, kinds = random.Random(f"{seed} {file} {number}"), kinds_of(file)
    kind = list(kinds)[number % len(kinds)]
    for _ in range(ATTEMPTS):
        change = chance.choice(kinds[kind])
        try:
            changed = change(content, chance)
        except (IndexError, ValueError):  # the file has nothing that could be changed so
            continue
        if changed != content:
            return kind, change.__name__, changed
    return kind, "cut_short", b""


def copied(raw: Path, folder: Path) -> Path:
    """Copy a raw folder, with the lock beside it, into a folder."""
    shutil.copy(raw.with_name(LOCK), folder / LOCK)
    return Path(shutil.copytree(raw, folder / raw.name))


def is_built_too(file: str, number: int, files: Sequence[str]) -> bool:
    """Return whether a case goes through a whole build as well, as each hundredth of each file does, those of no two files at once."""
    return file != METADATA and (number + files.index(file)) % EACH_HUNDREDTH == EACH_HUNDREDTH - 1


def cases(reader: Reader, raw: Path, files: Sequence[str], numbers: range, seed: int, whole: Whole | None = None) -> Iterator[Case]:
    """Try the cases of some files in rotation; with `whole`, each hundredth goes through a whole build too."""
    everything = fuzzed_files(raw)
    originals = {file: (ROOT / file if file == METADATA else raw / file).read_bytes() for file in files}
    for number in numbers:
        for file in files:
            kind, name, content = mutated(originals[file], file, number, seed)
            outcome = reader.tried(file, content)
            yield Case(file, number, kind, name, outcome)
            if whole and is_built_too(file, number, everything):
                yield Case(file, number, BUILD, name, agreed(outcome, whole(file, content)))


def agreed(read: Outcome, built: Outcome) -> Outcome:
    """Return what came of a whole build, or a finding where it took what reading and checking refuses."""
    refused = read.kind in (REFUSED, LINE_REFUSED, FILE_REFUSED)
    return Outcome(SILENT, "read alone it is refused, and a whole build takes it") if refused and built.kind == DONE else built


def counted(found: Sequence[Case]) -> Counter[tuple[str, str]]:
    """Return how many cases of each kind ended how."""
    return Counter((case.kind, case.outcome.kind) for case in found)


def findings(found: Sequence[Case]) -> list[Case]:
    """Return the cases that ended as nothing may end."""
    return [case for case in found if case.outcome.kind in FINDINGS]


if __name__ == "__main__":
    asked_seed, asked_file, asked_number = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    with tempfile.TemporaryDirectory(prefix="faults") as folder:
        copy = Reader(copied(ROOT / "raw", Path(folder)))
        for tried in cases(copy, ROOT / "raw", [asked_file], range(asked_number, asked_number + 1), asked_seed):
            print(*tried[:4], *tried.outcome, sep="\n")
