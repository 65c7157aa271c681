"""The command behind `make official`, and with the argument `stored` the one behind `make official-stored`."""

import sys

from pipeline.app.commands.dataset import say_that_it_waits
from pipeline.app.instance import open_instance
from pipeline.app.live import load
from pipeline.app.resources import Folders
from pipeline.kernel.command import command

STORED = "stored"


@command
def main(arguments: list[str]) -> int:
    """Run the command with the repository's instance, or that of DAGSTER_HOME where it is set; return the exit status."""
    good, message = load(Folders(), open_instance, arguments == [STORED], say_that_it_waits)
    print(message, file=sys.stdout if good else sys.stderr)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
