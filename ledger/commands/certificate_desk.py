"""What every command that prints a certificate is asked: which printer, which blank form, the words alone or all."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contracts.commands.session import Session
from contracts.commands.talk import say
from contracts.errors import SettingsError
from ledger.commands.desk import press_for, printed, shown

if TYPE_CHECKING:
    from contracts.printers import Printer
    from ledger.publishing.certificate_papers import Desk
    from ledger.publishing.documents import Preparation
    from ledger.store import Ledger

FOLDER = "证件"
PRINTER = click.option("--printer", default="", metavar="NAME", help="哪台打印机，按 office.toml 的偏移印；默认第一台")
"""Decorator: the command gets ``printer: str``."""

_FORM = click.option("--form", default="", metavar="SERIAL", help="放进打印机的空白证流水号；默认库存里下一张")
_OVERPRINT = click.option("--overprint", is_flag=True, help="另出套打的一份：只印内容，位置见 套打/文种.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """What was asked of the printing: the printer's name, the blank form's serial, whether the words go alone too."""

    printer: str = ""
    form: str = ""
    overprint: bool = False


def printing_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command that prints certificates: it gets ``printing: Printing``."""

    @functools.wraps(function)
    def collected(*given: Any, printer: str, form: str, overprint: bool, **rest: Any) -> Any:
        return function(*given, printing=Printing(printer=printer, form=form, overprint=overprint), **rest)

    return PRINTER(_FORM(_OVERPRINT(collected)))


def desk_for(session: Session, ledger: Ledger, out: Path | None, printing: Printing, *, ceremony: str = "") -> Desk:
    """Return where certificates are printed.

    Raises:
        SettingsError: ``office.toml`` names no such printer, or nobody answers for the entry.
    """
    from ledger.publishing.certificate_papers import Desk

    return Desk(
        press=press_for(session, ledger, out, FOLDER),
        office=session.office(),
        printer=chosen_printer(session, printing.printer),
        form=printing.form,
        ceremony=ceremony,
        placements=placements(session) if printing.overprint else None,
    )


def certificates_printed(desk: Desk, preparation: Preparation, *, dry_run: bool) -> bool:
    """Print certificates and name the files; those of a ceremony also come as one print file in seat order.

    Returns whether anything was printed.
    """
    from ledger.publishing.ceremony import ceremony_file
    from ledger.publishing.certificate_papers import overprinted

    printed(desk.press, overprinted(desk, preparation), dry_run=dry_run)
    if dry_run:
        return False
    if desk.ceremony:
        name, sheets = ceremony_file(desk.press, desk.ceremony)
        click.echo(shown(desk.press.folder / name))
        say(f"{desk.ceremony}：{sheets} 张，按座次排好。")
    return True


def placements(session: Session) -> dict[str, bytes]:
    """Return what the office has measured, by kind: the files of its folder 套打."""
    from contracts.papers.placement import FOLDER as MEASURED

    return {path.stem: path.read_bytes() for path in sorted((session.folder / MEASURED).glob("*.toml"))}


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
