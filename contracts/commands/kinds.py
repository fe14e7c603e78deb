"""``shouyue kinds``: what can be printed, from which words, and whether the folders are sound."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import LANGUAGE, LANGUAGE_NAMES, OUT_FILE, OUT_FOLDER, Output, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import error_lines, say
from contracts.errors import DocumentError, KindError, LawError, LedgerError, ShouyueError
from contracts.i18n import in_english, told
from contracts.kinds import CHINESE, find_kind, folder_to_start_from, spoken, words_file
from contracts.listing import Listing
from contracts.model import Problem

if TYPE_CHECKING:
    from contracts.kinds import Condition, Kind, PrintCopy, Shelf

_FAMILIES = {
    "contract": "合同",
    "agreement": "责任书",
    "certificate": "证件",
    "notice": "公示",
    "application": "申请",
    "record": "记录",
}


_MAIN = "zh_CN.docx"
_COLUMNS = (
    ("kind", "文种"),
    ("title", "名称"),
    ("family", "类别"),
    ("issued", "签发期"),
    ("copies", "份数"),
)


def all_kinds(session: Session) -> Shelf:
    """Return the shipped kinds and those of the office's own ``templates`` folder, which stand before them."""
    from contracts.kinds import load_kinds, shipped_folder

    own = [session.office_dir / "templates"] if session.office_dir else []
    return load_kinds(shipped_folder(), *own)


def say_version_fault(session: Session, kind_id: str) -> None:
    """Say that a kind of the office has other words than the ledger has under its version; never hinders anything."""
    from contracts.kinds import kind_at_hand, shipped_folder

    with contextlib.suppress(KindError, LedgerError):
        kind = kind_at_hand(kind_id, shipped_folder(), session.folder / "templates")
        say(*(f"提示：{problem}" for problem in session.version_faults([kind])))


@click.group("kinds")
def command() -> None:
    """文种：列出、查看、检查。"""


@command.command("list")
@listing_options
@pass_session
def list_kinds(session: Session, *, output: Output) -> None:
    """列出全部文种。"""
    kinds = all_kinds(session)
    rows = tuple(
        (kind.id, kind.title, _FAMILIES[kind.family], _window(kind), len(kind.copies)) for kind in kinds.values()
    )
    output.show(Listing(columns=_COLUMNS, rows=rows), "文种")
    for name in kinds.faulty:
        say(f"{name}：有错，现在不能用。看 shouyue kinds check {name}")


@command.command("show")
@click.argument("kind_id", metavar="KIND")
@click.option("--word", type=OUT_FILE, metavar="OUT.docx",
              help="另按公文版式画出 Word 文件，供在 Word 里改样子")  # fmt: skip
@click.option("--stub", is_flag=True, help="与 --word 同用：画存根的 Word 文件")
@click.option("--language", type=LANGUAGE, metavar="LOCALE", default=CHINESE, help=f"哪种文字：{LANGUAGE_NAMES}")
@click.option("--words", type=OUT_FILE, metavar="OUT.toml",
              help="与 --language 同用：另写出译文文件，供校对、翻译")  # fmt: skip
@click.option("--folder", type=OUT_FOLDER, metavar="DIR",
              help="另把文种文件夹抄成 DIR，从它开始写自己的文种")  # fmt: skip
@dry_run
@pass_session
def show_kind(
    session: Session, kind_id: str, word: Path | None, language: str, words: Path | None, folder: Path | None, *,
    stub: bool, dry_run: bool,
) -> None:  # fmt: skip
    """显示一个文种的角色、选择项、每套打印件、栏目、条款和附表。

    KIND 是文种，或者印在纸上的标题。

    例：shouyue kinds show service_contract
    """
    from contracts.files import write_whole
    from contracts.word import blank

    kind = find_kind(all_kinds(session), kind_id)
    outputs: list[tuple[str, Path, bytes]] = []
    if folder:
        outputs += _new_folder(kind, folder)
    if words:
        outputs.append(("译文文件", words, words_file(kind, language).encode()))
    else:
        kind = spoken(kind, language)
    for line in _description(kind):
        click.echo(line)
    if word:
        outputs.append(("Word 文件", word, blank(kind, stub=stub)))
    for label, path, content in outputs:
        if dry_run:
            say(f"试运行：将写出 {path}。未写任何文件。")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        say(f"{label}：{path}")


def _new_folder(kind: Kind, folder: Path) -> list[tuple[str, Path, bytes]]:
    """Return the files of a new kind's folder, which is not there yet."""
    if folder.exists():
        problem = Problem(where=str(folder), message="已经有这个文件夹", hint="换一个名字")
        raise KindError("没有抄写文种。", [problem])
    files = folder_to_start_from(kind, folder.name)
    return [("新文种", folder / name, content) for name, content in files.items()]


@command.command("check")
@click.argument("kind_id", metavar="KIND", required=False)
@click.option(
    "--mark",
    type=OUT_FILE,
    metavar="OUT.docx",
    help="另写一份文种的 Word 文件，在有问题的地方加批注；要写 KIND",
)
@dry_run
@pass_session
def check_kind(session: Session, kind_id: str | None, mark: Path | None, *, dry_run: bool) -> None:
    """检查文种文件夹：占位符、栏目、甲方责任、分值，以及 Word 文件与文种是否相符。

    有台账的，还与台账里同一版本的文字核对：改了文字，版本要加一。

    不写 KIND 就检查全部。没有问题时不说话。

    例：shouyue kinds check service_contract --mark 批注.docx
    """
    if mark and not kind_id:
        raise click.UsageError("--mark 要写明是哪个文种，如 shouyue kinds check service_contract --mark 批注.docx")
    errors: list[ShouyueError] = []
    folder = _own_folder(session, kind_id)
    try:
        kinds = all_kinds(session)
        chosen = [find_kind(kinds, kind_id)] if kind_id else [*kinds.values()]
        folder = chosen[0].folder
        errors = [] if kind_id else [*kinds.faulty.values()]
        errors += _errors(session, kinds, chosen)
    except KindError as error:
        errors = [error]
    if not errors:
        _say_notes(chosen)
    if mark and errors and folder:
        _write_marked(folder, errors, mark, session.today, dry_run=dry_run)
    for earlier in errors[:-1]:
        say(*error_lines(earlier))
    if errors:
        raise errors[-1]


def _errors(session: Session, kinds: Shelf, chosen: Sequence[Kind]) -> Iterator[ShouyueError]:
    """Yield what is wrong with each of the chosen kinds, by itself and beside the others and the ledger."""
    from contracts.papers.number_clash import number_faults
    from contracts.papers.soundness import kind_errors
    from contracts.reading.mappings import load_mappings

    own = load_mappings(session.office_dir)
    office = session.office() if session.office_dir else None
    for kind in chosen:
        yield from kind_errors(kind, as_of=session.today, own=own, office=office)
    yield from _version_errors(session, chosen)
    if clashes := [problem for kind in chosen for problem in number_faults(kind, kinds.values())]:
        yield KindError(f"有 {len(clashes)} 处编号会重。", clashes)


def _say_notes(kinds: Sequence[Kind]) -> None:
    """Say what is no fault and yet worth a look: marks of colleagues, texts of law that nobody has compared."""
    from contracts.papers.basis import unknown_texts
    from contracts.papers.soundness import left_in_files

    for kind in kinds:
        for name, words in left_in_files(kind):
            say(f"{name}：里面有{words}。打印的是全部接受修订以后的样子，不带批注。")
        for law in unknown_texts(kind):
            say(f"{kind.id}：规则包里没有《{law}》，没有核对。请与原文核对法名、施行日期和条号。")


def _version_errors(session: Session, kinds: Sequence[Kind]) -> Iterator[ShouyueError]:
    """Yield that kinds have other words than the ledger has under their version; a ledger that is not read is told."""
    try:
        problems = session.version_faults(kinds)
    except LedgerError as error:
        say("没有与台账里的文字核对：", *error_lines(error))
        return
    if problems:
        yield KindError(f"有 {len(problems)} 个文种改了文字，没有升版本。", problems)


def _own_folder(session: Session, kind_id: str | None) -> Path | None:
    """Return the office's own folder of a kind, whose manifest may be too broken to be read."""
    folder = session.office_dir / "templates" / kind_id if session.office_dir and kind_id else None
    return folder if folder and folder.is_dir() else None


def _write_marked(folder: Path, errors: Sequence[ShouyueError], out: Path, on: date, *, dry_run: bool) -> None:
    """Give each Word file of the kind back with its faults as comments where they are."""
    told = _by_file(folder, [problem for error in errors for problem in _problems(error)])
    for number, (name, found) in enumerate(told.items()):
        target = out.with_name(f"{out.stem}_{name}") if number else out
        _write_one(folder / name, found, target, on, dry_run=dry_run)


def _by_file(folder: Path, problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Return the problems by the Word file they name, without its name; what names none is of the first file."""
    others = [path.name for path in sorted(folder.glob("*.docx")) if path.name != _MAIN]
    found: dict[str, list[Problem]] = {_MAIN: []}
    for item in problems:
        where = item.where.removeprefix(str(folder)).lstrip("/\\")
        name = next((name for name in others if where.startswith(name)), _MAIN)
        where = where.removeprefix(name).strip() or "Word 文件"
        found.setdefault(name, []).append(replace(item, where=where))
    return {name: held for name, held in found.items() if held}


def _write_one(path: Path, problems: Sequence[Problem], out: Path, on: date, *, dry_run: bool) -> None:
    from contracts.files import read_word_file, write_whole
    from contracts.word.pins import pinned
    from contracts.word.remarks import mark

    if not path.is_file():
        return
    content = read_word_file(path)
    try:
        remarks = pinned(content, problems)
        marked = mark(content, remarks, on=on)
    except DocumentError:
        say("这个 Word 文件打不开，没有写批注。")
        return
    if not dry_run:
        write_whole(out, marked)
    say(f"{'试运行：将写 ' if dry_run else ''}{out}：{len(remarks)} 处批注")


def _problems(error: ShouyueError) -> tuple[Problem, ...]:
    if not isinstance(error, LawError):
        return tuple(error.problems)
    return tuple(
        Problem(
            where=finding.where,
            message=f"“{finding.text}”{finding.message}（{'；'.join(str(item) for item in finding.cite)}）",
            hint=finding.hint,
        )
        for finding in error.findings
    )


def _window(kind: Kind) -> str:
    first = kind.issued_from.isoformat() if kind.issued_from else ""
    last = kind.issued_to.isoformat() if kind.issued_to else ""
    return f"{first}..{last}"


def _description(kind: Kind) -> Iterator[str]:
    from contracts.papers.parties import TOLD_BY_NAME

    yield told(f"{kind.title}（{kind.id}，第 {kind.version} 版）")
    yield told(f"签发期：{_window(kind)}　份数：{'、'.join(kind.copies)}　保管：{kind.keep}")
    if len(kind.template) > 1:
        yield told(f"文字：{'、'.join(locale for locale, _ in kind.template)}")
    yield told("角色：")
    yield from (f"  {role.name}  {role.label}" + told(_where(role.only)) for role in kind.roles)
    for choice in kind.choices:
        options = "、".join(f"{label}（{code}）" for code, label in choice.options)
        if TOLD_BY_NAME.issuperset(choice.codes):
            yield told(f"选择项：{choice.name}  {choice.label}：{options}；看这一方的全称，不用写")
        else:
            yield told(f"选择项：{choice.name}  {choice.label}：{options}；不写就是第一项")
    for copy in kind.print_set:
        yield told(f"每套：{copy.label}") + told(_carried(copy, kind)) + told(_where(copy.only))
    yield told("栏目：")
    for item in kind.fields:
        need = "必填" if item.required and not item.default else f"默认“{item.default}”" if item.default else "可空"
        aside = f" ({item.type}, {told(need)})" if in_english() else f"（{item.type}，{need}）"
        yield f"  {item.name}  {item.label}{aside}"
    for section in kind.sections:
        yield told(f"{section.heading}（{section.code}）：")
        yield from (f"  {term.code}  {term.owed_by or '-'}  {term.text}" for term in section.terms)
    for table in kind.tables:
        columns = "、".join(told(f"{column.label}（{column.key}）") for column in table.columns)
        yield told(f"{table.caption}（{table.code}）：{columns}")


def _where(only: Condition) -> str:
    """Return for which choices there is such a seat or piece; nothing where there always is."""
    chosen = ", ".join(f"{name} = {'/'.join(codes)}" for name, codes in only)
    return f"（{chosen} 才有）" if chosen else ""


def _carried(copy: PrintCopy, kind: Kind) -> str:
    """Return what a piece of the print set carries, where it is not the whole paper."""
    if copy.stub:
        return "，只印存根"
    if copy.annexes is None:
        return ""
    labels = [table.annex for table in kind.tables if table.code in copy.annexes]
    return f"，附{'、'.join(labels)}" if labels else "，不附附件"
