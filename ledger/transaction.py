"""One command's writes: journal event first, rows second, numbers from counters. Made by the store."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.alike import Alike, Numbered, insert_alike, is_seen
from ledger.journal import Event, digest, digest_of_text, follow, text_of_rows
from ledger.said import refuse_forbidden
from ledger.writer import Writer

Row = dict[str, Any]
Values = tuple[Any, ...]
Maker = Callable[[], Iterable[Row]]
"""Makes the same rows, each with its ``id``, whenever it is called: for more rows than should be held at once."""
BEIJING = timezone(timedelta(hours=8))
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_RETYPE = "重新输入这一项，不要从别处粘贴"
_BLANK = re.compile(r"CHECK constraint failed: length\(trim\((\w+)\)\) > 0")
_LABELS = {
    "because": "原因", "reason": "原因", "note": "说明", "number": "编号", "name": "姓名或名称", "evidence": "依据",
    "programme": "项目", "payer": "承担单位", "title": "名称", "received_by": "收件人", "raised_by": "提出人",
    "article": "条文", "where_from": "来源", "voucher": "凭证号", "successor": "接替单位", "source": "出处",
    "representative": "负责人", "purpose": "用途", "prepared_by": "编制人", "place": "地点", "office": "单位",
    "law": "法律名称", "grade": "等次", "checker": "检查人", "ceremony": "会议名称", "basis": "依据",
    "applicant": "申请人", "answered_by": "答复人",
}  # fmt: skip
_EVENT_ROW = attrgetter(*Event.__dataclass_fields__)
PATIENCE = timedelta(minutes=15)
"""How far a command's clock may be behind the last event: it read the time, then waited for its turn."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows of a table as values in the order of its columns, ``event_seq`` left out: for a batch of many papers.

    They say the same as rows with named columns and cost half. ``columns`` name them all, so that values in
    another order than the table's are refused.
    """

    columns: tuple[str, ...]
    values: Sequence[Values]

    def __len__(self) -> int:
        return len(self.values)


Rows = Sequence[Row] | Listed | Alike | Maker


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What is to be recorded: the event's kind, subject and body, and the rows of each table it stands for."""

    kind: str
    subject: str
    body: Mapping[str, Any]
    rows: Mapping[str, Rows]


class OpenLedger(Protocol):
    """What a transaction and the checks of soundness need of the open file; the store's ``Ledger`` is one."""

    path: Path

    def rows(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> list[Row]:
        """Return what a SELECT answers."""

    def each(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> Iterator[Row]:
        """Yield what a SELECT answers, row by row."""

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the column names of a table."""

    def head(self) -> Event | None:
        """Return the newest event."""

    def execute_many(self, sql: str, rows: Iterable[Mapping[str, Any] | Sequence[Any]]) -> None:
        """Run one writing statement for each row."""

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows, each in the column order of its table."""


class Transaction:
    """One command's writes. Made by the store's ``Ledger.write`` only."""

    def __init__(self, ledger: OpenLedger, *, by: str, at: str) -> None:
        self._ledger = ledger
        self._writer: Writer | None = None
        self._columns: dict[str, tuple[str, ...]] = {}
        self.by = by
        self._head = ledger.head()
        self.at = max(at, self._head.at) if self._head else at
        self._ids: dict[str, int] = {}
        if not by.strip():
            raise refusal(ledger.path, "没有写明经办人", "写明是谁在记账")
        refuse_forbidden([{"actor": by}])
        if datetime.fromisoformat(self.at) - datetime.fromisoformat(at) > PATIENCE:
            raise refusal(
                ledger.path,
                f"电脑时间 {at} 早于台账最后一笔 {self.at}",
                "校准电脑的日期和时间后重新运行",
            )

    @property
    def ledger(self) -> OpenLedger:
        """The open file, with all that was recorded: what is still being written behind is waited for."""
        if self._writer:
            self._writer.settle()
        return self._ledger

    @property
    def day(self) -> str:
        """The civil day of this transaction in Beijing, ``YYYY-MM-DD``."""
        return self.at[:10]

    def rows(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> list[Row]:
        """Return what a SELECT answers, this transaction's own rows included."""
        return self.ledger.rows(sql, parameters)

    def each(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> Iterator[Row]:
        """Yield what :meth:`rows` returns, one at a time."""
        return self.ledger.each(sql, parameters)

    def ids(self, table: str, count: int) -> range:
        """Take the next ``count`` row ids of a table. Gapless: a missing one was removed by force."""
        if table not in self._ids:
            found = self.rows("select value from counters where series = ? and year = 0", [f"id:{table}"])
            self._ids[table] = found[0]["value"] if found else 0
        first = self._ids[table] + 1
        self._ids[table] += count
        return range(first, first + count)

    def record(self, kind: str, subject: str, body: Mapping[str, Any], rows: Mapping[str, Rows]) -> Event:
        """Append one event and the rows it stands for, parents before children.

        Rows without ``id`` get the next one; ``event_seq`` is set here. Columns not named are NULL. The rows
        of a :data:`Maker` are made twice, for the event and for the table, and never held together.

        Raises:
            LedgerError: A column nobody knows, a text with control characters, or the database refuses a row.
        """
        return self.record_all([Happening(kind=kind, subject=subject, body=body, rows=rows)])[0]

    def record_all(self, happenings: Iterable[Happening]) -> tuple[Event, ...]:
        """Append an event for each and all their rows, in order: first the events, then table after table.

        The tables come in the order in which they are first met, so that no row of an earlier table may refer
        to one of a later. Otherwise as :meth:`record`, and about twice as fast.
        """
        events: list[Event] = []
        tables: dict[str, list[Iterable[Values]]] = {}
        for happening in happenings:
            event, values = self._followed(events[-1] if events else self._head, happening)
            events.append(event)
            for table, items in values.items():
                tables.setdefault(table, []).append(items)
        write = functools.partial(_write, self._ledger, events, tables)
        if self._writer:
            self._writer.start(write)
        else:
            write()
        self._head = events[-1] if events else self._head
        return tuple(events)

    @contextlib.contextmanager
    def writing_behind(self) -> Iterator[None]:
        """Within, :meth:`record_all` starts to write its rows and returns, so that the next can be made meanwhile.

        What the database refuses is raised by the next call or at the end. Whatever else is asked of the
        transaction waits for the rows; a :data:`Maker` must not ask it anything here.
        """
        with Writer() as self._writer:
            yield
        self._writer = None

    def _followed(self, head: Event | None, happening: Happening) -> tuple[Event, dict[str, Iterable[Values]]]:
        """Return the event after ``head`` and the values for each table."""
        seq = head.seq + 1 if head else 1
        values: dict[str, Iterable[Values]] = {}
        digests: dict[str, str] = {}
        for table, items in happening.rows.items():
            if not items:
                continue
            if callable(items):
                values[table] = made = _Anew(functools.partial(self._made, table, items, seq))
                digests[table] = digest(made)
            elif isinstance(items, Alike):
                self._check_columns(table, items.columns)
                values[table] = Numbered(items, seq)
                digests[table] = _digest_of_alike(items, seq)
            else:
                values[table] = held = self._held(table, items, seq)
                digests[table] = _digest_of_seen(held)
        body = {**happening.body, "rows": digests}
        event = follow(head, at=self.at, actor=self.by, kind=happening.kind, subject=happening.subject, body=body)
        return event, values

    def counter(self, series: str, year: int) -> int:
        """Return the last number taken of a series in a year; 0 before the first."""
        found = self.rows("select value from counters where series = ? and year = ?", [series, year])
        return found[0]["value"] if found else 0

    def set_counter(self, series: str, year: int, value: int) -> None:
        """Move a counter on. The database refuses to move it back."""
        found = self.rows("select 1 from counters where series = ? and year = ?", [series, year])
        sql = (
            "update counters set value = :value where series = :series and year = :year"
            if found
            else "insert into counters (series, year, value) values (:series, :year, :value)"
        )
        self.ledger.execute_many(sql, [{"series": series, "year": year, "value": value}])

    def keep_counters(self) -> None:
        """Write the row ids taken; called once, before the commit."""
        for table, value in self._ids.items():
            self.set_counter(f"id:{table}", 0, value)

    def _numbered(self, table: str, items: Sequence[Row]) -> list[Row]:
        missing = sum("id" not in item for item in items)
        fresh = iter(self.ids(table, missing)) if missing else iter(())
        return [item if "id" in item else {"id": next(fresh), **item} for item in items]

    def _held(self, table: str, items: Sequence[Row] | Listed, seq: int) -> list[Values]:
        if not isinstance(items, Listed):
            refuse_forbidden(items)
            return list(self._made(table, lambda: self._numbered(table, items), seq))
        self._check_columns(table, items.columns)
        return [(*row, seq) for row in items.values]

    def _columns_of(self, table: str) -> tuple[str, ...]:
        if table not in self._columns:
            self._columns[table] = self.ledger.columns(table)
        return self._columns[table]

    def _check_columns(self, table: str, columns: tuple[str, ...]) -> None:
        if self._columns_of(table) != (*columns, "event_seq"):
            raise refusal(self.ledger.path, f"{table} 的栏目不是 {'、'.join(columns)}", "请报告给维护人员")

    def _made(self, table: str, maker: Maker, seq: int) -> Iterator[Values]:
        *columns, last = self._columns_of(table)
        known = frozenset(columns)
        for item in maker():
            if last != "event_seq" or not item.keys() <= known:
                unknown = "、".join(sorted(item.keys() - known))
                raise refusal(self.ledger.path, f"{table} 没有 {unknown} 这一栏", "请报告给维护人员")
            yield (*map(item.get, columns), seq)


def _write(ledger: OpenLedger, events: Sequence[Event], tables: Mapping[str, Sequence[Iterable[Values]]]) -> None:
    """Write events and the rows they stand for."""
    ledger.insert("events", map(_EVENT_ROW, events))
    for table, parts in tables.items():
        alike = [part for part in parts if isinstance(part, Numbered)]
        if len(alike) == len(parts):
            insert_alike(ledger, table, alike)
        else:
            ledger.insert(table, chain.from_iterable(parts))


def _digest_of_seen(rows: Sequence[Values]) -> str:
    """Return the digest of rows in which every character can be seen.

    Control characters stay out of the ledger, whoever typed them where: they hide words and spoil every paper.
    The text of the digest holds every text of the rows, so that one look at it finds them.

    Raises:
        LedgerError: What cannot be seen, and in which words.
    """
    text = text_of_rows(rows)
    if not is_seen(text):
        _refuse_unseen(value for row in rows for value in row if isinstance(value, str))
    return digest_of_text(text)


def _digest_of_alike(rows: Alike, seq: int) -> str:
    """Return the digest of alike rows, as :func:`_digest_of_seen` does."""
    return digest_of_text(rows.text(seq)) if rows.is_seen else _digest_of_seen(list(rows.values(seq)))


def _refuse_unseen(texts: Iterable[str]) -> None:
    problems = [
        Problem(
            where=f"“{_UNSEEN.sub('□', text)[:30]}”",
            message=f"有看不见的控制字符（U+{ord(found[0]):04X}）",
            hint=_RETYPE,
        )
        for text in texts
        if not text.isprintable() and (found := _UNSEEN.search(text))
    ]
    if problems:
        raise LedgerError(f"有 {len(problems)} 处不能记录的字符，台账没有写入。", problems)


@dataclass(frozen=True, slots=True)
class _Anew:
    """Rows that are made whenever somebody goes through them."""

    make: Callable[[], Iterator[Values]]

    def __iter__(self) -> Iterator[Values]:
        return self.make()


def next_number(tx: Transaction, series: str, year: int) -> int:
    """Take the next number of a series: 1, 2, 3 … in each year, no gap, no number twice.

    A command that fails gives its number back with everything else.
    """
    value = tx.counter(series, year) + 1
    tx.set_counter(series, year, value)
    return value


def stamp(now: datetime) -> str:
    """Return an instant as the ledger writes it: Beijing time, whole seconds, ``+08:00``.

    Raises:
        LedgerError: The instant does not say its offset.
    """
    if now.tzinfo is None:
        raise LedgerError("时间没有带时区，未写入台账")
    return now.astimezone(BEIJING).isoformat(timespec="seconds")


def refused_row(error: str) -> str:
    """Return in Chinese why the database refused a row; what no sentence is known for keeps its own words.

    >>> refused_row("CHECK constraint failed: length(trim(checker)) > 0")
    '检查人没有填写，不能是空白'
    """
    blank = _BLANK.fullmatch(error)
    if blank and blank[1] in _LABELS:
        return f"{_LABELS[blank[1]]}没有填写，不能是空白"
    return f"台账拒绝了这笔写入（{error}）"


def refusal(path: Path, message: str, hint: str) -> LedgerError:
    """Return the error for one thing wrong with a ledger or with what was asked of it."""
    return LedgerError(f"{message}。{hint}。", [Problem(where=path.name, message=message, hint=hint)])
