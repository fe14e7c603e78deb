"""A paper printed again keeps its number while it says the same; where its sheet is gone it comes as a marked copy.

Whether it says the same is asked of the draft: composed anew from the ledger under the old number and day, it is
the old draft to the letter, or it is another paper with a number of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from contracts.kinds import Kind
from contracts.model import Draft
from contracts.papers.drafting import Sheet, compose
from ledger.files import sha256_of
from ledger.publishing.issue import NewPaper, Paper, folder_name
from ledger.publishing.press import Press, copy_kind
from ledger.store import Row, Transaction, next_number

_SAME_CONTRACT = """
select p.* from paper_status p join contracts c on c.id = p.contract_id
where c.number = :contract and p.kind = :kind and p.state = 'issued' order by p.id desc
"""
_SAME_KIND = """
select p.* from paper_status p where p.contract_id is null and p.kind = :kind and p.state = 'issued' order by p.id desc
"""
_SHEETS = """
select p.* from paper_status p
where p.draft_sha256 = :draft and p.kind in (:kind, :copy) and p.state = 'issued' order by p.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A paper to be printed.

    ``series`` are the letters before the year of its number, as in ``青对账``; empty where the sheet brings a number.
    ``contract`` is the number of the contract it belongs to. ``opinion`` says who decided, before, what its rows say.
    ``history`` prints the rows of a closed kind as they stood.
    """

    kind: Kind
    sheet: Sheet
    series: str = ""
    contract: str | None = None
    opinion: str = ""
    history: bool = False


class Reissue:
    """How papers are printed that may have been printed before: called within the transaction that issues them.

    Afterwards ``kept`` are the papers that lie in the press's folder already and say the same, ``copies`` the numbers
    that come out again as copies.
    """

    def __init__(self, press: Press, gather: Callable[[Transaction], Sequence[Wanted]]) -> None:
        self.press = press
        self.gather = gather
        self.kept: tuple[Paper, ...] = ()
        self.copies: tuple[str, ...] = ()
        self._order: dict[str, int] = {}

    def __call__(self, tx: Transaction) -> Sequence[NewPaper]:
        """Return what is to be printed: papers that say something new, and copies of those whose sheet is gone.

        Raises:
            InputError: Values are missing.
            LawError: A clause is not lawful today.
        """
        kept: list[Paper] = []
        fresh: list[NewPaper] = []
        copies: list[str] = []
        for place, wanted in enumerate(self.gather(tx)):
            old = _said_before(tx, wanted)
            there = _in_folder(tx, self.press, old) if old else None
            if there:
                kept.append(there)
            elif old:
                copies.append(old["number"] or old["name"])
                fresh.append(self._copy(tx, wanted, old))
            else:
                fresh.append(self._new(tx, wanted))
            self._order[(there or fresh[-1]).draft.sha256] = place
        self.kept, self.copies = tuple(kept), tuple(copies)
        return tuple(fresh)

    def in_order(self, issued: Sequence[Paper]) -> tuple[Paper, ...]:
        """Return what was kept and what was issued as one, in the order in which it was wanted."""
        return tuple(sorted((*self.kept, *issued), key=lambda paper: self._order[paper.draft.sha256]))

    def _new(self, tx: Transaction, wanted: Wanted) -> NewPaper:
        sheet = wanted.sheet
        if wanted.series:
            year = sheet.signing_on.year
            sheet = replace(sheet, number=f"{wanted.series}〔{year}〕{next_number(tx, wanted.kind.id, year)}号")
        if wanted.history:
            return self.press.history(wanted.kind, sheet)
        return self.press.paper(wanted.kind, sheet, contract=wanted.contract, opinion=wanted.opinion)

    def _copy(self, tx: Transaction, wanted: Wanted, old: Row) -> NewPaper:
        (template,) = tx.rows("select content from templates where sha256 = ?", [old["template_sha256"]])
        serial = sum(row["kind"] == copy_kind(wanted.kind.id) for row in _sheets(tx, old)) + 1
        draft = Draft.from_json(old["draft_json"].encode())
        return self.press.copied(draft, template["content"], contract=wanted.contract, serial=serial)


def _said_before(tx: Transaction, wanted: Wanted) -> Row | None:
    """Return the newest paper of this kind and contract that says what this one would say, if there is one."""
    sql = _SAME_CONTRACT if wanted.contract else _SAME_KIND
    for row in tx.each(sql, {"contract": wanted.contract, "kind": wanted.kind.id}):
        old = Draft.from_json(row["draft_json"].encode())
        number = old.number if wanted.series else wanted.sheet.number
        sheet = replace(wanted.sheet, number=number, signing_on=old.signing_on)
        if compose(wanted.kind, sheet) == old:
            return row
    return None


def _in_folder(tx: Transaction, press: Press, old: Row) -> Paper | None:
    """Return the sheet of a paper, or a copy of it, that lies unchanged in the press's folder."""
    for row in _sheets(tx, old):
        path = press.folder / row["name"]
        here = row["folder"] == folder_name(press.ledger, press.folder)
        if here and path.is_file() and sha256_of(path) == row["content_sha256"]:
            return Paper(draft=Draft.from_json(row["draft_json"].encode()), **{key: row[key] for key in _PAPER})
    return None


_PAPER = ("id", "kind", "name", "number", "template_sha256", "content_sha256", "state")


def _sheets(tx: Transaction, old: Row) -> Iterator[Row]:
    kind = old["kind"]
    yield from tx.rows(_SHEETS, {"draft": old["draft_sha256"], "kind": kind, "copy": copy_kind(kind)})
