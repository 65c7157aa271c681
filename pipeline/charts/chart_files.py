"""The files of a chart: SVG in each language, PNG in English for where no SVG can be shown. A French PNG of each would add two
seconds of computing to a build and 5 MB to a release; vl-convert makes one of the French SVG (`svg_to_png`) for who needs it.

Belongs here: which files a chart has, and keeping them with the hashes of what they were drawn from. Does not belong here: what it shows.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.charts.catalogue import CHARTS
from pipeline.charts.language import LANGUAGES
from pipeline.charts.render import to_png, to_svg
from pipeline.kernel.files import read_file, sha256_of, write_if_changed


def drawn(name: str, frames: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Return the files of a chart by their names."""
    files = {f"{name}.{language}.svg": to_svg(CHARTS[name].of(frames, language)) for language in LANGUAGES}
    return files | {f"{name}.en.png": to_png(files[f"{name}.en.svg"])}


def keep(folder: Path, name: str, files: Mapping[str, bytes], sources: Mapping[str, str]) -> None:
    """Keep the files of a chart in a folder, and beside them the hashes of files and sources."""
    folder.mkdir(exist_ok=True)
    for file, content in files.items():
        write_if_changed(folder / file, content)
    write_if_changed(folder / f"{name}.json", _record(files, sources))


def kept(folder: Path, name: str, sources: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of a chart that a folder keeps, by their names; none where one of them is missing or not what was kept, or where
    the chart was drawn from other sources."""
    record, files = folder / f"{name}.json", [folder / file for file in names_of(name)]
    if not all(file.is_file() for file in (record, *files)):
        return {}
    contents = {file.name: read_file(file) for file in files}
    return contents if read_file(record) == _record(contents, sources) else {}


def names_of(name: str) -> list[str]:
    """Return the names of the files of a chart."""
    return [*(f"{name}.{language}.svg" for language in LANGUAGES), f"{name}.en.png"]


def _record(files: Mapping[str, bytes], sources: Mapping[str, str]) -> bytes:
    known = {"files": {file: sha256_of(content) for file, content in files.items()}, "sources": dict(sources)}
    return json.dumps(known, indent=1, sort_keys=True).encode() + b"\n"
