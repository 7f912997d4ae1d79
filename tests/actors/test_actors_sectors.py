"""Sectors that an actor's title tells."""

from __future__ import annotations


def test_an_attorney_general_is_no_soldier(nlp):
    """In a civil office "General" tells no military sector; before a name alone it does."""
    doc = nlp("Attorney General Ann Holt met General Viktor Aune. Holt said that Aune was right.")
    sectors = {actor.name: set(actor.sectors) for actor in doc._.actors}
    holt = next(found for name, found in sectors.items() if "Holt" in name)
    aune = next(found for name, found in sectors.items() if "Aune" in name)
    assert "MIL" not in holt
    assert "MIL" in aune
