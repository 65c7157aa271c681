"""What the front tables of organisations have in common: words of their columns, where these come from, and what an empty cell means.

Belongs here: columns that both `actors` and `other_organisations` have. Does not belong here: the tables, and words that front tables
about anything else have too (`front_vocabulary`).
"""

from typing import Any

from schemas import front_vocabulary as words
from schemas.copies import shown
from schemas.fields import columns, field
from schemas.front_quality import QualityIssues

CATEGORY = ["organisation_categories.category_id", "organisation_categories.basis"]
APPROACH = "approaches.approach_id"
ACTIVITY = "organisation_activities.activity_id"
NATIONALITY = ["organisation_places.role", "organisation_places.geography_id"]
MADE = [APPROACH, ACTIVITY, *CATEGORY, "concepts.broader_id"]
MADE_FORMULA = "an approach or activity under contract_production; inferred: a producer for others that works in viral vectors"
FATE = ["event_participants.role", "event_participants.organisation_id", "events.status", "events.date_start"]
FOUNDED = ["event_participants.role", "events.event_type", "events.status", "events.date_start"]
PROVINCE, REGION = ["localities.nuts2_code", "sites.locality_id"], ["localities.nuts1_code", "sites.locality_id"]
NO_ACTIVITY = "The running text names no field of activity."
NO_NATIONALITY = "The running text calls it by no country or region."
NO_GROUP_NATIONALITY = "It is in no group, by the text, or the running text calls the group by no country or region."
NO_CATEGORY = "The running text gives it no category."
NO_STAGE = "The text shows no stage, which is no denial."
NO_PROVINCE = "All of its sites are in Brussels, which has no provinces."
IN_NO_PROVINCE = "The place is in Brussels, which has no provinces."
NO_MUNICIPALITY = "The place is a region: Brussels, by the text."
MEMBER = "organisations.group_id"
NO_MEMBER = "The text names no company that belongs to it."
NO_GROUP = "It is in no group, by the text."
NOTHING_MADE = "Neither table nor text says that it makes something for others."
NOT_SAID = "No document says so, which is no denial."
NO_APPROACH = "No cartography shows an approach of it."
NO_FATE = "No document tells a bankruptcy, purchase, renaming or merger of it."


def other_names() -> Any:
    """What else it is called."""
    sources = ["organisation_names.name", "organisations.name_en", "organisations.name_fr"]
    return words.several("Former names, acronyms and other printed spellings", "autres noms", sources, null_means="There is no other name.")


def type_en() -> Any:
    """Its kind."""
    return words.in_english("What kind of organisation it is", "type", ["organisations.organisation_type", words.EN_OF_CONCEPT])


def type_fr() -> Any:
    """Its kind."""
    return words.in_french("What kind of organisation it is", "type", ["organisations.organisation_type", words.FR_OF_CONCEPT])


def made(language: str, basis: str, label_fr: str, source: str) -> Any:
    """What it makes for others, in one language."""
    return field(
        f"What it makes for others, in {language}; where that is said stands in brackets: {basis}. '; ' between them.",
        label_fr,
        null_means=NOTHING_MADE,
        derived_from=[*MADE, source],
        formula=MADE_FORMULA,
    )


def makes_en() -> Any:
    """What it makes for others."""
    return made(
        "English", "table, prose, or inferred from two statements of the prose", "produit pour tiers (anglais)", words.EN_OF_CONCEPT
    )


def makes_fr() -> Any:
    """What it makes for others."""
    return made(
        "French", "tableau, texte, or déduit (inferred from two statements of the prose)", "produit pour tiers", words.FR_OF_CONCEPT
    )


def makes_viral_vectors() -> Any:
    """Whether it makes viral vectors for others."""
    return field(
        "Whether it makes viral vectors for others, by table or prose: makes_for_others_en says on which basis. Ask both `actors` and "
        "`other_organisations`.",
        "vecteurs viraux pour tiers",
        null_means=NOT_SAID,
        derived_from=MADE,
        formula=MADE_FORMULA,
    )


def activities_en() -> Any:
    """Its fields of work."""
    what = "Fields that the running text says it works in, in English"
    return words.several(what, "activités (anglais)", [ACTIVITY, words.EN_OF_CONCEPT], null_means=NO_ACTIVITY)


def activities_fr() -> Any:
    """Its fields of work."""
    what = "Fields that the running text says it works in, in French"
    return words.several(what, "activités", [ACTIVITY, words.FR_OF_CONCEPT], null_means=NO_ACTIVITY)


def activity_ids() -> Any:
    """Codes of its fields of work."""
    return words.several(
        "Codes of the fields that the running text says it works in", "codes des activités", ACTIVITY, null_means=NO_ACTIVITY
    )


def prose_categories_en() -> Any:
    """Its categories by the running text."""
    what = "Categories that the running text gives it, in English"
    return words.several(what, "catégories du texte (anglais)", [*CATEGORY, words.EN_OF_CONCEPT], null_means=NO_CATEGORY)


def prose_categories_fr() -> Any:
    """Its categories by the running text."""
    what = "Categories that the running text gives it, in French"
    return words.several(what, "catégories du texte", [*CATEGORY, words.FR_OF_CONCEPT], null_means=NO_CATEGORY)


def prose_category_ids() -> Any:
    """Codes of its categories by the running text."""
    what = "Codes of the categories that the running text gives it"
    return words.several(what, "codes des catégories du texte", CATEGORY, null_means=NO_CATEGORY)


def nationalities_en() -> Any:
    """Where it is said to come from."""
    what = "Countries or regions that the running text calls it by, such as an American company, in English"
    return words.several(what, "nationalités (anglais)", [*NATIONALITY, "geographies.label_en"], null_means=NO_NATIONALITY)


def nationalities_fr() -> Any:
    """Where it is said to come from."""
    what = "Countries or regions that the running text calls it by, such as an American company, in French"
    return words.several(what, "nationalités", [*NATIONALITY, "geographies.label_fr"], null_means=NO_NATIONALITY)


def group_en() -> Any:
    """Its group."""
    sources = ["organisations.group_id", "organisations.name_en"]
    return words.in_english("Name of the group that it belongs to today, by the text", "groupe", sources, null_means=NO_GROUP)


def group_fr() -> Any:
    """Its group."""
    sources = ["organisations.group_id", "organisations.name_fr"]
    return words.in_french("Name of the group that it belongs to today, by the text", "groupe", sources, null_means=NO_GROUP)


def group_nationalities_en() -> Any:
    """Where its group is said to come from."""
    what = "Countries or regions that the running text calls the group by that it belongs to, such as its owner, in English"
    return words.several(
        what, "nationalités du groupe (anglais)", [MEMBER, *NATIONALITY, "geographies.label_en"], null_means=NO_GROUP_NATIONALITY
    )


def group_nationalities_fr() -> Any:
    """Where its group is said to come from."""
    what = "Countries or regions that the running text calls the group by that it belongs to, such as its owner, in French"
    return words.several(what, "nationalités du groupe", [MEMBER, *NATIONALITY, "geographies.label_fr"], null_means=NO_GROUP_NATIONALITY)


def group_members_en() -> Any:
    """The companies of its group."""
    what = "Names, in English, of the companies that belong to it today, by the text, in `actors` or in `other_organisations`"
    return words.several(what, "sociétés du groupe (anglais)", [MEMBER, "organisations.name_en"], null_means=NO_MEMBER)


def group_members_fr() -> Any:
    """The companies of its group."""
    what = "Names, in French, of the companies that belong to it today, by the text, in `actors` or in `other_organisations`"
    return words.several(what, "sociétés du groupe", [MEMBER, "organisations.name_fr"], null_means=NO_MEMBER)


def group_member_ids() -> Any:
    """Codes of the companies of its group."""
    what = "Codes of the companies that belong to it today: organisation_id in `actors` or in `other_organisations`"
    return words.several(what, "codes des sociétés du groupe", [MEMBER, "organisations.organisation_id"], null_means=NO_MEMBER)


def founded_year() -> Any:
    """When it was founded."""
    null_means = "No document states it: see founded_year_status."
    return field(
        "Year of its foundation, or of the merger from which it results.", "année de fondation", null_means=null_means, derived_from=FOUNDED
    )


def founded_year_status() -> Any:
    """Whether that is stated."""
    return field(
        "Whether a document states that year, and of what: a foundation or a merger.",
        "statut de l’année de fondation",
        codes="foundation_status",
        derived_from=FOUNDED,
    )


def status_ids() -> Any:
    """Codes of what happened to it."""
    what = "What documents say happened to it: bankrupt, acquired, renamed, merged; never active, which no document says"
    return words.several(what, "codes du devenir", FATE, null_means=NO_FATE)


def status_en() -> Any:
    """What happened to it."""
    what = (
        "What documents say happened to it, in English, with the date or 'date not stated', and 'page not seen' where only an unseen page "
        "says it"
    )
    return words.several(what, "devenir (anglais)", [*FATE, "events.label_en"], null_means=NO_FATE)


def status_fr() -> Any:
    """What happened to it."""
    what = (
        "What documents say happened to it, in French, with the date or 'date non indiquée', and 'page non consultée' where only an unseen "
        "page says it"
    )
    return words.several(what, "devenir", [*FATE, "events.label_fr"], null_means=NO_FATE)


def status_lines() -> Any:
    """Where that is told."""
    sources = columns("event_tellings", "document_id", "first_line", "last_line", "source_url")
    what = "Document and lines, or address, of each of these"
    return words.several(what, "références du devenir", [*FATE, *sources], null_means=NO_FATE)


def status_verification() -> Any:
    """What stands behind that."""
    what = "By what each of these can be verified: text, web_page or web_lead, whose page nobody has seen"
    return words.several(what, "vérification du devenir", [*FATE, "events.verification"], null_means=NO_FATE)


def is_bankrupt() -> Any:
    """Whether it went bankrupt."""
    return field("Whether a document says that it went bankrupt.", "en faillite", null_means=NOT_SAID, derived_from=FATE)


def event_count() -> Any:
    """Its events."""
    return words.count("rows of `timeline` that it takes part in", "événements", "event_participants.event_id")


def relationship_count() -> Any:
    """Its ties."""
    return words.count("rows of `relationships` with it at either end", "liens", "relationships.record_id")


def statement_count() -> Any:
    """Statements about it."""
    return words.count("rows of `statements` about it", "énoncés", "observations.organisation_id")


def issue_count() -> Any:
    """Doubts about it."""
    sources = ["quality_issues.organisation_id", "quality_issues.matter_id"]
    return words.count("matters in `quality_issues` that concern it", "nombre de doutes", sources)


def issue_severity() -> Any:
    """How severe they are."""
    return shown(
        QualityIssues,
        "severity",
        description="Highest severity among the issues that concern it: number before identity before wording.",
        null_means="No issue concerns it.",
        derived_from=["quality_issues.severity_rank", "code_lists.code"],
    )
