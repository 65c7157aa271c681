"""PostgreSQL for the trial: a database of its own in a folder of its own, on loopback.

Belongs here: finding, making, starting and ending it. Does not belong here: what is stored in it.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from pipeline.kernel.files import read_file

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
NEEDED = ("initdb", "postgres", "createdb", "pg_isready", "pg_dump", "pg_restore", "psql")
SERVER_USER = "postgres"  # PostgreSQL refuses to run as root; Debian's package has this user
SECONDS = 60


class Postgres:
    """A database server. It keeps its data when it is killed, and is started again."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """folder: where its data will be. environment: that of its clients, with PGHOST, PGPORT, PGUSER, PGDATABASE and PGPASSWORD."""
        self.folder, self.environment = folder, environment
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_USER)
        secret = folder / "password"
        secret.write_text(environment["PGPASSWORD"], "utf-8")
        secret.chmod(0o644)
        options = [
            f"--username={environment['PGUSER']}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]
        self._popen([program("initdb"), f"--pgdata={folder / 'data'}", *options]).wait()
        secret.unlink()

    def start(self) -> None:
        """Start it, and wait until it answers. Raises TimeoutError."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:  # the memory of a killed one is in use for a moment
                data, host, port = self.folder / "data", self.environment["PGHOST"], self.environment["PGPORT"]
                self.process = self._popen([program("postgres"), "-D", str(data), "-h", host, "-p", port, "-k", str(self.folder)])
            if self.client("pg_isready", "--quiet").returncode == 0:
                return
            time.sleep(0.5)
        raise TimeoutError(read_file(self.folder / "log.txt").decode("utf-8", "replace"))

    def create_database(self) -> None:
        """Create the database that the environment names."""
        self.client("createdb", self.environment["PGDATABASE"]).check_returncode()

    def kill(self) -> None:
        """End it at once, as a machine that fails does."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def client(self, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a program of PostgreSQL against it."""
        return subprocess.run([program(name), *arguments], env=dict(self.environment), capture_output=True, text=True, check=False)

    def _popen(self, command: list[str]) -> "subprocess.Popen[bytes]":
        user, groups = (SERVER_USER, list[str]()) if os.geteuid() == 0 else (None, None)
        with (self.folder / "log.txt").open("ab") as log:
            return subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=self.folder,
                env=dict(self.environment),
                user=user,
                group=user,
                extra_groups=groups,
            )


def folder_of_programs() -> Path | None:
    """Return the folder with the programs of the newest PostgreSQL on this machine, or None."""
    on_path = shutil.which("initdb")
    folders = [*DEBIAN, *([Path(on_path).resolve().parent] if on_path else [])]
    whole = [folder for folder in folders if all((folder / name).is_file() for name in NEEDED)]
    return whole[-1] if whole else None


def program(name: str) -> str:
    """Return the path of a program of PostgreSQL, which must be there."""
    folder = folder_of_programs()
    assert folder is not None
    return str(folder / name)
