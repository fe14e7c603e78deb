"""Codes as people read them: programmes, kinds, clauses, seats. Programs (JSON, JSONL, CSV) keep the codes."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.commands.session import Session
from contracts.listing import Cell

_OWN_PROGRAMMES = {"deposit_refund": "退还押金", "deposit_interest": "押金利息"}
SEATS = {"party_a": "甲方", "party_b": "乙方", "party_c": "丙方", "party_d": "丁方"}
"""Role in a contract → how the paper calls it."""
_STATES = {
    "taken": "已取号", "printed": "已印，未发", "issued": "已发", "voided": "作废", "replaced": "已换证",
    "revoked": "撤销",
}  # fmt: skip


def programme_titles(session: Session) -> dict[str, str]:
    """Return the code of every reward programme and its title; where several places use a code, the office's own."""
    from contracts.rewards.programmes import programmes_for

    every = session.programmes()
    here = programmes_for(session.office().division_code, session.today, every, history=True)
    return {item.id: item.title for item in (*every, *here)} | _OWN_PROGRAMMES


def column_titles(session: Session, columns: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """Return, for those of these columns that hold codes, code → title. Packs and kinds are read only if wanted."""
    titles: dict[str, dict[str, str]] = {"role": SEATS, "state": _STATES}
    if columns.keys() & {"programme", "about"}:
        titles["programme"] = programme_titles(session)
    if columns.keys() & {"kind", "term", "about"}:
        from contracts.kinds import load_kinds, shipped_folder

        kinds = load_kinds(shipped_folder(), session.folder / "templates").values()
        titles["kind"] = {kind.id: kind.title for kind in kinds}
        titles["term"] = {
            term.code: term.brief or section.heading
            for kind in kinds
            for section in kind.sections
            for term in section.terms
        }
        titles["about"] = titles["term"] | titles.get("programme", {})
    return {key: words for key, words in titles.items() if key in columns}


def in_words(titles: Mapping[str, Mapping[str, str]], key: str, cell: Cell) -> Cell:
    """Return the title of a code in its column; what is no code stays as it is."""
    return titles.get(key, {}).get(cell, cell) if isinstance(cell, str) else cell
