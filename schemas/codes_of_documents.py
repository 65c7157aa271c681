"""Closed code lists of what documents print and state, and of the marks that their transcription carries."""

from schemas.code import Code

CODES_OF_DOCUMENTS: dict[str, dict[str, Code]] = {
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
        "year": Code("année", "year", "The table prints a year; chapter 4.2 has about this year, not the decade."),
        "decade": Code("décennie", "decade", "The table prints a year that begins a decade; chapter 4.2 speaks of the decade."),
        "not_in_text": Code("absent du texte", "not in the text", "The text shows no period for the row."),
    },
    "qualifier": {
        "exact": Code("exact", "exact", "The value as printed."),
        "about": Code("environ", "about", "About the value."),
        "nearly": Code("près de", "nearly", "Nearly the value, and below it."),
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
    "definition_basis": {
        "stated": Code("énoncée", "stated", "The source gives the definition, or the passage cites the body whose figures they are."),
        "inferred": Code(
            "déduite",
            "inferred",
            "The source does not give it: it follows from an equal figure elsewhere, another value of the same sentence, or a neighbour.",
        ),
    },
    "rounding_reason": {
        "counted": Code("compté", "counted", "A count of things counted one by one, or printed to the last digit: exact."),
        "counted_in_series": Code("compté en série", "counted in a series", "A count that ends in 0 in a series of exact counts: exact."),
        "power_of_ten": Code(
            "puissance de dix", "power of ten", "10, 100 ...: a tenth of the value, since half the unit would be half of it."
        ),
        "set_amount": Code("montant fixé", "set amount", "A sum of money that somebody set, whose zeros are meant: the unit of its words."),
        "set_time": Code("durée fixée", "set time", "A time that somebody set: exact."),
        "approximate_noun": Code("nom approximatif", "approximate noun", "A noun that is itself an approximation, such as a quinzaine."),
        "fraction": Code("fraction", "fraction", "A fraction in words, such as a third: a unit that says how coarse the words are."),
        "multiple_of_five": Code("multiple de cinq", "multiple of five", "About a percentage that is a multiple of 5: 5."),
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
        "occurred": Code("survenu", "occurred", "Told as something that happened or is going on."),
        "planned": Code("prévu", "planned", "Told as decided or announced, and still to come."),
        "target": Code("objectif", "target", "Told as an aim."),
    },
    "relation_status": {
        "current": Code("actuel", "current", "The document tells it as a tie that holds."),
        "former": Code("ancien", "former", "The document says that it ended, or tells a later tie that takes its place."),
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
        "decrease": Code("baisse", "decrease", "The size of a decrease between two periods, in percent: a decrease is positive."),
        "relative_difference": Code(
            "écart relatif", "relative difference", "By how much one quantity exceeds another of its kind, in percent of the other."
        ),
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
        "address": Code("adresse", "address", "Part of a web or postal address, or of a telephone number."),
        "heading": Code("titre", "heading", "Number of a heading, or part of it."),
        "contents": Code("table des matières", "contents", "Part of the table of contents."),
        "caption": Code("légende", "caption", "Number in the caption of a figure or table."),
        "page_number": Code("numéro de page", "page number", "A page number that leaked into the text."),
        "cross_reference": Code("renvoi", "cross-reference", "Refers to another place of the document."),
        "norm": Code("norme", "norm", "Part of the number of a norm, law or directive."),
        "name": Code(
            "nom",
            "name",
            "Part of a name, of a product, virus, technology, programme or organisation, or of what the document says of itself.",
        ),
        "rate_base": Code("base d’un taux", "base of a rate", "The base of a rate, such as 1000 employees, that the indicator states."),
        "ordinal": Code("ordinal", "ordinal", "A place in an enumeration of the text."),
        "statement_span": Code(
            "durée d’un énoncé",
            "span of a statement",
            "The length of a period whose ends a statement holds, or the last digits of its second year: the 22 of 2021/22.",
        ),
    },
    "reading_word_kind": {
        "number": Code("nombre", "number", "A number in words: three, a dozen, first place."),
        "factor": Code("facteur", "factor", "What a printed number is multiplied by: million, bn."),
        "fraction": Code("fraction", "fraction", "A part of a whole, which a percentage states: half, two thirds."),
        "unit": Code("unité", "unit", "A unit, or a thing that is counted in one: euros, employees."),
        "qualifier": Code("qualification", "qualifier", "How a value is qualified: about, up to."),
        "area": Code("zone", "area", "An area, beside the labels of areas: Belgian, the region."),
        "month": Code("mois", "month", "The name of a month."),
        "licence": Code("licence", "licence", "Words by which a document states a licence."),
        "relation": Code("relation", "relation", "What states a tie between organisations."),
        "event": Code("événement", "event", "What states an event of a type."),
        "value_status": Code("statut d’une valeur", "status of a value", "What tells that a value is an aim, a plan or a requirement."),
        "indicator": Code("indicateur", "indicator", "What tells which quantity a value is of: exports, jobs, a loan."),
        "quantity_kind": Code("genre de grandeur", "kind of quantity", "What tells that a value is a growth or a decrease: up, down."),
        "after_change": Code(
            "suite d’une variation",
            "after a change",
            "What tells whether a number after a rise or fall is its amount or a level: by, to, from.",
        ),
        "relation_status": Code("statut d’une relation", "status of a tie", "What tells that a tie holds, or that it ended."),
        "organisation_type": Code(
            "type d’organisation", "type of an organisation", "What the name of an organisation says of its type: University, Airport."
        ),
        "event_status": Code(
            "statut d’un événement", "status of an event", "What tells that an event happened, is planned or is aimed at."
        ),
        "stage": Code("stade", "stage", "A stage of development in a cartography."),
        "category": Code("catégorie", "category", "The category of an organisation."),
        "activity": Code("activité", "activity", "The whole of what a document prints for a field of work or an approach."),
    },
    "number_role": {
        "value": Code("valeur", "value", "It is, or is part of, the value."),
        "period": Code("période", "period", "It is a year of the period."),
        "target": Code("année visée", "target year", "It is a year that the event aims at."),
        "text": Code("texte", "text", "It is part of a printed cell or label."),
    },
    "point_status": {
        "in_text": Code("dans le texte", "in the text", "The text gives it, with a reference to the figure."),
        "judged": Code(
            "rattaché par jugement", "assigned by judgement", "The text gives it; that it belongs to the figure is a judgement."
        ),
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
    "flag_severity": {
        "number": Code("nombre", "number", "It could change a published number, date, period, rank or status."),
        "identity": Code("identité", "identity", "It could change who, where, which or of what kind something is, and no number."),
        "wording": Code("formulation", "wording", "It is about words only: what is published stands."),
    },
    "flag_origin": {
        "reader": Code("lecteur", "reader", "A person who read the document."),
        "rule": Code("règle", "rule", "A rule of the build, applied to every row."),
    },
    "source_url_kind": {
        "page": Code("page", "page", "The page that states it."),
        "site": Code("site", "site", "The site that is named as its source; which of its pages states it is not known."),
        "neighbour": Code(
            "page voisine",
            "neighbouring page",
            "The page of a figure beside which it was noted; the page that states it is not known.",
        ),
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
        "current": Code("non signalé comme retiré", "not said to be withdrawn", "No register that was seen says that it is withdrawn."),
        "withdrawn": Code("retiré", "withdrawn", "Withdrawn by its register."),
    },
    "layout_kind": {
        "caption": Code("légende", "caption", "The caption of a table."),
        "header": Code("en-tête", "header", "Column headings of a table."),
        "page_number": Code("numéro de page", "page number", "A page number that leaked into the text."),
        "source": Code("source", "source", "The line that names the source of a table."),
        "end": Code("fin", "end", "The first line after a table, where its section goes on; or the words with which that line begins."),
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
}
