"""Making the environment: what happens around pip, which is not run here."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools import environment

LOCKS = environment.LEVELS["dev"]
Installed = list[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that has lock files and no environment."""
    (tmp_path / "deploy").mkdir()
    for lock in {file for files in environment.LEVELS.values() for file in files}:
        (tmp_path / lock).write_text(f"{lock}==1 --hash=sha256:0\n")
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    """The lock files that were installed, in this order; the environments have a Python, and a script that names its path."""
    files: Installed = []

    def made(command: list[str], _remedy: str) -> None:
        bin_ = Path(command[-1]) / "bin"
        bin_.mkdir(parents=True)
        (bin_ / "python").symlink_to(sys.executable)
        (bin_ / "dg").write_text(f"#!{bin_}/python\n")

    monkeypatch.setattr(environment, "_call", made)
    monkeypatch.setattr(environment, "_name_repository", lambda *_: None)
    monkeypatch.setattr(environment, "_compile", lambda *_: None)
    monkeypatch.setattr(environment, "_install", lambda _root, building, file: files.append(file) or (building / Path(file).name).touch())
    return files


def test_the_environment_is_made_once_for_each_content_of_the_lock_files(root: Path, installed: Installed) -> None:
    environment.set_up(root, "run")
    environment.set_up(root, "run")
    assert installed == ["requirements.lock"]
    assert (root / ".venv" / "bin" / "dg").read_text() == f"#!{root}/.venv/bin/python\n"
    assert sorted(path.name for path in root.glob(".venv*")) == [".venv"]
    (root / "requirements.lock").write_text("other==1\n")
    environment.set_up(root, "run")
    assert installed == ["requirements.lock"] * 2


def test_tests_add_to_what_running_needs_and_a_new_lock_file_renews_both(root: Path, installed: Installed) -> None:
    environment.set_up(root, "run")
    environment.set_up(root, "dev")
    assert installed == LOCKS
    assert environment.is_ready(root, "run")
    assert environment.is_ready(root, "dev")
    (root / "requirements.lock").write_text("other==1\n")
    environment.set_up(root, "dev")
    assert installed == LOCKS * 2


def test_a_server_adds_to_what_is_there_and_removes_nothing(root: Path, installed: Installed) -> None:
    for level in ("run", "dev", "server"):
        environment.set_up(root, level)
    assert installed == [*LOCKS, "deploy/requirements.lock"]
    assert all(environment.is_ready(root, level) for level in environment.LEVELS)


def test_what_this_makefile_did_not_make_is_left_alone(root: Path, installed: Installed) -> None:
    (root / ".venv").mkdir()
    (root / ".venv" / "mine").touch()
    with pytest.raises(environment.SetupError, match="left as it is"):
        environment.set_up(root, "run")
    shutil.move(root / ".venv", root / "elsewhere")
    (root / ".venv").symlink_to("elsewhere")
    with pytest.raises(environment.SetupError, match="left as it is"):
        environment.set_up(root, "run")
    assert (root / "elsewhere" / "mine").exists()
    assert installed == []


def test_an_interrupted_command_leaves_the_old_environment_and_the_next_one_makes_the_new(
    root: Path, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.set_up(root, "run")
    (root / "requirements.lock").write_text("other==1\n")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            environment.set_up(root, "run")
    assert (root / ".venv" / "requirements.lock").exists()
    assert not environment.is_ready(root, "run")
    environment.set_up(root, "run")
    assert environment.is_ready(root, "run")
    assert sorted(path.name for path in root.glob(".venv*")) == [".venv"]


def test_a_second_command_waits_for_the_first(root: Path) -> None:
    program = "import sys; from pathlib import Path; from tools.environment import _locked\nwith _locked(Path(sys.argv[1])): print('in')"
    with environment._locked(root / ".venv.lock"):
        second = subprocess.Popen(
            [sys.executable, "-c", program, str(root / ".venv.lock")], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert second.stderr is not None
        assert "Waiting" in second.stderr.readline()
    assert second.communicate(timeout=60)[0] == "in\n"


def test_an_older_python_can_parse_the_program_that_tells_it_that_it_is_too_old() -> None:
    source = (ROOT / "tools" / "environment.py").read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.NamedExpr | ast.Match)]
    assert source.index("sys.exit(") < source.index("import fcntl")


def test_no_package_is_built_from_source_and_each_is_checked_by_its_hash() -> None:
    options = [*environment.PIP, *environment.WHEELS]
    assert options[options.index("--only-binary") + 1] == ":all:"
    assert "--no-binary" not in options
    assert {"--require-hashes", "--no-deps"} <= set(options)
