"""Reward programmes as dated data: what a pack may say.

A pack is one TOML file for one place, beside the rule packs. Every programme cites its source, or says
``verified = false`` and why; an amount nobody knows says ``unknown`` and why, and is never guessed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts.model import Citation

Adult = Literal["wife", "husband"]
Form = Literal["money", "loan", "service", "discount", "points", "preference", "code"]
"""What is promised. Only money is computed here; ``code`` is a name that the sources give no content to."""

Unit = Literal[
    "couple_month", "couple_year", "parent_month", "person_month", "person_year",
    "household_year", "child_year", "head_year", "once", "person_once",
]  # fmt: skip
"""What an amount is paid for; ``once`` is one sum for the household, ``head_year`` a budget by population."""

Claim = Literal["certificate", "confirmation", "promise", "any"]
"""What gives a household its claim: the 光荣证, a confirmation by the county, an old promise, nothing more."""

StartRule = Literal[
    "certificate_month", "certificate_year", "application_month", "age_month", "wife_age_month",
    "birth_month", "event", "confirmation_month", "promise", "programme",
]  # fmt: skip
EndRule = Literal["child_age", "life", "months", "open", "once"]
ExitCode = Literal[
    "died", "moved_out", "urban", "family_changed", "employee_pension", "serving_sentence",
    "wrongly_confirmed", "no_longer_qualifies",
]  # fmt: skip
"""Why payment ends, in neutral words; nothing about a body is ever the code."""
EXITS: dict[ExitCode, str] = {
    "died": "本人死亡", "moved_out": "户籍迁出本省", "urban": "转为城镇居民",
    "family_changed": "家庭情况变化，不再符合条件",
    "employee_pension": "已领取职工养老待遇", "serving_sentence": "正在服刑", "no_longer_qualifies": "不再符合扶助条件",
    "wrongly_confirmed": "资格确认有误",
}  # fmt: skip
"""Each of them as it is told; a programme may have a title of its own for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum in fen per unit, from a day on. ``floor`` marks a lawful minimum that counties may exceed.

    ``place`` narrows it to a part of the programme's place, ``payment_class`` to classes of recipients; a class
    is a bare name (甲类) and says nothing of why. ``unknown`` stands instead of ``fen`` where no figure is known.
    """

    from_on: date
    to_on: date | None = None
    fen: int | None = None
    place: str = ""
    payment_class: tuple[str, ...] = ()
    floor: bool = False
    unknown: str = ""
    source: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One payer's part: a ``weight``, or a fixed sum ``fen`` per unit.

    ``employer`` names whose employer pays, ``payee`` the one who is paid. Where there is none any more ``successor``
    does, or with ``other_first`` the other parent's employer before it.
    """

    name: str
    weight: int | None = None
    fen: int | None = None
    employer: Literal["wife", "husband", "payee"] | None = None
    other_first: bool = False
    successor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Who pays what part from a day on; ``unknown`` says why the parts are not known."""

    from_on: date
    to_on: date | None = None
    place: str = ""
    shares: tuple[Share, ...] = ()
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The first month: by which rule, and at which age (``wife`` and ``husband`` where they differ)."""

    rule: StartRule
    age: int | None = None
    wife: int | None = None
    husband: int | None = None

    def age_of(self, adult: Adult) -> int | None:
        """Return the age at which that adult starts."""
        own = self.wife if adult == "wife" else self.husband
        return self.age if own is None else own


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The last month. ``birthday_month`` says whether the month of the birthday is still paid."""

    rule: EndRule
    age: int | None = None
    birthday_month: bool = True
    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitRule:
    """A cause for payment to end, and with which period: the month of the event or its year."""

    code: ExitCode
    title: str
    ends: Literal["month", "year"] = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A reward or support programme of one place.

    ``due`` holds the last day for payment of each part of a year (``MM-DD`` or ``MM-last``); none stands for
    the year's end. A programme past ``promise_until`` takes no new promise, and stays payable. Where one is
    ``first_here``, a wider one of its name paid nothing in its place before it.
    """

    id: str
    title: str
    place: str
    place_name: str
    form: Form = "money"
    unit: Unit = "once"
    claim: Claim = "confirmation"
    owed_to: Literal["family", "office"] = "family"
    start: Start = Start(rule="event")
    end: End = End(rule="once")
    paid: Literal["year", "half_year", "lump_sum"] = "year"
    due: tuple[str, ...] = ()
    due_next_year: bool = False
    in_force_from: date | None = None
    in_force_to: date | None = None
    first_here: bool = False
    promise_until: date | None = None
    born_from: date | None = None
    certificate_until: date | None = None
    child_born_until: date | None = None
    max_months: int | None = None
    clawback: bool = False
    conditions: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    sharing: tuple[Sharing, ...] = ()
    exits: tuple[ExitRule, ...] = ()
    cite: tuple[Citation, ...] = ()
    source: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    note: str = ""
    verified: bool = True
    doubt: str = ""
    example: bool = False

    @property
    def first_day(self) -> date | None:
        """Return the day from which the programme exists: stated, or that of its first amount."""
        return self.in_force_from or min((item.from_on for item in self.amounts), default=None)

    def takes_promises_on(self, day: date) -> bool:
        """Return whether a new promise under this programme is lawful on that day."""
        first = self.first_day
        last = min(filter(None, (self.in_force_to, self.promise_until)), default=None)
        return (first is None or first <= day) and (last is None or day <= last)


def covers(place: str, division_code: str) -> bool:
    """Return whether a programme's place (``000000``, ``420000``, ``420100``, ``420117``) holds a division."""
    return division_code.startswith(prefix(place))


@functools.cache
def prefix(place: str) -> str:
    """Return the significant digits of a six-digit place: none for the nation, two for a province."""
    for length in (2, 4):
        if not place[length:].strip("0"):
            return place[:length] if place.strip("0") else ""
    return place
