"""``shouyue copy``: a certified copy of what was signed."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.commands.options import dry_run
from contracts.commands.session import Session, pass_session
from ledger.commands.desk import OUT, opened, press_for, printed


@click.command("copy")
@click.argument("number", metavar="CONTRACT|CERTIFICATE")
@OUT
@dry_run
@pass_session
def command(session: Session, number: str, out: Path | None, *, dry_run: bool) -> None:
    """为当事人出一份与原件相符的副本。

    文字和签订时一样，带“副本”字样；按今天的法律已不再约束任何人的条款，在末尾一一写明。
    写证号就出证件的副本，写明第几次；正本只有一份。

    例：shouyue copy 429999101201-计服-2026A-001
    """
    from ledger.publishing.certificate_papers import certificate_copy
    from ledger.publishing.certificates import register_entry
    from ledger.publishing.documents import copy_of

    with opened(session) as ledger:
        press = press_for(session, ledger, out, "副本")
        prepare = certificate_copy if register_entry(ledger, number) else copy_of
        printed(press, prepare(press, number), dry_run=dry_run)
