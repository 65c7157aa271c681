"""The list of actors and the card of each.

Belongs here: what a row of the list and a card say of an actor, each value with where it stands. Does not belong here: the filters
(`facets.py`), the map (`site_map.py`), what happened and ties (`ties.py`).
"""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.page.facets import STAGES, label_of
from pipeline.page.language import Row, Texts, listed
from pipeline.page.places import SEPARATOR, Places, reference
from pipeline.page.tables import Rows
from pipeline.page.ties import Ties


class Value(NamedTuple):
    """A value of a card: its text, the reference to where it is printed, and the address that it leads to; empty where there is none."""

    text: str
    source: str = ""
    href: str = ""


class Fact(NamedTuple):
    """A line of a card: what it is about, and its values."""

    label: str
    values: list[Value]


class Actors:
    """Makes rows and cards from the tables in one language."""

    def __init__(self, rows: Rows, places: Places, texts: Texts) -> None:
        self.rows, self.places, self.texts = rows, places, texts
        self.ties = Ties(rows, places, texts)
        self.categories = {row["concept_id"]: texts(f"category.{row['concept_id']}") for row in self._categories()}

    def _categories(self) -> list[Row]:
        used = {code for row in self.rows["actors"] for code in listed(row["category_ids"])}
        return sorted((row for row in self.rows["concepts"] if row["concept_id"] in used), key=lambda row: row["sort_order"])

    def legend(self) -> list[Row]:
        """Return the categories: code, short name, whole name."""
        return [{"id": row["concept_id"], "name": self.categories[row["concept_id"]], "whole": row["label"]} for row in self._categories()]

    def all(self, answers: dict[str, dict[str, list[str]]]) -> list[Row]:
        """Return the actors by name, each with what its row and its card show. answers: what each actor answers to, by facet."""
        ordered = sorted(self.rows["actors"], key=lambda row: row["name"].casefold())
        return [self._actor(row, answers[row["organisation_id"]]) for row in ordered]

    def _actor(self, row: Row, answer: dict[str, list[str]]) -> Row:
        name = row["organisation_id"]
        return {
            "id": name,
            "name": row["name"],
            "categories": listed(row["category_ids"]),
            "category": " + ".join(self.categories[code] for code in listed(row["category_ids"])),
            "answers": " ".join(sorted({f"{facet}.{key}" for facet, keys in answer.items() for key in keys})),
            "approaches": self._or_not_stated(row["approaches"], "approach.none"),
            "localities": row["localities"].replace("; ", ", "),
            "stages": self.stages(row),
            "stage_known": row["is_stage_known"],
            "status": row["status"] or "",
            "facts": [fact for fact in self._facts(row) if fact.values],
            "place": self.places.of_lines(row["document_ids"], row["lines"]),
            "events": self.ties.events_of(name),
            "relationships": self.ties.relationships_of(name),
            "numbers": self.ties.numbers_of(name),
            "issues": self.ties.issues_of(name),
        }

    def _or_not_stated(self, cell: str | None, otherwise: str) -> str:
        return cell.replace("; ", " · ") if cell else self.texts(otherwise)

    def stages(self, row: Row) -> str:
        """Return the stages of an actor in words; that none is stated, where that is so."""
        known = [self.texts(f"stage.{stage}") for stage, column in STAGES.items() if row[column]]
        return " · ".join(known) or self.texts("stage.none")

    def _facts(self, row: Row) -> Iterable[Fact]:
        name, say = row["organisation_id"], self.texts
        printed = [known for known in self.rows["cartography"] if known["organisation_id"] == name]
        yield Fact(say("fact.category"), [self._category(code, printed) for code in listed(row["category_ids"])])
        yield Fact(say("fact.approaches"), self._approaches(row, printed))
        yield Fact(say("fact.stages"), [self._stages(row, printed)])
        yield Fact(say("fact.sites"), self._sites(name))
        yield Fact(say("fact.happened"), [Value(part, self.ties.status_source(name)) for part in listed(row["status"])])
        yield Fact(say("fact.group"), [Value(row["group"], self.ties.tie_source(name, row["group_id"]))] if row["group"] else [])
        yield Fact(say("fact.founded"), [self._founded(row)])
        yield Fact(say("fact.other_names"), self._other_names(name, row["other_names"]))
        yield Fact(say("fact.activities"), self._activities(row))
        yield Fact(say("fact.identifiers"), self._identifiers(name))

    def _category(self, code: str, printed: list[Row]) -> Value:
        own = [_record(row) for row in printed if row["category_id"] == code]
        return Value(label_of(self.rows, code), reference("cartography", "category_id", *own))

    def _approaches(self, row: Row, printed: list[Row]) -> list[Value]:
        """Return the approaches, each from the rows that print it; that the cells are empty, where they are."""
        if not row["approaches"]:
            return [Value(self.texts("approach.none"), reference("cartography", "approach_printed", *map(_record, printed)))]
        known = zip(listed(row["approach_ids"]), listed(row["approaches"]), strict=True)
        return [Value(label, self._records("approaches", row["organisation_id"], "approach_id", code)) for code, label in known]

    def _stages(self, row: Row, printed: list[Row]) -> Value:
        stated = [self._records("stages", row["organisation_id"], "stage_id", stage) for stage, column in STAGES.items() if row[column]]
        empty = reference("cartography", "stage_printed", *map(_record, printed))
        return Value(self.stages(row), SEPARATOR.join(stated) or empty)

    def _sites(self, name: str) -> list[Value]:
        sites = [row for row in self.rows["actor_sites"] if row["organisation_id"] == name]
        return [Value(self._site(row), self._records("sites", name, "locality_id", row["locality_id"])) for row in sites]

    def _records(self, table: str, name: str, column: str, value: str) -> str:
        """Return the references to the rows of a table in which a column has a value for an organisation."""
        found = [row for row in self.rows[table] if row["organisation_id"] == name and row[column] == value]
        return reference(table, column, *(f"{_record(row)}|{value}" for row in found))

    def _site(self, row: Row) -> str:
        return self.texts("site", place=row["locality"], area=row["province"] or row["region"])

    def _founded(self, row: Row) -> Value:
        if row["founded_year"] is None:
            return Value(self.texts(f"founded.{row['founded_year_status']}"))
        return Value(self.texts(f"founded.{row['founded_year_status']}", year=row["founded_year"]), self.ties.founding_source(row))

    def _other_names(self, name: str, cell: str | None) -> list[Value]:
        records = {
            row["name"]: f"{name}|{row['name']}|{row['document_id']}"
            for row in self.rows["organisation_names"]
            if row["organisation_id"] == name
        }
        return [Value(part, reference("organisation_names", "", records[part]) if part in records else "") for part in listed(cell)]

    def _activities(self, row: Row) -> list[Value]:
        known = zip(listed(row["activity_ids"]), listed(row["activities"]), strict=True)
        return [Value(label, self._activity_source(row["organisation_id"], code)) for code, label in known]

    def _activity_source(self, name: str, activity: str) -> str:
        own = [one for one in self.rows["organisation_activities"] if (one["organisation_id"], one["activity_id"]) == (name, activity)]
        return reference("organisation_activities", "activity_id", *(f"{one['document_id']}|{name}|{activity}" for one in own))

    def _identifiers(self, name: str) -> list[Value]:
        found = [row for row in self.rows["organisation_identifiers"] if row["organisation_id"] == name]
        schemes = {row["code"]: row["label"] for row in self.rows["code_lists"] if row["code_list"] == "identifier_scheme"}
        return [Value(f"{schemes[row['scheme']]} {row['identifier']}", href=row["source_url"]) for row in found]


def _record(row: Row) -> str:
    """Return the key of a row of a printed table."""
    return f"{row['document_id']}|{row['row_no']}"
