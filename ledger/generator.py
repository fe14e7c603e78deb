"""Big ledgers of invented families, for measuring: the same guards, the same journal, the same summaries.

Everything is settled except ``unpaid`` promises of each sort, spread over all years, so that a small and a big
ledger have the same answer to what is due. What else a county has is in :mod:`ledger.invented`.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from contracts.model import Draft, Party, Person, Term
from ledger.invented import FUND, FUNDED_FROM, agreement, certificate, closings, fund, refund, stir
from ledger.pieces import TEMPLATE, Piece, Promise, Village, keep, office, paper, promise, term
from ledger.store import Ledger, Transaction, create_ledger, open_ledger

COMMIT = 5_000
"""Contracts in one transaction, as many as a big batch has."""

_FIRST_YEAR, _YEARS, _VILLAGES, _PIECE = 2016, 10, 400, 500
_FAMILIES_PER_AGREEMENT, _OPEN_AGREEMENTS = 100, 20
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_GIVEN = "明芳伟娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英华玉兰红建国文辉力健宇博欣雨晨子涵梓萱一诺"
_NEXT = "2027-12-31"
_REWARD = (("国家", 480_00), ("市", 240_00), ("县", 240_00))


def generate(path: Path, *, contracts: int, unpaid: int, now: datetime, seed: int = 1) -> Iterator[int]:
    """Make a ledger that does not exist yet; yields how many families' contracts it holds after each commit.

    For every hundred families there is a village's agreement with its score sheets; the last twenty agreements wait
    for the second signature and for settlement.

    Args:
        path: The new file.
        contracts: How many families' contracts.
        unpaid: How many rewards, and how many services and family checks, are left open; as many rewards are due
            in a coming year.
        now: The instant of entering.
        seed: The same seed makes the same families.

    Raises:
        LedgerError: The file exists, or cannot be written.
    """
    create_ledger(path, now=now, by="生成")
    chance = random.Random(seed)  # noqa: S311 - invented families
    left_open = frozenset(chance.sample(range(contracts), min(unpaid, contracts)))
    with open_ledger(path) as ledger:
        villages = _offices(ledger, now)
        _agreements(ledger, now, villages, contracts // _FAMILIES_PER_AGREEMENT)
        for first in range(0, contracts, COMMIT):
            last = min(first + COMMIT, contracts)
            with ledger.write(by="生成", now=now) as tx:
                for start in range(first, last, _PIECE):
                    piece = Piece()
                    for number in range(start, min(start + _PIECE, last)):
                        _contract(tx, piece, number, villages, chance, is_open=number in left_open)
                    piece.enter(tx, str(start))
            yield last


def _placed(number: int, villages: Sequence[Village]) -> tuple[int, Village]:
    return _FIRST_YEAR + number % _YEARS, villages[number // _YEARS % _VILLAGES]


def _offices(ledger: Ledger, now: datetime) -> list[Village]:
    """Enter the fund, the villages' committees and their townships."""
    found: list[Village] = []
    with ledger.write(by="生成", now=now) as tx:
        sha256 = hashlib.sha256(TEMPLATE).hexdigest()
        tx.record("template_kept", sha256, {}, {"templates": [{"sha256": sha256, "content": TEMPLATE}]})
        piece = Piece()
        fund(tx, piece)
        township = 0
        for number in range(_VILLAGES):
            code = f"429999{101 + number // 20}"
            if number % 20 == 0:
                township = office(tx, piece, "township", f"示范{number // 20 + 1}镇人民政府", code)
            name, own = f"示范{number + 1}村", f"{code}{201 + number % 20}"
            committee = office(tx, piece, "village_committee", f"{name}村民委员会", own)
            found.append(Village(committee=committee, township=township, code=own, name=name))
        piece.enter(tx, "offices")
    return found


def _agreements(ledger: Ledger, now: datetime, villages: Sequence[Village], count: int) -> None:
    """Enter the villages' agreements with their score sheets, and close the quarters."""
    for first in range(0, count, _PIECE):
        piece = Piece()
        with ledger.write(by="生成", now=now) as tx:
            for number in range(first, min(first + _PIECE, count)):
                year, village = _placed(number, villages)
                agreement(tx, piece, number, year, village, is_open=number >= count - _OPEN_AGREEMENTS)
            piece.enter(tx, f"agreements {first}")
    piece = Piece()
    with ledger.write(by="生成", now=now) as tx:
        closings(tx, piece, range(_FIRST_YEAR, _FIRST_YEAR + _YEARS))
        piece.enter(tx, "closings")


def _person(chance: random.Random) -> str:
    given = chance.choice(_GIVEN) if chance.random() < 0.15 else chance.choice(_GIVEN) + chance.choice(_GIVEN)  # noqa: PLR2004 - one in seven has two letters
    return chance.choice(_SURNAMES) + given


def _contract(
    tx: Transaction, piece: Piece, number: int, villages: Sequence[Village], chance: random.Random, *, is_open: bool
) -> None:
    year, village = _placed(number, villages)
    names = _person(chance), _person(chance)
    family = _family(tx, piece, number, village.code, names)
    seats = {"party_a": village.committee, "party_b": family, "party_c": village.township}
    contract = paper(tx, piece, _draft(number, year, village, names), village, seats)
    terms = [_term(tx, piece, (contract, position), seats, year, village, is_open=is_open) for position in range(4)]
    certificate(tx, piece, number, contract, family, year, village)
    refund(tx, piece, number, family, year, village, names, is_open=is_open)
    stir(tx, piece, number, contract, terms[2], village, year, is_open=is_open)


def _family(tx: Transaction, piece: Piece, number: int, code: str, names: tuple[str, str]) -> int:
    sha256 = hashlib.sha256(f"family {number}".encode()).hexdigest()
    family = piece.put(tx, "parties", sha256=sha256, type="couple", side="family", name="、".join(names),
                       division_code=code, group_name=f"{number % 9 + 1}组", address="", phone="",
                       representative="", post="")  # fmt: skip
    for role, name, gender in zip(("wife", "husband"), names, ("female", "male"), strict=True):
        piece.put(tx, "persons", party_id=family, role=role, name=name, gender=gender, phones="[]")
    return family


_TERMS = (
    Term(code="service", ordinal=1, section="服务内容", owed_by="party_a", owed_to="party_b",
         text="甲方每年向乙方公布一次奖励发放情况，并在村务公开栏张贴，乙方可以随时查询本户的发放记录。"),
    Term(code="reward", ordinal=2, section="奖励和优惠", owed_by="party_c", owed_to="party_b", amount_fen=960_00,
         programme="reward_support", text="奖励扶助：丙方每年向乙方兑现奖励扶助金玖佰陆拾元整，直接发到本人账户。"),
    Term(code="filing_help", ordinal=3, section="服务内容", owed_by="party_a", owed_to="party_b",
         text="乙方申报奖励扶助、办理证件时，甲方免费协助填写和递交，不收取任何费用。"),
    Term(code="yearly_check", ordinal=4, section="乙方自愿承担的事项", owed_by="party_b", owed_to="party_a",
         voluntary=True, text="乙方自愿每年与甲方核对一次家庭信息，情况变化时告知甲方。"),
)  # fmt: skip


def _draft(number: int, year: int, village: Village, names: tuple[str, str]) -> Draft:
    persons = (Person(role="wife", name=names[0]), Person(role="husband", name=names[1]))
    return Draft(
        kind="service_contract", kind_version=1, family="contract", locale="zh_CN",
        number=f"{village.code}-计服-{year}A-{number:06}", title="计划生育服务合同", batch=f"{year}A", row=number,
        place=village.code, signing_on=date(year, 1, 10), starts_on=date(year, 1, 1), ends_on=date(year, 12, 31),
        parties=(
            Party(role="party_a", type="village_committee", name=f"{village.name}村民委员会",
                  division_code=village.code),
            Party(role="party_b", type="couple", name="、".join(names), persons=persons, division_code=village.code),
        ), terms=_TERMS, facts=(("certificate_number", f"示光{number:08}"),),
    )  # fmt: skip


def _term(
    tx: Transaction, piece: Piece, place: tuple[int, int], seats: dict[str, int], year: int, village: Village,
    *, is_open: bool,
) -> int:  # fmt: skip
    contract, position = place
    said = _TERMS[position]
    due_on = (f"{year}-06-30", f"{year}-12-31", None, f"{year}-03-31")[position]
    made = Promise(
        contract=contract, term=term(tx, piece, contract, said), side="family" if said.voluntary else "office",
        owed_by=seats[said.owed_by], owed_to=seats[said.owed_to], village=village.name, due_on=due_on,
        label=f"{year}年度" if said.amount_fen else "", programme=said.programme, voluntary=said.voluntary,
        shares=_REWARD if said.amount_fen else (),
    )  # fmt: skip
    pot = FUND if year >= FUNDED_FROM else None
    obligation = promise(tx, piece, made, fund=pot)
    if due_on and not is_open:
        keep(tx, piece, obligation, made, due_on, fund=pot)
    elif made.shares:
        promise(tx, piece, replace(made, due_on=_NEXT, label=f"{_NEXT[:4]}年度"), fund=pot)
    return made.term
