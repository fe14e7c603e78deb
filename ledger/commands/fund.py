"""``shouyue fund``: pots of money, what they are for and whom they may reach."""

from __future__ import annotations

from datetime import date

import click

from contracts.commands.options import DATE, Output, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.listing import Listing
from contracts.numerals import yuan
from ledger.commands.desk import known_programme, opened, writer
from ledger.commands.known import refuse_unknown

_COLUMNS = (
    ("fund", "资金"), ("payer", "谁出"), ("programme", "项目"), ("purpose", "用途"), ("payees", "发给"),
    ("starts_on", "从"), ("basis", "依据"),
)  # fmt: skip
_PAYEES = ("family", "office", "unit")
_BECAUSE = click.option("--because", required=True, metavar="TEXT", help="依据的文件或决定")
_CONTRACT = click.option("--contract", metavar="NO", help="只管一份合同；不写则管全部有到期日的")


@click.group("fund")
def command() -> None:
    """资金：哪一笔钱，谁出，做什么用，只能发给谁。

    登记以后签的承诺自动记在名下；以前的来源不详，要有依据才能指定。发给家庭的钱不能发给单位，反过来也不能。
    """


@command.command("record")
@click.argument("name")
@click.option("--payer", required=True, metavar="NAME", help="谁出，与合同附件的承担单位一字不差，如 县级财政")
@click.option("--programme", default="", metavar="CODE", help="只用于哪个项目，如 reward_support；不写则各项目都行")
@click.option("--purpose", required=True, metavar="TEXT", help="用途")
@click.option("--payees", type=click.Choice(_PAYEES), default="family", show_default=True,
              help="只能发给谁：家庭、办事单位、单位")  # fmt: skip
@click.option("--from", "starts_on", required=True, type=DATE, metavar="DATE", help="从这一天起签的承诺由它出")
@click.option("--basis", required=True, metavar="TEXT", help="依据的文件")
@click.option("--new-payer", is_flag=True, help="合同、项目里都没有的承担单位，确认没有写错")
@dry_run
@pass_session
def record(
    session: Session, name: str, payer: str, programme: str, purpose: str, payees: str, starts_on: date, basis: str,
    *, new_payer: bool, dry_run: bool,
) -> None:  # fmt: skip
    """登记一笔资金；登记后不改。

    承担单位要与合同里的一字不差，写错一个字就永远对不上；台账和项目里都没有的，要用 --new-payer 确认。

    例：shouyue fund record 县财政奖励扶助资金 --payer 县级财政 --purpose 兑现奖励扶助 --from 2026-01-01
    --basis 县财〔2026〕3号
    """
    from ledger.faults import Faults
    from ledger.funds import PAYEES, Fund, record_fund

    faults, programme = Faults(), programme.strip()
    if programme:
        faults.of(lambda: known_programme(session, programme))
    side = next(side for side in PAYEES if side == payees)
    fund = Fund(
        name=name.strip(), payer=payer.strip(), programme=programme, purpose=purpose.strip(),
        payees=side,
        starts_on=starts_on, basis=basis.strip(),
    )  # fmt: skip
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        if not new_payer:
            refuse_unknown(session, tx, {"payer": fund.payer}, hint="确实是新的承担单位，加 --new-payer。")
        faults.of(lambda: record_fund(tx, fund))
        faults.refuse()
    if dry_run:
        say(f"试运行：可以登记“{fund.name}”。台账未动。")
        return
    tell(f"已登记资金“{fund.name}”：{fund.payer}出，{fund.purpose}，发给{PAYEES[side]}。")
    say(f"以前签的、来源不详的：shouyue fund earmark {fund.name} --because 依据")


@command.command("earmark")
@click.argument("name")
@_CONTRACT
@_BECAUSE
@dry_run
@pass_session
def earmark(session: Session, name: str, contract: str | None, because: str, *, dry_run: bool) -> None:
    """指定：尚欠的、来源不详的，由这笔资金出，从今天算起。已经付过的、以前日子的答案都不改。

    例：shouyue fund earmark 县财政奖励扶助资金 --because 县财〔2026〕9号
    """
    from ledger.funds import earmark as move

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        fen = move(tx, name, because=because, contract=contract)
    _told(f"{yuan(fen)}由“{name}”出", dry_run=dry_run)


@command.command("release")
@click.argument("name")
@_CONTRACT
@_BECAUSE
@dry_run
@pass_session
def release(session: Session, name: str, contract: str | None, because: str, *, dry_run: bool) -> None:
    """收回：还没有付的不再由这笔资金出，来源又成不详；家庭应得的不变。

    例：shouyue fund release 县财政奖励扶助资金 --because 县财〔2027〕2号
    """
    from ledger.funds import release as move

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        fen = move(tx, name, because=because, contract=contract)
    _told(f"{yuan(fen)}不再由“{name}”出，来源不详，仍应兑现", dry_run=dry_run)


@command.command("list")
@click.option("--as-of", type=DATE, metavar="DATE", help="只列到这一天已经开始的；不写则全部")
@listing_options
@pass_session
def list_funds(session: Session, as_of: date | None, *, output: Output) -> None:
    """列出登记的资金；付了多少、还欠多少见 shouyue query funding_trace。"""
    from ledger.funds import PAYEES, funds

    with opened(session, read_only=True) as ledger:
        rows = tuple(
            (
                item.name, item.payer, item.programme or None, item.purpose, PAYEES[item.payees], item.starts_on,
                item.basis,
            )
            for item in funds(ledger)
            if as_of is None or item.starts_on <= as_of
        )  # fmt: skip
    output.show(Listing(columns=_COLUMNS, rows=rows), "资金")


def _told(what: str, *, dry_run: bool) -> None:
    if dry_run:
        say(f"试运行：{what}。台账未动。")
    else:
        tell(f"已记：{what}。")
