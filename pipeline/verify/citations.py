"""Citations: whatever in the text looks like one is listed, as often as it stands there."""

import re
from collections import Counter

import pandas as pd

from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.verify.missing import missing_row
from pipeline.verify.text import Text

# Author and year, or "s. d." (without date), in parentheses: (PHARMA.BE, 2020), (BIOWIN, s. d.-a). A line may end at any space.
CITATION = re.compile(r"\(([^()]*[^(),\d\s],[ \n](?:(?:19|20)\d{2}[a-z]?|s\.[ \n]d\.(?:-[a-z])?))\)")


def citations_in(text: Text) -> list[tuple[str, int, int]]:
    """Return (printed, first line, last line) of everything in the text that looks like a citation, in reading order."""
    numbers = [number for number, line in enumerate(text.lines, start=1) if line]
    lines = "\n".join(line for line in text.lines if line)
    return [
        (match[1].replace("\n", " "), numbers[lines.count("\n", 0, match.start(1))], numbers[lines.count("\n", 0, match.end(1))])
        for match in CITATION.finditer(lines)
    ]


def citation_problems(text: Text, table: Table, citations: pd.DataFrame) -> list[Problem]:
    """Return a problem for each citation in the text that the rows of kind in_text do not list, or do not list often enough."""
    listed = citations[citations["kind"] == "in_text"]
    rows = zip(listed["printed"], listed["first_line"].astype("int64"), listed["last_line"].astype("int64"), strict=True)
    missing = Counter(citations_in(text)) - Counter(rows)
    return [
        missing_row(text, table, citations, "first_line", first, printed, _expected(first, last), "add a row for it to citations.csv")
        for printed, first, last in sorted(missing.elements(), key=lambda citation: citation[1])
    ]


def _expected(first: int, last: int) -> str:
    return f"a row for this citation, which the document prints on lines {first}-{last}"
