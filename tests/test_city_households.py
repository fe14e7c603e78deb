"""415,686 households with a child under fourteen, 224,548 of them paid: who waits is counted by the ledger (W-01).

Each household is its own party with its own contract and its own promise, and each payment its own entry with a
voucher, under every guard and in the journal: no household stands for another. The sum is invented (the source has
none); who is paid is spread evenly over the villages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from contracts.model import Draft, Party, Review, Term
from contracts.plain import canonical_text
from ledger.store import Transaction, open_ledger
from ledger.transaction import Listed
from tests.clerks_office import Clerk, office_at
from tests.ledger.conftest import NOW, TEMPLATE

HOUSEHOLDS, PAID, VILLAGES, AT_ONCE = 415_686, 224_548, 400, 5_000
DUE, FEN, PAYER, PROGRAMME = "2004-12-31", 60_00, "青河镇人民政府", "only_child_reward"
PLACE, SIGNED_ON = "420116101201", date(2004, 1, 10)
TERM = Term(code="reward", ordinal=1, section="", owed_by="party_a", owed_to="party_b", amount_fen=FEN,
            programme=PROGRAMME, text="甲方向乙方兑现独生子女父母保健费60元。")  # fmt: skip
TOWN = Party(role="party_a", type="township", name=PAYER, division_code=PLACE[:9])


def test_the_ledger_counts_191138_households_that_were_not_paid(tmp_path: Path) -> None:
    """54 % of the households, and of the money; the rest waits in its village and in the balance."""
    clerk = office_at(tmp_path / "青河镇")
    _enter(clerk.folder / "ledger.db")

    (rate,) = _asked(clerk, "payout_rate_by_programme")
    villages = _asked(clerk, "due_unpaid_by_village")
    (balance,) = _asked(clerk, "balance_by_side")
    (clerk.folder / "ledger.db").unlink()  # a gigabyte that pytest would keep

    assert (rate["households"], rate["rate_per_10000"] // 100) == (415_686, 54)
    assert len(villages) == VILLAGES
    assert sum(row["households"] for row in villages) == sum(row["obligations"] for row in villages) == 191_138
    assert (rate["due_fen"], rate["paid_fen"]) == (415_686 * FEN, 224_548 * FEN)
    assert (balance["promised_fen"], balance["paid_fen"]) == (415_686 * FEN, 224_548 * FEN)
    assert rate["unpaid_fen"] == balance["outstanding_fen"] == balance["overdue_fen"] == 191_138 * FEN
    assert sum(row["unpaid_fen"] for row in villages) == 191_138 * FEN


def _asked(clerk: Clerk, question: str) -> list[dict[str, Any]]:
    return list(json.loads(clerk.done("query", question, "--json")))


def _enter(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.rows("pragma synchronous = off")  # nobody cuts the power here
        with ledger.write(by="张会计", now=NOW) as tx:
            sha256 = hashlib.sha256(TEMPLATE).hexdigest()
            tx.record("template_kept", sha256, {}, {"templates": [{"sha256": sha256, "content": TEMPLATE}]})
            (town,) = tx.ids("parties", 1)
            tx.record("registered", PAYER, {}, {"parties": Listed(_columns(tx, "parties"), [_party(town, "", TOWN)])})
        for first in range(0, HOUSEHOLDS, AT_ONCE):
            with ledger.write(by="张会计", now=NOW) as tx:
                some = range(first, min(first + AT_ONCE, HOUSEHOLDS))
                tx.record("registered", f"第{first + 1}户起", {}, dict(_rows(tx, some, town)))


def _rows(tx: Transaction, some: Sequence[int], town: int) -> Iterator[tuple[str, Listed]]:
    """Yield the rows of some households' papers, table by table, parents before children."""
    parties, contracts, terms, promises = (
        tx.ids(table, len(some)) for table in ("parties", "contracts", "terms", "obligations")
    )
    each = list(zip(some, parties, contracts, terms, promises, strict=True))
    yield "parties", _listed(tx, "parties", (_party(party, str(number), _family(number)) for number, party, *_ in each))
    yield "contracts", _listed(tx, "contracts", (_contract(contract, number) for number, _, contract, *_ in each))
    yield "contract_parties", _numbered(tx, "contract_parties", [
        seat for _, party, contract, *_ in each for seat in ((contract, "party_a", town), (contract, "party_b", party))
    ])  # fmt: skip
    yield "terms", _listed(tx, "terms", (
        (term, contract, TERM.code, 1, "", TERM.text, "party_a", "party_b", FEN, PROGRAMME, 0)
        for _, _, contract, term, _ in each
    ))  # fmt: skip
    yield "obligations", _listed(tx, "obligations", (
        (promise, contract, term, town, party, "office", DUE, FEN, "2004年度", PROGRAMME, 0, _village(number))
        for number, party, contract, term, promise in each
    ))  # fmt: skip
    yield "obligation_payers", _numbered(tx, "obligation_payers", [(promise, PAYER, FEN) for promise in promises])
    paid = [row for row in each if row[0] * PAID // HOUSEHOLDS != (row[0] + 1) * PAID // HOUSEHOLDS]
    entries = tx.ids("entries", len(paid))
    yield "entries", _listed(tx, "entries", (
        (entry, "payment", contract, promise, term, town, "office", DUE, FEN, f"记-{number}", None, "", None)
        for entry, (number, _, contract, term, promise) in zip(entries, paid, strict=True)
    ))  # fmt: skip
    yield "entry_payers", _numbered(tx, "entry_payers", [(entry, PAYER, FEN) for entry in entries])


def _listed(tx: Transaction, table: str, rows: Iterator[tuple[Any, ...]]) -> Listed:
    return Listed(_columns(tx, table), list(rows))


def _numbered(tx: Transaction, table: str, rows: list[tuple[Any, ...]]) -> Listed:
    return _listed(tx, table, ((row_id, *row) for row_id, row in zip(tx.ids(table, len(rows)), rows, strict=True)))


def _columns(tx: Transaction, table: str) -> tuple[str, ...]:
    return tx.ledger.columns(table)[:-1]


def _village(number: int) -> str:
    return f"第{number % VILLAGES + 1}村"


def _family(number: int) -> Party:
    """Names of two letters: many bear the same, as in life, and each is another party."""
    return Party(role="party_b", type="couple", name=f"王{chr(0x4E00 + number % 20_000)}", division_code=PLACE)


def _party(party_id: int, key: str, party: Party) -> tuple[Any, ...]:
    sha256 = hashlib.sha256(f"{party.name} {key}".encode()).hexdigest()
    return party_id, sha256, party.type, party.side, party.name, party.division_code, "", "", "", "", ""


def _paper(number: int) -> Draft:
    return Draft(
        kind="historical_contract", kind_version=1, family="contract", locale="zh_CN", number=f"计合（2004）{number}号",
        title="计划生育合同", batch="2004", row=number, place=PLACE, signing_on=SIGNED_ON, starts_on=None, ends_on=None,
        parties=(TOWN, _family(number - 1)), terms=(TERM,),
    )  # fmt: skip


_SAMPLE = 987_654_321
_NAME = _family(_SAMPLE - 1).name
_DRAFT = _paper(_SAMPLE).canonical().decode()
_REVIEW = canonical_text(Review(draft_sha256="0" * 64, as_of=SIGNED_ON, place=PLACE, packs=()))


def _contract(contract_id: int, number: int) -> tuple[Any, ...]:
    draft = _DRAFT.replace(str(_SAMPLE), str(number + 1)).replace(_NAME, _family(number).name)
    sha256 = hashlib.sha256(draft.encode()).hexdigest()
    return (
        contract_id, f"计合（2004）{number + 1}号", "historical_contract", 1, "计划生育合同", "contract", PLACE, PLACE,
        _village(number), SIGNED_ON.isoformat(), None, None, "2004", number + 1, draft, sha256,
        _REVIEW.replace("0" * 64, sha256), hashlib.sha256(TEMPLATE).hexdigest(), sha256,
    )  # fmt: skip


def test_a_draft_that_is_written_by_replacing_its_number_is_the_draft_of_that_household() -> None:
    """The quick way gives the same bytes as the long one."""
    assert _contract(1, 41)[14] == _paper(42).canonical().decode()
