"""The year's promises of both sides: contracts, what was kept, what ended, what is still owed, who asked for what.

Names stand whole, as in a handover: the pack stays in the office's archive. No ID number, telephone or account does,
and why something of a person ended is a code.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from ledger.bookkeeping.applications import applications
from ledger.endings import label_of, reason_now
from ledger.heirs import heirs
from ledger.obligations import each_due
from ledger.paying.payruns import PERSONAL
from ledger.picking import duty_words
from ledger.publishing.pay_papers import EXIT_CODES
from ledger.query import sql_of
from ledger.store import Ledger, Row
from ledger.yearend.book import Book, Cell, Span, Table, sum_cell, table

SIDES = {"office": "办事单位", "unit": "单位", "family": "家庭"}
_STAGES = {
    "found": "已发现", "notice_served": "已通知", "cured": "已改正", "excused": "已免责", "disputed": "有异议",
    "appealed": "已申诉", "remedied": "已补救",
}  # fmt: skip
_CHANGES = {"amended": "变更", "renewed": "续签", "superseded": "被替代", "terminated": "解除"}


def contract_book(ledger: Ledger, span: Span) -> Book:
    """Return the contracts that were signed, ran, or had something open in the year, and what was changed."""
    return Book(title="合同登记", keep="永久", tables=(_contracts(ledger, span), _changes(ledger, span)))


def obligation_book(ledger: Ledger, span: Span) -> Book:
    """Return what fell due and is not settled, what was paid and done in the year, what ended, what is to come."""
    tables = (_open(ledger, span), _kept(ledger, span), _ended(ledger, span), _to_come(ledger, span))
    return Book(title="义务履行", keep="永久", tables=tables)


def application_book(ledger: Ledger, span: Span) -> Book:
    """Return the applications of the year and of those before that are still open, each with its state."""
    heads = ("编号", "项目", "年度", "村", "申请人", "方式", "提交日期", "状态", "从哪天起", "在哪一级")
    levels = {"village": "村", "township": "乡镇", "county": "县", "confirmed": "确认", "": ""}
    rows = (
        (item.number, span.title(item.programme), item.year, item.village, item.applicant,
         {"oral": "口头", "written": "书面", "online": "网上"}[item.how], item.submitted_on.isoformat(),
         item.state_words, item.since.isoformat(), levels[item.level])
        for item in applications(ledger)
        if span.holds(item.submitted_on) or (item.level and item.submitted_on <= span.as_of)
    )  # fmt: skip
    return Book(title="申报", keep="永久", tables=(table("申报", heads, rows),))


def breach_book(ledger: Ledger, span: Span) -> Book:
    """Return breaches by side, offices first, down to the clause and never to a household."""
    parameters = {"as_of": span.last, "village": None}
    stages = ledger.rows(sql_of("breach_stages"), parameters)
    late = [row for row in stages if row["stage"] == "late"]
    found = [row for row in stages if row["stage"] != "late" and row["since"] >= span.first]
    return Book(title="违约", keep="30年", tables=(_arrears(late, span), _breaches(ledger, span), _steps(found)))


def _contracts(ledger: Ledger, span: Span) -> Table:
    heads = ("编号", "名称", "村", "当事人", "签订日", "期满", "年末未清项数")
    found = ledger.each(
        """
        with still as (
            select o.contract_id, count(*) as n from obligations o join obligation_status z on z.obligation_id = o.id
            where z.is_open and o.due_on <= :last group by o.contract_id
        )
        select c.number, c.title, c.village,
               (select group_concat(p.name, '；') from contract_parties s join parties p on p.id = s.party_id
                where s.contract_id = c.id) as parties,
               c.signed_on, c.ends_on, coalesce(n.n, 0) as open
        from contracts c left join still n on n.contract_id = c.id
        where c.signed_on <= :last and (c.signed_on >= :first or coalesce(c.ends_on, '9999') >= :first or n.n > 0)
        order by c.village, c.number
        """,
        span.bounds,
    )
    return table("合同", heads, (row.values() for row in found))


def _changes(ledger: Ledger, span: Span) -> Table:
    found = ledger.rows(
        "select x.*, c.number, n.number as next from standing_changes x join contracts c on c.id = x.contract_id"
        " left join contracts n on n.id = x.successor_id where x.happened_on between :first and :last"
        " order by x.happened_on, x.id",
        span.bounds,
    )
    rows = ((row["happened_on"], row["number"], _CHANGES[row["what"]], row["next"]) for row in found)
    return table("变更", ("日期", "合同编号", "怎样", "新合同"), rows)


def _open(ledger: Ledger, span: Span) -> Table:
    heads = ("义务编号", "合同编号", "村", "欠方", "应由", "给", "事项", "到期日", "逾期天数", "未清（元）")
    rows = (
        (item.obligation, item.contract, item.village, SIDES[item.side], item.owed_by, item.owed_to,
         duty_words(item.text, item.label, item.programme), item.due_on.isoformat(), item.overdue_days or None,
         sum_cell(item.outstanding_fen))
        for item in each_due(ledger, by=span.as_of, as_of=span.as_of)
    )  # fmt: skip
    return table("到期未清", heads, rows)


_KEPT = """
select e.id, e.happened_on, c.number, o.village, e.side, p.name as by_whom, t.text, o.label, o.programme, o.due_on,
       e.amount_fen, e.voucher, e.reason, e.what
from standing_entries e
join contracts c on c.id = e.contract_id join obligations o on o.id = e.obligation_id
join terms t on t.id = o.term_id left join parties p on p.id = e.party_id
where (e.what = 'ending') = :ended and e.what <> 'breach' and e.happened_on between :first and :last
order by e.happened_on, e.id
"""


def _kept(ledger: Ledger, span: Span) -> Table:
    heads = ("记录号", "日期", "合同编号", "村", "履行方", "由谁", "事项", "到期日", "金额（元）", "凭证号")
    found, taken_over = ledger.each(_KEPT, {**span.bounds, "ended": 0}), _Heirs(ledger)
    rows = ((*_entry(row, taken_over), sum_cell(row["amount_fen"]), row["voucher"]) for row in found)
    return table("本年兑现和履行", heads, rows)


def _ended(ledger: Ledger, span: Span) -> Table:
    heads = ("记录号", "日期", "合同编号", "村", "哪一方的", "由谁", "事项", "到期日", "金额（元）", "原因或代码")
    found, taken_over = ledger.each(_KEPT, {**span.bounds, "ended": 1}), _Heirs(ledger)
    rows = ((*_entry(row, taken_over), sum_cell(row["amount_fen"]), _reason(row["reason"])) for row in found)
    return table("本年终止", heads, rows)


class _Heirs:
    """Who answered for an office on a day; the successions are read once, and again only where a day brought one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        turns = ledger.rows("select happened_on from standing_successions order by 1")
        self._turns = [row["happened_on"] for row in turns]
        self._known: dict[int, dict[str, str]] = {}

    def of(self, office: str, day: str) -> str:
        """Return who acted in the place of an office on a day."""
        turn = bisect_right(self._turns, day)
        if turn not in self._known:
            self._known[turn] = heirs(self._ledger, date.fromisoformat(day)) if turn else {}
        return self._known[turn].get(office, office)


def _entry(row: Row, taken_over: _Heirs) -> Iterator[Cell]:
    by_whom = row["by_whom"] and taken_over.of(row["by_whom"], row["happened_on"])
    yield from (row["id"], row["happened_on"], row["number"], row["village"], SIDES[row["side"]], by_whom)
    yield from (duty_words(row["text"], row["label"], row["programme"]), row["due_on"])


def _reason(reason: str) -> str:
    """Return a reason in words, one of a person as its code: the words are told to that person alone."""
    reason = reason_now(reason)
    return f"代码{EXIT_CODES[reason]}" if reason in PERSONAL else label_of(reason)


def _to_come(ledger: Ledger, span: Span) -> Table:
    """Return sums and counts of what falls due later, by year, side and programme; each line is in the ledger."""
    found = ledger.rows(
        """
        select substr(o.due_on, 1, 4) as year, o.side, o.programme, count(*) as n,
               sum(coalesce(s.outstanding_fen, 0)) as owed
        from obligations o join obligation_status s on s.obligation_id = o.id
        where s.is_open and o.due_on > :last group by 1, 2, 3 order by 1, o.side = 'family', o.side, 3
        """,
        {"last": span.last},
    )
    rows = (
        (int(row["year"]), SIDES[row["side"]], span.title(row["programme"]), row["n"], sum_cell(row["owed"]))
        for row in found
    )
    return table("以后到期合计", ("到期年", "欠方", "项目", "项数", "金额（元）"), rows)


def _arrears(late: list[Row], span: Span) -> Table:
    heads = ("欠方", "应由", "村", "项目", "条", "笔数", "最早到期", "未付（元）")
    rows = (
        (SIDES[row["side"]], row["owed_by"], row["village"], span.title(row["about"]), row["ordinal"],
         row["times"], row["since"], sum_cell(row["outstanding_fen"]))
        for row in late
    )  # fmt: skip
    return table("办事单位和单位的拖欠", heads, rows)


def _breaches(ledger: Ledger, span: Span) -> Table:
    found = ledger.rows(sql_of("breaches_by_side"), {"as_of": span.last})
    heads = ("哪一方", "文种", "条", "条款", "村", "发现次数", "已改正", "已免责", "有异议未了", "未了结",
             "最早发现", "最近发现")
    rows = (
        (SIDES[row["side"]], span.title(row["kind"]), *tuple(row.values())[2:])
        for row in found
        if row["last_found_on"] >= span.first
    )
    return table("登记的违约（按方、按条）", heads, rows)


def _steps(found: list[Row]) -> Table:
    heads = ("哪一方", "村", "条", "到哪一步", "发现日期", "改正期限", "记录号")
    rows = (
        (SIDES[row["side"]], row["village"], row["ordinal"], _STAGES[row["stage"]], row["since"],
         row["cure_by"], row["entry"])
        for row in found
    )  # fmt: skip
    return table("违约处理进度", heads, rows)
