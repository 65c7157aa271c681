"""Resources: the folders that the pipeline reads from and writes to, and the document, where one is configured. Tests give others.

Paths are set when the code location loads. `fixed` makes Dagster reject a run that asks for others: whoever can start a run must not be
able to choose where it writes.
"""

import os
from pathlib import Path
from typing import Any

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


def fixed(value: Any) -> dg.ResourceDefinition:
    """Return a resource that is this value in every run, and takes no configuration."""
    return dg.ResourceDefinition(lambda _: value, config_schema={})


def fixed_io_manager(value: dg.IOManager) -> dg.IOManagerDefinition:
    """Return an I/O manager that is this one in every run, and takes no configuration."""
    return dg.IOManagerDefinition(lambda _: value, config_schema={})
