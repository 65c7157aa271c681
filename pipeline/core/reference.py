"""Reference tables: documents and their sections, concepts, areas and places, organisations and their names."""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.hierarchy import ancestors, in_circle
from pipeline.core.sources import parse
from pipeline.core.ties import groups
from pipeline.kernel.problems import Problem, refuse
from pipeline.raw.cells import whole
from schemas.codes import CODE_LISTS

TEXT = "string[pyarrow]"
# What concepts have that are types of ties, or of events.
OF_TIES = ["inverse_label_en", "inverse_label_fr", "is_symmetric", "makes_group"]
OF_EVENTS = ["organisation_roles", "counterparty_roles"]


def documents(raw_documents: pd.DataFrame, raw_citations: pd.DataFrame) -> pd.DataFrame:
    """Make the table `documents`: the raw facts, years and counts as numbers. earliest_year is the stated year; for a document that states
    none, the latest year of a source that it cites."""
    cited = parse(raw_citations)["year"].groupby(raw_citations["document_id"]).max()
    stated = raw_documents["year"].astype("Int64")
    return raw_documents.assign(earliest_year=stated.fillna(raw_documents["document_id"].map(cited).astype("Int64")))


def document_sections(raw_sections: pd.DataFrame, raw_documents: pd.DataFrame) -> pd.DataFrame:
    """Make the table `document_sections`: headings, with the lines of the sections that they open.

    Raises InputError for sections that are their own parents, over others or not.
    """
    sections = raw_sections.astype({"first_line": "int64", "last_line": "int64"}).sort_values(["document_id", "first_line"])
    ends = raw_documents.set_index("document_id")["line_count"].astype("Int64")
    following = sections.groupby("document_id")["first_line"].shift(-1) - 1
    sections = sections.rename(columns={"last_line": "heading_last_line"}).assign(
        last_line=following.astype("Int64").fillna(sections["document_id"].map(ends))
    )
    keyed = sections.assign(id=_in_document(sections, "section_no"), parent=_in_document(sections, "parent_section_no"))
    remedy = "correct the parent_section_no of one section of this circle"
    circle = in_circle(keyed, "id", "parent")
    refuse(problems_of(circle, "raw_sections", "parent_section_no", "a chain of parent sections that ends", remedy))
    chain = ancestors(keyed, "id", "parent").merge(keyed[["id", "last_line"]], left_on="descendant", right_on="id")
    return keyed.assign(
        level=keyed["id"].map(chain.groupby("descendant")["distance"].max()) + 1,
        subtree_last_line=keyed["id"].map(chain.groupby("ancestor")["last_line"].max()),
    )


def _in_document(sections: pd.DataFrame, column: str) -> pd.Series:
    """Return section numbers that are unique over all documents; null stays null."""
    return sections["document_id"].astype(TEXT) + " " + sections[column].astype(TEXT)


def concepts(raw_concepts: pd.DataFrame, raw_relation_types: pd.DataFrame, raw_event_types: pd.DataFrame) -> pd.DataFrame:
    """Make the table `concepts`: the code lists, with the top concept above each entry, and what types of ties and of events have beside
    their labels. Raises InputError for a circle of them."""
    remedy = "correct the broader_id of one concept of this circle"
    circle = in_circle(raw_concepts, "concept_id", "broader_id")
    refuse(problems_of(circle, "raw_concepts", "broader_id", "a chain of broader concepts that ends", remedy))
    chain = ancestors(raw_concepts, "concept_id", "broader_id").sort_values("distance")
    made = raw_concepts.assign(
        top_id=raw_concepts["concept_id"].map(chain.groupby("descendant")["ancestor"].last()),
        counted_id=raw_concepts["counted_as"].fillna(raw_concepts["concept_id"]),
    )
    ties = raw_relation_types.assign(
        is_symmetric=raw_relation_types["symmetric"] == "true", makes_group=raw_relation_types["makes_group"] == "true"
    )
    typed = made.merge(_facts(ties, "relation_type", OF_TIES), on="concept_id", how="left")
    return typed.merge(_facts(raw_event_types, "event_type", OF_EVENTS), on="concept_id", how="left")


def _facts(types: pd.DataFrame, key: str, facts: list[str]) -> pd.DataFrame:
    """Return the facts of types by concept_id."""
    return types[[key, *facts]].rename(columns={key: "concept_id"})


def counted_concepts_are_broader(raw_concepts: pd.DataFrame) -> list[Problem]:
    """What a concept is counted as lies above it, and is itself counted."""
    chain = ancestors(raw_concepts, "concept_id", "broader_id")
    above = pd.MultiIndex.from_frame(chain.loc[chain["distance"] > 0, ["descendant", "ancestor"]])
    narrow = raw_concepts[raw_concepts["counted_as"].notna()]
    broader = pd.MultiIndex.from_frame(narrow[["concept_id", "counted_as"]]).isin(above)
    wrong = narrow[~broader | narrow["counted_as"].isin(narrow["concept_id"])]
    expected, remedy = "a concept above this one that is counted as itself", "correct counted_as, or the broader_id of this concept"
    return problems_of(wrong, "raw_concepts", "counted_as", expected, remedy)


def geographies(raw_geographies: pd.DataFrame, raw_localities: pd.DataFrame) -> pd.DataFrame:
    """Make the table `geographies`: the areas, and the places that are not themselves municipalities."""
    below = raw_localities[~raw_localities["locality_id"].isin(raw_geographies["geography_id"])]
    places = below.rename(columns={"locality_id": "geography_id"}).assign(level="locality")
    return pd.concat([raw_geographies, places[["geography_id", "label_fr", "label_en", "level", "parent_id"]]], ignore_index=True)


def localities(raw_localities: pd.DataFrame, geographies: pd.DataFrame) -> pd.DataFrame:
    """Make the table `localities`: places, with the name and code of each area that holds them.

    NUTS 2 and NUTS 1 codes are the first four and three characters of the NUTS 3 code, which is how NUTS is built.
    """
    chain = ancestors(geographies, "geography_id", "parent_id")
    held = raw_localities[["locality_id", "parent_id"]].merge(chain, left_on="parent_id", right_on="descendant")
    areas = held.merge(geographies, left_on="ancestor", right_on="geography_id").set_index(["locality_id", "level"])
    label, code, scheme = (
        areas[column].unstack("level").reindex(columns=list(CODE_LISTS["geography_level"]))
        for column in ("label_fr", "code", "code_scheme")
    )
    facts = pd.DataFrame(
        {
            "municipality": label["municipality"],
            "nis_code": code["municipality"],
            "province": label["province"],
            "region": label["region"],
            "country_code": code["country"],
            "nuts3_code": code["nuts3"],
            "nuts2_code": code["nuts3"].str[:4],
            "nuts1_code": code["nuts3"].str[:3],
            "nuts_version": scheme["nuts3"],
        }
    )
    return raw_localities.rename(columns={"label_fr": "name", "label_en": "name_en"}).merge(facts, left_on="locality_id", right_index=True)


def organisations(
    raw_organisations: pd.DataFrame,
    raw_organisation_names: pd.DataFrame,
    raw_cartography: pd.DataFrame,
    raw_relations: pd.DataFrame,
    raw_relation_types: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `organisations`: those that a document names, their group, and whether a cartography and the running text do."""
    named = raw_organisations[raw_organisations["organisation_id"].isin(raw_organisation_names["organisation_id"])]
    printed = pd.MultiIndex.from_frame(raw_cartography[["document_id", "name"]].assign(name=whole(raw_cartography["name"])))
    ids = named["organisation_id"]
    names = raw_organisation_names.set_index(["document_id", "name"])["organisation_id"]
    return named.assign(
        name_en=named["name_en"].fillna(named["name"]),
        name_fr=named["name_fr"].fillna(named["name"]),
        group_id=ids.map(groups(raw_relations, raw_organisation_names, raw_relation_types)),
        in_cartography=ids.isin(names[names.index.isin(printed)]),
        in_prose=ids.isin(_outside(raw_organisation_names, raw_cartography)["organisation_id"]),
    )


def _outside(raw_organisation_names: pd.DataFrame, raw_cartography: pd.DataFrame) -> pd.DataFrame:
    """Return the names that first stand in a text outside the lines of its cartography."""
    lines = raw_cartography[["document_id", "first_line", "last_line"]].astype({"first_line": "int64", "last_line": "int64"})
    block = lines.groupby("document_id").agg(begins=("first_line", "min"), ends=("last_line", "max"))
    names = (
        raw_organisation_names[raw_organisation_names["first_line"].notna()].astype({"first_line": "int64"}).join(block, on="document_id")
    )
    return names[~((names["first_line"] >= names["begins"]) & (names["first_line"] <= names["ends"]))]


def names_have_a_basis(raw_organisations: pd.DataFrame, raw_organisation_names: pd.DataFrame) -> list[Problem]:
    """A name that no document prints, and a name in English or French, says what it rests on; an organisation that no document names is
    not published."""
    named = raw_organisations["organisation_id"].isin(raw_organisation_names["organisation_id"])
    printed = pd.MultiIndex.from_frame(raw_organisation_names[["organisation_id", "name"]])
    unprinted = named & ~pd.MultiIndex.from_frame(raw_organisations[["organisation_id", "name"]]).isin(printed)
    other = raw_organisations["name_en"].notna() | raw_organisations["name_fr"].notna()
    wrong = raw_organisations[(unprinted | other) & raw_organisations["name_basis"].isna()]
    expected = "what a name rests on that is not printed (the texts of the organisation itself, a slip in the print)"
    return problems_of(wrong, "raw_organisations", "name_basis", expected, "fill name_basis, or use a name as printed", value="name")


def organisation_names(raw_organisation_names: pd.DataFrame) -> pd.DataFrame:
    """Make the table `organisation_names`: the names as printed, with the place where each first stands for the organisation."""
    return raw_organisation_names
