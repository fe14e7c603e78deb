"""Certificates become paper: printed, printed again where a sheet was spoilt, replaced, copied.

Each sheet is a draft of its own, because it says which sheet it is, on which form and by which printer; so each
has its own hash, and a spoilt sheet that got away is told from the good one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from contracts.dates import day
from contracts.kinds import Kind
from contracts.model import Draft, Party
from contracts.papers.derive import Printable, Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import township_party
from contracts.papers.verdicts import Decision
from contracts.printers import Printer
from contracts.settings import Office
from ledger.faults import Faults
from ledger.publishing.certificate_steps import (
    Holder,
    adopt,
    reason_given,
    record_end,
    record_sheet,
    record_spoilt,
    take_number,
    take_seats,
)
from ledger.publishing.certificates import STATES, Certificate, certificate, refused
from ledger.publishing.documents import Preparation
from ledger.publishing.forms import blank_for, refuse_too_few
from ledger.publishing.issue import NewPaper
from ledger.publishing.press import OFFSET, Press
from ledger.store import Ledger, Row, Transaction

_ENDED = "已经终止的证件不能换；要再发，用 shouyue publish 另取新号"
_REPLACED = ("original_number", "reason")
LONGEST_REASON = 50
"""Letters of a reason beside an address of forty and names of twelve: five lines of the stub, two of the card."""

_Recorder = Callable[[Draft], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where certificates are printed: the press, the office, the printer, and the form put into it.

    ``form`` is the serial of the blank form in the printer; empty for the next at hand, or plain paper where
    the office keeps no forms of that kind. ``ceremony`` seats what is printed in the order of printing.
    ``placements`` say by kind where the words go on a pre-printed form; with them the words alone are printed too.
    ``decision`` is what somebody decides of words that no rule recognises.
    """

    press: Press
    office: Office
    printer: Printer
    form: str = ""
    ceremony: str = ""
    placements: Mapping[str, bytes] | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands on one certificate, beside its number and who issues it."""

    holder: Holder
    values: Mapping[str, Printable]
    parties: tuple[Party, ...] = ()
    sources: Mapping[str, Source] | None = None
    facts: tuple[tuple[str, str], ...] = ()
    contract: str | None = None
    where: str = ""


def first_printing(
    tx: Transaction, desk: Desk, kind: Kind, words: Words, *, replaces: Certificate | None = None
) -> NewPaper:
    """Return the first sheet of a new number.

    Raises:
        InputError: Values are missing.
        LawError: A clause is not lawful today.
        LedgerError: No blank form is left, or the one named is not at hand.
    """
    item = take_number(
        tx, kind, place=desk.office.division_code, short=desk.office.short, on=desk.press.today,
        holder=words.holder, replaces=replaces,
    )  # fmt: skip
    facts, record = _sheet_facts(tx, desk, item)
    issuers = (township_party(desk.office, role) for role in kind.roles if role.source == "township")
    sheet = Sheet(
        number=item.number,
        place=desk.office.division_code,
        signing_on=desk.press.today,
        parties=(*issuers, *words.parties),
        values={**_seam(kind, item.number), **desk.office.values_for(kind.id), **words.values},
        sources=words.sources or {},
        facts=(*words.facts, *facts),
        where=words.where or item.holder,
    )
    paper = desk.press.paper(kind, sheet, contract=words.contract, decision=desk.decision)
    record(paper.draft)
    if desk.ceremony:
        take_seats(tx, desk.ceremony, [item])
    return paper


def overprinted(desk: Desk, preparation: Preparation) -> Preparation:
    """Return how certificates are printed with, beside each, its words alone for the pre-printed form.

    Without placements on the desk it is the preparation itself.

    Raises (when prepared):
        LedgerError: Nobody has measured the form of this kind.
        InputError: The placement cannot be read, or asks for what the certificate has not.
        DocumentError: Words do not fit their place. No number is taken.
    """
    measured = desk.placements
    if measured is None:
        return preparation

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        made = preparation(tx)
        for kind in sorted({paper.kind for paper in made} - measured.keys()):
            hint = f"先用 shouyue certificate places {kind} 写出位置文件，量好再印"
            raise refused(kind, "还没有量过这种空白证", hint)
        return tuple(item for paper in made for item in (paper, desk.press.overprint(paper, measured[paper.kind])))

    return prepare


def all_printed(desk: Desk, kind: Kind, many: Sequence[Words]) -> Preparation:
    """Return how several certificates are printed at once, in this order: all or none.

    Raises (when prepared):
        LedgerError: A form is named, but more than one sheet is printed, or blank forms are too few.
    """

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        if desk.form and len(many) > 1:
            raise refused(desk.form, "指定了一张空白证，却要印几张", "不写 --form，按库存顺序取用")
        refuse_too_few(tx, kind.id, needed=len(many))
        return tuple(first_printing(tx, desk, kind, words) for words in many)

    return prepare


def reprinted(desk: Desk, number: str, *, because: str) -> Preparation:
    """Return how a sheet spoilt at the printer is recorded and printed again under the same number.

    Raises (when prepared):
        LedgerError: No such number, nothing printed under it, or it was handed over already.
    """

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        faults = Faults()
        old = faults.of(lambda: certificate(tx, number))
        item = faults.of(lambda: record_spoilt(tx, number, on=desk.press.today, because=because))
        if old:
            faults.of(lambda: blank_for(tx, old.kind, desk.form))
        faults.refuse()
        assert item is not None  # noqa: S101 - else it was refused
        draft, _, contract = last_sheet(tx, item)
        facts, record = _sheet_facts(tx, desk, item)
        kept = tuple(fact for fact in draft.facts if fact[0] not in _SHEET_FACTS)
        paper = desk.press.drafted(desk.press.kind(item.kind), replace(draft, facts=(*kept, *facts)), contract=contract)
        record(paper.draft)
        return (replace(paper, name=paper.name.replace(".docx", f"_第{item.sheets + 1}张.docx")),)

    return prepare


Renewal = Callable[[Transaction, Draft, int], tuple[Mapping[str, Printable], Mapping[str, Source]]]
"""From the old paper and its holder's party: values and rows that are of the day of printing, not of the old one."""


def replaced(
    desk: Desk, number: str, *, because: str, renewed: Mapping[str, Renewal] | None = None
) -> Preparation:
    """Return how a certificate is replaced by one of a new number that says the same; the old number ends.

    ``renewed`` says by kind what is asked of the ledger anew, as payments made since.

    Raises (when prepared):
        LedgerError: No such number, it is not in force, or its kind has no place for the old number.
    """

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        old = _to_replace(tx, desk, number, because)
        draft, _, contract = last_sheet(tx, old)
        kind = desk.press.kind(old.kind)
        values: dict[str, Printable] = {**dict(draft.values), "original_number": number, "reason": because}
        if not set(_REPLACED) <= {field.name for field in kind.fields}:
            hint = "在 manifest.toml 里补上 original_number、reason"
            raise refused(number, f"文种 {kind.id} 没有“原编号”和“补发原因”两栏", hint)
        row = _row(tx, number)
        holder = Holder(name=old.holder, village=old.village, contract_id=row["contract_id"], party_id=row["party_id"])
        family = tuple(party for party in draft.parties if party.role != "party_a")
        kept = tuple(fact for fact in draft.facts if fact[0] not in _SHEET_FACTS | {"original_number"})
        fresh, rows = _anew(tx, draft, row["party_id"], (renewed or {}).get(old.kind))
        words = Words(
            holder=holder, parties=family, contract=contract, facts=kept,
            values={name: words for name, words in {**values, **fresh}.items() if name != "seam_number"},
            sources={**_same_rows(draft, kind), **rows},
        )  # fmt: skip
        return (succeeded(tx, desk, kind, words, old, because=because),)

    return prepare


def _to_replace(tx: Transaction, desk: Desk, number: str, because: str) -> Certificate:
    faults = Faults()
    old = faults.of(lambda: certificate(tx, number))
    if old and not old.is_in_force:
        unissued = old.state in {"taken", "printed"}
        hint = "没有发出的，印坏记印坏，不用的作废" if unissued else _ENDED
        faults.add(refused(number, f"状态是“{STATES[old.state]}”，不能换证", hint))
    faults.of(lambda: reason_given(tx, number, on=desk.press.today, because=because))
    if old:
        faults.of(lambda: blank_for(tx, old.kind, desk.form))
    faults.refuse()
    assert old is not None  # noqa: S101 - else it was refused
    return old


def succeeded(tx: Transaction, desk: Desk, kind: Kind, words: Words, old: Certificate, *, because: str) -> NewPaper:
    """End an old number and return the first sheet of the one that follows it.

    Raises:
        LedgerError: The reason is longer than its place on card and stub; what does not fit there would be lost.
    """
    if len(because.strip()) > LONGEST_REASON:
        message = f"原因有 {len(because.strip())} 个字，证和存根上写不下"
        raise refused(old.number, message, f"写在 {LONGEST_REASON} 字以内，详情写在申请材料里")
    old = adopt(tx, old)
    paper = first_printing(tx, desk, kind, words, replaces=old)
    record_end(tx, old, "replaced", on=desk.press.today, because=because)
    return paper


def certificate_copy(press: Press, number: str) -> Preparation:
    """Return how a certified copy of a certificate is made: the same words, marked 副本, and which copy it is.

    Raises (when prepared):
        LedgerError: No such number, it was never handed over, or it was not printed from this ledger.
    """

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        item = certificate(tx, number)
        if item.issued_on is None:
            raise refused(number, f"状态是“{STATES[item.state]}”，没有发出过，不出副本", "发出以后再出副本")
        draft, template, contract = last_sheet(tx, item)
        made = tx.rows("select draft_json from papers where kind = ?", [f"{item.kind}.copy"])
        serial = 1 + sum(Draft.from_json(row["draft_json"].encode()).number == number for row in made)
        now = "" if item.is_in_force else f"出具时原证的状态：{STATES[item.state]}，本副本只证明当时的内容。"
        line = f"本副本是第{serial}次出具，内容与发出的正本一致，不能代替正本。{now}制作日期：{day(press.today)}。"
        kept = tuple(fact for fact in draft.facts if fact[0] not in _SHEET_FACTS)
        plain = replace(draft, facts=kept)
        return (press.certified_copy(plain, template, line=(line,), contract=contract or "", serial=serial),)

    return prepare


def last_sheet(ledger: Ledger | Transaction, item: Certificate) -> tuple[Draft, bytes, str | None]:
    """Return ``(draft, Word template, contract number)`` of the sheet printed last under a number.

    Raises:
        LedgerError: Nothing was printed under it here.
    """
    found = ledger.rows(
        "select p.draft_json, t.content, k.number as contract from certificate_sheets s"
        " join papers p on p.draft_sha256 = s.draft_sha256 join templates t on t.sha256 = p.template_sha256"
        " join certificate_numbers n on n.id = s.number_id and n.kind = p.kind"
        " left join contracts k on k.id = p.contract_id where s.number_id = ? order by s.sheet desc limit 1",
        [item.id],
    )
    if not found:
        hint = "原证遗失的用 shouyue publish only_child_certificate 补发"
        raise refused(item.number, "这个证号不是由本台账印出的", hint)
    return Draft.from_json(found[0]["draft_json"].encode()), found[0]["content"], found[0]["contract"]


_SHEET_FACTS = frozenset({"sheet", "printer", OFFSET, "form"})


def _sheet_facts(tx: Transaction, desk: Desk, item: Certificate) -> tuple[tuple[tuple[str, str], ...], _Recorder]:
    """Return what a sheet says of itself, and what records it once its words are known."""
    blank = blank_for(tx, item.kind, desk.form)
    facts = [("sheet", str(item.sheets + 1)), ("printer", desk.printer.name)]
    if desk.printer.right or desk.printer.down:
        facts.append((OFFSET, f"{desk.printer.right},{desk.printer.down}"))
    if blank:
        facts.append(("form", blank.written))

    def record(draft: Draft) -> None:
        record_sheet(tx, item, draft_sha256=draft.sha256, printer=desk.printer, blank=blank)

    return tuple(facts), record


def _anew(
    tx: Transaction, draft: Draft, party_id: int | None, renewal: Renewal | None
) -> tuple[Mapping[str, Printable], Mapping[str, Source]]:
    return renewal(tx, draft, party_id) if renewal and party_id is not None else ({}, {})


def _seam(kind: Kind, number: str) -> dict[str, str]:
    return {"seam_number": number} if any(field.name == "seam_number" for field in kind.fields) else {}


def _same_rows(draft: Draft, kind: Kind) -> dict[str, Source]:
    """Return the rows of a certificate's tables once more, by their source."""
    sources = {table.code: table.source for table in kind.tables}
    return {
        sources[table.code]: Source(
            rows=tuple(dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows)
        )
        for table in draft.tables
        if sources.get(table.code)
    }


def _row(tx: Transaction, number: str) -> Row:
    (found,) = tx.rows("select contract_id, party_id from certificate_register where number = ?", [number])
    return found
