"""Core functions on tiny literal tables."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contract.lineage import tables
from pipeline.core.corrections import corrected, corrections, corrections_are_possible
from pipeline.core.flags import in_several_categories, misplaced
from pipeline.core.hierarchy import ancestors, in_circle
from pipeline.core.record_ids import record_ids
from pipeline.core.reference import concepts, document_sections, localities
from pipeline.core.resolve import resolve
from pipeline.kernel.problems import InputError
from pipeline.raw.cells import items, pieces, whole


def test_a_cell_is_taken_apart_into_its_fragments_with_their_lines() -> None:
    frame = pd.DataFrame({"cell": ["a ~ b | b c", None, "d"], "lines": ["3 ~ 8 | 5-7", None, "9"], "first_line": ["3", "1", "9"]})
    found = pieces(frame, "cell", "lines")[["cell", "item_no", "first_line", "last_line"]]
    assert found.to_numpy().tolist() == [["a", 1, 3, 3], ["b", 1, 8, 8], ["b c", 2, 5, 7], ["d", 1, 9, 9]]


def test_an_item_reads_as_in_print_and_runs_from_its_first_to_its_last_line() -> None:
    frame = pd.DataFrame({"cell": ["a ~ b | c", None], "lines": ["5-7 ~ 9 | 8", None]})
    found = items(frame, "cell", "lines")[["cell", "item_no", "first_line", "last_line"]]
    assert found.to_numpy().tolist() == [["a b", 1, 5, 9], ["c", 2, 8, 8]]


def test_a_whole_cell_reads_as_in_print() -> None:
    assert whole(pd.Series(["Seneffe et | Gosselies", "x ~ y"])).tolist() == ["Seneffe et Gosselies", "x y"]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6))
def test_every_row_is_its_own_ancestor_and_has_one_for_each_step_up(parents: list[int]) -> None:
    known = [str(p) if p < i else None for i, p in enumerate(parents)]
    frame = pd.DataFrame({"id": [str(i) for i in range(len(parents))], "parent": pd.Series(known, dtype="object")})
    found = ancestors(frame, "id", "parent")
    for i, parent in enumerate(known):
        mine = found[found["descendant"] == str(i)].sort_values("distance")
        expected, step = [str(i)], parent
        while step is not None:
            expected.append(step)
            step = known[int(step)]
        assert mine["ancestor"].tolist() == expected


def test_a_circle_of_parents_is_found_and_has_no_ancestors() -> None:
    frame = pd.DataFrame({"id": ["a", "b", "c"], "parent": ["b", "a", "a"]})
    assert in_circle(frame, "id", "parent")["id"].tolist() == ["a", "b"]
    with pytest.raises(ValueError, match="circle"):
        ancestors(frame, "id", "parent")


def test_a_circle_of_concepts_is_refused_with_each_of_their_rows() -> None:
    frame = pd.DataFrame({"concept_id": ["a", "b"], "broader_id": ["b", "a"], "source_file": "raw/f.csv", "source_line": [2, 3]})
    with pytest.raises(InputError, match="of this circle") as caught:
        concepts(frame, pd.DataFrame(), pd.DataFrame())
    assert [(p.file, p.line, p.column, p.value) for p in caught.value.problems] == [
        ("raw/f.csv", 2, "broader_id", "b"),
        ("raw/f.csv", 3, "broader_id", "a"),
    ]


def test_a_printed_text_without_mapping_is_refused_with_its_place_and_the_file_to_edit() -> None:
    frame = pd.DataFrame({"stage": ["x", "y"], "source_file": ["raw/t.csv"] * 2, "source_line": [2, 3]})
    mapping = pd.DataFrame({"printed": ["x"], "code": ["c"], "source_file": ["raw/reference/m.csv"], "source_line": [2]})
    with pytest.raises(InputError) as caught:
        resolve(frame, "raw_cartography.stage", mapping)
    [problem] = caught.value.problems
    assert (problem.file, problem.line, problem.column, problem.value) == ("raw/t.csv", 3, "stage", "y")
    assert "raw/reference/m.csv" in problem.remedy


def raw_correction(**changes: str) -> pd.DataFrame:
    row = {
        "correction_id": "c",
        "document_id": "d",
        "table_name": "cartography",
        "record_id": "d|1",
        "column_name": "stage",
        "printed": "commerical",
        "published": "commercial",
        "source_file": "raw/corrections.csv",
        "source_line": 2,
    }
    return pd.DataFrame([row | changes])


FRAME = pd.DataFrame({"document_id": ["d", "d"], "row_no": [1, 2], "stage_printed": ["commerical", "commerical"]})


def correct(rows: pd.DataFrame) -> pd.DataFrame:
    return corrected(FRAME, "cartography", ["document_id", "row_no"], rows, {"stage": "stage_printed"})


def test_a_correction_changes_its_own_cell_only_and_leaves_the_printed_one() -> None:
    result = correct(raw_correction())
    assert result["stage"].tolist() == ["commercial", "commerical"]
    assert result["stage_printed"].tolist() == ["commerical", "commerical"]


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"record_id": "d|9"}, "matches nothing"), ({"printed": "commercial"}, "what the row prints")],
)
def test_a_correction_that_no_longer_matches_is_refused(changes: dict[str, str], word: str) -> None:
    with pytest.raises(InputError, match=word):
        correct(raw_correction(**changes))


RAW_ROWS = pd.DataFrame({"document_id": ["d"], "row_no": ["1"], "first_line": ["3"], "last_line": ["5"]})


@pytest.mark.parametrize("changes", [{"column_name": "first_line"}, {"table_name": "corrections", "column_name": "published"}])
def test_a_correction_of_a_column_that_cannot_be_corrected_is_refused(changes: dict[str, str]) -> None:
    [problem] = corrections_are_possible(raw_correction(**changes))
    assert problem.column == "column_name"
    assert "cartography.stage" in problem.expected


def test_two_corrections_of_one_cell_are_refused() -> None:
    twice = pd.concat([raw_correction(), raw_correction(correction_id="d", published="other")], ignore_index=True)
    assert [problem.expected for problem in corrections_are_possible(twice)] == ["one correction of each cell"] * 2


def test_a_correction_has_the_lines_of_the_row_that_it_corrects() -> None:
    others = ("biomanufacturing_history", "citations", "figures", "molecule_comparison")
    none = {name: pd.DataFrame(columns=[*tables()[name].key, "first_line", "last_line"]) for name in others}
    found = corrections(raw_correction(), cartography=RAW_ROWS, **none)
    assert found[["first_line", "last_line"]].to_numpy().tolist() == [["3", "5"]]


def test_a_record_id_is_the_values_of_the_key_joined_in_its_order() -> None:
    assert record_ids(FRAME, ["document_id", "row_no"]).tolist() == ["d|1", "d|2"]
    assert record_ids(FRAME, ["document_id"]).tolist() == ["d", "d"]


GEOGRAPHIES = pd.DataFrame(
    [
        ("be", "Belgique", "Belgium", "country", None, "ISO 3166-1", "BE"),
        ("w", "Wallonie", "Wallonia", "region", "be", "NUTS 2024", "BE3"),
        ("n", "Namur", "Namur", "province", "w", "NUTS 2024", "BE35"),
        ("l", "Liège", "Liège", "province", "w", "NUTS 2024", "BE33"),
        ("al", "Arr. Liège", "Arr. Liège", "nuts3", "l", "NUTS 2024", "BE332"),
        ("s", "Seraing", "Seraing", "municipality", "al", "NIS", "62096"),
    ],
    columns=["geography_id", "label_fr", "label_en", "level", "parent_id", "code_scheme", "code"],
)


def test_the_areas_and_codes_of_a_place_are_found_by_going_up() -> None:
    raw = pd.DataFrame({"locality_id": ["s"], "parent_id": ["s"], "label_fr": ["Seraing"], "label_en": ["Seraing"]})
    row = localities(raw, GEOGRAPHIES).iloc[0]
    codes = ["municipality", "nis_code", "province", "nuts3_code", "nuts2_code", "nuts1_code", "country_code"]
    assert row[codes].tolist() == ["Seraing", "62096", "Liège", "BE332", "BE33", "BE3", "BE"]


@pytest.mark.parametrize(("area", "flags"), [("l", 0), ("w", 0), ("n", 1), (None, 0)])
def test_a_place_is_flagged_when_and_only_when_its_printed_area_does_not_hold_it(area: str | None, flags: int) -> None:
    site = pd.DataFrame(
        {"document_id": ["d"], "row_no": [30], "locality_id": ["s"], "area_id": pd.Series([area], dtype="object"), "place_printed": ["x"]}
    )
    assert len(misplaced(site, GEOGRAPHIES)) == flags


def test_an_organisation_in_two_bands_is_flagged_once_at_the_lines_of_its_name() -> None:
    rows = pd.DataFrame(
        {"document_id": "d", "row_no": ["1", "2", "3"], "name": ["A", "B", "A"], "name_lines": ["10", "20-21", "30-31"]}, dtype="object"
    )
    listed = pd.DataFrame(
        {"organisation_id": ["a", "b", "a"], "category_id": ["x", "x", "y"], "basis": "table", "document_id": "d", "row_no": [1, 2, 3]}
    )
    concepts = pd.DataFrame({"concept_id": ["x", "y"], "label_en": ["X", "Y"], "label_fr": ["X", "Y"]})
    [found] = in_several_categories(listed, rows, pd.DataFrame({"organisation_id": ["a", "b"], "name": ["A", "B"]}), concepts).to_dict(
        "records"
    )
    lines = [found[name] for name in ("first_line", "last_line", "other_first_line", "other_last_line")]
    assert (found["flag_id"], found["printed"], lines) == ("categories-d-a-1-3", "A", [10, 10, 30, 31])


def test_sections_cut_the_document_without_gap_or_overlap() -> None:
    raw = pd.DataFrame(
        {
            "document_id": ["d"] * 4,
            "section_no": ["I", "1.1", "1.2", "II"],
            "parent_section_no": [None, "I", "I", None],
            "first_line": ["1", "5", "9", "20"],
            "last_line": ["1", "6", "9", "20"],
        }
    )
    made = document_sections(raw, pd.DataFrame({"document_id": ["d"], "line_count": ["30"]})).sort_values("first_line")
    assert made[["first_line", "last_line", "subtree_last_line", "level"]].to_numpy().tolist() == [
        [1, 4, 19, 1],
        [5, 8, 8, 2],
        [9, 19, 19, 2],
        [20, 30, 30, 1],
    ]
