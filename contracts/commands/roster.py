"""``shouyue roster``: what the program reads in a spreadsheet, and which headings it knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from contracts.commands.kinds import all_kinds
from contracts.commands.options import FILE, OUT_FILE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import KindError, RosterError
from contracts.listing import Listing, table_text
from contracts.model import Problem
from contracts.sheets.grid import column_letters

if TYPE_CHECKING:
    from contracts.kinds import Kind
    from contracts.reading.layouts import ColumnRule, Layout
    from contracts.records import RosterReading
    from contracts.settings import Office

_FED: Final = {"birth_registration_certificate": "birth_registration", "reward_application": "couples"}
"""Which of our own forms hold what a paper is made of that is not drafted, but printed or applied for by a roster."""

_MADE_BY: Final = {
    "handover_list": "shouyue handover",
    "historical_indicators": "shouyue assess indicators --print",
    "household_statement": "shouyue statement",
    "payment_list": "shouyue pay print",
    "payment_notice": "shouyue pay notices",
    "ranking_table": "shouyue assess rank",
    "register_sheet": "shouyue books print",
    "score_sheet": "shouyue assess score；空白评分表用 shouyue assess columns",
}
"""The commands that make those papers from the ledger which ``shouyue publish`` does not."""


@click.group("roster")
def command() -> None:
    """名册：检查、标出问题、写映射、列出栏目。"""


_ROSTER = FILE
_LAYOUT = click.option("--layout", metavar="NAME", help="名册版式或本单位的映射；不写则按表头辨认")


@command.command("check")
@click.argument("roster", type=_ROSTER, metavar="ROSTER")
@_LAYOUT
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出读到的全部内容")
@click.option("--jsonl", "as_jsonl", is_flag=True, help="以 JSONL 输出读到的各行，每行一条")
@pass_session
def check(session: Session, roster: Path, layout: str | None, *, as_json: bool, as_jsonl: bool) -> None:
    """读一遍名册，逐格列出全部问题；不写任何文件。

    ROSTER 是 xlsx、xls、et、ods、csv，或有表格的 docx。有问题时退出码为 3。标过的工作簿
    （见 mark）只重读改过的行；--json、--jsonl 总是全读，里面有完整的身份证号，请勿外传。

    例：shouyue roster check 名册.xlsx
    """
    from contracts.reading.marking import NO_ROW, round_lines
    from contracts.reading.roster import read_roster
    from contracts.reading.rounds import Round, next_round

    if as_json and as_jsonl:
        raise click.UsageError("--json、--jsonl 只能选一个。")
    this_round = Round() if as_json or as_jsonl else next_round(roster)
    known = this_round if this_round.is_second else None
    reading = read_roster(roster, layout, as_of=session.today, own=layouts_and_kinds(session), this_round=known)
    report(reading)
    if as_json:
        _write_out(reading.json_lines())
    elif as_jsonl:
        _write_out(json.dumps(record.as_json(), ensure_ascii=False) for record in reading.records)
    else:
        tell(f"{roster.name}：版式 {reading.layout}，读到 {len(reading.records)} 行")
        say(*round_lines(this_round))
        if not (reading.records or reading.problems or this_round.passed):
            say(NO_ROW)
    if reading.problems:
        raise RosterError(f"名册有 {len(reading.problems)} 处问题。改正后请重新检查。", reading.problems)


def _write_out(lines: Iterator[str]) -> None:
    """Write data to stdout, many lines at a time."""
    while some := list(islice(lines, 500)):
        click.echo("\n".join(some))


@command.command("mark")
@click.argument("roster", type=_ROSTER, metavar="ROSTER")
@click.option("-o", "--out", required=True, type=OUT_FILE, metavar="MARKED.xlsx",
              help="标好的工作簿")  # fmt: skip
@_LAYOUT
@dry_run
@pass_session
def mark(session: Session, roster: Path, out: Path, layout: str | None, *, dry_run: bool) -> None:
    """把名册还给填表的人：有问题的格标色、加批注，最前面加一张“守约核对”。

    xlsx 原来的格式、列宽、公式、别的工作表和批注都留着。xls、et、ods、csv 和 Word 表格写成 xlsx，
    各格的内容和公式算好的结果留着；xls、et、ods 的公式、字体、底色、边框、数字格式、行高、列宽、冻结
    也留着，ods 的批注、下拉列表和筛选也留着；图片、图表和看不懂的公式不带过来，有不带过来的逐样写明。
    改好的工作簿再标一次，没有动过的好行不再重读。

    例：shouyue roster mark 名册.xlsx -o 名册-已核对.xlsx
    """
    from contracts.reading.marking import marking_of

    if out.suffix.lower() != ".xlsx":
        raise click.UsageError("-o 写出的是工作簿，文件名要以 .xlsx 结尾。")
    if out.resolve() == roster.resolve():
        raise click.UsageError("-o 不能是名册自己；请换一个文件名，原件留着。")
    marking = marking_of(roster, layout, as_of=session.today, own=layouts_and_kinds(session))
    say(*marking.lines(session.today))
    if dry_run:
        say(f"试运行：将写出 {out}，标 {len(marking.problems)} 处。未写任何文件。")
        return
    lost = marking.write(out, on=session.today)
    if lost:
        say(f"原件里的{'、'.join(lost)}没有带过来，请在原件里看。")
    tell(f"{out}：标出 {len(marking.problems)} 处问题")


@command.command("map")
@click.argument("roster", type=_ROSTER, metavar="ROSTER")
@click.option("-o", "--out", type=OUT_FILE, metavar="MAPPING.toml",
              help="写到哪里；不写则放在单位文件夹的 rosters 里，以名册的名字命名")  # fmt: skip
@click.option("--set", "answers", multiple=True, metavar="COLUMN=WORDS", help="回答一列是什么，如 D=女方姓名、E=不读")
@click.option("--sheet", default="", metavar="NAME", help="哪一张工作表；不写则是第一张有表头的")
@click.option("--row", default=0, type=click.IntRange(0, 40), metavar="N", help="表头在第几行；不写则按字辨认")
@dry_run
@pass_session
def map_columns(
    session: Session, roster: Path, out: Path | None, answers: tuple[str, ...], sheet: str, row: int, *, dry_run: bool
) -> None:
    """为没有见过的表写一份映射：每一列读作什么。看不准的列只问，不猜。

    映射放在单位文件夹的 rosters 里，以后同样表头的名册都照它读。还有没回答的列（field 是 ?）时
    不会使用；用 --set 回答，或直接改文件。再运行时，答过的不用再答。

    例：shouyue roster map 名册.xlsx --set D=女方姓名 --set F=不读 -o rosters/东湾村.toml
    """
    from contracts.files import write_whole
    from contracts.reading.mappings import FOLDER, sketch

    given = dict(_answer(item) for item in answers)
    target = out or session.folder / FOLDER / f"{roster.stem}.toml"
    drawn = sketch(roster, sheet=sheet, row=row, answers=given, earlier=target)
    for column in drawn.columns:
        name, place = column.heading or "（无表头）", column_letters(column.column)
        tell(f"{place} 列“{name}”：{column.field or '不读'}{f'（{column.note}）' if column.note else ''}")
    asked = [f"--set {column_letters(column.column)}=…" for column in drawn.open]
    if asked:
        say(f"有 {len(asked)} 列要由人回答：再运行一次并加 {' '.join(asked)}，或改文件里的 ?")
    if dry_run:
        say(f"试运行：将写出 {target}。未写任何文件。")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, drawn.text(target.stem).encode())
    say(f"映射：{target}")


def own_layouts(session: Session) -> tuple[Layout, ...]:
    """Return the mappings that the office keeps; say on stderr which of them cannot be used, and why."""
    from contracts.reading.mappings import load_mappings, unfinished

    own = load_mappings(session.office_dir)
    say(*unfinished(own))
    return own


def layouts_and_kinds(session: Session) -> tuple[Layout, ...]:
    """Return the office's mappings, and what each kind of paper may have beside the columns of its form."""
    from contracts.papers.columns import added_columns, form_of

    own = own_layouts(session)
    kinds = [(kind, form) for kind in all_kinds(session).values() if (form := form_of(kind, own))]
    return *own, *(added for kind, form in kinds if (added := added_columns(kind, form)).columns)


def _answer(text: str) -> tuple[str, str]:
    column, sign, words = text.partition("=")
    if not sign or not column.isascii() or not column.isalpha():
        raise click.UsageError(f"--set 写作 列=内容，如 D=女方姓名；不认识“{text}”。")
    return column.upper(), words


@command.command("columns")
@click.argument("name", metavar="[KIND|LAYOUT]", required=False)
@click.option("-o", "--out", type=OUT_FILE, metavar="FILE", help="写成空白名册 .xlsx")
@dry_run
@pass_session
def columns(session: Session, name: str | None, out: Path | None, *, dry_run: bool) -> None:
    """列出认得的版式；写了文种或版式，就列出它的栏目。

    -o 写出一张可以直接填写的空白名册：身份证号是文本格式，有下拉表、日期和校验规则、填写说明；
    在单位文件夹里运行，下拉表里就是本单位的村。

    例：shouyue roster columns service_contract -o 名册.xlsx
    """
    from contracts.papers.columns import form_of
    from contracts.reading.layouts import layout_named, layouts

    if name is None:
        rows = tuple((item.name, item.title, item.refused or "可读") for item in (*own_layouts(session), *layouts()))
        heads = (("layout", "版式"), ("title", "名称"), ("use", "用途"))
        click.echo(table_text(Listing(columns=heads, rows=rows)), nl=False)
        return
    kind = all_kinds(session).get(name)
    if kind and kind.register_only and kind.subject == "household":
        _old_contracts_form(out, dry_run=dry_run)
        return
    own = own_layouts(session)
    form = layout_named(_FED.get(name, name), own)
    layout = form_of(kind, own) if kind and name not in _FED else form
    if name in _FED or (layout is None and kind and (layout := form)):
        kind = None  # made from the ledger, but an office may hold a list of that name
    if layout is None:
        raise _no_columns(name, kind)
    office = session.office() if session.office_dir else None
    if kind:
        layout = _asked_of(kind, layout, office)
    _list_columns(layout)
    if out and dry_run:
        say(f"试运行：将写出空白名册 {out}。未写任何文件。")
    elif out:
        from contracts.reading.intake_form import write_intake

        villages = [village.short for village in office.villages] if office else []
        choices = {choice.name: [label for _, label in choice.options] for choice in kind.choices} if kind else {}
        write_intake(out, layout, villages, choices)
        say(f"空白名册：{out}")


def _old_contracts_form(out: Path | None, *, dry_run: bool) -> None:
    """List the columns of the sheet from which old contracts are registered, or write it empty."""
    from contracts.past.history_form import write_history_form
    from contracts.past.history_sheet import COLUMNS, NEEDED

    rows = tuple((words[0], "是" if key in NEEDED else "", key) for key, words in COLUMNS.items())
    heads = (("heading", "表头"), ("required", "必有"), ("field", "读作"))
    click.echo(table_text(Listing(columns=heads, rows=rows)), nl=False)
    if out and not dry_run:
        write_history_form(out)
        say(f"空白登记表：{out}。每行一条条款；合同的各栏只写在第一行；查不到的写“不详”。")


def report(reading: RosterReading) -> None:
    """Say on stderr what was not read, and which numbers stand twice."""
    say_unread(reading)
    for cells in reading.repeated():
        say(f"{'、'.join(cells)}：同一身份证号出现多次，请确认是否重复")


def say_unread(reading: RosterReading) -> None:
    """Say on stderr which rows and columns were not read, and why."""
    for item in reading.skipped:
        place = f"{item.sheet}!{item.row}" if item.row else item.sheet
        say(f"{place}：没有读入：{item.why}")
    say(*reading.remarks)
    if reading.dropped:
        say(f"不读的栏目（不该由名册收集）：{'、'.join(reading.dropped)}")


def _asked_of(kind: Kind, layout: Layout, office: Office | None) -> Layout:
    """Return the layout of the blank roster of a kind; say of each column left out what stands in its place."""
    from contracts.papers.columns import added_columns, with_what_is_asked
    from contracts.papers.roll import office_values

    given = office_values(office, kind.id) if office else {}
    added = added_columns(kind, layout)
    asked = with_what_is_asked(layout, added, kind, {name for name, value in given.items() if value})
    for rule in added.columns:
        if rule not in asked.columns:
            say(f"{rule.heading}：各行不同的，在名册里加这一栏；没有这一栏的，取自 office.toml 或者文种里写的默认值")
    return asked


def _list_columns(layout: Layout) -> None:
    needed = dict.fromkeys(layout.required, "是")
    rows = tuple((_shown(column), needed.get(column.heading, ""), column.field) for column in layout.columns)
    heads = (("heading", "表头"), ("required", "必有"), ("field", "读作"))
    click.echo(table_text(Listing(columns=heads, rows=rows)), nl=False)


def _shown(column: ColumnRule) -> str:
    return f"{column.under}／{column.heading}" if column.under else column.heading


def _no_columns(name: str, kind: Kind | None) -> KindError:
    from contracts.kinds import shipped_folder
    from contracts.kinds.refused import refuse_by_name

    refuse_by_name(name)
    if kind:
        hint = f"用 {_MADE_BY[name]}" if name in _MADE_BY else f"要写哪些材料，看 shouyue publish {name} --help"
        if kind.folder.parent != shipped_folder():
            hint = f"用 shouyue publish notice {name}，表写在 --list 的表里，表头同 manifest.toml 的 label"
            if kind.family == "certificate":
                hint = f"用 shouyue publish certificate {name} 名单，表头同 manifest.toml 的 label"
        problem = Problem(where=name, message="这个文种由台账出，没有要填的名册", hint=hint)
    else:
        problem = Problem(where=name, message="没有这个文种或版式", hint="用 shouyue roster columns 查看全部版式")
    return KindError("没有可列的栏目。", [problem])
