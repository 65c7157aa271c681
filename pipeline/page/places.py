"""Where a value comes from, as a page says it: words for everybody, and the key by which the script finds the printed form.

A reference is "table:column:record"; several are separated by "; ". Without a column it means the whole record.
"""

from pipeline.page.language import Row, Texts, listed
from pipeline.page.written import number

SEPARATOR = "; "


def reference(table: str, column: str, *records: str) -> str:
    """Return the references to a column of records of a table; to the records as a whole where the column is empty."""
    return SEPARATOR.join(f"{table}:{column}:{record}" for record in records)


class Places:
    """Says in which document, section and lines something stands."""

    def __init__(self, documents: list[Row], texts: Texts) -> None:
        self.texts = texts
        self.known = {row["document_id"]: row["label"] for row in documents}

    def of_lines(self, document_ids: str, lines: str | None) -> str:
        """Return the place of a record that rests on runs of lines of documents."""
        names = SEPARATOR.join(self.known.get(name, name) for name in listed(document_ids))
        return (
            self.texts("place.lines", document=names, lines=", ".join(run.replace("-", "–") for run in listed(lines))) if lines else names
        )

    def of_row(self, row: Row) -> str:
        """Return the place of a row with document_id, first_line, last_line and perhaps section_no; the name of the web site where the row
        was read from a page."""
        if row.get("first_line") is None:
            return site_of(row["source_url"]) if row.get("source_url") else self.known.get(row["document_id"], "")
        first, last = row["first_line"], row["last_line"]
        lines = number(first, self.texts) if first == last else f"{number(first, self.texts)}–{number(last, self.texts)}"
        section = row.get("section_no")
        name = self.known[row["document_id"]]
        if section:
            return self.texts("place.section", document=name, section=section, lines=lines)
        return self.texts("place.lines", document=name, lines=lines)


def site_of(address: str) -> str:
    """Return the name of the web site of an address."""
    return address.split("/")[2].removeprefix("www.") if address.startswith("http") else address
