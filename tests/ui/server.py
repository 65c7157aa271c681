"""The Dagster UI as `make ui` serves it, over a copy of the repository, and how a test talks to it.

Belongs here: starting and stopping it, asking it over GraphQL, running jobs. Does not belong here: what must hold.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.release.inputs import BESIDE, CODE
from pipeline.release.rebuilt import BUILT_WITH

# What a release is built from, by its own record, and nothing else of the repository.
PARTS = (*CODE, *BESIDE, "raw", *BUILT_WITH)
# The command behind `make ui`, which heeds Ctrl-C even where a shell has put the tests into the background.
HEED = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"
UI = f"{HEED}; from pipeline.app.commands.ui import main; sys.exit(main())"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
STARTED = "{ workspaceOrError { ... on Workspace { locationEntries { loadStatus locationOrLoadError { __typename } } } } }"
LAUNCH = """mutation($execution: ExecutionParams!) { launchPipelineExecution(executionParams: $execution) {
  __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }"""
STATUS = "query($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"


class Server:
    """A copy of what a release is built from, with run history and outputs of its own, and the UI over it on a free port of this machine
    alone. environment: what its processes have besides, such as a locale."""

    grown = 0  # bytes by which a run of everything made the history larger

    def __init__(self, root: Path, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        for name in PARTS:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (root / name).is_dir() else shutil.copy2)(root / name, folder / name)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-c", UI, "--port", str(self.port)]
        with (folder / "stdout.txt").open("w") as said, (folder / "stderr.txt").open("w") as warned:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                # the copy's own packages, before those of the repository that the environment names
                env=os.environ | {"DAGSTER_HOME": str(folder), "PYTHONPATH": str(folder)} | environment,
                stdout=said,
                stderr=warned,
                start_new_session=True,
            )

    def wait(self, seconds: int = 240) -> None:
        """Wait until the code location is loaded, well or badly."""
        for _ in range(seconds):
            assert self.process.poll() is None, self.said()
            try:
                entries = self.ask(STARTED)["workspaceOrError"]["locationEntries"]
            except OSError:
                entries = []
            if entries and all(entry["loadStatus"] == "LOADED" and entry["locationOrLoadError"] for entry in entries):
                return
            time.sleep(1)
        raise TimeoutError(self.said())

    def said(self) -> tuple[str, str]:
        """Return what the UI has written so far to standard output, and to standard error."""
        return (self.folder / "stdout.txt").read_text("utf-8"), (self.folder / "stderr.txt").read_text("utf-8")

    def history_size(self) -> int:
        """Return the bytes of the run history, with what runs have printed, without the working files of open databases."""
        files = (file for file in (self.folder / ".dagster").rglob("*") if file.is_file())
        return sum(file.stat().st_size for file in files if not file.name.endswith(("-wal", "-shm")))

    def stop(self) -> None:
        """Stop it and all that it started: as a person does, with Ctrl-C, and then whatever has not heeded that."""
        with suppress(subprocess.TimeoutExpired, ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGINT)
            self.process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def ask(self, query: str, headers: Mapping[str, str] | None = None, **variables: Any) -> dict[str, Any]:
        """Return the answer to a GraphQL query, sent with these headers besides its own."""
        content = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(f"{self.url}/graphql", content, {"Content-Type": "application/json", **(headers or {})})
        with DIRECT.open(request, timeout=60) as response:
            answer = json.load(response)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def run(self, job: str, assets: Sequence[Sequence[str]] = (), seconds: int = 600) -> str:
        """Run a job, or some of its assets, to its end; return the run's status."""
        selector: dict[str, Any] = {"repositoryLocationName": self.folder.name, "repositoryName": "__repository__", "pipelineName": job}
        if assets:
            selector["assetSelection"] = [{"path": list(path)} for path in assets]
        launched = self.ask(LAUNCH, execution={"selector": selector, "runConfigData": {}, "mode": "default"})["launchPipelineExecution"]
        assert launched["__typename"] == "LaunchRunSuccess", launched
        for _ in range(2 * seconds):
            status = self.ask(STATUS, id=launched["run"]["runId"])["runOrError"]["status"]
            if status in ("SUCCESS", "FAILURE", "CANCELED"):
                return str(status)
            time.sleep(0.5)
        raise TimeoutError(job)
