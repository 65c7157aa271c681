"""Which listed mutants the unit tests do not notice: `python -m tools.mutants.run`, or with the names of some.

Belongs here: reading the list, changing the code of a module in this process, and running the tests concerned. Does not belong here: which
mutants there are (`mutants.csv`: the module, a text that it holds once, what stands there instead, and the files in tests/unit/ that must
fail).

A mutant replaces the code of the module's functions where they are, so that whoever has imported one runs the changed code, too.
"""

import csv
import importlib
import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from types import FunctionType, ModuleType
from typing import NamedTuple

import pytest

from pipeline.kernel.paths import ROOT

LIST = Path(__file__).with_name("mutants.csv")


class Mutant(NamedTuple):
    """A row of mutants.csv."""

    mutant: str
    module: str
    printed: str
    replacement: str
    tests: str


def listed() -> list[Mutant]:
    """Return the mutants of the list."""
    with LIST.open(encoding="utf-8", newline="") as rows:
        return [Mutant(**row) for row in csv.DictReader(rows)]


def changed_source(mutant: Mutant) -> str:
    """Return the source of a mutant's module with the change. Raises ValueError where the module does not hold the text exactly once."""
    source = inspect.getsource(importlib.import_module(mutant.module))
    if source.count(mutant.printed) != 1:
        raise ValueError(
            f"mutants.csv, {mutant.mutant}: {mutant.module} holds {mutant.printed!r} {source.count(mutant.printed)} times, not once"
        )
    return source.replace(mutant.printed, mutant.replacement)


@contextmanager
def applied(mutant: Mutant) -> Iterator[None]:
    """Let the functions of a module be those of a mutant, as long as the context lasts."""
    module = importlib.import_module(mutant.module)
    copy = ModuleType(mutant.module)
    copy.__file__ = module.__file__
    known = sys.modules.copy()
    sys.modules[mutant.module] = copy  # dataclasses look up the module of a class by its name
    try:
        exec(compile(changed_source(mutant), str(module.__file__), "exec"), copy.__dict__)
    finally:
        sys.modules[mutant.module] = known[mutant.module]
    before = {name: function.__code__ for name, function in functions(module).items()}
    try:
        for name, function in functions(copy).items():
            functions(module)[name].__code__ = function.__code__
        yield
    finally:
        for name, code in before.items():
            functions(module)[name].__code__ = code


def functions(module: ModuleType) -> dict[str, FunctionType]:
    """Return the functions that a module defines, and those of its classes, by their qualified names."""
    found: dict[str, FunctionType] = {}
    for value in vars(module).values():
        members = vars(value).values() if inspect.isclass(value) else [value]
        for member in members:
            function = getattr(member, "__func__", member)
            if isinstance(function, FunctionType) and function.__code__.co_filename == module.__file__:
                found[function.__qualname__] = function
    return found


def is_noticed(mutant: Mutant) -> bool:
    """Return whether a test fails on a mutant. Raises RuntimeError where the tests cannot be run."""
    files = [str(ROOT / "tests" / "unit" / name) for name in mutant.tests.split()]
    with applied(mutant), redirect_stdout(StringIO()) as said:
        status = pytest.main(["-x", "-p", "no:cacheprovider", "-n0", "-W", "ignore::pytest.PytestAssertRewriteWarning", *files])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise RuntimeError(f"mutants.csv, {mutant.mutant}: the tests {mutant.tests} could not be run\n{said.getvalue()}")
    return status == pytest.ExitCode.TESTS_FAILED


def main(names: list[str]) -> int:
    """Try the mutants of these names, or all; list those that no test notices. Return the exit status."""
    tried = [mutant for mutant in listed() if not names or mutant.mutant in names]
    survivors = [mutant.mutant for mutant in tried if not is_noticed(mutant)]
    print(
        "\n".join(
            [*(f"No test notices {name}." for name in survivors), f"{len(tried) - len(survivors)} of {len(tried)} mutants are noticed."]
        )
    )
    return 1 if survivors or not tried else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
