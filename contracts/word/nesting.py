"""Loops and conditions of a Word template that begin or end nowhere, each told where it stands.

Jinja says only that something is missing at the end of the file; a clerk needs the tag that has no partner.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

_STATEMENT = re.compile(r"\{%-?\s*(\w+)")
_ENDS = {"endfor": "for", "endif": "if"}
_INNER = {"elif": ("if",), "else": ("if", "for")}

_REACHES = ("tr", "tc", "p")
_SAID = {*_ENDS, *_ENDS.values(), *_INNER}
_ALL = "for、if、elif、else、endfor、endif"
_KNOWN = {*_ENDS, *_ENDS.values(), *_INNER, "set", "macro", "include", "import", "from", "block", "call", "with"}
"""What has its partner here, and what Jinja reads too and the house refuses for another reason."""


def unpaired(tags: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield ``(place, message, hint)`` of each tag without its partner; the place counts the tags from 0."""
    unknown = [(at, word) for at, word in _statements(tags) if word not in _KNOWN]
    if unknown:
        yield from ((at, f"有不认识的标记 {word}", _meant(word)) for at, word in unknown)
        return  # what they were meant to begin or end nobody knows
    begun: list[tuple[str, int]] = []
    for at, word in _statements(tags):
        if word in _ENDS.values():
            begun.append((word, at))
        elif word in _INNER:
            if not begun or begun[-1][0] not in _INNER[word]:
                yield at, f"{word} 不在 {'、'.join(_INNER[word])} 里面", "删去它，或补上开头的标记"
        elif word in _ENDS:
            yield from _ended(word, at, begun)
    yield from map(_unclosed, begun)


def _meant(word: str) -> str:
    """Return what to write in place of a word that is none of ours, the nearest where there is one."""
    if word.lower() in _REACHES:
        return f"写作 {{%{word.lower()} … %}}：{word.lower()} 用小写，紧跟在 {{% 后面"
    for reach in _REACHES:
        if word.startswith(reach) and word.removeprefix(reach) in _SAID:
            return f"{reach} 后面空一格，写作 {{%{reach} {word.removeprefix(reach)} … %}}"
    near = difflib.get_close_matches(word.lower(), sorted(_SAID), n=1)
    return f"是不是 {near[0]}？只用 {_ALL}" if near else f"只用 {_ALL}"


def _ended(word: str, at: int, begun: list[tuple[str, int]]) -> Iterator[tuple[int, str, str]]:
    """Take off what a closing tag closes; yield what stands in its way, or the tag itself where nothing began."""
    opening = _ENDS[word]
    if opening not in {name for name, _ in begun}:
        yield at, f"{word} 前面没有对应的 {opening}", "删去这个标记，或补上开头的标记"
        return
    while (last := begun.pop())[0] != opening:
        yield _unclosed(last)


def _unclosed(begun: tuple[str, int]) -> tuple[int, str, str]:
    word, at = begun
    hint = f"在它管的内容后面加 {{% end{word} %}}；独占一段的写 {{%p end{word} %}}，独占一行的写 {{%tr end{word} %}}"
    return at, f"{word} 没有对应的 end{word}", hint


def _statements(tags: Sequence[str]) -> Iterator[tuple[int, str]]:
    for at, tag in enumerate(tags):
        if found := _STATEMENT.match(tag):
            yield at, found[1]
