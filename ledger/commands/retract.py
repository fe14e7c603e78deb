"""``shouyue retract``: a fact recorded in error is withdrawn and stays visible."""

from __future__ import annotations

import click

from contracts.commands.options import dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from ledger.commands.desk import opened, writer


@click.command("retract")
@click.argument("entry", type=int)
@click.option("--because", required=True, metavar="TEXT", help="为什么冲销")
@dry_run
@pass_session
def command(session: Session, entry: int, because: str, *, dry_run: bool) -> None:
    """冲销记错的一笔：ENTRY 是记录时给出的笔号。原记录仍可见，不再计算。

    例：shouyue retract 12 --because 凭证号抄错
    """
    from ledger.entries import retract

    with (
        opened(session) as ledger,
        ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx,
    ):
        done = retract(tx, entry, because=because)
    if dry_run:
        say(f"试运行：第 {entry} 笔可以冲销。台账未动。")
        return
    tell(f"已冲销第 {entry} 笔（记为第 {done.id} 笔）。")
