"""Twenty questions of people who have not read a manual: their first query on the front tables gives what the core tables give.

A question has two queries: the first that a person would write, over one front table, and one over core tables with all joins, filters
and keys that the right answer needs. Questions that a reader of the release asked, and whose first query misled, have the answer instead.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from tests.conftest import Built

QUESTIONS = [
    (
        "economist: how many people did the companies employ, year by year?",
        "SELECT year, value FROM series WHERE series_name = 'persons_employed-biopharmaceutical_industry-belgium'",
        "SELECT year(o.period_start), o.value FROM core.series_values v JOIN core.observations o USING (observation_id)"
        " WHERE v.is_main AND v.is_chosen AND o.indicator_id = 'persons_employed' AND o.geography_id = 'belgium'",
    ),
    (
        "economist: what is the latest R&D expenditure, and may it be quoted?",
        "SELECT year, value, verification FROM series WHERE is_main AND indicator_id = 'business_rd_expenditure'"
        " ORDER BY year DESC LIMIT 1",
        "SELECT year(o.period_start), o.value, o.verification FROM core.series_values v JOIN core.observations o USING (observation_id)"
        " WHERE v.is_main AND v.is_chosen AND o.indicator_id = 'business_rd_expenditure' ORDER BY o.period_start DESC LIMIT 1",
    ),
    (
        "economist: how many euros went to each destination?",
        "SELECT destination_en, sum(value_eur) FROM export_destinations GROUP BY destination_en",
        "SELECT g.label_en, s.value_eur FROM core.export_shares s JOIN core.geographies g ON g.geography_id = s.partner_geography_id"
        " WHERE s.share_kind = 'destination'",
    ),
    (
        "economist: what is the average yearly growth of exports?",
        "SELECT round(avg(growth_pct), 4), count(growth_pct) FROM yearly_growth WHERE is_main"
        " AND indicator_id = 'exports_of_pharmaceuticals'",
        "SELECT round(avg(g.growth_pct), 4), count(*) FROM core.growth_rates g"
        " JOIN core.series_values v ON v.observation_id = g.end_observation_id"
        " WHERE g.is_chosen AND v.is_main AND g.indicator_id = 'exports_of_pharmaceuticals' AND g.to_period = g.from_period + 1",
    ),
    (
        "economist: how much was paid for companies, in each currency?",
        "SELECT sum(amount_eur), sum(amount_usd) FROM timeline WHERE amount_kind = 'price'",
        "SELECT sum(amount) FILTER (currency = 'EUR'), sum(amount) FILTER (currency = 'USD') FROM core.events"
        " WHERE event_type = 'acquisition'",
    ),
    (
        "economist: how concentrated are the exports of medicines?",
        "SELECT sum(share_pct * share_pct) / 10000 BETWEEN 0.27 AND 0.31 FROM export_destinations",
        "SELECT count(*) = 1 AND min(herfindahl_low) > 0.27 AND max(herfindahl_high) < 0.31 FROM core.export_shares"
        " WHERE herfindahl_low IS NOT NULL",
    ),
    (
        "journalist: which statements does the rest of the text refute?",
        "SELECT statement_en FROM claim_checks WHERE NOT holds",
        "SELECT statement_en FROM core.claims WHERE verdict = 'inconsistent'",
    ),
    (
        "journalist: who went bankrupt?",
        "SELECT name_en FROM actors WHERE is_bankrupt UNION ALL SELECT name_en FROM other_organisations WHERE is_bankrupt",
        "SELECT DISTINCT o.name_en FROM core.event_participants p JOIN core.organisations o USING (organisation_id)"
        " WHERE p.\"role\" = 'debtor'",
    ),
    (
        "journalist: who was bought in 2021, and by whom?",
        "SELECT target, buyer FROM timeline WHERE year = 2021 AND event_type = 'acquisition'",
        "SELECT o.name_en, b.name_en FROM core.events e"
        " JOIN core.event_participants t ON t.event_id = e.event_id AND t.\"role\" = 'target'"
        " JOIN core.event_participants p ON p.event_id = e.event_id AND p.\"role\" = 'buyer'"
        " JOIN core.organisations o ON o.organisation_id = t.organisation_id"
        " JOIN core.organisations b ON b.organisation_id = p.organisation_id"
        " WHERE year(e.date_start) = 2021 AND e.event_type = 'acquisition'",
    ),
    (
        "journalist: how many contradictions are there?",
        "SELECT count(DISTINCT matter_id) FROM quality_issues WHERE kind = 'contradiction'",
        "SELECT count(DISTINCT matter_id) FROM core.quality_flags WHERE kind = 'contradiction'",
    ),
    (
        "journalist: how many numbers must not be quoted, because nobody has seen their page?",
        "SELECT count(*) FROM statements WHERE verification = 'web_lead'",
        "SELECT count(*) FROM core.observations WHERE source_url_kind <> 'page'",
    ),
    (
        "journalist: which names are former ones?",
        "SELECT renamed FROM timeline WHERE event_type = 'renaming'",
        "SELECT string_agg(o.name_en, '; ' ORDER BY p.participant_no, o.name_en) FROM core.events e"
        " LEFT JOIN core.event_participants p ON p.event_id = e.event_id AND p.\"role\" = 'renamed'"
        " LEFT JOIN core.organisations o ON o.organisation_id = p.organisation_id WHERE e.event_type = 'renaming' GROUP BY e.event_id",
    ),
    (
        "analyst: how many actors are there by category, together as many as there are?",
        "SELECT categories_en, count(*) FROM actors GROUP BY categories_en",
        "SELECT words, count(*) FROM (SELECT c.organisation_id, string_agg(k.label_en, '; ' ORDER BY k.label_en) AS words FROM ("
        " SELECT DISTINCT organisation_id, category_id FROM core.cartography) c JOIN core.concepts k ON k.concept_id = c.category_id"
        " GROUP BY c.organisation_id) GROUP BY words",
    ),
    (
        "analyst: how many sites are there in each municipality?",
        "SELECT municipality_en, count(*) FROM actor_sites GROUP BY municipality_en",
        "SELECT g.label_en, count(DISTINCT (s.organisation_id, s.locality_id)) FROM core.sites s JOIN core.localities l USING (locality_id)"
        " LEFT JOIN core.geographies g ON g.level = 'municipality' AND g.code = l.nis_code GROUP BY g.label_en",
    ),
    (
        "analyst: how many of the biopharmaceutical companies have a product on the market?",
        "SELECT count(*) FILTER (is_commercial), count(is_commercial), count(*) FROM actors WHERE is_biopharma",
        "SELECT actor_count, actor_base, (SELECT actor_count FROM core.cluster_profile WHERE cut = 'category' AND key = 'biopharma')"
        " FROM core.cluster_profile WHERE cut = 'category_stage' AND key = 'biopharma' AND key_2 = 'commercial'",
    ),
    (
        "analyst: how many actors of each category have a site in Wallonia?",
        "SELECT count(*) FILTER (is_biopharma), count(*) FILTER (is_cdmo), count(*) FILTER (is_service_provider) FROM actors"
        " WHERE is_in_wallonia",
        "SELECT sum(actor_count) FILTER (key = 'biopharma'), sum(actor_count) FILTER (key = 'cdmo'),"
        " sum(actor_count) FILTER (key = 'service_provider') FROM core.cluster_profile_wallonia WHERE cut = 'category'",
    ),
    (
        "analyst: how many actors produce under contract?",
        "SELECT count(*) FROM actors WHERE is_contract_producer",
        "WITH RECURSIVE below AS (SELECT concept_id FROM core.concepts WHERE concept_id = 'contract_production' UNION ALL"
        " SELECT k.concept_id FROM core.concepts k JOIN below b ON k.broader_id = b.concept_id)"
        " SELECT count(DISTINCT organisation_id) FROM core.approaches JOIN below ON concept_id = approach_id",
    ),
    (
        "analyst: which universities have how many spin-offs?",
        "SELECT object_en, count(*) FROM relationships WHERE relation_type = 'spin_off_of' GROUP BY object_en",
        "SELECT o.name_en, count(DISTINCT r.subject_id) FROM core.relations r JOIN core.organisations o ON o.organisation_id = r.object_id"
        " WHERE r.relation_type = 'spin_off_of' GROUP BY o.name_en",
    ),
    (
        "analyst: how many ties has each actor?",
        "SELECT organisation_id, relationship_count FROM actors",
        "WITH ties AS (SELECT DISTINCT r.relation_type, if(k.is_symmetric, least(r.subject_id, r.object_id), r.subject_id) AS one,"
        " if(k.is_symmetric, greatest(r.subject_id, r.object_id), r.object_id) AS other FROM core.relations r"
        " JOIN core.concepts k ON k.concept_id = r.relation_type),"
        " ends AS (SELECT one AS organisation_id FROM ties UNION ALL SELECT other FROM ties)"
        " SELECT o.organisation_id, count(e.organisation_id) FROM core.organisations o LEFT JOIN ends e USING (organisation_id)"
        " WHERE o.in_cartography GROUP BY o.organisation_id",
    ),
    (
        "engineer: on which sources rest most statements?",
        "SELECT source_id, statement_count FROM sources WHERE statement_count > 0",
        "SELECT coalesce(citation_id, source_url), count(*) FROM core.observations"
        " WHERE coalesce(citation_id, source_url) IS NOT NULL GROUP BY 1",
    ),
    (
        "engineer: does the dictionary list every column of every table?",
        "SELECT schema_name, table_name, column_name FROM data_dictionary",
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE NOT internal",
    ),
    (
        "engineer: does the sum of issues of all statements count each issue once?",
        "SELECT sum(issue_count) FROM statements",
        "SELECT (SELECT count(*) FROM core.quality_flags WHERE table_name = 'observations')"
        " + (SELECT count(*) * 2 FROM core.observation_conflicts WHERE is_conflict)"
        " + (SELECT count(*) FROM core.corrections WHERE table_name = 'observations')"
        " + (SELECT count(*) FROM core.observations WHERE verification = 'web_lead')",
    ),
]

ANSWERED: list[tuple[str, str, list[object]]] = [
    (
        "How many actors are in each approach of the top?",
        "SELECT key_en, actor_count FROM core.cluster_profile WHERE cut = 'approach_top' AND key <> 'without_key' AND key <> ''"
        " ORDER BY actor_count DESC",
        [
            *(("Therapeutic products", 18), ("Digital technologies and automation", 12), ("Engineering, equipment and consulting", 10)),
            *(("Bioproduction", 7), ("Host infrastructure", 3)),
        ],
    ),
    (
        "What share of the actors whose stage is known is clinical?",
        "SELECT round(100 * avg(is_clinical::INTEGER), 1) FROM actors",
        [(87.1,)],
    ),
    (
        "How many spin-offs has each university, and does leaving out what is disputed lose one that has another origin?",
        "SELECT count(DISTINCT subject_id), count(DISTINCT subject_id) FILTER (NOT is_disputed),"
        " string_agg(DISTINCT subject_en, ', ') FILTER (subject_id NOT IN (SELECT subject_id FROM relationships"
        " WHERE relation_type = 'spin_off_of' AND NOT is_disputed)) FROM relationships WHERE relation_type = 'spin_off_of'",
        [(11, 10, "Mithra CDMO")],
    ),
    (
        "Which amounts of events are doubtful?",
        "SELECT string_agg(event_id, ', ' ORDER BY event_id) FROM timeline WHERE issue_count > 0"
        " AND (amount_eur IS NOT NULL OR amount_usd IS NOT NULL OR budget_eur IS NOT NULL)",
        [
            (
                "acquisition-henogen-thermo-fisher-2021, acquisition-masthercell-catalent-2020, financing-wallonia-projects-2021-2027,"
                " investment-gsk-wavre-2020, investment-ucb-gene-therapy, subsidy-univercells-wallonia",
            )
        ],
    ),
    (
        "What is doubtful about an amount?",
        "SELECT kind, core_record_id FROM quality_issues WHERE table_name = 'timeline' AND record_id = 'investment-gsk-wavre-2020'",
        [("ambiguity", "thesis-investment-gsk-wavre-2020")],
    ),
    (
        "How much investment is an aim or a plan?",
        "SELECT is_target, status, sum(value)::BIGINT FROM statements WHERE indicator_id = 'investment_amount' GROUP BY ALL",
        [(True, "planned", 630_000_000)],
    ),
    (
        "Have events without a first day a period in words?",
        "SELECT count(*) FILTER (NOT is_dated AND date_printed IS NOT NULL) > 0, count(*) FILTER (is_dated AND first_day IS NULL)"
        " FROM timeline",
        [(True, 0)],
    ),
    (
        "Does any founding or acquisition not concern Wallonia?",
        "SELECT event_type, count(*) > 5, count(*) FILTER (concerns_wallonia IS NULL) FROM timeline"
        " WHERE event_type IN ('foundation', 'acquisition') GROUP BY 1 ORDER BY 1",
        [("acquisition", True, 0), ("foundation", True, 0)],
    ),
    (
        "What is the average of the yearly growth of exports, and of which exports?",
        "SELECT round(avg(growth_pct), 2), count(DISTINCT partner_en), count(*) FILTER (qualifier = 'more_than') FROM yearly_growth"
        " WHERE is_main AND indicator_id = 'exports_of_pharmaceuticals' AND geography_id = 'belgium'",
        [(13.15, 1, 1)],
    ),
    (
        "Which growth do sources state?",
        "SELECT count(*), count(*) FILTER (stated_verification = 'web_lead') FROM yearly_growth"
        " WHERE is_main AND stated_growth_pct IS NOT NULL",
        [(5, 0)],
    ),
    (
        "How many people work in Wallonia?",
        "SELECT sum(value) FROM statements WHERE indicator_en ILIKE '%employed%' AND geography_id = 'wallonia'"
        " AND NOT is_about_one_organisation",
        [(None,)],
    ),
    (
        "Which ranks are there, and which of them is an aim?",
        "SELECT count(*), count(DISTINCT statement_en), count(*) FILTER (statement_en LIKE '%(aim)') FROM statements"
        " WHERE is_main AND quantity_kind = 'rank'",
        [(13, 13, 1)],
    ),
    (
        "In which order are countries ranked by labour cost?",
        "SELECT statement_en, statement_fr, value FROM statements WHERE indicator_id = 'labour_cost_rank'",
        [
            (
                "Rank by labour cost, highest first, Belgium, ranked in Europe, 2020",
                "Rang selon le coût salarial, du plus élevé au plus bas, Belgique, classement couvrant l’Europe, 2020",
                3,
            )
        ],
    ),
    (
        "Is a bankruptcy that only a lead tells among the doubts?",
        "SELECT i.kind, t.issue_count FROM quality_issues i JOIN timeline t ON i.table_name = 'timeline' AND i.record_id = t.event_id"
        " WHERE i.organisation_id = 'mithra' AND t.event_type = 'bankruptcy'",
        [("unverified_source", 1)],
    ),
    (
        "Which claims do numbers refute, or passages contradict?",
        "SELECT claim_id, holds FROM claim_checks WHERE NOT holds OR is_contradicted ORDER BY 1",
        [
            ("contribution-ratio-wallonia-belgium-2020", False),
            ("exports-growth-belgium-2015-2020", False),
            ("revolutions-as-passages", True),
        ],
    ),
    (
        "Where was the export figure of 2020 read?",
        "SELECT printed FROM core.provenance WHERE table_name = 'observations' AND record_id = 'thesis-exports-belgium-2020'"
        " AND column_name = 'value_printed'",
        [("56,28 milliards d’euros",)],
    ),
    (
        "Which programmes, plans and budgets are public?",
        "SELECT string_agg(event_id, ', ' ORDER BY event_id) FROM timeline WHERE involves_public_body"
        " AND event_type IN ('programme', 'plan', 'strategy', 'budget')",
        [
            (
                "financing-wallonia-projects-2021-2027, plan-de-relance-region-wallonne, plan-getup-wallonia, plan-marshall-2005,"
                " programme-urgence-talent, strategy-european-green-deal, strategy-s3-2021",
            )
        ],
    ),
    (
        "What nationality have the owners of the companies?",
        "SELECT string_agg(name_en || ': ' || group_nationalities_en, ', ' ORDER BY name_en)"
        " FROM (FROM actors UNION ALL BY NAME FROM other_organisations) WHERE group_nationalities_en <> 'Walloon Region'",
        [
            (
                "Catalent Biologics: United States, Delphi Genetics: United States, Henogen: United States, Kaneka Eurogentec: Japan,"
                " MaSTherCell: United States, VMRD: United States",
            )
        ],
    ),
    (
        "Which universities are in Wallonia, by the text and without a doubt?",
        "SELECT organisation_id FROM other_organisations WHERE organisation_type_en = 'University' AND is_in_wallonia ORDER BY 1",
        [("uclouvain",), ("umons",), ("unamur",), ("universite-de-liege",)],
    ),
    (
        "How many matters are there on an actor?",
        "SELECT a.issue_count - count(DISTINCT q.matter_id) FROM actors a JOIN quality_issues q USING (organisation_id)"
        " GROUP BY a.organisation_id, a.issue_count HAVING a.issue_count <> count(DISTINCT q.matter_id)",
        [],
    ),
    (
        "Are the shares of exports doubtful?",
        "SELECT destination_id FROM export_destinations WHERE issue_count > 0 ORDER BY 1",
        [("asia",), ("european-union",)],
    ),
]


@pytest.fixture(scope="module")
def db(built: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(built.outputs / "latest" / "wallonia_biomanufacturing.duckdb"), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize(("question", "front", "core"), QUESTIONS, ids=[question for question, _, _ in QUESTIONS])
def test_the_first_query_on_the_front_gives_what_the_core_gives(
    db: duckdb.DuckDBPyConnection, question: str, front: str, core: str
) -> None:
    found, wanted = (sorted(db.execute(query).fetchall(), key=repr) for query in (front, core))
    assert wanted, question
    assert found == wanted, question


def test_a_first_query_that_misled_a_reader_has_the_right_answer(db: duckdb.DuckDBPyConnection) -> None:
    wrong = [(question, found) for question, query, answer in ANSWERED if (found := db.execute(query).fetchall()) != answer]
    assert wrong == []


def test_the_lines_of_the_readme_load_tables_in_pandas_with_yes_no_and_silent(built: Built) -> None:
    latest = (built.outputs / "latest").resolve()
    blocks = re.findall(r"```python\n(.*?)```", (latest / "README.md").read_text("utf-8"), re.DOTALL)
    lines = "\n".join(block for block in blocks if "duckdb" not in block).replace('"parquet/', f'"{latest}/parquet/')
    found: dict[str, pd.DataFrame] = {}
    exec(lines.replace('"csv/', f'"{latest}/csv/'), found)
    assert len(found["clinical"]) == 27
    assert found["clinical_sites"] == 32
    assert found["sites"]["nis_code"].dropna().str.fullmatch("[0-9]{5}").all()


def test_the_lines_of_the_readme_load_tables_in_r_with_yes_no_and_silent(built: Built) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("Rscript is not on this machine, so that the lines for R of the README of the release were not run")
    latest = (built.outputs / "latest").resolve()
    [lines] = re.findall(r"```r\n(.*?)```", (latest / "README.md").read_text("utf-8"), re.DOTALL)
    shown = """
statements <- read_table("csv/statements.csv")
cat(clinical, sum(is.na(actors$is_clinical)), sum(sites$is_clinical, na.rm = TRUE), class(sites$nis_code), class(statements$is_part_of),
  class(actors$makes_for_others_en))
"""
    done = subprocess.run(["Rscript", "-e", lines + shown], cwd=latest, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "27 17 32 character character character", done.stderr
