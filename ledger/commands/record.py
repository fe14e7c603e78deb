"""``shouyue record``: one fact about a promise, by its date and its proof."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from ledger.commands.desk import opened, writer

if TYPE_CHECKING:
    from ledger.earned import Who
    from ledger.entries import Entry
    from ledger.store import Transaction

_OBLIGATION = click.option(
    "--obligation", type=int, metavar="ID", help="义务编号（见 shouyue due）；合同里只有一项未清时可以不写"
)
_ON = click.option("--on", "happened_on", required=True, type=DATE, metavar="DATE", help="发生的日期")
_NOTE = click.option("--note", default="", metavar="TEXT", help="备注；不得写健康情况和身份证号")


class AmountType(click.ParamType[int]):
    """A sum as a clerk types it, in fen: ``120``, ``1,000元``, ``壹仟元整``."""

    name = "amount"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return fen; wrong usage (exit 2) where it is no clear sum."""
        from contracts.amounts import parse_fen

        if isinstance(value, int):
            return value
        try:
            fen = parse_fen(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if fen is None:
            self.fail(f"“{value}”不是金额", param, ctx)
        return fen


AMOUNT = AmountType()


@click.group("record")
def command() -> None:
    """记一件事：履行、违约（任何一方）、兑现、终止。

    每一笔都记下经办人和时间，不能改；记错了用 shouyue retract 冲销。
    """


@command.command("fulfilment")
@click.argument("contract")
@_OBLIGATION
@_ON
@_NOTE
@dry_run
@pass_session
def fulfilment(
    session: Session, contract: str, obligation: int | None, happened_on: date, note: str, *, dry_run: bool
) -> None:
    """记履行：一项没有金额的承诺做到了，哪一方的都可以。

    例：shouyue record fulfilment 429999101201-计服-2026A-001 --on 2026-06-12
    """
    from ledger.entries import record_fulfilment

    with (
        opened(session) as ledger,
        ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx,
    ):
        chosen = _chosen(tx, contract, obligation, money=False, on=happened_on, note=note)
        entry = record_fulfilment(tx, chosen, happened_on=happened_on, note=note)
    _told(entry, dry_run=dry_run)


@command.command("payment")
@click.argument("contract")
@click.option("--amount", required=True, type=AMOUNT, metavar="YUAN", help="付了多少，如 120 或 1,000元")
@click.option("--voucher", required=True, metavar="NO", help="付款凭证号")
@_OBLIGATION
@click.option("--payer", metavar="NAME", help="谁出的钱，接替了承担单位的也可以；不写则按各级应承担的比例")
@click.option("--fund", metavar="NAME", help="用哪一笔资金付；不写则按承诺记的来源")
@_ON
@_NOTE
@dry_run
@pass_session
def payment(
    session: Session,
    contract: str,
    amount: int,
    voucher: str,
    obligation: int | None,
    payer: str | None,
    fund: str | None,
    happened_on: date,
    note: str,
    *,
    dry_run: bool,
) -> None:
    """记兑现：钱付给了应得的人，可以分次，必须有凭证号。

    例：shouyue record payment 429999101201-计服-2026A-001 --amount 120 --voucher 2026-0312 --on 2026-10-20
    """
    from ledger.entries import record_payment

    with (
        opened(session) as ledger,
        ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx,
    ):
        chosen = _chosen(tx, contract, obligation, money=True, on=happened_on, note=note, voucher=voucher)
        entry = record_payment(
            tx, chosen, happened_on=happened_on, amount_fen=amount, voucher=voucher, payer=payer, fund=fund, note=note
        )
    _told(entry, dry_run=dry_run)


@command.command("breach")
@click.argument("contract")
@click.option("--party", required=True, metavar="ROLE", help="违约的一方：party_a、party_b、party_c")
@click.option("--term", required=True, metavar="TERM", help="第几条，如 8 或 第8条")
@click.option("--found-on", required=True, type=DATE, metavar="DATE", help="发现的日期")
@click.option("--found-how", required=True, metavar="TEXT", help="由谁、怎样发现的")
@click.option("--obligation", type=int, metavar="ID", help="违反的是哪一项承诺")
@dry_run
@pass_session
def breach(
    session: Session,
    contract: str,
    party: str,
    term: str,
    found_on: date,
    found_how: str,
    obligation: int | None,
    *,
    dry_run: bool,
) -> None:
    """记违约：任何一方都可能违约。家庭自愿的事项没有违约可记。

    例：shouyue record breach 429999101201-计服-2026A-001 --party party_a --term 2 --found-on 2026-07-10
    --found-how 家庭来电反映
    """
    from ledger.entries import record_breach

    with (
        opened(session) as ledger,
        ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx,
    ):
        entry = record_breach(
            tx, contract, party=party, term=term, found_on=found_on, found_how=found_how, obligation=obligation
        )
    _told(entry, dry_run=dry_run)


@command.command("ending")
@click.argument("contract")
@click.option("--reason", required=True, metavar="CODE", help="依法终止的原因代码，如 died、moved_out；见上面的表")
@click.option("--amount", type=AMOUNT, metavar="YUAN", help="只终止多少钱；不写就按项目的规定算，算不出的是尚欠的全部")
@_OBLIGATION
@click.option("--programme", metavar="PROGRAMME", help="终止这个项目以后各年的钱，不写 --obligation")
@click.option("--for", "who", type=click.Choice(("wife", "husband", "both")), help="女方、男方各一份的，终止谁的")
@_ON
@_NOTE
@dry_run
@pass_session
def ending(
    session: Session,
    contract: str,
    reason: str,
    amount: int | None,
    obligation: int | None,
    programme: str | None,
    who: Who | None,
    happened_on: date,
    note: str,
    *,
    dry_run: bool,
) -> None:
    """记依法终止：一项承诺不再履行，原因在规定之内。办事单位的承诺不因法律修改而终止。

    原因代码：died 本人死亡、moved_out 户籍迁出本省、urban 转为城镇居民、family_changed 家庭情况变化，不再符合条件、
    employee_pension 已领取职工养老待遇、serving_sentence 正在服刑、no_longer_qualifies 不再符合扶助条件、
    wrongly_confirmed 资格确认有误、promised_twice 另一份合同已作同样约定；只终止家庭的事和以后的服务的：
    terminated_by_family 乙方解除合同、terminated_by_agreement 双方协商解除合同、contract_expired 合同期满、
    law_changed_family_burden 法律修改，家庭负担取消（只用于家庭一方）。

    事情发生以前的月份已经应得，照付：当年的钱按项目规定的截止月份和条款写明的月份算出终止多少，先用
    --dry-run 看；算不出的，用 --amount 写明。已经付过的不终止。

    例：shouyue record ending 429999101201-计服-2026A-001 --reason moved_out --on 2026-11-20

    例：shouyue record ending 429999101201-计服-2026A-001 --reason died --on 2026-04-15
    --programme reward_support --for wife
    """
    if programme and (obligation is not None or amount is not None):
        raise click.UsageError("--programme 终止的是各年的钱，不能再写 --obligation、--amount。")
    if who and not programme:
        raise click.UsageError("--for 和 --programme 一起用。")
    from contracts.rewards.programme_packs import EXITS
    from ledger.earned import Exit, end_one, end_programme, same_elsewhere

    programmes = session.programmes() if reason in EXITS else ()
    elsewhere: tuple[str, ...] = ()
    with (
        opened(session) as ledger,
        ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx,
    ):
        fact = Exit(reason=reason, on=happened_on, note=note)
        if programme:
            ended = end_programme(tx, contract, programme, fact, programmes=programmes, who=who)
            elsewhere = same_elsewhere(tx, contract, programme, on=happened_on, who=who)
        else:
            chosen = _chosen(tx, contract, obligation, money=None, on=happened_on, note=note, reason=reason)
            ended = (end_one(tx, chosen, fact, programmes=programmes, amount_fen=amount),)
    for item in ended:
        if item.words:
            say(item.words)
        if item.entry:
            _told(item.entry, dry_run=dry_run)
    if elsewhere:
        say(f"同样的人的其他合同也有这个项目以后的未清款项，各记一次：{'、'.join(elsewhere)}")


def _chosen(
    tx: Transaction, contract: str, obligation: int | None, *, money: bool | None, on: date, note: str,
    voucher: str | None = None, reason: str | None = None,
) -> int:  # fmt: skip
    """Return the promise meant; where none can be told, say that together with whatever else is wrong."""
    from ledger.faults import Faults
    from ledger.picking import open_duty, refuse_told

    faults = Faults()
    chosen = faults.of(lambda: open_duty(tx, contract, obligation, money=money, as_of=on))
    if chosen is None:
        faults.of(lambda: refuse_told(tx, contract, happened_on=on, note=note, voucher=voucher, reason=reason))
    faults.refuse()
    assert chosen is not None  # noqa: S101 - else it was refused
    return chosen


_NAMES = {"fulfilment": "履行", "payment": "兑现", "breach": "违约", "ending": "终止"}


def _told(entry: Entry, *, dry_run: bool) -> None:
    if dry_run:
        say(f"试运行：可以记为{_NAMES[entry.what]}。台账未动。")
        return
    tell(f"已记第 {entry.id} 笔：{entry.contract} {_NAMES[entry.what]}，{entry.happened_on}。")
    say(f"记错了：shouyue retract {entry.id} --because 原因")
