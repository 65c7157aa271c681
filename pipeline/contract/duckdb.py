"""The DuckDB face of a schema: DDL with enforced keys, checks and comments.

Belongs here: SQL text made from a schema. Does not belong here: opening or writing a database file (`pipeline/release/database.py`).
"""

from collections.abc import Collection
from typing import assert_never

from pipeline.contract.constraints import (
    ExactlyOne,
    Filled,
    ForeignKey,
    Locator,
    Matches,
    MatchesWhere,
    NumericText,
    OneOf,
    Range,
    RowConstraint,
    Unique,
    ValueConstraint,
    ValueOrRange,
)
from pipeline.contract.tables import Column, Table
from pipeline.contract.words import column_words
from schemas.fields import RANGE

TYPES = {"string": "VARCHAR", "int32": "INTEGER", "int64": "BIGINT", "double": "DOUBLE", "date32[day]": "DATE", "bool": "BOOLEAN"}


def sql_type(column: Column) -> str:
    """Return the DuckDB type of a column; KeyError for a type that no table uses yet."""
    name = str(column.type)
    return name.replace("decimal128", "DECIMAL").replace(" ", "") if name.startswith("decimal128") else TYPES[name]


def create_table(table: Table, schema: str, *, keyed: bool = True, dictionaries: Collection[str] = ()) -> str:
    """Return the CREATE TABLE statement of a table in a schema, with its checks and, if asked, its primary key and foreign keys. The tables
    that its keys point to are in the same schema.

    dictionaries: the columns whose values are stored once each, in a dictionary.
    """
    lines = [_column_sql(column, in_dictionary=column.name in dictionaries) for column in table.columns]
    if keyed:
        lines += [row_sql(Unique(table.key)), *map(row_sql, table.foreign_keys)]
    lines += [row_sql(limit) for limit in table.row_limits]
    return f'CREATE TABLE {schema}."{table.name}" (\n  ' + ",\n  ".join(lines) + "\n);"


def comments(table: Table, schema: str) -> list[str]:
    """Return the COMMENT ON statements of a table and of its columns."""
    texts = [f'COMMENT ON TABLE {schema}."{table.name}" IS {quote(table.description)};']
    for column in table.columns:
        text = f"{column_words(column)} [fr: {column.label_fr}]"
        texts.append(f'COMMENT ON COLUMN {schema}."{table.name}"."{column.name}" IS {quote(text)};')
    return texts


def quote(text: str) -> str:
    """Return a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def names(columns: tuple[str, ...]) -> str:
    """Return column names as SQL, quoted, with commas between them."""
    return ", ".join(f'"{column}"' for column in columns)


def _column_sql(column: Column, *, in_dictionary: bool) -> str:
    """Return the definition of a column; keys, which may be of several columns, are stated for the whole table."""
    stated: list[Filled | ValueConstraint] = [*([] if column.nullable else [Filled()]), *column.limits]
    words = [f'"{column.name}" {sql_type(column)}', *(["USING COMPRESSION dictionary"] if in_dictionary else [])]
    return " ".join([*words, *(cell_sql(column.name, constraint) for constraint in stated)])


def cell_sql(name: str, constraint: Filled | ValueConstraint) -> str:
    """Return the SQL of what holds for the cells of the column `name`."""
    match constraint:
        case Filled():
            return "NOT NULL"
        case OneOf(codes):
            return f'CHECK ("{name}" IN ({", ".join(map(quote, codes))}))'
        case Matches(pattern):
            return f'CHECK (regexp_matches("{name}", {quote(pattern)}))'
        case Range(low, high):
            ends = [f'"{name}" {sign} {end}' for sign, end in ((">=", low), ("<=", high)) if end is not None]
            return f"CHECK ({' AND '.join(ends)})"
        case NumericText(low, high):
            return f'CHECK (coalesce(TRY_CAST("{name}" AS DOUBLE) BETWEEN {low} AND {high}, "{name}" IS NULL))'
        case _:
            assert_never(constraint)


def row_sql(constraint: Unique | ForeignKey | RowConstraint) -> str:
    """Return the SQL of what holds for whole rows."""
    match constraint:
        case Unique(columns):
            return f"PRIMARY KEY ({names(columns)})"
        case ForeignKey(columns, target, target_columns):
            return f'FOREIGN KEY ({names(columns)}) REFERENCES "{target}" ({names(target_columns)})'
        case Locator(lines, url):
            filled = [f'("{name}" IS NULL) = ("{url}" IS NOT NULL)' for name in lines]
            return f"CHECK ({' AND '.join(filled)})"
        case ExactlyOne(one, other):
            return f'CHECK (("{one}" IS NULL) <> ("{other}" IS NULL))'
        case ValueOrRange(value, low, high, qualifier):
            alone = f'"{value}" IS NOT NULL AND "{low}" IS NULL AND "{high}" IS NULL'
            ends = f'"{value}" IS NULL AND TRY_CAST("{low}" AS DOUBLE) <= TRY_CAST("{high}" AS DOUBLE)'
            return f"CHECK (coalesce(CASE WHEN \"{qualifier}\" = '{RANGE}' THEN {ends} ELSE {alone} END, false))"
        case MatchesWhere(column, where, codes, pattern):
            listed = ", ".join(map(quote, codes))
            return f'CHECK ("{where}" NOT IN ({listed}) OR regexp_matches("{column}", {quote(pattern)}))'
        case _:
            assert_never(constraint)
