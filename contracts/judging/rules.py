"""Law as dated, cited data: the rules of a place, and what a rule is.

The files they come from, ``contracts/law/*.toml``, are described in :mod:`contracts.judging.packs`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import overload

from contracts.judging.phrase import Phrase
from contracts.model import Citation, Verdict

NATION = "000000"
DECISION = "decision"
"""What a villagers' assembly decides, as ``applies_to`` names it: no family of paper, for the office prints none.

Of what nobody else may promise some is lawful here, so its rules speak only where a decision is judged.
"""
FIRST_DAY = date(1949, 10, 1)
LAST_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days from first to last, both included; open ends are the first and last day there is."""

    starts_on: date = FIRST_DAY
    ends_on: date = LAST_DAY

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def __str__(self) -> str:
        """Return ``2002-09-01 至 2015-12-31``, with 不限 for an open end; empty if both are open."""
        if self == Window():
            return ""
        first = "不限" if self.starts_on == FIRST_DAY else str(self.starts_on)
        last = "今" if self.ends_on == LAST_DAY else str(self.ends_on)
        return f"{first} 至 {last}"

    def overlaps(self, other: Window) -> bool:
        """Say whether the two share a day."""
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a rule looks for: a function of the closed list and its words.

    ``actor`` narrows to clauses in which one of these sides acts; ``act_of = "office"`` says that the thing
    found is done by an office, so a clause that punishes it is no offence. Only a ``duty`` that says
    ``binds_family`` may recognise what a family must do or must not do, only one that ``grants_power`` what
    an office may do to it. A ``duty`` that ``calms`` an alarm
    reads every word of that alarm in its proposition: 自愿 and 本人同意 take the threat out of 检查. A duty is not
    recognised where one of its ``dangers`` stands and is not itself forbidden.
    """

    type: str
    says: tuple[Phrase, ...] = ()
    unless: tuple[Phrase, ...] = ()
    dangers: tuple[Phrase, ...] = ()
    actor: tuple[str, ...] = ()
    act_of: str = ""
    shape: str = ""
    binds_family: bool = False
    grants_power: bool = False
    calms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One rule of one pack, in force on some days, for some families of paper. Compared by identity."""

    id: str
    title: str
    verdict: Verdict
    check: Check
    message: str
    hint: str
    cite: tuple[Citation, ...]
    pattern_family: str
    jurisdiction: str = NATION
    in_force: Window = field(default_factory=Window)
    basis: Window = field(default_factory=Window)
    applies_to: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    verified: bool = True
    doubt: str = ""
    code: str = ""
    settles: tuple[str, ...] = ()
    promise: bool = False

    def applies(self, day: date, family: str) -> bool:
        """Say whether the rule speaks on this day of this family of paper; no family named means any of paper."""
        named = family in self.applies_to if family else DECISION not in self.applies_to
        return day in self.in_force and (not self.applies_to or named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The header of one file, for lists."""

    jurisdiction: str
    title: str
    reviewed_on: date
    sources: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDoubt:
    """From ``since`` on, what is cited of ``law`` has not been compared with the text in force."""

    law: str
    since: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RuleBook(Sequence[Rule]):
    """All rules for one place, with what they share. A sequence of its rules; compared by identity.

    ``earlier`` are general texts, oldest first, that made unlawful terms void before the cited ones did. ``texts`` are
    all texts that the packs name, each with the day on which that version took effect.
    """

    rules: tuple[Rule, ...]
    packs: tuple[Pack, ...] = ()
    actors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    earlier: tuple[Citation, ...] = ()
    severed: tuple[Citation, ...] = ()
    doubts: tuple[LawDoubt, ...] = ()
    texts: tuple[tuple[str, date], ...] = ()

    def __len__(self) -> int:
        return len(self.rules)

    @overload
    def __getitem__(self, index: int) -> Rule: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Rule, ...]: ...
    def __getitem__(self, index: int | slice) -> Rule | tuple[Rule, ...]:
        return self.rules[index]

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id; where it has several windows, the last.

        Raises:
            KeyError: No pack has it.
        """
        for rule in reversed(self.rules):
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)
