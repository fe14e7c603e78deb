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


def test_several_papers_and_a_folder_are_answered_one_by_one(clerk: Clerk) -> None:
    """What is ours is said with its file, what is not is named, one that cannot be opened stops nothing."""
    clerk.done("publish", "honour_certificate", "上坪村", "石桥村", "--title", "无泄密村", "--ceremony", "总结会")
    folder = clerk.folder / "证件"
    whole = clerk.run("verify", folder)
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7 cut")
    (folder / "~$锁.docx").write_bytes(b"")
    result = clerk.run("verify", folder, "429999101-荣-2026-0002", next((folder / "打印").glob("*.docx")), "无.pdf")

    assert (whole.exit_code, whole.stdout.count("已印，未发"), whole.stderr) == (0, 2, "")
    assert result.exit_code == 3
    assert result.stdout.count("村民委员会.docx　429999101-荣-2026-000") == 2
    assert "\n429999101-荣-2026-0002：台账里有这个编号" in result.stdout
    for told in ("坏.pdf：打不开", "几份合成的打印文件", "无.pdf：没有这个文件", "有 3 处查无此件"):
        assert told in result.stderr


def test_a_folder_without_papers_is_told(clerk: Clerk) -> None:
    """Neither certificates nor a year's pack."""
    empty = clerk.folder / "空"
    empty.mkdir()
    result = clerk.run("verify", empty)

    assert (result.exit_code, "里面没有 Word、PDF 文件" in result.stderr) == (3, True)
