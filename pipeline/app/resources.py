"""Resources: the folders that the pipeline reads from and writes to, and the document, where one is configured. Tests give others."""

import os
from pathlib import Path

import dagster as dg

from pipeline.kernel.paths import ROOT


class Folders(dg.ConfigurableResource):
    """Where raw data is read, where releases are written, and where answers of live official statistics are kept, as absolute paths."""

    raw: str = str(ROOT / "raw")
    outputs: str = str(ROOT / "outputs")
    official: str = str(ROOT / "official")

    def raw_path(self) -> Path:
        """Return the raw folder."""
        return Path(self.raw)

    def outputs_path(self) -> Path:
        """Return the folder of tables and releases."""
        return Path(self.outputs)

    def official_path(self) -> Path:
        """Return the folder of stored answers."""
        return Path(self.official)


class SourceDocument(dg.ConfigurableResource):
    """The text of a source document, for verification: its path, or '' where none is configured."""

    path: str = os.environ.get("SOURCE_DOCUMENT", "")
