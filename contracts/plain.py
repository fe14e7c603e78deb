"""Value types as plain data and back: what is written as JSON comes back the same.

A type that writes itself as one text (``str(value)``) reads itself back with ``parse``.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import marshal
from collections.abc import Callable, Iterable
from datetime import date
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any, TypeVar, get_args, get_type_hints

from contracts.once import once

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
        held = _last[0] = (value, canonical_text(value).encode())
    return held[1]


_last: list[tuple[Any, bytes]] = [(None, b"null")]


def canonical_text(value: Any, *, without: str = "") -> str:
    """Return what :func:`canonical` does as text, the member ``without`` left out.

    It is the JSON of :func:`as_data`, written at once: the copy in plain lists and dicts took most of the time.
    """
    kind: Any = type(value)
    members = _spelt(kind)
    if members is None:
        return _text(value)
    return _object(value, [member for member in members if member[0] != without], _shared)


def _shared(value: Any) -> str:
    """Return the text of a member; that of a tuple, which many papers of a batch may share, is written once."""
    return _text_of_tuple(value) if type(value) is tuple else _text(value)


def _text(value: Any) -> str:
    """Return the JSON of any part of a value."""
    kind: Any = type(value)
    write = _WRITERS.get(kind)
    if write is not None:
        return write(value)
    if kind is tuple:
        return f"[{','.join(map(_text, value))}]"
    members = _spelt(kind)
    return _ENCODER.encode(as_data(value)) if members is None else _object(value, members, _text)


def _object(value: Any, members: Iterable[tuple[str, str, Any]], text_of: Callable[[Any], str]) -> str:
    said = []
    for name, key, default in members:
        item = getattr(value, name)
        if item is not default and item != default:
            said.append(key + text_of(item))
    return f"{{{','.join(said)}}}"


_text_of_tuple = once(_text)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_WRITERS: dict[Any, Callable[[Any], str]] = {str: encode_basestring, int: str, date: lambda day: f'"{day.isoformat()}"'}
"""What nearly all members are; everything else goes by way of :func:`as_data`."""


@functools.cache
def _spelt(kind: Any) -> tuple[tuple[str, str, Any], ...] | None:
    """Return name, JSON key and default of each member by their names; ``None`` of what is one text or number."""
    if _writes_itself(kind) or not dataclasses.is_dataclass(kind):
        return None
    value_type: Any = kind
    members = sorted(_members(value_type), key=itemgetter(0))
    return tuple((name, f"{encode_basestring(name)}:", default) for name, default in members)


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
    return {name: reader_of(hint) for name, hint in get_type_hints(kind).items()}


def reader_of(hint: Any) -> Callable[[Any], Any] | None:
    """Return how plain data becomes a value of that type; ``None`` where it is taken as it stands."""
    arguments = get_args(hint)
    if type(None) in arguments:
        read = reader_of(next(argument for argument in arguments if argument is not type(None)))
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
        each = [reader_of(item) or _same for item in arguments]
        return lambda data: tuple(read(item) for read, item in zip(each, data, strict=True))
    one = reader_of(arguments[0])
    if one is None:
        return tuple
    return _remembering(lambda data: tuple(map(one, data)))


_READ_AT_MOST = 256


def _remembering(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a reader that gives the same value for equal data: the papers of a batch share most of their clauses.

    It spares the work and the memory, and what is the same object is known to be equal at a glance.
    """
    known: dict[bytes, Any] = {}

    def found(data: Any) -> Any:
        key = marshal.dumps(data, 2)  # only ever compared, never loaded; tells 1 from True and from 1.0
        if key not in known:
            value = read(data)
            if len(known) >= _READ_AT_MOST:
                known.clear()
            known[key] = value
        return known[key]

    return found


def _same(data: Any) -> Any:
    return data
