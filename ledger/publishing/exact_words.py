"""Does a page say what was printed, and not a letter more? Held against the Word file that was issued.

A certificate says a thing twice, on the card and on its stub: that its words stand somewhere on the page proves
little. So every letter is counted, and how often each of its own words stands there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contracts.pdf.words import plain
from contracts.word.reading import printed, running_heads
from ledger.publishing.press import COPY_MARK, HISTORY_MARK
from ledger.store import Ledger

_LEADER = "_"  # the line to sign on: a tab in Word, so many strokes in a PDF
_MARKS = (COPY_MARK, HISTORY_MARK)  # letters behind the text in Word, a drawing in a PDF


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The paragraphs of an issued file without blanks: once each, and those that stand on every page."""

    paragraphs: tuple[str, ...]
    on_each_page: tuple[str, ...] = ()


def issued_words(ledger: Ledger, draft_sha256: str) -> tuple[Words, ...]:
    """Return the words of each Word file issued of a draft that lies unchanged in its place."""
    home = ledger.path.absolute().parent
    rows = ledger.rows(
        "select folder, name, content_sha256 from papers where draft_sha256 = ? and name like '%.docx' order by id",
        [draft_sha256],
    )
    found = []
    for row in rows:
        path = home / row["folder"] / row["name"]
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() == row["content_sha256"]:
            found.append(Words(paragraphs=_lines(printed(content)), on_each_page=_lines(running_heads(content))))
    return tuple(found)


def is_said_exactly(issued: Words, pages: Sequence[str], own: Iterable[str]) -> bool:
    """Whether pages hold the letters of a file, each as often, and the own words of the paper as often.

    ``pages`` are their words without blanks, in whatever order they were laid; ``own`` must not be cut apart by it.
    """
    paragraphs, words = issued.paragraphs, "".join(pages)
    marks = Counter("".join(mark for mark in _MARKS if mark in paragraphs) * len(pages))
    again = [line for line in issued.on_each_page if line not in _MARKS] * (len(pages) - 1)
    said = Counter("".join(line for line in (*paragraphs, *again) if line not in _MARKS))
    found = Counter(words.replace(_LEADER, ""))
    del said[_LEADER]
    if said - found or found - said - marks:
        return False
    whole = {plain(text) for text in own} - {""}
    return all(words.count(text) >= sum(line.count(text) for line in paragraphs) for text in whole)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(plain(line) for line in text.split("\n") if line.strip())
