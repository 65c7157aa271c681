"""Headings: each is a whole line, its number fits its place, and no line of the document that must be one is missing.

Headings may be numbered in any usual way (1, 1.2, IV, B, a, Chapter 3) or not at all. What is asked for without being listed is only what
the numbering itself promises: a dotted number, a Roman one, and the numbers that those listed leave out.
"""

import re
from collections.abc import Iterator

import pandas as pd

from pipeline.contract.locate import locate
from pipeline.contract.tables import Table
from pipeline.kernel.problems import Problem
from pipeline.verify.heading_numbers import above, before, parents_of
from pipeline.verify.missing import missing_row
from pipeline.verify.text import Text, as_prose

NUMBER = r"[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVXLC]+(?:\.[0-9]{1,2})*|[A-Za-z](?:\.[0-9]{1,2})*"
# A word for the kind of section, a number, what ends it, and the heading: Chapter 1: Actors, 1.2 Actors, a) Actors.
NUMBERED = re.compile(rf"(?:(?P<kind>[^\W\d]+) )?(?P<number>{NUMBER})(?P<end>(?:[.):]| ?[–—-])?) (?P<heading>\S.*)")
# What begins a paragraph and is no sentence: such a line is a heading where its number is one.
TITLE = re.compile(r"[^a-z]\S*(?: .*)?[^.,;:]|[^a-z]")


def heading_problems(text: Text, table: Table, sections: pd.DataFrame) -> list[Problem]:
    """Return the faults of the headings of one document: their lines hold more or less than number and heading, the parent does not fit
    the number, or a line that must be a heading is not listed.

    Only the last section may have no heading; it begins a paragraph of its own, and lines in it that look like headings are a table of
    contents.
    """
    problems = []
    last = sections["first_line"].astype("int64").max() if len(sections) else 0
    numbers = [str(number) for number in sections["section_no"]]
    for _, row in sections.iterrows():
        lines = as_prose(text, int(row["first_line"]), int(row["last_line"]))
        if pd.notna(row["heading"]) and not is_heading(lines, str(row["section_no"]), str(row["heading"])):
            expected, remedy = f"the whole of {lines!r}", "correct section_no or heading to what is printed"
            problems.append(locate(sections, table, row, "heading", row["heading"], expected, remedy))
        begins = row["first_line"] == row["last_line"] == str(last) and lines and not text.line(int(last) - 1)
        if pd.isna(row["heading"]) and not begins:
            expected = "a heading; or, where there is none, twice the line on which the last paragraphs of the document begin"
            remedy = "add the heading, or correct first_line and last_line"
            problems.append(locate(sections, table, row, "first_line", row["first_line"], expected, remedy))
        parent = None if pd.isna(row["parent_section_no"]) else str(row["parent_section_no"])
        allowed = parents_of(str(row["section_no"]), numbers)
        if parent not in allowed:
            expected = " or ".join(name or "no parent" for name in allowed) + ", as the number of the section says"
            problems.append(locate(sections, table, row, "parent_section_no", parent, expected, "correct parent_section_no"))
    return problems + _missing_headings(text, table, sections)


def is_heading(lines: str, section_no: str, heading: str) -> bool:
    """Return whether printed lines are a heading: by itself, or after its number as it is usual to print one. A number that is printed is
    the number of the section."""
    match = NUMBERED.fullmatch(lines)
    if lines == heading:
        return match is None or not (match["end"] or "." in match["number"]) or match["number"] == section_no
    before_it = lines.removesuffix(heading)
    kind = r"(?:[^\W\d]+ )?"
    return before_it != lines and re.fullmatch(rf"{kind}{re.escape(section_no)}(?:[.):]| ?[–—-])? ", before_it) is not None


def _missing_headings(text: Text, table: Table, sections: pd.DataFrame) -> list[Problem]:
    listed = {int(line): str(number) for line, number in zip(sections["first_line"], sections["section_no"], strict=True)}
    contents = sections.loc[sections["heading"].isna(), "first_line"].astype("int64").min()
    end = len(text.lines) if pd.isna(contents) else int(contents) - 1
    lines = {number: _looks_like_one(text, number) for number in range(1, end + 1) if number not in listed}
    found = {number: match for number, match in lines.items() if match and match["number"] not in listed.values()}
    sure = {line: match["number"] for line, match in found.items() if _is_sure(match)}
    promised = _promised({**sure, **listed})
    missing = {line for line, match in found.items() if line in sure or _fits(line, match["number"], promised)}
    remedy = "add a row for it to sections.csv"
    return [
        missing_row(text, table, sections, "first_line", number, text.line(number), _expected(number), remedy) for number in sorted(missing)
    ]


def _looks_like_one(text: Text, number: int) -> re.Match[str] | None:
    """Return the parts of a line that stands alone in its paragraph and is a number and a title, so that it may be a heading."""
    match = NUMBERED.fullmatch(text.line(number))
    alone = not text.line(number - 1) and not text.line(number + 1)
    return match if match and alone and TITLE.fullmatch(match["heading"]) else None


def _is_sure(match: re.Match[str]) -> bool:
    """Return whether a line can be nothing but a heading: its number has several parts, or is Roman and ends in a point."""
    roman = re.fullmatch(r"[IVX]+", match["number"]) and match["end"] == "."
    return match["kind"] is None and ("." in match["number"] or bool(roman))


def _promised(numbers: dict[int, str]) -> dict[str, tuple[int, str]]:
    """Return the numbers that others promise and that are not among them, each with the line before which it stands and the number that
    promises it: those above a dotted number, and the one before a number."""
    known = set(numbers.values())
    found: dict[str, tuple[int, str]] = {}
    for line, number in sorted(numbers.items()):
        for other in _implied(number, known):
            found.setdefault(other, (line, number))
    return found


def _implied(number: str, known: set[str]) -> Iterator[str]:
    if (one := before(number)) and one not in known:
        yield one
    if (head := above(number)) and parents_of(number, sorted(known))[0] is None:
        yield head


def _fits(line: int, number: str, promised: dict[str, tuple[int, str]]) -> bool:
    return number in promised and line < promised[number][0]


def _expected(number: int) -> str:
    return f"a row for this heading, which the document prints on line {number}"
