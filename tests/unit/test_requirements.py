"""The lock files: what running needs is in one, what tests and checks add is in another, and neither says where a package came from."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-older.lock", "deploy/requirements.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
NEEDED = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["live"]],
    "requirements-dev.lock": EXTRAS["dev"],
    "deploy/requirements.lock": EXTRAS["server"],
}
# What is installed in an environment of its own: an extra that no lock file has.
IN_NO_LOCK = {"pyspark": "pipeline/trade/on_spark.py"}
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[^]]*\])?==([^ ;]+)", re.MULTILINE)


def pinned(lock: str) -> dict[str, str]:
    """The version of each package of a lock file."""
    return dict(PIN.findall((ROOT / lock).read_text("utf-8")))


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=<>~! ]", requirement)[0]).lower()


def imported(folder: Path) -> set[str]:
    """The top-level modules that the source files of a folder import, from anywhere in them."""
    nodes = [node for file in folder.rglob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    modules = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {module.split(".")[0] for module in modules} - sys.stdlib_module_names


@pytest.mark.parametrize("lock", NEEDED)
def test_a_lock_has_each_package_of_pyproject_in_the_version_that_is_asked_for(lock: str) -> None:
    versions = pinned(lock)
    for requirement in NEEDED[lock]:
        assert versions.get(name_of(requirement)), f"{requirement} is not in {lock}: make lock-requirements"
        exact = re.search(r"==(.+)", requirement)
        assert exact is None or versions[name_of(requirement)] == exact[1], f"{lock} is not renewed: make lock-requirements"


@pytest.mark.parametrize("lock", ["requirements-dev.lock", "deploy/requirements.lock"])
def test_the_locks_of_the_tests_and_of_the_server_add_to_that_of_running_and_repeat_none_of_it(lock: str) -> None:
    assert pinned(lock)
    assert not pinned("requirements.lock").keys() & pinned(lock).keys()


@pytest.mark.parametrize("folder", ["pipeline", "schemas"])
def test_all_that_running_imports_is_installed_for_running(folder: str) -> None:
    homes, versions = packages_distributions(), pinned("requirements.lock")
    for module in imported(ROOT / folder) - {"pipeline", "schemas", *IN_NO_LOCK}:
        assert any(name_of(home) in versions for home in homes.get(module, [])), f"{module} is in no package of requirements.lock"


@pytest.mark.parametrize("module", IN_NO_LOCK)
def test_what_is_in_no_lock_is_an_extra_and_is_imported_by_one_module_within_a_function(module: str) -> None:
    files = [file for folder in ("pipeline", "schemas", "tools", "tests") for file in (ROOT / folder).rglob("*.py")]
    texts = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}
    trees = {file: ast.parse(text) for file, text in texts.items() if module in text}
    assert [file for file, tree in trees.items() if imports(tree, module)] == [IN_NO_LOCK[module]]
    assert not any(isinstance(node, ast.Import | ast.ImportFrom) and imports(node, module) for node in trees[IN_NO_LOCK[module]].body)
    assert any(name_of(requirement) == module for requirement in EXTRAS["spark"])
    assert all(module not in pinned(lock) for lock in LOCKS)


def imports(tree: ast.AST, module: str) -> bool:
    """Return whether code imports a module or a part of it."""
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return module in {name.split(".")[0] for name in names}


@pytest.mark.parametrize("folder", ["tests", "tools"])
def test_all_that_tests_and_tools_import_is_installed_for_them_so_that_none_can_never_run(folder: str) -> None:
    homes, versions = packages_distributions(), pinned("requirements.lock") | pinned("requirements-dev.lock")
    for module in imported(ROOT / folder) - {"pipeline", "schemas", "tests", "tools"}:
        assert any(name_of(home) in versions for home in homes.get(module, [])), f"{module} is in no package of the two locks"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    content = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file:|--(?:extra-)?index-url|--find-links|--trusted-host|@ ", content)
    assert content.count("--hash=sha256:") >= len(pinned(lock))
