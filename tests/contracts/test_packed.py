"""What lies packed comes out as it went in."""

from __future__ import annotations

import tracemalloc
from dataclasses import dataclass

import pytest

from contracts.packed import Packed


@dataclass(frozen=True, slots=True)
class Row:
    """One row."""

    number: int
    words: tuple[tuple[str, str | None], ...]


def row(number: int) -> Row:
    """Return a row that says nearly what the others say."""
    return Row(number, (("姓名", f"某某{number}"), ("住址", "青河镇上坪村一组"), ("电话", None)))


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 200])
def test_items_come_out_equal_and_in_order(count: int) -> None:
    """One by one, by place from either end, and in part."""
    rows = [row(number) for number in range(count)]
    packed = Packed(rows)

    assert len(packed) == count
    assert list(packed) == rows
    assert [packed[place] for place in range(count)] == rows
    assert packed[:70] == rows[:70]
    assert packed[-70::3] == rows[-70::3]
    assert packed == tuple(rows)
    assert packed == Packed(rows)
    assert packed != (*rows, row(0))
    assert packed != rows
    if count:
        assert packed[-1] == rows[-1]
    with pytest.raises(IndexError):
        packed[count]


def test_packed_items_are_put_behind_each_other_as_they_lie() -> None:
    """A workbook has several sheets; blocks need not be full."""
    packed = Packed([row(0)])
    packed.extend(Packed(map(row, range(1, 100))))
    packed.append(row(100))
    packed.extend(Packed())
    packed.extend([row(101)])

    assert [item.number for item in packed] == list(range(102))
    assert [packed[place].number for place in (0, 1, 64, 65, 99, 101)] == [0, 1, 64, 65, 99, 101]


def test_they_take_a_tenth_of_the_room() -> None:
    """That is what it is for."""
    tracemalloc.start()
    try:
        start, _ = tracemalloc.get_traced_memory()
        packed = Packed(row(number) for number in range(6400))
        between, _ = tracemalloc.get_traced_memory()
        plain = [row(number) for number in range(6400)]
        end, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert len(packed) == len(plain)
    assert (between - start) * 10 < end - between
