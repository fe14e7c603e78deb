"""``shouyue pdf``: a batch as PDF, as the printer wants it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.bar import with_bar
from contracts.commands.options import FOLDER, OUT_FILE, ROWS, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say

if TYPE_CHECKING:
    from contracts.pdf import Sheets

_LAYOUTS = {"two_up": "_A3", "booklet": "_骑马订", "single": ""}


@click.command("pdf")
@click.argument("folder", metavar="BATCH", type=FOLDER)
@click.option("--only", type=ROWS, metavar="ROWS", default=(), help="只要批次里的这几行，如 1,3,7-9")
@click.option("--duplex", is_flag=True, help="双面打印：每份从新的一张纸开始")
@click.option("--two-up", is_flag=True, help="两页拼在一张 A3 上")
@click.option("--booklet", is_flag=True, help="按骑马订的页序拼在 A3 上，双面打印后对折装订")
@click.option("--archive", is_flag=True, help="存档用的 PDF/A-2b，由 LibreOffice 生成，未经第三方验证")
@click.option("--void", is_flag=True, help="每页印“作废”字样")
@click.option("-o", "--out", type=OUT_FILE, metavar="FILE", help="写到哪个文件")
@dry_run
@pass_session
def command(
    session: Session,
    folder: Path,
    only: tuple[int, ...],
    out: Path | None,
    *,
    duplex: bool,
    two_up: bool,
    booklet: bool,
    archive: bool,
    void: bool,
    dry_run: bool,
) -> None:
    """把一批文件转成一个 PDF，按份排好。

    BATCH 是 shouyue draft 写出的批次文件夹。每份合同有一个以编号为名的书签，每页有页码标签。需要 LibreOffice。
    被中断或磁盘满以后，同一条命令再运行一次，已经转换的不再转换。

    例：shouyue pdf 输出/service_contract_2026A --booklet
    """
    from contracts.kinds import kind_at_hand, shipped_folder
    from contracts.papers.batch import read_batch
    from contracts.papers.printing import DRAFT_MARK, VOID_MARK, Press, copies_in
    from contracts.papers.printout import write_pdf

    sheets = sheets_of(duplex=duplex, two_up=two_up, booklet=booklet, archive=archive)
    batch = read_batch(folder)
    kind = kind_at_hand(batch.kind, shipped_folder(), session.folder / "templates")
    mark = VOID_MARK if void else DRAFT_MARK if batch.for_discussion else ""
    press = Press(kind=kind, template=batch.template, mark=mark)
    copies = copies_in(batch.only(only))
    target = out or folder.parent / f"{folder.name}{_LAYOUTS[sheets.layout]}{'_作废' if void else ''}.pdf"
    say_missing_faces(batch.template)
    if dry_run:
        say(f"试运行：将把 {len(copies)} 份写成 {target}。未写任何文件。")
        return
    given = os.environ.get("SHOUYUE_SOFFICE", "")
    for file in write_pdf(copies, press, target, soffice=given, sheets=sheets, archive=archive, progress=with_bar):
        click.echo(file)


def sheets_of(*, duplex: bool, two_up: bool, booklet: bool, archive: bool) -> Sheets:
    """Return how pages lie on sheets.

    Raises:
        click.UsageError: Two of the options exclude each other.
    """
    from contracts.pdf import Sheets

    if two_up and booklet:
        raise click.UsageError("--two-up 和 --booklet 只能选一个。")
    if archive and (two_up or booklet or duplex):
        raise click.UsageError("--archive 用于存档，不能同时拼版或补空白页。")
    return Sheets(layout="two_up" if two_up else "booklet" if booklet else "single", duplex=duplex or booklet)


def say_missing_faces(template: bytes) -> None:
    """Name every typeface of a Word file that this computer has not, before anything is printed."""
    from contracts.pdf import missing_faces
    from contracts.word.typeface import faces_of

    say(*map(str, missing_faces(faces_of(template))))
