"""What a build costs against the first version: `python -m tools.benchmarks.builds`, and with `record` the record is renewed.

Belongs here: the first version, cloned from git into a temporary folder, and a copy of this one, built in turn by the same interpreter, and
the seconds of the processor as ratios to the whole build of the first version. Does not belong here: how a build grows with the number of
documents (`many_documents.py`).

Three builds are measured: everything, one corrected cell (a stage of the cartography), and nothing changed. The speed of a
shared machine changes within minutes, so both versions build in three rounds, in turn first and last, and the middle ratio of the
rounds counts. `builds.json` has the ratios of the last record, so that what got slower since is named.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from pipeline.kernel.paths import ROOT

FIRST = "d09cbdd"
CELL = (
    "raw/thesis/cartography.csv",
    "Immunothérapie via des peptides,3657-3659,Préclinique et clinique,",
    "Immunothérapie via des peptides,3657-3659,Préclinique,",
)
# The cell's translation, which later versions have and ask to be corrected with it.
TRANSLATION = (
    "raw/thesis/translations.csv",
    "cartography,5,stage_en,Préclinique et clinique,Preclinical and clinical",
    "cartography,5,stage_en,Préclinique,Preclinical",
)
TARGETS = {"whole": 0.45, "one cell": 0.22, "nothing": 0.01}
# Set to a text, it would make each build compile the version's modules again. By default, Python keeps them.
KEEP_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
RECORD = Path(__file__).with_suffix(".json")
NOISE = 1.1  # two runs on one machine differ by so much
ROUNDS = 3
Seconds = dict[str, float]
Ratios = dict[str, float]


class Version(NamedTuple):
    """A version of the repository to build. folder: where it stands. module: the command that builds it."""

    folder: Path
    module: str

    def build(self) -> float:
        """Build it, and return the processor's seconds that it took. Raises CalledProcessError where it is refused."""
        environment = {**os.environ, "DAGSTER_HOME": str(self.folder), "SOURCE_DOCUMENT": "", KEEP_NO_BYTECODE: ""}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", self.module], cwd=self.folder, env=environment, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def correct_a_cell(self) -> None:
        """Change one cell of the raw data, and its translation where there is one. Raises ValueError where the cell is not there."""
        name, row, corrected = CELL
        if row not in (self.folder / name).read_text("utf-8"):
            raise ValueError(f"{name}: no row has {row!r}. Name another cell in tools/benchmarks/builds.py.")
        for name, row, corrected in (CELL, TRANSLATION):
            file = self.folder / name
            if file.exists():
                file.write_text(file.read_text("utf-8").replace(row, corrected), "utf-8")


def measure(version: Version) -> Seconds:
    """Return the seconds of the three builds of a version that has no outputs yet, with the name of each build."""
    whole = version.build()
    nothing = version.build()
    version.correct_a_cell()
    return {"whole": whole, "one cell": version.build(), "nothing": nothing}


def first_version(folder: Path) -> Version:
    """Clone the first version into a folder."""
    subprocess.run(["git", "clone", "--quiet", "--no-checkout", str(ROOT), str(folder)], check=True)
    subprocess.run(["git", "checkout", "--quiet", FIRST], cwd=folder, check=True)
    return Version(folder, "pipeline.build")


def this_version(folder: Path) -> Version:
    """Copy the files of this version that git knows into a folder."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return Version(folder, "pipeline.app.commands.dataset")


def ratios(first: Seconds, now: Seconds) -> Ratios:
    """Return what each build costs as a part of the whole build of the first version."""
    return {name: round(now[name] / first["whole"], 4) for name in TARGETS}


def one_round(number: int) -> Ratios:
    """Build both versions once, this one first in every second round, print their seconds, and return the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        versions = [first_version(Path(folder) / "first"), this_version(Path(folder) / "now")]
        order = versions if number % 2 else versions[::-1]
        seconds = {version.module: measure(version) for version in order}
    first, now = (seconds[version.module] for version in versions)
    built = ", ".join(f"{name} {now[name]:.1f} s" for name in TARGETS)
    print(f"round {number}: {built}; the first version's whole build {first['whole']:.1f} s", flush=True)
    return ratios(first, now)


def middle(rounds: list[Ratios]) -> Ratios:
    """Return the middle ratio of each build."""
    return {name: statistics.median(found[name] for found in rounds) for name in TARGETS}


def report(rounds: list[Ratios], recorded: Ratios) -> str:
    """Return a line for each build: its middle ratio, those of the rounds, that of the record, and the most; and what got slower."""
    found = middle(rounds)
    lines = [
        f"{name:9} {found[name]:.3f} of the first version's whole build ({', '.join(f'{each[name]:.3f}' for each in rounds)}; recorded "
        f"{recorded[name]:.3f}, at most {TARGETS[name]})"
        for name in TARGETS
    ]
    changes = [f"Slower than recorded: {name}, {found[name] / recorded[name]:.2f} times." for name in slower(found, recorded)]
    return "\n".join(lines + (changes or ["Nothing got slower than recorded."]))


def slower(found: Ratios, recorded: Ratios) -> list[str]:
    """Return the builds that cost more than recorded, beyond what differs between two runs."""
    return [name for name in TARGETS if found[name] > recorded[name] * NOISE]


def missed(found: Ratios) -> list[str]:
    """Return the builds that cost more than they may."""
    return [name for name, most in TARGETS.items() if found[name] > most]


def main(arguments: list[str]) -> int:
    """Measure both versions and print the ratios; the exit status is 1 where a target is missed or a build got slower."""
    rounds = [one_round(number) for number in range(1, ROUNDS + 1)]
    recorded, found = json.loads(RECORD.read_text("utf-8")), middle(rounds)
    print(report(rounds, recorded))
    if arguments == ["record"]:
        RECORD.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
        print(f"Renewed {RECORD.relative_to(ROOT)}.")
    return 1 if missed(found) or slower(found, recorded) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
