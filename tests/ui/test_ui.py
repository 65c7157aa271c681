"""The Dagster UI for real: served as `make ui` does, asked over GraphQL, and looked at in a browser. One server for all tests, in order.

Where no Chromium is on the machine, the tests in the browser say that they were not run; with REQUIRE_CHROMIUM=1 that is a failure.
With SCREENSHOTS=docs (make screenshots) the browser leaves its pictures there.
"""

import os
import re
import shutil
import urllib.error
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Built
from tests.ui.server import DIRECT, PARTS, Server

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
GROUPS = ("files", "raw", "reference", "core", "metrics", "front", "charts", "release")
LOCALITIES, PLACES = "raw/reference/localities.csv", ["raw_localities"]
# Another locale, time zone and hash seed than those of the process that builds what all tests share; and the C library of Linux fills new
# memory with a byte that is not zero.
STRANGE = {"LANG": "fr_BE.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "2", "MALLOC_PERTURB_": "165"}
FIRST_START = re.compile(r"No cursor for event type DagsterEventType\.RUN_\w+, ignoring older events")

NODES = """{ assetNodes { assetKey { path } groupName description kinds staleStatus isObservable
  metadataEntries { ... on TableSchemaMetadataEntry { schema { columns { name description } } } } } }"""
CHECKS = """{ assetNodes { assetKey { path } groupName assetChecksOrError { ... on AssetChecks { checks { name
  executionForLatestMaterialization { status evaluation { success severity description } } } } } } }"""
RED = """query($key: AssetKeyInput!) { assetCheckExecutions(assetKey: $key, checkName: "schema", limit: 1) { status evaluation {
  success severity metadataEntries { label ... on TableMetadataEntry { table { records schema { columns { name } } } } } } } }"""
INSTIGATORS = """{ workspaceOrError { ... on Workspace { locationEntries { locationOrLoadError { __typename ... on RepositoryLocation {
  repositories { jobs { name } sensors { name sensorState { status } } schedules { name scheduleState { status } } } } } } } } }"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Server]:
    started = Server(root, tmp_path_factory.mktemp("ui") / "another place" / "à côté" / "wallonia-biomanufacturing", STRANGE)
    try:
        started.wait()
        yield started
    finally:
        started.stop()


@pytest.fixture(scope="module")
def made(server: Server) -> Server:
    """The same server, after a run of everything."""
    before = server.history_size()
    assert server.run("dataset") == "SUCCESS", server.said()
    server.grown = server.history_size() - before
    return server


@pytest.fixture(scope="module")
def page(made: Server) -> Iterator[Any]:
    """A page of a browser without a head, and on it `requested`, all addresses that it has asked for."""
    if CHROMIUM is None:
        reason = "NOT RUN: no Chromium is on this machine (apt-get install chromium)"
        (pytest.fail if os.environ.get("REQUIRE_CHROMIUM") == "1" else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        opened = browser.new_page(viewport={"width": 1440, "height": 810}, device_scale_factor=2)
        opened.set_default_timeout(60_000)
        opened.requested = []
        opened.on("request", lambda request: opened.requested.append(request.url))
        yield opened
        browser.close()


@pytest.fixture(scope="module")
def broken(made: Server) -> Iterator[Server]:
    """The same server, with a latitude that is none, after an attempt to make the table; the file is put back at the end."""
    file = made.folder / LOCALITIES
    before = file.read_text("utf-8")
    file.write_text(before.replace("50.71717", "95.71717", 1), "utf-8")
    assert made.run("__ASSET_JOB", [PLACES]) == "FAILURE"
    yield made
    file.write_text(before, "utf-8")


def keep(page: Any, name: str, around: Sequence[str] = ()) -> None:
    """Leave a picture of the page, or of the part of it where these words stand last, if that was asked for."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.wait_for_timeout(4000)  # pictures and graphs are drawn after their texts
        boxes = [page.get_by_text(word, exact=True).last.bounding_box() for word in around]
        left, top = (min((box[side] for box in boxes), default=0) for side in "xy")
        right, bottom = (max((box[side] for box in boxes), default=0) for side in "xy")
        clip = {"x": left - 20, "y": top - 40, "width": right - left + 150, "height": bottom - top + 80}
        page.screenshot(path=Path(folder) / f"{name}.png", **({"clip": clip} if around else {}))


def stale(server: Server) -> dict[str, str]:
    """Return what the UI shows as stale or missing."""
    nodes = server.ask(NODES)["assetNodes"]
    return {"/".join(node["assetKey"]["path"]): node["staleStatus"] for node in nodes if node["staleStatus"] != "FRESH"}


def test_the_code_location_loads_without_a_warning(server: Server) -> None:
    [entry] = server.ask(INSTIGATORS)["workspaceOrError"]["locationEntries"]
    assert entry["locationOrLoadError"]["__typename"] == "RepositoryLocation"
    said, warned = server.said()
    assert warned == ""
    assert [line for line in said.splitlines() if re.search("WARN|ERROR", line) and not FIRST_START.search(line)] == []


def test_jobs_are_there_and_whatever_runs_by_itself_is_off(server: Server) -> None:
    [entry] = server.ask(INSTIGATORS)["workspaceOrError"]["locationEntries"]
    [repository] = entry["locationOrLoadError"]["repositories"]
    assert {"dataset", "verify", "make_release"} <= {job["name"] for job in repository["jobs"]}
    states = [sensor["sensorState"] for sensor in repository["sensors"]]
    assert len(states) >= 2
    assert repository["schedules"] == []
    assert {state["status"] for state in states} == {"STOPPED"}


def test_every_asset_says_what_it_is(server: Server) -> None:
    nodes = server.ask(NODES)["assetNodes"]
    assert len(nodes) > 100
    for node in nodes:
        name = "/".join(node["assetKey"]["path"])
        assert node["description"], name
        assert node["groupName"] != "default", name
        assert node["kinds"], name
        columns = [column for entry in node["metadataEntries"] for column in entry.get("schema", {}).get("columns", [])]
        assert columns, name
        assert all(column["description"] for column in columns), name


def test_a_run_of_everything_leaves_everything_fresh(made: Server) -> None:
    assert stale(made) == {}
    assert (made.folder / "outputs" / "latest" / "SHA256SUMS").is_file()


def test_the_first_run_of_everything_leaves_less_than_three_megabytes_of_history(made: Server) -> None:
    assert 0 < made.grown < 3_000_000


def test_nothing_is_left_in_the_folder_but_what_is_ignored(made: Server) -> None:
    left = {path.name for path in made.folder.iterdir()} - {name.split("/")[0] for name in PARTS}
    assert left <= {".dagster", "outputs", "stdout.txt", "stderr.txt"}


def files_of(release: Path) -> dict[str, bytes]:
    return {file.relative_to(release).as_posix(): file.read_bytes() for file in sorted(release.rglob("*")) if file.is_file()}


def test_a_run_elsewhere_under_another_locale_time_zone_hash_seed_and_content_of_memory_gives_the_same_bytes_and_leaves_no_trace(
    made: Server, built: Built
) -> None:
    """The build that all tests share ran in a process of theirs, over the repository; the run of the UI in one of its own, over nothing but
    what a release is built from by its own record."""
    one, two = (files_of((outputs / "latest").resolve()) for outputs in (built.outputs, made.folder / "outputs"))
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    # a host name of a few letters stands in any compressed file by chance
    places = (str(made.folder.parent), str(built.outputs.parent), os.uname().nodename, str(Path.home()) + "/")
    traces = [trace for trace in places if len(trace) > 5]
    assert [(name, trace) for name, content in one.items() for trace in traces if trace.encode() in content] == []


def test_a_request_of_another_page_is_refused_where_the_real_webserver_would_answer_it(server: Server) -> None:
    for forged in ({"Origin": "http://evil.example"}, {"Host": f"evil.example:{server.port}"}):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            server.ask("{ version }", forged)
    with pytest.raises(urllib.error.HTTPError, match="403"):
        DIRECT.open(f"{server.url}/graphql?query=mutation%7B__typename%7D", timeout=60)


def test_every_check_was_run_and_none_found_wrong_data(made: Server) -> None:
    nodes = made.ask(CHECKS)["assetNodes"]
    checks = [(node["assetKey"]["path"], check) for node in nodes for check in node["assetChecksOrError"].get("checks", [])]
    assert len(checks) > 100
    for path, check in checks:
        execution = check["executionForLatestMaterialization"]
        assert execution, (path, check["name"])
        found = execution["evaluation"]
        assert found["success"] or found["severity"] == "WARN", (path, check["name"], found)


def test_the_lineage_page_shows_all_groups_and_asks_nobody_but_this_machine(made: Server, page: Any) -> None:
    page.goto(f"{made.url}/asset-groups")
    page.get_by_text("Hide navigation", exact=True).click()
    for group in GROUPS:
        page.get_by_text(group, exact=True).first.wait_for()
    keep(page, "asset_graph", around=GROUPS)
    assert {re.split("[/:?]+", address)[1] for address in page.requested if not address.startswith(("data:", "blob:"))} == {"127.0.0.1"}


def test_the_page_of_a_table_shows_its_columns(made: Server, page: Any) -> None:
    page.goto(f"{made.url}/assets/observations")
    page.get_by_text("value_low", exact=True).first.wait_for()
    keep(page, "ui_table")


def test_the_automation_page_shows_what_can_be_switched_on(made: Server, page: Any) -> None:
    page.goto(f"{made.url}/automation")
    for name in ("automation", "observe_files"):
        page.get_by_text(name, exact=True).first.wait_for()
    keep(page, "ui_automation")


def test_after_a_bad_cell_only_the_table_of_its_file_is_stale(broken: Server) -> None:
    assert stale(broken) == {"raw_localities": "STALE"}


def test_a_bad_cell_makes_the_check_red_with_file_line_and_column(broken: Server) -> None:
    [execution] = broken.ask(RED, key={"path": PLACES})["assetCheckExecutions"]
    found = execution["evaluation"]
    assert (execution["status"], found["success"], found["severity"]) == ("FAILED", False, "ERROR")
    [table] = [entry["table"] for entry in found["metadataEntries"] if entry["label"] == "problems"]
    assert {"file", "line", "column", "value", "expected", "remedy"} <= {column["name"] for column in table["schema"]["columns"]}
    lines = (broken.folder / LOCALITIES).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "95.71717" in text)
    assert f'"file": "{LOCALITIES}"' in table["records"][0]
    assert f'"line": {line},' in table["records"][0]
    assert '"column": "latitude"' in table["records"][0]


def test_the_red_check_is_seen_in_the_browser_with_the_place_of_the_fault(broken: Server, page: Any) -> None:
    page.goto(f"{broken.url}/assets/raw_localities?view=checks")
    page.get_by_text("schema", exact=True).first.click()
    page.get_by_text("Failed", exact=False).first.wait_for()
    keep(page, "ui_red_check")


def test_a_mended_cell_leaves_nothing_stale(broken: Server) -> None:
    file = broken.folder / LOCALITIES
    file.write_text(file.read_text("utf-8").replace("95.71717", "50.71717", 1), "utf-8")
    assert broken.run("__ASSET_JOB", [PLACES]) == "SUCCESS"
    assert stale(broken) == {}
