"""What villages, programmes, payers, funds and kinds a ledger knows, so that a slip of the pen is no empty answer."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from contracts.kinds import TRADITIONAL
from contracts.model import Draft
from contracts.reading.cells import DOTS
from contracts.traditional import simplified
from ledger.store import Ledger, Transaction

_KNOWN = {
    "village": "select distinct village as name from contract_sums union select division_code from contract_sums",
    "programme": "select programme as name from money_sums union select programme from duty_sums",
    "payer": "select payer as name from money_sums",
    "fund": "select name from funds",
    "kind": "select kind as name from contract_sums",
    "series": "select series as name from certificate_numbers union select series from certificates",
}
"""What a word may name → every such name on record."""

WORDS = {
    "village": "村", "programme": "项目", "payer": "承担单位", "fund": "资金", "kind": "文种", "series": "号码系列",
    "contract": "合同",
}  # fmt: skip
_MOST = 12


def known_names(ledger: Ledger | Transaction, what: str) -> frozenset[str]:
    """Return every name of a sort that the ledger has, blank ones left out; ``what`` is one of :data:`WORDS`."""
    return frozenset(row["name"] for row in ledger.rows(_KNOWN[what]) if row["name"])


def title_of(draft: Draft) -> str:
    """Return the title under which a paper is entered: its kind's own, whatever characters the paper is in.

    A kind is one thing: were its papers entered under two titles, every list would name it twice. The paper keeps
    the title that is printed on it.
    """
    return plain_words(draft, draft.title)


def plain_words(draft: Draft, words: str) -> str:
    """Return words of a kind as the kind itself has them, where a paper prints them in traditional characters."""
    return simplified(words) if draft.locale == TRADITIONAL else words


def has_contract(ledger: Ledger | Transaction, number: str) -> bool:
    """Say whether there is a contract of that number."""
    return bool(ledger.rows("select 1 from contracts where number = ?", [number]))


def unknown_words(what: str, given: str, known: Iterable[str]) -> str:
    """Return what a person is told who named something that does not exist: near names first, or what there is.

    >>> unknown_words("village", "上平村", ["上坪村", "石桥村"])
    '没有名为“上平村”的村；是不是“上坪村”？有：上坪村、石桥村'
    """
    names = _in_words(known)
    near = difflib.get_close_matches(given, names, n=3, cutoff=0.5)
    if near:
        asked = "、".join(f"“{name}”" for name in near)
        return f"没有名为“{given}”的{WORDS[what]}；是不是{asked}？有：{listed(known)}"
    if names:
        return f"没有名为“{given}”的{WORDS[what]}。有：{listed(known)}"
    return f"没有名为“{given}”的{WORDS[what]}。台账里还一个也没有"


def listed(known: Iterable[str]) -> str:
    """Return names as people are told them: without division codes where there are names, the first twelve.

    >>> listed(["reward_support", "429999101201", "only_child_reward"])
    'only_child_reward、reward_support'
    """
    names = _in_words(known)
    told = "、".join(names[:_MOST])
    return f"{told}等 {len(names)} 个" if len(names) > _MOST else told


def _in_words(known: Iterable[str]) -> list[str]:
    names = set(known)
    return sorted({name for name in names if not name.isdecimal()} or names)


def as_compared(name: str) -> str:
    """Return a person's name as it is compared with another.

    Spaces, width, what is not seen, another middle dot and traditional characters do not make two persons.

    >>> as_compared("王 主任") == as_compared("王主任")
    True
    >>> as_compared("古丽・張") == as_compared("古丽·张")
    True
    """
    plain = unicodedata.normalize("NFKC", DOTS.sub("·", name))
    seen = (sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf")
    return simplified("".join(seen)).casefold()


_POSTS = (
    "文书", "会计", "出纳", "主任", "主席", "镇长", "乡长", "书记", "站长", "所长", "局长", "科长", "股长", "组长",
    "干事", "专干", "委员", "科员", "办事员", "经办人", "复核人", "审核人", "负责人", "同志",
)  # fmt: skip
"""What stands beside a name: one who signs as 文书 李默 and as 李默 is one person."""
_BESIDE = re.compile(rf"副?(?:{'|'.join(_POSTS)})")
_BRACKETS = re.compile(r"[(（\[【〔].*?[)）\]】〕]")
_SHORTEST_NAME = 2


def person_as_compared(name: str) -> str:
    """Return who signs, so that one person is one however written: by letters alone, without post or brackets.

    A post that is all there is beside a family name stays (李主任 is nobody else's name).

    >>> {person_as_compared(name) for name in ("文书 李默", "李默（会计）", "李默.", "李 默", "李默主任")}
    {'李默'}
    >>> person_as_compared("李主任")
    '李主任'
    """
    plain = unicodedata.normalize("NFKC", DOTS.sub("·", name))
    words = _BRACKETS.sub(" ", plain).split() or plain.split()
    name = _letters("".join(words))
    alone = _letters("".join(word for word in words if not _BESIDE.fullmatch(_letters(word))))
    name = alone if len(alone) >= _SHORTEST_NAME else name
    for place in ("^{}", "{}$"):
        shorter = re.sub(place.format(_BESIDE.pattern), "", name)
        name = shorter if len(shorter) >= _SHORTEST_NAME else name
    return simplified(name).casefold()


def _letters(words: str) -> str:
    return "".join(sign for sign in words if unicodedata.category(sign)[0] in "LN")
