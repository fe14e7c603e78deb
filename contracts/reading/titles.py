"""What the title of a list says: whose list it is."""

from __future__ import annotations

from contracts.reading.lexicon import words_of
from contracts.reading.meanings import WHO, whose_by

_ABOUT_SOMETHING = frozenset({"paper", "home", "sum", "fee", "grant", "pay", "premium", "registration"})


def subject_of(title: str) -> str:
    """Return who the bare names of a list are by its title: 婴幼儿花名册, 育龄妇女名单; empty where it does not say.

    A list of parents, families and payments for a child is not one of children.
    """
    words = [word for word in words_of(title) if word.kind != "?"]
    kinds = [word.kind for word in words]
    last = max((place for place, kind in enumerate(kinds) if kind in WHO), default=-1)
    about = set(kinds[last + 1 :])
    if last < 0 or about & _ABOUT_SOMETHING:
        return ""
    slot, _, _ = whose_by(words[: last + 1])
    return slot if slot in {"wife", "child"} and len(words[last].text) > 1 else ""
