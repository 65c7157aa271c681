"""CONTRIBUTING.md: each recipe, followed step by step in a copy of the repository, does what it says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Built
from tests.pages import Block, Step, follow, recipes, shell, steps

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TEMPLATE = ROOT / ".github" / "ISSUE_TEMPLATE" / "data-error.yml"
RECIPES = recipes(PAGE)


@pytest.fixture
def copy(tmp_path: Path, built: Built) -> Path:
    """A clone of the repository as it stands here, set up and built: what a contributor begins with."""
    folder = tmp_path / "clone"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    shutil.copytree(built.outputs, folder / "outputs", symlinks=True, dirs_exist_ok=True)
    status, output = shell("git init --quiet && git add --all && git commit --quiet --message=start", folder)
    assert status == 0, output
    return folder


def changed_tables(before: Path, after: Path) -> set[str]:
    """Return the tables whose CSV files differ between two releases, or stand in one only."""
    one, two = ({file.stem: file.read_bytes() for file in (release / "csv").rglob("*.csv")} for release in (before, after))
    return {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}


def test_there_is_a_recipe_for_each_common_change() -> None:
    assert list(RECIPES) == ["correct a cell", "add a locality", "add a document", "add a metric"]
    assert all(step.blocks for name, text in RECIPES.items() for step in steps(name, text))
    followed = [block for name, text in RECIPES.items() for step in steps(name, text) for block in step.blocks]
    page = PAGE.split("## Recipe: ", 1)[1]
    assert len(followed) == sum(page.count(f"```{language}\n") for language in ("diff", "sh", "sql"))
    assert sum(bool(block.answer) for block in followed) == len(re.findall(r"^(?:```text$|\| ---)", page, re.MULTILINE))


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_does_what_it_says(name: str, copy: Path, built: Built) -> None:
    document = os.environ.get("SOURCE_DOCUMENT", "")
    done = [follow(step, copy, document and str(Path(document).resolve())) for step in steps(name, RECIPES[name])]
    assert (copy / ".venv").is_symlink(), "the environment was set up anew"
    promised = re.search(r"Only these tables of the release\s+change: ([^.]*)\.", RECIPES[name])
    assert promised
    assert changed_tables(built.outputs / "latest", copy / "outputs" / "latest") == set(re.findall(r"`(\w+)`", promised[1]))
    if not all(done):
        pytest.skip("all but the steps that need the document were followed: make test DOCUMENT=path/to/document.txt")


def test_what_no_longer_fits_is_named_with_recipe_and_step(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("new\n", "utf-8")
    stale = Block("diff", "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-old\n+older\n", "")
    for block in (stale, Block("sh", "echo found\n", "printed\n"), Block("sh", "false\n", "")):
        with pytest.raises(AssertionError, match=r"recipe 'bake', step '1\. Knead'"):
            follow(Step("bake", "1. Knead", [block]), tmp_path)
    assert follow(Step("bake", "1. Knead", [Block("sh", "echo found it\n", "found …\n")]), tmp_path)
    assert not follow(Step("bake", "1. Knead", [Block("sh", "cat path/to/document.txt\n", "")]), tmp_path)


def test_a_command_never_sets_up_the_environment_anew(tmp_path: Path) -> None:
    rules = "lock: .venv/ready\n\t@echo locked\ncheck: .venv/ready-dev\n\t@echo checked\n"
    (tmp_path / "Makefile").write_text(rules + ".venv/ready .venv/ready-dev: newer\n\t@echo set up\n", "utf-8")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "ready").touch()
    os.utime(tmp_path / ".venv" / "ready", (0, 0))
    (tmp_path / "newer").touch()
    assert shell("make lock check", tmp_path) == (0, "locked\nchecked\n")


def test_every_make_command_and_link_leads_somewhere() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in set(re.findall(r"\bmake ([a-z-]+)", re.sub(r"```diff\n.*?```", "", PAGE, flags=re.DOTALL))):
        assert re.search(rf"^{name}:.*##", makefile, re.MULTILINE), name
    for target in re.findall(r"\]\((?!http|#)([^)]+)\)", PAGE):
        assert (ROOT / target).exists(), target


def test_the_fields_that_a_report_needs_are_those_of_the_issue_template() -> None:
    labels = re.findall(r"^      label: (.+)$", TEMPLATE.read_text("utf-8"), re.MULTILINE)
    told = PAGE.split("## Report an error in the data\n")[1].split("\n## ")[0]
    assert labels == re.findall(r"^- \*\*(.+?)\*\*", told, re.MULTILINE)
