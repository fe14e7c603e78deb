"""Lines for people: masked, complete, one sentence each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.commands.talk import finding_line, folded, masked, say_unforeseen
from contracts.model import Finding
from contracts.text_width import display_width

OPEN = Finding(
    rule="CN-UNKNOWN",
    verdict="needs_review",
    where="第三条",
    text="……",
    message="规则不认识这一条",
    hint="请法制机构看过",
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("11010519491231002X", "110105********002X"),
        ("号码 110105194912310037、11010519491231002x。", "号码 110105********0037、110105********002x。"),
        ("合同 4299991012010001234567890", "合同 4299991012010001234567890"),
        ("429999101201", "429999101201"),
        ("证 １１０１０５１９４９１２３１００２Ｘ", "证 110105********002X"),
        ("110105 19491231 0037，", "110105********0037，"),
        ("2026-11-23 2026-12-01 14:30", "2026-11-23 2026-12-01 14:30"),
    ],
)
def test_id_numbers_are_masked_and_other_numbers_are_not(text: str, shown: str) -> None:
    """Wherever in a sentence they stand."""
    assert masked(text) == shown


def test_a_finding_without_article_says_what_is_doubtful() -> None:
    """What no rule recognises has no citation."""
    assert finding_line(OPEN) == "第三条：规则不认识这一条。 改法：请法制机构看过。（CN-UNKNOWN）"
    assert "存疑：原文未核对。" in finding_line(replace(OPEN, doubt="原文未核对"))


def test_what_nobody_foresaw_is_one_line_however_long_its_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Some libraries explain themselves over many lines."""
    say_unforeseen(ValueError, ValueError("one\n  two\n110105194912310037"), None)

    assert capsys.readouterr().err == (
        "错误：程序内部出错（ValueError: one two 110105********0037）。请加 --debug 再运行一次，把输出交给维护人员。\n"
    )


def test_a_line_wider_than_the_terminal_is_folded_between_words_and_loses_nothing() -> None:
    """80 columns: numbers, dates and commands stay whole; what goes on is indented."""
    line = (
        "429999101201-计服-2026A-001：日期 2030-01-01 不在签订日 2026-03-05 至今天 2026-11-22 之间，核对日期；"
        "记错的先用 shouyue contract retract 撤回，再用 shouyue contract list 查看"
    )
    lines = folded(line, 80)

    assert len(lines) > 1
    assert max(map(display_width, lines)) <= 80
    assert all(part.startswith("    ") for part in lines[1:])
    assert "".join(part.strip() for part in lines).replace(" ", "") == line.replace(" ", "")
    for whole in ("429999101201-计服-2026A-001", "2026-11-22", "shouyue contract retract", "shouyue contract list"):
        assert any(whole in part for part in lines)


def test_a_short_line_and_one_with_the_sign_that_ties_stay_as_they_are() -> None:
    """Nothing is added, no backtick is lost."""
    assert folded("名册有 2 处问题。", 80) == ["名册有 2 处问题。"]
    assert folded("原文“a`b”", 80) == ["原文“a`b”"]
