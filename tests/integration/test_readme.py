"""The README, the first pages of docs/ and the analyses: each command exists, each query and program prints what is printed beside it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import released
from tests.conftest import ROOT, Built
from tests.pages import answer as asked
from tests.pages import shell

README = (ROOT / "README.md").read_text("utf-8")
FIRST = ("README.md", "contents.md", "before_you_count.md", "ten_minutes_data.md", "ten_minutes_code.md")
DOCS = {name: (ROOT / "docs" / name).read_text("utf-8") for name in FIRST}
PAGES = [README, *DOCS.values(), *(path.read_text("utf-8") for path in sorted((ROOT / "docs" / "analyses").glob("*.md")))]
QUERIES = [pair for page in PAGES for pair in re.findall(r"```sql\n(.*?)```\n\n((?:\|[^\n]*\n)+)", page, re.DOTALL)]
PROGRAMS = [found for page in PAGES for found in re.findall(r"```(python|r)\n(.*?)```\n\n```text\n(.*?)```", page, re.DOTALL)]


@pytest.fixture(scope="module")
def folder(built: Built) -> Path:
    """A folder from which outputs/latest is the release, as it is from the root after make dataset."""
    return built.outputs.parent


def test_every_query_and_program_has_its_answer_beside_it() -> None:
    assert len(QUERIES) == sum(page.count("```sql") for page in PAGES) >= 10
    assert len(PROGRAMS) == sum(page.count("```python") + page.count("```r\n") for page in PAGES) >= 3


@pytest.mark.parametrize(("sql", "answer"), QUERIES)
def test_a_query_gives_the_printed_answer(folder: Path, sql: str, answer: str) -> None:
    assert asked(folder, sql) == answer


@pytest.mark.parametrize(("language", "program", "answer"), PROGRAMS)
def test_a_program_prints_the_printed_answer(folder: Path, language: str, program: str, answer: str) -> None:
    command = [sys.executable, "-c"] if language == "python" else ["Rscript", "-e"]
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not on this machine, so that this program of the README was not run")
    done = subprocess.run([*command, program], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == answer, done.stderr


def test_the_readme_is_read_in_a_few_minutes() -> None:
    assert len(README.splitlines()) <= 150
    assert README.count("```sql") == 3


def test_every_make_command_of_the_first_pages_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page in (README, *DOCS.values()):
        for name in set(re.findall(r"(?:`|^)make ([a-z-]+)", page, re.MULTILINE)):
            assert re.search(rf"^{name}:.*##", makefile, re.MULTILINE), name


def test_every_command_of_the_page_on_the_code_finds_something(root: Path) -> None:
    commands = re.findall(r"```sh\n(.*?)```", DOCS["ten_minutes_code.md"], re.DOTALL)
    assert len(commands) == 2
    for command in commands:
        assert shell(command, root)[0] == 0, command


def test_every_link_leads_somewhere_and_every_page_is_in_the_index() -> None:
    for folder, page in ((ROOT, README), *((ROOT / "docs", page) for page in DOCS.values())):
        for target in re.findall(r"\]\((?!http)([^)#]+)", page):
            assert (folder / target).exists(), target
    assert [
        page.name for page in (ROOT / "docs").glob("*.md") if f"({page.name})" not in DOCS["README.md"] and page.name != "README.md"
    ] == []


# What the first pages count in a sentence, and the query that counts it.
COUNTS = {
    r"a dataset of (\d+) actors": "SELECT count(*) FROM actors",
    r"actors and (\d+) sites, read": "SELECT count(*) FROM actor_sites",
    r"the (\d+) quantitative statements": "SELECT count(*) FROM observations WHERE document_id = 'thesis'",
    r"(\d+) events, and": "SELECT count(*) FROM events WHERE document_id = 'thesis'",
    r"(\d+) statements of ties": "SELECT count(*) FROM relations",
    r"each of its (\d+) numbers": "SELECT count(*) FROM number_ledger WHERE document_id = 'thesis'",
    r"contains (\d+) figures": "SELECT count(*) FROM observations WHERE document_id = 'published_series'",
    r"`claims`: (\d+) statements": "SELECT count(*) FROM claims",
    r"in them, (\d+) of which": "SELECT count(*) FROM claims WHERE verdict NOT IN ('implied_only', 'not_recomputable')",
    r"by (\d+) cuts": "SELECT count(DISTINCT cut) FROM cluster_profile",
}


@pytest.mark.parametrize(("sentence", "sql"), COUNTS.items())
def test_a_count_in_a_sentence_of_the_first_pages_is_that_of_the_release(folder: Path, sentence: str, sql: str) -> None:
    [printed] = re.findall(sentence, "\n".join([README, *DOCS.values()]))
    with released(folder / "outputs" / "latest") as db:
        assert db.execute(sql).fetchone() == (int(printed),)


def test_the_coverage_note_is_that_of_the_release(folder: Path) -> None:
    from tools.docs_coverage import DOCUMENT, with_coverage

    with released(folder / "outputs" / "latest") as db:
        text = DOCUMENT.read_text("utf-8")
        assert with_coverage(text, db) == text, "run: .venv/bin/python -m tools.docs_coverage"


def test_the_graph_in_the_docs_is_that_of_the_schemas() -> None:
    from tools.docs_graph import DOCUMENT, with_graph

    text = DOCUMENT.read_text("utf-8")
    assert with_graph(text) == text, "run: .venv/bin/python -m tools.docs_graph"


def test_the_rules_in_the_docs_are_those_that_the_checks_ask() -> None:
    from tools.docs_rules import DOCUMENT, with_rules

    text = DOCUMENT.read_text("utf-8")
    assert with_rules(text) == text, "run: .venv/bin/python -m tools.docs_graph"
