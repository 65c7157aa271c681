"""The command of the webserver of a team's server, which deploy/compose.yaml starts."""

import argparse
import sys

from pipeline.app.ui.behind_proxy import serve, settings
from pipeline.app.ui.place import NotServedError
from pipeline.kernel.command import command


@command
def main(arguments: list[str] | None = None) -> int:
    """Serve the UI of the instance in DAGSTER_HOME to a proxy; return the exit status."""
    parser = argparse.ArgumentParser("python -m pipeline.app.commands.webserver")
    parser.add_argument("--workspace", required=True, help="the file that names the code servers")
    asked = parser.parse_args(arguments)
    try:
        at = settings()
    except NotServedError as refused:
        print(refused, file=sys.stderr)
        return 1
    serve(asked.workspace, at)
    return 0


if __name__ == "__main__":
    sys.exit(main())
