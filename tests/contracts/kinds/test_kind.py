"""What a kind is made of."""

from __future__ import annotations

from contracts.kinds import filled, placeholders


def test_placeholders_are_read_with_their_filters() -> None:
    """Name and filter, nothing else: a manifest holds no expressions."""
    assert placeholders("{{ a }}与{{ b.c | yuan }}") == (("a", ""), ("b.c", "yuan"))
    assert filled("{{ a }}与{{ b.c | yuan }}", lambda name, how: f"<{name}{how}>") == "<a>与<b.cyuan>"
