"""The command behind `make dataset`."""

import os
import sys

import dagster as dg

from pipeline.app.build import build
from pipeline.app.resources import Folders, SourceDocument
from pipeline.kernel.paths import ROOT


def main() -> int:
    """Run the build with the repository's instance, or that of DAGSTER_HOME where it is set; return the exit status."""
    os.environ.setdefault("DAGSTER_HOME", str(ROOT))
    good, message = build(Folders(), SourceDocument(), dg.DagsterInstance.get, _say_that_it_waits)
    print(message, file=sys.stdout if good else sys.stderr)
    return 0 if good else 1


def _say_that_it_waits() -> None:
    print("Another build is running in this folder. Waiting for it to end.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
