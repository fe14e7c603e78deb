"""What a Word file is filled with, in the language of the paper: traditional characters, or two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from contracts.kinds import TRADITIONAL
from contracts.model import Draft
from contracts.traditional import traditional

_OWN_WORDS = ("role_label", "gender")
"""What the program itself calls somebody on the paper."""
_APART = ("title", "recital", "closing")
"""What stands in paragraphs of its own, with the translation below it."""


def spoken_context(found: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """Return the names a Word template may use, worded for the draft's language.

    A bilingual paper has ``title_beside``, ``recital_beside``, ``closing_beside`` and for each clause ``beside``
    too; a heading, a label or a cell carries its translation in the same text, behind the Chinese.
    """
    if draft.locale == TRADITIONAL:
        worded: dict[str, Any] = _own_words(found | {"mark": traditional(found["mark"])}, traditional)
        return worded
    if not draft.beside:
        return found
    pairs = dict(_pieces(draft.beside))
    apart = {name: found[name] for name in _APART}
    doubled: dict[str, Any] = _doubled({name: item for name, item in found.items() if name not in apart}, pairs)
    return doubled | apart | _beside(draft, pairs)


def added_line(line: str, draft: Draft) -> str:
    """Return a line that the program adds to a paper in the paper's characters; the paper's number stays."""
    if draft.locale != TRADITIONAL:
        return line
    number = draft.number.removesuffix("号")
    return number.join(map(traditional, line.split(number)))


def _own_words(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, list):
        return [_own_words(item, change) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: change(item) if name in _OWN_WORDS and isinstance(item, str) else _own_words(item, change)
        for name, item in value.items()
    }


def _pieces(beside: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Yield the pairs, and those of a label or caption that the paper prints in two places."""
    for text, other in beside:
        for mark, english in (("（", " ("), ("　", ": ")):
            first, _, second = text.partition(mark)
            other_first, _, other_second = other.partition(english)
            if second and other_second:
                yield first, other_first
                yield second.removesuffix("）"), other_second.removesuffix(")")
    yield from beside


def _doubled(value: Any, pairs: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        if "text" in value:
            return value | {"beside": pairs.get(value["text"], "")}
        return {name: _doubled(item, pairs) for name, item in value.items()}
    if isinstance(value, list):
        return [_doubled(item, pairs) for item in value]
    other = pairs.get(value) if isinstance(value, str) else None
    return f"{value} {other}" if other and other != value else value  # an address is the same in both


def _beside(draft: Draft, pairs: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title_beside": pairs.get(draft.title, ""),
        "recital_beside": [pairs[text] for text in draft.recital if pairs.get(text)],
        "closing_beside": [pairs[text] for text in draft.closing if pairs.get(text)],
    }
