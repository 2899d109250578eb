"""Who may come in, and what for: `protect(app, settings)` puts a guard before all that the app answers.

`guard.py` is the way of one request: its host (`hosts.py`), who sends it (`callers.py`, `sessions.py`), how much it
sends (`bodies.py`), whether another site's page made it (`forgery.py`); `headers.py` is what every answer carries,
`refusals.py` how a no is told. An endpoint says who may use it with `Depends(require("reviewer"))`.
"""

from fastapi import FastAPI, Request
from starlette.responses import Response

from ..settings import Settings
from .callers import Accounts, Caller, accounts_of, caller_of, csrf_of, require
from .guard import Guard
from .refusals import Refusal, Shown, answer, plain_page

__all__ = ["Accounts", "Caller", "Refusal", "accounts_of", "caller_of", "csrf_of", "protect", "require"]


def protect(app: FastAPI, settings: Settings, shown: Shown = plain_page) -> None:
    """Guard an app: the last step of putting it together, so that nothing stands before the guard.

    `shown` makes the page that tells a refusal to a person; the API tells it as JSON. The open ledger is expected at
    `app.state.site.store` when the first request comes.
    """
    app.state.accounts = Accounts(settings)
    app.add_middleware(Guard, settings=settings, shown=shown)

    def refused(request: Request, refusal: Exception) -> Response:
        assert isinstance(refusal, Refusal)
        return answer(request, refusal, shown)

    app.add_exception_handler(Refusal, refused)
