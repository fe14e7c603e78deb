"""What every command that prints a certificate is asked: which printer, which blank form, for which ceremony."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contracts.commands.session import Session
from contracts.errors import SettingsError
from ledger.commands.desk import press_for

if TYPE_CHECKING:
    from contracts.printers import Printer
    from ledger.publishing.certificate_papers import Desk
    from ledger.store import Ledger

FOLDER = "证件"
PRINTER = click.option("--printer", default="", metavar="NAME", help="哪台打印机，按 office.toml 的偏移印；默认第一台")
"""Decorator: the command gets ``printer: str``."""

_FORM = click.option("--form", default="", metavar="SERIAL", help="放进打印机的空白证流水号；默认库存里下一张")


def printing_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command that prints certificates: it gets ``printer: str`` and ``form: str``."""
    return PRINTER(_FORM(function))


def desk_for(
    session: Session, ledger: Ledger, out: Path | None, *, printer: str, form: str = "", ceremony: str = ""
) -> Desk:
    """Return where certificates are printed.

    Raises:
        SettingsError: ``office.toml`` names no such printer, or nobody answers for the entry.
    """
    from ledger.publishing.certificate_papers import Desk

    return Desk(
        press=press_for(session, ledger, out, FOLDER),
        office=session.office(),
        printer=chosen_printer(session, printer),
        form=form,
        ceremony=ceremony,
    )


def chosen_printer(session: Session, name: str) -> Printer:
    """Return the printer of that name, the first where none is named.

    Raises:
        SettingsError: ``office.toml`` names no such printer.
    """
    from contracts.printers import printer_named, unknown_printer

    printers = session.office().printers
    found = printer_named(printers, name)
    if found is None:
        raise SettingsError("没有出件。", [unknown_printer(printers, name)])
    return found
