"""``shouyue pay`` from the list of what is due to the bank's answer, as two people do it."""

from __future__ import annotations

import json
from pathlib import Path

from contracts.sheets import read_sheets
from contracts.text_width import display_width
from tests.clerks_office import BATCH, ELDERS, ROWS, SIGNED, Clerk, office_at


def test_two_people_pay_the_elders_and_reconcile_with_the_bank(tmp_path: Path) -> None:
    """Prepared, refused to the same person, approved by another, exported, answered, due again where it failed."""
    clerk = office_at(tmp_path / "青河镇")
    assert clerk.draft().exit_code == 0
    clerk.done("register", clerk.folder / BATCH, "--signed-on", SIGNED)
    year = ("--by", "2026-12-31", "--programme", "reward_support")
    trial = clerk.run("pay", "prepare", "年度", *year, "--dry-run", "--json")
    assert json.loads(trial.stdout)
    assert "没有可比的" in trial.stderr, "nothing to compare with is said, not left out"
    assert "还没有到期" not in trial.stderr
    ahead = clerk.run("pay", "prepare", "明年", "--by", "2027-12-31", "--programme", "reward_support", "--dry-run")
    assert "今天还没有到期，最早的 2027-09-30 到期" in ahead.stderr, "what is asked for ahead of its day is said"
    assert json.loads(clerk.done("pay", "list", "--json")) == []

    lines = json.loads(clerk.done("pay", "prepare", "年度", *year, "--json"))
    assert {line["held_because"] for line in lines} == {""}
    assert [line["payee"] for line in lines if line["contract"] == ELDERS] == ["周**", "沈**"]
    accounts, bank = clerk.folder / "账号.csv", clerk.folder / "代发.xlsx"
    both = [number for row in ROWS for number in (row[2], row[5]) if number]
    rows = [f"{number},62220200000000{place:05}" for place, number in enumerate(both)]
    accounts.write_text("\n".join(["身份证号,账号", *rows]), encoding="utf-8")
    export = ("pay", "export", "年度", "--accounts", accounts, "-o", bank)
    assert clerk.run("pay", "approve", "年度").exit_code == 5
    assert (clerk.run(*export).exit_code, bank.exists()) == (5, False), "no accounts leave an unapproved run"
    assert "批准" in clerk.done("--operator", "李主任", "pay", "approve", "年度")
    deaths = clerk.folder / "死亡.csv"
    deaths.write_text(f"身份证号,原因,日期\n{both[-1]},死亡,2026/1/9\n", encoding="utf-8")
    late = clerk.run(*export, "--exits", deaths)
    assert (late.exit_code, bank.exists()) == (5, False), "nor one of whose people somebody has died since"
    assert "编制后登记了“本人死亡”（名单2026-01-09" in late.stderr

    accounts.write_text("\n".join(["身份证号,账号", *rows[::2]]), encoding="utf-8")
    lacking = clerk.run(*export)
    assert lacking.exit_code == 3
    assert f"{ELDERS}：沈** 没有账号，在账号表里补上本人的" in lacking.stderr, "her account is not his"
    accounts.write_text("\n".join(["身份证号,账号", *rows]), encoding="utf-8")
    clerk.done(*export)
    written = bank.read_bytes()
    assert clerk.run(*export).exit_code == 3, "never overwritten"
    assert bank.read_bytes() == written, "nor taken away with what was refused"

    (page,) = read_sheets(bank)
    sent = [values for number, values in page.rows() if number > 1]
    answer = clerk.folder / "回盘.csv"
    said = [f"{values[5]},{values[3]},{'成功' if place else '失败'},{'' if place else '户名不符'}"
            for place, values in enumerate(sent)]  # fmt: skip
    answer.write_text("\n".join(["明细号,金额,结果,原因", *said]), encoding="utf-8")
    assert "付清" in clerk.run("pay", "reconcile", "年度", answer, "--voucher", "记-1", "--dry-run").stderr
    assert f"付清 {len(sent) - 1} 笔" in clerk.done("pay", "reconcile", "年度", answer, "--voucher", "记-1")

    (run,) = json.loads(clerk.done("pay", "list", "--json"))
    assert (run["state"], run["failed"]) == ("已结清", 1)
    again = json.loads(clerk.done("pay", "prepare", "补发", *year, "--json"))
    assert [line["contract"] for line in again] == [ELDERS]
    assert "照旧应发" in clerk.done("pay", "cancel", "补发", "--because", "先核对户名")
    clerk.done("ledger", "verify")


def test_a_confirmed_grade_comes_from_the_roster_to_the_bank(tmp_path: Path) -> None:
    """Drafted, signed, due, prepared: 390 yuan a month for the one it was confirmed for (W-14, P- special support)."""
    clerk = office_at(tmp_path / "青河镇")
    roster = clerk.folder / "特扶.csv"
    heads = "组别,女方姓名,女方身份证号,男方姓名,男方身份证号,确认的扶助项目,确认的等级,确认日期,享受人,证明查看人"
    family = "上坪村1组,王梅珍,429999198912154824,陶立志,429999198706103911,计划生育家庭特别扶助（分级）,二级"
    roster.write_text(f"{heads}\n{family},,男方,周平\n", encoding="utf-8")
    order = ("draft", "service_contract", roster, "--batch", "特扶", "--signing", "2026-01-05", "-o", clerk.folder)
    refused = clerk.run(*order)
    assert refused.exit_code == 3
    assert "县级确认日期没有填写" in refused.stderr
    assert "请按县级资格确认文件" in refused.stderr

    roster.write_text(f"{heads}\n{family},2026-01-05,男方,周平\n", encoding="utf-8")
    clerk.done(*order)
    clerk.done("register", clerk.folder / "service_contract_特扶", "--signed-on", "2026-01-05")
    year = ("--by", "2026-12-31", "--programme", "special_support_graded", "--json")
    (line,) = json.loads(clerk.done("pay", "prepare", "特扶", *year))

    assert (line["amount_fen"], line["held_because"]) == (12 * 390_00, "")
    clerk.done("--operator", "李主任", "pay", "approve", "特扶")
    accounts, bank = clerk.folder / "账号.csv", clerk.folder / "代发.csv"
    both = ("429999198912154824,6222020000000001", "429999198706103911,6222020000000002")
    accounts.write_text("\n".join(["身份证号,账号", *both]), encoding="utf-8")
    clerk.done("pay", "export", "特扶", "--accounts", accounts, "-o", bank)
    assert "陶立志,6222020000000002,4680.00" in bank.read_text(encoding="utf-8"), "to the one it was confirmed for"
    clerk.done("ledger", "verify")


def test_names_in_a_runs_talk_are_masked_unless_a_reason_is_written(clerk: Clerk) -> None:
    """What is prepared, why it differs, what the bank did not pay: whole names only with a reason, which is logged."""
    first = ("pay", "prepare", "某批", "--by", "2026-12-31", "--village", "上坪村")
    masked = clerk.run(*first)
    clerk.done("pay", "cancel", "某批", "--because", "重新编制")
    whole = clerk.run("pay", "prepare", "又一批", "--by", "2027-12-31", "--village", "上坪村", "--dry-run",
                      "--unmasked", "--because", "逐户核对")  # fmt: skip
    alone = clerk.run("pay", "prepare", "再一批", "--unmasked")
    log = clerk.rows("select subject, body from events where kind = 'unmasked'")

    assert ("周**" in masked.stdout, "周桂兰" in masked.output) == (True, False)
    assert (whole.exit_code, "周桂兰" in whole.stdout, alone.exit_code) == (0, True, 2)
    assert [(row["subject"], "逐户核对" in row["body"]) for row in log] == [("pay prepare", True)]


def test_what_the_bank_did_not_pay_is_told_without_whole_names(clerk: Clerk) -> None:
    """The contract's number says who it is; with a reason the name does, in the same transaction as the result."""
    clerk.done("pay", "prepare", "某批", "--by", "2026-12-31", "--village", "上坪村")
    clerk.done("--operator", "周平", "pay", "approve", "某批")
    accounts, bank, answer = (clerk.folder / name for name in ("账号.csv", "代发.csv", "回盘.csv"))
    accounts.write_text("身份证号,账号,户名\n", encoding="utf-8-sig")
    lost = clerk.run("pay", "export", "某批", "--accounts", accounts, "-o", bank)
    numbers = [row[column] for row in ROWS for column in (2, 5) if row[column]]
    rows = [f"{number},62220000000000{place:04}," for place, number in enumerate(numbers)]
    accounts.write_text("\n".join(["身份证号,账号,户名", *rows, ""]), encoding="utf-8-sig")
    clerk.done("pay", "export", "某批", "--accounts", accounts, "-o", bank)
    answer.write_text("明细号,金额,结果,原因,日期,凭证号\nFF1-1,1,失败,账号不存在,2026-11-22,\n", encoding="utf-8-sig")
    masked = clerk.run("pay", "reconcile", "某批", answer, "--dry-run")
    whole = clerk.run("pay", "reconcile", "某批", answer, "--unmasked", "--because", "逐户补发")
    names = [row[column] for row in ROWS for column in (1, 4) if row[column]]

    assert ("没有账号" in lost.stderr, [name for name in names if name in lost.output + masked.output]) == (True, [])
    assert (masked.exit_code, "银行没有回音" in masked.stderr, "未付成" in masked.stderr) == (0, True, True)
    assert (whole.exit_code, any(name in whole.stderr for name in names)) == (0, True)
    assert [row["subject"] for row in clerk.rows("select subject from events where kind = 'unmasked'")] == [
        "pay reconcile"
    ]


def test_a_run_on_the_screen_has_whole_contract_numbers_in_80_columns(clerk: Clerk) -> None:
    """What is paid under its sum, two lines each; a table broke names of programmes into five lines."""
    shown = clerk.done("pay", "prepare", "某批", "--by", "2026-12-31")
    lines = shown.splitlines()

    assert lines[0].startswith("列入：")
    assert max(map(display_width, lines)) <= 80
    assert any(ELDERS in line and "明细 1" in line for line in lines)
    assert any("农村部分计划生育家庭奖励扶助 2026年度" in line for line in lines)
