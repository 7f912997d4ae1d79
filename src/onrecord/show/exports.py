"""A record in, the contract's `record.json` out; an annotation in, one line of `annotate` out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from onrecord.record import FORMAT_VERSION, Annotation, Record, as_json

_SURROGATE = re.compile("[\ud800-\udfff]")


def export_json(record: Record) -> str:
    """The whole record as JSON text, byte for byte the same for the same record."""
    parts = as_json(record)
    for name, order in _ORDERS.items():
        parts[name].sort(key=order)
    return to_json({"onrecord": FORMAT_VERSION, **parts}, indent=1) + "\n"


def annotation_line(annotation: Annotation) -> dict[str, Any]:
    """What one page says, as one line of JSON Lines holds it; spans name no page."""
    page = annotation.page
    line = {
        "name": page.name,
        "text": page.text,
        "published": as_json(page.published),
        "blocks": as_json(page.blocks),
        "times": [
            {
                "start": time.span.start,
                "end": time.span.end,
                "type": time.type,
                "value": time.value,
            }
            for time in annotation.times
        ],
        "actors": as_json(annotation.actors),
        "statements": as_json(annotation.statements),
        "events": as_json(annotation.events),
    }
    return {key: _without_page(value) for key, value in line.items()}


def to_json(value: object, *, indent: int | None = None) -> str:
    """JSON text that always encodes as UTF-8: lone surrogates are written as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _without_page(value: Any) -> Any:
    """The value, its spans and layers without the page that the line as a whole is about."""
    if isinstance(value, dict):
        return {key: _without_page(item) for key, item in value.items() if key != "page"}
    if isinstance(value, list):
        return [_without_page(item) for item in value]
    return value


def _by_id(item: dict[str, Any]) -> tuple[str, ...]:
    return (item["id"],)


def _by_name(item: dict[str, Any]) -> tuple[str, ...]:
    return (item["name"], item.get("id", ""), item.get("reason", ""))


_ORDERS: dict[str, Callable[[dict[str, Any]], tuple[str, ...]]] = {
    "pages": _by_name,
    "actors": _by_id,
    "statements": _by_id,
    "events": _by_id,
    "happenings": _by_id,
    "arrangements": _by_id,
    "relations": _by_id,
    "problems": _by_name,
}
