"""``shouyue publish``: notices and certificates from the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.commands.options import dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from ledger.commands.desk import OUT, opened, press_for, printed
from ledger.commands.notices import NOTICES, Hanging, hanging_options, put_up, village_named
from ledger.commands.postings import POSTINGS


@click.group("publish")
def command() -> None:
    """由台账出公示、证件。公示只有白名单栏目，三种样式成文后都再查一遍有没有个人信息。

    公示几天由当地规定：写在 office.toml 的 [values.文种] posting_days，如 "7个工作日"，或用 --days。
    """


@command.command("reward_support_notice")
@click.option("--village", required=True, metavar="NAME", help="哪个村")
@click.option("--year", type=int, metavar="YEAR", help="哪一年度，默认今年")
@hanging_options
@pass_session
def reward_support_notice(session: Session, village: str, year: int | None, *, hanging: Hanging) -> None:
    """奖励扶助对象公示：名单、公示期、三个电话、怎样提出异议。

    例：shouyue publish reward_support_notice --village 上坪村 --days 7
    """
    from ledger.publishing.board import reward_notice

    with opened(session) as ledger:
        press = press_for(session, ledger, hanging.out, "公示")
        posted = reward_notice(
            press,
            session.office(),
            village_named(session, village),
            year=year or session.today.year,
            posted_from=hanging.posted_from or session.today,
            days=hanging.days,
            working=not hanging.calendar_days,
        )
        put_up(press, posted, hanging)


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


for item in (*NOTICES, *POSTINGS):
    command.add_command(item)
