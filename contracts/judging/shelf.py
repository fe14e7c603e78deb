"""Where the office's own law packs stand during one run, so that every judgement of the run uses them.

The program sets it once, before anything is judged; whoever judges through
:mod:`contracts.judging.books` reads it. Nothing is loaded here.
"""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path

FOLDER = "law"
"""The folder's name inside the office's folder."""

_OWN: ContextVar[Path | None] = ContextVar("own_packs", default=None)


def use_office(office: Path | None) -> None:
    """Judge from now on with the packs in an office's ``law`` folder as well; without one, with the bundled only."""
    folder = office / FOLDER if office else None
    _OWN.set(folder if folder is not None and folder.is_dir() else None)


def own_packs() -> tuple[Path, ...]:
    """Return the office's own pack files, by name; none where no office with such a folder is at work."""
    folder = _OWN.get()
    return tuple(sorted(folder.glob("*.toml"))) if folder else ()
