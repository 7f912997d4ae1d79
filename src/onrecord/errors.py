"""Everything that can go wrong.

OnrecordError
├── PageError          one page, or part of one, cannot be read: it lands in `problems`
├── ModelError         a language model or its weights are missing or do not fit
└── StoryError         a story folder cannot be read or written
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Something onrecord cannot do; the message says where, and what to do about it."""


class PageError(OnrecordError):
    """A page that cannot be read: its name, and what is wrong with it."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep both parts: the record lists them apart."""
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class ModelError(OnrecordError):
    """A language model or its weights are missing or do not fit."""


class StoryError(OnrecordError):
    """A story folder that cannot be read or written."""
