"""The runs of characters that print the cells of raw/, put to the rows that are shown by them.

Belongs here: joining spans.csv to cells, those of all tables at once. Does not belong here: which cells have provenance
(`provenance.py`), and whether a run is what the document prints there (`pipeline/verify/spans.py`).
"""

import pandas as pd

CHARACTERS = ["char_start", "char_end"]
RUN = ["first_line", "char_start", "last_line", "char_end", "printed"]
CELL = ["raw_table", "cell", "raw_record"]
FRAGMENT = [*CELL, "fragment_no"]
WHITE_SPACE = r"\s+"


def spans_of(raw_spans: pd.DataFrame) -> pd.DataFrame:
    """Return the runs with numbers as such: document_id, the columns of FRAGMENT and RUN, run_no; and of the fragment that each is of: its
    text without white space (whole), its first and last line (begins, ends)."""
    numbers = ["fragment_no", "run_no", "line", "char_start", "end_line", "char_end"]
    names = {"record_id": "raw_record", "column_name": "cell", "line": "first_line", "end_line": "last_line"}
    rows = raw_spans.astype(dict.fromkeys(numbers, "int64")).rename(columns=names).sort_values(["raw_record", "run_no"])
    rows = rows.assign(raw_table="raw_" + rows["table_name"].astype("object"), squeezed=_squeezed(rows["printed"]))
    rows = rows.astype(dict.fromkeys(("document_id", "raw_record", "cell", "printed"), "object"))
    fragments = rows.groupby(FRAGMENT, as_index=False).agg(
        whole=("squeezed", "sum"), begins=("first_line", "min"), ends=("last_line", "max")
    )
    return rows[["document_id", *FRAGMENT, "run_no", *RUN]].merge(fragments, on=FRAGMENT)


def located(fragments: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Return the fragments of raw cells, given by the columns of CELL, their text, first_line and last_line, as runs of characters: each
    fragment as often as it has runs, with their lines, characters and text. A fragment that has none keeps its lines, without
    characters."""
    numbered = fragments.assign(fragment_no=fragments.groupby(CELL).cumcount() + 1)
    return _with_runs(numbered, spans[[*FRAGMENT, *RUN]], FRAGMENT)


def parts_of(cells: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Return the raw cells without lines, given by the columns of CELL, whose value is shown by a run, with that run."""
    return cells.merge(spans[[*CELL, *RUN]], on=CELL)


def found_again(texts: pd.DataFrame, spans: pd.DataFrame, allowed: pd.DataFrame) -> pd.DataFrame:
    """Return printed texts of published rows, given by document_id, text, first_line and last_line, as runs of characters: those of a
    fragment that has the same text within these lines; one on just these lines first. A text without such a fragment keeps its lines.

    allowed: the pairs of `link`, which texts have, and `raw_table`, in whose fragments these texts may be found.
    """
    numbered = texts.reset_index(drop=True).assign(whole=_squeezed(texts["text"]).to_numpy())
    numbered = numbered.assign(text_no=numbered.index)
    fragments = spans.loc[spans["run_no"] == 1, ["document_id", "whole", "begins", "ends", "char_start", *FRAGMENT]]
    asked = numbered[["text_no", "link", "document_id", "whole", "first_line", "last_line"]].dropna(subset="first_line")
    same = asked.merge(fragments, on=["document_id", "whole"]).merge(allowed, on=["link", "raw_table"])
    inside = same[(same["begins"] >= same["first_line"]) & (same["ends"] <= same["last_line"])]
    longer = (inside["last_line"] - inside["first_line"]) - (inside["ends"] - inside["begins"])
    order = ["text_no", "longer", "begins", "char_start", "raw_table", "raw_record", "cell", "fragment_no"]
    best = inside.assign(longer=longer).sort_values(order).drop_duplicates("text_no")
    chosen = best[["text_no", *FRAGMENT]].merge(spans[[*FRAGMENT, *RUN]], on=FRAGMENT)
    return _with_runs(numbered, chosen[["text_no", *RUN]], ["text_no"])


def _with_runs(rows: pd.DataFrame, runs: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    """Return rows joined to runs; a row without a run keeps its lines and its text."""
    joined = rows.merge(runs, on=on, how="left", suffixes=("", "_run"))
    has_run = joined["char_start"].notna()
    lines = {name: joined[f"{name}_run"].where(has_run, joined[name]).astype("Int64") for name in ("first_line", "last_line")}
    characters = {name: joined[name].astype("Int64") for name in CHARACTERS}
    return joined.assign(**lines, **characters, printed=joined["printed"].where(has_run, joined["text"]))


def _squeezed(texts: pd.Series) -> pd.Series:
    """Return texts without white space: what a text has in common however its lines are broken."""
    return texts.astype("object").str.replace(WHITE_SPACE, "", regex=True)
