"""The rules that the tables of core must keep together with others, each with the table whose asset asks it before it is stored.

Belongs here: the list. Does not belong here: the functions, which stand beside the tables that they are about; keys and references,
which schemas state; and what stops a table from being made at all, such as a printed text without a mapping: its builder refuses that.
"""

from pipeline.contract.rules import Rule
from pipeline.core.bounds import rounding_units_have_reasons
from pipeline.core.cartography import areas_are_read
from pipeline.core.corrections import corrections_are_possible
from pipeline.core.event_ties import participants_are_tied, ties_agree_with_events
from pipeline.core.events import (
    dates_are_not_after_their_document,
    events_are_told,
    events_have_one_type,
    events_have_the_area_of_their_amount,
    roles_are_known,
    target_years_are_printed,
)
from pipeline.core.flags import each_matter_has_one_flag_of_a_row
from pipeline.core.identifiers import identifiers_are_well_formed
from pipeline.core.labels import point_labels_name_everything, templates_name_everything
from pipeline.core.ledger import ledger_closes
from pipeline.core.observations import comparisons_are_derived, no_circle_of_indicators, parts_fit_their_wholes, units_fit_indicators
from pipeline.core.printed_tables import periods_are_read
from pipeline.core.reference import counted_concepts_are_broader, names_have_a_basis
from pipeline.core.ties import divisions_have_a_group, identifiers_name_their_ends, organisations_have_one_group

RULES = (
    Rule("concepts", "Does each concept that is counted as another one lie below it?", counted_concepts_are_broader),
    Rule("organisations", "Does each name that no document prints say what it rests on?", names_have_a_basis),
    Rule("organisations", "Does each organisation belong to one group at most?", organisations_have_one_group),
    Rule("organisations", "Does each division of a company have a tie to its parent, and so a group?", divisions_have_a_group),
    Rule("organisation_identifiers", "Does each identifier have the form and the check digits of its scheme?", identifiers_are_well_formed),
    Rule("sites", "Does each place that is printed with a word in parentheses have an area, and no other place?", areas_are_read),
    Rule("biomanufacturing_history", "Is each period printed as its kind says?", periods_are_read),
    Rule("indicators", "Does every chain of broader indicators end?", no_circle_of_indicators),
    Rule("observations", "Is the unit of each observation one of its indicator's dimension?", units_fit_indicators),
    Rule("observations", "Does each rank, share and growth say that it derives from other figures?", comparisons_are_derived),
    Rule("observations", "Is each part no larger than its whole, and does each repeat agree with what it repeats?", parts_fit_their_wholes),
    Rule("observations", "Does each rounding unit follow the rule, or give a reason?", rounding_units_have_reasons),
    Rule("observations", "Does the label of each observation name all that it is about?", templates_name_everything),
    Rule("figure_points", "Does the label of each point with a value name its subject, areas and year?", point_labels_name_everything),
    Rule("concepts", "Is each listed role of an event type a role of the code list?", roles_are_known),
    Rule("events", "Is no event that occurred dated after its document?", dates_are_not_after_their_document),
    Rule("events", "Is the year that each event aims at one that is printed?", target_years_are_printed),
    Rule("events", "Is each event in the area of the statement of its amount?", events_have_the_area_of_their_amount),
    Rule("events", "Does each document that has an event tell it, and are tellings numbered in reading order?", events_are_told),
    Rule("events", "Do all documents that tell an event give it one type?", events_have_one_type),
    Rule("relations", "Does the identifier of each tie name its two organisations?", identifiers_name_their_ends),
    Rule("relations", "Does each tie that an event made agree with the roles of the event's participants?", ties_agree_with_events),
    Rule("relations", "Is each participant tied to the initiative that its event is about?", participants_are_tied),
    Rule("number_uses", "Does each number that is a datum feed a record, and is each number of a record a datum?", ledger_closes),
    Rule("corrections", "Does each correction name a column that can be corrected, and each cell once?", corrections_are_possible),
    Rule("quality_flags", "Does each row have one flag of each matter at most?", each_matter_has_one_flag_of_a_row),
)
