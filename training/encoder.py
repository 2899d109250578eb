"""A BERT encoder in plain PyTorch, and the judge built on it, for training only."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

SHARED = 3  # lower layers that the judge and the coder of relations have in common


def bias(mask: Tensor, like: Tensor) -> Tensor:
    """What is added to attention scores so that padding is not attended to; mask: batch × length."""
    return (1.0 - mask[:, None, None, :].to(like.dtype)) * -1e4


def safetensors(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file (8 bytes header length, JSON header, raw little-endian data)."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    out = {}
    for name, meta in header.items():
        if name == "__metadata__" or meta["dtype"] != "F32":
            continue
        start, end = meta["data_offsets"]
        data = np.frombuffer(raw, dtype="<f4", count=(end - start) // 4, offset=8 + size + start)
        out[name] = torch.from_numpy(data.reshape(meta["shape"]).copy())
    return out


class Layer(nn.Module):
    """One transformer layer, post-norm as BERT has it."""

    def __init__(self, width: int, inner: int, heads: int, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.out, self.norm1 = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down, self.norm2 = (
            nn.Linear(width, inner),
            nn.Linear(inner, width),
            nn.LayerNorm(width, eps=1e-12),
        )
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: batch × length × width; mask: batch × 1 × 1 × length, added to the scores."""
        b, n, w = x.shape
        q, k, v = (
            f(x).view(b, n, self.heads, w // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        scores = (q @ k.transpose(-1, -2)) * (w // self.heads) ** -0.5 + mask
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(b, n, w)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Token ids → hidden states."""

    def __init__(
        self,
        vocabulary: int = 30522,
        width: int = 384,
        inner: int = 1536,
        heads: int = 12,
        layers: int = 6,
        drop: float = 0.1,
    ) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, width), nn.Embedding(512, width)
        self.sort = nn.Parameter(torch.zeros(width))
        self.norm, self.drop = nn.LayerNorm(width, eps=1e-12), nn.Dropout(drop)
        self.layers = nn.ModuleList(Layer(width, inner, heads, drop) for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids, mask: batch × length (int64); hidden states: batch × length × width."""
        x = self.embed(ids)
        for layer in self.layers:
            x = layer(x, bias(mask, x))
        return x

    def embed(self, ids: Tensor) -> Tensor:
        """What the first layer sees."""
        places = torch.arange(ids.shape[1], device=ids.device)
        return self.drop(self.norm(self.words(ids) + self.places(places)[None] + self.sort))

    def load(self, path: Path) -> None:
        """Take the weights of a BERT checkpoint in safetensors form."""
        t = {k.removeprefix("bert."): v for k, v in safetensors(path).items()}
        e = "embeddings."
        state = {
            "words.weight": t[e + "word_embeddings.weight"],
            "places.weight": t[e + "position_embeddings.weight"],
            "sort": t[e + "token_type_embeddings.weight"][0],
            "norm.weight": t[e + "LayerNorm.weight"],
            "norm.bias": t[e + "LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for i in range(len(self.layers)):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    state[f"layers.{i}.{ours}.{part}"] = t[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(state)


class Lower(nn.Module):
    """Token ids → hidden states after the lower layers, which every task shares."""

    def __init__(self, encoder: Encoder, layers: int = SHARED) -> None:
        super().__init__()
        self.encoder, self.shared = encoder, encoder.layers[:layers]

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids, mask: batch × length (int64); batch × length × width."""
        x = self.encoder.embed(ids)
        for layer in self.shared:
            x = layer(x, bias(mask, x))
        return x


class Upper(nn.Module):
    """Hidden states after the lower layers → those after all."""

    def __init__(self, encoder: Encoder, layers: int = SHARED) -> None:
        super().__init__()
        self.layers = encoder.layers[layers:]

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """hidden: batch × length × width; the same shape."""
        for layer in self.layers:
            hidden = layer(hidden, bias(mask, hidden))
        return hidden


class Judge(nn.Module):
    """Hidden states and features of clauses → scores of each task."""

    def __init__(
        self, features: int, tasks: dict[str, int], width: int = 384, hidden: int = 256, feature_width: int = 96
    ) -> None:
        super().__init__()
        self.features = nn.Linear(features, feature_width)
        self.mix = nn.Linear(3 * width + feature_width, hidden)
        self.drop = nn.Dropout(0.2)
        self.tasks = nn.ModuleDict({name: nn.Linear(hidden, n) for name, n in tasks.items()})

    def forward(self, words: Tensor, features: Tensor) -> dict[str, Tensor]:
        """words: clauses × 3·width (head, mean of the quote, governor); features: clauses × features, 0 or 1."""
        f = self.drop(torch.relu(self.features(features)))
        x = self.drop(nn.functional.gelu(self.mix(torch.cat([self.drop(words), f], -1))))
        return {name: layer(x) for name, layer in self.tasks.items()}
