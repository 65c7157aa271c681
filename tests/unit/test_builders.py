"""Builders: each published table is made by the one function that bears its name, and whoever forgets one is told where to add it."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

from pipeline.app.builders import BUILDERS, PACKAGES, builders, inputs_of
from pipeline.contract.tables import describe
from schemas.registry import PUBLISHED

MADE = "import pandas as pd\n\ndef {name}({parameters}) -> pd.DataFrame:\n    return pd.DataFrame()\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """An empty package `room`, into which a test writes modules."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "__init__.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name == "room" or name.startswith("room.")]:
        monkeypatch.delitem(sys.modules, name)
    return importlib.import_module("room")


def write(package: ModuleType, module: str, name: str, parameters: str = "") -> None:
    (Path(str(package.__file__)).parent / f"{module}.py").write_text(MADE.format(name=name, parameters=parameters), "utf-8")


def test_every_published_table_has_its_function() -> None:
    assert BUILDERS.keys() == {describe(schema).name for schema in PUBLISHED}
    assert all(function.__name__ == name for name, function in BUILDERS.items())


def test_a_missing_function_is_named_with_the_place_to_add_it() -> None:
    with pytest.raises(LookupError, match=r"table no_such_table\. Write `def no_such_table.* pipeline/core/, pipeline/metrics/"):
        builders(PACKAGES, ["units", "no_such_table"], ["raw_units", "units"])


def test_a_function_is_found_by_its_name_and_a_second_one_is_named(package: ModuleType) -> None:
    write(package, "one", "apples")
    assert builders([package], ["apples"], ["apples"]).keys() == {"apples"}
    write(package, "two", "apples")
    with pytest.raises(LookupError, match=r"room/one\.py: apples, room/two\.py: apples\. Keep one"):
        builders([package], ["apples"], ["apples"])


def test_a_function_of_tables_that_makes_no_table_is_named(package: ModuleType) -> None:
    write(package, "one", "apples")
    write(package, "two", "aples", "apples")
    with pytest.raises(LookupError, match=r"room/two\.py: aples makes no table"):
        builders([package], ["apples"], ["apples"])


def test_a_builder_gets_the_tables_that_it_names_or_all_of_them() -> None:
    frames = {name: pd.DataFrame() for name in ("a", "b")}
    assert inputs_of(lambda a: a, frames).keys() == {"a"}
    assert inputs_of(lambda **frames: frames["a"], frames).keys() == {"a", "b"}
