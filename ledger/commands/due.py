"""``shouyue due``: who owes what to whom, offices first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, Output, listing_options
from contracts.commands.session import Session, pass_session
from contracts.listing import Listing
from ledger.commands.desk import opened

if TYPE_CHECKING:
    from ledger.obligations import Due

_COLUMNS = (
    ("side", "欠方"),
    ("due_on", "到期日"),
    ("overdue_days", "逾期天数"),
    ("owed_by", "应由"),
    ("owed_to", "给"),
    ("what", "事项"),
    ("outstanding_fen", "未清（元）"),
    ("contract", "合同编号"),
    ("obligation", "编号"),
)
_SIDES = {"office": "办事单位", "family": "家庭自愿", "unit": "单位"}
_LONGEST = 24


@click.command("due")
@click.option("--by", type=DATE, metavar="DATE", help="到这一天为止到期的，默认今天")
@click.option("--as-of", type=DATE, metavar="DATE", help="按这一天的情况看，默认今天")
@click.option("--owed-by", type=click.Choice(["office", "family", "unit"]), help="只看一方")
@click.option("--village", metavar="NAME", help="只看一个村")
@listing_options
@pass_session
def command(
    session: Session,
    by: date | None,
    as_of: date | None,
    owed_by: str | None,
    village: str | None,
    *,
    output: Output,
) -> None:
    """到期清单：谁欠谁什么，何时到期，办事单位的在前。

    办事单位的逾期由日期算出，不用登记；家庭自愿的事项没有逾期。

    例：shouyue due --by 2026-12-31 --owed-by office
    """
    from ledger.obligations import due

    with opened(session, read_only=True) as ledger:
        rows = due(ledger, by=by or session.today, as_of=as_of or session.today, owed_by=owed_by, village=village)
    output.show(Listing(columns=_COLUMNS, rows=tuple(map(_cells, rows))), "到期清单")


def _cells(item: Due) -> tuple[str | int | date | None, ...]:
    return (
        _SIDES[item.side],
        item.due_on,
        item.overdue_days or None,
        item.owed_by,
        item.owed_to,
        item.label or _short(item.text),
        item.outstanding_fen,
        item.contract,
        item.obligation,
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
