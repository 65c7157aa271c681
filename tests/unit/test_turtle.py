"""Turtle: a library reads back what was stated, whatever the texts hold, and the order of statements has no influence."""

import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.describe.turtle import DCAT, SKOS, TYPE, XSD, Graph, Iri, Literal, Statement, turtle, typed

TERMS = [TYPE, SKOS("note"), SKOS("prefLabel"), DCAT("byteSize"), Iri("http://example.org/own#term"), Iri(SKOS.address + "no-name/here")]
THINGS = [Iri("http://example.org/a"), Iri("http://example.org/a.b"), Iri("http://example.org/c#d-é"), SKOS("Concept")]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
VALUES = st.one_of(
    st.sampled_from(THINGS),
    st.builds(Literal, st.sampled_from(["", "en", "fr"]), TEXTS, st.just("")),
    st.builds(typed, st.integers(0, 9), st.just(XSD("nonNegativeInteger"))),
)
GRAPHS = st.lists(st.tuples(st.sampled_from(THINGS), st.sampled_from(TERMS), VALUES), max_size=8)


def read(text: str) -> set[Statement]:
    """The statements that a library finds in a text."""
    return {(Iri(str(s)), Iri(str(p)), node(o)) for s, p, o in rdflib.Graph().parse(data=text, format="turtle")}


def node(found: object) -> Iri | Literal:
    if isinstance(found, rdflib.Literal):
        return Literal(found.language or "", str(found), str(found.datatype or ""))
    return Iri(str(found))


@settings(deadline=None, max_examples=60)
@given(GRAPHS)
def test_a_library_reads_what_was_stated(statements: list[Statement]) -> None:
    assert read(turtle(set(statements))) == set(statements)


@settings(deadline=None, max_examples=30)
@given(GRAPHS)
def test_the_order_of_statements_has_no_influence(statements: list[Statement]) -> None:
    backwards: Graph = set()
    backwards.update(reversed(statements))
    assert turtle(backwards) == turtle(set(statements))


def test_types_come_first_and_prefixes_are_those_that_are_used() -> None:
    graph: Graph = {(Iri("#a"), SKOS("notation"), Literal("", "a")), (Iri("#a"), TYPE, SKOS("Concept"))}
    prefix = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    assert turtle(graph) == prefix + '\n<#a> a skos:Concept ;\n    skos:notation "a" .\n\n'
