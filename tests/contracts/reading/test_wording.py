"""The wording of a heading without its brackets, numbers and years."""

from __future__ import annotations

import pytest

from contracts.reading.layouts import plain_heading
from contracts.reading.wording import bare, bracketed, codes_in


def test_numbers_of_questions_years_and_brackets_are_no_words() -> None:
    """The brackets may say whose it is, and are kept apart."""
    assert bare(plain_heading("R1 姓名（女方）")) == "姓名"
    assert bare(plain_heading("三、联系电话")) == "联系电话"
    assert bare(plain_heading("一孩姓名")) == "一孩姓名"
    assert bare(plain_heading("2023年度奖扶金")) == "奖扶金"
    assert bracketed(plain_heading("姓名【男】（户主）")) == ("男", "户主")


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("发放标志\n(1已发2未发9不详)", (("1", "已发"), ("2", "未发"), ("9", "不详"))),
        ("性别（1.男 2.女）", (("1", "男"), ("2", "女"))),
        ("性别1男2女", (("1", "男"), ("2", "女"))),
        ("是否发放（是=1，否=0）", (("1", "是"), ("0", "否"))),
        ("金额(2018年1季度)", ()),
        ("第1孩姓名", ()),
    ],
)
def test_a_heading_may_explain_its_codes(heading: str, codes: tuple[tuple[str, str], ...]) -> None:
    """Code and word, either first; a year and a quarter are no codes."""
    assert codes_in(plain_heading(heading)) == codes
    assert not codes or bare(plain_heading(heading)) in {"发放标志", "性别", "是否发放"}
