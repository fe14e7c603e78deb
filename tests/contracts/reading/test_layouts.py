"""The heading maps are data that hold together."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources

import pytest

from contracts.reading.layouts import Layout, layout_named, layouts, plain_heading, vocabulary


def test_every_map_loads_under_its_own_name() -> None:
    """At least the fourteen papers of the field and our two forms."""
    names = [layout.name for layout in layouts()]

    assert len(names) == len(set(names)) >= 16
    assert {"couples", "villages", "birth_registration", "only_child_certificate", "population_import"} <= set(names)
    assert layout_named("nonsense") is None


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_no_map_reads_a_column_about_bodies(layout: Layout) -> None:
    """A forbidden word in a heading is never a field."""
    words = vocabulary().forbidden
    read = [rule.heading for rule in layout.columns if rule.field]

    assert not [heading for heading in read if any(word in heading for word in words)]


def test_no_word_is_of_two_kinds_and_none_is_forbidden() -> None:
    """A heading means one thing, and nothing about bodies is read."""
    data = tomllib.loads((resources.files("contracts") / "rosters" / "vocabulary.toml").read_text(encoding="utf-8"))
    parts = ("who", "person", "topics", "plain", "numbers", "unread")
    counts = Counter(word for part in parts for words in data[part].values() for word in words.split())

    assert [word for word, count in counts.items() if count > 1] == []
    known = vocabulary()
    assert not [word for word in counts for other in (*known.forbidden, *known.violation) if other in word]
    kinds = {kind for part in parts for kind in data[part]} | {"yuan", "spent"}
    asked = {kind for rule in known.rules for kind in (*rule.last, *rule.every, *rule.some, *rule.none)}
    assert asked <= kinds


def test_our_forms_say_their_headings_in_order() -> None:
    """What ``roster columns`` prints; other papers are not ours to print."""
    said = {layout.name: [rule.heading for rule in layout.columns] for layout in layouts() if layout.intake}

    assert said["couples"][:3] == ["组别", "女方姓名", "女方身份证号"]
    assert said["villages"][:2] == ["村名", "行政区划代码"]
    assert "birth_registration" not in said


def test_headings_are_compared_without_what_only_looks_different() -> None:
    """Full width, spaces, stars, colons, line breaks."""
    assert plain_heading(" ＊身份证号\n（１８位）：") == "身份证号(18位)"
