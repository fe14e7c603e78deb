"""What hangs where, from when until when; what was posted twice, what hangs too long, what was taken down."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.dates import posting_period, working_days_after
from contracts.errors import LedgerError, SettingsError
from contracts.model import Problem
from contracts.settings import Office
from ledger.faults import Faults
from ledger.journal import canonical
from ledger.publishing.publication import private_words
from ledger.store import Ledger, Row, Transaction

_RULE = re.compile(r"(\d{1,3})\s*(个?工作日|天|日)")
_COLUMNS = (
    "p.*, case when t.taken_down_on <= :as_of then t.taken_down_on end as taken_down_on,"
    " (select max(f.taken_on) from posting_proofs f where f.posting_id = p.id and f.taken_on <= :as_of) as photo_on"
)
_EVER = date.max.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule:
    """How many days, and whether only working days count."""

    days: int
    working: bool

    def __str__(self) -> str:
        """Return ``7个工作日`` or ``10天``, as notices print it."""
        return f"{self.days}个工作日" if self.working else f"{self.days}天"

    @classmethod
    def parse(cls, words: str) -> DayRule:
        """Read ``7个工作日`` or ``10天``.

        Raises:
            ValueError: Another form, or no day at all; in Chinese.
        """
        found = _RULE.fullmatch(words.strip())
        if not found or not int(found[1]):
            raise ValueError(f"“{words}”不是天数，请写成 7个工作日 或 10天")
        return cls(days=int(found[1]), working="工作" in found[2])


def rule_of(office: Office, kind: str, programme: str = "") -> DayRule:
    """Return how long a kind of notice hangs in this office: for the programme, else for the kind.

    Raises:
        SettingsError: ``office.toml`` does not say it. The length is the local rule's, never the program's.
    """
    values = office.values_for(kind)
    words = values.get(f"posting_days_{programme}") or values.get("posting_days")
    where = f"office.toml [values.{kind}] posting_days"
    if not words:
        hint = '写上当地规定的天数，如 posting_days = "7个工作日"，或用 --days'
        raise SettingsError("没有公示。", [Problem(where=where, message="没有写明公示几天", hint=hint)])
    try:
        return DayRule.parse(words)
    except ValueError as error:
        raise SettingsError("没有公示。", [Problem(where=where, message=str(error), hint="改正后重新运行")]) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A notice that was put up. ``posted_to`` is ``None`` where nothing has to come down."""

    id: int
    kind: str
    number: str
    title: str
    village: str
    about: str
    issued_on: date
    posted_from: date
    posted_to: date | None
    answer: DayRule | None
    taken_down_on: date | None = None
    photo_on: date | None = None

    def days_over(self, as_of: date) -> int:
        """Return how many days it hangs longer than it may; 0 while it may, or once it is down."""
        if self.posted_to is None or self.taken_down_on:
            return 0
        return max(0, (as_of - self.posted_to).days)


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return one hash over what a notice says and where it hangs, without its number."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def posted_before(tx: Transaction, content_sha256: str, on: date) -> Posting | None:
    """Return the posting of the same content on the same day, if there is one."""
    found = tx.rows(
        f"select {_COLUMNS} from postings p left join posting_takedowns t on t.posting_id = p.id"
        " where p.content_sha256 = :content and p.issued_on = :on",
        {"content": content_sha256, "on": on.isoformat(), "as_of": _EVER},
    )
    return _posting(found[0]) if found else None


def record_posting(
    tx: Transaction, row: Mapping[str, Any], *, answer: DayRule | None, publications: tuple[int, ...]
) -> int:
    """Enter a notice as put up, with the lists on it; returns its row.

    ``row`` holds ``kind number title village division_code about issued_on posted_from posted_to content_sha256``.
    """
    (posting_id,) = tx.ids("postings", 1)
    posting: Row = {
        "id": posting_id, **row, "answer_days": answer.days if answer else None,
        "answer_working": int(answer.working) if answer else None,
    }  # fmt: skip
    lists: list[Row] = [{"posting_id": posting_id, "publication_id": item} for item in publications]
    tx.record("posted", row["number"], {"kind": row["kind"]}, {"postings": [posting], "posting_lists": lists})
    return posting_id


def postings(ledger: Ledger | Transaction, *, as_of: date | None = None) -> tuple[Posting, ...]:
    """Return every notice that was put up by a day, as it hung then, oldest first."""
    found = ledger.rows(
        f"select {_COLUMNS} from postings p left join posting_takedowns t on t.posting_id = p.id"
        " where p.posted_from <= :as_of order by p.id",
        {"as_of": as_of.isoformat() if as_of else _EVER},
    )
    return tuple(map(_posting, found))


def posting_of(ledger: Ledger | Transaction, number: str) -> Posting:
    """Return the notice of a number; brackets may be typed in any form.

    Raises:
        LedgerError: There is none.
    """
    wanted = with_year_brackets(number)
    for item in postings(ledger):
        if item.number == wanted:
            return item
    problem = Problem(where=number, message="台账里没有这个编号的公示", hint="用 shouyue publish list 查看编号")
    raise LedgerError("没有记录。", [problem])


def hanging_too_long(ledger: Ledger | Transaction, as_of: date) -> tuple[Posting, ...]:
    """Return what hangs longer than its period, the longest first."""
    late = [item for item in postings(ledger, as_of=as_of) if item.days_over(as_of)]
    return tuple(sorted(late, key=lambda item: -item.days_over(as_of)))


def record_takedown(tx: Transaction, number: str, *, on: date, where_from: str) -> Posting:
    """Record that a notice was taken down, on paper and on the net.

    Raises:
        LedgerError: No such notice, it is down already, it had not been put up on that day, the day is to come, or
            the place says what may not be kept.
    """
    faults = Faults()
    item = faults.of(lambda: posting_of(tx, number))
    if item and item.taken_down_on:
        faults.add(refused(number, f"已在 {item.taken_down_on} 撤下", "不用再记"))
    if item and on < item.posted_from:
        faults.add(refused(number, f"{on} 还没有张贴", f"张贴日期是 {item.posted_from}"))
    faults.of(lambda: refuse_to_come(tx, number, on))
    faults.of(lambda: refuse_words(tx, number, where_from))
    faults.refuse()
    assert item is not None  # noqa: S101 - else it was refused
    row: Row = {"posting_id": item.id, "taken_down_on": on.isoformat(), "where_from": where_from}
    tx.record("taken_down", item.number, {"on": on.isoformat()}, {"posting_takedowns": [row]})
    return item


_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{0,20}〔\d{4}〕第?\d{1,5}号|[\u4e00-\u9fff]{0,20}\d{4}年第?\d{1,5}号")


def refuse_words(tx: Transaction, number: str, place: str) -> None:
    """Refuse a place that says more than where a notice hung.

    Raises:
        LedgerError: No place, or one with words about bodies, an identity, account or phone number, or a child.
    """
    if not place.strip():
        raise refused(number, "没有写明地点", "写明张贴、撤下的地点，如 村部公示栏")
    if words := private_words(tx, place):
        raise refused(number, f"地点里不能记入 {'、'.join(words)}", "只写张贴、撤下的地点，如 村部公示栏")


def answer_by(rule: DayRule, raised_on: date) -> tuple[date, bool]:
    """Return the last day for an answer and whether the calendar had to be estimated."""
    if rule.working:
        ends = working_days_after(raised_on, rule.days)
        return ends.day, ends.estimated
    _, last, estimated = posting_period(raised_on, rule.days, working=False)
    return last, estimated


def with_year_brackets(number: str) -> str:
    """Return a document number with ``〔 〕`` round its year, however it was typed (row D-27).

    >>> with_year_brackets("青政发[2026]12号"), with_year_brackets("青政发（2026）12号")
    ('青政发〔2026〕12号', '青政发〔2026〕12号')
    """
    return re.sub(r"[\[（(〔［【]\s*(\d{4})\s*[\])）〕］】]", r"〔\1〕", number.strip())


def refuse_to_come(tx: Transaction, where: str, on: date) -> None:
    """Refuse a day that has not come: what has not happened is not recorded.

    Raises:
        LedgerError: The day lies after today.
    """
    if on.isoformat() > tx.day:
        raise refused(where, f"{on} 还没有到", f"今天是 {tx.day}，发生以后再记")


def refused(where: str, message: str, hint: str) -> LedgerError:
    """Return the error for one thing that cannot be recorded of a notice."""
    return LedgerError("没有记录。", [Problem(where=where, message=message, hint=hint)])


def given_number(number: str) -> str:
    """Return the document number that an office's own register gave, ``〔 〕`` round its year; empty stays empty.

    Raises:
        LedgerError: It is no document number: anything else would stand in its place on the paper.
    """
    given = with_year_brackets(number)
    if given and not _DOCUMENT_NUMBER.fullmatch(given):
        raise refused("编号", "--number 写的不是文号", "照发文登记簿填写，如 青政发[2026]12号；不写按序号编")
    return given


def _posting(row: Row) -> Posting:
    days = row["answer_days"]
    return Posting(
        id=row["id"], kind=row["kind"], number=row["number"], title=row["title"], village=row["village"],
        about=row["about"], issued_on=date.fromisoformat(row["issued_on"]),
        posted_from=date.fromisoformat(row["posted_from"]), posted_to=_day(row["posted_to"]),
        answer=DayRule(days=days, working=bool(row["answer_working"])) if days else None,
        taken_down_on=_day(row["taken_down_on"]), photo_on=_day(row["photo_on"]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
