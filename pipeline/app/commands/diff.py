"""The command behind `make diff`."""

import argparse
import sys
from pathlib import Path

from pipeline.kernel.command import command
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import refuse
from pipeline.release.comparable import broken_parts
from pipeline.release.diff import as_text, compare, write_parquet
from pipeline.release.opened import opened

EXAMPLE = """Say which two releases to compare, each a release folder, a zip made by make release, or a git tag or commit:
  make diff OLD=HEAD NEW=outputs/latest   what your changes to the last commit change in the release"""


@command
def main(arguments: list[str] | None = None) -> int:
    """Print what differs; return 1 where a release is refused or the schema version is too low for it, 2 where a release is not named."""
    parser = argparse.ArgumentParser("make diff", description="Each release is a folder, a zip made by make release, or a git tag.")
    parser.add_argument("old", nargs="?")
    parser.add_argument("new", nargs="?")
    parser.add_argument("--parquet", type=Path, help="also write the cells that differ to this file")
    asked = parser.parse_args(arguments)
    if not (asked.old and asked.new):
        print(EXAMPLE, file=sys.stderr)
        return 2
    with opened(asked.old, ROOT) as old, opened(asked.new, ROOT) as new:
        refuse(broken_parts(asked.old, old) + broken_parts(asked.new, new))
        found = compare(old, new)
    print(as_text(found), end="")
    if asked.parquet:
        write_parquet(found, asked.parquet)
    return 1 if found.least_schema_version else 0


if __name__ == "__main__":
    sys.exit(main())
