"""``shouyue application``: applications of families from the counter to the decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, FILE, Output, as_of_option, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import RosterError
from contracts.listing import Cell, Listing
from ledger.commands.desk import OUT, known_programme, opened, press_for, printed, shown, writer
from ledger.commands.titles import programme_titles

if TYPE_CHECKING:
    from contracts.model import Party, Problem
    from contracts.settings import Village
    from ledger.bookkeeping.applications import Application

_COLUMNS = (
    ("number", "申报编号"), ("applicant", "申请人"), ("village", "村"), ("programme", "项目"), ("year", "年度"),
    ("how", "方式"), ("state", "状态"), ("level", "在哪一级"), ("since", "自"), ("days", "已等天数"),
    ("due_on", "应办结"), ("late", "逾期天数"),
)  # fmt: skip
_SHEET = FILE


class _Step(click.ParamType[str]):
    """A step by its Chinese or its English word; the English one is what the ledger keeps."""

    name = "step"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the English word.

        Raises:
            click.BadParameter: It is neither; all are told.
        """
        from ledger.bookkeeping.applications import rules

        moves = rules()["moves"].items()
        steps: dict[str, str] = {name: rule["word"] for name, rule in moves if name != "withdraw"}
        step = {word: name for name, word in steps.items()}.get(value.strip(), value.strip())
        if step not in steps:
            known = "、".join(f"{word} {name}" for name, word in steps.items())
            self.fail(f"“{value}”不是步骤，有：{known}", param, ctx)
        return step


@click.group("application")
def command() -> None:
    """申报：提交（口头的也登记）、逐级审核、补正、撤回、打印申报表。

    本人随时可以撤回，不收费。身体、病残情况不登记，只写是否符合、发放档次、凭证由谁何时核看。
    办理期限由本单位在“申报期限.toml”里定；过了期限，申请照常有效。
    """


@command.command("submit")
@click.argument("roster", type=_SHEET)
@click.option("--programme", required=True, metavar="CODE", help="申请哪个项目，如 reward_support")
@click.option("--year", type=int, metavar="YEAR", help="哪一年度，默认今年")
@click.option("--how", type=click.Choice(["oral", "written", "online"]), default="written", show_default=True,
              help="oral 口头、written 书面、online 网上")  # fmt: skip
@click.option("--note", default="", metavar="TEXT", help="口头申请的记录")
@click.option("--received-by", required=True, metavar="NAME", help="受理人")
@click.option("--on", type=DATE, metavar="DATE", help="哪一天提交，默认今天")
@dry_run
@pass_session
def submit_roster(
    session: Session, roster: Path, programme: str, year: int | None, how: str, note: str, received_by: str,
    on: date | None, *, dry_run: bool,
) -> None:  # fmt: skip
    """把名册里的家庭逐户登记为申报，一户一号；有一行有问题就一户也不登记。

    例：shouyue application submit 名册.csv --programme reward_support --how oral --note 入户时口述
    --received-by 田小芳
    """
    from ledger.bookkeeping.applications import submit
    from ledger.faults import Faults

    faults, by = Faults(), writer(session)
    with opened(session) as ledger:
        faults.of(lambda: known_programme(session, programme))
        families = faults.of(lambda: _families(session, roster)) or []
        with ledger.write(by=by, now=session.now, dry_run=dry_run) as tx:
            numbers = [
                faults.of(partial(
                    submit, tx, session.office(), party, programme=programme, year=year or session.today.year,
                    division_code=village.division_code, village=village.short, how=how, note=note,
                    received_by=received_by, submitted_on=on or session.today,
                ))
                for party, village in families
            ]  # fmt: skip
            faults.refuse()
    if dry_run:
        say(f"试运行：可以登记 {len(numbers)} 份申报。台账未动。")
        return
    for number in numbers:
        click.echo(number)
    say("下一步：shouyue application move 编号 受理")


@command.command("move")
@click.argument("number")
@click.argument("step", type=_Step(), metavar="STEP")
@click.option("--checker", default="", metavar="NAME", help="这一级的审核人")
@click.option("--because", default="", metavar="TEXT", help="原因")
@click.option("--missing", multiple=True, metavar="TEXT", help="缺少的材料，每样写一次，一次写全")
@click.option("--article", default="", metavar="TEXT", help="不予确认依据的法规条款")
@click.option("--qualifies/--no-qualifies", default=None, help="凭证核看后是否符合")
@click.option("--grade", default="", metavar="TEXT", help="发放档次，不写原因")
@click.option("--seen-by", default="", metavar="NAME", help="凭证由谁核看")
@click.option("--seen-on", type=DATE, metavar="DATE", help="哪一天核看")
@click.option("--on", type=DATE, metavar="DATE", help="哪一天的事，默认今天")
@dry_run
@pass_session
def step_on(
    session: Session, number: str, step: str, checker: str, because: str, missing: tuple[str, ...], article: str,
    grade: str, seen_by: str, seen_on: date | None, on: date | None, *, qualifies: bool | None, dry_run: bool,
) -> None:  # fmt: skip
    """办一步：受理、通过、补正、等待、不予确认、归档。

    STEP 写中文或者英文：受理 accept，通过 pass（本级），补正 return（一次性告知），等待 wait，不予确认 refuse，
    登记有误 cancel，归档 archive。
    村、镇、县、确认四级依次通过，每级由不同的人。不予确认要写依据，并告知到哪里提出异议。

    例：shouyue application move 青申报〔2026〕1号 通过 --checker 周主任
    """
    from ledger.bookkeeping.applications import Said

    said = Said(
        because=because, checker=checker, missing=missing, article=article, qualifies=qualifies, pay_grade=grade,
        seen_by=seen_by, seen_on=seen_on,
    )  # fmt: skip
    _moved(session, number, step, said, on, dry_run=dry_run)


@command.command("withdraw")
@click.argument("number")
@click.option("--because", default="", metavar="TEXT", help="本人愿意说的原因；可以不写")
@click.option("--on", type=DATE, metavar="DATE", help="哪一天，默认今天")
@dry_run
@pass_session
def withdraw(session: Session, number: str, because: str, on: date | None, *, dry_run: bool) -> None:
    """本人撤回，随时可以，不收费，不必说明原因；以后可以再申请。

    例：shouyue application withdraw 青申报〔2026〕1号
    """
    from ledger.bookkeeping.applications import Said

    _moved(session, number, "withdraw", Said(because=because), on, dry_run=dry_run)


@command.command("list")
@click.option("--year", type=int, metavar="YEAR", help="只看这一年度")
@click.option("--open", "only_open", is_flag=True, help="只看还没有办完的")
@as_of_option
@listing_options
@pass_session
def list_all(session: Session, year: int | None, as_of: date | None, *, only_open: bool, output: Output) -> None:
    """列出申报：在哪一级、等了几天、办理期限、逾期几天。姓名隐去一部分。"""
    from ledger.bookkeeping.applications import applications, read_deadlines

    deadlines, day = read_deadlines(session.folder), as_of or session.today
    with opened(session, read_only=True) as ledger:
        found = [
            item
            for item in applications(ledger, as_of=day)
            if (year is None or item.year == year) and (item.level or not only_open)
        ]
    rows = tuple(_row(item, day, deadlines) for item in found)
    titles = programme_titles(session)
    output.show(Listing(columns=_COLUMNS, rows=rows), "申报", screen=(_line(row, titles) for row in rows))
    if found and not deadlines:
        say('没有定办理期限：在单位文件夹写“申报期限.toml”，如 [reward_support] village = "01-15"。')


@command.command("print")
@click.argument("number")
@OUT
@dry_run
@pass_session
def print_form(session: Session, number: str, out: Path | None, *, dry_run: bool) -> None:
    """打印一份申报表，填好台账里已有的内容和各级意见；申请人、单位各一份。

    例：shouyue application print 青申报〔2026〕1号
    """
    from contracts.rewards.programmes import load_programmes, programmes_for
    from ledger.publishing.application_form import application_form

    office = session.office()
    known = programmes_for(office.division_code, session.today, load_programmes())
    with opened(session) as ledger:
        press = press_for(session, ledger, out, "申报表")
        preparation = application_form(press, office, number, programmes={item.id: item.title for item in known})
        printed(press, preparation, dry_run=dry_run, bound=f"申报表_{number}")


@command.command("blank")
@OUT
@dry_run
@pass_session
def print_blank(session: Session, out: Path | None, *, dry_run: bool) -> None:
    """打印一份空白申报表，放在办事窗口；不占编号，不进台账。"""
    from contracts.files import write_whole
    from ledger.publishing.application_form import blank_form

    with opened(session) as ledger:
        press = press_for(session, ledger, out, "申报表")
        (paper,) = press.tried(blank_form(press, session.office()))
    folder = press.folder / "空白"
    if dry_run:
        say(f"试运行：将在 {folder} 生成 1 份空白申报表。未写任何文件，台账未动。")
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(folder / "空白申报表.docx", paper.content)
    click.echo(shown(folder / "空白申报表.docx"))


def _moved(session: Session, number: str, step: str, said: object, on: date | None, *, dry_run: bool) -> None:
    from ledger.bookkeeping.applications import Said, move

    assert isinstance(said, Said)  # noqa: S101 - made by the two commands above
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        item = move(tx, number, step, said, on=on or session.today)
    if dry_run:
        say(f"试运行：{number} 将是“{item.state_words}”。台账未动。")
        return
    tell(f"{number}：{item.state_words}{_at(item)}。")
    office = session.office()
    if step == "return":
        say(f"请一次性书面告知：{'；'.join(said.missing)}。补齐后继续审核，申请日期不变。")
    if step == "refuse":
        where = "、".join(filter(None, (office.complaint_phone, office.county_phone)))
        say(f"请书面告知：依据{said.article}；可以向本单位或县级卫生健康部门提出异议（电话 {where}），"
            "也可以依法申请行政复议或者提起行政诉讼。")  # fmt: skip


def _families(session: Session, roster: Path) -> list[tuple[Party, Village]]:
    """Return the family and the village of every row.

    Raises:
        RosterError: Every row that cannot be entered.
    """
    from contracts.kinds import Role
    from contracts.model import Problem
    from contracts.papers.parties import household, village_of
    from contracts.reading.roster import read_roster

    reading = read_roster(roster, as_of=session.today)
    role = Role(name="party_b", label="申请人", types=("couple", "person"), sources=("roster",))
    found: list[tuple[Party, Village]] = []
    problems: list[Problem] = list(reading.problems)
    for record in reading.records:
        pair = (household(record, role), village_of(record, session.office()))
        problems += [item for item in pair if isinstance(item, Problem)]
        party, village = pair
        if not isinstance(party, Problem) and not isinstance(village, Problem):
            found.append((party, village))
    if problems or not found:
        raise RosterError(f"名册有 {len(problems)} 处问题，没有登记任何一户。", problems)
    return found


def _row(item: Application, today: date, deadlines: object) -> tuple[Cell, ...]:
    from ledger.bookkeeping.applications import HOW, due_on, rules
    from ledger.masking import masked_name

    due = due_on(item, deadlines)  # type: ignore[arg-type]  # what read_deadlines returned
    late = (today - due).days if due and due < today else None
    return (
        item.number, masked_name(item.applicant), item.village, item.programme, item.year, HOW[item.how],
        item.state_words, rules()["levels"].get(item.level), item.since, (today - item.since).days, due, late,
    )  # fmt: skip


def _line(row: Sequence[Cell], titles: Mapping[str, str]) -> str:
    number, applicant, village, programme, year, _, state, level, _, days, _, late = row
    desk = f"  {level}" if level else ""
    over = f"  逾期 {late} 天" if late else ""
    what = titles.get(str(programme), programme)
    return f"{number}  {applicant}  {village}  {what} {year}  {state}{desk}  已 {days} 天{over}"


def _at(item: Application) -> str:
    from ledger.bookkeeping.applications import rules

    return f"，在{rules()['levels'][item.level]}" if item.level else ""
