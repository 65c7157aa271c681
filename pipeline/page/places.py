"""Where a value comes from, as a page says it: words for everybody, and the key by which the script finds the printed form.

A reference is "table:column:record"; several are separated by "; ". Without a column it means the whole record.
"""

from pipeline.page.language import Row, Texts, listed

SEPARATOR = "; "


def reference(table: str, column: str, *records: str) -> str:
    """Return the references to a column of records of a table; to the records as a whole where the column is empty."""
    return SEPARATOR.join(f"{table}:{column}:{record}" for record in records)


class Places:
    """Says in which document, section and lines something stands."""

    def __init__(self, documents: list[Row], texts: Texts) -> None:
        self.texts = texts
        self.known = {row["document_id"]: texts.short_name(row["document_id"]) or row["label"] for row in documents}

    def of_lines(self, document_ids: str, lines: str | None) -> str:
        """Return the place of a record that rests on runs of lines of documents."""
        names = SEPARATOR.join(self.known.get(name, name) for name in listed(document_ids))
        runs = [run.replace("-", "–") for run in listed(lines)]
        return f"{names}, {self._lines(runs, len(runs) > 1 or '–' in runs[0])}" if runs else names

    def of_row(self, row: Row) -> str:
        """Return the place of a row with document_id, first_line, last_line and perhaps section_no; the name of the web site where the row
        was read from a page."""
        if row.get("first_line") is None:
            return site_of(row["source_url"]) if row.get("source_url") else self.known.get(row["document_id"], "")
        first, last = row["first_line"], row["last_line"]
        lines = "–".join(str(line) for line in dict.fromkeys((first, last)))
        known = [self.known[row["document_id"]], self.texts("place.section", n=row["section_no"]) if row.get("section_no") else ""]
        return ", ".join(part for part in (*known, self._lines([lines], first != last)) if part)

    def _lines(self, runs: list[str], several: bool) -> str:
        return self.texts("place.lines" if several else "place.line", lines=", ".join(runs))


def site_of(address: str) -> str:
    """Return the name of the web site of an address."""
    return address.split("/")[2].removeprefix("www.") if address.startswith("http") else address
