"""Every way to squeeze gives back what went in."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.word.squeeze import ARCHIVE, Squeeze, quickest, ways, zlib_at


@pytest.mark.parametrize("squeeze", [ARCHIVE, zlib_at(1), quickest()], ids=lambda item: item.name)
@given(data=st.binary(max_size=500))
def test_what_is_squeezed_comes_out_whole(squeeze: Squeeze, data: bytes) -> None:
    """The stream is raw deflate; the sum is the zip's own."""
    assert zlib.decompress(squeeze.deflate(data), -15) == data
    assert squeeze.check(data, 0) == zlib.crc32(data)


def test_the_archive_way_does_not_depend_on_what_is_installed() -> None:
    """A paper rebuilt from the ledger must have the same bytes."""
    stream = zlib.compressobj(6, zlib.DEFLATED, -15)
    assert ARCHIVE.deflate(b"a" * 99) == stream.compress(b"a" * 99) + stream.flush()


def test_every_way_is_tried_once_and_the_common_one_always() -> None:
    """A paper may come from a machine with the faster wheel or from one without."""
    names = [item.name for item in ways()]

    assert names[0] == quickest().name
    assert ARCHIVE.name in names
    assert len(set(names)) == len(names)
