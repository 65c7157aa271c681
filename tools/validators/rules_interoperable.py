"""Rules for a release that is interoperable: one set of columns, codes, keys and names in every form of file.

Each rule is a function that returns what it finds; its name is the sentence that holds. Imports nothing that made the release.
"""

import re

import duckdb
import pyarrow.parquet as pq
from rdflib import RDF, SKOS, Graph, URIRef

from tools.validators.outside import BASE
from tools.validators.released import Released, Row, differing, named, unless

LONGEST = 31  # a sheet of a workbook has no longer name
# What a Parquet file says of a column, by the column of data_dictionary that says the same.
FOOTER = {"description_en": "description_en", "unit": "unit", "null_means": "null_means_en", "nullable": "is_nullable"}


def the_dictionary_has_the_columns_of_every_file_in_their_order(release: Released) -> list[str]:
    """Parquet, Data Package, Croissant and database have the columns that data_dictionary lists, in its order."""
    ordered: dict[str, list[str]] = {}
    for row in sorted(release.columns, key=lambda row: row["position"]):
        ordered.setdefault(row["table_name"], []).append(row["column_name"])
    found = [(f"parquet/{name}", name, pq.read_schema(release.parquet(name)).names) for name in release.tables]
    found += [
        (f"datapackage.json, {name}", name, [field["name"] for field in resource["schema"]["fields"]])
        for name, resource in release.resources.items()
    ]
    found += [
        (f"croissant.json, {known['name']}", known["name"], [field["name"] for field in known["field"]])
        for known in release.croissant["recordSet"]
    ]
    with duckdb.connect(str(release.folder / "wallonia_biomanufacturing.duckdb"), read_only=True) as db:
        sql = "SELECT table_name, list(column_name ORDER BY ordinal_position) FROM information_schema.columns GROUP BY 1 ORDER BY 1"
        stored = dict(db.execute(sql).fetchall())
    found += [(f"database, {name}", name, columns) for name, columns in stored.items()]
    wrong = [f"{place}: {', '.join(names)}" for place, table, names in found if names != ordered.get(table)]
    return wrong + differing("database", set(stored), set(ordered))


def every_column_is_described_and_labelled_in_french(release: Released) -> list[str]:
    """Each column has a description that ends with a full stop, and a label."""
    return sorted(named([row for row in release.columns if not row["description_en"].endswith(".") or not row["label_fr"]]))


def parquet_files_describe_their_columns_themselves(release: Released) -> list[str]:
    """The fields of Parquet files hold what data_dictionary says of their columns."""
    known = {(row["table_name"], row["column_name"]): row for row in release.columns}
    findings = []
    for table in release.tables:
        for field in pq.read_schema(release.parquet(table)):
            row = known.get((table, field.name), {})
            held: Row = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()} | {"nullable": field.nullable}
            same = all(held.get(name) == row.get(column) for name, column in FOOTER.items())
            findings += unless(same, f"parquet/{table}, {field.name}: not as in data_dictionary")
    return findings


def each_coded_column_has_its_list_published_with_every_code_that_it_holds(release: Released) -> list[str]:
    """The codes of a column are in the lists that it names; each list is the same as CSV and as SKOS, and names the column."""
    graph = Graph().parse(data=release.files["codelists/codelists.ttl"], publicID=BASE)
    coded = [row for row in release.columns if row["code_list"] and row["table_name"] in release.tables]
    findings = unless(len(coded) > 50, f"data_dictionary: only {len(coded)} coded columns")
    for row in coded:
        column = f"{row['table_name']}.{row['column_name']}"
        codes = {name: release.codes(name) for name in row["code_list"].removeprefix("concepts: ").split(" or ")}
        values = pq.read_table(release.parquet(row["table_name"]))[row["column_name"]].unique().drop_null().to_pylist()
        findings += [f"{column}: {code} is in no list" for code in sorted(set(values) - set().union(*codes.values()))]
        for name, listed in codes.items():
            scheme = URIRef(f"{BASE}#{name}")
            notations = {str(graph.value(concept, SKOS.notation)) for concept in graph.subjects(SKOS.inScheme, scheme)}
            findings += differing(f"codelists.ttl, {name}", notations, listed)
            notes = " ".join(map(str, graph.objects(scheme, SKOS.note)))
            findings += unless(column in notes, f"codelists.ttl, {name}: does not name {column}")
    return findings


def identifiers_of_concepts_are_unique_and_every_list_has_one_home(release: Released) -> list[str]:
    """No concept is listed twice, no list is both open and closed, and a broader concept is one of the same list."""
    concepts, closed = release.rows("concepts"), release.rows("code_lists")
    graph = Graph().parse(data=release.files["codelists/codelists.ttl"], publicID=BASE)
    schemes = {row["scheme"] for row in concepts} & {row["code_list"] for row in closed}
    return [
        *unless(len({row["concept_id"] for row in concepts}) == len(concepts), "concepts: an identifier that is there twice"),
        *[f"{name}: a list of concepts and a closed list" for name in sorted(schemes)],
        *unless(
            len(set(graph.subjects(RDF.type, SKOS.Concept))) == len(concepts) + len(closed), "codelists.ttl: another number of concepts"
        ),
        *[
            f"codelists.ttl: {narrow} and {broad} are of different lists"
            for narrow, broad in graph.subject_objects(SKOS.broader)
            if graph.value(narrow, SKOS.inScheme) != graph.value(broad, SKOS.inScheme)
        ],
    ]


def primary_keys_are_unique_and_foreign_keys_hold(release: Released) -> list[str]:
    """The keys that datapackage.json states hold in the Parquet files."""
    findings, checked = [], 0
    with duckdb.connect() as db:
        for name, resource in release.resources.items():
            schema, rows = resource["schema"], _rows(release, name)
            key = _names(schema["primaryKey"])
            twice = db.execute(f"SELECT 1 FROM {rows} GROUP BY {key} HAVING count(*) > 1").fetchall()
            findings += unless(not twice, f"{name}: {key} is not unique")
            for foreign in [*schema.get("foreignKeys", []), *schema.get("foreign_keys_where_filled", [])]:
                target, columns = foreign["reference"], _names(foreign["fields"])
                filled = " AND ".join(f'"{column}" IS NOT NULL' for column in foreign["fields"])
                pointed = f"SELECT {_names(target['fields'])} FROM {_rows(release, target['resource'] or name)}"
                lost = db.execute(f"SELECT {columns} FROM {rows} WHERE {filled} EXCEPT {pointed}").fetchall()
                findings += unless(not lost, f"{name}: {columns} points to no row of {target['resource'] or name}")
                checked += 1
    return findings + unless(checked > 60, f"datapackage.json: only {checked} foreign keys")


def _rows(release: Released, table: str) -> str:
    return f"read_parquet('{release.parquet(table)}')"


def _names(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def names_fit_everywhere(release: Released) -> list[str]:
    """Names of tables and columns are lower case, and those of tables short enough for a sheet of a workbook."""
    tables = {row["table_name"] for row in release.columns}
    names = tables | {row["column_name"] for row in release.columns}
    return [f"{name}: lower case letters, digits and _" for name in sorted(names) if not re.fullmatch(r"[a-z][a-z0-9_]*", name)] + [
        f"{name}: longer than {LONGEST} characters" for name in sorted(tables) if len(name) > LONGEST
    ]


RULES = (
    the_dictionary_has_the_columns_of_every_file_in_their_order,
    every_column_is_described_and_labelled_in_french,
    parquet_files_describe_their_columns_themselves,
    each_coded_column_has_its_list_published_with_every_code_that_it_holds,
    identifiers_of_concepts_are_unique_and_every_list_has_one_home,
    primary_keys_are_unique_and_foreign_keys_hold,
    names_fit_everywhere,
)
