"""The command behind `make release-lock`."""

import sys

from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError
from pipeline.release.publish import up_to_date
from pipeline.release.record import build_record
from pipeline.release.release_lock import CHANGELOG, LOCK, lock_text, read_lock, renewed, state_of, unnamed


def main() -> int:
    """Renew the lock from outputs/latest, which must be up to date; say what the changelog lacks. Return the exit status."""
    outputs, changelog = ROOT / "outputs", (ROOT / CHANGELOG).read_text("utf-8")
    try:
        if not up_to_date(outputs, build_record(ROOT, ROOT / "raw")):
            print("outputs/latest is not up to date: make dataset", file=sys.stderr)
            return 1
        state = state_of(outputs / "latest")
        lock = renewed(read_lock(ROOT / LOCK), state, changelog)
    except InputError as refused:
        print(refused, file=sys.stderr)
        return 1
    (ROOT / LOCK).write_text(lock_text(lock), "utf-8")
    print(f"Renewed {LOCK}. Read its diff.")
    if missing := ", ".join(f"`{problem.value}`" for problem in unnamed(lock["previous"], state, changelog)):
        print(f"{CHANGELOG} does not name these tables yet, which changed: {missing}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
