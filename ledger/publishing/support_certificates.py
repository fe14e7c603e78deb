"""The certificate of support: whom it is due to, since when, and every year's payment as the ledger has it (§2.8).

Where a programme pays by person each has a certificate of their own, with their own sums; where it pays by household
one names both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from contracts.dates import day
from contracts.errors import LedgerError
from contracts.identity import birth_words, masked
from contracts.model import Draft, Party, Person, Problem
from contracts.numerals import yuan
from contracts.papers.derive import Printable, Source
from ledger.payees import CONFIRMED_FOR
from ledger.publishing.certificate_papers import Desk, Renewal, Words, all_printed
from ledger.publishing.certificate_steps import Holder
from ledger.publishing.certificates import STATES, certificates_of, refused
from ledger.publishing.documents import Preparation, family_of, named_only
from ledger.publishing.issue import NewPaper
from ledger.signed import signed_draft
from ledger.store import Row, Transaction

SUPPORT = "reward_support_certificate"
MOST_YEARS = 8
"""So many lines fit on the card where nothing else asks for room; older years are in the sum above them."""

_REPLACED_TAKES, _LONG_NAME_TAKES, _LONG_REASON_TAKES = 3, 2, 1
_LONG_NAME, _LONG_REASON = 18, 22

_PROGRAMME, _PAYEE = "programme", "payee"
"""The facts of a draft that say which programme its payments are of, and which of a couple they are due to."""

_CONFIRMED_FOR = {"女方": "female", "男方": "male"}
_GENDERS = {"female": "女", "male": "男"}


def support_certificate(desk: Desk, contract: str, *, confirmed_year: int, programme: str) -> Preparation:
    """Return how the certificate of a household's support is printed, one for each person to whom it is due.

    Who has one in force already gets no second; the other of a couple does.

    Args:
        desk: Where it is printed.
        contract: The household's contract; what it was promised and paid under others of the same family counts too.
        confirmed_year: Year in which the support was confirmed; it stands in the approval, not in the ledger.
        programme: Id of the programme.

    Raises (when prepared):
        LedgerError: No such contract, nothing promised under that programme, or all have a certificate already.
    """
    kind = desk.press.kind(SUPPORT)

    def prepare(tx: Transaction) -> Sequence[NewPaper]:
        draft, _ = signed_draft(tx, contract)
        row = _household(tx, contract)
        holders = _holders(tx, draft, row["party_id"], programme)
        without = _without_certificate(tx, contract, family_of(draft).name, holders)
        many = [_words(tx, desk, row, contract, holder, role, programme) for holder, role in without]
        found = [words for words in many if words]
        if not found:
            raise refused(contract, f"台账里没有 {programme} 的约定", "核对合同编号和 --programme")
        year = {"confirmed_year": f"{confirmed_year}年"}
        each = [replace(words, values={**words.values, **year}) for words in found]
        return all_printed(desk, kind, each)(tx)

    return prepare


def _holders(tx: Transaction, draft: Draft, party_id: int, programme: str) -> tuple[tuple[Party, str], ...]:
    """Return who gets a certificate, each with the role the sums stand under; empty where they are the household's."""
    family = family_of(draft)
    found = tx.rows(
        "select distinct y.role from obligation_payees y join obligations o on o.id = y.obligation_id"
        " where o.owed_to = ? and o.programme = ?",
        [party_id, programme],
    )
    roles = {row["role"] for row in found}
    persons = [person for person in family.signers if person.role in roles or _confirmed(draft, person, programme)]
    return tuple((_alone(family, person), person.role) for person in persons) or ((family, ""),)


def _confirmed(draft: Draft, person: Person, programme: str) -> bool:
    """Say whether the county confirmed this support for this one of a couple, where the contract says so."""
    facts = dict(draft.facts)
    gender, what = _CONFIRMED_FOR.get(facts.get("confirmed_for", "")), facts.get("confirmed_programme", "")
    texts = [term.text for term in draft.terms if term.programme == programme]
    return gender is not None and person.gender == gender and (what == programme or any(what in text for text in texts))


def _alone(family: Party, person: Person) -> Party:
    return replace(family, type="person", name=person.name, persons=(person,))


def _without_certificate(
    tx: Transaction, contract: str, family: str, holders: tuple[tuple[Party, str], ...]
) -> list[tuple[Party, str]]:
    """Return who has no certificate in force.

    Raises:
        LedgerError: All have one, alone or together.
    """
    standing = [item for item in certificates_of(tx, contract, SUPPORT) if item.state in {"taken", "printed", "issued"}]
    named = {item.holder for item in standing}
    left = [] if family in named else [pair for pair in holders if pair[0].name not in named]
    if left:
        return left
    hint = "损毁、记满的用 shouyue certificate replace 换证"
    problems = [
        Problem(where=contract, message=f"已有 {item.number}（{STATES[item.state]}）", hint=hint) for item in standing
    ]
    raise LedgerError("没有打印奖励扶助证。", problems)


def _words(
    tx: Transaction, desk: Desk, row: Row, contract: str, holder: Party, role: str, programme: str
) -> Words | None:
    """Return what stands on one certificate but the year of confirmation; ``None`` where nothing was promised."""
    years = _years(tx, row["party_id"], programme, role, desk.press.today)
    if years is None:
        return None
    party = named_only(holder, "party_b")
    facts = ((_PROGRAMME, programme), *(((_PAYEE, role),) if role else ()))
    return Words(
        holder=Holder(name=holder.name, village=row["village"], contract_id=row["id"], party_id=row["party_id"]),
        values={**_who(holder), **_total(years)},
        parties=(party,),
        sources=_lines(years, room(holder)),
        facts=facts,
        contract=contract,
        where=contract,
    )


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

    def renewed(tx: Transaction, draft: Draft, party_id: int) -> tuple[Mapping[str, Printable], Mapping[str, Source]]:
        facts = dict(draft.facts)
        years = _years(tx, party_id, facts.get(_PROGRAMME, "reward_support"), facts.get(_PAYEE, ""), today) or []
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


def _years(tx: Transaction, party_id: int, programme: str, role: str, today: date) -> list[Row] | None:
    """Return what was due and paid in each year that has come, oldest first; ``None`` where nothing was promised.

    What ended lawfully is not due, and a year of which nothing is left is not printed.

    With a ``role`` only what is that person's counts; a sum under no name is theirs where the contract says for whom
    it was confirmed.
    """
    found = tx.rows(
        f"""
        select cast(substr(o.due_on, 1, 4) as integer) as year, sum(o.amount_fen - coalesce(e.ended_fen, 0)) as due_fen,
               sum(coalesce(e.paid_fen, 0)) as paid_fen, max(e.paid_on) as paid_on
        from obligations o
        left join (select obligation_id, sum(amount_fen) filter (where what = 'payment') as paid_fen,
                          sum(amount_fen) filter (where what = 'ending') as ended_fen,
                          max(happened_on) filter (where what = 'payment') as paid_on
                   from standing_entries where what in ('payment', 'ending') and happened_on <= :today
                   group by obligation_id) e
          on e.obligation_id = o.id
        where o.owed_to = :party and o.programme = :programme and o.due_on is not null
          and (:role = '' or :role = coalesce((select y.role from obligation_payees y where y.obligation_id = o.id),
                                              (select n.role from contracts c
                                               join persons n on n.party_id = o.owed_to and n.role <> 'child'
                                               where c.id = o.contract_id and n.gender = {CONFIRMED_FOR}), ''))
        group by year order by year
        """,
        {"party": party_id, "programme": programme, "role": role, "today": today.isoformat()},
    )
    come = [row for row in found if (row["due_fen"] and row["year"] <= today.year) or row["paid_fen"]]
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
        "holder_birth": "；".join(birth_words(person) or "不详" for person in signers),
        "holder_id": "；".join(masked(person.id_number) if person.id_number else "不详" for person in signers),
    }
