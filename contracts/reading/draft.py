"""The plan of a sheet while it is drawn up, heading by heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from contracts.reading.abreast import is_of_death
from contracts.reading.contents import NOT_SEEN, Contents
from contracts.reading.headings import Block, Field, Heading
from contracts.reading.layouts import Layout, vocabulary
from contracts.reading.lexicon import words_of
from contracts.reading.meanings import CHILDREN, Meaning, meaning_of
from contracts.reading.titles import subject_of
from contracts.reading.wording import bare, codes_in

_NOT_BESIDE = {"wife": {"wife", "head"}, "child": {"child", "spouse"}}
"""Who a bare name cannot be where these are named: the title is of them."""
_WHO_DIED = "死者"
_ASKED_FOR = ("申请", "申报", "申领")
_UNIT = re.compile(r"万元|\(万\)|(?<!单)元")


@dataclass(slots=True, kw_only=True)
class Draft:
    """The plan while its columns are walked from left to right.

    ``current`` is the person named last, ``lost`` says that somebody stood there whom we do not know, and
    ``apart`` that what was taken last is no person's. ``waiting`` are headings before the first name, whose
    they are the name will tell. ``rivals`` are further columns for one sum. ``children`` are the slots by the
    words of their names: 长女 may be ``child2``. ``aliases`` are who others are by a bracket.
    ``only`` is how the one person of the list is called, where no other word says who that is. ``added`` are columns
    known by their exact words on a paper that is read by its headings.
    """

    block: Block
    layout: Layout | None
    contents: Contents = NOT_SEEN
    only: Meaning | None = None
    added: Layout | None = None
    doubtful: set[str] = field(default_factory=set)
    fields: dict[tuple[str, str], Field] = field(default_factory=dict)
    waiting: list[tuple[Heading, str]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unknown: list[Heading] = field(default_factory=list)
    unclear: list[Heading] = field(default_factory=list)
    asked: list[Heading] = field(default_factory=list)
    doubled: list[Heading] = field(default_factory=list)
    contrary: list[Heading] = field(default_factory=list)
    yearless: list[Heading] = field(default_factory=list)
    others: list[Heading] = field(default_factory=list)
    counted: list[Heading] = field(default_factory=list)
    unnamed: list[int] = field(default_factory=list)
    children: dict[str, str] = field(default_factory=dict)
    current: str = ""
    lost: bool = False
    apart: bool = False
    serial: int = 0
    rivals: dict[str, list[Heading]] = field(default_factory=dict)
    aliases: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Note who somebody is by the brackets of one heading: 投保人 by 投保人(家长)姓名."""
        meanings = (meaning_of(heading.plain, heading.above) for heading in self.block.headings)
        named = ((found.who, found.slot) for found in meanings)
        self.aliases = {who: slot for who, slot in named if who and slot not in {"deputy", "nobody"}}

    @property
    def named(self) -> Layout | None:
        """The columns that are known by their exact words."""
        return self.layout or self.added

    @property
    def subject(self) -> str:
        """Who bare names are by the title of the list, empty where it does not say or the headings name them."""
        meanings = [(heading, self.meaning(heading)) for heading in self.block.headings]
        names = [heading for heading, found in meanings if found.key == "name"]
        named = {found.slot for _, found in meanings if found.key == "name"}
        by_member = any(found.key == "relation" for _, found in meanings)
        slot = self.subject_by_title
        if not slot and not by_member and any(map(_is_parent, names)) and not named & {"head", "person"}:
            slot = "child"  # whose father or mother is named is the child
        return "" if named & _NOT_BESIDE.get(slot, set()) else slot

    @property
    def subject_by_title(self) -> str:
        """Who the list is of by its title, empty where it does not say; beside others by its merged heading."""
        if self.block.event:
            return "child" if any(word.kind == "born" for word in words_of(self.block.event)) else ""
        return next((slot for title in self.block.titles if (slot := subject_of(title))), "")

    @property
    def of_the_dead(self) -> bool:
        """Whether this is the list of who died, beside others."""
        return is_of_death(self.block.event)

    @property
    def has_one_phone(self) -> bool:
        """Whether the list has a single column of telephones that may be a party's."""
        found = [self.meaning(heading) for heading in self.block.headings]
        return sum(one.key == "phones" and one.slot not in {"nobody", "deputy"} for one in found) == 1

    def meaning(self, heading: Heading) -> Meaning:
        """Return what a heading means, under those above it; who alone is named in the list is the person."""
        found = meaning_of(heading.plain, heading.above)
        if self.of_the_dead and found.slot == "nobody" and _is_the_dead(heading):
            return replace(found, slot="" if found.key == "died_on" else "person")
        if found.slot == "deputy" and found.who in self.aliases:
            return replace(found, slot=self.aliases[found.who])
        if self.only and called(found) == called(self.only):
            return replace(found, slot="person", strange="")
        return found

    def take(self, heading: Heading, slot: str, key: str) -> None:
        """Read a column into a field; a second column for one thing is asked about."""
        if slot in CHILDREN:
            slot = self._child_of(heading, slot, key)
        place = slot, key
        if place in self.fields or key in self.doubtful:
            if key != "phones" or slot == "values" or self.heading_of(self.fields[place]).plain == heading.plain:
                self.ask_twice(heading, slot, key)
                return
            place = slot, f"{key} {heading.column}"  # another telephone of the same person
        self.fields[place] = Field(
            column=heading.column,
            slot=slot,
            key=key,
            type=self.type_of_cells(heading, slot, key),
            unit=self.unit_of(heading),
            codes=codes_in(heading.plain),
        )
        self.apart = slot == "values"
        if slot != "values":
            self.current = slot
            self.lost = False

    def _child_of(self, heading: Heading, slot: str, key: str) -> str:
        """Return which child a heading is about: 长子 and 长女 are two, each with its own columns."""
        text = bare(heading.plain)
        if key == "name":
            if (slot, key) in self.fields:
                slot = next((child for child in CHILDREN if (child, key) not in self.fields), slot)
            self.children[text.removesuffix("姓名").removesuffix("名字")] = slot
            return slot
        return next((child for word, child in self.children.items() if word and text.startswith(word)), slot)

    def unit_of(self, heading: Heading) -> str:
        """Return the unit of money: the heading's own, that of the merged ones above it, or the sheet's."""
        texts = (heading.plain, *reversed(heading.above))
        found = next((match[0] for text in texts if (match := _UNIT.search(text))), self.block.unit)
        return "万元" if "万" in found else "元"

    def add_part(self, heading: Heading, first: int) -> bool:
        """Read a column as the rest of what begins in another one; say whether that one is read."""
        for place, item in self.fields.items():
            if item.column == first:
                self.fields[place] = replace(item, also=(*item.also, heading.column))
                return True
        return False

    def ask_twice(self, heading: Heading, slot: str, key: str) -> None:
        """Ask about a second column for one thing; of two sums neither is read, of two persons nobody."""
        said = key == "name" and slot == "person" and bool(self.meaning(heading).slot)
        if said and ("person", "id_number") in self.fields:
            self.doubled.append(heading)
            self.lost = True
            return
        if slot != "values" and key != "phones":
            self.unclear.append(heading)
            return
        if self.type_of(slot, key) == "money":
            self.rivals.setdefault(key, []).append(heading)
        else:
            self.doubled.append(heading)

    def settle(self) -> None:
        """Of several sums keep the total, or what is paid, or approved, rather than applied for; ask about others."""
        for key, others in self.rivals.items():
            first = self.fields["values", key]
            rivals = [self.heading_of(first), *others]
            best = max(map(_rank, rivals))
            chosen = [heading for heading in rivals if _rank(heading) == best]
            if len(chosen) == 1:
                column, unit = chosen[0].column, self.unit_of(chosen[0])
                self.fields["values", key] = replace(first, column=column, unit=unit)
            else:
                del self.fields["values", key]
                self.doubtful.add(key)
                self.doubled += rivals

    def heading_of(self, item: Field) -> Heading:
        """Return the heading of a field."""
        return next(heading for heading in self.block.headings if heading.column == item.column)

    def shown(self, heading: Heading) -> str:
        """Return what the cells of a column show, empty where nothing in particular."""
        return self.contents.shown.get(heading.column) or ""

    def type_of(self, slot: str, key: str) -> str:
        """Return how the cells of a field are read."""
        if slot != "values":
            return key
        types = dict(self.named.types) if self.named else {}
        return types.get(key) or vocabulary().types.get(key, "text")

    def type_of_cells(self, heading: Heading, slot: str, key: str) -> str:
        """Return how a column is read: codes of digits may be an office's own, with letters and hyphens.

        On a known paper nobody looked at the cells.
        """
        kind = self.type_of(slot, key)
        free = heading.column in self.contents.coded or self.contents is NOT_SEEN
        return "code" if kind == "digits" and free else kind

    def adults(self) -> list[str]:
        """Return who of the grown-ups is named so far."""
        if any(known == "couple" for _, known in self.fields):
            return ["wife", "husband"]
        return [slot for slot, known in self.fields if known == "name" and slot not in CHILDREN]

    def named_after(self, slot: str) -> str:
        """Return the words by which somebody is named: 丈夫 of 丈夫姓名; empty where nobody is."""
        item = self.fields.get((slot, "name"))
        return bare(self.heading_of(item).plain) if item else ""

    def rename(self, slot: str, other: str) -> None:
        """Let everything read of one person be another's."""
        self.fields = {
            (other if whose == slot else whose, key): replace(item, slot=other) if whose == slot else item
            for (whose, key), item in self.fields.items()
        }


def called(found: Meaning) -> tuple[str, str, str]:
    """Return by what a heading calls somebody."""
    return found.slot, found.who, found.strange


def _is_the_dead(heading: Heading) -> bool:
    return any(word.kind == "death" or word.text == _WHO_DIED for word in words_of(heading.plain))


def _is_parent(heading: Heading) -> bool:
    kinds = {word.kind for text in (heading.plain, *heading.above) for word in words_of(text)}
    return not kinds.isdisjoint({"father", "mother"}) and kinds.isdisjoint({"wife", "husband", *CHILDREN})


def _rank(heading: Heading) -> int:
    kinds = {word.kind for text in (heading.plain, *heading.above) for word in words_of(text)}
    if "apply" not in kinds or "total" in kinds:
        return 3 if "total" in kinds else 2
    return 0 if any(word in text for text in (heading.plain, *heading.above) for word in _ASKED_FOR) else 1
