"""The first query that a person writes returns the right answer: each question once went wrong, without a warning.

A test is a question, the query that answers it, and the answer. No query names a core table, its keys or a join over them.
"""

import json
import re
import struct
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.contract.published import MAIN, layer_of, published_tables
from pipeline.contract.store import TableStore
from pipeline.contract.tables import Kind, describe, sources
from pipeline.describe.forms import parquet_path
from pipeline.front.query import parts_of, query_file
from pipeline.release.table_files import plain
from schemas.registry import FRONT, PUBLISHED
from tests.conftest import Built
from tests.unit.test_words_of_raw import ENGLISH, FRENCH, numbers

SHORTEST = 15  # significant digits that every double keeps


@pytest.fixture(scope="module")
def latest(built: Built) -> Path:
    return (built.outputs / "latest").resolve()


@pytest.fixture(scope="module")
def db(latest: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(latest / "wallonia_biomanufacturing.duckdb"), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize(
    ("question", "sql", "answer"),
    [
        (
            "How many actors are at the clinical stage, how many are not, of how many is it unknown?",
            "SELECT count(*) FILTER (is_clinical), count(*) FILTER (NOT is_clinical), count(*) FILTER (is_clinical IS NULL) FROM actors",
            [(27, 4, 17)],
        ),
        (
            "What were the exports of Belgium, year by year?",
            "SELECT year, value / 1e9, qualifier_en FROM series"
            " WHERE is_main AND indicator_en = 'Exports of pharmaceuticals' AND geography_en = 'Belgium' ORDER BY year",
            [
                *((2014, 39.9, "exact"), (2015, 41.01, "exact"), (2016, 40.7, "exact"), (2017, 40.5, "exact"), (2018, 43.0, "nearly")),
                *((2019, 49.8, "exact"), (2020, 56.28, "exact"), (2021, 85.0, "nearly"), (2022, 100.0, "more than")),
            ],
        ),
        (
            "How fast did employment grow, year by year, and may the years be compared?",
            "SELECT round(avg(growth_pct), 2), count(*), bool_or(is_same_release), any_value(comparability_en) FROM yearly_growth"
            " WHERE is_main AND indicator_id = 'persons_employed'",
            [(3.29, 7, False, "The values are from two releases: the growth may contain a revision.")],
        ),
        (
            "Does any statement of growth stand at a year?",
            "SELECT count(*), count(year) FROM statements WHERE quantity_kind = 'growth'",
            [(13, 0)],
        ),
        (
            "What is the 37.28 % of the growth of exports about?",
            "SELECT period_kind, year(first_day), year(last_day), year FROM statements WHERE value = 37.28",
            [("span", 2015, 2020, None)],
        ),
        (
            "Who makes viral vectors for others, and on which basis?",
            "SELECT name_en, makes_for_others_en LIKE '%(inferred)%' FROM ("
            " SELECT name_en, makes_for_others_en FROM actors WHERE makes_viral_vectors_for_others UNION ALL"
            " SELECT name_en, makes_for_others_en FROM other_organisations WHERE makes_viral_vectors_for_others) ORDER BY name_en",
            [("Exothera", False), ("Henogen", True), ("Thermo Fisher", False)],
        ),
        (
            "Where do shares stand that a reader looks for by their printed number?",
            "SELECT destination_en FROM export_destinations WHERE share_pct IN (43.7, 26.8) ORDER BY share_pct DESC",
            [("European Union",), ("North America",)],
        ),
        (
            "How many actors are in each category, and how many in two of them?",
            "SELECT count(*) FILTER (is_biopharma), count(*) FILTER (is_cdmo), count(*) FILTER (is_mixed_model),"
            " count(*) FILTER (is_service_provider), count(*) FILTER (category_ids LIKE '%;%') FROM actors",
            [(17, 6, 1, 26, 2)],
        ),
        (
            "Who is at the place with most actors?",
            "SELECT count(*), min(name_en), max(name_en) FROM actor_sites WHERE locality_en = 'Gosselies'",
            [(11, "BioXodes", "iTeos Therapeutics")],
        ),
        (
            "Which actors have no site in Wallonia?",
            "SELECT string_agg(name_en, ', ' ORDER BY name_en) FROM actors WHERE NOT is_in_wallonia",
            [("Imec, Janssen, MyCellHub, Ouat !, Ovizio",)],
        ),
        (
            "When was an actor founded?",
            "SELECT name_en, founded_year FROM actors WHERE founded_year IS NOT NULL ORDER BY founded_year",
            [("Mithra", 1999), ("GSK", 2000), ("Univercells", 2013), ("Novadip", 2015), ("Ncardia", 2017)],
        ),
        (
            "Which dated acquisitions are there?",
            "SELECT count(*), min(year), max(year) FROM timeline WHERE event_type = 'acquisition' AND is_dated",
            [(5, 2009, 2021)],
        ),
        (
            "What do plans aim at, and is any of these years a date?",
            "SELECT list(target_year ORDER BY target_year), count(*) FILTER (year = target_year) FROM timeline"
            " WHERE target_year IS NOT NULL",
            [([2024, 2025, 2027, 2050], 0)],
        ),
        (
            "How much did exports grow in the year when they grew most, and may it be a revision?",
            "SELECT year, round(growth_pct, 2), comparability_en FROM yearly_growth WHERE is_main AND geography_id = 'belgium'"
            " AND indicator_id = 'exports_of_pharmaceuticals' ORDER BY growth_pct DESC LIMIT 1",
            [(2021, 51.03, "The values are from two releases: the growth may contain a revision.")],
        ),
        (
            "Which main values rest on a page that nobody has seen?",
            "SELECT count(*) FILTER (verification = 'web_lead'), count(*) FROM series WHERE is_main",
            [(0, 71)],
        ),
        (
            "Which sources stand behind the main values?",
            "SELECT verification, count(*) FROM statements WHERE is_main GROUP BY 1 ORDER BY 1",
            [("text", 104), ("web_page", 49)],
        ),
        (
            "What were the exports of goods of Wallonia, one value a year?",
            "SELECT year, value / 1e9 FROM statements WHERE is_main AND indicator_id = 'exports_of_goods' AND geography_id = 'wallonia'"
            " ORDER BY year",
            [(2016, 39.3), (2019, 49.2), (2020, 47.3), (2021, 53.4)],
        ),
        (
            "How fast did R&D expenditure grow to 2020, as stated and as computed?",
            "SELECT stated_growth_pct, round(growth_pct, 2), stated_verification FROM yearly_growth WHERE year = 2020"
            " AND indicator_id = 'business_rd_expenditure'",
            [(29.1, 28.83, "text")],
        ),
        (
            "How fast did the exports of Wallonia grow to 2020, where no values are published?",
            "SELECT indicator_id, stated_growth_pct, growth_pct FROM yearly_growth WHERE is_main AND year = 2020"
            " AND geography_id = 'wallonia' AND stated_growth_pct IS NOT NULL ORDER BY 1",
            [("exports_of_medicines", 17.6, None), ("exports_of_pharmaceuticals", 2.4, None), ("exports_of_vaccines", -5.8, None)],
        ),
        (
            "Which actors are CDMOs, and which of them does the table not list?",
            "SELECT count(*), string_agg(name_en, ', ' ORDER BY name_en) FILTER (NOT is_cdmo) FROM actors WHERE is_cdmo_table_or_prose",
            [(8, "Exothera, Ncardia")],
        ),
        (
            "Which CDMOs are there in all?",
            "SELECT count(*), string_agg(name_en, ', ' ORDER BY name_en) FILTER (is_biopharma IS NULL)"
            " FROM (FROM actors UNION ALL BY NAME FROM other_organisations) WHERE is_cdmo OR is_cdmo_table_or_prose",
            [(12, "Delphi Genetics, Henogen, MaSTherCell, Mithra CDMO")],
        ),
        (
            "Which companies belong to the group of Univercells?",
            "SELECT group_members_en FROM actors WHERE name_en = 'Univercells'",
            [("Exothera; Quantoom Biosciences; RLM consulting; Univercells Technologies; Unizima",)],
        ),
        (
            "Which actor does Henogen belong to?",
            "SELECT name_en FROM actors WHERE group_members_en LIKE '%Henogen%'",
            [("Thermo Fisher",)],
        ),
        (
            "How much money do organisations get, and how large is the budget that nobody is said to have got?",
            "SELECT sum(amount_eur)::BIGINT, sum(budget_eur)::BIGINT FROM timeline WHERE amount_kind IN ('funding', 'grant', 'budget')",
            [(11_800_000, 92_550_500)],
        ),
        (
            "How many checked statements hold, how many are refuted, how many are cut off?",
            "SELECT count(*) FILTER (holds), count(*) FILTER (NOT holds), count(*) FILTER (holds IS NULL),"
            " count(*) FILTER (verdict = 'truncated') FROM claim_checks",
            [(37, 2, 2, 2)],
        ),
        (
            "Who went bankrupt, and what stands behind it?",
            "SELECT name_en, status_verification FROM actors WHERE is_bankrupt",
            [("Mithra", "web_lead")],
        ),
        ("How many actors are there?", "SELECT count(*) FROM actors", [(48,)]),
        ("How many of them are companies?", "SELECT count(*) FROM actors WHERE organisation_type_en = 'Company'", [(45,)]),
        (
            "Which companies are spin-offs of the ULB, and which of these do others claim?",
            "SELECT string_agg(subject_en, ', ' ORDER BY subject_en), string_agg(subject_en, ', ' ORDER BY subject_en) FILTER (is_disputed)"
            " FROM relationships WHERE relation_type = 'spin_off_of' AND object_id = 'ulb'",
            [("Bone Therapeutics, Delphi Genetics, Henogen, Kaneka Eurogentec, MaSTherCell, Novadip", "Kaneka Eurogentec, Novadip")],
        ),
        (
            "Which spin-offs of the University of Liège do others claim?",
            "SELECT string_agg(subject_en, ', ' ORDER BY subject_en) FROM relationships"
            " WHERE relation_type = 'spin_off_of' AND object_id = 'universite-de-liege'"
            " AND (is_disputed OR other_objects_en IS NOT NULL)",
            [("Kaneka Eurogentec, Mithra CDMO",)],
        ),
        (
            "Which organisations of the prose are outside Wallonia, and of which does a place in Belgium leave it open?",
            "SELECT string_agg(organisation_id, ', ' ORDER BY organisation_id) FILTER (NOT is_in_wallonia),"
            " string_agg(organisation_id, ', ' ORDER BY organisation_id) FILTER (is_in_wallonia IS NULL AND places_en IS NOT NULL)"
            " FROM other_organisations",
            [("everzom, fda", "brussels-airport, liege-airport, merck-sharp-and-dohme, moderna, shengsheng-supply-chain-management")],
        ),
        (
            "What does a map show?",
            "SELECT count(*), count(DISTINCT (latitude, longitude)), max(actors_at_point),"
            " string_agg(name_en, ', ') FILTER (actor_status_en LIKE '%bankrupt%') FROM actor_sites",
            [(54, 27, 11, "Mithra")],
        ),
        (
            "How much money, of which kind?",
            "SELECT amount_kind, sum(amount_eur)::BIGINT, sum(amount_usd)::BIGINT FROM timeline WHERE amount_kind IS NOT NULL"
            " GROUP BY 1 ORDER BY 1",
            [
                *(("budget", None, None), ("funding", 9_400_000, None), ("grant", 2_400_000, None), ("investment", 630_000_000, None)),
                *(("loan", 30_000_000, None), ("price", 725_000_000, 315_000_000)),
            ],
        ),
        (
            "How many actors do cell therapy, whichever, and how many make antibodies under contract?",
            "SELECT count(*) FILTER (list_contains(string_split(approach_ids_with_broader, '; '), 'cell_therapy')),"
            " count(*) FILTER (list_contains(string_split(approach_ids_with_broader, '; '), 'contract_antibodies')),"
            " count(*) FILTER (list_contains(string_split(approach_ids_with_broader, '; '), 'contract_production')),"
            " count(*) FILTER (is_contract_producer) FROM actors",
            [(10, 2, 6, 6)],
        ),
        (
            "How much is invested, and is it told as done or as decided?",
            "SELECT status, sum(amount_eur)::BIGINT FROM timeline WHERE amount_kind = 'investment' GROUP BY status",
            [("planned", 630_000_000)],
        ),
        (
            "How much investment is there in Wallonia?",
            "SELECT sum(amount_eur)::BIGINT, count(DISTINCT geography_id) FROM timeline"
            " WHERE amount_kind = 'investment' AND is_in_wallonia",
            [(630_000_000, 3)],
        ),
        (
            "Which areas of statements and events are in Wallonia, and which leave it open?",
            "SELECT string_agg(DISTINCT geography_id, ', ' ORDER BY geography_id) FILTER (is_in_wallonia),"
            " string_agg(DISTINCT geography_id, ', ' ORDER BY geography_id) FILTER (NOT is_in_wallonia),"
            " string_agg(DISTINCT geography_id, ', ' ORDER BY geography_id) FILTER (is_in_wallonia IS NULL)"
            " FROM (SELECT geography_id, is_in_wallonia FROM statements UNION ALL SELECT geography_id, is_in_wallonia FROM timeline)",
            [
                (
                    "gosselies, jumet, liege, louvain-la-neuve, rixensart, seneffe, wallonia, wavre",
                    None,
                    "belgium, europe, european-union, world",
                )
            ],
        ),
        (
            "Which organisations does the text call American?",
            "SELECT string_agg(name_en, ', ' ORDER BY name_en) FROM (FROM actors UNION ALL BY NAME FROM other_organisations)"
            " WHERE nationalities_en = 'United States'",
            [("Catalent, Merck Sharp and Dohme, Moderna, Thermo Fisher, Zoetis",)],
        ),
        (
            "How many actors and sites are in the Walloon Region, by its code?",
            "SELECT (SELECT count(*) FROM actors WHERE list_contains(string_split(region_ids, '; '), 'wallonia')),"
            " (SELECT count(DISTINCT organisation_id) FROM actor_sites WHERE region_id = 'wallonia')",
            [(43, 43)],
        ),
        (
            "How many spin-offs has each university, where no other claims them?",
            "SELECT object_id, count(*) FROM relationships WHERE relation_type = 'spin_off_of' AND NOT is_disputed"
            " AND other_objects_en IS NULL GROUP BY 1 ORDER BY 2 DESC, 1",
            [("ulb", 4), ("uclouvain", 2), ("universite-de-liege", 1), ("vlaams-instituut-voor-biotechnologie", 1)],
        ),
        (
            "Is every kind of doubt written alike?",
            "SELECT count(DISTINCT kind_en), count(*) FILTER (left(kind_en, 1) <> upper(left(kind_en, 1))"
            " OR left(kind_fr, 1) <> upper(left(kind_fr, 1))) FROM quality_issues",
            [(13, 0)],
        ),
        (
            "How many events are dated, and how many are not?",
            "SELECT count(*) FILTER (is_dated), count(*) FILTER (NOT is_dated), count(*) FILTER (is_dated <> (first_day IS NOT NULL)),"
            " min(first_day)::VARCHAR FROM timeline",
            [(43, 72, 0, "1910-01-01")],
        ),
        (
            "Where do the exports go, and do the shares add up?",
            "SELECT sum(share_pct), sum(value_eur), max(total_eur), string_agg(destination_en, ', ' ORDER BY share_pct DESC)"
            " FROM export_destinations",
            [(100.0, 56_280_000_000, 56_280_000_000, "European Union, North America, Other destinations, which no statement names, Asia")],
        ),
        (
            "How many actors have a site in each province?",
            "SELECT coalesce(province_en, region_en), count(DISTINCT organisation_id) FROM actor_sites GROUP BY 1 ORDER BY 2 DESC, 1",
            [
                *(
                    ("Province of Hainaut", 14),
                    ("Province of Walloon Brabant", 14),
                    ("Province of Liège", 12),
                    ("Province of Luxembourg", 3),
                ),
                *(("Brussels-Capital Region", 2), ("Province of Flemish Brabant", 2), ("Province of Namur", 2), ("Province of Antwerp", 1)),
            ],
        ),
        (
            "How many people does GSK employ?",
            "SELECT sum(value) FROM statements WHERE is_part_of IS NULL AND is_repeat_of IS NULL"
            " AND organisation_id LIKE 'gsk%' AND unit_id IN ('persons', 'jobs')",
            [(9000,)],
        ),
        (
            "Does a join by key find the issues on actors?",
            "SELECT count(*) > 50, count(DISTINCT severity) FROM quality_issues q"
            " JOIN actors a ON q.table_name = 'actors' AND q.record_id = a.organisation_id",
            [(True, 2)],
        ),
        (
            "Do the counts of issues agree with their rows?",
            "SELECT sum(issue_count) = (SELECT count(*) FROM quality_issues WHERE table_name = 'statements') FROM statements",
            [(True,)],
        ),
        (
            "How many actors are in each province, and do the counts of a cut add up?",
            "SELECT sum(actor_count) FROM core.cluster_profile WHERE cut = 'region' GROUP BY cut",
            [(48,)],
        ),
        (
            "How many actors are there by category, in Wallonia?",
            "SELECT key, sum(actor_count) FROM core.cluster_profile_wallonia WHERE cut = 'category' AND actor_count > 0"
            " GROUP BY key ORDER BY key",
            [("biopharma", 16), ("cdmo", 6), ("mixed_model", 1), ("service_provider", 22)],
        ),
        (
            "What can be quoted of the export growth that does not hold?",
            "SELECT quote_en FROM claim_checks WHERE NOT holds AND unit_id = 'percent' AND check_kind = 'arithmetic'",
            [
                (
                    "Growth of the exports of (bio)pharmaceutical products of Belgium from 2015 to 2020: stated as 37.28%;"
                    " the other printed numbers give 37.21 to 37.26%.",
                )
            ],
        ),
        (
            "Which printed statements of arithmetic do not hold?",
            "SELECT count(*) FILTER (NOT holds), count(*) FROM claim_checks WHERE check_kind = 'arithmetic'",
            [(2, 9)],
        ),
    ],
)
def test_a_question_has_its_answer(db: duckdb.DuckDBPyConnection, question: str, sql: str, answer: list[object]) -> None:
    found = db.execute(sql).fetchall()
    assert found == answer, question


def test_a_quote_has_its_numbers_and_units_as_its_language_writes_them_the_same_in_both(db: duckdb.DuckDBPyConnection) -> None:
    quotes = db.execute("SELECT quote_en, quote_fr, inputs_en, inputs_fr FROM claim_checks").fetchall()
    codes = [code for (code,) in db.execute("SELECT unit_id FROM core.units WHERE unit_id <> label_en").fetchall()]
    assert len(quotes) == 41
    for english, french, inputs_en, inputs_fr in quotes:
        assert numbers(english, "en") == numbers(french, "fr"), french
        faults = [(fault, french) for fault, wrong in FRENCH.items() if re.search(wrong, french)]
        faults += [(fault, english) for fault, wrong in ENGLISH.items() if re.search(wrong, english)]
        texts = (english, french, inputs_en or "", inputs_fr or "")
        faults += [(code, text) for code in codes for text in texts if re.search(rf"\d[ \u202f]{code}\b", text)]
        assert not faults


def test_a_tie_from_the_core_is_in_exactly_one_relationship(db: duckdb.DuckDBPyConnection) -> None:
    one = "SELECT unnest(string_split(relation_ids, '; ')) AS relation_id FROM relationships"
    assert (
        db.execute(f"SELECT count(*), count(DISTINCT relation_id) FROM ({one})").fetchall()
        == db.execute("SELECT count(*), count(*) FROM core.relations").fetchall()
    )


def test_the_main_series_gives_one_value_for_each_year_of_a_quantity(db: duckdb.DuckDBPyConnection) -> None:
    twice = (
        "SELECT indicator_id, subject_en, geography_id, organisation_id, partner_en, year FROM series WHERE is_main"
        " GROUP BY ALL HAVING count(DISTINCT series_id) > 1 AND organisation_id IS NULL"
    )
    assert db.execute(twice).fetchall() == []
    partners = "SELECT DISTINCT partner_en FROM series WHERE is_main AND geography_id = 'belgium' AND indicator_id = '{}' ORDER BY ALL"
    assert db.execute(partners.format("exports_of_pharmaceuticals")).fetchall() == [("World",)]
    assert len(db.execute(partners.format("export_share_by_destination")).fetchall()) > 1


def test_growth_is_never_over_a_gap(db: duckdb.DuckDBPyConnection) -> None:
    assert db.execute("SELECT count(*) FROM yearly_growth WHERE year <> previous_year + 1").fetchall() == [(0,)]


def test_every_issue_about_a_record_of_the_front_leads_to_it(db: duckdb.DuckDBPyConnection) -> None:
    for table in (describe(schema) for schema in FRONT):
        [key] = table.key
        lost = (
            f"SELECT count(*) FROM quality_issues WHERE table_name = '{table.name}' AND record_id NOT IN (SELECT {key} FROM {table.name})"
        )
        assert db.execute(lost).fetchall() == [(0,)], table.name
    shown = (
        "('organisations', 'cartography', 'sites', 'stages', 'observations', 'events', 'relations', 'citations', 'organisation_categories')"
    )
    assert db.execute(f"SELECT count(*) FROM quality_issues WHERE record_id IS NULL AND core_table_name IN {shown}").fetchall() == [(0,)]


@pytest.mark.parametrize("schema", FRONT, ids=lambda schema: describe(schema).name)
def test_a_query_reads_the_tables_that_its_class_names_as_sources(schema: type) -> None:
    query = query_file(describe(schema).name).read_text("utf-8")
    text = "\n".join([query, *(part.read_text("utf-8") for part in parts_of(query))])
    made_here = set(re.findall(r"([a-z_]+)(?:\([a-z_, ]*\))? AS \(", text)) | {part.stem for part in parts_of(query)}
    assert set(re.findall(r"\b(?:FROM|JOIN)\s+([a-z_]+)", text)) - made_here == set(sources(describe(schema)))


def test_words_stand_beside_each_other_in_both_languages() -> None:
    for schema in FRONT:
        names = [column.name for column in describe(schema).columns]
        for name in names:
            other = name.removesuffix("_en") + "_fr" if name.endswith("_en") else name.removesuffix("_fr") + "_en"
            assert other in names or not name.endswith(("_en", "_fr")), (describe(schema).name, name)


def test_what_happened_to_an_organisation_has_as_many_parts_as_ways_to_verify_it(db: duckdb.DuckDBPyConnection) -> None:
    joined = ("status_en", "status_fr", "status_verification")
    both = " UNION ALL ".join(
        f"SELECT {', '.join(joined)} FROM {table} WHERE status_ids IS NOT NULL" for table in ("actors", "other_organisations")
    )
    counts = db.execute(
        f"SELECT {', '.join(f'len(string_split({name}, $between))' for name in joined)} FROM ({both})", {"between": "; "}
    ).fetchall()
    assert counts
    assert [count for count in counts if len(set(count)) > 1] == []


def test_the_front_is_the_schema_main_and_everything_else_the_schema_core(db: duckdb.DuckDBPyConnection) -> None:
    held = dict(db.execute("SELECT table_name, schema_name FROM duckdb_tables()").fetchall())
    assert held == {table.name: layer_of(table.name) for table in published_tables()}
    assert {name for name, schema in held.items() if schema == MAIN} == {*(describe(schema).name for schema in FRONT), "data_dictionary"}


def test_geodata_have_the_sites_with_their_columns_and_points(latest: Path) -> None:
    sites = pq.read_table(latest / parquet_path("actor_sites")).to_pylist()
    expected = {site["record_id"]: (site.pop("longitude"), site.pop("latitude"), site) for site in sites}
    features = json.loads((latest / "geo" / "actor_sites.geojson").read_text("utf-8"))["features"]
    assert {known["id"]: (*known["geometry"]["coordinates"], known["properties"]) for known in features} == expected
    table = pq.read_table(latest / "geo" / "actor_sites.parquet")
    known = json.loads(table.schema.metadata[b"geo"])["columns"]["geometry"]
    assert known["bbox"] == [edge(place) for edge in (min, max) for place in zip(*(site[:2] for site in expected.values()), strict=True)]
    points = {row["record_id"]: (*struct.unpack("<BIdd", row.pop("geometry"))[2:], row) for row in table.to_pylist()}
    assert points == expected


def test_no_published_column_has_a_type_that_common_programs_misread(db: duckdb.DuckDBPyConnection, latest: Path) -> None:
    found = {kind for (kind,) in db.execute("SELECT DISTINCT data_type FROM duckdb_columns() WHERE NOT internal").fetchall()}
    assert found == {"VARCHAR", "INTEGER", "DOUBLE", "DATE", "BOOLEAN"}
    for table in published_tables():
        types = {str(field.type) for field in pq.read_schema(latest / parquet_path(table.name))}
        assert types <= {"string", "int32", "double", "date32[day]", "bool"}


def test_each_published_double_prints_as_the_exact_decimal(built: Built, latest: Path) -> None:
    store, checked = TableStore(built.outputs / "tables"), 0
    for table in map(describe, PUBLISHED):
        published = pq.read_table(latest / parquet_path(table.name))
        for column in (column for column in table.columns if column.kind is Kind.EXACT):
            # the store and the release hold the rows in one order, that of the key
            for exact, double in zip(store.read(table.name)[column.name].tolist(), published[column.name].to_pylist(), strict=True):
                if double is not None:
                    assert printed(Decimal(repr(double))) == printed(exact), (table.name, column.name)
                    assert double == float(exact), f"{table.name}.{column.name}: {double!r} is not the double that is nearest to {exact}"
                    checked += 1
    assert checked > 5000


def test_a_number_in_a_csv_file_has_all_its_digits_and_no_exponent() -> None:
    assert [plain(number) for number in (56_280_000_000.0, -3.9e10, 0.0, 1e-7, 50.6113)] == [
        *("56280000000", "-39000000000", "0", "0.0000001", "50.6113")
    ]


def printed(number: Decimal) -> Decimal:
    """Return a number with as many digits as a double surely keeps."""
    return number.normalize() if number == 0 else round(number, SHORTEST - 1 - number.adjusted()).normalize()
