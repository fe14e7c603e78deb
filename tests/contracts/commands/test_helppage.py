"""Help pages fit the terminal although a Chinese letter takes two columns."""

from __future__ import annotations

from contracts.commands.helppage import HelpPage
from contracts.text_width import display_width


def page() -> HelpPage:
    """Return an empty page of forty columns."""
    return HelpPage(width=40)


def test_paragraphs_are_wrapped_by_columns_and_indented() -> None:
    """Two paragraphs stay two."""
    shown = page()
    with shown.indentation():
        shown.write_text("名册有任何问题，或者有任何条款不合法，就不生成任何文件。\n\n例：shouyue demo")

    assert shown.getvalue() == (
        "  名册有任何问题，或者有任何条款不合法，\n  就不生成任何文件。\n\n  例：shouyue demo\n"
    )


def test_no_blank_is_left_where_a_line_of_source_ended() -> None:
    """Between Chinese signs; where a Latin word ends the line the blank stays."""
    shown = page()
    shown.write_text("没有电话、账号；\n只列编号。见 README\n的表")

    assert shown.getvalue() == "没有电话、账号；只列编号。见 README 的表\n"


def test_a_paragraph_marked_raw_keeps_its_lines() -> None:
    """So does an example, which somebody copies whole."""
    shown = page()
    shown.write_text("\b\n甲\n    乙\n\n例：shouyue draft service_contract 名册.xlsx --batch 2026A")

    assert shown.getvalue() == "甲\n    乙\n\n例：shouyue draft service_contract 名册.xlsx --batch 2026A\n"


def test_terms_and_meanings_stand_in_two_columns_within_the_page() -> None:
    """A long meaning goes on below itself; a long term pushes its meaning to the next line."""
    shown = page()
    rows = [
        ("--office DIR", "单位文件夹；不写则找当前和上级文件夹里的那一个"),
        ("--a-very-long-option-name FILE", "短"),
        ("--silent", ""),
    ]
    shown.write_dl(rows, col_max=14)

    lines = shown.getvalue().splitlines()
    assert max(map(display_width, lines)) <= 40
    assert lines == [
        "--office DIR    单位文件夹；不写则找当前",
        "                和上级文件夹里的那一个",
        "--a-very-long-option-name FILE",
        "                短",
        "--silent",
    ]


def test_headings_end_in_a_full_width_colon() -> None:
    """As everything else on the page."""
    shown = page()
    shown.write_heading("选项")
    shown.write_usage("shouyue", "[OPTIONS]")

    assert shown.getvalue() == "选项：\n用法：shouyue [OPTIONS]\n"
