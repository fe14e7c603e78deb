"""``shouyue breach``: what becomes of a breach of either side, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from contracts.commands.options import DATE, Output, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.i18n import in_english, told
from contracts.listing import PAGE_WIDTH, Cell, Listing, wrapped
from contracts.numerals import yuan
from ledger.commands.desk import opened, writer
from ledger.commands.known import refuse_unknown
from ledger.commands.titles import column_titles, in_words

if TYPE_CHECKING:
    from ledger.breaches import Step
    from ledger.store import Transaction

_ENTRY = click.argument("entry", type=int)
_ON = click.option("--on", required=True, type=DATE, metavar="DATE", help="哪一天")
_HOW = click.option("--how", required=True, metavar="TEXT", help="怎样做的、依据什么；不得写健康情况和身份证号")
_COLUMNS = (
    ("side", "方"), ("owed_by", "谁"), ("village", "村"), ("stage", "情况"), ("ordinal", "条"), ("what", "事项"),
    ("times", "项数"), ("since", "自"), ("cure_by", "改正期限"), ("outstanding_fen", "未付（元）"),
    ("contract", "合同编号"), ("entry", "笔号"),
)  # fmt: skip
_STAGES = {
    "late": "拖欠", "found": "已发现", "notice_served": "已通知", "cured": "已改正", "excused": "已免责",
    "disputed": "有异议", "appealed": "已申诉", "remedied": "已补救",
}  # fmt: skip
_COMMA = {False: "，", True: ", "}
_SIDES = {"office": "办事单位", "family": "家庭", "unit": "单位"}


@click.group("breach")
def command() -> None:
    """违约的处理：通知、改正、免责、异议、申诉、补救，任何一方都一样。

    办事单位的拖欠由日期算出，不用登记，列在最前。家庭不罚款，奖励不扣减。
    """


@command.command("list")
@click.option("--as-of", type=DATE, metavar="DATE", help="按这一天的情况，默认今天")
@click.option("--village", metavar="NAME", help="只看一个村")
@listing_options
@pass_session
def list_breaches(session: Session, as_of: date | None, village: str | None, *, output: Output) -> None:
    """列出拖欠和违约，办事单位在前；姓名隐去一部分。

    例：shouyue breach list --village 上坪村
    """
    from ledger.query import ask

    with opened(session, read_only=True) as ledger:
        refuse_unknown(session, ledger, {"village": village})
        day = as_of or session.today
        found = ask(ledger, "breach_stages", {"as_of": day, "village": village})
    titles = column_titles(session, {"term": "", "programme": ""}) if found else {}
    shown = [{**row, "side": _SIDES[row["side"]], "stage": _STAGES[row["stage"]], "what": _what(titles, row)}
             for row in found]  # fmt: skip
    rows = tuple(tuple(row[key] for key, _ in _COLUMNS) for row in shown)
    output.show(Listing(columns=_COLUMNS, rows=rows), "拖欠和违约", _page(shown, day))


def _what(titles: Mapping[str, Mapping[str, str]], row: Mapping[str, str]) -> Cell:
    """Return what a line is about: the reward that is late, or the clause in a few words; what no kind knows: empty."""
    if row["stage"] == "late" and row["about"]:
        return in_words(titles, "programme", row["about"])
    return titles["term"].get(row["term"])


def _page(shown: Sequence[Mapping[str, Any]], day: date) -> Iterator[str]:
    """Yield what a clerk reads: each side under its heading, what is late or was found, who, since when, how it stands.

    A table of these columns is wider than a screen, and a contract's number must stay whole to be copied.
    """
    for side, group in groupby(shown, key=lambda row: row["side"]):
        yield str(side)
        for row in group:
            owed = told(f"未付 {yuan(row['outstanding_fen'])}") if row["outstanding_fen"] else ""
            until = told(f"改正期限到 {row['cure_by']}") if row["cure_by"] else ""
            if until and row["stage"] == _STAGES["notice_served"] and row["cure_by"] < day.isoformat():
                until = told(f"改正期限 {row['cure_by']} 已过")
            number = told(f"笔号 {row['entry']}") if row["entry"] else ""
            clause = " ".join(filter(None, (told(f"第{row['ordinal']}条"), row["what"])))
            count = "" if row["entry"] else told(f"{row['times']} 项")
            about = (told(row["stage"]), clause, row["owed_by"], row["village"], count, told(f"自 {row['since']}"))
            cells = (*about, owed, until, row["contract"], number)
            first, *rest = wrapped(_COMMA[in_english()].join(filter(None, cells)), PAGE_WIDTH - 6)
            yield f"  {first}"
            yield from (f"      {line}" for line in rest)


@command.command("notice")
@_ENTRY
@_ON
@_HOW
@click.option(
    "--days", type=click.IntRange(1, 250), default=15, show_default=True, help="改正期限，工作日；送达当天不算"
)
@dry_run
@pass_session
def serve_notice(session: Session, entry: int, on: date, how: str, days: int, *, dry_run: bool) -> None:
    """记送达通知：ENTRY 是 record breach 给出的笔号；给对方改正的时间。

    例：shouyue breach notice 12 --on 2026-07-15 --how 书面送到村委会 --days 15
    """
    from ledger.breaches import serve_notice as serve

    _recorded(session, lambda tx: serve(tx, entry, on=on, how=how, days=days), dry_run=dry_run)


@command.command("cured")
@_ENTRY
@_ON
@_HOW
@dry_run
@pass_session
def record_cured(session: Session, entry: int, on: date, how: str, *, dry_run: bool) -> None:
    """记已经改正。

    例：shouyue breach cured 12 --on 2026-11-20 --how 补发到账，凭证2026-0312
    """
    from ledger.breaches import record_cure

    _recorded(session, lambda tx: record_cure(tx, entry, on=on, how=how), dry_run=dry_run)


@command.command("excused")
@_ENTRY
@_ON
@click.option(
    "--ground", required=True, metavar="CODE", help="force_majeure、other_side_first、law_changed、not_of_its_own"
)
@_HOW
@dry_run
@pass_session
def record_excused(session: Session, entry: int, on: date, ground: str, how: str, *, dry_run: bool) -> None:
    """记免责：不可抗力、对方应先履行、法律修改、并非本方原因。办事单位不因法律修改而免责。

    例：shouyue breach excused 12 --on 2026-11-20 --ground force_majeure --how 山洪冲断道路，镇政府通告第3号
    """
    from ledger.breaches import excuse

    _recorded(session, lambda tx: excuse(tx, entry, on=on, ground=ground, how=how), dry_run=dry_run)


@command.command("disputed")
@_ENTRY
@_ON
@_HOW
@dry_run
@pass_session
def record_disputed(session: Session, entry: int, on: date, how: str, *, dry_run: bool) -> None:
    """记对方有异议；有结果以前不作处理。

    例：shouyue breach disputed 12 --on 2026-11-20 --how 来电说明款项已经领取
    """
    from ledger.breaches import dispute

    _recorded(session, lambda tx: dispute(tx, entry, on=on, how=how), dry_run=dry_run)


@command.command("appealed")
@_ENTRY
@_ON
@_HOW
@dry_run
@pass_session
def record_appealed(session: Session, entry: int, on: date, how: str, *, dry_run: bool) -> None:
    """记已经申请复议、调解或者起诉。

    例：shouyue breach appealed 12 --on 2026-11-20 --how 向县政府申请行政复议
    """
    from ledger.breaches import appeal

    _recorded(session, lambda tx: appeal(tx, entry, on=on, how=how), dry_run=dry_run)


@command.command("remedied")
@_ENTRY
@_ON
@click.option(
    "--kind", required=True, metavar="CODE",
    help="perform、make_good；对单位还有 pay_interest、compensate、apologise",
)  # fmt: skip
@_HOW
@dry_run
@pass_session
def record_remedied(session: Session, entry: int, on: date, kind: str, how: str, *, dry_run: bool) -> None:
    """记补救：期满没有改正的，按法律允许的方式。对家庭不要钱、不扣奖励。

    例：shouyue breach remedied 12 --on 2026-11-20 --kind perform --how 限期补发
    """
    from ledger.breaches import remedy

    _recorded(session, lambda tx: remedy(tx, entry, on=on, kind=kind, how=how), dry_run=dry_run)


@command.command("retract")
@click.argument("step", type=int)
@click.option("--because", required=True, metavar="TEXT", help="为什么撤回")
@dry_run
@pass_session
def retract_step(session: Session, step: int, because: str, *, dry_run: bool) -> None:
    """撤回记错的一步；违约记录本身用 shouyue retract。

    例：shouyue breach retract 4 --because 日期记错
    """
    from ledger.breaches import withdraw_step

    _recorded(session, lambda tx: withdraw_step(tx, step, because=because), dry_run=dry_run)


def _recorded(session: Session, write: Callable[[Transaction], Step], *, dry_run: bool) -> None:
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        done = write(tx)
    words = _STAGES.get(done.step, "撤回")
    until = f"，改正期限到 {done.cure_by}" if done.cure_by else ""
    if done.note:
        say(done.note)
    if dry_run:
        say(f"试运行：可以记“{words}”{until}。台账未动。")
        return
    tell(f"已记第 {done.id} 步：{done.contract} {words}{until}。")
