"""`POST /classify`: what one actor does to another in each of some sentences."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field

from ...answers.knowledge import classified
from ...coding.ontology import load as ontology
from ...coding.relations import Pair, load, pair_of
from ...errors import SpanError
from .answering import Answering
from .faults import described
from .models.base import Page
from .models.people import Classified
from .query import Asked, Text, Word, whole

router = APIRouter(route_class=Answering, tags=["knowledge"])


class Sentence(Asked):
    """A sentence, and who acts towards whom in its own words."""

    sentence: Annotated[Text, Field(max_length=5_000)]
    actor: Word
    recipient: Word


class Sentences(Asked):
    """What is to be classified."""

    sentences: list[Sentence] = Field(max_length=200)


@router.post("/classify", response_model=Page[Classified], responses=described(400, 413, 415, 422))
def classify(request: Request, given: Sentences) -> Any:
    """The PLOVER type of each sentence's relation, with its CAMEO code and how sure that is."""
    pairs = [_pair(number, one) for number, one in enumerate(given.sentences)]
    known = ontology().cameo
    return whole([classified(one, known.get(one.code)) for one in load().relations(pairs)])


def _pair(number: int, one: Sentence) -> Pair:
    try:
        return pair_of(one.sentence, one.actor, one.recipient)
    except SpanError as error:
        raise SpanError(f"sentences.{number}: {error}") from None
