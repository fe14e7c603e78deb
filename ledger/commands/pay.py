"""``shouyue pay``: a payment run from the list of what is due to the bank's answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, FILE, OUT_FILE, Output, as_of_option, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import InputError
from contracts.listing import PAGE_WIDTH, Listing, wrapped
from contracts.model import Problem
from contracts.numerals import yuan
from ledger.commands.desk import opened, writer
from ledger.commands.known import refuse_unknown
from ledger.commands.pay_papers import print_list, print_notices
from ledger.commands.titles import programme_titles
from ledger.commands.unmasking import note_whole, note_within, shown_as, whole_on_request

if TYPE_CHECKING:
    from ledger.paying.payruns import Change, PayRun

_RUNS = (
    ("name", "批次"), ("state", "状态"), ("due_by", "到期至"), ("prepared_by", "编制"), ("approved_by", "批准"),
    ("lines", "笔数"), ("amount_fen", "金额（元）"), ("paid_fen", "已付（元）"), ("failed", "未成"), ("held", "未列入"),
)  # fmt: skip
_LINES = (
    ("line", "明细"), ("village", "村"), ("payee", "给"), ("what", "项目"), ("due_on", "到期日"),
    ("amount_fen", "金额（元）"), ("held_because", "未列入的原因"), ("contract", "合同编号"),
    ("obligation", "编号"),
)  # fmt: skip
_SHEET = FILE


@click.group("pay")
def command() -> None:
    """发放：编制、批准、交银行、核销，花名册和告知书。

    一人编制，另一人批准。账号只在导出时从账号表读入，不进台账。没有发成的照旧应发，不会过期。
    """


@command.command("prepare")
@click.argument("name")
@click.option("--by", "due_by", type=DATE, metavar="DATE", help="到这一天为止到期的，默认今天")
@click.option("--programme", default="", metavar="CODE", help="只发一个项目，如 reward_support")
@click.option("--village", default="", metavar="NAME", help="只发一个村")
@click.option("--exits", type=_SHEET, metavar="SHEET", help="死亡、迁出名单：身份证号、原因、日期")
@click.option("--pay-both", "both", multiple=True, metavar="NUMBER",
              help="核对过：这份合同与另一份约定的是两笔不同的钱，可写几次")  # fmt: skip
@click.option("--still-here", "here", multiple=True, metavar="NUMBER",
              help="核对过：以前的名单弄错了，这份合同的人没有死亡、退出，可写几次")  # fmt: skip
@whole_on_request
@dry_run
@listing_options
@pass_session
def prepare_run(
    session: Session, name: str, due_by: date | None, programme: str, village: str, exits: Path | None,
    both: tuple[str, ...], here: tuple[str, ...], *, why: str, dry_run: bool, output: Output,
) -> None:  # fmt: skip
    """编制一批：到那一天为止到期未付的全部列入；登记了死亡、退出的，另一份合同已经约定过的，先不发。

    名单上的人，以后各批也先不发，直到核对过。与上一批相比，谁是新的、谁不在了、为什么，一并列出；今天还没有到期的，
    有几笔、多少钱也说明。姓名隐去一部分。

    例：shouyue pay prepare 2026下半年 --by 2026-12-31 --programme reward_support
    """
    from ledger.faults import Faults
    from ledger.paying.bankfile import read_exits
    from ledger.paying.comparison import changes, run_before
    from ledger.paying.payruns import prepare

    faults = Faults()
    gone = faults.of(lambda: read_exits(exits)) if exits else {}
    with opened(session) as ledger:
        with ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
            refuse_unknown(session, tx, {"programme": programme, "village": village})
            day = due_by or session.today
            made = faults.of(lambda: prepare(
                tx, name, due_by=day, programme=programme, village=village, exits=gone, both=both, here=here,
            ))  # fmt: skip
            faults.refuse()
            assert made is not None  # noqa: S101 - else it was refused
            run = made
            differences = changes(tx, run)
            is_first = run_before(tx, run) is None
            rows = len(run.lines) + len(run.held) + len(differences)
            note_within(tx, "pay prepare", {"name": name}, why="" if dry_run else why, rows=rows)
        note_whole(session, ledger, "pay prepare", {"name": name}, why=why if dry_run else "", rows=rows)
    _show(session, run, output, why)
    titles = programme_titles(session)
    say(*(_difference(item, titles, shown_as(why)) for item in differences))
    if is_first:
        say("以前没有同一项目、同一村范围的批次，没有可比的。")
    early = [line for line in run.lines if line.due_on > session.today]
    if early:
        sums, soonest = yuan(sum(line.amount_fen for line in early)), min(line.due_on for line in early)
        say(f"其中 {len(early)} 笔、{sums}今天还没有到期，最早的 {soonest} 到期；交银行前再核对死亡、退出。")
    what = f"{len(run.lines)} 笔，{yuan(run.amount_fen)}；未列入 {len(run.held)} 笔"
    say(f"试运行：可以编制 {what}。台账未动。" if dry_run else f"已编制 {name}：{what}。下一步由另一人批准。")


@command.command("approve")
@click.argument("name")
@click.option("--exits", type=_SHEET, metavar="SHEET", help="编制以后的死亡、迁出名单：身份证号、原因、日期")
@dry_run
@pass_session
def approve_run(session: Session, name: str, exits: Path | None, *, dry_run: bool) -> None:
    """批准一批；编制的人不能批准自己的，编制以后有人去世、退出的不能批准。

    例：shouyue --operator 李主任 pay approve 2026下半年
    """
    from ledger.faults import Faults
    from ledger.paying.bankfile import read_exits
    from ledger.paying.payruns import approve

    faults = Faults()
    gone = faults.of(lambda: read_exits(exits)) if exits else {}
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        run = faults.of(lambda: approve(tx, name, exits=gone))
        faults.refuse()
    assert run is not None  # noqa: S101 - else it was refused
    what = f"{len(run.lines)} 笔，{yuan(run.amount_fen)}"
    if dry_run:
        say(f"试运行：可以批准 {what}。台账未动。")
        return
    tell(f"{run.prepared_by}编制、{run.approved_by}批准：{name}，{what}。")


@command.command("cancel")
@click.argument("name")
@click.option("--because", required=True, metavar="TEXT", help="为什么取消")
@dry_run
@pass_session
def cancel_run(session: Session, name: str, because: str, *, dry_run: bool) -> None:
    """取消还没有交银行的一批；里面的钱照旧应发。

    例：shouyue pay cancel 2026下半年 --because 标准有误，重新编制
    """
    from ledger.paying.payruns import cancel

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        run = cancel(tx, name, because=because)
    if dry_run:
        say(f"试运行：{name} 可以取消。台账未动。")
        return
    tell(f"已取消 {name}，{len(run.lines)} 笔照旧应发。")


@command.command("export")
@click.argument("name")
@click.option("--accounts", required=True, type=_SHEET, metavar="SHEET", help="账号表：身份证号、账号、户名")
@click.option("--exits", type=_SHEET, metavar="SHEET", help="批准以后的死亡、迁出名单：身份证号、原因、日期")
@click.option("-o", "--out", required=True, type=OUT_FILE, metavar="FILE",
              help="银行文件，.xlsx 或 .csv")  # fmt: skip
@dry_run
@pass_session
def export_run(
    session: Session, name: str, accounts: Path, exits: Path | None, out: Path, *, dry_run: bool
) -> None:
    """写出交银行的文件。账号只在这个文件里，不进台账；用完请删除。

    例：shouyue pay export 2026下半年 --accounts 账号.xlsx -o 代发.xlsx
    """
    from ledger.faults import Faults
    from ledger.paying.bankfile import bank_lines, read_accounts, read_exits, write_bank_file
    from ledger.paying.payruns import exportable, pay_run, record_export

    faults, listing = Faults(), None
    if out.suffix.lower() not in {".xlsx", ".csv"}:
        problem = Problem(where=str(out), message="不是 .xlsx 或 .csv", hint="银行文件写作 .xlsx 或 .csv")
        faults.add(InputError("没有导出。", [problem]))
    if out.exists():
        problem = Problem(where=str(out), message="已经有这个文件", hint="换一个名称；不覆盖任何文件")
        faults.add(InputError("没有导出。", [problem]))
    with ExitStack() as undo, opened(session) as ledger:
        known = faults.of(lambda: read_accounts(accounts))
        gone = faults.of(lambda: read_exits(exits) if exits else {})
        with ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
            run = faults.of(lambda: pay_run(tx, name))
            if run:
                faults.of(lambda: exportable(tx, name, exits=gone))
                listing = None if known is None else faults.of(lambda: bank_lines(ledger, run, known))
            faults.refuse()
            assert listing is not None  # noqa: S101 - else it was refused
            undo.callback(out.unlink, missing_ok=True)  # no file with accounts is left of what was refused
            sha256 = "0" * 64 if dry_run else write_bank_file(listing, out)
            record_export(tx, name, file_sha256=sha256, exits=gone)
        undo.pop_all()
    if dry_run:
        say(f"试运行：可以导出 {len(listing.rows)} 笔。未写任何文件，台账未动。")
        return
    tell(f"{out}：{len(listing.rows)} 笔。")
    say("文件里有账号，只交银行；银行回盘后：shouyue pay reconcile")
    if out.suffix.lower() == ".csv":
        say("CSV 不要用 Excel、WPS 打开再保存：账号开头的 0 和末几位会丢；要看的，另导出一份 .xlsx。")


@command.command("reconcile")
@click.argument("name")
@click.argument("sheet", type=_SHEET)
@click.option("--voucher", default="", metavar="TEXT", help="回盘没有凭证号时，这一批的凭证号")
@whole_on_request
@dry_run
@pass_session
def reconcile_run(session: Session, name: str, sheet: Path, voucher: str, *, why: str, dry_run: bool) -> None:
    """按银行回盘核销：成功的记付款和凭证号，失败的记原因、照旧应发；有一行对不上就一笔也不记。

    SHEET 的栏目：明细号、金额、结果（成功或失败）、原因、日期、凭证号。没有付成的逐笔说明，姓名隐去一部分。

    例：shouyue pay reconcile 2026下半年 回盘.xlsx --voucher 记-0118
    """
    import hashlib

    from ledger.faults import Faults
    from ledger.paying.bankfile import read_return, reconcile
    from ledger.paying.payruns import pay_run

    faults = Faults()
    with opened(session) as ledger:
        answers, unread = faults.of(lambda: read_return(sheet, today=session.today, voucher=voucher)) or ((), ())
        sha256 = hashlib.sha256(sheet.read_bytes()).hexdigest()
        with ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
            faults.of(lambda: pay_run(tx, name))
            faults.refuse()
            done = reconcile(tx, name, answers, file_sha256=sha256, unread=unread)
            rows = len(done.failed) + len(done.partly) + len(done.silent)
            note_within(tx, "pay reconcile", {"name": name}, why="" if dry_run else why, rows=rows)
        note_whole(session, ledger, "pay reconcile", {"name": name}, why=why if dry_run else "", rows=rows)
    shown = shown_as(why)
    say(*(f"{line.contract} {shown(line.payee)}：未付成（{told}），照旧应发" for line, told in done.failed))
    say(*(f"{line.contract} {shown(line.payee)}：只付了一部分，其余照旧应发" for line in done.partly))
    say(*(f"{line.contract} {shown(line.payee)}：银行没有回音，请追问" for line in done.silent))
    figures = (
        f"付清 {len(done.paid)} 笔，付一部分 {len(done.partly)} 笔，未成 {len(done.failed)} 笔，"
        f"未回 {len(done.silent)} 笔；共付 {yuan(done.paid_fen)}"
    )
    if dry_run:
        say(f"试运行：{figures}。台账未动。")
        return
    tell(f"{name}：{figures}。")


@command.command("list")
@click.argument("name", required=False)
@as_of_option
@whole_on_request
@listing_options
@pass_session
def list_runs(session: Session, name: str | None, as_of: date | None, *, why: str, output: Output) -> None:
    """列出各批；写 NAME 就列出一批的明细和未列入的原因，姓名隐去一部分。一批的明细编好就不再变。"""
    from ledger.paying.payruns import STATES, pay_run
    from ledger.paying.runlist import pay_runs

    with opened(session, read_only=not why) as ledger:
        if name is not None:
            run = pay_run(ledger, name)
            note_whole(session, ledger, "pay list", {"name": name}, why=why, rows=len(run.lines) + len(run.held))
            _show(session, run, output, why)
            return
        found = pay_runs(ledger, as_of=as_of or session.today)
    rows = tuple(tuple({**row, "state": STATES[row["state"]]}[key] for key, _ in _RUNS) for row in found)
    output.show(Listing(columns=_RUNS, rows=rows), "发放批次")


def _show(session: Session, run: PayRun, output: Output, why: str) -> None:
    coded = output.json or output.jsonl or output.csv
    titles = {} if coded else programme_titles(session)
    rows = tuple(_rows(run, titles, shown_as(why)))
    output.show(Listing(columns=_LINES, rows=rows), f"发放 {run.name}", screen=_page(run, titles, shown_as(why)))


def _page(run: PayRun, titles: Mapping[str, str], name: Callable[[str], str]) -> Iterator[str]:
    """Yield what a clerk reads: what is paid and what is held back, two lines for each sum.

    A table of these columns is wider than a screen, and a contract's number must stay whole to be copied.
    """
    for head, lines in (("列入", run.lines), ("未列入", run.held)):
        if lines:
            yield f"{head}：{len(lines)} 笔，{yuan(sum(line.amount_fen for line in lines))}"
        for line in lines:
            mark = f"明细 {line.line}" if line.line else ""
            cells = (mark, str(line.due_on), yuan(line.amount_fen), line.contract, f"编号 {line.obligation}")
            yield "  " + "  ".join(filter(None, cells))
            what = f"{titles.get(line.programme, line.programme)} {line.label}".strip()
            words = f"{line.village} {name(line.payee)}：{what}" + (f"；{line.why_held}" if line.why_held else "")
            yield from (f"      {part}" for part in wrapped(words, PAGE_WIDTH - 6))


def _rows(
    run: PayRun, titles: Mapping[str, str], name: Callable[[str], str]
) -> Iterator[tuple[str | int | date | None, ...]]:
    for line in (*run.lines, *run.held):
        what = f"{titles.get(line.programme, line.programme)} {line.label}".strip()
        yield (line.line or None, line.village, name(line.payee), what, line.due_on, line.amount_fen, line.why_held,
               line.contract, line.obligation)  # fmt: skip


_KINDS = {"new": "新增", "gone": "不再列入", "other": "金额不同"}


def _difference(item: Change, titles: Mapping[str, str], name: Callable[[str], str]) -> str:
    sums = yuan(item.before_fen or item.now_fen)
    if item.kind == "other":
        sums = f"{yuan(item.before_fen)}→{yuan(item.now_fen)}"
    return f"{_KINDS[item.kind]}：{name(item.payee)} {titles.get(item.programme, item.programme)} {sums}，{item.why}"


command.add_command(print_list)
command.add_command(print_notices)
