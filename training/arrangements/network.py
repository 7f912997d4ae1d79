"""The reader as it is trained: an encoder of MPNet's first layers, and a small network a layer.

MPNet: Song et al. 2020, "MPNet: Masked and Permuted Pre-training for Language Understanding". The
base weights are those of all-mpnet-base-v2. Shapes: `b` windows of `n` pieces, `SIZE` numbers each.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

SIZE, HEADS, INNER = 768, 12, 3072
WORDS, POSITIONS, BUCKETS, FARTHEST = 30527, 514, 32, 128
PADDING = 1
HIDDEN = 256
"""Width of the small networks."""

DISTANCES, APART = 32, 7
NAMES = {
    "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
    "join": "attention.attn.o", "norm1": "attention.LayerNorm", "widen": "intermediate.dense",
    "narrow": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip
"""What the base weights call the parts of a layer."""


class Layer(nn.Module):
    """One transformer layer; every piece sees every other, nearness weighed in."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.join = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.widen, self.narrow = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE)
        self.norm1, self.norm2 = (nn.LayerNorm(SIZE, eps=1e-5) for _ in range(2))

    def forward(self, x: Tensor, nearness: Tensor, drop: float = 0.0) -> Tensor:
        """(b, n, SIZE) to the same."""
        rate = drop if self.training else 0.0
        q, k, v = (
            part(x).view(*x.shape[:2], HEADS, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=nearness.to(q.dtype), dropout_p=rate
        )
        joined = self.join(seen.transpose(1, 2).reshape(x.shape))
        x = self.norm1(x + functional.dropout(joined, rate, self.training))
        wide = self.narrow(functional.gelu(self.widen(x)))
        return self.norm2(x + functional.dropout(wide, rate, self.training))


class Encoder(nn.Module):
    """Word and position vectors, and the first `layers` layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(WORDS, SIZE), nn.Embedding(POSITIONS, SIZE)
        self.norm = nn.LayerNorm(SIZE, eps=1e-5)
        self.near = nn.Embedding(BUCKETS, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    @classmethod
    def from_base(cls, folder: Path, layers: int) -> Encoder:
        """The first layers of all-mpnet-base-v2."""
        held = load_file(str(folder / "model.safetensors"))
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
            "near.weight": "encoder.relative_attention_bias.weight",
        }
        for at in range(layers):
            for ours, theirs in NAMES.items():
                for part in ("weight", "bias"):
                    names[f"layers.{at}.{ours}.{part}"] = f"encoder.layer.{at}.{theirs}.{part}"
        encoder = cls(layers)
        encoder.load_state_dict({ours: held[theirs] for ours, theirs in names.items()})
        return encoder

    def embed(self, ids: Tensor) -> Tensor:
        """(b, n) ids to (b, n, SIZE)."""
        mask = (ids != PADDING).long()
        places = torch.cumsum(mask, 1) * mask + PADDING
        return self.norm(self.words(ids) + self.positions(places))

    def nearness(self, mask: Tensor) -> Tensor:
        """What is added to attention: (b, HEADS, n, n) from the (b, n) mask of real pieces."""
        near = self.near(buckets(mask.shape[1])).permute(2, 0, 1)[None]
        return near + torch.where(mask[:, None, None, :], 0.0, -1e4)


def buckets(size: int) -> Tensor:
    """For each two of `size` pieces, the number of the bucket of their distance (as in T5)."""
    steps = torch.arange(size)[:, None] - torch.arange(size)[None]
    half = BUCKETS // 2
    exact = half // 2
    size_of = steps.abs()
    far = torch.log(size_of.float().clamp(min=1) / exact) / math.log(FARTHEST / exact)
    wide = (exact + (far * (half - exact)).long()).clamp(max=half - 1)
    return (steps < 0).long() * half + torch.where(size_of < exact, size_of, wide)


class WordHead(nn.Module):
    """Labels of a word; `made` tells made-up pages apart, so that their ways stay their own."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.a, self.out = nn.Linear(SIZE, HIDDEN), nn.Linear(HIDDEN, labels)
        self.made = nn.Parameter(torch.zeros(HIDDEN))

    def forward(self, words: Tensor, made: Tensor, drop: float = 0.0) -> Tensor:
        """(k, SIZE) to (k, labels)."""
        hidden = functional.gelu(self.a(words) + made[:, None] * self.made)
        return self.out(functional.dropout(hidden, drop, self.training))


class PairHead(nn.Module):
    """Labels of two words: each alone, their product, their distance in words and sentences."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.a, self.b, self.p, self.q = (nn.Linear(SIZE, HIDDEN) for _ in range(4))
        self.distance, self.apart = nn.Embedding(DISTANCES, HIDDEN), nn.Embedding(APART, HIDDEN)
        self.made, self.out = nn.Parameter(torch.zeros(HIDDEN)), nn.Linear(HIDDEN, labels)
        nn.init.normal_(self.distance.weight, std=0.05)
        nn.init.normal_(self.apart.weight, std=0.05)

    def forward(self, words: Tensor, others: Tensor, places: Tensor, drop: float = 0.0) -> Tensor:
        """Two (k, SIZE), and (k, 3) of distance, sentences apart and `made`, to (k, labels)."""
        hidden = self.a(words) + self.b(others) + self.p(words) * self.q(others)
        hidden = hidden + self.distance(places[:, 0]) + self.apart(places[:, 1])
        hidden = functional.gelu(hidden + places[:, 2:3] * self.made)
        return self.out(functional.dropout(hidden, drop, self.training))


class Network(nn.Module):
    """The encoder, whose lowest `frozen` layers are not trained, and a head for each layer."""

    def __init__(self, encoder: Encoder, frozen: int, labels: dict[str, list[str]]) -> None:
        super().__init__()
        self.encoder, self.frozen = encoder, frozen
        self.heads = nn.ModuleDict(
            {name: WordHead(len(held)) if name == "mentions" else PairHead(len(held))
             for name, held in labels.items()}
        )  # fmt: skip

    def base(self, ids: Tensor) -> Tensor:
        """(b, n) ids through the layers that are not trained."""
        nearness = self.encoder.nearness(ids != PADDING)
        x = self.encoder.embed(ids)
        for layer in self.encoder.layers[: self.frozen]:
            x = layer(x, nearness)
        return x

    def upper(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        """What `base` gave through the layers that are trained."""
        nearness = self.encoder.nearness(mask)
        for layer in self.encoder.layers[self.frozen :]:
            x = layer(x, nearness, drop)
        return x
