"""What is found, what is not signed and what became of each certificate, recounted from what was typed in.

Families are looked for with every two letters of their names, numbers with every piece of them; certificates take a
walk of which each step is known. The recount never asks the ledger.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import cli
from ledger.publishing.certificates import STATES
from tests.clerks_office import BATCH, Clerk, id_number, office_at

SURNAMES, GIVEN = ("李", "欧阳", "𠮷", "张"), ("秀", "秀兰", "小𫘦", "三")
SIGNED = date(2026, 3, 5)


def _family(place: int) -> tuple[str, ...]:
    """Return a line of a roster; names take turns, so that many share a letter or two."""
    wife = SURNAMES[place % 4] + GIVEN[place // 4 % 4]
    husband = SURNAMES[(place + 1) % 4] + GIVEN[place // 3 % 4]
    village = ("上坪村", "石桥村")[place % 3 == 0]
    return (
        f"{village}{place % 5 + 1}组", wife, id_number("850302", place * 2 + 2), "", husband,
        id_number("830302", place * 2 + 1), "", f"{village}{place}号", f"鄂示2014{place * 37:05}", "2014-08-08",
        f"{husband[:1]}小", "女", "2014-06-25",
    )  # fmt: skip


FAMILIES = tuple(_family(place) for place in range(24))
ROWS_SIGNED = tuple(place for place in range(1, 25) if place % 4 != 1)
"""Rows that came back signed; the others are still with the families."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A signed contract as the recount knows it: what somebody may look for."""

    number: str
    names: tuple[str, ...]
    certificate: str
    id_numbers: tuple[str, ...]


def papers() -> list[Paper]:
    """Return the signed contracts by the roster's rows."""
    found = []
    for row in ROWS_SIGNED:
        line = FAMILIES[row - 1]
        code, committee = (
            ("429999101201", "上坪村村民委员会") if line[0].startswith("上坪") else ("429999101202", "石桥村村民委员会")
        )
        names = (line[1], line[4], line[10], f"{line[1]}、{line[4]}", committee, "青河镇人民政府")
        found.append(Paper(number=f"{code}-计服-2026A-{row:03}", names=names, certificate=line[8],
                           id_numbers=(line[2], line[5])))  # fmt: skip
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """Return an office that drafted for 24 families and has three of every four papers back."""
    clerk = office_at(tmp_path_factory.mktemp("story") / "青河镇", rows=FAMILIES)
    drafted = clerk.draft()
    assert drafted.exit_code == 0, drafted.stderr
    rows = ",".join(map(str, ROWS_SIGNED))
    clerk.done("register", clerk.folder / BATCH, "--signed-on", SIGNED.isoformat(), "--only", rows)
    return clerk


def asked(clerk: Clerk, question: str, now: datetime | None = None, **given: str) -> list[dict[str, Any]]:
    """Ask a named question with whole names."""
    sets = [f"--set={key}={value}" for key, value in given.items()]
    words = ("query", question, *sets, "--json", "--unmasked", "--because", "复核")
    found: list[dict[str, Any]] = json.loads(clerk.done(*words, now=now) if now else clerk.done(*words))
    return found


def expected(text: str) -> set[str]:
    """Return the contracts that a text finds: by a name's letters, a number or a piece of it with a figure in it."""
    known = papers()
    whole = {p.number for p in known if text in {p.number, p.certificate, *p.id_numbers}}
    if whole:
        return whole
    figures = any(letter in "0123456789" for letter in text)
    tail = len(text) > 3
    return {
        p.number
        for p in known
        if any(text in name for name in p.names)
        or (figures and (text in p.number or p.certificate.startswith(text) or (tail and p.certificate.endswith(text))))
    }


def _pieces(paper: Paper) -> tuple[str, ...]:
    number, certificate = paper.number, paper.certificate
    return (number, number[-3:], number[6:], number[:15], "2026A-0", certificate, certificate[:6], certificate[-4:],
            *paper.id_numbers)  # fmt: skip


def _texts() -> list[str]:
    """Return what clerks type: every two letters and every whole of a name, numbers and pieces of them, and nothing."""
    names = sorted({name for paper in papers() for name in paper.names})
    pairs = {name[at : at + 2] for name in names for at in range(len(name) - 1) if "、" not in name[at : at + 2]}
    some = papers()[::5]
    numbers = {piece for paper in some for piece in _pieces(paper)}
    return sorted({*names, *pairs, *numbers, "李", "𠮷", "王五", "429999198503020000", "鄂示9999"})


def test_whatever_is_typed_finds_exactly_the_contracts_that_have_it(office: Clerk) -> None:
    """Names of two letters, rare ones, numbers and pieces; nobody else's."""
    texts = _texts()
    wrong = {
        text: (found, wanted)
        for text in texts
        if (found := {row["contract"] for row in asked(office, "find", text=text)}) != (wanted := expected(text))
    }

    assert wrong == {}
    assert len(texts) > 60
    assert sum(not expected(text) for text in texts) >= 3


def test_what_is_not_signed_is_counted_from_the_roster(office: Clerk) -> None:
    """By village, on the day of signing and on the day before, when nothing was."""
    waiting = {"上坪村": [], "石桥村": []}
    for row in range(1, 25):
        if row not in ROWS_SIGNED:
            waiting["上坪村" if FAMILIES[row - 1][0].startswith("上坪") else "石桥村"].append(row)
    told = {row["village"]: row["drafts"] for row in asked(office, "unsigned_drafts")}
    before = {row["village"]: row["drafts"] for row in asked(office, "unsigned_drafts", as_of="2026-03-04")}

    assert told == {village: len(rows) for village, rows in waiting.items()}
    assert sum(before.values()) == len(FAMILIES)


@dataclass(slots=True, kw_only=True)
class Known:
    """A certificate as the recount knows it: each day something happened, its state from then on."""

    number: str
    states: list[tuple[date, str]] = field(default_factory=list)
    issued: date | None = None

    def on(self, day: date) -> str | None:
        """Return the state at the end of a day."""
        states = [state for happened, state in self.states if happened <= day]
        return states[-1] if states else None


REVOKED = ("--ground", "office_mistake", "--because", "称号弄错", "--law", "湖北省评比达标表彰办法", "--article", "20")


class Walk:
    """Certificates printed, handed out, spoilt, replaced, voided and revoked as by lot, a day or more apart."""

    def __init__(self, clerk: Clerk, seed: int) -> None:
        self.clerk, self.lot, self.day = clerk, random.Random(seed), date(2026, 4, 1)  # noqa: S311 - no secret
        self.known: dict[str, Known] = {}

    def step(self) -> None:
        """Do what the lot says to a certificate in the state that allows it; a refusal fails the test."""
        self.day += timedelta(days=self.lot.randint(0, 3))
        printed = [item for item in self.known.values() if item.on(self.day) == "printed"]
        issued = [item for item in self.known.values() if item.on(self.day) == "issued"]
        deed = self.lot.choice(
            ["print", "issue", "issue", "spoilt", "void", "void issued", "replace", "replace", "revoke"]
        )
        if deed == "print" or not (issued if deed in {"void issued", "replace", "revoke"} else printed):
            return self._print()
        item = self.lot.choice(issued if deed in {"void issued", "replace", "revoke"} else printed)
        more = {
            "spoilt": ("--because", "卡纸"), "void": ("--because", "不用"), "void issued": ("--because", "交回"),
            "replace": ("--because", "遗失"), "revoke": (*REVOKED, "--told-on", self.day.isoformat()),
        }.get(deed, ())  # fmt: skip
        self._run("certificate", deed.split()[0], item.number, *more)
        after = {"issue": "issued", "spoilt": "printed", "replace": "replaced", "revoke": "revoked"}.get(deed, "voided")
        item.states.append((self.day, after))
        if deed == "issue":
            item.issued = self.day
        if deed == "replace":
            self._new()
        return None

    def _print(self) -> None:
        year, village = divmod(len(self.known), 2)  # a village has a title once a year
        self._run("publish", "honour_certificate", ("上坪村", "石桥村")[village], "--title", "无泄密村", "--year",
                  str(2026 - year))  # fmt: skip
        self._new()

    def _new(self) -> None:
        """Note the number that was taken: the one that no earlier step knew."""
        rows = asked(self.clerk, "certificates", self._now())
        (number,) = {row["number"] for row in rows} - self.known.keys()
        self.known[number] = Known(number=number, states=[(self.day, "printed")])

    def _run(self, *words: str) -> None:
        self.clerk.done(*words, now=self._now())

    def _now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=cli.SHANGHAI)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_became_of_each_certificate_can_be_asked_for_any_day(tmp_path: Path, seed: int) -> None:
    """Sixty steps by lot; afterwards every day is asked about, and the day before the first."""
    walk = Walk(office_at(tmp_path / "青河镇"), seed)
    for _ in range(60):
        walk.step()
    last = walk._now()
    wrong = []
    for back in range((walk.day - date(2026, 3, 30)).days):
        day = walk.day - timedelta(days=back)
        rows = asked(walk.clerk, "certificates", last, as_of=day.isoformat())
        told = {row["number"]: (row["state"], row["issued_on"]) for row in rows}
        wanted = {
            item.number: (state, str(item.issued) if item.issued and item.issued <= day else None)
            for item in walk.known.values()
            if (state := item.on(day))
        }
        listed = walk.clerk.done("certificate", "list", "--as-of", day.isoformat(), "--json", now=last)
        shown = {row["number"]: (row["state"], row["issued_on"]) for row in json.loads(listed)}
        if told != wanted or shown != {number: (STATES[state], day) for number, (state, day) in wanted.items()}:
            wrong.append((day, told, wanted))

    assert wrong == []
    assert {state for item in walk.known.values() for _, state in item.states} >= {
        "printed",
        "issued",
        "voided",
        "replaced",
    }
