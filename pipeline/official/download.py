"""The stored answer: the bytes as they came, and beside them a YAML file with the query, the address, the day and the hash.

A build of `official_observations` reads these and needs no network. They lie in official/, and not in raw/, because every file there is
part of the dataset and decides whether it is built anew.
"""

from pathlib import Path
from typing import NamedTuple

import yaml

from pipeline.kernel.files import read_file, sha256_of, write_if_changed
from pipeline.kernel.problems import Problem, refuse
from pipeline.kernel.strict_yaml import compose, values_of
from pipeline.official.fetch import Answer
from pipeline.official.query import Query, query_of

REMEDY = "make official"


class Download(NamedTuple):
    """A stored answer. retrieved: the day it was got, YYYY-MM-DD; file: where it is stored, for error messages."""

    query: Query
    url: str
    retrieved: str
    sha256: str
    content: bytes
    file: str


def files_of(folder: Path, name: str) -> tuple[Path, Path]:
    """Return where the answer to the query of a name is stored, and what is known of it."""
    return folder / f"{name}.xml", folder / f"{name}.yaml"


def keep(folder: Path, name: str, query: Query, answer: Answer, retrieved: str) -> None:
    """Store an answer in place of the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    data, facts = files_of(folder, name)
    known = {"url": answer.url, "retrieved": retrieved, "sha256": sha256_of(answer.content), "query": query._asdict()}
    write_if_changed(data, answer.content)
    write_if_changed(facts, yaml.safe_dump(known, sort_keys=False, allow_unicode=True, width=120).encode())


def kept(folder: Path, name: str) -> Download:
    """Return the stored answer. Raises InputError where there is none, or where its bytes are not those that were stored."""
    data, facts = files_of(folder, name)
    file = f"{folder.name}/{data.name}"
    missing = [file for file in (data, facts) if not file.is_file()]
    refuse([Problem(f"{folder.name}/{file.name}", None, None, None, "a stored answer", REMEDY) for file in missing])
    known, content = values_of(compose(read_file(facts), facts.name), facts.name), read_file(data)
    if sha256_of(content) != known["sha256"]:
        expected = f"the bytes that {facts.name} gives the hash of"
        refuse([Problem(file, None, None, sha256_of(content), expected, f"restore the file, or {REMEDY}")])
    return Download(query_of(known["query"]), known["url"], known["retrieved"], known["sha256"], content, file)
