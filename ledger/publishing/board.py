"""A notice goes up: rows by the whitelist, a period, telephones, a way to object; three forms of one draft.

Posting the same content twice on one day takes no second number: the first paper still hangs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from contracts.dates import day, posting_period
from contracts.errors import InputError, LedgerError, SettingsError
from contracts.kinds import Kind, filled
from contracts.model import Draft, Party, Problem
from contracts.papers.derive import Printable, Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import county_party, township_party, village_party
from contracts.papers.verdicts import Decision
from contracts.papers.wording import ORGANS
from contracts.settings import Office, Village
from contracts.traditional import simplified
from ledger.names import plain_words, title_of
from ledger.publishing.issue import NewPaper
from ledger.publishing.postings import (
    DayRule,
    Posting,
    fingerprint,
    given_number,
    posted_before,
    record_posting,
    rule_of,
)
from ledger.publishing.press import Press
from ledger.publishing.publication import known_values, posting_rows, record_publication, refuse_leaks
from ledger.store import Transaction, next_number

PROGRAMME = "reward_support"
_TITLE = "奖励扶助"
Rows = tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What one notice says beside the words of its kind. ``about`` tells it from others of its kind in lists.

    ``names`` says that the law has persons named on it; everywhere else a name of the ledger stops it.
    ``village`` is ``None`` for what the township posts; ``number`` is given where a paper brings its own.
    ``year`` is the year that it is about, 0 for this one.
    ``opinion`` is what was decided of its rows before they came here, ``decision`` what is decided now of its words.
    ``usual`` are values that the office's own settings for the kind may replace.
    """

    kind: str
    village: Village | None = None
    programme: str = ""
    about: str = ""
    names: bool = False
    number: str = ""
    year: int = 0
    opinion: str = ""
    decision: Decision | None = None
    values: Mapping[str, Printable] = field(default_factory=dict)
    usual: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Rows] = field(default_factory=dict)


Gather = Callable[[Transaction], Notice]


class Posted:
    """How a notice is posted: called within the transaction that issues it. ``again`` is what hung already."""

    def __init__(
        self, press: Press, office: Office, gather: Gather, *, posted_from: date, rule: DayRule | None = None
    ) -> None:
        self.press = press
        self.office = office
        self.gather = gather
        self.posted_from = posted_from
        self.rule = rule
        self.again: Posting | None = None

    def __call__(self, tx: Transaction) -> Sequence[NewPaper]:
        """Return the three forms of the notice, or nothing if the same hangs since earlier today.

        Raises:
            LedgerError: There is nothing to post.
            LawError: A column, a cell or a clause that may not be posted.
            InputError: The period cannot be counted, or a value is missing.
            SettingsError: Nobody said how long it hangs.
        """
        notice = self.gather(tx)
        kind = self.press.kind(notice.kind)
        last, period = self._period(kind, notice)
        place = notice.village.division_code if notice.village else self.office.division_code
        content = {
            "kind": notice.kind, "place": place, "from": self.posted_from.isoformat(),
            "to": str(period["posting_to"]) if period else None,
            "values": {name: str(value) for name, value in self._values(kind, notice).items()},
            "template": kind.sha256,
            "number": notice.number, "year": notice.year,
            "sources": {name: list(map(dict, rows)) for name, rows in notice.sources.items()},
        }  # fmt: skip
        key = fingerprint(content)
        self.again = posted_before(tx, key, self.press.today)
        if self.again:
            return ()
        sheet = self._sheet(tx, kind, notice, period)
        papers = self.press.forms(kind, sheet, opinion=notice.opinion, decision=notice.decision)
        for paper in papers:
            self._refuse_leaking(tx, paper, notice)
        self._record(tx, papers[0].draft, notice, last, key)
        return papers

    def _period(self, kind: Kind, notice: Notice) -> tuple[date | None, dict[str, Printable]]:
        """Return the last day, and what is printed of the period: days where the kind's fields are days, else text."""
        if not any(item.name == "posting_to" for item in kind.fields):
            if self.rule:
                raise InputError("没有公示。", [_endless(kind)])
            return None, {}
        rule = self.rule or rule_of(self.office, kind.id, notice.programme)
        first, last, estimated = posting_period(self.posted_from, rule.days, rule.working)
        if estimated and rule.working:
            raise InputError("没有公示。", [_unknown_calendar(last)])
        days = {item.name for item in kind.fields if item.type == "date"}
        ends = {"posting_from": first, "posting_to": last}
        shown = {name: on if name in days else day(on) for name, on in ends.items()}
        return last, {**shown, "posting_days": _counted(rule, first, last)}

    def _sheet(self, tx: Transaction, kind: Kind, notice: Notice, period: Mapping[str, Printable]) -> Sheet:
        today, village = self.press.today, notice.village
        return Sheet(
            number=given_number(notice.number) or self._number(tx, kind),
            place=village.division_code if village else self.office.division_code,
            signing_on=today,
            year=notice.year,
            parties=tuple(self._seated(kind, role.name, notice) for role in kind.roles),
            values={**self._values(kind, notice), **period},
            sources={name: Source(rows=rows) for name, rows in notice.sources.items()},
            where=f"{village.short if village else self.office.name} {kind.title}",
        )  # fmt: skip

    def _values(self, kind: Kind, notice: Notice) -> dict[str, Printable]:
        """Return what is printed beside the tables and the period: the office's settings, and the notice's own."""
        found: dict[str, Printable] = {
            **_standing(self.office, notice.village), **notice.usual, **self.office.values_for(kind.id),
            **notice.values,
        }  # fmt: skip
        return {item.name: found[item.name] for item in kind.fields if item.name in found}

    def _number(self, tx: Transaction, kind: Kind) -> str:
        words = {
            "office_short": self._short(kind), "organ": ORGANS[self.office.type], "year": str(self.press.today.year),
            "place": self.office.division_code,
            "serial": str(next_number(tx, kind.id, self.press.today.year)),
        }  # fmt: skip
        return filled(kind.number, lambda name, _: words[name])

    def _short(self, kind: Kind) -> str:
        """Return the 代字 of whoever seals the paper; the county's full name where nobody told its own."""
        if kind.roles[0].types == ("county_health",):
            return self.office.county_short or self.office.county_name
        return self.office.short

    def _seated(self, kind: Kind, name: str, notice: Notice) -> Party:
        role = next(item for item in kind.roles if item.name == name)
        if role.source == "village":
            if notice.village is None:
                problem = Problem(where=kind.title, message="没有写明哪个村", hint="用 --village 写明")
                raise LedgerError("没有公示。", [problem])
            return village_party(notice.village, role)
        if role.source == "ledger":
            return county_party(self.office, role)
        return township_party(self.office, role)

    def _refuse_leaking(self, tx: Transaction, paper: NewPaper, notice: Notice) -> None:
        """Let a finished file pass only if nobody's number, phone, account or child stands anywhere in it."""
        from contracts.word.reading import printed

        text = paper.content.decode() if paper.name.endswith(".html") else printed(paper.content)
        offices = (self.office.phone, self.office.complaint_phone, self.office.county_phone)
        for phone in filter(None, (*offices, *(village.phone for village in self.office.villages))):
            text = text.replace(phone, "")
        hidden = set(known_values(tx, adults=not notice.names))
        places = [f"{village.name}{village.address}" for village in self.office.villages]
        public = " ".join((self.office.name, self.office.address, self.office.county_name, *places))
        refuse_leaks(text, [value for value in hidden if value not in public])

    def _record(self, tx: Transaction, draft: Draft, notice: Notice, last: date | None, key: str) -> None:
        village = notice.village.short if notice.village else ""
        lists = [] if last is None else [
            record_publication(
                tx, programme=notice.programme or notice.kind, title=_list_title(draft, table.caption, notice),
                village=village, columns=[column.key for column in table.columns], rows=table.rows,
                posted_from=self.posted_from, posted_to=last, adults=not notice.names,
            ).id
            for table in draft.tables
        ]  # fmt: skip
        answer = dict(draft.values).get("answer_within", "")
        row = {
            "kind": draft.kind, "number": draft.number, "title": title_of(draft), "village": village,
            "division_code": draft.place, "about": notice.about, "issued_on": self.press.today.isoformat(),
            "posted_from": self.posted_from.isoformat(), "posted_to": last.isoformat() if last else None,
            "content_sha256": key,
        }  # fmt: skip
        record_posting(tx, row, answer=_answer_rule(draft, answer), publications=tuple(lists))


def reward_notice(
    press: Press,
    office: Office,
    village: Village,
    *,
    year: int,
    posted_from: date,
    days: int | None = None,
    working: bool = True,
    conditions: str = "",
) -> Posted:
    """Return how a village's reward list is posted (domain §2.10, rows D-21 and O-07).

    Args:
        press: Where it is printed.
        office: Whose phones stand on it.
        village: Whose board it hangs on.
        year: Year in which the sums fall due.
        posted_from: First day of posting.
        days: How many days; by default what the office's settings say.
        working: Count working days only.
        conditions: Who may claim it, in plain words; the kind's own words if empty.
    """
    kind = press.kind("reward_support_notice")
    columns = tuple(column.key for table in kind.tables if table.source == "posting" for column in table.columns)

    def gather(tx: Transaction) -> Notice:
        rows = posting_rows(
            tx, programme=PROGRAMME, year=year, village=village.division_code, columns=columns, title=_TITLE
        )
        if not rows:
            raise nothing(village.short, f"{year}年没有应公示的奖励扶助对象", "先登记含奖励扶助的合同，或核对年度")
        listed = tuple(dict(zip(columns, row, strict=True)) for row in rows)
        return Notice(
            kind=kind.id, village=village, programme=PROGRAMME, about=f"{year}年", names=True,
            year=year, values={"village": village.short}, sources={"posting": listed},
            usual={"conditions": conditions} if conditions else {},
        )  # fmt: skip

    rule = DayRule(days=days, working=working) if days else None
    return Posted(press, office, gather, posted_from=posted_from, rule=rule)


def nothing(where: str, message: str, hint: str) -> LedgerError:
    """Return the error for a notice that would say nothing."""
    return LedgerError("没有公示。", [Problem(where=where, message=message, hint=hint)])


def _counted(rule: DayRule, first: date, last: date) -> str:
    """Return how the days were counted, so that whoever counts them on the board gets the same number."""
    moved = not rule.working and last > first + timedelta(days=rule.days)
    return f"{rule}（首日不计{'，末日遇休息日顺延' if moved else ''}）"


def _standing(office: Office, village: Village | None) -> dict[str, str]:
    """Return what the office's settings say on every notice: whom to call, three telephones, where to object."""
    villages = [village] if village else [item for item in office.villages if item.phone]
    phones = "、".join(item.phone if village else f"{item.short}{item.phone}" for item in villages)
    return {
        "village_phones": phones,
        "office": office.name,
        "county_office": office.county_office,
        "complaint_phone": office.complaint_phone,
        "county_phone": office.county_phone,
        "objection_address": office.address,
        **({"channel": office.paying_channel} if office.paying_channel else {}),
    }


def _list_title(draft: Draft, caption: str, notice: Notice) -> str:
    about = "，".join(filter(None, (notice.village.short if notice.village else "", notice.about)))
    title, list_name = title_of(draft), plain_words(draft, caption)
    return f"{title}（{about}）{list_name}" if about else f"{title} {list_name}"


def _answer_rule(draft: Draft, words: str) -> DayRule | None:
    try:
        return DayRule.parse(simplified(words)) if words else None
    except ValueError as error:
        where = f"office.toml [values.{draft.kind}] answer_within"
        raise SettingsError("没有公示。", [Problem(where=where, message=str(error), hint="改正后重新运行")]) from error


def _endless(kind: Kind) -> Problem:
    """Return the problem of days that were given for a notice that has no last day: they would go nowhere."""
    return Problem(
        where=f"--days {kind.id}",
        message=f"“{kind.title}”没有公示期，挂出以后不计天数",
        hint="不写 --days；本单位的文种要有公示期，加栏目 posting_from、posting_to、posting_days",
    )


def _unknown_calendar(last: date) -> Problem:
    return Problem(
        where=f"{last.year}年",
        message="该年放假安排尚未收录，算不准工作日",
        hint="换用 --days 天数 --calendar-days，或把公示放在已公布放假安排的年份",
    )
