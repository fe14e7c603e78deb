"""How long the registration of a big batch takes, against what the database alone takes for the same rows.

Both are measured in turns in one run, so that a busy machine is busy for both; the ratio is taken inside a turn.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from statistics import median

from contracts.model import Draft, DueRule, Instalment, Party, Payer, Person, Review, Term
from ledger.batch_rows import SignedPaper
from ledger.pieces import TEMPLATE
from ledger.register import register
from ledger.store import Ledger, create_ledger, open_ledger

_SIGNED_ON = date(2026, 1, 15)
_BY = "测量"
_TABLES = ("events", "templates", "parties", "persons", "contracts", "contract_parties", "terms", "obligations",
           "obligation_payers")  # fmt: skip
_VILLAGE = Party(role="party_a", type="village_committee", name="示范村村民委员会", division_code="429999101201")
_TOWNSHIP = Party(role="party_c", type="township", name="示范镇人民政府", division_code="429999101")
_REWARD = tuple(Payer(name=name, amount_fen=fen) for name, fen in (("国家", 480_00), ("市", 240_00), ("县", 240_00)))
_TERMS = (
    Term(code="service", ordinal=1, section="服务内容", text="甲方每季度公布一次奖励发放情况。", owed_by="party_a",
         owed_to="party_b", due=DueRule(every="quarter", last_day="last")),
    Term(code="reward", ordinal=2, section="奖励和优惠", text="丙方每半年向乙方兑现奖励扶助金。", owed_by="party_c",
         owed_to="party_b", programme="reward_support", instalments=(
             Instalment(label="上半年", due_on=date(2026, 6, 30), amount_fen=960_00, payers=_REWARD),
             Instalment(label="下半年", due_on=date(2026, 12, 31), amount_fen=960_00, payers=_REWARD),
         )),
    Term(code="filing_help", ordinal=3, section="服务内容", text="乙方申报时甲方免费协助。", owed_by="party_a",
         owed_to="party_b", due=DueRule(event="乙方提出申报时")),
    Term(code="yearly_check", ordinal=4, section="乙方自愿承担的事项", text="乙方自愿每年核对一次家庭信息。",
         owed_by="party_b", owed_to="party_a", due=DueRule(every="year", last_day="03-31"), voluntary=True),
    Term(code="own_decision", ordinal=5, section="乙方的权利", text="是否生育由乙方依法自主决定。"),
    Term(code="true_papers", ordinal=6, section="乙方的义务", text="乙方提供真实材料。", owed_by="party_b",
         owed_to="party_a", due=DueRule(on=date(2026, 2, 28))),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """One batch: CPU and wall seconds of the quickest turn, those of the database alone, and the middle ratio.

    ``floor_s`` is what SQLite takes for the same rows with the same guards; nothing that registers can take less.
    """

    contracts: int
    promises: int
    cpu_s: float
    wall_s: float
    floor_s: float
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    promises: int
    cpu_s: float
    wall_s: float
    floor_s: float


def registration(contracts: int, *, now: datetime, rounds: int) -> Registration:
    """Measure the registration of a batch of invented papers with nine promises each, in new ledgers.

    Args:
        contracts: How many papers.
        now: The instant of entering, after January 2026.
        rounds: How many turns.
    """
    papers = [_paper(number) for number in range(1, contracts + 1)]
    turns = [_turn(papers, now) for _ in range(rounds)]
    return Registration(
        contracts=contracts, promises=turns[0].promises, cpu_s=round(min(turn.cpu_s for turn in turns), 2),
        wall_s=round(min(turn.wall_s for turn in turns), 2), floor_s=round(min(turn.floor_s for turn in turns), 2),
        ratio=round(median(turn.cpu_s / turn.floor_s for turn in turns), 1),
    )  # fmt: skip


def _turn(papers: Sequence[SignedPaper], now: datetime) -> _Turn:
    with (
        tempfile.TemporaryDirectory(prefix="shouyue-bench-") as folder,
        _new(Path(folder) / "registered.db", now) as ledger,
    ):
        cpu, wall = time.process_time(), time.perf_counter()
        signed = [replace(paper) for paper in papers]  # the bytes of each are made again, as for a batch from the disk
        done = register(ledger, signed, signed_on=_SIGNED_ON, by=_BY, now=now)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        promises = sum(item.obligations for item in done)
        return _Turn(promises=promises, cpu_s=cpu, wall_s=wall, floor_s=_floor(ledger, Path(folder), now))


def _floor(registered: Ledger, folder: Path, now: datetime) -> float:
    """Return the CPU seconds in which a new ledger takes the rows of this one."""
    rows = {
        table: [tuple(row.values()) for row in registered.rows(f"select * from {table} order by 1")]
        for table in _TABLES
    }
    rows["events"] = rows["events"][1:]  # the first was written when the ledger was made
    with _new(folder / "floor.db", now) as ledger:
        start = time.process_time()
        with ledger.exclusive():
            for table, values in rows.items():
                ledger.insert(table, values)
        return time.process_time() - start


@contextmanager
def _new(path: Path, now: datetime) -> Iterator[Ledger]:
    create_ledger(path, now=now, by=_BY)
    with open_ledger(path) as ledger:
        yield ledger


def _paper(number: int) -> SignedPaper:
    wife, husband = Person(role="wife", name=f"示{number}"), Person(role="husband", name=f"范{number}")
    family = Party(
        role="party_b", type="couple", name=f"{wife.name}、{husband.name}", persons=(wife, husband),
        address=f"示范村{number}号", division_code=_VILLAGE.division_code, group="1组",
    )  # fmt: skip
    draft = Draft(
        kind="service_contract", kind_version=1, family="contract", locale="zh_CN", number=f"示〔2026〕{number:05}号",
        title="计划生育服务合同", batch="2026A", row=number, place=_VILLAGE.division_code, signing_on=_SIGNED_ON,
        starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), parties=(_VILLAGE, family, _TOWNSHIP), terms=_TERMS,
        facts=(("certificate_number", f"示证{number:08}"), ("certificate_issued_on", "1989-06-01")),
    )  # fmt: skip
    return SignedPaper(
        draft=draft, review=Review(draft_sha256=draft.sha256, as_of=_SIGNED_ON, place=draft.place, packs=()),
        document_sha256=hashlib.sha256(draft.number.encode()).hexdigest(), template=TEMPLATE,
        template_sha256=hashlib.sha256(TEMPLATE).hexdigest(),
    )  # fmt: skip
