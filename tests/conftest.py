"""What tests share: the data folder beside the repository, and one loaded pipeline."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.language.pipeline import load_pipeline

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and scorers; tests that need it skip where it is missing."""
    path = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
    if not (path / "RECORD.md").is_file():
        pytest.skip(f"no shared data at {path}: this test reads real pages that are not ours")
    return path


@pytest.fixture(scope="session")
def nlp():
    """The default language pipeline with all our components, loaded once."""
    return load_pipeline()
