"""A paper moved on its sheet."""

from __future__ import annotations

import re

import pytest

from contracts.errors import DocumentError
from contracts.word.offset import moved
from contracts.word.reading import printed as words
from tests.contracts.word.papers import printed, xml

PAPER = printed("only_child_certificate").content


def margins(content: bytes) -> dict[str, int]:
    """Return the margins of a file in twips."""
    (found,) = re.findall(r"<w:pgMar [^>]*/>", xml(content))
    return {name: int(value) for name, value in re.findall(r'w:(\w+)="(\d+)"', found)}


def test_the_print_moves_by_tenths_of_a_millimetre_and_keeps_its_width() -> None:
    """10 tenths are 57 twips; what is added left is taken right."""
    before, after = margins(PAPER), margins(moved(PAPER, right=10, down=-20))

    assert {name: after[name] - before[name] for name in before} == {
        "left": 57, "right": -57, "top": -113, "bottom": 113, "header": -113, "footer": 113, "gutter": 0,
    }  # fmt: skip
    assert sorted(words(moved(PAPER, right=10, down=-20)).split()) == sorted(words(PAPER).split())


def test_a_true_printer_changes_no_byte() -> None:
    """And equal offsets give equal bytes."""
    assert moved(PAPER, right=0, down=0) == PAPER
    assert moved(PAPER, right=5, down=5) == moved(PAPER, right=5, down=5)


@pytest.mark.parametrize(("right", "down", "said"), [(301, 0, "毫米"), (-130, 0, "纸外"), (0, 110, "纸外")])
def test_off_the_sheet_is_refused(right: int, down: int, said: str) -> None:
    """Nothing is printed where there is no paper."""
    with pytest.raises(DocumentError) as caught:
        moved(PAPER, right=right, down=down)

    assert said in caught.value.problems[0].message
