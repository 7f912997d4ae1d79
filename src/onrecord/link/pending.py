"""Stand-ins for steps that are still being written; to be deleted when they are there."""

from __future__ import annotations

import importlib
from typing import Any


def _step(module: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(f"onrecord.link.{module}"), name)
    except (ImportError, AttributeError):
        return None


def merge_actors(annotations: Any) -> Any:
    """All actors as they are."""
    step = _step("actors", "merge_actors")
    if step:
        return step(annotations)
    actors = {actor.id: actor for note in annotations for actor in note.actors}
    return tuple(actors[key] for key in sorted(actors)), {key: key for key in actors}


def date_pages(annotations: Any, relations: Any) -> Any:
    """The annotations as they are."""
    step = _step("dates", "date_pages")
    return step(annotations, relations) if step else tuple(annotations)


def merge_arrangements(annotations: Any, actors: Any) -> Any:
    """All arrangements as they are."""
    step = _step("arrangements", "merge_arrangements")
    if step:
        return step(annotations, actors)
    return tuple(each for note in annotations for each in note.arrangements)
