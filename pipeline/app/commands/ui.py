"""The command behind `make ui`."""

import argparse
import os
import sys
from socket import socket

from pipeline.app.ui.place import HOST, NotServedError, listen, only_one, port_of
from pipeline.kernel.command import command
from pipeline.kernel.locks import UI_LOCK
from pipeline.kernel.paths import ROOT

# The modules of the code locations, which are not loaded here, by the names that they give themselves.
DATASET = {"wallonia-biomanufacturing": "pipeline.app.definitions"}
OFFICIAL = {"official-live": "pipeline.app.official_definitions"}
LOCK = ROOT / UI_LOCK


@command
def main(arguments: list[str] | None = None) -> int:
    """Serve the UI of the repository's instance, or that of DAGSTER_HOME where it is set; return the exit status."""
    parser = argparse.ArgumentParser("make ui")
    parser.add_argument("--port", default="3000")
    parser.add_argument("--official", action="store_true", help="also serve the live official statistics")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DAGSTER_HOME", str(ROOT))
    try:
        port = port_of(asked.port)
        with only_one(LOCK, f"http://{HOST}:{port}"), listen(port) as listening:
            tell("Starting the Dagster UI. This takes about half a minute.")
            return _serve(listening, asked.official)
    except NotServedError as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _serve(listening: socket, official: bool) -> int:
    from pipeline.app.ui.serve import serve

    if serve(listening, DATASET | (OFFICIAL if official else {}), tell):
        return 0
    print("The Dagster daemon ended, so nothing could be run any more. Start the UI again: make ui", file=sys.stderr)
    return 1


def tell(text: str) -> None:
    """Say how far the start is."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
