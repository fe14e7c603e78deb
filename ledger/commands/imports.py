"""``shouyue roster import`` and what belongs to it: lists in the ledger, taken back, and who is whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from contracts.commands.options import FILE, Output, dry_run, listing_options
from contracts.commands.roster import layouts_and_kinds, report
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.identity import masked
from contracts.listing import Listing
from ledger.commands.desk import opened, writer

if TYPE_CHECKING:
    from ledger.rosters.duplicates import Pair, Place
    from ledger.rosters.imports import Import

_LIST = (("id", "编号"), ("file_name", "文件"), ("layout", "版式"), ("rows", "行"), ("persons", "人"),
         ("left_out", "未导入行"), ("at", "时间"), ("actor", "经办人"), ("undone_because", "撤销原因"))  # fmt: skip
_CELLS = (("file_sha256", "文件指纹"), ("sheet", "工作表"), ("cell", "单元格"), ("path", "内容"), ("value", "值"))
_PAIRS = (("pair", "编号"), ("why", "为什么像同一人"), ("one", "一处"), ("other", "另一处"), ("verdict", "决定"),
          ("because", "理由"))  # fmt: skip
_VERDICTS = {"same": "同一人", "different": "不是同一人", None: ""}
_SHOWN_PAIRS = 10
_MASKED = (".id_number", ".phones")


@click.command("import")
@click.argument("roster", type=FILE, metavar="ROSTER")
@click.option("--layout", metavar="NAME", help="名册版式或本单位的映射；不写则按表头辨认")
@click.option("--good-only", is_flag=True, help="有问题的行不导入，其余导入")
@dry_run
@pass_session
def import_roster(session: Session, roster: Path, layout: str | None, *, good_only: bool, dry_run: bool) -> None:
    """把名册记入台账：每个值都记着来自哪个文件、哪张表、哪一格。

    有问题的名册不导入（先用 mark 标出来改）。和以前导入的人像同一人的，并排列出，由人决定一次，
    以后记住。试运行时算出的就是真导入的结果。

    例：shouyue roster import 名册.xlsx --dry-run
    """
    from contracts.reading.roster import read_roster
    from ledger.rosters.duplicates import pairs
    from ledger.rosters.imports import record_import

    by = writer(session)
    with opened(session) as ledger:
        reading = read_roster(roster, layout, as_of=session.today, own=layouts_and_kinds(session), packed=True)
        report(reading)
        office = session.office()
        with ledger.write(by=by, now=session.now, dry_run=dry_run) as tx:
            done = record_import(tx, reading, office, good_only=good_only)
            problems = reading.problems
            del reading  # the rows are in the ledger; the search for pairs needs their room
            alike = pairs(tx, touching=done.id)
    if good_only:
        say(*(str(problem) for problem in problems))
    if dry_run:
        say(f"试运行：将记为第 {done.id} 次导入，{_amount(done)}，{len(alike)} 对像同一人。台账未动。")
    else:
        tell(f"第 {done.id} 次导入：{roster.name}，{_amount(done)}")
    say(*(line for pair in alike[:_SHOWN_PAIRS] for line in _side_by_side(pair)))
    if len(alike) > _SHOWN_PAIRS:
        say(f"还有 {len(alike) - _SHOWN_PAIRS} 对，用 shouyue roster duplicates 查看。")
    if alike and not dry_run:
        say(f"{len(alike)} 对像同一人，请用 shouyue roster decide 编号 --same 或 --different 决定。")


def _amount(done: Import) -> str:
    left = f"，另有 {done.left_out} 行有问题没有导入" if done.left_out else ""
    return f"{done.rows} 行、{done.persons} 人{left}"


@click.command("imports")
@click.argument("number", type=int, required=False, metavar="[IMPORT]")
@listing_options
@pass_session
def list_imports(session: Session, number: int | None, *, output: Output) -> None:
    """列出导入过的名册；写了编号，就逐格列出那次导入的每个值来自哪里。

    身份证号和电话只显示首尾。

    例：shouyue roster imports 3 --csv 出处.csv
    """
    from ledger.rosters.imports import imports, origins

    with opened(session, read_only=True) as ledger:
        if number is None:
            rows = tuple(tuple(getattr(item, key) for key, _ in _LIST) for item in imports(ledger))
            output.show(Listing(columns=_LIST, rows=rows), "导入过的名册")
            return
        cells = tuple(
            (item.file_sha256[:12], item.sheet, item.cell, item.path, _hidden(item.path, item.value))
            for item in origins(ledger, number)
        )
    output.show(Listing(columns=_CELLS, rows=cells), f"第 {number} 次导入的出处")


def _hidden(path: str, value: str | int | bool | None) -> str | int | bool | None:
    return masked(str(value)) if value and (path.endswith(_MASKED) or path == "values.phone") else value


@click.command("duplicates")
@click.option("--all", "every", is_flag=True, help="已经决定的也列出")
@listing_options
@pass_session
def list_duplicates(session: Session, *, every: bool, output: Output) -> None:
    """并排列出各份名册里像同一人的，以及为什么像。

    依据：身份证号相同（15 位旧号换算后相同也算）；或姓名、出生日期、村都相同。
    """
    from ledger.rosters.duplicates import pairs

    with opened(session, read_only=True) as ledger:
        found = pairs(ledger, decided=every)
    rows = tuple(
        (pair.name, pair.why, _where(pair.one), _where(pair.other), _VERDICTS[pair.verdict], pair.because)
        for pair in found
    )
    screen = [line for pair in found for line in _side_by_side(pair)]
    output.show(Listing(columns=_PAIRS, rows=rows), "像同一人的", screen)


@click.command("decide")
@click.argument("names", nargs=-1, metavar="[PAIR]...")
@click.option("--same", "verdict", flag_value="same", help="是同一人")
@click.option("--different", "verdict", flag_value="different", help="不是同一人")
@click.option("--every", type=click.Choice(["same_number", "same_number_other_name", "same_name_birth_village"]),
              help="这一类还没有决定的全部照此决定：证号和姓名同；证号同、姓名不同；姓名、生日、村同")  # fmt: skip
@click.option("--because", required=True, metavar="TEXT", help="凭什么，如“查了户口簿”")
@dry_run
@pass_session
def decide_pairs(
    session: Session, names: tuple[str, ...], verdict: Literal["same", "different"] | None, every: str | None,
    because: str, *, dry_run: bool,
) -> None:  # fmt: skip
    """决定像同一人的是不是同一人；PAIR 是 duplicates 列出的编号，如 12-45。

    决定一次就记住，以后的名册这样写的不再问；决定错了再决定一次，以最后一次为准。
    --every same_number 用于身份证号和姓名都相同的：往年名册上的同一批人不用逐个决定。

    例：shouyue roster decide 12-45 --same --because 查了户口簿
    """
    from ledger.rosters.duplicates import chosen_pairs, decide

    if verdict is None:
        raise click.UsageError("请写 --same（是同一人）或 --different（不是同一人）。")
    with (
        opened(session) as ledger,
        ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx,
    ):
        chosen = chosen_pairs(tx, names, every)
        count = decide(tx, chosen, verdict, because=because)
    if dry_run:
        say(f"试运行：将决定 {count} 对{_VERDICTS[verdict]}。台账未动。")
        return
    tell(f"已记下 {count} 对：{_VERDICTS[verdict]}。")


@click.command("undo")
@click.argument("number", type=int, metavar="IMPORT")
@click.option("--because", required=True, metavar="TEXT", help="为什么撤销")
@dry_run
@pass_session
def undo(session: Session, number: int, because: str, *, dry_run: bool) -> None:
    """整份撤销一次导入：原记录仍可见，不再使用；改正后的文件可以再导入。

    已经签了的合同依据它时不撤销，并列出是哪些合同。

    例：shouyue roster undo 3 --because 导错了年份
    """
    from ledger.rosters.imports import undo_import

    with (
        opened(session) as ledger,
        ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx,
    ):
        done = undo_import(tx, number, because=because)
    if dry_run:
        say(f"试运行：可以撤销第 {number} 次导入（{done.file_name}，{_amount(done)}）。台账未动。")
        return
    tell(f"已撤销第 {number} 次导入：{done.file_name}，{_amount(done)}。")


def _side_by_side(pair: Pair) -> Iterator[str]:
    verdict = f"  决定：{_VERDICTS[pair.verdict]}（{pair.because}）" if pair.verdict else ""
    yield f"{pair.name}  {pair.why}{verdict}"
    yield f"    {_where(pair.one)}"
    yield f"    {_where(pair.other)}"


def _where(place: Place) -> str:
    from ledger.rosters.imports import birthday

    person = place.person
    number = masked(person.id_number) if person.id_number else "无身份证号"
    said = (person.name or "（无姓名）", number, birthday(person) or "生日不详", place.village or "村不详")
    return f"{' '.join(said)}（第 {place.import_id} 次 {place.file_name} {place.sheet}!{place.cell}）"
