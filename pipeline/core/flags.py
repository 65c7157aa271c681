"""Quality flags: those that a reader found, and those that a rule finds in every build.

Rules: a word in parentheses that names an area which does not hold the place; an organisation that is listed in several categories; an
event of which documents tell amounts or dates that cannot both be right (`telling_flags.py`).
"""

import pandas as pd

from pipeline.contract.locate import problems_of
from pipeline.core.hierarchy import ancestors
from pipeline.core.record_ids import record_ids
from pipeline.core.telling_flags import told_apart
from pipeline.kernel.problems import Problem
from pipeline.raw.cells import items

OWN_LINES = ["first_line", "last_line"]
LINES = [*OWN_LINES, "other_first_line", "other_last_line"]
KEY = ["document_id", "row_no"]


def quality_flags(
    raw_flags: pd.DataFrame,
    sites: pd.DataFrame,
    raw_cartography: pd.DataFrame,
    organisation_categories: pd.DataFrame,
    organisations: pd.DataFrame,
    geographies: pd.DataFrame,
    concepts: pd.DataFrame,
    events: pd.DataFrame,
    event_tellings: pd.DataFrame,
    observations: pd.DataFrame,
    documents: pd.DataFrame,
) -> pd.DataFrame:
    """Make the table `quality_flags`."""
    read = raw_flags.astype(dict.fromkeys(LINES, "Int64")).assign(found_by="reader")
    read = read.assign(other_document_id=read["document_id"].where(read["other_printed"].notna(), None))
    rules = [
        misplaced(sites, geographies),
        in_several_categories(organisation_categories, raw_cartography, organisations, concepts),
        told_apart(events, event_tellings, observations, documents),
    ]
    made = [found.assign(found_by="rule", matter_id=found["flag_id"]) for found in rules]
    return pd.concat([read, *made], ignore_index=True)


def each_matter_has_one_flag_of_a_row(quality_flags: pd.DataFrame) -> list[Problem]:
    """No two flags are of one matter and about one row: they are the same flag."""
    twice = quality_flags[quality_flags.duplicated(["matter_id", "table_name", "record_id"], keep=False)]
    expected = "one flag of each matter and row; others have this matter_id, table_name and record_id too"
    return problems_of(
        twice, "quality_flags", "matter_id", expected, "merge the flags, or give this one a matter_id of its own in flags.csv"
    )


def misplaced(sites: pd.DataFrame, geographies: pd.DataFrame) -> pd.DataFrame:
    """Return a flag for each site whose printed area, in parentheses, does not hold its locality."""
    chain = ancestors(geographies, "geography_id", "parent_id")
    holds = pd.MultiIndex.from_frame(chain[["descendant", "ancestor"]])
    named = sites[sites["area_id"].notna()]
    wrong = named[~pd.MultiIndex.from_frame(named[["locality_id", "area_id"]]).isin(holds)]
    labels = geographies.set_index("geography_id")
    place, area = (labels.reindex(wrong[column]).set_index(wrong.index) for column in ("locality_id", "area_id"))
    return wrong.assign(
        flag_id="place-" + wrong["document_id"] + "-" + wrong["row_no"].astype("str") + "-" + wrong["locality_id"],
        kind="contradiction",
        severity="identity",
        table_name="sites",
        record_id=record_ids(wrong, ["document_id", "row_no", "locality_id"]),
        explanation_en=place["label_en"] + " does not lie in the area that the parentheses name: " + area["label_en"] + ".",
        explanation_fr=place["label_fr"] + " ne se trouve pas dans la zone que nomme la parenthèse : " + area["label_fr"] + ".",
        settled_by_en="The address of the organisation in the year of the document.",
        settled_by_fr="L’adresse de l’organisation l’année du document.",
        printed=wrong["place_printed"],
    )


def in_several_categories(
    organisation_categories: pd.DataFrame, raw_cartography: pd.DataFrame, organisations: pd.DataFrame, concepts: pd.DataFrame
) -> pd.DataFrame:
    """Return a flag for each pair of categories that the table gives one organisation, with the lines of the name in both rows."""
    names = items(raw_cartography, "name", "name_lines").astype({"row_no": "int64"}).set_index(KEY)[["name", *OWN_LINES]]
    labels = concepts.set_index("concept_id")
    listed = organisation_categories[organisation_categories["basis"] == "table"]
    rows = listed[["organisation_id", "category_id", *KEY]].join(names.rename(columns={"name": "name_printed"}), on=KEY)
    rows = rows.assign(
        label_en=rows["category_id"].map(labels["label_en"]),
        label_fr=rows["category_id"].map(labels["label_fr"]),
        name=rows["organisation_id"].map(organisations.set_index("organisation_id")["name"]),
    )
    pairs = rows.merge(rows, on=["organisation_id", "document_id", "name"], suffixes=("", "_other")).query("row_no < row_no_other")
    return pairs.assign(
        flag_id="categories-"
        + pairs["document_id"]
        + "-"
        + pairs["organisation_id"]
        + "-"
        + pairs["row_no"].astype("str")
        + "-"
        + pairs["row_no_other"].astype("str"),
        kind="double_classification",
        severity="identity",
        table_name="organisations",
        record_id=record_ids(pairs, ["organisation_id"]),
        explanation_en=pairs["name"] + " is listed twice: under " + pairs["label_en"] + ", and under " + pairs["label_en_other"] + ".",
        explanation_fr=pairs["name"]
        + " figure deux fois : sous « "
        + pairs["label_fr"]
        + " » et sous « "
        + pairs["label_fr_other"]
        + " ».",
        settled_by_en="Nothing: both categories may hold. Counts by category count it in each; counts of actors count it once.",
        settled_by_fr="Rien : les deux catégories peuvent être justes. Les dénombrements par catégorie la retiennent dans chacune ; ceux"
        " d’acteurs la retiennent une seule fois.",
        printed=pairs["name_printed"],
        other_printed=pairs["name_printed_other"],
        other_first_line=pairs["first_line_other"],
        other_last_line=pairs["last_line_other"],
        other_document_id=pairs["document_id"],
    )
