"""The steps of a template, run as a function, print what Jinja prints."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.word.ink import ink, inked
from contracts.word.program import NoStepsError, filler, steps_of
from contracts.word.template import environment

VALUES = {"a": "甲", "none": "", "n": 2, "rows": [{"b": "乙"}, {"b": "丙"}], "nothing": [], "d": {"e": {"f": "丁"}}}
PIECES = st.sampled_from(
    ["字", "{{ a }}", "{{ d.e.f }}", "{{ d['e'].f }}", "{{ rows[1].b }}", "{{ n }}", "{{ 'x' }}", "&amp;", "\n"]
)
CONDITIONS = st.sampled_from(
    ["a", "none", "not a", "n == 2", "1 < n <= 2", "n != 2 or a", "a and none", "'甲' in a", "'b' not in rows[0]"]
)
BLOCKS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.builds("{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif %}}".format, CONDITIONS, inner, CONDITIONS,
                  inner, inner),
        st.builds("{{% for r in {} %}}{{{{ loop.index }}}}{{% if loop.last %}}{}{{% endif %}}{{{{ r.b }}}}"
                  "{{% else %}}{}{{% endfor %}}".format, st.sampled_from(["rows", "nothing"]), inner, inner),
        st.builds("{{% for q in rows %}}{}{{{{ q.b }}}}{{% endfor %}}".format, inner),
        st.builds("{}{}".format, inner, inner),
    ),
    max_leaves=8,
)  # fmt: skip


def by_jinja(source: str, values: dict[str, Any]) -> str:
    """Return what Jinja prints, every value inked."""
    return environment().overlay(finalize=ink).from_string(source).render(values)


def by_steps(source: str, values: dict[str, Any]) -> str:
    """Return what the steps print, after they lay in a file."""
    steps = json.loads(json.dumps(steps_of(source, environment())))
    return b"".join(filler(steps, inked)(values)).decode()


@given(BLOCKS)
def test_steps_print_what_jinja_prints(source: str) -> None:
    """Names, members, rows, counters, chains of conditions, loops in loops, empty loops."""
    assert by_steps(source, VALUES) == by_jinja(source, VALUES)


@pytest.mark.parametrize(
    "source", ["{{ missing }}", "{{ a.b }}", "{{ rows[5].b }}", "{{ a[0] }}", "{% for x in n %}{% endfor %}",
               "{% for r in rows %}{% endfor %}{{ r.b }}", "{% if n < a %}{% endif %}"],
)  # fmt: skip
def test_a_name_that_fails_ends_the_function_and_prints_nothing(source: str) -> None:
    """Docxtpl's own way is asked then, and says what is wrong."""
    with pytest.raises((KeyError, TypeError)):
        by_steps(source, VALUES)


@pytest.mark.parametrize(
    "source",
    ["{{ a|upper }}", "{{ a() }}", "{% set x = a %}", "{% for x in rows if x %}{% endfor %}",
     "{% for x in rows %}{{ loop.cycle }}{% endfor %}", "{% for x, y in rows %}{% endfor %}"],
)  # fmt: skip
def test_what_is_no_step_is_left_to_jinja(source: str) -> None:
    """The language of the steps is closed."""
    with pytest.raises(NoStepsError):
        filler(steps_of(source, environment()), inked)


def test_names_cannot_become_python() -> None:
    """Whatever a file says is a text in the function, never a word of it."""
    steps = [["put", ["name", '"]; import os; ["'], ""], ["text", '"""; raise SystemExit']]

    assert b"".join(filler(steps, inked)({'"]; import os; ["': "甲"})) == '甲"""; raise SystemExit'.encode()


def test_a_tab_takes_the_looks_of_its_run() -> None:
    """Docxtpl ends the run and begins another of the same looks."""
    source = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{ a }}</w:t></w:r><w:r><w:t>{{ a }}</w:t></w:r></w:p>"
    printed = by_steps(source, {"a": "x\ty"})

    assert printed.count("<w:r><w:rPr><w:b/></w:rPr><w:tab/></w:r>") == 1
    assert printed.count("<w:r><w:tab/></w:r>") == 1
