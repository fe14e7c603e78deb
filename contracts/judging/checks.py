"""The closed set of checks that a rule may name. Each is driven by the rule's data.

- ``clause``: a phrase stands in a statement, unshielded and without what makes it harmless (``unless``);
- ``rest``: the same, asked only where no ``clause`` has struck; it forbids, so its shield clears nothing;
- ``duty``: a lawful rule's phrase stands in a proposition, and it is not denied there;
- ``alarm``: words that no statement may hold unless a lawful rule has read exactly them;
- ``forbids``: a proposition forbids what a void rule would have struck;
- ``row_number``: a cell of a posted table is an ID number, a bank account or a mobile phone number;
- ``unrecognised``: the rule that speaks where no other does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from contracts.judging.candidate import Candidate
from contracts.judging.clause import Proposition, Shield, Statement
from contracts.judging.rules import Rule
from contracts.judging.token import Span

_SHAPES = {
    "id_number": re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9x]|[0-9]{15})(?![0-9])"),
    "bank_account": re.compile(r"(?<![0-9])(?:6[02][0-9]{14,17}|(?:4[0-9]|5[1-5])[0-9]{14})(?![0-9x])"),
    "mobile": re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])"),
}
_DENIAL = re.compile(r"拒绝|拖延|限制|剥夺|取消|扣|停|克扣|收回|阻|歧视|侵|干涉|减|截留|以|因|降低|强|附加|变相|将|把")
_BURDEN = re.compile(
    r"应当?(?![享得兑届有])|必须|须|务必|一律(?!免费|平等|享受)|不得|承诺|保证|负责|有义务|返还|退还|退回|赔偿|交纳|缴纳|支付"
)
_CLAIM = re.compile(r"(?:要求|请求)[^，]{0,14}")
_POWER = re.compile(
    r"(?:[甲丙]方|委会|政府|办事处|局|办|站|集体|专干|人员|社区)(?:可以|可|有权)"
    r"(?!上门|代办|代为|协助|提供|帮助|免费|[为给向][^，]{1,12}(?:免费|提供服务|代办|购买保险))"
)
_NEGATION = ("不", "未", "无", "免", "没", "不再", "不予", "不得", "不能", "不准", "不许")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule's words stand in a statement; ``shielded`` if the statement keeps the thing away."""

    rule: Rule
    spans: tuple[Span, ...]
    shielded: bool

    def words(self, text: str) -> tuple[str, ...]:
        """Return the words found, in order."""
        return tuple(text[start:end] for start, end in self.spans)


def clause_hits(candidate: Candidate, statement: Statement) -> Iterator[Hit]:
    """Yield where a statement says what a rule with a ``clause`` check looks for."""
    rule = candidate.rule
    found = [spans for phrase in candidate.says for spans in phrase.spans(statement.text, candidate.reading.words)]
    if rule.check.actor:
        found = [spans for spans in found if _actor_at(statement, spans[0][0]) in rule.check.actor]
    if not found or candidate.is_harmless(statement.text):
        return
    for spans in found:
        yield Hit(rule, spans, _is_shielded(rule, spans, statement))


def duty_hits(candidate: Candidate, statement: Statement, proposition: Proposition) -> Iterator[Hit]:
    """Yield where a proposition states the duty or right that a lawful rule describes.

    A duty that is denied (甲方不发放奖励) is not that duty, so denied hits are left out.
    """
    rule = candidate.rule
    unnamed_office = not proposition.named and proposition.actor == "office" and "" in rule.check.actor
    if rule.check.actor and proposition.actor not in rule.check.actor and not unnamed_office:
        return
    text = statement.text[proposition.start : proposition.end]
    if proposition.actor == "family" and not rule.check.binds_family and _is_burden_on_family(text):
        return
    if proposition.actor == "office" and not rule.check.grants_power and _is_power(text):
        return
    found = [spans for phrase in candidate.says for spans in phrase.spans(text, candidate.reading.words)]
    if not found or candidate.is_harmless(text):
        return
    if _is_dangerous(candidate, statement, proposition):
        return
    for inside in found:
        spans = tuple((start + proposition.start, end + proposition.start) for start, end in inside)
        ends = {end for _, end in spans}
        denied = any(statement.text[:start].endswith(_NEGATION) for start, _ in spans if start not in ends)
        if denied or _is_only_a_condition(statement, proposition, spans):
            continue
        if not _is_shielded(rule, spans, statement):
            yield Hit(rule, spans, shielded=False)


@lru_cache(maxsize=64)
def _is_burden_on_family(text: str) -> bool:
    return bool(_BURDEN.search(_CLAIM.sub("", text)))


@lru_cache(maxsize=64)
def _is_power(text: str) -> bool:
    return bool(_POWER.search(text))


def _is_dangerous(candidate: Candidate, statement: Statement, proposition: Proposition) -> bool:
    """Say whether one of the dangers stands in a proposition that does not keep it away."""
    text = statement.text[proposition.start : proposition.end]
    shields = [(min(shield.word[0], shield.scope[0]), max(shield.word[1], shield.scope[1]))
               for shield in statement.shields if shield.remedied or not shield.office_only]  # fmt: skip
    for phrase in candidate.standing(candidate.dangers):
        for spans in phrase.spans(text, candidate.reading.words):
            start, end = spans[0][0] + proposition.start, spans[-1][1] + proposition.start
            if not any(first <= start and end <= last for first, last in shields):
                return True
    return False


def alarm_hits(candidate: Candidate, statement: Statement) -> Iterator[Hit]:
    """Yield every alarming word outside the harmless names of ``unless``, shielded or not."""
    found = [spans for phrase in candidate.says for spans in phrase.spans(statement.text, candidate.reading.words)]
    if not found:
        return
    names = [
        _name(spans)
        for phrase in candidate.standing(candidate.unless)
        for spans in phrase.spans(statement.text, candidate.reading.words)
    ]
    for spans in found:
        if not all(any(first <= start and end <= last for first, last in names) for start, end in spans):
            yield Hit(candidate.rule, spans, _is_shielded(candidate.rule, spans, statement))


def _name(spans: tuple[Span, ...]) -> Span:
    """Return where a harmless name stands: its first two tokens and what is between them."""
    return spans[0][0], spans[:2][-1][1]


def numbers_in(rule: Rule, cell: str) -> tuple[str, ...]:
    """Return the numbers of the rule's shape in a cell, masked but for the first and last three signs."""
    found = _SHAPES[rule.check.shape].findall(cell)
    return tuple(f"{number[:3]}{'*' * (len(number) - 6)}{number[-3:]}" for number in found)


def _is_only_a_condition(statement: Statement, proposition: Proposition, spans: tuple[Span, ...]) -> bool:
    """Say whether the words stand where the proposition only says when or why (为保证合同履行，…)."""
    last = max(start for start, end in spans if start < end)
    inside = [part for part in statement.parts if proposition.start <= part.start < proposition.end]
    states = any(not part.condition for part in inside)
    return states and any(part.condition for part in inside if part.start <= last < part.end)


def _actor_at(statement: Statement, position: int) -> str:
    for proposition in statement.propositions:
        if proposition.start <= position < proposition.end:
            return proposition.actor
    return ""


def _is_shielded(rule: Rule, spans: tuple[Span, ...], statement: Statement) -> bool:
    spans = tuple(span for span in spans if span[0] < span[1])
    if any(_covers(shield, rule, spans, statement.text) for shield in statement.shields):
        return True
    ends = {end for _, end in spans}
    return any(
        statement.text[:start].endswith(("不", "免")) and start not in ends and not _is_burden(statement, start)
        for start, _ in spans
    )


def _covers(shield: Shield, rule: Rule, spans: tuple[Span, ...], text: str) -> bool:
    made_good = shield.remedied and rule.check.type == "alarm"
    if shield.office_only and rule.check.act_of != "office" and not made_good:
        return False
    first, last = shield.word
    denial = _DENIAL.match(text, last)
    if any(start < last and first < end for start, end in spans):
        # 不得 is part of what was found (不得落户), unless it forbids a refusal (不得拒绝落户) not found with it.
        return rule.verdict != "lawful" and bool(denial) and not any(start <= last < end for start, end in spans)
    start, _ = max(spans)
    return shield.scope[0] <= start < shield.scope[1]


def _is_burden(statement: Statement, position: int) -> bool:
    """Say whether a bare 不 stands in a condition or in what the family promises: neither protects anybody."""
    if _actor_at(statement, position) == "family":
        return True
    return any(part.condition for part in statement.parts if part.start <= position < part.end)
