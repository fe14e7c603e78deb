"""The clerk's desk: the office's ledger opened, and who is writing in it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from contracts.commands.session import Session
from contracts.errors import LedgerError, SettingsError
from contracts.model import Problem

if TYPE_CHECKING:
    from ledger.store import Ledger


def opened(session: Session, *, read_only: bool = False) -> AbstractContextManager[Ledger]:
    """Open the office's ledger.

    Raises:
        LedgerError: There is none, or it is damaged, foreign, newer or locked.
    """
    from ledger.store import open_ledger

    path = session.ledger_path
    if not path.exists():
        problem = Problem(where=str(path), message="没有台账", hint="请先运行 shouyue init 建立")
        raise LedgerError("没有打开台账。", [problem])
    return open_ledger(path, read_only=read_only)


def writer(session: Session) -> str:
    """Return the name under which this run writes.

    Raises:
        SettingsError: Nobody is named; every entry says who made it.
    """
    if not session.operator:
        hint = "用 --operator 姓名，或在 office.toml 填写 operator"
        raise SettingsError("没有写入台账。", [Problem(where="经办人", message="没有姓名", hint=hint)])
    return session.operator
