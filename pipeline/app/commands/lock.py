"""The command behind `make lock`."""

import sys

from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError
from pipeline.raw.load import load_raw
from pipeline.raw.raw_lock import LOCK, lock_lines, lock_of

RAW = ROOT / "raw"


def main() -> int:
    """Renew the lock from raw/, which must be free of faults; return the exit status."""
    try:
        load_raw(RAW)
    except InputError as error:
        print(error, file=sys.stderr)
        return 1
    lock_of(RAW).write_text("".join(f"{line}\n" for line in lock_lines(RAW)), "utf-8")
    print(f"Renewed {LOCK}. Read its diff.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
