"""Certificates: stub, number across the cut, card."""

from __future__ import annotations

from dataclasses import replace

from contracts.word import blank
from contracts.word.reading import printed as lines
from contracts.word.template import Template
from tests.contracts.word.papers import draft, printed, shipped, xml


def words(**values: str) -> list[str]:
    """Return the paragraphs of the example certificate with other values."""
    paper = draft("only_child_certificate")
    changed = tuple((name, values.get(name, value)) for name, value in paper.values)
    return lines(printed("only_child_certificate", replace(paper, values=changed)).content).splitlines()


def test_stub_and_card_say_the_same() -> None:
    """What is handed over is what is kept."""
    assert words(child_name="陶新新").count("陶新新") == 2
    assert words(holder_address="青河镇").count("青河镇") == 2


def test_the_number_lies_across_the_cut() -> None:
    """The seam seal proves that stub and card were one sheet."""
    assert "骑缝 429999101-补-2026-0001" in words()
    assert 'w:textDirection w:val="tbRlV"' in xml(blank(shipped("only_child_certificate")))


def test_a_replacement_carries_its_mark() -> None:
    """补 for everyone to see; an original has none."""
    assert "补" in words()
    assert "补" not in words(original_number="")


def test_the_card_is_filled_without_a_tree() -> None:
    """Tables inside tables keep their grids."""
    assert not Template(blank(shipped("only_child_certificate"))).needs_tree
