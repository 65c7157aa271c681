"""Labels of claims: one that leaves out what limits its number is refused, in either language, with the file, the line and the words."""

import pandas as pd
import pytest

from pipeline.core.days import first_days, last_days
from pipeline.metrics.claim_labels import labels_name_their_subject
from pipeline.metrics.claim_requirements import FORMULAS

CONCEPTS = pd.DataFrame(
    {"concept_id": ["biopharma", "medicines"], "label_en": ["Biopharma", "Medicines"], "label_fr": ["x", "Médicaments"]}
)
INDICATORS = pd.DataFrame({"indicator_id": ["strikes"], "label_en": ["Strike days"], "label_fr": ["Jours de grève"]})
AREAS = pd.DataFrame(
    {
        "geography_id": ["belgium", "asia", "world"],
        "label_en": ["Belgium", "Asia", "World"],
        "label_fr": ["Belgique", "Asie", "Monde"],
    }
)
ORGANISATIONS = pd.DataFrame({"organisation_id": ["acme"], "name": ["Acme"]})
WORDS = pd.DataFrame(
    {
        "named_id": ["belgium", "biopharma"],
        "words_en": ["Belgian", "biopharmaceutical ; pharma compan"],
        "words_fr": ["belge", "biopharmaceutique"],
    }
)


def record(name: str, **about: str | None) -> dict[str, str | None]:
    known = {"subject_id": "biopharma", "organisation_id": None, "geography_id": "belgium", "reference_geography_id": None}
    period = {"period_start": "2016", "period_end": "2020", "period_basis": "stated"}
    return {"observation_id": name, "indicator_id": "strikes", **known, **period, **about}


OBSERVATIONS = pd.DataFrame(
    [
        record("growth"),
        record("exports", subject_id="medicines", reference_geography_id="world", period_start="2020"),
        record("asia", subject_id="medicines", reference_geography_id="asia", period_start="2020"),
        record("acme", subject_id=None, organisation_id="acme", period_basis="none"),
        record("strikes", subject_id=None, period_start=None, period_end=None),
    ]
)
OBSERVATIONS = OBSERVATIONS.assign(period_start=first_days(OBSERVATIONS["period_start"]), period_end=last_days(OBSERVATIONS["period_end"]))
GOOD_EN, GOOD_FR = (
    "Growth of Belgian biopharmaceutical jobs, 2016 to 2020",
    "Croissance des emplois biopharmaceutiques belges de 2016 à 2020",
)


def found(english: str, french: str, record_id: str = "growth", formula: str = "growth_pct", role: str = "stated") -> list[tuple[str, str]]:
    """The columns and the first words of what is expected, of a claim with one record."""
    claims = pd.DataFrame(
        {
            "source_file": ["raw/reference/claims.csv"],
            "source_line": [2],
            "claim_id": ["c"],
            "formula": [formula],
            "stated_observation_id": [record_id if role == "stated" else None],
            "statement_en": [english],
            "statement_fr": [french],
        }
    ).astype("object")
    inputs = pd.DataFrame({"claim_id": ["c"], "role": [role], "table_name": ["observations"], "record_id": [record_id]})
    problems = labels_name_their_subject(claims, inputs, OBSERVATIONS, CONCEPTS, INDICATORS, AREAS, ORGANISATIONS, WORDS)
    return [(str(problem.column), problem.expected.removeprefix("a label that names ")) for problem in problems]


def test_a_label_that_names_all_of_it_by_labels_or_listed_words_passes() -> None:
    assert found(GOOD_EN, GOOD_FR) == []


@pytest.mark.parametrize(
    ("left_out", "english", "french"),
    [
        ("the subject biopharma", "Growth of Belgian jobs, 2016 to 2020", "Croissance des emplois belges de 2016 à 2020"),
        (
            "the geography belgium",
            "Growth of biopharmaceutical jobs, 2016 to 2020",
            "Croissance des emplois biopharmaceutiques de 2016 à 2020",
        ),
        ("2016 and 2020", "Growth of Belgian biopharmaceutical jobs to 2020", "Croissance des emplois biopharmaceutiques belges en 2020"),
    ],
)
def test_a_label_is_refused_in_each_language_for_leaving_out(left_out: str, english: str, french: str) -> None:
    assert [column for column, expected in found(english, french) if expected.startswith(left_out)] == ["statement_en", "statement_fr"]
    assert [column for column, _ in found(english, GOOD_FR)] == ["statement_en"]
    assert [column for column, _ in found(GOOD_EN, french)] == ["statement_fr"]


def test_the_world_need_not_be_named_and_another_destination_must_be() -> None:
    label = "Exports of medicines of Belgium in 2020", "Exportations belges de médicaments en 2020"
    assert found(*label, record_id="exports") == []
    assert {column for column, expected in found(*label, record_id="asia") if "asia" in expected} == {"statement_en", "statement_fr"}


def test_a_record_without_a_subject_is_named_by_its_organisation_or_else_by_its_indicator() -> None:
    assert found("Jobs at Acme in Belgium", "Emplois chez Acme en Belgique", record_id="acme") == []
    assert {expected[:16] for _, expected in found("Jobs in Belgium", "Emplois en Belgique", record_id="acme")} == {"the organisation"}
    assert found("Strike days in Belgium", "Jours de grève en Belgique", record_id="strikes") == []
    assert {expected[:13] for _, expected in found("Days in Belgium", "Jours en Belgique", record_id="strikes")} == {"the indicator"}


def test_an_implied_value_is_named_by_the_records_that_its_formula_is_about() -> None:
    label = "Exports of medicines to Asia in 2020", "Exportations de médicaments vers l’Asie en 2020"
    assert found(*label, record_id="asia", formula="implied_part", role="share") == []
    assert found("Something", "Quelque chose", record_id="asia", formula="implied_part", role="whole") == []
    assert found("A total in Belgium, 2020", "Un total en Belgique, 2020", record_id="exports", formula="implied_total", role="share") == []


def test_a_formula_is_about_roles_that_it_has() -> None:
    for formula in FORMULAS.values():
        assert set(formula.about or ()) <= set(formula.roles)
