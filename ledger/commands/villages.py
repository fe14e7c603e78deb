"""A village as a clerk names it, found among the office's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from contracts.commands.session import Session

if TYPE_CHECKING:
    from contracts.settings import Village


def code_of(session: Session, words: str) -> str:
    """Return the division code of one of the office's villages, or of the office itself.

    Raises:
        UsageError: The office has no such village (exit 2); those it has are named.
    """
    office = session.office()
    if words in {office.name, office.division_code}:
        return office.division_code
    return village_of(session, words).division_code


def village_of(session: Session, words: str) -> Village:
    """Return one of the office's villages.

    Raises:
        UsageError: The office has no such village (exit 2); those it has are named.
    """
    office = session.office()
    village = office.village(words)
    if village is None:
        names = "、".join(item.short for item in office.villages)
        raise click.UsageError(f"本单位没有“{words}”；本单位的村：{names}。")
    return village


def unit_of(session: Session, words: str) -> str:
    """Return the full name of one of the office's villages, or of the office itself; other words as they are."""
    office = session.office()
    if words in {office.name, office.division_code}:
        return office.name
    village = office.village(words)
    return village.name if village else words
