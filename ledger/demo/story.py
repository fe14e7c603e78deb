"""The whole demo, from four messy rosters to the office's debts: in one folder, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.errors import InputError, LedgerError
from contracts.files import write_whole
from contracts.kinds import Kind, load_kinds, shipped_folder
from contracts.model import Problem
from contracts.papers.batch import Batch
from contracts.settings import FILE_NAME, office_toml
from ledger.demo.batches import SIGNED_ON, Intake, Roll, agreement_roll, contract_rolls, take_in
from ledger.demo.closing import close_year
from ledger.demo.papers import Desk, print_papers
from ledger.demo.progress import Progress, silently
from ledger.demo.rosters import sent_rosters
from ledger.demo.summary import Made, Outcome, debts, left_open
from ledger.demo.township import FAMILIES_PER_VILLAGE, Township, township
from ledger.demo.year import AS_OF, at, live_through
from ledger.register import register
from ledger.signing import signed_papers
from ledger.store import Ledger, create_ledger, open_ledger
from ledger.verify import verify

_OPENED_ON = date(2026, 2, 24)
_REGISTERED_ON = date(2026, 3, 6)
_ROSTERS = "名册"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What a dry run found: nothing is left of it."""

    faults: int
    drafts: int


def live(
    folder: Path, *, families_per_village: int = FAMILIES_PER_VILLAGE, progress: Progress = silently
) -> Outcome:
    """Live the example township's year in a new folder, which appears when all is done.

    The same folder twice gives the same papers, byte for byte; the story has its own clock.

    Raises:
        InputError: Something is in that folder already; nothing was written.
        LedgerError: The finished ledger does not pass its own checks.
    """
    town, kinds = township(families_per_village), load_kinds(shipped_folder())
    with _appearing(folder) as aside:
        write_whole(aside / FILE_NAME, office_toml(town.office).encode())
        intakes, rolls = _drafted(town, kinds, aside / _ROSTERS, progress)
        batches = [roll.print_into(aside, progress) for roll in rolls]
        path = aside / "ledger.db"
        create_ledger(path, now=at(_OPENED_ON), by=town.office.operator)
        with open_ledger(path) as ledger:
            obligations = _register(ledger, batches, by=town.office.operator, progress=progress)
            live_through(ledger, by=town.office.operator, progress=progress)
            counter = Desk(ledger=ledger, office=town.office, kinds=kinds, folder=aside)
            papers = print_papers(counter, progress)
            closing = tuple(progress("年终", close_year(counter), 6))
            _refuse_unsound(ledger)
            return Outcome(
                folder=folder,
                as_of=AS_OF,
                intakes=intakes,
                made=(*_batches_made(batches), *papers, *closing),
                obligations=obligations,
                entries=_entered(ledger),
                debts=debts(ledger, AS_OF),
                left_open=left_open(ledger, AS_OF),
            )


def rehearse(
    folder: Path, *, families_per_village: int = FAMILIES_PER_VILLAGE, progress: Progress = silently
) -> Rehearsal:
    """Do everything up to the printing, in a place that is cleared away.

    Raises:
        InputError: Something is in that folder already.
    """
    _refuse_used(folder)
    with tempfile.TemporaryDirectory() as aside:
        town, kinds = township(families_per_village), load_kinds(shipped_folder())
        intakes, rolls = _drafted(town, kinds, Path(aside), progress)
    return Rehearsal(
        faults=sum(len(intake.faults) for intake in intakes), drafts=sum(len(roll.drafts) for roll in rolls)
    )


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """Give a hidden sister folder to work in, and its real name to it at the end."""
    _refuse_used(folder)
    place = folder.absolute()
    aside = place.with_name(f".{place.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, aside, ignore_errors=True)
        aside.mkdir(parents=True, mode=0o700)
        yield aside
        if place.exists():
            place.rmdir()
        aside.rename(place)


def _refuse_used(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        problem = Problem(where=str(folder), message="已经有内容", hint="用 -o 另指一个文件夹，或先移走它")
        raise InputError("没有覆盖已有的文件，未生成任何文件。", [problem])


def _drafted(
    town: Township, kinds: dict[str, Kind], folder: Path, progress: Progress
) -> tuple[tuple[Intake, ...], tuple[Roll, ...]]:
    rosters = sent_rosters(town)
    intakes = take_in(progress("读名册", rosters, len(rosters)), folder)
    contracts = contract_rolls(intakes, town.office, kinds["service_contract"], progress)
    agreements = agreement_roll(town, kinds["village_responsibility_agreement"], folder, progress)
    return intakes, (*contracts, agreements)


def _register(ledger: Ledger, batches: list[Batch], *, by: str, progress: Progress) -> int:
    """Enter every batch, each in its own transaction. Returns how many promises there are."""
    promised = 0
    for hour, batch in enumerate(progress("登记", batches, len(batches)), 9):
        papers = signed_papers(batch, batch.papers, signed_on=SIGNED_ON)
        done = register(ledger, papers, signed_on=SIGNED_ON, by=by, now=at(_REGISTERED_ON, hour))
        promised += sum(item.obligations for item in done)
    return promised


def _entered(ledger: Ledger) -> int:
    """Return how many facts stand in a ledger, withdrawn ones and withdrawals too."""
    (row,) = ledger.rows("select count(*) as n from entries")
    return int(row["n"])


def _refuse_unsound(ledger: Ledger) -> None:
    problems = verify(ledger)
    if problems:
        raise LedgerError("示范台账没有通过核验，没有留下任何文件", problems)


def _batches_made(batches: list[Batch]) -> Iterator[Made]:
    by_kind: dict[str, list[Batch]] = {}
    for batch in batches:
        by_kind.setdefault(batch.kind, []).append(batch)
    for group in by_kind.values():
        first, last = group[0].folder.name, group[-1].label[-1]
        yield Made(
            what=group[0].papers[0].draft.title,
            count=sum(len(batch.papers) for batch in group),
            where=first if len(group) == 1 else f"{first} 至 {last}",
        )
        yield Made(what="　合订的打印文件，按份排好", count=len(group), where="各批文件夹里的 打印_….docx")
