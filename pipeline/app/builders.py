"""The function that makes each published table, found by its name: it bears the name of its table.

Belongs here: finding the functions, and refusing to start where one is missing, stands twice or makes no table. To add a table, add its
class to `schemas/registry.py` and write the function; nothing else lists it. A front table has a query instead of a function
(`pipeline/front/sql/`). Does not belong here: reading raw tables, which one function does for all of them (`pipeline/app/assets/raw.py`).
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType

import pandas as pd

import pipeline.core
import pipeline.describe
import pipeline.metrics
from pipeline.contract.tables import describe
from pipeline.front.query import builder
from pipeline.kernel.modules import said_in
from schemas.registry import CORE, FRONT, METRICS, TABLES

Builder = Callable[..., pd.DataFrame]

PACKAGES = (pipeline.core, pipeline.metrics, pipeline.describe)


def builders(packages: Iterable[ModuleType], published: Iterable[str], tables: Iterable[str]) -> dict[str, Builder]:
    """Return the function that makes each published table, by the table's name.

    A builder is a public function that is defined in a module of one of the packages, bears the name of a table and returns a frame.
    Raises LookupError for a table without a builder, a table with two, and a function that looks like a builder (its parameters are
    tables, and nothing calls it) but bears the name of no table.
    """
    modules = [module for package in packages for module in _modules(package)]
    found: dict[str, list[Builder]] = {name: [] for name in published}
    for function in [function for module in modules for function in _functions(module)]:
        if function.__name__ in found:
            found[function.__name__].append(function)
    faults = [_fault(name, functions, packages) for name, functions in found.items() if len(functions) != 1]
    faults += [
        f"{_place(function)} makes no table that schemas/registry.py lists. Add a schema class with this name, or remove the function."
        for function in _orphans(modules, set(tables))
        if function.__name__ not in found
    ]
    if faults:
        raise LookupError("\n".join(faults))
    return {name: functions[0] for name, functions in found.items()}


def inputs_of(builder: Builder, frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return those of the frames that a builder names as parameters, or all of them where it takes any. Raises KeyError for one that is
    not among them."""
    parameters = inspect.signature(builder).parameters
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return dict(frames)
    return {name: frames[name] for name in parameters}


def _modules(package: ModuleType) -> list[ModuleType]:
    return [importlib.import_module(f"{package.__name__}.{known.name}") for known in pkgutil.iter_modules(package.__path__)]


def _functions(module: ModuleType) -> list[Builder]:
    """Return the public functions that a module defines, as opposed to those that it imports, and that return a frame."""
    return [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and function.__annotations__.get("return") is pd.DataFrame
    ]


def _orphans(modules: list[ModuleType], tables: set[str]) -> list[Builder]:
    """Return the functions whose parameters are tables, and that no module uses."""
    used = {name for module in modules for name in said_in(Path(str(module.__file__)).read_bytes()).names}
    return [
        function
        for module in modules
        for function in _functions(module)
        if function.__name__ not in used and inspect.signature(function).parameters.keys() <= tables
    ]


def _fault(name: str, functions: list[Builder], packages: Iterable[ModuleType]) -> str:
    if functions:
        return f"Two functions make the table {name}: {', '.join(map(_place, functions))}. Keep one."
    places = ", ".join(f"{package.__name__.replace('.', '/')}/" for package in packages)
    return f"No function makes the table {name}. Write `def {name}(...) -> pd.DataFrame` in a module of one of {places}."


def _place(function: Builder) -> str:
    return f"{function.__module__.replace('.', '/')}.py: {function.__name__}"


BUILDERS = builders(PACKAGES, [describe(schema).name for schema in CORE + METRICS], [describe(schema).name for schema in TABLES])
BUILDERS |= {describe(schema).name: builder(describe(schema).name) for schema in FRONT}
