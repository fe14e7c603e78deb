"""What a year's files still lack: found from the ledger, so that it is mended before the pack goes to the archive."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.numerals import yuan
from contracts.settings import Office
from ledger.obligations import each_due
from ledger.publishing.disclosure_duties import disclosure_duties
from ledger.store import Ledger
from ledger.yearend.book import Span

_COUNTS = (
    ("异议没有答复", "shouyue publish answer",
     ("select count(*) as n from posting_objections o where o.raised_on between :first and :last"
      " and not exists (select 1 from posting_answers a where a.objection_id = o.id)")),
    ("公示超期没有撤下", "shouyue publish takedown",
     "select count(*) as n from hanging_postings where posted_to < :last and issued_on between :first and :last"),
    ("公示没有照片", "shouyue publish proof",
     ("select count(*) as n from postings p where p.issued_on between :first and :last"
      " and not exists (select 1 from posting_proofs f where f.posting_id = p.id)")),
    ("证件印好没有发出", "shouyue certificate issue",
     "select count(*) as n from certificate_register where state in ('taken', 'printed') and year <= :year"),
    ("评分表没有双方签字", "shouyue assess sign",
     "select count(*) as n from sheet_scores where counts and not is_signed and ends_on between :first and :last"),
    ("评分的异议没有答复", "shouyue assess rescore",
     ("select count(*) as n from score_objections o where o.raised_on between :first and :last"
      " and not exists (select 1 from score_answers a where a.objection_id = o.id)")),
    ("发放批次没有核销", "shouyue pay reconcile",
     ("select count(*) as n from pay_runs r join pay_run_status s on s.pay_run_id = r.id"
      " where s.state not in ('closed', 'cancelled') and r.prepared_on between :first and :last")),
    ("申报没有办结", "shouyue application list",
     ("select count(*) as n from applications a join application_status s on s.application_id = a.id"
      " where s.state in (0, 1, 3, 6) and a.submitted_on <= :last")),
)  # fmt: skip


def todo(
    ledger: Ledger, office: Office, span: Span, *, lost: int = 0, originals_lost: int = 0
) -> tuple[tuple[str, str], ...]:
    """Return ``(what is lacking, how to mend it)``; empty where nothing is.

    ``lost`` papers and ``originals_lost`` contracts belong into the pack and could not be had.
    """
    return (
        *_debts(ledger, span), *_duties(ledger, office, span), *_counted(ledger, span),
        *_lost("出过的文件", lost, "出具的文件"), *_lost("合同原件", originals_lost, "合同原件"),
    )  # fmt: skip


def _debts(ledger: Ledger, span: Span) -> Iterator[tuple[str, str]]:
    late, owed = 0, 0
    for item in each_due(ledger, by=span.as_of, as_of=span.as_of, owed_by="office"):
        late += item.overdue_days > 0
        owed += item.outstanding_fen or 0 if item.overdue_days else 0
    if late:
        yield f"办事单位到期没有办的 {late} 项，欠款 {yuan(owed)}", "shouyue due --owed-by office"


def _duties(ledger: Ledger, office: Office, span: Span) -> Iterator[tuple[str, str]]:
    states = [duty.state for duty in disclosure_duties(ledger, office.villages, span.year, span.as_of)]
    undone = sum(state == "没有公开" for state in states)
    if undone:
        yield f"每季度的村务公开有 {undone} 次没有做", "shouyue publish duties"


def _counted(ledger: Ledger, span: Span) -> Iterator[tuple[str, str]]:
    for what, how, sql in _COUNTS:
        names = {key: value for key, value in {**span.bounds, "year": span.year}.items() if f":{key}" in sql}
        (row,) = ledger.rows(sql, names)
        if row["n"]:
            yield f"{what} {row['n']} 件", how


def _lost(what: str, lost: int, book: str) -> Iterator[tuple[str, str]]:
    if lost:
        yield f"{what}有 {lost} 件没有收到", f"见“{book}”，放回原处后重新汇集"
