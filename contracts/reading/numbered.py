"""Papers whose columns are known by number only: no heading is trusted, and there may be none."""

from __future__ import annotations

from contracts.reading.contents import shows_a_record
from contracts.reading.headings import Block, Heading, forbidden_words, head_of
from contracts.reading.layouts import Layout
from contracts.sheets import Sheet


def numbered_block(sheet: Sheet, layout: Layout) -> Block:
    """Return the columns of a paper known by number, as headings.

    The layout's first ``heading_rows`` rows are passed over, unless a person stands there already: then the export
    came without them, and the block ends before the first row. A column that must not be read is named by its
    number and the layout's word for it, whatever stands above it.
    """
    head = head_of(sheet)
    above = [cells for number, cells in head if number <= layout.heading_rows]
    last = 0 if any(map(shows_a_record, above)) else layout.heading_rows
    texts = [str(cell) for cell in above[-1]] if above and last else []
    words = {rule.number: rule.heading for rule in layout.columns}
    width = max((len(cells) for _, cells in head), default=0)
    headings = []
    for column in range(1, width + 1):
        known = Heading(column=column, row=last, text=f"第 {column} 列（{words.get(column, '')}）")
        text = known.text if forbidden_words(known) else texts[column - 1] if column <= len(texts) else ""
        headings.append(Heading(column=column, row=last, text=text))
    return Block(first=1, last=last, headings=tuple(headings), texts=())
