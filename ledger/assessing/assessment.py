"""Assessment of offices and villages by the agreements they signed: score, sign, close, object, score again.

Rows A-01 to A-16. Persons are never scored: a sheet belongs to an agreement and to the office that signed it. Every
function writes within the caller's transaction; nothing is changed later, a new score stands beside the old one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.dates import month_end
from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.assessing.periods import Period, period_of
from ledger.assessing.scoresheets import ScoreLine, points_words
from ledger.assessing.targets import copied_targets
from ledger.faults import Faults
from ledger.names import person_as_compared
from ledger.store import Ledger, Row, Transaction
from ledger.wording import forbidden_words

SIGNERS = {"assessor": "考核人", "assessed": "被考核人", "checker": "复核人"}
ASSESSED = (
    "township", "subdistrict", "department", "village_committee", "community", "fp_association", "unit", "employer",
)  # fmt: skip
"""Types of party that may be scored: bodies, never a person; the ledger's own guard names the same."""

SHEETS_ON_A_DAY = """
    select x.sheet_id, x.contract_id, x.period, x.starts_on, x.ends_on, x.score_hundredths,
           2 = (select count(*) from score_signatures g
                where g.sheet_id = x.sheet_id and g.role in ('assessor', 'assessed')
                  and g.signed_on <= :day) as is_signed
    from sheet_scores x
    join score_sheets h on h.id = x.sheet_id
    join events v on v.seq = h.event_seq
    where (substr(v.at, 1, 10) <= :day
           or exists (select 1 from score_signatures g where g.sheet_id = h.id and g.signed_on <= :day))
      and not exists (select 1 from score_objections j join score_answers a on a.objection_id = j.id
                      where j.sheet_id = h.id and a.outcome = 'rescored' and a.answered_on <= :day)
"""
"""The sheets that counted on ``:day``, as in the query ``overdue_assessments``: there from the day on which they were
entered or first signed, until the day on which an answer put another in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A sheet as entered; sums in hundredths of a point."""

    sheet: int
    contract: str
    period: Period
    score: int
    total: int


def score(tx: Transaction, contract: str, period: Period, lines: Sequence[ScoreLine]) -> Scored:
    """Enter the score sheet of an agreement for a period.

    Raises:
        LedgerError: No agreement of an office, a period outside it or not yet over, scored before, or closed;
            targets copied from the year before that nobody confirmed (A-14).
    """
    return enter(tx, may_be_scored(tx, contract, period), period, lines)


def may_be_scored(tx: Transaction, contract: str, period: Period) -> Row:
    """Return the agreement that may be scored for a period.

    Raises:
        LedgerError: As :func:`score` says; every reason at once.
    """
    agreement, faults = agreement_of(tx, contract), Faults()
    faults.of(lambda: _refuse_period(tx, agreement, period))
    faults.of(lambda: _refuse_copied_targets(tx, contract))
    known = tx.rows(
        "select id from score_sheets where contract_id = ? and period = ? and starts_on = ? and replaces is null",
        [agreement["id"], period.kind, period.starts_on.isoformat()],
    )
    if known:
        hint = "有异议的用 shouyue assess object，复核后用 shouyue assess rescore；两次都保留"
        faults.add(refused(contract, f"{period}已经记过分（第 {known[0]['id']} 号评分表）", hint))
    if _is_closed(tx, period):
        faults.add(refused(contract, f"{period}已经关闭", "关闭后只能通过异议复核重新记分"))
    faults.refuse()
    return agreement


def sign(tx: Transaction, sheet: int, *, names: dict[str, str], signed_on: date) -> None:
    """Record who signed a sheet: ``assessor`` and ``assessed`` both, perhaps a ``checker``.

    Raises:
        LedgerError: No such sheet, one hand twice, signed before, a day outside, or a name that is none.
    """
    where, faults = f"第 {sheet} 号评分表", Faults()
    known = faults.of(lambda: sheet_of(tx, sheet))
    if not {"assessor", "assessed"} <= names.keys():
        faults.add(refused(where, "缺少一方签字", "考核人和被考核人都要签字"))
    if len({person_as_compared(name) for name in names.values()}) < len(names):
        faults.add(refused(where, "同一人签了两处", "考核人、被考核人、复核人是不同的人"))
    if known and known["is_signed"]:
        faults.add(refused(where, "已经签过字", "有异议的用 shouyue assess object"))
    last = known["ends_on"] if known else None
    outside = f"签字日期 {signed_on} 不在考核期末 {last} 至今天之间"
    faults.of(lambda: refuse_day(where, signed_on, after=last, today=tx.day, outside=outside))
    faults.of(lambda: refuse_words(where, " ".join(names.values())))
    faults.refuse()
    rows = [
        {"sheet_id": sheet, "role": role, "name": name.strip(), "signed_on": signed_on.isoformat()}
        for role, name in names.items()
    ]
    tx.record("score_signed", str(sheet), {}, {"score_signatures": rows})


def close(tx: Transaction, period: Period, *, unscored_too: bool = False) -> int:
    """Close a period: from now on its results may go into a circular. Returns how many sheets it holds.

    With ``unscored_too`` agreements without a sheet do not hinder it; they stay overdue and cannot be scored later.

    Raises:
        LedgerError: Not over yet, closed before, no sheet, an agreement without one, a sheet without both
            signatures or with an objection unanswered, or a shorter period within it that has sheets and is still
            open (A-02: by month, circular by quarter).
    """
    faults = Faults()
    if period.ends_on.isoformat() >= tx.day:
        faults.add(refused(str(period), f"到 {period.ends_on} 才结束", "期满以后再关闭"))
    if _is_closed(tx, period):
        faults.add(refused(str(period), "已经关闭", "不必再关闭"))
    sheets = tx.rows(
        "select x.sheet_id, x.is_signed, c.number from sheet_scores x join contracts c on c.id = x.contract_id"
        " where x.period = ? and x.starts_on = ? and x.counts order by x.sheet_id",
        [period.kind, period.starts_on.isoformat()],
    )
    if not sheets:
        faults.add(refused(str(period), "没有评分表", "先用 shouyue assess score 记分"))
    faults.refuse()
    problems = [
        Problem(
            where=row["number"], message=f"第 {row['sheet_id']} 号评分表没有双方签字", hint="用 shouyue assess sign"
        )
        for row in sheets
        if not row["is_signed"]
    ]
    problems += _unanswered(tx, period)
    problems += [
        Problem(where=str(inner), message="还没有关闭", hint="先关闭较短的考核期")
        for inner in open_periods(tx)
        if period.holds(inner)
    ]
    if not unscored_too:
        hint = "先记分；确实不考核它的，加 --unscored，关闭以后就不能再记分"
        problems += [Problem(where=number, message="没有评分表", hint=hint) for number in _unscored(tx, period)]
    if problems:
        raise LedgerError(f"{period}没有关闭", problems)
    row = {"period": period.kind, "starts_on": period.starts_on.isoformat(), "ends_on": period.ends_on.isoformat()}
    tx.record("period_closed", str(period), {"sheets": len(sheets)}, {"period_closings": [row]})
    return len(sheets)


def _unanswered(tx: Transaction, period: Period) -> list[Problem]:
    """Return a problem for each objection to a sheet of a period that nobody answered."""
    found = tx.rows(
        "select o.id, c.number from score_objections o join score_sheets s on s.id = o.sheet_id"
        " join contracts c on c.id = s.contract_id where s.period = ? and s.starts_on = ?"
        " and not exists (select 1 from score_answers a where a.objection_id = o.id) order by o.id",
        [period.kind, period.starts_on.isoformat()],
    )
    hint = "先用 shouyue assess rescore 答复，再关闭"
    return [Problem(where=row["number"], message=f"第 {row['id']} 号异议还没有答复", hint=hint) for row in found]


def _unscored(tx: Transaction, period: Period) -> list[str]:
    """Return the numbers of the agreements that ran through a period and have no sheet for it."""
    found = tx.rows(
        "select c.number from assessed_agreements a join contracts c on c.id = a.id"
        " where a.starts_on <= :starts_on and a.ends_on >= :ends_on"
        " and not exists (select 1 from score_sheets x where x.contract_id = a.id and x.period = :period"
        " and x.starts_on = :starts_on)"
        " and not exists (select 1 from standing_changes x where x.contract_id = a.id and x.what <> 'renewed'"
        " and x.happened_on <= :ends_on) order by c.number",
        {"period": period.kind, "starts_on": period.starts_on.isoformat(), "ends_on": period.ends_on.isoformat()},
    )
    return [row["number"] for row in found]


def open_periods(ledger: Ledger | Transaction) -> tuple[Period, ...]:
    """Return the periods that have sheets and are not closed, soonest first."""
    found = ledger.rows(
        "select distinct s.period, s.starts_on, s.ends_on from score_sheets s where not exists ("
        " select 1 from period_closings c where c.period = s.period and c.starts_on = s.starts_on)"
        " order by s.starts_on, s.period"
    )
    return tuple(period_of(row["period"], row["starts_on"], row["ends_on"]) for row in found)


def settle_by(period: Period) -> date:
    """Return the last day for settling a year: the last of February after it (A-12)."""
    return month_end(period.ends_on.year + 1, 2)


def refused(where: str, message: str, hint: str) -> LedgerError:
    """Return the error for one thing that an assessment cannot do."""
    return LedgerError(f"{where}：{message}，没有记录", [Problem(where=where, message=message, hint=hint)])


def enter(
    tx: Transaction, agreement: Row, period: Period, lines: Sequence[ScoreLine], *,
    replaces: int | None = None, because: str = "",
) -> Scored:  # fmt: skip
    """Enter a sheet that was found to be allowed; with ``replaces`` it takes the place of an older one."""
    total = sum(line.indicator.weight for line in lines)
    (sheet,) = tx.ids("score_sheets", 1)
    head = {
        "id": sheet, "contract_id": agreement["id"], "party_id": agreement["party_id"], "period": period.kind,
        "starts_on": period.starts_on.isoformat(), "ends_on": period.ends_on.isoformat(),
        "total_hundredths": total, "replaces": replaces, "because": because.strip(),
    }  # fmt: skip
    rows = [
        {
            "sheet_id": sheet, "ordinal": line.indicator.ordinal, "indicator": line.indicator.name,
            "target": line.indicator.target, "weight_hundredths": line.indicator.weight,
            "scoring": line.indicator.scoring, "method": line.method, "actual": line.actual,
            "shortfall_hundredths": line.shortfall, "deduction_hundredths": line.deduction,
            "evidence": line.evidence, "sampled_at": line.sampled_at,
        }
        for line in lines
    ]  # fmt: skip
    groups = [
        {"sheet_id": sheet, "ordinal": line.indicator.ordinal, "class": line.group} for line in lines if line.group
    ]
    kept: dict[str, Sequence[Row]] = {"score_sheets": [head], "score_lines": rows}
    points = total - sum(line.deduction for line in lines)
    body = {"period": str(period), "score": points_words(points)}
    tx.record("scored", agreement["number"], body, kept | ({"score_line_classes": groups} if groups else {}))
    return Scored(sheet=sheet, contract=agreement["number"], period=period, score=points, total=total)


def agreement_of(tx: Transaction, contract: str) -> Row:
    """Return the agreement of that number and the office that signed it.

    Raises:
        LedgerError: There is none, or it is one of a family.
    """
    found = tx.rows(
        "select c.id, c.number, c.family, c.signed_on, c.starts_on, c.ends_on, s.party_id, p.type, p.name"
        " from contracts c join contract_parties s on s.contract_id = c.id and s.role = 'party_b'"
        " join parties p on p.id = s.party_id where c.number = ?",
        [contract],
    )
    if not found:
        raise refused(contract, "台账里没有这份责任书", "核对编号；先用 shouyue register 登记")
    if found[0]["family"] != "agreement" or found[0]["type"] not in ASSESSED:
        raise refused(contract, "不是与单位签订的责任书", "只考核签了责任书的单位，不给任何人打分")
    return found[0]


def sheet_of(tx: Transaction, sheet: int) -> Row:
    """Return a score sheet with its agreement's number, village and office.

    Raises:
        LedgerError: There is none of that number.
    """
    found = tx.rows(
        "select x.*, c.number, c.village, p.name as office from sheet_scores x"
        " join contracts c on c.id = x.contract_id join parties p on p.id = x.party_id where x.sheet_id = ?",
        [sheet],
    )
    if not found:
        raise refused(f"第 {sheet} 号评分表", "台账里没有", "用 shouyue assess list 查看")
    return found[0]


def _refuse_period(tx: Transaction, agreement: Row, period: Period) -> None:
    faults = Faults()
    if period.ends_on.isoformat() >= tx.day:
        hint = "期满以后再记分：最后一天以前还能兑现，现在的差额不算数"
        faults.add(refused(agreement["number"], f"{period}到 {period.ends_on} 才结束", hint))
    first, last = agreement["starts_on"], agreement["ends_on"]
    if first and last and not (first <= period.starts_on.isoformat() and period.ends_on.isoformat() <= last):
        message = f"{period}不在责任期限 {first} 至 {last} 之内"
        faults.add(refused(agreement["number"], message, "责任书只管它自己的年度，换一份责任书或考核期"))
    faults.refuse()


def _refuse_copied_targets(tx: Transaction, contract: str) -> None:
    before = dict(copied_targets(tx, of=contract)).get(contract)
    if before:
        hint = (
            f"目标应当一村一年一定；确实照旧的，先写明谁定的、为什么：shouyue books record target_confirmations"
            f" --contract {contract} --set decided_by=… --set reason=…"
        )
        raise refused(contract, f"指标和目标与上一份 {before} 一字不差，没有人确认", hint)


def _is_closed(tx: Transaction, period: Period) -> bool:
    return bool(
        tx.rows(
            "select 1 from period_closings where period = ? and starts_on = ?",
            [period.kind, period.starts_on.isoformat()],
        )
    )


def refuse_day(where: str, day: date, *, after: str | None, today: str, outside: str) -> None:
    """Refuse a day to come, and in the words ``outside`` one before ``after``, where that is known.

    Raises:
        LedgerError: The day lies outside.
    """
    if not (after or "") <= day.isoformat() <= today:
        raise refused(where, outside if after else f"日期 {day} 晚于今天", "核对日期")


def refuse_words(where: str, text: str) -> None:
    """Refuse words that may not be kept.

    Raises:
        LedgerError: Words about bodies, a whole ID number or an account.
    """
    if words := forbidden_words(text):
        raise refused(where, f"文字里有不得记录的内容：{'、'.join(words)}", "删去后重新录入；考核不涉及村民个人")
