"""What goes to the bank and what comes back: accounts are nowhere else, an answer is taken whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contracts.errors import InputError
from contracts.sheets import OutSheet, read_sheets, write_workbook
from ledger.paying.bankfile import bank_lines, read_accounts, read_exits, read_return, reconcile, write_bank_file
from ledger.paying.payruns import PayRun, approve, prepare, record_export
from ledger.store import Ledger
from tests.ledger.conftest import NOW

TODAY = date(2026, 11, 22)
WIFE, ACCOUNT = "429999198001010029", "6222020000000012345"
NEIGHBOUR = "429999198001010045"


def sheet(path: Path, *rows: str) -> Path:
    """Write a small CSV."""
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def run(signed_ledger: Ledger) -> PayRun:
    """Return an approved run of two lines."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        prepare(tx, "上半年", due_by=date(2026, 6, 30))
    with signed_ledger.write(by="李主任", now=NOW) as tx:
        return approve(tx, "上半年")


def faults(error: pytest.ExceptionInfo[InputError]) -> str:
    """Return everything a clerk reads."""
    assert error.value.exit_code == 3
    return "\n".join(map(str, error.value.problems))


@pytest.mark.parametrize("name", ["代发.xlsx", "代发.csv"])
def test_the_bank_file_has_account_sum_and_our_mark(
    signed_ledger: Ledger, run: PayRun, tmp_path: Path, name: str
) -> None:
    """Accounts stay texts, sums are yuan; the file is for the owner only."""
    accounts = read_accounts(sheet(tmp_path / "账号.csv", "姓名,身份证号,账号", f"王小丁,{WIFE},{ACCOUNT}",
                                   f",{NEIGHBOUR},{ACCOUNT}9"))  # fmt: skip

    write_bank_file(bank_lines(signed_ledger, run, accounts), tmp_path / name)

    (page,) = read_sheets(tmp_path / name)
    heads, first, second = [list(map(str, values)) for _, values in page.rows()]
    assert heads == ["序号", "户名", "账号", "金额（元）", "用途", "明细号"]
    assert (first[2], float(first[3]), first[5]) == (ACCOUNT, 960.0, "FF1-1")
    assert second[5] == "FF1-2"
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_no_account_is_in_the_ledger(signed_ledger: Ledger, run: PayRun, tmp_path: Path) -> None:
    """Not in a row, not in the journal."""
    accounts = {WIFE: (ACCOUNT, ""), NEIGHBOUR: (ACCOUNT, "")}
    sha256 = write_bank_file(bank_lines(signed_ledger, run, accounts), tmp_path / "a.csv")
    with signed_ledger.write(by="李主任", now=NOW) as tx:
        record_export(tx, run.name, file_sha256=sha256)

    assert ACCOUNT.encode() not in signed_ledger.path.read_bytes()


def test_a_family_without_account_stops_the_export_and_is_named(signed_ledger: Ledger, run: PayRun) -> None:
    """All of them, with what to do."""
    with pytest.raises(InputError) as caught:
        bank_lines(signed_ledger, run, {})

    assert faults(caught).count("没有账号") >= 2


def test_faults_of_the_account_sheet_are_named_without_numbers(tmp_path: Path) -> None:
    """A wrong ID number, too short an account, two accounts, a number cell that lost its digits."""
    rows = ["身份证号,账号", f"429999198001010020,{ACCOUNT}", f"{WIFE},123", f"{WIFE},{ACCOUNT}", f"{WIFE},{ACCOUNT}9"]
    with pytest.raises(InputError) as caught:
        read_accounts(sheet(tmp_path / "a.csv", *rows))
    said = faults(caught)
    assert [words in said for words in ("第 2 行", "第 3 行", "第 5 行", "两个账号")] == [True] * 4
    assert ACCOUNT not in said
    assert WIFE not in said

    write_workbook(tmp_path / "b.xlsx", [OutSheet(name="a", rows=[["身份证号", "账号"], [WIFE, float(ACCOUNT)]])])
    with pytest.raises(InputError) as caught:
        read_accounts(tmp_path / "b.xlsx")
    assert "数字格式" in faults(caught)


def test_an_exit_may_be_written_as_the_program_prints_it(tmp_path: Path) -> None:
    """§5.3: a pension, a wrong confirmation, and the label copied from a payment list."""
    for words, code in (("户籍迁出本省", "moved_out"), ("已领取职工养老待遇", "employee_pension"),
                        ("资格确认有误", "wrongly_confirmed")):  # fmt: skip
        path = sheet(tmp_path / f"{code}.csv", "身份证号,原因,日期", f"{WIFE},{words},2026-05-01")
        assert read_exits(path)[WIFE][0] == code


def test_a_list_of_exits_is_read_with_its_reasons(tmp_path: Path) -> None:
    """An unknown reason is asked about."""
    path = sheet(tmp_path / "死亡.csv", "2026年名单,,", "身份证号,原因,死亡日期", f"{WIFE},死亡,2026-05-01")
    assert read_exits(path) == {WIFE: ("died", "名单2026-05-01，核对后付给本人或者继承人")}

    with pytest.raises(InputError) as caught:
        read_exits(sheet(tmp_path / "x.csv", "身份证号,原因", f"{WIFE},不配合"))
    assert "不认识" in faults(caught)


def test_an_answer_is_read_and_its_reasons_keep_no_numbers(tmp_path: Path) -> None:
    """Dates as banks write them; the voucher of the batch where a line has none."""
    path = sheet(tmp_path / "回盘.csv", "明细号,金额,结果,原因,日期,凭证号", "FF1-1,960.00,成功,,20260705,B-7",
                 f"FF1-2,960,失败,账号 {ACCOUNT} 已销户,2026-07-05,")  # fmt: skip

    (first, second), problems = read_return(path, today=TODAY, voucher="记-1")

    assert (first.reference, first.amount_fen, first.is_paid, first.happened_on, first.voucher) == (
        "FF1-1", 960_00, True, date(2026, 7, 5), "B-7",
    )  # fmt: skip
    assert problems == ()
    assert (second.is_paid, second.reason) == (False, "账号***已销户")


def test_what_the_bank_paid_is_read_before_what_it_was_asked_for(tmp_path: Path) -> None:
    """Our own file comes back with the bank's columns at its end: 500 of 960 yuan are 500 yuan."""
    path = sheet(
        tmp_path / "回盘.csv", "序号,金额（元）,摘要,明细号,备注,实付金额（元）,处理结果,失败原因,流水号：",
        "1,960.00,奖励扶助,FF1-1,,500.00,成功,,00017", "2,960.00,奖励扶助,FF1-2,急,,失败,户名不符,",
    )  # fmt: skip

    (part, failed), problems = read_return(path, today=TODAY)

    assert problems == ()
    assert (part.reference, part.amount_fen, part.is_paid, part.voucher) == ("FF1-1", 500_00, True, "00017")
    assert (failed.is_paid, failed.reason) == (False, "户名不符")


def test_what_stands_below_the_lines_is_no_line(tmp_path: Path) -> None:
    """A sum that is right and a remark are passed over; a wrong sum is a row without a mark."""
    heads, lines = "日期,明细号,金额,结果,原因", (",FF1-1,960,成功,", ",FF1-2,40,失败,户名不符")
    right = sheet(tmp_path / "对.csv", heads, *lines, "合计,,1000.00,,", "制表人：某某,,,,")
    paid = sheet(tmp_path / "付.csv", heads, *lines, ",合计,960.00,,")
    wrong = sheet(tmp_path / "错.csv", heads, *lines, "合计,,1001.00,,")

    for path in (right, paid):
        answers, problems = read_return(path, today=TODAY, voucher="记-1")
        assert ([answer.reference for answer in answers], problems) == (["FF1-1", "FF1-2"], ())
    other = sheet(tmp_path / "别.csv", heads, ",99,40,成功,", ",6222020000000000001,40,成功,")
    assert [problem.message for problem in read_return(other, today=TODAY, voucher="记-1")[1]] == [
        "明细号“99”不认识", "明细号“***”不认识",
    ]  # fmt: skip
    assert "没有明细号" in {problem.message for problem in read_return(wrong, today=TODAY, voucher="记-1")[1]}


def test_a_line_the_bank_still_works_on_is_not_answered(tmp_path: Path) -> None:
    """Nobody has to call it paid or failed to take the others."""
    path = sheet(tmp_path / "回盘.csv", "明细号,金额,结果", "FF1-1,960,成功", "FF1-2,960,处理中")
    answers, problems = read_return(path, today=TODAY, voucher="记-1")
    assert ([answer.reference for answer in answers], problems) == (["FF1-1"], ())


def test_a_return_without_a_line_or_with_somebodys_health_is_refused(tmp_path: Path) -> None:
    """Nothing about bodies is kept, whoever wrote it; an empty answer is asked for again."""
    empty = sheet(tmp_path / "空.csv", "明细号,金额,结果")
    with pytest.raises(InputError, match="没有核销"):
        read_return(empty, today=TODAY)
    path = sheet(tmp_path / "回盘.csv", "明细号,金额,结果,原因", "FF1-1,960,失败,本人患病死亡")
    (problem,) = read_return(path, today=TODAY)[1]
    assert (problem.message, "患病" in str(problem)) == ("失败原因写了身体情况", False)


def test_a_failed_payment_needs_no_sum(tmp_path: Path) -> None:
    """A bank that paid nothing leaves the cell empty, or writes a nought."""
    path = sheet(tmp_path / "回盘.csv", "明细号,实付金额,结果,原因", "FF1-1,,失败,已销户", "FF1-2,0.00,退汇,户名不符")
    answers, problems = read_return(path, today=TODAY)
    assert [(answer.is_paid, answer.amount_fen) for answer in answers] == [(False, 0), (False, 0)]
    assert problems == ()


def test_an_answer_that_cannot_be_understood_is_refused_whole(tmp_path: Path) -> None:
    """No mark, no reason, no voucher, an unknown word, no sum: all at once."""
    path = sheet(tmp_path / "回盘.csv", "明细号,金额,结果,原因", "X,1,成功,", "FF1-1,1,失败,", "FF1-2,1,成功,",
                 "FF1-3,1,大概,", "FF1-4,,成功,")  # fmt: skip
    answers, problems = read_return(path, today=TODAY)

    assert len(problems) == 7, "the first row has neither mark nor voucher, the last neither sum nor voucher"
    assert [answer.is_paid for answer in answers] == [False] * 4
    with pytest.raises(InputError) as caught:
        read_return(sheet(tmp_path / "空.csv", "甲,乙"), today=TODAY)
    assert "明细号、金额、结果" in faults(caught)


def test_an_answer_that_is_not_of_this_run_records_nothing(signed_ledger: Ledger, run: PayRun, tmp_path: Path) -> None:
    """An unknown line, a line twice, more than was asked for; the good line beside them waits."""
    path = sheet(tmp_path / "回盘.csv", "明细号,金额,结果,凭证号", "FF1-1,960,成功,V", "FF1-1,960,成功,V",
                 "FF9-9,960,成功,V", "FF1-2,961,成功,V")  # fmt: skip
    answers, _ = read_return(path, today=TODAY)
    with signed_ledger.write(by="李主任", now=NOW) as tx:
        record_export(tx, run.name, file_sha256="0" * 64)

    with pytest.raises(InputError) as caught, signed_ledger.write(by="张会计", now=NOW) as tx:
        reconcile(tx, run.name, answers, file_sha256="0" * 64)

    said = faults(caught)
    assert [words in said for words in ("出现两次", "不是这一批", "961元")] == [True] * 3
    assert signed_ledger.rows("select 1 from pay_results") == []


def test_no_payment_is_older_than_its_run(signed_ledger: Ledger, run: PayRun, tmp_path: Path) -> None:
    """An earlier day would make a late payment punctual; a name in a reason is masked beside the masked payee."""
    name = run.lines[0].payee.split("、")[0]
    early = sheet(tmp_path / "早.csv", "明细号,金额,结果,日期,凭证号", "FF1-1,960,成功,2026-11-21,V")
    failed = sheet(tmp_path / "退.csv", "明细号,金额,结果,原因", f"FF1-1,960,失败,户名{name}不符")
    with signed_ledger.write(by="李主任", now=NOW) as tx:
        record_export(tx, run.name, file_sha256="0" * 64)

    answers, _ = read_return(early, today=TODAY)
    with pytest.raises(InputError) as caught, signed_ledger.write(by="张会计", now=NOW) as tx:
        reconcile(tx, run.name, answers, file_sha256="0" * 64)
    assert "日期 2026-11-21 在编制这一批（2026-11-22）以前" in faults(caught)

    answers, _ = read_return(failed, today=TODAY)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        done = reconcile(tx, run.name, answers, file_sha256="0" * 64)
    assert (name in done.failed[0][1], done.failed[0][1].startswith(f"户名{name[0]}")) == (False, True)


def test_an_answer_is_not_taken_twice_nor_before_the_file_went_out(
    signed_ledger: Ledger, run: PayRun, tmp_path: Path
) -> None:
    """The same file again is refused; a run that is not with the bank has no answer."""
    answers, _ = read_return(sheet(tmp_path / "r.csv", "明细号,金额,结果,凭证号", "FF1-1,960,成功,V"), today=TODAY)
    with pytest.raises(InputError) as caught, signed_ledger.write(by="张会计", now=NOW) as tx:
        reconcile(tx, run.name, answers, file_sha256="0" * 64)
    assert "还没有交银行" in faults(caught)

    with signed_ledger.write(by="李主任", now=NOW) as tx:
        record_export(tx, run.name, file_sha256="0" * 64)
        reconcile(tx, run.name, answers, file_sha256="0" * 64)
    with pytest.raises(InputError) as caught, signed_ledger.write(by="张会计", now=NOW) as tx:
        reconcile(tx, run.name, answers, file_sha256="0" * 64)
    assert "核销过" in faults(caught)


def test_faults_of_the_file_of_the_run_and_of_the_ledger_are_told_in_one_round(
    signed_ledger: Ledger, run: PayRun, tmp_path: Path
) -> None:
    """No voucher, a stranger's line without a sum, a day to come: all at once, nothing recorded."""
    with signed_ledger.write(by="李主任", now=NOW) as tx:
        record_export(tx, run.name, file_sha256="0" * 64)
    path = sheet(tmp_path / "回盘.csv", "明细号,金额,结果,原因,日期,凭证号", "FF1-1,960,成功,,,", "FF9-9,若干,大概,,,V",
                 "FF1-2,960,成功,,2027-01-05,V")  # fmt: skip
    answers, unread = read_return(path, today=TODAY)

    with pytest.raises(InputError) as caught, signed_ledger.write(by="张会计", now=NOW) as tx:
        reconcile(tx, run.name, answers, file_sha256="0" * 64, unread=unread)

    said = faults(caught)
    words = ("没有凭证号", "不是这一批", "“大概”不认识", "2027-01-05")
    assert [word in said for word in words] == [True] * len(words), said
    assert len(caught.value.problems) == 5
    assert signed_ledger.rows("select 1 from pay_results") == []
