"""A checkpoint in, the reader that ships out: int8 ONNX encoder, word vectors, heads, thresholds.

python training/arrangements/export_reader.py --checkpoint runs/reader.pt --base MPNET_FOLDER \
    --scale training/arrangements/scale.json --out src/onrecord/models/arrangements
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch
from network import HEADS, SIZE, Encoder, Layer, Network, PairHead, WordHead, buckets
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train_reader import DEEP, FROZEN, LABELS

from onrecord.language.arrangements.pieces import SIZE as WINDOW


class Plain(nn.Module):
    """A layer over one window, without dropout, in the operations that ONNX Runtime does best."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        scale = (SIZE // HEADS) ** -0.25  # half of the scaling for queries, half for keys
        for part in (layer.query, layer.key):
            part.weight.data *= scale
            part.bias.data *= scale

    def forward(self, x: Tensor, nearness: Tensor) -> Tensor:
        """(1, n, SIZE) to the same."""
        layer = self.layer
        q, k, v = (
            part(x).view(1, -1, HEADS, SIZE // HEADS).transpose(1, 2)
            for part in (layer.query, layer.key, layer.value)
        )
        seen = torch.softmax(q @ k.transpose(2, 3) + nearness, dim=-1) @ v
        x = layer.norm1(x + layer.join(seen.transpose(1, 2).reshape(1, -1, SIZE)))
        return layer.norm2(x + layer.narrow(nn.functional.gelu(layer.widen(x))))


class Exported(nn.Module):
    """The encoder over one window, as it is exported."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.norm = encoder.norm
        self.layers = nn.ModuleList(Plain(layer) for layer in encoder.layers)

    def forward(self, vectors: Tensor, nearness: Tensor) -> Tensor:
        """A row of numbers for each piece."""
        x = self.norm(vectors)
        for layer in self.layers:
            x = layer(x, nearness)
        return x


def main() -> None:
    """Write the reader's three files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--scale", type=Path, required=True, help="shares and thresholds, JSON")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    network = Network(Encoder.from_base(args.base, DEEP), FROZEN, LABELS)
    network.load_state_dict(torch.load(args.checkpoint, weights_only=True))
    network.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    held = words_of(network.encoder)
    for name, head in network.heads.items():
        parts = of_word_head(head) if isinstance(head, WordHead) else of_pair_head(head)
        held.update({f"{name}/{part}": half(value) for part, value in parts.items()})
    np.savez_compressed(args.out / "reader.npz", **held)
    (args.out / "reader.json").write_text(args.scale.read_text("utf-8"), "utf-8")
    export(network.encoder, args.out / "encoder.onnx")


def words_of(encoder: Encoder) -> dict[str, np.ndarray]:
    """Word vectors as bytes with a scale a row, positions, and nearness by distance."""
    table = encoder.words.weight.detach().numpy()
    scales = np.maximum(np.abs(table).max(axis=1) / 127, 1e-4).astype(np.float16)
    words = np.round(table / scales[:, None].astype(np.float32)).clip(-127, 127).astype(np.int8)
    size = WINDOW + 2
    table = buckets(size)
    steps = range(-(size - 1), size)
    near = torch.stack([table[max(0, -step), max(0, step)] for step in steps])
    return {
        "words": words,
        "scales": scales,
        "positions": half(encoder.positions.weight),
        "nearness": encoder.near.weight[near].T.detach().numpy(),
    }


def of_word_head(head: WordHead) -> dict[str, Tensor]:
    """The matrices and vectors of a head over words, by the names of the run time."""
    return {"a": head.a.weight.T, "bias": head.a.bias, "out": head.out.weight.T,
            "out_bias": head.out.bias}  # fmt: skip


def of_pair_head(head: PairHead) -> dict[str, Tensor]:
    """Those of a head over pairs."""
    return {
        "a": head.a.weight.T, "b": head.b.weight.T, "bias": head.a.bias + head.b.bias,
        "p": head.p.weight.T, "p_bias": head.p.bias, "q": head.q.weight.T, "q_bias": head.q.bias,
        "distance": head.distance.weight, "apart": head.apart.weight,
        "out": head.out.weight.T, "out_bias": head.out.bias,
    }  # fmt: skip


def half(values: Tensor) -> np.ndarray:
    """As 16-bit floats."""
    return values.detach().numpy().astype(np.float16)


def export(encoder: Encoder, path: Path) -> None:
    """Write the encoder's graph, with its matrices as bytes."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = str(Path(scratch) / "plain.onnx")
        torch.onnx.export(
            Exported(encoder).eval(),
            (torch.zeros(1, 9, SIZE), torch.zeros(1, HEADS, 9, 9)),
            plain,
            dynamo=False,
            opset_version=17,
            input_names=["vectors", "nearness"],
            output_names=["rows"],
            dynamic_axes={"vectors": {1: "n"}, "nearness": {2: "n", 3: "n"}, "rows": {1: "n"}},
        )
        quantize_dynamic(
            plain,
            str(path),
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
        )


if __name__ == "__main__":
    main()
