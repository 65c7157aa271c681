"""YAML read strictly: only mappings, lists and scalars, each key once, and each decoded value a text that a person can type.

Belongs here: what every YAML file of the project keeps, whatever it says. YAML has escapes, so that a plain file can hold a text that is
not: characters are checked after decoding too. What makes a small file large or deep (aliases, nesting, huge scalars) is refused while the
file is parsed, before anything is built from it. Does not belong here: which keys a file has.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from pipeline.kernel.characters import text_faults
from pipeline.kernel.problems import InputError, Problem, refuse
from pipeline.kernel.text_file import character_problems, decode

DEEPEST, MOST = 8, 50_000  # levels, and events of the parser: the longest file has a fifth of them
TOO_MANY = -1
NULL, MERGE = "tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"
OPENING, CLOSING = (yaml.MappingStartEvent, yaml.SequenceStartEvent), (yaml.MappingEndEvent, yaml.SequenceEndEvent)
Path = tuple[str | int, ...]


def compose(content: bytes, file: str) -> yaml.Node | None:
    """Return the content of a file as YAML nodes; None where it holds none.

    Raises InputError with all faults that have a line: encoding, characters, syntax, aliases, tags, nesting, scalars that are too long,
    decoded values that hold what no typed text may hold, keys that are not texts or stand twice.
    """
    text = decode(content, file)
    refuse(character_problems(text, file))
    try:
        refuse([problem for event, depth in _events(text) for problem in _event_problems(event, depth, file)])
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        told, line = str(error).split("\n")[0], None if mark is None else mark.line + 1
        raise InputError([Problem(file, line, None, told, "YAML, one 'key: value' a line", "correct the syntax of this line")]) from None
    refuse(list(_key_problems(node, file)) if node else [])
    return node


def values_of(node: yaml.Node | None, file: str) -> Any:
    """Return the values of composed nodes as Python has them. Raises InputError for a scalar that is no value of its type."""
    if node is None:
        return None
    refuse([problem for scalar in _scalars(node) for problem in _value_problems(scalar, file)])
    return yaml.SafeLoader("").construct_document(node)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the scalars of a node: keys and values."""
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for part in node.value:
        for child in part if isinstance(node, yaml.MappingNode) else [part]:
            yield from _scalars(child)


def _value_problems(scalar: yaml.ScalarNode, file: str) -> Iterator[Problem]:
    try:
        yaml.SafeLoader("").construct_document(scalar)
    except (yaml.YAMLError, ValueError, OverflowError):
        expected = "a value that is what it looks like: a date that exists, a number of some digits"
        yield Problem(file, scalar.start_mark.line + 1, None, str(scalar.value), expected, "put the value between double quotes")


def lines_of(node: yaml.Node | None, path: Path = ()) -> dict[Path, int]:
    """Return the line on which each value below a node begins, counted from 1, by its keys and positions."""
    if node is None:
        return {}
    found = {path: node.start_mark.line + 1}
    for key, child, line in _children(node):
        found |= lines_of(child, (*path, key)) | {(*path, key): line}
    return found


def _children(node: yaml.Node) -> Iterator[tuple[str | int, yaml.Node, int]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), value, key.start_mark.line + 1) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from ((number, value, value.start_mark.line + 1) for number, value in enumerate(node.value))


def _events(text: str) -> Iterator[tuple[yaml.Event, int]]:
    """Yield the events of a text and their depth, up to the first too deep or too many: what follows may be without end."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        depth += isinstance(event, OPENING)
        yield event, depth if number < MOST else TOO_MANY
        if depth > DEEPEST or number >= MOST:
            return
        depth -= isinstance(event, CLOSING)


def _event_problems(event: Any, depth: int, file: str) -> Iterator[Problem]:
    line = event.start_mark.line + 1
    if depth == TOO_MANY:
        yield Problem(file, line, None, None, f"at most {MOST} values", "leave out what the file need not say")
    elif depth > DEEPEST:
        yield Problem(file, line, None, None, f"at most {DEEPEST} levels", "write the values on fewer levels")
    elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        yield Problem(file, line, None, event.anchor, "no anchors (&) and no aliases (*)", "write the value out where it belongs")
    elif getattr(event, "tag", None):
        yield Problem(file, line, None, event.tag, "values without tags (!)", "remove the tag; put the value between double quotes")
    elif isinstance(event, yaml.ScalarEvent):
        yield from (Problem(file, line, None, *fault) for fault in text_faults(event.value))


def _key_problems(node: yaml.Node, file: str) -> Iterator[Problem]:
    """Yield a problem for each key that is no text or stands twice in its mapping."""
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, _ in node.value:
            line, name = key.start_mark.line + 1, key.value if isinstance(key, yaml.ScalarNode) else None
            if name is None or key.tag == MERGE:
                yield Problem(file, line, name, None, "keys that are plain texts", "write one 'key: value' a line")
            elif name in seen:
                yield Problem(file, line, name, None, "each key once", "remove one of the two lines")
            seen.add(name)
    for _, child, _ in _children(node) if not isinstance(node, yaml.MappingNode) else ((0, value, 0) for _, value in node.value):
        yield from _key_problems(child, file)
