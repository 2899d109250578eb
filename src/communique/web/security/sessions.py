"""What the server gives a browser to hold: a session instead of the token, and a seed for its forms.

All of it is signed with a secret that lives as long as the process: after a restart people sign in again, and a page
that was left open asks to be loaded again.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import re
import secrets
import threading
import time
from collections.abc import Callable

from itsdangerous import BadSignature, TimestampSigner
from starlette.requests import Request
from starlette.responses import Response

SESSION = "cq_session"
SEED = "cq_csrf"
HOURS = 12
_SEED = re.compile(r"[\w-]{32}", re.ASCII)


class Sessions:
    """Signs and checks what browsers hold."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._signer = TimestampSigner(self._secret, salt="session")

    def begun(self, number: int) -> str:
        """A session of the token of this number, for `HOURS`."""
        return self._signer.sign(str(number)).decode()

    def number(self, session: str) -> int | None:
        """Whose session it is; None for one that is over or not ours."""
        try:
            return int(self._signer.unsign(session, max_age=HOURS * 3600))
        except BadSignature:
            return None

    def csrf(self, seed: str, session: str) -> str:
        """What a form of this browser in this session sends with it; another site's page cannot know it."""
        return hmac.new(self._secret, f"csrf {seed} {session}".encode(), hashlib.sha256).hexdigest()


def seed_of(request: Request) -> tuple[str, bool]:
    """The seed that the browser holds, or a new one; and whether it is new."""
    held = request.cookies.get(SEED, "")
    return (held, False) if _SEED.fullmatch(held) else (secrets.token_urlsafe(24), True)


def give(response: Response, request: Request, name: str, value: str) -> None:
    """Set a cookie that no script reads. The seed also comes along when somebody follows a link from another site:
    a new one in its place would spoil the forms that stand open."""
    lasts, strict = (HOURS * 3600, True) if name == SESSION else (None, False)
    response.set_cookie(
        name,
        value,
        max_age=lasts,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict" if strict else "lax",
    )


class Attempts:
    """Failed attempts to sign in, by address: after a few in a row each one costs a longer wait.

    It keeps noise down; tokens are too long to be found by trying. Only so many addresses are remembered.
    """

    FREE = 5
    LONGEST = 60
    MOST = 10_000

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def wait(self, address: str) -> int:
        """Seconds until this address may try again."""
        _, until = self._failed.get(address, (0, 0.0))
        return max(0, math.ceil(until - self._clock()))

    def failed(self, address: str) -> None:
        with self._lock:
            times = self._failed.pop(address, (0, 0.0))[0] + 1
            pause = min(2 ** min(times - self.FREE, 10), self.LONGEST) if times >= self.FREE else 0
            self._failed[address] = (times, self._clock() + pause)
            while len(self._failed) > self.MOST:
                del self._failed[next(iter(self._failed))]

    def passed(self, address: str) -> None:
        with self._lock:
            self._failed.pop(address, None)
