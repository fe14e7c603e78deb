"""An office that has lived a year: paid, failed, posted, answered, scored, printed and spoilt. Nobody writes to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from contracts.kinds import load_kinds, shipped_folder
from contracts.settings import Office, load_office
from ledger.assessing.assessment import close, score, sign
from ledger.assessing.periods import parse_period
from ledger.publishing.press import Press
from ledger.store import Ledger, open_ledger
from ledger.yearend.book import Book, Span
from ledger.yearend.folder import Assemble
from ledger.yearend.pack import Pack, Put, assembled
from tests.clerks_office import ELDERS, NOW, Clerk
from tests.ledger.score_builders import lines, registered

YEAR = Span(
    year=2026,
    as_of=date(2026, 11, 24),
    titles={"honour_certificate": "荣誉证书", "reward_support": "奖励扶助", "service_contract": "服务合同"},
)
NOTICE = "青公示〔2026〕1号"
THEN = NOW + timedelta(days=2)
"""The instant of the pack: the notice hung on the 23rd, the photo is of the 24th."""


@pytest.fixture(scope="session")
def lived(signed_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of that office."""
    clerk = Clerk(folder=Path(shutil.copytree(signed_office, tmp_path_factory.mktemp("year") / "青河镇")))
    duty = clerk.obligation(ELDERS, "reward")
    clerk.done("record", "payment", ELDERS, "--obligation", duty, "--amount", "800", "--voucher", "V-7",
               "--on", "2026-11-20")  # fmt: skip
    clerk.begin_the_year()
    _certificates(clerk)
    _scores(clerk)
    _notice(clerk)
    return clerk.folder


def _certificates(clerk: Clerk) -> None:
    """Take four numbers: spoilt and issued, replaced by the next, void, skipped."""
    for title in ("无强制村", "无泄密村"):
        clerk.done("publish", "honour_certificate", "上坪村", "--title", title)
    clerk.done("certificate", "spoilt", "429999101-荣-2026-0001", "--because", "卡纸")
    clerk.done("certificate", "issue", "429999101-荣-2026-0001")
    clerk.done("certificate", "void", "429999101-荣-2026-0002", "--because", "称号写错")
    clerk.done("certificate", "skip", "honour_certificate", "--because", "停电，手写发出")


def _scores(clerk: Clerk) -> None:
    """Score one village, have both sign, close the quarter."""
    quarter = parse_period("2026Q1")
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        (one,) = registered(ledger, villages=1)
        with ledger.write(by="李敏", now=NOW) as tx:
            sheet = score(tx, one, quarter, lines(deduction=250)).sheet
            sign(tx, sheet, names={"assessor": "李敏", "assessed": "周主任"}, signed_on=date(2026, 4, 5))
            close(tx, quarter)


def _notice(clerk: Clerk) -> None:
    """Post a list, photograph it; somebody objects and names a neighbour."""
    clerk.done("publish", "reward_support_notice", "--village", "上坪村", "--from", "2026-11-23")
    photo = clerk.folder / "栏.jpg"
    photo.write_bytes(b"\xff\xd8\xff a picture of a board")
    clerk.done("publish", "proof", NOTICE, photo, "--place", "村部", "--on", "2026-11-24", "--copy", now=THEN)
    clerk.done("publish", "object", NOTICE, "--by", "马小妹", "--because", "周桂兰的组别写错", "--on", "2026-11-24",
               now=THEN)  # fmt: skip


@pytest.fixture
def year(lived: Path, tmp_path: Path) -> Clerk:
    """Return somebody at work in a copy of that office."""
    return Clerk(folder=Path(shutil.copytree(lived, tmp_path / "青河镇")))


@pytest.fixture(scope="session")
def lived_ledger(lived: Path) -> Iterator[Ledger]:
    """Return that office's ledger, to be read."""
    with open_ledger(lived / "ledger.db", read_only=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def office(lived: Path) -> Office:
    """Return that office."""
    return load_office(lived)


@pytest.fixture(scope="session")
def press(lived_ledger: Ledger, lived: Path) -> Press:
    """Return the press that would print its papers again."""
    return Press(ledger=lived_ledger, kinds=load_kinds(shipped_folder()), folder=lived, by="李敏", now=THEN)


Parcel = dict[str, bytes]
"""The files of a pack by their paths."""


@pytest.fixture(scope="session")
def packed(lived_ledger: Ledger, office: Office, press: Press) -> tuple[Pack, Parcel]:
    """Return the pack of the office that lived a year, and its files, contracts among them."""
    files: Parcel = {}
    return assembled(lived_ledger, office, YEAR, press.again, files.__setitem__, press.original), files


def of(packed: tuple[Pack, Parcel]) -> Assemble:
    """Return what puts that pack together once more, without asking the ledger."""

    def assemble(put: Put) -> Pack:
        for path, content in packed[1].items():
            put(path, content)
        return packed[0]

    return assemble


def rows_of(book: Book, name: str) -> list[dict[str, object]]:
    """Return a sheet of a book as dicts by heading."""
    (found,) = (item for item in book.tables if item.name == name)
    return [dict(zip(found.heads, row, strict=True)) for row in found.rows]


Rows = Callable[[Book, str], list[dict[str, object]]]


@pytest.fixture(scope="session")
def rows() -> Rows:
    """Return the reader of a book's sheets."""
    return rows_of


@pytest.fixture(scope="session")
def span() -> Span:
    """Return the year up to the day of the photo."""
    return YEAR
