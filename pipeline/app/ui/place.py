"""Where the UI is served: one for each folder, on a port of this machine that nothing else uses.

Both are decided at once, before anything is loaded; where it cannot be served, NotServedError says what to do. Nothing is
imported that needs more than the standard library.
"""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.kernel.locks import got

HOST = "127.0.0.1"
PORTS = range(1, 65536)


class NotServedError(Exception):
    """The UI cannot be served there; the message says why and what to do."""


def port_of(text: str, name: str = "PORT", example: str = "make ui PORT=3001") -> int:
    """Return the port that a text names. Raises NotServedError, with the name of what was given and an example of it."""
    if not text.isdecimal() or int(text) not in PORTS:
        raise NotServedError(f"{name} must be a number from {PORTS[0]} to {PORTS[-1]}, not {text!r}: {example}")
    return int(text)


def listen(port: int) -> socket.socket:
    """Return a socket that listens on a port of this machine. Raises NotServedError where the port is in use or not allowed."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
        opened.listen()
    except OSError as error:
        opened.close()
        if error.errno == errno.EADDRINUSE:
            raise NotServedError(f"Another program uses port {port}. Choose another port: make ui PORT={port + 1}") from None
        if error.errno == errno.EACCES:
            raise NotServedError(f"You may not use port {port}. Choose one above 1023: make ui PORT=3000") from None
        raise
    return opened


@contextmanager
def only_one(lock: Path, address: str) -> Iterator[None]:
    """Let one UI be served in this folder, and leave its address for others to name. Raises NotServedError where there is one.

    lock: a file, made if needed. The system lets go of it when the process ends, however it does.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="utf-8") as held:
        if not got(held):
            held.seek(0)
            raise NotServedError(f"The UI of this folder runs already: {held.read()}. Open that address, or stop it there with Ctrl-C.")
        held.truncate(0)
        held.write(address)
        held.flush()
        yield
