"""``shouyue register``: what people have signed enters the ledger, with the promises of both sides."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from contracts.commands.kinds import say_version_fault
from contracts.commands.options import DATE, FILE, FOLDER, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import InputError
from contracts.model import Problem
from contracts.numerals import yuan
from ledger.commands.desk import opened, writer

_ROWS = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")


def row_numbers(text: str) -> tuple[int, ...]:
    """Return the rows that ``1,3,7-9`` names.

    Raises:
        click.UsageError: Something else is written there.
    """
    rows: list[int] = []
    for part in text.replace("，", ",").replace("、", ",").split(",") if text else ():
        found = _ROWS.fullmatch(part.strip())
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 0 < first <= last:
            raise click.UsageError(f"--only 写作 1,3,7-9，不认识“{part}”。")
        rows.extend(range(first, last + 1))
    return tuple(rows)


@click.command("register")
@click.argument(
    "batch_folder", metavar="[BATCH]", required=False, type=FOLDER
)
@click.option("--signed-on", type=DATE, metavar="DATE", help="签字页上的日期；按这一天的法律再审一次")
@click.option("--only", default="", metavar="ROWS", help="只登记这些行，如 1,3,7-9")
@click.option(
    "--history",
    "sheet",
    type=FILE,
    metavar="SHEET",
    help="登记旧合同：每行一条条款的表（xlsx、csv）",
)
@dry_run
@pass_session
def command(
    session: Session, batch_folder: Path | None, signed_on: date | None, only: str, sheet: Path | None, *, dry_run: bool
) -> None:
    """把已签的一批登记入台账，或者登记旧合同。

    BATCH 是 shouyue draft 写出的文件夹。当事人、条款和双方的承诺按签订时的样子登记，以后不再改动；
    记错了用 shouyue retract 冲销。讨论稿不能登记；签订日期比拟签订日期早一个月以上的，当时还没有文稿，
    也不能登记，按旧合同办。

    旧合同用 --history：每条条款按签订那天和今天的法律各审一次。家庭的负担随依据一起终止，无效的条款
    不约束任何人，办事单位答应的照付，收过的押金连同利息应退。涉及身体和健康的文字不录入。

    例：shouyue register service_contract_2026A --signed-on 2026-03-05 --only 1,3

    例：shouyue register --history 旧合同.xlsx --dry-run
    """
    if (batch_folder is None) == (sheet is None):
        raise click.UsageError("写一个批次文件夹 BATCH，或者用 --history 指明旧合同登记表，二者选一。")
    if sheet is not None:
        if signed_on or only:
            raise click.UsageError("--signed-on 和 --only 只用于批次；旧合同的签订日期写在表里。")
        _register_history(session, sheet, dry_run=dry_run)
    elif batch_folder is not None:
        if signed_on is None:
            raise click.UsageError("缺少 --signed-on：签字页上的日期。")
        _register_batch(session, batch_folder, signed_on, only, dry_run=dry_run)


def _register_batch(session: Session, batch_folder: Path, signed_on: date, only: str, *, dry_run: bool) -> None:
    from contracts.papers.batch import read_batch
    from ledger.double_promises import warnings
    from ledger.past_services import past_services
    from ledger.register import register
    from ledger.signing import signed_papers

    rows, by = row_numbers(only), writer(session)
    with opened(session) as ledger:
        batch = read_batch(batch_folder)
        if batch.for_discussion:
            problem = Problem(where=str(batch_folder), message="是讨论稿", hint="定稿后不带 --for-discussion 重新起草")
            raise InputError("没有登记任何一份。", [problem])
        papers = signed_papers(batch, batch.only(rows), signed_on=signed_on)
        done = register(ledger, papers, signed_on=signed_on, by=by, now=session.now, dry_run=dry_run)
    say(*map(str, warnings(double for item in done for double in item.doubles)))
    say(*map(str, past_services(done, signed_on)))
    say_version_fault(session, batch.kind)
    promised = sum(item.obligations for item in done)
    if dry_run:
        say(f"试运行：{len(done)} 份可以登记，含 {promised} 项承诺。台账未动。")
        return
    tell(f"已登记 {len(done)} 份，{promised} 项承诺。")
    say("下一步：shouyue due --by 日期，看谁欠谁什么。")


def _register_history(session: Session, sheet: Path, *, dry_run: bool) -> None:
    from contracts.kinds import find_kind, load_kinds, shipped_folder
    from contracts.past.history import KIND, Desk, old_contracts
    from contracts.past.history_sheet import read_history
    from contracts.past.interest import extended, shipped_rates
    from ledger.history import register_history

    by = writer(session)
    with opened(session) as ledger:
        kind = find_kind(load_kinds(shipped_folder(), session.folder / "templates"), KIND)
        desk = Desk(kind=kind, office=session.office(), as_of=session.today, programmes=session.programmes())
        reading = read_history(sheet)
        old = old_contracts(reading, desk)
        rates, own = shipped_rates(), session.folder / "rates.toml"
        if own.is_file():
            rates = extended(rates, own.read_bytes())
        done = register_history(
            ledger, old, template=kind.template_path("zh_CN").read_bytes(), sheet_sha256=reading.file_sha256,
            by=by, now=session.now, rates=rates, dry_run=dry_run,
        )  # fmt: skip
    say(*map(str, done.notes))
    figures = (
        f"{len(done.contracts)} 份旧合同：办事单位承诺 {yuan(done.promised_fen)}，应退 {yuan(done.refund_fen)}，"
        f"利息 {yuan(done.interest_fen)}；家庭负担 {done.lapsed} 项已随依据终止"
    )
    if dry_run:
        say(f"试运行：可以登记 {figures}。台账未动。")
        return
    tell(f"已登记 {figures}。")
    if done.interest_fen:
        say(f"利息的算法：{rates.formula}。依据：{'、'.join(map(str, rates.cite))}。")
        say(*(f"未核实：{doubt}。" for doubt in rates.doubts))
    say("下一步：shouyue query deposits_to_refund，看该退谁多少；shouyue copy 编号，给当事人副本。")
