"""Named checks over a ledger, silent when all is well. Every surprise counts as broken; none stops the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.certificate_checks import certificate_faults
from ledger.files import sha256_of
from ledger.journal import BEFORE_THE_FIRST, Event, chained, digest
from ledger.soundness import SUMMARIES, check_integrity, check_schema, tables
from ledger.store import SETTINGS, Ledger, Row, expected_fingerprint

Check = Callable[[Ledger], Iterator[Problem]]

_HINT = "停止使用这份台账，从最近一次核验过的备份恢复，并查明原因"
_FINISH = "再出一次这类文件（如 shouyue statement），就会先把它出完，不会重号"
_MOST_PER_CHECK = 20
PAPERS = "papers"
"""The check of what lies beside the ledger: a paper moved away says nothing against the ledger itself."""


def verify(ledger: Ledger, *, only: str | None = None) -> tuple[Problem, ...]:
    """Return every fault that any check finds, at most twenty for each; nothing where all is well.

    Args:
        ledger: Any open ledger; read-only is enough.
        only: The name of one check of :data:`CHECKS`.

    Raises:
        LedgerError: No check of that name.
    """
    if only is not None and only not in CHECKS:
        known = "、".join(CHECKS)
        raise LedgerError(
            f"没有名为 {only} 的核验", [Problem(where=only, message="没有这项核验", hint=f"可用的有：{known}")]
        )
    chosen = {name: check for name, check in CHECKS.items() if only in (None, name)}
    return tuple(problem for name, check in chosen.items() for problem in _run(name, check, ledger))


def _run(name: str, check: Check, ledger: Ledger) -> Iterator[Problem]:
    """Yield a check's problems; a value of a kind nobody expected is itself one."""
    try:
        for count, problem in enumerate(check(ledger)):
            if count == _MOST_PER_CHECK:
                yield Problem(where=name, message="还有更多问题，未一一列出", hint=_FINISH if name == PAPERS else _HINT)
                return
            yield problem
    except LedgerError as error:
        yield from error.problems or (Problem(where=name, message=error.summary, hint=_HINT),)
    except (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError) as error:
        message = f"核验时遇到意外的内容（{type(error).__name__}）"
        yield Problem(where=name, message=message, hint=_HINT)


def _broken(where: object, message: str) -> Problem:
    return Problem(where=str(where), message=message, hint=_HINT)


def _integrity(ledger: Ledger) -> Iterator[Problem]:
    check_integrity(ledger)
    yield from ()


def _settings(ledger: Ledger) -> Iterator[Problem]:
    wanted = {"journal_mode": "delete", **{name: back for name, _, back in SETTINGS}}
    for name, value in ledger.settings().items():
        if value != wanted[name]:
            yield _broken(name, f"设置是 {value}，应为 {wanted[name]}")


def _schema(ledger: Ledger) -> Iterator[Problem]:
    check_schema(ledger, expected_fingerprint)
    yield from ()


def _chain(ledger: Ledger) -> Iterator[Problem]:
    """Recompute every hash; the first broken link is named, later ones too."""
    prev, last_at = BEFORE_THE_FIRST, ""
    for number, row in enumerate(ledger.rows("select * from events order by seq"), 1):
        event = Event(**row)
        if event.seq != number or event.prev != prev:
            yield _broken(f"第{event.seq}笔", "与前一笔接不上，有记录被删除、插入或改动")
        if event.hash != chained(
            event.prev, seq=event.seq, at=event.at, actor=event.actor,
            kind=event.kind, subject=event.subject, body=event.body,
        ):  # fmt: skip
            yield _broken(f"第{event.seq}笔", "内容与校验值不符，已被改动")
        if event.at < last_at:
            yield _broken(f"第{event.seq}笔", "时间早于前一笔")
        prev, last_at = event.hash, event.at


def _rows(ledger: Ledger) -> Iterator[Problem]:
    """Compare the rows of each event, table by table, with the digests in the journal."""
    written = {
        (row["seq"], table): value
        for row in ledger.rows("select seq, body from events order by seq")
        for table, value in json.loads(row["body"])["rows"].items()
    }
    for table in tables(ledger):
        if "event_seq" in ledger.columns(table):
            for seq, rows in _by_event(ledger, table):
                if written.pop((seq, table), None) != digest(rows):
                    yield _broken(f"{table} 第{seq}笔", "记录与日志不符，有行被改动、增加或删除")
    for seq, table in written:
        yield _broken(f"{table} 第{seq}笔", "日志里有，表里没有，记录被删除")


def _by_event(ledger: Ledger, table: str) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    seq, rows = 0, list[tuple[Any, ...]]()
    for row in ledger.rows(f"select * from {table} order by event_seq, id"):
        if row["event_seq"] != seq and rows:
            yield seq, rows
            rows = []
        seq = row["event_seq"]
        rows.append(tuple(row.values()))
    if rows:
        yield seq, rows


def _contents(ledger: Ledger) -> Iterator[Problem]:
    """Compare drafts and Word templates with the hashes they are known by."""
    for table, name in (("contracts", "number"), ("papers", "name")):
        for row in ledger.rows(f"select {name} as name, draft_json, draft_sha256 from {table}"):
            if hashlib.sha256(row["draft_json"].encode()).hexdigest() != row["draft_sha256"]:
                yield _broken(row["name"], "存底的文稿与校验值不符")
    for row in ledger.rows("select sha256, content from templates"):
        if hashlib.sha256(row["content"]).hexdigest() != row["sha256"]:
            yield _broken(row["sha256"][:12], "存底的模板与校验值不符")
    for row in ledger.rows("select number, draft_sha256, review_json from contracts"):
        if json.loads(row["review_json"])["draft_sha256"] != row["draft_sha256"]:
            yield _broken(row["number"], "审查记录不是这份文稿的")


def _shares(ledger: Ledger) -> Iterator[Problem]:
    """Payers add up to what they share: of a promise, of a payment, of an ending."""
    found = ledger.rows(
        """
        select '义务 ' || o.id as place, o.amount_fen as whole, sum(p.amount_fen) as parts
        from obligations o left join obligation_payers p on p.obligation_id = o.id
        group by o.id having o.amount_fen is not sum(p.amount_fen)
        union all
        select '记录 ' || e.id, e.amount_fen, sum(p.amount_fen)
        from entries e left join entry_payers p on p.entry_id = e.id
        group by e.id having e.amount_fen is not sum(p.amount_fen)
        """
    )
    for row in found:
        yield _broken(row["place"], f"各承担单位合计 {row['parts']} 分，应为 {row['whole']} 分")


def _conservation(ledger: Ledger) -> Iterator[Problem]:
    """Check promised = paid + outstanding + ended for each side, payer, programme and fund, by two roads.

    Promises are summed from the promises, payments and endings from the facts, and what is outstanding
    from each promise by itself; nobody may have paid more than he promised, no fund more than it holds for it.
    """
    found = ledger.rows(
        """
        with facts as (
            select o.id, x.payer, x.fund, sum(case when e.what = 'payment' then x.amount_fen else 0 end) as paid,
                   sum(case when e.what = 'ending' then x.amount_fen else 0 end) as ended
            from standing_entries e join entry_parts x on x.entry_id = e.id
            join obligations o on o.id = e.obligation_id
            group by o.id, x.payer, x.fund
        ), open as (
            select p.obligation_id, p.payer, p.fund,
                   max(0, p.amount_fen - coalesce(f.paid, 0) - coalesce(f.ended, 0)) as outstanding
            from obligation_parts p
            left join facts f on f.id = p.obligation_id and f.payer = p.payer and f.fund = p.fund
        ), sums as (
            select o.side, p.payer, o.programme, p.fund, p.amount_fen as promised, 0 as paid, 0 as ended,
                   0 as outstanding
            from obligation_parts p join obligations o on o.id = p.obligation_id
            union all
            select o.side, f.payer, o.programme, f.fund, 0, f.paid, f.ended, 0
            from facts f join obligations o on o.id = f.id
            union all
            select o.side, n.payer, o.programme, n.fund, 0, 0, 0, n.outstanding
            from open n join obligations o on o.id = n.obligation_id
        )
        select side, payer, programme, fund, sum(promised) as promised, sum(paid) as paid, sum(ended) as ended,
               sum(outstanding) as outstanding
        from sums group by side, payer, programme, fund
        having sum(promised) <> sum(paid) + sum(ended) + sum(outstanding)
        """
    )
    for row in found:
        yield _broken(f"{row['side']} {row['payer']} {row['programme']} {row['fund'] or '资金不详'}", _unequal(row))


def _summaries(ledger: Ledger) -> Iterator[Problem]:
    """Make every summary anew from the rows and compare it with what the triggers kept; sums of nothing are nothing."""
    for table in SUMMARIES:
        columns = ", ".join(ledger.columns(table))
        nothing = _NOTHING.get(table, "1")
        kept, anew = (f"select {columns} from {source} where {nothing}" for source in (table, f"{table}_anew"))
        (found,) = ledger.rows(
            f"select (select count(*) from ({kept} except {anew})) as kept,"
            f" (select count(*) from ({anew} except {kept})) as anew"
        )
        if found["kept"] or found["anew"]:
            message = f"汇总与明细不符：汇总多 {found['kept']} 行，少 {found['anew']} 行"
            yield _broken(table, message)


_NOTHING = {
    "money_sums": "promised_fen <> 0 or paid_fen <> 0 or ended_fen <> 0",
    "duty_sums": "promised <> 0 or fulfilled <> 0 or ended <> 0",
    "household_sums": "households <> 0",
    "breach_sums": "breaches <> 0",
    "cure_sums": "cures <> 0",
}
"""What is left of a sum of which everything was retracted counts as no row."""


def _unequal(row: Row) -> str:
    return (
        f"承诺 {row['promised']} 分不等于已付 {row['paid']}、依法终止 {row['ended']} "
        f"和尚欠 {row['outstanding']} 分之和"
    )


def _numbers(ledger: Ledger) -> Iterator[Problem]:
    """Row ids run from 1 without a gap up to their counter; so do certificate numbers."""
    counters = {row["series"]: row["value"] for row in ledger.rows("select * from counters where year = 0")}
    for table in tables(ledger):
        if "id" in ledger.columns(table):
            sql = f"select count(*) as n, coalesce(max(id), 0) as last from {table}"
            (found,) = ledger.rows(sql)
            if not found["n"] == found["last"] == counters.get(f"id:{table}", 0):
                message = f"有 {found['n']} 行，最后一行编号 {found['last']}，发号到 {counters.get(f'id:{table}', 0)}"
                yield _broken(table, message)
    for row in ledger.rows("select * from counters where series like 'certificate:%'"):
        (found,) = ledger.rows(
            "select count(*) as n from certificates where event = 'replaced' and series = ?"
            " and substr(happened_on, 1, 4) = cast(? as text)",
            [row["series"].partition(":")[2], row["year"]],
        )
        if found["n"] != row["value"]:
            yield _broken(f"{row['series']} {row['year']}", f"发出 {row['value']} 个证号，只登记了 {found['n']} 个")


def _certificates(ledger: Ledger) -> Iterator[Problem]:
    """Numbers, sheets and blank forms of certificates add up."""
    for where, message in certificate_faults(ledger):
        yield _broken(where, message)


def _papers(ledger: Ledger) -> Iterator[Problem]:
    """Every issued paper lies where it was put, unchanged; nothing is left half issued."""
    home = ledger.path.absolute().parent
    columns = "folder, name, kind, draft_sha256, content_sha256, state"
    for row in ledger.rows(f"select {columns} from paper_status order by id"):
        path = home / Path(row["folder"]) / row["name"]
        if row["state"] != "issued":
            yield Problem(where=row["name"], message="已登记但没有出完", hint=_FINISH)
        elif not path.is_file() and not _came_again(ledger, home, row):
            yield Problem(where=row["name"], message="出过的文件不在原处", hint="放回原处，或按登记重新出具副本")
        elif path.is_file() and sha256_of(path) != row["content_sha256"]:
            yield Problem(where=row["name"], message="出过的文件被改动过", hint="以台账存底为准，查明是谁改动的")


def _came_again(ledger: Ledger, home: Path, lost: Row) -> bool:
    """Say whether a copy of a lost sheet, under the same number, lies where it was put."""
    copies = ledger.rows(
        "select folder, name from paper_status where draft_sha256 = ? and kind = ? || '.copy' and state = 'issued'",
        [lost["draft_sha256"], lost["kind"]],
    )
    return any((home / Path(row["folder"]) / row["name"]).is_file() for row in copies)


CHECKS: dict[str, Check] = {
    "integrity": _integrity,
    "settings": _settings,
    "schema": _schema,
    "chain": _chain,
    "rows": _rows,
    "contents": _contents,
    "shares": _shares,
    "conservation": _conservation,
    "summaries": _summaries,
    "numbers": _numbers,
    "certificates": _certificates,
    "papers": _papers,
}
"""Every check by name, in the order they run."""
