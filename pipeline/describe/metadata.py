"""What is said of the dataset as a whole, in the one file metadata.yaml.

Belongs here: the shape of that file, and reading it strictly. Does not belong here: anything that can be derived from the schemas.
"""

from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.kernel.files import read_text_file
from pipeline.kernel.paths import METADATA, ROOT
from pipeline.kernel.problems import InputError, Problem

FILE = METADATA


class Strict(BaseModel):
    """A part of the file: exactly these keys, each with a value of its type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Words(Strict):
    """A text in both languages."""

    en: str
    fr: str


class Keywords(Strict):
    """Keywords in both languages."""

    en: list[str]
    fr: list[str]

    @property
    def both(self) -> list[str]:
        """The English keywords, then the French ones that are not the same word."""
        return [*self.en, *(word for word in self.fr if word not in self.en)]


class Licence(Strict):
    """A licence: its SPDX identifier, its title, its address."""

    id: str
    title: str
    url: str = Field(pattern="^https://")


class Licences(Strict):
    """The licence of the program, and that of the project's own work in the data."""

    code: Licence
    data: Licence


class Metadata(Strict):
    """The whole file; the comments in it say what each key is."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    version: str = Field(pattern=r"^20[0-9]{2}\.(?:[1-9]|1[0-2])\.[0-9]+$")
    schema_version: str = Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")
    title: Words
    description: Words
    keywords: Keywords
    publisher: Words
    themes: list[str]
    area: str
    licences: Licences

    @property
    def month(self) -> str:
        """The month of the version, as ISO 8601 writes it: the only date that is known of a release."""
        year, month, _ = self.version.split(".")
        return f"{year}-{int(month):02}"


@cache
def metadata() -> Metadata:
    """Return what metadata.yaml says. Raises InputError with every key that is missing, unknown or of a wrong form."""
    return parse(read_text_file(ROOT / FILE))


def parse(text: str) -> Metadata:
    """Return what the text of a metadata file says; InputError as `metadata`."""
    try:
        return Metadata.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        raise InputError([Problem(FILE, line, None, str(error).split("\n")[0], "YAML in UTF-8", "correct the syntax")]) from None
    except ValidationError as error:
        raise InputError([_problem(fault["loc"], fault["input"], fault["msg"]) for fault in error.errors()]) from None


def _problem(place: tuple[int | str, ...], value: object, expected: str) -> Problem:
    shown = str(value) if isinstance(value, str | int | float) else None
    return Problem(FILE, None, ".".join(map(str, place)) or None, shown, expected, "correct the value of this key")
