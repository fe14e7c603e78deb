"""``shouyue yearend``: everything a township keeps for a year, in one folder with an index and hashes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from contracts.commands.options import dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from ledger.commands.desk import opened, press_for, shown, writer


@click.command("yearend")
@click.argument("year", type=click.IntRange(1980, 9999), metavar="YEAR")
@click.option("-o", "--out", type=click.Path(path_type=Path), metavar="DIR",
              help="放在哪个新文件夹；不写则放在单位文件夹的“年终材料”里")  # fmt: skip
@dry_run
@pass_session
def command(session: Session, year: int, out: Path | None, *, dry_run: bool) -> None:
    """汇集一年的材料：登记簿、义务、发放、考核、公示和照片、异议、证件号码、违约，带目录和每个文件的校验值。

    年度没有过完的，截至今天。台账没有变，再汇集一次结果一样。没有证件号、电话、账号；合同、证件、对账单
    存在当事人的档案里，只列编号。缺什么先在“目录.xlsx”的“应补”里看。查验：shouyue verify 文件夹。

    例：shouyue yearend 2026 -o 2026年终材料
    """
    from ledger.yearend.folder import keep_pack
    from ledger.yearend.pack import assembled, span_of

    span = span_of(year, session.today, {item.id: item.title for item in session.programmes()})
    folder = out or session.folder / "年终材料" / f"{year}年_截至{span.last}"
    with opened(session) as ledger:
        press = press_for(session, ledger, folder, "")
        kinds = {kind.id: kind.title for kind in press.kinds.values()}
        span = replace(span, titles={**span.titles, **kinds})
        pack = assembled(ledger, session.office(), span, press.again)
        say(*(f"应补：{what}（{how}）" for what, how in pack.lacking))
        if dry_run:
            say(f"试运行：将在 {shown(folder)} 汇集 {len(pack.files)} 个文件。未写任何文件，台账未动。")
            return
        fresh = keep_pack(ledger, pack, folder, by=writer(session), now=session.now)
    if not fresh:
        say("与上次汇集的一样，没有另写。")
    click.echo(f"{shown(folder)}：{len(pack.files)} 个文件，截至 {span.last}")
