"""``shouyue assess standing, standings, withdraw-standing``: the ladder of offices, one rung at a time."""

from __future__ import annotations

from datetime import date

import click

from contracts.commands.options import Output, as_of_option, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.listing import Listing
from ledger.commands.desk import opened, writer
from ledger.commands.grading import ON, WITHDRAWN_BECAUSE, told

_RUNGS = (
    ("id", "编号"), ("division_code", "区划代码"), ("unit", "单位"), ("standing", "管理状态"), ("happened_on", "日期"),
    ("because", "原因"), ("case_number", "案件编号"), ("withdrawn", "撤销原因"),
)  # fmt: skip


@click.command("standing")
@click.argument("village")
@click.option("--to", "standing", required=True, metavar="NAME", help="正常、黄牌警告、重点管理、追踪")
@click.option("--because", required=True, metavar="TEXT", help="原因")
@click.option("--case", "case_number", default="", metavar="NO", help="案件编号，只记编号")
@ON
@dry_run
@pass_session
def standing(
    session: Session, village: str, standing: str, because: str, case_number: str, on: date | None, *, dry_run: bool
) -> None:
    """记一个单位的管理状态，一级一级变：正常 → 黄牌警告 → 重点管理 → 追踪 → 正常。

    记错了用 shouyue assess withdraw-standing 撤销，撤销后回到前一个状态。

    例：shouyue assess standing 上坪村 --to 黄牌警告 --because 奖励连续两季逾期 --on 2026-07-10
    """
    from ledger.assessing.ladder import record_standing
    from ledger.commands.villages import code_of, unit_of

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        name = record_standing(
            tx, code_of(session, village), standing, happened_on=on or session.today, because=because,
            case_number=case_number, unit=unit_of(session, village),
        )  # fmt: skip
    told(f"{village}：{name}", dry_run=dry_run)


@click.command("standings")
@click.argument("village", required=False)
@as_of_option
@listing_options
@pass_session
def list_standings(session: Session, village: str | None, as_of: date | None, *, output: Output) -> None:
    """列出各单位管理状态的变化，一步一行，撤销的写明原因；没有撤销的最后一行是那一天的状态。

    例：shouyue assess standings 上坪村
    """
    from ledger.assessing.ladder import STANDINGS, standings
    from ledger.commands.villages import code_of, unit_of

    with opened(session, read_only=True) as ledger:
        found = standings(ledger, code_of(session, village) if village else None, as_of=as_of or session.today)
    rows = tuple(
        (
            item.id, item.division_code, unit_of(session, item.division_code), STANDINGS[item.standing],
            item.happened_on.isoformat(), item.because, item.case_number or None, item.withdrawn,
        )
        for item in found
    )  # fmt: skip
    lines = (
        f"第 {number} 号  {day}  {unit}  {rung}：{because}" + (f"（{case}）" if case else "")
        + (f"；已撤销：{withdrawn}" if withdrawn else "")
        for number, _, unit, rung, day, because, case, withdrawn in rows
    )  # fmt: skip
    output.show(Listing(columns=_RUNGS, rows=rows), "管理状态", screen=lines)


@click.command("withdraw-standing")
@click.argument("number", type=int)
@WITHDRAWN_BECAUSE
@dry_run
@pass_session
def withdraw_standing(session: Session, number: int, because: str, *, dry_run: bool) -> None:
    """撤销记错的管理状态，从最后一号撤起；单位回到前一个状态，原来的一行和撤销原因都留在台账里。

    例：shouyue assess withdraw-standing 1 --because 记错了村
    """
    from ledger.assessing.ladder import STANDINGS, standing_of
    from ledger.assessing.ladder import withdraw_standing as record
    from ledger.commands.villages import unit_of

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        known = record(tx, number, because=because)
        now = standing_of(tx, known.division_code)
    unit = unit_of(session, known.division_code)
    told(f"{unit}：“{STANDINGS[known.standing]}”已撤销，现在是“{STANDINGS[now]}”", dry_run=dry_run)
