"""A roster and a kind become a roll of drafts: one paper for each row, or every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from contracts.amounts import parse_fen
from contracts.dates import period_end
from contracts.errors import InputError, RosterError
from contracts.identity import birth_of, gender_of
from contracts.kinds import Field, Kind
from contracts.model import Draft, PartialDate, Party, Person, Problem
from contracts.papers.derive import Printable, Source, rewards
from contracts.papers.drafting import Sheet, check_issuable, compose
from contracts.papers.parties import household, parties_of, village_of
from contracts.records import Record, RosterReading
from contracts.rewards.claims import Facts
from contracts.rewards.programmes import Programme
from contracts.settings import FILE_NAME, Office, Village

FACTS = ("certificate_number", "issued_on")
_OFFICE_KEYS = frozenset({"complaint_phone", "county_phone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a clerk asked for: this kind, for this office, signed around this day, under this batch."""

    kind: Kind
    office: Office
    batch: str
    signing_on: date
    programmes: Sequence[Programme] = ()


@dataclass(slots=True)
class _Roll:
    order: Order
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    told: frozenset[str] = frozenset()


def drafts_from(reading: RosterReading, order: Order) -> tuple[Draft, ...]:
    """Return one draft for each record of a roster, in row order.

    Raises:
        LawError: The kind may not be issued on that day.
        RosterError: Any row is faulty; every fault of every row is named and nothing is drafted.
    """
    check_issuable(order.kind, order.signing_on)
    roll = _Roll(order, problems=list(reading.problems))
    roll.problems += _twice(reading.records)
    gaps = tuple(_office_gaps(order, reading.records))
    roll.problems += gaps
    roll.told = frozenset(gap.message for gap in gaps)
    for number, record in enumerate(reading.records, 1):
        _draft_record(roll, number, record)
    if roll.problems:
        raise RosterError(f"名册有 {len(roll.problems)} 处问题，未生成任何文件。改正后请重新运行。", roll.problems)
    if not roll.drafts:
        raise RosterError("名册里没有可用的行，未生成任何文件。")
    return tuple(roll.drafts)


def contract_period(kind: Kind, signing_on: date) -> tuple[date, date]:
    """Return first and last day: whole years from signing, or the calendar year of signing."""
    if kind.period_years:
        return signing_on, period_end(signing_on, kind.period_years)
    return date(signing_on.year, 1, 1), date(signing_on.year, 12, 31)


def _draft_record(roll: _Roll, number: int, record: Record) -> None:
    order = roll.order
    village = village_of(record, order.office)
    family = _family(order.kind, record)
    faults = [item for item in (village, family) if isinstance(item, Problem)]
    if isinstance(village, Village) and not isinstance(family, Problem):
        starts_on, ends_on = contract_period(order.kind, order.signing_on)
        facts, facts_faults = facts_of(record)
        source, source_faults = rewards(
            facts, order.programmes, starts_on=starts_on, ends_on=ends_on, place=village.division_code
        )
        late = _not_yet(facts, order.signing_on)
        faults += [_placed(record, item) for item in (*facts_faults, *source_faults, *late)]
        if not faults:
            try:
                roll.drafts.append(_draft(order, number, record, village, family, source))
            except InputError as error:
                faults += [item for item in error.problems if item.message not in roll.told]
    known = set(roll.problems)
    roll.problems += [item for item in faults if item not in known and not _already_told(record, item)]


def _draft(order: Order, number: int, record: Record, village: Village, family: Party | None, source: Source) -> Draft:
    starts_on, ends_on = contract_period(order.kind, order.signing_on)
    sheet = Sheet(
        batch=order.batch,
        row=number,
        place=village.division_code,
        signing_on=order.signing_on,
        starts_on=starts_on,
        ends_on=ends_on,
        parties=parties_of(order.kind, order.office, village, family),
        values=_values(order, record),
        sources={"rewards": source},
        facts=_kept_facts(record),
        where=f"{record.sheet} 第{record.row}行",
    )
    return compose(order.kind, sheet)


def _family(kind: Kind, record: Record) -> Party | Problem | None:
    role = next((role for role in kind.roles if role.source == "roster"), None)
    return household(record, role) if role else None


def _office_gaps(order: Order, records: Sequence[Record]) -> Iterator[Problem]:
    """Yield once what every row lacks because the office has not filled it in."""
    given = _office_values(order)
    for item in order.kind.fields:
        if item.required and not item.default and not given.get(item.name):
            if any(record.value(item.name) is not None for record in records):
                continue
            section = "[office]" if item.name in _OFFICE_KEYS else f"[values.{order.kind.id}]"
            hint = f"在 {section} 里填写 {item.name}"
            yield Problem(where=FILE_NAME, message=f"没有“{item.label}”", hint=hint)


def _office_values(order: Order) -> dict[str, Printable]:
    office = order.office
    return {
        "complaint_phone": office.complaint_phone,
        "county_phone": office.county_phone,
        **({"channel": office.paying_channel} if office.paying_channel else {}),
        **office.values_for(order.kind.id),
    }


def _values(order: Order, record: Record) -> dict[str, Printable]:
    given = _office_values(order)
    for item in order.kind.fields:
        value = record.value(item.name)
        if value is not None:
            given[item.name] = value
        if item.type == "money" and isinstance(given.get(item.name), str):
            given[item.name] = _fen(str(given[item.name]), item, record)
    return given


def _fen(text: str, item: Field, record: Record) -> Printable:
    try:
        fen = parse_fen(text)
    except ValueError as error:
        problem = Problem(
            where=f"{record.sheet} 第{record.row}行", message=f"{item.label}：{error}", hint="写成如 6,000元"
        )
        raise InputError("金额不能用。", [problem]) from error
    return "" if fen is None else fen


def facts_of(record: Record) -> tuple[Facts, tuple[Problem, ...]]:
    """Return what a reward programme may ask of a household, from one record of a roster."""
    children = [person for person in record.persons if person.role == "child"]
    issued = record.value("issued_on")
    certificate = record.value("certificate_number")
    births = {_parent(person): _birth(person) for person in record.persons if person.role != "child"}
    facts = Facts(
        certificate_number=str(certificate) if certificate else None,
        certificate_issued_on=PartialDate.parse(str(issued)) if issued else None,
        child_birth=children[0].birth if len(children) == 1 else None,
        wife_birth=births.get("wife"),
        husband_birth=births.get("husband"),
    )
    if certificate and len(children) > 1:
        problem = Problem(where="", message="有证号却有几个子女", hint="请与光荣证核对")
        return facts, (problem,)
    return facts, ()


def _not_yet(facts: Facts, signing_on: date) -> Iterator[Problem]:
    """Yield the days that had not come when the contract is signed: money would be promised on a slip of the pen."""
    for label, known in (("子女出生日期", facts.child_birth), ("发证日期", facts.certificate_issued_on)):
        if known and date(known.year, known.month or 1, known.day or 1) > signing_on:
            yield Problem(where="", message=f"{label} {known} 在签订日期 {signing_on} 以后", hint="请与证件核对")


def _parent(person: Person) -> str:
    """Return ``wife`` or ``husband`` also where a roster says 本人 and 配偶; its sex is in the ID number."""
    gender = person.gender or (gender_of(person.id_number) if person.id_number else None)
    by_gender = {"female": "wife", "male": "husband", None: ""}[gender]
    return person.role if person.role in {"wife", "husband"} else by_gender


def _birth(person: Person) -> PartialDate | None:
    if person.birth or person.id_number is None:
        return person.birth
    born_on = birth_of(person.id_number)
    return PartialDate(year=born_on.year, month=born_on.month, day=born_on.day)


def _kept_facts(record: Record) -> tuple[tuple[str, str], ...]:
    pairs = ((key, record.value(key)) for key in FACTS)
    return tuple(("certificate_issued_on" if key == "issued_on" else key, str(value)) for key, value in pairs if value)


def _twice(records: Sequence[Record]) -> Iterator[Problem]:
    """Yield a problem for each adult who stands on two rows: two contracts would bind one family."""
    first: dict[str, Record] = {}
    for record in records:
        for person in record.persons:
            if person.role == "child" or person.id_number is None:
                continue
            earlier = first.setdefault(person.id_number, record)
            if earlier is not record:
                yield Problem(
                    where=f"{record.sheet} 第{record.row}行",
                    message=f"{person.name}与第{earlier.row}行是同一身份证号",
                    hint="请核对是否重复登记，保留一行",
                )


def _placed(record: Record, problem: Problem) -> Problem:
    return Problem(where=f"{record.sheet} 第{record.row}行", message=problem.message, hint=problem.hint)


def _already_told(record: Record, problem: Problem) -> bool:
    """A row with a bad cell has been named cell by cell; what follows from it is not told again."""
    return bool(record.bad) and problem.where == f"{record.sheet} 第{record.row}行"
