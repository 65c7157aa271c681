"""Whether the lines of a document have moved as a whole, as in a text that was extracted again: one fault tells it, in place of thousands.

Belongs here: by how many lines. Does not belong here: moving the line numbers of raw/ (`tools/texts/relocate.py`).
"""

import pandas as pd

from pipeline.kernel.problems import Problem
from pipeline.verify.text import Text

FARTHEST = 200  # lines
REMEDY = (
    "take back what was changed in document.yaml, and run make relocate ID=… DOCUMENT=path/to/document.txt, which moves all line numbers "
    "of the document, and its hash"
)


def moved_problems(text: Text, raw_spans: pd.DataFrame) -> list[Problem]:
    """Return one problem where most runs of spans.csv that lie in one line stand a number of lines away from theirs; else none."""
    runs = raw_spans[(raw_spans["document_id"] == text.document_id) & (raw_spans["line"] == raw_spans["end_line"])]
    places = [
        (int(line), int(start), int(end), str(printed))
        for line, start, end, printed in runs[["line", "char_start", "char_end", "printed"]].itertuples(index=False, name=None)
    ]

    def standing(moved: int) -> int:
        return sum(_characters(text, line + moved, start, end) == printed for line, start, end, printed in places)

    if 2 * standing(0) >= len(places):
        return []
    moved = max(range(-FARTHEST, FARTHEST + 1), key=lambda lines: (standing(lines), -abs(lines)))
    if 2 * standing(moved) <= len(places):
        return []
    lines, side = f"{abs(moved)} line{'s' * (abs(moved) > 1)}", "below" if moved > 0 else "above"
    found = f"{standing(moved)} of {len(places)} printed texts stand {lines} {side} theirs"
    return [Problem(f"raw/{text.document_id}/spans.csv", None, "line", found, "lines of this text", REMEDY)]


def _characters(text: Text, line: int, start: int, end: int) -> str:
    return text.unfolded[line - 1][start - 1 : end] if 0 < line <= len(text.unfolded) else ""
