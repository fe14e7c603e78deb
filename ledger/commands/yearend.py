"""``shouyue yearend``: everything a township keeps for a year, in one folder or zip file with an index and hashes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from ledger.commands.desk import opened, press_for, shown, writer

if TYPE_CHECKING:
    from ledger.yearend.pack import Pack, Put


@click.command("yearend")
@click.argument("year", type=click.IntRange(1980, 9999), metavar="YEAR")
@click.option("-o", "--out", type=click.Path(readable=False, path_type=Path), metavar="PATH",
              help="放在哪个新文件夹，或者哪个 .zip 文件；不写则放在单位文件夹的“年终材料”里")  # fmt: skip
@click.option("--zip", "zipped", is_flag=True, help="做成一个 zip 文件，便于移交")
@click.option("--with-contracts", is_flag=True, help="当年签订的合同原件也收入；写有证件号和电话，只供存档")
@dry_run
@pass_session
def command(
    session: Session, year: int, out: Path | None, *, zipped: bool, with_contracts: bool, dry_run: bool
) -> None:
    """汇集一年的材料：登记簿、义务、发放、考核、公示和照片、异议、证件号码、违约，带目录和每个文件的校验值。

    年度没有过完的，截至今天。台账没有变，再汇集一次结果一样。没有证件号、电话、账号；合同、证件、对账单
    存在当事人的档案里，只列编号。缺什么先在“目录.xlsx”的“应补”里看。查验：shouyue verify 文件夹或 zip。

    加 --with-contracts，当年签订的合同也收入：从批次文件夹里找，找不到的照台账重新生成，校验值与签订时
    相同才收；收不到的写进目录。文件名里没有证件号。

    例：shouyue yearend 2026 -o 2026年终材料.zip --with-contracts
    """
    from ledger.yearend.folder import keep_pack, tried
    from ledger.yearend.pack import assembled, span_of, usual_place

    span = span_of(year, session.today, {item.id: item.title for item in session.programmes()})
    place = _place(out or usual_place(session.folder, year, span.as_of), zipped=zipped)
    with opened(session) as ledger:
        press = press_for(session, ledger, place, "")
        span = replace(span, titles={**span.titles, **{kind.id: kind.title for kind in press.kinds.values()}})

        def assemble(put: Put) -> Pack:
            contracts = press.original if with_contracts else None
            return assembled(ledger, session.office(), span, press.again, put, contracts)

        if dry_run:
            pack = tried(assemble)
            _say_lacking(pack)
            say(f"试运行：将在 {shown(place)} 汇集 {len(pack.files)} 个文件。未写任何文件，台账未动。")
            return
        pack, fresh = keep_pack(ledger, assemble, place, by=writer(session), now=session.now)
    _say_lacking(pack)
    if not fresh:
        say("与上次汇集的一样，没有另写。")
    click.echo(f"{shown(place)}：{len(pack.files)} 个文件，截至 {span.last}")


def _place(out: Path, *, zipped: bool) -> Path:
    return out.with_name(f"{out.name}.zip") if zipped and out.suffix.lower() != ".zip" else out


def _say_lacking(pack: Pack) -> None:
    say(*(f"应补：{what}（{how}）" for what, how in pack.lacking))
