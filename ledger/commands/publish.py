"""``shouyue publish``: notices and certificates from the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from contracts.errors import SettingsError
from contracts.model import Problem
from ledger.commands.desk import OUT, opened, press_for, printed

if TYPE_CHECKING:
    from contracts.settings import Village


@click.group("publish")
def command() -> None:
    """由台账出公示、证件。公示只有白名单栏目，成文后再查一遍有没有个人信息。"""


@command.command("reward_support_notice")
@click.option("--village", required=True, metavar="NAME", help="哪个村")
@click.option("--year", type=int, metavar="YEAR", help="哪一年度，默认今年")
@click.option("--from", "posted_from", type=DATE, metavar="DATE", help="公示第一天，默认今天")
@click.option("--days", type=click.IntRange(1, 60), default=7, show_default=True, help="公示几天")
@click.option("--calendar-days", is_flag=True, help="按自然日计；不写按工作日计")
@OUT
@dry_run
@pass_session
def reward_support_notice(
    session: Session,
    village: str,
    year: int | None,
    posted_from: date | None,
    days: int,
    out: Path | None,
    *,
    calendar_days: bool,
    dry_run: bool,
) -> None:
    """奖励扶助对象公示：名单、公示期、三个电话、怎样提出异议。

    例：shouyue publish reward_support_notice --village 上坪村 --days 7
    """
    from ledger.publishing.board import reward_notice

    with opened(session) as ledger:
        press = press_for(session, ledger, out, "公示")
        preparation = reward_notice(
            press,
            session.office(),
            _village(session, village),
            year=year or session.today.year,
            posted_from=posted_from or session.today,
            days=days,
            working=not calendar_days,
        )
        printed(press, preparation, dry_run=dry_run)


@command.command("only_child_certificate")
@click.argument("contract")
@click.option("--because", required=True, metavar="TEXT", help="补发原因，如 遗失、损毁")
@OUT
@dry_run
@pass_session
def only_child_certificate(session: Session, contract: str, because: str, out: Path | None, *, dry_run: bool) -> None:
    """独生子女父母光荣证补发：原证号作废，新证号和存根，原发证日期不变。

    CONTRACT 是持证家庭的合同编号。2016年起不再发给新的家庭，只补发。

    例：shouyue publish only_child_certificate 429999101202-计服-2026A-001 --because 遗失
    """
    from ledger.publishing.documents import lost_certificate

    with opened(session) as ledger:
        press = press_for(session, ledger, out, "证件")
        printed(press, lost_certificate(press, session.office(), contract, because=because), dry_run=dry_run)
    if not dry_run:
        say("旧证号已作废；请把新证交给本人，存根归档。")


def _village(session: Session, words: str) -> Village:
    found = session.office().village(words)
    if found is None:
        names = "、".join(item.short for item in session.office().villages)
        problem = Problem(where="--village", message=f"本单位没有“{words}”", hint=f"本单位的村：{names}")
        raise SettingsError("没有公示。", [problem])
    return found
