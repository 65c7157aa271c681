"""The SKOS face of the code lists: concept schemes in Turtle, in French and English.

Belongs here: one scheme for each list of `concepts` and of `code_lists`. Identifiers are relative to the file, since no address of the
dataset is known yet: `#approach` is a scheme, `#approach.vaccines` a concept. Does not belong here: the lists themselves.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.describe.turtle import SKOS, TYPE, Graph, Iri, Literal, turtle

COLUMNS = ["code", "sort_order", "label_fr", "label_en", "definition_en", "broader_code"]


def lists(concepts: pd.DataFrame, code_lists: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return every code list by its name, sorted, with the columns COLUMNS; broader_code is null for a code without a broader one."""
    subject = concepts.rename(columns={"scheme": "code_list", "concept_id": "code", "broader_id": "broader_code"})
    closed = code_lists.assign(broader_code=pd.Series(None, index=code_lists.index, dtype=concepts["broader_id"].dtype))
    both = pd.concat([subject, closed], ignore_index=True).sort_values(["code_list", "sort_order", "code"], ignore_index=True)
    return {str(name): rows.reset_index(drop=True) for name, rows in both.set_index("code_list")[COLUMNS].groupby(level=0, sort=True)}


def skos(code_lists: Mapping[str, pd.DataFrame], tables_of: Mapping[str, list[str]]) -> str:
    """Return the text of a Turtle file with every code list of `lists`; tables_of names the columns that each list is used by."""
    graph: Graph = set()
    for name, rows in code_lists.items():
        scheme = Iri(f"#{name}")
        graph.add((scheme, TYPE, SKOS("ConceptScheme")))
        graph.add((scheme, SKOS("prefLabel"), Literal("en", name.replace("_", " "))))
        for column in tables_of.get(name, []):
            graph.add((scheme, SKOS("note"), Literal("en", f"Used by {column}.")))
        for code in rows.to_dict("records"):
            _add(graph, scheme, {str(key): value for key, value in code.items()})
    return turtle(graph)


def _add(graph: Graph, scheme: Iri, code: dict[str, Any]) -> None:
    concept = Iri(f"{scheme.address}.{code['code']}")
    graph.add((concept, TYPE, SKOS("Concept")))
    graph.add((concept, SKOS("inScheme"), scheme))
    graph.add((concept, SKOS("notation"), Literal("", code["code"])))
    graph.add((concept, SKOS("prefLabel"), Literal("fr", code["label_fr"])))
    graph.add((concept, SKOS("prefLabel"), Literal("en", code["label_en"])))
    graph.add((concept, SKOS("definition"), Literal("en", code["definition_en"])))
    if pd.isna(code["broader_code"]):
        graph.add((scheme, SKOS("hasTopConcept"), concept))
    else:
        broader = Iri(f"{scheme.address}.{code['broader_code']}")
        graph.add((concept, SKOS("broader"), broader))
        graph.add((broader, SKOS("narrower"), concept))
