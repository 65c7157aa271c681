"""The files of a chart, in each language: SVG, PNG for where no SVG can be shown, and CSV with the values that it shows.

Belongs here: which files a chart has, and keeping them with the hashes of what they were drawn from. Does not belong here: what it shows.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from pipeline.charts.catalogue import CHARTS
from pipeline.charts.language import LANGUAGES
from pipeline.charts.render import to_png, to_svg
from pipeline.charts.values import values_file
from pipeline.kernel.files import read_file, sha256_of, write_if_changed


def drawn(name: str, frames: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Return the files of a chart by their names."""
    files: dict[str, bytes] = {}
    for language in LANGUAGES:
        chart = CHARTS[name].of(frames, language)
        picture = to_svg(chart)
        files |= {
            f"{name}.{language}.svg": picture,
            f"{name}.{language}.png": to_png(picture),
            f"{name}.{language}.csv": values_file(chart),
        }
    return files


def keep(folder: Path, name: str, files: Mapping[str, bytes], sources: Mapping[str, str]) -> None:
    """Keep the files of a chart in a folder, and beside them the hashes of files and sources."""
    folder.mkdir(exist_ok=True)
    for file, content in files.items():
        write_if_changed(folder / file, content)
    write_if_changed(folder / f"{name}.json", _record(files, sources))


def kept(folder: Path, name: str, names: Iterable[str], sources: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files that a folder keeps under the names, beside the record of that name; none where one of them is missing or not
    what was kept, or where they were made from other sources."""
    record, files = folder / f"{name}.json", [folder / file for file in names]
    if not all(file.is_file() for file in (record, *files)):
        return {}
    contents = {file.name: read_file(file) for file in files}
    return contents if read_file(record) == _record(contents, sources) else {}


def names_of(name: str) -> list[str]:
    """Return the names of the files of a chart."""
    return [f"{name}.{language}.{ending}" for language in LANGUAGES for ending in ("svg", "png", "csv")]


def _record(files: Mapping[str, bytes], sources: Mapping[str, str]) -> bytes:
    known = {"files": {file: sha256_of(content) for file, content in files.items()}, "sources": dict(sources)}
    return json.dumps(known, indent=1, sort_keys=True).encode() + b"\n"
