"""What goes to the bank and what comes back. Account numbers pass through and are kept nowhere.

A line of the bank file carries our reference (``FF12-34``: run 12, line 34); the return is matched by it alone, never
by name or account. A return file is taken whole or not at all.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from contracts.errors import InputError, LedgerError
from contracts.files import write_whole
from contracts.listing import Listing, csv_bytes, write_xlsx
from contracts.model import Problem
from contracts.numerals import yuan
from contracts.rewards.programme_packs import EXITS
from ledger.entries import record_payment
from ledger.masking import masked_name
from ledger.paying.payruns import PayLine, PayRun, pay_run, record_return, waiting
from ledger.paying.slips import Slip, read_slips
from ledger.store import Ledger, Row, Transaction
from ledger.wording import BODIES

_ACCOUNTS = {
    "id_number": ("身份证号", "身份证号码", "公民身份号码"),
    "account": ("账号", "银行账号", "卡号", "账户", "银行卡号", "一卡通账号"),
    "holder?": ("户名", "账户名", "姓名"),
}
_PAID = ("实付金额", "实发金额", "交易金额")
_RETURN = {
    "reference": ("明细号", "附言", "摘要", "业务参考号"),
    "amount": ("金额", *_PAID),
    "paid?": _PAID,  # many a bank sends our file back with columns of its own: 金额 is then what we had asked for
    "outcome": ("结果", "处理结果", "状态", "交易状态"),
    "reason?": ("失败原因", "原因", "备注"),
    "day?": ("日期", "交易日期", "处理日期"),
    "voucher?": ("凭证号", "流水号", "交易流水号"),
}
_EXITS = {
    "id_number": ("身份证号", "身份证号码", "公民身份号码"),
    "reason": ("原因", "变动原因", "退出原因"),
    "day?": ("日期", "死亡日期", "变动日期"),
}
_EXIT_WORDS = {
    "死亡": "died", "去世": "died", "迁出": "moved_out", "户籍迁出": "moved_out", "农转非": "urban",
    "再生育": "family_changed", "收养": "family_changed", "家庭子女数发生变化": "family_changed",
    "服刑": "serving_sentence", **{label: code for code, label in EXITS.items()},
}  # fmt: skip
"""How an office writes an exit (domain §5.3), its own words and those the program prints → the code."""
_DONE = {"成功", "已付", "交易成功", "处理成功", "已入账"}
_FAILED = {"失败", "退回", "交易失败", "处理失败", "退汇", "未入账"}
_PENDING = {"处理中", "待处理", "未处理", "已受理"}
_TOTALS = {"", "合计", "总计", "小计", "共计"}
_REFERENCE = re.compile(r"FF(\d+)-(\d+)")
Cell = TypeVar("Cell")


def read_accounts(path: Path) -> dict[str, tuple[str, str]]:
    """Return ID number → ``(account, holder)`` from the sheet an office keeps; holder may be empty.

    Raises:
        InputError: A row without a valid ID number or account, or two accounts for one person.
    """
    found: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    for slip in read_slips(path, _ACCOUNTS):
        try:
            id_number, account = slip.id_number("id_number"), slip.account("account")
        except ValueError as error:
            problems.append(_wrong(slip, error))
            continue
        if found.get(id_number, (account,))[0] != account:
            problems.append(Problem(where=slip.where, message="同一个人有两个账号", hint="请只留一个"))
        found[id_number] = (account, slip.text("holder"))
    if problems:
        raise InputError(f"账号表有 {len(problems)} 处问题，没有导出。", problems)
    return found


def read_exits(path: Path) -> dict[str, tuple[str, str]]:
    """Return ID number → ``(reason code, note)`` from a list of deaths and moves, e.g. of the civil affairs office.

    Raises:
        InputError: A row without a valid ID number, or a reason nobody knows.
    """
    found: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    for slip in read_slips(path, _EXITS):
        try:
            id_number, words, day = slip.id_number("id_number"), slip.text("reason"), slip.day("day")
        except ValueError as error:
            problems.append(_wrong(slip, error))
            continue
        if words in _EXIT_WORDS:
            note = f"名单{day}，" if day else "名单，"
            found[id_number] = (_EXIT_WORDS[words], f"{note}核对后付给本人或者继承人")
        else:
            known = "、".join(_EXIT_WORDS)
            problems.append(Problem(where=slip.where, message=f"原因“{words}”不认识", hint=f"请填：{known}"))
    if problems:
        raise InputError(f"变动名单有 {len(problems)} 处问题，没有编制。", problems)
    return found


def bank_lines(ledger: Ledger, run: PayRun, accounts: Mapping[str, tuple[str, str]]) -> Listing:
    """Return what the bank is given: one line for each promise that waits for payment.

    Raises:
        InputError: A payee without an account; every one of them is named.
    """
    rows: list[tuple[str | int | None, ...]] = []
    problems: list[Problem] = []
    for number, line in enumerate(waiting(ledger, run), 1):
        payee = _payee(ledger, line, accounts)
        if payee is None:
            hint = "在账号表里补上其中一人的身份证号和账号；没有账号的另行发放后用 shouyue record payment 登记"
            if line.role:
                hint = "在账号表里补上本人的身份证号和账号；没有账号的另行发放后用 shouyue record payment 登记"
            problems.append(Problem(where=line.contract, message=f"{masked_name(line.payee)} 没有账号", hint=hint))
            continue
        holder, account = payee
        rows.append((number, holder, account, line.amount_fen, f"{line.label} {reference(run, line)}".strip(),
                     reference(run, line)))  # fmt: skip
    if problems:
        raise InputError(f"有 {len(problems)} 户没有账号，没有导出。", problems)
    if not rows:
        problem = Problem(where=run.name, message="没有等待付款的明细", hint="用 shouyue pay list 查看")
        raise InputError("没有导出。", [problem])
    return Listing(columns=(("number", "序号"), ("holder", "户名"), ("account", "账号"), ("amount_fen", "金额（元）"),
                            ("purpose", "用途"), ("reference", "明细号")), rows=tuple(rows))  # fmt: skip


def reference(run: PayRun, line: PayLine) -> str:
    """Return the mark by which the bank's answer is recognised."""
    return f"FF{run.id}-{line.line}"


def write_bank_file(listing: Listing, path: Path) -> str:
    """Write the bank file, ``.xlsx`` or ``.csv`` by its name; returns its SHA-256."""
    if path.suffix.lower() == ".xlsx":
        write_xlsx(listing, path, "代发明细")
    else:
        write_whole(path, csv_bytes(listing))
    path.chmod(0o600)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _payee(ledger: Ledger, line: PayLine, accounts: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Return holder and account of the one it is for; of a household, of the first person who has one."""
    sql = """
        select name, id_number from persons
        where party_id = :payee and role <> 'child' and :role in ('', role)
        order by gender = (
            select case f.value ->> 1 when '女方' then 'female' when '男方' then 'male' end
            from contracts c, json_each(c.draft_json, '$.facts') f
            where c.number = :contract and f.value ->> 0 = 'confirmed_for') desc, id
    """
    for person in ledger.rows(sql, {"payee": line.payee_id, "role": line.role, "contract": line.contract}):
        if person["id_number"] in accounts:
            account, holder = accounts[person["id_number"]]
            return holder or person["name"], account
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What the bank says of one line."""

    where: str
    reference: str
    amount_fen: int
    is_paid: bool
    reason: str
    happened_on: date
    voucher: str


def read_return(path: Path, *, today: date, voucher: str = "") -> tuple[tuple[Returned, ...], tuple[Problem, ...]]:
    """Return the bank's answers, in the order of its file, and every fault of every row.

    A faulty row whose reference can be read is among the answers too, with no payment in it, so that
    :func:`reconcile` can say what else is wrong with it. A line that the bank still works on is no answer, and the sum
    below the lines is none where it is right.

    Args:
        path: The bank's return file.
        today: The day of payment where the file says none.
        voucher: The voucher where the file has none for a line; without either a payment is not taken.

    Raises:
        InputError: The file has not the columns, or cannot be read.
    """
    found: list[Returned] = []
    problems: list[Problem] = []
    slips = read_slips(path, _RETURN)
    if not slips:
        problem = Problem(where=path.name, message="表头下面一行也没有", hint="请向银行重新索取")
        raise InputError("没有核销。", [problem])
    for slip in slips:
        sums = {sum(item.amount_fen for item in found), sum(item.amount_fen for item in found if item.is_paid)}
        if _closes(slip, sums):
            continue
        answer, faults = _returned(slip, today, voucher)
        found += [answer] if answer.reference and slip.cells["outcome"] not in _PENDING else []
        problems += faults
    return tuple(found), tuple(problems)


def _closes(slip: Slip, sums: Collection[int]) -> bool:
    """Whether a row names no payment: a remark below the lines, or their sum."""
    said = {key: str(slip.cells.get(key, "")).strip() for key in ("reference", "outcome", "amount", "paid")}
    if said["reference"] not in _TOTALS or said["outcome"] not in _TOTALS:
        return False
    if not said["amount"] and not said["paid"]:
        return True
    try:
        return {slip.fen(key) for key in ("amount", "paid") if said[key]} <= set(sums)
    except ValueError:
        return False


def _returned(slip: Slip, today: date, voucher: str) -> tuple[Returned, list[Problem]]:
    """Return what a row says, as far as it can be understood, and each of its faults."""
    faults: list[Problem] = []

    def told(read: Callable[[str], Cell], key: str, otherwise: Cell) -> Cell:
        try:
            return read(key)
        except ValueError as error:
            faults.append(_wrong(slip, error))
            return otherwise

    mark, outcome = told(slip.text, "reference", ""), told(slip.text, "outcome", "")
    reason, number = told(slip.text, "reason", ""), told(slip.text, "voucher", "") or voucher
    key = "paid" if "paid" in slip.cells else "amount"
    is_empty = outcome in _FAILED and not str(slip.cells.get(key, "")).strip()  # nothing was paid
    amount_fen, happened_on = 0 if is_empty else told(slip.fen, key, 0), told(slip.day, "day", None)
    match = _REFERENCE.search(mark)
    said = (
        (not mark, "没有明细号，不知道是哪一笔，请向银行核对"),
        (bool(mark) and match is None, f"明细号“{_without_numbers(mark)}”不认识，请照银行文件的“明细号”一栏填写"),
        (outcome not in _DONE | _FAILED | _PENDING, f"结果“{outcome}”不认识，请改为成功或失败"),
        (outcome in _FAILED and not reason, "没有写失败原因，请向银行问明后填写"),
        (any(word in reason for word in BODIES), "失败原因写了身体情况，请改成不涉及身体情况的原因"),
        (outcome in _DONE and not number, "没有凭证号，请在“凭证号”一栏填写，或用 --voucher 指明"),
    )
    faults += [_wrong(slip, ValueError(words)) for applies, words in said if applies]
    answer = Returned(
        where=slip.where, reference=match[0] if match else "", amount_fen=amount_fen,
        is_paid=outcome in _DONE and not faults, reason=_without_numbers(reason), happened_on=happened_on or today,
        voucher=number,
    )  # fmt: skip
    return answer, faults


def _without_numbers(reason: str) -> str:
    """Return a bank's reason; an account, ID or telephone number it quotes is not kept."""
    return re.sub(r"\d[\d\-]{5,}[\dXx]?", "***", unicodedata.normalize("NFKC", reason))


def _without_names(reason: str, line: PayLine) -> str:
    """Return a bank's reason; whose account it is stands beside it already, and is masked there."""
    for name in line.payee.split("、"):
        reason = reason.replace(name, masked_name(name))
    return reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What became of a run: lines paid in full, in part, failed, and those of which the bank said nothing."""

    paid: tuple[PayLine, ...]
    partly: tuple[PayLine, ...]
    failed: tuple[tuple[PayLine, str], ...]
    silent: tuple[PayLine, ...]
    paid_fen: int


def reconcile(
    tx: Transaction, name: str, answers: Sequence[Returned], *, file_sha256: str, unread: Sequence[Problem] = ()
) -> Reconciled:
    """Record what the bank paid and what it did not; what failed is due as before.

    ``unread`` are the faults :func:`read_return` found: they are told together with those found here.

    Raises:
        LedgerError: No such run.
        InputError: An unknown line, a line twice or answered before, more than was asked for, a run not exported, a
            payment that the ledger refuses; every fault of every row.
    """
    run = pay_run(tx, name)
    open_lines = {reference(run, line): line for line in waiting(tx, run)}
    known = {reference(run, line) for line in run.lines}
    problems = [*unread, *_faults(run, answers, open_lines, known)]
    told = {problem.where for problem in problems}
    paid: list[PayLine] = []
    partly: list[PayLine] = []
    failed: list[tuple[PayLine, str]] = []
    for answer in answers:
        line = open_lines.pop(answer.reference, None)
        if line is None or answer.where in told:
            continue
        reason = _without_names(answer.reason, line)
        row: Row = {"pay_line_id": line.line, "happened_on": answer.happened_on.isoformat(), "reason": reason}
        if answer.is_paid:
            try:
                entry = record_payment(tx, line.obligation, happened_on=answer.happened_on, voucher=answer.voucher,
                                       amount_fen=answer.amount_fen, note=f"{run.name} {answer.reference}")  # fmt: skip
            except LedgerError as error:
                problems += [replace(problem, where=answer.where) for problem in error.problems]
                continue
            row |= {"outcome": "paid", "entry_id": entry.id}
            (paid if answer.amount_fen == line.amount_fen else partly).append(line)
        else:
            row |= {"outcome": "failed"}
            failed.append((line, reason))
        tx.record(f"pay_line_{row['outcome']}", name, {}, {"pay_results": [row]})
    if problems:
        raise InputError(f"回盘有 {len(problems)} 处问题，批次 {name} 没有核销任何一笔。", problems)
    record_return(tx, run, file_sha256=file_sha256)
    return Reconciled(
        paid=tuple(paid), partly=tuple(partly), failed=tuple(failed), silent=tuple(open_lines.values()),
        paid_fen=sum(answer.amount_fen for answer in answers if answer.is_paid),
    )  # fmt: skip


def _faults(
    run: PayRun, answers: Sequence[Returned], open_lines: Mapping[str, PayLine], known: set[str]
) -> Iterator[Problem]:
    if run.state not in {"exported", "closed"}:
        yield Problem(where=run.name, message="这一批还没有交银行", hint="先批准并导出")
        return
    seen: set[str] = set()
    for answer in answers:
        line = open_lines.get(answer.reference)
        if answer.reference in seen:
            yield Problem(where=answer.where, message=f"{answer.reference} 出现两次", hint="向银行核对是否重复付款")
        elif answer.reference not in known:
            message = f"{answer.reference} 不是这一批的明细"
            yield Problem(where=answer.where, message=message, hint="核对是不是别的批次的回盘")
        elif line is None:
            message = f"{answer.reference} 已经核销过"
            yield Problem(where=answer.where, message=message, hint="不要重复导入；从表里删去这一行")
        elif answer.happened_on < run.prepared_on:
            message = f"日期 {answer.happened_on} 在编制这一批（{run.prepared_on}）以前"
            yield Problem(where=answer.where, message=message, hint="向银行核对日期，或者核对是不是别的批次的回盘")
        elif answer.is_paid and not 0 < answer.amount_fen <= line.amount_fen:
            message = f"金额 {yuan(answer.amount_fen)}不在 0.01 元至应付 {yuan(line.amount_fen)}之间"
            yield Problem(where=answer.where, message=message, hint="向银行核对；多付的另行追回，不能记入这一笔")
        seen.add(answer.reference)


def _wrong(slip: Slip, error: ValueError) -> Problem:
    message, _, hint = str(error).partition("，")
    return Problem(where=slip.where, message=message, hint=hint or "核对后改正")
