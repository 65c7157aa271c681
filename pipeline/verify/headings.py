"""Headings: each is a whole line, its number fits its place, and no line of the document that looks like one is missing."""

import re

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.verify.text import Text, joined

NUMBER = re.compile(r"[IVX]+|[0-9]+(?:\.[0-9]+)*")
HEADING = re.compile(r"(?:[IVX]+|[0-9]{1,2}(?:\.[0-9]{1,2})+)\. \S")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def heading_problems(text: Text, table: Table, sections: pd.DataFrame) -> list[Problem]:
    """Return the faults of the headings of one document: their lines hold more or less than number and heading, the parent is not
    that of the number, or a line that looks like a heading stands in no section list.

    Only the last section may have no heading; it begins a paragraph of its own, and lines in it that look like headings are a table of
    contents.
    """
    problems = []
    last = int(sections["first_line"].astype("int64").max())
    for _, row in sections.iterrows():
        lines = joined(text, int(row["first_line"]), int(row["last_line"])).replace("\n", " ")
        number, named = str(row["section_no"]), pd.notna(row["heading"])
        wanted = f"{number}. {row['heading']}" if NUMBER.fullmatch(number) else str(row["heading"])
        if named and lines != wanted:
            problems.append(locate(sections, table, row, "heading", row["heading"], f"the whole of {lines!r}", "correct number or heading"))
        begins = row["first_line"] == row["last_line"] == str(last) and lines and not text.line(last - 1)
        if not named and not begins:
            expected = "a heading, or, twice, the first line of the last paragraphs of the document"
            problems.append(locate(sections, table, row, "first_line", row["first_line"], expected, "add the heading or correct the line"))
        parent = parent_of(number) if NUMBER.fullmatch(number) else None
        if parent != (None if pd.isna(row["parent_section_no"]) else row["parent_section_no"]):
            expected = f"{parent or 'no parent'}, by the section's number"
            problems.append(locate(sections, table, row, "parent_section_no", row["parent_section_no"], expected, "correct the parent"))
    return problems + _unlisted(text, sections)


def parent_of(number: str) -> str | None:
    """Return the number of the section that holds a section: 6.3 for 6.3.2, VI for 6.3, none for VI."""
    above, _, last = number.rpartition(".")
    if not last.isdigit():
        return None
    if not above or "." in above:
        return above or None
    return ROMAN[int(above) - 1] if 0 < int(above) <= len(ROMAN) else above


def _unlisted(text: Text, sections: pd.DataFrame) -> list[Problem]:
    listed = set(sections["first_line"].astype("int64"))
    contents = sections.loc[sections["heading"].isna(), "first_line"].astype("int64").min()
    end = len(text.lines) if pd.isna(contents) else int(contents) - 1
    return [
        Problem(f"the document, line {number}", None, None, text.line(number), "a heading that sections.csv lists", "add a row for it")
        for number in range(1, end + 1)
        if HEADING.match(text.line(number)) and number not in listed
    ]
