"""Does a page say what was printed, and not a letter more? Held against the Word file that was issued.

A certificate says a thing twice, on the card and on its stub: that its words stand somewhere on the page proves
little. So every letter is counted, and how often each of its own words stands there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from contracts.pdf.words import plain
from contracts.word.reading import printed
from ledger.publishing.press import COPY_MARK, HISTORY_MARK
from ledger.store import Ledger

_LEADER = "_"  # the line to sign on: a tab in Word, so many strokes in a PDF
_MARKS = (COPY_MARK, HISTORY_MARK)  # letters behind the text in Word, a drawing in a PDF


def issued_words(ledger: Ledger, draft_sha256: str) -> tuple[tuple[str, ...], ...]:
    """Return the paragraphs, without blanks, of each Word file issued of a draft that lies unchanged in its place."""
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
            found.append(tuple(plain(line) for line in printed(content).split("\n") if line.strip()))
    return tuple(found)


def is_said_exactly(paragraphs: Sequence[str], words: str, own: Iterable[str]) -> bool:
    """Whether pages hold the letters of these paragraphs, each as often, and the own words of the paper as often.

    ``words`` are those of the pages, without blanks, in whatever order they were laid; ``own`` must not be cut apart
    by it.
    """
    marks = Counter("".join(mark for mark in _MARKS if mark in paragraphs))
    said = Counter("".join(line for line in paragraphs if line not in _MARKS))
    found = Counter(words.replace(_LEADER, ""))
    del said[_LEADER]
    if said - found or found - said - marks:
        return False
    whole = {plain(text) for text in own} - {""}
    return all(words.count(text) >= sum(line.count(text) for line in paragraphs) for text in whole)
