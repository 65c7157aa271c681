"""Front tables of organisations: the actors of the cartography, their sites, and the organisations that only the prose names."""

from schemas import front_organisation_words as facts
from schemas import front_vocabulary as words
from schemas import vocabulary
from schemas.bases import Table
from schemas.copies import shown
from schemas.fields import Boolean, Float, Integer, Text, columns, field
from schemas.organisations import Organisations
from schemas.places import Localities


class Actors(Table):
    """The actors of the cartographies (Table 3 of the thesis), one row each, however often they are printed: what they are, do and make,
    where they are, how far they got, what happened to them. Organisations that only the running text names are in `other_organisations`. To
    count actors, count these rows; a word search in a text column finds parts of words, so filter by the columns that begin with
    is_."""

    organisation_id: Text = shown(Organisations, "organisation_id")
    name_en: Text = shown(Organisations, "name_en")
    name_fr: Text = shown(Organisations, "name_fr")
    other_names: Text = facts.other_names()
    organisation_type_en: Text = facts.type_en()
    organisation_type_fr: Text = facts.type_fr()
    categories_en: Text = words.several(
        "Categories of a cartography, in English", "catégories (anglais)", [*facts.CATEGORY, words.EN_OF_CONCEPT]
    )
    categories_fr: Text = words.several("Categories of a cartography, in French", "catégories", [*facts.CATEGORY, words.FR_OF_CONCEPT])
    is_biopharma: Boolean = field(
        "Whether a cartography lists it as a biopharmaceutical company.", "biopharmaceutique", derived_from=facts.CATEGORY
    )
    is_cdmo: Boolean = field(
        "Whether a cartography lists it in its category of CDMOs, which produce for others, whatever the running text says: "
        "is_cdmo_table_or_prose counts both. Mixed models are not in it: see is_mixed_model.",
        "CDMO dans le tableau",
        derived_from=facts.CATEGORY,
    )
    is_cdmo_table_or_prose: Boolean = field(
        "Whether a cartography lists it as a CDMO, or the running text calls it one. CDMOs that only the running text names are in "
        "`other_organisations`.",
        "CDMO (tableau ou texte)",
        derived_from=facts.CATEGORY,
    )
    is_mixed_model: Boolean = field("Whether a cartography lists it as a mixed model.", "modèle mixte", derived_from=facts.CATEGORY)
    is_service_provider: Boolean = field(
        "Whether a cartography lists it as a service provider or equipment supplier.", "prestataire", derived_from=facts.CATEGORY
    )
    prose_categories_en: Text = facts.prose_categories_en()
    prose_categories_fr: Text = facts.prose_categories_fr()
    is_contract_producer: Boolean = field(
        "Whether a cartography gives it an approach under contract production; makes_for_others_en has the prose too.",
        "producteur sous contrat",
        derived_from=[facts.APPROACH, "concepts.broader_id"],
    )
    makes_for_others_en: Text = facts.makes_en()
    makes_for_others_fr: Text = facts.makes_fr()
    makes_viral_vectors_for_others: Boolean = facts.makes_viral_vectors()
    approach_groups_en: Text = words.several(
        "Broadest concepts above its approaches, in English",
        "groupes d’approches (anglais)",
        ["approaches.top_id", words.EN_OF_CONCEPT],
        null_means=facts.NO_APPROACH,
    )
    approach_groups_fr: Text = words.several(
        "Broadest concepts above its approaches, in French",
        "groupes d’approches",
        ["approaches.top_id", words.FR_OF_CONCEPT],
        null_means=facts.NO_APPROACH,
    )
    approaches_en: Text = words.several(
        "Approaches of a cartography, in English",
        "approches (anglais)",
        [facts.APPROACH, words.EN_OF_CONCEPT],
        null_means=facts.NO_APPROACH,
    )
    approaches_fr: Text = words.several(
        "Approaches of a cartography, in French", "approches", [facts.APPROACH, words.FR_OF_CONCEPT], null_means=facts.NO_APPROACH
    )
    activities_en: Text = facts.activities_en()
    activities_fr: Text = facts.activities_fr()
    is_stage_known: Boolean = field("Whether the text shows a stage of it.", "stade connu", derived_from="stages.stage_id")
    is_preclinical: Boolean = field(
        "Whether a cartography shows the preclinical stage.", "préclinique", null_means=facts.NO_STAGE, derived_from="stages.stage_id"
    )
    is_clinical: Boolean = field(
        "Whether a cartography shows the clinical stage.", "clinique", null_means=facts.NO_STAGE, derived_from="stages.stage_id"
    )
    is_commercial: Boolean = field(
        "Whether a cartography shows the commercial stage.", "commercial", null_means=facts.NO_STAGE, derived_from="stages.stage_id"
    )
    site_count: Integer = words.count("its rows of `actor_sites`", "nombre de sites", "sites.locality_id")
    localities_en: Text = words.several(
        "Places of its sites, in English", "localités (anglais)", ["sites.locality_id", "localities.name_en"]
    )
    localities_fr: Text = words.several("Places of its sites, in French", "localités", ["sites.locality_id", "localities.name"])
    provinces_en: Text = words.several(
        "Provinces of its sites, in English", "provinces (anglais)", [*facts.PROVINCE, "geographies.label_en"], null_means=facts.NO_PROVINCE
    )
    provinces_fr: Text = words.several(
        "Provinces of its sites, in French", "provinces", [*facts.PROVINCE, "geographies.label_fr"], null_means=facts.NO_PROVINCE
    )
    regions_en: Text = words.several("Regions of its sites, in English", "régions (anglais)", [*facts.REGION, "geographies.label_en"])
    regions_fr: Text = words.several("Regions of its sites, in French", "régions", [*facts.REGION, "geographies.label_fr"])
    is_in_wallonia: Boolean = field("Whether at least one site is in the Walloon Region.", "en Wallonie", derived_from=facts.REGION)
    nationalities_en: Text = facts.nationalities_en()
    nationalities_fr: Text = facts.nationalities_fr()
    group_en: Text = facts.group_en()
    group_fr: Text = facts.group_fr()
    group_nationalities_en: Text = facts.group_nationalities_en()
    group_nationalities_fr: Text = facts.group_nationalities_fr()
    group_members_en: Text = facts.group_members_en()
    group_members_fr: Text = facts.group_members_fr()
    founded_year: Integer = facts.founded_year()
    founded_year_status: Text = facts.founded_year_status()
    status_en: Text = facts.status_en()
    status_fr: Text = facts.status_fr()
    is_bankrupt: Boolean = facts.is_bankrupt()
    status_verification: Text = facts.status_verification()
    company_number: Text = field(
        "Number of the company in the Belgian register of enterprises (CBE).",
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
    event_count: Integer = facts.event_count()
    relationship_count: Integer = facts.relationship_count()
    statement_count: Integer = facts.statement_count()
    issue_count: Integer = facts.issue_count()
    issue_severity: Text = facts.issue_severity()
    organisation_type_id: Text = shown(Organisations, "organisation_type")
    category_ids: Text = words.several("Codes of the categories of a cartography", "codes des catégories", facts.CATEGORY)
    prose_category_ids: Text = facts.prose_category_ids()
    approach_ids: Text = words.several(
        "Codes of the approaches of a cartography", "codes des approches", facts.APPROACH, null_means=facts.NO_APPROACH
    )
    approach_ids_with_broader: Text = words.several(
        "Codes of the approaches of a cartography and of every concept above them: cell_therapy is among those of an actor in regenerative "
        "cell therapy",
        "codes des approches et des notions plus larges",
        [facts.APPROACH, "concepts.broader_id"],
        null_means=facts.NO_APPROACH,
    )
    activity_ids: Text = facts.activity_ids()
    province_ids: Text = words.several(
        "Identifiers of the provinces of its sites",
        "codes des provinces",
        [*facts.PROVINCE, "geographies.geography_id"],
        null_means=facts.NO_PROVINCE,
    )
    region_ids: Text = words.several(
        "Identifiers of the regions of its sites", "codes des régions", [*facts.REGION, "geographies.geography_id"]
    )
    group_id: Text = shown(Organisations, "group_id")
    group_member_ids: Text = facts.group_member_ids()
    status_ids: Text = facts.status_ids()
    status_lines: Text = facts.status_lines()
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
    other_names: Text = facts.other_names()
    organisation_type_en: Text = facts.type_en()
    organisation_type_fr: Text = facts.type_fr()
    prose_categories_en: Text = facts.prose_categories_en()
    prose_categories_fr: Text = facts.prose_categories_fr()
    is_cdmo: Boolean = field(
        "Whether the running text calls or treats it as a CDMO.", "CDMO", null_means=facts.NOT_SAID, derived_from=facts.CATEGORY
    )
    makes_for_others_en: Text = facts.makes_en()
    makes_for_others_fr: Text = facts.makes_fr()
    makes_viral_vectors_for_others: Boolean = facts.makes_viral_vectors()
    activities_en: Text = facts.activities_en()
    activities_fr: Text = facts.activities_fr()
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
        "Whether one of these places is in the Walloon Region, or the prose calls it Walloon, as it does the universities, and no doubt is "
        "on that; any other nationality is no place.",
        "en Wallonie",
        null_means="The prose neither calls it Walloon nor gives it a place, or only one that contains the Walloon Region, such as "
        "Belgium; or that it is Walloon is doubtful.",
        derived_from=[
            *("organisation_places.geography_id", "organisation_places.role", "geographies.parent_id"),
            *("organisation_places.document_id", "organisation_places.first_line"),
            *columns("quality_issues", "organisation_id", "document_id", "first_line", "last_line"),
        ],
    )
    nationalities_en: Text = facts.nationalities_en()
    nationalities_fr: Text = facts.nationalities_fr()
    group_en: Text = facts.group_en()
    group_fr: Text = facts.group_fr()
    group_nationalities_en: Text = facts.group_nationalities_en()
    group_nationalities_fr: Text = facts.group_nationalities_fr()
    group_members_en: Text = facts.group_members_en()
    group_members_fr: Text = facts.group_members_fr()
    founded_year: Integer = facts.founded_year()
    founded_year_status: Text = facts.founded_year_status()
    status_en: Text = facts.status_en()
    status_fr: Text = facts.status_fr()
    is_bankrupt: Boolean = facts.is_bankrupt()
    status_verification: Text = facts.status_verification()
    event_count: Integer = facts.event_count()
    relationship_count: Integer = facts.relationship_count()
    statement_count: Integer = facts.statement_count()
    issue_count: Integer = facts.issue_count()
    issue_severity: Text = facts.issue_severity()
    organisation_type_id: Text = shown(Organisations, "organisation_type")
    prose_category_ids: Text = facts.prose_category_ids()
    activity_ids: Text = facts.activity_ids()
    group_id: Text = shown(Organisations, "group_id")
    group_member_ids: Text = facts.group_member_ids()
    status_ids: Text = facts.status_ids()
    status_lines: Text = facts.status_lines()
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
    municipality_en: Text = words.in_english(
        "Name of the municipality that the place lies in",
        "commune",
        ["localities.nis_code", "geographies.label_en"],
        null_means=facts.NO_MUNICIPALITY,
    )
    municipality_fr: Text = shown(Localities, "municipality", null_means=facts.NO_MUNICIPALITY)
    province_en: Text = words.in_english(
        "Name of the province that the place lies in",
        "province",
        [*facts.PROVINCE, "geographies.label_en"],
        null_means=facts.IN_NO_PROVINCE,
    )
    province_fr: Text = words.in_french(
        "Name of the province that the place lies in",
        "province",
        [*facts.PROVINCE, "geographies.label_fr"],
        null_means=facts.IN_NO_PROVINCE,
    )
    region_en: Text = words.in_english("Name of the region that the place lies in", "région", [*facts.REGION, "geographies.label_en"])
    region_fr: Text = words.in_french("Name of the region that the place lies in", "région", [*facts.REGION, "geographies.label_fr"])
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
    province_id: Text = vocabulary.geography_id(
        "province", null_means=facts.IN_NO_PROVINCE, derived_from=[*facts.PROVINCE, "geographies.geography_id"]
    )
    region_id: Text = vocabulary.geography_id("région", derived_from=[*facts.REGION, "geographies.geography_id"])
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
