"""One clause of an old contract: what the law of its signing day and of today makes of it.

Words about bodies are not kept: only that the clause stood there, and by which rule it binds nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from contracts.judging.books import rules_for
from contracts.judging.clause import normalised
from contracts.judging.judge import Judge, Ruling, judge_for
from contracts.judging.rules import LAST_DAY
from contracts.model import Finding, Payer, Problem
from contracts.numerals import ordinal
from contracts.past.history_sheet import UNKNOWN, Bearer, Performance, SheetRow
from contracts.rewards.payers import old_payers
from contracts.rewards.programmes import Programme, programmes_for

Fate = Literal["kept", "lapsed", "unfounded", "void", "open"]
"""What the law says of an old clause: lawful today; its basis ended; it had none on the day it was signed and has
none today; void; nobody has decided yet."""

_BODIES = re.compile(
    "避孕|节育|结扎|绝育|[上放取查透环]环|环检|环孕|皮埋|长效|孕|流产|引产|人流|堕胎|补救措施|月经|例假|分娩|手术|不育"
    "|体检|妇检|妇科|[三双四]查|B超|b超|药具|病史|疾病|残疾|病残"
)
_REWARDS = re.compile("奖励|奖金|奖|补助|补贴|保健费|扶助金|慰问|优惠")
_BODY_FAMILIES = frozenset({"P-01", "P-02", "P-04", "P-24"})
_DEPOSIT_FAMILY = "P-06"
_PROGRAMMES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile("退.{0,8}指标|放弃.{0,8}指标"), ("quota_return_reward",)),
    (re.compile("双女|二女|两女|纯女"), ("two_daughters_reward", "measures_reward")),
    (re.compile("节育|结扎|长效|措施"), ("measures_reward",)),
    (re.compile("独生子女.{0,8}(奖励|保健)|父母奖励|保健费"), ("only_child_reward",)),
    (re.compile("独女户.{0,12}奖励"), ("only_daughter_once",)),
    (re.compile("奖励扶助"), ("reward_support", "reward_support_pilot")),
)
"""What a promise was called in its day, and the programme of the packs that pays it, if the place has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One sum of a clause: when it was taken or fell due, by which receipt, and what became of it.

    ``payers`` share a reward by its programme and add up to it; none where their shares are not on record.
    """

    amount_fen: int | None
    day: date | None
    receipt: str
    performance: Performance
    where: str
    payers: tuple[Payer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OldClause:
    """One clause of an old contract, judged. ``text`` says nothing about bodies.

    ``since`` is the first day on which it bound nobody any more; ``None`` where it binds or never did.
    ``promised`` says that an office owes what it promised in it, ``refund`` that money taken under it goes back.
    """

    article: int
    text: str
    bearer: Bearer
    fate: Fate
    since: date | None
    rule: str
    promised: bool
    refund: bool
    programme: str
    title: str
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """The clause's name on the old paper: ``原第三条``."""
        return f"原第{ordinal(self.article)}条"


@dataclass(slots=True)
class Remarks:
    """What is found while a contract is read: problems stop the sheet, notes only say what is still to be done."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def wrong(self, where: str, message: str, hint: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(where=where, message=message, hint=hint))

    def note(self, where: str, message: str, hint: str) -> None:
        """Add a note."""
        self.notes.append(Problem(where=where, message=message, hint=hint))


class ClauseReader:
    """Judges the clauses of one contract.

    Args:
        remarks: Where problems and notes go.
        place: Division code of the village; with the signing day it decides which rules apply.
        family: The family of paper.
        signed_on: The old signing day.
        as_of: Today.
        programmes: Where the names of old rewards are looked up.
    """

    def __init__(
        self, remarks: Remarks, *, place: str, family: str, signed_on: date, as_of: date,
        programmes: Sequence[Programme] = (),
    ) -> None:  # fmt: skip
        self.findings: list[Finding] = []
        self._remarks, self._signed_on, self._as_of = remarks, signed_on, as_of
        book = rules_for(place)
        self._then = judge_for(book, signed_on, family)
        self._now = judge_for(book, as_of, family)
        found = programmes_for(place, signed_on, programmes, history=True)
        self._place, self._programmes = place, {item.id: item for item in found}

    def clause(self, article: int, rows: Sequence[SheetRow]) -> OldClause:
        """Return a clause judged, with its sums; what is missing of them is reported."""
        row = next(item for item in rows if "text" in item.values)
        text: str = row.values["text"]
        bearer: Bearer = next((item.values["bearer"] for item in rows if "bearer" in item.values), "")
        side = {"party_a": "office", "party_b": "family", "both": "both"}.get(bearer, "")
        then, now = self._then.rulings(text, side), self._now.rulings(text, side)
        fate, since = _fate(then, now, self._signed_on)
        hidden = bool(_BODIES.search(normalised(text))) or any(
            ruling.verdict != "lawful" and ruling.rule.pattern_family in _BODY_FAMILIES for ruling in now
        )
        programme = self._programme(text) if bearer == "party_a" else ""
        deposit = any(item.rule.pattern_family == _DEPOSIT_FAMILY and item.verdict == "void" for item in now)
        parts = tuple(self._part(item, self._programmes.get(programme)) for item in rows)
        reward = any(item.severed for item in now) or (any(part.amount_fen for part in parts) and _REWARDS.search(text))
        promised = bearer == "party_a" and not deposit and (fate != "void" or bool(reward))
        made = OldClause(
            article=article, text=_hidden(article) if hidden else text, bearer=bearer, fate=fate, since=since,
            rule=now[0].rule.id, promised=promised,
            refund=fate == "void" and since is None and not promised and _was_taken(parts, deposit=deposit),
            programme=programme, title=self._programmes[programme].title if programme else "", parts=parts,
        )  # fmt: skip
        self.findings += _findings(self._now, now, made, hidden=hidden)
        self._check(made, rows, deposit=deposit)
        return made

    def _programme(self, text: str) -> str:
        for pattern, programmes in _PROGRAMMES:
            if pattern.search(text):
                return next((item for item in programmes if item in self._programmes), "")
        return ""

    def _part(self, row: SheetRow, programme: Programme | None) -> Part:
        day, performance = row.values.get("day"), row.values.get("kept", Performance())
        if isinstance(day, date) and day > self._as_of and performance.state == "done":
            self._remarks.wrong(row.where("day"), f"日期 {day} 还没有到，却写着已经做到", "请核对日期和履行情况")
        if performance.on and not self._signed_on <= performance.on <= self._as_of:
            message = f"履行日期 {performance.on} 不在签订日至今天之间"
            self._remarks.wrong(row.where("kept"), message, "请与付款凭证核对")
        fen: int | None = row.values.get("amount")
        due_on = day if isinstance(day, date) else None
        payers: tuple[Payer, ...] = ()
        if programme and fen:
            payers = old_payers(programme, fen, promised_on=self._signed_on, place=self._place, due_on=due_on)
        return Part(
            amount_fen=fen, payers=payers, day=due_on,
            receipt=row.values.get("receipt", ""), performance=performance, where=row.where("day"),
        )  # fmt: skip

    def _check(self, clause: OldClause, rows: Sequence[SheetRow], *, deposit: bool) -> None:
        """Ask for what is needed to reckon: a sum and a day, or the word that they cannot be known."""
        for row, part in zip(rows, clause.parts, strict=True):
            if deposit and part.amount_fen is None and part.performance.state != "never":
                message = f"第{ordinal(clause.article)}条是押金，没有金额"
                self._remarks.wrong(row.where("amount"), message, "请照收据填写；没有收过的在履行情况写“未收”")
            self._check_day(clause, row, part)
            if part.amount_fen and clause.bearer == "both" and not clause.refund:
                self._remarks.wrong(row.where("bearer"), "有金额却写“双方”，看不出由谁付", "请写 甲方 或 乙方")
        if clause.fate == "open":
            hint = "请负责人审定；在审定以前不要求家庭做任何事"
            self._remarks.note(rows[0].where("text"), f"第{ordinal(clause.article)}条规则不能判断", hint)

    def _check_day(self, clause: OldClause, row: SheetRow, part: Part) -> None:
        if not part.amount_fen or not (clause.refund or clause.promised) or part.performance.state == "never":
            return
        asked = "收取日" if clause.refund else "应付日"
        why = "，利息算不出来" if clause.refund else "，不能列入到期清单"
        if "day" not in row.values:
            hint = f"请查收据、账册填写；确实查不到的写“{UNKNOWN}”，本金照{'退' if clause.refund else '付'}"
            self._remarks.wrong(row.where("day"), f"没有{asked}{why}", hint)
        elif part.day is None and clause.promised:
            self._remarks.note(row.where("day"), f"{asked}不详{why}", "请查当年的文件；钱仍然要付")
        if clause.refund and part.day and part.day > self._as_of:
            self._remarks.wrong(row.where("day"), f"收取日 {part.day} 还没有到", "请与收据核对")
        if part.performance.state == "done" and part.performance.on is None:
            hint = "请查到付款凭证，用 shouyue record payment 记入日期和凭证号；没有凭证不能算已付"
            self._remarks.note(row.where("kept"), "写着已经付过，没有日期和凭证号，仍按未付登记", hint)


def refund_label(clause: OldClause, number: int) -> str:
    """Return what the refund of a clause's ``number``-th sum (from 1) is called, unlike any other of the paper."""
    several = f"（第{number}笔）" if len(clause.parts) > 1 else ""
    return f"退还{clause.name}所收款项{several}"


def _fate(then: Sequence[Ruling], now: Sequence[Ruling], signed_on: date) -> tuple[Fate, date | None]:
    """Return what became of a clause and since when it binds nobody, by its gravest ruling.

    A clause that today's law allows stands, even if an older rule did not (法释〔2020〕15号, article 8).
    """
    verdict = now[0].verdict
    if verdict == "lawful":
        return "kept", None
    if verdict == "needs_review":
        return "open", None
    if verdict == "void":
        from_on = min(ruling.rule.in_force.starts_on for ruling in now if ruling.verdict == "void")
        return "void", from_on if from_on > signed_on else None
    if then[0].verdict != "lawful":
        return "unfounded", None
    ended = [ruling.rule.basis.ends_on for ruling in now if ruling.verdict == "obsolete"]
    return "lapsed", max(day for day in ended if day < LAST_DAY) + timedelta(days=1)


def _was_taken(parts: Iterable[Part], *, deposit: bool) -> bool:
    """Say whether money was taken: a deposit unless it never was, anything else where a receipt shows it."""
    return any(part.amount_fen and part.performance.state != "never" and (deposit or part.receipt) for part in parts)


def _hidden(article: int) -> str:
    return f"原第{ordinal(article)}条（涉及身体和健康的内容，不予录入）"


def _findings(bench: Judge, rulings: Iterable[Ruling], clause: OldClause, *, hidden: bool) -> Iterator[Finding]:
    """Yield today's findings on a clause; of one about bodies only the rule and its articles."""
    for ruling in rulings:
        if ruling.verdict == "lawful":
            continue
        found = bench.finding(ruling, f"第{clause.article}条", clause.text)
        if hidden:
            hint = "不得据此提出任何要求"
            found = replace(found, words=(), message="涉及身体和健康的内容，不约束任何人", hint=hint)
        elif _BODIES.search(found.message + found.hint):
            found = replace(found, message=f"见规则 {found.rule}", hint="已经承诺的照付")
        yield found
