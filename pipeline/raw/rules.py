"""The rules that raw tables must keep together with others, each with the table whose asset asks it before it is stored.

Belongs here: the list. Does not belong here: the functions, which stand beside what they need, and what can only be asked of the document
(`pipeline/verify/`).
"""

from pipeline.contract.rules import Rule
from pipeline.raw.area_rules import areas_have_one_root, areas_lie_in_larger_ones, boxes_have_four_sides, places_lie_in_their_area
from pipeline.raw.citation_rules import identifiers_name_their_sources, sources_stand_with_their_statements
from pipeline.raw.code_rules import codes_have_their_words
from pipeline.raw.event_rules import dates_of_events_are_printed, roles_fit_their_event
from pipeline.raw.figure_rules import points_have_values_of_their_area_and_year, points_name_their_year
from pipeline.raw.gazetteer_rules import (
    coordinates_are_those_of_their_source,
    labels_are_names_of_the_place,
    postal_codes_are_those_of_the_municipality,
    postal_codes_are_those_of_their_source,
)
from pipeline.raw.identifier_rules import identifiers_are_in_their_record, identifiers_bear_no_other_name
from pipeline.raw.municipality_rules import (
    countries_have_their_code,
    municipalities_are_those_of_today,
    municipalities_lie_in_their_region,
    regions_begin_as_those_that_hold_them,
)
from pipeline.raw.organisation_rules import printed_names_are_of_no_other, words_of_types_agree
from pipeline.raw.place_rules import (
    places_of_events_have_their_words,
    printed_forms_name_their_places,
    printed_places_name_their_areas,
)
from pipeline.raw.reading_rules import values_are_printed, words_agree_with_codes
from pipeline.raw.reading_words import words_stand_for_known_codes
from pipeline.raw.status_rules import (
    amounts_have_the_status_of_their_event,
    counted_values_are_not_printed,
    exceptions_are_about_their_cells,
    ties_that_ended_are_told_so,
)
from pipeline.raw.translation_rules import translations_keep_their_numbers
from pipeline.raw.unit_rules import dimensions_have_a_base_unit
from pipeline.raw.wording_rules import (
    words_of_activities_agree,
    words_of_categories_agree,
    words_of_events_agree,
    words_of_printed_forms_agree,
    words_of_statuses_agree,
    words_of_ties_agree,
)

RULES = (
    Rule("raw_statements", "Is each value the number that its printed text states, times the factor printed there?", values_are_printed),
    Rule("raw_statements", "Do unit and qualifier agree with the printed words, and is no share above 100?", words_agree_with_codes),
    Rule("raw_statements", "Does a printed word show each area, organisation, qualifier and year?", codes_have_their_words),
    Rule(
        "raw_statements",
        "Is the source of each statement cited in its context or after it in its section?",
        sources_stand_with_their_statements,
    ),
    Rule("raw_events", "Is the amount of an event a fact only where the event occurred?", amounts_have_the_status_of_their_event),
    Rule("raw_statements", "Is no value that the text prints said to be counted?", counted_values_are_not_printed),
    Rule("raw_relations", "Is each tie former that its words or a later purchase end, and no other?", ties_that_ended_are_told_so),
    Rule("raw_relations", "Does the cell of each exception have its value?", exceptions_are_about_their_cells),
    Rule("raw_organisation_categories", "Do names and printed categories stand for the type of each organisation?", words_of_types_agree),
    Rule("raw_organisation_names", "Is each printed name the name of no other organisation?", printed_names_are_of_no_other),
    Rule("raw_location_mapping", "Is each label of a place one of its names?", labels_are_names_of_the_place),
    Rule("raw_translations", "Is each number of a translation printed in the cell?", translations_keep_their_numbers),
    Rule("raw_figure_points", "Is each value of a point of its area and year?", points_have_values_of_their_area_and_year),
    Rule("raw_citations", "Does the identifier of each source name its document, author and year?", identifiers_name_their_sources),
    Rule("raw_event_tellings", "Is each date of an event one that its tellings print?", dates_of_events_are_printed),
    Rule("raw_events", "Do the words that show the area of an event name it?", places_of_events_have_their_words),
    Rule("raw_event_tellings", "Do the words that tell each event stand for its type?", words_of_events_agree),
    Rule("raw_event_tellings", "Do the words that tell each event stand for its status?", words_of_statuses_agree),
    Rule("raw_event_participants", "Does each participant have a role of events of this type?", roles_fit_their_event),
    Rule("raw_relations", "Do the words that state each tie stand for its type?", words_of_ties_agree),
    Rule("raw_organisation_categories", "Does the printed category of each organisation stand for its code?", words_of_categories_agree),
    Rule("raw_organisation_activities", "Does the printed field of each organisation stand for its code?", words_of_activities_agree),
    Rule("raw_concept_mapping", "Does each printed form stand for no other concept?", words_of_printed_forms_agree),
    Rule("raw_organisation_places", "Does the printed place of an organisation name its area?", printed_places_name_their_areas),
    Rule("raw_geographies", "Is each municipality one of those of today, under its own NIS code?", municipalities_are_those_of_today),
    Rule("raw_geographies", "Does each municipality lie in the area of its NUTS 3 region?", municipalities_lie_in_their_region),
    Rule("raw_geographies", "Does each country have its own code?", countries_have_their_code),
    Rule("raw_units", "Does each dimension whose units have factors have one base unit?", dimensions_have_a_base_unit),
    Rule("raw_figure_points", "Do the labels of each point name its year?", points_name_their_year),
    Rule("raw_geographies", "Does each NUTS code begin with that of the area around it?", regions_begin_as_those_that_hold_them),
    Rule("raw_location_mapping", "Does each printed form name the place and the area that it stands for?", printed_forms_name_their_places),
    Rule(
        "raw_organisation_identifiers",
        "Does the legal name beside each identifier name no other organisation?",
        identifiers_bear_no_other_name,
    ),
    Rule(
        "raw_organisation_identifiers",
        "Is each identifier without a check digit one that a record of a register lists?",
        identifiers_are_in_their_record,
    ),
    Rule("raw_geographies", "Is exactly one area, the world, in no other area?", areas_have_one_root),
    Rule("raw_geographies", "Does each area lie in an area of a larger level?", areas_lie_in_larger_ones),
    Rule("raw_geographies", "Does each box of an area have four sides in order?", boxes_have_four_sides),
    Rule("raw_localities", "Do the coordinates of each place lie in the box of its area?", places_lie_in_their_area),
    Rule("raw_localities", "Is each postal code one of the municipality?", postal_codes_are_those_of_the_municipality),
    Rule("raw_localities", "Is each postal code that of the entry of its source?", postal_codes_are_those_of_their_source),
    Rule("raw_localities", "Are the coordinates of each place those of the entry of their source?", coordinates_are_those_of_their_source),
    Rule(
        "raw_reading_words",
        "Does each word for a unit, qualifier, area or month stand for a code that exists?",
        words_stand_for_known_codes,
    ),
)


def rules_of(table: str) -> list[Rule]:
    """Return the rules that a raw table keeps."""
    return [rule for rule in RULES if rule.table == table]
