"""Finding the heading rows, and what each heading stands under."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.reading.headings import (
    Block,
    Heading,
    find_block,
    forbidden_words,
    violation_words,
)
from contracts.sheets import Merge, Sheet


def sheet(*rows: Sequence[str], merges: tuple[Merge, ...] = (), merges_known: bool = True) -> Sheet:
    """Return a sheet of these rows."""
    return Sheet(name="花名册", rows=lambda: iter(list(enumerate(rows, 1))), merges=merges, merges_known=merges_known)


def found(*rows: Sequence[str], merges: tuple[Merge, ...] = (), merges_known: bool = True) -> Block:
    """Return the block of these rows."""
    block = find_block(sheet(*rows, merges=merges, merges_known=merges_known))
    assert block is not None
    return block


def wide(row: int, left: int, right: int) -> Merge:
    """Return a merge along a row."""
    return Merge(top=row, left=left, bottom=row, right=right)


def test_titles_and_unit_lines_above_are_not_headings() -> None:
    """The first row with two known headings begins the block."""
    block = found(
        ("名册", "", ""), ("填报单位：镇政府", "", "单位：万元"), ("序号", "姓名", "金额"), ("1", "张三", "2")
    )

    assert (block.first, block.last, block.unit) == (3, 3, "万元")


def test_a_merged_heading_is_over_all_its_columns() -> None:
    """And a heading merged downwards is one heading."""
    block = found(
        ("组别", "女方", "", "男方", ""),
        ("", "姓名", "身份证号", "姓名", "身份证号"),
        merges=(wide(1, 2, 3), wide(1, 4, 5), Merge(top=1, left=1, bottom=2, right=1)),
    )

    assert [heading.above for heading in block.headings] == [(), ("女方",), ("女方",), ("男方",), ("男方",)]
    assert block.headings[0].text == "组别"
    assert [heading.nth for heading in block.headings] == [1, 1, 1, 2, 2]


def test_without_merges_a_heading_reaches_to_the_next_one() -> None:
    """As in a CSV saved from a merged sheet; an upper heading's end is an end."""
    block = found(
        ("夫妻", "", "", "", "子女", ""),
        ("女方", "", "男方", "", "", ""),
        ("姓名", "身份证号", "姓名", "身份证号", "姓名", "出生日期"),
        merges_known=False,
    )

    assert [heading.above[-1] for heading in block.headings] == ["女方", "女方", "男方", "男方", "子女", "子女"]


def test_a_row_of_column_numbers_belongs_to_the_heading() -> None:
    """(1) (2) (3) are nobody."""
    block = found(("姓名", "身份证号", "金额"), ("(1)", "(2)", "(3)=(1)+(2)"), ("张三", "x", "y"))

    assert block.last == 2
    assert [heading.text for heading in block.headings] == ["姓名", "身份证号", "金额"]


def test_a_row_under_a_heading_that_is_spread_over_three_is_heading_though_nobody_knows_its_words() -> None:
    """The headings that are merged down past it say so; a first row of data has none above it."""
    down = tuple(Merge(top=1, left=column, bottom=3, right=column) for column in (1, 2, 3))
    rows = (
        ("序号", "姓名", "身份证号", "扶助资金(万元)", ""),
        ("", "", "", "合计", "各级财政负担"),
        ("", "", "", "", "省级"),
    )

    block = found(*rows, (1, "张三", "x", "y", "z"), merges=(*down, wide(1, 4, 5)))

    assert (block.first, block.last) == (1, 3)


def test_the_unit_of_money_is_found_beside_that_of_people() -> None:
    """单位:人、万元."""
    assert found(("名册", "", "单位:人、万元"), ("序号", "姓名", "金额")).unit == "万元"


def test_a_sheet_without_headings_has_no_block() -> None:
    """One known word is a coincidence."""
    assert find_block(sheet(("姓名",), ("张三",))) is None
    assert find_block(sheet()) is None


def test_forbidden_words_are_seen_in_the_heading_and_above_it() -> None:
    """落实日期 under 避孕情况 is about bodies too."""
    assert forbidden_words(Heading(column=1, row=1, text="落实日期", above=("避孕情况",)))
    assert not forbidden_words(Heading(column=1, row=1, text="发放日期", above=("奖励情况",)))


def test_a_list_of_violators_shows_in_its_headings_or_title() -> None:
    """Either is enough."""
    block = found(("姓名", "身份证号", "征收金额"))

    assert violation_words(block, ())
    assert violation_words(found(("姓名", "身份证号")), ["2010年社会抚养费征收花名册"])
    assert not violation_words(found(("姓名", "身份证号")), ["奖励扶助花名册"])


def test_a_total_right_under_the_headings_is_no_heading() -> None:
    """合计 44人 82800: numbers of persons and sums are the sheet's content."""
    rows = (("序号", "婴幼儿", "", "补贴金额"), ("", "姓名", "身份证号", ""), ("合计", "44人", "", "82800"))

    block = found(*rows, merges=(wide(1, 2, 3), Merge(top=1, left=4, bottom=2, right=4)))

    assert (block.first, block.last) == (1, 2)
    assert [heading.text for heading in block.headings] == ["序号", "姓名", "身份证号", "补贴金额"]


def test_a_line_that_names_an_official_is_not_over_the_headings() -> None:
    """It stands above them by chance; in a file without merges too."""
    rows = (("甲村计生专干", "", "", "2009年春节"), ("姓名", "身份证号", "联系电话", "金额"))

    assert found(*rows, merges_known=False).first == 2
    assert found(*rows, merges=(wide(1, 1, 3),)).first == 2
