"""Lists that stand side by side on one sheet, to save paper: each is read as a list of its own.

They are side by side where the same headings begin again, and each begins with its own 序号; without that
the second half may be the other one of a couple. Or each stands under a merged heading that names what happened
to the people below it (迁移情况 | 死亡情况, domain V6): who died is nobody of the row's other half.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from contracts.reading.headings import Block, Heading, forbidden_words
from contracts.reading.layouts import vocabulary
from contracts.reading.lexicon import words_of
from contracts.reading.meanings import CHILDREN, UNREAD, announced, meaning_of
from contracts.reading.sieve import is_foot
from contracts.reading.wording import SERIAL, bare
from contracts.sheets import Row, Sheet, Value

_TWO = 2
_COUPLE = frozenset({"wife", "husband"})


def parts_of(block: Block, *, mapped: bool = False) -> tuple[Block, ...]:
    """Return the blocks that stand side by side, from left to right; the block itself where there is one.

    Args:
        block: The headings of the whole sheet.
        mapped: Whether a person has said what each column is; then no merged heading makes lists of it.
    """
    return _by_number(block) or (() if mapped else _by_event(block)) or (block if mapped else _whole(block),)


def _whole(block: Block) -> Block:
    """Return a block that stands alone; titled as of who died, and with the day, it is a list of the dead."""
    title = next((text for text in block.titles if is_of_death(text)), "")
    dated = any(meaning_of(heading.plain, heading.above).key == "died_on" for heading in block.headings)
    return replace(block, event=title) if title and dated and not _is_of_lost_children(block) else block


def _by_number(block: Block) -> tuple[Block, ...]:
    starts = [place for place, heading in enumerate(block.headings) if bare(heading.plain) in SERIAL]
    if len(starts) < _TWO or starts[0] != _first_named(block):
        return ()
    runs = [block.headings[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    words = [tuple(_words(heading) for heading in run if heading.text) for run in runs]
    if len(set(words)) != 1 or len(words[0]) < _TWO:
        return ()
    return tuple(replace(block, headings=_counted_again(run)) for run in runs)


def _first_named(block: Block) -> int:
    return next((place for place, heading in enumerate(block.headings) if heading.text), 0)


def _words(heading: Heading) -> tuple[str, ...]:
    return (*heading.above, heading.plain)


def _counted_again(run: Sequence[Heading]) -> tuple[Heading, ...]:
    seen: Counter[str] = Counter()
    counted = []
    for heading in run:
        seen[bare(heading.plain)] += 1
        counted.append(replace(heading, nth=seen[bare(heading.plain)]))
    return tuple(counted)


def _by_event(block: Block) -> tuple[Block, ...]:
    """Return the lists under merged headings that each say what happened to other people; none where it is not plain.

    Every list must name its people by itself. Beside people who are named otherwise only the dead are a list of
    their own, if the day of death is given: it tells them from the living. In a list of parents who lost a child
    the dead is theirs.
    """
    events = dict[str, list[Heading]]()
    for heading in block.headings:
        if heading.text and (over := _event_over(heading)):
            events.setdefault(over, []).append(heading)
    lists = {over: run for over, run in events.items() if any(meaning_of(item.plain).key == "name" for item in run)}
    deaths = [over for over in lists if is_of_death(over)]
    if not lists or not all(_names_its_own(over, lists[over]) for over in deaths):
        return ()
    inside = {heading.column for run in lists.values() for heading in run}
    rest = [heading for heading in block.headings if heading.column not in inside]
    named = any(meaning_of(heading.plain, heading.above).key == "name" for heading in rest)
    alone = not named and len(lists) >= _TWO and all(_names_its_own(over, run) for over, run in lists.items())
    if alone and _are_useless(behind := [heading for heading in rest if heading.column > min(inside)]):
        shared = [heading for heading in rest if heading not in behind]
        runs = [run if place else [*run, *behind] for place, run in enumerate(lists.values())]
        return tuple(_list_of(block, over, run, shared) for over, run in zip(lists, runs, strict=True))
    others = named or len(lists) > len(deaths)
    if not deaths or not others or _is_of_lost_children(block):
        return ()
    dead = {heading.column for over in deaths for heading in lists[over]}
    living = _counted_again([heading for heading in block.headings if heading.column not in dead])
    return replace(block, headings=living), *(_list_of(block, over, lists[over], ()) for over in deaths)


def _event_over(heading: Heading) -> str:
    """Return the merged heading over a column that says what happened, where it does not name one of a family."""
    return next((over for over in heading.above if _is_event(over)), "")


def _is_event(over: str) -> bool:
    if not any(word in over for word in vocabulary().events):
        return False
    slot = announced(over)
    return slot in {"", "nobody", "person"} or (slot in CHILDREN and not is_of_death(over))


def is_of_death(over: str) -> bool:
    """Whether a merged heading says that the people below it died."""
    return any(word.kind == "death" for word in words_of(over))


def _names_its_own(over: str, run: Sequence[Heading]) -> bool:
    """Whether a list names whom it is of: by a bare name, both of a couple, or a child and a parent.

    Who died is told from the living by the day.
    """
    slots = {found.slot for item in run if (found := meaning_of(item.plain)).key == "name"}
    if is_of_death(over):
        days = [words[-1].kind == "date" for item in run if (words := words_of(item.plain))]
        born = [meaning_of(item.plain).key == "birth_date" for item in run if words_of(item.plain)]
        return bool(slots) and slots <= {"", "nobody", "person"} and days.count(True) > born.count(True)
    return "" in slots or slots >= _COUPLE or (not slots.isdisjoint(CHILDREN) and not slots.isdisjoint(_COUPLE))


def _are_useless(behind: Sequence[Heading]) -> bool:
    """Whether columns between and behind the lists are not read, whosever they are."""
    said = [heading for heading in behind if heading.text]
    return all(meaning_of(item.plain, item.above).key == UNREAD or forbidden_words(item) for item in said)


def _is_of_lost_children(block: Block) -> bool:
    texts = [*block.titles, *(text for heading in block.headings for text in (heading.plain, *heading.above))]
    return any(word in text for word in vocabulary().lost_children for text in texts)


def _list_of(block: Block, over: str, run: Sequence[Heading], shared: Sequence[Heading]) -> Block:
    own = [replace(heading, above=tuple(text for text in heading.above if text != over)) for heading in run]
    headings = sorted([*shared, *own], key=lambda heading: heading.column)
    columns = frozenset(heading.column for heading in shared)
    return replace(block, headings=_counted_again(headings), event=over, shared=columns)


def part_of(sheet: Sheet, block: Block) -> Sheet:
    """Return a sheet with only the columns of a block filled; columns keep their letters.

    What a list shares with the others says nothing where its own columns are empty; a line of totals or signatures is
    one of every list.
    """
    columns = {heading.column for heading in block.headings}
    own = columns - block.shared
    last = max(columns)

    def rows() -> Iterator[Row]:
        for number, cells in sheet.rows():
            filled = sum(cell != "" for column, cell in enumerate(cells, 1) if column in own)
            if block.event and filled <= 1 and number > block.last and is_foot(cells):
                yield number, (*(cell for cell in cells if cell != ""), "")
            elif block.shared and not filled:
                yield number, ()
            else:
                yield number, _only(columns, cells[:last])

    merges = tuple(merge for merge in sheet.merges if merge.left in columns)
    return replace(sheet, rows=rows, merges=merges)


def _only(columns: Collection[int], cells: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(cell if column in columns else "" for column, cell in enumerate(cells, 1))
