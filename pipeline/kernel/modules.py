"""The modules of this repository as source: which file a module is, and which modules and names each imports.

Belongs here: what stands in the source text, read without running it. Does not belong here: which asset depends on which module
(`pipeline/app/code_versions.py`).
"""

import ast
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path

from pipeline.kernel.files import read_file

OWN = ("schemas", "pipeline")
PACKAGE = "__init__.py"

Read = Callable[[Path], bytes]


def modules_of(root: Path) -> dict[str, Path]:
    """Return the source file of each module of the repository by its dotted name; packages hold no code, and are left out."""
    files = [file for package in OWN for file in sorted((root / package).rglob("*.py")) if file.name != PACKAGE]
    return {".".join(file.relative_to(root).with_suffix("").parts): file for file in files}


@cache
def syntax_of(source: bytes) -> ast.Module:
    """Return the syntax tree of a source text."""
    return ast.parse(source)


@cache
def names_imported(source: bytes) -> frozenset[tuple[str, str]]:
    """Return the (module, name) pairs that a source text imports, at the top or within a function; the name is '' where a whole module
    is imported."""
    found = set[tuple[str, str]]()
    for node in ast.walk(syntax_of(source)):
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {(node.module, alias.name) for alias in node.names}
    return frozenset(found)


@cache
def texts_in(source: bytes) -> frozenset[str]:
    """Return the string constants of a source text."""
    nodes = ast.walk(syntax_of(source))
    return frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def imports_of(source: bytes, modules: Collection[str]) -> set[str]:
    """Return which of the modules a source text imports."""
    pairs = names_imported(source)
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
