"""The birth registration service certificate: free, on the same day, from what the couple says (domain §2.8, D-16).

Child order and count of children stand on the paper alone, and only where somebody asks for them: no roster of
ours reads them and no list shows them. Nothing about health is asked, printed or kept.
"""

from __future__ import annotations

from dataclasses import replace

from contracts.errors import RosterError
from contracts.identity import gender_of
from contracts.kinds import Kind
from contracts.model import Party, Person, Problem
from contracts.papers.parties import household, village_of
from contracts.records import Record, RosterReading
from contracts.settings import Village
from ledger.publishing.certificate_papers import Desk, Words, all_printed
from ledger.publishing.certificate_steps import Holder
from ledger.publishing.documents import Preparation
from ledger.publishing.originals import once

BIRTH = "birth_registration_certificate"


def birth_certificates(
    desk: Desk, reading: RosterReading, *, rows: tuple[int, ...] = (), order: str = "", children: str = ""
) -> Preparation:
    """Return how the couples of a roster get their certificates, in row order.

    Args:
        desk: Where it is printed.
        reading: The roster: names, ID numbers, registered place and residence.
        rows: Only these records, counted from 1; empty for all.
        order: Child order, where the local form has it; for one couple alone.
        children: Number of children, likewise.

    Raises:
        RosterError: Any row is faulty; every fault is named.
        LedgerError: When prepared: a couple's certificate is printed and waits, or was handed over today.
    """
    kind = desk.press.kind(BIRTH)
    chosen = [item for number, item in enumerate(reading.records, 1) if not rows or number in rows]
    problems = list(reading.problems)
    if not chosen and not problems:
        problems.append(Problem(where=reading.file.name, message="没有要办的行", hint="核对名册和 --only"))
    if len(chosen) > 1 and (order or children):
        problems.append(Problem(where="--order、--children", message="一次只能用于一对夫妻", hint="用 --only 选一行"))
    many = []
    for record in chosen:
        if record.bad:
            continue  # named cell by cell already
        made = _words(desk, kind, record, order=order, children=children)
        if isinstance(made, Problem):
            problems.append(made)
        else:
            many.append(made)
    if problems:
        raise RosterError(f"名册有 {len(problems)} 处问题，没有出件。改正后请重新运行。", problems)
    same = [f"{seat}_{what}" for seat in ("wife", "husband") for what in ("name", "id_number")]
    return once(all_printed(desk, kind, many), BIRTH, many, same=same, since=desk.press.today)


def _words(desk: Desk, kind: Kind, record: Record, *, order: str, children: str) -> Words | Problem:
    where = f"{record.sheet} 第{record.row}行"
    role = next(role for role in kind.roles if role.source == "ledger")
    family = household(record, role)
    if isinstance(family, Problem):
        return family
    registered = str(record.value("registered_place") or "")
    if not registered or not family.address:
        return Problem(where=where, message="没有户籍地或现居住地", hint="请与户口簿核对后补填“户籍地址”“现居住地”")
    village = village_of(record, desk.office)
    values = {
        **{f"{key}_name": person.name for key, person in _seats(family)},
        **{f"{key}_id_number": person.id_number or "" for key, person in _seats(family)},
        "registered_places": registered, "residence_place": family.address,
        "planned_order": order, "children_count": children,
    }  # fmt: skip
    named = tuple(Person(role=person.role, name=person.name) for person in family.signers)
    party = replace(family, persons=named, address="", phone="")
    short = village.short if isinstance(village, Village) else ""
    return Words(holder=Holder(name=family.name, village=short), values=values, parties=(party,), where=where)


def _seats(family: Party) -> list[tuple[str, Person]]:
    """Return the adults as ``wife`` and ``husband``; where a roster says 本人 and 配偶, the ID number tells."""
    seats = {"female": "wife", "male": "husband"}
    return [(seats[person.gender or gender_of(person.id_number or "")], person) for person in family.signers]
