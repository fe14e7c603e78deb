"""``shouyue books``: the registers an office keeps beside its contracts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, Output, as_of_option, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.i18n import Told
from contracts.listing import Cell, Listing
from ledger.commands.desk import OUT, opened, press_for, printed, writer
from ledger.commands.unmasking import note_whole, whole_on_request

if TYPE_CHECKING:
    from ledger.bookkeeping.books import Book, BookLine, Value

_ALL = (("book", "登记簿"), ("title", "名称"), ("lines", "行数"), ("duty", "每年至少"))
_COLUMNS = (("key", "栏目"), ("label", "名称"), ("required", "必填"), ("choices", "可选"))
_DUE = (("what", "事项"), ("who", "谁"), ("wanted", "应做"), ("done", "已做"), ("missing", "还差"), ("last_on", "最近"))
_LOANS = (
    ("line", "行号"), ("household", "家庭"), ("fund", "资金"), ("lent_fen", "借出（元）"),
    ("returned_fen", "已还（元）"), ("open_fen", "未还（元）"), ("overdue_fen", "逾期（元）"), ("next_on", "下一期"),
)  # fmt: skip
_ENDED = (("ended_on", "止"), ("ended_because", "终止原因"))
_ON = click.option("--on", type=DATE, metavar="DATE", help="哪一天的事，默认今天")


@click.group("books")
def command() -> None:
    """登记簿：申请、联系人、帮扶资金、优先决定、村规民约、会议、报告、交接。

    每个登记簿的栏目是固定的；登记家庭，不登记“重点人”，不记身体，不记证件号和账号。
    """


@command.command("columns")
@click.argument("book")
@listing_options
def columns(book: str, *, output: Output) -> None:
    """列出一个登记簿的栏目。

    例：shouyue books columns applications
    """
    from ledger.bookkeeping.books import book_named

    found = book_named(book)
    rows = tuple(
        (column.key, column.label, column.required, Told("、".join(column.choices)) or None) for column in found.columns
    )
    output.show(Listing(columns=_COLUMNS, rows=rows), found.title)


@command.command("record")
@click.argument("book")
@click.option("--set", "given", multiple=True, metavar="KEY=VALUE", help="栏目=内容，每栏写一次")
@click.option("--village", metavar="NAME", help="哪个村")
@click.option("--contract", metavar="NO", help="属于哪份合同")
@click.option("--follows", type=int, metavar="LINE", help="接在哪一行后面（答复、归还）")
@_ON
@dry_run
@pass_session
def record(
    session: Session,
    book: str,
    given: tuple[str, ...],
    village: str | None,
    contract: str | None,
    follows: int | None,
    on: date | None,
    *,
    dry_run: bool,
) -> None:
    """登记一行。口头申请也登记：how=口头，再写一段 note。

    例：shouyue books record applications --village 上坪村 --set applicant=王小花 --set how=口头
    --set matter=申领奖励扶助 --set note=本人到村办公室口述 --set received_by=周平
    """
    from ledger.bookkeeping.books import book_named, ending_book, record_line
    from ledger.commands.villages import code_of

    pairs = [item.partition("=") for item in given]
    wrong = [f"“{item}”" for item, (_, sign, _) in zip(given, pairs, strict=True) if not sign]
    if wrong:
        raise click.UsageError(f"--set 写作 KEY=VALUE，不认识{'、'.join(wrong)}。")
    found = book_named(book)
    code = code_of(session, village) if village else ""
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        number = record_line(
            tx, found, {key: value for key, _, value in pairs}, happened_on=on or session.today, division_code=code,
            contract=contract, follows=follows,
        )  # fmt: skip
    if dry_run:
        say(f"试运行：可以登记。台账未动。（{found.title}）")
        return
    tell(f"{found.title}：已登记第 {number} 行。")
    say(f"记错了：shouyue books retract {number} --because 原因")
    if ending := ending_book(found):
        say(f"到期或换人：shouyue books record {ending.name} --follows {number} --on 最后一天 --set reason=换人")


@command.command("retract")
@click.argument("line", type=int)
@click.option("--because", required=True, metavar="TEXT", help="为什么冲销")
@dry_run
@pass_session
def retract(session: Session, line: int, because: str, *, dry_run: bool) -> None:
    """冲销记错的一行，原来的仍在台账里。

    例：shouyue books retract 3 --because 记到了另一村
    """
    from ledger.bookkeeping.books import retract_line

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        retract_line(tx, line, because=because)
    if dry_run:
        say(f"试运行：可以冲销第 {line} 行。台账未动。")
    else:
        tell(f"已冲销登记簿第 {line} 行。")


@command.command("list")
@click.argument("book", required=False)
@click.option("--as-of", type=DATE, metavar="DATE", help="到这一天为止的")
@whole_on_request
@listing_options
@pass_session
def list_lines(session: Session, book: str | None, as_of: date | None, *, why: str, output: Output) -> None:
    """列出一个登记簿；不写 BOOK 就列出全部登记簿。姓名、电话隐去一部分。

    例：shouyue books list applications
    """
    from ledger.bookkeeping.books import book_named, books, ending_book, endings, lines

    if book is None:
        with opened(session, read_only=True) as ledger:
            rows = tuple(
                (item.name, item.title, None if item.query else len(lines(ledger, item.name, as_of=as_of)),
                 item.yearly or None)
                for item in books()
            )  # fmt: skip
        output.show(Listing(columns=_ALL, rows=rows), "登记簿")
        return
    found = book_named(book)
    if found.query:
        if why:
            raise click.UsageError(f"写全的用：shouyue query {found.query} --unmasked --because 原因。")
        _ask(session, found, as_of or session.today, output)
        return
    with opened(session, read_only=not why) as ledger:
        standing = lines(ledger, found.name, as_of=as_of)
        ended = endings(ledger, found, as_of=as_of)
        note_whole(session, ledger, found.name, {"as_of": as_of}, why=why, rows=len(standing))
    may_end = ending_book(found) is not None
    shown = tuple(
        (*_cells(session, found, line, masked=not why), *(ended.get(line.id, (None, None)) if may_end else ()))
        for line in standing
    )
    heads = (("line", "行号"), ("happened_on", "日期"), ("village", "村"), ("division_code", "区划代码"),
             ("contract", "合同编号"), ("follows", "接第几行"),
             *((column.key, column.label) for column in found.columns),
             *(_ENDED if may_end else ()))  # fmt: skip
    listing = Listing(columns=heads, rows=shown)
    output.show(_narrow(listing) if output.is_screen else listing, found.title)


@command.command("print")
@click.argument("book")
@click.option("--village", metavar="NAME", help="只印一个村")
@click.option("--as-of", type=DATE, metavar="DATE", help="到这一天为止，默认今天")
@OUT
@dry_run
@pass_session
def print_book(
    session: Session, book: str, village: str | None, as_of: date | None, out: Path | None, *, dry_run: bool
) -> None:
    """打印一个登记簿，登记人、核对人签字：联系人、帮扶资金、村民会议决定等；内容没有变的不另编号。

    纸上姓名写全，只供办理和存档；没有证件号、电话、账号。

    例：shouyue books print contact_persons --village 上坪村
    """
    from ledger.bookkeeping.books import book_named
    from ledger.commands.villages import village_of
    from ledger.publishing.register_paper import register_paper

    found, office = book_named(book), session.office()
    place = village_of(session, village) if village else None
    with opened(session) as ledger:
        press = press_for(session, ledger, out, "登记簿")
        paper = register_paper(press, office, found, as_of=as_of or session.today, village=place)
        printed(press, paper, dry_run=dry_run)


@command.command("due")
@click.option("--year", type=int, metavar="YEAR", help="哪一年，默认那一天的一年")
@as_of_option
@listing_options
@pass_session
def due(session: Session, year: int | None, as_of: date | None, *, output: Output) -> None:
    """会议、报告、培训：应做几次，做了几次；没有答复的申请另作提示。"""
    from ledger.bookkeeping.book_duties import unanswered, yearly_duties

    day = as_of or session.today
    with opened(session, read_only=True) as ledger:
        found = yearly_duties(ledger, session.office(), year or day.year, as_of=day)
        waiting = unanswered(ledger, day)
    rows = tuple(
        (item.title, item.who, item.wanted, item.done, max(0, item.wanted - item.done), item.last_on) for item in found
    )
    output.show(Listing(columns=_DUE, rows=rows), "登记簿里应做的事")
    for line in waiting:
        late = f"，应在 {line.cells['due_on']} 前答复" if line.cells.get("due_on") else ""
        say(f"第 {line.id} 行申请（{line.happened_on}）还没有答复{late}。")


@command.command("loans")
@click.option("--as-of", type=DATE, metavar="DATE", help="按这一天的情况看，默认今天")
@listing_options
@pass_session
def list_loans(session: Session, as_of: date | None, *, output: Output) -> None:
    """周转金：借出、已还、未还、逾期。无息，分期归还。"""
    from ledger.bookkeeping.book_duties import loans
    from ledger.masking import masked_name

    with opened(session, read_only=True) as ledger:
        found = loans(ledger, as_of or session.today)
    rows = tuple(
        (
            item.line, masked_name(item.household), item.fund, item.lent_fen, item.returned_fen, item.open_fen,
            item.overdue_fen, item.next_on,
        )
        for item in found
    )  # fmt: skip
    output.show(Listing(columns=_LOANS, rows=rows), "周转金")


def _ask(session: Session, book: Book, as_of: date, output: Output) -> None:
    from ledger.commands.query import HEADINGS
    from ledger.query import ask, headings

    with opened(session, read_only=True) as ledger:
        answer = ask(ledger, book.query, {"as_of": as_of})
        heads = tuple((key, HEADINGS.get(key, key)) for key in headings(ledger, book.query))
    output.show(Listing(columns=heads, rows=tuple(tuple(row.values()) for row in answer)), book.title)


def _narrow(listing: Listing) -> Listing:
    """Return a listing without the codes, and without columns in which nothing stands: a screen is narrow."""
    kept = [
        at for at, (key, _) in enumerate(listing.columns)
        if key != "division_code" and any(row[at] is not None for row in listing.rows)
    ]  # fmt: skip
    return Listing(
        columns=tuple(listing.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in listing.rows),
    )


def _cells(session: Session, book: Book, line: BookLine, *, masked: bool) -> tuple[Cell, ...]:
    from ledger.masking import masked_name, masked_phone

    def shown(kind: str, value: Value) -> Value:
        if not masked or not isinstance(value, str):
            return value
        if kind == "phone":
            return masked_phone(value)
        return masked_name(value) if kind == "person" else value

    place = session.office().village(line.division_code)
    fixed = (line.id, line.happened_on, place.short if place else None, line.division_code or None, line.contract,
             line.follows)  # fmt: skip
    return (*fixed, *(shown(column.type, line.cells.get(column.key)) for column in book.columns))
