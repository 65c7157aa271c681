"""Filling the templates in html/: every value is escaped, so that no text of the data is read as HTML.

Belongs here: the one environment of all templates. Does not belong here: what a template is given.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.kernel.files import read_text_file

FOLDER = Path(__file__).with_name("html")


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(FOLDER)
    return Environment(
        autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )


def rendered(template: str, **values: Any) -> str:
    """Return a template filled with values. Raises UndefinedError for a value that is missing."""
    return _environment().get_template(template).render(**values)


def text_of(name: str) -> str:
    """Return a file of the folder of templates as it is."""
    return read_text_file(FOLDER / name)
