"""What a heading means: the words it is made of, and what they mean together.

A heading is covered by the words of ``rosters/vocabulary.toml``: whose (女方), what (身份证), which (号). The
word it ends in and those before it decide by the rules there; letters that no word covers lower certainty.
"""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from contracts.reading.layouts import plain_heading, vocabulary
from contracts.reading.lexicon import Word, cover, words_aside, words_of
from contracts.reading.wording import bare

OF_A_PERSON = frozenset({"name", "id_number", "phones", "birth_date", "gender", "relation", "children", "number"})
"""What is said of a person; ``number`` may be a paper's too."""
CHILDREN = ("child", "child2", "child3")
UNREAD = "unread"
WHO = frozenset(
    {
        "wife", "mother", "husband", "father", "both", "person", "spouse", "head", *CHILDREN, "boys", "girls",
        "nobody", "deputy",
    }
)  # fmt: skip
"""The kinds of words that say whose."""

_ASIDE = frozenset({"of", "link", "n1", "n2", "n3"})
_SAYS_LITTLE = frozenset(
    {
        "number", "code", "docno", "date", "place", "sum", "total", "count", "state", "standard", "month", "year",
        "pay", "act", "apply", "whether", "issue", "period", "due", "real", "of", "link",
    }
)  # fmt: skip
_PLAINLY_UNREAD = frozenset({"unread", "bank", "township", "state", "relation"})
_SLOTS = {"mother": "wife", "father": "husband", "boys": "child", "girls": "child"}
_PARENTS = ("mother", "father")
_SAID_OF = frozenset({"name", "id", "phone", "born", "gender", "docno", "place"})
_OF_SOMEBODY = frozenset(
    {"grant", "pay", "act", "apply", "sign", "member", "home", "paper", "issue", "away", "outward"}
)
_NUMBERS = frozenset({"id_number", "certificate_number"})
_EXPLAINED = _NUMBERS | {"registered_place", "residence_place", "phones", "issued_on"}
_COUNT_BEHIND = re.compile(r"\s*(?:[(（].*[)）]|[:：]|共?\s*\d+\s*[户人名对].*)$")
_NO_GROUP = frozenset({"act", "apply", "pay", "grant", "sum", "total", "count", "unread", "state"})
_SECTION = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]\s*")
_LONGEST_GROUP = 16
_OR = frozenset({"或", "/"})
_OF_OFFICES = frozenset({"office", "issue", "registration"})
_DOERS = frozenset({"人", "者", "人员"})
_COUPLE = frozenset({"wife", "husband"})
_OPEN = frozenset({"", "person", "spouse", "both"})
_UNCERTAIN = frozenset({"?", "office", UNREAD})
_OPEN_TO = {"deputy": frozenset({"person"}), "?": _COUPLE}
"""Whom a bracket may make of somebody: of the first anybody."""
_IN_LAW = frozenset({"妻", "妻子", "夫", "丈夫", "媳妇"})
_BESIDES = frozenset({"nobody", "deputy", "spouse"})
_PASSIVE = "被"
_DONE_TO = frozenset({"被", "受", "参"})
_SEXES = frozenset({"男", "女"})
_WHICH_SUM = {"sum": ("real", "due", "unpaid"), "total": ("sum",)}
"""What above 金额 and 合计 says which sum it is."""
_COMBINED = ("name", "id", "phone", "born", "gender")
_ALIKE = 0.75
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a heading means.

    ``slot`` is whose it is: empty where it does not say, ``?`` where its words do not go together, ``both`` a
    couple's, ``deputy`` somebody's who may stand for a party. ``key`` is a key of a person or of the values,
    ``unread`` what we have no use for, empty what nobody knows. ``strange`` are the letters that no word covers,
    ``who`` is the word for somebody else, ``number`` says which child, ``parts`` what a combined column holds.
    """

    key: str = ""
    slot: str = ""
    strange: str = ""
    who: str = ""
    number: int = 0
    parts: tuple[str, ...] = ()

    @property
    def of_person(self) -> bool:
        """Whether it is said of a person."""
        return self.key in OF_A_PERSON


@functools.lru_cache(maxsize=4096)
def meaning_of(plain: str, above: tuple[str, ...] = ()) -> Meaning:
    """Return what a plain heading means, under the plain merged headings above it (top first).

    A word that says little (编号) is read together with the heading above it (光荣证); who is not named in the
    heading itself may be named there.
    """
    words = words_of(plain)
    found = _meaning(words, plain)
    if above and (crosswise := _crosswise(words, plain, above)):
        return crosswise
    if above and all(word.kind in WHO for word in words) and (_counts(above[-1]) or _ticks(words, above[-1])):
        return Meaning(key=UNREAD)
    if all(word.kind in _SAYS_LITTLE for word in words):
        found = next((joined for over in reversed(above) if (joined := _under(over, words, plain))), found)
    if found.slot or not above:
        return found
    over = next((over for over in reversed(above) if announced(over)), "")
    slot = announced(over) if over else ""
    if not slot and found.of_person and _is_strange(above[-1]):
        return replace(found, slot="deputy", who=above[-1])
    return replace(found, slot=_numbered(slot, found.number), who=_somebody(words_of(over)) if slot == "deputy" else "")


def _crosswise(words: Sequence[Word], plain: str, above: Sequence[str]) -> Meaning | None:
    """Return what 父亲 means under 身份证号码: the heading says who, the one above it what of them."""
    if not words or any(word.kind not in WHO | _ASIDE for word in words):
        return None
    over = next((over for over in reversed(above) if not announced(over)), "")
    said = words_of(over)
    return _meaning((*said, *words), plain) if not _SAID_OF.isdisjoint(_kinds(said)[-2:]) else None


def _is_strange(over: str) -> bool:
    """Whether a merged heading may announce somebody nobody knows: 包联情况 over 姓名."""
    kinds = {word.kind for word in words_of(over)}
    return not kinds.isdisjoint(_UNCERTAIN) and kinds.isdisjoint(_SAID_OF)


def _under(over: str, words: tuple[Word, ...], plain: str) -> Meaning | None:
    """Return what a word that says little means under a heading that says more, if that is anything."""
    said = tuple(word for word in words_of(over) if word.kind not in {"state", "?"})
    telling = {"issue", *_WHICH_SUM.get(words[-1].kind, ())}
    if announced(over) or all(word.kind in {*_SAYS_LITTLE, *WHO} - telling for word in said):
        return None
    joined = _meaning((*said, *words), plain)
    return replace(joined, slot="") if joined.key else None


def _counts(over: str) -> bool:
    """Whether a heading is about numbers of persons: 男 under 子女数 is nobody."""
    words = [word for word in words_of(over) if word.kind not in _ASIDE]
    return bool(words) and words[-1].kind in {"count", UNREAD}


def _ticks(words: Sequence[Word], over: str) -> bool:
    """Whether a heading is one of the boxes 男 and 女 of a child, or the numbers of them: nobody either."""
    return "".join(word.text for word in words) in _SEXES and announced(over) in CHILDREN


def announced(over: str) -> str:
    """Return whose columns a merged heading announces; empty where it names nobody.

    A number of children, a certificate and a sum announce nobody.
    """
    words = list(words_of(over))
    while words and words[-1].kind in {"state", "of", "link"}:
        words.pop()
    if any(word.kind in {"death", "bank"} for word in words) and not any(word.kind in CHILDREN for word in words):
        return "nobody"
    if not words or words[-1].kind not in {*WHO, "n1", "n2", "n3", "name"}:
        return ""
    slot, number, _ = whose_by(words)
    inside = _who_aside(words_aside(over)) if slot in {"both", "person", ""} else ""
    return inside or _numbered(slot, number)


def _meaning(words: Sequence[Word], plain: str) -> Meaning:
    aside = words_aside(plain)
    slot, number, strange = whose_by(words)
    inside = _who_aside(aside)
    if {slot, inside} == _COUPLE:
        slot, inside = "person", ""  # 父(母)姓名: one of the two
    if (slot, inside) == ("person", "both"):
        inside = ""  # 申请人(父母)姓名: one of them
    if inside in CHILDREN and slot == "deputy" and _is_passive(words):
        slot, strange = inside, ""  # 被保险人(子女)
    if inside and (inside in _OPEN_TO[slot] if slot in _OPEN_TO else slot in _OPEN):
        slot, strange = inside, ""
    parts = _combined(words, aside)
    key = _key_aside(words, aside, _key(words, parts))
    if key == "amount_fen" and "grant" in _kinds(words):
        strange = ""  # a grant of whatever kind is one
    if slot not in CHILDREN and "death" in _kinds(words):
        slot = "nobody"
    if key == "phones" and (own := _or_theirs(words)):
        slot, strange = own, ""
    slot = "" if key == "relation" else _numbered(slot, number)
    if slot == "both" and key not in OF_A_PERSON:
        slot = ""  # where a couple lives and what it is paid is the household's
    who = _somebody(words)
    number = number if slot not in CHILDREN else 0
    return Meaning(key=key, slot=slot, strange=strange, who=who, number=number, parts=parts)


def _is_passive(words: Sequence[Word]) -> bool:
    return any(word.kind == "deputy" and word.text[0] in _DONE_TO for word in words)


def _or_theirs(words: Sequence[Word]) -> str:
    """Return whose a telephone is that may be somebody else's too: 本人或家属电话, 女方及配偶电话."""
    said = [word for word in words if word.kind not in _ASIDE - {"link"}]
    for first, link, other in zip(said, said[1:], said[2:], strict=False):
        if link.kind == "link" and first.kind in {"person", "head", *_COUPLE} and other.kind in _BESIDES:
            return first.kind
    return ""


def _somebody(words: Sequence[Word]) -> str:
    return next((word.text for word in words if word.kind == "deputy"), "")


def _key_aside(words: Sequence[Word], aside: Sequence[Sequence[Word]], key: str) -> str:
    """Return what the brackets of a heading make of it: 证号(光荣证), 女方(身份证号), 光荣证(号), 领取人(签字)."""
    kinds = _kinds(words)
    somebody = bool(kinds) and kinds[-1] in WHO and _OF_SOMEBODY.union(WHO).issuperset(kinds)
    for more in aside if key != "children" else ():
        if somebody and not {*_SAID_OF, UNREAD}.isdisjoint(_kinds(more)):
            return _key((*words, *more), ())
        if key == "amount_fen" and _kinds(more) in ([UNREAD], ["spelt"]):
            return UNREAD  # 金额(大写)
        if key == "number" and (joined := _key((*more, *words), ())) in _NUMBERS:
            return joined
        if key in {"", UNREAD}:
            found = {_key((*words, *more), ()), _key((*more, *words), ()), _key(more, ())} & _EXPLAINED
            if len(found) == 1:
                return found.pop()
    return key


def _kinds(words: Sequence[Word]) -> list[str]:
    return ["act" if word.kind == "office" else word.kind for word in words if word.kind not in _ASIDE]


def _numbered(slot: str, number: int) -> str:
    return CHILDREN[number - 1] if slot == "child" and number else slot


def _key(words: Sequence[Word], parts: tuple[str, ...]) -> str:
    """Return what the words mean by the first rule that fits."""
    said = _kinds(words)
    if not said or said[-1] == "?":
        return ""
    if len(parts) > 1:
        return _key_of_parts(parts)
    if said[-1] in WHO and not _SAID_OF.isdisjoint(said):
        while said[-1] in WHO or said[-1] in _OF_SOMEBODY:
            said.pop()  # 身份证号-女方, 姓名-扶助对象
    somebody = _last(said, WHO)
    said = [kind for place, kind in enumerate(said) if place >= somebody or kind not in _OF_SOMEBODY]  # 奖扶对象的
    kinds = {kind for kind in said if kind != "?"} | {word.kind for word in words if word.kind == "office"}
    if "fee" in kinds and _last(said, {"fee"}) > _last(said, {"grant", "gov"}):
        kinds.add("spent")
    together = frozenset(kinds)
    key = next((rule.key for rule in vocabulary().rules if rule.fits(said[-1], together)), "")
    return "" if key in {UNREAD, "number"} and "?" in said and said[-1] not in _PLAINLY_UNREAD else key


def _last(said: Sequence[str], kinds: Collection[str]) -> int:
    return max((place for place, kind in enumerate(said) if kind in kinds), default=-1)


def _combined(words: Sequence[Word], aside: Sequence[Sequence[Word]]) -> tuple[str, ...]:
    """Return what a combined column holds: name and id of 姓名及身份证号, name and born of 姓名(出生年月)."""
    said = [kind for kind in _kinds(words) if kind != "?"]
    parts = [kind for kind in _COMBINED if kind in said]
    inside = {word.kind for more in aside for word in more}
    if said and {"name", "born"} <= inside and set(said) <= WHO | {"home"}:
        return ("name", "born")  # 孩子(姓名、性别、生日)
    if not parts or said[-1] not in {*_COMBINED, "number", "code", "date", "docno", "doc"}:
        return ()
    if parts == ["name"] and {"docno", "doc"} & set(said):
        parts.append("id")
    if parts == ["name"]:
        parts += [kind for kind in _COMBINED[1:4] if kind in inside]
    return tuple(parts)


def _key_of_parts(parts: tuple[str, ...]) -> str:
    if "name" in parts:
        return "children" if "born" in parts else "name"
    return "birth_date" if set(parts) == {"born", "gender"} else ""


def _who_aside(aside: Sequence[Sequence[Word]]) -> str:
    """Return who the brackets of a heading name: 姓名(女方)."""
    for words in aside:
        several = any(word.kind == "link" for word in words) and len({word.kind for word in words} & WHO) > 1
        if not several and words[-1].kind in WHO and _SAID_OF.isdisjoint(_kinds(words)):
            slot, number, _ = whose_by(words)
            return _numbered(slot, number)
    return ""


def whose_by(words: Sequence[Word]) -> tuple[str, int, str]:
    """Return `(slot, number, strange)`: whose a heading is, which child it says, and letters before it unknown.

    Letters that stand before 女方 leave no doubt who is meant; before a word as vague as 人 they do.
    """
    slot, number, strange = "", 0, ""
    either = any(word.text in _OR for word in words)
    for before, word in itertools.pairwise((Word("", ""), *words)):
        if word.kind in {"n1", "n2", "n3"}:
            number = int(word.kind[1])
        elif word.kind == "?":
            strange += word.text
        elif word.kind == "nobody" and before.text == _PASSIVE:
            slot = _joined(slot, Word(word.text, "person"))  # 被慰问人
        elif word.kind in {"nobody", "deputy"} or (before.kind in _OF_OFFICES and word.text in _DOERS):
            slot = "deputy" if word.kind == "deputy" and slot != "nobody" else "nobody"
        elif word.kind in WHO:
            after = _SLOTS.get(word.kind, word.kind)
            slot = "person" if either and {slot, after} == _COUPLE else _joined(slot, word)
            strange = "" if len(word.text) > 1 and slot not in {"person", "both", "?"} else strange
    return slot, number, strange


def _joined(before: str, word: Word) -> str:
    """Return who two words name, one behind the other: the mother of a child is the wife, of a grown-up nobody here."""
    after = _SLOTS.get(word.kind, word.kind)
    if before in {"", after, "?"}:
        return before or after
    if before in {"nobody", "deputy"} or (after == "person" and before not in CHILDREN):
        return before
    if before in CHILDREN:
        lost = after == "spouse" or word.text in _IN_LAW
        return "?" if lost else before if after == "child" else after
    if before == "spouse" or (before in {"person", "head"} and word.kind in _PARENTS):
        return "?"
    return "?" if before in _COUPLE and after not in {*CHILDREN, "head"} else after


def group_named(text: str) -> str:
    """Return the group that a line of its own names (``第二村民小组（共12户）``); empty for other lines."""
    name = _COUNT_BEHIND.sub("", _SECTION.sub("", text.strip()))
    words = cover(plain_heading(name)) if len(name) <= _LONGEST_GROUP else ()
    kinds = [word.kind for word in words]
    told = bool(kinds) and kinds[-1] in {"group", "hamlet"} and len(kinds) > 1
    return name if told and _NO_GROUP.isdisjoint(kinds) else ""


def is_known(text: str) -> bool:
    """Whether a plain text reads like a heading: its words are known, and mean something."""
    if not text or text.isdigit():
        return False
    found = meaning_of(text)
    words = words_of(text)
    left = sum(len(word.text) for word in words if word.kind == "?")
    is_name_of_group = found.key == "group" and words[0].kind in {"n1", "n2", "n3"}
    return bool(found.key) and left * 3 <= len(bare(text)) and not is_name_of_group


def near_meaning(plain: str) -> str:
    """Return the words for what a heading of unknown words may mean, for a question; empty where nothing is near."""
    wanted = bare(plain)
    found = difflib.get_close_matches(wanted, vocabulary().called.values(), n=3, cutoff=_ALIKE)
    return next((word for word in found if _begin_alike(wanted, word)), "")


def _begin_alike(one: str, other: str) -> bool:
    """Whether two headings are alike without the end that they share: 起发日期 is not 发证日期."""
    same = (first == second for first, second in zip(reversed(one), reversed(other), strict=False))
    shared = sum(itertools.takewhile(bool, same))
    matcher = difflib.SequenceMatcher(None, one[: len(one) - shared], other[: len(other) - shared])
    return matcher.ratio() > _HALF


def field_called(words: str) -> str | None:
    """Return the field that a clerk's words mean (``女方姓名`` is ``wife.name``), ``None`` where none does."""
    found = meaning_of(plain_heading(words))
    if found.strange or not found.key:
        return None
    if found.of_person:
        return f"{found.slot}.{found.key}" if found.slot not in {"", "?", "both", "nobody", "deputy"} else None
    return f"values.{found.key}" if found.key != UNREAD else None
