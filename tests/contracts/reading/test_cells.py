"""Names, telephones, flags and other cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.reading.cells import (
    Name,
    parse_count,
    parse_couple,
    parse_flag,
    parse_gender,
    parse_name,
    parse_percent,
    parse_phones,
    parse_two_numbers,
    plain_text,
    refuse_unseen,
    shown_text,
    written_text,
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张  三", "张三"),
        ("张\u3000三", "张三"),
        ("张三 ", "张三"),
        ("\u3000 张 三\u200b\xa0", "张三"),
        ("韩国\n", "韩国"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("迪丽•帕提曼", "迪丽·帕提曼"),
        ("古丽娜尔.艾山", "古丽娜尔·艾山"),
        ("卓玛‧次仁", "卓玛·次仁"),
        ("古丽娜尔 · 艾山", "古丽娜尔·艾山"),
        ("䶮𠮷", "䶮𠮷"),
        ("某甲", "某甲"),
        ("Maria  Li", "Maria Li"),
    ],
)
def test_a_name_is_kept_as_written_less_stray_spaces(written: str, name: str) -> None:
    """One canonical dot, no truncation, rare characters whole."""
    assert parse_name(written) == Name(name=name)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("申领奖励，请村里协助填表；电话：无", "申领奖励，请村里协助填表；电话：无"),
        ("上坪村２组８号（东头）", "上坪村2组8号（东头）"),
        ("　Ａ１\u200b，\n好！　", "A1， 好！"),
    ],
)
def test_a_text_to_be_printed_keeps_the_marks_of_a_chinese_sentence(written: str, text: str) -> None:
    """Figures and letters are folded, blanks tidied; a comma of Chinese does not become one of English."""
    assert written_text(written) == text


def test_a_note_in_brackets_is_kept_apart() -> None:
    """(亡) is nothing to delete in silence."""
    assert parse_name("欧阳  小红(亡)") == Name(name="欧阳小红", note="亡")
    assert parse_name("王小红（女）") == Name(name="王小红", note="女")
    assert parse_name("王小红[再婚]") == Name(name="王小红", note="再婚")


@pytest.mark.parametrize(
    "written", ["王某某(女)", "××", "**", "张×", "李*", "张XX", "李某", "未上户口", "□□", "？", "待定"]
)
def test_a_placeholder_is_no_name(written: str) -> None:
    """A contract with a placeholder is a contract with nobody."""
    with pytest.raises(ValueError, match="不是真实姓名，请"):
        parse_name(written)


@pytest.mark.parametrize("written", ["A&B<某>公司", "../x", "张三1", "李", "张三=1", "\ue000三"])
def test_what_cannot_be_a_name_is_refused(written: str) -> None:
    """Marks, digits and characters of one computer's own font do not reach a paper."""
    with pytest.raises(ValueError, match="，请"):
        parse_name(written)


@pytest.mark.parametrize(
    ("written", "phones"),
    [
        ("138 0000 0000", ("13800000000",)),
        ("0713-1234567", ("0713-1234567",)),
        ("(0713)2345678", ("0713-2345678",)),
        ("15708704005/19538867070", ("15708704005", "19538867070")),
        (13800138000.0, ("13800138000",)),
        ("", ()),
        ("无", ()),
        ("13800138000 13900139000", ("13800138000", "13900139000")),
        ("+86-13800138000", ("13800138000",)),
        ("13800138000、13800138000", ("13800138000",)),
        ("02787654321", ("027-87654321",)),
        ("4001234567", ("4001234567",)),
        ("13800138000（儿子）", ("13800138000",)),
        ("儿子13800138000", ("13800138000",)),
        ("男13800138000女13900139000", ("13800138000", "13900139000")),
        ("138.0013.8000", ("13800138000",)),
        ("手机13800138000", ("13800138000",)),
        ("13800138000.0", ("13800138000",)),
        ("0713—2345678", ("0713-2345678",)),
        ("13800138000(微信同号)/13900139000(妻)", ("13800138000", "13900139000")),
    ],
)
def test_telephones_come_out_as_a_list(written: object, phones: tuple[str, ...]) -> None:
    """Several in a cell, numbers of a number cell, fixed lines with area code."""
    assert parse_phones(written) == phones


@pytest.mark.parametrize(
    "written",
    ["1380013800", "1380013800.0", "138.00138000", "1.38E+10", "12345678901", 13800138000.5, 1.38e20, "见备注"],
)
def test_a_wrong_telephone_is_refused(written: object) -> None:
    """Too short, cut by the spreadsheet, or no number at all."""
    with pytest.raises(ValueError, match=r"电话.*，请"):
        parse_phones(written)


def test_not_known_is_not_no() -> None:
    """A blank flag is unknown; only a word says no."""
    done = ("已领", "√", "是", True, 1.0, "已到账", "已足额发放到位", "领了", "已结清")
    assert [parse_flag(cell) for cell in done] == [True] * 9
    undone = ("未领", "否", "×", False, "未到账", "尚未打卡", "没有兑现", "未结")
    assert [parse_flag(cell) for cell in undone] == [False] * 8
    assert [parse_flag(cell) for cell in ("", " ", "-", "不详")] == [None] * 4
    assert [parse_flag(cell) for cell in ("发放成功", "成功", "现金已领", "已签收", "领讫", "正常发放")] == [True] * 6
    assert [parse_flag(cell) for cell in ("发放失败", "待发放", "退票", "应兑未兑", "暂缓发放")] == [False] * 5
    assert [parse_flag(cell) for cell in ("已送", "到账", "√已发", "未送达")] == [True, True, True, False]
    with pytest.raises(ValueError, match="看不出"):
        parse_flag("下月")
    with pytest.raises(ValueError, match="看不出"):
        parse_flag("未发现")


def test_sex_is_read_from_words_and_codes() -> None:
    """GB/T 2261.1: 1 male, 2 female."""
    assert [parse_gender(cell) for cell in ("男", 1.0, "1", "女", 2, "")] == ["male"] * 3 + ["female"] * 2 + [None]
    with pytest.raises(ValueError, match="性别"):
        parse_gender("9")


def test_counts_and_rates_are_read_with_their_units() -> None:
    """0.98 of a cell with percent format is 98 %."""
    assert [parse_count(cell) for cell in ("12个月", 12.0, "60户", "")] == [12, 12, 60, None]
    assert [parse_percent(cell) for cell in (0.98, "98%", "≥98%", 1, 98.5, "98%以上", "")] == [
        "98%",
        "98%",
        "≥98%",
        "100%",
        "98.5%",
        "≥98%",
        None,
    ]
    for wrong in ("120%", "很高"):
        with pytest.raises(ValueError, match="百分率"):
            parse_percent(wrong)
    with pytest.raises(ValueError, match="整数"):
        parse_count("1.5")


def test_plain_text_keeps_whole_numbers_whole_and_drops_what_cannot_be_seen() -> None:
    """Vertical tabs and bells of other programs do not reach a paper."""
    assert plain_text(1.0) == "1"
    assert plain_text("上坪村\x0b１组\x07\u200b ") == "上坪村 1组"
    assert shown_text("张三429999196811150486") == "张三" + "*" * 18


@given(st.text(max_size=20))
def test_a_name_that_was_accepted_is_accepted_unchanged(text: str) -> None:
    """Cleaning twice is cleaning once."""
    try:
        name = parse_name(text).name
    except ValueError as error:
        assert "，请" in str(error)  # noqa: PT017
    else:
        assert parse_name(name).name == name


@given(st.text(max_size=30) | st.floats() | st.integers() | st.booleans())
def test_any_cell_is_a_value_or_a_reason(cell: object) -> None:
    """No cell ends the program."""
    for parse in (parse_phones, parse_flag, parse_gender, parse_count, parse_percent):
        try:
            parse(cell)
        except ValueError as error:
            assert "，请" in str(error)  # noqa: PT017


@pytest.mark.parametrize("letter", ["\x07", "\x00", "\x1b", "\x9f"])
def test_a_cell_with_a_control_character_is_refused(letter: str) -> None:
    """Nobody saw what it hides; a line break is a blank, and a number has none."""
    with pytest.raises(ValueError, match=f"U\\+{ord(letter):04X}"):
        refuse_unseen(f"王{letter}某")
    for value in ("王\n梅珍", "王\u200b梅珍", "\x0b一组", 12.0, None):
        refuse_unseen(value)


def test_a_couple_is_two_names_or_two_numbers_of_a_woman_and_a_man() -> None:
    """In the order written, the numbers hers first; anything else is for a person to say."""
    hers, his = "420117198503020028", "420117198503020036"

    assert parse_couple("张三、李四妹") == parse_couple("张三 李四妹") == ("张三", "李四妹")
    assert parse_two_numbers(f"{his}\n{hers}") == (hers, his)
    for parse, cell in ((parse_couple, "张三"), (parse_couple, "张三、李四(亡)"), (parse_two_numbers, f"{his} {his}")):
        with pytest.raises(ValueError, match="，请"):
            parse(cell)


@pytest.mark.parametrize("cell", ["李大山\n张小云", "李大山 张小云", "张三\u3000李四 王五", "买买提\n热合曼"])
def test_the_names_of_several_in_one_cell_are_not_one_long_name(cell: str) -> None:
    """李大山张小云 was nobody, and nobody heard of it."""
    with pytest.raises(ValueError, match="像是几个人的姓名，请一格只写一个人"):
        parse_name(cell)


@pytest.mark.parametrize("cell", ["欧阳 小红", "欧阳\n小红", "张 小云", "古丽 米热", "阿卜杜拉·\n买买提", "高 山 山"])
def test_a_name_with_blanks_in_it_is_still_one(cell: str) -> None:
    """Blanks stand where a column had to be filled."""
    assert parse_name(cell).name == "".join(cell.split())
