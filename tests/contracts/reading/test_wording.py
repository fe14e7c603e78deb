"""What the words of one heading mean."""

from __future__ import annotations

import pytest

from contracts.reading.layouts import plain_heading, vocabulary
from contracts.reading.wording import bare, bracketed, codes_in, near_words, person_key, slot_in


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("女方身份证号", ("wife", "id_number")),
        ("妻子的公民身份号码", ("wife", "id_number")),
        ("女方基本信息-姓名", ("wife", "name")),
        ("身份证件号码—女方", ("wife", "id_number")),
        ("姓名-配偶", ("spouse", "name")),
        ("独生子女父亲联系方式", ("husband", "phones")),
        ("现存活子女出生年、月", ("child", "birth_date")),
        ("第二个子女姓名", ("child2", "name")),
        ("移动电话2", ("", "phones")),
        ("居民身份证号码", ("", "id_number")),
        ("领证人手机号码", ("person", "phones")),
        ("房主联系电话", ("nobody", "phones")),
        ("某类家庭女方姓名", ("wife", "name")),
        ("儿媳女方姓名", None),
        ("子女配偶姓名", None),
        ("身份", None),
        ("户籍性质", None),
    ],
)
def test_whose_and_what_are_told_from_the_words(heading: str, wanted: tuple[str, str] | None) -> None:
    """However they are put together; what is not made of them is nothing."""
    assert person_key(bare(plain_heading(heading)), vocabulary()) == wanted


@pytest.mark.parametrize(
    ("above", "slot"),
    [
        ("女方", "wife"),
        ("妻", "wife"),
        ("扶助对象基本情况", "person"),
        ("计生特殊家庭户主信息", "head"),
        ("现存活子女数", ""),
        ("独生子女父母光荣证", ""),
        ("扶助资金", ""),
        ("死亡情况", "nobody"),
        ("特扶家庭男方", "husband"),
    ],
)
def test_a_merged_heading_announces_whose_columns_stand_under_it(above: str, slot: str) -> None:
    """A number of children, a certificate and a sum announce nobody."""
    assert slot_in(plain_heading(above), vocabulary()) == slot


def test_numbers_of_questions_years_and_brackets_are_no_words() -> None:
    """The brackets may say whose it is, and are kept apart."""
    assert bare(plain_heading("R1 姓名（女方）")) == "姓名"
    assert bare(plain_heading("三、联系电话")) == "联系电话"
    assert bare(plain_heading("一孩姓名")) == "一孩姓名"
    assert bare(plain_heading("2023年度奖扶金")) == "奖扶金"
    assert bracketed(plain_heading("姓名【男】（户主）")) == ("男", "户主")


def test_a_resembling_heading_is_only_named() -> None:
    """For a question; nothing resembles what is wholly other."""
    assert near_words("身份证号吗") == "身份证号"
    assert near_words("爱好") == ""


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
