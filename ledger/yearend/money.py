"""The year's money: payment runs with every line and voucher, what was held back, where the money came from."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.paying.payruns import PayLine, PayRun, pay_run
from ledger.paying.runlist import pay_runs
from ledger.publishing.pay_papers import EXIT_CODES
from ledger.query import sql_of
from ledger.store import Ledger, Row
from ledger.yearend.book import Book, Cell, Span, Table, sum_cell, table

_STATES = {
    "prepared": "已编制",
    "approved": "已批准",
    "exported": "已交银行",
    "closed": "已核销",
    "cancelled": "已取消",
}
_OUTCOMES = {"paid": "付成", "failed": "没有付成", None: "没有回盘"}


def payment_book(ledger: Ledger, span: Span) -> Book:
    """Return the runs prepared in the year, their lines with voucher and day, and who was held back by which code."""
    prepared = [row["name"] for row in pay_runs(ledger) if span.first <= row["prepared_on"] <= span.last]

    def runs() -> Iterator[PayRun]:
        return (pay_run(ledger, name) for name in prepared)

    tables = (_runs(runs(), span), _lines(ledger, runs(), span), _held(runs(), span), _funds(ledger, span))
    return Book(title="发放和凭证", keep="永久", tables=tables)


def _runs(runs: Iterator[PayRun], span: Span) -> Table:
    heads = ("批次", "项目", "村", "到期截止", "编制人", "编制日期", "批准人", "状态", "户项数", "金额（元）", "未列入")
    rows = (
        (run.name, span.title(run.programme), run.village, run.due_by.isoformat(), run.prepared_by,
         run.prepared_on.isoformat(), run.approved_by, _STATES[run.state], len(run.lines), sum_cell(run.amount_fen),
         len(run.held))
        for run in runs
    )  # fmt: skip
    return table("批次", heads, rows)


def _lines(ledger: Ledger, runs: Iterator[PayRun], span: Span) -> Table:
    heads = ("批次", "合同编号", "村", "领取人", "项目", "哪一期", "到期日", "金额（元）", "结果", "付款日期", "凭证号")
    return table("明细", heads, _results_of(ledger, runs, span))


def _results_of(ledger: Ledger, runs: Iterator[PayRun], span: Span) -> Iterator[Iterator[Cell]]:
    for run in runs:
        results = _results(ledger, run)
        yield from (_line(run, line, results, span) for line in run.lines)


def _results(ledger: Ledger, run: PayRun) -> dict[int, Row]:
    found = ledger.rows(
        "select l.id as line, x.outcome, e.happened_on, e.voucher from pay_lines l"
        " left join pay_results x on x.pay_line_id = l.id left join standing_entries e on e.id = x.entry_id"
        " where l.pay_run_id = ?",
        [run.id],
    )
    return {row["line"]: row for row in found}


def _line(run: PayRun, line: PayLine, results: dict[int, Row], span: Span) -> Iterator[Cell]:
    result = results[line.line]
    yield from (run.name, line.contract, line.village, line.payee, span.title(line.programme), line.label)
    yield from (line.due_on.isoformat(), sum_cell(line.amount_fen), _OUTCOMES[result["outcome"]])
    yield from (result["happened_on"], result["voucher"])


def _held(runs: Iterator[PayRun], span: Span) -> Table:
    rows = (
        (run.name, line.contract, line.village, span.title(line.programme), line.label, sum_cell(line.amount_fen),
         EXIT_CODES.get(line.reason, "00"))
        for run in runs
        for line in run.held
    )  # fmt: skip
    return table("未列入（照旧应发）", ("批次", "合同编号", "村", "项目", "哪一期", "金额（元）", "代码"), rows)


def _funds(ledger: Ledger, span: Span) -> Table:
    heads = ("资金", "谁出", "现由", "用途", "项目", "约定（元）", "已付（元）", "终止（元）", "未付（元）")
    found = ledger.rows(sql_of("funding_trace"), {"as_of": span.last, "fund": None})
    rows = (
        (row["fund"] or "来源不详", row["payer"], row["borne_by"], row["purpose"], span.title(row["programme"]),
         *(sum_cell(row[key]) for key in ("promised_fen", "paid_fen", "ended_fen", "outstanding_fen")))
        for row in found
    )  # fmt: skip
    return table("资金来源（截至当日累计）", heads, rows)
