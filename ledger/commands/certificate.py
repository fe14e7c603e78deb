"""``shouyue certificate``: what becomes of a certificate after it was printed, and the blank forms it is printed on."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from ledger.commands.certificate_desk import FOLDER, Printing, certificates_printed, desk_for, printing_options
from ledger.commands.certificate_forms import discard, grid, handwritten, places, receive, stock_list
from ledger.commands.certificate_list import list_certificates, show
from ledger.commands.desk import OUT, opened, press_for, shown, writer

if TYPE_CHECKING:
    from ledger.store import Transaction

ON = click.option("--on", type=DATE, metavar="DATE", help="日期，默认今天")
BECAUSE = click.option("--because", required=True, metavar="TEXT", help="原因；不得写健康情况和身份证号")


@click.group("certificate")
def command() -> None:
    """证件：发出、印坏重印、作废、撤销、换证；空白证的领用；打印机试打。

    证件用 shouyue publish 印出。印出不等于发出：领取人签了存根，才用 issue 记发出。
    """


for item in (list_certificates, show, stock_list, receive, discard, handwritten, grid, places):
    command.add_command(item)


@command.command("issue")
@click.argument("numbers", nargs=-1, metavar="[NUMBER]...")
@click.option("--ceremony", metavar="NAME", help="发出这次会上全部已印、未发的证件")
@click.option("--received-by", default="", metavar="NAME", help="在存根上签字的人；不写就是持证人")
@ON
@dry_run
@pass_session
def issue(
    session: Session,
    numbers: tuple[str, ...],
    ceremony: str | None,
    received_by: str,
    on: date | None,
    *,
    dry_run: bool,
) -> None:
    """记发出：证件交给了本人或单位，存根已签字。

    例：shouyue certificate issue 429999101-补-2026-0001
    """
    from ledger.faults import Faults
    from ledger.publishing.ceremony import waiting
    from ledger.publishing.certificate_steps import handover_told

    if bool(numbers) == bool(ceremony):
        raise click.UsageError("写证号，或者写 --ceremony，二者选一。")
    faults, day = Faults(), on or session.today
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        if ceremony:
            numbers = waiting(ledger, ceremony)
        who = faults.of(lambda: handover_told(tx, on=day, received_by=received_by))
        day = min(day, session.today)  # a day to come was told once, not with each number
        for number in numbers:
            faults.of(partial(_handed_over, tx, number, on=day, received_by=who or ""))
        faults.refuse()
    _told(f"发出 {len(numbers)} 件", dry_run=dry_run)


@command.command("spoilt")
@click.argument("number")
@BECAUSE
@printing_options
@OUT
@dry_run
@pass_session
def spoilt(
    session: Session, number: str, because: str, printing: Printing, out: Path | None, *, dry_run: bool
) -> None:
    """印坏了：记下印坏的一张，用下一张空白证重印，证号不变。

    例：shouyue certificate spoilt 429999101-补-2026-0001 --because 卡纸
    """
    from ledger.publishing.certificate_papers import reprinted

    with opened(session) as ledger:
        desk = desk_for(session, ledger, out, printing)
        certificates_printed(desk, reprinted(desk, number, because=because), dry_run=dry_run)
    if not dry_run:
        say("印坏的一张请划销，与存根一起保存。")


@command.command("replace")
@click.argument("number")
@BECAUSE
@printing_options
@OUT
@dry_run
@pass_session
def replace(
    session: Session, number: str, because: str, printing: Printing, out: Path | None, *, dry_run: bool
) -> None:
    """换证：遗失、损毁、记满的，旧号作废，换发新号，带“补”字；奖励扶助证的领取记录按今天的台账。

    光荣证用 shouyue publish only_child_certificate 补发。

    例：shouyue certificate replace 429999101-荣-2026-0001 --because 损毁
    """
    from ledger.publishing.certificate_papers import replaced
    from ledger.publishing.support_certificates import SUPPORT, payments_today

    with opened(session) as ledger:
        desk = desk_for(session, ledger, out, printing)
        renewed = {SUPPORT: payments_today(session.today, because)}
        certificates_printed(desk, replaced(desk, number, because=because, renewed=renewed), dry_run=dry_run)


@command.command("print")
@click.argument("ceremony")
@OUT
@pass_session
def print_ceremony(session: Session, ceremony: str, out: Path | None) -> None:
    """把一次会上的证件合成一个打印文件，按座次排好；印坏重印以后再出一次就是新的一张。

    例：shouyue certificate print 2026年总结会
    """
    from ledger.publishing.ceremony import ceremony_file

    with opened(session) as ledger:
        press = press_for(session, ledger, out, FOLDER)
        name, sheets = ceremony_file(press, ceremony)
    click.echo(f"{shown(press.folder / name)}：{sheets} 张")


@command.command("void")
@click.argument("number")
@BECAUSE
@ON
@dry_run
@pass_session
def void(session: Session, number: str, because: str, on: date | None, *, dry_run: bool) -> None:
    """作废：不再发出或者交回注销的证件。证号不再用，已承诺的奖励不因此终止。

    例：shouyue certificate void 429999101-荣-2026-0001 --because 印错了单位名称
    """
    from ledger.faults import Faults
    from ledger.publishing.certificate_steps import reason_given, record_end
    from ledger.publishing.certificates import certificate

    faults, day = Faults(), on or session.today
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        one = faults.of(lambda: certificate(tx, number))
        if one is None:
            faults.of(lambda: reason_given(tx, number, on=day, because=because))
            faults.refuse()
        else:
            record_end(tx, one, "voided", on=day, because=because)
    _told(f"{number} 作废；已承诺的奖励不受影响", dry_run=dry_run)


@command.command("revoke")
@click.argument("number")
@click.option("--ground", required=True, type=click.Choice(["false_materials", "office_mistake", "not_eligible"]),
              help="申报材料不实、发证机关弄错、发证时就不符合条件")  # fmt: skip
@BECAUSE
@click.option("--law", required=True, metavar="NAME", help="依据哪部法律、法规")
@click.option("--article", required=True, metavar="NO", help="第几条")
@click.option("--told-on", required=True, type=DATE, metavar="DATE", help="哪天告知持证人事实、理由和陈述申辩的权利")
@ON
@dry_run
@pass_session
def revoke(
    session: Session,
    number: str,
    ground: str,
    because: str,
    law: str,
    article: str,
    told_on: date,
    on: date | None,
    *,
    dry_run: bool,
) -> None:
    """撤销：有法定事由，写明条文，先告知、再撤销。已承诺的奖励不因此终止。

    事由只看发证那天。因生育、检查、收费等撤销的，或者依据已经废止的规定的，不予记录，退出码 4；发证以后的事、
    谁的要求都不是事由，退出码 5。

    例：shouyue certificate revoke 429999101-荣-2026-0003 --ground false_materials --because 申报材料与事实不符
    --law 湖北省评比达标表彰办法 --article 20 --told-on 2026-11-10
    """
    from ledger.publishing.certificate_steps import record_revocation
    from ledger.publishing.revocations import Revocation

    why = Revocation(ground=ground, because=because, law=law, article=article, told_on=told_on)
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        record_revocation(tx, number, why, on=on or session.today)
    _told(f"{number} 撤销；已承诺的奖励不受影响", dry_run=dry_run)


@command.command("retract")
@click.argument("number")
@BECAUSE
@dry_run
@pass_session
def retract(session: Session, number: str, because: str, *, dry_run: bool) -> None:
    """更正：发出、作废、撤销记错了的，退回上一步；记错的一步仍可见。

    例：shouyue certificate retract 429999101-荣-2026-0001 --because 记错了证号
    """
    from ledger.publishing.certificate_steps import withdraw_last
    from ledger.publishing.certificates import STATES

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        one = withdraw_last(tx, number, on=session.today, because=because)
    _told(f"{number} 退回“{STATES[one.state]}”", dry_run=dry_run)


@command.command("skip")
@click.argument("kind", metavar="KIND")
@BECAUSE
@click.option("--issued-to", default="", metavar="NAME", help="手写发给了谁；不写就是这个号不用")
@click.option("--form", default="", metavar="SERIAL", help="手写用的空白证流水号，从库存里减去")
@click.option("--plain-paper", is_flag=True, help="手写在白纸上，没有用空白证")
@ON
@dry_run
@pass_session
def skip(
    session: Session,
    kind: str,
    because: str,
    issued_to: str,
    form: str,
    on: date | None,
    *,
    plain_paper: bool,
    dry_run: bool,
) -> None:
    """下一个号不由本机印，说明原因，号码不留缺口：不用的作废；手写发出的写 --issued-to，照样有效。

    领过空白证的文种，手写发出的写明用的是哪一张（--form）或者没有用（--plain-paper）。写坏的用 discard 注销。

    例：shouyue certificate skip honour_certificate --because 停电手写 --issued-to 上坪村村民委员会 --form A000103
    """
    from contracts.kinds import find_kind, load_kinds, shipped_folder
    from ledger.faults import Faults
    from ledger.publishing.certificate_steps import Holder, enter_handwritten, reason_given, record_end, take_number
    from ledger.publishing.certificates import SKIPPED
    from ledger.publishing.honours import handwritten_to

    holder = issued_to.strip()
    if (form or plain_paper) and not holder:
        raise click.UsageError("不用的号不占空白证：写坏的空白证用 shouyue certificate discard 注销。")
    if form and plain_paper:
        raise click.UsageError("写 --form，或者写 --plain-paper，二者选一。")
    faults = Faults()
    found = faults.of(lambda: find_kind(load_kinds(shipped_folder(), session.folder / "templates"), kind))
    office, day = session.office(), on or session.today
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        faults.of(lambda: reason_given(tx, kind, on=day, because=because))
        who = faults.of(lambda: handwritten_to(office, ledger, kind, holder)) if holder else None
        faults.refuse()
        assert found is not None  # noqa: S101 - else it was refused
        one = take_number(tx, found, place=office.division_code, short=office.short, on=day,
                          holder=who or Holder(name=SKIPPED))  # fmt: skip
        if holder:
            enter_handwritten(tx, one, on=day, because=because, form=form, plain=plain_paper)
        else:
            record_end(tx, one, "voided", on=day, because=because)
    _told(f"{one.number} {'手写发出' if holder else '跳号'}", dry_run=dry_run)


def _handed_over(tx: Transaction, number: str, *, on: date, received_by: str) -> None:
    from ledger.publishing.certificate_steps import record_issued
    from ledger.publishing.certificates import register_entry

    held = register_entry(tx, number)
    record_issued(tx, number, on=on, received_by=received_by or (held.holder if held else number))


def _told(words: str, *, dry_run: bool) -> None:
    if dry_run:
        say(f"试运行：{words}。台账未动。")
    else:
        tell(f"{words}。")
