"""``shouyue publish list`` and what follows a posting: photo, objection, answer, consent, taking down, duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, FILE, Output, as_of_option, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.i18n import in_english, told
from contracts.listing import Listing
from ledger.commands.desk import opened, writer

if TYPE_CHECKING:
    from ledger.publishing.postings import Posting

_POSTINGS = (
    ("number", "编号"), ("title", "名称"), ("village", "村"), ("posted_from", "第一天"), ("posted_to", "最后一天"),
    ("taken_down_on", "撤下"), ("photo_on", "照片"), ("days_over", "超期天数"),
)  # fmt: skip
_OBJECTIONS = (
    ("id", "号"), ("number", "公示"), ("raised_on", "提出"), ("raised_by", "提出人"), ("raised_to", "受理"),
    ("form", "方式"), ("answer_by", "答复期限"), ("answered_on", "答复"), ("outcome", "结果"),
    ("days_late", "逾期天数"),
)  # fmt: skip
_DUTIES = (
    ("village", "村"), ("quarter", "季度"), ("due_by", "应在"), ("number", "编号"), ("posted_on", "公开日期"),
    ("photo_on", "照片日期"), ("state", "情况"),
)  # fmt: skip
_ON = click.option("--on", type=DATE, metavar="DATE", help="哪一天，默认今天")


@click.command("list")
@click.option("--overdue", is_flag=True, help="只列超过公示期还没有撤下的")
@as_of_option
@listing_options
@pass_session
def list_postings(session: Session, as_of: date | None, *, overdue: bool, output: Output) -> None:
    """列出出过的公示：公示期、照片、是否撤下、超期几天。

    例：shouyue publish list --overdue
    """
    from ledger.publishing.postings import hanging_too_long, postings

    day = as_of or session.today
    with opened(session, read_only=True) as ledger:
        found = hanging_too_long(ledger, day) if overdue else postings(ledger, as_of=day)
    rows = tuple(
        (
            item.number, item.title, item.village, item.posted_from, item.posted_to, item.taken_down_on, item.photo_on,
            item.days_over(day),
        )
        for item in found
    )  # fmt: skip
    title = "该撤下的公示" if overdue else "公示"
    output.show(Listing(columns=_POSTINGS, rows=rows), title, screen=_hung(found, day))


@click.command("takedown")
@click.argument("number")
@click.option("--from", "where_from", default="公示栏和网上", show_default=True, metavar="TEXT", help="从哪里撤下")
@_ON
@dry_run
@pass_session
def takedown(session: Session, number: str, where_from: str, on: date | None, *, dry_run: bool) -> None:
    """记撤下：公示期满，纸质撤下、网上删除。

    例：shouyue publish takedown 青公示[2026]1号
    """
    from ledger.publishing.postings import record_takedown

    day = on or session.today
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        item = record_takedown(tx, number, on=day, where_from=where_from)
    _told(f"{item.number} 已于 {day} 撤下", dry_run=dry_run)
    if item.posted_to and day < item.posted_to:
        say(f"公示期到 {item.posted_to} 才满。因更正撤下的，改正后重新公示满期；不是的，请照样贴回去。")


@click.command("proof")
@click.argument("number")
@click.argument("photo", type=FILE)
@click.option("--place", required=True, metavar="TEXT", help="张贴在哪里")
@click.option("--copy", "copied", is_flag=True, help="把照片原样复制到“公示照片”文件夹；不写只记文件名和哈希值")
@_ON
@dry_run
@pass_session
def proof(
    session: Session, number: str, photo: Path, place: str, on: date | None, *, copied: bool, dry_run: bool
) -> None:
    """记张贴照片：日期、地点、文件的哈希值。照片一个字节也不改。

    例：shouyue publish proof 青公示[2026]1号 公示栏.jpg --place 上坪村村部公示栏 --on 2026-11-23 --copy
    """
    from ledger.publishing.posting_proofs import FOLDER, keep_copy, record_proof

    keep_in = session.folder / FOLDER if copied else None
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        made = record_proof(tx, number, photo, taken_on=on or session.today, place=place, keep_in=keep_in)
        if copied and not dry_run:
            keep_copy(photo, made)
    _told(f"{number} 的照片已记：{made.path.name}（{made.sha256[:16]}…）", dry_run=dry_run)
    if made.has_details:
        say("这张照片带有拍摄信息（可能有地点、时间、手机型号），没有删改；对外提供时请留意。")


@click.command("object")
@click.argument("number")
@click.option("--by", default="", metavar="NAME", help="谁提出；可以不留名")
@click.option("--to", type=click.Choice(["village", "township", "county"]), default="township", show_default=True,
              help="谁受理：村、镇、县")  # fmt: skip
@click.option("--form", type=click.Choice(["oral", "written", "telephone"]), default="oral", show_default=True,
              help="当面口头、书面、电话")  # fmt: skip
@click.option("--because", required=True, metavar="TEXT", help="对哪一项有什么异议")
@_ON
@dry_run
@pass_session
def record_objection(
    session: Session, number: str, by: str, to: str, form: str, because: str, on: date | None, *, dry_run: bool
) -> None:
    """记异议：答复期限由公示上写的天数推算。提出人的姓名不打印、不公布。

    例：shouyue publish object 青公示[2026]1号 --because 第2行的组别写错
    """
    from ledger.publishing.objections import record_objection as record

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        made = record(tx, number, on=on or session.today, by=by, to=to, form=form, because=because)
    note = "（放假安排尚未收录，按周一至周五扣除法定节假日推算，请核对）" if made.is_estimated else ""
    _told(f"第{made.id}号异议，应在 {made.answer_by} 前答复{note}", dry_run=dry_run)


@click.command("answer")
@click.argument("objection", type=int)
@click.option("--outcome", required=True, type=click.Choice(["kept", "corrected", "removed", "withdrawn"]),
              help="维持、更正、撤回公示、本人撤回异议")  # fmt: skip
@click.option("--because", required=True, metavar="TEXT", help="查到什么，为什么这样答复")
@_ON
@dry_run
@pass_session
def answer(
    session: Session, objection: int, outcome: str, because: str, on: date | None, *, dry_run: bool
) -> None:
    """记对异议的答复：谁、何时、结果。

    例：shouyue publish answer 1 --outcome corrected --because 核对户籍簿，组别已改为3组
    """
    from ledger.publishing.objections import record_answer

    day = on or session.today
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        made = record_answer(tx, objection, on=day, by=writer(session), outcome=outcome, because=because)
    late = f"，逾期 {made.days_late(day)} 天" if made.days_late(day) else ""
    _told(f"第{objection}号异议已答复：{made.outcome}{late}", dry_run=dry_run)


@click.command("objections")
@as_of_option
@listing_options
@pass_session
def list_objections(session: Session, as_of: date | None, *, output: Output) -> None:
    """列出异议和答复，没有答复的在前。提出人只写姓氏。

    例：shouyue publish objections
    """
    from ledger.publishing.objections import objections

    day = as_of or session.today
    with opened(session, read_only=True) as ledger:
        found = objections(ledger, as_of=day)
    rows = tuple(
        (
            item.id, item.number, item.raised_on, item.raised_by, item.raised_to, item.form, item.answer_by,
            item.answered_on, item.outcome, item.days_late(day),
        )
        for item in found
    )  # fmt: skip
    output.show(Listing(columns=_OBJECTIONS, rows=rows), "异议")


@click.command("consent")
@click.argument("contract")
@click.option("--evidence", default="", metavar="TEXT", help="书面同意书的名称和存放处")
@click.option("--withdraw", is_flag=True, help="本人撤回同意，不需要理由")
@_ON
@dry_run
@pass_session
def consent(
    session: Session, contract: str, evidence: str, on: date | None, *, withdraw: bool, dry_run: bool
) -> None:
    """记特别扶助家庭的书面同意：公示可以写姓氏和村。随时可以撤回。

    例：shouyue publish consent 429999101201-计服-2026A-003 --evidence 同意书第3号，存镇档案室
    """
    from ledger.publishing.consents import record_consent, withdraw_consent

    if not withdraw and not evidence.strip():
        raise click.UsageError("记同意要写 --evidence；撤回写 --withdraw。")
    day = on or session.today
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        if withdraw:
            withdraw_consent(tx, contract, on=day)
        else:
            record_consent(tx, contract, programme="special_support", given_on=day, evidence=evidence)
    _told(f"{contract} 的同意已{'撤回' if withdraw else '记录'}", dry_run=dry_run)


@click.command("duties")
@click.option("--year", type=int, metavar="YEAR", help="哪一年，默认那一天的一年")
@as_of_option
@listing_options
@pass_session
def duties(session: Session, year: int | None, as_of: date | None, *, output: Output) -> None:
    """村务公开应做和已做：每村每季度，张贴日期、照片日期（不流于形式）。

    例：shouyue publish duties --year 2026
    """
    from ledger.publishing.disclosure_duties import disclosure_duties

    day = as_of or session.today
    with opened(session, read_only=True) as ledger:
        found = disclosure_duties(ledger, session.office().villages, year or day.year, day)
    rows = tuple(
        (item.village, item.quarter, item.due_by, item.number, item.posted_on, item.photo_on, item.state)
        for item in found
    )
    output.show(Listing(columns=_DUTIES, rows=rows), "村务公开")


POSTINGS = (list_postings, takedown, proof, record_objection, answer, list_objections, consent, duties)
"""Every command of this module."""


def _hung(found: Sequence[Posting], today: date) -> Iterator[str]:
    """Yield two lines for each notice: what and where, then since when, until when, photo, down or not.

    A table of these columns leaves three letters a line to the title, and breaks the number that is typed next.
    """
    comma = ", " if in_english() else "，"
    for item in found:
        over = item.days_over(today)
        down = f"{item.taken_down_on} 撤下" if item.taken_down_on else ""
        period = f"{item.posted_from} 至 {item.posted_to}" if item.posted_to else f"{item.posted_from} 起，没有公示期"
        late = f"超期 {over} 天，应撤下" if over else ""
        photo = f"{item.photo_on} 有照片" if item.photo_on else "没有照片"
        yield "  ".join(filter(None, (item.number, item.title, item.village)))
        yield "    " + comma.join(told(words) for words in (period, photo, down, late) if words)


def _told(words: str, *, dry_run: bool) -> None:
    if dry_run:
        say(f"试运行：{words}。台账未动。")
    else:
        tell(f"{words}。")
