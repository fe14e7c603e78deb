"""Big ledgers of invented families, for measuring: the same guards, the same journal, the same summaries.

Everything is settled except ``unpaid`` promises of each sort, spread over all years, so that a small and a big
ledger have the same answer to what is due.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from contracts.model import Draft, Party, Person, Term
from ledger.journal import canonical
from ledger.store import Ledger, Row, Transaction, create_ledger, open_ledger

COMMIT = 5_000
"""Contracts in one transaction, as many as a big batch has."""

_FIRST_YEAR, _YEARS, _VILLAGES, _PIECE = 2016, 10, 400, 500
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
_GIVEN = "明芳伟娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英华玉兰红建国文辉力健宇博欣雨晨子涵梓萱一诺"
_TEMPLATE = b"PK: no Word file; nothing is printed from a generated ledger"
_REWARD = (("国家", 480_00), ("市", 240_00), ("县", 240_00))


@dataclass(slots=True, kw_only=True)
class _Piece:
    """Rows of a few hundred contracts, table by table."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def put(self, tx: Transaction, table: str, **columns: str | int | None) -> int:
        (row_id,) = tx.ids(table, 1)
        self.tables.setdefault(table, []).append({"id": row_id, **columns})
        return row_id


def generate(path: Path, *, contracts: int, unpaid: int, now: datetime, seed: int = 1) -> Iterator[int]:
    """Make a ledger that does not exist yet; yields how many contracts it holds after each commit.

    Args:
        path: The new file.
        contracts: How many.
        unpaid: How many rewards, and how many services and family checks, are left open.
        now: The instant of entering.
        seed: The same seed makes the same families.

    Raises:
        LedgerError: The file exists, or cannot be written.
    """
    create_ledger(path, now=now, by="生成")
    chance = random.Random(seed)  # noqa: S311 - invented families
    left_open = frozenset(chance.sample(range(contracts), min(unpaid, contracts)))
    with open_ledger(path) as ledger:
        offices = _offices(ledger, now)
        for first in range(0, contracts, COMMIT):
            last = min(first + COMMIT, contracts)
            with ledger.write(by="生成", now=now) as tx:
                for start in range(first, last, _PIECE):
                    piece = _Piece()
                    for number in range(start, min(start + _PIECE, last)):
                        _contract(tx, piece, number, offices, chance, is_open=number in left_open)
                    tx.record("generated", str(start), {}, _in_order(piece))
            yield last


_ORDER = ("parties", "persons", "contracts", "contract_parties", "terms", "obligations", "obligation_payers", "entries",
          "entry_payers", "certificates")  # fmt: skip


def _in_order(piece: _Piece) -> dict[str, list[Row]]:
    return {table: piece.tables[table] for table in _ORDER if table in piece.tables}


def _offices(ledger: Ledger, now: datetime) -> list[tuple[int, int, str, str]]:
    """Enter the villages' committees and their townships: ids, division code and name of each village."""
    found: list[tuple[int, int, str, str]] = []
    with ledger.write(by="生成", now=now) as tx:
        sha256 = hashlib.sha256(_TEMPLATE).hexdigest()
        tx.record("template_kept", sha256, {}, {"templates": [{"sha256": sha256, "content": _TEMPLATE}]})
        piece = _Piece()
        township = 0
        for village in range(_VILLAGES):
            code = f"429999{101 + village // 20}"
            if village % 20 == 0:
                township = _office(tx, piece, "township", f"示范{village // 20 + 1}镇人民政府", code)
            short = f"示范{village + 1}村"
            committee = _office(tx, piece, "village_committee", f"{short}村民委员会", f"{code}{201 + village % 20}")
            found.append((committee, township, f"{code}{201 + village % 20}", short))
        tx.record("generated", "offices", {}, piece.tables)
    return found


def _office(tx: Transaction, piece: _Piece, kind: str, name: str, code: str) -> int:
    sha256 = hashlib.sha256(f"{kind} {name}".encode()).hexdigest()
    return piece.put(tx, "parties", sha256=sha256, type=kind, side="office", name=name, division_code=code,
                     group_name="", address="", phone="", representative="", post="")  # fmt: skip


def _person(chance: random.Random) -> str:
    given = chance.choice(_GIVEN) if chance.random() < 0.15 else chance.choice(_GIVEN) + chance.choice(_GIVEN)  # noqa: PLR2004 - one in seven has two letters
    return chance.choice(_SURNAMES) + given


def _contract(
    tx: Transaction, piece: _Piece, number: int, offices: list[tuple[int, int, str, str]], chance: random.Random,
    *, is_open: bool,
) -> None:  # fmt: skip
    year = _FIRST_YEAR + number % _YEARS
    committee, township, code, village = offices[number // _YEARS % _VILLAGES]
    wife, husband = _person(chance), _person(chance)
    family = _family(tx, piece, number, code, wife, husband)
    contract = _paper(tx, piece, number, year, code, village, (wife, husband))
    for role, party in (("party_a", committee), ("party_b", family), ("party_c", township)):
        piece.put(tx, "contract_parties", contract_id=contract, role=role, party_id=party)
    seats = {"party_a": committee, "party_b": family, "party_c": township}
    for position, term in enumerate(_TERMS):
        _term(tx, piece, (contract, position, term), seats, (year, village), is_open=is_open)
    if number % 100 == 0:
        piece.put(tx, "certificates", series=code[:9], number=f"示证{number:07}", event="issued", contract_id=contract,
                  party_id=family, happened_on=f"{year}-03-01", because="")  # fmt: skip


def _family(tx: Transaction, piece: _Piece, number: int, code: str, wife: str, husband: str) -> int:
    sha256 = hashlib.sha256(f"family {number}".encode()).hexdigest()
    family = piece.put(tx, "parties", sha256=sha256, type="couple", side="family", name=f"{wife}、{husband}",
                       division_code=code, group_name=f"{number % 9 + 1}组", address="", phone="",
                       representative="", post="")  # fmt: skip
    for role, name, gender in (("wife", wife, "female"), ("husband", husband, "male")):
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


def _paper(
    tx: Transaction, piece: _Piece, number: int, year: int, code: str, village: str, names: tuple[str, str]
) -> int:
    persons = (Person(role="wife", name=names[0]), Person(role="husband", name=names[1]))
    draft = Draft(
        kind="service_contract", kind_version=1, family="contract", locale="zh_CN",
        number=f"{code}-计服-{year}A-{number:06}", title="计划生育服务合同", batch=f"{year}A", row=number,
        place=code, signing_on=datetime(year, 1, 10).date(), parties=(  # noqa: DTZ001 - a day
            Party(role="party_a", type="village_committee", name=f"{village}村民委员会", division_code=code),
            Party(role="party_b", type="couple", name="、".join(names), persons=persons, division_code=code),
        ), terms=_TERMS,
    )  # fmt: skip
    content = draft.canonical()
    sha256 = hashlib.sha256(content).hexdigest()
    return piece.put(
        tx, "contracts", number=draft.number, kind=draft.kind, kind_version=1, title=draft.title, family="contract",
        place=code, division_code=code, village=village, signed_on=f"{year}-01-10", starts_on=f"{year}-01-01",
        ends_on=f"{year}-12-31", batch=draft.batch, row=number, draft_json=content.decode(), draft_sha256=sha256,
        review_json=canonical({"draft_sha256": sha256, "as_of": f"{year}-01-10", "place": code, "packs": []}),
        template_sha256=hashlib.sha256(_TEMPLATE).hexdigest(), document_sha256=sha256,
    )  # fmt: skip


def _term(
    tx: Transaction, piece: _Piece, what: tuple[int, int, Term], seats: dict[str, int], when: tuple[int, str],
    *, is_open: bool,
) -> None:  # fmt: skip
    (contract, position, term), (year, village) = what, when
    term_id = piece.put(
        tx, "terms", contract_id=contract, code=term.code, ordinal=term.ordinal, section=term.section, text=term.text,
        owed_by=term.owed_by, owed_to=term.owed_to, amount_fen=term.amount_fen, programme=term.programme,
        voluntary=int(term.voluntary),
    )  # fmt: skip
    side = "family" if term.owed_by == "party_b" else "office"
    due_on = (f"{year}-06-30", f"{year}-12-31", None, f"{year}-03-31")[position]
    obligation = piece.put(
        tx, "obligations", contract_id=contract, term_id=term_id, owed_by=seats[term.owed_by],
        owed_to=seats[term.owed_to], side=side, due_on=due_on, amount_fen=term.amount_fen, village=village,
        label=f"{year}年度" if term.amount_fen else "", programme=term.programme, voluntary=int(term.voluntary),
    )  # fmt: skip
    for payer, share in _REWARD if term.amount_fen else ():
        piece.put(tx, "obligation_payers", obligation_id=obligation, payer=payer, amount_fen=share)
    if due_on and not is_open:
        entry = piece.put(
            tx, "entries", what="payment" if term.amount_fen else "fulfilment", contract_id=contract,
            obligation_id=obligation, term_id=term_id, party_id=seats[term.owed_by], side=side, happened_on=due_on,
            amount_fen=term.amount_fen, voucher=f"示{obligation}" if term.amount_fen else None, note="",
        )  # fmt: skip
        for payer, share in _REWARD if term.amount_fen else ():
            piece.put(tx, "entry_payers", entry_id=entry, payer=payer, amount_fen=share)
