"""``shouyue publish <notice>``: one command for each kind of notice; each prints sheet, board and page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contracts.commands.options import DATE, FILE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from contracts.errors import InputError
from contracts.model import Problem
from ledger.commands.desk import OUT, opened, press_for, printed
from ledger.commands.known import refuse_unknown
from ledger.commands.side_tables import table_rows

if TYPE_CHECKING:
    from contracts.rewards.programme_packs import Programme, Start
    from contracts.settings import Village
    from ledger.publishing.board import Gather, Posted
    from ledger.publishing.press import Press

_TIMETABLE = {"service": ("服务内容", "服务项目"), "served_on": ("时间", "日期"), "site": ("地点",)}
_COUNTS = {
    "programme": ("项目",), "township": ("乡镇",), "added": ("新增人数", "新增"), "exited": ("退出人数", "退出"),
    "count": ("在册人数", "在册"),
}  # fmt: skip
_DEMANDS = {"office": ("单位",), "improvement": ("改进要求",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """How a notice is to hang, as asked for on the command line."""

    posted_from: date | None
    days: int | None
    calendar_days: bool
    out: Path | None
    dry_run: bool


def hanging_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command that posts: it gets ``hanging: Hanging``."""

    @functools.wraps(function)
    def with_hanging(
        *arguments: Any, posted_from: date | None, days: int | None, out: Path | None, calendar_days: bool,
        dry_run: bool, **options: Any,
    ) -> Any:  # fmt: skip
        if calendar_days and not days:
            words = "只写了 --calendar-days：加上 --days 天数；office.toml 的 posting_days 自己写明是天还是工作日。"
            raise click.UsageError(words)
        hanging = Hanging(posted_from=posted_from, days=days, calendar_days=calendar_days, out=out, dry_run=dry_run)
        return function(*arguments, hanging=hanging, **options)

    for option in (
        dry_run,
        OUT,
        click.option("--calendar-days", is_flag=True, help="按自然日计；不写按工作日计"),
        click.option("--days", type=click.IntRange(1, 60), help="公示几天；默认按 office.toml 的 posting_days"),
        click.option("--from", "posted_from", type=DATE, metavar="DATE", help="第一天，默认今天"),
    ):
        with_hanging = option(with_hanging)
    return with_hanging


_YEAR = click.option("--year", type=int, metavar="YEAR", help="哪一年度，默认今年")
_VILLAGE = click.option("--village", required=True, metavar="NAME", help="哪个村")


def post(session: Session, hanging: Hanging, make: Callable[[Press], Gather]) -> None:
    """Post what ``make`` gathers, in its three forms."""
    from ledger.publishing.board import Posted
    from ledger.publishing.postings import DayRule

    with opened(session) as ledger:
        press = press_for(session, ledger, hanging.out, "公示")
        rule = DayRule(days=hanging.days, working=not hanging.calendar_days) if hanging.days else None
        posted_from = hanging.posted_from or session.today
        put_up(press, Posted(press, session.office(), make(press), posted_from=posted_from, rule=rule), hanging)


def put_up(press: Press, posted: Posted, hanging: Hanging) -> None:
    """Issue a notice, or say which one of today says the same."""
    printed(press, posted, dry_run=hanging.dry_run)
    if posted.again:
        say(f"今天已经出过同样的公示：{posted.again.number}。没有占用新号，纸件在“{press.folder.name}”文件夹。")
    elif not hanging.dry_run:
        say("三种样式：A4 纸、A3 大字、手机网页。张贴后用 shouyue publish proof 记照片。")


def village_named(session: Session, words: str) -> Village:
    """Return the office's village of that name.

    Raises:
        UsageError: The office has none of that name (exit 2); those it has are named.
    """
    found = session.office().village(words)
    if found is None:
        names = "、".join(item.short for item in session.office().villages)
        raise click.UsageError(f"本单位没有“{words}”；本单位的村：{names}。")
    return found


def titles_of(session: Session) -> dict[str, str]:
    """Return the code of each programme that pays money here, and its title."""
    return {item.id: item.title for item in paying(session)}


def starts_of(session: Session) -> dict[str, Start]:
    """Return the code of each programme that pays money here, and from when it pays a family."""
    return {item.id: item.start for item in paying(session)}


def paying(session: Session) -> list[Programme]:
    """Return the programmes that pay money here, those that only pay old promises among them."""
    from contracts.rewards.programmes import programmes_for

    place = session.office().division_code
    found = programmes_for(place, session.today, session.programmes(), history=True)
    return [item for item in found if item.form == "money"]


@click.command("township_review_notice")
@click.option("--programme", default="reward_support", show_default=True, metavar="CODE", help="项目代码")
@_YEAR
@hanging_options
@pass_session
def township_review_notice(session: Session, programme: str, year: int | None, *, hanging: Hanging) -> None:
    """乡镇初审公示：拟新增、拟退出分两张表；退出只写中性代码。

    台账里今年才有、以前年度是否已经享受不知道的，另列一张表，不算新增；登记了旧合同（register --history）的就分得清。

    例：shouyue publish township_review_notice --days 7
    """
    from ledger.publishing.notice_lists import township_review

    title = titles_of(session).get(programme, programme)
    start = starts_of(session).get(programme)
    post(session, hanging, lambda _: township_review(programme, title, year or session.today.year, start))


@click.command("county_approval_notice")
@click.option("--also", type=FILE, metavar="FILE", help="其他乡镇的人数表：项目、乡镇、新增人数、退出人数、在册人数")
@click.option("--number", default="", metavar="TEXT", help="县里给的编号；不写按县的代字和序号编")
@_YEAR
@hanging_options
@pass_session
def county_approval_notice(
    session: Session, also: Path | None, number: str, year: int | None, *, hanging: Hanging
) -> None:
    """县级审批公告：各项目、各乡镇的新增、退出、在册人数，不列姓名，由县盖章。

    县里收书面意见的地址写在 office.toml 的 [values.county_approval_notice] county_address；不写就印“打电话询问”。

    例：shouyue publish county_approval_notice --year 2026 --days 7
    """
    from ledger.publishing.conditions import sentences
    from ledger.publishing.notice_lists import county_approval

    others = table_rows(also, _COUNTS, counts=("added", "exited", "count")) if also else ()
    place = session.office().division_code
    make = functools.partial(
        county_approval, titles_of(session), session.office().name, year or session.today.year, others,
        number=number, starts=starts_of(session), said=sentences(paying(session), place, session.today),
    )  # fmt: skip
    post(session, hanging, lambda _: make())


@click.command("special_support_notice")
@_YEAR
@hanging_options
@pass_session
def special_support_notice(session: Session, year: int | None, *, hanging: Hanging) -> None:
    """特别扶助公示：只写人数；记过书面同意的，也只写姓氏和村。

    例：shouyue publish special_support_notice --days 7
    """
    from ledger.publishing.notice_lists import special_support

    post(session, hanging, lambda _: special_support(year or session.today.year))


@click.command("village_disclosure")
@_VILLAGE
@click.option("--quarter", "on", type=DATE, metavar="DATE", help="哪一季度：写其中一天，默认今天")
@click.option("--timetable", type=FILE, metavar="FILE", help="服务时间表：服务内容、时间、地点")
@click.option("--plan", default="", metavar="TEXT", help="政策落实方案；不写用文种的文字")
@hanging_options
@pass_session
def village_disclosure(
    session: Session, village: str, on: date | None, timetable: Path | None, plan: str, *, hanging: Hanging
) -> None:
    """村务公开栏：落实方案、各项目发放的户数和金额、服务时间、不收费、投诉电话；不列姓名。

    例：shouyue publish village_disclosure --village 上坪村 --days 30 --calendar-days
    """
    from ledger.publishing.notice_money import village_disclosure as gather

    where, rows = village_named(session, village), table_rows(timetable, _TIMETABLE) if timetable else ()
    if not rows:
        say("没有服务时间表，公开栏上就没有服务时间：用 --timetable 写明服务内容、时间、地点。")
    post(session, hanging, lambda _: gather(where, titles_of(session), on or session.today, rows, plan))


@click.command("payout_announcement")
@click.option("--village", metavar="NAME", help="哪个村；不写为全镇")
@click.option("--new-date", "new_dates", multiple=True, metavar="[CODE=]DATE", help="未发的何时发；可按项目分别写")
@click.option("--reason", "reasons", multiple=True, metavar="CODE=TEXT", help="未发原因，固定说法；默认按发放记录")
@_YEAR
@hanging_options
@pass_session
def payout_announcement(
    session: Session,
    village: str | None,
    new_dates: tuple[str, ...],
    reasons: tuple[str, ...],
    year: int | None,
    *,
    hanging: Hanging,
) -> None:
    """兑现公告：各项目到期、已发、未发的户数和金额，未发的原因和新日期。数字来自台账。

    例：shouyue publish payout_announcement --new-date 2026-12-20 --days 7
    """
    from ledger.publishing.notice_money import payout

    days = {key: DATE.convert(value, None, None) for key, value in map(_pair, new_dates)}
    said = dict(map(_pair, reasons))
    if "" in said:
        raise click.UsageError(f"--reason 写作 项目代码=原因，不认识“{said['']}”。")
    with opened(session, read_only=True) as ledger:
        for code in (*filter(None, days), *said):
            refuse_unknown(session, ledger, {"programme": code})
    where = village_named(session, village) if village else None
    make = functools.partial(
        payout, titles_of(session), year or session.today.year, session.today,
        village=where, new_dates=days, reasons=said,
    )  # fmt: skip
    post(session, hanging, lambda _: make())


@click.command("assessment_circular")
@click.option("--period", "written", required=True, metavar="PERIOD", help="2026-03、2026Q1、2026H1 或 2026")
@click.option("--number", default="", metavar="TEXT", help="发文字号，如 青政发[2026]12号；不写按序号编")
@click.option("--improve", type=FILE, metavar="FILE", help="改进要求表：单位、改进要求")
@OUT
@dry_run
@pass_session
def assessment_circular(
    session: Session, written: str, number: str, improve: Path | None, out: Path | None, *, dry_run: bool
) -> None:
    """考核结果通报：公文格式，红头、文号、版记；只通报已关闭的考核期，只写单位。

    例：shouyue publish assessment_circular --period 2026Q1 --number 青政发[2026]12号
    """
    from ledger.assessing.periods import parse_period
    from ledger.publishing.circular import circular

    rows = table_rows(improve, _DEMANDS) if improve else ()
    demands = {row["office"]: row["improvement"] for row in rows}
    period, office = parse_period(written), session.office()
    hanging = Hanging(posted_from=None, days=None, calendar_days=False, out=out, dry_run=dry_run)
    post(
        session, hanging,
        lambda press: circular(press.kind("assessment_circular"), office, period, number=number, demands=demands),
    )  # fmt: skip


@click.command("certificate_notice")
@click.option("--since", type=DATE, metavar="DATE", help="从哪一天，默认今年1月1日")
@click.option("--until", type=DATE, metavar="DATE", help="到哪一天，默认今天")
@hanging_options
@pass_session
def certificate_notice(session: Session, since: date | None, until: date | None, *, hanging: Hanging) -> None:
    """光荣证补发公示：补发、作废的本数；作废的旧证只写证号和姓氏。

    例：shouyue publish certificate_notice --days 7
    """
    from ledger.publishing.notice_lists import certificates

    first = since or date(session.today.year, 1, 1)
    post(session, hanging, lambda _: certificates(first, until or session.today))


@click.command("policy_notice")
@hanging_options
@pass_session
def policy_notice(session: Session, *, hanging: Hanging) -> None:
    """政策告知：现行项目、谁可以享受、标准、何时发、怎样申请，用平常话写。

    例：shouyue publish policy_notice
    """
    from contracts.rewards.programmes import programmes_for
    from ledger.publishing.notice_words import policy

    office = session.office()
    current = programmes_for(office.division_code, session.today, session.programmes())
    post(session, hanging, lambda _: policy(office, current, session.today))


@click.command("rectification_notice")
@click.argument("entry", type=int)
@click.option("--remedy", required=True, metavar="TEXT", help="整改措施，如 本机关足额补发并说明原因。")
@click.option("--new-date", required=True, type=DATE, metavar="DATE", help="何时做完")
@hanging_options
@pass_session
def rectification_notice(session: Session, entry: int, remedy: str, new_date: date, *, hanging: Hanging) -> None:
    """整改公告：只公布办事单位自己的失约，不公布家庭的。ENTRY 是违约笔号。

    例：shouyue publish rectification_notice 5 --remedy 本机关足额补发并说明原因。 --new-date 2026-12-20
    """
    from ledger.publishing.notice_words import rectification

    if new_date <= session.today:
        problem = Problem(where="--new-date", message=f"{new_date} 不是以后的日期", hint="写今天以后的日期")
        raise InputError("没有公示。", [problem])
    post(session, hanging, lambda _: rectification(entry, titles_of(session), remedy=remedy, new_date=new_date))


@click.command("village_rules_notice")
@_VILLAGE
@click.argument("line", type=int)
@hanging_options
@pass_session
def village_rules_notice(session: Session, village: str, line: int, *, hanging: Hanging) -> None:
    """村规民约通过公告：LINE 是村规民约登记簿里的行号。

    例：shouyue publish village_rules_notice --village 上坪村 1 --days 30 --calendar-days
    """
    from ledger.publishing.notice_words import village_rules

    where = village_named(session, village)
    post(session, hanging, lambda _: village_rules(where, line))


@click.command("openness_item")
@click.argument("item")
@click.option("--index", "index_no", required=True, metavar="TEXT", help="索引号")
@click.option("--formed-on", required=True, type=DATE, metavar="DATE", help="信息形成的日期；公开时限由此起算")
@click.option("--reviewed-by", default="", metavar="NAME", help="审查表上签字的审查人；没有审查的不得公开")
@click.option("--reviewed-on", type=DATE, metavar="DATE", help="审查表签字的日期")
@hanging_options
@pass_session
def openness_item(
    session: Session, item: str, index_no: str, formed_on: date, reviewed_by: str, reviewed_on: date | None,
    *, hanging: Hanging,
) -> None:  # fmt: skip
    """政务公开目录：先审查，二十个工作日内公开，逾期照实写。ITEM 是名称。

    例：shouyue publish openness_item 2026年奖励扶助兑现公告 --index 429999101-2026-0001 --formed-on 2026-11-20
    --reviewed-by 何静 --reviewed-on 2026-11-21
    """
    from ledger.publishing.notice_words import ReviewSheet, openness

    office, on = session.office(), hanging.posted_from or session.today
    sheet = ReviewSheet(checker=reviewed_by, signed_on=reviewed_on) if reviewed_on else None
    post(
        session, hanging,
        lambda _: openness(office, index_no=index_no, item=item, formed_on=formed_on, published_on=on, sheet=sheet),
    )  # fmt: skip


@click.command("tip_line_notice")
@hanging_options
@pass_session
def tip_line_notice(session: Session, *, hanging: Hanging) -> None:
    """投诉举报电话：只受理办事单位的问题和胎儿性别鉴定；不受理对家庭生育的举报，不设奖金。

    例：shouyue publish tip_line_notice
    """
    from ledger.publishing.notice_words import tip_line

    post(session, hanging, lambda _: tip_line())


NOTICES = (
    township_review_notice, county_approval_notice, special_support_notice, village_disclosure, payout_announcement,
    assessment_circular, certificate_notice, policy_notice, rectification_notice, village_rules_notice, openness_item,
    tip_line_notice,
)  # fmt: skip
"""Every command of this module, in the order of domain §2.10."""


def _pair(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    return (key.strip(), value.strip()) if mark else ("", text.strip())
