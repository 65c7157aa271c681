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


@command
def main(arguments: list[str] | None = None) -> int:
    """Print what differs; return 1 where a release is refused or the schema version is too low for what changed."""
    parser = argparse.ArgumentParser("make diff", description="Each release is a folder, a zip made by make release, or a git tag.")
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--parquet", type=Path, help="also write the cells that differ to this file")
    asked = parser.parse_args(arguments)
    with opened(asked.old, ROOT) as old, opened(asked.new, ROOT) as new:
        refuse(broken_parts(asked.old, old) + broken_parts(asked.new, new))
        found = compare(old, new)
    print(as_text(found), end="")
    if asked.parquet:
        write_parquet(found, asked.parquet)
    return 1 if found.least_schema_version else 0


if __name__ == "__main__":
    sys.exit(main())
