"""A proof for all papers of a template, or none."""

from __future__ import annotations

from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.word.balance import UnprovenError, proven
from contracts.word.ink import inked
from contracts.word.program import filler, steps_of
from contracts.word.template import environment

WORDS = st.lists(
    st.sampled_from(["<w:t>", "</w:t>", "{{ a }}", "{% if b %}", "{% else %}", "{% endif %}", "{% for x in c %}",
                     "{% endfor %}", "字", "<w:br/>", '<w:p w:x="', '">', "</w:p>"]),
    max_size=9,
)  # fmt: skip


def proof(source: str) -> list[object]:
    """Return the marked steps of a source."""
    return proven(steps_of(source, environment()))


@given(WORDS, st.booleans(), st.lists(st.none(), max_size=3))
def test_what_is_proven_is_well_formed_whatever_the_values(words: list[str], b: bool, rows: list[None]) -> None:
    """Most of these have no proof; those that have one keep it."""
    from jinja2 import TemplateSyntaxError

    try:
        steps = proof(f"<w:r>{''.join(words)}</w:r>")
    except (UnprovenError, TemplateSyntaxError):
        return
    content = b"".join(filler(steps, inked)({"a": "<&\"'>", "b": b, "c": rows}))
    expat.ParserCreate().Parse(content, True)


@pytest.mark.parametrize(
    "source",
    ["<a>{% if x %}</a>{% endif %}", "{% for x in y %}<a>{% endfor %}</a>",
     "<a>{% if x %}<b>{% else %}</b>{% endif %}</a>",
     "<a><!-- {{ x }} --></a>", "<a", "<a></b>", "<a {% if x %}b='c'{% endif %}/>", "{{ x }}", "<a b='1' b='2'/>"],
)  # fmt: skip
def test_what_could_break_a_paper_has_no_proof(source: str) -> None:
    """Such a template's papers are parsed one by one."""
    with pytest.raises(UnprovenError):
        proof(source)


def test_a_value_inside_a_tag_or_an_instruction_is_not_taken_for_print() -> None:
    """Only what stands in w:t is read by anybody."""
    steps = proof('<w:p x="{{ a }}"><w:t>{{ b }}</w:t><w:instrText>{{ c }}</w:instrText></w:p>')
    pieces = filler(steps, inked)({"a": "甲", "b": "乙", "c": "丙"})

    assert "乙".encode() in pieces
    assert {"甲".encode(), "丙".encode()}.isdisjoint(pieces)
    assert b"".join(pieces).decode() == '<w:p x="甲"><w:t>乙</w:t><w:instrText>丙</w:instrText></w:p>'
