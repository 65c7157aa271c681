"""The command behind `make lock`."""

import sys

from pipeline.kernel.command import command
from pipeline.kernel.files import write_if_changed
from pipeline.kernel.paths import ROOT
from pipeline.raw.load import load_raw
from pipeline.raw.raw_lock import LOCK, lock_lines, lock_of

RAW = ROOT / "raw"


@command
def main() -> int:
    """Renew the lock from raw/, which must be free of faults; return the exit status."""
    load_raw(RAW)
    write_if_changed(lock_of(RAW), "".join(f"{line}\n" for line in lock_lines(RAW)).encode())
    print(f"Renewed {LOCK}. Read its diff.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
