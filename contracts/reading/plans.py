"""The plan of a sheet: for each heading its field, from the layout or from the words it is made of."""

from __future__ import annotations

import re
from dataclasses import replace

from contracts.reading.contents import NOT_SEEN, Contents
from contracts.reading.draft import Draft
from contracts.reading.headings import Block, Heading, Plan, forbidden_words
from contracts.reading.layouts import Layout
from contracts.reading.meanings import CHILDREN, UNREAD, Meaning
from contracts.reading.recognition import layout_rule
from contracts.reading.subjects import A_NAMES, SIGNS, only_name
from contracts.reading.substitutes import stand_in, substitute
from contracts.reading.wording import SERIAL, bare

BY_HEADINGS = "by_headings"
"""The name of the layout where no known one fits and the words alone are certain."""

_PLACES = frozenset({"registered_place", "residence_place"})
_SOMEBODY = re.compile(r"姓名|名字|人员|成员|人$|名$")
_LUNAR = re.compile("农历|阴历|旧历")
_PARTS_OF_A_DAY = ("年", "月", "日")
_A_NUMBER = re.compile(r".{0,6}(?:号|号码|码|证|证件|编号)|[A-Za-z]*ID", re.IGNORECASE)
_VAGUE = 4
_BY_CELLS = frozenset({"number", "grant", "real", "total"})
_SUMS = {"grant": "amount_fen", "real": "paid_fen", "total": "total_fen"}
_EITHERS = frozenset({"id_number", "phones", "birth_date"})
_COUPLE = frozenset({"wife", "husband", "person", "spouse"})
_OF_TWO = frozenset({"pairs", "two_numbers"})
_FIRST_OF_TWO = (
    (re.compile("夫.?[妻妇]|父.?母|男.?女"), "husband"), (re.compile("妻.?夫|母.?父|女.?男"), "wife"),
)  # fmt: skip
_NEVER = {
    "id_number": {"phones", "names", "dates"},
    "phones": {"id_number", "names", "dates"},
    "birth_date": {"id_number", "phones", "names"},
    "money": {"id_number", "phones", "names", "dates"},
    "monthly": {"id_number", "phones", "names", "dates"},
    "date": {"id_number", "phones"},
    "flag": {"id_number", "phones", "dates"},
    "text": {"phones"},
    "digits": {"phones", "names", "dates", "words"},
}
"""What cells of a kind never show: their heading means something else, or stands over the wrong column."""


def plan_for(
    block: Block, layout: Layout | None, contents: Contents = NOT_SEEN, added: Layout | None = None
) -> Plan:
    """Return what to read of a sheet with these headings.

    Args:
        block: The headings.
        layout: The known paper; ``None`` reads by the words of the headings alone.
        contents: What the cells of each column show, for headings that leave room.
        added: Columns that are known by their exact words where no layout is.
    """
    draft = _drafted(block, layout, contents, added)
    if layout is None and (only := only_name(draft)):
        draft = _drafted(block, layout, contents, added, only)
    for other, word, whose in (("husband", "丈夫", "wife"), ("wife", "妻", "husband")):
        if draft.adults() == ["person", other] and draft.named_after(other).startswith(word):
            draft.rename("person", whose)
    substitute(draft)
    if ("person", "name") not in draft.fields or len(draft.adults()) > 1:
        draft.fields.pop(("person", "side"), None)
    draft.unclear += [heading for heading, key in draft.waiting if key != "relation"]
    placed = {column for item in draft.fields.values() for column in (item.column, *item.also)}
    told = (draft.unknown, draft.unclear, draft.asked, draft.doubled, draft.contrary, draft.yearless)
    placed |= {heading.column for headings in told for heading in headings}
    return Plan(
        layout=layout.name if layout else BY_HEADINGS,
        block=block,
        fields=tuple(sorted(draft.fields.values(), key=lambda field: field.column)),
        dropped=tuple(dict.fromkeys(draft.dropped)),
        unknown=tuple(draft.unknown),
        unclear=tuple(draft.unclear),
        asked=tuple(draft.asked),
        doubled=tuple(draft.doubled),
        contrary=tuple(draft.contrary),
        yearless=tuple(draft.yearless),
        others=tuple(draft.others),
        counted=tuple(draft.counted),
        unnamed=tuple(draft.unnamed),
        unread=tuple(
            heading
            for heading in block.headings
            if heading.text and heading.column not in placed and heading.text not in draft.dropped
        ),
        serial=draft.serial,
    )


def _drafted(
    block: Block, layout: Layout | None, contents: Contents, added: Layout | None, only: Meaning | None = None
) -> Draft:
    draft = Draft(block=block, layout=layout, contents=contents, only=only, added=added)
    for heading in block.headings:
        _place(draft, heading)
    draft.settle()
    return draft


def _place(draft: Draft, heading: Heading) -> None:
    rule = layout_rule(draft.named, heading) if draft.named else None
    if forbidden_words(heading):
        draft.dropped.append(heading.text)
    elif rule is not None:
        if rule.field:
            slot, _, key = rule.field.partition(".")
            draft.take(heading, slot, key)
        elif parts := _parts_with(draft, heading):
            draft.add_part(heading, parts[0].column)
    elif not heading.text:
        if draft.shown(heading) == "id_number":
            draft.asked.append(heading)
        elif heading.column not in draft.contents.split or not draft.add_part(heading, heading.column - 1):
            draft.unnamed.append(heading.column)
    elif (draft.layout is None or not draft.layout.heading_rows) and not _is_part(draft, heading):
        _place_by_words(draft, heading)
    if bare(heading.plain) in SERIAL and not draft.serial:
        draft.serial = heading.column


def _parts_with(draft: Draft, heading: Heading) -> list[Heading]:
    """Return 年, 月 and 日 under the merged heading that this one stands under; nothing where it is none of them."""
    if heading.plain not in _PARTS_OF_A_DAY or not heading.above:
        return []
    return [item for item in draft.block.headings if item.above == heading.above and item.plain in _PARTS_OF_A_DAY]


def _is_part(draft: Draft, heading: Heading) -> bool:
    """Place 年, 月 and 日 under one merged heading, and the end of an ID number beside its beginning."""
    if heading.column in draft.contents.split and draft.add_part(heading, heading.column - 1):
        return True
    whole = _parts_with(draft, heading)
    if not whole:
        return False
    if heading == whole[0] and heading.plain == "年":
        *above, text = heading.above
        _place_by_words(draft, replace(heading, text=text, above=tuple(above)))
    else:
        draft.add_part(heading, whole[0].column)
    return True


def _place_by_words(draft: Draft, heading: Heading) -> None:
    found = stand_in(draft, heading, draft.meaning(heading))
    if _LUNAR.search(heading.plain):
        draft.unknown.append(heading)
    elif draft.shown(heading) == "sides" and found.key not in {"relation", "gender"}:
        _take_side(draft, heading, found)
    elif found.slot in {"nobody", "deputy"}:
        _pass_over(draft, heading, found)
    elif found.key in _BY_CELLS:
        _take_by_cells(draft, heading, found)
    elif draft.shown(heading) in _OF_TWO and (found.slot == "both" or _follows_a_couple(draft, found)):
        _take_couple(draft, heading, found)
    elif found.slot == "both" and found.key == "phones":
        _take_person(draft, heading, "phones", "values")  # of the household
    elif not found.key or _is_doubtful(draft, found):
        _take_unknown(draft, heading, found)
    elif found.of_person:
        _take_said(draft, heading, found)
    elif found.key != UNREAD:
        _take_value(draft, heading, found.key, found.slot)


def _pass_over(draft: Draft, heading: Heading, found: Meaning) -> None:
    """Leave a column about somebody who is no party unread: who fetched the money, who keeps the list."""
    draft.others.append(heading)
    if found.key == "name":
        draft.current = "nobody"


def _is_doubtful(draft: Draft, found: Meaning) -> bool:
    """Whether words nobody knows may change what a heading means: whose a number is, what a sum is for."""
    if found.slot in {"?", "both"}:
        return True
    if found.of_person:
        return bool(found.strange)
    money = draft.type_of("values", found.key) in {"money", "monthly"} or found.key in _SUMS
    return len(found.strange) > (0 if money else _VAGUE)


def _take_by_cells(draft: Draft, heading: Heading, found: Meaning) -> None:
    """Take what may be two things as its cells show it: 证号 a person's or a paper's, 奖励 a sum or a tick."""
    shown = draft.shown(heading)
    text = bare(heading.plain)
    said = "证" in text
    if found.key in _SUMS:
        if shown == "flags":
            _take_value(draft, heading, "paid", "")
        elif shown == "numbers" and (found.key != "total" or draft.block.unit) and not _is_doubtful(draft, found):
            _take_value(draft, heading, _SUMS[found.key], "")
    elif shown == "id_number" or (said and (found.slot or ("证件号" in text and shown != "words"))):
        _take_said(draft, heading, replace(found, key="id_number"))
    elif said:
        _take_value(draft, heading, "certificate_number", "")


def _take_couple(draft: Draft, heading: Heading, found: Meaning) -> None:
    """Take the names of a couple in one cell, in the order the heading says, or their numbers, which say the sex."""
    shown = draft.shown(heading)
    first = next((slot for form, slot in _FIRST_OF_TWO if form.search(heading.plain)), "")
    if shown == "two_numbers" and found.key == "id_number":
        draft.take(heading, "wife", shown)
    elif shown == "pairs" and found.key == "name" and first:
        draft.take(heading, first, "couple")
    else:
        draft.asked.append(heading)


def _follows_a_couple(draft: Draft, found: Meaning) -> bool:
    """Whether a bare 身份证号 stands behind the names of two in one cell."""
    return found.key == "id_number" and not found.slot and any(key == "couple" for _, key in draft.fields)


def _take_side(draft: Draft, heading: Heading, found: Meaning) -> None:
    """Take a column that says which of a couple each row is about; who signed or keeps the account is not read."""
    fits = found.key in {"", "name", UNREAD} and not SIGNS.search(heading.plain)
    if fits and ("person", "side") not in draft.fields:
        draft.take(heading, "person", "side")
    elif found.slot in {"nobody", "deputy"}:
        _pass_over(draft, heading, found)


def _take_said(draft: Draft, heading: Heading, found: Meaning) -> None:
    """Take what is said of a person, if the cells do not say otherwise."""
    slot, key, shown = found.slot, found.key, draft.shown(heading)
    if not slot and found.number and {draft.current} & set(CHILDREN):
        slot = CHILDREN[found.number - 1]  # 生日二 beside 女儿二
    named = any(word in heading.plain for word in A_NAMES)
    if key == "name" and slot in CHILDREN and shown == "children":
        key = "children"
    elif key == "children" and (slot or "child") not in CHILDREN:
        draft.unknown.append(heading)
        return
    elif key == "name" and slot and not named:
        if shown not in {"", "names"}:
            _take_unknown(draft, heading, found)  # 男, 子女: numbers of them, or a description
            return
        if slot == "person" and not shown and draft.adults():
            return  # 领取人: to be signed
    _take_person(draft, heading, key, slot)


def _take_value(draft: Draft, heading: Heading, key: str, slot: str) -> None:
    shown = draft.shown(heading)
    if shown == "flags" and key in _SUMS.values():
        key = "paid"  # 领取奖励金: 是
    if shown == "id_number":
        _take_unknown(draft, heading, draft.meaning(heading))  # no paper's number: a person's stands there
    elif key == "household_code" and _only_counts(draft, heading):
        draft.counted.append(heading)
    elif key == "registered_village" and ("values", key) in draft.fields:
        return  # the other one's of a couple
    elif not _contradicts(draft, heading, "values", key):
        if key in _PLACES and ("values", key) in draft.fields and (slot or draft.current):
            key = f"{slot or draft.current}_{key}"
        draft.take(heading, "values", key)


def _only_counts(draft: Draft, heading: Heading) -> bool:
    """Whether 户号 numbers the households of this list: 1, 2, 3 or SD-01, and is no code that other lists have too."""
    shown, counts = draft.shown(heading), heading.column in draft.contents.counting
    if shown == "words" or heading.column in draft.contents.coded:
        return counts
    return bare(heading.plain) in SERIAL and (counts or shown not in {"codes", "numbers"})


def _contradicts(draft: Draft, heading: Heading, slot: str, key: str) -> bool:
    """Whether the cells are never what the heading says; it is asked about, and the column is not read."""
    if draft.shown(heading) == "yearless" and draft.type_of(slot, key) == "date":
        draft.yearless.append(heading)
        return True
    kind = draft.type_of_cells(heading, slot, key)
    contrary = draft.shown(heading) in _NEVER.get(kind, ())
    if contrary:
        draft.contrary.append(heading)
    return contrary


def _take_unknown(draft: Draft, heading: Heading, found: Meaning) -> None:
    """Place a heading nobody knows: its cells may show a number of the person to its left for certain."""
    owner = draft.current
    if draft.shown(heading) == "id_number":
        known = owner not in {"", "nobody"} and not draft.lost and (owner, "id_number") not in draft.fields
        if known and not found.slot and _A_NUMBER.fullmatch(bare(heading.plain)):
            draft.take(heading, owner, "id_number")
        else:
            draft.asked.append(heading)
        return
    draft.unknown.append(heading)
    draft.lost = draft.lost or bool(_SOMEBODY.search(bare(heading.plain)))


def _take_person(draft: Draft, heading: Heading, key: str, slot: str) -> None:
    if _contradicts(draft, heading, slot or "person", key):
        return
    if key == "name" and not slot:
        slot = draft.contents.couples.get(heading.column, "") or draft.subject
    if key == "children":
        draft.take(heading, slot or "child", key)
        return
    whose = _whose(draft, slot, key)
    if whose is None:
        draft.waiting.append((heading, key))
    elif whose == "values":
        draft.take(heading, whose, "phone")
    elif not whose:
        (draft.asked if key == "phones" else draft.unclear).append(heading)
    elif whose != "nobody":
        draft.take(heading, whose, key)
        if key == "name" and draft.waiting:
            waiting, draft.waiting = draft.waiting, []
            for earlier, earlier_key in waiting:
                draft.take(earlier, whose, earlier_key)


def _whose(draft: Draft, slot: str, key: str) -> str | None:
    """Return whose a heading is, empty where that is open, ``None`` where the name further on will tell."""
    if key == "name":
        named = {known for known, what in draft.fields if what == "name"}
        return slot or ("person" if named <= {"head"} else "")
    if key == "relation" and draft.current == "head":
        return None  # a head has no relation to himself; it is of the member named further on
    if not slot and not draft.lost:
        if _is_of_either(draft, key):
            return "values" if key == "phones" else ""
        slot = _owner(draft, key)
        if not slot and not any(known == "name" for _, known in draft.fields):
            return None
    if slot == "person" and key == "phones" and (slot, "name") not in draft.fields and draft.adults():
        return "values"
    return slot


def _is_of_either(draft: Draft, key: str) -> bool:
    """Whether a bare heading behind the names of two may be the one's or the other's: nothing says whose it is.

    It is not, where the other one has such a column of their own, or more than a name already.
    """
    listed = {"person", draft.subject_by_title}  # of whom the list is; the only telephone is theirs
    of_a_list = key == "phones" and not listed.isdisjoint(draft.adults())
    if key not in _EITHERS or draft.current not in _COUPLE or of_a_list:
        return False
    if any(what == "couple" for _, what in draft.fields):
        return True
    said = {(found.slot, found.key) for found in map(draft.meaning, draft.block.headings)} | set(draft.fields)
    own = {slot for slot, what in draft.fields if what != "name"}
    named = [slot for slot in draft.adults() if slot in _COUPLE and slot not in own and (slot, key) not in said]
    return len(named) > 1 and draft.current in named


def _owner(draft: Draft, key: str) -> str:
    """Return whose a bare heading is: the person's to its left.

    A telephone is never a child's; behind the address of two adults it is the household's (``values``). The only
    one of a list is the number of whom the list is of or whose ID number it has, not of the spouse named behind.
    """
    if key != "phones":
        return draft.current
    if ("person", "relation") in draft.fields:
        return "person"  # a row is one member of a household
    adults = draft.adults()
    if len(adults) > 1 and set(adults) <= {"person", "head", "spouse"} and "spouse" in adults[1:]:
        return adults[0] if draft.current in CHILDREN or draft.apart or draft.has_one_phone else draft.current
    if adults[:1] == [draft.subject_by_title] and draft.has_one_phone:
        return adults[0]
    if draft.current in CHILDREN or draft.apart:
        numbered = [slot for slot in adults if draft.has_one_phone and (slot, "id_number") in draft.fields]
        known = numbered if len(numbered) == 1 else adults
        return known[0] if len(known) == 1 else "values" if adults else draft.current
    return draft.current
