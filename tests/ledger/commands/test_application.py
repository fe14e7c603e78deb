"""``shouyue application`` at the counter: a roster comes in, a family is told, another leaves."""

from __future__ import annotations

import json

from tests.clerks_office import Clerk

LATE = '[reward_support]\nvillage = "01-15"\n'


def test_a_roster_of_spoken_applications_is_entered_moved_and_printed(clerk: Clerk) -> None:
    """Bulk, dry run, ageing against the office's own days, refusal with the way to object, the paper."""
    given = ("application", "submit", clerk.folder / "名册.csv", "--programme", "reward_support", "--received-by",
             "田小芳", "--on", "2026-01-05")  # fmt: skip
    before = clerk.state()
    assert clerk.run(*given, "--how", "oral").exit_code == 3, "a spoken one needs its note"
    assert "4 份" in clerk.run(*given, "--dry-run").stderr
    assert clerk.state() == before
    first, second, *rest = clerk.done(*given, "--how", "oral", "--note", "入户时口述").split()
    assert len(rest) == 2

    (clerk.folder / "申报期限.toml").write_text(LATE, encoding="utf-8")
    clerk.done("application", "move", first, "受理", "--on", "2026-01-06")
    clerk.done("application", "move", first, "通过", "--checker", "周主任", "--on", "2026-01-07")
    clerk.done("application", "move", second, "accept", "--on", "2026-01-06")
    refused = clerk.run("application", "move", second, "refuse", "--checker", "周主任", "--because", "未满60周岁",
                        "--article", "本省办法第6条")  # fmt: skip
    assert (refused.exit_code, "行政复议" in refused.stderr) == (0, True)
    assert "已撤回" in clerk.done("application", "withdraw", rest[0])
    assert clerk.run("application", "move", rest[0], "accept").exit_code == 5
    told = clerk.run("application", "move", rest[1], "return", "--missing", "户口簿", "--missing", "结婚证")
    assert "户口簿；结婚证" in told.stderr

    rows = json.loads(clerk.done("application", "list", "--open", "--json"))
    assert [row["number"] for row in rows] == [first, rest[1]]
    assert rows[0]["level"] == "乡镇（街道）"
    assert rows[1]["late"] == 311
    listed = clerk.done("application", "list")
    assert "周桂兰" not in listed
    assert "农村部分计划生育家庭奖励扶助 2026" in listed, "people read titles, programs codes"

    assert "打印_申报表" in clerk.done("application", "print", first)
    again = clerk.run("application", "print", first)
    assert (again.exit_code, "没有另编新号" in again.stderr) == (0, True), "the same form may be asked for again"
    assert "周桂兰" in clerk.text("申报表")
    assert "空白申报表.docx" in clerk.done("application", "blank")
    clerk.done("ledger", "verify")


def test_an_application_for_a_programme_that_does_not_exist_is_refused(clerk: Clerk) -> None:
    """Nothing is entered under a code nobody can decide on."""
    before = clerk.state()
    refused = clerk.run("application", "submit", clerk.folder / "名册.csv", "--programme", "reward_suport",
                        "--received-by", "田小芳")  # fmt: skip

    assert (refused.exit_code, clerk.state()) == (3, before)
    assert "reward_suport：没有这个项目" in refused.stderr


def test_a_step_may_be_named_in_chinese_or_in_english_and_nothing_else(clerk: Clerk) -> None:
    """What the ledger keeps is the same; a word nobody knows is answered with all there are."""
    given = ("application", "submit", clerk.folder / "名册.csv", "--programme", "reward_support", "--received-by",
             "田小芳", "--on", "2026-01-05")  # fmt: skip
    first, second, *_ = clerk.done(*given).split()
    clerk.done("application", "move", first, "补正", "--missing", "户口簿")
    clerk.done("application", "move", second, "return", "--missing", "户口簿")

    kept = clerk.rows("select move from application_steps where move <> 'submit'")
    unknown = clerk.run("application", "move", first, "批准")

    assert [row["move"] for row in kept] == ["return", "return"]
    assert (unknown.exit_code, "“批准”不是步骤，有：受理 accept、通过 pass" in unknown.stderr) == (2, True)
