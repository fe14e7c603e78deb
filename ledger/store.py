"""The ledger file: made, opened, locked, migrated. The only home of SQLite.

Every write goes through :meth:`Ledger.write`: one ``BEGIN IMMEDIATE`` … ``COMMIT``, journal event first,
rows second, all or nothing. A ledger that is damaged, newer, foreign or unsafely set is refused with
:class:`~contracts.errors.LedgerError`; nothing is repaired in silence.
"""

from __future__ import annotations

import contextlib
import functools
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from contracts.files import reason_of
from ledger.files import made_aside, put_in_place
from ledger.journal import ALGORITHM, Event
from ledger.migration import Migration, fingerprint, migrations
from ledger.soundness import applied, check_integrity, check_schema
from ledger.transaction import Row, Transaction, next_number, refusal, refused_row, stamp

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["Ledger", "Row", "Transaction", "create_ledger", "migrate", "next_number", "open_ledger"]

APPLICATION_ID = 0x73687979  # "shyy", in the file's header: a ledger and no other SQLite file
BUSY_MS = 30_000
SETTINGS = (
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
    ("cache_size", "-196608", -196608),  # KiB: 5,000 household contracts (150 MB) stay in memory until their commit
)
"""Set on every connection and read back: name, value set, value that must come back."""

_TOGETHER = 250  # rows of one statement: with fewer a thread that writes behind waits more often for its turn
_PRIMARY = 0xFF  # the part of SQLite's extended codes that says what kind of error it is
_IN_USE = ("台账正被另一人使用", "稍后重新运行；没有写入任何内容")
_NOT_OURS = ("台账或它所在的文件夹不能写", "请管理员给写的权限，或者移到能写的盘上；没有写入任何内容")
_HINDRANCES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_READONLY: _NOT_OURS,
    sqlite3.SQLITE_PERM: _NOT_OURS,
    sqlite3.SQLITE_CANTOPEN: _NOT_OURS,  # the journal beside it
    sqlite3.SQLITE_FULL: ("磁盘已满", "清出空间后重新运行；没有写入任何内容"),
}
"""SQLite's code → what is in the way and what to do, where the ledger itself is sound."""

SCHEMA = "select type, name, tbl_name as table_name, sql from sqlite_schema"


class Ledger:
    """An open ledger. Use as a context manager, or call :meth:`close`."""

    def __init__(self, path: Path, database: Database, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._database = database
        self._columns: dict[str, tuple[str, ...]] = {}
        self._schema_version = self._pragma("schema_version")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was committed is on the disk."""
        self._database.close()

    def rows(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> list[Row]:
        """Return what a SELECT answers, one dict per row, in its order.

        Raises:
            LedgerError: The file is damaged or locked, or the question is not SQL.
        """
        return list(self.each(sql, parameters))

    def each(self, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> Iterator[Row]:
        """Yield what :meth:`rows` returns, one at a time: for more rows than should be held at once."""
        with _translated(self.path):
            cursor = self._database.conn.execute(sql, parameters)
            names = [column[0] for column in cursor.description or ()]
            for row in cursor:
                yield dict(zip(names, row, strict=True))

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the column names of a table, in the order of its definition."""
        if table not in self._columns:
            found = self.rows("select name from pragma_table_info(?) order by cid", [table])
            self._columns[table] = tuple(row["name"] for row in found)
        return self._columns[table]

    def head(self) -> Event | None:
        """Return the newest event: its ``seq`` and ``hash`` vouch for all before it."""
        found = self.rows("select * from events order by seq desc limit 1")
        return Event(**found[0]) if found else None

    def settings(self) -> dict[str, Any]:
        """Return the settings in force on this connection, by name."""
        return {name: self._pragma(name) for name in ("journal_mode", *(name for name, _, _ in SETTINGS))}

    @contextlib.contextmanager
    def write(self, *, by: str, now: datetime, dry_run: bool = False) -> Iterator[Transaction]:
        """Open the one transaction of a command; commit at the end, roll back on any exception.

        Args:
            by: Who answers for it.
            now: The instant, with its offset; kept as Beijing time.
            dry_run: Roll back at the end too: everything was tried, nothing is kept.

        Raises:
            LedgerError: Read-only, locked, damaged, altered by another program, or the clock is behind.
        """
        if self.read_only or self._database.conn.in_transaction:
            raise refusal(self.path, "台账是只读打开的，或已有一笔写入未结束", "以可写方式打开后再试")
        with self.exclusive(keep=not dry_run):
            if self._pragma("schema_version") != self._schema_version:
                check_schema(self, expected_fingerprint)
            transaction = Transaction(self, by=by, at=stamp(now))
            yield transaction
            transaction.keep_counters()

    @contextlib.contextmanager
    def exclusive(self, *, keep: bool = True) -> Iterator[None]:
        """Hold the ledger's write lock: commit at the end if ``keep``, roll back on any exception."""
        with _translated(self.path):
            self._database.execute("begin immediate")
            try:
                yield
                self._database.execute("commit" if keep else "rollback")
            except BaseException:
                self._database.rollback()
                raise

    def execute_many(self, sql: str, rows: Iterable[Mapping[str, Any] | Sequence[Any]]) -> None:
        """Run one writing statement for each row, within the open transaction of :meth:`write`.

        Raises:
            LedgerError: No transaction is open, or a constraint or guard of the database refuses a row.
        """
        if not self._database.conn.in_transaction:
            raise refusal(self.path, "写入没有开始事务", "请报告给维护人员")
        with _translated(self.path):
            self._database.conn.executemany(sql, rows)  # raw: 2.5 times faster than insert_all

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows, each in the column order of its table, within the open transaction.

        Before a statement SQLite copies every page that it touches, so as to be able to take back that
        statement alone: many rows in one statement share the copies, which halves the time.

        Raises:
            LedgerError: As :meth:`execute_many`.
        """
        waiting = iter(rows)
        while block := list(islice(waiting, _TOGETHER)):
            marks = f"({', '.join('?' * len(block[0]))})"
            sql = f"insert into {table} values {', '.join([marks] * len(block))}"
            self.execute_many(sql, [tuple(chain.from_iterable(block))])

    def run_script(self, sql: str) -> None:
        """Run a migration's statements within the open transaction."""
        with _translated(self.path):
            statement = ""
            for line in (*sql.splitlines(keepends=True), ";"):
                statement += line
                if sqlite3.complete_statement(statement):
                    self._database.conn.execute(statement)  # the connection's own executescript would commit
                    statement = ""

    def copy_into(self, path: Path) -> None:
        """Write a compact copy of the committed ledger to a file that does not exist or is empty."""
        with _translated(self.path):
            self._database.conn.execute("vacuum into ?", [str(path)])

    def _pragma(self, name: str) -> Any:
        with _translated(self.path):
            return _first(self._database, f"pragma {name}")


def create_ledger(path: Path, *, now: datetime, by: str) -> None:
    """Make an empty ledger, mode 0600, and record who made it. Never over an existing file.

    Raises:
        LedgerError: Something of that name exists, or the folder cannot be written.
    """
    if path.exists():
        raise refusal(path, "台账已经存在，没有覆盖", "直接使用它；要重新开始请先把它移走")
    with made_aside(path, "不能在这里建立台账") as aside:
        with Ledger(aside, _connect(aside), read_only=False) as ledger:
            ledger.rows("pragma journal_mode = delete")
            ledger.rows(f"pragma application_id = {APPLICATION_ID}")
            _apply(ledger, migrations(), now=now, by=by)
        put_in_place(aside, path)


def open_ledger(path: Path, *, read_only: bool = False) -> Ledger:
    """Open a ledger after checking that it is one, whole, of this version and unaltered in its schema.

    Raises:
        LedgerError: Missing, not a ledger, damaged, newer, older (``shouyue ledger migrate``), altered.
    """
    ledger = _opened(path, read_only=read_only)
    with _closed_on_error(ledger):
        if len(applied(ledger)) < len(migrations()):
            raise refusal(path, "台账是旧版本建立的", "先运行 shouyue ledger migrate，再重新运行本命令")
    return ledger


def migrate(path: Path, now: datetime, by: str, *, dry_run: bool = False) -> tuple[str, ...]:
    """Bring an older ledger up to this version, in one transaction. Returns the names of the steps.

    With ``dry_run`` the steps are only named.

    Raises:
        LedgerError: As :func:`open_ledger`, or the integrity check finds damage; nothing was changed.
    """
    with _opened(path, read_only=False) as ledger:
        check_integrity(ledger)
        pending = migrations()[len(applied(ledger)) :]
        if pending and not dry_run:
            _apply(ledger, pending, now=now, by=by)
        return tuple(step.name for step in pending)


@functools.cache
def expected_fingerprint(count: int) -> str:
    """Return the fingerprint of the schema that the first ``count`` migrations make."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        for step in migrations()[:count]:
            conn.executescript(step.sql)  # nothing here to commit; sqlite-utils' own takes ten times as long
        cursor = conn.execute(SCHEMA)
        names = [column[0] for column in cursor.description]
        return fingerprint(dict(zip(names, row, strict=True)) for row in cursor)


def _opened(path: Path, *, read_only: bool) -> Ledger:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        hint = "检查路径；新办公室先运行 shouyue init"
        raise refusal(path, f"打不开台账（{reason_of(error)}）", hint) from error
    if header[:16] != b"SQLite format 3\0" or header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise refusal(path, "这不是守约的台账文件", "检查路径是否写对")
    with _translated(path):
        database = _connect(path, mode="ro" if read_only else "rw")
    with _closed_on_error(database):
        ledger = Ledger(path, database, read_only=read_only)
        _check_opened(ledger)
    return ledger


def _check_opened(ledger: Ledger) -> None:
    if ledger.settings()["journal_mode"] != "delete":
        raise refusal(ledger.path, "台账的日志方式被改动过", "不要继续写入；请从备份恢复")
    if len(applied(ledger)) > len(migrations()):
        raise refusal(ledger.path, "台账是更新版本的程序建立的", "请升级守约后再打开")
    check_schema(ledger, expected_fingerprint)
    head = ledger.head()
    if head is None or not head.is_whole:
        raise refusal(ledger.path, "台账最后一笔记录的校验值不符", "停止使用，从最近的备份恢复")


def _apply(ledger: Ledger, steps: Sequence[Migration], *, now: datetime, by: str) -> None:
    with ledger.exclusive():
        for step in steps:
            ledger.run_script(step.sql)
            row = (step.name, step.sha256, stamp(now), by)
            ledger.execute_many("insert into migrations values (?, ?, ?, ?)", [row])
        ledger.rows(f"pragma user_version = {migrations().index(steps[-1]) + 1}")
        kind = "created" if steps[0] == migrations()[0] else "migrated"
        body = {"algorithm": ALGORITHM, "steps": {step.name: step.sha256 for step in steps}}
        Transaction(ledger, by=by, at=stamp(now)).record(kind, "ledger", body, {})
        check_schema(ledger, expected_fingerprint)


def _connect(path: Path, mode: str = "rw") -> Database:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    conn = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False)
    database = _database(conn)  # in two threads, never at once: see ledger.writer
    with _closed_on_error(database):
        for name, value, back in SETTINGS:
            database.conn.execute(f"pragma {name} = {value}")
            if (found := _first(database, f"pragma {name}")) != back:
                message = f"数据库设置 {name} 是 {found}，应为 {back}"
                raise refusal(path, message, "本机的 SQLite 不适用，请报告给维护人员")
    return database


def _database(conn: sqlite3.Connection) -> Database:
    from sqlite_utils import Database

    return Database(conn, execute_plugins=False)  # installed plugins are none of the ledger's business


def _first(database: Database, sql: str) -> Any:
    row = database.conn.execute(sql).fetchone()
    return row[0] if row else None


class _Closable(Protocol):
    def close(self) -> None: ...


@contextlib.contextmanager
def _closed_on_error(thing: _Closable) -> Iterator[None]:
    try:
        yield
    except BaseException:
        thing.close()
        raise


@contextlib.contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise refusal(path, refused_row(str(error)), "核对后重新录入；没有写入任何内容") from error
    except sqlite3.OperationalError as error:
        unknown = (f"台账读写失败（{error}）", "检查磁盘空间和权限；必要时从备份恢复")
        raise refusal(path, *_HINDRANCES.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY, unknown)) from error
    except sqlite3.Error as error:
        raise refusal(path, f"台账文件已损坏（{error}）", "停止使用，从最近的备份恢复") from error
