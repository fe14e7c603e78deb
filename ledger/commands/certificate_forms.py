"""``shouyue certificate receive, discard, stock, grid``: blank forms counted, printers measured."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, OUT_FILE, Output, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.listing import Listing
from ledger.commands.certificate_desk import PRINTER, chosen_printer
from ledger.commands.desk import opened, shown, writer

if TYPE_CHECKING:
    from contracts.kinds import Kind

_STOCK = (
    ("form", "文种"), ("received", "领取"), ("used", "已用"), ("spoilt", "损坏"), ("lost", "遗失"),
    ("returned", "退回"), ("remaining", "结存"), ("next", "下一张"),
)  # fmt: skip


_GONE = (("written", "流水号"), ("fate", "去向"), ("number", "证号"), ("happened_on", "日期"), ("because", "原因"))


@click.command("stock")
@click.argument("kind", metavar="[KIND]", default="")
@listing_options
@pass_session
def stock_list(session: Session, kind: str, *, output: Output) -> None:
    """空白证的账：领取 = 已用 + 损坏 + 遗失 + 退回 + 结存。

    写了文种的，逐张列出不在库存里的空白证：去向，用在哪个证号上。手写的、印坏的也算在内。

    例：shouyue certificate stock honour_certificate
    """
    from contracts.kinds import find_kind
    from ledger.publishing.forms import FATES, gone_forms, stock

    if kind:
        form = find_kind(_kinds(session), kind)
        with opened(session, read_only=True) as ledger:
            gone = gone_forms(ledger, "g.form = ?", [form.id])
        cells = tuple((one.written, FATES[one.fate], one.number, one.happened_on, one.because or None) for one in gone)
        output.show(Listing(columns=_GONE, rows=cells), f"{form.title}空白证的去向")
        return
    with opened(session, read_only=True) as ledger:
        found = stock(ledger)
    coded = output.json or output.jsonl or output.csv
    titles = {} if coded else {kind.id: kind.title for kind in _kinds(session).values()}
    rows = tuple(
        (
            titles.get(one.form, one.form), one.received, one.used, one.spoilt, one.lost, one.returned,
            one.remaining, one.next_serial,
        )
        for one in found
    )  # fmt: skip
    output.show(Listing(columns=_STOCK, rows=rows), "空白证")


@click.command("receive")
@click.argument("kind", metavar="KIND")
@click.option("--first", required=True, metavar="SERIAL", help="首号，如 A000101")
@click.option("--last", required=True, metavar="SERIAL", help="尾号，如 A000200")
@click.option("--from", "source", required=True, metavar="NAME", help="从哪里领来")
@click.option("--on", type=DATE, metavar="DATE", help="日期，默认今天")
@dry_run
@pass_session
def receive(
    session: Session, kind: str, first: str, last: str, source: str, on: date | None, *, dry_run: bool
) -> None:
    """登记领来的空白证。登记以后，这个文种每印一张都要用掉一张空白证。

    例：shouyue certificate receive honour_certificate --first A000101 --last A000200 --from 县卫健局
    """
    from contracts.kinds import find_kind
    from ledger.faults import Faults
    from ledger.publishing.forms import receive_forms

    faults, day = Faults(), on or session.today
    form = faults.of(lambda: find_kind(_kinds(session), kind))
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        code = form.id if form else kind
        count = faults.of(lambda: receive_forms(tx, code, first=first, last=last, on=day, source=source))
        faults.refuse()
    words = f"领取“{form.title if form else kind}”空白证 {count} 张"
    say(f"试运行：{words}。台账未动。") if dry_run else tell(f"{words}。")


@click.command("discard")
@click.argument("kind", metavar="KIND")
@click.argument("serial")
@click.option("--fate", type=click.Choice(["spoilt", "lost", "returned"]), default="spoilt", show_default=True,
              help="损坏、遗失、退回")  # fmt: skip
@click.option("--because", required=True, metavar="TEXT", help="原因")
@click.option("--on", type=DATE, metavar="DATE", help="日期，默认今天")
@dry_run
@pass_session
def discard(
    session: Session, kind: str, serial: str, fate: str, because: str, on: date | None, *, dry_run: bool
) -> None:
    """注销一张没有印过的空白证：损坏、遗失或退回。

    例：shouyue certificate discard honour_certificate A000103 --because 受潮
    """
    from contracts.kinds import find_kind
    from ledger.faults import Faults
    from ledger.publishing.certificate_steps import reason_given
    from ledger.publishing.forms import LOSSES, discard_form

    faults, day = Faults(), on or session.today
    form = faults.of(lambda: find_kind(_kinds(session), kind))
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        if form is None:
            faults.of(lambda: reason_given(tx, serial, on=day, because=because))
            faults.refuse()
        else:
            discard_form(tx, form.id, serial, fate=fate, on=day, because=because)
    words = f"空白证 {serial} {LOSSES[fate]}"
    say(f"试运行：{words}。台账未动。") if dry_run else tell(f"{words}。")


@click.command("handwritten")
@click.argument("number")
@click.option("--form", default="", metavar="SERIAL", help="手写用的空白证流水号，从库存里减去")
@click.option("--plain-paper", is_flag=True, help="原来记错了，其实写在白纸上")
@click.option("--because", default="", metavar="TEXT", help="改记的原因；第一次记不用写")
@dry_run
@pass_session
def handwritten(
    session: Session, number: str, form: str, because: str, *, plain_paper: bool, dry_run: bool
) -> None:
    """补记手写发出的证件用了哪一张空白证；记错了的再记一次，以后一次为准，两次都保留。

    例：shouyue certificate handwritten 429999101-荣-2026-0003 --form A000103
    """
    from ledger.publishing.certificates import certificate
    from ledger.publishing.forms import form_written_on

    if bool(form) == plain_paper:
        raise click.UsageError("写 --form，或者写 --plain-paper，二者选一。")
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        form_written_on(tx, certificate(tx, number), form, because=because)
    words = f"{number} 手写在空白证 {form} 上" if form else f"{number} 手写在白纸上"
    say(f"试运行：{words}。台账未动。") if dry_run else tell(f"{words}。")


def _kinds(session: Session) -> Mapping[str, Kind]:
    from contracts.kinds import load_kinds, shipped_folder

    return load_kinds(shipped_folder(), session.folder / "templates")


@click.command("grid")
@PRINTER
@click.option("--upright", is_flag=True, help="竖放；不写为横放")
@click.option("-o", "--out", type=OUT_FILE, default=Path("试打方格纸.docx"),
              show_default=True, metavar="FILE", help="写到哪个文件")  # fmt: skip
@pass_session
def grid(session: Session, printer: str, out: Path, *, upright: bool) -> None:
    """试打方格纸：每格 10 毫米，按 office.toml 里这台打印机的偏移印。

    印在白纸上，和空白证叠在一起对光看；差多少，就把 [[printers]] 的 right、down 改多少（单位 0.1 毫米）。
    """
    from contracts.files import write_whole
    from contracts.word.offset import moved
    from contracts.word.testgrid import grid_page

    chosen = chosen_printer(session, printer)
    lines = (
        f"打印机：{chosen.name or '（没有登记）'}",
        f"现在的偏移：{chosen.offset_words}",
        "标 10 的线离纸的左边和上边应正好 10.0 毫米。偏左 0.3 毫米，right 加 3；偏低 1.2 毫米，down 减 12。",
        "打印时选“实际大小”，不要选“适合页面”。中间两条线上每一小格是 1 毫米。",
    )
    page = grid_page(lines, landscape=not upright)
    write_whole(out, moved(page, right=chosen.right, down=chosen.down))
    click.echo(str(out))


@click.command("places")
@click.argument("kind", metavar="KIND")
@PRINTER
@click.option("-o", "--out", type=OUT_FILE, default=Path("试套打.docx"),
              show_default=True, metavar="FILE", help="试套打的一张写到哪个文件")  # fmt: skip
@pass_session
def places(session: Session, kind: str, printer: str, out: Path) -> None:
    """套打：预印空白证上每一项印在哪里。没有量过的，先写出 套打/KIND.toml 的样子。

    每次都用示例内容印一张 试套打.docx：印在白纸上，和空白证叠在一起对光看，改 left、foot，直到对准。

    例：shouyue certificate places honour_certificate
    """
    from contracts.files import write_whole
    from contracts.kinds import find_kind, load_kinds, shipped_folder
    from contracts.papers.placement import FOLDER, overprint, read_placement, starter
    from contracts.papers.proofs import example

    found = find_kind(load_kinds(shipped_folder(), session.folder / "templates"), kind)
    chosen = chosen_printer(session, printer)
    draft = example(found, signing_on=session.today)
    path = session.folder / FOLDER / f"{found.id}.toml"
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_whole(path, starter(draft, found).encode())
        tell(f"{shown(path)}：位置是估的，量了以后改")
    placement = read_placement(path.read_bytes(), path.name)
    write_whole(out, overprint(draft, found, placement, right=chosen.right, down=chosen.down))
    click.echo(str(out))
