"""The year's assessment of offices: score sheets line by line, rankings, objections and answers, grades. No person."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.settings import Office
from ledger.assessing.assessment_list import OUTCOMES, agreements, lines
from ledger.assessing.grades import DECISIONS, LEVELS, SCHEMES, grade_steps
from ledger.assessing.ladder import STANDINGS
from ledger.assessing.periods import Period, period_of
from ledger.assessing.ranking import change_words, results
from ledger.assessing.scoresheets import points_words
from ledger.assessing.vetoes import VETOES
from ledger.store import Ledger
from ledger.yearend.book import Book, Cell, Span, Table, table

_LINE_HEADS = (
    "评分表", "序号", "指标", "目标", "分值", "计分办法", "方法", "实际", "扣分", "得分", "依据", "类别",
)  # fmt: skip
_YEAR, _SHEET = 2, 4  # columns of agreements()


def assessment_book(ledger: Ledger, office: Office, span: Span) -> Book:
    """Return what offices were scored in the year, and what became of it."""
    ended = ledger.rows("select sheet_id from sheet_scores where ends_on between :first and :last", span.bounds)
    sheets = [int(row["sheet_id"]) for row in ended]
    own = [row for row in agreements(ledger) if row[_SHEET] in sheets or (row[_YEAR], row[_SHEET]) == (span.year, None)]
    details = (tuple(map(_words, line)) for sheet in sheets for line in lines(ledger, sheet))
    tables = (
        table("责任书和评分表", ("责任书", "单位", "年度", "考核期", "评分表", "得分", "双方签字", "已关闭"),
              (map(_words, row) for row in own)),
        table("评分明细", _LINE_HEADS, details),
        _rankings(ledger, span),
        _objections(ledger, span),
        _standings(ledger, office, span),
    )  # fmt: skip
    return Book(title="考核评分和排名", keep="责任书永久，评分表30年", tables=tables)


def closed_periods(ledger: Ledger, span: Span) -> Iterator[Period]:
    """Yield the periods that ended in the year and are closed."""
    found = ledger.rows(
        "select * from period_closings where ends_on between :first and :last order by starts_on, ends_on", span.bounds
    )
    for row in found:
        yield period_of(row["period"], row["starts_on"], row["ends_on"])


def _words(cell: object) -> Cell:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return cell if isinstance(cell, str | int | float) else None


def _rankings(ledger: Ledger, span: Span) -> Table:
    rows = (
        (str(period), item.rank, item.party, points_words(item.score), change_words(item.change),
         "、".join(item.vetoes), item.sheet)
        for period in closed_periods(ledger, span)
        for item in results(ledger, period)
    )  # fmt: skip
    return table("排名", ("考核期", "名次", "单位", "得分", "比上期", "否决事项", "评分表"), rows)


def _objections(ledger: Ledger, span: Span) -> Table:
    heads = ("异议号", "评分表", "单位", "提出日期", "理由", "答复日期", "结果", "答复", "新评分表")
    found = ledger.rows(
        "select o.id, o.sheet_id, p.name, o.raised_on, o.because, a.answered_on, a.outcome, a.because as answer,"
        " a.sheet_id as fresh from score_objections o join score_sheets s on s.id = o.sheet_id"
        " join parties p on p.id = s.party_id left join score_answers a on a.objection_id = o.id"
        " where o.raised_on between :first and :last order by o.id",
        span.bounds,
    )
    return table("异议和答复", heads, ({**row, "outcome": OUTCOMES.get(row["outcome"])}.values() for row in found))


def _standings(ledger: Ledger, office: Office, span: Span) -> Table:
    villages = {village.division_code: village.short for village in office.villages}
    steps = [item for item in grade_steps(ledger) if item.year == span.year and item.withdrawn is None]
    grades = (
        (item.decided_on.isoformat(), villages.get(item.division_code, item.division_code), SCHEMES[item.scheme].title,
         item.grade, LEVELS[item.level], DECISIONS[item.decision], item.evidence, item.certificate_number)
        for item in steps
    )  # fmt: skip
    ladder = ledger.rows("select * from standing_rungs where happened_on between :first and :last", span.bounds)
    vetoes = ledger.rows(
        "select v.*, p.name from standing_vetoes v join contract_parties s on s.contract_id = v.contract_id"
        " and s.role = 'party_b' join parties p on p.id = s.party_id where v.found_on between :first and :last",
        span.bounds,
    )
    rows = (
        *grades,
        *((row["happened_on"], villages.get(row["division_code"], row["division_code"]), "单位状态",
           STANDINGS[row["standing"]], "", "", row["because"], row["case_number"]) for row in ladder),
        *((row["found_on"], row["name"], "否决事项", VETOES[row["cause"]], "", "", row["evidence"],
           row["case_number"]) for row in vetoes),
    )  # fmt: skip
    return table(
        "等次、状态、否决事项", ("日期", "单位", "哪一项", "结果", "级别", "决定", "依据", "证号或案号"), sorted(rows)
    )
