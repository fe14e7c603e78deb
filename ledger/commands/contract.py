"""``shouyue contract``: a contract is amended, renewed, replaced, terminated; offices take over from others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, cast

import click

from contracts.commands.options import DATE, Output, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.listing import Listing
from contracts.numerals import yuan
from ledger.commands.contract_show import show_contract
from ledger.commands.desk import opened, writer
from ledger.commands.known import refuse_unknown

if TYPE_CHECKING:
    from ledger.change_checks import Replacing
    from ledger.versions import Change

_NEW = click.option("--to", "successor", required=True, metavar="NUMBER", help="新合同的编号，先用 register 登记")
_ON = click.option("--on", required=True, type=DATE, metavar="DATE", help="从哪一天起")
_NOTE = click.option("--note", default="", metavar="TEXT", help="备注；不得写健康情况和身份证号")
_COLUMNS = (
    ("contract", "合同编号"), ("what", "变更"), ("happened_on", "日期"), ("successor", "新合同"),
    ("asked_by", "谁提出"), ("form", "方式"), ("change", "编号"),
)  # fmt: skip


@click.group("contract")
def command() -> None:
    """合同的一生：变更、续签、替代、解除，单位和负责人的接替。

    每一版都保留。家庭随时可以解除，不收费用，口头也行；已经承诺的钱照付。
    """


command.add_command(show_contract)


@command.command("terminate")
@click.argument("contract")
@_ON
@click.option(
    "--asked-by", type=click.Choice(["family", "agreement"]), default="family", show_default=True,
    help="乙方（家庭、个人、单位）提出，不需要理由；或双方协商。办事单位不能单方解除",
)  # fmt: skip
@click.option("--oral", is_flag=True, help="口头提出；用 --note 写明由谁、怎样听到")
@_NOTE
@dry_run
@pass_session
def terminate_contract(
    session: Session, contract: str, on: date, asked_by: str, note: str, *, oral: bool, dry_run: bool
) -> None:
    """解除合同：家庭的事项和以后的服务终止；承诺的钱照付，保护信息、查阅更正、答复投诉照旧。

    例：shouyue contract terminate 429999101201-计服-2026A-001 --on 2026-06-01
    """
    from ledger.versions import terminate

    side = cast("Literal['family', 'agreement']", asked_by)
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        done = terminate(tx, contract, on=on, asked_by=side, oral=oral, note=note)
    _told(done, dry_run=dry_run)


@command.command("amend")
@click.argument("contract")
@_NEW
@_ON
@_NOTE
@dry_run
@pass_session
def amend_contract(session: Session, contract: str, successor: str, on: date, note: str, *, dry_run: bool) -> None:
    """变更：同一文种的新合同从这一天起代替原合同；新合同承诺的钱不能少于原合同。

    例：shouyue contract amend 429999101201-计服-2026A-001 --to 429999101201-计服-2026B-001 --on 2026-06-01
    """
    _replace(session, contract, successor, "amended", on, note, dry_run=dry_run)


@command.command("supersede")
@click.argument("contract")
@_NEW
@_ON
@_NOTE
@dry_run
@pass_session
def supersede_contract(session: Session, contract: str, successor: str, on: date, note: str, *, dry_run: bool) -> None:
    """替代：换了文种的新合同代替原合同；新合同承诺的钱不能少于原合同。

    例：shouyue contract supersede 429999101201-计服-2026A-001 --to 429999101201-流服-2026B-001 --on 2026-07-01
    """
    _replace(session, contract, successor, "superseded", on, note, dry_run=dry_run)


def _replace(
    session: Session, contract: str, successor: str, what: Replacing, on: date, note: str, *, dry_run: bool
) -> None:
    from ledger.versions import replace_by

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        done = replace_by(tx, contract, successor, what=what, on=on, note=note)
    _told(done, dry_run=dry_run)


@command.command("renew")
@click.argument("contract")
@_NEW
@_ON
@_NOTE
@dry_run
@pass_session
def renew_contract(session: Session, contract: str, successor: str, on: date, note: str, *, dry_run: bool) -> None:
    """续签：原合同到期，新合同接着；原合同没有兑现的照付。

    例：shouyue contract renew 429999101201-计服-2026A-001 --to 429999101201-计服-2029A-001 --on 2029-03-05
    """
    from ledger.versions import renew

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        done = renew(tx, contract, successor, on=on, note=note)
    _told(done, dry_run=dry_run)


@command.command("succeed")
@click.argument("office")
@click.option("--to", "successor", default="", metavar="NAME", help="接替的单位；同一单位只换人就不写")
@click.option("--representative", default="", metavar="NAME", help="新的负责人")
@click.option("--post", default="", metavar="TEXT", help="职务")
@_ON
@click.option("--because", required=True, metavar="TEXT", help="依据的文件或决定")
@dry_run
@pass_session
def succeed_office(
    session: Session, office: str, successor: str, representative: str, post: str, on: date, because: str,
    *, dry_run: bool,
) -> None:  # fmt: skip
    """接替：单位撤并、企业关闭、负责人换人；承诺不变，从这一天起由接替的负责。

    例：shouyue contract succeed 青河镇农机厂 --to 青河镇人民政府 --on 2026-05-01 --because 青政发〔2026〕5号
    """
    from ledger.versions import succeed

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        row = succeed(tx, office, successor=successor, representative=representative, post=post, on=on, because=because)
    if dry_run:
        say("试运行：可以登记。台账未动。")
        return
    tell(f"已登记：{office}的承诺从 {on} 起由{successor or office}{representative}负责。")
    say(f"记错了：shouyue contract retract {row} --succession --because 原因")


@command.command("retract")
@click.argument("change", type=int)
@click.option("--succession", is_flag=True, help="撤回的是接替：CHANGE 是 shouyue query successions 里的编号")
@click.option("--because", required=True, metavar="TEXT", help="为什么撤回")
@dry_run
@pass_session
def retract_change(session: Session, change: int, because: str, *, succession: bool, dry_run: bool) -> None:
    """撤回记错的变更或解除：CHANGE 是 contract list 里的编号；由它终止的承诺恢复。

    记错的接替加 --succession。

    例：shouyue contract retract 3 --because 记成了另一户

    例：shouyue contract retract 2 --succession --because 单位名称写错
    """
    from ledger.versions import withdraw, withdraw_succession

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        if succession:
            office = withdraw_succession(tx, change, because=because)
            done = f"第 {change} 项接替，{office}由谁负责，照以前的登记"
        else:
            done = f"第 {change} 项变更，{withdraw(tx, change, because=because)} 项承诺恢复"
    if dry_run:
        say(f"试运行：可以撤回{done}。台账未动。")
        return
    tell(f"已撤回{done}。")


@command.command("list")
@click.argument("contract", required=False)
@click.option("--as-of", type=DATE, metavar="DATE", help="按这一天的情况，默认今天")
@listing_options
@pass_session
def list_changes(session: Session, contract: str | None, as_of: date | None, *, output: Output) -> None:
    """列出变更、续签、替代和解除；写 CONTRACT 就只看一份。"""
    from ledger.query import ask

    with opened(session, read_only=True) as ledger:
        refuse_unknown(session, ledger, {"contract": contract})
        found = ask(ledger, "contract_changes", {"as_of": as_of or session.today, "contract": contract})
    rows = tuple(tuple(_WORDS.get(row[key], row[key]) for key, _ in _COLUMNS) for row in found)
    output.show(Listing(columns=_COLUMNS, rows=rows), "合同变更")


_WORDS = {
    "amended": "变更", "renewed": "续签", "superseded": "被替代", "terminated": "解除", "family": "乙方",
    "agreement": "双方协商", "written": "书面", "oral": "口头",
}  # fmt: skip


def _told(done: Change, *, dry_run: bool) -> None:
    figures = f"{done.contract} {_WORDS[done.what]}，{done.ended} 项终止；办事单位仍应兑现 {yuan(done.kept_fen)}"
    if done.twice_fen:
        figures += f"；新合同里与原合同重复的 {yuan(done.twice_fen)}终止（原合同已经付过，或者已经到期、照付）"
    if dry_run:
        say(f"试运行：可以记 {figures}。台账未动。")
        return
    tell(f"已记第 {done.id} 项：{figures}。")
