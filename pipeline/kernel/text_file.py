"""Raw files as text: UTF-8 without BOM, lines that end in LF, and only characters that `pipeline/kernel/characters.py` allows.

Belongs here: what every raw file must be before it is CSV or YAML.
"""

import unicodedata

from pipeline.kernel.characters import LONGEST_CELL, cell_length, name_of, unfit
from pipeline.kernel.problems import Problem, refuse

KNOWN = {"\r": "carriage return", "\ufeff": "BOM", "\0": "NUL", "\t": "tab"}


def decode(content: bytes, file: str) -> str:
    """Return the text of a file. Raises InputError with the line of the first byte that is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        value = content[error.start : error.end].hex(" ")
        refuse([Problem(file, line, None, f"byte {value}", "text in UTF-8", "save the file in UTF-8, without BOM")])
        raise


def character_problems(text: str, file: str) -> list[Problem]:
    """Return a problem for each character of a line that a typed text may not hold, and for a last line without a line feed."""
    problems = []
    for line, content in enumerate(text.split("\n"), start=1) if unfit(text) else ():
        problems += [_problem(file, line, character, fault) for character, fault in sorted(unfit(content).items())]
    if text and not text.endswith("\n"):
        problems.append(Problem(file, text.count("\n") + 1, None, None, "a line feed at the end", "add a line feed after the last line"))
    return problems


def too_long_a_cell(file: str, line: int, column: str, value: str) -> Problem:
    """Return the problem of a value that no cell of the release's workbook can hold."""
    expected = f"at most {LONGEST_CELL} characters, which a cell of a workbook can hold"
    return Problem(file, line, column, value, expected, f"shorten the value: it has {cell_length(value)}")


def _problem(file: str, line: int, character: str, fault: str) -> Problem:
    if character in KNOWN or unicodedata.category(character or " ") == "Cc":
        expected = "text without BOM, carriage returns, tabs, NUL or other control characters"
        remedy = "remove the character; each line ends in a line feed (LF) alone"
        return Problem(file, line, None, KNOWN.get(character, f"U+{ord(character):04X}"), expected, remedy)
    expected = (
        f"no {fault.removeprefix('a ')}: only characters that a reader can see and type, composed (NFC), with plain spaces and hyphens"
    )
    remedy = "type the letters as you see them; a comparison with a document takes its ligatures, soft hyphens and special spaces for these"
    return Problem(file, line, None, name_of(character) if character else None, expected, remedy)
