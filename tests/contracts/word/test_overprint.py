"""Words by the millimetre: nothing else on the sheet, moved by the printer, smaller where the form is narrow."""

from __future__ import annotations

import re

import pytest

from contracts.errors import DocumentError
from contracts.word.archive import read_parts
from contracts.word.overprint import SMALLEST, Placed, PlacedCode, fitted, overprint_page
from contracts.word.reading import printed

NAME = Placed(text="阿卜杜拉·买买提江·托合提", left=60, foot=72, width=120, size=18, align="center", face="楷体")


def body(content: bytes) -> str:
    """Return the document part."""
    return read_parts(content)["word/document.xml"].decode()


def place(content: bytes) -> tuple[int, int]:
    """Return where the first words stand, in twips from the sheet's corner."""
    found = re.search(r'w:x="(\d+)" w:y="(\d+)"', body(content))
    assert found
    return int(found[1]), int(found[2])


def test_only_the_words_are_printed_each_at_its_place() -> None:
    """60 mm from the left; the foot of the letters 72 mm from above."""
    made = overprint_page([NAME, Placed(text="", left=1, foot=9, width=9)], None, width=297, height=210)

    assert printed(made).split() == ["阿卜杜拉·买买提江·托合提"]
    assert place(made) == (3402, 4082 - 18 * 20)
    assert body(made).count("<w:framePr") == 1


def test_the_printer_moves_words_and_code_alike() -> None:
    """A tenth of a millimetre is 5.67 twips; the same input gives the same bytes."""
    code = PlacedCode(size="25", path="m0,0l1,0e", left=20, top=20, side=22)
    still, moved = (overprint_page([NAME], code, width=297, height=210, right=step, down=-step) for step in (0, 10))
    (x, y), (right, up) = place(still), place(moved)

    assert {right - x, y - up} <= {56, 57}
    assert "margin-left:21mm;margin-top:19mm" in body(moved)
    assert moved == overprint_page([NAME], code, width=297, height=210, right=10, down=-10)


def test_long_words_are_set_smaller_and_too_long_ones_are_refused_together() -> None:
    """壹佰零壹万贰仟伍佰元整 fits 60 mm at 14 points; a page of words fits nothing."""
    sum_in_words = Placed(text="壹佰零壹万贰仟伍佰元整", left=10, foot=20, width=60, size=18)
    bad = [Placed(text="长" * 60, left=1, foot=9, width=90), Placed(text="王\x07某", left=1, foot=9, width=90)]

    assert SMALLEST < fitted(sum_in_words) < 18
    assert fitted(Placed(text="", left=1, foot=9, width=9, size=12)) == 12
    with pytest.raises(DocumentError) as caught:
        overprint_page(bad, None, width=297, height=210)
    assert [problem.message for problem in caught.value.problems] == ["在 90 毫米里放不下", "有不能印的控制字符或换行"]


def test_markup_in_a_value_stays_text() -> None:
    """A village of that name does not cut the sheet off."""
    made = overprint_page([Placed(text="A&B<1>村", left=60, foot=72, width=120)], None, width=297, height=210)

    assert "A&B<1>村" in printed(made)
