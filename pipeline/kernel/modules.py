"""The modules of this repository as source: which file a module is, and which modules and names each imports.

Belongs here: what stands in the source text, read without running it. Does not belong here: which asset depends on which module
(`pipeline/app/code_versions.py`).
"""

import ast
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.kernel.files import read_file

OWN = ("schemas", "pipeline")
PACKAGE = "__init__.py"

Read = Callable[[Path], bytes]


def modules_of(root: Path) -> dict[str, Path]:
    """Return the source file of each module of the repository by its dotted name; packages hold no code, and are left out."""
    files = [file for package in OWN for file in sorted((root / package).rglob("*.py")) if file.name != PACKAGE]
    return {".".join(file.relative_to(root).with_suffix("").parts): file for file in files}


class Said(NamedTuple):
    """What a source text says. imports: the (module, name) pairs that it imports, at the top or within a function; the name is '' where a
    whole module is imported. texts: its string constants. names: the names and attributes that it uses."""

    imports: frozenset[tuple[str, str]]
    texts: frozenset[str]
    names: frozenset[str]


@cache
def said_in(source: bytes) -> Said:
    """Return what a source text says, from one walk over its syntax tree."""
    imports, texts, names = set[tuple[str, str]](), set[str](), set[str]()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                names.add(name)
            case ast.Constant(value=str(text)):
                texts.add(text)
            case ast.Import(names=aliases):
                imports |= {(alias.name, "") for alias in aliases}
            case ast.ImportFrom(module=str(module), names=aliases):
                imports |= {(module, alias.name) for alias in aliases}
    return Said(frozenset(imports), frozenset(texts), frozenset(names))


def imports_of(source: bytes, modules: Collection[str]) -> set[str]:
    """Return which of the modules a source text imports."""
    pairs = said_in(source).imports
    return ({module for module, _ in pairs} | {f"{module}.{name}" for module, name in pairs}) & set(modules)


def import_graph(modules: Mapping[str, Path], read: Read = read_file) -> dict[str, set[str]]:
    """Return for each module the modules that it imports directly."""
    return {name: imports_of(read(file), modules.keys()) for name, file in modules.items()}


def reached(graph: Mapping[str, set[str]], start: Collection[str]) -> set[str]:
    """Return some modules and all that they import, directly or not. Raises KeyError for a module that is not in the graph."""
    found, waiting = set[str](), list(start)
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += graph[module]
    return found
