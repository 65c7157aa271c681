"""Everything that core and metrics refuse, provoked: by one check, in a raw file, on a line and in a column that are there."""

import ast
import csv
import io
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest

import pipeline.core
import pipeline.metrics
from pipeline.app.io import rows_of
from pipeline.contract import locate as locating
from pipeline.contract.lineage import tables
from pipeline.contract.locate import placed
from pipeline.contract.tables import sources
from pipeline.kernel.problems import InputError, Problem
from pipeline.raw.folder import read_table
from pipeline.raw.load import raw_problems_by_kind
from tests.building import MADE, RAW_NAMES, RULES, SCHEMAS, Frames, in_order, made, problems_of_made
from tests.conftest import ROOT
from tests.integration.test_places import stands_in_raw

BUILDER = "builder"  # the function that makes the table refuses: it cannot be made
FOLDERS = [Path(package.__path__[0]) for package in (pipeline.core, pipeline.metrics)]
MAKERS = ("problems_of", "locate")  # the functions by which core and metrics make problems
Rows = list[dict[str, str]]


class Case(NamedTuple):
    """A change of the rows of one raw file, and the table and check that must fail, alone."""

    name: str
    file: str
    change: Callable[[Rows], Rows]
    table: str
    check: str
    column: str
    at: str = ""  # the raw file that is named, where it is another than the changed one
    also: tuple[str, Callable[[Rows], Rows]] | None = None  # the change of another file that the change asks for


def cells(values: Mapping[str, str], **where: str) -> Callable[[Rows], Rows]:
    """A change of some columns of the rows with these values, of which there is one at least."""

    def change(rows: Rows) -> Rows:
        fits = [all(row[name] == wanted for name, wanted in where.items()) for row in rows]
        assert any(fits), where
        return [row | (values if fit else {}) for row, fit in zip(rows, fits, strict=True)]

    return change


def cell(column: str, value: str, **where: str) -> Callable[[Rows], Rows]:
    """A change of one column of the rows with these values."""
    return cells({column: value}, **where)


def both(first: Callable[[Rows], Rows], second: Callable[[Rows], Rows]) -> Callable[[Rows], Rows]:
    return lambda rows: second(first(rows))


def copied(column: str, value: str, **where: str) -> Callable[[Rows], Rows]:
    """A change that repeats the rows with these values, with another value in one column."""
    return lambda rows: rows + [row | {column: value} for row in rows if all(row[name] == wanted for name, wanted in where.items())]


def without(**where: str) -> Callable[[Rows], Rows]:
    """A change that drops the rows with these values."""
    return lambda rows: [row for row in rows if any(row[name] != wanted for name, wanted in where.items())]


TRANSLATIONS, FLAGS, EXCEPTIONS = "thesis/translations.csv", "thesis/flags.csv", "thesis/reading_exceptions.csv"
SELLER = "thesis|henogen-owned-by-novasep"
STAGE_EN = {"table_name": "cartography", "row_no": "10", "column_name": "stage_en"}
PLATFORM_EN = {"table_name": "biomanufacturing_history", "row_no": "1", "column_name": "platform_en"}
PERIOD_EN = {"table_name": "biomanufacturing_history", "row_no": "1", "column_name": "period_en"}
CARTOGRAPHY, HISTORY, STATEMENTS = "thesis/cartography.csv", "thesis/biomanufacturing_history.csv", "thesis/statements.csv"
CONCEPTS, AREAS, INDICATORS = "reference/concepts.csv", "reference/geographies.csv", "reference/indicators.csv"
RELATIONS, INPUTS, NUMBERS = "thesis/relations.csv", "reference/claim_inputs.csv", "thesis/numbers.csv"
GROWTH, NOVASEP = "employment-growth-belgium-2016-2020", {"relation_type": "division_of", "object_name": "Novasep"}
EVENTS, TELLINGS, PARTICIPANTS = "thesis/events.csv", "thesis/event_tellings.csv", "thesis/event_participants.csv"
IDENTIFIERS, LOCALITIES = "reference/organisation_identifiers.csv", "reference/localities.csv"
REGION_CODES, COUNTRY_CODES = "regions_begin_as_those_that_hold_them", "countries_have_their_code"
GETUP, EVERZOM = "plan-getup-wallonia", "everzom-member-of-theramir"
CASES = [
    Case("circle of concepts", CONCEPTS, cell("broader_id", "hormones", concept_id="hormones"), "concepts", BUILDER, "broader_id"),
    Case(
        "circle of sections",
        "thesis/sections.csv",
        cell("parent_section_no", "II", section_no="II"),
        "document_sections",
        BUILDER,
        "parent_section_no",
    ),
    Case(
        "circle of areas",
        AREAS,
        cell("parent_id", "wallonia", geography_id="wallonia"),
        "raw_geographies",
        "areas_lie_in_larger_ones",
        "parent_id",
    ),
    Case("second root area", AREAS, cell("parent_id", "", geography_id="asia"), "raw_geographies", "areas_have_one_root", "parent_id"),
    Case("box without a side", AREAS, cell("north", "", geography_id="belgium"), "raw_geographies", "boxes_have_four_sides", "north"),
    Case(
        "code of no municipality",
        AREAS,
        cell("code", "99999", geography_id="uccle"),
        "raw_geographies",
        "municipalities_are_those_of_today",
        "code",
    ),
    Case(
        "source of another author",
        "thesis/citations.csv",
        cell("printed", "MUNSTER, s. d.", printed="AVEVA, s. d."),
        "raw_citations",
        "identifiers_name_their_sources",
        "citation_id",
    ),
    Case(
        "event of another type",
        EVENTS,
        cell("event_type", "establishment", event_id="foundation-novadip-2015"),
        "raw_event_tellings",
        "words_of_events_agree",
        "event_type",
        also=(TELLINGS, lambda rows: rows),  # the check is that of the tellings
    ),
    Case(
        "source that another section cites",
        STATEMENTS,
        cell("citation_id", "thesis-gosset-2018", statement_id="gsk-biologicals-share-of-vaccines"),
        "raw_statements",
        "sources_stand_with_their_statements",
        "citation_id",
    ),
    Case(
        "translation with another number",
        "thesis/translations.csv",
        cell("text_en", "27,800 years", printed="28 700 ans"),
        "raw_translations",
        "translations_keep_their_numbers",
        "text_en",
    ),
    Case(
        "point with the value of another year",
        "thesis/figure_points.csv",
        cell("statement_id", "exports-belgium-2020", point_id="belgium-2015"),
        "raw_figure_points",
        "points_have_values_of_their_area_and_year",
        "statement_id",
    ),
    Case(
        "event of another status",
        EVENTS,
        cell("status", "planned", event_id="foundation-novadip-2015"),
        "raw_event_tellings",
        "words_of_statuses_agree",
        "status",
        also=(TELLINGS, lambda rows: rows),  # the check is that of the tellings
    ),
    Case(
        "participant in a role of other events",
        PARTICIPANTS,
        cell("role", "regulator", event_id="merger-gsk-2000", role="result"),
        "raw_event_participants",
        "roles_fit_their_event",
        "role",
    ),
    Case(
        "tie of another type",
        RELATIONS,
        cell("relation_type", "founded_by", relation_id="ncardia-funded-by-sfpi-fpim"),
        "raw_relations",
        "words_of_ties_agree",
        "relation_type",
    ),
    Case(
        "category of other words",
        "thesis/organisation_categories.csv",
        cell("category_id", "pharmaceutical_company", name="ITeos Therapeutics"),
        "raw_organisation_categories",
        "words_of_categories_agree",
        "category_id",
    ),
    Case(
        "field of other words",
        "thesis/organisation_activities.csv",
        cell("activity_id", "cold_storage", activity_printed="drug discovery"),
        "raw_organisation_activities",
        "words_of_activities_agree",
        "activity_id",
    ),
    Case(
        "printed stage of other words",
        "reference/concept_mapping.csv",
        cell("concept_id", "clinical", printed="Préclinique"),
        "raw_concept_mapping",
        "words_of_printed_forms_agree",
        "concept_id",
    ),
    Case(
        "municipality in another province",
        AREAS,
        cell("parent_id", "arr-liege", geography_id="wavre"),
        "raw_geographies",
        "municipalities_lie_in_their_region",
        "parent_id",
    ),
    Case(
        "region under another code", AREAS, cell("code", "BE41", geography_id="province-hainaut"), "raw_geographies", REGION_CODES, "code"
    ),
    Case("country under another code", AREAS, cell("code", "DK", geography_id="germany"), "raw_geographies", COUNTRY_CODES, "code"),
    Case(
        "unit without its base",
        "reference/units.csv",
        cell("factor", "2", unit_id="EUR_per_day"),
        "raw_units",
        "dimensions_have_a_base_unit",
        "factor",
    ),
    Case(
        "point of another year",
        "thesis/figure_points.csv",
        cell("period", "2012", point_id="belgium-2021"),
        "raw_figure_points",
        "points_name_their_year",
        "period",
    ),
    Case(
        "identifier of another organisation",
        IDENTIFIERS,
        cell("organisation_id", "ucb", identifier="0466.526.646"),
        "raw_organisation_identifiers",
        "identifiers_bear_no_other_name",
        "legal_name_seen",
    ),
    Case(
        "identifier with a slip",
        IDENTIFIERS,
        cell("identifier", "Q1667973", identifier="Q1667937"),
        "raw_organisation_identifiers",
        "identifiers_are_in_their_record",
        "identifier",
    ),
    Case(
        "postal code of another municipality",
        LOCALITIES,
        cells({"postal_code": "4000", "postal_code_source": "bpost postal codes"}, locality_id="seraing"),
        "raw_localities",
        "postal_codes_are_those_of_the_municipality",
        "postal_code",
    ),
    Case(
        "postal code of another entry",
        LOCALITIES,
        cell("postal_code", "1301", locality_id="wavre"),
        "raw_localities",
        "postal_codes_are_those_of_their_source",
        "postal_code",
    ),
    Case(
        "coordinates of another place",
        LOCALITIES,
        cell("latitude", "50.75", locality_id="wavre"),
        "raw_localities",
        "coordinates_are_those_of_their_source",
        "latitude",
    ),
    Case(
        "place at sea",
        "reference/localities.csv",
        cell("longitude", "0.5", locality_id="wavre"),
        "raw_localities",
        "places_lie_in_their_area",
        "longitude",
        also=("reference/geonames_places.csv", cell("longitude", "0.5", geonames_id="2783941")),  # as its source has it
    ),
    Case(
        "words for an unknown unit",
        "reference/reading_words.csv",
        lambda rows: [*rows, {"kind": "unit", "code": "drachma", "words": "drachme", "language": "fr"}],
        "raw_reading_words",
        "words_stand_for_known_codes",
        "code",
    ),
    Case(
        "circle of indicators",
        INDICATORS,
        cell("broader_id", "air_freight_carried", indicator_id="air_freight_carried"),
        "indicators",
        "no_circle_of_indicators",
        "broader_id",
    ),
    Case(
        "circle of groups",
        RELATIONS,
        cell("object_name", "GSK Vaccines", relation_id="gsk-vaccines-division-of-gsk"),
        "organisations",
        BUILDER,
        "object_name",
    ),
    Case(
        "two groups",
        RELATIONS,
        cell("status", "current", **NOVASEP),
        "organisations",
        "organisations_have_one_group",
        "object_name",
        also=(EXCEPTIONS, without(record_id="thesis|henogen-division-of-novasep")),
    ),
    Case("place without a mapping", CARTOGRAPHY, cell("location", "Ukkel", location="Uccle"), "sites", BUILDER, "location"),
    Case("category without a mapping", CARTOGRAPHY, cell("category", "Prestateurs", row_no="25"), "cartography", BUILDER, "category"),
    Case(
        "area that is not read",
        "reference/location_mapping.csv",
        cell("area_id", "", printed="Seraing (Namur)"),
        "sites",
        "areas_are_read",
        "area_id",
    ),
    Case(
        "correction of no row",
        "corrections.csv",
        cell("record_id", "thesis|377", correction_id="biion-capital"),
        "cartography",
        BUILDER,
        "record_id",
    ),
    Case(
        "correction of another value",
        "corrections.csv",
        cell("printed", "Louvain", correction_id="biion-capital"),
        "cartography",
        BUILDER,
        "printed",
    ),
    Case(
        "correction of a line number",
        "corrections.csv",
        cell("column_name", "first_line", correction_id="biion-capital"),
        "corrections",
        "corrections_are_possible",
        "column_name",
    ),
    Case(
        "two corrections of one cell",
        "corrections.csv",
        copied("correction_id", "again", correction_id="biion-capital"),
        "corrections",
        "corrections_are_possible",
        "record_id",
    ),
    Case(
        "role that is no code",
        "reference/event_types.csv",
        cell("counterparty_roles", "merging", event_type="merger"),
        "concepts",
        "roles_are_known",
        "counterparty_roles",
    ),
    Case(
        "date on another day",
        "thesis/events.csv",
        cell("date_start", "2004-05-06", date_start="2004-05-07"),
        "raw_event_tellings",
        "dates_of_events_are_printed",
        "date_start",
        also=(TELLINGS, lambda rows: rows),  # the check is that of the tellings
    ),
    Case(
        "target year that is not printed",
        EVENTS,
        cell("target_year", "2051", target_year="2050"),
        "events",
        "target_years_are_printed",
        "target_year",
    ),
    Case(
        "event without the area of its amount",
        EVENTS,
        cell("geography_id", "", event_id="financing-novadip-wallonia-2020"),
        "events",
        "events_have_the_area_of_their_amount",
        "geography_id",
        also=("thesis/spans.csv", without(record_id="thesis|financing-novadip-wallonia-2020", column_name="geography_id")),
    ),
    Case(
        "event that nothing tells",
        TELLINGS,
        both(cell("telling_no", "2", event_id=GETUP), cell("event_id", "merger-gsk-2000", event_id=GETUP)),
        "events",
        "events_are_told",
        "event_id",
        EVENTS,
    ),
    Case(
        "event that two documents give two types",
        "published_series/events.csv",
        copied("event_id", "merger-gsk-2000", event_id="renaming-cardio3-biosciences-celyad"),
        "events",
        "events_have_one_type",
        "event_type",
        EVENTS,
        also=(
            "published_series/event_tellings.csv",
            copied("event_id", "merger-gsk-2000", event_id="renaming-cardio3-biosciences-celyad"),
        ),
    ),
    Case(
        "telling numbered with a gap",
        TELLINGS,
        cell("telling_no", "2", event_id=GETUP),
        "events",
        "events_are_told",
        "telling_no",
    ),
    Case(
        "end that is still to come",
        EVENTS,
        cells({"date_start": "2022", "date_end": "2024", "date_precision": "year"}, event_id=GETUP),
        "events",
        "dates_are_not_after_their_document",
        "date_end",
    ),
    Case(
        "rank that derives from nothing",
        STATEMENTS,
        cell("is_stated_derived", "false", statement_id="liege-airport-rank"),
        "observations",
        "comparisons_are_derived",
        "is_stated_derived",
    ),
    Case(
        "tie with the identifier of another organisation",
        RELATIONS,
        cell("relation_id", "gsk-vaccines-division-of-ucb", relation_id="gsk-vaccines-division-of-gsk"),
        "relations",
        "identifiers_name_their_ends",
        "relation_id",
    ),
    Case(
        "tie of another event",
        RELATIONS,
        cell("event_id", "merger-gsk-2000", relation_id="gsk-partner-of-imec"),
        "relations",
        "ties_agree_with_events",
        "event_id",
    ),
    Case(
        "participant without a tie to the initiative",
        RELATIONS,
        cells({"event_id": "", "relation_type": "linked_to", "printed": "Theramir"}, relation_id=EVERZOM),
        "relations",
        "participants_are_tied",
        "role",
        "thesis/event_participants.csv",
    ),
    Case(
        "division without a group",
        RELATIONS,
        cell("status", "former", relation_id="vmrd-division-of-zoetis"),
        "organisations",
        "divisions_have_a_group",
        "organisation_type",
        "reference/organisations.csv",
        also=(EXCEPTIONS, copied("record_id", "thesis|vmrd-division-of-zoetis", record_id=SELLER)),
    ),
    Case(
        "counted as what is not broader",
        CONCEPTS,
        cell("counted_as", "hormones", concept_id="contract_plasmid_dna"),
        "concepts",
        "counted_concepts_are_broader",
        "counted_as",
    ),
    Case(
        "name without a basis",
        "reference/organisations.csv",
        cell("name_basis", "", organisation_id="cetic"),
        "organisations",
        "names_have_a_basis",
        "name_basis",
    ),
    Case(
        "amount of a planned event told as a fact",
        STATEMENTS,
        cell("status", "fact", statement_id="investment-gsk-rixensart"),
        "raw_events",
        "amounts_have_the_status_of_their_event",
        "status",
        also=("thesis/spans.csv", without(record_id="thesis|investment-gsk-rixensart", column_name="status")),
    ),
    Case(
        "printed value said to be counted",
        STATEMENTS,
        cell("value_basis", "counted", statement_id="univercells-subsidiaries"),
        "raw_statements",
        "counted_values_are_not_printed",
        "value_basis",
    ),
    Case(
        "tie that nothing ends told as former",
        RELATIONS,
        cell("status", "former", relation_id="masthercell-acquired-by-catalent"),
        "raw_relations",
        "ties_that_ended_are_told_so",
        "status",
    ),
    Case(
        "exception of another value",
        EXCEPTIONS,
        copied("record_id", "thesis|mithra-cdmo-founded-by-mithra", record_id="thesis|biowin-member-of-icone"),
        "raw_relations",
        "exceptions_are_about_their_cells",
        "value",
    ),
    Case(
        "university told as a company",
        "reference/organisations.csv",
        cell("organisation_type", "company", organisation_id="uclouvain"),
        "raw_organisation_categories",
        "words_of_types_agree",
        "organisation_type",
    ),
    Case(
        "printed name of another organisation",
        "reference/organisation_names.csv",
        cell("organisation_id", "ucb", document_id="thesis", name="Novasep"),
        "raw_organisation_names",
        "printed_names_are_of_no_other",
        "organisation_id",
    ),
    Case(
        "label of another place",
        "reference/localities.csv",
        cell("label_fr", "Jumet", locality_id="gosselies"),
        "raw_location_mapping",
        "labels_are_names_of_the_place",
        "label_fr",
    ),
    Case(
        "value with two digits that changed places",
        STATEMENTS,
        cell("value", "36502", statement_id="employment-belgium-2016"),
        "raw_statements",
        "values_are_printed",
        "value",
    ),
    Case(
        "qualifier that no word prints",
        STATEMENTS,
        cell("qualifier", "about", statement_id="exports-belgium-2020"),
        "raw_statements",
        "words_agree_with_codes",
        "qualifier",
    ),
    Case(
        "year that the words near the statement do not give",
        STATEMENTS,
        cell("period_end", "2021", statement_id="employment-belgium-2020"),
        "raw_statements",
        "codes_have_their_words",
        "period_end",
    ),
    Case(
        "area of an event that its words do not name",
        "thesis/events.csv",
        cell("geography_id", "flanders", event_id="investment-gsk-wavre-2020"),
        "raw_events",
        "places_of_events_have_their_words",
        "geography_id",
    ),
    Case(
        "area that the printed place does not name",
        "thesis/organisation_places.csv",
        cell("geography_id", "france", name="GSK Biologicals", place_printed="Belgique"),
        "raw_organisation_places",
        "printed_places_name_their_areas",
        "geography_id",
    ),
    Case(
        "printed form of another place",
        "reference/location_mapping.csv",
        cell("locality_id", "liege", printed="Seneffe"),
        "raw_location_mapping",
        "printed_forms_name_their_places",
        "locality_id",
    ),
    Case(
        "part larger than its whole",
        STATEMENTS,
        both(
            cell("value", "9700", statement_id="scientists-gsk-biologicals"),
            cell("printed", "9700 scientifiques", statement_id="scientists-gsk-biologicals"),
        ),
        "observations",
        "parts_fit_their_wholes",
        "is_part_of",
    ),
    Case(
        "whole that is part of its part",
        STATEMENTS,
        cell("is_part_of", "scientists-gsk-biologicals", statement_id="employment-gsk-biologicals"),
        "observations",
        "parts_fit_their_wholes",
        "is_part_of",
    ),
    Case(
        "repeat of another value",
        STATEMENTS,
        cell("is_repeat_of", "employment-belgium-2020", statement_id="brussels-airport-rank"),
        "observations",
        "parts_fit_their_wholes",
        "is_repeat_of",
    ),
    Case(
        "wrong check digits",
        "reference/organisation_identifiers.csv",
        cell("identifier", "0466.526.647", identifier="0466.526.646"),
        "organisation_identifiers",
        "identifiers_are_well_formed",
        "identifier",
    ),
    Case(
        "merged with another era",
        HISTORY,
        cell("merged_with_row", "11", row_no="2"),
        "biomanufacturing_history",
        BUILDER,
        "merged_with_row",
    ),
    Case(
        "merged and filled",
        HISTORY,
        both(cell("platform", "Cultures mixes de micro-organismes", row_no="2"), cell("platform_lines", "3101", row_no="2")),
        "biomanufacturing_history",
        BUILDER,
        "platform",
        also=(TRANSLATIONS, copied("row_no", "2", **PLATFORM_EN)),
    ),
    Case(
        "period in words",
        HISTORY,
        cell("period", "jadis, 28 700", row_no="1"),
        "biomanufacturing_history",
        "periods_are_read",
        "period",
        also=(TRANSLATIONS, cell("printed", "jadis, 28 700", **PERIOD_EN)),
    ),
    Case("cell without a translation", TRANSLATIONS, without(**STAGE_EN), "cartography", BUILDER, "stage", at=CARTOGRAPHY),
    Case("translation of no row", TRANSLATIONS, cell("row_no", "99", **STAGE_EN), "cartography", BUILDER, "row_no"),
    Case("translation of another text", TRANSLATIONS, cell("printed", "Clinique", **STAGE_EN), "cartography", BUILDER, "printed"),
    Case("translation of a name", TRANSLATIONS, cell("column_name", "name_en", **STAGE_EN), "cartography", BUILDER, "column_name"),
    Case(
        "two flags of one matter and row",
        FLAGS,
        copied("flag_id", "again", flag_id="iso-14664"),
        "quality_flags",
        "each_matter_has_one_flag_of_a_row",
        "matter_id",
    ),
    Case(
        "unit of another dimension",
        STATEMENTS,
        cell("unit_id", "ratio", statement_id="univercells-subsidiaries"),
        "observations",
        "units_fit_indicators",
        "unit_id",
    ),
    Case(
        "datum without a record", NUMBERS, cell("disposition", "datum", line="17", char_start="59"), "number_uses", "ledger_closes", "token"
    ),
    Case(
        "number of a statement that is no datum",
        NUMBERS,
        cell("disposition", "citation", line="17", char_start="34"),
        "number_uses",
        "ledger_closes",
        "printed",
        STATEMENTS,
    ),
    Case(
        "claim of an unknown record",
        INPUTS,
        cell("record_id", "thesis-nothing", claim_id=GROWTH, role="start"),
        "claims",
        BUILDER,
        "record_id",
    ),
    Case("claim with a role of another formula", INPUTS, cell("role", "minuend", claim_id=GROWTH, role="start"), "claims", BUILDER, "role"),
    Case("claim with two records for one role", INPUTS, cell("role", "start", claim_id=GROWTH, role="end"), "claims", BUILDER, "role"),
    Case(
        "claim that states no number",
        INPUTS,
        both(
            cell("table_name", "number_ledger", claim_id=GROWTH, role="stated"),
            cell("record_id", "thesis|290|1", claim_id=GROWTH, role="stated"),
        ),
        "claims",
        BUILDER,
        "record_id",
    ),
    Case("claim numbered with a gap", INPUTS, cell("input_no", "4", claim_id=GROWTH, role="end"), "claims", BUILDER, "input_no"),
    Case(
        "claim stated in another unit",
        INPUTS,
        cell("record_id", "thesis-rd-belgium-2019", claim_id=GROWTH, role="stated"),
        "claims",
        BUILDER,
        "record_id",
    ),
    Case(
        "claim of persons and euros",
        INPUTS,
        cell("record_id", "thesis-rd-belgium-2019", claim_id=GROWTH, role="start"),
        "claims",
        BUILDER,
        "record_id",
    ),
    Case(
        "shares that do not add up",
        STATEMENTS,
        both(
            cell("value", "29.6", statement_id="export-share-asia-belgium-2020"),
            cell("value_basis", "counted", statement_id="export-share-asia-belgium-2020"),
        ),
        "export_shares",
        "shares_add_up",
        "value",
    ),
    Case(
        "rounding unit against the rule",
        STATEMENTS,
        cell("rounding_unit", "5", statement_id="export-share-asia-belgium-2020"),
        "observations",
        "rounding_units_have_reasons",
        "rounding_unit",
    ),
    Case(
        "reason for a rounding unit that needs none",
        STATEMENTS,
        cell("rounding_reason", "set_amount", statement_id="export-share-asia-belgium-2020"),
        "observations",
        "rounding_units_have_reasons",
        "rounding_reason",
    ),
    Case(
        "template without the area",
        INDICATORS,
        cell("label_template_en", "Persons employed; {subject}; {organisation}; {period}", indicator_id="persons_employed"),
        "observations",
        "templates_name_everything",
        "indicator_id",
        at=STATEMENTS,
    ),
    Case(
        "label of a point without its product",
        "thesis/figure_points.csv",
        cell("label_en", "Exports, Belgium, 2015", point_id="belgium-2015"),
        "figure_points",
        "point_labels_name_everything",
        "label_en",
    ),
    Case(
        "label of a claim without its product",
        "reference/claims.csv",
        cell("statement_en", "Share of the exports of Belgium that goes to Asia in 2020", claim_id="export-share-asia-belgium-2020"),
        "claims",
        "labels_name_their_subject",
        "statement_en",
    ),
    Case(
        "label of a claim without its year",
        "reference/claims.csv",
        cell(
            "statement_en",
            "Share of the exports of (bio)pharmaceutical products of Belgium that goes to Asia",
            claim_id="export-share-asia-belgium-2020",
        ),
        "claims",
        "labels_name_their_subject",
        "statement_en",
    ),
]


def changed(path: Path, change: Callable[[Rows], Rows]) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    sink = io.StringIO()
    writer = csv.DictWriter(sink, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(change(rows))
    path.write_text(sink.getvalue(), "utf-8")


def failures(raw: Path, known: Frames, *changed_tables: str) -> dict[tuple[str, str], list[Problem]]:
    """Return what fails, by table and check, after raw tables were changed: what depends on them is made anew, unless a check blocks it, or
    all that it is made from came out as it was before."""
    frames = known | {name: read_table(raw, tables()[name]) for name in changed_tables}
    found: dict[tuple[str, str], list[Problem]] = {}
    for name in changed_tables:
        kinds = raw_problems_by_kind(frames[name], SCHEMAS[name], frames)
        found |= {(name, kind): problems for kind, problems in kinds.items() if problems}
    if found:
        return found
    stale, blocked = set(changed_tables), set[str]()
    for name in in_order(MADE, RAW_NAMES):
        above = set(sources(MADE[name]))
        if above & blocked:
            blocked.add(name)
        elif above & stale:
            problems = {check: told for check, told in asked(name, frames) if told}
            found |= {(name, check): placed(told, frames.__getitem__) for check, told in problems.items()}
            blocked |= {name} if problems else set()
            stale |= set() if problems or same_rows(name, frames[name], known[name]) else {name}
    return found or failures_beside(frames, changed_tables)


def failures_beside(frames: Frames, changed_tables: tuple[str, ...]) -> dict[tuple[str, str], list[Problem]]:
    """Return what fails in raw tables that were not changed, but have rules that look at those that were."""
    looking = [
        rule for rule in RULES if rule.table in RAW_NAMES and rule.table not in changed_tables and set(rule.tables) & set(changed_tables)
    ]
    found = {(rule.table, rule.name): rule.find(**{name: frames[name] for name in rule.tables}) for rule in looking}
    return {key: problems for key, problems in found.items() if problems}


def same_rows(name: str, one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two frames of a table are stored as the same rows, so that a build makes nothing again from them."""
    return rows_of(one, MADE[name]).equals(rows_of(other, MADE[name]))


def asked(name: str, frames: Frames) -> Iterator[tuple[str, list[Problem]]]:
    """Make a table, and yield the problems of each check of it as its asset would ask them."""
    try:
        frames[name] = made(name, frames)
    except InputError as refused:
        yield BUILDER, list(refused.problems)
        return
    yield from problems_of_made(name, frames[name], frames).items()


def call_sites() -> set[tuple[str, int, int]]:
    """Return (file, first line, last line) of every call in core and metrics that makes problems."""
    return {
        (file.name, node.lineno, node.end_lineno or node.lineno)
        for folder in FOLDERS
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS
    }


class Provoked(NamedTuple):
    failed: dict[str, dict[tuple[str, str], list[Problem]]]
    raw: dict[str, Path]
    sites: set[tuple[str, int]]


@pytest.fixture(scope="module")
def provoked(tmp_path_factory: pytest.TempPathFactory, known: Frames) -> Iterator[Provoked]:
    """Every case, and the lines of core and metrics that made a problem on the way."""
    sites = set[tuple[str, int]]()
    with pytest.MonkeyPatch.context() as patch:
        for module in [module for name, module in sys.modules.items() if name.startswith(("pipeline.core.", "pipeline.metrics."))]:
            for maker in MAKERS:
                if hasattr(module, maker):
                    patch.setattr(module, maker, noted(getattr(locating, maker), sites))
        failed, folders = {}, {}
        for case in CASES:
            raw = folders[case.name] = tmp_path_factory.mktemp("refused") / "raw"
            shutil.copytree(ROOT / "raw", raw)
            changed(raw / case.file, case.change)
            if case.also:
                changed(raw / case.also[0], case.also[1])
            names = [case.file, *([case.also[0]] if case.also else [])]
            failed[case.name] = failures(raw, known, *[f"raw_{Path(name).stem}" for name in names])
        yield Provoked(failed, folders, sites)


def noted(make: Callable[..., Any], sites: set[tuple[str, int]]) -> Callable[..., Any]:
    def noting(*arguments: Any, **named: Any) -> Any:
        problems = make(*arguments, **named)
        if problems:
            frame = sys._getframe(1)
            sites.add((Path(frame.f_code.co_filename).name, frame.f_lineno))
        return problems

    return noting


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_one_error_fails_one_check_at_a_place_that_a_person_can_open(provoked: Provoked, case: Case) -> None:
    found = provoked.failed[case.name]
    assert list(found) == [(case.table, case.check)], {key: list(map(str, problems)) for key, problems in found.items()}
    problems = found[case.table, case.check]
    assert case.column in {problem.column for problem in problems}, list(map(str, problems))
    assert f"raw/{case.at or case.file}" in {problem.file for problem in problems}, list(map(str, problems))
    for problem in problems:
        assert stands_in_raw(problem, provoked.raw[case.name].parent), problem
        assert problem.remedy


@pytest.mark.parametrize("column", ["category", "name", "location", "approach", "stage"])
def test_one_misspelt_cell_of_the_cartography_fails_exactly_one_check(raw: Path, known: Frames, column: str) -> None:
    row = next(row for row in known["raw_cartography"].to_dict("records") if row["row_no"] == "12")
    changed(raw / CARTOGRAPHY, cell(column, f"Q{row[column]}", row_no="12"))
    frame = read_table(raw, tables()["raw_cartography"])
    kinds = raw_problems_by_kind(frame, SCHEMAS["raw_cartography"], known | {"raw_cartography": frame})
    failed = [("raw_cartography", kind) for kind, problems in kinds.items() if problems]
    assert len(failed or failures(raw, known, "raw_cartography")) == 1


def test_every_refusal_of_core_and_metrics_is_provoked(provoked: Provoked) -> None:
    silent = {site for site in call_sites() if not any(file == site[0] and site[1] <= line <= site[2] for file, line in provoked.sites)}
    assert not silent


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_problem_is_built_by_hand(folder: Path) -> None:
    for file in folder.rglob("*.py"):
        calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
        assert not [call.lineno for call in calls if getattr(call.func, "id", "") == "Problem"], file.name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_can_fail(rule: Any) -> None:
    assert (rule.table, rule.name) in {(case.table, case.check) for case in CASES}
