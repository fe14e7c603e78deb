"""What headings mean, by the words they are made of."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest

from contracts.reading.headings import Heading, forbidden_words
from contracts.reading.layouts import plain_heading
from contracts.reading.meanings import (
    UNREAD,
    announced,
    field_called,
    is_known,
    meaning_of,
    near_meaning,
)

UNSEEN = Path(__file__).with_name("unseen_headings.csv")
"""Headings as offices write them, written down before the words they are read by; every one stays right."""


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
        ("房主联系电话", ("deputy", "phones")),
        ("某类家庭女方姓名", ("wife", "name")),
        ("儿媳女方姓名", ("nobody", "name")),
        ("子女配偶姓名", ("?", "name")),
        ("身份", ("", "")),
        ("户籍性质", ("", "unread")),
    ],
)
def test_whose_and_what_are_told_from_the_words(heading: str, wanted: tuple[str, str]) -> None:
    """However they are put together, and whoever else it may be."""
    found = meaning_of(plain_heading(heading))

    assert (found.slot, found.key) == wanted
    assert not found.strange or not found.key


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
    assert announced(plain_heading(above)) == slot


def test_a_resembling_heading_is_only_named() -> None:
    """For a question; nothing resembles what is wholly other."""
    assert near_meaning("身份证号吗") == "身份证号"
    assert near_meaning("爱好") == ""


def unseen() -> list[tuple[str, str, str]]:
    """Return heading, merged heading above it and meaning of every line."""
    with UNSEEN.open(encoding="utf-8") as file:
        return [(line["heading"], line["above"], line["meaning"]) for line in csv.DictReader(file)]


def read_as(heading: str, above: str) -> str:
    """Return what a heading is read as, in the notation of the table."""
    over = tuple(map(plain_heading, above.split("/"))) if above else ()
    if forbidden_words(Heading(column=1, row=1, text=heading, above=over)):
        return "forbidden"
    found = meaning_of(plain_heading(heading), over)
    if found.of_person:
        return f"{found.slot or 'any'}.{found.key}" if not found.strange else "?"
    return f"values.{found.key}" if found.key != UNREAD else "other"


OTHER_PEOPLE = ("nobody.", "deputy.")
NO_USE = frozenset(
    {"any.number", "any.gender", "child.gender", "any.relation", "?", "values.", "values.total"}
    | {
        f"values.{key}"
        for key in (
            "grant",
            "away_place",
            "village",
            "division_code",
            "months",
            "monthly_fen",
            "yearly_fen",
            "contract_on",
            "died_on",  # of nobody, but in a list of the dead
            "sons",
            "daughters",
        )
    }
)


def test_headings_never_seen_before_are_read() -> None:
    """Every line of the table, none of them taken from the words."""
    lines = unseen()
    wrong = [
        (heading, above, wanted, read)
        for heading, above, wanted in lines
        if (read := read_as(heading, above)) != wanted
        and not (wanted == "other" and (read in NO_USE or read.startswith(OTHER_PEOPLE)))
    ]

    assert len(lines) >= 1750
    assert wrong == []


WHOSE = {
    "女方": "wife", "妻子": "wife", "母亲": "wife", "男方": "husband", "丈夫": "husband", "父亲": "husband",
    "本人": "person", "申请人": "person", "持证人": "person", "扶助对象": "person", "户主": "head", "配偶": "spouse",
    "子女": "child", "独生子女": "child", "婴幼儿": "child", "二孩": "child2", "代领人": "nobody", "联系人": "nobody",
}  # fmt: skip
WHAT = {
    "姓名": "name", "名字": "name", "身份证号": "id_number", "公民身份号码": "id_number",
    "居民身份证号码": "id_number", "联系电话": "phones", "手机号码": "phones", "联系方式": "phones",
    "出生年月": "birth_date", "出生日期": "birth_date", "性别": "gender",
}  # fmt: skip
FORMS = (
    "{0}{1}",
    "{0}的{1}",
    "{0}-{1}",
    "{0}（{1}）",
    "{1}（{0}）",
    "{1}-{0}",
    "{0} {1} *",
    "3.{0}\n{1}",
    "{0}信息_{1}",
    "已婚{0}{1}",
)


@pytest.mark.parametrize("form", FORMS)
def test_whose_and_what_go_together_in_every_form(form: str) -> None:
    """Each person with each thing said of one, however they are joined."""
    wrong = []
    for (who, slot), (what, key) in itertools.product(WHOSE.items(), WHAT.items()):
        found = meaning_of(plain_heading(form.format(who, what)))
        if (found.slot, found.key, found.strange) != (slot, key, ""):
            wrong.append((form.format(who, what), found))

    assert wrong == []


def test_a_merged_heading_says_whose_the_column_is() -> None:
    """As the heading itself would; its own words come first."""
    for (who, slot), (what, key) in itertools.product(WHOSE.items(), WHAT.items()):
        for over in (who, f"{who}情况", f"{who}基本信息", f"一、{who}"):
            found = meaning_of(plain_heading(what), (plain_heading(over),))
            assert (found.slot, found.key) == (slot, key), (over, what)
    assert meaning_of("女方姓名", ("配偶",)).slot == "wife"


@pytest.mark.parametrize(
    ("heading", "strange"),
    [("某项目人姓名", "某"), ("抱养某姓名", "抱养某"), ("滚动金额", "滚动"), ("女方某姓名", "某"), ("身份证号", "")],
)
def test_letters_nobody_knows_are_told(heading: str, strange: str) -> None:
    """They may change whose a number is or what a sum is for."""
    assert meaning_of(heading).strange == strange


def test_what_a_heading_ends_in_must_be_known() -> None:
    """身份证复印件 is no ID number, and a date of something unknown is not ours to call unread."""
    assert meaning_of("身份证抄件").key == ""
    assert meaning_of("绰号").key == ""
    assert meaning_of("滚动日期").key == ""
    assert meaning_of("滚动备注").key == UNREAD


def test_rows_of_people_do_not_read_like_headings() -> None:
    """Names, numbers and dates are no words of ours."""
    assert is_known("女方身份证号")
    assert not any(map(is_known, ("", "12", "欧阳小红", "13800000001", "1998.5.2")))


def test_a_clerk_names_a_field_in_her_own_words() -> None:
    """Whose must be said; two people and somebody else have no field."""
    assert field_called("女方 身份证号") == "wife.id_number"
    assert field_called("办证时间") == "values.issued_on"
    assert [field_called(words) for words in ("姓名", "夫妻姓名", "经办人姓名", "备注", "绰号")] == [None] * 5
