"""CONTRIBUTING.md, "Add a document", for a text: a French report goes from an empty folder to tables by the commands of the recipe.

Belongs here: the commands in their order, in process, with nothing else in the raw folder. Does not belong here: what tables hold of longer
texts, and the release of them (`test_documents.py`).
"""

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.app.commands import lock, new_document, verify
from pipeline.contract.tables import Table, sources
from pipeline.raw.raw_lock import lock_problems
from tests.building import MADE, in_order, made, problems_of_made
from tests.conftest import copy_raw
from tests.integration.test_documents_alone import leave_only
from tools.spans import draft as spans
from tools.texts import numbers

NAME = "barometre"
TEXT = """Baromètre des biothérapies, édition 2024

Chapitre 1 – Le secteur en bref

En 2022, les entreprises biopharmaceutiques occupaient quelque 43 500 personnes en
Belgique (IFAE, 2023).

page 1
Diffusé sous licence CC BY-SA 4.0.
"""
FACTS = {"label_fr": "Baromètre", "label_en": "Barometer", "year": "2024", "language": "fr", "licence": "CC BY-SA 4.0"}
SECTION = {"section_no": "1", "heading": "Le secteur en bref", "first_line": "3", "last_line": "3"}
CITATION = {"citation_no": "1", "kind": "in_text", "citation_id": f"{NAME}-ifae-2023", "printed": "IFAE, 2023"}
STATEMENT = {
    **{"statement_id": "employment-belgium-2022", "indicator_id": "persons_employed", "subject_id": "biopharmaceutical_industry"},
    **{"geography_id": "belgium", "period_start": "2022", "period_end": "2022", "period_precision": "year", "period_basis": "stated"},
    **{"value": "43500", "unit_id": "persons", "qualifier": "about", "rounding_unit": "100", "value_basis": "printed", "status": "fact"},
    **{"is_stated_derived": "false", "printed": "quelque 43 500 personnes", "first_line": "5", "last_line": "5"},
    **{"context_first_line": "5", "context_last_line": "6", "citation_id": f"{NAME}-ifae-2023", "citation_scope": "passage"},
}
# The tables that hold the figure and its numbers.
TABLES = ("observations", "number_uses")
# What a person decides of the numbers that the draft leaves open, by line and token.
DECISIONS = {("1", "2024"): "name", ("8", "1"): "page_number", ("9", "4.0"): "name"}


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A raw folder without documents, in which the commands of the recipe work."""
    folder = copy_raw(tmp_path)
    leave_only(folder, NAME)
    for module in (new_document, verify, spans, numbers):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(lock, "RAW", folder)
    return folder


def fill(folder: Path, text: bytes) -> None:
    """Write what a person writes: document.yaml and the rows; delete the files that stay empty."""
    file = folder / "document.yaml"
    content = file.read_text("utf-8")
    counted = {"sha256": hashlib.sha256(text).hexdigest(), "line_count": str(text.count(b"\n"))}
    for key, value in (FACTS | counted).items():
        assert f"\n{key}: null\n" in content
        content = content.replace(f"\n{key}: null\n", f"\n{key}: {value}\n")
    file.write_text(content, "utf-8")
    cited = CITATION | {"first_line": "6", "last_line": "6"}
    for name, row in {"sections": SECTION, "citations": cited, "statements": STATEMENT}.items():
        write(folder / f"{name}.csv", [row])
    for empty in [path for path in folder.glob("*.csv") if path.read_text("utf-8").count("\n") == 1]:
        empty.unlink()


def write(file: Path, rows: list[dict[str, str]]) -> None:
    """Write rows below the header that a file has."""
    columns = file.read_text("utf-8").splitlines()[0].split(",")
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def needed(names: Iterable[str]) -> dict[str, Table]:
    """Return some made tables and those that they are made from."""
    found = {name: MADE[name] for name in names}
    while more := {source: MADE[source] for table in found.values() for source in sources(table) if source in MADE and source not in found}:
        found |= more
    return found


def ask(command: ModuleType, arguments: list[str] | None, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command, which must succeed, and return what it prints."""
    status = command.main() if arguments is None else command.main(arguments)
    said = capsys.readouterr()
    assert status == 0, said.err
    return said.out


def test_a_report_goes_from_an_empty_folder_to_tables_by_the_commands_of_the_recipe(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "report.txt"
    document.write_text(TEXT, "utf-8", newline="\n")
    ask(new_document, [NAME], capsys)
    fill(raw / NAME, document.read_bytes())

    assert "3 of them without a disposition" in ask(numbers, [NAME, str(document)], capsys)
    with (raw / NAME / "numbers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["line"], row["token"]) for row in rows if not row["disposition"]} == set(DECISIONS)
    write(raw / NAME / "numbers.csv", [row | {"disposition": row["disposition"] or DECISIONS[row["line"], row["token"]]} for row in rows])

    ask(spans, [str(document)], capsys)
    ask(lock, None, capsys)
    assert lock_problems(raw) == []
    assert "every cell is printed on the lines" in ask(verify, [str(document)], capsys)

    frames = verify.load_tables(raw)
    for name in in_order(needed(TABLES), set(frames)):
        frames[name] = made(name, frames)
    told = [problem for name in TABLES for problems in problems_of_made(name, frames[name], frames).values() for problem in problems]
    assert [str(problem) for problem in told] == []
    [observed] = frames["observations"].to_dict("records")
    assert (observed["observation_id"], observed["value_low"], observed["value_high"]) == (f"{NAME}-employment-belgium-2022", 43450, 43550)
