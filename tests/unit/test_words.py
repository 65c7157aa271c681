"""The words of the schemas: what is said of a column is typed once."""

import ast
import csv
import inspect
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.contract.constraints import Range
from pipeline.contract.published import published_tables
from pipeline.contract.tables import Column, Kind, Schema, describe
from pipeline.describe.in_french import FILE as FRENCH_WORDS
from pipeline.describe.in_french import french_words
from pipeline.kernel.paths import ROOT
from schemas import vocabulary
from schemas.bases import Table
from schemas.codes import CODE_LISTS
from schemas.copies import copied, shown
from schemas.fields import ONE_ITEM, POSITIVE_INTEGER, Integer, Text, field
from schemas.registry import OFFICIAL, TABLES, TRADE

FILES = sorted((ROOT / "schemas").glob("*.py"))
SCHEMAS = (*TABLES, *OFFICIAL, *TRADE)
COPIES = {"copied", "shown"}
WORDS = {"description", "label_fr", "of"}
SHORTEST = 6  # words of a description: fewer only name a column again
VOCABULARIES = ("vocabulary.", "words.")  # of all tables, and of the front tables


class Origin(NamedTuple):
    """Where a column has its words from: the line that types them, or the function that has them."""

    file: str
    place: str


def words_in(call: ast.Call) -> list[str]:
    """Return the words that a call types: all texts that it passes by position, and those passed as description, label or part of one."""
    passed = ([] if ast.unparse(call.func) in COPIES else call.args) + [key.value for key in call.keywords if key.arg in WORDS]
    return [part.value for value in passed for part in ast.walk(value) if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def origin_of(file: Path, statement: ast.AnnAssign) -> Origin | None:
    """Return where a column has its words from; None where it copies another column's."""
    assert isinstance(statement.value, ast.Call), f"{file.name}:{statement.lineno} states no column"
    function = ast.unparse(statement.value.func)
    if words_in(statement.value):
        return Origin(file.name, f"line {statement.lineno}")
    return None if function in COPIES else Origin("" if function.startswith(VOCABULARIES) else file.name, function)


def stated_columns() -> dict[tuple[str, str], Origin | None]:
    """Return the origin of the words of each column that a table class states, by class and column."""
    return {
        (node.name, statement.target.id): origin_of(file, statement)
        for file in FILES
        if file.name != "code.py"
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    }


ORIGINS = stated_columns()


def stated_by(schema: Schema, column: str) -> tuple[str, str]:
    """Return the class that states a column of a table, itself or one that it inherits from, with the column."""
    return next((base.__name__, column) for base in schema.__mro__ if (base.__name__, column) in ORIGINS)


def test_no_name_description_and_label_are_typed_twice() -> None:
    found: dict[tuple[str, str, str], set[Origin]] = defaultdict(set)
    for schema in TABLES + OFFICIAL + TRADE:
        for column in describe(schema).columns:
            if origin := ORIGINS[stated_by(schema, column.name)]:
                found[column.name, column.description, column.label_fr].add(origin)
    twice = {words: sorted(map(": ".join, places)) for words, places in found.items() if len(places) > 1}
    assert not twice


def test_a_copied_column_has_the_words_of_a_column_that_it_is_derived_from() -> None:
    columns = {(table.name, column.name): column for table in map(describe, TABLES) for column in table.columns}
    for schema in TABLES:
        for column in describe(schema).columns:
            if ORIGINS[stated_by(schema, column.name)] is None:
                sources = [columns[home, name] for home, name in (source.split(".") for source in column.derived_from)]
                assert (column.description, column.label_fr) in {(source.description, source.label_fr) for source in sources}


def test_a_published_column_that_holds_what_one_other_column_holds_is_declared_as_its_copy() -> None:
    columns = {(table.name, column.name): column for table in map(describe, TABLES) for column in table.columns}
    for schema in TABLES:
        for column in describe(schema).columns:
            sources = [columns[home, name] for home, name in (source.split(".") for source in column.derived_from)]
            if len(sources) == 1 and (column.description, column.label_fr) == (sources[0].description, sources[0].label_fr):
                assert ORIGINS[stated_by(schema, column.name)] is None, f"{describe(schema).name}.{column.name} can be copied()"


@pytest.mark.parametrize("name", [name for name, value in vars(vocabulary).items() if inspect.isfunction(value) and name != "field"])
def test_the_vocabulary_holds_only_words_that_are_needed_more_than_once(name: str) -> None:
    calls = [f"vocabulary.{name}(", f"return {name}("] if not name.startswith("_") else [f"{name}("]
    assert sum(file.read_text("utf-8").count(call) for file in FILES for call in calls) >= 2


def test_no_name_of_a_column_is_put_together_so_that_each_can_be_searched_for() -> None:
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and not ast.unparse(node).startswith(("f'^", "f'(?")):  # but a pattern
                sentence = "".join(part.value for part in node.values if isinstance(part, ast.Constant) and isinstance(part.value, str))
                assert " " in sentence, f"{file.name}:{node.lineno} builds a name"


class RawThings(Table):
    """Things as read, for these tests."""

    thing_id: Text = vocabulary.identifier("thing", "chose", references="raw_kinds.kind_id")
    place_no: Text = field("Place of the thing.", "rang", written=POSITIVE_INTEGER, null_means="It has none.")
    name: Text = field("Name.", "nom", written=ONE_ITEM, printed=True, lines=("first_line", "last_line"), formula="as read")
    status: Text = field("Status.", "statut", codes="event_status")

    class Config:
        name = "raw_things"


class Things(Table):
    """Things as published, for these tests."""

    thing_id: Text = copied(RawThings, "thing_id")
    place_no: Integer = copied(RawThings, "place_no", unit="count", null_means=None)
    name: Text = copied(RawThings, "name", also_from="kinds.name", description="Name as printed.")
    status: Text = shown(RawThings, "status")

    class Config:
        name = "things"


def test_a_copy_takes_over_what_its_source_says_but_for_how_raw_text_is_written_and_where_it_is_printed() -> None:
    thing, place, name, status = describe(Things).columns
    assert thing == describe(RawThings).columns[0]._replace(references="kinds.kind_id", derived_from=("raw_things.thing_id",))
    assert (place.nullable, place.unit, place.limits) == (False, "count", (Range(1, None),))
    assert (name.description, name.label_fr, name.derived_from) == ("Name as printed.", "nom", ("raw_things.name", "kinds.name"))
    assert (name.lines, name.printed, name.formula, name.limits) == ((), False, None, ())
    assert status == describe(RawThings).columns[3]._replace(derived_from=("raw_things.status",))


def test_a_copy_of_a_column_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError, match="nothing"):
        copied(RawThings, "nothing")


def said_of(columns: Iterable[Column]) -> set[str]:
    """Return what is said of columns: what each holds, and what an empty cell means."""
    return {text for column in columns for text in (column.description, column.null_means) if text}


def test_each_description_says_in_a_sentence_what_the_column_holds() -> None:
    vague = {
        f"{table.name}.{column.name}": column.description
        for table in published_tables()
        for column in table.columns
        if len(column.description.split()) < SHORTEST or not column.description.endswith((".", "..."))
    }
    assert not vague
    columns = [(f"{table.name}.{column.name}", column) for table in published_tables() for column in table.columns]
    assert not [name for name, column in columns if column.kind in (Kind.EXACT, Kind.REAL) and not column.unit]
    wrong = ((".*_en", "in French"), (".*_fr", "in English"))
    assert not [name for name, column in columns for ending, other in wrong if re.fullmatch(ending, name) and other in column.description]


def test_all_that_is_said_of_a_published_column_is_said_in_french_too_and_nothing_else_is() -> None:
    french = french_words()
    assert said_of(column for table in published_tables() for column in table.columns) == set(french)
    lines = FRENCH_WORDS.read_text("utf-8").splitlines()[1:]
    rows = list(csv.reader(lines))
    assert rows == sorted(rows)
    assert len(rows) == len(french)
    assert not [words for words in french.values() if "'" in words.replace("''", "")]
    for english, own in french.items():  # names of columns and tables stand in both
        assert names_in(own) >= names_in(english), own


def names_in(words: str) -> set[str]:
    """Return the names of columns and tables in a sentence; of two languages, a sentence may name its own."""
    return {re.sub("_(en|fr)$", "", name) for name in re.findall(r"`[^`]+`|\b[a-z]+(?:_[a-z0-9]+)+\b", words)}


def test_no_description_uses_a_phrase_that_nobody_says_today() -> None:
    phrases = ("at hand", "folded", "Plain.", "is to be had", "bears it out", "takes for granted", "held against")
    words = {
        f"{schema.to_schema().name}.{column.name}": f"{column.description} {column.null_means}"
        for schema in SCHEMAS
        for column in describe(schema).columns
    }
    words |= {describe(schema).name: describe(schema).description for schema in SCHEMAS}
    assert {place: text for place, text in words.items() if any(phrase in text for phrase in phrases)} == {}


def test_every_french_label_has_typographic_apostrophes() -> None:
    labels = {f"{schema.to_schema().name}.{column.name}": column.label_fr for schema in SCHEMAS for column in describe(schema).columns}
    labels |= {f"{name}.{code}": known.label_fr for name, codes in CODE_LISTS.items() for code, known in codes.items()}
    assert {place: label for place, label in labels.items() if "'" in label} == {}
