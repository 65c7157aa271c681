"""What runs for contributors: the workflows and the hooks before a commit."""

import re
import tomllib

import yaml

from tests.conftest import ROOT

WORKFLOWS = {file.name: file.read_text("utf-8") for file in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_every_action_is_pinned_by_its_commit_and_says_which_version_that_is() -> None:
    uses = [line for text in WORKFLOWS.values() for line in re.findall(r"uses: (.*)", text)]
    assert uses
    assert [line for line in uses if not re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v[\d.]+", line)] == []


def test_a_pull_request_runs_what_the_project_runs_on_every_supported_python() -> None:
    check = yaml.safe_load(WORKFLOWS["check.yml"])
    assert "pull_request" in check[True]  # YAML reads `on` as true
    job = check["jobs"]["check"]
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]


def test_a_pull_request_may_read_and_nothing_else() -> None:
    check = yaml.safe_load(WORKFLOWS["check.yml"])
    assert check["permissions"] == {"contents": "read"}
    assert "secrets." not in WORKFLOWS["check.yml"]
    assert "pull_request_target" not in WORKFLOWS["check.yml"]


def test_both_locks_are_looked_up_for_known_faults() -> None:
    commands = "\n".join(step.get("run", "") for step in yaml.safe_load(WORKFLOWS["check.yml"])["jobs"]["packages"]["steps"])
    assert {"requirements.lock", "requirements-dev.lock"} <= set(re.findall(r"-r (\S+)", commands))


def test_before_a_commit_the_ruff_of_the_environment_runs() -> None:
    [local] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert local["repo"] == "local"
    assert {hook["entry"].split(" --")[0] for hook in local["hooks"]} == {".venv/bin/ruff format", ".venv/bin/ruff check"}
    assert all(hook["language"] == "system" for hook in local["hooks"])
