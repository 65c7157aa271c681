"""Asking the UI through the proxy, as a browser does: with a name, a password, and the address that it shows.

Belongs here: requests and GraphQL. Does not belong here: what the answers must be (`cases.py`).
"""

import base64
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

LAUNCH = """mutation($execution: ExecutionParams!) { launchPipelineExecution(executionParams: $execution) {
  __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }"""
RUNS = "{ runsOrError { ... on Runs { results { runId status } } } }"
LOCATIONS = "{ workspaceOrError { ... on Workspace { locationEntries { loadStatus locationOrLoadError { __typename } } } } }"
MADE = "{ assetsOrError { ... on AssetConnection { nodes { key { path } assetMaterializations(limit: 1) { runId } } } } }"
STEPS = "query($id: ID!) { runOrError(runId: $id) { ... on Run { stats { ... on RunStatsSnapshot { stepsSucceeded } } } } }"
SAID = """query($id: ID!) { logsForRun(runId: $id) { ... on EventConnection { events {
  ... on MessageEvent { level message } ... on ErrorEvent { error { message } } } } } }"""
TERMINATE = """mutation($id: String!) { terminateRun(runId: $id, terminatePolicy: MARK_AS_CANCELED_IMMEDIATELY) {
  __typename ... on PythonError { message } } }"""
SELECTOR = {"repositoryLocationName": "wallonia-biomanufacturing", "repositoryName": "__repository__", "pipelineName": "dataset"}
FORM = "application/json"
PATIENCE = 300  # seconds for one answer, on a machine that is busy with other work


class Browser:
    """Somebody who asks an address, with a name and a password if any."""

    def __init__(self, address: str, certificate: Path, name: str = "", password: str = "") -> None:
        context = ssl.create_default_context(cafile=str(certificate))
        self.address, self.certificate = address, certificate
        self.known = {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()} if name else {}
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))

    def renamed(self, name: str, password: str) -> "Browser":
        """Return somebody who asks the same address with another name and password."""
        return Browser(self.address, self.certificate, name, password)

    def status(self, path: str, content: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None) -> int:
        """Return the status of the answer to a request: by POST where there is content, otherwise by GET."""
        try:
            with self._open(path, content, headers or {}) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the answer to a GraphQL query. Raises OSError where there is none, RuntimeError where it is an error."""
        with self._open("/graphql", {"query": query, "variables": variables}, {}) as response:
            answer = json.load(response)
        if "errors" in answer:
            raise RuntimeError(str(answer["errors"])[:500])
        return dict(answer["data"])

    def launch(self) -> str:
        """Launch the job that brings the dataset up to date; return the run's id."""
        launched = self.ask(LAUNCH, execution={"selector": SELECTOR, "runConfigData": {}, "mode": "default"})["launchPipelineExecution"]
        if launched["__typename"] != "LaunchRunSuccess":
            raise RuntimeError(str(launched))
        return str(launched["run"]["runId"])

    def runs(self) -> dict[str, str]:
        """Return the status of each run, by its id."""
        return {run["runId"]: run["status"] for run in self.ask(RUNS)["runsOrError"]["results"]}

    def assets_made(self) -> dict[str, str]:
        """Return the run that made each asset last, by the asset's name."""
        nodes = self.ask(MADE)["assetsOrError"]["nodes"]
        return {"/".join(node["key"]["path"]): made["runId"] for node in nodes for made in node["assetMaterializations"]}

    def steps_done(self, run: str) -> int:
        """Return how many steps of a run have succeeded."""
        return int(self.ask(STEPS, id=run)["runOrError"]["stats"].get("stepsSucceeded") or 0)

    def errors_of(self, run: str) -> list[str]:
        """Return what went wrong in a run, as its page says."""
        events = self.ask(SAID, id=run)["logsForRun"]["events"]
        return [f"{event['message']} {(event.get('error') or {}).get('message', '')}" for event in events if event.get("level") == "ERROR"]

    def is_loaded(self) -> bool:
        """Return whether the UI knows the assets of the code server."""
        entries = self.ask(LOCATIONS)["workspaceOrError"]["locationEntries"]
        return [entry["locationOrLoadError"] and entry["locationOrLoadError"]["__typename"] for entry in entries] == ["RepositoryLocation"]

    def terminate(self, run: str) -> None:
        """End a run whose process is gone."""
        self.ask(TERMINATE, id=run)

    def _open(self, path: str, content: Mapping[str, Any] | None, headers: Mapping[str, str]) -> Any:
        body = None if content is None else json.dumps(content).encode()
        own = self.known | ({"Content-Type": FORM, "Origin": self.address} if body else {})
        return self.opener.open(urllib.request.Request(f"{self.address}{path}", body, own | dict(headers)), timeout=PATIENCE)
