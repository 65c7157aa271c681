"""Translations of printed cells, on tiny literal tables."""

import pandas as pd
import pytest

from pipeline.core.translations import translated
from pipeline.kernel.problems import InputError

ROWS = pd.DataFrame(
    {
        "document_id": ["d", "d"],
        "row_no": ["1", "2"],
        "stage_printed": ["Clinique", None],
        "source_file": ["raw/d/cartography.csv"] * 2,
        "source_line": [2, 3],
    }
)
TRANSLATION = {
    "document_id": "d",
    "table_name": "cartography",
    "row_no": "1",
    "column_name": "stage_en",
    "printed": "Clinique",
    "text_en": "Clinical",
    "source_file": "raw/d/translations.csv",
    "source_line": 2,
}


def translate(*rows: dict[str, object], language: str = "fr") -> pd.DataFrame:
    translations = pd.DataFrame(list(rows), columns=list(TRANSLATION))
    documents = pd.DataFrame({"document_id": ["d"], "language": [language]})
    return translated(ROWS, "cartography", translations, {"stage_en": "stage_printed"}, documents)


def test_each_printed_cell_has_its_translation_beside_it_and_an_empty_cell_has_none() -> None:
    found = translate(TRANSLATION)["stage_en"]
    assert found[0] == "Clinical"
    assert pd.isna(found[1])


def test_what_a_document_prints_in_english_needs_no_translation() -> None:
    found = translate(language="en")["stage_en"]
    assert found[0] == "Clinique"
    assert pd.isna(found[1])


def test_a_translation_of_another_table_is_not_used() -> None:
    elsewhere = TRANSLATION | {"table_name": "molecule_comparison", "row_no": "7"}
    assert translate(TRANSLATION, elsewhere)["stage_en"][0] == "Clinical"


def test_a_printed_cell_without_a_translation_is_refused() -> None:
    with pytest.raises(InputError, match="translated into English"):
        translate()


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"printed": "Préclinique"}, "printed"),
        ({"row_no": "2"}, "row_no"),
        ({"row_no": "9"}, "row_no"),
        ({"column_name": "name_en"}, "column_name"),
    ],
)
def test_a_translation_of_no_printed_cell_or_of_another_text_is_refused_at_its_line(changes: dict[str, str], column: str) -> None:
    with pytest.raises(InputError) as caught:
        translate(TRANSLATION, TRANSLATION | {"source_line": 3} | changes)
    assert ("raw/d/translations.csv", 3, column) in {(p.file, p.line, p.column) for p in caught.value.problems}
