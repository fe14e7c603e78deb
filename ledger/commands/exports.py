"""``shouyue roster export``: the same data in the form that another office demands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import FILE, OUT_FILE, Output, dry_run, listing_options
from contracts.commands.roster import layouts_and_kinds
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import RosterError
from contracts.i18n import Told
from contracts.listing import Listing
from contracts.model import Problem
from ledger.commands.desk import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contracts.reading.profiles import Profile
    from contracts.records import Record

_COLUMNS = (("name", "名称"), ("title", "用途"), ("id_format", "证号"), ("date_format", "日期"), ("columns", "栏目"))


@click.command("profiles")
@listing_options
@pass_session
def list_profiles(session: Session, *, output: Output) -> None:
    """列出导出格式：别的单位要的表头、证号和日期的写法。

    单位自己的放在单位文件夹的 rosters/profiles 里，写法照自带的。
    """
    from contracts.reading.profile_files import load_profiles

    found = load_profiles(session.office_dir)
    say(*map(str, found.faults.values()))
    rows = tuple(
        (item.name, item.title, item.id_format, item.date_format, "、".join(column.heading for column in item.columns))
        for item in found.usable.values()
    )
    screen = [
        line
        for name, title, id_format, date_format, headings in rows
        for line in (f"{name}  {title}（证号 {id_format}，日期 {date_format}）", Told(f"    {headings}"))
    ]
    output.show(Listing(columns=_COLUMNS, rows=rows), "导出格式", screen)


@click.command("export")
@click.argument("roster", type=FILE, metavar="[ROSTER]",
                required=False)  # fmt: skip
@click.option("--ledger", "from_ledger", is_flag=True, help="从台账里导入过的名册导出")
@click.option("--import", "imports", multiple=True, type=int, metavar="N", help="只导出这几次导入的；与 --ledger 连用")
@click.option("--profile", required=True, metavar="NAME", help="导出格式，见 shouyue roster profiles")
@click.option("-o", "--out", required=True, type=OUT_FILE, metavar="OUT.xlsx|csv",
              help="写到哪里")  # fmt: skip
@click.option("--layout", metavar="NAME", help="名册版式或本单位的映射；不写则按表头辨认")
@click.option("--good-only", is_flag=True, help="名册里有问题的行不导出，其余导出")
@dry_run
@pass_session
def export(
    session: Session, roster: Path | None, imports: tuple[int, ...], profile: str, out: Path, layout: str | None,
    *, from_ledger: bool, good_only: bool, dry_run: bool,
) -> None:  # fmt: skip
    """把同一份资料按别的单位要的表头、证号写法、日期写法导出。

    身份证号、电话是文本，不会变成科学计数；以 = + - @ 开头的字不会变成公式。不知道的空着。
    里面有个人信息，只发给依法需要的单位。

    例：shouyue roster export 名册.xlsx --profile finance_payout -o 财政.xlsx
    """
    from contracts.reading.profile_files import load_profiles
    from contracts.reading.profiles import rows_of, write_export

    if bool(roster) == from_ledger:
        raise click.UsageError("名册文件和 --ledger 写一个，也只写一个。")
    if out.suffix.lower() not in {".xlsx", ".csv"}:
        raise click.UsageError("-o 的文件名要以 .xlsx 或 .csv 结尾。")
    chosen = load_profiles(session.office_dir).named(profile)
    if roster:
        if out.resolve() == roster.resolve():
            raise click.UsageError("-o 不能是名册自己。")
        records = _from_file(session, roster, layout, good_only=good_only)
    else:
        records = _from_ledger(session, imports)
    records = _of_the_living(chosen, records)
    rows = rows_of(chosen, records)
    empty = [column.heading for place, column in enumerate(chosen.columns) if all(row[place] is None for row in rows)]
    if empty:
        say(f"名册里没有这几栏的内容，整栏空着：{'、'.join(empty)}")
    if dry_run:
        say(f"试运行：将按“{chosen.title}”写出 {out}，{len(rows)} 行。未写任何文件。")
        return
    write_export(out, chosen, records)
    tell(f"{out}：{chosen.title}，{len(rows)} 行")


def _of_the_living(profile: Profile, records: Sequence[Record]) -> Sequence[Record]:
    """Return the records without who died, unless the receiver asks for the day of death; it is said aloud."""
    if any(column.field == "values.died_on" for column in profile.columns):
        return records
    living = [record for record in records if not record.of_the_dead]
    if len(living) < len(records):
        say(f"{len(records) - len(living)} 行是死亡情况里的人，没有导出。")
    return living


def _from_file(session: Session, roster: Path, layout: str | None, *, good_only: bool) -> Sequence[Record]:
    from contracts.reading.roster import read_roster

    reading = read_roster(roster, layout, as_of=session.today, own=layouts_and_kinds(session))
    if reading.problems and not good_only:
        summary = f"名册有 {len(reading.problems)} 处问题，没有导出。改正后再导出，或用 --good-only 只导出好的行。"
        raise RosterError(summary, reading.problems)
    say(*(str(problem) for problem in reading.problems))
    kept = [record for record in reading.records if not record.bad]
    if len(kept) < len(reading.records):
        say(f"{len(reading.records) - len(kept)} 行有问题，没有导出。")
    return kept


def _from_ledger(session: Session, imports: tuple[int, ...]) -> Sequence[Record]:
    from ledger.rosters.exports import exportable

    with opened(session, read_only=True) as ledger:
        found = exportable(ledger, imports)
    if found.merged:
        say(f"决定过是同一人的，只导出最新的一行：少了 {found.merged} 行。")
    if found.undecided:
        say(f"还有 {found.undecided} 对像同一人没有决定，都导出了；见 shouyue roster duplicates。")
    if not found.records:
        problem = Problem(where="台账", message="没有可以导出的名册", hint="先用 shouyue roster import 导入")
        raise RosterError("没有导出。", [problem])
    return found.records
