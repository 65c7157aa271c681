"""The forms of the files of a release: each stated once, and no file without one."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.contract.lineage import tables
from pipeline.contract.tables import Table, describe
from pipeline.describe.datapackage import datapackage
from pipeline.describe.dcat import dcat
from pipeline.describe.described import Described, File
from pipeline.describe.descriptions import write_descriptions
from pipeline.describe.examples import EXAMPLES
from pipeline.describe.forms import (
    BY_PLACE,
    CODE_LISTS,
    CSV,
    FORMS,
    TURTLE,
    Form,
    Format,
    form_of,
    format_of,
    refuse_unknown,
    table_paths,
    tables_in,
)
from pipeline.describe.metadata import metadata
from pipeline.describe.prov import prov
from pipeline.describe.readme import readme
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import InputError
from pipeline.release.table_files import table_files
from schemas.indicators import Units

UNITS = describe(Units)
NAMES = ["units", "sites"]


def release(*paths: str) -> Described:
    dictionary = pd.DataFrame([{"table_name": "units", "column_name": column.name, "licence": "L"} for column in UNITS.columns])
    documents = pd.DataFrame(
        {"document_id": ["d"], "licence": ["not stated"], "label_en": ["D"], "sha256": [None], "year": [2020], "earliest_year": [None]}
    )
    frames = {"data_dictionary": dictionary, "documents": documents, "units": pd.DataFrame()}
    frames |= {name: empty(tables()[name]) for example in EXAMPLES for name in example.tables}
    files = {path: File(3, "0" * 64) for path in (*table_paths("units"), *paths)}
    return Described(metadata(), (UNITS,), frames, files, {})


def empty(table: Table) -> pd.DataFrame:
    return pd.DataFrame({column.name: pd.Series(dtype=pd.ArrowDtype(column.type)) for column in table.columns})


@pytest.mark.parametrize(("form", "format_"), BY_PLACE.values(), ids=lambda known: getattr(known, "folder", None))
def test_the_form_and_the_format_of_a_file_follow_from_its_path(form: Form, format_: Format) -> None:
    path = form.path("units", format_)
    assert (form_of(path), format_of(path)) == (form, format_)


def test_no_two_forms_share_a_folder_and_a_suffix() -> None:
    assert len(BY_PLACE) == sum(len(form.formats) for form in FORMS)


def test_a_file_of_a_table_holds_that_table_and_any_other_file_all_of_them() -> None:
    assert [tables_in(path, NAMES) for path in table_paths("units")] == [["units"], ["units"]]
    assert table_paths("units") == ["parquet/core/units.parquet", "csv/core/units.csv"]
    assert table_paths("actors") == ["parquet/actors.parquet", "csv/actors.csv"]
    assert tables_in(CODE_LISTS.path("units", CSV), NAMES) == NAMES
    assert tables_in(CODE_LISTS.path("codelists", TURTLE), NAMES) == NAMES


def test_the_files_that_are_written_for_a_table_are_those_that_the_forms_state() -> None:
    assert sorted(table_files("units", pa.table({"unit_id": ["EUR"]}))) == sorted(table_paths("units"))


@pytest.mark.parametrize("path", ["maps/sites.kml", "csv/other/units.csv", "csv/units.txt", "parquet/units.csv", "notes.csv", "units"])
def test_a_file_of_an_unknown_form_is_refused_by_name(path: str) -> None:
    with pytest.raises(InputError) as refused:
        refuse_unknown([*table_paths("units"), path], NAMES)
    [problem] = refused.value.problems
    assert problem.file == f"release file {path}"
    assert "parquet/*.parquet" in problem.expected
    assert "pipeline/describe/forms.py" in problem.remedy


def test_a_file_that_is_named_after_no_table_is_refused_by_name() -> None:
    with pytest.raises(InputError) as refused:
        refuse_unknown(["csv/core/units.csv", "csv/core/unit.csv", "csv/units.csv", "charts/unit.svg"], NAMES)
    assert [problem.file for problem in refused.value.problems] == [*("release file csv/core/unit.csv", "release file csv/units.csv")]


@pytest.mark.parametrize("face", [dcat, datapackage, prov], ids=lambda face: face.__name__)
def test_no_description_of_a_release_tells_of_a_file_of_an_unknown_form(face: Callable[[Described], str]) -> None:
    assert "units" in face(release("charts/a.svg", "codelists/side.csv"))
    with pytest.raises(InputError, match=r"release file maps/sites\.kml"):
        face(release("maps/sites.kml"))


def test_nothing_is_written_of_a_release_with_a_file_of_an_unknown_form(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"release file maps/sites\.kml"):
        write_descriptions(tmp_path, release("maps/sites.kml"), ROOT)
    assert list(tmp_path.iterdir()) == []


def test_the_readme_tells_of_every_form_where_its_files_are() -> None:
    text = readme(release())
    for form in FORMS:
        place = f"{form.folder}/" if form.folder else form.path(metadata().name)
        assert f"| `{place}` | {form.words} |" in text
