"""Annotated pages in, one record out: what only several pages together can tell."""

from __future__ import annotations

from onrecord.link.story import link_story

__all__ = ["link_story"]
