"""The plan while it is drawn up."""

from __future__ import annotations

import pytest

from contracts.reading.draft import Draft
from tests.contracts.reading.test_headings import found


def draft(*headings: str) -> Draft:
    """Return an empty draft for these headings."""
    return Draft(block=found(headings), layout=None)


def test_a_second_sum_takes_the_first_one_with_it() -> None:
    """Of two columns that both look like the sum neither is read."""
    made = draft("姓名", "应发金额", "发放金额")
    for heading in made.block.headings[1:]:
        made.take(heading, "values", "amount_fen")
    made.settle()

    assert made.fields == {}
    assert [heading.text for heading in made.doubled] == ["应发金额", "发放金额"]


@pytest.mark.parametrize(
    ("headings", "kept"),
    [("奖励费(元) 保健费(元) 合计金额(元)", 3), ("申请金额 审批金额 发放金额(万元)", 3), ("合计金额 其他金额", 1)],
)
def test_the_total_of_several_sums_is_the_sum(headings: str, kept: int) -> None:
    """And what is paid rather than what was applied for; nobody is asked."""
    made = draft(*headings.split(), "姓名", "身份证号")
    for heading in made.block.headings[:-2]:
        made.take(heading, "values", "amount_fen")
    made.settle()

    (item,) = made.fields.values()
    assert (item.column, item.unit) == (kept, "万元" if "万" in headings else "元")
    assert made.doubled == []


def test_a_second_telephone_is_another_one_and_a_second_number_is_asked() -> None:
    """Two telephones of one person are both theirs."""
    made = draft("姓名", "身份证号", "手机", "联系电话", "证件号码")
    for heading, key in zip(made.block.headings, ("name", "id_number", "phones", "phones", "id_number"), strict=True):
        made.take(heading, "person", key)

    assert [item.column for item in made.fields.values()] == [1, 2, 3, 4]
    assert [heading.text for heading in made.unclear] == ["证件号码"]


def test_whoever_was_taken_for_one_person_may_turn_out_to_be_another() -> None:
    """Everything that is theirs goes along."""
    made = draft("姓名", "身份证号", "丈夫姓名")
    for heading, slot, key in zip(
        made.block.headings, ("person", "person", "husband"), ("name", "id_number", "name"), strict=True
    ):
        made.take(heading, slot, key)

    assert made.adults() == ["person", "husband"]
    assert made.named_after("husband") == "丈夫姓名"
    made.rename("person", "wife")
    assert [(item.slot, item.key) for item in made.fields.values()] == [
        ("wife", "name"), ("wife", "id_number"), ("husband", "name"),
    ]  # fmt: skip


def test_a_part_belongs_to_what_begins_before_it() -> None:
    """And to nothing where that is not read."""
    made = draft("姓名", "身份证号", "后四位")
    made.take(made.block.headings[1], "person", "id_number")

    assert made.add_part(made.block.headings[2], 2)
    assert made.fields["person", "id_number"].also == (3,)
    assert not made.add_part(made.block.headings[2], 1)
