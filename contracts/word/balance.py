"""Proof, once for a template, that every paper it can give is well-formed, and which values are printed.

Each body of a loop and each branch of a condition must close what it opens. Then no choice of values can
break the file, and no paper needs to be parsed. A template without the proof is parsed each time.
"""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from contracts.word.program import OPERATORS, Steps

_TOKEN = re.compile(r"<[^>]*>?")
_EDGE = re.compile(r"<(/?)w:(?:tc|tr|tbl)(?=[ >])")
_ELEMENT = re.compile(r"<(/?)([\w:]+)(?=[\s>])[^<>]*(?<!/)>")
_NAME = re.compile(r"</?([^\s/>]+)")


class UnprovenError(ValueError):
    """The markup does not close where it opens, or holds more than tags and text.

    ``tag`` is the loop or condition in which that was found, as it is written, if it was in one.
    """

    tag = ""


def proven(steps: Steps) -> Steps:
    """Return the steps with ``None`` as run properties of every value that is not printed text.

    Raises:
        UnprovenError: A loop or condition opens what it does not close, or a value stands where no text may.
    """
    marked = _Scale().weighed(steps)
    for first in (True, False):
        _refuse_broken("".join(_skeleton(marked, first=first)))
    return marked


class _Scale:
    """Follows the open elements through the steps."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.tag = ""

    def weighed(self, steps: Steps) -> Steps:
        """Return the steps with every value marked, after they closed what they opened."""
        made: Steps = []
        floor = len(self.open)
        for step in steps:
            if step[0] == "text":
                self._read(step[1], floor)
                made.append(step)
            elif step[0] == "put":
                made.append(self._placed(step))
            elif self.tag:
                raise UnprovenError("a loop or condition inside a tag")
            else:
                made.append(self._branched(step))
        if len(self.open) != floor or self.tag:
            raise UnprovenError(self.tag or self.open[-1])
        return made

    def _placed(self, step: Steps) -> Steps:
        if self.tag:
            self.tag += "x"
        elif not self.open:
            raise UnprovenError("a value outside of everything")
        elif self.open[-1] == "w:t":
            return step
        return ["put", step[1], None]

    def _branched(self, step: Steps) -> Steps:
        body, otherwise = (3, 4) if step[0] == "for" else (2, 3)
        made = list(step)
        try:
            made[body] = self.weighed(step[body])
            made[otherwise] = self.weighed(step[otherwise])
        except UnprovenError as error:
            error.tag = error.tag or _written(step)
            raise
        return made

    def _read(self, words: str, floor: int) -> None:
        words = self.tag + words
        self.tag = ""
        for token in _TOKEN.findall(words):
            if not token.endswith(">"):
                self.tag = token
            elif token.startswith("<!") or (token.startswith("<?") and self.open):
                raise UnprovenError(token)
            elif token.startswith("</"):
                self._close(token, floor)
            elif not token.startswith("<?") and not token.endswith("/>"):
                self.open.append(_name(token))

    def _close(self, token: str, floor: int) -> None:
        if len(self.open) <= floor or self.open.pop() != _name(token):
            raise UnprovenError(token)


def across_edges(steps: Steps) -> str:
    """Return the loop or condition for which some paper is not well-formed: met or not, empty or long; else nothing."""
    for first, times in ((True, 1), (False, 1), (True, 0), (True, 2)):
        try:
            _refuse_broken("".join(_skeleton(steps, first=first, times=times)))
        except UnprovenError:
            return _first_unproven(steps) or "标记"
    return _uneven(steps)


def _uneven(steps: Steps) -> str:
    """Return the first loop or condition that opens what only another one closes; else nothing.

    Where all conditions are met, and where none is, the halves fit; of two that differ only one half is printed.
    """
    for step in steps:
        if step[0] in {"for", "if"}:
            branches = step[-3:-1] if step[0] == "for" else step[-2:]
            effects = [_left_open(branch) for branch in branches]
            alike = step[0] == "if" and effects[0] == effects[1]
            if not alike and any(closed != opened[::-1] for closed, opened in effects):
                return _written(step)
            found = next(filter(None, map(_uneven, branches)), "")
            if found:
                return found
    return ""


def _left_open(steps: Steps) -> tuple[list[str], list[str]]:
    """Return the elements that a branch closes without opening them, and those that it opens and leaves open."""
    closed: list[str] = []
    opened: list[str] = []
    for match in _ELEMENT.finditer("".join(_skeleton(steps, first=True))):
        if not match[1]:
            opened.append(match[2])
        elif opened:
            opened.pop()
        else:
            closed.append(match[2])
    return closed, opened


def _first_unproven(steps: Steps) -> str:
    try:
        proven(steps)
    except UnprovenError as error:
        return error.tag
    return ""


def across_cells(steps: Steps) -> str:
    """Return the first loop or condition that begins in one cell, row or table and ends in another; else nothing."""
    for step in steps:
        if step[0] in {"for", "if"}:
            branches = step[-3:-1] if step[0] == "for" else step[-2:]
            if any(map(_leaves_its_cell, branches)):
                return _written(step)
            found = next(filter(None, map(across_cells, branches)), "")
            if found:
                return found
    return ""


def _leaves_its_cell(steps: Steps) -> bool:
    depth = 0
    for match in _EDGE.finditer("".join(_skeleton(steps, first=True))):
        depth += -1 if match[1] else 1
        if depth < 0:
            return True
    return depth != 0


def _written(step: Steps) -> str:
    """Return a loop or condition as it is written in the template."""
    return f"{{% for {step[1]} in {_said(step[2])} %}}" if step[0] == "for" else f"{{% if {_said(step[1])} %}}"


def _said(value: list[Any]) -> str:
    """Return a value or a condition as it is written in the template."""
    kind, *rest = value
    match kind:
        case "name" | "const":
            return f'"{rest[0]}"' if kind == "const" and isinstance(rest[0], str) else str(rest[0])
        case "getattr":
            return f"{_said(rest[0])}.{rest[1]}"
        case "compare":
            return _said(rest[0]) + "".join(f" {OPERATORS[sign]} {_said(item)}" for sign, item in rest[1])
        case "not":
            return f"not {_said(rest[0])}"
    words = [_said(item) for item in rest]
    return f"{words[0]}[{words[1]}]" if kind == "getitem" else f" {kind} ".join(words)


def _name(token: str) -> str:
    found = _NAME.match(token)
    if found is None:
        raise UnprovenError(token)
    return found[1]


def _skeleton(steps: Steps, *, first: bool, times: int = 1) -> list[str]:
    """Return a paper with every loop run so often, and the first or the other branch of every condition."""
    words: list[str] = []
    for kind, *rest in steps:
        if kind == "text":
            words.append(rest[0])
        elif kind == "put":
            words.append("x")
        elif kind == "for":
            words += _skeleton(rest[2], first=first, times=times) * times
        else:
            words += _skeleton(rest[1] if first else rest[2], first=first, times=times)
    return words


def _refuse_broken(text: str) -> None:
    try:
        expat.ParserCreate().Parse(text.encode(), True)  # noqa: FBT003 - expat's own way to say "that was all"
    except expat.ExpatError as error:
        raise UnprovenError(str(error)) from error
