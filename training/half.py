#!/usr/bin/env python3
"""What labels of a benchmark would add: half.py CODER ENCODER TSV. Trains on half of a PLV file, tests on the rest.

CODER is a folder of relations.py (relations.pt), ENCODER the judge's checkpoint folder. Both halves are tried; nothing
is written, and nothing trained here ships.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import torch
from encoder import Encoder, Lower
from relations import BATCH, DATA, TYPES, Coder, Row, Texts, scores
from tokenizers import Tokenizer
from torch import nn

from communique.measure import plv, shares

EPOCHS, RATE = 4, 8e-5


def roots(found: torch.Tensor, known: list[str]) -> list[str]:
    """The likeliest root of each row, CONCEDE and RETREAT together."""
    share = found.softmax(-1)
    columns = [[i for i, t in enumerate(TYPES) if plv.MERGED.get(t, t) == root] for root in known]
    summed = torch.stack([share[:, c].sum(1) for c in columns], 1)
    return [known[i] for i in summed.argmax(1).tolist()]


def figures(gold: list[str], said: list[str]) -> str:
    quads = [plv.quad(r) for r in gold], [plv.quad(r) for r in said]
    sides = [[q in plv.COOPERATION for q in side] for side in quads]
    values = shares.macro_f1(gold, said), shares.macro_f1(*quads), shares.macro_f1(*sides)
    return "root {:.3f}, quad {:.3f}, binary {:.3f}".format(*values)


def main(coder_folder: str, encoder_folder: str, file: str) -> None:
    cases = plv.read(Path(file))
    random.Random(1).shuffle(cases)
    known = sorted({c.root for c in cases})
    rows = [Row(c.root, "-", c.pair.sentence, c.pair.actor, c.pair.recipient) for c in cases]
    held = torch.load(Path(coder_folder, "relations.pt"), weights_only=False)
    gold, before, after = [], [], []
    for half in (0, 1):
        torch.manual_seed(1)
        rng, encoder = random.Random(1), Encoder()
        encoder.load_state_dict(torch.load(Path(encoder_folder, "checkpoint.pt"), weights_only=False)["encoder"])
        lower = Lower(encoder).eval().requires_grad_(False)
        coder = Coder(encoder, len(TYPES), len(held["codes"]))
        coder.load_state_dict(held["coder"])
        coder.requires_grad_(True)
        texts = Texts(Tokenizer.from_file(str(DATA / "models" / "tokenizer.json")), rng)
        train, test = rows[half::2], rows[1 - half :: 2]
        gold += [r.type for r in test]
        before += roots(scores(lower, coder, texts, test), known)
        optimizer = torch.optim.AdamW(coder.parameters(), lr=RATE, weight_decay=0.01)
        for _ in range(EPOCHS):
            coder.train()
            rng.shuffle(train)
            for at in range(0, len(train), BATCH):
                some = train[at : at + BATCH]
                ids, roles, mask = texts.batch(some, vary=True)
                types, _ = coder(lower(ids, mask), roles, mask)
                share = types.softmax(-1)
                wanted = torch.tensor([[plv.MERGED.get(t, t) == r.type for t in TYPES] for r in some])
                loss = -(share * wanted).sum(1).clamp_min(1e-6).log().mean()
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(coder.parameters(), 1.0)
                optimizer.step()
        after += roots(scores(lower, coder, texts, test), known)
    print(f"without labels of the file: {figures(gold, before)}")
    print(f"with half of its labels:    {figures(gold, after)}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
