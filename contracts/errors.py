"""The one exception tree and its exit codes.

::

    ShouyueError            1  failed
    ├── InputError          3  what was given cannot be used; nothing was written
    │   ├── RosterError        a roster, workbook or CSV file
    │   ├── KindError          a kind folder: manifest or Word file
    │   ├── SettingsError      office.toml or an environment variable
    │   ├── PackError          a rule pack or a reward programme
    │   └── DocumentError      somebody's Word file or PDF
    ├── LawError            4  the law refuses it; nothing was printed
    ├── LedgerError         5  the ledger is damaged, newer, locked, or would contradict itself
    └── UnfinishedError     6  partly done; the same command again goes on

Exit code 2 (wrong usage) belongs to Click. Every error carries all its problems at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contracts.model import Finding, Problem


class ShouyueError(Exception):
    """Something a person can mend.

    Args:
        summary: One sentence in Chinese: what was not done.
        problems: Every fault found, each with place, reason and cure.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, summary: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(summary)
        self.summary = summary
        self.problems: tuple[Problem, ...] = tuple(problems)


class InputError(ShouyueError):
    """What was given cannot be used; nothing was written."""

    exit_code: ClassVar[int] = 3


class RosterError(InputError):
    """A roster cannot be read, or holds cells that cannot be used."""


class KindError(InputError):
    """A kind folder is incomplete or contradicts itself."""


class SettingsError(InputError):
    """``office.toml`` or an environment variable is missing or wrong."""


class PackError(InputError):
    """A rule pack or reward programme is incomplete or impossible."""


class DocumentError(InputError):
    """A Word or PDF file cannot be used."""


class LawError(ShouyueError):
    """The law refuses a clause, a kind or a publication; nothing was printed.

    Args:
        summary: One sentence in Chinese: what was not done.
        findings: Every finding, each with clause, reason, article and cure.
        problems: What else is wrong with what was given, where that is shown in one go.
        advice: The sentence of the summary that says how to go on, where there is one; it outlives the summary.
    """

    exit_code: ClassVar[int] = 4

    def __init__(
        self, summary: str, findings: Iterable[Finding] = (), problems: Iterable[Problem] = (), *, advice: str = ""
    ) -> None:
        super().__init__(summary, problems)
        self.advice = advice
        self.findings: tuple[Finding, ...] = tuple(findings)


class LedgerError(ShouyueError):
    """The ledger is damaged, newer, locked, or would contradict itself."""

    exit_code: ClassVar[int] = 5


class UnfinishedError(ShouyueError):
    """Part of the work is done and kept; the same command again goes on."""

    exit_code: ClassVar[int] = 6
