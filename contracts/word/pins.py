"""Which paragraph of a Word template a fault is about, so that a remark can stand beside it.

A fault quotes what it found (“{{ a|b }}”) or names a value (sections.services.terms[].txt); the first
paragraph that holds those words is meant. A fault of the manifest has no paragraph: it is remarked at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from contracts.model import Problem
from contracts.word.foreign import FoundClause, read_clauses
from contracts.word.remarks import Remark

_QUOTED = re.compile(r"“([^”]+)”")
_NAMED = re.compile(r"[a-z_][a-z0-9_]*(?:(?:\[\])?\.[a-z_][a-z0-9_]*)*(?:\[\])?")
_BLANK = re.compile(r"\s+")


def pinned(content: bytes, problems: Sequence[Problem]) -> tuple[Remark, ...]:
    """Return one remark for each problem, at the paragraph it is about.

    Args:
        content: The Word file of a kind.
        problems: What is wrong with the kind.

    Raises:
        DocumentError: The file cannot be read.
    """
    clauses = read_clauses(content)
    return tuple(
        Remark(
            anchor=_anchor(clauses, problem),
            lines=(f"【错】{problem.where}：{problem.message}", f"改法：{problem.hint}"),
        )
        for problem in problems
    )


def _anchor(clauses: Sequence[FoundClause], problem: Problem) -> int:
    for wanted in _wanted(problem):
        for clause in clauses:
            if wanted in _BLANK.sub("", clause.text):
                return clause.anchor
    return 0


def _wanted(problem: Problem) -> Iterator[str]:
    """Yield what to look for, the surest first: quoted words, a whole name, the last part of a name."""
    said = f"{problem.where} {problem.message}"
    yield from (words for found in _QUOTED.findall(said) if (words := _BLANK.sub("", found)))
    for name in _NAMED.findall(problem.message):
        plain = name.removesuffix("[]")
        yield plain.rpartition("[].")[2] if "[]." not in plain else f".{plain.rpartition('.')[2]}"
