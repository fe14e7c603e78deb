"""Whom a list is of, or who receives its money, where only the words for a deputy name them: 监护人, 领取人."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from contracts.reading.draft import Draft, called
from contracts.reading.headings import Heading, forbidden_words
from contracts.reading.meanings import Meaning

A_NAMES = ("姓名", "名字")
SIGNS = re.compile("领取|领款|签|收款")
"""Who signs for money, by the word for them."""
_NUMBERS = frozenset({"id_number", "number"})


def only_name(draft: Draft) -> Meaning | None:
    """Return how the one person is called whom the list is of, where no grown-up is named otherwise.

    Where the sheet has ID numbers it must be the one whose they are; beside a head of the household without
    one, by the words of the heading. Beside others it may be who receives the money, with a number of their own.
    """
    headings = [heading for heading in draft.block.headings if heading.text and not forbidden_words(heading)]
    meanings = [(heading, draft.meaning(heading)) for heading in headings]
    names = [(heading, found) for heading, found in meanings if found.key == "name" and _is_somebody(found, heading)]
    adults = set(draft.adults()) - {"spouse"}
    if adults and (adults != {"head"} or ("head", "id_number") in draft.fields):
        return _receiver(draft)
    said = [found for heading, found in meanings if found.key != "number" or "证" in heading.plain]
    by_member = any(found.key == "relation" for found in said)
    if adults or any(found.key in _NUMBERS for found in said):
        names = [pair for pair in names if _has_number(pair[1], said, bare_too=not adults or by_member)]
    if len(names) != 1:
        return None
    heading, found = names[0]
    shown = draft.shown(heading)
    return found if shown == "names" or (not shown and found.slot != "both") else None


def _receiver(draft: Draft) -> Meaning | None:
    """Return how who receives the money is called, where the list has their ID number and no 本人 beside them."""
    meanings = [draft.meaning(heading) for heading in draft.block.headings if heading.text]
    names = [one for one in meanings if one.key == "name" and one.slot == "deputy" and SIGNS.search(one.who)]
    if len(names) != 1 or "person" in draft.adults() or not _has_number(names[0], meanings, bare_too=False):
        return None
    return names[0]


def _is_somebody(found: Meaning, heading: Heading) -> bool:
    """Whether a heading names somebody nobody knows, or who only stands for a party: 抱养人姓名, 监护人."""
    named = any(word in heading.plain for word in (*A_NAMES, "人"))
    unsaid = bool(found.strange) and found.slot in {"", "person"}
    return found.slot in {"deputy", "both"} or (unsaid and named)


def _has_number(name: Meaning, meanings: Sequence[Meaning], *, bare_too: bool) -> bool:
    """Whether somebody's ID number stands in the list: by the same words, or bare behind the name."""
    behind = itertools.dropwhile(lambda meaning: meaning != name, meanings)
    until = itertools.takewhile(lambda meaning: meaning == name or meaning.key != "name", behind)
    numbers = [meaning for meaning in meanings if meaning.key in _NUMBERS and called(meaning) == called(name)]
    return bool(numbers) or "id" in name.parts or (bare_too and any(_is_bare_number(meaning) for meaning in until))


def _is_bare_number(meaning: Meaning) -> bool:
    return meaning.key in _NUMBERS and not meaning.slot and not meaning.strange
