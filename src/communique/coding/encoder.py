"""The shared part of our models: a tokenizer, and a sentence encoder's embeddings and lower layers.

all-MiniLM-L6-v2 (Apache 2.0), fine-tuned with the judge of clauses, with 8-bit weights. A text passes it once; the
judge and the coder of relations each have upper layers of their own. ONNX Runtime is imported on first use.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt

from communique.errors import ModelError

SHIPPED = resources.files("communique.data.models")
Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


class Encoding(Protocol):
    """What a tokenizer gives: token ids and their character offsets."""

    ids: Sequence[int]
    offsets: Sequence[tuple[int, int]]


def session(folder: Traversable, name: str) -> Any:
    """An ONNX model of a folder; ModelError where it cannot be read."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.log_severity_level = 4
    # Without it, 8-bit products overflow on processors that lack VNNI, and one text reads differently on two machines.
    options.add_session_config_entry("session.x64quantprecision", "1")
    try:
        with resources.as_file(folder.joinpath(name)) as path:
            if not Path(path).is_file():
                raise FileNotFoundError
            return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except FileNotFoundError:
        raise ModelError(f"{folder}/{name} is not there; {_remedy(folder)}") from None
    except Exception as error:  # noqa: BLE001 - ONNX Runtime's own exceptions share no base of theirs
        told = " ".join(str(error).split())[:120]
        raise ModelError(f"{folder}/{name} cannot be read as an ONNX model ({told}); {_remedy(folder)}") from None


def meta(folder: Traversable, name: str) -> dict[str, Any]:
    """A model's JSON companion; ModelError where it cannot be read."""
    try:
        return cast(dict[str, Any], json.loads(folder.joinpath(name).read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}/{name} cannot be read ({type(error).__name__}); {_remedy(folder)}") from None


def _remedy(folder: Traversable) -> str:
    if folder == SHIPPED:
        return "the installation is incomplete: run pip install --force-reinstall communique"
    return "give a folder that training/relations.py wrote"


class Encoder:
    """Tokens and lower layers, loaded once a process."""

    def __init__(self) -> None:
        from tokenizers import Tokenizer

        self._session = session(SHIPPED, "encoder.onnx")
        self._tokenizer = Tokenizer.from_str(SHIPPED.joinpath("tokenizer.json").read_text("utf-8"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def tokens(self, text: str) -> Encoding:
        """A text's tokens, without the marks of its beginning and end."""
        return cast(Encoding, self._tokenizer.encode(text, add_special_tokens=False))

    def id(self, token: str) -> int:
        """The id of a special token: [CLS], [SEP]."""
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise ModelError(f"the tokenizer has no token {token}; {_remedy(SHIPPED)}")
        return found

    def hidden(self, rows: Sequence[Sequence[int]]) -> tuple[Floats, Ids]:
        """Hidden states of some texts, rows × length × width, and their mask, rows × length, 1 for a token."""
        length = max(len(row) for row in rows)
        ids = np.zeros((len(rows), length), dtype=np.int64)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
        mask = (ids != 0).astype(np.int64)
        return cast(Floats, self._session.run(None, {"ids": ids, "mask": mask})[0]), mask


@lru_cache(maxsize=1)
def load() -> Encoder:
    """The shipped encoder."""
    return Encoder()
