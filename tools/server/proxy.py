"""The proxy for the trial: the nginx of deploy/server.conf, with a certificate and a person that are made for it.

Belongs here: what its configuration needs on this machine. Does not belong here: the configuration.
"""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PERSON = "trial"


def program() -> str | None:
    """Return the path of nginx, or None; Debian does not have it on the path of every user."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def configured(configuration: str, changes: Mapping[str, str]) -> str:
    """Return a configuration with addresses and paths of the containers replaced. Raises ValueError for one that is not in it."""
    for container, here in changes.items():
        if container not in configuration:
            raise ValueError(f"deploy/server.conf does not contain {container}")
        configuration = configuration.replace(container, here)
    return configuration


def make_private(folder: Path, password: str) -> None:
    """Make a certificate for localhost with its key, and the file of people with one person."""
    folder.mkdir()
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate), *subject]
    subprocess.run(made, check=True, capture_output=True)
    hashed = subprocess.run(["openssl", "passwd", "-6", "-stdin"], input=password, check=True, capture_output=True, text=True).stdout
    (folder / "people").write_text(f"{PERSON}:{hashed}", "utf-8")
