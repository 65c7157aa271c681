"""Ties between organisations, and what the running text says of one: its places, fields of work and categories."""

import re

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.days import years
from pipeline.core.hierarchy import ancestors, in_circle
from pipeline.core.names import organisation_of
from pipeline.kernel.problems import Problem, refuse

LINES = ["first_line", "last_line"]
FIRST_LINES = ["first_line", "subject_first_line", "object_first_line"]
LAST_LINES = ["last_line", "subject_last_line", "object_last_line"]
DIVISION = "company_division"
# The number at the end of the identifier of a tie that is stated again.
NUMBERED = re.compile(r"-[0-9]+$")
KNOWN_TO_THE_YEAR = ["day", "month", "half_year", "year"]


def relations(raw_relations: pd.DataFrame, organisation_names: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Make the table `relations`: both ends resolved, the year taken from the event that made the tie."""
    rows = raw_relations.assign(
        subject_id=organisation_of(raw_relations, "subject_name", organisation_names),
        object_id=organisation_of(raw_relations, "object_name", organisation_names),
        year=raw_relations["event_id"].map(_years(events)),
        first_line=raw_relations[FIRST_LINES].astype("int64").min(axis=1),
        last_line=raw_relations[LAST_LINES].astype("int64").max(axis=1),
    )
    named = {"subject_name": "subject_printed", "object_name": "object_printed", "printed": "relation_printed", "note_en": "note"}
    return rows.rename(columns=named)


def _years(events: pd.DataFrame) -> pd.Series:
    """Return the year of each event that has one, by event_id. An event that goes on has the year in which it began."""
    first, last = years(events["date_start"]), years(events["date_end"])
    known = events["date_precision"].isin(KNOWN_TO_THE_YEAR) & (first == last.fillna(first)).fillna(False)
    return first[known].set_axis(events.loc[known, "event_id"])


def groups(raw_relations: pd.DataFrame, raw_organisation_names: pd.DataFrame, raw_relation_types: pd.DataFrame) -> pd.Series:
    """Return the group of each organisation that has one, by organisation_id: the object of its current tie of a type that makes a group,
    followed up to its end. Raises InputError for a circle of ties."""
    ties = _group_ties(raw_relations, raw_organisation_names, raw_relation_types)
    expected, remedy = "a chain of groups that ends", "mark an earlier tie of this circle as former, or correct its type"
    refuse(problems_of(in_circle(ties, "child", "parent"), "raw_relations", "object_name", expected, remedy))
    tops = pd.DataFrame({"child": ties.loc[~ties["parent"].isin(ties["child"]), "parent"].unique()})
    chain = ancestors(pd.concat([ties, tops], ignore_index=True), "child", "parent").sort_values("distance")
    return chain[chain["distance"] > 0].groupby("descendant")["ancestor"].last()


def organisations_have_one_group(
    raw_relations: pd.DataFrame, raw_organisation_names: pd.DataFrame, raw_relation_types: pd.DataFrame
) -> list[Problem]:
    """No organisation has current ties that make it part of two groups."""
    ties = _group_ties(raw_relations, raw_organisation_names, raw_relation_types)
    expected, remedy = "one current tie that makes a group, for each organisation", "mark the earlier tie as former, or correct its type"
    return problems_of(ties[ties.duplicated("child", keep=False)], "raw_relations", "object_name", expected, remedy)


def identifiers_name_their_ends(relations: pd.DataFrame) -> list[Problem]:
    """The identifier of each tie begins with that of its subject and ends with that of its object; a number may follow."""
    cells = relations[["relation_id", "subject_id", "object_id"]].astype("str").itertuples(index=False, name=None)
    named = [identifier.startswith(f"{first}-") and NUMBERED.sub("", identifier).endswith(f"-{last}") for identifier, first, last in cells]
    return problems_of(
        relations[[not one for one in named]],
        "relations",
        "relation_id",
        lambda row: f"an identifier that begins with {row['subject_id']}- and ends with -{row['object_id']}",
        "correct the identifier, here and where it is used, or the names of the two organisations",
    )


def divisions_have_a_group(organisations: pd.DataFrame) -> list[Problem]:
    """Each division of a company has a current tie to what it is a division of, which is what gives it a group."""
    wrong = organisations[(organisations["organisation_type"] == DIVISION) & organisations["group_id"].isna()]
    expected = "another type, or a current tie of this division to its parent that makes a group"
    remedy = "add the tie (division_of) to relations.csv with the words that state it, or correct the type in organisations.csv"
    return problems_of(wrong, "organisations", "organisation_type", expected, remedy)


def _group_ties(raw_relations: pd.DataFrame, raw_organisation_names: pd.DataFrame, raw_relation_types: pd.DataFrame) -> pd.DataFrame:
    """Return the current ties that make a group, each pair once, with the organisations as `child` and `parent`."""
    makes_group = raw_relation_types.loc[raw_relation_types["makes_group"] == "true", "relation_type"]
    ties = raw_relations[raw_relations["relation_type"].isin(makes_group) & (raw_relations["status"] == "current")]
    return ties.assign(
        child=organisation_of(ties, "subject_name", raw_organisation_names),
        parent=organisation_of(ties, "object_name", raw_organisation_names),
    ).drop_duplicates(["child", "parent"])


def organisation_places(raw_organisation_places: pd.DataFrame, organisation_names: pd.DataFrame) -> pd.DataFrame:
    """Make the table `organisation_places`: what the running text says of where organisations are."""
    return _with_organisation_named(raw_organisation_places, organisation_names).assign(basis="prose")


def organisation_activities(raw_organisation_activities: pd.DataFrame, organisation_names: pd.DataFrame) -> pd.DataFrame:
    """Make the table `organisation_activities`: what the running text says of what organisations do."""
    return _with_organisation_named(raw_organisation_activities, organisation_names)


def organisation_categories(
    cartography: pd.DataFrame, raw_organisation_categories: pd.DataFrame, organisation_names: pd.DataFrame
) -> pd.DataFrame:
    """Make the table `organisation_categories`: the headings of the cartography, and what the running text says."""
    told = _with_organisation_named(raw_organisation_categories, organisation_names).astype(dict.fromkeys(LINES, "int64"))
    listed = cartography[["document_id", "row_no", "organisation_id", "category_id", *LINES]]
    return pd.concat([listed.assign(basis="table"), told.assign(basis="prose")], ignore_index=True)


def _with_organisation_named(raw: pd.DataFrame, organisation_names: pd.DataFrame) -> pd.DataFrame:
    return raw.assign(organisation_id=organisation_of(raw, "name", organisation_names)).rename(
        columns={"name": "name_printed", "note_en": "note"}
    )
