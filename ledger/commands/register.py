"""``shouyue register``: what people have signed enters the ledger, with the promises of both sides."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from contracts.commands.options import DATE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from contracts.errors import InputError
from contracts.model import Problem
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
@click.argument("batch_folder", metavar="BATCH", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--signed-on", required=True, type=DATE, metavar="DATE", help="签字页上的日期；按这一天的法律再审一次")
@click.option("--only", default="", metavar="ROWS", help="只登记这些行，如 1,3,7-9")
@dry_run
@pass_session
def command(session: Session, batch_folder: Path, signed_on: date, only: str, *, dry_run: bool) -> None:
    """把已签的一批登记入台账。

    BATCH 是 shouyue draft 写出的文件夹。当事人、条款和双方的承诺按签订时的样子登记，以后不再改动；
    记错了用 shouyue retract 冲销。讨论稿不能登记。

    例：shouyue register service_contract_2026A --signed-on 2026-03-05 --only 1,3
    """
    from contracts.batch import read_batch
    from ledger.register import register
    from ledger.signing import signed_papers

    batch = read_batch(batch_folder)
    if batch.for_discussion:
        problem = Problem(where=str(batch_folder), message="是讨论稿", hint="定稿后不带 --for-discussion 重新起草")
        raise InputError("没有登记任何一份。", [problem])
    papers = signed_papers(batch, batch.only(row_numbers(only)), signed_on=signed_on)
    with opened(session) as ledger:
        done = register(ledger, papers, signed_on=signed_on, by=writer(session), now=session.now, dry_run=dry_run)
    promised = sum(item.obligations for item in done)
    if dry_run:
        say(f"试运行：{len(done)} 份可以登记，含 {promised} 项承诺。台账未动。")
        return
    click.echo(f"已登记 {len(done)} 份，{promised} 项承诺。")
    say("下一步：shouyue due --by 日期，看谁欠谁什么。")
