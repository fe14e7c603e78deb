"""The posting of a reward list as a paper: rows by the whitelist, a period, three phones, a way to object."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contracts.dates import day, posting_period
from contracts.errors import InputError, LedgerError
from contracts.kinds import Kind
from contracts.model import Problem
from contracts.papers.derive import Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import village_party
from contracts.settings import Office, Village
from ledger.publishing.documents import Preparation
from ledger.publishing.issue import NewPaper
from ledger.publishing.press import Press
from ledger.publishing.publication import known_values, posting_rows, record_publication, refuse_leaks
from ledger.store import Transaction, next_number

PROGRAMME = "reward_support"
_TITLE = "奖励扶助"


def reward_notice(
    press: Press, office: Office, village: Village, *, year: int, posted_from: date, days: int, working: bool
) -> Preparation:
    """Return how a village's reward list is posted (domain §2.10, rows D-21 and O-07).

    Args:
        press: Where it is printed.
        office: Whose phones stand on it.
        village: Whose board it hangs on.
        year: Year in which the sums fall due.
        posted_from: First day of posting.
        days: How many days; the local rule decides.
        working: Count working days only.

    Raises (when prepared):
        LedgerError: Nobody is to be posted.
        LawError: A column or a cell that may not be posted.
    """
    kind = press.kind("reward_support_notice")
    table = next(table for table in kind.tables if table.source == "posting")
    columns = tuple(column.key for column in table.columns)
    first, last, estimated = posting_period(posted_from, days, working)
    if estimated and working:
        raise InputError("没有公示。", [_unknown_calendar(last)])

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        rows = posting_rows(
            tx, programme=PROGRAMME, year=year, village=village.division_code, columns=columns, title=_TITLE
        )
        if not rows:
            hint = "先登记含奖励扶助的合同，或核对年度"
            problem = Problem(where=village.short, message=f"{year}年没有应公示的奖励扶助对象", hint=hint)
            raise LedgerError("没有公示。", [problem])
        period = {
            "posting_from": day(first),
            "posting_to": day(last),
            "posting_days": f"{days}个工作日" if working else f"{days}天",
        }
        listed = tuple(dict(zip(columns, row, strict=True)) for row in rows)
        paper = press.paper(kind, _sheet(tx, press, kind, office, village, period, listed))
        _refuse_leaking(tx, paper, office, village)
        record_publication(
            tx,
            programme=PROGRAMME,
            title=f"{kind.title}（{village.short}，{year}年）",
            village=village.short,
            columns=columns,
            rows=rows,
            posted_from=first,
            posted_to=last,
        )
        return (paper,)

    return prepare


def _sheet(
    tx: Transaction,
    press: Press,
    kind: Kind,
    office: Office,
    village: Village,
    period: Mapping[str, str],
    listed: tuple[Mapping[str, str], ...],
) -> Sheet:
    serial = next_number(tx, kind.id, press.today.year)
    return Sheet(
        number=f"{office.short}公示〔{press.today.year}〕{serial}号",
        place=village.division_code,
        signing_on=press.today,
        parties=tuple(village_party(village, role) for role in kind.roles),
        values={
            "village": village.short,
            "complaint_phone": office.complaint_phone,
            "county_phone": office.county_phone,
            "objection_address": office.address,
            **office.values_for(kind.id),
            **period,
        },
        sources={"posting": Source(rows=listed)},
        where=f"{village.short}公示",
    )


def _refuse_leaking(tx: Transaction, paper: NewPaper, office: Office, village: Village) -> None:
    """Let the finished file pass only if nobody's number, phone, account or child stands anywhere in it."""
    from contracts.word.reading import printed

    text = printed(paper.content)
    for phone in filter(None, (office.phone, office.complaint_phone, office.county_phone, village.phone)):
        text = text.replace(phone, "")
    refuse_leaks(text, known_values(tx))


def _unknown_calendar(last: date) -> Problem:
    return Problem(
        where=f"{last.year}年",
        message="该年放假安排尚未收录，算不准工作日",
        hint="换用 --calendar-days，或把公示放在已公布放假安排的年份",
    )
