"""Lists that stand side by side on one sheet, to save paper: each is read as a list of its own.

They are side by side where the same headings begin again, and each begins with its own 序号; without that
the second half may be the other one of a couple.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from contracts.reading.headings import Block, Heading
from contracts.reading.wording import SERIAL, bare
from contracts.sheets import Row, Sheet


def parts_of(block: Block) -> tuple[Block, ...]:
    """Return the blocks that stand side by side, from left to right; the block itself where there is one."""
    starts = [place for place, heading in enumerate(block.headings) if bare(heading.plain) in SERIAL]
    if len(starts) < 2 or starts[0] != _first_named(block):  # noqa: PLR2004
        return (block,)
    runs = [block.headings[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    words = [tuple(_words(heading) for heading in run if heading.text) for run in runs]
    if len(set(words)) != 1 or len(words[0]) < 2:  # noqa: PLR2004
        return (block,)
    return tuple(replace(block, headings=_counted_again(run)) for run in runs)


def _first_named(block: Block) -> int:
    return next((place for place, heading in enumerate(block.headings) if heading.text), 0)


def _words(heading: Heading) -> tuple[str, ...]:
    return (*heading.above, heading.plain)


def _counted_again(run: tuple[Heading, ...]) -> tuple[Heading, ...]:
    seen: Counter[str] = Counter()
    counted = []
    for heading in run:
        seen[bare(heading.plain)] += 1
        counted.append(replace(heading, nth=seen[bare(heading.plain)]))
    return tuple(counted)


def part_of(sheet: Sheet, block: Block) -> Sheet:
    """Return a sheet with only the columns of a block filled; columns keep their letters."""
    left, right = block.headings[0].column, block.headings[-1].column

    def rows() -> Iterator[Row]:
        for number, cells in sheet.rows():
            yield number, (*("" for _ in range(left - 1)), *cells[left - 1 : right])

    merges = tuple(merge for merge in sheet.merges if left <= merge.left <= right)
    return replace(sheet, rows=rows, merges=merges)
