"""Reading one document.yaml strictly: a flat mapping of scalars.

Belongs here: YAML syntax, doubled, missing and unknown keys. Does not belong here: what the values mean.
"""

from collections.abc import Sequence

import yaml

from pipeline.kernel.characters import LONGEST_CELL, cell_length
from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.raw.text_file import character_problems, decode, too_long_a_cell


def read_document(content: bytes, file: str, keys: Sequence[str]) -> tuple[dict[str, str | None], dict[str, int]]:
    """Return the values of the file as text, null as None, and the lines on which they stand, both by key.

    Raises InputError with all faults: encoding, syntax, nesting, doubled, unknown and missing keys.
    """
    text = decode(content, file)
    refuse(character_problems(text, file))
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        raise InputError(
            [Problem(file, line, None, str(error).split("\n")[0], "YAML, one 'key: value' a line", "correct the syntax of this line")]
        ) from None
    if not isinstance(node, yaml.MappingNode):
        raise InputError([Problem(file, 1, None, None, "a mapping of keys to values", "write one 'key: value' a line")])
    problems, values, lines = [], {}, {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value not in keys:
            problems.append(Problem(file, line, key.value, None, "only the keys " + ", ".join(keys), "remove the key, or correct its name"))
        elif key.value in values:
            problems.append(Problem(file, line, key.value, None, "each key once", "remove one of the two lines"))
        elif not isinstance(value, yaml.ScalarNode):
            problems.append(Problem(file, line, key.value, None, "a single value", "write the value on the key's own line"))
        elif cell_length(value.value) > LONGEST_CELL:
            problems.append(too_long_a_cell(file, line, key.value, value.value))
        else:
            values[key.value] = None if value.tag == "tag:yaml.org,2002:null" else value.value
            lines[key.value] = line
    for key in keys:
        if key not in values and not any(problem.column == key for problem in problems):
            problems.append(
                Problem(file, None, key, None, "the keys " + ", ".join(keys), "add the key; its value is null where it is not known")
            )
    refuse(problems)
    return values, lines
