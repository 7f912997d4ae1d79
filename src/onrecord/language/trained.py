"""What our trained encoders share: the libraries that run them, and whether they are to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from onrecord.errors import ModelError

Model = TypeVar("Model")


def if_wanted(load: Callable[[], Model], trained: bool | None) -> Model | None:
    """The model that `load` gives, as far as `trained` asks for it.

    True demands it (ModelError where it is not installed), False wants none, None takes it where it
    is installed.
    """
    if trained is False:
        return None
    try:
        return load()
    except ModelError:
        if trained:
            raise
        return None


def load_libraries() -> tuple[Any, Any]:
    """ONNX Runtime and the tokenizers, loaded only where a model is used."""
    try:
        import onnxruntime  # noqa: PLC0415  needed only by the trained models
        import tokenizers  # noqa: PLC0415
    except ImportError as error:
        raise ModelError(
            f"the trained models need {error.name}: pip install onnxruntime tokenizers"
        ) from error
    return onnxruntime, tokenizers


def open_session(runtime: Any, path: Path) -> Any:
    """An ONNX session on one thread."""
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors share no public base
        raise ModelError(f"{path}: cannot be loaded ({error})") from error
