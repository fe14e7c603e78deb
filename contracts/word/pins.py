"""Which paragraphs of a Word template a fault is about, so that a remark can stand beside each.

A fault quotes what it found (“{{ a|b }}”, the third of several: 第3处), names a value
(sections.services.terms[].txt) or says in which paragraph or cell it is (Word 版式 表1第2行第3列); every paragraph that
holds those words is meant, there if it says where. Word has no comments in headers
and footers, and a fault of the manifest has no paragraph: these are remarked at the top, with their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from contracts.model import Problem
from contracts.word.foreign import FoundClause, read_clauses
from contracts.word.remarks import Remark
from contracts.word.spots import LONGEST, plain, tags_in, tags_of

_SPOT = re.compile(r"“(.+)”(?:第(\d+)处)?$")
_QUOTED = re.compile(r"“([^”]+)”")
_PIECES = re.compile(r"[\n\t；]")
_NAMED = re.compile(r"[^\W\d]\w*(?:(?:\[\])?\.[^\W\d]\w*)*(?:\[\])?")
_LOOP = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s+)?for\s+(\w+)\s+in\s+([\w.]+)")
_LOOP_END = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s+)?endfor\b")
_UNKNOWN = re.compile(r"没有名为 (\S+) 的内容")
_BODY = "word/document.xml"


def pinned(content: bytes, problems: Sequence[Problem]) -> tuple[Remark, ...]:
    """Return a remark for each paragraph that a problem is about, in the order of the problems.

    Args:
        content: The Word file of a kind.
        problems: What is wrong with the kind.

    Raises:
        DocumentError: The file cannot be read.
    """
    clauses = read_clauses(content)
    return tuple(remark for problem in problems for remark in _remarks(clauses, problem))


def _remarks(clauses: Sequence[FoundClause], problem: Problem) -> Iterator[Remark]:
    said, cure = f"【错】{problem.where}：{problem.message}", f"改法：{problem.hint}"
    there = [clause for clause in clauses if problem.where.endswith(f" {clause.where}")]
    places = (
        _by_spot(clauses, problem)
        or _with_words(there, _quoted(problem))
        or _with_words(clauses, _quoted(problem))
        or there[:1]
        or _by_name(clauses, problem)
    )
    if not places:
        yield Remark(anchor=0, lines=(said, cure))
    for clause in places:
        elsewhere = "" if clause.story.startswith(_BODY) else f"（在{clause.where}）"
        yield Remark(anchor=clause.anchor, lines=(said + elsewhere, cure))


def _by_spot(clauses: Sequence[FoundClause], problem: Problem) -> list[FoundClause]:
    """Return the paragraphs that a place quotes: those with just these words or tags, of several equal ones the nth."""
    match = _SPOT.search(problem.where)
    if match is None:
        return []
    part, wanted, nth = problem.where[: match.start()], plain(match[1]), int(match[2] or 0)
    within = [clause for clause in clauses if _is_in(part, clause)]
    if nth:
        every = [item for item in within for tag in tags_in(item.text) if plain(tag)[: len(wanted)] == wanted]
        return every[nth - 1 : nth]
    same = [item for item in within if wanted in _quotable(item.text)]
    held = [item for item in within if wanted in plain(item.text)]
    return same or _with_words(held, _quoted(problem)) or held[:1]


def _quotable(text: str) -> set[str]:
    """Return what a place may quote of a paragraph: its words or its tags, the long ones cut short."""
    tags = tags_of(text)
    return {plain(words) for words in (text, text[:60], tags, tags[:LONGEST])}


def _is_in(part: str, clause: FoundClause) -> bool:
    """Whether a paragraph stands in the part that a place begins with: 页眉 has several stories."""
    return clause.story.startswith(_BODY) if part == "正文" else clause.where.startswith(part)


def _by_name(clauses: Sequence[FoundClause], problem: Problem) -> list[FoundClause]:
    """Return every paragraph that asks for an unknown name, else the first one with a name that the fault says."""
    unknown = _UNKNOWN.match(problem.message)
    if unknown:
        path = unknown[1].removesuffix("[]")
        return [clause for clause, names in zip(clauses, _asked(clauses), strict=True) if path in names]
    return _with_words(clauses, _names(problem))


def _with_words(clauses: Sequence[FoundClause], words: Iterable[str]) -> list[FoundClause]:
    """Return the first paragraph that holds one of the words, the surest first."""
    for wanted in words:
        for clause in clauses:
            if wanted in plain(clause.text):
                return [clause]
    return []


def _asked(clauses: Sequence[FoundClause]) -> Iterator[set[str]]:
    """Yield what the tags of each paragraph ask for, as whole paths; a loop gives its row a name."""
    loops: list[tuple[str, str]] = []
    part = ""
    for clause in clauses:
        if clause.story.partition("#")[0] != part:
            part, loops = clause.story.partition("#")[0], []
        found: set[str] = set()
        for tag in tags_in(clause.text):
            if begun := _LOOP.match(tag):
                over = _whole_path(begun[2], loops)
                found.add(over)
                loops.append((begun[1], f"{over}[]"))
            elif _LOOP_END.match(tag):
                del loops[-1:]
            else:
                found |= {_whole_path(name, loops).removesuffix("[]") for name in _NAMED.findall(tag)}
        yield found


def _whole_path(name: str, loops: Sequence[tuple[str, str]]) -> str:
    first, dot, rest = name.partition(".")
    return next((path for said, path in reversed(loops) if said == first), first) + dot + rest


def _quoted(problem: Problem) -> Iterator[str]:
    """Yield what a fault quotes: whole, then piece by piece."""
    quoted = _QUOTED.findall(problem.message)
    yield from (words for found in quoted if (words := plain(found)))
    pieces = [piece for found in quoted for piece in _PIECES.split(found)]
    yield from sorted((words for piece in pieces if (words := plain(piece))), key=len, reverse=True)


def _names(problem: Problem) -> Iterator[str]:
    """Yield the names that a fault says: whole, then the last part."""
    for name in _NAMED.findall(problem.message):
        path = name.removesuffix("[]")
        yield from (path.rpartition("[].")[2], f".{path.rpartition('.')[2]}" if "[]." in path else path)
