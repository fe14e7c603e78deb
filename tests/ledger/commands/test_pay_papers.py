"""``shouyue pay print`` and ``pay notices``: tried first, then printed with one print file."""

from __future__ import annotations

from tests.clerks_office import Clerk


def test_a_run_is_printed_for_three_hands_and_tried_before(clerk: Clerk) -> None:
    """--dry-run writes nothing; the list and a print file with all copies come out; no notice before payment."""
    clerk.done("pay", "prepare", "年度", "--by", "2026-12-31", "--programme", "reward_support")
    before = clerk.state()
    assert "试运行" in clerk.run("pay", "print", "年度", "--dry-run").stderr
    assert clerk.state() == before

    shown = clerk.done("pay", "print", "年度")
    assert "打印_花名册_年度.docx" in shown
    text = clerk.text("发放")
    assert "（待批准）" in text
    assert "上坪村" in text
    assert clerk.run("pay", "notices", "年度").exit_code == 5
    assert clerk.run("pay", "print", "没有这批").exit_code == 5
