"""Clients that speak to a server byte by byte, and what it answers."""

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

PATIENCE = 20.0


@dataclass(frozen=True)
class Answer:
    """What came back on a connection until it ended, or until there was one whole answer."""

    text: str

    @property
    def statuses(self) -> list[int]:
        """The statuses of all answers, in order."""
        return [int(one) for one in re.findall(r"^HTTP/1\.1 (\d{3})", self.text, re.MULTILINE)]

    @property
    def error(self) -> dict[str, Any]:
        """The error object of the last answer."""
        found: dict[str, Any] = json.loads(self.text.rpartition("\r\n\r\n")[2])["error"]
        return found

    def header(self, name: str) -> str:
        """A header of the first answer; empty where it has none."""
        found = re.search(rf"^{name}: (.*?)\r$", self.text, re.MULTILINE | re.IGNORECASE)
        return found[1] if found else ""


def connected(address: str) -> socket.socket:
    """A connection to a server."""
    there = urlsplit(address)
    return socket.create_connection((there.hostname or "", there.port or 80), timeout=PATIENCE)


def rest(connection: socket.socket) -> Answer:
    """Everything that comes until the server ends the connection."""
    held = b""
    with suppress(ConnectionResetError):
        while chunk := connection.recv(65_536):
            held += chunk
    return Answer(held.decode("latin-1"))


def say(address: str, *parts: bytes) -> Answer:
    """Say something and listen to the end."""
    with connected(address) as connection:
        with suppress(OSError):  # whoever says too much is left while it speaks
            for part in parts:
                connection.sendall(part)
        return rest(connection)


@contextmanager
def many(address: str, number: int, said: bytes = b"") -> Iterator[list[socket.socket]]:
    """As many connections, on each of which the same has been said."""
    with ExitStack() as stack:
        found = [stack.enter_context(connected(address)) for _ in range(number)]
        for one in found:
            one.sendall(said)
        yield found


def get(address: str, **headers: str) -> tuple[int, str]:
    """Status and text of an answer; an error is raised."""
    asked = Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})  # noqa: S310
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 - the address is our own
        return answer.status, answer.read().decode()


def until(holds: Any) -> None:
    """Wait until something holds; it fails when that takes a minute."""
    give_up = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < give_up, "it did not come to hold"
        time.sleep(0.05)
