"""The contents of a release, from tables only.

Belongs here: which files a release consists of, and in which order they are made: data files first, then what describes them, and the
page, which lists them. Does not belong here: how a file is written, or how a release becomes visible.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.contract.arrow import to_arrow
from pipeline.contract.published import MAIN, layer_of, published_tables
from pipeline.describe.described import Described, File
from pipeline.describe.descriptions import write_descriptions
from pipeline.describe.forms import CHARTS, DATABASE, WORKBOOK
from pipeline.describe.metadata import metadata
from pipeline.kernel.files import read_file, sha256_of
from pipeline.kernel.paths import ROOT
from pipeline.page.downloads import with_files
from pipeline.release.codelists import code_list_files
from pipeline.release.database import NAME, write_database
from pipeline.release.geodata import geodata_files
from pipeline.release.table_files import table_files
from pipeline.release.workbook import write_workbook


def write_release(
    folder: Path, frames: Mapping[str, pd.DataFrame], pictures: Mapping[str, bytes], page: Mapping[str, bytes], inputs: Mapping[str, str]
) -> None:
    """Write all files of a release into an empty folder, from the frames of all published tables and the files of charts, by name.

    page: the files of the page, by path. inputs: the SHA-256 of each file that the tables were built from, by its path in the repository.
    Raises InputError for a cell that a workbook cannot hold.
    """
    tables = published_tables()
    rows = {table.name: to_arrow(frames[table.name], table) for table in tables}
    contents = {name: content for table in tables for name, content in table_files(table.name, rows[table.name]).items()}
    contents |= geodata_files(rows["actor_sites"])
    contents |= code_list_files(frames["concepts"], frames["code_lists"], tables)
    contents |= {f"{CHARTS.folder}/{name}": content for name, content in pictures.items()}
    _write(folder, contents)
    write_database(folder / DATABASE.path(NAME), tables, rows)
    write_workbook(folder / WORKBOOK.path(NAME), [table for table in tables if layer_of(table.name) == MAIN], rows)
    files = data_files(folder)
    write_descriptions(folder, Described(metadata(), tables, frames, files, inputs), ROOT)
    _write(folder, with_files(page, files))


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def data_files(folder: Path) -> dict[str, File]:
    """Return the files that are in a folder, by their path in it, sorted."""
    contents = {file.relative_to(folder).as_posix(): read_file(file) for file in folder.rglob("*") if file.is_file()}
    return {path: File(len(contents[path]), sha256_of(contents[path])) for path in sorted(contents)}
