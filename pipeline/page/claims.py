"""The section that asks whether the numbers add up: statements that were checked, and contradictions with what would settle them.

Belongs here: the sentences, with numbers as the language writes them. Does not belong here: verdicts, which the table has.
"""

from itertools import groupby

from pipeline.core.written import amount, between
from pipeline.page.language import Language, Row, Texts, lower_first
from pipeline.page.places import Places, reference
from pipeline.page.tables import Rows
from pipeline.page.ties import Ties

ORDER = ("arithmetic", "complement", "count", "duration", "rank", "restatement")
OWN_WORDS = ("count", "rank", "restatement")  # kinds of checks whose recomputed value has a sentence of its own
CONTRADICTIONS = ("contradiction", "vintage", "definition")


class Claims:
    """Makes sentences from the tables in one language."""

    def __init__(self, rows: Rows, places: Places, texts: Texts) -> None:
        self.rows, self.places, self.texts = rows, places, texts
        self.ties = Ties(rows, places, texts)
        self.spoken: dict[str, Language] = {row["document_id"]: row["language"] for row in rows["documents"]}

    def kinds(self) -> list[Row]:
        """Return the kinds of checks, arithmetic first, each with its claims, the refuted ones first."""
        ordered = sorted(
            self.rows["claim_checks"], key=lambda row: (ORDER.index(row["check_kind_code"]), row["holds"] is not False, row["claim_id"])
        )
        groups = [(kind, list(rows)) for kind, rows in groupby(ordered, key=lambda row: row["check_kind_code"])]
        return [{"id": kind, "title": self.texts(f"check.{kind}"), "claims": [self._claim(row) for row in rows]} for kind, rows in groups]

    def _claim(self, row: Row) -> Row:
        say = self.texts
        own = [kind for kind in OWN_WORDS if kind == row["check_kind_code"]]
        numbers = between(row["recomputed_low"], row["recomputed_high"], row["unit_id"], row["unit"], say.language)
        return {
            "id": row["claim_id"],
            "holds": row["holds"] is not False,
            "verdict": say(f"verdict.{row['verdict_code']}"),
            "statement": row["statement"],
            "stated": self._quoted(row) if row["value_printed"] else self._stated(row),
            "language": self.spoken[row["document_id"]] if row["value_printed"] else say.language,
            "recomputed": say(".".join(("claim.recomputed", *own)), value=numbers),
            "note": row["note"] or "",
            "source": reference("observations", "", row["observation_id"]) if row["observation_id"] else "",
            "place": self.places.of_row(row),
        }

    def _quoted(self, row: Row) -> str:
        """Return a printed form between the quotation marks of its language."""
        return Texts(self.spoken[row["document_id"]])("quoted", text=row["value_printed"])

    def _stated(self, row: Row) -> str:
        """Return what a claim states without a printed number: its value, or the ends of its range."""
        value, unit = row["stated_value"], (row["unit_id"], row["unit"])
        bounds = between(row["stated_low"], row["stated_high"], *unit, self.texts.language)
        return bounds if value is None else amount(value, *unit, self.texts.language)

    def contradictions(self) -> list[Row]:
        """Return the contradictions, each matter once, what may change a number first."""
        return self._matters([row for row in self.rows["quality_issues"] if row["kind_code"] in CONTRADICTIONS])

    def other_doubts(self) -> list[Row]:
        """Return all other doubts by kind, each matter once."""
        rest = [row for row in self.rows["quality_issues"] if row["kind_code"] not in CONTRADICTIONS]
        ordered = sorted(rest, key=lambda row: (row["severity_rank"], row["kind_code"]))
        kinds = dict.fromkeys(row["kind_code"] for row in ordered)
        groups = {kind: [row for row in ordered if row["kind_code"] == kind] for kind in kinds}
        return [{"title": self._title(found[0]), "issues": self._matters(found)} for found in groups.values()]

    def _title(self, row: Row) -> str:
        return str(row["kind"][:1].upper() + row["kind"][1:])

    def _matters(self, rows: list[Row]) -> list[Row]:
        first: dict[str, Row] = {}
        for row in sorted(rows, key=lambda row: (row["severity_rank"], row["matter_id"], row["issue_id"])):
            first.setdefault(row["matter_id"], row)
        return [self.ties.issue(row) | {"severity": lower_first(row["severity"])} for row in first.values() if row["explanation"]]
