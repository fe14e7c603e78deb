"""``shouyue statement``: one page for each household, of the day that is asked for."""

from __future__ import annotations

import csv

import docx

from contracts.numerals import yuan
from contracts.word.reading import printed
from tests.clerks_office import CHILD_2014, ELDERS, HEADINGS, NOW, ROWS, SIGNED, Clerk

LATER = NOW.replace(year=2028)


def test_one_household_or_one_village(clerk: Clerk) -> None:
    """石桥村's family is not on 上坪村's pages."""
    clerk.done("statement", ELDERS)
    assert [path.name for path in clerk.papers("对账单")] == ["青对账〔2026〕1号_周桂兰沈大河.docx"]

    clerk.done("statement", "--village", "上坪村")
    assert len(clerk.papers("对账单")) == 3, "the first page is there already"
    assert "李秀" not in clerk.text("对账单")
    assert clerk.run("ledger", "verify").output == ""


def test_a_payment_changes_the_page_of_today_and_not_of_before(clerk: Clerk) -> None:
    """The same page can be asked for any day."""
    clerk.done("record", "payment", CHILD_2014, "--amount", "100", "--voucher", "V-1", "--on", "2026-11-20")
    clerk.done("statement", CHILD_2014, "--as-of", "2026-11-19")
    before = clerk.text("对账单")
    clerk.done("statement", CHILD_2014, "-o", clerk.folder / "今天")

    assert "其中已经到期还没有给：100元" in before
    assert "其中已经到期还没有给：0元" in clerk.text("今天")


def test_the_same_page_on_the_same_day_takes_no_new_number(clerk: Clerk) -> None:
    """Unless something changed; where the sheet is gone it comes as a copy under its old number, and once only."""
    first = clerk.done("statement", ELDERS)
    before = clerk.state()
    again = clerk.run("statement", ELDERS)
    assert (again.exit_code, again.stdout, clerk.state()) == (0, "", before)
    assert "没有另编新号" in again.stderr
    assert first.strip().rpartition("/")[2] in again.stderr

    paid = ("--amount", "100", "--voucher", "V-1", "--on", "2026-11-20")
    clerk.done("record", "payment", ELDERS, "--obligation", clerk.obligation(ELDERS, "reward"), *paid)
    assert "2号" in clerk.done("statement", ELDERS)

    clerk.papers("对账单")[-1].unlink()
    lost = clerk.run("statement", ELDERS)
    assert lost.stdout.strip().endswith("副本1_青对账〔2026〕2号_周桂兰沈大河.docx")
    assert "按原号出副本" in lost.stderr
    assert "副本" in printed(clerk.papers("对账单")[0].read_bytes())
    assert clerk.run("statement", ELDERS).stdout == "", "the copy is there now"
    assert clerk.run("ledger", "verify").output == ""


def test_a_trial_run_changes_no_byte(clerk: Clerk) -> None:
    """It says how many pages there would be."""
    before = clerk.state()
    result = clerk.run("statement", "--village", "上坪村", "--dry-run")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 份" in result.stderr
    assert clerk.state() == before


def test_a_contract_or_village_that_is_not_there_is_said(clerk: Clerk) -> None:
    """A number the ledger lacks, a village nobody knows; nothing printed."""
    assert clerk.run("statement", "没有").exit_code == 5
    assert clerk.run("statement", "--village", "乌有村").exit_code == 2
    assert clerk.papers("对账单") == []


def test_a_contract_and_a_village_together_are_wrong_usage(clerk: Clerk) -> None:
    """One of them would be dropped in silence."""
    assert clerk.run("statement", ELDERS, "--village", "石桥村").exit_code == 2


def test_a_year_in_which_the_two_of_a_couple_fared_differently_is_told_by_name(clerk: Clerk) -> None:
    """Else nobody could say whose money the row is; a year in which both fared alike is one row."""
    paid = clerk.rows(
        "select o.id, o.label, o.amount_fen, y.role from obligations o join contracts c on c.id = o.contract_id"
        f" join obligation_payees y on y.obligation_id = o.id where c.number = '{ELDERS}' order by o.id"
    )
    for row in paid:
        if row["label"] in {"2027年度", "2028年度"} or (row["label"], row["role"]) == ("2026年度", "wife"):
            clerk.done("record", "payment", ELDERS, "--obligation", str(row["id"]), "--amount",
                       f"{row['amount_fen'] / 100:.2f}", "--voucher", f"V{row['id']}", "--on", "2028-11-21",
                       now=LATER)  # fmt: skip
    clerk.done("statement", ELDERS, now=LATER)
    (page,) = clerk.papers("对账单")
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(page)).tables[0].rows]
    support = [row for row in rows if row[0].startswith("202")]

    assert [(row[0], row[2], row[4]) for row in support if not row[0].startswith("2028")] == [
        ("2026年度（周桂兰）", "800元", "0元"), ("2026年度（沈大河）", "800元", "800元"),
        ("2027年度", "1,920元", "0元"), ("2029年度", "320元", "320元"),
    ]  # fmt: skip
    this_year = {row[0] for row in support if row[0].startswith("2028")}
    assert this_year == {"2028年度（周桂兰）", "2028年度（沈大河）"}


def test_a_family_with_several_contracts_reads_the_sum_of_all_and_nothing_of_what_one_signed_alone(
    clerk: Clerk,
) -> None:
    """What a family gets is asked of its household; a paper of one of the two is told to that one."""
    clerk.done("draft", "mutual_pledge", clerk.folder / "名册.csv", "--batch", "2026B", "--signing", SIGNED, "-o",
               clerk.folder)  # fmt: skip
    clerk.done("register", clerk.folder / "mutual_pledge_2026B", "--signed-on", SIGNED)
    roster = clerk.folder / "一人.csv"
    with roster.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, ("1组", *ROWS[0][1:4], "", "", "", ROWS[0][7], *[""] * 5)])
    clerk.done("draft", "township_service_contract", roster, "--batch", "2026C", "--signing", SIGNED, "-o",
               clerk.folder)  # fmt: skip
    clerk.done("register", clerk.folder / "township_service_contract_2026C", "--signed-on", SIGNED)
    (owed,) = clerk.rows(
        "select sum(z.outstanding_fen) as fen from obligation_status z join contracts c on c.id = z.contract_id"
        f" where z.side = 'office' and (c.number = '{ELDERS}' or c.number like '%-承诺-2026B-001')"
    )
    clerk.done("statement", ELDERS)
    text = clerk.text("对账单")

    assert "其他合同编号：429999101201-承诺-2026B-001。" in text
    assert f"各份合同合计欠您：{yuan(owed['fen'])}。" in text
    assert "2026C" not in text


def test_what_a_family_borrowed_stands_on_the_page_of_its_contract(clerk: Clerk) -> None:
    """Lent, returned, open, the next day; as of the day asked for. One entered without a contract is on no page."""
    lend = ("books", "record", "support_funds", "--village", "上坪村", "--on", "2026-04-01",
            "--set", "household=周桂兰", "--set", "fund=周转金", "--set", "purpose=养殖启动",
            "--set", "payee_class=家庭", "--set", "repayable=是", "--set")  # fmt: skip
    clerk.done(*lend, "amount_fen=900", "--set", "instalments=2026-06-30=300；2026-12-31=600", "--contract", ELDERS)
    clerk.done(*lend, "amount_fen=5000", "--set", "instalments=2026-12-31=5000")
    clerk.done("books", "record", "support_repayments", "--follows", "1", "--set", "amount_fen=300", "--set",
               "voucher=收1", "--on", "2026-07-20")  # fmt: skip
    clerk.done("statement", ELDERS)
    clerk.done("statement", ELDERS, "--as-of", "2026-07-01", "-o", clerk.folder / "七月")
    clerk.done("statement", CHILD_2014, "-o", clerk.folder / "别家")

    assert ("您借用的周转金（无息）金额：900元，已还金额：300元，还没有还的金额：600元，下一期日期：2026年12月31日，"
            "没有按期还的不影响您享有的奖励。") in clerk.text("对账单")  # fmt: skip
    assert "已还金额：0元，还没有还的金额：900元，下一期日期：2026年6月30日" in clerk.text("七月")
    assert "周转金" not in clerk.text("别家")
