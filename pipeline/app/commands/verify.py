"""The command behind `make verify`."""

import sys
from pathlib import Path

from pipeline.kernel.command import command
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import refuse
from pipeline.raw.load import load_tables, rule_problems
from pipeline.raw.raw_lock import lock_problems
from pipeline.verify.document import Verified, verify
from pipeline.verify.moved import moved_problems
from pipeline.verify.text import read_text


def coverage(results: list[Verified], document_id: str) -> str:
    """Return what was compared, as a text for a person."""
    lines = [f"{r.table.removeprefix('raw_'):20} {r.rows:6} rows {r.cells:6} cells {r.characters:8} characters" for r in results if r.rows]
    return "\n".join([f"Verified against the text of {document_id!r}: every cell is printed on the lines that its row names.", *lines])


@command
def main(arguments: list[str]) -> int:
    """Verify raw/ against the document and the lock; return the exit status: 0 proved, 1 refuted, 2 wrongly called."""
    if len(arguments) != 1 or not arguments[0]:
        print("Say where the text of the document is: make verify DOCUMENT=path/to/document.txt", file=sys.stderr)
        return 2
    raw = ROOT / "raw"
    frames = load_tables(raw)
    text = read_text(Path(arguments[0]), frames["raw_documents"])
    refuse(moved_problems(text, frames["raw_spans"]))  # all that follows from it would be told in thousands of problems
    results = verify(text, frames)
    told = [*rule_problems(frames), *(problem for result in results for problem in result.problems)]
    refuse(list(dict.fromkeys(told)) + lock_problems(raw))
    print(coverage(results, text.document_id))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
