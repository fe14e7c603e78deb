"""``shouyue verify FILE|CODE``: exit 0 for what the ledger knows, 3 with the reason for what it does not."""

from __future__ import annotations

from tests.clerks_office import Clerk

PRINT = ("publish", "honour_certificate", "上坪村", "--title", "无泄密村")


def test_a_known_paper_is_named_with_its_state(clerk: Clerk) -> None:
    """And nothing is written."""
    clerk.done(*PRINT)
    (path,) = clerk.papers("证件")
    before = clerk.state()

    assert "已印，未发，不是有效证件" in clerk.done("verify", path)
    assert clerk.state() == before


def test_a_number_alone_is_answered_with_a_caution(clerk: Clerk) -> None:
    """It is no proof of the paper in hand."""
    clerk.done(*PRINT)
    result = clerk.run("verify", "429999101-荣-2026-0001")

    assert (result.exit_code, "只查了编号" in result.stderr) == (0, True)


def test_what_is_not_ours_exits_with_three_and_a_reason(clerk: Clerk) -> None:
    """Changed, foreign, missing."""
    clerk.done(*PRINT)
    (path,) = clerk.papers("证件")
    path.write_bytes(path.read_bytes() + b" ")

    for paper, said in ((path, "查无此件"), ("SY1:A:0", "SY1:"), (path.with_name("无.docx"), "没有这个文件")):
        result = clerk.run("verify", paper)
        assert (result.exit_code, said in result.stderr) == (3, True)
