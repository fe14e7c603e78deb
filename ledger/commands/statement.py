"""``shouyue statement``: one page for each household."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from contracts.commands.options import DATE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.errors import LedgerError
from ledger.commands.desk import OUT, opened, press_for, printed
from ledger.commands.known import refuse_unknown


@click.command("statement")
@click.argument("contract", required=False)
@click.option("--village", metavar="NAME", help="一个村的全部家庭")
@click.option("--as-of", type=DATE, metavar="DATE", help="按这一天的情况，默认今天")
@OUT
@dry_run
@pass_session
def command(
    session: Session,
    contract: str | None,
    village: str | None,
    as_of: date | None,
    out: Path | None,
    *,
    dry_run: bool,
) -> None:
    """每户一页：约定了什么，做了什么，还欠什么。

    写 CONTRACT 出一户，写 --village 出一个村，都不写出全部家庭。同样的人签了几份合同的，也只出一页，
    其他合同的钱和服务列在后面，合计在内。按同一天再出、内容没有变的，不另编新号；原件不在了的，按原号出一份副本。

    例：shouyue statement --village 上坪村
    """
    from ledger.publishing.household_page import pages
    from ledger.publishing.statements import of_households, statement, statements

    if contract and village:
        raise click.UsageError("CONTRACT 和 --village 只能写一个。")
    day = as_of or session.today
    with opened(session) as ledger:
        refuse_unknown(session, ledger, {"village": village})
        whole = () if contract else statements(ledger, day, village=village)
        found = (statement(ledger, contract, day),) if contract else of_households(ledger, whole)
        if not found:
            raise LedgerError("台账里没有符合的家庭，没有出对账单。")
        press = press_for(session, ledger, out, "对账单")
        printed(press, pages(press, session.office(), found), dry_run=dry_run)
