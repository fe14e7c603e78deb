"""Examples name people and bodies that do not exist but would pass our own checks."""

from __future__ import annotations

from typing import get_args

import pytest

from contracts.identity import parse_credit_code, parse_id_number
from contracts.kinds import Role
from contracts.model import PartyType
from contracts.papers.invented import LONG_ADDRESS, LONG_NAME, party

TYPES: tuple[PartyType, ...] = get_args(PartyType)


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_has_somebody_to_show(kind: PartyType) -> None:
    """With numbers whose check digits fit."""
    shown = party(Role(name="party_b", label="乙方", types=(kind,), sources=("roster",)))

    assert shown.name
    assert shown.type == kind
    assert not shown.credit_code or parse_credit_code(shown.credit_code) == shown.credit_code
    assert all(parse_id_number(item.id_number) for item in shown.persons if item.id_number)


@pytest.mark.parametrize("kind", TYPES)
def test_the_long_ones_are_as_long_as_they_get(kind: PartyType) -> None:
    """Twelve characters and forty."""
    shown = party(Role(name="party_b", label="乙方", types=(kind,), sources=("roster",)), long=True)

    assert LONG_NAME in {shown.name, shown.representative, *(item.name for item in shown.persons)}
    assert shown.address == LONG_ADDRESS
    assert len(LONG_ADDRESS) == 40
