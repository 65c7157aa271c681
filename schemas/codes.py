"""Closed code lists: codes that the software itself depends on, such as statuses and kinds.

Belongs here: lists that change only together with code. Vocabularies of the subject (categories, approaches, stages ...) are data in
raw/reference/concepts.csv. A code may stand in several lists, with the meaning that the list gives it.
"""

from typing import NamedTuple


class Code(NamedTuple):
    """One entry of a closed code list."""

    label_fr: str
    label_en: str
    definition_en: str


CODE_LISTS: dict[str, dict[str, Code]] = {
    "geography_level": {
        "world": Code("monde", "world", "The whole world."),
        "continent": Code("continent", "continent", "A continent or another area above countries."),
        "country_group": Code("groupe de pays", "group of countries", "Several countries, such as the European Union."),
        "country": Code("pays", "country", "A sovereign state."),
        "region": Code("région", "region", "A region of Belgium (NUTS 1)."),
        "province": Code("province", "province", "A province of Belgium (NUTS 2)."),
        "nuts3": Code("arrondissement", "arrondissement", "An arrondissement, or the part of one that is a NUTS 3 area."),
        "municipality": Code("commune", "municipality", "A municipality with a NIS code."),
        "locality": Code("localité", "locality", "A place below, or not tied to, a municipality."),
    },
    "comparison_side": {
        "advantages": Code("avantages", "advantages", "The cell stands under Avantages."),
        "drawbacks": Code("inconvénients", "drawbacks", "The cell stands under Inconvénients."),
        "not_split": Code("non réparti", "not split", "The cell spans both columns: the table does not say which side it is on."),
    },
    "period_kind": {
        "years_before_present": Code("années avant le présent", "years before present", "The table prints a number of years (ans)."),
        "decade": Code("décennie", "decade", "The table prints a year that begins a decade; chapter 4.2 speaks of the decade."),
        "not_in_text": Code("absent du texte", "not in the text", "The text shows no period for the row."),
    },
    "qualifier": {
        "exact": Code("exact", "exact", "The value as printed."),
        "about": Code("environ", "about", "About the value."),
        "nearly": Code("presque", "nearly", "Nearly the value, and below it."),
        "more_than": Code("plus de", "more than", "More than the value."),
        "at_least": Code("au moins", "at least", "The value or more."),
        "less_than": Code("moins de", "less than", "Less than the value."),
        "at_most": Code("au plus", "at most", "The value or less."),
        "range": Code("intervalle", "range", "Between two values."),
    },
    "date_precision": {
        "day": Code("jour", "day", "Known to the day."),
        "month": Code("mois", "month", "Known to the month."),
        "half_year": Code("semestre", "half-year", "Known to the half-year: January to June, or July to December."),
        "year": Code("année", "year", "Known to the year, or to years from one to another."),
        "decade": Code("décennie", "decade", "Known to the decade."),
        "period": Code("période", "period", "Known as a stretch of time, such as a century or some years."),
        "none": Code("aucune", "none", "No date is stated."),
    },
    "period_basis": {
        "stated": Code("énoncée", "stated", "The sentence itself gives the period."),
        "context": Code("contexte", "context", "The period comes from the sentences around."),
        "none": Code("aucune", "none", "No period is stated."),
    },
    "value_basis": {
        "printed": Code("imprimée", "printed", "The document prints the value, in digits or words."),
        "counted": Code("comptée", "counted", "The reader counted what the document lists."),
    },
    "observation_status": {
        "fact": Code("fait", "fact", "Stated as a fact."),
        "target": Code("objectif", "target", "Stated as an aim, a plan or a requirement."),
    },
    "event_status": {
        "occurred": Code("advenu", "occurred", "Told as something that happened or is going on."),
        "planned": Code("prévu", "planned", "Told as decided or announced, and still to come."),
        "target": Code("objectif", "target", "Told as an aim."),
    },
    "relation_status": {
        "current": Code("actuelle", "current", "The document tells it as a tie that holds."),
        "former": Code("ancienne", "former", "The document says that it ended, or tells a later tie that takes its place."),
    },
    "rate_status": {
        "computed": Code("calculé", "computed", "There are a growth and an annual rate."),
        "start_not_positive": Code(
            "départ non positif", "start not positive", "The first value is not positive: there is neither growth nor an annual rate."
        ),
        "end_negative": Code("fin négative", "end negative", "The second value is negative: there is growth, but no annual rate."),
    },
    "share_kind": {
        "destination": Code(
            "par destination", "by destination", "Exports of an area to a destination, in all of its exports of the product."
        ),
        "product": Code("par produit", "by product", "Exports of a product, in all exports of the area."),
        "whole": Code("total", "whole", "All exports of the area, which a stated share and its stated value imply."),
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
    "citation_scope": {
        "passage": Code("passage", "passage", "The citation closes this very paragraph."),
        "later": Code("plus loin", "later", "The citation stands at the end of a later paragraph."),
        "none": Code("aucune", "none", "No citation closes the passage."),
    },
    "quantity_kind": {
        "stock": Code("stock", "stock", "An amount at a point in time."),
        "flow": Code("flux", "flow", "An amount over a period."),
        "change": Code("variation", "change", "The change of a stock or flow between two periods, in its own unit."),
        "balance": Code("solde", "balance", "One flow less another, which may be negative."),
        "growth": Code("croissance", "growth", "The change of a stock or flow between two periods, in percent."),
        "share": Code("part", "share", "A part of a whole, in percent."),
        "rate": Code("taux", "rate", "An amount per unit of another quantity."),
        "ratio": Code("rapport", "ratio", "One quantity divided by another of its kind."),
        "rank": Code("rang", "rank", "A place in an order."),
        "price": Code("prix", "price", "What is paid in one transaction."),
        "duration": Code("durée", "duration", "A length of time."),
        "capacity": Code("capacité", "capacity", "What premises or equipment can hold or do."),
        "count": Code("nombre", "count", "A number of things."),
        "threshold": Code("seuil", "threshold", "A bound that must be kept."),
        "temperature": Code("température", "temperature", "A temperature."),
    },
    "number_disposition": {
        "datum": Code("donnée", "datum", "It feeds a record: see number_uses."),
        "event": Code("événement", "event", "Part of the date or text of an event."),
        "citation": Code("citation", "citation", "Year in a citation, or in the source line of a figure or table."),
        "footnote": Code("note de bas de page", "footnote", "Part of a footnote: its number, title, date or date of consultation."),
        "footnote_call": Code("appel de note", "footnote call", "Refers to a footnote."),
        "address": Code("adresse", "address", "Part of a web address."),
        "heading": Code("titre", "heading", "Number of a heading, or part of it."),
        "contents": Code("table des matières", "contents", "Part of the table of contents."),
        "caption": Code("légende", "caption", "Number in the caption of a figure or table."),
        "page_number": Code("numéro de page", "page number", "A page number that leaked into the text."),
        "cross_reference": Code("renvoi", "cross-reference", "Refers to another place of the document."),
        "norm": Code("norme", "norm", "Part of the number of a norm, law or directive."),
        "name": Code("nom", "name", "Part of the name of a product, virus, technology, programme or organisation."),
        "rate_base": Code("base d'un taux", "base of a rate", "The base of a rate, such as 1000 employees, that the indicator states."),
        "ordinal": Code("ordinal", "ordinal", "A place in an enumeration of the text."),
        "statement_span": Code("durée d'un énoncé", "span of a statement", "The length of a period whose ends a statement holds."),
    },
    "number_role": {
        "value": Code("valeur", "value", "It is, or is part of, the value."),
        "period": Code("période", "period", "It is a year of the period."),
        "text": Code("texte", "text", "It is part of a printed cell or label."),
    },
    "point_status": {
        "in_text": Code("dans le texte", "in the text", "The text gives it, with a reference to the figure."),
        "judged": Code("jugé", "judged", "The text gives it; that it belongs to the figure is a judgement."),
        "not_in_text": Code(
            "absent du texte", "not in the text", "The caption promises it; the figure is an image and the text does not give it."
        ),
    },
    "citation_kind": {
        "in_text": Code("appel dans le texte", "in the text", "Author and year in parentheses."),
        "footnote": Code("note de bas de page", "footnote", "A footnote that gives a title, an address or both."),
        "source_line": Code("ligne de source", "source line", "The line below a table or figure that names its source."),
    },
    "name_kind": {
        "printed": Code("imprimé", "printed", "The name as the document prints it."),
        "former": Code("ancien", "former", "A name that the document itself calls a former one."),
        "acronym": Code("sigle", "acronym", "A short form that the document itself explains."),
    },
    "statement_basis": {
        "table": Code("tableau", "table", "A transcribed table gives it."),
        "prose": Code("texte", "prose", "The running text gives it, headings included."),
    },
    "flag_origin": {
        "reader": Code("lecteur", "reader", "A person who read the document."),
        "rule": Code("règle", "rule", "A rule of the build, applied to every row."),
    },
    "source_url_kind": {
        "page": Code("page", "page", "The page that states it."),
        "site": Code("site", "site", "The site that is named as its source; which of its pages states it is not known."),
        "neighbour": Code("voisin", "neighbour", "The page of a figure beside which it was noted; the page that states it is not known."),
    },
    "verification": {
        "text": Code("texte", "text", "Printed on lines of a document: make verify proves it to whoever has the text."),
        "web_page": Code(
            "page web",
            "web page",
            "Seen at source_url, as published on the date that is stated where it is known; it cannot be verified offline.",
        ),
        "web_lead": Code(
            "piste web",
            "web lead",
            "Noted with a site or a neighbouring page only, at source_url; the page that states it is not known, and it cannot be verified "
            "offline.",
        ),
    },
    "conflict_kind": {
        "vintage": Code("millésime", "vintage", "One stated definition, two publications: a figure that was revised."),
        "definition": Code(
            "définition", "definition", "One quantity by two definitions, or by one that its source does not state: they need not agree."
        ),
        "level": Code("niveau", "level", "One is of a part of the other’s products or destinations: they are not answers to one question."),
    },
    "identifier_scheme": {
        "cbe": Code("BCE", "CBE", "Enterprise number of the Crossroads Bank for Enterprises of Belgium."),
        "lei": Code("LEI", "LEI", "Legal entity identifier (ISO 17442)."),
        "ror": Code("ROR", "ROR", "Research Organization Registry."),
        "isin": Code("ISIN", "ISIN", "Securities number (ISO 6166) of the organisation’s share."),
        "isni": Code("ISNI", "ISNI", "International standard name identifier (ISO 27729)."),
        "wikidata": Code("Wikidata", "Wikidata", "Item of Wikidata."),
        "grid": Code("GRID", "GRID", "Global Research Identifier Database, which ended in 2021."),
        "fundref": Code("FundRef", "FundRef", "Funder registry of Crossref."),
    },
    "identifier_status": {
        "current": Code("en vigueur", "current", "Not said to be withdrawn."),
        "withdrawn": Code("retiré", "withdrawn", "Withdrawn by its register."),
    },
    "layout_kind": {
        "caption": Code("légende", "caption", "The caption of a table."),
        "header": Code("en-tête", "header", "Column headings of a table."),
        "page_number": Code("numéro de page", "page number", "A page number that leaked into the text."),
        "source": Code("source", "source", "The line that names the source of a table."),
    },
    "profile_cut": {
        "total": Code("total", "total", "No key: all units."),
        "category": Code("catégorie", "category", "Category that the printed row stands under."),
        "approach": Code("approche", "approach", "Approach that the printed row names, at the level at which it is printed."),
        "approach_top": Code("approche de tête", "top approach", "Broadest approach above it."),
        "stage": Code("stade", "stage", "Stage of development that the printed row names."),
        "region": Code("région", "region", "Region that holds the place."),
        "province": Code("province", "province", "Province that holds the place; Brussels has none."),
        "nuts3": Code("NUTS 3", "NUTS 3 area", "NUTS 3 area that holds the place."),
        "municipality": Code("commune", "municipality", "Municipality that holds the place."),
        "locality": Code("localité", "locality", "Place that the printed row names."),
        "category_province": Code("catégorie et province", "category and province", "Provinces within each category."),
        "category_municipality": Code("catégorie et commune", "category and municipality", "Municipalities within each category."),
        "category_approach": Code("catégorie et approche", "category and approach", "Approaches within each category."),
        "category_approach_top": Code("catégorie et approche de tête", "category and top approach", "Top approaches within each category."),
        "category_stage": Code("catégorie et stade", "category and stage", "Stages within each category."),
        "province_approach_top": Code("province et approche de tête", "province and top approach", "Top approaches within each province."),
        "province_stage": Code("province et stade", "province and stage", "Stages within each province."),
        "sites_per_actor": Code("sites par acteur", "sites per actor", "Number of sites of the actor."),
        "categories_per_actor": Code("catégories par acteur", "categories per actor", "Number of categories of the actor."),
        "approaches_per_actor": Code("approches par acteur", "approaches per actor", "Number of approaches of the actor, as printed."),
        "stages_per_actor": Code("stades par acteur", "stages per actor", "Number of stages of the actor: the breadth of its pipeline."),
        "category_stages_per_actor": Code(
            "catégorie et stades par acteur", "category and stages per actor", "Number of stages of the actors of each category."
        ),
    },
    "profile_metric": {
        "count": Code("nombre", "count", "Units with the key."),
        "share": Code("part", "share", "Units with the key, in percent of those with any key; of a cut with two keys, within the first."),
        "without_key": Code("sans clé", "without a key", "Units without a key: what the text does not show, or what has none."),
        "several": Code("plusieurs", "several", "Actors with more than one."),
        "mean": Code("moyenne", "mean", "Average number per actor that has any."),
        "herfindahl": Code("indice de Herfindahl", "Herfindahl index", "Sum of the squared shares of sites: from 1 / number of keys to 1."),
        "location_quotient": Code(
            "quotient de localisation",
            "location quotient",
            "Share of a category's sites that lie in a province, divided by the share of all sites that do.",
        ),
    },
    "counting_unit": {
        "row": Code("ligne", "row", "A printed row."),
        "actor": Code("acteur", "actor", "An organisation, however many rows it has."),
        "site": Code("site", "site", "An organisation at a place, however often it is printed there."),
    },
    "profile_universe": {
        "all": Code("tous", "all", "All that the cartography prints."),
        "wallonia": Code(
            "Wallonie",
            "Wallonia",
            "What it prints of places in Wallonia: a row or an actor belongs to it when one of its places does; only those places count.",
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
            "rang du degré", "rank by degree", "1 + number of organisations with a larger degree; n: organisations ranked."
        ),
        "component_size": Code(
            "taille de la composante", "size of the component", "Organisations of its group, itself included; n: organisations."
        ),
        "in_degree": Code("degré entrant", "in-degree", "Subjects tied to it by the type, such as spin-offs; n: statements of these ties."),
        "out_degree": Code("degré sortant", "out-degree", "Objects that it is tied to by the type; n: statements of these ties."),
    },
    "cell_status": {
        "printed": Code("imprimé", "printed", "The text shows the cell."),
        "not_in_text": Code(
            "absent du texte",
            "not in the text",
            "The text shows no such cell for this row. Whether it is empty in print or covered by a merged cell of a neighbouring "
            "row cannot be known from the text, so no value is filled in.",
        ),
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
    "claim_formula": {
        "growth_pct": Code("croissance", "growth", "100 * end / start - 100."),
        "cagr_pct": Code("taux de croissance annuel composé", "compound annual growth rate", "100 * (end / start) ^ (1 / years) - 100."),
        "compound_growth_pct": Code("croissance composée", "compound growth", "100 * (1 + rate / 100) ^ years - 100, years of the rate."),
        "mean_annual_change": Code("variation annuelle moyenne", "mean annual change", "(end - start) / years."),
        "previous_from_growth": Code("valeur antérieure", "previous value", "100 * end / (100 + growth)."),
        "per_day": Code("par jour", "per day", "Amount / days of its period: 366 in a leap year."),
        "per_year": Code("par an", "per year", "Amount / calendar years of its period, first and last counted."),
        "ratio": Code("rapport", "ratio", "Dividend / divisor."),
        "share_pct": Code("part", "share", "100 * part / whole."),
        "per_thousand": Code("pour mille", "per thousand", "1000 * part / whole."),
        "implied_part": Code("partie impliquée", "implied part", "Share * whole / 100."),
        "implied_rest": Code("reste impliqué", "implied rest", "(100 - sum of the parts) * whole / 100."),
        "implied_total": Code("total impliqué", "implied total", "100 * part / share."),
        "sum": Code("somme", "sum", "Sum of the addends."),
        "complement_pct": Code("complément", "complement", "100 - sum of the parts."),
        "difference": Code("différence", "difference", "Minuend - subtrahend."),
        "restated": Code("redite", "restated", "The same quantity as another record has it."),
        "count_of_records": Code("nombre", "count", "Number of the records."),
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


def codes_of(list_name: str) -> list[str]:
    """Return the codes of a list in their order; KeyError for an unknown list."""
    return list(CODE_LISTS[list_name])
