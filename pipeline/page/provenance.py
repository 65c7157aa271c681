"""The script file with the place of every published cell, which a page loads when somebody first asks for a source.

Belongs here: its contents. It is a script, not JSON, since a page that was opened from disk may load nothing else. Does not belong here:
how a source is shown, which the script of the page does.
"""

import json

from pipeline.page.language import Row
from pipeline.page.tables import Rows

CALL = "window.wallonia.learn"
DOCUMENT = ("document_id", "label_en", "label_fr", "sha256", "line_count", "language")
PLACE = ("document_id", "first_line", "char_start", "last_line", "char_end", "section_no", "source_url", "printed")


def provenance_script(rows: Rows) -> bytes:
    """Return the script: it hands documents, places and corrections to the page.

    places: by table and record, lists of the columns (separated by spaces) and the values of PLACE. corrections: by table and record,
    lists of column, printed form, published form, reason in English, reason in French.
    """
    known = {
        "documents": [[row[name] for name in DOCUMENT] for row in rows["documents"]],
        "places": _places(rows["provenance"]),
        "corrections": _corrections(rows["corrections"]),
    }
    return f"{CALL}({json.dumps(known, ensure_ascii=False, separators=(',', ':'))});\n".encode()


def _places(rows: list[Row]) -> dict[str, dict[str, list[list[object]]]]:
    """Return places by table and record; cells of a record that are printed at one place share an entry."""
    found: dict[str, dict[str, dict[tuple[object, ...], list[str]]]] = {}
    for row in rows:
        places = found.setdefault(row["table_name"], {}).setdefault(row["record_id"], {})
        places.setdefault(tuple(row[name] for name in PLACE), []).append(row["column_name"])
    return {
        table: {record: [[" ".join(columns), *place] for place, columns in places.items()] for record, places in records.items()}
        for table, records in found.items()
    }


def _corrections(rows: list[Row]) -> dict[str, dict[str, list[list[str]]]]:
    found: dict[str, dict[str, list[list[str]]]] = {}
    for row in rows:
        known = [row[name] for name in ("column_name", "printed", "published", "reason", "reason_fr")]
        found.setdefault(row["table_name"], {}).setdefault(row["record_id"], []).append(known)
    return found
