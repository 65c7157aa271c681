"""The command behind `make official`, and with the argument `stored` the one behind `make official-stored`."""

import os
import sys

import dagster as dg

from pipeline.app.live import load
from pipeline.app.resources import Folders
from pipeline.kernel.paths import ROOT

STORED = "stored"


def main(arguments: list[str]) -> int:
    """Run the command with the repository's instance, or that of DAGSTER_HOME where it is set; return the exit status."""
    os.environ.setdefault("DAGSTER_HOME", str(ROOT))
    good, message = load(Folders(), dg.DagsterInstance.get, stored=arguments == [STORED])
    print(message, file=sys.stdout if good else sys.stderr)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
