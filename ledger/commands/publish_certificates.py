"""``shouyue publish``, its certificates: printed now, handed over with ``shouyue certificate issue``."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.commands.options import OUT_FILE, ROWS, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from ledger.commands.certificate_desk import Printing, certificates_printed, desk_for, printing_options
from ledger.commands.desk import OUT, opened

NEXT = "领取人在存根上签字以后，用 shouyue certificate issue 记发出；印坏了用 shouyue certificate spoilt 重印。"


@click.command("only_child_certificate")
@click.argument("contract")
@click.option("--because", required=True, metavar="TEXT", help="补发原因，如 遗失、损毁")
@printing_options
@OUT
@dry_run
@pass_session
def only_child_certificate(
    session: Session, contract: str, because: str, printing: Printing, out: Path | None, *, dry_run: bool
) -> None:
    """独生子女父母光荣证补发：原证号作废，新证号和存根，原发证日期不变。

    CONTRACT 是持证家庭的合同编号。2016年起不再发给新的家庭，只补发；子女应在2015年12月31日前出生，
    原证应在2016年7月31日前发出。

    例：shouyue publish only_child_certificate 429999101202-计服-2026A-001 --because 遗失
    """
    from ledger.publishing.only_child import lost_certificate

    with opened(session) as ledger:
        desk = desk_for(session, ledger, out, printing)
        certificates_printed(desk, lost_certificate(desk, contract, because=because), dry_run=dry_run)
    if not dry_run:
        say(f"旧证号已作废。{NEXT}")


@click.command("birth_registration_certificate")
@click.argument("roster", type=OUT_FILE)
@click.option("--only", type=ROWS, metavar="ROWS", help="只办名册的这几行，如 1,3")
@click.option("--order", default="", metavar="TEXT", help="拟生育孩次，当地证上要求时才写，一次一对夫妻")
@click.option("--children", default="", metavar="N", help="现有子女数，当地证上要求时才写，一次一对夫妻")
@printing_options
@OUT
@dry_run
@pass_session
def birth_registration_certificate(
    session: Session,
    roster: Path,
    only: tuple[int, ...] | None,
    order: str,
    children: str,
    printing: Printing,
    out: Path | None,
    *,
    dry_run: bool,
) -> None:
    """生育登记服务证明：免费，当日办结，不附加条件。

    ROSTER 写双方姓名、身份证号、户籍地、现居住地。孩次不从名册读，任何清单里都没有。

    例：shouyue publish birth_registration_certificate 登记.xlsx --only 1
    """
    from contracts.reading.roster import read_roster
    from ledger.publishing.births import birth_certificates

    reading = read_roster(roster, as_of=session.today, packed=True)
    with opened(session) as ledger:
        desk = desk_for(session, ledger, out, printing)
        preparation = birth_certificates(desk, reading, rows=only or (), order=order, children=children)
        certificates_printed(desk, preparation, dry_run=dry_run)
    if not dry_run:
        say(NEXT)


@click.command("honour_certificate")
@click.argument("recipients", nargs=-1, required=True, metavar="UNIT...")
@click.option("--title", required=True, metavar="TEXT", help="称号，office.toml 的 [honours] 里登记的")
@click.option("--year", type=int, metavar="YEAR", help="哪一年度，默认今年")
@click.option("--ceremony", default="", metavar="NAME", help="在哪次会上发：按这里的先后排座次，先印后发")
@printing_options
@OUT
@dry_run
@pass_session
def honour_certificate(
    session: Session,
    recipients: tuple[str, ...],
    title: str,
    year: int | None,
    ceremony: str,
    printing: Printing,
    out: Path | None,
    *,
    dry_run: bool,
) -> None:
    """荣誉证书：横式，只发给村和单位，不发给个人。

    例：shouyue publish honour_certificate 上坪村 石桥村 --title 无强制村 --ceremony 2026年总结会
    """
    from ledger.publishing.honours import honours

    with opened(session) as ledger:
        desk = desk_for(session, ledger, out, printing, ceremony=ceremony)
        preparation = honours(desk, ledger, recipients, title=title, year=year or session.today.year)
        certificates_printed(desk, preparation, dry_run=dry_run)
    if not dry_run:
        say(NEXT)


@click.command("reward_support_certificate")
@click.argument("contract")
@click.option("--confirmed", required=True, type=click.IntRange(2004, 2100), metavar="YEAR", help="确认年份，见审批表")
@click.option("--programme", default="reward_support", show_default=True, metavar="ID", help="哪个项目")
@printing_options
@OUT
@dry_run
@pass_session
def reward_support_certificate(
    session: Session,
    contract: str,
    confirmed: int,
    programme: str,
    printing: Printing,
    out: Path | None,
    *,
    dry_run: bool,
) -> None:
    """奖励扶助证：每年应领、已领来自台账，身份证号只印首尾。

    按人发的项目一人一证，各写各的钱；已有证的不再出，夫妻中另一人的照出。按户发的项目一张证写夫妻二人。

    例：shouyue publish reward_support_certificate 429999101201-计服-2026A-001 --confirmed 2024
    """
    from ledger.publishing.support_certificates import support_certificate

    with opened(session) as ledger:
        desk = desk_for(session, ledger, out, printing)
        preparation = support_certificate(desk, contract, confirmed_year=confirmed, programme=programme)
        certificates_printed(desk, preparation, dry_run=dry_run)
    if not dry_run:
        say(NEXT)
