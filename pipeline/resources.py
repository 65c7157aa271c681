"""Resources: the folders that the pipeline reads from and writes to. Tests give others."""

from pathlib import Path

import dagster as dg

ROOT = Path(__file__).resolve().parent.parent


class Folders(dg.ConfigurableResource):
    """Where raw data is read and where releases are written, as absolute paths."""

    raw: str = str(ROOT / "raw")
    outputs: str = str(ROOT / "outputs")

    def raw_path(self) -> Path:
        """Return the raw folder."""
        return Path(self.raw)

    def outputs_path(self) -> Path:
        """Return the folder of tables and releases."""
        return Path(self.outputs)
