"""The certificate of a supported household: who, since when, and every year's payment as the ledger has it (§2.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from contracts.dates import day
from contracts.identity import birth_of, masked
from contracts.model import Draft, Party, Person
from contracts.numerals import yuan
from contracts.papers.derive import Printable, Source
from ledger.publishing.certificate_papers import Desk, Renewal, Words, first_printing
from ledger.publishing.certificate_steps import Holder
from ledger.publishing.certificates import STATES, certificates_of, refused
from ledger.publishing.documents import Preparation, family_of, named_only, printed_date
from ledger.publishing.issue import NewPaper
from ledger.signed import signed_draft
from ledger.store import Row, Transaction

SUPPORT = "reward_support_certificate"
MOST_YEARS = 8
"""So many lines fit on the card where nothing else asks for room; older years are in the sum above them."""

_REPLACED_TAKES, _LONG_NAME_TAKES, _LONG_REASON_TAKES = 3, 2, 1
_LONG_NAME, _LONG_REASON = 18, 22

_PROGRAMME = "programme"
"""The fact of a draft that says which programme its payments are of."""

_GENDERS = {"female": "女", "male": "男"}


def support_certificate(desk: Desk, contract: str, *, confirmed_year: int, programme: str) -> Preparation:
    """Return how the certificate of a household's support is printed.

    Args:
        desk: Where it is printed.
        contract: The household's contract; what it was promised and paid under others of the same family counts too.
        confirmed_year: Year in which the support was confirmed; it stands in the approval, not in the ledger.
        programme: Id of the programme.

    Raises (when prepared):
        LedgerError: No such contract, nothing promised under that programme, or a certificate is in force already.
    """
    kind = desk.press.kind(SUPPORT)

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        draft, _ = signed_draft(tx, contract)
        family = family_of(draft)
        for item in certificates_of(tx, contract, SUPPORT):
            if item.state in {"taken", "printed", "issued"}:
                message = f"已有 {item.number}（{STATES[item.state]}）"
                raise refused(contract, message, "损毁、记满的用 shouyue certificate replace 换证")
        row = _household(tx, contract)
        years = _years(tx, row["party_id"], programme, desk.press.today)
        if years is None:
            raise refused(contract, f"台账里没有 {programme} 的约定", "核对合同编号和 --programme")
        words = Words(
            holder=Holder(name=family.name, village=row["village"], contract_id=row["id"], party_id=row["party_id"]),
            values={**_who(family), "confirmed_year": f"{confirmed_year}年", **_total(years)},
            parties=tuple(named_only(family, role.name) for role in kind.roles if role.source == "ledger"),
            sources=_lines(years, room(family)),
            facts=((_PROGRAMME, programme),),
            contract=contract,
            where=contract,
        )  # fmt: skip
        return (first_printing(tx, desk, kind, words),)

    return prepare


def room(family: Party, reason: str = "") -> int:
    """Return how many lines of payments fit on one sheet: long names and a replacement's two rows take of them.

    >>> room(Party(role="party_b", type="person", name="周桂兰")), room(
    ...     Party(role="party_b", type="person", name="周桂兰"), "记满")
    (8, 5)
    """
    taken = _LONG_NAME_TAKES * (len(family.name) > _LONG_NAME) + _REPLACED_TAKES * bool(reason)
    return MOST_YEARS - taken - _LONG_REASON_TAKES * (len(reason) > _LONG_REASON)


def payments_today(today: date, because: str) -> Renewal:
    """Return what a replacement asks of the ledger anew: the payments of every year, with those made since."""

    def renewed(
        tx: Transaction, draft: Draft, party_id: int
    ) -> tuple[Mapping[str, Printable], Mapping[str, Source]]:
        years = _years(tx, party_id, dict(draft.facts).get(_PROGRAMME, "reward_support"), today) or []
        lines = _lines(years, room(draft.party("party_b"), because))
        return (_total(years), lines) if years else ({}, {})

    return renewed


def _total(years: Sequence[Row]) -> dict[str, Printable]:
    return {"paid_total": yuan(sum(item["paid_fen"] for item in years))}


def _lines(years: Sequence[Row], most: int) -> dict[str, Source]:
    return {"payments": Source(rows=tuple(_line(item) for item in years[-most:]))}


def _household(tx: Transaction, contract: str) -> Row:
    (row,) = tx.rows(
        "select c.id, c.village, s.party_id from contracts c join contract_parties s on s.contract_id = c.id"
        " join parties p on p.id = s.party_id where c.number = ? and p.side = 'family' order by s.id limit 1",
        [contract],
    )
    return row


def _years(tx: Transaction, party_id: int, programme: str, today: date) -> list[Row] | None:
    """Return what was due and paid in each year that has come, oldest first; ``None`` where nothing was promised."""
    found = tx.rows(
        """
        select cast(substr(o.due_on, 1, 4) as integer) as year, sum(o.amount_fen) as due_fen,
               sum(coalesce(e.paid_fen, 0)) as paid_fen, max(e.paid_on) as paid_on
        from obligations o
        left join (select obligation_id, sum(amount_fen) as paid_fen, max(happened_on) as paid_on
                   from standing_entries where what = 'payment' and happened_on <= :today group by obligation_id) e
          on e.obligation_id = o.id
        where o.owed_to = :party and o.programme = :programme and o.due_on is not null
        group by year order by year
        """,
        {"party": party_id, "programme": programme, "today": today.isoformat()},
    )
    come = [row for row in found if row["year"] <= today.year or row["paid_fen"]]
    return come if found else None


def _line(row: Row) -> dict[str, str]:
    paid_on = date.fromisoformat(row["paid_on"]) if row["paid_on"] else None
    return {
        "year": str(row["year"]), "standard": yuan(row["due_fen"]), "amount": yuan(row["paid_fen"]),
        "paid_on": day(paid_on) if paid_on else "",
    }  # fmt: skip


def _who(family: Party) -> dict[str, str]:
    """Return the holders, each fact in the same order; ID numbers show only their ends."""
    signers = family.signers
    return {
        "holder_name": "、".join(person.name for person in signers),
        "holder_gender": "；".join(_GENDERS.get(person.gender or "", "不详") for person in signers),
        "holder_birth": "；".join(map(_birth, signers)),
        "holder_id": "；".join(masked(person.id_number) if person.id_number else "不详" for person in signers),
    }


def _birth(person: Person) -> str:
    if person.birth:
        return printed_date(person.birth)
    return day(birth_of(person.id_number)) if person.id_number else "不详"
