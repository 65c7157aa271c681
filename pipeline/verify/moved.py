"""Whether the lines of a document have moved as a whole, as in a text that was extracted again: one fault tells it, in place of thousands.

Belongs here: by how many lines. Does not belong here: moving the line numbers of raw/ (`tools/texts/relocate.py`).
"""

import pandas as pd

from pipeline.kernel.problems import Problem
from pipeline.verify.places import text_of
from pipeline.verify.spans import run_of
from pipeline.verify.text import Text

FARTHEST = 200  # lines
REMEDY = (
    "take back what was changed in document.yaml, and run make relocate ID=… DOCUMENT=path/to/document.txt, which moves all line numbers "
    "of the document, and its hash"
)


def moved_problems(text: Text, raw_spans: pd.DataFrame) -> list[Problem]:
    """Return one problem where most runs of spans.csv that lie in one line stand a number of lines away from theirs; else none."""
    mine = raw_spans[raw_spans["document_id"] == text.document_id].to_dict("records")
    places = [(run_of(row), str(row["printed"])) for row in mine if row["line"] == row["end_line"]]

    def standing(moved: int) -> int:
        return sum(text_of(text, run._replace(line=run.line + moved, end_line=run.end_line + moved)) == printed for run, printed in places)

    if 2 * standing(0) >= len(places):
        return []
    moved = max(range(-FARTHEST, FARTHEST + 1), key=lambda lines: (standing(lines), -abs(lines)))
    if 2 * standing(moved) <= len(places):
        return []
    lines, side = f"{abs(moved)} line{'s' * (abs(moved) > 1)}", "below" if moved > 0 else "above"
    found = f"{standing(moved)} of {len(places)} printed texts stand {lines} {side} theirs"
    return [Problem(f"raw/{text.document_id}/spans.csv", None, "line", found, "lines of this text", REMEDY)]
