"""``shouyue due``: who owes what to whom, offices first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, Output, listing_options
from contracts.commands.session import Session, pass_session
from contracts.i18n import in_english, told
from contracts.listing import PAGE_WIDTH, Listing, wrapped
from contracts.numerals import yuan
from ledger.commands.desk import opened
from ledger.commands.known import refuse_unknown
from ledger.commands.unmasking import note_whole, shown_as, whole_on_request

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
_HEADS = {"office": "办事单位欠", "family": "家庭自愿（没有逾期）", "unit": "单位欠"}


@click.command("due")
@click.option("--by", type=DATE, metavar="DATE", help="到这一天为止到期的，默认 --as-of 那一天")
@click.option("--as-of", type=DATE, metavar="DATE", help="按这一天的情况看，默认今天")
@click.option("--owed-by", type=click.Choice(["office", "family", "unit"]), help="只看一方")
@click.option("--village", metavar="NAME", help="只看一个村")
@whole_on_request
@listing_options
@pass_session
def command(
    session: Session,
    by: date | None,
    as_of: date | None,
    owed_by: str | None,
    village: str | None,
    *,
    why: str,
    output: Output,
) -> None:
    """到期清单：谁欠谁什么，何时到期，办事单位的在前。姓名隐去一部分。

    办事单位的逾期由日期算出，不用登记；家庭自愿的事项没有逾期。

    例：shouyue due --by 2026-12-31 --owed-by office
    """
    from ledger.obligations import due

    day = as_of or session.today
    asked = {"by": by or day, "as_of": day, "owed_by": owed_by, "village": village}
    with opened(session, read_only=not why) as ledger:
        refuse_unknown(session, ledger, {"village": village})
        found = due(ledger, by=by or day, as_of=day, owed_by=owed_by, village=village)
        note_whole(session, ledger, "due", asked, why=why, rows=len(found))
        name = shown_as(why, ledger)
    rows = [replace(item, owed_by=name(item.owed_by), owed_to=name(item.owed_to or "") or None) for item in found]
    output.show(Listing(columns=_COLUMNS, rows=tuple(map(_cells, rows))), "到期清单", screen=_page(rows))


def _cells(item: Due) -> tuple[str | int | date | None, ...]:
    from ledger.picking import duty_words

    return (
        _SIDES[item.side],
        item.due_on,
        item.overdue_days or None,
        item.owed_by,
        item.owed_to,
        duty_words(item.text, item.label, item.programme),
        item.outstanding_fen,
        item.contract,
        item.obligation,
    )


def _page(rows: Sequence[Due]) -> Iterator[str]:
    """Yield what a clerk reads: each side under its heading, two lines for each promise.

    A table of these columns is wider than a screen, and a contract's number must stay whole to be copied.
    """
    for side, group in groupby(rows, key=lambda item: item.side):
        items = tuple(group)
        owed = sum(item.outstanding_fen or 0 for item in items)
        head = _HEADS[side]
        yield f"{head}：{len(items)} 项，未清 {yuan(owed)}" if owed else f"{head}：{len(items)} 项"
        for item in items:
            yield from _lines(item)


def _lines(item: Due) -> Iterator[str]:
    from ledger.picking import duty_words

    late = f"逾期{item.overdue_days}天" if item.overdue_days else ""
    money = "" if item.outstanding_fen is None else yuan(item.outstanding_fen)
    cells = (str(item.due_on), late, money, item.contract, f"编号 {item.obligation}")
    yield "  " + "  ".join(filter(None, cells))
    verb = told("对" if item.outstanding_fen is None else "应给")
    who = f"{item.owed_by}{verb}{item.owed_to}" if item.owed_to and not item.voluntary else item.owed_by
    what, colon = duty_words(item.text, item.label, item.programme), ": " if in_english() else "："
    yield from (f"      {line}" for line in wrapped(f"{who}{colon}{what}", PAGE_WIDTH - 6))
