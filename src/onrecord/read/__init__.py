"""Files in, pages out: formats, what is article and what is furniture, byline, dateline, date."""

from onrecord.read.formats import page_bytes
from onrecord.read.layout import find_blocks
from onrecord.read.manifest import apply_manifest, load_manifest
from onrecord.read.pages import page_from_text
from onrecord.read.sources import (
    Source,
    drop_duplicates,
    find_pages,
    load_bytes,
    read_bytes,
    read_source,
)

__all__ = [
    "Source",
    "apply_manifest",
    "drop_duplicates",
    "find_blocks",
    "find_pages",
    "load_bytes",
    "load_manifest",
    "page_bytes",
    "page_from_text",
    "read_bytes",
    "read_source",
]
