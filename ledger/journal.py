"""The journal's arithmetic: one fixed form of JSON, the hash chain over it, the digest of rows.

An event is ``(seq, at, actor, kind, subject, body, prev, hash)`` with
``hash = SHA-256(prev ‖ canonical([seq, at, actor, kind, subject, body]))``. Its body names, for each
table it wrote to, the digest of those very rows, so that the chain also vouches for the tables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

ALGORITHM = "sha256"
BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the journal; ``body`` is canonical JSON text."""

    seq: int
    at: str
    actor: str
    kind: str
    subject: str
    body: str
    prev: str
    hash: str

    @property
    def is_whole(self) -> bool:
        """Whether the hash belongs to the content."""
        return self.hash == chained(
            self.prev, seq=self.seq, at=self.at, actor=self.actor,
            kind=self.kind, subject=self.subject, body=self.body,
        )  # fmt: skip


def canonical(value: Any) -> str:
    """Return a value as JSON in one fixed form: sorted keys, no spaces, Chinese as it is, no float.

    Bytes stand as their SHA-256.

    Raises:
        TypeError: A float, whose decimal form is nobody's promise, or anything JSON does not know.
    """
    _refuse_floats(value)
    return _CANONICAL.encode(value)


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float")
    if isinstance(value, Mapping):
        value = value.values()
    elif not isinstance(value, list | tuple):
        return
    for item in value:
        if type(item) not in _PLAIN:
            _refuse_floats(item)


def _plain(value: Any) -> Any:
    """Return what JSON knows for what it does not know."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in the journal")


# Made once: a registered contract takes fourteen texts in these forms.
_PLAIN = frozenset({str, int, bool, type(None)})
_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, default=_plain
)
_BLOCK = 1_000  # rows whose JSON is held at once; the digest is the same for any number
_OF_ROWS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_plain)


def chained(prev: str, *, seq: int, at: str, actor: str, kind: str, subject: str, body: str) -> str:
    """Return the hash of an event that follows ``prev``, 64 hex digits."""
    content = canonical([seq, at, actor, kind, subject, body])
    return hashlib.sha256((prev + content).encode("utf-8", "surrogatepass")).hexdigest()


def follow(
    prev: Event | None, *, at: str, actor: str, kind: str, subject: str, body: Mapping[str, Any]
) -> Event:
    """Return the event after ``prev`` (``None``: the first), its hash computed."""
    seq, prev_hash = (prev.seq + 1, prev.hash) if prev else (1, BEFORE_THE_FIRST)
    text = canonical(body)
    return Event(
        seq=seq, at=at, actor=actor, kind=kind, subject=subject, body=text, prev=prev_hash,
        hash=chained(prev_hash, seq=seq, at=at, actor=actor, kind=kind, subject=subject, body=text),
    )  # fmt: skip


def digest(rows: Iterable[Sequence[Any]]) -> str:
    """Return the SHA-256 of the JSON list of rows in the order given, each in the column order of its table.

    The rows may come one by one; the list is never held whole.

    A float, which no table of the ledger can hold, changes the digest instead of stopping it: whoever
    verifies must not be stopped by what a forger wrote.
    """
    hashed, comma, rest = hashlib.sha256(b"["), "", iter(rows)
    while block := list(islice(rest, _BLOCK)):
        hashed.update(_encoded(comma + text_of_rows(block)[1:-1]))
        comma = ","
    hashed.update(b"]")
    return hashed.hexdigest()


def text_of_rows(rows: Sequence[Sequence[Any]]) -> str:
    """Return the JSON list of which :func:`digest` is the hash: every text of the rows stands in it."""
    return _OF_ROWS.encode(rows)


def digest_of_text(text: str) -> str:
    """Return the :func:`digest` of the rows whose :func:`text_of_rows` this is."""
    return hashlib.sha256(_encoded(text)).hexdigest()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
