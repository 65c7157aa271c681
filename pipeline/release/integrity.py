"""Whether tables fit together: each made from what is there now, and rows that point to rows of any table by name and identifier.

Belongs here: what no foreign key can say, since the table differs from row to row, and what no single table can say.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.contract.store import TableStore
from pipeline.contract.tables import Table
from pipeline.core.record_ids import record_ids
from pipeline.kernel.files import version_of
from pipeline.kernel.problems import Problem

REMEDY = "materialise the whole dataset: make dataset, or the job dataset in the UI"

# The tables whose rows point to others: by table_name and record_id.
POINTING = ("quality_flags", "corrections", "provenance", "number_uses", "claim_inputs", "joint_inconsistency_members")


def dangling(tables: Mapping[str, Table], frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return a problem for each row of the pointing tables whose table_name or record_id is that of no published row."""
    problems = []
    for name in POINTING:
        pointing = frames[name][frames[name]["table_name"].notna()]
        for target, rows in pointing.groupby("table_name"):
            known = record_ids(frames[target], tables[target].key) if target in tables else []
            for row in rows[rows["record_id"].notna() & ~rows["record_id"].isin(known)].to_dict("records"):
                key = ", ".join(str(row[part]) for part in tables[name].key)
                expected = f"the identifier of a row of {target}" if target in tables else "the name of a published table"
                remedy = "correct table_name and record_id of this row in raw/"
                problems.append(Problem(f"table {name} row {key}", None, "record_id", f"{target} {row['record_id']}", expected, remedy))
    return problems


def mixed(store: TableStore, names: list[str], raw: Path, code: Mapping[str, str]) -> list[Problem]:
    """Return a problem for each stored table, among these and all that they were made from, that was made from something else than what is
    there now: a file, a table, or its own code. Such tables do not fit together, and no release is made from them.

    code: the code version of each table.
    """
    problems, seen, waiting = [], set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        made_from = store.versions(name)["sources"]
        stale = [source for source, version in made_from.items() if _now(store, name, source, raw, code) != version]
        problems += [Problem(f"table {name}", None, None, None, f"made from {source} as it is now", REMEDY) for source in stale]
        waiting += [source for source in made_from if source != "code" and not _is_file(source, raw)]
    return problems


def _now(store: TableStore, name: str, source: str, raw: Path, code: Mapping[str, str]) -> str:
    """Return the version of something that a table was made from, as it is now."""
    if source == "code":
        return code[name]
    return version_of(raw.parent / source) if _is_file(source, raw) else str(store.versions(source)["version"])


def _is_file(source: str, raw: Path) -> bool:
    return source.startswith(f"{raw.name}/")
