"""What an officer hands to the next one: every contract, every open promise, every register, both signatures (U-04).

The workbook holds the lines, the paper the sums and the places to sign. No ID number, telephone or account stands
in either; a promise does not end because the person who made it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.errors import InputError
from contracts.model import Problem
from contracts.numerals import yuan
from contracts.papers.derive import Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import township_party
from contracts.settings import Office
from ledger.bookkeeping.book_duties import loans, unanswered
from ledger.bookkeeping.books import BookLine, Value, book_named, books, lines
from ledger.obligations import Due, due
from ledger.picking import duty_words
from ledger.publishing.certificates import STATES, register
from ledger.publishing.press import Press, copy_kind
from ledger.publishing.reissue import Reissue, Wanted
from ledger.store import Ledger, Row, Transaction
from ledger.wording import forbidden_words

KIND = "handover_list"
_FAR = date(9999, 12, 31)
_SIDES = {"office": "办事单位", "family": "家庭自愿", "unit": "单位"}
_SHORT_HASH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Everything handed over as of a day. ``tables`` are name, headings and rows of the workbook's sheets.

    ``waiting`` counts what is not done yet by table: open promises, unanswered applications, loans not returned.
    ``last_event`` is the newest that is not the printing of a handover list itself; ``head`` the start of its hash.
    """

    as_of: date
    open: tuple[Due, ...]
    tables: tuple[tuple[str, tuple[str, ...], tuple[tuple[str | int | float | None, ...], ...]], ...]
    waiting: Mapping[str, int]
    last_event: int
    head: str

    @property
    def owed(self) -> tuple[Due, ...]:
        """What offices still owe."""
        return tuple(item for item in self.open if item.side == "office")


def handover(ledger: Ledger, office: Office, as_of: date) -> Handover:
    """Return what is to be handed over: contracts, open promises, papers, certificates, registers, scores."""
    villages = {village.division_code: village.short for village in office.villages}
    found = due(ledger, by=_FAR, as_of=as_of)
    last = _last_event(ledger)
    return Handover(
        as_of=as_of,
        open=found,
        tables=(
            _contracts(ledger),
            _open(found),
            _standing(ledger),
            _papers(ledger, last["seq"] if last else 0),
            _certificates(ledger),
            _scores(ledger),
            *_registers(ledger, villages, as_of),
        ),
        waiting={
            "未了义务": len(found),
            book_named("applications").title: len(unanswered(ledger, as_of)),
            book_named("support_funds").title: sum(item.open_fen > 0 for item in loans(ledger, as_of)),
        },
        last_event=last["seq"] if last else 0,
        head=last["hash"][:_SHORT_HASH] if last else "",
    )


def _last_event(ledger: Ledger) -> Row | None:
    """Return the newest event; what printed a list says nothing of what is handed over, and is passed over."""
    own = """
    select event_seq from papers where kind in (:kind, :copy)
    union select s.event_seq from paper_states s join papers p on p.id = s.paper_id where p.kind in (:kind, :copy)
    union select e.seq from events e join papers p on p.template_sha256 = e.subject and p.kind in (:kind, :copy)
      where e.kind = 'template_kept'
    """
    found = ledger.rows(
        f"select seq, hash from events where seq not in ({own}) order by seq desc limit 1",
        {"kind": KIND, "copy": copy_kind(KIND)},
    )
    return found[0] if found else None


def handover_list(press: Press, office: Office, made: Handover, *, handed_by: str, taken_by: str) -> Reissue:
    """Return how the list for both signatures is printed.

    The same handover on the same day, with nothing changed, keeps its paper and number; any other has its own.

    Raises:
        InputError: One person hands over to himself, or a name that is none.
    """
    names = (handed_by.strip(), taken_by.strip())
    if not all(names) or names[0] == names[1] or forbidden_words("".join(names)):
        problem = Problem(where="交接", message="移交人和接收人要写两个不同的姓名", hint="用 --from 和 --to 写明")
        raise InputError("没有打印交接清单。", [problem])
    kind = press.kind(KIND)
    late = [item for item in made.owed if item.overdue_days]

    def gather(_tx: Transaction) -> tuple[Wanted, ...]:
        sheet = Sheet(
            place=office.division_code,
            signing_on=press.today,
            parties=tuple(township_party(office, role) for role in kind.roles),
            values={
                "handed_by": names[0],
                "taken_by": names[1],
                "handed_on": f"{made.as_of.year}年{made.as_of.month}月{made.as_of.day}日",
                "open_count": str(len(made.owed)),
                "open_total": yuan(_sum(made.owed)),
                "overdue_total": yuan(_sum(late)),
                "last_event": str(made.last_event),
                "head": made.head,
            },
            sources={
                "handover_register": Source(rows=tuple(_register_rows(made))),
                "handover_empty": Source(rows=({"names": _empty(made)},)),
                "handover_open": Source(rows=tuple(_open_rows(late))),
            },
            where="交接清单",
        )
        return (Wanted(kind=kind, sheet=sheet, series=f"{office.short}交接"),)

    return Reissue(press, gather)


def _sum(items: Sequence[Due]) -> int:
    return sum(item.outstanding_fen or 0 for item in items)


def _register_rows(made: Handover) -> Iterator[dict[str, str]]:
    for name, _, rows in made.tables:
        if rows:
            yield {"what": name, "lines": str(len(rows)), "open": str(made.waiting.get(name, "—")), "checked": "□"}


def _empty(made: Handover) -> str:
    """Return the names of the registers without a line, in one line."""
    return "、".join(name for name, _, rows in made.tables if not rows) or "每一本都有记录"


def _open_rows(late: Sequence[Due]) -> Iterator[dict[str, str]]:
    """Yield one row for each village and kind of thing that is late, the largest debt first."""
    groups: dict[tuple[str, str], list[Due]] = {}
    for item in late:
        groups.setdefault((item.village or "—", duty_words(item.text, item.label, item.programme)), []).append(item)
    for (village, what), items in sorted(groups.items(), key=lambda pair: (-_sum(pair[1]), pair[0])):
        owed = _sum(items)
        yield {"village": village, "what": what, "count": str(len(items)), "owed": yuan(owed) if owed else "—"}


_Table = tuple[str, tuple[str, ...], tuple[tuple[str | int | float | None, ...], ...]]


def _contracts(ledger: Ledger) -> _Table:
    heads = ("编号", "名称", "村", "当事人", "签订日", "期满", "未了项数")
    found = ledger.rows(
        """
        select c.number, c.title, c.village, c.signed_on, c.ends_on,
               (select group_concat(p.name, '；') from contract_parties s join parties p on p.id = s.party_id
                where s.contract_id = c.id) as parties,
               (select count(*) from obligation_status z where z.contract_id = c.id and z.is_open) as open
        from contracts c order by c.village, c.number
        """
    )
    rows = tuple(
        (row["number"], row["title"], row["village"], row["parties"], row["signed_on"], row["ends_on"], row["open"])
        for row in found
    )
    return "合同登记", heads, rows


def _open(found: Sequence[Due]) -> _Table:
    heads = ("义务编号", "合同编号", "欠方", "应由", "给", "事项", "到期日", "逾期天数", "未清（元）")
    rows = tuple(
        (
            item.obligation, item.contract, _SIDES[item.side], item.owed_by, item.owed_to,
            duty_words(item.text, item.label, item.programme), item.due_on.isoformat(), item.overdue_days or None,
            None if item.outstanding_fen is None else item.outstanding_fen / 100,
        )
        for item in found
    )  # fmt: skip
    return "未了义务", heads, rows


def _standing(ledger: Ledger) -> _Table:
    """Return what is owed whenever its occasion comes: it has no day and is easily forgotten."""
    found = ledger.rows(
        "select o.id, c.number, p.name, coalesce(nullif(o.label, ''), t.text) as what from obligations o"
        " join contracts c on c.id = o.contract_id join terms t on t.id = o.term_id"
        " join parties p on p.id = o.owed_by join obligation_status z on z.obligation_id = o.id"
        " where o.due_on is null and z.is_open and o.side = 'office' order by c.number, o.id"
    )
    return "随时义务", ("义务编号", "合同编号", "应由", "事项"), tuple(tuple(row.values()) for row in found)


def _papers(ledger: Ledger, last_event: int) -> _Table:
    found = ledger.rows(
        "select s.name, s.folder, s.number, s.state from paper_status s join papers p on p.id = s.id"
        " where p.event_seq <= ? order by s.id",
        [last_event],
    )
    rows = tuple((row["name"], row["folder"], row["number"], row["state"]) for row in found)
    return "出具的文件", ("文件", "文件夹", "编号", "状态"), rows


def _certificates(ledger: Ledger) -> _Table:
    rows = tuple(
        (item.kind, item.number, STATES[item.state], item.original_number, item.successor, str(item.issued_on or ""))
        for item in register(ledger)
    )
    return "证件", ("文种", "证号", "状态", "原证号", "新证号", "发证日期"), rows


def _scores(ledger: Ledger) -> _Table:
    from ledger.assessing.assessment_list import agreements

    rows = tuple(tuple(str(cell) if cell is not None else None for cell in row) for row in agreements(ledger))
    return "考核", ("责任书", "单位", "年度", "考核期", "评分表", "得分", "双方签字", "已关闭"), rows


def _registers(ledger: Ledger, villages: Mapping[str, str], as_of: date) -> Iterator[_Table]:
    for book in books():
        if book.query:
            continue
        keys = [column.key for column in book.columns if column.type != "phone"]
        labels = [column.label for column in book.columns if column.type != "phone"]
        rows = tuple(
            _book_row(line, villages.get(line.division_code, line.division_code), keys, follows=bool(book.follows))
            for line in lines(ledger, book.name, as_of=as_of)
        )
        yield book.title, ("行号", "日期", "村", *(("接第几行",) if book.follows else ()), *labels), rows


def _book_row(
    line: BookLine, place: str, keys: Sequence[str], *, follows: bool
) -> tuple[str | int | float | None, ...]:
    before = (line.follows,) if follows else ()
    return (line.id, line.happened_on.isoformat(), place, *before, *(_cell(key, line.cells[key]) for key in keys))


def _cell(key: str, value: Value) -> str | int | float | None:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value / 100 if key == "amount_fen" and isinstance(value, int) else value
