"""A person's name is no clause: 扎西 and 刘环 speak of no body, and their families are told what they are owed.

Only names that alarm a rule are taken out of a text before it is judged, and only where the same letters could not
be an act: a paper cannot hide 结扎 or 罚款 by calling somebody so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contracts.judging.judge import Judge
from contracts.judging.passages import Passage
from contracts.model import Draft

COLUMNS = frozenset({"name", "surname", "holder", "payee"})
"""Columns of tables whose cells are names of persons."""

_NAME = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+(?:·[\u3400-\u9fff\uf900-\ufaff]+)*")
_SHORTEST, _LONGEST = 2, 25
_ACTS = ("乙方必须{}。", "甲方对乙方{}。")
_SOMEBODY = "某某"


def alarming_names(draft: Draft, passages: Sequence[Passage], bench: Judge) -> tuple[str, ...]:
    """Return the names in the passages of a paper that a rule would take for something else, longest first."""
    names = {name for name in _names(draft) if _SHORTEST <= len(name) <= _LONGEST}
    found = {name for name in names if any(name in passage.words for passage in passages)}
    alarming = (name for name in found if _NAME.fullmatch(name) and bench.alarmed(name) and not _is_an_act(name, bench))
    return tuple(sorted(alarming, key=lambda name: (-len(name), name)))


def without(text: str, names: tuple[str, ...]) -> str:
    """Return a text in which these names are 某某.

    >>> without("扎西·顿珠、卓玛：还欠您120元。", ("扎西·顿珠",))
    '某某、卓玛：还欠您120元。'
    """
    for name in names:
        text = text.replace(name, _SOMEBODY)
    return text


def _is_an_act(name: str, bench: Judge) -> bool:
    worst = (bench.rulings(act.format(name), "family")[0].verdict for act in _ACTS)
    return any(verdict in {"void", "obsolete"} for verdict in worst)


def _names(draft: Draft) -> Iterator[str]:
    for party in draft.parties:
        yield from (person.name for person in party.persons)
        yield from party.name.split("、")
        yield from (party.representative, party.liaison)
    for table in draft.tables:
        places = [place for place, column in enumerate(table.columns) if column.key in COLUMNS]
        for row in table.rows:
            for place in places:
                yield from row[place].split("、")
