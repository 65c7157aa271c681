"""What deploy/compose.yaml says of each service: its command, its environment and its health check.

Belongs here: reading that file, with the values that a team gives. Does not belong here: running anything (`trial.py`).
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipeline.kernel.files import read_text_file

GIVEN = re.compile(r"\$\{([A-Z_]+)(?::([?-])([^}]*))?\}")


class Service(NamedTuple):
    """A service: the words of its command, none where the image says it; its environment; the words of its health check, or none."""

    command: list[str]
    environment: dict[str, str]
    check: list[str]


def services(file: Path, given: Mapping[str, str]) -> dict[str, Service]:
    """Return the services of a compose file, by name. Raises KeyError where a value that it asks for is not given."""
    return {name: _service(said) for name, said in yaml.safe_load(filled(read_text_file(file), given))["services"].items()}


def filled(text: str, given: Mapping[str, str]) -> str:
    """Return a text with each ${NAME}, ${NAME:?message} and ${NAME:-default} replaced by its value. Raises KeyError."""

    def value(found: re.Match[str]) -> str:
        name, kind, word = found.groups()
        if kind == "-":
            return given.get(name, word)
        return given[name]

    return GIVEN.sub(value, text)


def _service(said: Mapping[str, Any]) -> Service:
    check = said.get("healthcheck", {}).get("test", [])
    environment = {name: str(value) for name, value in said.get("environment", {}).items()}
    return Service([*said.get("entrypoint", []), *said.get("command", [])], environment, check[1:])
