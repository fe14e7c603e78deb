"""Value types as plain data and back: what is written as JSON comes back the same.

A type that writes itself as one text (``str(value)``) reads itself back with ``parse``.
"""

from __future__ import annotations

import dataclasses
import functools
from datetime import date
from typing import Any, TypeVar, get_args, get_type_hints

Value = TypeVar("Value")


def as_data(value: Any) -> Any:
    """Return a value as plain lists, dicts, strings and numbers; empty members left out."""
    if value is None or isinstance(value, str | int):  # nearly all members: a batch has a million of them
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
            data[name] = as_data(item)
    return data


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
    hints: dict[str, Any] = _hints(kind)
    unknown = data.keys() - hints.keys()
    if unknown:
        raise TypeError(f"{kind.__name__} has no {sorted(unknown)}")
    return kind(**{name: _value(hints[name], item) for name, item in data.items()})


def _hints(kind: Any) -> dict[str, Any]:
    return _cached_hints(kind)


_cached_hints = functools.cache(get_type_hints)


def _writes_itself(kind: Any) -> bool:
    return hasattr(kind, "parse")


def _value(hint: Any, data: Any) -> Any:
    arguments = get_args(hint)
    if data is None and type(None) in arguments:
        return None
    if type(None) in arguments:
        hint = next(argument for argument in arguments if argument is not type(None))
        arguments = get_args(hint)
    if getattr(hint, "__origin__", None) is tuple:
        items = arguments[:1] * len(data) if arguments[-1] is Ellipsis else arguments
        return tuple(_value(item, value) for item, value in zip(items, data, strict=True))
    if _writes_itself(hint):
        return hint.parse(data)
    if hint is date:
        return date.fromisoformat(data)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return from_data(hint, data)
    return data
