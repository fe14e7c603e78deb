"""A roster and a kind become a roll of drafts: one paper for each row, or every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from contracts.dates import period_end
from contracts.errors import InputError, RosterError
from contracts.identity import birth_of, gender_of
from contracts.kinds import Kind, PartySource
from contracts.model import Draft, PartialDate, Party, PartyType, Person, Problem
from contracts.papers.confirmations import confirmations_of
from contracts.papers.derive import Printable, Source, rewards
from contracts.papers.drafting import Sheet, check_issuable, compose
from contracts.papers.groups import disagreements, gaps, grouped, roster_source
from contracts.papers.households import confirmations_in, further_rows, kept_confirmations
from contracts.papers.options import chosen_of, seated, sources_of
from contracts.papers.parties import from_roster, parties_of, village_of
from contracts.papers.sequence import OnDemand, remembering
from contracts.papers.values import field_value
from contracts.records import Record, RosterReading
from contracts.rewards.facts import ADULTS, Facts
from contracts.rewards.programmes import Programme
from contracts.settings import FILE_NAME, Office, Village
from contracts.traditional import simplified

FACTS = ("certificate_number", "issued_on")
KEPT = 2000
"""So many drafts are kept once composed, some 20 MB: a batch is gone through for faults, for review, for print."""
_NO_DRAFT = "这一行不能起草。"
_OFFICE_KEYS = frozenset({"complaint_phone", "county_phone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a clerk asked for: this kind, for this office, signed around this day, under this batch."""

    kind: Kind
    office: Office
    batch: str
    signing_on: date
    programmes: Sequence[Programme] = ()


def drafts_from(reading: RosterReading, order: Order) -> Sequence[Draft]:
    """Return one draft for each record of a roster, or for the rows that make one paper, in row order.

    Each is composed when it is asked for; of a long roster only the first :data:`KEPT` are kept.

    Raises:
        LawError: The kind may not be issued on that day.
        SettingsError: ``office.toml`` seats a party where the kind does not allow it.
        RosterError: Any row is faulty; every fault of every row is named and nothing is drafted.
    """
    check_issuable(order.kind, order.signing_on)
    seats = sources_of(order.kind, order.office)
    groups = grouped(order.kind, reading.records)
    composed = remembering(lambda place: _composed(order, seats, place + 1, groups[place]), KEPT)
    problems = _faults(reading, groups, order, composed)
    if problems:
        raise RosterError(f"名册有 {len(problems)} 处问题，未生成任何文件。改正后请重新运行。", problems)
    if not groups:
        hint = "在表头下面一行写一户；要哪些栏目用 shouyue roster columns 查看"
        problem = Problem(where="名册", message="表头下面没有填写的行（空行、合计、注不算）", hint=hint)
        raise RosterError("名册里没有可用的行，未生成任何文件。", [problem])
    return OnDemand(len(groups), composed)


def _faults(
    reading: RosterReading, groups: Sequence[Sequence[Record]], order: Order, composed: Callable[[int], Draft]
) -> list[Problem]:
    """Return every fault of every row, each once, by composing each draft."""
    lacking = tuple(_office_gaps(order, reading.records))
    further = further_rows(order.kind, reading.records)
    problems = [*reading.problems, *_twice(reading.records, further), *_units_twice(groups), *lacking]
    known, told = set(problems), {gap.message for gap in lacking}
    for place, records in enumerate(groups):
        try:
            composed(place)
        except InputError as error:
            fresh = [item for item in error.problems if item not in known and item.message not in told]
            problems += [item for item in fresh if not _already_told(records[0], item)]
            known.update(fresh)
    return problems


def contract_period(kind: Kind, signing_on: date, chosen: Mapping[str, str] | None = None) -> tuple[date, date]:
    """Return first and last day: whole years from signing, or the calendar year of signing.

    ``chosen`` are the options of the paper, by which the years may differ (domain K-1).
    """
    years = kind.years(chosen or kind.first_options())
    if years:
        return signing_on, period_end(signing_on, years)
    return date(signing_on.year, 1, 1), date(signing_on.year, 12, 31)


def _composed(order: Order, seats: Mapping[str, PartySource], number: int, records: Sequence[Record]) -> Draft:
    """Return the draft of one paper from the rows that make it.

    Raises:
        InputError: Something is missing or cannot be; every fault of the rows is named.
    """
    record = records[0]
    village = _place_of(record, order, seats)
    chosen, faults_chosen = chosen_of(order.kind, order.office, record)
    other = _other_party(order.kind, record, chosen)
    faults = [item for item in (village, other, *faults_chosen) if isinstance(item, Problem)]
    faults += (*disagreements(records), *gaps(order.kind, records))
    if faults or isinstance(village, Problem) or isinstance(other, Problem):
        raise InputError(_NO_DRAFT, faults)
    sources, source_faults = _sources(order, records, village, chosen)
    if source_faults:
        raise InputError(_NO_DRAFT, source_faults)
    parties = parties_of(order.kind, order.office, village, other, seats, chosen)
    return _draft(order, number, records, village, parties, sources, seated(order.kind, chosen, parties))


def _place_of(record: Record, order: Order, sources: Mapping[str, PartySource]) -> Village | Problem | None:
    """Return the village of a paper; ``None`` where it concerns the office as a whole and the row names none."""
    village = village_of(record, order.office)
    needed = order.kind.subject in {"household", "village"} or "village" in sources.values()
    return None if isinstance(village, Problem) and not needed else village


def _other_party(kind: Kind, record: Record, chosen: Mapping[str, str]) -> Party | Problem | None:
    role = next((role for role in kind.roles if role.source == "roster"), None)
    if role is None:
        return None
    types: tuple[PartyType, ...] = tuple(item for item in role.types if item == chosen.get(role.name))
    return from_roster(record, role, types[0] if types else None)


def _sources(
    order: Order, records: Sequence[Record], village: Village | None, chosen: Mapping[str, str]
) -> tuple[dict[str, Source], list[Problem]]:
    """Return what the paper's clauses and tables repeat, and what is missing to know it."""
    record = records[0]
    found = {"roster": roster_source(order.kind, records)}
    if order.kind.subject not in {"household", "village"} or village is None:
        return found, []
    starts_on, ends_on = contract_period(order.kind, order.signing_on, chosen)
    place = village.division_code
    facts, faults = facts_of(record, order.programmes, place)
    adults = tuple(_parent(person) for person in record.persons if person.role != "child")
    others, further = confirmations_in(records, order.programmes, place, adults)
    facts = replace(
        facts, confirmations=(*facts.confirmations, *others),
        confirmed=tuple(dict.fromkeys((*facts.confirmed, *(item.programme for item in others)))),
    )  # fmt: skip
    found["rewards"], more = rewards(facts, order.programmes, starts_on=starts_on, ends_on=ends_on, place=place)
    idle = () if faults or further or more else _idle(facts, order.programmes, found["rewards"])
    own = (*faults, *more, *idle, *_not_yet(facts, order.signing_on))
    return found, [*(_placed(record, item) for item in own), *further]


def _idle(facts: Facts, programmes: Sequence[Programme], source: Source) -> Iterator[Problem]:
    """Yield the confirmed programmes that promise nothing: a clerk who named one is not answered with silence."""
    promised = {term.programme for term in source.terms}
    for item in facts.confirmations:
        if item.programme not in promised:
            title = next(known.title for known in programmes if known.id == item.programme)
            hint = "请核对确认文件上的日期和享受人的出生日期；不由本合同发的，这几栏空着"
            yield Problem(where="", message=f"{title}在合同期内没有应发的月份", hint=hint)


def _draft(
    order: Order,
    number: int,
    records: Sequence[Record],
    village: Village | None,
    parties: tuple[Party, ...],
    sources: Mapping[str, Source],
    chosen: Mapping[str, str],
) -> Draft:
    record = records[0]
    starts_on, ends_on = contract_period(order.kind, order.signing_on, chosen)
    sheet = Sheet(
        batch=order.batch,
        row=number,
        place=village.division_code if village else order.office.division_code,
        signing_on=order.signing_on,
        starts_on=starts_on,
        ends_on=ends_on,
        parties=parties,
        values=_values(order, record),
        sources=sources,
        chosen=chosen,
        facts=(*_kept_facts(order.kind, records), *_village_fact(village, parties)),
        where=f"{record.sheet} 第{record.row}行",
    )
    return compose(order.kind, sheet)


def _village_fact(village: Village | None, parties: Sequence[Party]) -> tuple[tuple[str, str], ...]:
    """Name the village that the paper is about where it is not a party of it."""
    seated = any(party.type in {"village_committee", "community"} for party in parties)
    return (("village", village.short),) if village and not seated else ()


def _office_gaps(order: Order, records: Sequence[Record]) -> Iterator[Problem]:
    """Yield once what every row lacks because the office has not filled it in."""
    given = office_values(order.office, order.kind.id)
    for item in order.kind.fields:
        if item.required and not item.default and not given.get(item.name):
            if any(record.value(item.name) is not None for record in records):
                continue
            hint, label = f"在 [office] 里填写 {item.name}", simplified(item.label)
            if item.name not in _OFFICE_KEYS:
                hint = f"在 [values.{order.kind.id}] 里填写 {item.name}；各行不同的，在名册里加“{label}”一栏"
            yield Problem(where=FILE_NAME, message=f"没有“{label}”", hint=hint)


def office_values(office: Office, kind_id: str) -> dict[str, Printable]:
    """Return what the office has filled in for every paper of a kind, by the names of its fields."""
    return {
        "complaint_phone": office.complaint_phone,
        "county_phone": office.county_phone,
        **({"channel": office.paying_channel} if office.paying_channel else {}),
        **office.values_for(kind_id),
    }


def _values(order: Order, record: Record) -> dict[str, Printable]:
    given = office_values(order.office, order.kind.id)
    for item in order.kind.fields:
        value = record.value(item.name)
        if value is not None:
            where = f"{record.sheet} 第{record.row}行"
            given[item.name] = field_value(item, value, where)
        elif isinstance(standing := given.get(item.name), str) and standing:
            given[item.name] = field_value(item, standing, f"{FILE_NAME} [values.{order.kind.id}] {item.name}")
    return given


def facts_of(
    record: Record, programmes: Sequence[Programme] = (), place: str = ""
) -> tuple[Facts, tuple[Problem, ...]]:
    """Return what a reward programme may ask of a household, from one record of a roster.

    ``programmes`` and ``place`` say which programme a confirmation in the row is of.
    """
    children = [person for person in record.persons if person.role == "child"]
    issued = record.value("issued_on")
    certificate = record.value("certificate_number")
    births = {_parent(person): _birth(person) for person in record.persons if person.role != "child"}
    confirmations, faults = confirmations_of(record, programmes, place, tuple(births))
    facts = Facts(
        certificate_number=str(certificate) if certificate else None,
        certificate_issued_on=PartialDate.parse(str(issued)) if issued else None,
        child_birth=children[0].birth if len(children) == 1 else None,
        wife_birth=births.get("wife"),
        parents=tuple(adult for adult in ADULTS if adult in births) or None,
        husband_birth=births.get("husband"),
        wife_employer=_employer(record, births, "wife"),
        husband_employer=_employer(record, births, "husband"),
        confirmed=tuple(item.programme for item in confirmations),
        confirmations=confirmations,
    )
    if certificate and len(children) > 1:
        faults = (Problem(where="", message="有证号却有几个子女", hint="请与光荣证核对"), *faults)
    return facts, faults


def _employer(record: Record, adults: Mapping[str, object], adult: str) -> str | None:
    """Return where an adult of the row works as written, 无 for one who is not there, ``None`` where it is blank."""
    said = record.value(f"{adult}_employer")
    return str(said) if said else None if adult in adults else "无"


def _not_yet(facts: Facts, signing_on: date) -> Iterator[Problem]:
    """Yield the days that had not come when the contract is signed: money would be promised on a slip of the pen."""
    for label, known in (("子女出生日期", facts.child_birth), ("发证日期", facts.certificate_issued_on)):
        if known and date(known.year, known.month or 1, known.day or 1) > signing_on:
            yield Problem(where="", message=f"{label} {known} 在签订日期 {signing_on} 以后", hint="请与证件核对")
    for item in facts.confirmations:
        for label, on in (("确认日期", item.on), ("事由日期", item.event_on)):
            if on and on > signing_on:
                message = f"{label} {on} 在签订日期 {signing_on} 以后"
                yield Problem(where="", message=message, hint="请与县级确认文件核对")


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


def _kept_facts(kind: Kind, records: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    pairs = ((key, records[0].value(key)) for key in FACTS)
    kept = (("certificate_issued_on" if key == "issued_on" else key, str(value)) for key, value in pairs if value)
    promises = any(term.for_each == "rewards" for term in kind.terms())
    return (*kept, *(kept_confirmations(records) if promises else ()))


def _twice(records: Sequence[Record], further: Mapping[int, int]) -> Iterator[Problem]:
    """Yield a problem for each adult who stands on two rows: two contracts would bind one family.

    ``further`` are the rows that are joined to an earlier one: they make no contract of their own.
    """
    first: dict[int, int] = {}  # of a hundred thousand rows the numbers themselves would be many
    for place, record in enumerate(records):
        for person in record.persons:
            if person.role == "child" or person.id_number is None:
                continue
            known = first.setdefault(hash(person.id_number), place)
            if known == place or further.get(place) == known:
                continue
            earlier = records[known]
            if any(other.id_number == person.id_number for other in earlier.persons if other.role != "child"):
                yield Problem(
                    where=f"{record.sheet} 第{record.row}行",
                    message=f"{person.name}与第{earlier.row}行是同一身份证号",
                    hint="请核对是否重复登记，保留一行",
                )


def _units_twice(groups: Sequence[Sequence[Record]]) -> Iterator[Problem]:
    """Yield a problem for each unit that would sign two papers of one batch, unless they are about two houses."""
    first: dict[object, tuple[str, int]] = {}
    for record, *_ in groups:
        code, here = record.value("credit_code"), (record.sheet, record.row)
        earlier = first.setdefault((code, record.value("room_address")), here) if code else here
        if earlier != here:
            yield Problem(
                where=f"{record.sheet} 第{record.row}行",
                message=f"与第{earlier[1]}行是同一统一社会信用代码",
                hint="请核对是否重复登记，保留一行",
            )


def _placed(record: Record, problem: Problem) -> Problem:
    return Problem(where=f"{record.sheet} 第{record.row}行", message=problem.message, hint=problem.hint)


def _already_told(record: Record, problem: Problem) -> bool:
    """A row with a bad cell has been named cell by cell; what follows from it is not told again."""
    return bool(record.bad) and problem.where == f"{record.sheet} 第{record.row}行"
