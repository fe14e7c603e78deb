"""contracts/word/spots.py: a place that a person finds, also among several equal tags."""

from __future__ import annotations

from contracts.word.spots import plain, spot, spot_of_tag

LINES = ["<w:p>甲 {{ a }}</w:p>", "<w:p>{% endfor %}</w:p>", "<w:p/>", "<w:p>{% endfor %}</w:p>", "{{ b }}{{ c }}"]


def test_a_tag_that_stands_once_is_quoted_and_one_of_several_is_counted() -> None:
    """第2处 is the second from the top."""
    assert spot("正文", LINES, 1) == "正文“{{ a }}”"
    assert spot("正文", LINES, 4) == "正文“{% endfor %}”第2处"
    assert spot("正文", LINES, 5) == "正文“{{ b }} {{ c }}”"


def test_a_paragraph_without_tags_is_named_by_those_behind_it() -> None:
    """A part without any is named alone."""
    assert spot("正文", LINES, 3) == "正文“{% endfor %}”第2处"
    assert spot("页眉", ["<w:p/>"], 1) == "页眉"


def test_tags_with_another_reach_are_the_same_tag() -> None:
    """Word's file says {%p endfor %} where the program reads {% endfor %}."""
    assert spot_of_tag("正文", ["{%p endfor %}", "{% endfor %}"], 1) == "正文“{% endfor %}”第2处"
    assert plain("{%tr  endfor %} “甲”") == '{%endfor%}"甲"'
