"""Serving the UI: the servers of the code locations, the daemon, and Dagster's webserver behind the guard, until Ctrl-C.

This is what `dg dev` does, with two differences: the webserver is in this process, so that the guard can stand before it, and the socket
is given, so that nothing is loaded where the UI cannot be served. Belongs here: starting and stopping. Does not belong here: which
requests are answered (`guard.py`), or printing (`pipeline/app/commands/ui.py`).
"""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from typing import Any

import dagster as dg
import uvicorn
import yaml
from dagster._cli.proxy_server_manager import ProxyServerManager
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import WorkspaceFileTarget
from dagster._serdes import serialize_value
from dagster._utils.log import configure_loggers
from dagster_shared.ipc import get_ipc_shutdown_pipe, send_ipc_shutdown_message
from dagster_webserver.app import create_app_from_workspace_process_context

from pipeline.app.ui.guard import Guard
from pipeline.app.ui.place import HOST
from pipeline.kernel.paths import ROOT

QUIET = "warning"
LOOKS_EACH = 2000  # milliseconds after which an open page asks again
PATIENCE = 30  # seconds that the daemon has to end
LAST_WORDS = 2  # seconds that open pages have to end


def serve(listening: socket, modules: Mapping[str, str], told: Callable[[str], None]) -> bool:
    """Serve the UI on a socket until Ctrl-C; return False where the daemon ended before.

    modules: the module of each code location, by its name. `told` is called with each step of the start, and when the UI can be opened.
    """
    configure_loggers(formatter="colored", log_level=QUIET.upper())
    port = listening.getsockname()[1]
    with dg.DagsterInstance.get() as instance, tempfile.TemporaryDirectory() as folder:
        told("1 of 3  loading the assets")
        named = _workspace(Path(folder) / "modules.yaml", [_of_module(name, module) for name, module in modules.items()])
        with ProxyServerManager(instance, WorkspaceFileTarget([named]), QUIET) as servers:
            served = _workspace(Path(folder) / "servers.yaml", list(servers.get_code_server_specs()))
            told("2 of 3  starting the daemon, which runs what is launched")
            with _daemon(instance, served) as daemon:
                told("3 of 3  starting the pages")
                with WorkspaceProcessContext(
                    instance, WorkspaceFileTarget([served]), version=dg.__version__, code_server_log_level=QUIET
                ) as context:
                    addresses = [f"http://{host}:{port}" for host in (HOST, "localhost")]
                    app = Guard(create_app_from_workspace_process_context(context, live_data_poll_rate=LOOKS_EACH), addresses)
                    return _until_ctrl_c(app, listening, daemon, lambda: told(f"Ready: {addresses[0]}   (Ctrl-C stops it)"))


def _of_module(name: str, module: str) -> dict[str, Any]:
    return {"python_module": {"module_name": module, "location_name": name, "working_directory": str(ROOT)}}


def _workspace(file: Path, locations: list[Any]) -> str:
    """Write a workspace file and return its path."""
    file.write_text(yaml.safe_dump({"load_from": locations}), "utf-8")
    return str(file)


@contextmanager
def _daemon(instance: dg.DagsterInstance, workspace: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the daemon of an instance beside; it ends with this block, or with this process."""
    reading, writing = get_ipc_shutdown_pipe()
    command = [sys.executable, "-m", "dagster._daemon", "run", "--log-level", QUIET, "--shutdown-pipe", str(reading)]
    command += ["--instance-ref", serialize_value(instance.get_ref()), "--workspace", workspace]
    # It is told which instance it serves. It makes folders for telemetry, which is off, in DAGSTER_HOME: here those would be in the way.
    with subprocess.Popen(command, pass_fds=[reading], env=os.environ | {"DAGSTER_HOME": str(ROOT / ".dagster")}) as daemon:
        os.close(reading)
        try:
            yield daemon
        finally:
            if daemon.poll() is None:
                send_ipc_shutdown_message(writing)
            try:
                daemon.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                daemon.kill()


def _until_ctrl_c(app: Guard, listening: socket, daemon: "subprocess.Popen[bytes]", ready: Callable[[], None]) -> bool:
    """Answer requests until Ctrl-C, or until the daemon ends; return whether it was the former."""
    server = _Server(uvicorn.Config(app, log_level=QUIET, timeout_graceful_shutdown=LAST_WORDS), ready)
    alone = threading.Event()

    def watch() -> None:
        daemon.wait()
        if not server.should_exit:
            alone.set()
            server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    with suppress(KeyboardInterrupt):  # which the server raises once more when it has stopped
        server.run(sockets=[listening])
    return not alone.is_set()


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, settings: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(settings)
        self._ready = ready

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Start to answer."""
        await super().startup(sockets)
        self._ready()
