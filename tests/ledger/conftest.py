"""Builders for signed papers and ledgers; every person and place is invented."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from contracts.model import Draft, DueRule, Instalment, Party, Payer, Person, Review, Term
from ledger.batch_rows import SignedPaper
from ledger.register import register
from ledger.store import Ledger, open_ledger
from tests.clerks_office import BATCH, SIGNED, Clerk, id_number, office_at
from tests.empty_ledgers import empty_ledger

TEMPLATE = b"PK a Word file, as far as these tests care"
SIGNED_ON = date(2026, 1, 15)
NOW = datetime(2026, 11, 22, 1, tzinfo=UTC)

TOWNSHIP = Party(role="party_c", type="township", name="青河镇人民政府", division_code="429999101")
VILLAGE = Party(role="party_a", type="village_committee", name="青河镇上坪村村民委员会", division_code="429999101201")


def family(row: int) -> Party:
    """Return an invented couple; each has another wife, by her ID number too."""
    number = id_number("800101", 2 * row)
    wife = Person(role="wife", name=f"王小{chr(0x4E00 + row)}", id_number=number, gender="female")
    husband = Person(role="husband", name="李明", gender="male", phones=("13800138000",))
    return Party(
        role="party_b", type="couple", name=f"{wife.name}、{husband.name}", persons=(wife, husband),
        address=f"上坪村{row}号", division_code="429999101201", group="1组",
    )  # fmt: skip


def yearly_reward(*, payers: tuple[Payer, ...] = ()) -> Term:
    """Return the township's reward: 960 yuan due at the end of June and 480 at the end of the year."""
    return Term(
        code="reward", ordinal=2, section="奖励和优惠", text="丙方向乙方兑现奖励扶助金。",
        owed_by="party_c", owed_to="party_b", programme="reward_support",
        instalments=(
            Instalment(label="上半年", due_on=date(2026, 6, 30), amount_fen=960_00, payers=payers),
            Instalment(label="下半年", due_on=date(2026, 12, 31), amount_fen=480_00),
        ),
    )  # fmt: skip


TERMS = (
    Term(code="service", ordinal=1, section="服务内容", text="甲方每季度公布一次发放情况。",
         owed_by="party_a", owed_to="party_b", due=DueRule(every="quarter", last_day="last")),
    yearly_reward(payers=(Payer(name="国家", amount_fen=480_00), Payer(name="市", amount_fen=240_00),
                          Payer(name="县", amount_fen=240_00))),
    Term(code="filing_help", ordinal=3, section="服务内容", text="乙方申报时甲方免费协助。",
         owed_by="party_a", owed_to="party_b", due=DueRule(event="乙方提出申报时")),
    Term(code="yearly_check", ordinal=4, section="乙方自愿承担的事项", text="乙方自愿核对一次信息。",
         owed_by="party_b", owed_to="party_a", due=DueRule(every="year", last_day="03-31"), voluntary=True),
    Term(code="own_decision", ordinal=5, section="乙方的权利", text="是否生育由乙方依法自主决定。"),
    Term(code="true_papers", ordinal=6, section="乙方的义务", text="乙方提供真实材料。",
         owed_by="party_b", owed_to="party_a", due=DueRule(on=date(2026, 2, 28))),
)  # fmt: skip


def draft(row: int = 1, **changes: Any) -> Draft:
    """Return a service contract with promises of the village, the township and the family."""
    content: dict[str, Any] = {
        "kind": "service_contract", "kind_version": 1, "family": "contract", "locale": "zh_CN",
        "number": f"青计服〔2026〕A{row:03}号", "title": "计划生育服务合同", "batch": "2026A", "row": row,
        "place": "429999101201", "signing_on": SIGNED_ON, "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31), "parties": (VILLAGE, family(row), TOWNSHIP), "terms": TERMS,
    }  # fmt: skip
    return Draft(**{**content, **changes})


def signed(paper: Draft, *, signed_on: date = SIGNED_ON, **review: Any) -> SignedPaper:
    """Return a draft as signed, with a clean review of that very draft."""
    content: dict[str, Any] = {"draft_sha256": paper.sha256, "as_of": signed_on, "place": paper.place,
                               "packs": ("CN@2021-08-20",)}  # fmt: skip
    return SignedPaper(
        draft=paper, review=Review(**{**content, **review}), template=TEMPLATE,
        document_sha256=hashlib.sha256(paper.number.encode()).hexdigest(),
        template_sha256=hashlib.sha256(TEMPLATE).hexdigest(),
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where an empty ledger lies."""
    return empty_ledger(tmp_path / "ledger.db", now=datetime(2026, 1, 1, tzinfo=UTC), by="王主任")


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """Return an empty ledger, open for writing."""
    with open_ledger(path) as opened:
        yield opened


@pytest.fixture
def build() -> Callable[..., SignedPaper]:
    """Return the builder: row number and changed members of the draft in, signed paper out."""
    return lambda row=1, **changes: signed(draft(row, **changes))


@pytest.fixture
def signed_ledger(ledger: Ledger) -> Ledger:
    """Return a ledger with two service contracts, A001 and A002."""
    register(ledger, [signed(draft(1)), signed(draft(2))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    return ledger


@pytest.fixture(scope="session")
def signed_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office whose four service contracts were drafted, signed and registered; never written to."""
    clerk = office_at(tmp_path_factory.mktemp("office") / "青河镇")
    drafted = clerk.draft()
    assert drafted.exit_code == 0, drafted.stderr
    clerk.done("register", clerk.folder / BATCH, "--signed-on", SIGNED)
    return clerk.folder


@pytest.fixture
def clerk(signed_office: Path, tmp_path: Path) -> Clerk:
    """Return somebody at work in a copy of that office."""
    return Clerk(folder=Path(shutil.copytree(signed_office, tmp_path / "青河镇")))
