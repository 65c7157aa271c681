"""Each kind of constraint: read once from a schema, told in every face, and refused alike by the check and by the database."""

from typing import get_args

import duckdb
import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.app.column_metadata import column_schema
from pipeline.contract.arrow import conform
from pipeline.contract.check import failure_of, table_problems
from pipeline.contract.constraints import (
    ColumnRef,
    Constraint,
    ExactlyOne,
    Filled,
    ForeignKey,
    InCodeList,
    Locator,
    Matches,
    MatchesWhere,
    NumericText,
    OneOf,
    Range,
    Unique,
    ValueOrRange,
)
from pipeline.contract.duckdb import cell_sql, create_table, row_sql
from pipeline.contract.lineage import tables
from pipeline.contract.tables import Kind, describe
from pipeline.contract.words import code_list_words, column_words, constraint_words
from pipeline.describe.datapackage import field_constraints
from schemas.bases import Table
from schemas.fields import Boolean, Date, Decimal, Float, Integer, Text, field, value_or_range


class Thing(Table):
    """A table with each kind of constraint. It serves tests."""

    thing_id: Text = field("Thing.", "chose", str_matches="^[a-z]+$")
    state: Text = field("State.", "état", codes="relation_status")
    number: Integer = field("Number.", "nombre", null_means="Unknown.", ge=1, le=9, unit="count")
    degrees: Text = field("Degrees.", "degrés", null_means="Unknown.", number_between={"low": -90, "high": 90})
    stage_id: Text = field("Stage.", "stade", null_means="None.", scheme="stage", references="concepts.concept_id")
    part: Text = field("Part.", "partie", null_means="It is a whole.")
    whole: Text = field("Whole.", "tout", null_means="It is a part.")
    first_line: Integer = field("First line.", "ligne", null_means="See url.")
    last_line: Integer = field("Last line.", "ligne", null_means="See url.")
    url: Text = field("Address.", "adresse", null_means="See first_line.")

    class Config:
        name = "things"
        unique = ["thing_id"]
        one_locator = {"lines": ["first_line", "last_line"], "url": "url"}
        metadata = {"exactly_one": [("part", "whole")], "foreign_keys": [(["first_line", "last_line"], "runs", ["begin", "end"])]}


THING = describe(Thing)
GOOD: dict[str, object] = {
    **{"thing_id": "a", "state": "current", "number": 3, "degrees": "50.5", "stage_id": "clinical", "part": "p", "whole": None},
    **{"first_line": 1, "last_line": 2, "url": None},
}
CONCEPTS = pd.DataFrame({"concept_id": ["clinical", "vaccines"], "scheme": ["stage", "approach"]})
RUNS = pd.DataFrame({"begin": [1], "end": [2]})


def things(*changes: dict[str, object]) -> pd.DataFrame:
    return conform(pd.DataFrame([GOOD | change for change in changes]), THING)


def on(name: str) -> tuple[Constraint, ...]:
    return THING.constraints_of(THING.column(name))


# Reading


def test_each_constraint_of_a_schema_is_read_with_its_type() -> None:
    assert on("thing_id") == (Filled(), Unique(("thing_id",)), Matches("^[a-z]+$"))
    assert on("state") == (Filled(), OneOf(("current", "former")))
    assert on("number") == (Range(1, None), Range(None, 9))
    assert on("degrees") == (NumericText(-90, 90),)
    assert on("stage_id") == (InCodeList(("stage",)), ForeignKey(("stage_id",), "concepts", ("concept_id",), ("stage",)))
    assert THING.constraints == (
        Unique(("thing_id",)),
        ForeignKey(("first_line", "last_line"), "runs", ("begin", "end")),
        Locator(("first_line", "last_line"), "url"),
        ExactlyOne("part", "whole"),
    )


def test_a_check_that_no_face_can_show_is_refused_with_its_column_and_name() -> None:
    class Odd(Table):
        """A table with a check of pandera that is no kind of constraint."""

        text: Text = field("Text.", "texte", str_length={"min_value": 1})

        class Config:
            name = "odd"
            unique = ["text"]

    with pytest.raises(ValueError, match="text: no face can show the check str_length; use one of isin, str_matches"):
        describe(Odd)


def test_a_schema_is_decoded_once_however_often_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    known = pa.DataFrameModel.to_schema.__func__  # type: ignore[attr-defined]

    def counted(schema: type[pa.DataFrameModel]) -> pa.DataFrameSchema:
        asked.append(schema.__name__)
        return known(schema)  # type: ignore[no-any-return]

    monkeypatch.setattr(Table, "to_schema", classmethod(counted))

    class Again(Table):
        """A table of one column."""

        text: Text = field("Text.", "texte")

        class Config:
            name = "again"
            unique = ["text"]

    table = describe(Again)
    frame = conform(pd.DataFrame({"text": ["a"]}), table)
    assert table_problems(frame, describe(Again), {}) == []
    create_table(describe(Again), "db")
    column_schema(describe(Again))
    assert asked == ["Again"]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [(Text, Kind.TEXT), (Integer, Kind.WHOLE), (Float, Kind.REAL), (Decimal, Kind.EXACT), (Date, Kind.DAY), (Boolean, Kind.FLAG)],
    ids=lambda known: known.name if isinstance(known, Kind) else "",
)
def test_each_type_of_the_schemas_is_of_one_kind(type_: type, kind: Kind) -> None:
    class Typed(Table):
        """A table of one column."""

        value: type_ = field("Value.", "valeur")  # type: ignore[valid-type]

        class Config:
            name = "typed"
            unique = ["value"]

    assert describe(Typed).column("value").kind is kind


# The faces

FACES: list[tuple[Constraint, str, dict[str, object], str]] = [
    (Filled(), "NOT NULL", {"required": True}, "a value: this cell may not be empty"),
    (OneOf(("a", "it's")), """CHECK ("x" IN ('a', 'it''s'))""", {"enum": ["a", "it's"]}, "one of a, it's"),
    (Matches("^a$"), """CHECK (regexp_matches("x", '^a$'))""", {"pattern": "^a$"}, "matches the pattern ^a$"),
    (Range(1, None), 'CHECK ("x" >= 1)', {"minimum": 1}, ">= 1"),
    (Range(None, 9), 'CHECK ("x" <= 9)', {"maximum": 9}, "<= 9"),
    (Range(0, 9), 'CHECK ("x" >= 0 AND "x" <= 9)', {"minimum": 0, "maximum": 9}, ">= 0 and <= 9"),
    (
        NumericText(-1, 1),
        'CHECK (coalesce(TRY_CAST("x" AS DOUBLE) BETWEEN -1 AND 1, "x" IS NULL))',
        {},
        "a number from -1 to 1",
    ),
    (InCodeList(("a", "b")), "", {}, "in the code list a or b"),
    (Unique(("x", "y")), 'PRIMARY KEY ("x", "y")', {"unique": True}, "primary key: x, y"),
    (ForeignKey(("x",), "t", ("z",)), 'FOREIGN KEY ("x") REFERENCES "t" ("z")', {}, "points to t.z"),
    (
        ForeignKey(("x", "y"), "t", ("z", "w")),
        'FOREIGN KEY ("x", "y") REFERENCES "t" ("z", "w")',
        {},
        "x, y together point to t.z, w",
    ),
    (
        Locator(("x", "y"), "u"),
        'CHECK (("x" IS NULL) = ("u" IS NOT NULL) AND ("y" IS NULL) = ("u" IS NOT NULL))',
        {},
        "either all of the line numbers or an address, and not both: x, y or u",
    ),
    (ExactlyOne("x", "y"), 'CHECK (("x" IS NULL) <> ("y" IS NULL))', {}, "exactly one of x and y is filled"),
    (
        ValueOrRange("v", "a", "b", "q"),
        'CHECK (coalesce(CASE WHEN "q" = \'range\' THEN "v" IS NULL AND TRY_CAST("a" AS DOUBLE) <= TRY_CAST("b" AS DOUBLE) '
        'ELSE "v" IS NOT NULL AND "a" IS NULL AND "b" IS NULL END, false))',
        {},
        "v alone; or, where q is range, both a and b, the first not above the second",
    ),
    (
        MatchesWhere("x", "y", ("a", "b"), "^1$"),
        """CHECK ("y" NOT IN ('a', 'b') OR regexp_matches("x", '^1$'))""",
        {},
        "where y is a or b, x is of the pattern ^1$",
    ),
]


def test_the_database_refuses_the_rows_that_a_check_of_several_cells_refuses() -> None:
    rows = [(v, a, b, q) for v in ("1", None) for a in ("2", "x", None) for b in ("3", "1", None) for q in ("range", "exact")]
    frame = pd.DataFrame(rows, columns=["v", "a", "b", "q"])
    passing = value_or_range(frame, value="v", low="a", high="b", qualifier="q") & ~frame["a"].eq("x")
    condition = row_sql(ValueOrRange("v", "a", "b", "q")).removeprefix("CHECK ")
    assert duckdb.sql(f"SELECT {condition} FROM frame").fetchall() == [(expected,) for expected in passing]


def test_the_examples_are_of_every_kind_of_constraint() -> None:
    assert {type(constraint) for constraint, *_ in FACES} == set(get_args(Constraint))


@pytest.mark.parametrize(("constraint", "sql", "properties", "words"), FACES, ids=lambda known: type(known).__name__)
def test_each_kind_of_constraint_is_told_in_each_face(constraint: Constraint, sql: str, properties: dict[str, object], words: str) -> None:
    assert constraint_words(constraint) == words
    assert field_constraints([constraint]) == properties
    if isinstance(constraint, Filled | OneOf | Matches | Range | NumericText):
        assert cell_sql("x", constraint) == sql
    elif not isinstance(constraint, InCodeList):
        assert row_sql(constraint) == sql


def test_the_database_of_a_table_states_all_of_its_constraints_but_code_lists_of_concepts() -> None:
    sql = create_table(THING, "db")
    for column in THING.columns:
        for constraint in THING.constraints_of(column):
            if not isinstance(constraint, InCodeList):
                known = row_sql(constraint) if isinstance(constraint, Unique | ForeignKey) else cell_sql(column.name, constraint)  # type: ignore[arg-type]
                assert known in sql
    assert all(row_sql(constraint) in sql for constraint in THING.constraints)  # type: ignore[arg-type]


def test_the_ui_shows_all_constraints_of_a_table() -> None:
    shown = column_schema(THING)
    for column, seen in zip(THING.columns, shown.columns, strict=True):
        stated = THING.constraints_of(column)
        assert seen.constraints.nullable == (Filled() not in stated)
        assert seen.constraints.unique == (Unique((column.name,)) in stated)
        assert seen.constraints.other == [constraint_words(known) for known in stated if not isinstance(known, Filled | Unique)]
    assert list(shown.constraints.other) == [constraint_words(known) for known in THING.constraints]


def test_every_constraint_of_every_table_has_words_and_its_place_in_the_data_package() -> None:
    for table in tables().values():
        for column in table.columns:
            stated = table.constraints_of(column)
            assert all(constraint_words(constraint) for constraint in stated), (table.name, column.name)
            assert ("required" in field_constraints(stated)) != column.nullable
            assert field_constraints(stated).get("enum", []) == list(column.allowed_codes)


# The check


def test_a_good_row_passes() -> None:
    assert table_problems(things({}), THING, {"concepts": CONCEPTS, "runs": RUNS}) == []


@pytest.mark.parametrize(
    ("change", "constraint", "column"),
    [
        ({"state": None}, Filled(), "state"),
        ({"state": "gone"}, OneOf(("current", "former")), "state"),
        ({"thing_id": "A"}, Matches("^[a-z]+$"), "thing_id"),
        ({"number": 0}, Range(1, None), "number"),
        ({"number": 10}, Range(None, 9), "number"),
        ({"degrees": "91"}, NumericText(-90, 90), "degrees"),
        ({"degrees": "many"}, NumericText(-90, 90), "degrees"),
        ({"url": "https://a"}, Locator(("first_line", "last_line"), "url"), "first_line, last_line, url"),
        ({"last_line": None}, Locator(("first_line", "last_line"), "url"), "first_line, last_line, url"),
    ],
)
def test_what_pandera_finds_is_mapped_to_the_constraint_that_is_broken(
    change: dict[str, object], constraint: Constraint, column: str
) -> None:
    frame = things({"thing_id": "b"}, change)
    with pytest.raises(pa.errors.SchemaErrors) as found:
        THING.validator.validate(frame, lazy=True)
    [failure] = [failure_of(error, THING) for error in found.value.schema_errors]
    assert (failure.constraint, ", ".join(failure.columns), failure.positions) == (constraint, column, (1,))
    [problem] = table_problems(frame, THING, {})
    assert problem.column == column
    assert constraint_words(constraint) in problem.expected


@pytest.mark.parametrize(
    ("change", "column", "word"),
    [
        ({"stage_id": "none"}, "stage_id", "concepts.concept_id of the list stage"),
        ({"stage_id": "vaccines"}, "stage_id", "concepts.concept_id of the list stage"),
        ({"last_line": 3}, "first_line, last_line", "runs.begin, end"),
        ({"whole": "w"}, "part", "exactly one of part and whole"),
        ({"part": None}, "part", "exactly one of part and whole"),
    ],
)
def test_what_pandera_does_not_know_is_asked_all_the_same(change: dict[str, object], column: str, word: str) -> None:
    [problem] = table_problems(things(change), THING, {"concepts": CONCEPTS, "runs": RUNS})
    assert problem.column == column
    assert word in problem.expected


def test_a_key_that_two_rows_share_is_named_for_each_of_them() -> None:
    found = table_problems(things({}, {}), THING, {})
    assert [(problem.column, problem.value, problem.expected) for problem in found] == [("thing_id", "a", "one row for each key")] * 2


@pytest.mark.parametrize(
    ("wrong", "column", "word"),
    [
        (lambda frame: frame.drop(columns="state"), "state", "every column of the schema"),
        (lambda frame: frame.assign(more=1), "more", "only the columns of the schema"),
        (lambda frame: frame[[*frame.columns[1:], "thing_id"]], "thing_id", "the columns in the schema's order"),
        (lambda frame: frame.assign(number=frame["number"].astype("float64[pyarrow]")), "number", "of type int64"),
    ],
    ids=["missing", "unknown", "order", "type"],
)
def test_a_column_that_is_not_that_of_the_schema_is_named(wrong: object, column: str, word: str) -> None:
    found = table_problems(wrong(things({})), THING, {})  # type: ignore[operator]
    assert (column, True) in {(problem.column, word in problem.expected) for problem in found}


@given(
    st.fixed_dictionaries(
        {
            "thing_id": st.sampled_from(["a", "b", "A", "", "a1"]),
            "state": st.sampled_from(["current", "former", "gone", None]),
            "number": st.none() | st.integers(-2, 12),
            "degrees": st.none() | st.sampled_from(["-90", "90.0", "90.5", "-91", "north", ""]),
            "part": st.sampled_from(["p", None]),
            "whole": st.sampled_from(["w", None]),
            "first_line": st.sampled_from([1, None]),
            "last_line": st.sampled_from([2, None]),
            "url": st.sampled_from(["https://a", None]),
        }
    )
)
def test_the_database_refuses_a_row_if_and_only_if_the_check_refuses_it(row: dict[str, object]) -> None:
    table = THING._replace(foreign_keys=())
    with duckdb.connect() as db:
        db.execute(create_table(table, "memory"))
        try:
            db.execute(f"INSERT INTO things ({', '.join(GOOD)}) VALUES ({', '.join('?' * len(GOOD))})", list((GOOD | row).values()))
            stored = True
        except duckdb.ConstraintException:
            stored = False
    assert stored == (table_problems(things(row), table, {}) == [])


# Words


def test_the_words_of_a_column_are_put_together_in_one_place_in_the_ways_that_faces_need() -> None:
    number = THING.column("number")._replace(formula="a + b")
    assert column_words(number) == "Number. Unit: count. Null: Unknown."
    assert column_words(number, unit=False) == "Number. Null: Unknown."
    assert column_words(number, null="Empty") == "Number. Unit: count. Empty: Unknown."
    assert column_words(number, formula=True) == "Number. Unit: count. Null: Unknown. Formula: a + b."
    assert column_words(THING.column("thing_id"), formula=True) == "Thing."


def test_a_column_says_which_code_list_it_is_of() -> None:
    assert [code_list_words(THING.column(name)) for name in ("state", "stage_id", "part")] == ["relation_status", "concepts: stage", None]
    assert THING.column("stage_id")._replace(scheme="activity or approach").code_lists == ("activity", "approach")


def test_a_column_of_a_table_is_read_from_its_words_and_written_as_them() -> None:
    assert ColumnRef.parse("units.unit_id") == ColumnRef("units", "unit_id")
    assert str(ColumnRef("units", "unit_id")) == "units.unit_id"
    with pytest.raises(ValueError, match="unpack"):
        ColumnRef.parse("units")
