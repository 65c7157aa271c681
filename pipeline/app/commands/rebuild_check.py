"""The command behind `make rebuild-check`."""

import sys

from pipeline.kernel.command import command
from pipeline.kernel.paths import ROOT
from pipeline.kernel.scratch import scratch
from pipeline.release.opened import opened
from pipeline.release.rebuilt import rebuilt


@command
def main(arguments: list[str]) -> int:
    """Build the release that is named again, and print each hash that differs; return 1 where one does, 2 where none is named."""
    if len(arguments) != 1 or not arguments[0]:
        print("Say which release: make rebuild-check RELEASE=path/to/release.zip, or a folder.", file=sys.stderr)
        return 2
    with opened(arguments[0], ROOT) as release, scratch() as folder:
        found = rebuilt(release, ROOT, folder)
    if found.differences:
        lines = "\n".join(f"- {line}" for line in found.differences)
        print(f"Built from {found.source}, it differs in {len(found.differences)}:\n{lines}", file=sys.stderr)
        return 1
    print(f"Confirmed: built again from {found.source}, all {found.files} files have the hashes that the release states.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
