"""An application form: boxes for the family in front, four opinions with room for a seal on the back."""

from __future__ import annotations

from contracts.word import blank, texts
from contracts.word.markup import twips
from contracts.word.reading import printed as read
from tests.contracts.word.papers import printed, shipped, xml


def test_an_opinion_still_to_come_has_a_line_to_sign_and_a_day_to_fill_in() -> None:
    """What was decided says who and when."""
    words = "\n".join(item.text for item in texts(printed("reward_application").content))

    assert words.count("审核人（签字）：\t（盖章）\n\t年\t月\t日") == 3
    assert words.count("审核人：石长河（盖章）\n2026年1月12日") == 1


def test_every_opinion_has_room_for_a_round_seal() -> None:
    """A seal measures 42 mm; opinions begin on the back, behind what the family signs."""
    body = xml(blank(shipped("reward_application")))

    assert f'w:val="{twips(46)}" w:hRule="atLeast"' in body
    assert body.index("line in closing") < body.index("AnnexLabel") < body.index("row.checker")


def test_the_form_asks_what_the_printed_one_asks() -> None:
    """§2.9 (D-21): photo, spouse, insurance, kind of employer, counts of children, who printed it."""
    paper = printed("reward_application")
    words = read(paper.content).splitlines()

    assert {
        "照片（一寸）", "出生日期", "证件类型、号码", "居民身份证", "婚姻状况", "社会保险类型", "社会保障号",
        "配偶户籍地址", "配偶现居住地", "配偶工作单位", "亲生子女数", "继子女数", "收养子女数", "归属", "现况",
        "单位性质", "此前是否认定", "开户行", "账号（本人）", "需要说明的事项",
    } <= set(words)  # fmt: skip
    assert any(line.startswith("打印：青河镇人民政府，2026年") for line in words)


def test_beside_the_persons_a_photo_has_room() -> None:
    """One inch is 25 by 35 mm: three rows of 8.2 mm and at least one person's of two lines, in one merged cell."""
    body = xml(printed("reward_application").content)
    table = body[: body.index("</w:tbl>")]

    assert (table.count('<w:vMerge w:val="restart"/>'), table.count('<w:vMerge w:val="continue"/>')) == (1, 4)
