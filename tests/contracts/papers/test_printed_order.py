"""Every text of a kind is printed, and in the order in which its articles are numbered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.papers.printed_order import order_faults
from contracts.word.markup import paragraph
from tests.contracts.word.papers import draft, shipped, word_file

KIND = shipped("mutual_pledge")
PAPER = draft("mutual_pledge")
FIRST, SECOND = KIND.sections[0], KIND.sections[1]


def paper_of(lines: list[str]) -> bytes:
    """Return a Word file that prints these lines."""
    return word_file("".join(paragraph("Body", line) for line in lines))


def lines() -> list[str]:
    """Return what the pledge prints, in order."""
    found = [*PAPER.recital]
    for section in KIND.sections:
        texts = [term.text for term in PAPER.terms if term.section == section.code]
        found += [section.heading, *texts] if texts else []
    return [*found, *PAPER.closing]


def told(printed: list[str]) -> list[str]:
    """Return what is said of a paper that prints these lines."""
    return [str(problem) for problem in order_faults(KIND, PAPER, paper_of(printed))]


def test_a_paper_that_prints_all_in_order_has_no_fault() -> None:
    """Blanks and breaks of lines are no words."""
    assert told(lines()) == []
    assert told([line.replace("，", "， ", 1) for line in lines()]) == []


@pytest.mark.parametrize("place", [0, 3, -1])
def test_what_is_left_out_is_named_with_the_tag_that_prints_it(place: int) -> None:
    """A clause that nobody reads binds nobody, and the ledger would still count it."""
    all_lines = lines()
    gone = all_lines.pop(place)
    (line,) = told(all_lines)

    assert "没有印出" in line
    assert gone[:20] in line
    assert "在那里写 {" in line


def test_sections_in_another_order_are_named() -> None:
    """The third article would be printed as the first."""
    moved = replace(KIND, sections=(SECOND, FIRST, *KIND.sections[2:]))
    found = [str(problem) for problem in order_faults(moved, PAPER, paper_of(lines()))]

    assert found
    assert all("次序与 manifest.toml 不同" in line for line in found)
    assert f"sections.{FIRST.code}.heading" in found[0]
