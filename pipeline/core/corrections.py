"""Corrections: every place where the project departs from what is printed.

A correction names a published cell and the printed value that it expects there. When the cell is gone, or no longer prints that
value, the build is refused: a correction is never applied to something else than what its author saw. Example:

    correction_id,document_id,table_name,record_id,column_name,printed,published,reason,reason_fr
    solid-state,thesis,biomanufacturing_history,thesis|1,technologies,Fermentation à l’était solide,Fermentation à l’état solide,...

publishes "à l’état solide" in biomanufacturing_history.technologies of row 1, and of the rows that its cell is merged with, while
technologies_printed keeps what is printed. A column can be corrected if its schema says that it is made from corrections. Text that is
published only as printed, such as the words that state a tie, is never corrected; a flag says what is wrong with it. Corrections are for
readers: codes (localities, stages ...) follow from what is printed, by the mappings in raw/reference/.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.contract.lineage import tables
from pipeline.contract.locate import problems_of
from pipeline.contract.tables import describe
from pipeline.core.record_ids import record_ids
from pipeline.kernel.problems import Problem, refuse
from schemas.registry import CORE

RAW = "raw_corrections"
CORRECTED_FROM = "raw_corrections.published"
CELL = ["table_name", "record_id", "column_name"]


def correctable() -> set[tuple[str, str]]:
    """Return the (table, column) pairs that corrections may name: those whose schema says that they are made from corrections."""
    known = [table for table in map(describe, CORE) if table.name != "corrections"]
    return {(table.name, column.name) for table in known for column in table.columns if CORRECTED_FROM in column.derived_from}


def corrections(
    raw_corrections: pd.DataFrame,
    biomanufacturing_history: pd.DataFrame,
    cartography: pd.DataFrame,
    citations: pd.DataFrame,
    figures: pd.DataFrame,
    molecule_comparison: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `corrections`: as read, with the lines of the row that each corrects."""
    frames = {
        "biomanufacturing_history": biomanufacturing_history,
        "cartography": cartography,
        "citations": citations,
        "figures": figures,
        "molecule_comparison": molecule_comparison,
    }
    lines = pd.concat(
        [
            frame[["first_line", "last_line"]].assign(table_name=name, record_id=record_ids(frame, tables()[name].key))
            for name, frame in frames.items()
        ]
    )
    return raw_corrections.merge(lines, on=["table_name", "record_id"], how="left")


def corrections_are_possible(raw_corrections: pd.DataFrame) -> list[Problem]:
    """Each correction names a column that can be corrected, and no two correct the same cell."""
    allowed = correctable()
    names = ", ".join(sorted(f"{table}.{column}" for table, column in allowed))
    named = pd.Series(list(zip(raw_corrections["table_name"], raw_corrections["column_name"], strict=True)), index=raw_corrections.index)
    doubled = raw_corrections[raw_corrections.duplicated(CELL, keep=False)]
    return [
        *problems_of(raw_corrections[~named.isin(allowed)], RAW, "column_name", f"one of the columns {names}", _remedy),
        *problems_of(doubled, RAW, "record_id", "one correction of each cell", _remedy),
    ]


def corrected(
    frame: pd.DataFrame, table: str, key: Sequence[str], raw_corrections: pd.DataFrame, columns: Mapping[str, str]
) -> pd.DataFrame:
    """Return the frame with columns added: for each published column, its printed column with the table's corrections applied.

    columns: the printed column that each published column is made from. Raises InputError for a correction of this table whose row
    does not exist or whose expected printed value is not what the row prints.
    """
    asked = raw_corrections[raw_corrections["table_name"] == table]
    result = frame.assign(_key=record_ids(frame, key), **{column: frame[source] for column, source in columns.items()})
    problems = []
    for column, source in columns.items():
        mine = asked[asked["column_name"] == column]
        found = mine.merge(result[["_key", source]].rename(columns={source: "_found"}), left_on="record_id", right_on="_key", how="left")
        absent = found["_key"].isna()
        other = found[~absent & (found["printed"].astype("object") != found["_found"].astype("object"))]
        expected = f"the key of a row of {table}; no row has this one, so that the correction matches nothing"
        problems += problems_of(found[absent], RAW, "record_id", expected, _remedy)
        problems += problems_of(
            other, RAW, "printed", lambda row: f"what the row prints in this column, which is {row['_found']!r}", _remedy
        )
        published = result["_key"].map(mine.drop_duplicates("record_id").set_index("record_id")["published"])
        result[column] = published.where(published.notna(), result[source])
    refuse(problems)
    return result.drop(columns="_key")


def _remedy(correction: pd.Series) -> str:
    return f"correct this row, the correction {correction['correction_id']}, or delete it"
