"""contracts/word/nesting.py: the tag without its partner is named, not the end of the file."""

from __future__ import annotations

import pytest

from contracts.word.nesting import unpaired


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{% endfro %}", "是不是 endfor"),
        ("{%pendfor %}", "写作 {%p endfor … %}"),
        ("{% p endfor %}", "写作 {%p … %}"),
        ("{%TR endfor %}", "写作 {%tr … %}"),
        ("{% Endif %}", "是不是 endif"),
        ("{% 循环 %}", "只用 for、"),
    ],
)
def test_a_word_that_is_none_of_ours_is_answered_with_what_was_meant(tag: str, told: str) -> None:
    """Somebody who knows Word and no program sees a blank too many for nothing."""
    ((_, _, hint),) = unpaired([tag])

    assert told in hint


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("{% for a in b %}|{{ a }}|{% endfor %}", []),
        ("{% if a %}|{% elif b %}|{% else %}|{% endif %}", []),
        ("{% for a in b %}|{% else %}|{% endfor %}", []),
        ("{% for a in b %}|{% if a %}|{% endfor %}", [(1, "if 没有对应的 endif")]),
        ("{% for a in b %}|{{ a }}", [(0, "for 没有对应的 endfor")]),
        ("{{ a }}|{% endif %}|{% endfor %}", [(1, "endif 前面没有对应的 if"), (2, "endfor 前面没有对应的 for")]),
        ("{% else %}", [(0, "else 不在 if、for 里面")]),
        ("{% for a in b %}|{% elif c %}|{% endfor %}", [(1, "elif 不在 if 里面")]),
        ("{% fro a in b %}|{% endfor %}", [(0, "有不认识的标记 fro")]),
    ],
)
def test_each_tag_without_its_partner_is_told_where_it_stands(tags: str, found: list[tuple[int, str]]) -> None:
    """The place counts the tags; a word nobody knows hides what it was to begin."""
    assert [(at, message) for at, message, _ in unpaired(tags.split("|"))] == found
