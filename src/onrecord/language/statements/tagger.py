"""The trained attribution model: a text in, who said what in it out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from onrecord.errors import ModelError
from onrecord.language.statements.attribution import Attribution
from onrecord.language.statements.decode import Joint, Settings, decode
from onrecord.language.statements.windows import Parse, Pieces, cut_windows, read_pieces
from onrecord.language.trained import load_libraries, open_session

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Run = Callable[[Ints, Ints], Floats]

WEIGHTS = Path(__file__).parents[2] / "models" / "statements"
SIZE = 254  # pieces in a window, its two end marks not counted
MARGIN = 48  # of which so many are kept for context
CLS, SEP = 101, 102


def attribute(
    pieces: Pieces,
    models: Sequence[Run],
    joints: Sequence[Joint],
    settings: Settings,
    margin: int = MARGIN,
) -> list[Attribution]:
    """All attributions of a text, window by window."""
    out: list[Attribution] = []
    if not len(pieces):
        return out
    for window in cut_windows(pieces, SIZE, margin):
        ids = np.array([CLS, *pieces.ids[window.start : window.stop], SEP], np.int64)
        features = np.pad(pieces.features[window.start : window.stop], ((1, 1), (0, 0)))
        outputs = [run(ids, features)[1:-1] for run in models]
        out.extend(decode(outputs, joints, pieces, window, settings))
    return out


@dataclass(frozen=True, slots=True)
class Encoder:
    """An ONNX session over word vectors, which are kept as bytes with a scale a row."""

    session: Any
    words: NDArray[np.int8]
    scales: NDArray[np.float16]
    width: int  # how many of the features it reads

    def __call__(self, ids: Ints, features: Ints) -> Floats:
        """The scores of one window's pieces."""
        vectors = self.words[ids] * self.scales[ids, None].astype(np.float32)
        given = features[:, : self.width]
        if given.shape[1] < self.width:
            given = np.pad(given, ((0, 0), (0, self.width - given.shape[1])))
        (out,) = self.session.run(None, {"vectors": vectors[None], "features": given[None]})
        scores: Floats = out[0]
        return scores


@dataclass(frozen=True, slots=True)
class StatementTagger:
    """Finds attributions in a text with the trained model."""

    tokenizer: Any
    encoders: tuple[Encoder, ...]
    joints: tuple[Joint, ...]
    labels: Mapping[str, Mapping[str, int]]
    settings: Settings

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """Read the weights from a folder, by default those that come with the package."""
        folder = path or WEIGHTS
        config = read_config(folder)
        runtime, tokenizers = load_libraries()
        with np.load(folder / "words.npz") as table:
            words, scales = table["words"], table["scales"]
        sessions = [open_session(runtime, folder / f"{name}.onnx") for name in config["encoders"]]
        return cls(
            tokenizer=tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json")),
            encoders=tuple(Encoder(s, words, scales, read_width(s)) for s in sessions),
            joints=tuple(read_joint(folder / f"{name}.npz") for name in config["encoders"]),
            labels={
                k: {label: i + 1 for i, label in enumerate(v)} for k, v in config["labels"].items()
            },
            settings=Settings(**config["settings"]),
        )

    def tag(self, text: str, *, parse: Parse | None = None) -> list[Attribution]:
        """The attributions in a text, in the order of their cues."""
        pieces = read_pieces(text, self.tokenizer, parse if self.labels else None)
        return attribute(pieces, self.encoders, self.joints, self.settings)

    def tag_doc(self, doc: Doc) -> list[Attribution]:
        """The attributions in a parsed text; the parse helps models trained with one."""
        return self.tag(doc.text, parse=self.read_parse(doc) if self.labels else None)

    def read_parse(self, doc: Doc) -> Parse:
        """A parsed text's features in the model's numbers."""
        starts = np.array([token.idx for token in doc], np.int64)
        found = {
            "pos": [token.pos_ for token in doc],
            "dep": [token.dep_ for token in doc],
            "ent": [token.ent_type_ for token in doc],
        }
        rows = [[numbers.get(v, 0) for v in found[name]] for name, numbers in self.labels.items()]
        return Parse(starts, np.array(rows, np.int64).T.reshape(len(starts), len(rows)))


def read_config(folder: Path) -> dict[str, Any]:
    """What the folder's `config.json` says."""
    try:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: no statement model to read there ({error})") from error
    return config


def read_width(session: Any) -> int:
    """How many features a session reads."""
    shapes = {one.name: one.shape for one in session.get_inputs()}
    return int(shapes["features"][2])


def read_joint(path: Path) -> Joint:
    """The weights that link cues with pieces."""
    with np.load(path) as held:
        return Joint(held["out"], held["bias"], held["distance"], held["paragraph"])
