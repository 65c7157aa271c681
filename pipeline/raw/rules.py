"""The rules that raw tables must keep together with others, each with the table whose asset asks it before it is stored.

Belongs here: the list. Does not belong here: the functions, which stand beside what they need, and what can only be asked of the document
(`pipeline/verify/`).
"""

from pipeline.contract.rules import Rule
from pipeline.raw.area_rules import areas_have_one_root, areas_lie_in_larger_ones, boxes_have_four_sides, places_lie_in_their_area
from pipeline.raw.citation_rules import identifiers_name_their_sources
from pipeline.raw.code_rules import codes_have_their_words
from pipeline.raw.event_rules import dates_of_events_are_printed
from pipeline.raw.municipality_rules import municipalities_are_those_of_today
from pipeline.raw.place_rules import (
    places_of_events_have_their_words,
    printed_forms_name_their_places,
    printed_places_name_their_areas,
)
from pipeline.raw.reading_rules import values_are_printed, words_agree_with_codes
from pipeline.raw.reading_words import words_stand_for_known_codes

RULES = (
    Rule("raw_statements", "Is each value the number that its printed text states, times the factor printed there?", values_are_printed),
    Rule("raw_statements", "Do unit and qualifier agree with the printed words, and is no share above 100?", words_agree_with_codes),
    Rule("raw_statements", "Does a printed word show each area, organisation, qualifier and year?", codes_have_their_words),
    Rule("raw_citations", "Does the identifier of each source name its document, author and year?", identifiers_name_their_sources),
    Rule("raw_event_tellings", "Is each date of an event one that its tellings print?", dates_of_events_are_printed),
    Rule("raw_events", "Do the words that show the area of an event name it?", places_of_events_have_their_words),
    Rule("raw_organisation_places", "Does the printed place of an organisation name its area?", printed_places_name_their_areas),
    Rule("raw_geographies", "Is each municipality one of those of today, under its own NIS code?", municipalities_are_those_of_today),
    Rule("raw_location_mapping", "Does each printed form name the place and the area that it stands for?", printed_forms_name_their_places),
    Rule("raw_geographies", "Is exactly one area, the world, in no other area?", areas_have_one_root),
    Rule("raw_geographies", "Does each area lie in an area of a larger level?", areas_lie_in_larger_ones),
    Rule("raw_geographies", "Does each box of an area have four sides in order?", boxes_have_four_sides),
    Rule("raw_localities", "Do the coordinates of each place lie in the box of its area?", places_lie_in_their_area),
    Rule(
        "raw_reading_words",
        "Does each word for a unit, qualifier, area or month stand for a code that exists?",
        words_stand_for_known_codes,
    ),
)


def rules_of(table: str) -> list[Rule]:
    """Return the rules that a raw table keeps."""
    return [rule for rule in RULES if rule.table == table]
