"""What one run of the program knows from outside: the time, the office's folder, who is working."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.errors import SettingsError
from contracts.model import Problem
from contracts.settings import FILE_NAME, Office, load_office

if TYPE_CHECKING:
    from contracts.kinds import Kind
    from contracts.rewards.programmes import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Handed to commands by :data:`pass_session`; ``now`` has the offset of Asia/Shanghai.

    ``office_dir`` is ``None`` where no office folder was named or found; ``named_operator`` is empty
    where neither the option nor the variable gave a name. ``in_ledger`` tells which kinds have other words than
    the ledger at a path has under the same version; ``cli`` hands it over, for contracts know no ledger.
    """

    now: datetime
    office_dir: Path | None = None
    named_operator: str = ""
    in_ledger: Callable[[Path, Iterable[Kind]], tuple[Problem, ...]] | None = None

    @property
    def today(self) -> date:
        """The civil day of :attr:`now`."""
        return self.now.date()

    @property
    def folder(self) -> Path:
        """The office's folder.

        Raises:
            SettingsError: There is none.
        """
        if self.office_dir is None:
            hint = "请先运行 shouyue init 建立，或用 --office 指明文件夹"
            problem = Problem(where="当前文件夹", message=f"这里和上级文件夹都没有 {FILE_NAME}", hint=hint)
            raise SettingsError("没有找到单位资料。", [problem])
        return self.office_dir

    @property
    def ledger_path(self) -> Path:
        """Where the office's ledger is, or is to be.

        Raises:
            SettingsError: There is no office folder.
        """
        return self.folder / "ledger.db"

    def version_faults(self, kinds: Iterable[Kind]) -> tuple[Problem, ...]:
        """Return a fault for each kind whose words changed although its version did not; none without an office.

        Raises:
            LedgerError: The office's ledger cannot be read.
        """
        if self.in_ledger is None or self.office_dir is None:
            return ()
        return self.in_ledger(self.ledger_path, kinds)

    def office(self) -> Office:
        """Read the office's settings.

        Raises:
            SettingsError: There is no office folder, or its ``office.toml`` has faults.
        """
        return load_office(self.folder)

    def programmes(self, near: str = "") -> tuple[Programme, ...]:
        """Return the reward programmes that come with the program, the office's own before them.

        With a division code, shipped ones of other places are left out.

        Raises:
            PackError: A pack is faulty.
        """
        from contracts.rewards.programmes import load_programmes

        own = self.office_dir / "programmes" if self.office_dir else None
        return load_programmes(*([own] if own is not None and own.is_dir() else []), near=near)

    @property
    def operator(self) -> str:
        """Who is working: as named for this run, else as the office's settings say; may be empty.

        Raises:
            SettingsError: Nobody was named and the settings cannot be read.
        """
        return self.named_operator or self.office().operator


pass_session = click.make_pass_decorator(Session)
"""Decorator: the command gets its :class:`Session` as first argument."""
