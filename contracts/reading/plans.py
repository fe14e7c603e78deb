"""The plan of a sheet: for each heading its field, from the layout or from the words it is made of."""

from __future__ import annotations

import re
from dataclasses import replace

from contracts.reading.contents import NOT_SEEN, Contents
from contracts.reading.draft import CHILDREN, Draft
from contracts.reading.headings import Block, Heading, Plan, forbidden_words, layout_rule
from contracts.reading.layouts import Layout, vocabulary
from contracts.reading.wording import SERIAL, bare, bracketed, person_key, slot_in
from contracts.sheets import Sheet

BY_HEADINGS = "by_headings"
"""The name of the layout where no known one fits and the words alone are certain."""

_PLACES = frozenset({"registered_place", "residence_place"})
_OF_A_HOUSEHOLD = frozenset({"group", "village"})
_GENERAL = frozenset({"", "person", "spouse"})
_PARENTS = frozenset({"wife", "husband"})
_STANDARD = re.compile(r"(?:补助|发放|奖励|奖励费|扶助|兑现)?标准\(?(?:元|￥)?(?:[/·每]|人/)(月|年)\)?")
_A_NAME = re.compile(r".{1,10}姓名")
_SEVERAL = ("父母", "夫妻", "夫妇", "双方", "子女", "孩", "婴", "幼")
_SOMEBODY = re.compile(r"姓名|名字|人员|成员|人$|名$")
_LUNAR = re.compile("农历|阴历|旧历")
_RELATION = re.compile("与.*关系|性别")
_PARTS_OF_A_DAY = ("年", "月", "日")
_SIGNS = re.compile("领取|领款|签|收款")
_A_NUMBER = re.compile(r".{0,6}(?:号|号码|码|证|证件|编号)|[A-Za-z]*ID", re.IGNORECASE)
_A_NAMES = ("姓名", "名字")
_FALLBACKS = (
    ("amount_fen", "paid_fen"), ("amount_fen", "premium_fen"), ("residence_place", "address"),
    ("group", "registered_group"), ("registered_place", "registered_group"), ("group", "hamlet"),
    ("group", "member_group"), ("issued_on", "reissued_on"), ("certificate_number", "member_number"),
    ("certificate_number", "former_number"),
)  # fmt: skip
"""A value, and what stands for it where the sheet has no column of its own for it."""
_ONLY_INSTEAD = ("registered_group", "member_group", "reissued_on", "member_number", "former_number", "premium_fen")
"""What is of no use where the sheet has the value itself."""
_ABOUT = re.compile("(?:基本)?(?:情况|信息|资料)$")


def plan_for(block: Block, layout: Layout | None, contents: Contents = NOT_SEEN) -> Plan:
    """Return what to read of a sheet with these headings.

    Args:
        block: The headings.
        layout: The known paper; ``None`` reads by the words of the headings alone.
        contents: What the cells of each column show, for headings that leave room.
    """
    draft = _drafted(block, layout, contents)
    if layout is None and (only := _only_name(draft)):
        draft = _drafted(block, layout, contents, only)
    if draft.adults() == ["person", "husband"] and draft.named_after("husband").startswith("丈夫"):
        draft.rename("person", "wife")
    for key, other in _FALLBACKS:
        known = ("values", key) in draft.fields or key in draft.doubtful
        if not known and (found := draft.fields.pop(("values", other), None)):
            draft.fields["values", key] = replace(found, key=key)
    if ("person", "name") not in draft.fields or len(draft.adults()) > 1:
        draft.fields.pop(("person", "side"), None)
    for key in _ONLY_INSTEAD:
        draft.fields.pop(("values", key), None)
    draft.unclear += [heading for heading, key in draft.waiting if key != "relation"]
    placed = {column for item in draft.fields.values() for column in (item.column, *item.also)}
    placed |= {heading.column for heading in (*draft.unknown, *draft.unclear, *draft.asked, *draft.doubled)}
    return Plan(
        layout=layout.name if layout else BY_HEADINGS,
        block=block,
        fields=tuple(sorted(draft.fields.values(), key=lambda field: field.column)),
        dropped=tuple(dict.fromkeys(draft.dropped)),
        unknown=tuple(draft.unknown),
        unclear=tuple(draft.unclear),
        asked=tuple(draft.asked),
        doubled=tuple(draft.doubled),
        unnamed=tuple(draft.unnamed),
        unread=tuple(
            heading
            for heading in block.headings
            if heading.text and heading.column not in placed and heading.text not in draft.dropped
        ),
        serial=draft.serial,
    )


def _drafted(block: Block, layout: Layout | None, contents: Contents, only: Heading | None = None) -> Draft:
    draft = Draft(block=block, layout=layout, contents=contents)
    words = vocabulary()
    whose = bare(only.plain).removesuffix("姓名") if only else ""
    for heading in block.headings:
        text = bare(heading.plain)
        if whose and text.startswith(whose) and (key := words.person_word(text[len(whose) :])):
            _take_person(draft, heading, key, "person")
        else:
            _place(draft, heading)
    return draft


def _only_name(draft: Draft) -> Heading | None:
    """Return the one heading for a name where no grown-up is named otherwise: the list is of those people."""
    insured = vocabulary().insured
    names = [heading for heading in draft.unknown if _A_NAME.fullmatch(bare(heading.plain))]
    names += [heading for heading in draft.block.headings if bare(heading.plain).removesuffix("姓名") in insured]
    several = any(word in heading.plain for heading in names for word in _SEVERAL)
    return names[0] if len(names) == 1 and not several and set(draft.adults()) <= {"spouse"} else None


def _place(draft: Draft, heading: Heading) -> None:
    rule = layout_rule(draft.layout, heading) if draft.layout else None
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
    elif draft.layout is None or not draft.layout.heading_rows:
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
    if _is_part(draft, heading) or _is_plain(draft, heading):
        return
    words = vocabulary()
    text = bare(heading.plain)
    announced = next((slot for above in reversed(heading.above) if (slot := slot_in(above, words))), "")
    if announced == "nobody" or (text in words.signers and draft.adults()) or _is_counted(heading):
        return
    if draft.shown(heading) == "sides" and not _RELATION.search(text):
        _take_side(draft, heading, text)
    elif key := _with_above(heading, text):
        _take_value(draft, heading, key, announced)
    elif key := _by_cells(draft, heading, text, announced):
        (_take_person if key == "id_number" else _take_value)(draft, heading, key, announced)
    elif text in words.values:
        _take_value(draft, heading, words.values[text], announced)
    elif text in words.unread:
        return
    elif found := person_key(text, words) or _of_numbered_child(draft, text, announced):
        _take_found(draft, heading, found, announced)
    else:
        _take_qualified(draft, heading, text)


def _is_plain(draft: Draft, heading: Heading) -> bool:
    """Place a lunar birthday, which is not read, and a rate, which says what it is for."""
    match = _STANDARD.fullmatch(heading.plain)
    if _LUNAR.search(heading.plain):
        draft.unknown.append(heading)
    elif match:
        draft.take(heading, "values", "monthly_fen" if match[1] == "月" else "yearly_fen")
    return bool(match or _LUNAR.search(heading.plain))


def _take_side(draft: Draft, heading: Heading, text: str) -> None:
    """Take a column that says which of a couple each row is about; who signed or keeps the account is not read."""
    found = person_key(text, vocabulary())
    if (found is None or found[1] == "name") and ("person", "side") not in draft.fields and not _SIGNS.search(text):
        draft.take(heading, "person", "side")


def _of_numbered_child(draft: Draft, text: str, announced: str) -> tuple[str, str] | None:
    """Return what 生日二 beside 女儿二 means: whose number it carries."""
    place = max("123".find(text[-1:]), "一二三".find(text[-1:]))
    key = vocabulary().person_word(text[:-1]) if place >= 0 else ""
    if key not in {"name", "birth_date", "id_number", "gender"} or not {announced, draft.current} & set(CHILDREN):
        return None
    return CHILDREN[place], key


def _is_counted(heading: Heading) -> bool:
    """Whether a merged heading above says that nobody reads the column: 男 under 子女数."""
    words = vocabulary()
    texts = [bare(above) for above in heading.above]
    return any(text in words.unread or words.by_pattern(text) == "" for text in texts)


def _with_above(heading: Heading, text: str) -> str:
    """Return the value that a word which says little means under its merged heading: 编号 under 光荣证."""
    words = vocabulary()
    for above in reversed(heading.above) if text in words.weak else ():
        over = bare(above)
        for joined in (over + text, _ABOUT.sub("", over) + text):
            if key := words.values.get(joined) or words.by_pattern(joined):
                return key
    return ""


def _by_cells(draft: Draft, heading: Heading, text: str, announced: str) -> str:
    """Return what a number that may be a person's or a certificate's is: 证号, 证件号码."""
    words = vocabulary()
    if text not in words.either:
        return ""
    shown = draft.shown(heading)
    if shown == "id_number" or (text == "证号" and announced):
        return "id_number"
    return "certificate_number" if shown == "words" and words.person_word(text) == "id_number" else ""


def _take_found(draft: Draft, heading: Heading, found: tuple[str, str], announced: str) -> None:
    slot, key = found
    if slot == "nobody":
        draft.current = slot if key == "name" else draft.current
        return
    shown = draft.shown(heading)
    if key == "name" and (slot or announced) in CHILDREN and shown == "children":
        key = "children"
    elif key == "children" and (slot or announced or "child") not in CHILDREN:
        draft.unknown.append(heading)
        return
    elif key == "name" and slot and not any(word in heading.plain for word in _A_NAMES) and shown not in {"", "names"}:
        draft.unknown.append(heading)  # 男, 子女: numbers of them, or a description
        return
    inside = _in_brackets(heading)
    whose = inside if slot in _GENERAL and inside in _PARENTS else slot
    _take_person(draft, heading, key, whose or inside or announced)


def _in_brackets(heading: Heading) -> str:
    """Return who the brackets of a heading name: 姓名(女方)."""
    words = vocabulary()
    inside = bracketed(heading.plain)
    fits = (slot for word, slot in words.roles for text in inside if word == text or (len(word) > 1 and word in text))
    return next(fits, "")


def _take_value(draft: Draft, heading: Heading, key: str, announced: str) -> None:
    if draft.shown(heading) == "id_number":
        _take_unknown(draft, heading, bare(heading.plain))  # no paper's number: a person's stands there
        return
    if key == "household_code" and draft.shown(heading) == "words":
        return  # SD-01 numbers the rows of a paper
    if key in _PLACES and ("values", key) in draft.fields and (announced or draft.current):
        key = f"{announced or draft.current}_{key}"
    draft.take(heading, "values", key)


def _take_qualified(draft: Draft, heading: Heading, text: str) -> None:
    """Place a value or an unread word with a person in front: 女方户籍地址, 配偶民族."""
    words = vocabulary()
    if words.by_pattern(text) == "":
        return
    for word, slot in words.roles:
        rest = text[len(word) :].lstrip("的之") if text.startswith(word) else ""
        if rest in words.unread or (rest and slot == "nobody"):
            return
        meant = words.values.get(rest) or (words.by_pattern(rest) if rest else None)
        if meant and meant not in _OF_A_HOUSEHOLD:
            _take_value(draft, heading, meant, slot)
            return
    meant = words.by_pattern(text)
    if meant:
        _take_value(draft, heading, meant, "")
    elif meant is None and not _take_bracketed(draft, heading):
        _take_unknown(draft, heading, text)


def _take_bracketed(draft: Draft, heading: Heading) -> bool:
    """Place a heading that only its brackets explain: 来源地(户籍地详址), 证号(光荣证编号)."""
    words = vocabulary()
    for text in bracketed(heading.plain):
        meant = words.values.get(text) or words.by_pattern(text)
        if meant:
            _take_value(draft, heading, meant, "")
        elif text not in words.unread and (key := words.person_word(text)) and key != "name":
            _take_person(draft, heading, key, "")
        elif text not in words.unread:
            continue
        return True
    return False


def _take_unknown(draft: Draft, heading: Heading, text: str) -> None:
    """Place a heading nobody knows: its cells may show a number of the person to its left for certain."""
    owner = draft.current
    if draft.shown(heading) == "id_number":
        known = owner not in {"", "nobody"} and not draft.lost and (owner, "id_number") not in draft.fields
        if known and _A_NUMBER.fullmatch(text):
            draft.take(heading, owner, "id_number")
        else:
            draft.asked.append(heading)
        return
    draft.unknown.append(heading)
    draft.lost = draft.lost or bool(_SOMEBODY.search(text))


def _take_person(draft: Draft, heading: Heading, key: str, slot: str) -> None:
    if key == "name" and not slot:
        slot = draft.contents.couples.get(heading.column, "")
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
        slot = _owner(draft, key)
        if not slot and not any(known == "name" for _, known in draft.fields):
            return None
    if slot == "person" and key == "phones" and (slot, "name") not in draft.fields and draft.adults():
        return "values"
    return slot


def _owner(draft: Draft, key: str) -> str:
    """Return whose a bare heading is: the person's to its left.

    A telephone is never a child's; behind the address of two adults it is the household's (``values``).
    """
    if key != "phones":
        return draft.current
    if ("person", "relation") in draft.fields:
        return "person"  # a row is one member of a household
    adults = draft.adults()
    if len(adults) > 1 and set(adults) <= {"person", "head", "spouse"} and "spouse" in adults[1:]:
        return adults[0] if draft.current in CHILDREN or draft.apart else draft.current
    if draft.current in CHILDREN or draft.apart:
        return adults[0] if len(adults) == 1 else "values" if adults else draft.current
    return draft.current


def numbered_block(sheet: Sheet, rows: int) -> Block:
    """Return the headings of a paper whose columns are known by number only: its first ``rows`` rows."""
    head = [cells for number, cells in sheet.rows() if number <= rows]
    width = max((len(cells) for cells in head), default=0)
    last = head[-1] if head else ()
    texts = [str(last[column]) if column < len(last) else "" for column in range(width)]
    headings = tuple(Heading(column=column, row=rows, text=text) for column, text in enumerate(texts, 1))
    return Block(first=1, last=rows, headings=headings, texts=())
