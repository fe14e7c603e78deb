"""Which column stands for a value where a sheet has no column of its own for it: 补发日期 for 发证日期."""

from __future__ import annotations

import re
from dataclasses import replace

from contracts.reading.draft import Draft
from contracts.reading.headings import Heading
from contracts.reading.lexicon import words_of
from contracts.reading.meanings import UNREAD, Meaning, meaning_of
from contracts.reading.wording import bare

_INSTEAD = (
    ("amount_fen", "paid_fen"), ("amount_fen", "total_fen"), ("amount_fen", "premium_fen"),
    ("residence_place", "address"), ("residence_place", "away_place"),
    ("registered_place", "registered_village"),
    ("group", "registered_group"), ("registered_place", "registered_group"), ("group", "hamlet"),
    ("group", "member_group"), ("issued_on", "reissued_on"), ("issued_on", "entered_on"),
    ("certificate_number", "member_number"), ("certificate_number", "former_number"),
    ("certificate_number", "entered_number"),
)  # fmt: skip
_ONLY_INSTEAD = (
    "registered_group", "registered_village", "member_group", "reissued_on", "entered_on", "entered_number",
    "member_number", "former_number", "away_place", "premium_fen", "total_fen",
)  # fmt: skip
"""What is of no use where the sheet has the value itself."""
_ENTERED = {"certificate_number": "entered_number", "entered_on": "entered_on"}
_REGISTERED = "登记"
_BIRTH = "生育"
_OF_A_PAPER = re.compile("(?:发放|办理|领取|填发)(?:日期|时间|年月日?)")


def substitute(draft: Draft) -> None:
    """Put what stands for a value in its place, where the sheet has no column of its own for it.

    A column that the paper itself calls so is what it says: the address of a unit is nobody's home.
    """
    rules = draft.named.columns if draft.named else ()
    own = {rule.field.removeprefix("values.") for rule in rules}.difference(_ONLY_INSTEAD)
    for key, other in _INSTEAD:
        known = ("values", key) in draft.fields or key in draft.doubtful or other in own
        if not known and (found := draft.fields.pop(("values", other), None)):
            draft.fields["values", key] = replace(found, key=key)
    for key in _ONLY_INSTEAD:
        draft.fields.pop(("values", key), None)


def stand_in(draft: Draft, heading: Heading, found: Meaning) -> Meaning:
    """Return what a heading that alone says too little may stand for in this list.

    登记日期 and 登记编号 are those of the paper in a list of 生育登记; 发放日期 is the day of the paper whose
    number stands to its left, in a list that pays nothing.
    """
    if found.key != UNREAD or not all(map(_says_nothing, heading.above)):
        return found
    text = bare(heading.plain)
    if text.startswith(_REGISTERED) and _is_of_registrations(draft):
        key = _ENTERED.get(meaning_of(_BIRTH + text).key)
        return replace(found, key=key) if key else found
    number = draft.fields.get(("values", "certificate_number"))
    beside = number is not None and number.column == heading.column - 1
    return replace(found, key="entered_on") if beside and _OF_A_PAPER.fullmatch(text) and not _pays(draft) else found


def _says_nothing(over: str) -> bool:
    """Whether a merged heading only repeats what stands under it: 登记情况 over 登记日期."""
    return {word.kind for word in words_of(over)} <= {"act", "state", "of", "link"}


def _is_of_registrations(draft: Draft) -> bool:
    return any(word.kind == "registration" for title in draft.block.titles for word in words_of(title))


def _pays(draft: Draft) -> bool:
    """Whether the list has a sum or says who was paid: its days are those of the payment."""
    keys = {draft.meaning(heading).key for heading in draft.block.headings}
    return not keys.isdisjoint({"amount_fen", "paid_fen", "total_fen", "monthly_fen", "grant", "paid", "real"})
