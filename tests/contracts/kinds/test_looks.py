"""The widths that a manifest is held to are those of the pages that are drawn."""

from __future__ import annotations

import importlib

import pytest

from contracts.kinds.looks import PRINTABLE_MM, look_of
from tests.contracts.word.papers import KINDS, shipped


@pytest.mark.parametrize("look", PRINTABLE_MM)
def test_a_table_may_be_as_wide_as_the_type_area(look: str) -> None:
    """Of a certificate it is the card, beside the stub and the cut."""
    module = importlib.import_module(f"contracts.word.layout.{look}")
    drawn = sum(module._CARD) * 25.4 / 1440 if look == "certificate" else module.PAGE.text_width

    assert PRINTABLE_MM[look] == pytest.approx(drawn, abs=0.1)


def test_every_shipped_kind_has_a_look_that_is_there() -> None:
    """A family has one where the manifest names none."""
    assert {look_of(shipped(name)) for name in KINDS} == set(PRINTABLE_MM)
