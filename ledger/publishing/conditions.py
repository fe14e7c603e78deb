"""Who may claim a programme, in the plain words of its pack: on the policy notice and on every list.

Only what the rules know as lawful is printed; for the rest people are asked to come and ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contracts.judging.review import judge
from contracts.rewards.programme_packs import Programme
from ledger.publishing.notice_lists import is_sensitive

_ASK = "条件请向村民委员会询问"
_OTHERS = f"其他项目：{_ASK}"
_ASK_ALONE = "条件请向村民委员会单独询问，询问内容保密"


def conditions(item: Programme, place: str, on: date) -> str:
    """Return the conditions of a programme that the rules of a place know as lawful on a day, joined by ；.

    Nothing is said of special support, whose conditions tell what happened to a family.
    """
    if is_sensitive(item.id):
        return _ASK_ALONE
    if item.conditions and _is_lawful("；".join(item.conditions), place, on):
        return "；".join(item.conditions)
    known = [words for words in item.conditions if _is_lawful(words, place, on)]
    if not known or not _is_lawful("；".join(known), place, on):
        return _ASK
    return "；".join([*known, f"其余{_ASK}"])


def sentences(items: Iterable[Programme], place: str, on: date) -> dict[str, str]:
    """Return a sentence for each programme's code: its name and who may claim it; no name that the rules stop at."""
    told = {item.id: f"{family_title(item)}：{conditions(item, place, on)}" for item in items}
    return {code: f"{words if _is_lawful(words, place, on) else _OTHERS}。" for code, words in told.items()}


def family_title(item: Programme) -> str:
    """Return a programme's name; of special support without what stands in brackets, which is one more class of it."""
    return item.title.partition("（")[0] if is_sensitive(item.id) else item.title


def _is_lawful(words: str, place: str, on: date) -> bool:
    return all(
        judge(part, party_bound=bound, as_of=on, place=place).verdict == "lawful"
        for part in (words, *words.split("；"))
        for bound in ("", "both")
    )
