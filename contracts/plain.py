"""Value types as plain data and back: what is written as JSON comes back the same.

A type that writes itself as one text (``str(value)``) reads itself back with ``parse``.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar, get_args, get_type_hints

Value = TypeVar("Value")


def as_data(value: Any) -> Any:
    """Return a value as plain lists, dicts, strings and numbers; empty members left out."""
    if type(value) in _AS_THEY_ARE or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [as_data(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    kind: Any = type(value)
    if _writes_itself(kind):
        return str(value)
    data = {}
    for name, default in _members(kind):
        item = getattr(value, name)
        if item is not default and item != default:
            data[name] = item if type(item) in _AS_THEY_ARE else as_data(item)
    return data


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
"""What nearly all members are: a batch has a million of them."""


def canonical(value: Any) -> bytes:
    """Return a value as JSON in one fixed form: sorted keys, no spaces, UTF-8.

    That of the last value is remembered: a draft's review, paper and batch ask for it in turn.
    """
    held = _last[0]
    if held[0] is not value:
        text = json.dumps(as_data(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        held = _last[0] = (value, text.encode())
    return held[1]


_last: list[tuple[Any, bytes]] = [(None, b"null")]


@functools.cache
def _members(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Return name and default of each member of a value type."""
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def from_data(kind: type[Value], data: Any) -> Value:
    """Read back what :func:`as_data` wrote.

    Raises:
        TypeError: A member is missing or of another type.
        ValueError: A day or number is not one.
    """
    wanted: Any = kind
    readers = _readers(wanted)
    unknown = data.keys() - readers.keys()
    if unknown:
        raise TypeError(f"{kind.__name__} has no {sorted(unknown)}")
    return kind(**{name: item if (read := readers[name]) is None else read(item) for name, item in data.items()})


def _writes_itself(kind: Any) -> bool:
    return hasattr(kind, "parse")


@functools.cache
def _readers(kind: Any) -> dict[str, Callable[[Any], Any] | None]:
    """Return how each member of a value type is read; ``None`` where it is taken as it stands."""
    return {name: _reader(hint) for name, hint in get_type_hints(kind).items()}


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    arguments = get_args(hint)
    if type(None) in arguments:
        read = _reader(next(argument for argument in arguments if argument is not type(None)))
        return read and (lambda data: None if data is None else read(data))
    if getattr(hint, "__origin__", None) is tuple:
        return _several(arguments)
    if _writes_itself(hint):
        parse: Callable[[Any], Any] = hint.parse
        return parse
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return functools.partial(from_data, hint)
    return None


def _several(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is not Ellipsis:
        each = [_reader(item) or _same for item in arguments]
        return lambda data: tuple(read(item) for read, item in zip(each, data, strict=True))
    one = _reader(arguments[0])
    return tuple if one is None else lambda data: tuple(map(one, data))


def _same(data: Any) -> Any:
    return data
