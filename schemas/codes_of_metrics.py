"""Closed code lists of metrics: what they count, compute and conclude."""

from schemas.code import Code

CODES_OF_METRICS: dict[str, dict[str, Code]] = {
    "rate_status": {
        "computed": Code("calculé", "computed", "There are a growth and an annual rate."),
        "start_not_positive": Code(
            "valeur initiale non positive",
            "initial value not positive",
            "The first value is not positive: there is neither growth nor an annual rate.",
        ),
        "end_negative": Code(
            "valeur finale négative", "final value negative", "The second value is negative: there is growth, but no annual rate."
        ),
    },
    "choice_reason": {
        "only_value": Code("valeur unique", "only value", "There is no other value of the series and period."),
        "better_source": Code(
            "meilleure source", "better source", "A document comes before a web page, and a page that somebody has seen before a lead."
        ),
        "latest_publication": Code("publication la plus récente", "latest publication", "Published in a later year."),
        "exact_qualifier": Code("valeur sans réserve", "exact qualifier", "Exact, where the other is nearly, about or more than a value."),
        "smallest_rounding_unit": Code("arrondi le plus fin", "smallest rounding unit", "Rounded to a smaller unit."),
        "latest_day": Code("jour le plus récent", "latest day", "Published later within the year."),
        "first_stated": Code("première mention", "first stated", "Stated earlier in its document, or in a document with lines."),
        "first_identifier": Code("premier identifiant", "first identifier", "Nothing else tells them apart: first by its identifier."),
    },
    "share_kind": {
        "destination": Code(
            "par destination", "by destination", "Exports of an area to a destination, in all of its exports of the product."
        ),
        "product": Code("par produit", "by product", "Exports of a product, in all exports of the area."),
        "whole": Code("tout", "whole", "All exports of the area, which a stated share and its stated value imply."),
        "region_in_country": Code("région dans le pays", "region in country", "Exports of a region, in those of its country."),
    },
    "share_status": {
        "stated": Code("énoncée", "stated", "The document states the share."),
        "residual": Code("solde", "residual", "What the stated shares leave."),
        "implied": Code("implicite", "implied", "It follows from values that the document states, and is not stated itself."),
    },
    "comparability": {
        "different_products": Code(
            "produits différents",
            "different products",
            "The part is of medicines, the whole of what the document calls pharmaceutical or biopharmaceutical products; figures of a "
            "region and of its country may also differ in concept (national or community), which the document does not say.",
        ),
    },
    "conflict_kind": {
        "vintage": Code("millésime", "vintage", "One stated definition, two publications: a figure that was revised."),
        "definition": Code(
            "définition", "definition", "One quantity by two definitions, or by one that its source does not state: they need not agree."
        ),
        "part_of_whole": Code(
            "partie d’un tout",
            "part of a whole",
            "Not a conflict: one is of a part of the other’s products or destinations, so that they are not answers to one question.",
        ),
    },
    "profile_cut": {
        "total": Code("total", "total", "No key: all units."),
        "category": Code("catégorie", "category", "Category that the printed row stands under."),
        "approach": Code("approche", "approach", "Approach that the printed row names, at the level at which it is printed."),
        "approach_top": Code("approche de premier niveau", "top-level approach", "Broadest approach above it."),
        "stage": Code("stade", "stage", "Stage of development that the printed row names."),
        "region": Code("région", "region", "Region that holds the place."),
        "province": Code("province", "province", "Province that holds the place; Brussels has none."),
        "nuts3": Code("NUTS 3", "NUTS 3 area", "NUTS 3 area that holds the place."),
        "municipality": Code("commune", "municipality", "Municipality that holds the place."),
        "locality": Code("localité", "locality", "Place that the printed row names."),
        "category_province": Code("catégorie et province", "category and province", "Provinces within each category."),
        "category_municipality": Code("catégorie et commune", "category and municipality", "Municipalities within each category."),
        "category_approach": Code("catégorie et approche", "category and approach", "Approaches within each category."),
        "category_approach_top": Code(
            "catégorie et approche de premier niveau", "category and top-level approach", "Top approaches within each category."
        ),
        "category_stage": Code("catégorie et stade", "category and stage", "Stages within each category."),
        "province_approach_top": Code(
            "province et approche de premier niveau", "province and top-level approach", "Top approaches within each province."
        ),
        "province_stage": Code("province et stade", "province and stage", "Stages within each province."),
        "sites_per_actor": Code("sites par acteur", "sites per actor", "Number of sites of the actor."),
        "categories_per_actor": Code("catégories par acteur", "categories per actor", "Number of categories of the actor."),
        "approaches_per_actor": Code("approches par acteur", "approaches per actor", "Number of approaches of the actor, as printed."),
        "stages_per_actor": Code("stades par acteur", "stages per actor", "Number of stages of the actor: the breadth of its pipeline."),
        "category_stages_per_actor": Code(
            "catégorie et stades par acteur", "category and stages per actor", "Number of stages of the actors of each category."
        ),
    },
    "profile_value_status": {
        "computed": Code("calculée", "computed", "There is a value."),
        "too_few_units": Code(
            "trop peu d’unités", "too few units", "One unit more or less would change it so much that no value is given; n and bases are."
        ),
    },
    "network_measure": {
        "organisations": Code("organisations", "organisations", "Organisations with a tie; n: statements of ties."),
        "ties": Code("liens", "ties", "Pairs of organisations with a tie, however many it has; n: statements of ties."),
        "density": Code("densité", "density", "Ties, divided by all pairs of the organisations; n: organisations."),
        "components": Code("composantes", "components", "Groups of organisations that ties connect; n: organisations."),
        "largest_component": Code("plus grande composante", "largest component", "Organisations of the largest group; n: organisations."),
        "isolated_actors": Code("acteurs isolés", "isolated actors", "Actors of the cartography without a tie; n: actors."),
        "degree": Code("degré", "degree", "Other organisations that it is tied to; n: statements of its ties."),
        "degree_rank": Code(
            "rang selon le degré", "rank by degree", "1 + number of organisations with a larger degree; n: organisations ranked."
        ),
        "component_size": Code(
            "taille de la composante", "size of the component", "Organisations of its group, itself included; n: organisations."
        ),
        "in_degree": Code("degré entrant", "in-degree", "Subjects tied to it by the type, such as spin-offs; n: statements of these ties."),
        "out_degree": Code("degré sortant", "out-degree", "Objects that it is tied to by the type; n: statements of these ties."),
    },
    "verdict": {
        "consistent": Code("cohérent", "consistent", "The recomputed value lies in what the printed one stands for."),
        "consistent_within_rounding": Code(
            "cohérent aux arrondis près",
            "consistent within rounding",
            "The recomputed value lies outside what the printed one stands for, but their bounds meet.",
        ),
        "truncated": Code("tronqué", "truncated", "The printed value is the recomputed one cut off, not rounded."),
        "inconsistent": Code("incohérent", "inconsistent", "The bounds do not meet, and cutting off does not explain it."),
        "implied_only": Code("implicite", "implied only", "Nothing is stated: the value follows from printed ones."),
        "not_recomputable": Code("non recalculable", "not recomputable", "The document does not print all that would be needed."),
    },
    "check_kind": {
        "arithmetic": Code("arithmétique", "arithmetic", "A number computed from other numbers: growth, share, sum, amount per day."),
        "complement": Code("complément", "complement", "A share against what the other shares leave of the whole."),
        "restatement": Code("reprise", "restatement", "One quantity, stated twice: a confirmation only where the two sources differ."),
        "count": Code("dénombrement", "count", "A number against the items that the text names."),
        "rank": Code("rang", "rank", "A rank against what the text places before."),
        "duration": Code("durée", "duration", "A number of years against two dates."),
    },
    "set_role": {
        "number": Code("nombre", "number", "A printed number that cannot be right together with the others of its set."),
        "identity": Code("identité", "identity", "A claim that links numbers of the set."),
    },
    "claim_formula": {
        "growth_pct": Code("croissance", "growth", "100 * end / start - 100."),
        "cagr_pct": Code("taux de croissance annuel composé", "compound annual growth rate", "100 * (end / start) ^ (1 / years) - 100."),
        "compound_growth_pct": Code("croissance composée", "compound growth", "100 * (1 + rate / 100) ^ years - 100, years of the rate."),
        "mean_annual_change": Code("variation annuelle moyenne", "mean annual change", "(end - start) / years."),
        "previous_from_growth": Code("valeur antérieure", "previous value", "100 * end / (100 + growth)."),
        "decrease_pct": Code("baisse", "decrease", "100 - 100 * end / start."),
        "growth_from_change_pct": Code("croissance d’après la variation", "growth from change", "100 / (end / change - 1)."),
        "growth_before_pct": Code(
            "croissance antérieure", "previous growth", "100 * (100 * end / (100 + growth)) / start - 100: up to where the growth begins."
        ),
        "weight_from_growths_pct": Code(
            "poids d’après les croissances",
            "weight from growths",
            "100 * (whole - other) / (part - other), of growths: the share of the part of a whole of two parts, before they grew.",
        ),
        "whole_before_from_growths": Code(
            "tout antérieur d’après les croissances",
            "whole before, from growths",
            "Part at the end / (1 + its growth / 100) / its weight from growths: the whole before it grew.",
        ),
        "whole_after_from_growths": Code(
            "tout postérieur d’après les croissances",
            "whole after, from growths",
            "Whole before, from growths * (1 + growth of the whole / 100).",
        ),
        "per_day": Code("par jour", "per day", "Amount / days of its period: 366 in a leap year."),
        "per_year": Code("par an", "per year", "Amount / calendar years of its period, first and last counted."),
        "ratio": Code("rapport", "ratio", "Dividend / divisor."),
        "share_pct": Code("part", "share", "100 * part / whole."),
        "per_thousand": Code("pour mille", "per thousand", "1000 * part / whole."),
        "implied_part": Code("partie implicite", "implied part", "Share * whole / 100."),
        "implied_rest": Code("reste implicite", "implied rest", "(100 - sum of the parts) * whole / 100."),
        "implied_total": Code("total implicite", "implied total", "100 * part / share."),
        "sum": Code("somme", "sum", "Sum of the addends."),
        "complement_pct": Code("complément", "complement", "100 - sum of the parts."),
        "difference": Code("différence", "difference", "Minuend - subtrahend."),
        "rest": Code("reste", "rest", "Whole - sum of the parts."),
        "restated": Code("reprise", "restated", "The same quantity as another record has it."),
        "count_of_records": Code("nombre d’enregistrements", "count", "Number of the records."),
        "count_between": Code("nombre de passages", "count of passages", "Number of the records - 1."),
        "rank_after": Code("rang après", "rank after", "Number of the records, which stand before, + 1."),
        "rank_highest_first": Code("rang décroissant", "rank, highest first", "1 + number of others above the subject."),
        "rank_lowest_first": Code("rang croissant", "rank, lowest first", "1 + number of others below the subject."),
        "duration_years": Code("durée", "duration", "Last year of the dated records - first year."),
        "calendar_years": Code("années civiles", "calendar years", "Last year of the dated records - first year + 1."),
    },
    "claim_role": {
        "stated": Code("énoncé", "stated", "What the claim is about: it takes no part in the recomputation."),
        "start": Code("début", "start", "Value of the first period."),
        "end": Code("fin", "end", "Value of the last period."),
        "rate": Code("taux", "rate", "Growth per year, in percent."),
        "growth": Code("croissance", "growth", "Growth between two periods, in percent."),
        "change": Code("variation", "change", "Change between two periods, in the unit of the amount."),
        "amount": Code("montant", "amount", "Amount over a period."),
        "part": Code("partie", "part", "A part of a whole, or its share in percent."),
        "whole": Code("tout", "whole", "The whole."),
        "share": Code("part", "share", "Share of the whole, in percent."),
        "dividend": Code("dividende", "dividend", "What is divided."),
        "divisor": Code("diviseur", "divisor", "What it is divided by."),
        "addend": Code("terme", "addend", "What is added up."),
        "minuend": Code("terme initial", "minuend", "What is subtracted from."),
        "subtrahend": Code("terme retranché", "subtrahend", "What is subtracted."),
        "subject": Code("sujet", "subject", "What is ranked."),
        "other": Code("autre", "other", "What it is compared with."),
        "record": Code("enregistrement", "record", "What is counted."),
        "dated": Code("daté", "dated", "A record whose period counts."),
    },
}
