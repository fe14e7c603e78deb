"""A few hundred invented papers at a time, table by table, parents before children: one event and its rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from contracts.model import Draft, Side, Term
from ledger.journal import canonical
from ledger.store import Row, Transaction

TEMPLATE = b"PK: no Word file; nothing is printed from a generated ledger"

_ORDER = ("parties", "persons", "funds", "contracts", "contract_parties", "terms", "obligations", "obligation_payers",
          "obligation_funds", "entries", "entry_payers", "entry_funds", "certificates", "certificate_numbers",
          "certificate_steps", "contract_changes", "breach_steps", "score_sheets", "score_lines", "score_signatures",
          "period_closings")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """A village: the ids of its committee and of the township over it, its division code and its short name."""

    committee: int
    township: int
    code: str
    name: str


@dataclass(slots=True, kw_only=True)
class Piece:
    """Rows of a few hundred papers that are entered together."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def put(self, tx: Transaction, table: str, **columns: str | int | None) -> int:
        """Add a row under the next id of its table, and return that id."""
        (row_id,) = tx.ids(table, 1)
        self.tables.setdefault(table, []).append({"id": row_id, **columns})
        return row_id

    def enter(self, tx: Transaction, subject: str) -> None:
        """Record everything under one event."""
        tx.record("generated", subject, {}, {name: self.tables[name] for name in _ORDER if name in self.tables})


def office(tx: Transaction, piece: Piece, kind: str, name: str, code: str) -> int:
    """Add an office, and return its id."""
    sha256 = hashlib.sha256(f"{kind} {name}".encode()).hexdigest()
    return piece.put(tx, "parties", sha256=sha256, type=kind, side="office", name=name, division_code=code,
                     group_name="", address="", phone="", representative="", post="")  # fmt: skip


def paper(tx: Transaction, piece: Piece, draft: Draft, village: Village, seats: dict[str, int]) -> int:
    """Add a signed paper and who sits in which of its seats, and return its id."""
    content = draft.canonical()
    sha256 = hashlib.sha256(content).hexdigest()
    signed_on = draft.signing_on.isoformat()
    review = {"draft_sha256": sha256, "as_of": signed_on, "place": draft.place, "packs": []}
    contract = piece.put(
        tx, "contracts", number=draft.number, kind=draft.kind, kind_version=1, title=draft.title, family=draft.family,
        place=draft.place, division_code=village.code, village=village.name, signed_on=signed_on,
        starts_on=draft.starts_on.isoformat() if draft.starts_on else None,
        ends_on=draft.ends_on.isoformat() if draft.ends_on else None, batch=draft.batch, row=draft.row,
        draft_json=content.decode(), draft_sha256=sha256, review_json=canonical(review),
        template_sha256=hashlib.sha256(TEMPLATE).hexdigest(), document_sha256=sha256,
    )  # fmt: skip
    for role, party in seats.items():
        piece.put(tx, "contract_parties", contract_id=contract, role=role, party_id=party)
    return contract


def term(tx: Transaction, piece: Piece, contract: int, said: Term) -> int:
    """Add a clause of a paper, and return its id."""
    return piece.put(
        tx, "terms", contract_id=contract, code=said.code, ordinal=said.ordinal, section=said.section, text=said.text,
        owed_by=said.owed_by, owed_to=said.owed_to, amount_fen=said.amount_fen, programme=said.programme,
        voluntary=int(said.voluntary),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What one clause owes: by whom and to whom (ids), when, and which payer gives how much of it."""

    contract: int
    term: int
    side: Side
    owed_by: int
    owed_to: int
    village: str
    due_on: str | None = None
    label: str = ""
    programme: str = ""
    voluntary: bool = False
    shares: tuple[tuple[str, int], ...] = ()

    @property
    def amount_fen(self) -> int | None:
        """The sum of the shares; ``None`` for a duty without a sum."""
        return sum(share for _, share in self.shares) if self.shares else None


def promise(tx: Transaction, piece: Piece, made: Promise, *, fund: tuple[str, str] | None = None) -> int:
    """Add an obligation with its shares, and return its id; ``fund`` is a payer and the pot his share is in."""
    obligation = piece.put(
        tx, "obligations", contract_id=made.contract, term_id=made.term, owed_by=made.owed_by, owed_to=made.owed_to,
        side=made.side, due_on=made.due_on, amount_fen=made.amount_fen, village=made.village, label=made.label,
        programme=made.programme, voluntary=int(made.voluntary),
    )  # fmt: skip
    for payer, share in made.shares:
        piece.put(tx, "obligation_payers", obligation_id=obligation, payer=payer, amount_fen=share)
        if fund and fund[0] == payer:
            piece.put(tx, "obligation_funds", obligation_id=obligation, payer=payer, fund=fund[1], amount_fen=share,
                      because="")  # fmt: skip
    return obligation


def keep(
    tx: Transaction, piece: Piece, obligation: int, made: Promise, on: str, *, fund: tuple[str, str] | None = None
) -> None:
    """Add the payment or fulfilment of a whole promise on a day."""
    entry = piece.put(
        tx, "entries", what="payment" if made.shares else "fulfilment", contract_id=made.contract,
        obligation_id=obligation, term_id=made.term, party_id=made.owed_by, side=made.side, happened_on=on,
        amount_fen=made.amount_fen, voucher=f"示{obligation}" if made.shares else None, note="",
    )  # fmt: skip
    for payer, share in made.shares:
        piece.put(tx, "entry_payers", entry_id=entry, payer=payer, amount_fen=share)
        if fund and fund[0] == payer:
            piece.put(tx, "entry_funds", entry_id=entry, payer=payer, fund=fund[1], amount_fen=share)
