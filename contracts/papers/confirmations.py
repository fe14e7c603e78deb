"""What a roster says of a programme that the county confirms: which, by which class, when, for whom, who saw it.

Where money hangs on a class only the class is read, from the closed list of the programme, and the name of who saw
the county's paper. A cell that says anything else is refused and never repeated: it may tell of somebody's health.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from contracts.model import PartialDate, Problem
from contracts.records import Record
from contracts.rewards.facts import Confirmation
from contracts.rewards.programme_packs import Adult, Programme, covers

LABELS = {
    "confirmed_programme": "确认的扶助项目", "confirmed_class": "确认的等级", "confirmed_on": "确认日期",
    "event_on": "事由日期", "confirmed_for": "享受人", "proof_seen_by": "证明查看人",
}  # fmt: skip
"""The columns of a roster, by the key they are read into."""

_WHO: Mapping[str, tuple[Adult, ...]] = {"女方": ("wife",), "男方": ("husband",), "双方": ("wife", "husband")}
_OWN_DAYS = frozenset({"event", "confirmation_month"})


def kept_confirmation(record: Record) -> tuple[tuple[str, str], ...]:
    """Return what the signed contract keeps of a confirmation: key and words as they stand in the row."""
    found = ((key, record.value(key)) for key in LABELS)
    return tuple((key, str(value)) for key, value in found if value)


def confirmations_of(
    record: Record, programmes: Sequence[Programme], place: str, adults: Sequence[str]
) -> tuple[tuple[Confirmation, ...], tuple[Problem, ...]]:
    """Return the confirmation of a row, none where its columns are empty, and what is wrong with it.

    Args:
        record: The row.
        programmes: Where the programme is looked for, by its title or its id.
        place: Division code of the household.
        adults: Who of ``wife`` and ``husband`` the row names.

    Source: ``domain.md`` §5.1 (特别扶助), P- rows; Personal Information Protection Law (2021-11-01), articles 6, 28.
    """
    said = dict(kept_confirmation(record))
    if not said:
        return (), ()
    here = [item for item in programmes if _by_confirmation(item) and covers(item.place, place)]
    if "confirmed_programme" not in said:
        filled = "、".join(f"“{LABELS[key]}”" for key in said)
        hint = f"写项目名称：{_titles(here)}；没有确认的，这几栏都空着"
        return (), (Problem(where="", message=f"填了{filled}，没有填“确认的扶助项目”", hint=hint),)
    same = _named(said["confirmed_programme"], here)
    if not same:
        hint = f"一行写一个，有几个的照写几行；可写：{_titles(here)}；不要写原因"
        message = "“确认的扶助项目”不是本地凭县级确认发放的项目"
        return (), (Problem(where="", message=message, hint=hint),)
    days = {key: _day(said[key]) for key in ("confirmed_on", "event_on") if key in said}
    whom = _whom(said.get("confirmed_for", ""), adults, same[0])
    problems = [whom] if isinstance(whom, Problem) else []
    problems += [
        Problem(where="", message=f"“{LABELS[key]}”要写到哪一天", hint="照县级确认文件写成 2026-03-02")
        for key, day in days.items()
        if day is None
    ]
    problems += _class_faults(said, same)
    if problems or isinstance(whom, Problem):
        return (), tuple(problems)
    found = Confirmation(
        programme=same[0].id,
        payment_class=said.get("confirmed_class"),
        on=days.get("confirmed_on"),
        event_on=days.get("event_on"),
        adults=whom,
    )
    return (found,), ()


def _by_confirmation(item: Programme) -> bool:
    return item.claim == "confirmation" and item.form == "money" and item.owed_to == "family"


def _titles(programmes: Sequence[Programme]) -> str:
    return "、".join(dict.fromkeys(item.title for item in programmes))


def _named(words: str, programmes: Sequence[Programme]) -> list[Programme]:
    """Return the programme of that title or id, one for each place around; none where two go by the title."""
    wanted = _folded(words)
    ids = {item.id for item in programmes if wanted in {item.id, _folded(item.title)}}
    return [item for item in programmes if item.id in ids] if len(ids) == 1 else []


def _folded(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


def _day(words: str) -> date | None:
    try:
        return PartialDate.parse(words).whole
    except ValueError:
        return None


def _whom(words: str, adults: Sequence[str], programme: Programme) -> tuple[Adult, ...] | Problem | None:
    """Return for whom it was confirmed; ``None`` where that is the household, or by its own rule each of them."""
    if not programme.unit.startswith("person"):
        return None
    known: tuple[Adult, ...] = tuple(who for who in _WHO["双方"] if who in adults)
    if not words and (len(known) == 1 or programme.start.rule not in _OWN_DAYS):
        return known if len(known) == 1 else None
    hint = "写 女方、男方 或者 双方（等级、日期都相同的）；两人等级不同的，另一人在下一行照写一遍"
    if not words:
        return Problem(where="", message=f"没有填“享受人”，不知道{programme.title}发给谁", hint=hint)
    found = _WHO.get(words)
    if found is None:
        return Problem(where="", message="“享受人”看不出是谁", hint=hint)
    lacking = "、".join(name for name, who in _WHO.items() if len(who) == 1 and who[0] in found and who[0] not in known)
    return Problem(where="", message=f"“享受人”写了{words}，这一行没有{lacking}", hint=hint) if lacking else found


def _class_faults(said: Mapping[str, str], programmes: Sequence[Programme]) -> Iterator[Problem]:
    """Yield what is wrong with the class: not one of the programme's, or nobody said who saw the county's paper."""
    title = programmes[0].title
    classes = dict.fromkeys(name for item in programmes for part in item.amounts for name in part.payment_class)
    hint = f"照县级确认文件只写等级，不写原因；有：{'、'.join(classes)}"
    given = said.get("confirmed_class")
    if given is None and classes:
        yield Problem(where="", message=f"没有填“确认的等级”，算不出{title}", hint=hint)
    elif given is not None and not classes:
        yield Problem(where="", message=f"{title}不分等级", hint="“确认的等级”一栏空着")
    elif given is not None and given not in classes:
        yield Problem(where="", message=f"“确认的等级”不是{title}的等级", hint=hint)
    if classes and "proof_seen_by" not in said:
        witness = "写看过县级确认文件的工作人员姓名；文件本身不收、不抄"
        yield Problem(where="", message=f"没有填“证明查看人”，{title}的等级没有人证明", hint=witness)
