"""Training pages in, a checkpoint of the reader out.

python training/arrangements/train_reader.py --pages runs/arrangements.pkl \
    --base MPNET_FOLDER --out runs/reader.pt [--start runs/reader.pt]

Needs torch and safetensors. Pages are those of `data.py`; each window of a page is one example.
"""

from __future__ import annotations

import argparse
import math
import pickle
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from network import PADDING, SIZE, Encoder, Network
from torch import Tensor, nn
from torch.nn import functional

from onrecord.language.arrangements.pairs import LAYERS
from onrecord.language.arrangements.reader import (
    SHIFT,
    START,
    STOP,
    apart_step,
    distance_step,
)
from onrecord.language.arrangements.weigh import layers

LABELS = {name: list(layer.labels) for name, layer in layers().items()}
"""The labels of each layer, in the order of the linear models."""

SHARE = {"mentions": 1.0, "terms": 1.0, "history": 1.0, "deadlines": 0.4, "positions": 1.2,
         "links": 0.4}  # fmt: skip
"""How much the layers' losses count."""

FROZEN, DEEP = 3, 8
"""Layers that stay as they are, and layers in all."""

UNSURE = -1
"""The label that no loss is counted for."""

DROP = 0.1


@dataclass(slots=True)
class Example:
    """One window: its ids, its words, and its pairs (places in the window, steps, label)."""

    page: str
    made: bool
    ids: list[int]
    words: list[tuple[int, int]] = field(default_factory=list)
    pairs: dict[str, list[tuple[int, int, int, int, int]]] = field(default_factory=dict)
    base: Tensor | None = None


def main() -> None:
    """Train, and write a checkpoint after every epoch."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from this checkpoint")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    pages = pickle.loads(args.pages.read_bytes())["pages"]
    examples = [one for page in pages for one in examples_of(page)]
    network = Network(Encoder.from_base(args.base, DEEP), FROZEN, LABELS)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True))
    read_base(network, examples)
    train(network, examples, args)


def examples_of(page: dict[str, Any]) -> list[Example]:
    """The windows of a page, each with what is decided in it."""
    pieces, sentences = page["pieces"], page["sentences"]
    found = [
        Example(page["page"], page["made"],
                [START, *(one + SHIFT for one in pieces.ids[start:stop]), STOP])
        for start, stop in pieces.windows
    ]  # fmt: skip
    for token, kind in page["kinds"]:
        at = pieces.window_of(token)
        if at is not None:
            place = pieces.firsts[token] - pieces.windows[at][0] + 1
            found[at].words.append((place, LABELS["mentions"].index(kind)))
    rows = [(layer, label, places) for layer, _, label, _, places in page["pairs"]]
    rows += [("links", label, places) for _, label, places in page["links"]]
    for layer, label, (word, other) in rows:
        at = pieces.window_of(word, other)
        if at is not None:
            start = pieces.windows[at][0] - 1
            found[at].pairs.setdefault(layer, []).append((
                pieces.firsts[word] - start, pieces.firsts[other] - start,
                distance_step(word - other), apart_step(sentences[word] - sentences[other]),
                LABELS[layer].index(label) if label in LABELS[layer] else UNSURE,
            ))  # fmt: skip
    return found


def batches(examples: Sequence[Example], size: int) -> Iterator[list[Example]]:
    """The examples in random batches of about one length."""
    order = random.sample(list(examples), len(examples))
    groups: list[list[Example]] = []
    for at in range(0, len(order), size * 20):
        near = sorted(order[at : at + size * 20], key=lambda one: len(one.ids))
        groups += [near[n : n + size] for n in range(0, len(near), size)]
    random.shuffle(groups)
    yield from groups


@torch.no_grad()
def read_base(network: Network, examples: list[Example]) -> None:
    """Run the layers that are not trained once, for all epochs."""
    network.eval()
    for group in batches(examples, 16):
        ids = nn.utils.rnn.pad_sequence(
            [torch.tensor(one.ids) for one in group], batch_first=True, padding_value=PADDING
        )
        with torch.autocast("cpu", torch.bfloat16):
            rows = network.base(ids)
        for one, row in zip(group, rows, strict=True):
            one.base = row[: len(one.ids)].to(torch.bfloat16).clone()


def train(network: Network, examples: list[Example], args: argparse.Namespace) -> None:
    """All epochs; the rates rise for a twelfth of the steps and then fall to nothing."""
    for one in network.encoder.parameters():
        one.requires_grad = False
    upper = [one for layer in network.encoder.layers[FROZEN:] for one in layer.parameters()]
    for one in upper:
        one.requires_grad = True
    heads = list(network.heads.parameters())
    groups = [{"params": upper, "lr": args.rate}, {"params": heads, "lr": args.head_rate}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    steps = args.epochs * math.ceil(len(examples) / 8)
    rise = steps // 12 + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / rise, max(0.02, (steps - n) / max(1, steps - rise)))
    )
    often = positives(examples)
    for epoch in range(args.epochs):
        network.train()
        started, total = time.monotonic(), 0.0
        for group in batches(examples, 8):
            loss = loss_of(network, group, often)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*upper, *heads], 5.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total:.0f}, {time.monotonic() - started:.0f} s", flush=True)
        args.out.parent.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), args.out)


def positives(examples: list[Example]) -> dict[str, float]:
    """How many labels that say something a window has, layer by layer."""
    counts = {"mentions": sum(kind > 0 for one in examples for _, kind in one.words)}
    for layer in (*LAYERS, "links"):
        counts[layer] = sum(row[4] > 0 for one in examples for row in one.pairs.get(layer, ()))
    return {layer: max(1, count) / len(examples) for layer, count in counts.items()}


def loss_of(network: Network, group: list[Example], often: dict[str, float]) -> Tensor:
    """Cross-entropy of all decisions, each layer measured by how much it has to say."""
    x = nn.utils.rnn.pad_sequence([one.base.float() for one in group], batch_first=True)
    lengths = torch.tensor([len(one.ids) for one in group])
    mask = torch.arange(x.shape[1])[None] < lengths[:, None]
    total = torch.zeros(())
    with torch.autocast("cpu", torch.bfloat16):
        rows = network.upper(x, mask, DROP).float().reshape(-1, SIZE)
        for layer in LABELS:
            scores, wanted = decided(network, layer, rows, x.shape[1], group)
            if len(wanted):
                loss = functional.cross_entropy(
                    scores.float(), wanted, reduction="sum", ignore_index=UNSURE
                )
                total = total + SHARE[layer] * loss / (often[layer] * len(group))
    return total


def decided(
    network: Network, layer: str, rows: Tensor, width: int, group: list[Example]
) -> tuple[Tensor, Tensor]:
    """The scores and the wanted labels of one layer."""
    if layer == "mentions":
        held = [(n * width + place, kind, one.made)
                for n, one in enumerate(group) for place, kind in one.words]  # fmt: skip
        table = torch.tensor(held).reshape(-1, 3)
        return network.heads[layer](rows[table[:, 0]], table[:, 2], 2 * DROP), table[:, 1]
    pairs = [(n * width + word, n * width + other, distance, apart, one.made, label)
             for n, one in enumerate(group)
             for word, other, distance, apart, label in one.pairs.get(layer, ())]  # fmt: skip
    table = torch.tensor(pairs, dtype=torch.long).reshape(-1, 6)
    scores = network.heads[layer](rows[table[:, 0]], rows[table[:, 1]], table[:, 2:5], 2 * DROP)
    return scores, table[:, 5]


if __name__ == "__main__":
    main()
