"""``shouyue reward``: programmes with source and doubt, and what a household is owed under them."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from contracts.commands.options import DATE, DIVISION, FILE, Output, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from contracts.errors import InputError
from contracts.i18n import Told, in_english, told
from contracts.listing import Cell, Listing
from contracts.model import PartialDate, Problem
from contracts.numerals import yuan

if TYPE_CHECKING:
    from contracts.rewards.facts import Exit, Facts
    from contracts.rewards.programmes import Entitlement, Programme

_HOUSEHOLD = "本户"
_COLUMNS = (
    ("household", "家庭"), ("programme", "项目"), ("title", "名称"), ("payee", "给谁"), ("label", "所属"),
    ("due_on", "最迟兑现"), ("amount_fen", "金额（元）"), ("payers", "由谁承担"), ("reckoning", "怎样算出"),
)  # fmt: skip
_LIST = (
    ("programme", "项目"), ("title", "名称"), ("place_name", "地区"), ("form", "形式"),
    ("takes_promises", "可作新承诺"), ("verified", "已核对"), ("rows", "素材"),
)  # fmt: skip
_ON_SCREEN = (("programme", "项目"), ("title", "名称"), ("place_name", "地区"), ("remark", "备注"))
_FORMS = {
    "money": "金钱", "loan": "周转金", "service": "服务", "discount": "优惠", "points": "加分", "preference": "优先",
    "code": "只有名称",
}  # fmt: skip


class PartialDayType(click.ParamType[PartialDate]):
    """A day, a month or a year, as precise as the paper is."""

    name = "partial_date"

    def convert(
        self, value: str | PartialDate, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        """Return the day; wrong usage (exit 2) where there is no such day."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(value)
        except ValueError:
            self.fail(f"“{value}”不是日期；写作 2013-05-20、2013-05 或 2013", param, ctx)


DAY = PartialDayType()
_FACTS = (
    click.option("--certificate-number", metavar="NO", help="光荣证号"),
    click.option("--issued-on", "certificate_issued_on", type=DAY, metavar="DATE", help="发证日期，可只写年月或年"),
    click.option("--child-birth", type=DAY, metavar="DATE", help="子女出生年月"),
    click.option("--wife-birth", type=DAY, metavar="DATE", help="女方出生年月"),
    click.option("--husband-birth", type=DAY, metavar="DATE", help="男方出生年月"),
    click.option("--applied-on", type=DATE, metavar="DATE", help="申请日期"),
    click.option("--promised-on", type=DATE, metavar="DATE", help="当年承诺的日期（历史项目）"),
    click.option("--event-on", type=DATE, metavar="DATE", help="发放事由发生的日期；特别扶助不早于当月"),
    click.option("--parent", "parents", multiple=True, type=click.Choice(("wife", "husband")),
                 help="按父母每人发的：只有一方的，写明哪一方"),
    click.option("--confirmed-on", type=DATE, metavar="DATE", help="县级确认的日期，分级的特别扶助从当月起"),
    click.option("--class", "payment_class", metavar="NAME", help="发放类别，如 甲类、职工；不写原因"),
    click.option("--wife-employer", metavar="NAME", help="女方单位；没有或已不存在写 无"),
    click.option("--husband-employer", metavar="NAME", help="男方单位；没有或已不存在写 无"),
    click.option("--wife-employer-until", type=DATE, metavar="DATE", help="女方单位注销的日期，其后由承接单位付"),
    click.option("--husband-employer-until", type=DATE, metavar="DATE", help="男方单位注销的日期"),
    click.option("--confirmed", multiple=True, metavar="PROGRAMME", help="县级已确认资格的项目，可写几次"),
    click.option("--exit", "exits", multiple=True, metavar="CODE=DATE",
                 help="退出：died=2026-05-03，女方加 @wife，子女加 @child"),
)


def _household_facts(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command that takes a household's facts: they come as one ``given`` mapping."""
    names = (
        "certificate_number", "certificate_issued_on", "child_birth", "wife_birth", "husband_birth", "applied_on",
        "promised_on", "event_on", "parents", "confirmed_on", "payment_class", "wife_employer", "husband_employer",
        "wife_employer_until", "husband_employer_until", "confirmed", "exits",
    )  # fmt: skip

    @functools.wraps(function)
    def with_facts(*arguments: Any, **options: Any) -> Any:
        given = {name: options.pop(name) for name in names}
        return function(*arguments, given={key: value for key, value in given.items() if value}, **options)

    wrapped: Callable[..., Any] = with_facts
    for option in reversed(_FACTS):
        wrapped = option(wrapped)
    return wrapped


@click.group("reward")
def command() -> None:
    """奖励扶助：有哪些项目，一户应得多少，怎样算出来。

    金额都来自有日期、有出处的项目资料；不知道的就说不知道，不猜。
    """


@command.command("list")
@click.option("--place", type=DIVISION, metavar="CODE", help="只列适用于该地的；不写列全部")
@click.option("--as-of", type=DATE, metavar="DATE", help="可不可以作新的承诺，按这一天看，默认今天")
@listing_options
@pass_session
def list_programmes(session: Session, place: str | None, as_of: date | None, *, output: Output) -> None:
    """列出项目；历史项目不作新的承诺，已经承诺的照付。

    屏幕上的备注只写例外：不是金钱的，不作新承诺的，未核实的；--csv、--json 列出各栏。
    """
    from contracts.rewards.programme_packs import covers

    day = as_of or session.today
    rows = tuple(
        (
            item.id, item.title, item.place_name, _FORMS[item.form], item.takes_promises_on(day), item.verified,
            "、".join(item.rows),
        )
        for item in session.programmes()
        if place is None or covers(item.place, place)
    )  # fmt: skip
    if output.is_screen:
        shown = tuple((*row[:3], _remark(*row[3:6])) for row in rows)
        output.show(Listing(columns=_ON_SCREEN, rows=shown), "奖励扶助项目")
    else:
        output.show(Listing(columns=_LIST, rows=rows), "奖励扶助项目")


def _remark(form: str, takes_promises: bool, verified: bool) -> str:
    """Return in what a programme is unlike most: paid in other things, history, not yet checked."""
    unlike = (form != _FORMS["money"], form), (not takes_promises, "不作新承诺"), (not verified, "未核实")
    return told("、").join(told(words) for is_unlike, words in unlike if is_unlike)


@command.command("show")
@click.argument("programme_id", metavar="PROGRAMME")
@click.option("--place", type=DIVISION, metavar="CODE", help="只看适用于该地的")
@listing_options
@pass_session
def show_programme(session: Session, programme_id: str, place: str | None, *, output: Output) -> None:
    """显示一个项目：条件、标准、起止、分担、退出、出处和未核实之处。

    例：shouyue reward show reward_support --place 429999
    """
    from contracts.rewards.programme_packs import covers
    from contracts.rewards.programme_words import description

    found = [item for item in session.programmes() if item.id == programme_id]
    here = [item for item in found if place is None or covers(item.place, place)]
    if not here:
        problem = Problem(where=programme_id, message="没有这个项目", hint="用 shouyue reward list 查看全部项目")
        raise InputError("没有找到项目。", [problem])
    spoken = told if output.is_screen else str
    rows: list[tuple[Cell, ...]] = [
        (item.place_name, heading, spoken(text)) for item in here for heading, text in description(item)
    ]
    columns = (("place_name", "地区"), ("key", "项目"), ("value", "内容"))
    output.show(Listing(columns=columns, rows=tuple(rows)), "奖励扶助项目")


@command.command("entitle")
@click.argument("roster", required=False, type=FILE)
@click.option("--place", type=DIVISION, metavar="CODE", help="家庭所在地；不写用本单位的，或名册里的村")
@click.option("--from", "starts_on", type=DATE, metavar="DATE", help="从哪一天起算，默认今年（或承诺那年）1月1日")
@click.option("--to", "ends_on", type=DATE, metavar="DATE", help="算到哪一天，默认那一年年底")
@click.option("--programme", "wanted", multiple=True, metavar="PROGRAMME", help="只算这些项目")
@click.option("--row", type=int, metavar="NUMBER", help="只算名册的这一行")
@click.option("--tree", is_flag=True, help="以 JSON 输出怎样算出：一层一层，每层合计相同")
@_household_facts
@listing_options
@pass_session
def entitle(
    session: Session,
    roster: Path | None,
    place: str | None,
    starts_on: date | None,
    ends_on: date | None,
    wanted: tuple[str, ...],
    row: int | None,
    *,
    tree: bool,
    given: Mapping[str, Any],
    output: Output,
) -> None:
    """一户的情况 → 哪一天应得多少，由谁承担，怎样算出来。

    情况写在选项里，或者给一份名册 ROSTER（每行一户，选项对每户有效）。只算不记；有事实缺少就说缺什么，
    算得出的照列，退出码 3。

    退出的代码：died 本人死亡、moved_out 户籍迁出本省、urban 转为城镇居民、family_changed 家庭情况变化，不再符合条件、
    employee_pension 已领取职工养老待遇、serving_sentence 正在服刑、no_longer_qualifies 不再符合扶助条件、
    wrongly_confirmed 资格确认有误。

    例：shouyue reward entitle --place 429999101 --certificate-number 鄂A001 --issued-on 2013-05
    --child-birth 2013-03 --from 2026-01-01 --to 2028-12-31
    """
    promised = given.get("promised_on")
    first = starts_on or date((promised or session.today).year, 1, 1)
    last = ends_on or date(first.year, 12, 31)
    if last < first:
        raise click.UsageError(f"--to {last} 早于 --from {first}。")
    programmes = session.programmes()
    _refuse_unknown(wanted, programmes)
    problems: list[Problem] = []
    found: list[tuple[str, Programme, Entitlement]] = []
    idle: list[str] = []
    for name, facts, where in _households(session, roster, row, place, given, problems):
        spans = tuple(_applicable(programmes, facts, where, (first, last), wanted))
        for item, *period in spans:
            _reckon(found, problems, (name, item), facts, period, where)
        idle += [f"{name}：{code} 在这段时间、这个地方没有施行" for code in wanted
                 if code not in {item.id for item, *_ in spans}]  # fmt: skip
    _show(found, output, tree=tree)
    say(*idle)
    if problems:
        raise InputError(f"有 {len(problems)} 处缺少，这些项目算不出。", problems)


def _reckon(
    found: list[tuple[str, Programme, Entitlement]],
    problems: list[Problem],
    what: tuple[str, Programme],
    facts: Facts,
    period: Sequence[date],
    place: str,
) -> None:
    from contracts.rewards.programmes import entitlement

    name, programme = what
    for own in facts.under(programme.id):
        result = entitlement(programme, own, starts_on=period[0], ends_on=period[1], place=place)
        if isinstance(result, tuple):
            problems += [replace(item, where=name if name != _HOUSEHOLD else item.where) for item in result]
        else:
            found.append((name, programme, result))


def _refuse_unknown(wanted: Sequence[str], programmes: Sequence[Programme]) -> None:
    unknown = sorted(set(wanted) - {item.id for item in programmes})
    if unknown:
        hint = "用 shouyue reward list 查看全部项目"
        raise InputError("没有计算。", [Problem(where=name, message="没有这个项目", hint=hint) for name in unknown])


def _applicable(
    programmes: Sequence[Programme], facts: Facts, place: str, period: tuple[date, date], wanted: Sequence[str]
) -> Iterator[tuple[Programme, date, date]]:
    """Yield what to reckon, from when to when: what is asked for, else all that pays or has an old promise."""
    from contracts.rewards.programme_spans import programme_spans

    history = bool(wanted) or facts.promised_on is not None
    for span in programme_spans(place, *period, programmes, history=history):
        if span[0].id in wanted if wanted else span[0].form == "money" and span[0].owed_to == "family":
            yield span


def _households(
    session: Session,
    roster: Path | None,
    row: int | None,
    place: str | None,
    given: Mapping[str, Any],
    problems: list[Problem],
) -> Iterator[tuple[str, Facts, str]]:
    """Yield name, facts and place of each household; faults of the roster go to ``problems``."""
    from contracts.rewards.facts import Facts

    stated = {**given, "exits": tuple(_exit(text) for text in given.get("exits", ()))}
    if roster is None:
        yield _HOUSEHOLD, Facts(**stated), place or session.office().division_code
        return
    from contracts.papers.parties import village_of
    from contracts.papers.roll import facts_of
    from contracts.reading.roster import read_roster
    from contracts.settings import Village

    reading = read_roster(roster, as_of=session.today)
    problems += reading.problems
    for record in reading.records:
        if row is not None and record.row != row:
            continue
        adults = "、".join(item.name for item in record.persons if item.role != "child")
        name = f"第{record.row}行 {adults}"
        village = None if place else village_of(record, session.office())
        where = place or (village.division_code if isinstance(village, Village) else "")
        facts, faults = facts_of(record, session.programmes(), where)
        problems += [replace(item, where=name) for item in faults]
        if isinstance(village, Problem):
            problems.append(village)
        elif not faults:
            yield name, replace(facts, **stated), where


def _exit(text: str) -> Exit:
    """Return what ``died=2026-05-03`` or ``died=2026-05-03@wife`` says."""
    from contracts.dates import parse_day
    from contracts.rewards.facts import Exit, Leaver
    from contracts.rewards.programme_packs import ExitCode

    code, _, rest = text.partition("=")
    words, _, who = rest.partition("@")
    if code not in get_args(ExitCode) or who not in {"", *get_args(Leaver)}:
        raise click.UsageError(f"--exit 写作 代码=日期，代码有：{'、'.join(get_args(ExitCode))}；不认识“{text}”。")
    try:
        on = parse_day(words)
    except ValueError as error:
        raise click.UsageError(f"--exit {text}：{error}") from error
    return Exit(code=code, on=on, who=who or "household")  # type: ignore[arg-type]  # both were looked up just now


def _show(found: Sequence[tuple[str, Programme, Entitlement]], output: Output, *, tree: bool) -> None:
    from contracts.rewards.reckoning import reckoning

    if tree:
        data = [{"household": name, "programme": item.id, **reckoning(item, result).as_data()}
                for name, item, result in found]  # fmt: skip
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    rows = tuple(row for name, _, result in found for row in _rows(name, result))
    output.show(Listing(columns=_COLUMNS, rows=rows), "应得的奖励扶助", screen=_page(found))
    reasons: dict[tuple[str, str], list[str]] = {}
    for name, _, result in found:
        if not result.instalments:
            reasons.setdefault((name, _reason(result)), []).append(result.title)
    say(*(_nothing(name, reason, tuple(dict.fromkeys(titles))) for (name, reason), titles in reasons.items()))


def _nothing(name: str, reason: str, titles: Sequence[str]) -> str:
    """Return which programmes pay a household nothing, and why; the reason is one message whatever it holds."""
    if in_english():
        return Told(f"{told(name)}: {told(reason)}: {', '.join(titles)}")
    return f"{name}：{reason}：{'、'.join(titles)}"


def _reason(result: Entitlement) -> str:
    """Return why nothing falls due: the sentence the reckoning closes with."""
    frame = ("项目：", "合同期：", "依据：", "出处：", "未核实：", "起算：", "截止：", "标准：")
    told = [line for line in result.because if not line.startswith(frame) and line != "合同期内没有应发的月份"]
    return told[-1] if told else "没有应发的月份"


def _rows(name: str, result: Entitlement) -> Iterator[tuple[Cell, ...]]:
    from contracts.rewards.programmes import whose

    for item in result.instalments:
        payers = "；".join(f"{payer.name}{yuan(payer.amount_fen)}" for payer in item.payers)
        because = "；".join(result.because)
        yield (name, result.programme, result.title, whose(item) or None, item.label, item.due_on, item.amount_fen,
               payers or None, because)  # fmt: skip


def _page(found: Sequence[tuple[str, Programme, Entitlement]]) -> Iterator[str]:
    """Yield the tree of each sum, household by household."""
    from contracts.rewards.reckoning import reckoning

    for name, programme, result in found:
        if result.instalments:
            head, *rest = reckoning(programme, result).lines()
            yield f"{name}  {head}"
            yield from rest
