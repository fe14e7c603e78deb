"""A value becomes ink: text that can stand inside a Word paragraph and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from contracts.errors import InputError
from contracts.model import Problem

_MARKUP = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
    "{": "&#123;",  # a brace in data stays a brace: docxtpl would turn {_{ into a tag
    "}": "&#125;",
}
_SPECIAL = re.compile("[&<>\"'{}]")
_UNSEEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
UNPRINTABLE = re.compile(f"[{_UNSEEN}]")
"""Control characters, marks that turn the reading direction, and halves of characters."""


_ODD = re.compile(f"[&<>\"'{{}}\n\t{_UNSEEN}-]")
_HELD = re.compile(
    r"(?<![\d-])(?:0\d{2,3}-\d{7,8}(?:-\d{1,5})?|[48]00-\d{3,4}-\d{3,4}|1\d{2}-\d{4}-\d{4}"
    r"|\d{9}-[一-鿿]-\d{4}-\d{4}|\d{2,9}(?:-\d{2,6}){1,2})(?![\d-])"
)
"""Telephone numbers, with or without an extension; numbers of certificates, 429999101-补-2026-0001 and the old
2024-0012; days, 2026-03-05. The longer number of a contract may break: in a narrow cell it would be torn anywhere."""

_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
_LINE = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t></w:r><w:r>{run}<w:tab/></w:r><w:r>{run}<w:t xml:space="preserve">'
_MOST_KNOWN = 4096
_SHORT = 32
_known: dict[str, bytes] = {}


class UnprintableError(ValueError):
    """The value cannot become ink."""


def ink(value: Any) -> str:
    """Return a value as Word text, markup escaped; docxtpl makes Word's own of its line breaks and tabs.

    Raises:
        UnprintableError: Neither text nor whole number, or it holds control characters.
    """
    if isinstance(value, str):
        text = str(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    else:
        text = _text_of(value)
    if UNPRINTABLE.search(text):
        raise UnprintableError(text)
    return _SPECIAL.sub(lambda match: _MARKUP[match[0]], text)


def unbroken(text: str) -> str:
    """Return ink in which no line ends inside a number that is read as one: its hyphens do not break."""
    return _HELD.sub(lambda found: found[0].replace("-", _HYPHEN), text) if "-" in text else text


def inked(value: Any, run: str | None) -> bytes:
    """Return a value as Word text in UTF-8: markup escaped, line breaks and tabs as docxtpl writes them.

    The words of a clause are the same on thousands of papers: long texts are remembered. Numbers of
    telephones and certificates are held together.

    Args:
        value: Text or whole number.
        run: The run properties that hold for what follows a tab; ``None`` inside a tag, where nothing breaks.

    Raises:
        UnprintableError: Neither text nor whole number, or it holds control characters.
        TypeError: A line break or tab inside a tag.
    """
    if type(value) is not str:
        return ink(value).encode()
    if len(value) < _SHORT:
        return value.encode() if value.isalnum() or not _ODD.search(value) else _odd(value, run)
    found = None if run is None else _known.get(value)
    if found is None:
        found = _odd(value, run) if _ODD.search(value) else value.encode()
        if run is None or "\t" in value:
            return found
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[value] = found
    return found


def _odd(value: str, run: str | None) -> bytes:
    """Return a text that holds markup, breaks or what cannot be printed."""
    text = ink(value)
    if run is not None:
        text = unbroken(text)
    if "\n" in text or "\t" in text:
        if run is None:
            raise TypeError("a break inside a tag")
        text = text.replace("\t", _TAB.format(run=run)).replace("\n", _LINE)
    return text.encode()


def printed_as(value: str) -> bytes:
    """Return the bytes that :func:`inked` writes for a text; empty where a tab makes them depend on the run."""
    return b"" if "\t" in value else inked(value, "")


def _text_of(value: Any) -> str:
    if type(value).__name__ == "StrictUndefined":
        return str(value)  # raises, and says which name is missing
    raise UnprintableError(repr(value))


def refused(values: Any) -> InputError:
    """Return the error that names every value which cannot become ink."""
    problems = [
        Problem(where=path, message=what, hint="在名册或设置里重新输入这一项") for path, what in _faults(values, "")
    ]
    return InputError("有不能印刷的内容，没有生成文件。", problems)


def _faults(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _faults(item, f"{path}.{key}" if path else str(key))
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value, 1):
            yield from _faults(item, f"{path} 第{number}项")
    elif isinstance(value, str):
        found = UNPRINTABLE.search(value)
        if found:
            shown = UNPRINTABLE.sub("□", value)[:20]
            yield path, f"“{shown}”里有看不见的控制字符（U+{ord(found[0]):04X}）"
    elif isinstance(value, bool) or not isinstance(value, int):
        yield path, "不是文字也不是整数"
