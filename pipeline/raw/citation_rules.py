"""Identifiers of sources against what is printed of them: a source that is cited has the identifier of no other one, and stands near what
it is cited for.

Belongs here: what an identifier says, its document, author and year, and where a statement may have its source. Does not belong here: which
sources a text cites (`pipeline/verify/citations.py`).
"""

import re
import unicodedata

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.kernel.problems import Problem

NO_DATE = "nd"
DATED = re.compile(rf"(?P<author>.+)-(?P<date>(?:19|20)[0-9]{{2}}|{NO_DATE})(?:-?(?P<letter>[a-z]))?")
# The year of a printed source, and the letter that tells sources of one author and year apart; s. d. and n.d. have no year.
YEAR = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<letter>[a-z])?(?!\w)")
UNDATED_LETTER = re.compile(r"[sn]\. ?d\.-(?P<letter>[a-z])$")


def identifiers_name_their_sources(raw_citations: pd.DataFrame) -> list[Problem]:
    """The identifier of a source begins with its document and the first word of its author that it has is printed; it ends with the printed
    year and letter, or with nd where no year is printed. A citation that prints a year only has the author of another one."""
    cells = raw_citations[["document_id", "citation_id", "printed"]].astype("str").to_numpy().tolist()
    return problems_of(
        raw_citations[[not names(*row) for row in cells]],
        "raw_citations",
        "citation_id",
        lambda row: f"{row['document_id']}-author-year, of the author and year in {row['printed']!r}; nd for no year",
        "correct the identifier, here and where it is used, or the printed source",
    )


def sources_stand_with_their_statements(
    raw_statements: pd.DataFrame, raw_citations: pd.DataFrame, raw_sections: pd.DataFrame
) -> list[Problem]:
    """The source of a statement is cited between the first line of its context and the end of its section."""
    places = raw_citations[["document_id", "citation_id", "first_line"]].astype({"first_line": "int64"})
    begins = raw_sections.astype({"first_line": "int64"}).groupby("document_id")["first_line"].agg(sorted).to_dict()
    cited = places.groupby(["document_id", "citation_id"])["first_line"].agg(list).to_dict()
    rows = raw_statements[raw_statements["citation_id"].notna() & raw_statements["first_line"].notna()]

    def stands(row: dict[str, object]) -> bool:
        first, last = int(str(row["context_first_line"])), int(str(row["last_line"]))
        end = next((begin for begin in begins.get(row["document_id"], []) if begin > last), None)
        lines = cited.get((row["document_id"], row["citation_id"]), [])
        return any(first <= line and (end is None or line < end) for line in lines)

    wrong = rows[[not stands({str(name): value for name, value in row.items()}) for row in rows.to_dict("records")]]
    expected = "a source that is cited in the lines of the statement's context, or after them in its section"
    return problems_of(wrong, "raw_statements", "citation_id", expected, "correct the citation_id, or the lines of the context")


def names(document: str, identifier: str, printed: str) -> bool:
    """Return whether an identifier is that of a printed source of a document."""
    match = DATED.fullmatch(identifier.removeprefix(f"{document}-"))
    if not match or not identifier.startswith(f"{document}-"):
        return False
    years = list(YEAR.finditer(printed))
    letters = {letter for year in years if (letter := year["letter"])} | set(UNDATED_LETTER.findall(printed))
    has_date = match["date"] in ({year["year"] for year in years} or {NO_DATE})
    has_letter = not letters or match["letter"] in letters
    return has_date and has_letter and (match["author"].split("-")[0] in words(printed) or bool(YEAR.fullmatch(printed)))


def words(text: str) -> list[str]:
    """Return the words of a text as identifiers write them: lower case, without accents."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter))
    return re.findall(r"[a-z0-9]+", plain)
