"""A query: what a service is asked for, and what its codes mean in this project. It is data; `<name>.yaml` beside this module holds it."""

from pathlib import Path
from typing import Any, NamedTuple

from pipeline.kernel.files import read_file
from pipeline.kernel.strict_yaml import compose, values_of

COMEXT = Path(__file__).with_name("comext_sitc54_belgium.yaml")
OPEN = "*"


class Query(NamedTuple):
    """One query. key: code of each dimension, in the order of the dataset; OPEN stands for all partners.

    partners: code of each partner -> geography_id. statement: what all statements have in common, by column of statements.csv.
    """

    source: str
    dataset: str
    key: dict[str, str]
    start_period: str
    end_period: str
    partners: dict[str, str]
    statement: dict[str, str]

    def key_text(self) -> str:
        """Return the key as the service wants it: codes joined by points, several codes of one dimension by plus signs."""
        return ".".join("+".join(sorted(self.partners)) if code == OPEN else code for code in self.key.values())


def read_query(path: Path) -> Query:
    """Return the query of a file; TypeError where it has other keys than a query."""
    return query_of(values_of(compose(read_file(path), path.name), path.name))


def query_of(known: dict[str, Any]) -> Query:
    """Return the query of what a YAML file holds; TypeError where that has other keys than a query."""
    return Query(**known)
