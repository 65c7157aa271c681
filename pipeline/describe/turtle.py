"""Turtle (RDF 1.1): statements as text; equal statements give equal bytes, in whatever order they were made.

Belongs here: as much of the syntax as the descriptions of a release need. There are no blank nodes, and addresses may be relative to the
file. Does not belong here: what is stated. A general library took twenty times as long for the same bytes; tests read the text with one.
"""

import re
from collections import Counter
from itertools import groupby
from typing import NamedTuple


class Iri(NamedTuple):
    """An address, in full or relative to the file, that identifies a thing."""

    address: str


class Literal(NamedTuple):
    """A value: a text in a language ("en"), or with a type, of which datatype is the address; a plain text has neither. Literals are
    sorted by language first."""

    language: str
    text: str
    datatype: str = ""


class Vocabulary(NamedTuple):
    """A vocabulary: its usual prefix, and the address with which its terms begin."""

    prefix: str
    address: str

    def __call__(self, name: str) -> Iri:
        """Return the term of a name."""
        return Iri(self.address + name)


DCAT = Vocabulary("dcat", "http://www.w3.org/ns/dcat#")
DCTERMS = Vocabulary("dcterms", "http://purl.org/dc/terms/")
FOAF = Vocabulary("foaf", "http://xmlns.com/foaf/0.1/")
RDFS = Vocabulary("rdfs", "http://www.w3.org/2000/01/rdf-schema#")
SKOS = Vocabulary("skos", "http://www.w3.org/2004/02/skos/core#")
SPDX = Vocabulary("spdx", "http://spdx.org/rdf/terms#")
XSD = Vocabulary("xsd", "http://www.w3.org/2001/XMLSchema#")
VOCABULARIES = (DCAT, DCTERMS, FOAF, RDFS, SKOS, SPDX, XSD)
TYPE, LABEL = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), RDFS("label")
NAME = re.compile(r"\w+")  # of a term that can be written after a prefix
ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r"})

Statement = tuple[Iri, Iri, Iri | Literal]
Graph = set[Statement]


def typed(value: object, datatype: Iri) -> Literal:
    """Return a value of a type."""
    return Literal("", str(value), datatype.address)


def turtle(graph: Graph) -> str:
    """Return the text of a Turtle file. Subjects that fewer others refer to come first."""
    references = Counter(about for _, _, about in graph)
    ordered = sorted(graph, key=lambda stated: (references[stated[0]], stated[0], _place(stated[1]), stated[1:]))
    subjects = [_subject(subject, list(stated)) for subject, stated in groupby(ordered, key=lambda stated: stated[0])]
    used = _used(graph)
    prefixes = [f"@prefix {known.prefix}: <{known.address}> .\n" for known in VOCABULARIES if known in used]
    return "\n".join(["".join(prefixes), *subjects, ""])


def _place(property_: Iri) -> int:
    """Return the place of a property among those of its subject: the type and the label come first."""
    return {TYPE: 0, LABEL: 1}.get(property_, 2)


def _subject(subject: Iri, statements: list[Statement]) -> str:
    """Return all statements about a subject, which are in order."""
    properties = []
    for property_, stated in groupby(statements, key=lambda stated: stated[1]):
        values = ",\n        ".join(_written(about) for _, _, about in stated)
        properties.append(f"{'a' if property_ == TYPE else _written(property_)} {values}")
    return f"{_written(subject)} " + " ;\n    ".join(properties) + " .\n"


def _written(node: Iri | Literal) -> str:
    if isinstance(node, Iri):
        vocabulary = _vocabulary(node)
        return f"{vocabulary.prefix}:{node.address.removeprefix(vocabulary.address)}" if vocabulary else f"<{node.address}>"
    text = f'"{node.text.translate(ESCAPED)}"'
    return f"{text}^^{_written(Iri(node.datatype))}" if node.datatype else f"{text}@{node.language}" if node.language else text


def _vocabulary(node: Iri) -> Vocabulary | None:
    """Return the vocabulary by whose prefix a term can be written, if there is one."""
    known = [one for one in VOCABULARIES if node.address.startswith(one.address)]
    return known[0] if known and NAME.fullmatch(node.address.removeprefix(known[0].address)) else None


def _used(graph: Graph) -> set[Vocabulary | None]:
    """Return the vocabularies whose prefixes the text of a graph needs."""
    nodes = {node for statement in graph for node in statement} - {TYPE}
    return {_vocabulary(node if isinstance(node, Iri) else Iri(node.datatype)) for node in nodes}
