"""Word lists and patterns, apart from code; each entry has an example that a test runs."""

from __future__ import annotations

import csv
import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_json(name: str) -> Any:
    """The content of the data file `name`, such as `"times/words.json"`. Do not change it."""
    return json.loads(resources.files(__name__).joinpath(name).read_text("utf-8"))


@cache
def load_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the tab-separated data file `name`, by the names in its first line."""
    text = resources.files(__name__).joinpath(name).read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
