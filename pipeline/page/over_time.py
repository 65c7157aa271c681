"""The section of numbers over time: series as charts with their tables, yearly growth, destinations of exports.

Belongs here: which series are drawn, and what the tables say. Does not belong here: where points are (`line_chart.py`).
"""

import csv
import io
import re
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import groupby
from typing import Any
from urllib.parse import quote

from pipeline.core.written import amount, between
from pipeline.page.language import Row, Texts, listed, lower_first, spaced
from pipeline.page.line_chart import line_chart
from pipeline.page.places import Places, reference, site_of
from pipeline.page.tables import Rows, by
from pipeline.page.written import short, stated

DRAWN_FROM = 3  # years: two points make no line that is worth a picture
COLUMNS = ("year", "value", "value_low", "value_high", "unit_id", "qualifier_code", "verification", "source_url", "first_line", "last_line")
PUBLISHED = re.compile(r"\(publication: (\d{4})\)$")  # the year after each of the other values of a year
FULL = 200  # width of the bar of the largest share


def is_drawn(rows: list[Row]) -> bool:
    """Return whether a series becomes a chart: by the years that have a value, since a range has no point."""
    return sum(row["value"] is not None for row in rows) >= DRAWN_FROM


class OverTime:
    """Makes the charts and tables from the tables in one language."""

    def __init__(self, rows: Rows, places: Places, texts: Texts) -> None:
        self.rows, self.places, self.texts = rows, places, texts
        self.statements = by(rows["statements"], "observation_id")

    def charts(self) -> list[Row]:
        """Return the main series with enough years: the longest first, each with chart, table, and its data for a download."""
        drawn = [rows for rows in self._main_series() if is_drawn(rows)]
        return [self._chart(rows) for rows in sorted(drawn, key=lambda rows: (-len(rows), rows[0]["series_id"]))]

    def _main_series(self) -> list[list[Row]]:
        """Return the rows of each main series, those too that no value may be quoted from: they are drawn as leads."""
        main = {row["series_id"] for row in self.rows["series"] if row["is_main"]}
        shown = [row for row in self.rows["series"] if row["series_id"] in main]
        return [list(known) for _, known in groupby(shown, key=lambda row: row["series_id"])]

    def _chart(self, rows: list[Row]) -> Row:
        ordered = sorted(rows, key=lambda row: row["year"])
        first, last = ordered[0], ordered[-1]
        chart = line_chart([row for row in ordered if row["value"] is not None])
        labels = [{"y": y, "text": self._short(value, first)} for y, value in chart.marks]
        return {
            "title": self._title(last),
            "definition": first["definition"] or "",
            "says": self.texts("chart.says", first=self._sentence(first), last=self._sentence(last), title=first["series"]),
            "first": self._sentence(first),
            "last": self._sentence(last),
            "chart": chart,
            "marks": labels,
            "points": [self._point(point) for point in chart.points],
            "rows": [self._row(row) for row in ordered],
            "file": f"{first['indicator_id']}-{first['geography_id']}.csv",
            "data": data_address(ordered),
        }

    def _title(self, row: Row) -> str:
        """Return what a series measures: the label of a statement without its year."""
        return str(self.statements[row["observation_id"]]["statement"]).removesuffix(f", {row['year']}")

    def _sentence(self, row: Row) -> str:
        return self.texts("year.value", year=row["year"], value=stated(row, self.texts))

    def _short(self, value: float, row: Row) -> str:
        return short(value, row["unit_id"], self.texts)

    def _point(self, point: Any) -> Row:
        row = point.row
        kind = {"text": "text", "web_page": "web", "web_lead": "lead"}[row["verification"]]
        says = f"{self._sentence(row)} ({self._place(row)})"
        return {
            "x": point.x,
            "y": point.y,
            "low": point.low,
            "high": point.high,
            "kind": kind,
            "open": row["value_high"] is None,
            "says": says,
        }

    def _place(self, row: Row) -> str:
        return self.places.of_row(row)

    def _row(self, row: Row) -> Row:
        bounds = between(row["value_low"], row["value_high"], row["unit_id"], row["unit"], self.texts.language)
        notes = [self.texts("series.gap", year=row["previous_year"])] if row["is_gap_before"] else []
        notes += [self.texts("series.lead")] if row["verification"] == "web_lead" else []
        others = self._other_values(row)
        notes += [self.texts("series.others", values=self.texts("separator").join(others))] if others else []
        column = "value_printed" if row["verification"] == "text" else "value"
        return {
            "year": row["year"],
            "value": stated(row, self.texts),
            "bounds": bounds,
            "source": reference("observations", column, row["observation_id"]),
            "place": self._place(row),
            "web": site_of(row["source_url"]) if row["source_url"] else "",
            "href": row["source_url"] or "",
            "note": spaced(self.texts("separator").join(notes), self.texts.language),
        }

    def _other_values(self, row: Row) -> list[str]:
        """Return the other values of a year that differ from the one that is shown, each with the year of its publication if known."""
        shown = stated(row, self.texts)
        known = zip(listed(row["other_observation_ids"]), listed(row["other_values"]), strict=True)
        words = ((stated(self.statements[name], self.texts), PUBLISHED.search(text)) for name, text in known)
        return [self.texts("series.other", value=value, year=year[1]) if year else value for value, year in words if value != shown]

    def others(self) -> list[Row]:
        """Return the values of all series that are not drawn, by label and year."""
        drawn = {rows[0]["series_id"] for rows in self._main_series() if is_drawn(rows)}
        rows = [row for row in self.rows["series"] if row["series_id"] not in drawn]
        return [self._row(row) | {"title": row["series"]} for row in sorted(rows, key=lambda row: (row["series"], row["year"]))]

    def growth(self) -> list[Row]:
        """Return the growth of main series from year to year, where it can be computed."""
        main = [row for row in self.rows["yearly_growth"] if row["is_main"] and row["change"] is not None]
        return [self._growth(row) for row in sorted(main, key=lambda row: (row["series_id"], row["year"]))]

    def _growth(self, row: Row) -> Row:
        say = self.texts
        return {
            "title": self._title(row),
            "years": f"{row['previous_year']}–{row['year']}",
            "growth": "" if row["growth_pct"] is None else amount(round(row["growth_pct"], 2), "percent", "", say.language),
            "bounds": between(_two(row["growth_low_pct"]), _two(row["growth_high_pct"]), "percent", "", say.language),
            "source": reference("observations", "", row["previous_observation_id"], row["observation_id"]),
            "note": "" if row["is_same_release"] else say("growth.two_releases"),
        }

    def destinations(self) -> list[Row]:
        """Return the shares of the destinations of exports, the largest first and the rest last."""
        ordered = sorted(self._of_one_total(), key=lambda row: (row["is_rest"], -row["share_pct"]))
        largest = max((row["share_pct"] for row in ordered), default=FULL)
        return [self._destination(row, largest) for row in ordered]

    def _destination(self, row: Row, largest: float) -> Row:
        observation = row["observation_id"] or row["total_observation_id"]
        value = "" if row["value_eur"] is None else amount(in_step(row["value_eur"], row["total_eur"]), "EUR", "", self.texts.language)
        share = amount(row["share_pct"], "percent", "", self.texts.language)
        wide = round(FULL * row["share_pct"] / largest, 1)
        known = {"name": row["destination"], "share": share, "value": value, "wide": wide, "rest": row["is_rest"]}
        return known | {"source": reference("observations", "value_printed", observation), "place": self.places.of_row(row)}

    def _of_one_total(self) -> list[Row]:
        """Return the destinations of the first exports whose total is stated in euros."""
        rows = [row for row in self.rows["export_destinations"] if row["total_eur"] is not None]
        return [row for row in rows if row["total_observation_id"] == rows[0]["total_observation_id"]]

    def destinations_title(self) -> str:
        """Return what the shares are shares of; '' where no document states such shares."""
        row = next(iter(self._of_one_total()), None)
        if row is None:
            return ""
        total = amount(row["total_eur"], "EUR", "", self.texts.language)
        return self.texts("destinations.of", product=lower_first(row["product"]), area=row["geography"], year=row["year"], total=total)


def in_step(part: float, total: float) -> Decimal:
    """Return a computed part of a total, rounded where the total has its third digit, as a share of three digits allows."""
    exact = Decimal(repr(total))
    return Decimal(repr(part)).quantize(Decimal(1).scaleb(exact.adjusted() - 2), ROUND_HALF_EVEN)


def _two(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def data_address(rows: list[Row]) -> str:
    """Return rows of a series as a CSV file within an address, which can be downloaded without a server."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(name.removesuffix("_code") for name in COLUMNS)
    writer.writerows([_cell(row[name]) for name in COLUMNS] for row in rows)
    return "data:text/csv;charset=utf-8," + quote(text.getvalue(), safe=",:/-")


def _cell(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
