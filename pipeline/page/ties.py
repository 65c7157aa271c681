"""What an actor's card says of events, relationships, numbers and doubts, and where these are printed.

Belongs here: finding the rows of other tables that concern one organisation. Does not belong here: the sections of all events and all
relationships (`events.py`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from pipeline.core.written import amount
from pipeline.page.language import Row, Texts, listed, lower_first, quoted_apart
from pipeline.page.places import SEPARATOR, Places, reference
from pipeline.page.tables import Rows, by
from pipeline.page.written import period, stated

FOUNDATION, MERGER = "foundation", "merger"
STATUS_EVENTS = ("acquisition", "bankruptcy", "merger", "renaming")
OWN_MONEY = ("amount_eur", "EUR"), ("amount_usd", "USD"), ("budget_eur", "EUR")


class Ties:
    """Finds and words what concerns an organisation."""

    def __init__(self, rows: Rows, places: Places, texts: Texts) -> None:
        self.places, self.texts = places, texts
        self.spoken = {row["document_id"]: row["language"] for row in rows["documents"]}
        self.actors = by(rows["actors"], "organisation_id")
        self.issues = _grouped(rows["quality_issues"], lambda row: [row["organisation_id"]])
        self.events = _grouped(rows["timeline"], lambda row: listed(row["participant_ids"]))
        self.relationships = _grouped(rows["relationships"], lambda row: [row["subject_id"], row["object_id"]])
        self.numbers = _grouped(rows["statements"], lambda row: [row["organisation_id"]])

    def events_of(self, organisation: str) -> list[Row]:
        """Return the events of an organisation, the dated ones first."""
        found = sorted(self.events[organisation], key=lambda row: (not row["is_dated"], row["year"] or 0, row["event_id"]))
        return [self.event(row) for row in found]

    def event(self, row: Row) -> Row:
        """Return what is shown of an event: when, title, note (plan, money), source, place."""
        notes = [] if row["status_code"] == "occurred" else [row["status"]]
        notes += [money] if (money := self.money(row)) else []
        return {
            "id": row["event_id"],
            "when": period(row, self.texts),
            "dated": row["is_dated"],
            "title": row["title"],
            "note": ", ".join(notes),
            "source": reference("events", "", row["event_id"]),
            "place": self.places.of_row(row),
        }

    def money(self, row: Row) -> str:
        """Return the amount of an event with its kind, unless that is the type of the event: price: 725 million euros; nothing where it has
        none."""
        found = [(row[column], unit) for column, unit in OWN_MONEY if row[column] is not None]
        amounts = self.texts("separator").join(amount(value, unit, "", self.texts.language) for value, unit in found)
        if not amounts or lower_first(row["event_type"]) == row["amount_kind"]:
            return amounts
        return f"{self.texts('labelled', label=row['amount_kind'])} {amounts}"

    def relationships_of(self, organisation: str) -> list[Row]:
        """Return the ties of an organisation as it would say them: relation, other, target (its card), note, source, place."""
        return [self._tie(row, organisation) for row in self.relationships[organisation]]

    def _tie(self, row: Row, organisation: str) -> Row:
        own = row["subject_id"] == organisation
        other = (row["object_id"], row["object"]) if own else (row["subject_id"], row["subject"])
        return {
            "relation": lower_first(row["relation"] if own else row["inverse_relation"]),
            "other": other[1],
            "target": other[0] if other[0] in self.actors else "",
            "note": self.tie_note(row),
            "source": stated_in([row]),
            "place": self.places.of_lines(row["document_ids"], row["lines"]),
        }

    def tie_note(self, row: Row) -> str:
        """Return what else is known of a tie: since when, that it has ended, that it is disputed."""
        notes = [str(row["first_year"])] if row["first_year"] else []
        notes += [self.texts(f"tie.{state}") for state, column in (("former", "is_former"), ("disputed", "is_disputed")) if row[column]]
        return ", ".join(notes)

    def numbers_of(self, organisation: str) -> list[Row]:
        """Return the quantitative statements about an organisation: label, value, source, place."""
        return [self.number(row) for row in self.numbers[organisation]]

    def number(self, row: Row) -> Row:
        """Return what is shown of a statement."""
        value = stated(row, self.texts) or row["value_printed"] or ""
        source = reference("observations", "value_printed" if row["value_printed"] else "value", row["observation_id"])
        return {"label": row["statement"], "value": value, "source": source, "place": self.places.of_row(row)}

    def issues_of(self, organisation: str) -> list[Row]:
        """Return the doubts about an organisation, each matter once, what may change a number first."""
        matters = {row["matter_id"]: row for row in sorted(self.issues[organisation], key=lambda row: -row["severity_rank"])}
        ordered = sorted(matters.values(), key=lambda row: (row["severity_rank"], row["matter_id"]))
        return [self.issue(row) for row in ordered if row["explanation"]]

    def issue(self, row: Row) -> Row:
        """Return what is shown of a doubt: kind, about, explanation in parts (`quoted_apart`), what would settle it, place."""
        settled = self.texts("issue.settled", what=lower_first(row["settled_by"])) if row["settled_by"] else ""
        known = {
            "kind": lower_first(row["kind"]),
            "about": row["record"] or "",
            "text": quoted_apart(row["explanation"], self.spoken.get(row["document_id"]), self.texts.language),
            "settled": settled,
        }
        return known | {"place": self.places.of_row(row), "resolved": row["is_resolved"]}

    def status_source(self, organisation: str) -> str:
        """Return the references to the events that changed what an organisation is."""
        return reference("events", "", *(row["event_id"] for row in self.events[organisation] if row["event_type_code"] in STATUS_EVENTS))

    def founding_source(self, actor: Row) -> str:
        """Return the references to the date of the event that founded an actor in its founded_year, and to the words that state it."""
        own = [row for row in self.events[actor["organisation_id"]] if row["year"] == actor["founded_year"]]
        founded = [row["event_id"] for row in own if _founds(row, actor["name"])]
        return SEPARATOR.join(reference("events", column, *founded) for column in ("date_start", "event_type"))

    def tie_source(self, organisation: str, other: str) -> str:
        """Return the references to the ties between two organisations."""
        found = [row for row in self.relationships[organisation] if other in (row["subject_id"], row["object_id"])]
        return stated_in(found)


def stated_in(ties: Iterable[Row]) -> str:
    """Return the references to the statements of ties, in each document that states them."""
    pairs = [(document, name) for row in ties for document in listed(row["document_ids"]) for name in listed(row["relation_ids"])]
    return reference("relations", "", *("|".join(pair) for pair in pairs))


def _grouped(rows: Iterable[Row], names: Callable[[Row], list[str]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys(names(row)):
            found[name].append(row)
    return found


def _founds(event: Row, name: str) -> bool:
    """Return whether an event that a company takes part in is its foundation, or a merger that it results from."""
    if event["event_type_code"] == FOUNDATION:
        return name in listed(event["founded"])
    return bool(event["event_type_code"] == MERGER)
