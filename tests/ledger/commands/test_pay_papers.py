"""``shouyue pay print`` and ``pay notices``: tried first, then printed with one print file."""

from __future__ import annotations

import json

from tests.clerks_office import ROWS, Clerk


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


def test_the_notices_of_a_village_without_a_telephone_wait_and_the_others_are_there(clerk: Clerk) -> None:
    """Exit 6 with the village and the number of its notices; once the telephone is filled in they come too."""
    clerk.done("pay", "prepare", "年度", "--by", "2026-12-31", "--programme", "reward_support")
    clerk.done("--operator", "李主任", "pay", "approve", "年度")
    accounts, bank, answers = (clerk.folder / name for name in ("账号.csv", "代发.csv", "回盘.csv"))
    numbers = [number for row in ROWS for number in (row[2], row[5]) if number]
    rows = [f"{number},62220200000000{place:05}" for place, number in enumerate(numbers)]
    accounts.write_text("\n".join(["身份证号,账号", *rows]), encoding="utf-8")
    clerk.done("pay", "export", "年度", "--accounts", accounts, "-o", bank)
    sent = json.loads(clerk.done("pay", "list", "年度", "--json"))
    paid = [f"FF1-{line['line']},{line['amount_fen'] / 100:.2f},成功" for line in sent]
    answers.write_text("\n".join(["明细号,金额,结果", *paid]), encoding="utf-8")
    clerk.done("pay", "reconcile", "年度", answers, "--voucher", "记-1")

    unfinished = clerk.run("pay", "notices", "年度")
    assert unfinished.exit_code == 6
    assert "石桥村：没有电话，1 份告知书没有打印，在 office.toml 这个村的 phone 填写电话" in unfinished.stderr
    assert len(clerk.papers("告知书")) == 1
    settings = clerk.folder / "office.toml"
    before, village, after = settings.read_text(encoding="utf-8").partition('name = "石桥村村民委员会"')
    settings.write_text(before + village + after.replace('phone = ""', 'phone = "0710-5550112"', 1), encoding="utf-8")
    clerk.done("pay", "notices", "年度")
    assert len(clerk.papers("告知书")) == 2
