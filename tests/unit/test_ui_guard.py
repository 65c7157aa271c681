"""The guard of the UI: forged requests are refused before Dagster sees them. The app behind it counts what it is asked."""

import socket
import warnings
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from starlette.applications import Starlette
from starlette.exceptions import StarletteDeprecationWarning
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from pipeline.app.commands import ui
from pipeline.app.definitions import build_definitions
from pipeline.app.resources import Folders, SourceDocument
from pipeline.app.ui.guard import Guard
from pipeline.app.ui.place import NotServedError, listen, only_one, port_of

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="Using `httpx` with", category=StarletteDeprecationWarning)
    from starlette.testclient import TestClient

PORT = 3000
HOME = f"http://127.0.0.1:{PORT}"
MUTATION = "mutation { launchPipelineExecution }"
JSON = {"content-type": "application/json"}
OTHERS = ("http://evil.example", "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1:3001", f"http://127.0.0.1:{PORT}.evil.example")


class Asked:
    """A stand-in for Dagster's webserver, behind the guard."""

    def __init__(self, *addresses: str) -> None:
        self.times = 0
        routes = [Route("/{path:path}", self.answer, methods=["GET", "POST"]), WebSocketRoute("/graphql", self.talk)]
        self.client = TestClient(Guard(Starlette(routes=routes), addresses), base_url=addresses[0])

    async def answer(self, _request: Request) -> PlainTextResponse:
        self.times += 1
        return PlainTextResponse("answered")

    async def talk(self, websocket: WebSocket) -> None:
        self.times += 1
        await websocket.accept()
        await websocket.close()


@pytest.fixture
def asked() -> Asked:
    return Asked(HOME, f"http://localhost:{PORT}")


def test_the_pages_of_the_ui_and_programs_on_this_machine_are_answered(asked: Asked) -> None:
    for host in (HOME, f"http://localhost:{PORT}"):
        own = {"host": host.removeprefix("http://"), "origin": host}
        assert asked.client.get("/", headers=own).status_code == 200
        assert asked.client.get("/graphql", params={"query": "{ version }"}, headers=own).status_code == 200
        assert asked.client.post("/graphql", json={"query": MUTATION}, headers=own).status_code == 200
        with asked.client.websocket_connect("/graphql", headers=own):
            pass
    assert asked.client.post("/graphql", json={"query": MUTATION}).status_code == 200
    assert asked.times == 9


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:3001", f"127.0.0.1.evil.example:{PORT}", ""]
)
def test_a_name_that_somebody_points_at_this_machine_is_refused(asked: Asked, host: str) -> None:
    assert asked.client.get("/", headers={"host": host}).status_code == 403
    assert asked.client.post("/graphql", json={"query": "{ version }"}, headers={"host": host}).status_code == 403
    assert asked.times == 0


@pytest.mark.parametrize("origin", OTHERS)
def test_another_page_starts_nothing_by_post_or_by_websocket(asked: Asked, origin: str) -> None:
    assert asked.client.post("/graphql", json={"query": MUTATION}, headers={"origin": origin}).status_code == 403
    with pytest.raises(WebSocketDisconnect), asked.client.websocket_connect("/graphql", headers={"origin": origin}):
        pass
    assert asked.times == 0


@pytest.mark.parametrize(
    "query",
    [
        MUTATION,
        "query Q { version } mutation M { launchPipelineExecution }",
        "# { version }\nmutation { launchPipelineExecution }",
        "fragment F on Query { version } mutation { launchPipelineExecution }",
        "subscription { pipelineRunLogs }",
    ],
)
def test_a_picture_whose_address_is_a_mutation_starts_nothing(asked: Asked, query: str) -> None:
    for method in ("GET", "POST"):
        parameters = {"query": query, "operationName": "Q"}
        assert asked.client.request(method, "/graphql", params=parameters, headers=JSON).status_code == 403
    assert asked.times == 0


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "text/plain; application/json", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_form_of_another_page_starts_nothing_even_without_an_origin(asked: Asked, kind: str) -> None:
    for path in ("/graphql", "/report_asset_materialization/claims"):
        assert asked.client.post(path, content=b'{"query": "{ version }"}', headers={"content-type": kind}).status_code == 403
    assert asked.times == 0


def test_behind_a_proxy_only_the_address_of_the_proxy_is_answered() -> None:
    public = "https://bio.example.org"
    asked = Asked(public)
    assert asked.client.post("/graphql", json={"query": MUTATION}, headers={"origin": public}).status_code == 200
    with asked.client.websocket_connect("wss://bio.example.org/graphql", headers={"origin": public}):
        pass
    assert asked.times == 2
    for forged in ({"origin": "http://bio.example.org"}, {"origin": "https://evil.example"}, {"host": f"127.0.0.1:{PORT}"}):
        assert asked.client.post("/graphql", json={"query": MUTATION}, headers=forged).status_code == 403
    assert asked.times == 2


def test_no_page_may_show_the_ui_in_a_frame(asked: Asked) -> None:
    assert asked.client.get("/").headers["x-frame-options"] == "DENY"


def test_a_query_that_cannot_be_read_is_left_to_dagster(asked: Asked) -> None:
    assert asked.client.get("/graphql", params={"query": "{"}).status_code == 200


def test_no_run_can_choose_the_folders_or_the_document(tmp_path: Path) -> None:
    job = build_definitions(Folders(), SourceDocument(path="")).resolve_job_def("dataset")
    for resource, config in (
        ("folders", {"outputs": str(tmp_path)}),
        ("tables", {"folder": str(tmp_path)}),
        ("source", {"path": "/etc/passwd"}),
    ):
        with pytest.raises(dg.DagsterInvalidConfigError, match="unexpected config entry"):
            job.execute_in_process(run_config={"resources": {resource: {"config": config}}}, instance=dg.DagsterInstance.ephemeral())
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def taken() -> Iterator[int]:
    with listen(0) as opened:
        yield opened.getsockname()[1]


def test_a_port_in_use_is_reported_at_once_with_what_to_do(
    taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ui, "LOCK", tmp_path / "ui.lock")
    monkeypatch.setattr(ui, "_serve", lambda *_: pytest.fail("was served"))
    assert ui.main(["--port", str(taken)]) == 1
    assert capsys.readouterr() == ("", f"Another program uses port {taken}. Choose another port: make ui PORT={taken + 1}\n")


def test_a_second_ui_in_the_same_folder_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    with (
        only_one(tmp_path / "ui.lock", "http://127.0.0.1:3000"),
        pytest.raises(NotServedError, match="runs already: http://127"),
        only_one(tmp_path / "ui.lock", "http://127.0.0.1:3001"),
    ):
        pass
    with only_one(tmp_path / "ui.lock", "http://127.0.0.1:3002"):
        assert (tmp_path / "ui.lock").read_text("utf-8") == "http://127.0.0.1:3002"


@pytest.mark.parametrize("text", ["", "x", "0", "-1", "65536", "80 80"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(NotServedError, match="make ui PORT=3001"):
        port_of(text)
    assert port_of("3001") == 3001


def test_the_ui_listens_on_this_machine_alone() -> None:
    with listen(0) as opened:
        assert opened.getsockname()[0] == "127.0.0.1"
        assert opened.family == socket.AF_INET
