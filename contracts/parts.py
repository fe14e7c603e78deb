"""A value read from its JSON part by part: what many values say in the same words is read once.

The papers of a batch differ in the family and its number; clauses, tables and offices are the same text again and
again. A text that begins with a known list, object or string begins with that very value: nothing is parsed twice.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from contracts.plain import from_data, reader_of

Value = TypeVar("Value")
_Part = Callable[[str, int], tuple[Any, int]]
"""Takes a text and a place in it; returns the value that begins there and the place behind it."""

_KEY = re.compile(r'"([a-z0-9_]+)":')
_BEGINNING = 48  # letters by which the texts of a part are told apart at first
_BEGINNINGS = 256
_KNOWN = 64  # texts with one beginning: a set of clauses for each month in which a family's reward may end, and more
_parsed: _Part = json.JSONDecoder().raw_decode


class PartReader(Generic[Value]):
    """Reads values of one kind from their JSON; equal parts of them are one object.

    Args:
        kind: A value type.
    """

    def __init__(self, kind: type[Value]) -> None:
        self._kind = kind
        self._parts = {name: _part(hint) for name, hint in get_type_hints(kind).items()}

    def read(self, text: str) -> Value:
        """Return the value of a text; quickly if it is in the form that ``canonical_text`` writes.

        Raises:
            TypeError: A member is missing, foreign or of another type.
            ValueError: It is no JSON, or a day or number is not one.
        """
        try:
            members = self._members(text)
        except (TypeError, ValueError):
            members = None
        return from_data(self._kind, json.loads(text)) if members is None else self._kind(**members)

    def _members(self, text: str) -> dict[str, Any] | None:
        """Return the members by name, ``None`` if the text is in another form."""
        members: dict[str, Any] = {}
        place, before = 0, "{"
        while text.startswith(before, place) and (found := _KEY.match(text, place + 1)):
            part = self._parts.get(found[1])
            if part is None:
                return None
            members[found[1]], place = part(text, found.end())
            before = ","
        return members if text[place:] == "}" else None


def _part(hint: Any) -> _Part:
    """Return how a part of that type is read."""
    arguments = get_args(hint)
    if get_origin(hint) is tuple and dataclasses.is_dataclass(arguments[0]):
        return _known(_each(_part(arguments[0])))
    read = reader_of(hint)
    return _parsed if read is None else _known(_made(read))


def _made(read: Callable[[Any], Any]) -> _Part:
    def part(text: str, place: int) -> tuple[Any, int]:
        data, end = _parsed(text, place)
        return read(data), end

    return part


def _each(item: _Part) -> _Part:
    """Return how a list is read of whose items each may be known."""

    def part(text: str, place: int) -> tuple[Any, int]:
        items, before = [], "["
        while text.startswith(before, place):
            value, place = item(text, place + 1)
            items.append(value)
            before = ","
        if not text.startswith("]", place):
            raise ValueError(text[place : place + 1])
        return tuple(items), place + 1

    return part


def _known(read: _Part) -> _Part:
    """Return the same reader, which looks first whether a text that it has read stands there again."""
    begun: dict[str, list[tuple[str, Any]]] = {}  # by how a text begins; the ones met last stand first

    def part(text: str, place: int) -> tuple[Any, int]:
        beginning = text[place : place + _BEGINNING]
        known = begun.get(beginning, [])
        for at, (words, value) in enumerate(known):
            if text.startswith(words, place):
                if at:
                    known.insert(0, known.pop(at))
                return value, place + len(words)
        value, end = read(text, place)
        if text[end - 1] in '"]}':  # a number would not show where it ends
            if len(begun) >= _BEGINNINGS:
                begun.clear()
            begun[beginning] = [(text[place:end], value), *known[: _KNOWN - 1]]
        return value, end

    return part
