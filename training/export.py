#!/usr/bin/env python3
"""Turn train.py's checkpoint into what ships: export.py CHECKPOINT_FOLDER TOKENIZER_JSON OUT.

OUT receives encoder.onnx (embeddings and the lower layers, which the coder of relations shares), judge-encoder.onnx
(the upper layers, fine-tuned for clauses), judge.onnx, all with 8-bit weights (dynamic quantisation), judge.json
(features in the order of the model's input, labels of each task) and tokenizer.json.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import onnx
import torch
from encoder import Encoder, Judge, Lower, Upper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class Flat(nn.Module):
    """The judge with its scores as a tuple of probabilities, as ONNX wants them."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, words: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        return tuple(v.softmax(-1) for v in self.judge(words, features).values())


def quantised(model: nn.Module, inputs: tuple[Tensor, ...], out: Path, names: list[str], outputs: list[str], axes):
    """Export a model and store its weights in 8 bits."""
    raw = out.with_suffix(".32")
    torch.onnx.export(
        model.eval(),
        inputs,
        str(raw),
        input_names=names,
        output_names=outputs,
        dynamo=False,
        dynamic_axes=axes,
        opset_version=17,
    )
    quantize_dynamic(str(raw), str(out), weight_type=QuantType.QInt8, per_channel=True)
    raw.unlink()
    onnx.checker.check_model(str(out))


def main(source: str, tokenizer: str, out: str) -> None:
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    state = torch.load(Path(source, "checkpoint.pt"), weights_only=False)
    encoder, judge = Encoder(), Judge(len(state["index"]), {k: len(v) for k, v in state["labels"].items()})
    encoder.load_state_dict(state["encoder"])
    judge.load_state_dict(state["judge"])
    ids, hidden = torch.ones(2, 9, dtype=torch.long), torch.zeros(2, 9, 384)
    text = {0: "batch", 1: "length"}
    axes = {"ids": text, "mask": text, "hidden": text, "words": text}
    quantised(Lower(encoder), (ids, ids), folder / "encoder.onnx", ["ids", "mask"], ["hidden"], axes)
    quantised(Upper(encoder), (hidden, ids), folder / "judge-encoder.onnx", ["hidden", "mask"], ["words"], axes)
    words, features = torch.zeros(2, 3 * 384), torch.zeros(2, len(state["index"]))
    names = list(state["labels"])
    axes = {n: {0: "clauses"} for n in ["words", "features", *names]}
    quantised(Flat(judge), (words, features), folder / "judge.onnx", ["words", "features"], names, axes)
    meta = {
        "features": sorted(state["index"], key=state["index"].get),
        "labels": {k: list(v) for k, v in state["labels"].items()},
    }
    (folder / "judge.json").write_text(json.dumps(meta, ensure_ascii=False, indent=0) + "\n", "utf-8")
    shutil.copy(tokenizer, folder / "tokenizer.json")
    for f in sorted(folder.iterdir()):
        print(f"{f.name}: {f.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
