"""What the descriptions of a release are made from.

Belongs here: the one argument that every describing face takes (`datapackage`, `croissant`, `dcat`, `citation`, `prov`, `readme`).
Does not belong here: making or writing any of them.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from pipeline.contract.constraints import ColumnRef
from pipeline.contract.tables import Table
from pipeline.describe.licence import licences_of
from pipeline.describe.metadata import Metadata


class File(NamedTuple):
    """A file of the release: how many bytes it has, and their SHA-256 in hexadecimal."""

    bytes: int
    sha256: str


class Described(NamedTuple):
    """A release, but for its descriptions.

    frames: the published tables by name. files: its data files by path in the release. inputs: the SHA-256 of each file that it was
    built from, by path in the repository.
    """

    metadata: Metadata
    tables: tuple[Table, ...]
    frames: Mapping[str, pd.DataFrame]
    files: Mapping[str, File]
    inputs: Mapping[str, str]

    def licences(self) -> dict[ColumnRef, str]:
        """Return the licence of each published column."""
        known = self.frames["data_dictionary"]
        return dict(zip(map(ColumnRef, known["table_name"], known["column_name"]), known["licence"], strict=True))

    def of_documents(self) -> str:
        """Return the licences of the documents, as far as they are stated, each with its documents."""
        return licences_of(self.frames["documents"])

    def rights(self) -> str:
        """Return under which licence the text is that the release repeats from its documents."""
        return f"Text as printed is under the licence of its document: {self.of_documents()}."

    def cite_as(self) -> str:
        """Return the words by which the release wants to be cited."""
        return self.metadata.cited("en")
