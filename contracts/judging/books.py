"""The rule book of a place: the bundled packs of nation, province and county, and the office's own.

An office's own pack only adds: refusals, reviews, and lawful readings of its county. What a national rule voids
stays void, because a statement is as bad as the worst any rule says of it, and because the loader lets an own
pack touch no shared word, actor or text (see :func:`contracts.judging.packs.load`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from contracts.judging.packs import load
from contracts.judging.rules import NATION, RuleBook
from contracts.judging.shelf import own_packs


def jurisdictions(place: str) -> tuple[str, ...]:
    """Return whose packs add up at a place, widest first.

    >>> jurisdictions("429999101201")
    ('000000', '420000', '429999')
    """
    codes = [NATION]
    if place[:2].isdigit():
        codes.append(place[:2] + "0000")
    if place[:6].isdigit() and len(place) >= 6:  # noqa: PLR2004
        codes.append(place[:6])
    return tuple(dict.fromkeys(codes))


def rules_for(place: str = "") -> RuleBook:
    """Return the rules for a place (division code of 6, 9 or 12 digits, or nothing: the nation).

    Raises:
        PackError: A bundled pack is damaged, or one of the office's own is faulty or goes too far.
    """
    return _book(jurisdictions(place), _stamped())


def all_rules() -> RuleBook:
    """Return the rules of every jurisdiction, for lists and checks.

    Raises:
        PackError: As for :func:`rules_for`.
    """
    return _book((), _stamped())


def _stamped() -> tuple[tuple[Path, int], ...]:
    return tuple((path, path.stat().st_mtime_ns) for path in own_packs())


@cache
def _book(codes: tuple[str, ...], own: tuple[tuple[Path, int], ...]) -> RuleBook:
    found = [item for item in (files("contracts") / "law").iterdir() if item.name.endswith(".toml")]
    bundled = sorted((item for item in found if _is_wanted(item.name, codes)), key=lambda item: item.name)
    # The office's packs are all read whatever the place: a faulty one is refused before anything is signed.
    book = load(bundled, own=[path for path, _ in own])
    return replace(
        book,
        rules=tuple(rule for rule in book.rules if _is_wanted(rule.jurisdiction, codes)),
        packs=tuple(pack for pack in book.packs if _is_wanted(pack.jurisdiction, codes)),
    )


def _is_wanted(name: str, codes: tuple[str, ...]) -> bool:
    return not codes or name[:6] in codes
