"""The webserver of a team's server: Dagster's pages behind the guard, as one process among those of deploy/compose.yaml.

It asks nobody who they are. A proxy does that, and is the only one that can reach this process (docs/server.md). Belongs here: the settings
of this process, and serving until it is ended. Does not belong here: which requests are answered (`guard.py`), the daemon and the code
server, which are processes of their own.
"""

import os
import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.app.ui.place import NotServedError, port_of

ADDRESS, HOST, PORT = "UI_ADDRESS", "UI_HOST", "UI_PORT"
ADDRESS_FORM = re.compile(r"https?://[a-z0-9.-]+(:[1-9][0-9]*)?")
QUIET = "warning"
LAST_WORDS = 5  # seconds that open pages have to end


class Settings(NamedTuple):
    """The address that browsers show, and where the proxy reaches this process."""

    address: str
    host: str
    port: int


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings that the environment gives. Raises NotServedError where one is missing or has another form."""
    address = environment.get(ADDRESS, "")
    if not ADDRESS_FORM.fullmatch(address):
        expected = "the address that browsers show, without a path or a final slash"
        raise NotServedError(f"{ADDRESS} must be {expected}, not {address!r}: {ADDRESS}=https://bio.example.org")
    return Settings(address, environment.get(HOST, "127.0.0.1"), port_of(environment.get(PORT, "3000"), PORT, f"{PORT}=3000"))


def serve(workspace: str, at: Settings) -> None:
    """Serve the UI of the code locations that a workspace file names, until the process is told to end.

    Dagster's own webserver keeps connections to the database. Here each query opens one: after a restart of the database, a kept one
    would fail once, and with it the launch of a run.
    """
    import dagster as dg
    import uvicorn
    from dagster._core.workspace.context import WorkspaceProcessContext
    from dagster._core.workspace.load_target import WorkspaceFileTarget
    from dagster_webserver.app import create_app_from_workspace_process_context

    from pipeline.app.ui.guard import Guard

    with (
        dg.DagsterInstance.get() as instance,
        WorkspaceProcessContext(instance, WorkspaceFileTarget([workspace]), version=dg.__version__) as context,
    ):
        app = Guard(create_app_from_workspace_process_context(context), [at.address])
        uvicorn.run(app, host=at.host, port=at.port, log_level=QUIET, timeout_graceful_shutdown=LAST_WORDS)
