"""How a server was started: built once by `communique serve`, read by all that answers."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """`ledger` is a file or a postgresql:// address, `host` and `port` where the server listens.

    `allow_hosts` are names under which it may be asked (all where none is given, unless on loopback), `allow_private`
    whether it may fetch documents from the network's own addresses, `body_limit` the most bytes that one request may
    send, `actors` a file of actors of one's own.
    """

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8000
    allow_hosts: tuple[str, ...] = ()
    allow_private: bool = False
    body_limit: int = 12_000_000
    actors: str = ""

    @property
    def loopback(self) -> bool:
        """Only this machine reaches the server, so that whoever asks is its user."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from its own machine alone; a name other than localhost might be anything."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
