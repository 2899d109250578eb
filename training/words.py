#!/usr/bin/env python3
"""Train the words beside the coder of relations: words.py FOLDER [--rows FOLDER] [--seed N] [--keep N].

FOLDER is what relations.py wrote. A logistic regression over runs of one to three words learns the types from the same
rows and patterns; the KEEP runs that weigh most are kept and their weights stored in 8 bits. On the sentences that
relations.py held out with the same seed, its share in the mixture, the temperature and the threshold are set;
relations.json and the report receive them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from fill import fill
from relations import HERE, calibrated, crosswalk, marked, split, table
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from torch import from_numpy, tensor

from communique.coding.relations import Coder, Pair
from communique.coding.words import FILE, runs

FILLS = 2  # of each pattern


def matrix(texts: list[Counter], place: dict[str, int], rarity: np.ndarray) -> csr_matrix:
    """Rows of length 1: log counts times rarity, as the runtime has them."""
    data, columns, ends = [], [], [0]
    for found in texts:
        known = [(place[run], 1 + np.log(n)) for run, n in found.items() if run in place]
        values = np.array([n * rarity[i] for i, n in known])
        data.extend(values / max(1e-6, np.linalg.norm(values)) if known else [])
        columns.extend(i for i, _ in known)
        ends.append(len(columns))
    return csr_matrix((data, columns, ends), shape=(len(texts), len(place)))


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("folder", type=Path)
    args.add_argument("--rows", type=Path, default=HERE / "relations")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--keep", type=int, default=16_000)
    a = args.parse_args()
    rng, known = random.Random(a.seed), crosswalk()
    train, hold = split(a.rows, known, rng)
    fills = random.Random(a.seed)
    lines = table(a.rows, "patterns*.tsv", known) * FILLS + table(a.rows, "verbs.tsv", known)
    train = train + [marked(type_, code, fill(text, fills)) for type_, code, text in lines]
    texts = [runs(r.text, r.actor, r.recipient) for r in train]
    counts = Counter(run for found in texts for run in found)
    vocabulary = sorted(run for run, n in counts.items() if n > 1)
    gold = [r.type for r in train]
    coder = Coder(a.folder)
    for last in (False, True):
        place = {run: i for i, run in enumerate(vocabulary)}
        rarity = np.array([np.log((1 + len(texts)) / (1 + counts[run])) + 1 for run in vocabulary])
        model = LogisticRegression(C=10, max_iter=300).fit(matrix(texts, place, rarity), gold)
        if not last:
            weight = np.abs(model.coef_).max(0) * np.sqrt([min(counts[run], 20) for run in vocabulary])
            vocabulary = sorted(vocabulary[i] for i in np.argsort(-weight)[: a.keep])
    order = [list(model.classes_).index(t) for t in coder.types]
    weights, bias = model.coef_[order].T, model.intercept_[order]
    unit = np.abs(weights).max() / 127
    np.savez_compressed(
        a.folder / FILE,
        runs=np.frombuffer("\n".join(vocabulary).encode("utf-8"), dtype=np.uint8),
        weights=np.round(weights / unit).astype(np.int8),
        unit=np.float32(unit),
        rarity=rarity.astype(np.float16),
        bias=bias.astype(np.float32),
    )
    meta = json.loads((a.folder / "relations.json").read_text("utf-8"))
    meta |= {"temperature": 1.0, "words": 0.0}
    (a.folder / "relations.json").write_text(json.dumps(meta, indent=0) + "\n", "utf-8")
    pairs = [Pair(r.text, r.actor, r.recipient) for r in hold]
    whole = np.log(np.array([[r.types[t] for t in coder.types] for r in Coder(a.folder).relations(pairs)]) + 1e-6)
    scores = np.asarray(matrix([runs(r.text, r.actor, r.recipient) for r in hold], place, rarity) @ weights + bias)
    alone = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    truth = tensor([coder.types.index(r.type) for r in hold])

    def loss(share: float) -> float:
        mixed = (1 - share) * whole + share * alone
        mixed -= np.log(np.exp(mixed).sum(1, keepdims=True))
        return float(-mixed[np.arange(len(hold)), truth.numpy()].mean())

    share = min((n / 20 for n in range(0, 13)), key=loss)
    mixed = from_numpy((1 - share) * whole + share * alone)
    temperature, threshold = calibrated(mixed, truth)
    right = (mixed.argmax(-1) == truth).double().mean().item()
    meta |= {"words": share, "temperature": temperature, "threshold": threshold}
    (a.folder / "relations.json").write_text(json.dumps(meta, indent=0) + "\n", "utf-8")
    report = json.loads((a.folder / "relations-report.json").read_text("utf-8"))
    report["words"] = {
        "runs": len(vocabulary),
        "share": share,
        "accuracy": round(right, 4),
        "loss": round(loss(share), 4),
        "loss_without": round(loss(0.0), 4),
        "temperature": temperature,
        "threshold": threshold,
    }
    (a.folder / "relations-report.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    print(json.dumps(report["words"]))


if __name__ == "__main__":
    sys.exit(main())
