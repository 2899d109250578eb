"""`GET /health`: whether the server answers; the one address that asks nobody who they are."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from ... import __version__
from .answering import Answering
from .models.base import Health

router = APIRouter(route_class=Answering, tags=["server"])


@router.get("/health", response_model=Health)
def health() -> Any:
    """Whether the server and its ledger answer."""
    return {"status": "ok", "version": __version__}
