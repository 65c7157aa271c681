"""Reading one document.yaml strictly: a flat mapping of scalars, each on one line.

Belongs here: missing and unknown keys, and the shape of their values. Does not belong here: YAML as such
(`pipeline/kernel/strict_yaml.py`), or what the values mean.
"""

from collections.abc import Sequence

import yaml

from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.kernel.strict_yaml import NULL, compose


def read_document(content: bytes, file: str, keys: Sequence[str]) -> tuple[dict[str, str | None], dict[str, int]]:
    """Return the values of the file as text, null as None, and the lines on which they stand, both by key.

    Raises InputError with all faults: those of any YAML file, nesting, line breaks and spaces around a value, unknown and missing keys.
    """
    node = compose(content, file)
    if not isinstance(node, yaml.MappingNode):
        raise InputError([Problem(file, 1, None, None, "a mapping of keys to values", "write one 'key: value' a line")])
    found = {key.value: (key.start_mark.line + 1, value) for key, value in node.value}
    expected = "the keys " + ", ".join(keys)
    problems = [
        Problem(file, line, key, None, f"only {expected}", "remove the key, or correct its name")
        for key, (line, _) in found.items()
        if key not in keys
    ]
    problems += [
        Problem(file, None, key, None, expected, "add the key; its value is null where it is not known") for key in keys if key not in found
    ]
    problems += [problem for key, (line, value) in found.items() for problem in _shape_problems(file, line, key, value)]
    refuse(problems)
    values = {key: None if value.tag == NULL else str(value.value) for key, (_, value) in found.items()}
    return values, {key: line for key, (line, _) in found.items()}


def _shape_problems(file: str, line: int, key: str, value: yaml.Node) -> list[Problem]:
    """Return a problem where a value is no scalar, or is not written as a cell of a table is."""
    if not isinstance(value, yaml.ScalarNode):
        return [Problem(file, line, key, None, "a single value", "write the value on the key's own line")]
    if (value.tag != NULL and " ".join(value.value.split()) != value.value) or (value.tag != NULL and not value.value):
        expected = "a text on one line without leading, trailing or doubled spaces; null where it is not known"
        return [Problem(file, line, key, value.value, expected, "remove the white space that is too much, or write null")]
    return []
