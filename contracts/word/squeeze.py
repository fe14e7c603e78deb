"""How a part of a Word file is made small: a table of ways, the one always there and a faster one.

``ARCHIVE`` gives the same bytes on every machine with the same zlib; papers that are rebuilt and compared
by hash use it. ``isal`` is an optional wheel (extra ``fast``): five times quicker, a tenth larger, other
bytes for the same words; it serves batches, whose hashes are taken from what lies on the disk.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Squeeze:
    """A way to deflate: ``stream`` returns an open raw stream, ``check`` goes on with a CRC-32."""

    name: str
    stream: Callable[[], Stream]
    check: Callable[[bytes, int], int]

    def deflate(self, data: bytes) -> bytes:
        """Return a raw stream that holds the data."""
        stream = self.stream()
        return stream.compress(data) + stream.flush()


class Stream(Protocol):
    """What zlib and its quicker brothers offer."""

    def compress(self, data: bytes, /) -> bytes:
        """Take data and return what is ready."""

    def flush(self) -> bytes:
        """Return the rest."""


def zlib_at(level: int) -> Squeeze:
    """Return the standard library's deflate at a level from 1 (quick) to 9 (small)."""
    return Squeeze(
        name=f"zlib-{level}",
        stream=functools.partial(zlib.compressobj, level, zlib.DEFLATED, -15),
        check=zlib.crc32,
    )


ARCHIVE = zlib_at(6)


@functools.cache
def quickest() -> Squeeze:
    """Return ``isal`` where its wheel is installed, else :data:`ARCHIVE`."""
    try:
        from isal import isal_zlib
    except ImportError:
        return ARCHIVE

    stream = functools.partial(isal_zlib.compressobj, 1, isal_zlib.DEFLATED, -15)
    return Squeeze(name="isal-1", stream=stream, check=isal_zlib.crc32)


def ways() -> tuple[Squeeze, ...]:
    """Return each way that this machine knows, the quickest first: a paper may have been printed with any of them."""
    return (quickest(),) if quickest() is ARCHIVE else (quickest(), ARCHIVE)
