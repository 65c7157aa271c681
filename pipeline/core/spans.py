"""The runs of characters that print the cells of raw/, put to the rows that are shown by them.

Belongs here: joining spans.csv to cells. Does not belong here: which cells have provenance (`provenance.py`), and whether a run is what
the document prints there (`pipeline/verify/spans.py`).
"""

import pandas as pd

from pipeline.core.record_ids import record_ids

CHARACTERS = ["char_start", "char_end"]
RUN = ["first_line", "char_start", "last_line", "char_end", "printed"]
FRAGMENT = ["raw_table", "raw_record", "cell", "fragment_no"]
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


def located(runs: pd.DataFrame, spans: pd.DataFrame, raw_table: str, key: tuple[str, ...], cell: str) -> pd.DataFrame:
    """Return the fragments of a raw cell, given by their lines in first_line and last_line, as runs of characters: each fragment as often
    as it has runs, with their lines, characters and text. A fragment that has none keeps its lines, without characters."""
    mine = spans.loc[(spans["raw_table"] == raw_table) & (spans["cell"] == cell), ["raw_record", "fragment_no", *RUN]]
    numbered = runs.assign(raw_record=record_ids(runs, list(key)))
    numbered = numbered.assign(fragment_no=numbered.groupby("raw_record").cumcount() + 1)
    return _with_runs(numbered, mine, ["raw_record", "fragment_no"], cell)


def parts_of(frame: pd.DataFrame, spans: pd.DataFrame, raw_table: str, key: tuple[str, ...], cell: str) -> pd.DataFrame:
    """Return the rows of a frame that has the key of a raw table whose value of a cell without lines is shown by a run, with that run."""
    mine = spans.loc[(spans["raw_table"] == raw_table) & (spans["cell"] == cell), ["raw_record", *RUN]]
    kept = frame.drop(columns=RUN, errors="ignore")
    return kept.assign(raw_record=record_ids(kept, list(key))).merge(mine, on="raw_record")


def found_again(runs: pd.DataFrame, spans: pd.DataFrame, raw_tables: list[str], cell: str) -> pd.DataFrame:
    """Return printed texts of published rows, given by their lines, as runs of characters: those of a fragment of the raw tables that has
    the same text within these lines; one on just these lines first. A text without such a fragment keeps its lines."""
    numbered = runs.reset_index(drop=True).assign(whole=_squeezed(runs[cell].astype("str")).to_numpy())
    numbered = numbered.assign(text_no=numbered.index).astype({"document_id": "object"})
    names = ["document_id", "whole", "begins", "ends", *FRAGMENT]
    fragments = spans.loc[spans["raw_table"].isin(raw_tables), [*names, "char_start", "run_no"]].query("run_no == 1")
    asked = numbered[["text_no", "document_id", "whole", "first_line", "last_line"]].dropna(subset="first_line")
    inside = asked.merge(fragments, on=["document_id", "whole"]).query("begins >= first_line and ends <= last_line")
    longer = (inside["last_line"] - inside["first_line"]) - (inside["ends"] - inside["begins"])
    best = inside.assign(longer=longer).sort_values(["text_no", "longer", "begins", "char_start", *FRAGMENT]).drop_duplicates("text_no")
    chosen = best[["text_no", *FRAGMENT]].merge(spans[[*FRAGMENT, *RUN]], on=FRAGMENT)
    return _with_runs(numbered, chosen[["text_no", *RUN]], ["text_no"], cell)


def _with_runs(rows: pd.DataFrame, runs: pd.DataFrame, on: list[str], cell: str) -> pd.DataFrame:
    """Return rows joined to runs, the cell's text as printed where there is no run."""
    kept = rows.drop(columns=["printed", *CHARACTERS], errors="ignore").assign(text=rows[cell].astype("str").astype("object"))
    joined = kept.merge(runs, on=on, how="left", suffixes=("", "_run"))
    has_run = joined["char_start"].notna()
    lines = {name: joined[f"{name}_run"].where(has_run, joined[name]).astype("Int64") for name in ("first_line", "last_line")}
    characters = {name: joined[name].astype("Int64") for name in CHARACTERS}
    return joined.assign(**lines, **characters, printed=joined["printed"].where(has_run, joined["text"]))


def _squeezed(texts: pd.Series) -> pd.Series:
    """Return texts without white space: what a text has in common however its lines are broken."""
    return texts.astype("object").str.replace(WHITE_SPACE, "", regex=True)
