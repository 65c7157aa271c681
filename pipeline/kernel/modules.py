"""The modules of this repository as source: which file a module is, and which modules each imports.

Belongs here: what stands in the source text, read without running it, so that a change can be judged before the code is loaded.
Does not belong here: which asset depends on which module (`pipeline/app/code_versions.py`).
"""

import ast
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

OWN = ("schemas", "pipeline", "tools")

Read = Callable[[Path], bytes]


def modules_of(root: Path, packages: Iterable[str] = OWN) -> dict[str, Path]:
    """Return the source file of each module of the packages, by its dotted name; a package bears its own name."""
    files = [file for package in packages for file in sorted((root / package).rglob("*.py"))]
    return {".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file for file in files}


@cache
def syntax_of(source: bytes) -> ast.Module:
    """Return the syntax tree of a source text."""
    return ast.parse(source)


def imports_of(source: bytes, modules: Iterable[str]) -> set[str]:
    """Return which of the modules a source text imports, at the top or within a function, with the packages that hold them."""
    named = set[str]()
    for node in ast.walk(syntax_of(source)):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {module for module in modules if any(name == module or name.startswith(f"{module}.") for name in named)}


def import_graph(root: Path, read: Read = Path.read_bytes) -> dict[str, frozenset[str]]:
    """Return for each module of this repository the modules that it imports directly."""
    modules = modules_of(root)
    return {name: frozenset(imports_of(read(file), modules) - {name}) for name, file in modules.items()}


def reached(graph: dict[str, frozenset[str]], *modules: str) -> set[str]:
    """Return the modules and all that they import, directly or not. Raises KeyError for a module that is not in the graph."""
    found, waiting = set[str](), list(modules)
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += graph[module]
    return found
