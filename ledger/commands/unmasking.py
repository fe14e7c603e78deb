"""Whole names on request: with a reason, and the journal keeps who saw what and why."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from contracts.commands.session import Session
from ledger.commands.desk import writer

if TYPE_CHECKING:
    from datetime import date

    from ledger.store import Ledger, Transaction


def whole_on_request(command: Callable[..., None]) -> Callable[..., None]:
    """Decorate a command that shows persons: it gets ``why: str``, blank where names are to be masked."""

    @click.option("--unmasked", is_flag=True, help="姓名、电话写全；须写明 --because，记入台账日志")
    @click.option("--because", default="", metavar="TEXT", help="为什么要写全")
    @functools.wraps(command)
    def asked(*arguments: Any, unmasked: bool, because: str, **options: Any) -> None:
        if unmasked != any(map(str.isalnum, because)):  # signs and what cannot be seen are no reason
            raise click.UsageError("--unmasked 和 --because 要一起写：姓名写全须有原因。")
        command(*arguments, why=because.strip(), **options)

    return asked


def shown_as(why: str, ledger: Ledger | None = None) -> Callable[[str], str]:
    """Return how a name is shown: whole for a reason, else masked.

    Without a ledger every name is a person's; with it those that it knows as an office's or a payer's stay.
    """
    from ledger.masking import masked_name, office_names

    if why:
        return str
    offices = office_names(ledger) if ledger else frozenset()
    return lambda name: masked_name(name, offices)


def note_whole(
    session: Session, ledger: Ledger, name: str, given: Mapping[str, str | int | date | None], *, why: str, rows: int
) -> None:
    """Write in the journal that whole names were shown, if they were.

    Raises:
        LedgerError: A reason that says what may not be kept; nothing is shown then.
    """
    if why:
        with ledger.write(by=writer(session), now=session.now) as tx:
            note_within(tx, name, given, why=why, rows=rows)


def note_within(
    tx: Transaction, name: str, given: Mapping[str, str | int | date | None], *, why: str, rows: int
) -> None:
    """Write the same within a transaction that writes something else too: both stand, or neither.

    Raises:
        LedgerError: A reason that says what may not be kept.
    """
    from ledger.query import record_unmasked

    if why:
        record_unmasked(tx, name, given, because=why, rows=rows)
