"""The registers an office keeps beside its contracts: closed columns, lines that are only ever added.

Each book is a file of ``ledger/registers``: its columns are the only ones there are. Households are entered, never
"key persons"; nothing about bodies, no ID number, no account stands in any of them.
"""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.errors import InputError, LawError, LedgerError
from contracts.model import Citation, Finding, Problem
from ledger.bookkeeping.book_checks import CHECKS
from ledger.faults import Faults
from ledger.journal import canonical
from ledger.said import LONGEST_NAME, LONGEST_WORDS, too_long
from ledger.store import Ledger, Row, Transaction
from ledger.wording import MARKS, forbidden_words

ColumnType = Literal["text", "person", "choice", "count", "money", "date", "flag", "phone"]
Value = str | int | bool | None

_FLAGS = (*MARKS, "隐患")
_DIGITS = 9
"""Of a count: no place has a milliard of anything."""
_PIPL = tuple(
    Citation(law="中华人民共和国个人信息保护法", version=date(2021, 11, 1), article=article) for article in ("6", "28")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookColumn:
    """One column. ``due_on`` and ``amount_fen`` are kept as day and fen, the others in the line's cells.

    A count is at least ``least``: a meeting that nobody attended was none. ``longest`` is the most letters.
    """

    key: str
    label: str
    type: ColumnType
    required: bool = True
    choices: tuple[str, ...] = ()
    least: int = 0
    longest: int = LONGEST_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A register. ``follows`` names the book whose lines its own continue; ``query`` one that the ledger answers.

    ``yearly`` lines a year are a duty of ``each`` office or village; with ``contract`` each line is of one. A line of
    a book that ``ends`` is the last of the line it follows.
    """

    name: str
    title: str
    columns: tuple[BookColumn, ...]
    village: bool = False
    contract: bool = False
    follows: str = ""
    query: str = ""
    check: str = ""
    ends: bool = False
    yearly: int = 0
    each: Literal["", "office", "village"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLine:
    """One standing line. ``cells`` has a value for every column of its book, ``None`` where nothing is known."""

    id: int
    book: str
    division_code: str
    contract: str | None
    happened_on: date
    follows: int | None
    cells: Mapping[str, Value]


@functools.cache
def books() -> tuple[Book, ...]:
    """Return every book, by name."""
    from importlib.resources import files

    found = (item for item in (files("ledger") / "registers").iterdir() if item.name.endswith(".toml"))
    made = (_book(tomllib.loads(item.read_text(encoding="utf-8"))) for item in found)
    return tuple(sorted(made, key=lambda book: book.name))


def book_named(name: str) -> Book:
    """Return the book of that name.

    Raises:
        InputError: There is none; the names are told.
    """
    for book in books():
        if name in {book.name, book.title}:
            return book
    hint = f"有这些：{'、'.join(f'{book.name}（{book.title}）' for book in books())}"
    raise InputError("没有这个登记簿。", [Problem(where=name, message="没有这个登记簿", hint=hint)])


def record_line(
    tx: Transaction,
    book: Book,
    given: Mapping[str, str],
    *,
    happened_on: date,
    division_code: str = "",
    contract: str | None = None,
    follows: int | None = None,
) -> int:
    """Write one line. Returns its number.

    Args:
        tx: The open transaction.
        book: Which register.
        given: Words by column key, as a clerk types them.
        happened_on: The day it is about.
        division_code: Of the village, where the book is kept by village.
        contract: Number of a contract it belongs to.
        follows: The line it continues, in a book that follows another.

    Raises:
        InputError: A column nobody knows, one left out, a value of the wrong kind; all at once.
        LawError: A person is marked, or what was decided is not lawful.
        LedgerError: A day to come, or before what it continues; a line or contract that is not there; a sum beyond
            what is open.
    """
    where = book.title
    if book.query:
        raise _refused(where, "由台账自己得出，不在这里登记", f"用 shouyue books list {book.name} 查看")
    faults = Faults()
    cells = faults.of(lambda: _cells(book, given))
    if happened_on.isoformat() > tx.day:
        faults.add(_refused(where, f"日期 {happened_on} 晚于今天", "核对日期"))
    if book.village != bool(division_code):
        hint = "用 --village 写明哪个村" if book.village else "去掉 --village"
        faults.add(_refused(where, "没有写明哪个村" if book.village else "不按村登记", hint))
    contract_id = faults.of(lambda: _contract(tx, book, contract))
    before = faults.of(lambda: _followed(tx, book, follows))
    if cells is not None:
        faults.of(lambda: _refuse_marks(book, cells))
        line = BookLine(id=0, book=book.name, division_code=division_code, contract=contract, follows=follows,
                        happened_on=happened_on, cells=cells)  # fmt: skip
        faults.of(lambda: _refuse_days(tx, book, line, before))
        if book.check and bool(book.follows) == (before is not None):
            faults.of(lambda: CHECKS[book.check](tx, line, before, lines(tx, book.name)))
    faults.refuse()
    return _write(tx, line, contract_id)


def retract_line(tx: Transaction, line: int, *, because: str) -> None:
    """Withdraw a line; it stays in the file and counts no more.

    Raises:
        LedgerError: No such line, withdrawn before, no reason, or other lines follow it.
    """
    found = tx.rows("select * from standing_book_lines where id = ?", [line])
    where, faults = f"登记簿第 {line} 行", Faults()
    if not found:
        faults.add(_refused(where, "没有这一行，或已经冲销", "用 shouyue books list 查行号"))
    if not because.strip():
        faults.add(_refused(where, "没有写明原因", "写明原因"))
    if behind := tx.rows("select id from standing_book_lines where follows = ? order by id", [line]):
        numbers = "、".join(str(row["id"]) for row in behind)
        message = f"后面还接着第 {numbers} 行（答复、归还）"
        faults.add(_refused(where, message, "先冲销那几行，再冲销这一行"))
    if words := forbidden_words(because):
        faults.add(_refused(where, f"文字里有不得记录的内容：{'、'.join(words)}", "删去后重试"))
    faults.refuse()
    row = {key: found[0][key] for key in ("book", "division_code", "contract_id", "cells")}
    row |= {"happened_on": tx.day, "retracts": line, "because": because.strip()}
    tx.record("book_retracted", str(line), {}, {"book_lines": [row]})


def lines(ledger: Ledger | Transaction, book: str, *, as_of: date | None = None) -> tuple[BookLine, ...]:
    """Return the standing lines of a book up to a day, oldest first."""
    found = ledger.rows(
        "select b.*, c.number from standing_book_lines b left join contracts c on c.id = b.contract_id"
        " where b.book = :book and (:as_of is null or b.happened_on <= :as_of) order by b.happened_on, b.id",
        {"book": book, "as_of": as_of.isoformat() if as_of else None},
    )
    return tuple(_line(row) for row in found)


def ending_book(book: Book) -> Book | None:
    """Return the book whose lines end those of a book; ``None`` where they have no end of their own."""
    return next((item for item in books() if item.ends and item.follows == book.name), None)


def endings(ledger: Ledger | Transaction, book: Book, *, as_of: date | None = None) -> dict[int, tuple[date, str]]:
    """Return line of a book → its last day and why, for those that ended up to a day."""
    ending = ending_book(book)
    found = lines(ledger, ending.name, as_of=as_of) if ending else ()
    keys = [column.key for column in ending.columns] if ending else []
    return {
        line.follows: (line.happened_on, "：".join(str(line.cells[key]) for key in keys if line.cells[key]))
        for line in found
        if line.follows is not None
    }


def _book(data: dict[str, object]) -> Book:
    columns = data.pop("columns")
    assert isinstance(columns, list)  # noqa: S101 - the shape of our own package data
    made = tuple(BookColumn(**{**item, "choices": tuple(item.get("choices", ()))}) for item in columns)
    return Book(columns=made, **data)  # type: ignore[arg-type]  # the tests load every file


def _cells(book: Book, given: Mapping[str, str]) -> dict[str, Value]:
    known = {column.key: column for column in book.columns}
    labels = {column.label: column.key for column in book.columns}
    words = {labels.get(key, key): text.strip() for key, text in given.items()}
    problems = [
        Problem(where=book.title, message=f"没有“{key}”这一栏", hint=f"栏目有：{'、'.join(known)}")
        for key in words
        if key not in known
    ]
    cells: dict[str, Value] = {}
    for column in book.columns:
        text = words.get(column.key, "")
        longest = LONGEST_NAME if column.type == "person" else column.longest
        if long := too_long(text, longest):
            problems.append(Problem(where=f"{book.title} {column.label}", message=long[0], hint=long[1]))
            continue
        try:
            cells[column.key] = _value(column, text)
        except ValueError as error:
            problems.append(Problem(where=f"{book.title} {column.label}", message=str(error), hint="改正后重新登记"))
            continue
        if column.required and cells[column.key] is None:
            hint = f"用 --set {column.key}=… 填写"
            problems.append(Problem(where=f"{book.title} {column.label}", message="没有填写", hint=hint))
        bad = () if column.type in {"phone", "money"} else forbidden_words(text)
        if bad:
            message = f"有不得记录的内容：{'、'.join(bad)}"
            problems.append(Problem(where=f"{book.title} {column.label}", message=message, hint="删去后重新登记"))
    if problems:
        raise InputError(f"有 {len(problems)} 处问题，没有登记。", problems)
    return cells


def _value(column: BookColumn, text: str) -> Value:
    """Return what a clerk's words mean in a column; ``None`` where nothing is written.

    Raises:
        ValueError: In Chinese.
    """
    from contracts.amounts import parse_fen
    from contracts.dates import parse_day

    if not text:
        return None
    if column.type == "choice" and text not in column.choices:
        raise ValueError(f"“{text}”不在可选的之内：{'、'.join(column.choices)}")
    if column.type == "count":
        return _count(column, text)
    if column.type == "flag":
        if text not in {"是", "否"}:
            raise ValueError("写“是”或“否”")
        return text == "是"
    if column.type == "phone" and not text.replace("-", "").isdecimal():
        raise ValueError("不是电话号码")
    if column.type == "money":
        return parse_fen(text)
    return parse_day(text).isoformat() if column.type == "date" else text


def _count(column: BookColumn, text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"“{text}”不是整数")
    if len(text) > _DIGITS:
        raise ValueError(f"最多 {_DIGITS} 位数")
    if int(text) < column.least:
        raise ValueError(f"不能少于 {column.least}")
    return int(text)


def _refuse_marks(book: Book, cells: Mapping[str, Value]) -> None:
    """Refuse a word that marks a person (R-15): registers hold households and what is owed to them."""
    text = "；".join(str(value) for value in cells.values() if value is not None)
    marks = [word for word in _FLAGS if word in text]
    if marks:
        finding = Finding(
            rule="BOOK-MARK", verdict="void", where=book.title, text=text, cite=_PIPL, words=tuple(marks),
            message=f"不得给人或家庭贴“{'、'.join(marks)}”的标记", hint="只写这一户需要什么帮助、谁来办",
        )  # fmt: skip
        raise LawError("没有登记。", [finding])


def _refuse_days(tx: Transaction, book: Book, line: BookLine, before: BookLine | None) -> None:
    """Refuse days out of order: a line before the one it continues, what is to follow before it, a filing to come."""
    faults = Faults()
    if before is not None and line.happened_on < before.happened_on:
        message = f"第 {before.id} 行是 {before.happened_on} 的，这一行不能更早"
        faults.add(_refused(book.title, message, "用 --on 写明哪一天"))
    for column in book.columns:
        said, where = line.cells[column.key], f"{book.title} {column.label}"
        if column.type != "date" or said is None:
            continue
        if str(said) < line.happened_on.isoformat():
            faults.add(_refused(where, f"{said} 早于这件事的日期 {line.happened_on}", "核对两个日期"))
        elif column.key != "due_on" and str(said) > tx.day:
            faults.add(_refused(where, f"日期 {said} 晚于今天", "办了再登记"))
    faults.refuse()


def _contract(tx: Transaction, book: Book, contract: str | None) -> int | None:
    """Return the id of the contract that a line belongs to; ``None`` where none was named and none is needed."""
    if contract is None:
        if book.contract:
            raise _refused(book.title, "没有写明哪份合同", "用 --contract 写明编号")
        return None
    found = tx.rows("select id from contracts where number = ?", [contract])
    if not found:
        raise _refused(contract, "台账里没有这份合同", "核对合同编号")
    return int(found[0]["id"])


def _followed(tx: Transaction, book: Book, follows: int | None) -> BookLine | None:
    if bool(book.follows) != (follows is not None):
        hint = f"用 --follows 写明是{book_named(book.follows).title}的第几行" if book.follows else "去掉 --follows"
        raise _refused(book.title, "没有写明接在哪一行后面" if book.follows else "不接在别的行后面", hint)
    if follows is None:
        return None
    found = next((line for line in lines(tx, book.follows) if line.id == follows), None)
    if found is None:
        raise _refused(book.title, f"没有第 {follows} 行", f"用 shouyue books list {book.follows} 查行号")
    return found


def _write(tx: Transaction, line: BookLine, contract_id: int | None) -> int:
    (number,) = tx.ids("book_lines", 1)
    row: Row = {
        "id": number, "book": line.book, "division_code": line.division_code, "contract_id": contract_id,
        "happened_on": line.happened_on.isoformat(), "due_on": line.cells.get("due_on"),
        "amount_fen": line.cells.get("amount_fen"), "cells": canonical(dict(line.cells)), "follows": line.follows,
        "because": "",
    }  # fmt: skip
    _refuse_same(tx, row)
    tx.record("book_line", line.book, {}, {"book_lines": [row]})
    return number


def _refuse_same(tx: Transaction, row: Row) -> None:
    """Refuse the very line that stands already: typed twice, it would count twice."""
    found = tx.rows(
        "select id from standing_book_lines where book = :book and happened_on = :happened_on and cells = :cells"
        " and division_code = :division_code and contract_id is :contract_id and follows is :follows", row,
    )  # fmt: skip
    if found:
        hint = f"不必再登记；那一行记错的，先 shouyue books retract {found[0]['id']} --because 原因，再登记对的"
        raise _refused(book_named(row["book"]).title, f"第 {found[0]['id']} 行已是同一天的同样一行", hint)


def _line(row: Row) -> BookLine:
    return BookLine(
        id=row["id"], book=row["book"], division_code=row["division_code"], contract=row["number"],
        happened_on=date.fromisoformat(row["happened_on"]), follows=row["follows"], cells=json.loads(row["cells"]),
    )  # fmt: skip


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}，没有登记", [Problem(where=where, message=message, hint=hint)])


