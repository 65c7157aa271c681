"""Headings: each is a whole line, its number fits its place, and no line of the document that looks like one is missing."""

import re

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.verify.missing import missing_row
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
            expected, remedy = f"the whole of {lines!r}", "correct section_no or heading to what is printed"
            problems.append(locate(sections, table, row, "heading", row["heading"], expected, remedy))
        begins = row["first_line"] == row["last_line"] == str(last) and lines and not text.line(last - 1)
        if not named and not begins:
            expected = "a heading; or, where there is none, twice the line on which the last paragraphs of the document begin"
            problems.append(
                locate(
                    sections, table, row, "first_line", row["first_line"], expected, "add the heading, or correct first_line and last_line"
                )
            )
        parent = parent_of(number) if NUMBER.fullmatch(number) else None
        if parent != (None if pd.isna(row["parent_section_no"]) else row["parent_section_no"]):
            expected = f"{parent or 'no parent'}, as the number of the section says"
            problems.append(
                locate(sections, table, row, "parent_section_no", row["parent_section_no"], expected, "correct parent_section_no")
            )
    return problems + _missing_headings(text, table, sections)


def parent_of(number: str) -> str | None:
    """Return the number of the section that holds a section: 6.3 for 6.3.2, VI for 6.3, none for VI."""
    above, _, last = number.rpartition(".")
    if not last.isdigit():
        return None
    if not above or "." in above:
        return above or None
    return ROMAN[int(above) - 1] if 0 < int(above) <= len(ROMAN) else above


def _missing_headings(text: Text, table: Table, sections: pd.DataFrame) -> list[Problem]:
    listed = set(sections["first_line"].astype("int64"))
    contents = sections.loc[sections["heading"].isna(), "first_line"].astype("int64").min()
    end = len(text.lines) if pd.isna(contents) else int(contents) - 1
    remedy = "add a row for it to sections.csv"
    return [
        missing_row(text, table, sections, "first_line", number, text.line(number), _expected(number), remedy)
        for number in range(1, end + 1)
        if HEADING.match(text.line(number)) and number not in listed
    ]


def _expected(number: int) -> str:
    return f"a row for this heading, which the document prints on line {number}"
