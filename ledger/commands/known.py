"""Names that a clerk typed, held against those there are: a name nobody knows is no empty answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from contracts.commands.session import Session
from contracts.errors import LedgerError
from contracts.model import Problem

if TYPE_CHECKING:
    from ledger.store import Ledger, Transaction


def refuse_unknown(
    session: Session, ledger: Ledger | Transaction, given: Mapping[str, object], *, hint: str = ""
) -> None:
    """Refuse what names nothing: neither the ledger nor the office, nor the packs that came with the program.

    Args:
        session: The office; its villages, programmes and kinds count as known, with or without a contract.
        ledger: The ledger asked.
        given: Word → name, as ``{"village": "上坪村"}``; blank names and other words are let pass.
        hint: What else may be done, where the command has a way to enter a new name.

    Raises:
        UsageError: Exit 2, with near names and what there is; there are few of them, and the message lists them.
        LedgerError: Exit 5, a contract that is not in the ledger, as everywhere.
    """
    from ledger.names import WORDS, has_contract, known_names, unknown_words

    for what, name in given.items():
        if what not in WORDS or not isinstance(name, str) or not name:
            continue
        if what == "contract":
            if not has_contract(ledger, name):
                ask = "用 shouyue query find --set text=姓名 查编号"
                problem = Problem(where=name, message="台账里没有这份合同", hint=ask)
                raise LedgerError(f"{name}：台账里没有这份合同。", [problem])
            continue
        known = known_names(ledger, what) | _of_the_office(session, what)
        if name not in known:
            raise click.UsageError(f"{unknown_words(what, name, known)}。{hint}")


def _of_the_office(session: Session, what: str) -> frozenset[str]:
    if what == "village":
        office = session.office()
        return frozenset(word for item in office.villages for word in (item.short, item.division_code))
    if what == "programme":
        return frozenset(item.id for item in session.programmes())
    if what == "payer":
        shares = (share for item in session.programmes() for sharing in item.sharing for share in sharing.shares)
        offices = (session.office().name, session.office().county_name)
        named = (name for share in shares for name in (share.name, share.successor))
        return frozenset(filter(None, (*offices, *named)))
    if what == "kind":
        from contracts.kinds import load_kinds, shipped_folder

        return frozenset(load_kinds(shipped_folder(), session.folder / "templates"))
    return frozenset()
