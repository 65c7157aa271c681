"""The command that removes old runs from the history of a team's server: `python -m pipeline.app.commands.old_runs 30` (docs/server.md).

`make dataset` removes them from its own history after each build. A server's runs are started by the daemon, and nothing follows them.
"""

import sys

from pipeline.app.instance import open_instance
from pipeline.app.old_runs import remove_all_but
from pipeline.kernel.command import command


@command
def main(arguments: list[str]) -> int:
    """Remove the finished runs but as many of the newest as the argument says; return the exit status."""
    if len(arguments) != 1 or not arguments[0].isdecimal():
        print("Say how many runs to keep: python -m pipeline.app.commands.old_runs 30", file=sys.stderr)
        return 2
    with open_instance() as instance:
        removed = remove_all_but(instance, int(arguments[0]))
        print(
            f"Removed {len(removed)} runs, kept {instance.get_runs_count()}. Kept are also runs that show the state of an asset or a check."
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
