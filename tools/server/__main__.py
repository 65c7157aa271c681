"""The command behind `make server-check`: try deploy/ on this machine, and print what was measured as a table for docs/server.md.

Belongs here: what is missing on this machine, the order, and printing. Does not belong here: what must hold (`cases.py`).
"""

import importlib.util
import shutil
import sys
import tempfile
import time
from pathlib import Path

from pipeline.kernel.command import command
from pipeline.kernel.paths import ROOT
from tools.server import postgres, proxy
from tools.server.cases import CASES
from tools.server.reader import reading
from tools.server.trial import Trial


def missing() -> list[str]:
    """Return what this machine lacks for the trial, each in a sentence that says how to get it."""
    lacks = {
        "PostgreSQL is missing: apt-get install postgresql": postgres.folder_of_programs() is None,
        "nginx is missing: apt-get install nginx-light": proxy.program() is None,
        "openssl is missing: apt-get install openssl": shutil.which("openssl") is None,
        "dagster-postgres is missing: python3 tools/environment.py server": importlib.util.find_spec("dagster_postgres") is None,
    }
    return [sentence for sentence, is_missing in lacks.items() if is_missing]


@command
def main(arguments: list[str] | None = None) -> int:
    """Try everything; return the exit status: 2 where this machine lacks something.

    arguments: the names of cases, of which the first is always tried; all, if there is none.
    """
    names = sys.argv[1:] if arguments is None else arguments
    if lacking := missing():
        print("\n".join(lacking), file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="server-check-") as folder:
        trial = Trial(ROOT, Path(folder))
        try:
            return _tried(trial, names)
        finally:
            trial.end()


def _tried(trial: Trial, names: list[str]) -> int:
    print("| what must hold | measured | seconds |\n| --- | --- | --- |", flush=True)
    with reading(trial.outputs) as reader:
        for case in [case for number, case in enumerate(CASES) if not names or number == 0 or case.__name__ in names]:
            begins = time.monotonic()
            measured = case(trial)
            print(f"| {(case.__doc__ or '').strip()} | {measured} | {time.monotonic() - begins:.0f} |", flush=True)
    broken, looks = reader.broken, reader.looks
    print(f"| A reader who opens the release every two seconds finds it whole. | {looks} times, {len(reader.seen)} releases | |")
    if broken:
        print(f"These releases were not whole: {broken}", file=sys.stderr)
    unused = not names and _unused(trial)
    if unused:
        print(f"These commands of compose.yaml were not run: {unused}", file=sys.stderr)
    return 1 if broken or unused else 0


def _unused(trial: Trial) -> list[str]:
    """Return the commands of compose.yaml that were not run."""
    said = [words for service in trial.services.values() for words in (service.command, service.check) if words]
    return [" ".join(words) for words in said if tuple(words) not in trial.ran]


if __name__ == "__main__":
    sys.exit(main())
