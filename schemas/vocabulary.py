"""The vocabulary: words of columns that several tables have, each once.

A function makes a new field at each call, because one pandera Field object that serves two columns silently drops the first. What a
function takes besides its words goes to `schemas.fields.field`.
Belongs here: words that two or more tables share and none of them copies from another. Does not belong here: words of one table only.
"""

from typing import Any

from schemas.fields import (
    COORDINATE,
    IDENTIFIER,
    ITEMS,
    LINE_RANGES,
    ONE_ITEM,
    POSITIVE_INTEGER,
    UNIT_IDENTIFIER,
    WEB_ADDRESS,
    field,
)

FROM_WEB_PAGE = "The source is a web page: see source_url."
FROM_DOCUMENT = "The source is a document with lines: see first_line."
WORDS_OF_STATEMENT = "these words"
NO_CHARACTERS = "The source is a web page, or the run has not been located within its lines."
NO_WORDING = "The wording of the web page is not known."

# Keys and references.


def identifier(thing: str, label_fr: str, **options: Any) -> Any:
    """An identifier of some thing."""
    return field(f"Identifier of the {thing}: lower case, stable, never reused.", label_fr, str_matches=IDENTIFIER, **options)


def document_id(**options: Any) -> Any:
    """The source document."""
    return field("Source document: the name of its folder below raw/.", "document", str_matches=IDENTIFIER, **options)


def organisation_id(label_fr: str = "organisation", **options: Any) -> Any:
    """An organisation."""
    return identifier("organisation", label_fr, **options)


def concept_id(**options: Any) -> Any:
    """A concept."""
    return identifier("concept", "concept", **options)


def geography_id(label_fr: str = "zone", **options: Any) -> Any:
    """An area."""
    return identifier("area", label_fr, **options)


def locality_id(**options: Any) -> Any:
    """A place on the map."""
    return identifier("locality", "localité", **options)


def indicator_id(**options: Any) -> Any:
    """A measured quantity."""
    return identifier("indicator", "indicateur", **options)


def event_id(**options: Any) -> Any:
    """An event."""
    return identifier("event", "événement", **options)


def event_type(**options: Any) -> Any:
    """A type of event."""
    return identifier("type of event", "type", **options)


def participant_role(of: str, label_fr: str) -> Any:
    """The role in which an organisation takes part in an event, as a raw file has it."""
    return identifier(of, label_fr, scheme="participant_role", references="raw_concepts.concept_id")


def relation_type(**options: Any) -> Any:
    """A type of tie between organisations."""
    return identifier("type of tie", "type", **options)


def claim_id(**options: Any) -> Any:
    """A claim."""
    return identifier("claim", "affirmation", **options)


def citation_id(**options: Any) -> Any:
    """A source that a document cites."""
    return identifier("source", "source", **options)


def closing_citation(**options: Any) -> Any:
    """The source whose citation closes the passage that a row is read from."""
    return identifier("source that closes the passage", "source", null_means="No citation closes the passage.", **options)


def subject_as_read() -> Any:
    """What a stated number is of, where the indicator leaves it open."""
    return identifier("subject", "sujet", null_means="The indicator says it all.", scheme="subject", references="raw_concepts.concept_id")


def definition_as_read() -> Any:
    """The definition of a stated number, as its source gives it."""
    return identifier(
        "definition by which the quantity is measured",
        "définition",
        null_means="The source does not say.",
        scheme="definition",
        references="raw_concepts.concept_id",
    )


def row_no(**options: Any) -> Any:
    """The number of a printed row, as a raw file writes it."""
    return field(
        "Number of the printed row within its table, counted from 1 in reading order.",
        "numéro de ligne",
        written=POSITIVE_INTEGER,
        **options,
    )


def section_no(**options: Any) -> Any:
    """The number of a section."""
    return field(
        "Number of the section as printed, without the final point; a word in lower case for a section that has no number.",
        "numéro de section",
        str_matches=ONE_ITEM,
        **options,
    )


def figure_no() -> Any:
    """The number of a figure, as a raw file writes it."""
    return field("Number of the figure, as the document gives it.", "numéro de figure", written=POSITIVE_INTEGER)


def sort_order(**options: Any) -> Any:
    """The place of a code in its list."""
    return field("Position in its list, from 1.", "ordre", **options)


def table_of_record(**options: Any) -> Any:
    """The table of a record that a row is about."""
    return field("Name of the published table that has the record.", "table", **options)


def record_id(of: str = "the record", **options: Any) -> Any:
    """The identifier of a row of any table that a row is about."""
    words = f"Identifier of {of}: the values of its key in the schema's order, joined by '|'."
    return field(words, "enregistrement", **options)


def unit_id(**options: Any) -> Any:
    """A unit of measurement."""
    return field("Code of the unit of measurement, such as EUR or percent.", "unité", str_matches=UNIT_IDENTIFIER, **options)


# Locators.


def first_line(*, of: str = "what the row shows as printed", raw: bool = False, or_page: bool = False, **options: Any) -> Any:
    """The first line of a locator; text in raw tables. or_page: null where the row was read from a web page."""
    return field(f"First line, in the document's text, of {of}; counted from 1.", "première ligne", **_line(raw, or_page) | options)


def last_line(*, of: str = "what the row shows as printed", raw: bool = False, or_page: bool = False, **options: Any) -> Any:
    """The last line of a locator; text in raw tables. or_page: null where the row was read from a web page."""
    return field(f"Last line, in the document's text, of {of}.", "dernière ligne", **_line(raw, or_page) | options)


def _line(raw: bool, or_page: bool) -> dict[str, Any]:
    number: dict[str, Any] = {"written": POSITIVE_INTEGER} if raw else {"ge": 1}
    return number | ({"null_means": FROM_WEB_PAGE} if or_page else {})


def line_ranges(of: str, **options: Any) -> Any:
    """The lines of a printed cell, as text."""
    return field(
        f"Lines of the {of}: a run such as 3621-3623 for each of its parts, joined as the parts are.",
        "lignes de la cellule",
        written=LINE_RANGES,
        **options,
    )


def location_lines() -> Any:
    """The lines of a printed cell that says where something is."""
    return line_ranges("location")


def source_url(**options: Any) -> Any:
    """The address of a web page, where the source is one: the other locator."""
    return field(
        "Address of the web page that the row was read from.",
        "adresse de la page",
        null_means=FROM_DOCUMENT,
        str_matches=WEB_ADDRESS,
        **options,
    )


def source_url_kind(*, null_means: str | None = FROM_DOCUMENT) -> Any:
    """What source_url leads to: the page itself, its site, or a neighbouring page."""
    return field(
        "What source_url leads to: the page itself, its site, or a neighbouring page.",
        "nature de l’adresse",
        null_means=null_means,
        codes="source_url_kind",
    )


# Periods and values.


# Places.


def postal_code(**options: Any) -> Any:
    """A postal code of Belgium."""
    return field("Postal code.", "code postal", written=r"^[0-9]{4}$", **options)


def latitude() -> Any:
    """The latitude of a place, in a raw file."""
    return _degrees("Latitude", "latitude", 90)


def longitude() -> Any:
    """The longitude of a place, in a raw file."""
    return _degrees("Longitude", "longitude", 180)


def _degrees(name: str, label_fr: str, end: int) -> Any:
    """One of the coordinates of a place."""
    return field(f"{name} of the place, in degrees of WGS 84.", label_fr, written=_coordinate(end))


def _coordinate(end: int) -> dict[str, Any]:
    """How degrees are written in a raw file; end: those at which the world ends."""
    return {"str_matches": COORDINATE, "number_between": {"low": -end, "high": end}}


# Text.


def printed_cell(what: str, label_fr: str, *, as_list: bool = False, **options: Any) -> Any:
    """A cell as printed; with as_list=True its items are joined by ' | ', the fragments of a broken item by ' ~ '."""
    shape = ITEMS if as_list else ONE_ITEM
    return field(f"{what}, as printed, misprints included; white space collapsed.", label_fr, printed=True, **{"written": shape} | options)


def name_at_mention(whose: str, label_fr: str, *, lines: tuple[str, str]) -> Any:
    """The name of an organisation, where it is printed nearest to what is stated of it."""
    return printed_cell(f"Name of the {whose}, at the mention nearest to the statement", label_fr, lines=lines)


def organisation_name(*, lines: tuple[str, str]) -> Any:
    """The name of the one organisation that a row is about."""
    return name_at_mention("organisation", "nom", lines=lines)


def location_printed(**options: Any) -> Any:
    """Where something is, as a table of a document prints it."""
    return field("Location, as the table of the document prints it.", "localisation imprimée", **options)


def location_corrected(**options: Any) -> Any:
    """Where something is, as a table of a document prints it but for misprints."""
    return field("Location as printed, with the project's corrections.", "localisation corrigée", **options)


def side_of_box(side: str, label_fr: str, end: int, *, of: str = "the area", **options: Any) -> Any:
    """One side of the box around an area; end: the degrees at which the world ends."""
    return field(
        f"{side} side of the box that holds every place of {of}, WGS 84: that of its borders, 0.02 degree further out.",
        label_fr,
        written=_coordinate(end),
        **options,
    )


def english(what: str, label_fr: str, **options: Any) -> Any:
    """The project's translation of a printed cell."""
    words = f"{what}, translated into English by the project."
    return field(words, label_fr, derived_from=["raw_translations.text_en", "documents.language"], **options)


def label_fr(of: str, **options: Any) -> Any:
    """A label in French."""
    return field(f"{of}, in French.", "libellé français", str_matches=ONE_ITEM, **options)


def label_en(of: str, **options: Any) -> Any:
    """A label in English."""
    return field(f"{of}, in English.", "libellé anglais", str_matches=ONE_ITEM, **options)


def definition_en(of: str, **options: Any) -> Any:
    """A definition in English."""
    return field(f"Definition of the {of}, in English.", "définition (anglais)", str_matches=ONE_ITEM, **options)


def verification(description: str, **options: Any) -> Any:
    """By what a row can be verified."""
    return field(description, "vérification", codes="verification", **options)


def reading_note() -> Any:
    """What a reader has to say of a row."""
    return field(
        "Chosen reading, alternatives and doubts, in English.", "remarque", null_means="There is nothing to add.", written=ONE_ITEM
    )
