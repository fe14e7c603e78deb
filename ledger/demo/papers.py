"""The papers that come out of the ledger at the end of the story: certificates, a notice, statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.kinds import Kind
from contracts.printers import Printer
from contracts.rewards.programmes import programmes_for
from contracts.settings import Office
from ledger.demo.duties import Duty, duties, mover, payments
from ledger.demo.progress import Progress
from ledger.demo.summary import Made
from ledger.demo.year import AS_OF, at
from ledger.publishing.board import PROGRAMME, reward_notice
from ledger.publishing.certificate_papers import Desk as CertificateDesk
from ledger.publishing.certificate_steps import record_issued
from ledger.publishing.conditions import conditions
from ledger.publishing.household_page import pages
from ledger.publishing.only_child import lost_certificate
from ledger.publishing.press import Press
from ledger.publishing.statements import statement
from ledger.store import Ledger

_REPLACED_ON = date(2026, 11, 17)
_POSTED_ON = date(2026, 11, 18)
_POSTING_DAYS = 7
_REASONS = ("遗失", "搬家时遗失", "受潮损毁")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where the papers of the story are printed, and by whose office."""

    ledger: Ledger
    office: Office
    kinds: Mapping[str, Kind]
    folder: Path

    def press(self, name: str, day: date) -> Press:
        """Return the press that prints into a folder of that name on that day."""
        return Press(
            ledger=self.ledger, kinds=self.kinds, folder=self.folder / name, by=self.office.operator, now=at(day)
        )


def print_papers(desk: Desk, progress: Progress) -> tuple[Made, ...]:
    """Issue everything that is printed from the ledger. Returns what was made, by sort."""
    return (_certificates(desk, progress), *_notice(desk), _statements(desk, progress))


def _certificates(desk: Desk, progress: Progress) -> Made:
    """Replace lost certificates: of one family in each of three villages; they sign for the new one on the spot."""
    press = desk.press("证件", _REPLACED_ON)
    at_hand = CertificateDesk(press=press, office=desk.office, printer=Printer(name=""))
    chosen = "select number from contracts where kind = 'service_contract' and row = 2 order by id"
    asked = list(zip(desk.ledger.rows(chosen), _REASONS, strict=False))
    for row, because in progress("补发证件", asked, len(asked)):
        (paper,) = press.issue(lost_certificate(at_hand, row["number"], because=because))
        with desk.ledger.write(by=press.by, now=press.now) as tx:
            record_issued(tx, paper.draft.number, on=press.today, received_by=paper.draft.party("party_b").name)
    return Made(what="独生子女父母光荣证（遗失补发）", count=len(asked), where=press.folder.name)


def _notice(desk: Desk) -> Iterator[Made]:
    """Post the support list of the first village that has one."""
    place = desk.office.division_code
    told = {item.id: conditions(item, place, _POSTED_ON) for item in programmes_for(place, _POSTED_ON)}
    entitled = {duty.village for duty in duties(desk.ledger) if duty.programme == PROGRAMME}
    for village in [item for item in desk.office.villages if item.short in entitled][:1]:
        press = desk.press("公示", _POSTED_ON)
        press.issue(
            reward_notice(
                press,
                desk.office,
                village,
                year=AS_OF.year,
                posted_from=_POSTED_ON,
                days=_POSTING_DAYS,
                working=True,
                conditions=f"{told[PROGRAMME]}。",
            )
        )
        yield Made(what=f"奖励扶助对象公示（{village.short}）", count=1, where=press.folder.name)


def _statements(desk: Desk, progress: Progress) -> Made:
    """Print the pages of a few households, each with another year behind it."""
    press = desk.press("对账单", AS_OF)
    chosen = _told(duties(desk.ledger))
    for contract in progress("对账单", chosen, len(chosen)):
        press.issue(pages(press, desk.office, (statement(desk.ledger, contract, AS_OF),)))
    return Made(what="家庭履约对账单", count=len(chosen), where=press.folder.name)


def _told(known: tuple[Duty, ...]) -> list[str]:
    """Return contracts whose pages say different things: moved away, paid late, not paid, paid, without a sum."""
    rewards, support = payments(known, "only_child_reward"), payments(known, "reward_support")
    found = [mover(known)]
    for group in (rewards.late, rewards.unpaid, rewards.punctual, support.late, support.unpaid, support.punctual):
        found += group[:1]
    return list(dict.fromkeys(duty.contract for duty in found if duty))
