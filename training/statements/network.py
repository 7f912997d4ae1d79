"""The attribution model in torch: a MiniLM encoder, a tag head and a head that links to cues."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from onrecord.language.statements import decode

SIZE, HEADS, INNER, LAYERS, POSITIONS = 384, 12, 1536, 6, 512


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(SIZE, 3 * SIZE)
        self.join = nn.Linear(SIZE, SIZE)
        self.norm1 = nn.LayerNorm(SIZE, eps=1e-12)
        self.widen = nn.Linear(SIZE, INNER)
        self.narrow = nn.Linear(INNER, SIZE)
        self.norm2 = nn.LayerNorm(SIZE, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """A batch of windows through the layer; the mask is added to the attention."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, SIZE // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        joined = self.join(seen.transpose(1, 2).reshape(b, n, SIZE))
        x = self.norm1(x + F.dropout(joined, self.dropout, self.training))
        inner = self.narrow(F.gelu(self.widen(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


class Network(nn.Module):
    """Word vectors and features in, the columns of `decode.PARTS` out."""

    def __init__(self, features: list[int], dropout: float = 0.1) -> None:
        super().__init__()
        self.position = nn.Embedding(POSITIONS, SIZE)
        self.features = nn.ModuleList(nn.Embedding(n, SIZE) for n in features)
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.out = nn.Linear(SIZE, decode.WIDTH)
        nn.init.normal_(self.out.weight, std=0.02)
        self.joint_out = nn.Parameter(torch.randn(decode.ROLES, decode.HIDDEN) * 0.05)
        self.joint_bias = nn.Parameter(torch.full((decode.ROLES,), -2.0))
        self.distance = nn.Parameter(torch.randn(decode.BUCKETS, decode.HIDDEN) * 0.02)
        self.paragraph = nn.Parameter(torch.randn(2, decode.HIDDEN) * 0.02)
        self.dropout = dropout

    def forward(
        self, vectors: torch.Tensor, features: torch.Tensor, mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        """The scores of every piece of a batch of windows."""
        x = vectors + self.position.weight[: vectors.shape[1]]
        for i, table in enumerate(self.features):
            x = x + table(features[:, :, i])
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return self.out(F.dropout(x, self.dropout, self.training))

    def link(
        self,
        output: torch.Tensor,
        rows: torch.Tensor,
        weights: torch.Tensor,
        buckets: torch.Tensor,
        same: torch.Tensor,
    ) -> torch.Tensor:
        """Scores of source and content, [cues, pieces, ROLES]; see `decode.link`.

        `rows` gives each cue's window, `weights` its pieces (each row sums to one).
        """
        _, hidden, factor, cue_hidden, cue_factor = output.split(decode.PARTS, dim=2)
        own = torch.einsum("cn,cnd->cd", weights, cue_hidden[rows])
        mixed = hidden[rows] + own[:, None] + self.distance[buckets] + self.paragraph[same]
        scores = F.relu(mixed) @ self.joint_out.T
        query = torch.einsum("cn,cnd->cd", weights, cue_factor[rows])
        shape = (decode.ROLES, decode.FACTOR)
        product = torch.einsum(
            "cnrf,crf->cnr", factor[rows].unflatten(2, shape), query.unflatten(1, shape)
        )
        return scores + product / decode.FACTOR**0.5 + self.joint_bias

    def joint(self) -> decode.Joint:
        """The small weights that the run time needs beside the encoder."""
        parts = (self.joint_out, self.joint_bias, self.distance, self.paragraph)
        return decode.Joint(*(p.detach().float().numpy().copy() for p in parts))


BERT_NAMES = {
    "join": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "norm2": "output.LayerNorm",
}


def load_bert(network: Network, weights: dict[str, torch.Tensor]) -> torch.Tensor:
    """Copy a BERT checkpoint into the network; returns the table of word vectors."""
    base = "embeddings."
    kind = weights[base + "token_type_embeddings.weight"][0]
    network.position.weight.data.copy_(weights[base + "position_embeddings.weight"] + kind)
    for end in ("weight", "bias"):
        getattr(network.norm, end).data.copy_(weights[f"{base}LayerNorm.{end}"])
        for i, layer in enumerate(network.layers):
            root = f"encoder.layer.{i}."
            parts = [weights[f"{root}attention.self.{p}.{end}"] for p in ("query", "key", "value")]
            getattr(layer.qkv, end).data.copy_(torch.cat(parts))
            for ours, theirs in BERT_NAMES.items():
                getattr(getattr(layer, ours), end).data.copy_(weights[f"{root}{theirs}.{end}"])
    return weights[base + "word_embeddings.weight"]
