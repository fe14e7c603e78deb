"""``batch.json``, a head and then a line for each paper: written as they are printed, read one at a time.

A batch may hold a hundred thousand papers; what is known of them stays on the disk, and in memory only
where each one's line begins.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from contracts.errors import InputError
from contracts.model import Draft, Review
from contracts.papers.sequence import OnDemand
from contracts.parts import PartReader
from contracts.plain import as_data, from_data

NAME = "batch.json"
_OPENED = b' "papers": ['
_CLOSED = b"]}"
_DRAFT, _REST = b'{"draft": ', b', "file": '


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper of a batch: what it says, what the law says of it, and its file with hash."""

    draft: Draft
    review: Review
    file: str
    sha256: str


def line_of(draft: Draft, review: Review, file: str, sha256: str) -> bytes:
    """Return the line of a paper; :func:`line_at` reads it back."""
    rest = json.dumps({"file": file, "review": as_data(review), "sha256": sha256}, ensure_ascii=False, sort_keys=True)
    return b"".join((_DRAFT, draft.canonical(), b", ", rest.encode()[1:]))


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a paper: the JSON of its draft as it stands there, and the rest as plain data."""

    draft: bytes
    rest: dict[str, Any]

    def is_of(self, sha256: str) -> bool:
        """Say whether the draft is the one with this hash, in whatever form another program saved it."""
        if hashlib.sha256(self.draft).hexdigest() == sha256:
            return True
        words = json.dumps(json.loads(self.draft), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(words.encode()).hexdigest() == sha256


class Index:
    """Writes the file: a head, then paper by paper.

    Args:
        file: Open for writing, at its beginning.
        head: What is said of the whole batch.
    """

    def __init__(self, file: IO[bytes], head: dict[str, Any]) -> None:
        self._file = file
        self.places = array("Q")
        """Where the line of each paper begins."""
        file.write(json.dumps(head, ensure_ascii=False, indent=1).encode()[:-2] + b",\n" + _OPENED)

    def add(self, line: bytes) -> None:
        """Write the line of the next paper."""
        self._file.write(b",\n" if self.places else b"\n")
        self.places.append(self._file.tell())
        self._file.write(line)

    def close(self) -> None:
        """Write the end."""
        self._file.write(b"\n" + _CLOSED)


def write_index(file: IO[bytes], head: dict[str, Any], papers: Iterable[Paper]) -> Index:
    """Write a whole index and return it, for the places of its lines."""
    index = Index(file, head)
    for paper in papers:
        index.add(line_of(paper.draft, paper.review, paper.file, paper.sha256))
    index.close()
    return index


def read_head(path: Path) -> dict[str, Any]:
    """Return what an index says of the whole batch.

    Raises:
        InputError: Damaged.
        FileNotFoundError: There is none.
    """
    with path.open("rb") as file:
        return _head(file, path)


def scanned(path: Path) -> Iterator[tuple[int, Line]]:
    """Yield where the line of each paper begins, and the line.

    Raises:
        InputError: Damaged.
    """
    with path.open("rb") as file:
        _head(file, path)
        place = file.tell()
        for content in file:
            if content == _CLOSED:
                return
            yield place, line_at(content, path)
            place += len(content)
        raise damaged(path)


def line_at(content: bytes, path: Path) -> Line:
    """Return what a line of the file says. The draft, nearly all of it, is not read yet.

    Raises:
        InputError: Damaged.
    """
    content = content.removesuffix(b"\n").removesuffix(b",")
    draft, found, rest = content.removeprefix(_DRAFT).partition(_REST)
    if found and len(draft) + len(found) + len(rest) < len(content):
        return Line(draft, _data(b'{"file": ' + rest, path))
    data = _data(content, path)  # saved by another program
    return Line(json.dumps(data.pop("draft", None), ensure_ascii=False).encode(), data)


def papers_at(path: Path, places: Sequence[int]) -> OnDemand[Paper]:
    """Return the papers whose lines begin at these places, each read when it is asked for.

    Raises:
        InputError: When one is asked for: the file was replaced meanwhile, or is damaged.
    """
    state = _state(path.stat())

    def paper(number: int) -> Paper:
        with path.open("rb") as file:
            if _state(os.fstat(file.fileno())) != state:
                raise InputError(f"{path} 在读的时候被改写了，请重新运行。")
            file.seek(places[number])
            return paper_of(line_at(file.readline(), path), path)

    return OnDemand(len(places), paper)


def paper_of(line: Line, path: Path) -> Paper:
    """Return the paper of a line.

    Raises:
        InputError: Damaged.
    """
    try:
        rest = dict(line.rest)
        return Paper(draft=draft_of(line, path), review=from_data(Review, rest.pop("review")), **rest)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise damaged(path) from error


def draft_of(line: Line, path: Path) -> Draft:
    """Return the draft of a line; what the law said of it is not read.

    Raises:
        InputError: Damaged.
    """
    try:
        return _drafts().read(line.draft.decode())
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise damaged(path) from error


@functools.cache
def _drafts() -> PartReader[Draft]:
    return PartReader(Draft)


def _head(file: IO[bytes], path: Path) -> dict[str, Any]:
    """Read up to the first paper."""
    lines = []
    for line in file:
        lines.append(line)
        if line.rstrip(b"\n") == _OPENED:
            break
    return _data(b"".join(lines) + _CLOSED, path)


def _data(content: bytes, path: Path) -> dict[str, Any]:
    try:
        data = json.loads(content)
    except ValueError as error:
        raise damaged(path) from error
    if not isinstance(data, dict):
        raise damaged(path)
    return data


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_size, found.st_mtime_ns


def damaged(path: Path) -> InputError:
    """Return the error for an index that cannot be read."""
    return InputError(f"{path} 已损坏，请重新起草本批。")
