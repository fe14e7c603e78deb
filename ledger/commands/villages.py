"""A village as a clerk names it, found among the office's own."""

from __future__ import annotations

from contracts.commands.session import Session
from contracts.errors import SettingsError
from contracts.model import Problem


def code_of(session: Session, words: str) -> str:
    """Return the division code of one of the office's villages, or of the office itself.

    Raises:
        SettingsError: The office has no such village; those it has are named.
    """
    office = session.office()
    if words in {office.name, office.division_code}:
        return office.division_code
    village = office.village(words)
    if village is None:
        names = "、".join(item.short for item in office.villages)
        problem = Problem(where=words, message=f"本单位没有“{words}”", hint=f"本单位的村：{names}")
        raise SettingsError("没有记录。", [problem])
    return village.division_code


def unit_of(session: Session, words: str) -> str:
    """Return the full name of one of the office's villages, or of the office itself; other words as they are."""
    office = session.office()
    if words in {office.name, office.division_code}:
        return office.name
    village = office.village(words)
    return village.name if village else words
