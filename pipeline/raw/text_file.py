"""Raw files as text: UTF-8 without BOM, lines that end in LF, no control characters.

Belongs here: what every raw file must be before it is CSV or YAML.
"""

import re

from pipeline.kernel.problems import Problem, refuse

FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\t")


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
    """Return a problem for each line with a forbidden character, and for a last line without a line feed."""
    problems = []
    for line, content in enumerate(text.split("\n"), start=1):
        for name in sorted({_character_name(match.group()) for match in FORBIDDEN.finditer(content)}):
            expected = "text without BOM, carriage returns, tabs, NUL or other control characters"
            problems.append(Problem(file, line, None, name, expected, "remove the character; each line ends in a line feed (LF) alone"))
    if text and not text.endswith("\n"):
        problems.append(Problem(file, text.count("\n") + 1, None, None, "a line feed at the end", "add a line feed after the last line"))
    return problems


def _character_name(character: str) -> str:
    known = {"\r": "carriage return", "\ufeff": "BOM", "\0": "NUL", "\t": "tab"}
    return known.get(character, f"U+{ord(character):04X}")
