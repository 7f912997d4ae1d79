r"""Checkpoints in, the run-time folder out: int8 ONNX encoders, word vectors, tokenizer, config.

python training/statements/export.py --base MINILM_FOLDER --out src/onrecord/models/statements \
        runs/a/model.pt
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import nn

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]

from network import HEADS, SIZE, Layer, Network  # noqa: E402
from train import load_tokenizer  # noqa: E402

from onrecord.language.statements.decode import Settings  # noqa: E402


class Plain(nn.Module):
    """A layer without dropout or masks, in the operations that ONNX Runtime does best."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        weight, bias = layer.qkv.weight.data, layer.qkv.bias.data
        self.parts = nn.ModuleList(nn.Linear(SIZE, SIZE) for _ in range(3))
        scale = (SIZE // HEADS) ** -0.25  # half of the scaling for queries, half for keys
        for i, part in enumerate(self.parts):
            rows = slice(i * SIZE, (i + 1) * SIZE)
            part.weight.data = weight[rows] * (scale if i < 2 else 1)
            part.bias.data = bias[rows] * (scale if i < 2 else 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """One window's pieces through the layer."""
        q, k, v = (p(x).view(1, -1, HEADS, SIZE // HEADS).transpose(1, 2) for p in self.parts)
        seen = torch.softmax(q @ k.transpose(2, 3), dim=-1) @ v
        x = self.layer.norm1(x + self.layer.join(seen.transpose(1, 2).reshape(1, -1, SIZE)))
        return self.layer.norm2(x + self.layer.narrow(nn.functional.gelu(self.layer.widen(x))))


class Exported(nn.Module):
    """The network over one window, as it is exported."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.layers = nn.ModuleList(Plain(layer) for layer in network.layers)

    def forward(self, vectors: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        """The scores of one window's pieces."""
        x = vectors + self.network.position.weight[: vectors.shape[1]]
        for i, table in enumerate(self.network.features):
            x = x + table(features[:, :, i])
        x = self.network.norm(x)
        for layer in self.layers:
            x = layer(x)
        return self.network.out(x)


def read_state(checkpoints: list[Path]) -> dict[str, Any]:
    """A checkpoint, or the average of several that started from the same one."""
    states = [torch.load(path, weights_only=True) for path in checkpoints]
    held = [state["network"] for state in states]
    mean = {key: sum(one[key] for one in held) / len(held) for key in held[0]}
    return {**states[0], "network": mean}


def export(state: dict[str, Any], folder: Path, name: str, *, quantize: bool = True) -> None:
    """Write one encoder and its joint weights."""
    network = Network(state["features"]).eval()
    network.load_state_dict(state["network"])
    joint = network.joint()
    np.savez(folder / f"{name}.npz", **asdict(joint))
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        made = (
            torch.zeros(1, 9, SIZE),
            torch.zeros(1, 9, len(state["features"]), dtype=torch.long),
        )
        torch.onnx.export(
            Exported(network).eval(),
            made,
            str(plain),
            dynamo=False,
            opset_version=17,
            input_names=["vectors", "features"],
            output_names=["scores"],
            dynamic_axes={"vectors": {1: "n"}, "features": {1: "n"}, "scores": {1: "n"}},
        )
        write(plain, folder / f"{name}.onnx", quantize=quantize)


def write(plain: Path, path: Path, *, quantize: bool) -> None:
    """The exported graph, with its matrices as bytes."""
    if not quantize:
        path.write_bytes(plain.read_bytes())
        return
    quantize_dynamic(
        str(plain),
        str(path),
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
    )


def write_words(base: Path, folder: Path) -> None:
    """Word vectors as bytes with a scale a row, and the tokenizer without its padding."""
    name = "embeddings.word_embeddings.weight"
    table = load_file(str(base / "model.safetensors"))[name].float().numpy()
    scales = (np.abs(table).max(axis=1) / 127).astype(np.float16)
    words = np.round(table / scales[:, None].astype(np.float32)).clip(-127, 127).astype(np.int8)
    np.savez(folder / "words.npz", words=words, scales=scales)
    load_tokenizer(base).save(str(folder / "tokenizer.json"), pretty=False)


def main() -> None:
    """Export every checkpoint named, in that order."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--settings", type=Path, help="JSON of decoder settings")
    parser.add_argument("--average", action="store_true", help="average them into one encoder")
    parser.add_argument("--full", action="store_true", help="keep 32-bit floats, to compare")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    write_words(args.base, args.out)
    groups = [args.checkpoints] if args.average else [[path] for path in args.checkpoints]
    states = [read_state(group) for group in groups]
    names = [f"encoder-{i + 1}" for i in range(len(states))]
    for name, state in zip(names, states, strict=True):
        export(state, args.out, name, quantize=not args.full)
    labels = [state["labels"] for state in states]
    settings = json.loads(args.settings.read_text()) if args.settings else asdict(Settings())
    config = {"encoders": names, "labels": max(labels, key=len), "settings": settings}
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n")


if __name__ == "__main__":
    main()
