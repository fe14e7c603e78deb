"""Which known layout a sheet shows, for certain or not at all.

All of its required headings are there and none that it does not know. Shipped layouts and the office's own are alike
data; nothing here reads a cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from contracts.reading.headings import Block, Heading, forbidden_words
from contracts.reading.layouts import ColumnRule, Layout, layouts, plain_heading
from contracts.reading.meanings import UNREAD, meaning_of, near_meaning
from contracts.reading.wording import bare


def recognised(block: Block, own: Sequence[Layout] = ()) -> Layout | None:
    """Return the known layout that this block shows for certain, or ``None``.

    All required headings are there, and every heading is one of the layout's, of the columns that may stand
    ``beside`` it, or one nobody reads; of several the one with most headings in common. The office's ``own``
    stand before the shipped ones.
    """
    for known in (own, layouts()):
        papers = (wide for layout in known if layout.required for wide in _widths(layout, own))
        fitting = [(_fit(layout, block), layout) for layout in papers]
        best = max(fitting, key=lambda pair: pair[0], default=None)
        if best and best[0]:
            return best[1]
    return None


def form_behind(block: Block, own: Sequence[Layout] = ()) -> Layout | None:
    """Return the form of ours to which somebody added columns of their own, or ``None``.

    All its required headings are there, and at least half of all that it has, in its own words. What was added is
    read by its words, as on any paper; what the form alone knows (确认的等级) is not lost with it.
    """
    forms = (layout for layout in (*own, *layouts()) if layout.intake and not missing_headings(layout, block))
    papers = ((layout, wide, _common(wide, block)) for layout in forms for wide in _widths(layout, own))
    kept = [(common, wide) for layout, wide, common in papers if common * 2 >= len(layout.columns)]
    return max(kept, key=lambda pair: pair[0], default=(0, None))[1]


def _common(layout: Layout, block: Block) -> int:
    return sum(bool(heading.text) and layout_rule(layout, heading) is not None for heading in block.headings)


def _widths(layout: Layout, own: Sequence[Layout]) -> Iterator[Layout]:
    """Yield a layout, and as it is with the columns that may stand beside it."""
    yield layout
    yield from (layout.widened(added) for added in own if added.beside == layout.name)


def _fit(layout: Layout, block: Block) -> int:
    if missing_headings(layout, block):
        return 0
    common = 0
    for heading in block.headings:
        if not heading.text or forbidden_words(heading) or meaning_of(heading.plain).key == UNREAD:
            continue
        if layout_rule(layout, heading) is None:
            return 0
        common += 1
    return common


def missing_headings(layout: Layout, block: Block) -> list[str]:
    """Return the required headings that a block lacks, or has less often than the layout tells them apart."""
    seen = Counter(bare(heading.plain) for heading in block.headings if heading.text)
    often = Counter[str]()
    for rule in layout.columns:
        plain = bare(plain_heading(rule.heading))
        often[plain] = max(often[plain], rule.nth, 1)
    wanted = [(text, bare(plain_heading(text))) for text in layout.required]
    return [
        text if often[plain] == 1 else f"{text}（{often[plain]} 栏）"
        for text, plain in wanted
        if seen[plain] < often[plain]
    ]


def layout_rule(layout: Layout, heading: Heading) -> ColumnRule | None:
    """Return the layout's rule for a heading, by its words and its place."""
    words = bare(heading.plain)
    for rule in layout.columns:
        if rule.number:
            if rule.number == heading.column:
                return rule
            continue
        wanted = plain_heading(rule.heading)
        fits = wanted == heading.plain if "/" in wanted else bare(wanted) == words
        if fits and rule.nth in {0, heading.nth} and (not rule.under or plain_heading(rule.under) in heading.above):
            return rule
    return None


def near_heading(heading: Heading) -> str:
    """Return a known heading that this one resembles, for a question; empty where none does."""
    return near_meaning(heading.plain)
