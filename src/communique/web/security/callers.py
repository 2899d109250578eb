"""Who sends a request: on loopback this machine's user, from elsewhere the holder of a token, or of a session."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from ...errors import LedgerError
from ...ledger.store import Store
from ...ledger.tokens import ROLES, Token, note_use, token_numbered, token_of
from ..settings import Settings
from . import hosts
from .refusals import LOGIN, Refusal, path_of
from .sessions import SESSION, Attempts, Sessions, seed_of

_VISIT = "communique.visit"
_MAY = {"reader": "see everything", "reviewer": "judge and add", "admin": "do everything"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `local` is this machine's user, who needs no token."""

    name: str
    role: str
    local: bool = False

    def may(self, role: str) -> bool:
        """Whether the caller has this role or one above it."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(slots=True)
class Visit:
    """What is known of one request: the caller, how the caller showed who it is, and the seed of the page's forms."""

    caller: Caller | None = None
    how: str = ""  # local, bearer or session
    seed: str = ""
    new_seed: bool = False
    csrf: str = ""
    has_form: bool = False  # the answer carries `csrf`, so that the browser needs the seed


class Accounts:
    """Tells callers from each other; one for a server."""

    def __init__(self, settings: Settings) -> None:
        self.sessions = Sessions()
        self.attempts = Attempts()
        self._settings = settings
        self._user = _user()
        self._noted: dict[int, str] = {}

    def recognise(self, store: Store, request: Request, visit: Visit) -> None:
        """Fill in the visit. A token that is shown counts even where none is needed."""
        session, given = "", _bearer(request)
        if given is not None:
            visit.caller, visit.how = self._caller(token := self.holder(store, given)), "bearer" if token else ""
        elif hosts.is_local(request, self._settings):
            visit.caller, visit.how = Caller(self._user, ROLES[-1], local=True), "local"
        elif (token := self._in_session(store, request)) is not None:
            visit.caller, visit.how = self._caller(token), "session"
            session = request.cookies[SESSION]
        visit.seed, visit.new_seed = seed_of(request)
        # who is asked to sign in again, though a session stands, must be able to send the form
        visit.csrf = self.sessions.csrf(visit.seed, "" if path_of(request) == LOGIN else session)

    def holder(self, store: Store, secret: str) -> Token | None:
        """The token that somebody shows; its use is noted once a day."""
        with store.reading() as connection:
            token = token_of(connection, secret.strip())
        if token is not None:
            self._note(store, token)
        return token

    def _in_session(self, store: Store, request: Request) -> Token | None:
        number = self.sessions.number(request.cookies.get(SESSION, ""))
        if number is None:
            return None
        with store.reading() as connection:
            token = token_numbered(connection, number)
        if token is not None:
            self._note(store, token)
        return token

    def _note(self, store: Store, token: Token) -> None:
        today = dt.date.today().isoformat()
        if today in (token.used, self._noted.get(token.number)):
            return
        self._noted[token.number] = today
        try:
            with store.writing() as connection:
                note_use(connection, token.number, today)
        except LedgerError:
            pass  # a ledger that may only be read has no days of use, and is read all the same

    @staticmethod
    def _caller(token: Token | None) -> Caller | None:
        return Caller(token.name, token.role) if token else None


def accounts_of(request: Request) -> Accounts:
    """The accounts of the server that a request came to."""
    return cast(Accounts, request.app.state.accounts)


def visit_of(request: Request) -> Visit:
    """What the guard found out; without a guard nothing is answered at all."""
    visit = request.scope.get(_VISIT)
    if not isinstance(visit, Visit):
        raise RuntimeError("the app is not guarded: call protect(app, settings)")
    return visit


def begin(request: Request) -> Visit:
    """The visit of a request of which nothing is known yet."""
    visit = request.scope[_VISIT] = Visit()
    return visit


def caller_of(request: Request) -> Caller | None:
    """Who asks; None only where nobody needs to say who it is: the login page, static files, the health check."""
    return visit_of(request).caller


def csrf_of(request: Request) -> str:
    """For a form's hidden field `csrf`, or the header X-CSRF-Token."""
    visit = visit_of(request)
    visit.has_form = True
    return visit.csrf


def require(role: str) -> Callable[[Request], Caller]:
    """A dependency for an endpoint that asks for a role; it gives the caller."""
    if role not in ROLES:
        raise ValueError(f"{role!r} is no role; give one of {', '.join(ROLES)}")

    def allowed(request: Request) -> Caller:
        caller = caller_of(request)
        if caller is None:
            raise unasked(request)
        if not caller.may(role):
            those = " or ".join(ROLES[ROLES.index(role) :])
            told = f"{caller.name} is a {caller.role}, who may {_MAY[caller.role]}; this needs a {those}"
            raise Refusal(403, "forbidden", told, f"ask an admin for: communique token create NAME --role {role}")
        return caller

    return allowed


def unasked(request: Request) -> Refusal:
    """The refusal of somebody who shows no token, or one that does not hold."""
    shown = _bearer(request) is not None
    message = "this token is unknown or has been revoked" if shown else "this server asks for a token"
    remedy = "send the header Authorization: Bearer TOKEN; an admin makes one with: communique token create NAME"
    return Refusal(401, "unauthorised", message, remedy, {"WWW-Authenticate": 'Bearer realm="communique"'})


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _user() -> str:
    """This machine's user; containers may have none by that number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "local user"
