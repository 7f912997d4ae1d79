"""Whether a trained encoder is to read."""

from __future__ import annotations

import pytest

from onrecord.errors import ModelError
from onrecord.language.trained import if_wanted


def missing():
    raise ModelError("not installed")


def test_what_is_installed_reads_unless_it_is_not_wanted():
    """It is taken where it is there, and left where rules alone were asked for."""
    assert if_wanted(lambda: "model", None) == "model"
    assert if_wanted(lambda: "model", trained=True) == "model"
    assert if_wanted(missing, trained=False) is None


def test_what_is_missing_is_said_only_where_it_is_demanded():
    """Without it the others read; who demands it is told."""
    assert if_wanted(missing, None) is None
    with pytest.raises(ModelError, match="not installed"):
        if_wanted(missing, trained=True)
