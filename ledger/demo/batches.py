"""From the corrected rosters to signed paper: drafted, reviewed, printed, signed, registered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.files import read_word_file
from contracts.kinds import Kind
from contracts.model import Draft, Problem, Review
from contracts.papers.batch import Batch
from contracts.papers.printing import print_batch
from contracts.papers.roll import Order, drafts_from
from contracts.papers.verdicts import refuse_unlawful, reviewed
from contracts.reading.roster import read_roster
from contracts.rewards.programmes import load_programmes
from contracts.settings import Office
from contracts.sheets import OutSheet, write_workbook
from contracts.word import fixed_texts
from ledger.demo.progress import Progress
from ledger.demo.rosters import SentRoster
from ledger.demo.township import Township

SIGNED_ON = date(2026, 3, 5)
_LABELS = "ABCDEFGH"
_TARGETS = (("98%", "95%"), ("98%", "96%"), ("97%", "95%"), ("96%", "95%"))
"""This year's targets of each village: services known to families, families content with them (row A-14)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One village's roster on its way in: what was found wrong in it, and the corrected file."""

    village: str
    sent: Path
    corrected: Path
    families: int
    faults: tuple[Problem, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """A batch before it is ink: its kind, its label, its drafts with their reviews."""

    kind: Kind
    label: str
    drafts: Sequence[Draft]
    reviews: Sequence[Review]

    def print_into(self, folder: Path, progress: Progress) -> Batch:
        """Print the batch with its print file into ``folder``."""
        return print_batch(
            self.drafts,
            self.reviews,
            kind=self.kind,
            folder=folder / f"{self.kind.id}_{self.label}",
            one_file=True,
            progress=progress,
        )


def take_in(rosters: Iterable[SentRoster], folder: Path) -> tuple[Intake, ...]:
    """Write each roster as it was sent and as it was corrected, and read what is wrong in the first."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_taken_in(roster, folder) for roster in rosters)


def _taken_in(roster: SentRoster, folder: Path) -> Intake:
    sent = roster.write(folder)
    reading = read_roster(sent, as_of=SIGNED_ON)
    return Intake(
        village=roster.village.short,
        sent=sent,
        corrected=roster.corrected().write(folder),
        families=len(roster.records),
        faults=reading.problems,
        dropped=reading.dropped,
    )


def contract_rolls(
    intakes: Sequence[Intake], office: Office, kind: Kind, progress: Progress
) -> tuple[Roll, ...]:
    """Draft and review the service contracts, one batch for each village's corrected roster.

    Raises:
        RosterError: A corrected roster still has a fault; nothing is drafted from it.
        LawError: A clause is not lawful on the day of signing.
    """
    return tuple(
        _roll(kind, office, intake.corrected, f"{SIGNED_ON.year}{label}", progress)
        for intake, label in zip(intakes, _LABELS, strict=False)
    )


def agreement_roll(town: Township, kind: Kind, folder: Path, progress: Progress) -> Roll:
    """Draft and review the responsibility agreements of the villages from a roster of villages."""
    path = folder / "村级责任书名册.xlsx"
    rows = [["村名", "行政区划代码", "党组织书记", "村委会主任", "联系电话", "户数", "服务覆盖率", "群众满意率"]]
    rows += [
        [item.short, item.division_code, item.secretary, item.representative, item.phone,
         str(len(town.families_of(item))), coverage, satisfaction]
        for item, (coverage, satisfaction) in zip(town.office.villages, _TARGETS, strict=True)
    ]  # fmt: skip
    write_workbook(path, [OutSheet(name="责任书", rows=rows, text_columns=frozenset({2, 5}))])
    return _roll(kind, town.office, path, str(SIGNED_ON.year), progress)


def _roll(kind: Kind, office: Office, roster: Path, label: str, progress: Progress) -> Roll:
    order = Order(kind=kind, office=office, batch=label, signing_on=SIGNED_ON, programmes=load_programmes())
    drafts = drafts_from(read_roster(roster, as_of=SIGNED_ON), order)
    fixed = fixed_texts(read_word_file(kind.template_path("zh_CN")))
    reviews = reviewed(drafts, as_of=SIGNED_ON, fixed=fixed, progress=progress)
    refuse_unlawful(reviews, for_discussion=False)
    return Roll(kind=kind, label=label, drafts=drafts, reviews=reviews)
