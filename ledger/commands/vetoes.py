"""``shouyue assess veto, vetoes, withdraw-veto``: what cancels an office's award, and taking back what was wrong."""

from __future__ import annotations

from datetime import date

import click

from contracts.commands.options import Output, as_of_option, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.listing import Listing
from ledger.commands.desk import opened, writer
from ledger.commands.grading import ON, WITHDRAWN_BECAUSE, told

_VETOES = (
    ("id", "编号"), ("contract", "责任书"), ("party", "单位"), ("cause", "否决事项"), ("found_on", "认定日期"),
    ("evidence", "依据"), ("case_number", "案件编号"), ("withdrawn", "撤销原因"),
)  # fmt: skip


@click.command("veto")
@click.argument("contract")
@click.option("--cause", required=True, metavar="TEXT", help="强制服务、弄虚作假、拖欠奖励、泄露个人信息")
@click.option("--evidence", required=True, metavar="TEXT", help="凭什么认定")
@click.option("--case", "case_number", default="", metavar="NO", help="案件编号，只记编号")
@ON
@dry_run
@pass_session
def veto(
    session: Session, contract: str, cause: str, evidence: str, case_number: str, on: date | None, *, dry_run: bool
) -> None:
    """记一票否决：只能是办事单位自己的行为。记错了用 shouyue assess withdraw-veto 撤销。

    例：shouyue assess veto 429999101201-责任-2026Z-001 --cause 拖欠奖励 --evidence 核查记录第3号 --on 2026-03-20
    """
    from ledger.assessing.vetoes import veto as record

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        name = record(
            tx, contract, cause=cause, found_on=on or session.today, evidence=evidence, case_number=case_number
        )
    told(f"{contract} 记否决事项：{name}", dry_run=dry_run)


@click.command("vetoes")
@as_of_option
@listing_options
@pass_session
def list_vetoes(session: Session, as_of: date | None, *, output: Output) -> None:
    """列出否决事项：认定日期、依据、案件编号；撤销的也列出，写明原因。

    例：shouyue assess vetoes
    """
    from ledger.assessing.vetoes import vetoes

    with opened(session, read_only=True) as ledger:
        found = vetoes(ledger, as_of=as_of or session.today)
    rows = tuple(
        (
            item.id, item.contract, item.party, item.cause, item.found_on, item.evidence, item.case_number or None,
            item.withdrawn,
        )
        for item in found
    )  # fmt: skip
    lines = (
        f"第 {number} 号  {contract}  {party}  {cause}，{day}\n   {evidence}"
        + (f"（{case}）" if case else "") + (f"；已撤销：{withdrawn}" if withdrawn else "")
        for number, contract, party, cause, day, evidence, case, withdrawn in rows
    )  # fmt: skip
    output.show(Listing(columns=_VETOES, rows=rows), "否决事项", screen=lines)


@click.command("withdraw-veto")
@click.argument("number", type=int)
@WITHDRAWN_BECAUSE
@dry_run
@pass_session
def withdraw(session: Session, number: int, because: str, *, dry_run: bool) -> None:
    """撤销记错的否决事项；原来的一行和撤销原因都留在台账里。

    例：shouyue assess withdraw-veto 1 --because 记错了村
    """
    from ledger.assessing.vetoes import withdraw_veto

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        known = withdraw_veto(tx, number, because=because)
    told(f"{known.contract} {known.party}：否决事项“{known.cause}”已撤销", dry_run=dry_run)
