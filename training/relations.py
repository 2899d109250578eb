#!/usr/bin/env python3
"""Train the coder of relations: relations.py OUT --encoder CHECKPOINT [--rows FOLDER] [--epochs N] [--seed N].

CHECKPOINT is the folder of train.py's checkpoint.pt, whose lower layers are shared with the judge. FOLDER
(training/relations) has rows*.tsv and patterns*.tsv: type, CAMEO code or "-", and a sentence with a marked pair, or a
pattern whose slots fill.py fills anew each epoch; and verbs.tsv, patterns of a dictionary, of which each epoch takes
some. A twelfth of the sentences of rows*.tsv is held out: temperature and
threshold are set there, and the report is of them. OUT receives relations.onnx (8 bit), relations.json,
relations-report.json and, for whoever wants to compare, relations-32.onnx. No evaluation set is read.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import math
import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from encoder import SHARED, Encoder, Lower, bias
from fill import beside, fill
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "communique" / "data"
TYPES = ("NONE AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
         "MOBILIZE COERCE ASSAULT").split()  # fmt: skip
LONGEST = 160  # tokens
BATCH = 32
# Types whose event runs one way: seen from the recipient, nothing passes.
ONE_WAY = frozenset("AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())
TURNED, BESIDE = (
    0.12,
    0.1,
)  # shares of rows that an epoch turns round, and of patterns that it marks beside their clause
TAG = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True)
class Row:
    """One labelled pair; spans are half-open code points of the text, (0, 0) for one that is not marked."""

    type: str
    code: str
    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]


def crosswalk() -> dict[str, str]:
    with (DATA / "ontologies" / "cameo_plover.csv").open(encoding="utf-8") as lines:
        return {row["cameo"]: row["plover"] for row in csv.DictReader(lines)}


def marked(type_: str, code: str, sentence: str) -> Row:
    text, last, ends = "", 0, {"s": [], "t": []}
    for tag in TAG.finditer(sentence):
        text += sentence[last : tag.start()]
        last = tag.end()
        ends[tag.group(2)].append(len(text))
    text += sentence[last:]
    if any(len(found) != 2 or found[0] >= found[1] for found in ends.values()):
        raise ValueError(f"want one <s>...</s> and one <t>...</t>: {sentence[:80]!r}")
    return Row(type_, code, text, tuple(ends["s"]), tuple(ends["t"]))


def turned(row: Row) -> Row:
    """The same sentence seen from the recipient."""
    return Row("NONE", "-", row.text, row.recipient, row.actor)


def table(folder: Path, name: str, known: dict[str, str]) -> list[tuple[str, str, str]]:
    """Type, code and text of the lines of some files. A code's type is the crosswalk's, if it has one."""
    out = []
    for path in sorted(folder.glob(name)):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if not line.strip():
                continue
            parts = line.split("\t")
            if len(parts) != 3 or parts[0] not in TYPES:
                sys.exit(f"{path}:{number}: want type, code and text with tabs between, not {line[:60]!r}")
            out.append((known.get(parts[1]) or parts[0], parts[1], parts[2]))
    return out


def split(folder: Path, known: dict[str, str], rng: random.Random) -> tuple[list[Row], list[Row]]:
    """The rows to train on and those of the sentences held out; the first thing that is asked of a seeded rng."""
    rows = list(dict.fromkeys(marked(*line) for line in table(folder, "rows*.tsv", known)))
    sentences = sorted({row.text for row in rows})
    rng.shuffle(sentences)
    held = set(sentences[: len(sentences) // 12])
    return [r for r in rows if r.text not in held], [r for r in rows if r.text in held]


class Coder(nn.Module):
    """Hidden states after the shared layers, with a role a token → scores of types and codes."""

    def __init__(self, encoder: Encoder, types: int, codes: int, width: int = 384, hidden: int = 256) -> None:
        super().__init__()
        self.upper = nn.ModuleList(encoder.layers[SHARED:])
        self.role = nn.Embedding(3, width)
        nn.init.normal_(self.role.weight, std=0.05)
        self.mix, self.drop = nn.Linear(3 * width, hidden), nn.Dropout(0.2)
        self.types, self.codes = nn.Linear(hidden, types), nn.Linear(hidden, codes)

    def forward(self, hidden: Tensor, roles: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """hidden: batch × length × width; roles (0 none, 1 actor, 2 recipient) and mask: batch × length."""
        x = hidden + self.role(roles)
        for layer in self.upper:
            x = layer(x, bias(mask, x))
        x = torch.cat([self._mean(x, roles == 1, mask), self._mean(x, roles == 2, mask), self._mean(x, mask, mask)], -1)
        x = self.drop(nn.functional.gelu(self.mix(self.drop(x))))
        return self.types(x), self.codes(x)

    def _mean(self, x: Tensor, chosen: Tensor, mask: Tensor) -> Tensor:
        """The mean over the chosen tokens, over all where none is chosen."""
        c, whole = chosen.to(x.dtype), mask.to(x.dtype)
        some = (c.sum(1, keepdim=True) > 0).to(x.dtype)
        c = c * some + whole * (1 - some)
        return (x * c[..., None]).sum(1) / c.sum(1, keepdim=True)


class Texts:
    """Rows → tensors."""

    def __init__(self, tokenizer: Tokenizer, rng: random.Random) -> None:
        self.tokenizer, self.rng = tokenizer, rng
        tokenizer.no_padding()  # the file pads all to one length
        tokenizer.no_truncation()
        self.mask = tokenizer.token_to_id("[MASK]")

    def batch(self, rows: list[Row], *, vary: bool = False) -> tuple[Tensor, Tensor, Tensor]:
        """Ids, roles, mask. To vary, some names and words are masked and some roles left out."""
        coded = [self._row(row, vary) for row in rows]
        length = max(len(ids) for ids, _ in coded)
        ids, roles = torch.zeros(len(rows), length, dtype=torch.long), torch.zeros(len(rows), length, dtype=torch.long)
        for i, (a, b) in enumerate(coded):
            ids[i, : len(a)], roles[i, : len(b)] = torch.tensor(a), torch.tensor(b)
        return ids, roles, (ids != 0).long()

    def _row(self, row: Row, vary: bool) -> tuple[list[int], list[int]]:
        e = self.tokenizer.encode(row.text)
        ids, offsets, special = e.ids[:LONGEST], e.offsets[:LONGEST], e.special_tokens_mask[:LONGEST]
        roles = [0 if sp else self._role(a, b, row) for (a, b), sp in zip(offsets, special, strict=True)]
        if vary:
            hidden = {role for role in (1, 2) if self.rng.random() < 0.15}
            dropped = {role for role in (1, 2) if self.rng.random() < 0.02}
            ids = [self.mask if role in hidden or (w > 998 and self.rng.random() < 0.03) else w
                   for w, role in zip(ids, roles, strict=True)]  # fmt: skip
            roles = [0 if role in dropped else role for role in roles]
        return ids, roles

    def _role(self, start: int, end: int, row: Row) -> int:
        for role, (a, b) in ((1, row.actor), (2, row.recipient)):
            if a <= start and end <= b:
                return role
        return 0


def epoch_of(train: list[Row], patterns: list[tuple[str, str, str]], rng: random.Random) -> list[Row]:
    """What an epoch sees: the rows, the patterns filled anew; and of some of both what does not happen in them."""
    out = list(train)
    out += [turned(row) for row in train if row.type in ONE_WAY and rng.random() < TURNED]
    for type_, code, text in patterns:
        sentence = beside(text, rng) if rng.random() < BESIDE else ""
        out.append(marked("NONE", "-", sentence) if sentence else marked(type_, code, fill(text, rng)))
    return out


def scores(lower: Lower, coder: Coder, texts: Texts, rows: list[Row]) -> Tensor:
    """The scores of the types of some rows."""
    coder.eval()
    out = []
    with torch.no_grad():
        for at in range(0, len(rows), 64):
            ids, roles, mask = texts.batch(rows[at : at + 64])
            out.append(coder(lower(ids, mask), roles, mask)[0])
    return torch.cat(out)


def calibrated(found: Tensor, gold: Tensor) -> tuple[float, float]:
    """Temperature that makes held-out confidence honest, and the threshold under which less than half are right."""
    temperature = min(
        (t / 20 for t in range(10, 60)), key=lambda t: nn.functional.cross_entropy(found / t, gold).item()
    )
    confidence, best = (found / temperature).softmax(-1).max(-1)
    right = (best == gold).numpy()
    threshold = 0.0
    for low in np.arange(0.0, 0.6, 0.05):
        within = (confidence.numpy() >= low) & (confidence.numpy() < low + 0.1)
        if within.sum() >= 5 and right[within].mean() < 0.5:
            threshold = float(low + 0.05)
    return temperature, round(threshold, 2)


def export(coder: Coder, out: Path) -> None:
    """relations-32.onnx in full precision, relations.onnx with 8-bit weights."""
    hidden, roles = torch.zeros(2, 9, 384), torch.zeros(2, 9, dtype=torch.long)
    text, pair = {0: "batch", 1: "length"}, {0: "batch"}
    raw = out / "relations-32.onnx"
    torch.onnx.export(
        coder.eval(), (hidden, roles, torch.ones_like(roles)), str(raw), input_names=["hidden", "roles", "mask"],
        output_names=["types", "codes"], dynamo=False, opset_version=17,
        dynamic_axes={"hidden": text, "roles": text, "mask": text, "types": pair, "codes": pair},
    )  # fmt: skip
    quantize_dynamic(str(raw), str(out / "relations.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(out / "relations.onnx"))


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("out", type=Path)
    args.add_argument("--encoder", type=Path, required=True)
    args.add_argument("--tokenizer", type=Path, default=DATA / "models" / "tokenizer.json")
    args.add_argument("--rows", type=Path, default=HERE / "relations")
    args.add_argument("--epochs", type=int, default=8)
    args.add_argument("--rate", type=float, default=1.5e-4)
    args.add_argument("--verbs", type=float, default=0.4, help="the share of verbs.tsv that an epoch takes")
    args.add_argument("--seed", type=int, default=1)
    a = args.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(a.seed)
    torch.manual_seed(a.seed)
    known = crosswalk()
    patterns, verbs = table(a.rows, "patterns*.tsv", known), table(a.rows, "verbs.tsv", known)
    some_verbs = int(a.verbs * len(verbs))
    train, hold = split(a.rows, known, rng)
    counts = Counter([r.code for r in train] + [code for _, code, _ in patterns + verbs])
    codes = sorted(code for code, n in counts.items() if n >= 3 and code in known)
    encoder = Encoder()
    encoder.load_state_dict(torch.load(a.encoder / "checkpoint.pt", weights_only=False)["encoder"])
    lower = Lower(encoder).eval().requires_grad_(False)
    coder, texts = Coder(encoder, len(TYPES), len(codes)), Texts(Tokenizer.from_file(str(a.tokenizer)), rng)
    for p in coder.parameters():
        p.requires_grad_(True)
    heads = [p for name, p in coder.named_parameters() if not name.startswith("upper")]
    groups = [{"params": list(coder.upper.parameters()), "lr": a.rate}, {"params": heads, "lr": 4 * a.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = a.epochs * math.ceil((1.08 * len(train) + len(patterns) + some_verbs) / BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * steps)) * max(0.0, 1 - s / steps)
    )
    number, place = {t: i for i, t in enumerate(TYPES)}, {c: i for i, c in enumerate(codes)}
    print(f"{len(train):,} rows, {len(patterns):,} patterns, {len(hold):,} held out, {len(codes)} codes", flush=True)
    began = time.time()
    for epoch in range(a.epochs):
        coder.train()
        seen = epoch_of(train, patterns + rng.sample(verbs, some_verbs), rng)
        order = sorted(range(len(seen)), key=lambda i: len(seen[i].text) + rng.randint(0, 60))
        batches = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
        rng.shuffle(batches)
        total = 0.0
        for chosen in batches:
            some = [seen[i] for i in chosen]
            ids, roles, mask = texts.batch(some, vary=True)
            with torch.no_grad():
                hidden = lower(ids, mask)
            types, found = coder(hidden, roles, mask)
            loss = nn.functional.cross_entropy(types, torch.tensor([number[r.type] for r in some]), label_smoothing=0.1)
            wanted = torch.tensor([place.get(r.code, -100) for r in some])
            if bool((wanted >= 0).any()):
                loss = loss + 0.3 * nn.functional.cross_entropy(found, wanted)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(coder.parameters(), 1.0)
            optimizer.step()
            rate.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.time() - began:.0f} s", flush=True)
    found, gold = scores(lower, coder, texts, hold), torch.tensor([number[r.type] for r in hold])
    temperature, threshold = calibrated(found, gold)
    best = found.argmax(-1)
    report = {
        "trained": dt.date.today().isoformat(),
        "seed": a.seed,
        "epochs": a.epochs,
        "rows": len(train),
        "patterns": len(patterns),
        "verbs": len(verbs),
        "verbs_an_epoch": some_verbs,
        "held_out": len(hold),
        "accuracy": round((best == gold).float().mean().item(), 4),
        "event_or_none": round(((best == 0) == (gold == 0)).float().mean().item(), 4),
        "seconds": round(time.time() - began),
        "rows_by_type": dict(Counter(r.type for r in train)),
        "patterns_by_type": dict(Counter(t for t, _, _ in patterns)),
    }
    torch.save({"coder": coder.state_dict(), "codes": codes}, a.out / "relations.pt")
    export(coder, a.out)
    meta = {"types": TYPES, "cameo": codes, "temperature": temperature, "threshold": threshold,
            "version": f"{report['trained']} seed {a.seed}"}  # fmt: skip
    (a.out / "relations.json").write_text(json.dumps(meta, indent=0) + "\n", "utf-8")
    (a.out / "relations-report.json").write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    print(json.dumps(report))


if __name__ == "__main__":
    main()
