"""``shouyue copy``: a certified copy of what was signed."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.commands.options import dry_run
from contracts.commands.session import Session, pass_session
from ledger.commands.desk import OUT, opened, press_for, printed


@click.command("copy")
@click.argument("contract")
@OUT
@dry_run
@pass_session
def command(session: Session, contract: str, out: Path | None, *, dry_run: bool) -> None:
    """为当事人出一份与原件相符的副本。

    文字和签订时一样，带“副本”字样；按今天的法律已不再约束任何人的条款，在末尾一一写明。

    例：shouyue copy 429999101201-计服-2026A-001
    """
    from ledger.publishing.documents import copy_of

    with opened(session) as ledger:
        press = press_for(session, ledger, out, "副本")
        printed(press, copy_of(press, contract), dry_run=dry_run)
