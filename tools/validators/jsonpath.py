"""A stand-in for the package jsonpath-rw, which mlcroissant imports and which has no wheel: installing it would run code of its source.

mlcroissant uses it for columns that are read from JSON files. A release describes none, so nothing is parsed. Belongs here: what
mlcroissant imports of that package. Does not belong here: reading JSON.
"""

import sys
from types import ModuleType
from typing import Any, NoReturn

NAME = "jsonpath_rw"


class JsonPathLexerError(Exception):
    """What mlcroissant expects of a path that is none; nothing raises it."""


def parse(path: str) -> NoReturn:
    """Refuse a path into a JSON file. Raises NotImplementedError."""
    raise NotImplementedError(f"croissant.json describes a column of a JSON file, {path}: install jsonpath-rw to read it")


def stand_in() -> None:
    """Give mlcroissant this module's names where it imports jsonpath-rw."""
    package: Any = ModuleType(NAME)
    package.parse, package.lexer = parse, ModuleType(f"{NAME}.lexer")
    package.lexer.JsonPathLexerError = JsonPathLexerError
    sys.modules.setdefault(NAME, package)
    sys.modules.setdefault(package.lexer.__name__, package.lexer)
