r"""Train the attribution model on PolNeAR; writes a checkpoint and dev figures every epoch.

python training/statements/train.py --data ../shared/data/polnear --eval ../shared/eval \
        --base MINILM_FOLDER --out runs/a
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]

from data import Example, make_example, read_articles, read_parses  # noqa: E402
from network import Network, load_bert  # noqa: E402

from onrecord.language.statements import decode, windows  # noqa: E402
from onrecord.language.statements.tagger import CLS, SEP, SIZE, attribute  # noqa: E402

PARSE_AT = len(windows.TEXT_FEATURES)


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of."""

    epochs: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    budget: int = 2048  # pieces in a step, padding included
    drop_parse: float = 0.2  # windows that lose their parse features
    dropout: float = 0.1
    link_weight: float = 1.0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """A training window of one example."""

    example: Example
    start: int
    stop: int


def cut(examples: list[Example], rng: np.random.Generator) -> list[Item]:
    """Every example cut anew, its first window of random length."""
    out = []
    for example in examples:
        first = int(rng.integers(40, SIZE))
        size = int(rng.integers(SIZE * 3 // 4, SIZE + 1))
        for window in windows.cut_windows(example.pieces, size, 0, first):
            out.append(Item(example, window.core_start, window.core_stop))
    return out


def batches(items: list[Item], budget: int, rng: np.random.Generator) -> Iterator[list[Item]]:
    """Shuffled batches of windows of like length."""
    order = rng.permutation(len(items))
    found = []
    for at in range(0, len(order), 64):
        pool = sorted((items[i] for i in order[at : at + 64]), key=lambda x: x.stop - x.start)
        batch: list[Item] = []
        for item in pool:
            if batch and (item.stop - item.start + 2) * (len(batch) + 1) > budget:
                found.append(batch)
                batch = []
            batch.append(item)
        found.append(batch)
    for i in rng.permutation(len(found)):
        yield found[i]


def collate(batch: list[Item], options: Options, rng: np.random.Generator) -> dict[str, Any]:
    """Arrays of a batch, with the cues that it holds whole."""
    n = max(item.stop - item.start for item in batch) + 2
    k = batch[0].example.pieces.features.shape[1]
    ids = np.zeros((len(batch), n), np.int64)
    features = np.zeros((len(batch), n, k), np.int64)
    tags = np.full((len(batch), n), -100)
    mask = np.zeros((len(batch), n), np.float32)
    links: list[Any] = []
    for b, item in enumerate(batch):
        size = item.stop - item.start
        rows = slice(item.start, item.stop)
        ids[b, 0], ids[b, size + 1] = CLS, SEP
        ids[b, 1 : size + 1] = item.example.pieces.ids[rows]
        features[b, 1 : size + 1] = item.example.pieces.features[rows]
        if rng.random() < options.drop_parse:
            features[b, :, PARSE_AT:] = 0
        tags[b, 1 : size + 1] = item.example.tags[rows]
        mask[b, size + 2 :] = -1e4
        links += [link_of(b, n, item, one, rng) for one in cues_in(item)]
    return {"ids": ids, "features": features, "tags": tags, "mask": mask, "links": links}


def cues_in(item: Item) -> list[dict[str, np.ndarray]]:
    """The attributions whose whole cue stands in the window."""
    return [
        one
        for one in item.example.attributions
        if len(one["cue"]) and one["cue"][0] >= item.start and one["cue"][-1] < item.stop
    ]


def link_of(
    b: int, n: int, item: Item, one: dict[str, np.ndarray], rng: np.random.Generator
) -> tuple[Any, ...]:
    """A cue's row, weights, buckets, same-paragraph flags and targets; the span is jittered."""
    paragraphs = item.example.pieces.paragraphs
    start, stop = int(one["cue"][0]), int(one["cue"][-1]) + 1
    chance = rng.random()
    if chance < 0.15:
        start = int(rng.integers(start, stop))
        stop = int(rng.integers(start + 1, stop + 1))
    elif chance < 0.25:
        start, stop = max(item.start, start - 1), min(item.stop, stop + 1)
    first, last = start - item.start + 1, stop - item.start + 1
    weights = np.zeros(n, np.float32)
    weights[first:last] = 1 / (last - first)
    buckets = decode.bucket(decode.cue_offsets(n, first, last))
    same = np.zeros(n, np.int64)
    rows = slice(item.start, item.stop)
    same[1 : item.stop - item.start + 1] = paragraphs[rows] == paragraphs[start]
    targets = np.zeros((n, decode.ROLES), np.float32)
    for r, role in enumerate(("source", "content")):
        at = one[role]
        targets[at[(at >= item.start) & (at < item.stop)] - item.start + 1, r] = 1
    return b, weights, buckets, same, targets


def loss_of(network: Network, table: torch.Tensor, made: dict[str, Any], options: Options) -> Any:
    """Tag loss plus link loss of a batch."""
    kind = network.out.weight.dtype
    mask = torch.from_numpy(made["mask"])
    vectors = table[torch.from_numpy(made["ids"])].to(kind)
    output = network(vectors, torch.from_numpy(made["features"]), mask[:, None, None].to(kind))
    scores = output[..., : len(decode.TAGS)].float()
    tag_loss = F.cross_entropy(scores.flatten(0, 1), torch.from_numpy(made["tags"]).flatten())
    if not made["links"]:
        return tag_loss, tag_loss * 0
    rows, weights, buckets, same, targets = zip(*made["links"], strict=True)
    at = torch.tensor(rows)
    linked = network.link(
        output,
        at,
        torch.from_numpy(np.stack(weights)).to(kind),
        torch.from_numpy(np.stack(buckets)),
        torch.from_numpy(np.stack(same)),
    ).float()
    wrong = F.binary_cross_entropy_with_logits(
        linked, torch.from_numpy(np.stack(targets)), reduction="none"
    )
    real = (mask == 0).float()[at][..., None]
    return tag_loss, (wrong * real).sum() / len(rows) / 60


class Trainer:
    """Full-precision weights, and a bfloat16 copy that does the work (twice as fast on a CPU)."""

    def __init__(self, network: Network, table: torch.Tensor, options: Options, steps: int) -> None:
        self.network, self.table, self.options = network, table, options
        self.copy = Network(
            [t.num_embeddings for t in network.features], options.dropout
        ).bfloat16()
        self.pairs = list(zip(network.parameters(), self.copy.parameters(), strict=True))
        encoder = list(network.layers.parameters()) + list(network.norm.parameters())
        encoder += list(network.position.parameters())
        held = {id(p) for p in encoder}
        rest = [p for p in network.parameters() if id(p) not in held]
        self.optimizer = torch.optim.AdamW(
            [{"params": encoder, "lr": options.rate}, {"params": rest, "lr": options.head_rate}],
            weight_decay=options.decay,
            betas=(0.9, 0.98),
            fused=True,
        )
        warm = options.warmup * steps
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm)))
        )
        self.sync()

    def sync(self) -> None:
        """Bring the copy up to date."""
        with torch.no_grad():
            torch._foreach_copy_([c for _, c in self.pairs], [p for p, _ in self.pairs])

    def step(self, made: dict[str, Any]) -> tuple[float, float]:
        """One step; returns both losses."""
        self.copy.train()
        tag_loss, link_loss = loss_of(self.copy, self.table, made, self.options)
        (tag_loss + self.options.link_weight * link_loss).backward()
        for p, c in self.pairs:
            p.grad = None if c.grad is None else c.grad.float()
            c.grad = None
        torch.nn.utils.clip_grad_norm_([p for p, _ in self.pairs], 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.sync()
        return tag_loss.item(), link_loss.item()

    def run(self, ids: np.ndarray, features: np.ndarray) -> np.ndarray:
        """One window's output, for the decoder."""
        self.copy.eval()
        with torch.no_grad():
            vectors = self.table[torch.from_numpy(ids)][None].bfloat16()
            return self.copy(vectors, torch.from_numpy(features)[None])[0].float().numpy()


def load_scorer(folder: Path) -> Any:
    """The scorer of statements, from the folder of scorers."""
    spec = importlib.util.spec_from_file_location("scorer", folder / "score_statements.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judge(trainer: Trainer, examples: list[Example], scorer: Any, gold: Any) -> dict[str, float]:
    """The seven F1 figures on a part."""
    joint = trainer.network.joint()
    found = {}
    for example in examples:
        made = attribute(example.pieces, [trainer.run], [joint], decode.Settings())
        found[example.article.id] = [
            {role: list(getattr(one, role)) for role in ("source", "cue", "content")}
            for one in made
        ]
    result = scorer.score(gold, found)
    return {k: round(v["F1"], 2) for k, v in result.items() if isinstance(v, dict)}


def read_examples(
    data: Path, part: str, tokenizer: Any, parses: Path | None, labels: Any
) -> list[Example]:
    """A part's articles, labelled."""
    known = {}
    if parses:
        known = read_parses(json.loads((parses / f"spacy_{part}.json").read_text()), labels)
    articles = read_articles(data / part)
    return [make_example(a, tokenizer, known.get(a.id)) for a in articles]


def load_tokenizer(base: Path) -> Tokenizer:
    """The base model's tokenizer, without the padding and truncation that it comes with."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def find_labels(parses: Path) -> dict[str, list[str]]:
    """Every label of the training part's parses, by feature."""
    found = json.loads((parses / "spacy_train.json").read_text()).values()
    return {k: sorted({v for one in found for v in one[k]}) for k in windows.PARSE_FEATURES}


def main() -> None:
    """Train, and save after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--eval", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--parses", type=Path, help="folder of cached parses; adds their features")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    for name, value in asdict(Options()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    options = Options(**{name: getattr(args, name) for name in asdict(Options())})
    train(args, options)


def train(args: argparse.Namespace, options: Options) -> None:
    """One run, from the base weights to the last epoch's checkpoint."""
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(args.base)
    labels = find_labels(args.parses) if args.parses else {}
    examples = read_examples(args.data, "train", tokenizer, args.parses, labels)
    dev = read_examples(args.data, "dev", tokenizer, args.parses, labels)
    scorer = load_scorer(args.eval)
    gold = scorer.read_gold(args.data / "dev")
    sizes = [*windows.TEXT_FEATURES.values(), *(len(ls) + 1 for ls in labels.values())]
    network = Network(sizes, options.dropout)
    table = load_bert(network, load_file(str(args.base / "model.safetensors")))
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True)["network"])
    made = [list(batches(cut(examples, rng), options.budget, rng)) for _ in range(options.epochs)]
    trainer = Trainer(network, table, options, sum(map(len, made)))
    for epoch, steps in enumerate(made):
        run_epoch(trainer, epoch, steps, rng)
        state = {
            "network": network.state_dict(),
            "labels": labels,
            "options": asdict(options),
            "features": sizes,
        }
        torch.save(state, args.out / f"epoch-{epoch + 1}.pt")
        print(epoch, json.dumps(judge(trainer, dev, scorer, gold)), flush=True)


def run_epoch(
    trainer: Trainer, epoch: int, steps: list[list[Item]], rng: np.random.Generator
) -> None:
    """One pass over the articles; says every 50 steps how it goes."""
    began, seen, sums = time.time(), 0, np.zeros(2)
    for n, batch in enumerate(steps):
        made = collate(batch, trainer.options, rng)
        sums += trainer.step(made)
        seen += made["ids"].size
        if n % 50 == 49:
            speed = seen / (time.time() - began)
            print(epoch, n + 1, len(steps), sums / (n + 1), f"{speed:.0f}/s", flush=True)


if __name__ == "__main__":
    main()
