"""Filling the templates in html/: every value is escaped, so that no text of the data is read as HTML.

Line ends between two tags of a template are left out: a browser would make a node of each, two thousand in a page. Those of values stay, as
in the style and the script.

Belongs here: the one environment of all templates. Does not belong here: what a template is given.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from pipeline.kernel.files import read_text_file

FOLDER = Path(__file__).with_name("html")
BETWEEN_TAGS = re.compile(r"(?<=>)\n(?=<|\Z)")


class WithoutLineEnds(Extension):
    """Leaves out the line ends between tags; errors still name the line of the template."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the parts of a template, its literal text without line ends between tags."""
        for token in stream:
            yield Token(token.lineno, token.type, BETWEEN_TAGS.sub("", token.value)) if token.type == "data" else token


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(FOLDER)
    return Environment(
        extensions=[WithoutLineEnds],
        autoescape=True,
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(template: str, **values: Any) -> str:
    """Return a template filled with values, as a text that ends with a line end. Raises UndefinedError for a value that is missing."""
    return _environment().get_template(template).render(**values) + "\n"


def text_of(name: str) -> str:
    """Return a file of the folder of templates as it is."""
    return read_text_file(FOLDER / name)
