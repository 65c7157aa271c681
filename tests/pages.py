"""Pages that say what commands, queries and changes do: how their blocks are found and held to what is printed beside them.

Belongs here: what the tests of README.md and of CONTRIBUTING.md share, and the recipes of the latter. Does not belong here: which page
must hold what.

In a block of output, `…` stands for whatever differs from one time to the next; a line that is `…` alone, for any lines.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import duckdb

DATABASE = "outputs/latest/wallonia_biomanufacturing.duckdb"
DOCUMENT = "path/to/document.txt"
BLOCK = re.compile(r"```(diff|sh|sql)\n(.*?)```\n(?:\n```text\n(.*?)```|\n((?:\|[^\n]*\n)+))?", re.DOTALL)
READY = 'make() { command make -o .venv/ready -o .venv/ready-dev "$@"; }\n'
DROPPED = ("DAGSTER", "SOURCE", "DOCUMENT", "MAKE", "MFLAGS", "GIT", "PYTEST", "LC_", "LANG")


class Block(NamedTuple):
    """A diff, commands or a query, with the output or the table that is printed below it, '' where nothing is."""

    language: str
    content: str
    answer: str

    @property
    def needs_document(self) -> bool:
        return DOCUMENT in self.content


class Step(NamedTuple):
    recipe: str
    title: str
    blocks: list[Block]


def recipes(page: str) -> dict[str, str]:
    """Return the text of each recipe of a page by its name."""
    parts = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {name.removeprefix("Recipe: "): text for name, text in (part.split("\n", 1) for part in parts) if name.startswith("Recipe: ")}


def steps(recipe: str, text: str) -> list[Step]:
    """Return the steps of a recipe, each with its blocks in order."""
    titled = (part.split("\n", 1) for part in re.split(r"^### ", text, flags=re.MULTILINE)[1:])
    return [
        Step(recipe, title, [Block(lang, code, text or rows) for lang, code, text, rows in BLOCK.findall(body)]) for title, body in titled
    ]


def follow(step: Step, folder: Path, document: str = "") -> bool:
    """Do what a step says in a copy of the repository; return whether all of it was done: some of it may need the document.

    Raises AssertionError, which names recipe and step, where a diff does not apply, or an output is not the one that is printed.
    """
    done = [block for block in step.blocks if document or not block.needs_document]
    for block in done:
        fault = {"diff": _apply, "sh": _run, "sql": _ask}[block.language](block, folder, document)
        assert not fault, f"recipe {step.recipe!r}, step {step.title!r}: {fault}"
    return len(done) == len(step.blocks)


def table(header: list[str], rows: list[tuple[object, ...]]) -> str:
    """Return a table in Markdown; a null is shown as NULL."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join("NULL" if cell is None else str(cell) for cell in line) + " |\n" for line in lines)


def answer(folder: Path, sql: str) -> str:
    """Return what a query of the release in outputs/latest of a folder gives, as a table in Markdown."""
    with duckdb.connect(str(folder / DATABASE), read_only=True) as db:
        found = db.execute(sql)
        return table([column[0] for column in found.description or []], found.fetchall())


def shell(command: str, folder: Path) -> tuple[int, str]:
    """Run commands in a folder, without what the environment of the tests adds; return the exit status and all output.

    A test must never set up .venv anew: make is told that it is ready, by an argument, since make takes no -o from MAKEFLAGS.
    """
    clean = {key: value for key, value in os.environ.items() if not key.startswith(DROPPED)}
    names = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    fixed = {"LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, **names}
    command_line = ["bash", "-euo", "pipefail", "-c", READY + command]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(command_line, cwd=folder, env=clean | fixed, text=True, timeout=300, check=False, **streams)
    return done.returncode, done.stdout


def _apply(block: Block, folder: Path, _: str) -> str:
    done = subprocess.run(["git", "apply", "-"], cwd=folder, input=block.content, capture_output=True, text=True, check=False)
    return done.stderr and f"the diff no longer fits the repository:\n{done.stderr}"


def _run(block: Block, folder: Path, document: str) -> str:
    """A command must succeed, but where the output that is printed below it ends with the error of make."""
    status, output = shell(block.content.replace(DOCUMENT, document), folder)
    if (status != 0) != ("*** [" in block.answer):
        return f"exit status {status} of\n{block.content}\n{output}"
    return "" if _fits(block.answer, output) else f"printed:\n{block.answer}\nfound:\n{output}"


def _ask(block: Block, folder: Path, _: str) -> str:
    found = answer(folder, block.content)
    return "" if found == block.answer else f"printed:\n{block.answer}\nfound:\n{found}"


def _fits(printed: str, output: str) -> bool:
    """Return whether an output is the printed one; where nothing is printed, any is."""
    lines = (r"(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in printed.splitlines())
    return not printed or bool(re.fullmatch("".join(lines), output))
