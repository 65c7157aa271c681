"""Front tables of organisations: the actors of the cartography, their sites, and the organisations that only the prose names."""

from typing import Any

from schemas import front_vocabulary as words
from schemas import vocabulary
from schemas.bases import Table
from schemas.copies import shown
from schemas.fields import Boolean, Float, Integer, Text, columns, field
from schemas.front_quality import QualityIssues
from schemas.organisations import Organisations
from schemas.places import Localities

_CATEGORY = ["organisation_categories.category_id", "organisation_categories.basis"]
_APPROACH = "approaches.approach_id"
_ACTIVITY = "organisation_activities.activity_id"
_MADE = [_APPROACH, _ACTIVITY, *_CATEGORY, "concepts.broader_id"]
_MADE_FORMULA = "an approach or activity under contract_production; inferred: a producer for others that works in viral vectors"
_FATE = ["event_participants.role", "event_participants.organisation_id", "events.status", "events.date_start"]
_FOUNDED = ["event_participants.role", "events.event_type", "events.status", "events.date_start"]
_PROVINCE, _REGION = ["localities.nuts2_code", "sites.locality_id"], ["localities.nuts1_code", "sites.locality_id"]
_NO_ACTIVITY = "The running text names no field of activity."
_NO_STAGE = "The text shows no stage, which is no denial."
_NO_PROVINCE = "All of its sites are in Brussels, which has no provinces."
_NO_GROUP = "It is in no group, by the text."
_NOTHING_MADE = "Neither table nor text says that it makes something for others."
_NOT_SAID = "No document says so, which is no denial."
_NO_APPROACH = "No cartography shows an approach of it."
_NO_FATE = "No document tells a bankruptcy, purchase, renaming or merger of it."


def _other_names() -> Any:
    sources = ["organisation_names.name", "organisations.name_en", "organisations.name_fr"]
    return words.several("Former names, acronyms and other printed spellings", "autres noms", sources, null_means="There is no other name.")


def _type_en() -> Any:
    return words.in_english("What kind of organisation it is", "type", ["organisations.organisation_type", words.EN_OF_CONCEPT])


def _type_fr() -> Any:
    return words.in_french("What kind of organisation it is", "type", ["organisations.organisation_type", words.FR_OF_CONCEPT])


def _made(language: str, basis: str, label_fr: str, source: str) -> Any:
    return field(
        f"What it makes for others, in {language}; where that is said stands in brackets: {basis}. '; ' between them.",
        label_fr,
        null_means=_NOTHING_MADE,
        derived_from=[*_MADE, source],
        formula=_MADE_FORMULA,
    )


def _makes_en() -> Any:
    return _made(
        "English", "table, prose, or inferred from two statements of the prose", "produit pour tiers (anglais)", words.EN_OF_CONCEPT
    )


def _makes_fr() -> Any:
    return _made(
        "French", "tableau, texte, or déduit (inferred from two statements of the prose)", "produit pour tiers", words.FR_OF_CONCEPT
    )


def _makes_viral_vectors() -> Any:
    return field(
        "Whether it makes viral vectors for others: makes_for_others_en says on which basis.",
        "vecteurs viraux pour tiers",
        null_means=_NOT_SAID,
        derived_from=_MADE,
        formula=_MADE_FORMULA,
    )


def _activities_en() -> Any:
    what = "Fields that the running text says it works in, in English"
    return words.several(what, "activités (anglais)", [_ACTIVITY, words.EN_OF_CONCEPT], null_means=_NO_ACTIVITY)


def _activities_fr() -> Any:
    what = "Fields that the running text says it works in, in French"
    return words.several(what, "activités", [_ACTIVITY, words.FR_OF_CONCEPT], null_means=_NO_ACTIVITY)


def _group_en() -> Any:
    sources = ["organisations.group_id", "organisations.name_en"]
    return words.in_english("Name of the group that it belongs to today, by the text", "groupe", sources, null_means=_NO_GROUP)


def _group_fr() -> Any:
    sources = ["organisations.group_id", "organisations.name_fr"]
    return words.in_french("Name of the group that it belongs to today, by the text", "groupe", sources, null_means=_NO_GROUP)


def _founded_year() -> Any:
    null_means = "No document states it: see founded_year_status."
    return field("Year of its foundation.", "année de fondation", null_means=null_means, derived_from=_FOUNDED)


def _founded_year_status() -> Any:
    return field("Whether a document states that year.", "statut de l’année de fondation", codes="foundation_status", derived_from=_FOUNDED)


def _status_ids() -> Any:
    what = "What documents say happened to it: bankrupt, acquired, renamed, merged; never active, which no document says"
    return words.several(what, "codes du sort", _FATE, null_means=_NO_FATE)


def _status_en() -> Any:
    what = "What documents say happened to it, in English, with the date or 'date not stated'"
    return words.several(what, "sort (anglais)", [*_FATE, "events.label_en"], null_means=_NO_FATE)


def _status_fr() -> Any:
    what = "What documents say happened to it, in French, with the date or 'date non indiquée'"
    return words.several(what, "sort", [*_FATE, "events.label_fr"], null_means=_NO_FATE)


def _status_lines() -> Any:
    sources = columns("event_tellings", "document_id", "first_line", "last_line", "source_url")
    what = "Document and lines, or address, of each of these"
    return words.several(what, "lieux du sort", [*_FATE, *sources], null_means=_NO_FATE)


def _is_bankrupt() -> Any:
    return field("Whether a document says that it went bankrupt.", "en faillite", null_means=_NOT_SAID, derived_from=_FATE)


def _event_count() -> Any:
    return words.count("rows of `timeline` that it takes part in", "événements", "event_participants.event_id")


def _relationship_count() -> Any:
    return words.count("rows of `relationships` with it at either end", "liens", "relationships.record_id")


def _statement_count() -> Any:
    return words.count("rows of `statements` about it", "énoncés", "observations.organisation_id")


def _issue_count() -> Any:
    return words.count("rows of `quality_issues` that concern it", "nombre de doutes", "quality_issues.organisation_id")


def _issue_severity() -> Any:
    return shown(
        QualityIssues,
        "severity",
        description="Highest severity among the issues that concern it: number before identity before wording.",
        null_means="No issue concerns it.",
        derived_from=["quality_issues.severity_rank", "code_lists.code"],
    )


class Actors(Table):
    """The actors of the cartographies (Table 3 of the thesis), one row each, however often they are printed: what they are, do and make,
    where they are, how far they got, what happened to them. Organisations that only the running text names are in `other_organisations`. To
    count actors, count these rows; a word search in a text column finds parts of words, so filter by the columns that begin with
    is_."""

    organisation_id: Text = shown(Organisations, "organisation_id")
    name_en: Text = shown(Organisations, "name_en")
    name_fr: Text = shown(Organisations, "name_fr")
    other_names: Text = _other_names()
    organisation_type_en: Text = _type_en()
    organisation_type_fr: Text = _type_fr()
    categories_en: Text = words.several(
        "Categories of a cartography, in English", "catégories (anglais)", [*_CATEGORY, words.EN_OF_CONCEPT]
    )
    categories_fr: Text = words.several("Categories of a cartography, in French", "catégories", [*_CATEGORY, words.FR_OF_CONCEPT])
    is_biopharma: Boolean = field(
        "Whether a cartography lists it as a biopharmaceutical company.", "biopharmaceutique", derived_from=_CATEGORY
    )
    is_cdmo: Boolean = field(
        "Whether a cartography lists it as a CDMO; is_cdmo_table_or_prose counts the running text too.", "CDMO", derived_from=_CATEGORY
    )
    is_mixed_model: Boolean = field("Whether a cartography lists it as a mixed model.", "modèle mixte", derived_from=_CATEGORY)
    is_service_provider: Boolean = field(
        "Whether a cartography lists it as a service provider or equipment supplier.", "prestataire", derived_from=_CATEGORY
    )
    is_cdmo_table_or_prose: Boolean = field(
        "Whether a cartography lists it as a CDMO or the running text calls it one.", "CDMO (tableau ou texte)", derived_from=_CATEGORY
    )
    makes_for_others_en: Text = _makes_en()
    makes_for_others_fr: Text = _makes_fr()
    makes_viral_vectors_for_others: Boolean = _makes_viral_vectors()
    approaches_en: Text = words.several(
        "Approaches of a cartography, in English", "approches (anglais)", [_APPROACH, words.EN_OF_CONCEPT], null_means=_NO_APPROACH
    )
    approaches_fr: Text = words.several(
        "Approaches of a cartography, in French", "approches", [_APPROACH, words.FR_OF_CONCEPT], null_means=_NO_APPROACH
    )
    activities_en: Text = _activities_en()
    activities_fr: Text = _activities_fr()
    is_stage_known: Boolean = field("Whether the text shows a stage of it.", "stade connu", derived_from="stages.stage_id")
    is_preclinical: Boolean = field(
        "Whether a cartography shows the preclinical stage.", "préclinique", null_means=_NO_STAGE, derived_from="stages.stage_id"
    )
    is_clinical: Boolean = field(
        "Whether a cartography shows the clinical stage.", "clinique", null_means=_NO_STAGE, derived_from="stages.stage_id"
    )
    is_commercial: Boolean = field(
        "Whether a cartography shows the commercial stage.", "commercial", null_means=_NO_STAGE, derived_from="stages.stage_id"
    )
    site_count: Integer = words.count("its rows of `actor_sites`", "nombre de sites", "sites.locality_id")
    localities_en: Text = words.several(
        "Places of its sites, in English", "localités (anglais)", ["sites.locality_id", "localities.name_en"]
    )
    localities_fr: Text = words.several("Places of its sites, in French", "localités", ["sites.locality_id", "localities.name"])
    provinces_en: Text = words.several(
        "Provinces of its sites, in English", "provinces (anglais)", [*_PROVINCE, "geographies.label_en"], null_means=_NO_PROVINCE
    )
    provinces_fr: Text = words.several(
        "Provinces of its sites, in French", "provinces", [*_PROVINCE, "geographies.label_fr"], null_means=_NO_PROVINCE
    )
    regions_en: Text = words.several("Regions of its sites, in English", "régions (anglais)", [*_REGION, "geographies.label_en"])
    regions_fr: Text = words.several("Regions of its sites, in French", "régions", [*_REGION, "geographies.label_fr"])
    is_in_wallonia: Boolean = field("Whether at least one site is in the Walloon Region.", "en Wallonie", derived_from=_REGION)
    group_en: Text = _group_en()
    group_fr: Text = _group_fr()
    founded_year: Integer = _founded_year()
    founded_year_status: Text = _founded_year_status()
    status_en: Text = _status_en()
    status_fr: Text = _status_fr()
    is_bankrupt: Boolean = _is_bankrupt()
    company_number: Text = field(
        "Belgian enterprise number (CBE).",
        "numéro d’entreprise",
        null_means="None was looked up or found.",
        derived_from=columns("organisation_identifiers", "scheme", "identifier", "status"),
    )
    identifiers: Text = words.several(
        "Identifiers, each after its scheme and a colon",
        "identifiants",
        columns("organisation_identifiers", "scheme", "identifier", "status"),
        null_means="None was looked up or found.",
    )
    event_count: Integer = _event_count()
    relationship_count: Integer = _relationship_count()
    statement_count: Integer = _statement_count()
    issue_count: Integer = _issue_count()
    issue_severity: Text = _issue_severity()
    organisation_type_id: Text = shown(Organisations, "organisation_type")
    category_ids: Text = words.several("Codes of the categories of a cartography", "codes des catégories", _CATEGORY)
    approach_ids: Text = words.several(
        "Codes of the approaches of a cartography", "codes des approches", _APPROACH, null_means=_NO_APPROACH
    )
    province_ids: Text = words.several(
        "Identifiers of the provinces of its sites",
        "codes des provinces",
        [*_PROVINCE, "geographies.geography_id"],
        null_means=_NO_PROVINCE,
    )
    group_id: Text = shown(Organisations, "group_id")
    status_ids: Text = _status_ids()
    status_lines: Text = _status_lines()
    document_ids: Text = words.document_ids(sources="cartography.document_id")
    row_nos: Text = words.several("Numbers of its rows in a cartography", "lignes du tableau", "cartography.row_no")
    lines: Text = words.lines("its rows in a cartography", ["cartography.first_line", "cartography.last_line"])

    class Config:
        name = "actors"
        unique = ["organisation_id"]


class OtherOrganisations(Table):
    """The organisations that the running text names and that are not in the cartography: subsidiaries, partners, buyers,
    universities, authorities. They answer the same questions as `actors`, from the prose."""

    organisation_id: Text = shown(Organisations, "organisation_id")
    name_en: Text = shown(Organisations, "name_en")
    name_fr: Text = shown(Organisations, "name_fr")
    other_names: Text = _other_names()
    organisation_type_en: Text = _type_en()
    organisation_type_fr: Text = _type_fr()
    categories_en: Text = words.several(
        "Categories that the running text gives it, in English",
        "catégories (anglais)",
        [*_CATEGORY, words.EN_OF_CONCEPT],
        null_means="The text gives it no category.",
    )
    categories_fr: Text = words.several(
        "Categories that the running text gives it, in French",
        "catégories",
        [*_CATEGORY, words.FR_OF_CONCEPT],
        null_means="The text gives it no category.",
    )
    is_cdmo: Boolean = field("Whether the running text calls it a CDMO.", "CDMO", null_means=_NOT_SAID, derived_from=_CATEGORY)
    makes_for_others_en: Text = _makes_en()
    makes_for_others_fr: Text = _makes_fr()
    makes_viral_vectors_for_others: Boolean = _makes_viral_vectors()
    activities_en: Text = _activities_en()
    activities_fr: Text = _activities_fr()
    places_en: Text = words.several(
        "Places that the prose gives it, in English, with the role of each in brackets",
        "lieux (anglais)",
        ["organisation_places.geography_id", "organisation_places.role", "geographies.label_en", words.EN_OF_CONCEPT],
        null_means="The prose gives it no place.",
    )
    places_fr: Text = words.several(
        "Places that the prose gives it, in French, with the role of each in brackets",
        "lieux",
        ["organisation_places.geography_id", "organisation_places.role", "geographies.label_fr", words.FR_OF_CONCEPT],
        null_means="The prose gives it no place.",
    )
    is_in_wallonia: Boolean = field(
        "Whether one of these places is in the Walloon Region; a nationality is no place.",
        "en Wallonie",
        null_means="The prose gives it no place.",
        derived_from=["organisation_places.geography_id", "organisation_places.role", "geographies.parent_id"],
    )
    group_en: Text = _group_en()
    group_fr: Text = _group_fr()
    founded_year: Integer = _founded_year()
    founded_year_status: Text = _founded_year_status()
    status_en: Text = _status_en()
    status_fr: Text = _status_fr()
    is_bankrupt: Boolean = _is_bankrupt()
    event_count: Integer = _event_count()
    relationship_count: Integer = _relationship_count()
    statement_count: Integer = _statement_count()
    issue_count: Integer = _issue_count()
    issue_severity: Text = _issue_severity()
    organisation_type_id: Text = shown(Organisations, "organisation_type")
    category_ids: Text = words.several(
        "Codes of the categories that the running text gives it",
        "codes des catégories",
        _CATEGORY,
        null_means="The text gives it no category.",
    )
    group_id: Text = shown(Organisations, "group_id")
    status_ids: Text = _status_ids()
    status_lines: Text = _status_lines()
    document_ids: Text = words.document_ids(sources="organisation_names.document_id", null_means="Only a web page names it.")
    lines: Text = words.lines(
        "its first mention in each document",
        ["organisation_names.first_line", "organisation_names.last_line"],
        null_means="Only a web page names it.",
    )

    class Config:
        name = "other_organisations"
        unique = ["organisation_id"]
        # the facts that it shares with actors are read from one query, which looks at identifiers too
        metadata = {"checked_with": ["organisation_identifiers"]}


class ActorSites(Table):
    """The sites of the actors, one row for each actor and place, ready for a map. A point stands for the place, never for the
    building: up to eleven actors share one point."""

    record_id: Text = words.record_id(sources=["sites.organisation_id", "sites.locality_id"])
    organisation_id: Text = shown(Actors, "organisation_id")
    name_en: Text = shown(Actors, "name_en")
    name_fr: Text = shown(Actors, "name_fr")
    locality_en: Text = shown(Localities, "name_en")
    locality_fr: Text = shown(Localities, "name")
    municipality_fr: Text = shown(Localities, "municipality")
    province_en: Text = words.in_english("Province", "province", [*_PROVINCE, "geographies.label_en"], null_means=_NO_PROVINCE)
    province_fr: Text = words.in_french("Province", "province", [*_PROVINCE, "geographies.label_fr"], null_means=_NO_PROVINCE)
    region_en: Text = words.in_english("Region", "région", [*_REGION, "geographies.label_en"])
    region_fr: Text = words.in_french("Region", "région", [*_REGION, "geographies.label_fr"])
    latitude: Float = shown(Localities, "latitude")
    longitude: Float = shown(Localities, "longitude")
    point_of: Text = field(
        "What the point stands for: 'locality', in all rows.", "nature du point", derived_from="localities.latitude", formula="locality"
    )
    actors_at_point: Integer = words.count(
        "actors that share this point; spread them on a map", "acteurs au même point", ["sites.organisation_id", "localities.latitude"]
    )
    categories_en: Text = words.several(
        "Categories of the rows of a cartography that print this place, in English",
        "catégories (anglais)",
        ["cartography.category_id", words.EN_OF_CONCEPT],
    )
    categories_fr: Text = words.several(
        "Categories of the rows of a cartography that print this place, in French",
        "catégories",
        ["cartography.category_id", words.FR_OF_CONCEPT],
    )
    approaches_en: Text = shown(Actors, "approaches_en")
    approaches_fr: Text = shown(Actors, "approaches_fr")
    is_stage_known: Boolean = shown(Actors, "is_stage_known")
    is_preclinical: Boolean = shown(Actors, "is_preclinical")
    is_clinical: Boolean = shown(Actors, "is_clinical")
    is_commercial: Boolean = shown(Actors, "is_commercial")
    actor_status_en: Text = shown(Actors, "status_en")
    actor_status_fr: Text = shown(Actors, "status_fr")
    issue_count: Integer = words.issue_count()
    place_printed: Text = words.several("Place as printed, where it is printed in several ways", "lieu imprimé", "sites.place_printed")
    locality_id: Text = shown(Localities, "locality_id")
    category_ids: Text = words.several("Codes of the categories of these rows", "codes des catégories", "cartography.category_id")
    nis_code: Text = shown(Localities, "nis_code")
    postal_code: Text = shown(Localities, "postal_code")
    province_id: Text = vocabulary.geography_id(null_means=_NO_PROVINCE, derived_from=[*_PROVINCE, "geographies.geography_id"])
    country_code: Text = shown(Localities, "country_code")
    nuts1_code: Text = shown(Localities, "nuts1_code")
    nuts2_code: Text = shown(Localities, "nuts2_code")
    nuts3_code: Text = shown(Localities, "nuts3_code")
    nuts_version: Text = shown(Localities, "nuts_version")
    coordinates_source: Text = shown(Localities, "coordinates_source")
    document_ids: Text = words.document_ids(sources="sites.document_id")
    row_nos: Text = words.several("Numbers of the rows of a cartography that print it", "lignes du tableau", "sites.row_no")
    lines: Text = words.lines("the place in each of these rows", ["sites.first_line", "sites.last_line"])

    class Config:
        name = "actor_sites"
        unique = ["record_id"]
