"""What a reward programme may ask of one household; nothing about anybody's body is ever among it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from contracts.model import PartialDate
from contracts.rewards.months import month_of
from contracts.rewards.programme_packs import Adult, ExitCode

Claimant = Literal["wife", "husband", "household"]
Leaver = Literal["wife", "husband", "household", "child"]

NAMES = {"wife": "女方", "husband": "男方", "household": "家庭", "child": "子女"}
ADULTS: tuple[Adult, ...] = ("wife", "husband")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """Something that ended a claim: one of the programme's codes, the day, and for whom.

    A child's exit ends what is paid until the child is of an age, and nothing that is paid to a parent for life.
    """

    code: ExitCode
    on: date
    who: Leaver = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """One programme that the county has confirmed a household for: by which class, when, for whom of the couple.

    ``event_on`` is the day of what is paid for, where that is not the confirmation itself; ``adults`` unstated are
    both. Why it was confirmed is never among it.
    """

    programme: str
    payment_class: str | None = None
    on: date | None = None
    event_on: date | None = None
    adults: tuple[Adult, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a programme may ask of one household; nothing about anybody's body is ever among it.

    ``None`` is unknown. ``adults`` are those who claim; unstated, the ones whose birth is known, or for what is paid
    to each parent whatever their age, the ``parents`` there are: both, where not even that is said. An employer
    that is ``""`` or 无 does not exist (any more), and its successor pays; one that ends within the contract has
    its last day in ``wife_employer_until`` or ``husband_employer_until``: each instalment is paid by whoever there is
    in its last month. ``confirmed`` names the programmes for
    which the county has confirmed the household; ``payment_class`` is the bare class it pays by.
    ``confirmations`` say class, day and adults of one programme alone: :meth:`under` brings them in.
    """

    certificate_number: str | None = None
    certificate_issued_on: PartialDate | None = None
    child_birth: PartialDate | None = None
    applied_on: date | None = None
    wife_birth: PartialDate | None = None
    husband_birth: PartialDate | None = None
    adults: tuple[Adult, ...] | None = None
    parents: tuple[Adult, ...] | None = None
    wife_employer: str | None = None
    husband_employer: str | None = None
    wife_employer_until: date | None = None
    husband_employer_until: date | None = None
    confirmed: tuple[str, ...] = ()
    confirmed_on: date | None = None
    confirmations: tuple[Confirmation, ...] = ()
    promised_on: date | None = None
    event_on: date | None = None
    payment_class: str | None = None
    exits: tuple[Exit, ...] = ()

    def under(self, programme: str) -> tuple[Facts, ...]:
        """Return what counts for one programme, once for each confirmation of it: its class, day and adults."""
        own = [item for item in self.confirmations if item.programme == programme]
        return tuple(
            replace(
                self,
                payment_class=item.payment_class or self.payment_class,
                confirmed_on=item.on or self.confirmed_on,
                event_on=item.event_on or self.event_on,
                adults=item.adults or self.adults,
            )
            for item in own
        ) or (self,)

    def birth_of(self, adult: Adult) -> PartialDate | None:
        """Return when that adult was born, as far as it is known."""
        return self.wife_birth if adult == "wife" else self.husband_birth

    def employer_of(self, adult: Adult, month: int) -> str | None:
        """Return that adult's employer in a month: a name, ``""`` for none any more, ``None`` for unknown.

        After a death there is none: whoever pays for the other parent, or the successor, takes over.
        """
        if any(item.code == "died" and item.who == adult and month > month_of(item.on) for item in self.exits):
            return ""
        wife = adult == "wife"
        name = self.wife_employer if wife else self.husband_employer
        until = self.wife_employer_until if wife else self.husband_employer_until
        return "" if name == "无" or (until is not None and month > month_of(until)) else name
