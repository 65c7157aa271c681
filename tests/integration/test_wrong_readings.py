"""Single cells changed so that a reading is wrong, and changed so that it is not: all of the first are refused, none of the second.

Belongs here: whole tables of the real raw folder, checked in process. Where only the text can tell, the change is refused by verification.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from pipeline.contract.tables import describe
from pipeline.core.identifiers import identifiers_are_well_formed
from pipeline.core.reference import names_have_a_basis
from pipeline.kernel.problems import Problem
from pipeline.raw.load import load_raw, raw_problems
from pipeline.raw.rules import RULES
from pipeline.verify.document import verify_table
from pipeline.verify.text import Text, read_text
from schemas.registry import RAW
from tests.conftest import ROOT

TABLES = {table.name: table for table in map(describe, RAW)}
Frames = dict[str, pd.DataFrame]


class Change(NamedTuple):
    """A new value of one cell: the raw file, the column and value by which its row is known, the column that is changed, and the value."""

    file: str
    by: str
    row: str
    column: str
    value: str | None


def of(statement: str, column: str, value: str | None) -> Change:
    return Change("statements", "statement_id", statement, column, value)


# Refused by the build.
WRONG = (
    of("employment-belgium-2016", "value", "36502"),
    of("employment-belgium-2020", "value", "40446"),
    of("medicine-exports-wallonia-2020", "value", "7100000"),
    of("rd-growth-belgium-2019-2020", "value", "29.2"),
    of("exporter-rank-belgium-2021", "value", "2"),
    of("gmp-principles", "value", "12"),
    of("discovery-duration", "value_high", "9"),
    of("storage-temperature-comirnaty", "value_low", "90"),
    of("clinical-trial-share-academic-belgium", "value", "123"),
    of("rd-belgium-2020", "unit_id", "USD"),
    of("acquisition-price-masthercell-2020", "unit_id", "EUR"),
    of("phase-2-duration", "unit_id", "month"),
    of("export-share-european-union-belgium-2020", "unit_id", "per_thousand"),
    of("employment-growth-belgium-2016-2020", "period_start", "2019"),
    of("rd-belgium-2019", "period_end", "2020"),
    of("exports-belgium-2015", "period_start", "2014"),
    of("border-time-green-lanes", "period_start", "2020-05"),
    of("value-added-share-wallonia-2020", "geography_id", "belgium"),
    of("exports-growth-belgium-2015-2020", "geography_id", "wallonia"),
    of("export-share-asia-belgium-2020", "reference_geography_id", "north-america"),
    of("investment-gsk-wavre-2020", "geography_id", "rixensart"),
    of("employment-gsk-biologicals", "organisation_id", "ucb"),
    of("exports-per-day-belgium-2020", "qualifier", "exact"),
    of("exports-belgium-2020", "qualifier", "nearly"),
    of("clinical-trials-belgium-2017", "qualifier", "less_than"),
    of("air-freight-liege-airport", "qualifier", "less_than"),
    Change("events", "event_id", "investment-gsk-wavre-2020", "geography_id", "flanders"),
    Change("organisation_places", "place_printed", "États-Unis", "geography_id", "united-kingdom"),
    Change("location_mapping", "printed", "Seneffe", "locality_id", "nivelles"),
    Change("organisations", "organisation_id", "astrazeneca", "name", "AstraZenica"),
    Change("organisation_identifiers", "identifier", "0403.053.608", "identifier", "0403.053.068"),
    Change("organisation_identifiers", "identifier", "BE0974283153", "identifier", "BE0974283135"),
    of("rd-per-day-belgium-2020", "value", "130000000"),
    of("response-time-other-european-countries", "value_high", "4"),
    of("inland-waterways-length-belgium", "value", "1523"),
    of("medicine-exports-growth-wallonia-2019-2020", "period_start", "2018"),
    of("connectedness-growth-belgium-2001-2017", "period_end", "2018"),
    of("scientists-density-belgium-2018", "unit_id", "percent"),
    of("contribution-ratio-wallonia-germany-2020", "reference_geography_id", "netherlands"),
    of("floor-area-legiapark", "geography_id", "gosselies"),
    of("gas-network-length-belgium", "geography_id", "wallonia"),
    of("trial-participants-per-year-belgium", "qualifier", "about"),
    of("zoetis-sites", "organisation_id", "gsk"),
    of("floor-area-brussels-airport", "organisation_id", "liege-airport"),
    Change("events", "event_id", "disaster-floods-1987", "geography_id", "france"),
    Change("organisation_identifiers", "identifier", "https://ror.org/02kcbn207", "identifier", "https://ror.org/02kcbn702"),
    Change("organisation_identifiers", "identifier", "grid.425090.a", "identifier", "grid.425090.z"),
    Change("geographies", "geography_id", "seraing", "code", "62063"),
    # Places and areas against official lists.
    Change("localities", "locality_id", "wavre", "postal_code", "1301"),
    Change("localities", "locality_id", "seraing", "postal_code", "4000"),
    Change("localities", "locality_id", "angleur", "parent_id", "seraing"),
    Change("localities", "locality_id", "bruxelles", "parent_id", "arr-leuven"),
    Change("localities", "locality_id", "mons", "latitude", "50.54413"),
    Change("localities", "locality_id", "gembloux", "longitude", "4.96889"),
    Change("localities", "locality_id", "uccle", "coordinates_source", "GeoNames 2785132 (CC BY 4.0)"),
    Change("geographies", "geography_id", "charleroi", "parent_id", "arr-mons"),
    Change("geographies", "geography_id", "province-namur", "code", "BE34"),
    Change("geographies", "geography_id", "germany", "code", "DK"),
    # Identifiers without a check digit, and one of another organisation.
    Change("organisation_identifiers", "identifier", "Q1667937", "identifier", "Q1667973"),
    Change("organisation_identifiers", "identifier", "501100014541", "identifier", "501100014514"),
    Change("organisation_identifiers", "identifier", "0466.526.646", "organisation_id", "ucb"),
    # Terms against printed words.
    Change("relations", "relation_id", "exevir-bio-spin-off-of-vlaams-instituut-voor-biotechnologie", "relation_type", "subsidiary_of"),
    Change("relations", "relation_id", "ncardia-funded-by-sfpi-fpim", "relation_type", "founded_by"),
    Change("events", "event_id", "acquisition-masthercell-catalent-2020", "event_type", "merger"),
    Change("events", "event_id", "foundation-novadip-2015", "event_type", "establishment"),
    Change("events", "event_id", "acquisition-delphi-genetics-catalent-2021", "status", "planned"),
    Change("events", "event_id", "project-eu-biotech-campus-2025", "status", "occurred"),
    Change("events", "event_id", "loan-eib-univercells-2021", "status", "target"),
    Change("event_participants", "name", "Glaxo Wellcome plc", "role", "regulator"),
    Change("figure_points", "point_id", "belgium-2015", "statement_id", "exports-belgium-2020"),
    Change("translations", "printed", "28 700 ans", "text_en", "27,800 years"),
    of("gsk-biologicals-share-of-vaccines", "citation_id", "thesis-gosset-2018"),
    Change("organisation_categories", "name", "ITeos Therapeutics", "category_id", "pharmaceutical_company"),
    Change("organisation_activities", "activity_printed", "drug discovery", "activity_id", "cold_storage"),
    Change("concept_mapping", "printed", "Préclinique et clinique", "concept_id", "commercial"),
    Change("concept_mapping", "printed", "Production pour tiers d’anticorps monoclonaux", "concept_id", "statistics"),
    Change("figure_points", "point_id", "belgium-2021", "period", "2012"),
    Change("units", "unit_id", "tonne_per_year", "factor", "1000"),
    # Statuses, bases and types against words and other tables.
    of("gsk-divisions", "status", "target"),
    of("rd-rank-target-belgium-2021", "status", "fact"),
    of("medicine-delivery-time-target", "status", "fact"),
    of("investment-gsk-rixensart", "status", "fact"),
    of("loan-univercells-2021", "status", "target"),
    of("univercells-subsidiaries", "value_basis", "counted"),
    of("biomanufacturing-revolutions", "value_basis", "counted"),
    Change("relations", "relation_id", "henogen-acquired-by-novasep", "status", "current"),
    Change("relations", "relation_id", "catalent-subsidiary-of-cardinal-health", "status", "current"),
    Change("relations", "relation_id", "masthercell-acquired-by-catalent", "status", "former"),
    Change("organisations", "organisation_id", "uclouvain", "organisation_type", "company"),
    Change("organisations", "organisation_id", "bioxodes", "organisation_type", "bank"),
    Change("organisations", "organisation_id", "schiphol", "organisation_type", "company"),
    Change("localities", "locality_id", "gosselies", "label_fr", "Jumet"),
    Change("localities", "locality_id", "leuven", "label_fr", "Malines"),
    # Signs of growths and differences, and the month of an event.
    of("employment-growth-annual-wallonia-2005-2018", "value", "-7.7"),
    of("publications-belgium-netherlands", "printed", "50% de moins"),
    Change("events", "event_id", "project-bioman", "date_start", "2022-05"),
)
# Refused by verification: only the document has the words.
WRONG_BY_THE_TEXT = (
    of("exports-belgium-2020", "printed", "56,82 milliards d’euros"),
    of("exports-belgium-2015", "first_line", "31"),
    Change("organisation_names", "name", "Henogen", "name", "Hénogen"),
    Change("event_participants", "name", "Novasep", "name", "Pfizer"),
    Change("relations", "relation_id", "biowin-founded-by-region-wallonne", "subject_name", "GSK"),
    Change("citations", "printed", "GOSSET, 2018", "printed", "GOSSET, 2019"),
    Change("numbers", "token", "40 464", "token", "40 446"),
    of("medicine-exports-wallonia-2020", "indicator_id", "business_rd_expenditure"),
    of("acquisition-price-masthercell-2020", "indicator_id", "loan_received"),
    of("employment-belgium-2020", "indicator_id", "scientists_employed"),
    of("clinical-trial-share-academic-belgium", "indicator_id", "gross_value_added_share"),
    of("export-share-asia-belgium-2020", "indicator_id", "persons_employed_growth"),
    of("gsk-biologicals-share-of-vaccines", "indicator_id", "exports_of_vaccines_growth"),
    Change("cartography", "name", "BioXodes", "name", "Bioxodes"),
)
WRONG_FACTS = {"year": "2020", "licence": "CC BY 4.0"}
HARMLESS = (
    of("employment-belgium-2020", "note_en", "Persons, not full-time equivalents."),
    of("exports-belgium-2020", "value", "56280000000.0"),
    of("rd-belgium-2020", "context_first_line", "13"),
    Change("numbers", "token", "40 464", "reason", "Employment in Belgium."),
    Change("events", "event_id", "investment-gsk-wavre-2020", "label_en", "GSK invests in Wavre"),
    Change("events", "event_id", "foundation-biowin", "note_en", "Within a quotation."),
    Change("organisations", "organisation_id", "awex", "name_basis", "As its pages have it."),
    Change("organisation_places", "place_printed", "États-Unis", "note_en", "The seat."),
    Change("flags", "flag_id", "iso-14664", "severity", "number"),
    Change("indicators", "indicator_id", "persons_employed", "definition_en", "Persons employed at the end of the period."),
    Change("reading_words", "words", "milliards", "language", None),
    Change("organisation_identifiers", "identifier", "0403.053.608", "note_en", "The parent company."),
    of("gmp-principles", "note_en", "Ten of them are listed."),
    Change("organisation_categories", "category_printed", "fournisseur d’équipements", "note_en", "Also of software."),
    Change("event_tellings", "event_id", "foundation-biowin", "note_en", "Within a quotation."),
    Change("units", "unit_id", "doses", "label_en", "vaccine doses"),
    Change("localities", "locality_id", "wavre", "latitude", "50.71718"),
    Change("localities", "locality_id", "aye", "postal_code_source", "bpost"),
    Change("geographies", "geography_id", "japan", "code_source", "ISO"),
    Change("organisation_identifiers", "identifier", "grid.425090.a", "status", "withdrawn"),
    Change("relations", "relation_id", "ncardia-funded-by-sfpi-fpim", "note_en", "One of three."),
    Change("organisation_activities", "activity_printed", "drug discovery", "note_en", "Before the preclinical phase."),
    Change("figure_points", "point_id", "belgium-2021", "note_en", "An image."),
    Change("events", "event_id", "construction-catalent-gosselies", "note_en", "Decided."),
    Change("event_types", "event_type", "merger", "other_roles", "supporter"),
    Change("translations", "printed", "13 000 ans", "text_en", "13 000 years"),
    Change("documents", "document_id", "thesis", "note_en", "Without a title page."),
    of("rd-rank-target-belgium-2021", "note_en", "An aim of a charter."),
    Change("relations", "relation_id", "henogen-owned-by-novasep", "note_en", "The seller."),
    Change("organisations", "organisation_id", "uclouvain", "name_basis", "As its pages have it."),
    Change("localities", "locality_id", "les-isnes", "label_fr", "Isnes"),
    Change("reading_exceptions", "record_id", "thesis|henogen-owned-by-novasep", "reason_en", "It sold Henogen in 2021."),
    Change("reading_words", "words", "objectif", "language", None),
    Change("reading_words", "words", "reculer", "language", None),
)
# Harmless where nothing but the row is known: the text prints other words.
HARMLESS_WITHOUT_THE_TEXT = (
    of("employment-growth-annual-wallonia-2005-2018", "printed", "tombé à 7,7%"),
    of("publications-belgium-netherlands", "printed", "50% de plus"),
)


@pytest.fixture(scope="module")
def frames() -> Frames:
    return load_raw(ROOT / "raw")


@pytest.fixture(scope="module")
def text(document: Path, frames: Frames) -> Text:
    return read_text(document, frames["raw_documents"])


def changed(frames: Frames, changes: Iterable[Change]) -> tuple[Frames, dict[Change, int]]:
    """Return all tables with these cells changed, each in the first row of the thesis, or of all documents, that fits; and the line of
    each change in its file. No row is changed twice, so that what is said of a line is said of its change."""
    made, lines = dict(frames), dict[Change, int]()
    for change in changes:
        name = f"raw_{change.file}"
        frame = made[name].copy()
        is_mine = frame["document_id"] == "thesis" if TABLES[name].metadata["place"] == "document" else True
        row = frame.index[(frames[name][change.by] == change.row) & is_mine][0]
        assert str(frame.loc[row, change.column]) != str(change.value)
        frame.loc[row, change.column] = change.value
        made[name], lines[change] = frame, int(frame.loc[row, "source_line"])
    assert len({(change.file, line) for change, line in lines.items()}) == len(lines)
    return made, lines


def found_in_builds(frames: Frames, files: Iterable[str]) -> list[Problem]:
    """Return what the checks of raw files find without the document, those of other files that look at these included, and the rules of
    core that are about the cells of one file alone."""
    of_names = names_have_a_basis(frames["raw_organisations"], frames["raw_organisation_names"])
    of_identifiers = identifiers_are_well_formed(frames["raw_organisation_identifiers"])
    changed = {f"raw_{file}" for file in files}
    asked = sorted(changed | {rule.table for rule in RULES if changed & set(rule.tables)})
    return [problem for name in asked for problem in raw_problems(frames[name], TABLES[name], frames)] + of_names + of_identifiers


def found_in_text(frames: Frames, text: Text, files: Iterable[str]) -> list[Problem]:
    return [problem for file in files for problem in verify_table(text, TABLES[f"raw_{file}"], frames).problems]


def accepted(lines: dict[Change, int], problems: list[Problem]) -> list[Change]:
    """Return the changes of which no problem names the file and the line."""
    told = {(Path(problem.file).stem, problem.line) for problem in problems}
    return [change for change, line in lines.items() if (change.file, line) not in told]


def never_refused(frames: Frames, changes: Iterable[Change], look: Callable[[Frames, list[str]], list[Problem]]) -> list[Change]:
    """Return the changes that are accepted when all others that are refused are undone: the rules of a table are asked only where its
    schema, keys and references hold, so that one wrong cell can hide another."""
    left = list(changes)
    while left:
        made, lines = changed(frames, left)
        accepted_now = accepted(lines, look(made, files_of(left)))
        if len(accepted_now) == len(left):
            break
        left = accepted_now
    return left


def files_of(changes: Iterable[Change]) -> list[str]:
    return list(dict.fromkeys(change.file for change in changes))


def test_every_change_that_makes_a_reading_wrong_is_refused_without_the_document(frames: Frames) -> None:
    assert never_refused(frames, WRONG, found_in_builds) == []
    assert len(WRONG) >= 25


def test_every_change_that_only_the_text_can_tell_is_refused_with_it(frames: Frames, text: Text) -> None:
    assert never_refused(frames, WRONG_BY_THE_TEXT, lambda made, files: found_in_text(made, text, files)) == []


def test_a_cell_that_an_exception_gives_the_reason_for_cannot_change_alone(frames: Frames) -> None:
    changes = [
        Change("relations", "relation_id", "henogen-owned-by-novasep", "status", "current"),
        of("zoetis-countries", "geography_id", "europe"),
    ]
    made, _ = changed(frames, changes)
    told = [problem for problem in found_in_builds(made, files_of(changes)) if problem.file == "raw/thesis/reading_exceptions.csv"]
    assert [(problem.column, problem.value) for problem in told] == [("value", "former"), ("value", "world")]


def test_a_year_and_a_licence_that_the_text_does_not_state_are_refused_with_it(frames: Frames, text: Text) -> None:
    for column, value in WRONG_FACTS.items():
        made, _ = changed(frames, [Change("documents", "document_id", "thesis", column, value)])
        assert {problem.column for problem in found_in_text(made, text, ["documents"])} == {column}


def test_no_harmless_change_is_refused(frames: Frames) -> None:
    for changes in (HARMLESS, HARMLESS_WITHOUT_THE_TEXT):
        made, _ = changed(frames, changes)
        assert found_in_builds(made, files_of(changes)) == []
    assert len(HARMLESS) >= 10


def test_no_harmless_change_is_refuted_by_the_text(frames: Frames, text: Text) -> None:
    made, _ = changed(frames, HARMLESS)
    files = [file for file in files_of(HARMLESS) if TABLES[f"raw_{file}"].metadata["place"] == "document" and file != "events"]
    assert found_in_text(made, text, files) == []
