"""The command behind `make new-document`."""

import sys

from pipeline.kernel.command import command
from pipeline.kernel.paths import ROOT
from pipeline.raw.folder import DOCUMENT_FILE
from pipeline.raw.new_document import new_document


@command
def main(arguments: list[str]) -> int:
    """Create the folder of the document that the arguments name; return the exit status."""
    files = new_document(ROOT / "raw", arguments[0] if arguments else "")
    folder = f"raw/{files[0].parent.name}/"
    print(f"Created {folder} with {len(files)} files. Fill in {DOCUMENT_FILE} first, and delete the files that you do not need.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
