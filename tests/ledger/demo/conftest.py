"""A small year of the example township that several tests look at; none of them writes in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from contracts.kinds import load_kinds, shipped_folder
from ledger.batch_rows import SignedPaper
from ledger.demo.batches import SIGNED_ON, Roll, agreement_roll, contract_rolls, take_in
from ledger.demo.progress import silently
from ledger.demo.rosters import sent_rosters
from ledger.demo.township import township
from ledger.demo.year import at, live_through
from ledger.register import register
from ledger.store import Ledger, create_ledger, open_ledger


def signed(roll: Roll) -> list[SignedPaper]:
    """Return the papers of a roll as if signed; nothing is printed, so the draft stands for the ink."""
    template = roll.kind.template_path("zh_CN").read_bytes()
    return [
        SignedPaper(
            draft=draft,
            review=review,
            document_sha256=draft.sha256,
            template_sha256=hashlib.sha256(template).hexdigest(),
            template=template,
        )
        for draft, review in zip(roll.drafts, roll.reviews, strict=True)
    ]


@pytest.fixture(scope="session")
def lived_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file with five families in each village and their year; copy it before writing in it."""
    folder: Path = tmp_path_factory.mktemp("青河镇")
    town, kinds = township(5), load_kinds(shipped_folder())
    intakes = take_in(sent_rosters(town), folder)
    rolls = [
        *contract_rolls(intakes, town.office, kinds["service_contract"], silently),
        agreement_roll(town, kinds["village_responsibility_agreement"], folder, silently),
    ]
    path = folder / "ledger.db"
    create_ledger(path, now=at(date(2026, 2, 20)), by="李默")
    with open_ledger(path) as ledger:
        for roll in rolls:
            register(ledger, signed(roll), signed_on=SIGNED_ON, by="李默", now=at(date(2026, 3, 6)))
        live_through(ledger, by="李默", progress=silently)
    return path


@pytest.fixture
def lived(lived_path: Path) -> Iterator[Ledger]:
    """The same ledger, opened for reading."""
    with open_ledger(lived_path, read_only=True) as ledger:
        yield ledger
