"""The clerk's desk: the office's ledger opened, and who is writing in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import OUT_FOLDER
from contracts.commands.session import Session
from contracts.commands.talk import say
from contracts.errors import InputError, LedgerError, SettingsError
from contracts.model import Problem

if TYPE_CHECKING:
    from ledger.publishing.documents import Preparation
    from ledger.publishing.press import Press
    from ledger.publishing.reissue import Reissue
    from ledger.store import Ledger


_LOOKED_THROUGH = 32 * 2**20
"""Bytes of a ledger that are looked through before a command writes: a township's years, a quarter of a second."""


@contextmanager
def opened(session: Session, *, read_only: bool = False) -> Iterator[Ledger]:
    """Open the office's ledger; before anything is written every page of it is looked at.

    Commands open it before they read papers and sheets: that nothing can be written at all is the first thing told,
    also that somebody else is writing, or that the office's own file cannot be read: what is said of a thing that
    was entered needs it. A ledger of more than 32 MB is looked through by ``shouyue ledger verify`` and
    at each backup; what damage a command meets in it is refused all the same.

    Raises:
        LedgerError: There is none, or it is damaged, foreign, newer or locked.
        SettingsError: It is to be written, and the office's file is missing or cannot be read.
    """
    from ledger.soundness import check_integrity
    from ledger.store import open_ledger

    path = session.ledger_path
    if not path.exists():
        problem = Problem(where=str(path), message="没有台账", hint="请先运行 shouyue init 建立")
        raise LedgerError("没有打开台账。", [problem])
    if not read_only:
        session.office()
    with open_ledger(path, read_only=read_only) as ledger:
        if not read_only and path.stat().st_size <= _LOOKED_THROUGH:
            check_integrity(ledger)
        if not read_only:
            with ledger.exclusive(keep=False):
                pass
        yield ledger


def known_programme(session: Session, programme: str) -> str:
    """Return the code of a reward programme, as it was typed.

    Raises:
        InputError: There is none of that code.
    """
    if programme not in {item.id for item in session.programmes()}:
        problem = Problem(where=programme, message="没有这个项目", hint="用 shouyue reward list 查看全部项目")
        raise InputError("没有登记。", [problem])
    return programme


def writer(session: Session) -> str:
    """Return the name under which this run writes.

    Raises:
        SettingsError: Nobody is named; every entry says who made it.
    """
    if not session.operator:
        hint = "用 --operator 姓名，或在 office.toml 填写 operator"
        raise SettingsError("没有写入台账。", [Problem(where="经办人", message="没有姓名", hint=hint)])
    return session.operator


OUT = click.option(
    "-o",
    "--out",
    type=OUT_FOLDER,
    metavar="DIR",
    help="放在哪个文件夹；不写则放在单位文件夹里",
)
"""Decorator: the command gets ``out: Path | None``."""


def press_for(session: Session, ledger: Ledger, out: Path | None, name: str) -> Press:
    """Return the press that prints into ``out``, or into the office's own folder of that name."""
    from contracts.kinds import language_of, load_kinds, shipped_folder
    from ledger.publishing.press import Press

    office = session.office()
    kinds = load_kinds(shipped_folder(), session.folder / "templates")
    for kind in kinds.values():
        kinds[kind.id] = language_of(kind, "", office.language_of(kind.id))

    return Press(
        ledger=ledger,
        kinds=kinds,
        folder=out or session.folder / name,
        by=writer(session),
        now=session.now,
    )


def printed(press: Press, preparation: Preparation, *, dry_run: bool, bound: str = "") -> None:
    """Issue papers and name them on stdout; in a trial run only say what would be issued.

    With ``bound`` every copy of every paper also comes as one print file of that name.
    """
    from ledger.publishing.reissue import Reissue

    if dry_run:
        names = [paper.name for paper in press.tried(preparation)]
        again = len(preparation.kept) if isinstance(preparation, Reissue) else 0
        kept = f"，另有 {again} 份出过、没有变" if again else ""
        say(f"试运行：将在 {press.folder} 生成 {len(names)} 份{kept}。未写任何文件，台账未动。")
        return
    issued = press.issue(preparation)
    for paper in issued:
        click.echo(shown(press.folder / paper.name))
    if isinstance(preparation, Reissue):
        say_again(press, preparation)
        issued = preparation.in_order(issued)
    if bound and issued:
        click.echo(shown(press.bound(issued, bound)))


def say_again(press: Press, reissue: Reissue) -> None:
    """Say which papers keep their number: those that lie there unchanged, and those whose sheet was not there."""
    for paper in reissue.kept:
        say(f"出过，内容没有变，没有另编新号：{shown(press.folder / paper.name)}")
    for number in reissue.copies:
        say(f"{number} 出过，内容没有变，但这个文件夹里没有原件：按原号出副本，没有另编新号。")


def shown(path: Path) -> str:
    """Return a path as a clerk would type it: from the folder where the command was run, if it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
