"""The command behind `make release-lock`."""

import sys

from pipeline.app.commands.dataset import say_that_it_waits
from pipeline.kernel.command import command
from pipeline.kernel.files import read_text_file, write_if_changed
from pipeline.kernel.locks import BUILD_LOCK, locked
from pipeline.kernel.paths import ROOT
from pipeline.release.publish import up_to_date
from pipeline.release.record import build_record
from pipeline.release.release_lock import CHANGELOG, LOCK, lock_text, read_lock, renewed, state_of, unnamed


@command
def main() -> int:
    """Renew the lock from outputs/latest, which must be up to date; say what the changelog lacks. Return the exit status."""
    outputs, changelog = ROOT / "outputs", read_text_file(ROOT / CHANGELOG)
    with locked(outputs, BUILD_LOCK, say_that_it_waits):
        if not up_to_date(outputs, build_record(ROOT, ROOT / "raw")):
            print("outputs/latest is not up to date: make dataset", file=sys.stderr)
            return 1
        state = state_of(outputs / "latest")
    lock = renewed(read_lock(ROOT / LOCK), state, changelog)
    write_if_changed(ROOT / LOCK, lock_text(lock).encode())
    print(f"Renewed {LOCK}. Read its diff.")
    if missing := ", ".join(f"`{problem.value}`" for problem in unnamed(lock["previous"], state, changelog)):
        print(f"{CHANGELOG} does not name these tables yet, which changed: {missing}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
