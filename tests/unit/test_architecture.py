"""The rooms of the house, and which may import which."""

import ast
from pathlib import Path

import pytest

from pipeline.kernel.paths import ROOT

# From the cellar up: a room imports itself and those before it. Nothing imports app; tools stands outside.
LAYERS = (
    *("schemas", "pipeline.kernel", "pipeline.contract", "pipeline.raw", "pipeline.verify", "pipeline.core", "pipeline.metrics"),
    *("pipeline.trade", "pipeline.front", "pipeline.official", "pipeline.charts", "pipeline.describe", "pipeline.page", "pipeline.release"),
    *("pipeline.app", "tools"),
)
OWN = ("schemas", "pipeline", "tools")
MODULES = sorted(file for folder in OWN for file in (ROOT / folder).rglob("*.py"))


def imports(file: Path) -> set[str]:
    """Return the modules of this repository that a file imports, at the top or within a function."""
    found = set[str]()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return {name for name in found if name.split(".")[0] in OWN}


def layer(module: str) -> str | None:
    return next((name for name in LAYERS if module == name or module.startswith(f"{name}.")), None)


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_room_imports_only_rooms_below_it(file: Path) -> None:
    mine = layer(module_of(file))
    if mine is None:
        assert module_of(file) == "pipeline"
        return
    above = {name: layer(name) for name in imports(file)}
    wrong = {name for name, other in above.items() if other and LAYERS.index(other) > LAYERS.index(mine)}
    assert not wrong


def test_nobody_imports_the_application_but_itself_and_tools() -> None:
    importing = {module_of(file) for file in MODULES if any(layer(name) == "pipeline.app" for name in imports(file))}
    assert {layer(name) for name in importing} <= {"pipeline.app", "tools"}


def test_every_folder_of_the_pipeline_is_a_layer() -> None:
    folders = {f"pipeline.{path.name}" for path in (ROOT / "pipeline").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= set(LAYERS)
