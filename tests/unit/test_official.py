"""Live official statistics: what is asked, how each failure is told, and that an answer becomes observations by the rules of all others."""

import gzip
import io
import time
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import requests
import urllib3
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contract.arrow import conform
from pipeline.contract.check import table_problems
from pipeline.contract.tables import describe
from pipeline.core.days import years
from pipeline.core.observations import observations
from pipeline.kernel.problems import InputError
from pipeline.metrics import trade
from pipeline.metrics.growth import growth_rates
from pipeline.metrics.series import series_values
from pipeline.official.comext import COLUMNS, statements, without_value
from pipeline.official.download import keep, kept
from pipeline.official.fetch import TIMEOUT, Answer, fetch
from pipeline.official.sdmx_file import UnavailableError, read_values
from pipeline.official.session import bounded_session, read_bounded
from pipeline.raw.folder import read_table
from schemas.indicators import RawIndicators
from schemas.observations import Observations
from schemas.official import OfficialObservations
from tests.recorded_comext import GENERIC, QUERY, Recorded, body, session

URL = (
    "https://ec.europa.eu/eurostat/api/comext/dissemination/sdmx/2.1/data/DS-059331/"
    "A.BE.CN+DE+FR+INT_EU27_2020+JP+NL+US+WORLD.54.2.VALUE_EUR?startPeriod=2010&endPeriod=2025"
)


def stated(content: bytes) -> pd.DataFrame:
    return statements(read_values(content, "answer"), QUERY, "answer", URL, "2026-11-24")


TEMPLATE = "Exports of pharmaceuticals; {area}; to {reference}; {period}"
KNOWN = {
    "raw_label_words": pd.DataFrame(columns=["named_id", "phrase_en", "phrase_fr", "words_en", "words_fr"]),
    "indicators": pd.DataFrame(
        [("exports_of_pharmaceuticals", "flow", TEMPLATE, TEMPLATE)],
        columns=["indicator_id", "quantity_kind", "label_template_en", "label_template_fr"],
    ),
    "concepts": pd.DataFrame(columns=["concept_id", "label_en", "label_fr"]),
    "geographies": pd.DataFrame(
        [(area, area, area) for area in ["belgium", *QUERY.partners.values()]], columns=["geography_id", "label_en", "label_fr"]
    ),
    "organisations": pd.DataFrame(columns=["organisation_id", "name", "name_en", "name_fr"]),
}


def observed(content: bytes) -> pd.DataFrame:
    return conform(observations(stated(content), **KNOWN), describe(OfficialObservations))


def test_the_service_is_asked_once_for_what_the_query_says_and_not_waited_for_without_end() -> None:
    service = Recorded(body("values"))
    assert fetch(QUERY, session(service)) == Answer(URL, body("values"))
    assert service.asked == [(URL, TIMEOUT)]


@pytest.mark.parametrize(
    ("service", "told"),
    [
        (Recorded(b"", error=requests.ConnectionError("Name or service not known")), "no answer from .*ConnectionError"),
        (Recorded(b"", error=requests.Timeout()), "no answer from .*Timeout"),
        (Recorded(body("not_found"), 404, "application/xml"), "answered 404: .*ERR_NOT_FOUND_2"),
        (Recorded(body("too_big"), 413, "application/xml"), "answered 413: .*EXTRACTION_TOO_BIG"),
        (Recorded(b"<html>\n<body>Service\n Unavailable</body></html>", 503, "text/html"), "answered 503: .*Service Unavailable"),
        (Recorded(b"", 500, "text/plain"), "answered 500"),
        (Recorded(b"", 501, "text/plain"), "did not send SDMX"),
        (Recorded(b"<html>Maintenance</html>", 200, "text/html"), "did not send SDMX"),
        (Recorded(body("queued"), 200, "application/xml"), "did not send SDMX"),
        (Recorded(body("values")[:900]), "did not send SDMX"),
        (Recorded(b""), "did not send SDMX"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Recorded) else "",
)
def test_each_failure_is_told_in_one_line_that_names_the_address(service: Recorded, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnavailableError, match=told) as raised:
        fetch(QUERY, session(service))
    assert "\n" not in str(raised.value)
    assert URL in str(raised.value)
    assert capsys.readouterr().out == ""


class Redirecting(Recorded):
    """Leads to the addresses that it is given, one after the other."""

    def __init__(self, *places: str) -> None:
        super().__init__(b"", 302)
        self.places = list(places)

    def send(self, request: requests.PreparedRequest, timeout: object = None, **options: object) -> requests.Response:
        response = super().send(request, timeout, **options)
        response.headers["Location"] = self.places.pop(0)
        response._content_consumed = True
        response.raw = urllib3.HTTPResponse(io.BytesIO(b""), preload_content=False)
        return response


def fetched(adapter: requests.adapters.BaseAdapter) -> str:
    """Return what is told of an answer to the session that asks the network, which is not reached."""
    asking = bounded_session()
    assert list(asking.adapters) == ["https://"]
    asking.mount("https://", adapter)
    with pytest.raises(UnavailableError) as raised:
        fetch(QUERY, asking)
    return str(raised.value)


def test_no_redirect_leads_away_from_https_or_on_for_ever() -> None:
    for place in ("http://ec.europa.eu/x", "file:///etc/passwd", "ftp://ec.europa.eu/x", "gopher://x/y"):
        redirecting = Redirecting(place)
        assert "InvalidSchema" in fetched(redirecting)
        assert len(redirecting.asked) == 1
    assert "TooManyRedirects" in fetched(Redirecting(*["https://ec.europa.eu/x"] * 99))


def answer_of(content: bytes, encoding: str = "") -> requests.Response:
    response, headers = requests.Response(), {"content-encoding": encoding} if encoding else {}
    response.raw = urllib3.HTTPResponse(io.BytesIO(content), headers=headers, preload_content=False)
    return response


def test_no_answer_fills_the_memory_or_takes_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.official.session.LARGEST", 1_000_000)
    whole = answer_of(b"x" * 1_000_000)
    read_bounded(whole, time.monotonic() + 60)
    assert whole.content == b"x" * 1_000_000
    for too_large in (answer_of(b"x" * 1_000_001), answer_of(gzip.compress(bytes(200_000_000), 1), "gzip")):
        with pytest.raises(requests.RequestException, match="more than 1000000 bytes"):
            read_bounded(too_large, time.monotonic() + 60)
    with pytest.raises(requests.Timeout, match="not at its end"):
        read_bounded(answer_of(b"x" * 1000), time.monotonic() - 1)


def test_a_missing_library_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sdmx", None)
    with pytest.raises(UnavailableError, match=r"sdmx1 is not installed: pip install '\.\[live\]'"):
        fetch(QUERY, session(Recorded(body("values"))))


def test_an_answer_becomes_one_statement_for_each_value_with_the_columns_of_all_statements() -> None:
    made = stated(body("values"))
    assert list(made.columns) == COLUMNS
    assert len(made) == body("values").count(b"<g:Obs>") - 1
    assert without_value(read_values(body("values"), "answer")) == 1
    [row] = made[made["statement_id"] == "exports-sitc54-belgium-united-states-2023"].to_dict("records")
    assert (row["reference_geography_id"], row["period_start"], row["unit_id"], row["printed"]) == (
        "united-states",
        "2023",
        "EUR",
        "1.79E10",
    )
    assert row["citation_id"] is None
    assert row["note_en"].endswith("Retrieved 2026-11-24.")


def test_the_definition_and_the_flags_of_the_source_stand_with_each_value() -> None:
    made = stated(body("values")).set_index("statement_id")["note_en"]
    assert all("community concept of trade" in note and "SITC 54" in note for note in made)
    assert made["exports-sitc54-belgium-world-2024"].endswith("Retrieved 2026-11-24. OBS_FLAG: p.")


def test_the_table_has_the_columns_of_observations_and_keeps_its_schema(root: Path) -> None:
    made = observed(body("values"))
    assert list(made.columns) == list(Observations.to_schema().columns)
    references = {"indicators": read_table(root / "raw", describe(RawIndicators))}
    assert table_problems(made, describe(OfficialObservations), references) == []
    world = made.set_index("statement_id").loc["exports-sitc54-belgium-world-2024"]
    assert (world["value_low"], world["value"], world["value_high"]) == (
        Decimal("80123456788.5"),
        Decimal("80123456789"),
        Decimal("80123456789.5"),
    )
    assert made["series_id"].nunique() == len(QUERY.partners)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(sorted(QUERY.partners)), st.integers(2010, 2025)), min_size=1, unique=True), st.data())
def test_every_value_arrives_as_it_was_sent_whatever_its_order_and_notation(cells: list[tuple[str, int]], data: st.DataObject) -> None:
    sent = {cell: data.draw(st.integers(0, 10**14).map(Decimal)) for cell in cells}
    written = [f"{number:E}" if data.draw(st.booleans()) else str(number) for number in sent.values()]
    values = pd.DataFrame([QUERY.key | {"partner": partner, "TIME_PERIOD": str(year)} for partner, year in sent]).assign(value=written)
    made = observations(statements(values, QUERY, "answer", URL, "2026-11-24"), **KNOWN)
    places = zip(made["reference_geography_id"], made["period_end"], made["value"], strict=True)
    assert {(area, day.year): value for area, day, value in places} == {(QUERY.partners[p], y): value for (p, y), value in sent.items()}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (b'id="partner" value="US"', b'id="partner" value="BR"', "partner WORLD or "),
        (b'id="product" value="54"', b'id="product" value="541"', "product 54"),
        (b'id="indicators" value="VALUE_EUR"', b'id="indicators" value="QUANTITY_KG"', "indicators VALUE_EUR"),
        (b'id="flow" value="2"', b'id="direction" value="2"', "the dimension flow"),
        (b'ObsDimension value="2021"', b'ObsDimension value="2021-01"', "a year"),
        (b'value="61250000000"', b'value="61 milliards"', "a number"),
        (b'value="61250000000"', b'value="Infinity"', "a number"),
        (b'value="61250000000"', b'value="0.1234567"', "a number"),
    ],
)
def test_an_answer_to_another_query_is_refused_with_what_is_wrong(before: bytes, after: bytes, expected: str) -> None:
    assert before in body("values")
    with pytest.raises(InputError) as refused:
        stated(body("values").replace(before, after))
    assert any(expected in problem.expected for problem in refused.value.problems)


def test_a_value_that_comes_twice_is_refused_by_the_key() -> None:
    twice = body("values").replace(
        b"</m:DataSet>", body("values").split(b"<m:DataSet")[1].split(b">", 1)[1].split(b"</m:DataSet>")[0] + b"</m:DataSet>"
    )
    problems = table_problems(observed(twice), describe(OfficialObservations), {})
    assert {problem.expected for problem in problems} == {"one row for each key"}


@pytest.mark.parametrize("content", [body("empty"), body("values").replace(b'ObsValue value="', b'ObsValue value="NaN" was="')])
def test_an_answer_without_a_value_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="at least one value"):
        stated(content)


@pytest.mark.parametrize("content", [body("not_found"), body("queued"), body("values")[:900], b"", b"<html>"])
def test_a_stored_file_that_is_no_data_message_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(InputError, match=r"official/x\.xml"):
        read_values(content, "official/x.xml")


def test_what_is_stored_comes_back_with_query_day_and_hash(tmp_path: Path) -> None:
    keep(tmp_path / "official", "x", QUERY, Answer(URL, body("values")), "2026-11-24")
    found = kept(tmp_path / "official", "x")
    assert (found.query, found.url, found.retrieved, found.content) == (QUERY, URL, "2026-11-24", body("values"))
    assert found.sha256 in (tmp_path / "official" / "x.yaml").read_text("utf-8")


@pytest.mark.parametrize("harm", [lambda file: file.write_bytes(file.read_bytes() + b" "), Path.unlink])
def test_a_stored_answer_that_was_touched_or_lost_is_refused(harm, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    keep(tmp_path / "official", "x", QUERY, Answer(URL, body("values")), "2026-11-24")
    harm(tmp_path / "official" / "x.xml")
    with pytest.raises(InputError, match="make official"):
        kept(tmp_path / "official", "x")


def test_growth_runs_over_an_answer_by_the_one_definition() -> None:
    found = observed(body("values"))
    citations = pd.DataFrame({"citation_id": pd.Series(dtype="object"), "year": pd.Series(dtype="Int64")})
    documents = pd.DataFrame({"document_id": pd.Series(dtype="object"), "year": pd.Series(dtype="Int64")})
    made = growth_rates(found, series_values(found, citations, documents), **KNOWN)
    spans = made.set_index(["series_id", "from_period", "to_period"])["growth_pct"]
    [world] = [series for series in made["series_id"].unique() if "/world/" in series]
    assert spans[world, 2021, 2022] == round(Decimal(87400 * 100) / 61250 - 100, 6)
    assert (world, 2020, 2024) in spans.index
    # a year that has no value is stepped over, not filled in
    [japan] = [series for series in made["series_id"].unique() if "/japan/" in series]
    assert [(a, b) for series, a, b in spans.index if series == japan] == [(2020, 2022), (2020, 2024), (2022, 2023), (2023, 2024)]


def test_shares_run_over_an_answer_by_the_one_definition() -> None:
    made = observed(body("values"))
    rows = made.assign(
        reporter=made["geography_id"],
        partner=made["reference_geography_id"],
        product=made["indicator_id"],
        period=years(made["period_end"]),
        low=made["value_low"],
        high=made["value_high"],
    )
    # the European Union holds three of the countries: parts of a whole do not overlap
    countries = rows[rows["partner"] != "european-union"]
    shared = trade.run(trade.shares(trade.long_table(countries), "world", "other-destinations"), [*trade.KEYS, "period"])
    pct = shared.set_index(["partner", "period"])["share_pct"]
    assert pct["united-states", 2022] == round(Decimal(1930000) / 87400, 6)
    assert abs(sum(pct.xs(2022, level="period")) - 100) < Decimal("0.00001")
    assert set(pct.index.get_level_values("partner")) == set(countries["partner"]) - {"world"} | {"other-destinations"}


def test_the_recorded_answer_is_of_the_media_type_that_the_library_reads() -> None:
    with pytest.raises(UnavailableError, match="did not send SDMX"):
        fetch(QUERY, session(Recorded(body("values"), media_type="application/json")))
    assert fetch(QUERY, session(Recorded(body("values"), media_type=GENERIC)))
