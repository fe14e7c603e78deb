"""``shouyue handover``: what the next officer gets, with both signatures."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.commands.options import dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from ledger.commands.desk import OUT, opened, press_for, say_again, shown


@click.command("handover")
@click.option("--from", "handed_by", required=True, metavar="NAME", help="移交人")
@click.option("--to", "taken_by", required=True, metavar="NAME", help="接收人")
@OUT
@dry_run
@pass_session
def command(session: Session, handed_by: str, taken_by: str, out: Path | None, *, dry_run: bool) -> None:
    """交接：登记、未了义务、登记簿的工作簿，和一张供双方签字的清单。

    承诺不因经办人变动而免除。工作簿里没有证件号、电话、账号。没有记录的登记簿不列，只写名称。
    同一天、同样的人再出一次，台账没有变的，仍是原来的清单和编号。双方签字后用 shouyue books record handovers 登记。

    例：shouyue handover --from 李敏 --to 周平 -o 交接
    """
    from contracts.sheets import OutSheet, write_workbook
    from ledger.publishing.handover import handover, handover_list

    with opened(session) as ledger:
        made = handover(ledger, session.office(), session.today)
        press = press_for(session, ledger, out, "交接")
        preparation = handover_list(press, session.office(), made, handed_by=handed_by, taken_by=taken_by)
        lines = sum(len(rows) for _, _, rows in made.tables)
        if dry_run:
            press.tried(preparation)
            say(f"试运行：将在 {press.folder} 生成清单和工作簿，共 {lines} 行。未写任何文件，台账未动。")
            return
        (paper,) = preparation.in_order(press.issue(preparation))
    path = press.folder / f"{Path(paper.name).stem}.xlsx"
    write_workbook(path, [OutSheet(name=name, rows=[heads, *rows]) for name, heads, rows in made.tables])
    click.echo(shown(press.folder / paper.name))
    say_again(press, preparation)
    tell(f"{shown(path)}：{len(made.tables)} 张表，{lines} 行")
    names = f"--set handed_by={handed_by} --set taken_by={taken_by}"
    say(f"签字后登记：shouyue books record handovers {names} --set paper={paper.number or ''}")
