"""What is said of the dataset as a whole, in the one file metadata.yaml.

Belongs here: the shape of that file, and reading it strictly. Does not belong here: anything that can be derived from the schemas.
"""

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.kernel.files import read_file
from pipeline.kernel.paths import METADATA, ROOT
from pipeline.kernel.problems import InputError, Problem
from pipeline.kernel.strict_yaml import compose, lines_of, values_of
from schemas.fields import WEB_ADDRESS

FILE = METADATA
DATA_SET = {"en": "data set", "fr": "jeu de données"}
SECURE_ADDRESS = WEB_ADDRESS.replace("^https?:", "^https:", 1)


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
    url: str = Field(pattern=SECURE_ADDRESS)


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

    def cited(self, language: str) -> str:
        """Return the words by which the dataset wants to be cited in a language: publisher, year, title, version, kind."""
        words = {"publisher": getattr(self.publisher, language), "title": getattr(self.title, language), "kind": DATA_SET[language]}
        return "{publisher} ({year}). {title}, version {version} [{kind}].".format(year=self.month[:4], version=self.version, **words)


@cache
def metadata() -> Metadata:
    """Return what metadata.yaml says. Raises InputError with every key that is missing, unknown or of a wrong form."""
    return parse(read_file(ROOT / FILE))


def parse(content: bytes) -> Metadata:
    """Return what the content of a metadata file says; InputError as `metadata`."""
    node = compose(content, FILE)
    lines = lines_of(node)
    try:
        return Metadata.model_validate(values_of(node, FILE))
    except ValidationError as error:
        raise InputError([_problem(fault["loc"], lines, fault["input"], fault["msg"]) for fault in error.errors()]) from None


def _problem(place: tuple[int | str, ...], lines: Mapping[tuple[int | str, ...], int], value: object, expected: str) -> Problem:
    """Return the problem of a key, on its line; on that of the mapping that lacks it where it is missing."""
    try:
        shown = str(value) if isinstance(value, str | int | float) else None
    except ValueError:  # of a number with thousands of digits, which Python does not write
        shown = "a number with thousands of digits"
    return Problem(
        FILE, lines.get(place, lines.get(place[:-1])), ".".join(map(str, place)) or None, shown, expected, "correct the value of this key"
    )
