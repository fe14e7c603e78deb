"""The heading maps are data that hold together."""

from __future__ import annotations

import pytest

from contracts.reading.layouts import Layout, intake_headings, layout_named, layouts, plain_heading, vocabulary


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


def test_no_word_is_both_read_and_unread_or_forbidden() -> None:
    """A heading means one thing."""
    words = vocabulary()
    read = {word for word in (*words.values, *words.person) if word}

    assert not read & words.unread
    assert not [word for word in read for forbidden in (*words.forbidden, *words.violation) if forbidden in word]
    assert not set(words.values) & set(words.person)


def test_our_forms_say_their_headings_in_order() -> None:
    """What ``roster columns`` prints; other papers are not ours to print."""
    assert intake_headings("couples")[:3] == ("组别", "女方姓名", "女方身份证号")
    assert intake_headings("villages")[:2] == ("村名", "行政区划代码")
    with pytest.raises(KeyError):
        intake_headings("birth_registration")


def test_headings_are_compared_without_what_only_looks_different() -> None:
    """Full width, spaces, stars, colons, line breaks."""
    assert plain_heading(" ＊身份证号\n（１８位）：") == "身份证号(18位)"
