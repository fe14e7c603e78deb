"""What a kind is made of."""

from __future__ import annotations

from contracts.kinds import filled, load_kind, placeholders, shipped_folder


def test_placeholders_are_read_with_their_filters() -> None:
    """Name and filter, nothing else: a manifest holds no expressions."""
    assert placeholders("{{ a }}与{{ b.c | yuan }}") == (("a", ""), ("b.c", "yuan"))
    assert filled("{{ a }}与{{ b.c | yuan }}", lambda name, how: f"<{name}{how}>") == "<a>与<b.cyuan>"


def test_a_kind_is_called_otherwise_only_under_the_option_that_says_so() -> None:
    """The title of the manifest stands where nothing else is said."""
    rules = load_kind(shipped_folder() / "village_rules")

    assert rules.title_of({"party_a": "community"}) == "居民公约"
    assert rules.title_of(rules.first_options()) == rules.title == rules.title_of({})
