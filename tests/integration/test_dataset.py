"""The whole dataset, built from the real raw folder and queried as its users would."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.contract.arrow import arrow_schema
from pipeline.contract.published import CORE, layer_of, published
from pipeline.contract.tables import describe
from pipeline.describe.forms import parquet_path
from schemas.registry import PUBLISHED
from tests.building import released
from tests.conftest import Built

NAMES = [describe(schema).name for schema in PUBLISHED]


@pytest.fixture(scope="module")
def db(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with released(built.outputs / "latest") as connection:
        yield connection


def one(db: duckdb.DuckDBPyConnection, sql: str) -> object:
    [[value]] = db.execute(sql).fetchall()
    return value


@pytest.mark.parametrize(
    ("sql", "answer"),
    [
        ("SELECT count(*) FROM cartography", 50),
        ("SELECT count(DISTINCT organisation_id) FROM cartography", 48),
        ("SELECT count(*) FROM organisations WHERE in_cartography", 48),
        ("SELECT count(*) FROM cartography WHERE stage_printed IS NULL", 17),
        ("SELECT count(*) FROM cartography WHERE stage_status = 'not_in_text'", 17),
        ("SELECT count(*) FROM cartography WHERE approach_printed IS NULL", 1),
        (
            "SELECT count(*) FROM (FROM organisation_categories SELECT organisation_id WHERE row_no > 0 GROUP BY 1 HAVING count(*) = 2)",
            2,
        ),
        ("SELECT count(*) FROM sites", 57),
        ("SELECT string_agg(locality_id, ',' ORDER BY site_no) FROM sites WHERE organisation_id = 'gsk'", "rixensart,wavre,gembloux"),
        (
            "SELECT string_agg(name, ',' ORDER BY name) FROM organisations WHERE organisation_type <> 'company' AND in_cartography",
            "Brussels South Charleroi BioPark,Cenaero,LegiaPark",
        ),
        ("SELECT organisation_id FROM cartography WHERE name_printed = 'Promethera'", "cellaion"),
        ("SELECT count(DISTINCT organisation_id) FROM organisation_names WHERE name IN ('Thermofisher', 'Thermo Fisher')", 1),
        (
            "SELECT stage_printed || '>' || stage FROM cartography WHERE row_no = 21",
            "Préclinique, clinique et commerical>Préclinique, clinique et commercial",
        ),
        ("SELECT municipality || nis_code || province FROM localities WHERE locality_id = 'les-isnes'", "Gembloux92142Province de Namur"),
        ("SELECT region FROM localities WHERE locality_id = 'geel'", "Région flamande"),
        ("SELECT municipality IS NULL AND nis_code IS NULL FROM localities WHERE locality_id = 'bruxelles'", True),
        ("SELECT record_id FROM quality_flags WHERE found_by = 'rule' AND kind = 'contradiction'", "thesis|30|seraing"),
        ("SELECT count(*) FROM corrections", 53),
        ("SELECT count(*) FROM molecule_comparison", 14),
        ("SELECT count(*) FROM molecule_comparison WHERE side = 'not_split'", 2),
        (
            "SELECT right(text_fr, 60) FROM molecule_comparison WHERE aspect_id = 'pharmacodynamics' AND molecule_class = 'small_molecules'"
            " AND side = 'drawbacks'",
            "physique avec les cibles, entrainant des effets indésirables",
        ),
        ("SELECT count(*) FROM biomanufacturing_history", 13),
        ("SELECT count(*) FROM biomanufacturing_history WHERE period_printed IS NULL", 2),
        ("SELECT count(*) FROM biomanufacturing_history WHERE people LIKE '%Pasteur%'", 9),
        ("SELECT max(years_before_present) FROM biomanufacturing_history", 28700),
        ("SELECT count(*) FROM figures", 5),
        ("SELECT count(*) FROM figure_points WHERE figure_no = 1", 16),
        ("SELECT count(*) FROM figure_points WHERE figure_no = 1 AND status = 'not_in_text'", 13),
        ("SELECT count(*) FROM citation_occurrences WHERE kind = 'in_text'", 107),
        ("SELECT count(*) FROM citations WHERE url IS NOT NULL", 9),
        ("SELECT count(*) FROM observations WHERE document_id = 'thesis'", 105),
        ("SELECT count(*) FROM number_ledger", 517),
        ("SELECT count(*) FROM number_ledger WHERE disposition = 'event'", 0),
        ("SELECT count(*) FROM events WHERE document_id = 'thesis'", 112),
        ("SELECT count(*) FROM event_tellings WHERE document_id = 'thesis'", 127),
        ("SELECT count(*) FROM events ANTI JOIN event_tellings USING (event_id)", 0),
        (
            "SELECT string_agg(concat_ws('-', first_line, last_line), ' ' ORDER BY telling_no) FROM event_tellings"
            " WHERE event_id = 'milestone-first-biological-molecule-1978'",
            "475-477 636-636",
        ),
        (
            "SELECT string_agg(concat_ws(' ', event_id, year(date_start), target_year), ', ' ORDER BY event_id) FROM events"
            " WHERE target_year IS NOT NULL",
            "financing-wallonia-projects-2021-2027 2027, project-bioman 2022 2024, project-eu-biotech-campus-2025 2025,"
            " strategy-european-green-deal 2050",
        ),
        ("SELECT count(*) FROM relations WHERE year > 2022", 0),
        (
            "SELECT string_agg(organisation_id, ' ' ORDER BY organisation_id) FROM organisations"
            " WHERE organisation_type = 'company_division' AND group_id IS NULL",
            None,
        ),
        ("SELECT group_id FROM organisations WHERE organisation_id = 'mithra-cdmo'", "mithra"),
        (
            "SELECT sum(value)::BIGINT FROM observations WHERE is_part_of IS NULL AND is_repeat_of IS NULL"
            " AND organisation_id LIKE 'gsk%' AND unit_id IN ('persons', 'jobs')",
            9000,
        ),
        (
            "SELECT string_agg(DISTINCT approach_id, ' ' ORDER BY approach_id) FROM approaches WHERE approach_id <> counted_id",
            "contract_conjugated_antibodies contract_monoclonal_antibodies contract_plasmid_dna contract_polyclonal_antibodies"
            " microsystems_engineering peptide_immunotherapy",
        ),
        (
            "SELECT string_agg(concat_ws(' ', event_type, year(date_start), organisation_id), ', ' ORDER BY event_id) FROM events"
            " SEMI JOIN (FROM event_tellings WHERE source_url IS NOT NULL) USING (event_id)",
            "bankruptcy mithra, renaming 2022 bone-therapeutics, renaming celyad-oncology",
        ),
        (
            "SELECT string_agg(name, ', ' ORDER BY name) FROM organisation_names WHERE source_url IS NOT NULL AND kind = 'former'",
            "Bone Therapeutics SA, Cardio3 BioSciences",
        ),
        ("SELECT count(*) FROM organisation_identifiers", 18),
        ("SELECT identifier FROM organisation_identifiers WHERE organisation_id = 'mithra' AND scheme = 'lei'", "5493002FDD273HTEKK14"),
        ("SELECT organisation_id FROM organisation_identifiers WHERE status = 'withdrawn'", "celyad-oncology"),
        (
            "SELECT concat_ws(' ', year(date_start), organisation_id, counterparty_id, amount::BIGINT, currency) FROM events"
            " WHERE event_id = 'acquisition-masthercell-catalent-2020'",
            "2020 catalent masthercell 315000000 USD",
        ),
        (
            "SELECT string_agg(role || ' ' || organisation_id, ', ' ORDER BY role) FROM event_participants"
            " WHERE event_id = 'acquisition-henogen-thermo-fisher-2021'",
            "buyer thermo-fisher, seller novasep, target henogen",
        ),
        ("SELECT count(*) FROM events WHERE date_printed = 'Il y a un an' AND date_start IS NULL", 1),
        ("SELECT count(*) FROM events WHERE status = 'planned' AND event_type = 'construction'", 3),
        ("SELECT count(*) FROM relationships WHERE relation_type = 'partner_of' AND object_id < subject_id", 0),
        ("SELECT count(*) FROM organisation_activities", 310),
        (
            "SELECT count(*) FROM organisation_activities JOIN concepts ON concept_id = activity_id"
            " WHERE scheme NOT IN ('activity', 'approach')",
            0,
        ),
        ("SELECT count(DISTINCT flag_id) FROM quality_flags WHERE record_id = 'exothera|service_provider|table|thesis'", 1),
        ("SELECT count(*) FROM quality_flags WHERE table_name = 'relations'", 10),
        ("SELECT count(DISTINCT record_id) FROM quality_flags WHERE matter_id = 'scope-wallonia'", 5),
        ("SELECT string_agg(kind, ' ') FROM quality_flags WHERE flag_id = 'employment-growth-truncated'", "rounding"),
        ("SELECT technologies FROM biomanufacturing_history WHERE row_no = 9", "Fermentation à l’état solide"),
        ("SELECT technologies_printed FROM biomanufacturing_history WHERE row_no = 9", "Fermentation à l’était solide"),
        ("SELECT technologies_en FROM biomanufacturing_history WHERE row_no = 9", "Solid-state fermentation"),
        ("SELECT stage_en FROM cartography WHERE row_no = 21", "Preclinical, clinical and commercial"),
        ("SELECT count(*) FROM cartography WHERE (approach IS NULL) <> (approach_en IS NULL) OR (stage IS NULL) <> (stage_en IS NULL)", 0),
        ("SELECT count(DISTINCT table_name) FROM corrections", 5),
        ("SELECT group_id FROM organisations WHERE organisation_id = 'exothera'", "univercells"),
        ("SELECT count(*) FROM organisations WHERE NOT in_cartography AND NOT in_prose", 0),
        ("SELECT value::BIGINT FROM observations WHERE observation_id = 'thesis-exports-belgium-2020'", 56280000000),
        ("SELECT count(*) FROM number_ledger ANTI JOIN number_uses USING (document_id, line, char_start) WHERE disposition = 'datum'", 0),
        ("SELECT count(*) FROM figure_points WHERE observation_id IS NOT NULL", 6),
        ("SELECT count(DISTINCT series_id) FROM observations WHERE statement_id IN ('exports-belgium-2020', 'exports-belgium-2015')", 1),
        ("SELECT heading FROM document_sections WHERE 1480 BETWEEN first_line AND last_line", "Thermo Fisher"),
    ],
)
def test_the_answer_to(db: duckdb.DuckDBPyConnection, sql: str, answer: object) -> None:
    assert one(db, sql) == answer


def test_every_printed_row_has_a_site_and_a_category_and_every_printed_cell_its_codes(db: duckdb.DuckDBPyConnection) -> None:
    for table, cell in (("sites", "location_printed"), ("approaches", "approach_printed"), ("stages", "stage_printed")):
        sql = f"SELECT count(*) FROM cartography c ANTI JOIN {table} USING (document_id, row_no) WHERE c.{cell} IS NOT NULL"
        assert one(db, sql) == 0
    assert one(db, "SELECT count(*) FROM cartography ANTI JOIN organisation_categories USING (organisation_id, category_id)") == 0


def test_every_observation_has_the_dimension_of_its_indicator_and_bounds_that_hold_its_value(db: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT observation_id FROM observations JOIN indicators i USING (indicator_id) JOIN units u USING (unit_id)"
    assert db.execute(f"{sql} WHERE i.dimension <> u.dimension").fetchall() == []
    assert db.execute("SELECT observation_id FROM observations WHERE value < value_low OR value > value_high").fetchall() == []
    assert db.execute("SELECT observation_id FROM observations WHERE value IS NULL AND qualifier <> 'range'").fetchall() == []
    assert db.execute("SELECT observation_id FROM observations WHERE period_basis = 'none' AND period_start IS NOT NULL").fetchall() == []


def test_the_contradictions_that_matter_most_are_flagged_with_both_places(db: duckdb.DuckDBPyConnection) -> None:
    wanted = {
        "biopark-place",
        "exothera-cdmo",
        "exothera-stages",
        "henogen-owner",
        "ncardia-stage",
        "ulb-spin-off-eurogentec",
        "ulb-spin-offs-of-others",
        "categories-thesis-univercells-19-45",
    }
    both = db.execute("SELECT flag_id FROM quality_flags WHERE other_first_line IS NOT NULL").fetchall()
    assert wanted <= {flag for [flag] in both}
    one_place = db.execute("SELECT flag_id FROM quality_flags WHERE kind IN ('likely_misprint', 'outdated_source')").fetchall()
    assert {"iso-14664", "percent-per-thousand", "s3-source-2020"} <= {flag for [flag] in one_place}


def test_every_approach_that_is_not_a_mere_grouping_is_used(db: duckdb.DuckDBPyConnection) -> None:
    unused = db.execute(
        "SELECT concept_id FROM concepts WHERE scheme = 'approach'"
        " AND concept_id NOT IN (SELECT approach_id FROM approaches UNION SELECT counted_id FROM approaches)"
        " AND concept_id NOT IN (SELECT broader_id FROM concepts WHERE broader_id IS NOT NULL)"
    ).fetchall()
    assert unused == []


def test_every_cell_that_leads_back_to_print_has_provenance(db: duckdb.DuckDBPyConnection) -> None:
    from pipeline.core.provenance import printed_sources, shown_by
    from schemas.provenance import PRINTED_TABLES

    checked = 0
    for table in map(describe, PRINTED_TABLES):
        key = f"concat_ws('|', {', '.join(table.key)})"
        for column in table.columns:
            if shown_by(table, column) or printed_sources(table, column):
                sql = (
                    f"SELECT count(*) FROM (SELECT {key} AS record_id FROM {table.name} WHERE {column.name} IS NOT NULL) ANTI JOIN"
                    f" (FROM provenance WHERE table_name = '{table.name}' AND column_name = '{column.name}') USING (record_id)"
                )
                assert one(db, sql) == 0, (table.name, column.name)
                checked += 1
    assert checked > 20


@pytest.mark.parametrize("about", ["provenance", "quality_flags", "corrections", "number_uses", "claim_inputs"])
def test_every_record_id_is_that_of_a_published_row(db: duckdb.DuckDBPyConnection, about: str) -> None:
    tables = {table.name: table for table in map(describe, PUBLISHED)}
    for [name] in db.execute(f"SELECT DISTINCT table_name FROM {about} WHERE record_id IS NOT NULL").fetchall():
        key = f"concat_ws('|', {', '.join(tables[name].key)})"
        sql = f"SELECT record_id FROM {about} WHERE table_name = '{name}' AND record_id NOT IN (SELECT {key} FROM {name})"
        assert db.execute(sql).fetchall() == [], name


def test_each_provenance_row_lies_in_its_section_and_document(db: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "SELECT count(*) FROM provenance p JOIN document_sections s USING (document_id, section_no) JOIN documents d USING (document_id)"
        " WHERE p.first_line NOT BETWEEN s.first_line AND s.last_line OR p.last_line > d.line_count OR p.first_line > p.last_line"
    )
    assert one(db, sql) == 0
    assert one(db, "SELECT count(*) FROM provenance WHERE (section_no IS NULL) <> (source_url IS NOT NULL)") == 0


def test_every_figure_of_a_web_page_leads_to_it_and_none_pretends_to_be_proved(db: duckdb.DuckDBPyConnection) -> None:
    shown = "FROM provenance p JOIN observations o ON p.record_id = o.observation_id WHERE p.table_name = 'observations'"
    assert one(db, f"SELECT count(DISTINCT o.observation_id) {shown} AND o.source_url = p.source_url AND p.column_name = 'value'") == 68
    assert one(db, "SELECT count(*) FROM observations WHERE document_id = 'published_series'") == 68
    assert one(db, "SELECT count(*) FROM provenance WHERE (verification = 'text') <> (source_url IS NULL)") == 0
    assert one(db, "SELECT count(*) FROM provenance WHERE source_url IS NOT NULL AND document_id = 'thesis'") == 0
    leads = f"SELECT string_agg(o.statement_id, ' ' ORDER BY 1) {shown} AND p.column_name = 'value' AND p.verification = 'web_lead'"
    assert str(one(db, leads)).split() == [
        "export-share-chemistry-wallonia-2021",
        "export-share-pharmaceuticals-belgium-2017",
        "exports-growth-belgium-2014-2015",
        "exports-growth-wallonia-2018-2019",
        "trade-balance-belgium-2016",
    ]


def test_each_row_of_the_published_series_is_an_observation_with_its_own_words(db: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT value, unit_id, qualifier, value_low, value_high, period_precision FROM observations WHERE observation_id = ?"

    def row(statement: str) -> list[str]:
        return [str(cell) for cell in db.execute(sql, [f"published_series-{statement}"]).fetchall()[0]]

    mille = "000000.0"
    assert row("exports-belgium-2018") == [f"43000{mille}", "EUR", "nearly", f"42500{mille}", f"43000{mille}", "year"]
    assert row("exports-belgium-2022") == [f"100000{mille}", "EUR", "more_than", f"100000{mille}", "None", "year"]
    assert row("exports-medicines-belgium-2016")[:2] == [f"26500{mille}", "USD"]
    assert row("exports-wallonia-2025-h1")[5] == "half_year"
    assert row("employment-belgium-2017")[3:5] == ["35500.0", "36000.0"]


def test_the_values_that_disagree_are_listed_by_kind(db: duckdb.DuckDBPyConnection) -> None:
    def pairs(kind: str) -> list[str]:
        sql = (
            "SELECT a.value::BIGINT || ' ' || b.value::BIGINT FROM observation_conflicts c JOIN observations a USING (observation_id)"
            " JOIN observations b ON b.observation_id = c.other_observation_id WHERE c.kind = ? ORDER BY 1"
        )
        return [pair for [pair] in db.execute(sql, [kind]).fetchall()]

    assert pairs("vintage") == ["35250 35602", "41010000000 41300000000", "41300000000 41010000000"]
    assert pairs("definition") == ["40500000000 56280000000", "53400000000 44700000000"]
    assert "85000000000 46000000000" in pairs("part_of_whole")
    assert one(db, "SELECT count(*) FROM observation_conflicts WHERE difference_low <= 0 AND difference_high >= 0") == 0


def test_a_series_has_one_best_value_for_each_period_and_names_all_others(db: duckdb.DuckDBPyConnection) -> None:
    dated = "FROM observations WHERE status = 'fact' AND period_start IS NOT NULL"
    assert one(db, "SELECT count(DISTINCT (series_id, period_start, period_end)) FROM series_values") == one(
        db, "SELECT count(*) FROM series_values WHERE is_chosen"
    )
    chosen = "SELECT observation_id FROM series_values"
    assert one(db, f"SELECT count(*) FROM (SELECT observation_id {dated}) FULL JOIN ({chosen}) USING (observation_id)") == one(
        db, f"SELECT count(*) {dated}"
    )
    assert one(db, f"SELECT count(*) FROM ({chosen}) ANTI JOIN (SELECT observation_id {dated}) USING (observation_id)") == 0
    best = "SELECT observation_id FROM series_values b JOIN observations USING (observation_id)"
    best += " WHERE is_chosen AND indicator_id = '{}' AND year(b.period_end) = {}"
    picked = [
        one(
            db,
            best.format(*asked) + " AND reference_geography_id IS NOT DISTINCT FROM " + place + " AND definition_id LIKE 'federation%'",
        )
        for asked, place in (
            (("exports_of_pharmaceuticals", "2015"), "'world'"),
            (("persons_employed", "2016"), "NULL"),
            (("business_rd_expenditure", "2019"), "NULL"),
            (("business_rd_expenditure", "2020"), "NULL"),
        )
    ]
    assert picked == [
        "thesis-exports-belgium-2015",
        "thesis-employment-belgium-2016",
        "thesis-rd-belgium-2019",
        "thesis-rd-belgium-2020",
    ]


def test_the_missing_points_of_the_figure_stay_missing_whatever_another_document_says(db: duckdb.DuckDBPyConnection) -> None:
    assert one(db, "SELECT count(*) FROM figure_points JOIN observations USING (observation_id) WHERE source_url IS NOT NULL") == 0
    assert one(db, "SELECT count(*) FROM figure_points WHERE figure_no = 1 AND status = 'not_in_text' AND observation_id IS NULL") == 13


def test_keys_checks_and_comments_are_in_force_in_the_database(built: Built, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes((built.outputs / "latest" / "wallonia_biomanufacturing.duckdb").read_bytes())
    with duckdb.connect(str(copy)) as db:
        db.execute("SET search_path = 'main,core'")
        check_constraints(db)


def check_constraints(db: duckdb.DuckDBPyConnection) -> None:
    for table in map(describe, PUBLISHED):
        found = dict(
            db.execute(
                "SELECT constraint_type, count(*) FROM duckdb_constraints() WHERE table_name = ? GROUP BY 1", [table.name]
            ).fetchall()
        )
        is_keyed = layer_of(table.name) == CORE
        assert found.get("PRIMARY KEY", 0) == is_keyed
        assert found.get("FOREIGN KEY", 0) >= len(table.foreign_keys) * is_keyed
    assert one(db, "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal") == 0
    assert one(db, "SELECT count(*) FROM duckdb_views() WHERE NOT internal") == 0
    assert one(db, "SELECT count(*) FROM duckdb_tables() WHERE comment IS NULL AND NOT internal") == 0
    for sql in (
        "INSERT INTO stages VALUES ('thesis', 99, 'clinical', 'gsk', 1, 1, 1)",
        "INSERT INTO stages VALUES ('thesis', 6, 'no-such-stage', 'gsk', 1, 1, 1)",
        "UPDATE cartography SET stage_status = 'guessed' WHERE row_no = 50",
        "UPDATE localities SET latitude = 500 WHERE locality_id = 'wavre'",
        "INSERT INTO documents SELECT * FROM documents",
    ):
        with pytest.raises(duckdb.ConstraintException):
            db.execute(sql)


@pytest.mark.parametrize("schema", PUBLISHED, ids=lambda s: describe(s).name)
def test_each_parquet_file_has_the_types_and_words_of_its_schema(built: Built, schema: type) -> None:
    table = published(schema)
    stored = pq.read_schema(built.outputs / "latest" / parquet_path(table.name))
    assert stored.equals(arrow_schema(table), check_metadata=True)


def test_the_dictionary_describes_what_the_database_holds(db: duckdb.DuckDBPyConnection) -> None:
    held = db.execute("SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY 1, 2").fetchall()
    assert held == db.execute("SELECT table_name, column_name, type FROM data_dictionary ORDER BY 1, 2").fetchall()


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_ino) for path in sorted(folder.rglob("*"))}


def test_a_second_build_runs_and_writes_nothing_and_says_so(raw: Path, outputs: Path, rebuild: Callable[[Path], Built]) -> None:
    before = stamps(outputs)
    second = rebuild(raw)
    assert second.good
    assert "Nothing was run, nothing was written" in second.message
    assert stamps(outputs) == before


def test_changed_cells_rewrite_only_the_tables_that_change(built: Built, corrected: Built) -> None:
    pairs = [(file, corrected.outputs / "tables" / file.name) for file in (built.outputs / "tables").glob("*.parquet")]
    rewritten = {before.stem for before, after in pairs if after.stat().st_mtime_ns != before.stat().st_mtime_ns}
    assert rewritten == {before.stem for before, after in pairs if after.read_bytes() != before.read_bytes()}
    raw = {"raw_concepts", "raw_corrections", "raw_events", "raw_flags"}
    core = {"actors", "concepts", "corrections", "cartography", "events", "provenance", "quality_flags", "quality_issues", "timeline"}
    assert rewritten == raw | core


def test_deleted_outputs_are_made_again(raw: Path, outputs: Path, rebuild: Callable[[Path], Built]) -> None:
    release = (outputs / "latest").readlink()
    (outputs / "latest" / "csv" / "core" / "sites.csv").unlink()
    assert rebuild(raw).message.startswith("Built")
    assert (outputs / "latest").readlink() == release
    assert (outputs / "latest" / "csv" / "core" / "sites.csv").exists()
