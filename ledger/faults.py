"""Several checks of one command refuse at once: whoever typed it mends everything in one go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from contracts.errors import InputError, LawError, LedgerError

T = TypeVar("T")


class Faults:
    """What checks have refused so far.

    >>> from contracts.model import Problem
    >>> def refuse(where: str) -> None:
    ...     raise LedgerError(f"{where}：不对。", [Problem(where=where, message="不对", hint="核对")])
    >>> faults = Faults()
    >>> faults.of(lambda: refuse("甲")), faults.of(lambda: 7), faults.of(lambda: refuse("乙"))
    (None, 7, None)
    >>> faults.refuse()
    Traceback (most recent call last):
    contracts.errors.LedgerError: 有 2 处不对，台账未动。
    """

    def __init__(self) -> None:
        self._found: list[InputError | LedgerError | LawError] = []

    def of(self, check: Callable[[], T]) -> T | None:
        """Return what a check returns; ``None`` where it refused, which is remembered."""
        try:
            return check()
        except (InputError, LedgerError, LawError) as error:
            self._found.append(error)
            return None

    def add(self, error: InputError | LedgerError | LawError) -> None:
        """Remember one more thing that is wrong."""
        self._found.append(error)

    def refuse(self) -> None:
        """Refuse everything that was found, a line for each; nothing where all was well.

        Raises:
            InputError: All that was refused lies in what was given; a single fault as its check said it.
            LedgerError: Something contradicts the ledger; a single fault as its check said it.
            LawError: The law refuses something; whatever else is wrong stands beside it.
        """
        if len(self._found) == 1:
            raise self._found[0]
        problems = dict.fromkeys(problem for error in self._found for problem in error.problems)
        lawless = [error for error in self._found if isinstance(error, LawError)]
        findings = [finding for error in lawless for finding in error.findings]
        if findings:
            advice = "".join(dict.fromkeys(error.advice for error in lawless))
            summary = f"有 {len(problems) + len(findings)} 处不对，台账未动。{advice}"
            raise LawError(summary, findings, problems, advice=advice)
        if problems:
            given = all(isinstance(error, InputError) for error in self._found)
            raise (InputError if given else LedgerError)(f"有 {len(problems)} 处不对，台账未动。", list(problems))
