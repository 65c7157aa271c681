"""The command behind `make dataset`."""

import gc
import os
import sys

from pipeline.app.build import build
from pipeline.app.commands.progress import Progress
from pipeline.app.instance import open_instance
from pipeline.kernel.command import command
from pipeline.kernel.paths import ROOT


@command
def main() -> int:
    """Run the build with the repository's instance, or that of DAGSTER_HOME where it is set; return the exit status."""
    with Progress() as progress:
        document = os.environ.get("SOURCE_DOCUMENT", "")
        good, message = build(ROOT / "raw", ROOT / "outputs", document, open_instance, say_that_it_waits, progress.tell)
    print(message, file=sys.stdout if good else sys.stderr)
    return 0 if good else 1


def say_that_it_waits() -> None:
    """Tell a person at a terminal why nothing happens yet."""
    print("Another build is running in this folder. Waiting for it to end.", file=sys.stderr)


def _leave(status: int) -> None:
    """End this process at once: the history is closed, all else is written, and taking the libraries down takes a second."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    gc.disable()  # A build makes many objects and few cycles. Looking for them would take more than a hundredth of its time.
    _leave(main())
