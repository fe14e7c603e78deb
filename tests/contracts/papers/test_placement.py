"""Somebody measures a form once; mistakes in the file are told all at once."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import InputError
from contracts.kinds import load_kind, shipped_folder
from contracts.model import Draft
from contracts.papers.placement import overprint, read_placement, starter
from contracts.papers.proofs import example
from contracts.word.reading import printed

KIND = load_kind(shipped_folder() / "honour_certificate")
FORM = """\
width = 297
height = 210

[[places]]
text = "{{ values.recipient }}"
left = 60
foot = 70.5
width = 120
align = "center"

[[places]]
text = "{{ signing_year }}"
left = 150
foot = 160
width = 20

[code]
left = 20
top = 20
side = 22
"""


@pytest.fixture(scope="module")
def draft() -> Draft:
    """Return the example of the honour certificate."""
    return example(KIND, signing_on=date(2026, 11, 22))


def test_a_form_is_filled_with_the_words_it_names_and_no_others(draft: Draft) -> None:
    """Neither title nor labels: they are on the form."""
    made = overprint(draft, KIND, read_placement(FORM.encode(), "表"))

    assert printed(made).split() == ["上坪村村民委员会", "2026"]


def test_every_mistake_of_a_file_is_told_with_its_place() -> None:
    """Keys, lengths, faces, a code without its side."""
    bad = FORM.replace("width = 297", 'width = "宽"\nhoehe = 3').replace("foot = 160", "foot = 900")
    bad = bad.replace('align = "center"', 'align = "middle"\nface = "隶书"\ncolour = 1').replace("side = 22", "")
    with pytest.raises(InputError) as caught:
        read_placement(bad.encode(), "套打.toml")

    assert [problem.where for problem in caught.value.problems] == [
        "套打.toml hoehe", "套打.toml width", "套打.toml 第1处 colour", "套打.toml 第1处 align", "套打.toml 第1处 face",
        "套打.toml 第2处 foot", "套打.toml [code]",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["places = 3", "width = 297\nheight = 210", "= =", "\udcff"])
def test_what_is_no_form_is_refused(words: str) -> None:
    """Not TOML, or nothing to print."""
    with pytest.raises(InputError):
        read_placement(words.encode(errors="surrogateescape"), "套打.toml")


def test_a_name_the_kind_has_not_is_told_with_those_it_has(draft: Draft) -> None:
    """Before anything is printed."""
    form = read_placement(FORM.replace("values.recipient", "values.receiver").encode(), "表")
    with pytest.raises(InputError) as caught:
        overprint(draft, KIND, form)

    (problem,) = caught.value.problems
    assert "values.receiver" in problem.message
    assert "values.recipient" in problem.hint


def test_the_file_to_begin_with_can_be_printed_as_it_is(draft: Draft) -> None:
    """Everything the certificate says stands on the trial sheet."""
    form = read_placement(starter(draft, KIND).encode(), "表")
    text = printed(overprint(draft, KIND, form))

    assert all(words in text for words in ("上坪村村民委员会", draft.number, "2026", "22"))
    assert form.code
