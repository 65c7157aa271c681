"""SQL in the page: what `make page-sql` writes, and the engine in a browser, from disk and over http.

Where npm cannot install the engine, or there is no Chromium, the tests that need it say that they were not run; with REQUIRE_PAGE_SQL=1
that is a failure.
"""

import os
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.page.language import FILES
from pipeline.release.database import NAME
from pipeline.release.publish import holds, locked
from tests.conftest import ROOT, Built
from tests.pages import BLOCK, answer, table
from tests.ui.sql_page import SqlPage
from tests.ui.test_ui import CHROMIUM, FLAGS
from tools.site import make
from tools.site.engine import sql_files
from tools.site.packages import Packages, SiteError, installed

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FRONT = "actor_sites, actors, claim_checks"
# What must fail, and words of what the page says of it.
LOCKED = {
    "INSTALL httpfs": "INSTALL is disabled",
    "LOAD httpfs": "disabled",
    "ATTACH 'https://example.org/a.duckdb'": "disabled",
    "FROM read_csv('https://example.org/a.csv')": "disabled",
    "COPY actors TO 'actors.csv'": "disabled",
    "SET enable_external_access = true": "locked",
    "RESET lock_configuration": "locked",
    "CREATE TABLE mine AS SELECT 1": "read-only",
    "DELETE FROM actors": "read-only",
}
HINTS = {
    "FROM actor": "Did you mean: actor_sites, actors",
    "FROM observations": "Did you mean: core.observations",
    "SELECT name_e FROM actors": "Did you mean: actors.name_en",
    "SELECT town FROM actor_sites": "Columns of actor_sites: record_id, organisation_id",
    'SELECT * FROM actors WHERE name_en = "Mithra"': "A text value needs single quotes",
    "SELEC 1": "Often a comma, a quote or a bracket is missing",
    "FROM 'actors.parquet'": "reads neither Parquet nor JSON",
    "SELECT json_extract('{}', '$.a')": "reads neither Parquet nor JSON",
    "SELECT foo(1)": f"The main tables are: {FRONT}",
    "SELECT INTERVAL 3 DAY": "Convert the column to text",
}
VALUES = """SELECT 1.50::DECIMAL(9,2) AS a, -0.05::DECIMAL(9,2) AS b, 9007199254740993 AS c, sum(12345678901234567890::HUGEINT) AS d,
  NULL AS e, 'NULL' AS f, '' AS g, 2.0::DOUBLE AS h, DATE '1900-02-28' AS i, TIMESTAMP '1969-12-31 23:59:00.5' AS j, [1, NULL] AS k,
  {'x': 'y'} AS l, '<b>bold</b>' AS m, false AS n, 'né, "quoted"' AS o"""
SHOWN = ["1.50", "-0.05", "9007199254740993", "12345678901234567890", "NULL", "NULL", "", "2.0", "1900-02-28", "1969-12-31 23:59:00.5"]
SHOWN += ["[1, NULL]", "{'x': y}", "<b>bold</b>", "false", 'né, "quoted"']
SAVED = "1.50,-0.05,9007199254740993,12345678901234567890,,NULL,,2.0,1900-02-28,1969-12-31 23:59:00.5,\"[1, NULL]\",{'x': y},"
SAVED += '<b>bold</b>,false,"né, ""quoted"""\r\n'
ENDLESS = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range * b.range % 7 = 3"


class Site(NamedTuple):
    folder: Path
    http: str


def not_run(reason: str) -> None:
    (pytest.fail if os.environ.get("REQUIRE_PAGE_SQL") == "1" else pytest.skip)(f"NOT RUN: {reason}")


@pytest.fixture(scope="module")
def packages() -> Packages:
    """The npm packages, installed once for all runs of the tests, as for `make page-sql`."""
    try:
        with locked(ROOT / make.NPM_FOLDER, ".lock"):
            return installed(ROOT / make.NPM_FOLDER)
    except SiteError as refused:
        not_run(str(refused))
        raise


@pytest.fixture(scope="module")
def site(packages: Packages, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the real release, served."""
    outputs, release = tmp_path_factory.mktemp("site"), (built.outputs / "latest").resolve()
    folder = make.write_site(release, outputs, sql_files(packages, (release / f"{NAME}.duckdb").read_bytes()))

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(folder, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Any]:
    if CHROMIUM is None:
        not_run("no Chromium is on this machine (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def from_disk(site: Site, browser: Any) -> SqlPage:
    return SqlPage(browser, (site.folder / FILES["en"]).as_uri()).load()


def outside(page: SqlPage, site: Site) -> list[str]:
    """Return what a page requested that is not a script of its own folder, or the worker that it made."""
    own = (site.folder.as_uri(), site.http, "blob:")
    return [address for address in page.requested if not address.startswith(own)]


def test_every_query_of_readme_and_docs_gives_the_answer_of_duckdb_outside_the_page(from_disk: SqlPage, built: Built) -> None:
    """That answer is the printed one, which tests/integration/test_readme.py proves. Python writes True where the page writes true."""
    queries = [
        (page, sql)
        for page in PAGES
        for language, sql, *_ in BLOCK.findall(page.read_text("utf-8"))
        if language == "sql" and not sql.startswith("COPY")
    ]
    assert len(queries) > 20
    different = []
    for page, sql in queries:
        expected = re.sub(r"(?<=\| )(True|False)(?= \|)", lambda found: found[0].lower(), answer(built.outputs.parent, sql))
        shown = from_disk.ask(sql)
        if not shown or table(shown[0], [tuple(row) for row in shown[1:]]) != expected:
            different.append((page.name, sql, expected, shown))
    assert different == []


def test_the_page_shows_how_far_loading_is_and_then_an_example_to_run(from_disk: SqlPage) -> None:
    said = from_disk.page.evaluate("window.statuses")
    shares = [int(share) for text in said for share in re.findall(r"(\d+) %$", text)]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 100)
    assert len(shares) > 10
    assert from_disk.page.locator("#sql-load").is_hidden()
    assert from_disk.page.locator("#sql-examples option").count() > 5
    assert from_disk.page.input_value("#sql-editor").startswith("SELECT")
    assert from_disk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_engine_is_locked_down(from_disk: SqlPage, site: Site) -> None:
    for sql, words in LOCKED.items():
        said = from_disk.fault(sql)
        assert words in said, sql
        assert "The database in this page is read-only and locked" in said, sql
    assert outside(from_disk, site) == []


def test_an_error_says_what_to_do(from_disk: SqlPage) -> None:
    assert {sql: words for sql, words in HINTS.items() if words not in from_disk.fault(sql)} == {}
    assert from_disk.said == []


def test_values_are_shown_and_saved_as_they_are(from_disk: SqlPage) -> None:
    assert from_disk.ask(VALUES) == [list("abcdefghijklmno"), SHOWN]
    nulls = "[...document.querySelectorAll('#sql-output td.sql-null')].map((cell) => cell.cellIndex)"
    assert from_disk.page.evaluate(nulls) == [4]
    with from_disk.page.expect_download() as download:
        from_disk.page.click("#sql-output >> text=Download as CSV")
    header, line = Path(download.value.path()).read_bytes().decode("utf-8").split("\r\n", 1)
    assert header == "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o"
    assert line == SAVED


def test_a_long_result_is_cut_and_says_so(from_disk: SqlPage) -> None:
    assert len(from_disk.ask("FROM range(1234)")) == 501
    assert from_disk.settle() == "The first 500 of 1,234 rows; the CSV file has all"
    with from_disk.page.expect_download() as download:
        from_disk.page.click("#sql-output >> text=Download as CSV")
    assert len(Path(download.value.path()).read_bytes().splitlines()) == 1235


def test_a_query_that_does_not_end_can_be_stopped(from_disk: SqlPage) -> None:
    from_disk.page.fill("#sql-editor", ENDLESS)
    from_disk.page.click("button:text-is('Run')")
    from_disk.page.click("button:text-is('Stop')")
    assert from_disk.settle() == "The query was stopped."
    assert from_disk.ask("SELECT count(*) AS n FROM actors") == [["n"], ["48"]]
    assert "disabled" in from_disk.fault("LOAD httpfs")  # what starts anew is locked as well


def test_the_table_browser_shows_each_front_table_and_its_rows(from_disk: SqlPage) -> None:
    names = from_disk.page.evaluate("[...document.querySelectorAll('.sql-browser details > summary')].map((name) => name.textContent)")
    assert names == [row[0] for row in from_disk.ask("SHOW TABLES")[1:]]
    for name in ("Tables and columns", "timeline"):
        from_disk.page.click(f".sql-browser summary:text-is('{name}')")
    from_disk.page.click("text=Show the first rows of timeline")
    from_disk.settle()
    assert from_disk.page.evaluate("document.querySelectorAll('#sql-output tr').length") == 21


def test_a_link_carries_the_query_and_french_pages_speak_french(site: Site, browser: Any) -> None:
    page = SqlPage(browser, f"{site.http}/{FILES['fr']}").load()
    assert page.settle().startswith("Prêt.")
    page.ask("SELECT count(*) AS n FROM core.provenance WHERE printed = '1 %'")
    link = page.page.evaluate("location.href")
    page.page.close()
    again = SqlPage(browser, link)
    assert again.settle() == "Résultat : 1 ligne"
    assert "WHERE printed = '1 %'" in again.page.input_value("#sql-editor")
    titles = again.page.evaluate("[...document.querySelectorAll('#sql-examples option')].slice(1).map((choice) => choice.label)")
    for title in titles:
        again.page.select_option("#sql-examples", label=title)
        assert re.match("Résultat|Les 500", again.settle()), title
    assert "Vouliez-vous dire" in again.fault("FROM actor")
    assert (outside(again, site), again.said) == ([], [])


def test_a_missing_file_of_the_engine_is_named(site: Site, browser: Any) -> None:
    page = browser.new_page()
    page.route("**/sql/wasm-02.js", lambda route: route.abort())
    page.goto(f"{site.http}/{FILES['en']}")
    page.click("#sql-load")
    for _ in range(100):
        said = page.inner_text("#sql-status")
        if "sql/wasm-02.js" in said:
            break
        page.wait_for_timeout(50)
    assert said.startswith("SQL could not be started")
    page.close()


def test_the_site_is_the_release_with_sql_and_the_release_has_none(site: Site, built: Built, packages: Packages) -> None:
    release = built.outputs / "latest"
    assert not (release / make.SQL).exists()
    assert holds(release)
    for file in (file for file in release.rglob("*") if file.is_file()):
        assert (site.folder / file.relative_to(release)).read_bytes() == file.read_bytes()
    again = sql_files(packages, (release / f"{NAME}.duckdb").read_bytes())
    assert {file.name: file.read_bytes() for file in (site.folder / make.SQL).iterdir()} == again


def test_a_site_is_replaced_whole_or_stays(tmp_path: Path) -> None:
    release = tmp_path / "release"
    release.mkdir()
    (release / "index.html").write_text("page", "utf-8")
    site = make.write_site(release, tmp_path / "outputs", {"old.js": b"old"})
    with pytest.raises(OSError, match=r"gone/new\.js"):
        make.write_site(release, tmp_path / "outputs", {"gone/new.js": b"new"})
    assert (site / "sql" / "old.js").read_bytes() == b"old"
    make.write_site(release, tmp_path / "outputs", {"new.js": b"new"})
    assert sorted(file.relative_to(site).as_posix() for file in site.rglob("*.*")) == ["index.html", "sql/new.js"]
    assert sorted(file.name for file in (tmp_path / "outputs").iterdir()) == [make.LOCK, make.SITE]


def test_without_npm_or_a_release_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make, "ROOT", tmp_path)
    monkeypatch.setenv("PATH", "")
    assert make.main() == 1
    assert capsys.readouterr().err == "There is no release in outputs/latest: make dataset\n"
    database = tmp_path / "outputs" / "latest" / f"{NAME}.duckdb"
    database.parent.mkdir(parents=True)
    database.write_bytes(b"")
    assert make.main() == 1
    assert "Install Node.js" in capsys.readouterr().err
    assert not (tmp_path / "outputs" / make.SITE).exists()


def test_the_lock_file_names_no_registry() -> None:
    lock = (ROOT / "tools" / "site" / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') == lock.count('"node_modules/')
