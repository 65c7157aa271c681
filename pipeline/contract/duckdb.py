"""The DuckDB face of a schema: DDL with enforced keys, checks and comments.

Belongs here: SQL text made from a schema. Does not belong here: opening or writing a database file (`pipeline/release/database.py`).
"""

from pipeline.contract.tables import Column, ForeignKey, Table

TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "date32[day]": "DATE", "bool": "BOOLEAN"}


def sql_type(column: Column) -> str:
    """Return the DuckDB type of a column; KeyError for a type that no table uses yet."""
    name = str(column.type)
    return name.replace("decimal128", "DECIMAL").replace(" ", "") if name.startswith("decimal128") else TYPES[name]


def create_table(table: Table, database: str) -> str:
    """Return the CREATE TABLE statement of a table, with its primary key, foreign keys and checks."""
    lines = [_column_sql(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({names(table.key)})")
    lines += [_foreign_key_sql(key) for key in table.foreign_keys]
    lines += [_locator_sql(**known) for check, known in table.checks if check == "one_locator"]
    lines += [f'CHECK (("{one}" IS NULL) <> ("{other}" IS NULL))' for one, other in table.metadata.get("exactly_one", [])]
    return f'CREATE TABLE {database}."{table.name}" (\n  ' + ",\n  ".join(lines) + "\n);"


def create_view(view: Table, database: str) -> str:
    """Return the CREATE VIEW statement of a view; within the database, so that the file may be attached under any name."""
    return f'CREATE VIEW {database}."{view.name}" AS {view.metadata["sql"].strip()};'


def comments(table: Table, database: str) -> list[str]:
    """Return the COMMENT ON statements of a table, or of a view, and of its columns."""
    kind = "VIEW" if "sql" in table.metadata else "TABLE"
    texts = [f'COMMENT ON {kind} {database}."{table.name}" IS {quote(table.description)};']
    for column in table.columns:
        unit = f" Unit: {column.unit}." if column.unit else ""
        null = f" Null: {column.null_means}" if column.null_means else ""
        text = f"{column.description}{unit}{null} [fr: {column.label_fr}]"
        texts.append(f'COMMENT ON COLUMN {database}."{table.name}"."{column.name}" IS {quote(text)};')
    return texts


def quote(text: str) -> str:
    """Return a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def names(columns: tuple[str, ...]) -> str:
    """Return column names as SQL, quoted, with commas between them."""
    return ", ".join(f'"{column}"' for column in columns)


def _column_sql(column: Column) -> str:
    null = "" if column.nullable else " NOT NULL"
    checks = "".join(f" CHECK ({sql})" for name, known in column.checks if (sql := _check_sql(column.name, name, known)))
    return f'"{column.name}" {sql_type(column)}{null}{checks}'


def _check_sql(name: str, check: str, known: dict[str, object]) -> str:
    """Return the SQL of a pandera check, or '' for those without one."""
    if check == "isin":
        return f'"{name}" IN (' + ", ".join(quote(str(code)) for code in known["allowed_values"]) + ")"  # type: ignore[attr-defined]
    if check == "greater_than_or_equal_to":
        return f'"{name}" >= {known["min_value"]}'
    if check == "less_than_or_equal_to":
        return f'"{name}" <= {known["max_value"]}'
    if check == "str_matches":
        pattern = getattr(known["pattern"], "pattern", known["pattern"])
        return f'regexp_matches("{name}", {quote(str(pattern))})'
    return ""


def _locator_sql(lines: list[str], url: str) -> str:
    """Return the check that a row has either all of its line numbers or an address, and not both."""
    filled = [f'("{name}" IS NULL) = ("{url}" IS NOT NULL)' for name in lines]
    return f"CHECK ({' AND '.join(filled)})"


def _foreign_key_sql(key: ForeignKey) -> str:
    return f'FOREIGN KEY ({names(key.columns)}) REFERENCES "{key.target}" ({names(key.target_columns)})'
