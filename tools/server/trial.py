"""A team's server on this machine: each service of deploy/compose.yaml is a process on loopback, with its own command and environment.

What differs from the containers is replaced here and nowhere else: addresses, ports, and the paths of what is mounted. Belongs here:
starting, stopping and killing. Does not belong here: what must hold (`cases.py`).
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.kernel.files import read_file, read_text_file
from tools.server import proxy
from tools.server.asking import Browser
from tools.server.compose import Service, services
from tools.server.postgres import Postgres, folder_of_programs

LEFT_OUT = (".git", ".venv*", ".dagster", ".*_cache", ".hypothesis", "__pycache__", "outputs", "logs", "dist", "tests", "tools")
NOT_OF_A_CONTAINER = ("PG", "DAGSTER_", "SOURCE_DOCUMENT")
LOOPBACK = "127.0.0.1"
GRACE = 10  # seconds between the signals of `docker stop`
AFTER_EACH = 1.0


class Trial:
    """The services, over a copy of the repository."""

    def __init__(self, root: Path, folder: Path) -> None:
        folder.chmod(0o711)  # PostgreSQL's user must reach its own folder in it
        self.folder, self.processes = folder, dict[str, subprocess.Popen[bytes]]()
        self.ran = set[tuple[str, ...]]()
        self.home = Path(shutil.copytree(root, folder / "app", ignore=shutil.ignore_patterns(*LEFT_OUT)))
        self.outputs = self.home / "outputs"
        self.outputs.mkdir()
        if (root / "outputs" / "tables").is_dir():  # the trial is of the server, not of the tables: what is stored here is made already
            shutil.copytree(root / "outputs" / "tables", self.outputs / "tables")
        (folder / "backups").mkdir()
        (folder / "dagster").mkdir()
        shutil.copy(self.home / "deploy" / "dagster.yaml", folder / "dagster")
        database, code, ui, public = map(str, _free_ports(4))
        self.address = f"https://localhost:{public}"
        # a password with signs that have a meaning in addresses
        given = {"VERSION": "trial", "UI_ADDRESS": self.address, "POSTGRES_PASSWORD": f"{secrets.token_hex(8)}/@:%"}
        self.services: dict[str, Service] = services(root / "deploy" / "compose.yaml", given)
        self.here = {"PGHOST": LOOPBACK, "PGPORT": database, "CODE_HOST": LOOPBACK, "CODE_PORT": code}
        self.here |= {"DAGSTER_GRPC_HOST": LOOPBACK, "DAGSTER_GRPC_PORT": code, "UI_HOST": LOOPBACK, "UI_PORT": ui}
        self.here |= {"OUTPUTS": str(self.outputs), "BACKUPS": str(folder / "backups")}
        self.words = {"4000": code, "/etc/nginx/server.conf": str(folder / "server.conf")}
        self.words |= {f"/deploy/{name}": str(self.home / "deploy" / name) for name in ("backup.sh", "restore.sh")}
        self.postgres = Postgres(folder / "postgres", self.environment("history"))
        self._make_proxy(ui, public)

    def _make_proxy(self, ui: str, public: str) -> None:
        private, password = self.folder / "private", secrets.token_hex(16)
        proxy.make_private(private, password)
        changes = {"8443": f"{LOOPBACK}:{public}", "webserver:3000": f"{LOOPBACK}:{ui}", "/etc/nginx/private": str(private)}
        changes |= {"/tmp/nginx": str(self.folder / "nginx")}
        text = read_text_file(self.home / "deploy" / "server.conf")
        (self.folder / "server.conf").write_text(proxy.configured(text, changes), "utf-8")
        certificate = private / "certificate.pem"
        self.browser = Browser(self.address, certificate, proxy.PERSON, password)
        self.stranger = Browser(self.address, certificate)

    def environment(self, name: str) -> dict[str, str]:
        """Return the environment of a service: that of compose.yaml and of the image, with the addresses and paths of this machine."""
        own = {key: self.here.get(key, value) for key, value in self.services[name].environment.items()}
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(NOT_OF_A_CONTAINER)}
        paths = [str(Path(sys.executable).parent), inherited.get("PATH", ""), "/usr/sbin", str(folder_of_programs())]
        modules = [str(self.home), *filter(None, [inherited.get("PYTHONPATH")])]
        image = {"PATH": os.pathsep.join(paths), "PYTHONPATH": os.pathsep.join(modules), "DAGSTER_HOME": str(self.folder / "dagster")}
        return inherited | image | own

    def command(self, words: list[str]) -> list[str]:
        """Return the words of a command with the paths and ports of this machine, and remember that it was run."""
        self.ran.add(tuple(words))
        return [self.words.get(word, word) for word in words]

    def start(self, *names: str) -> None:
        """Start services, whose output is kept in a file each."""
        for name in names:
            with (self.folder / f"{name}.txt").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    self.command(self.services[name].command),
                    cwd=self.home,
                    env=self.environment(name),
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )

    def once(self, name: str, *arguments: str) -> str:
        """Run a service that ends by itself; return what it prints. Raises RuntimeError where it fails."""
        return self.run(name, [*self.command(self.services[name].command), *arguments])

    def run(self, name: str, command: list[str]) -> str:
        """Run a command in the environment of a service; return what it prints. Raises RuntimeError where it fails."""
        done = subprocess.run(command, cwd=self.home, env=self.environment(name), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def is_well(self, name: str) -> bool:
        """Return whether the health check of a service says so."""
        command = self.command(self.services[name].check)
        return subprocess.run(command, cwd=self.home, env=self.environment(name), capture_output=True, check=False).returncode == 0

    def stop(self, *names: str) -> None:
        """End services as `docker stop` does: a signal for the first process of each, and after a while the end of all."""
        for name in names:
            self.processes[name].send_signal(signal.SIGTERM)
        for name in names:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.processes[name].wait(GRACE)
            self.kill(name)

    def kill(self, name: str) -> None:
        """End all processes of a service at once, as the end of its container does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait()

    def end(self) -> None:
        """End everything that still runs."""
        for name in self.processes:
            self.kill(name)
        self.postgres.kill()

    def wait(self, what: str, is_so: Callable[[], bool], seconds: int = 1200) -> float:
        """Wait until something is so; return the seconds. Raises TimeoutError, with the last words of each process."""
        begins = time.monotonic()
        while time.monotonic() - begins < seconds:
            try:
                if is_so():
                    return time.monotonic() - begins
            except (OSError, RuntimeError):
                pass  # the UI does not answer while what it needs is away
            time.sleep(AFTER_EACH)
        last = {file.stem: read_file(file).decode("utf-8", "replace")[-1500:] for file in sorted(self.folder.glob("*.txt"))}
        raise TimeoutError(f"Not within {seconds} s: {what}\n" + "\n".join(f"--- {name}\n{text}" for name, text in last.items()))


def _free_ports(number: int) -> list[int]:
    opened = [socket.socket() for _ in range(number)]
    for one in opened:
        one.bind((LOOPBACK, 0))
    ports = [int(one.getsockname()[1]) for one in opened]
    for one in opened:
        one.close()
    return ports
