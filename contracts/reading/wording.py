"""What the words of one heading mean: whose it is, and what of theirs.

``女方身份证号``, ``身份证号(女方)``, ``妻子的公民身份号码`` and ``女方信息-身份证件号`` are one thing; the words
and the forms they take are data (``rosters/vocabulary.toml``).
"""

from __future__ import annotations

import difflib
import re

from contracts.reading.layouts import Vocabulary, plain_heading, vocabulary

_BRACKETS = re.compile(r"\(([^()]*)\)|[\[<〔【「]([^\]>〕】」]*)[\]>〕】」]")
_YEAR = re.compile(r"^(?:19|20)\d{2}(?:年度?)(?=[^月份])")
_NUMBER = re.compile(r"^(?:R|问|第)?(?:\d{1,2}|[一二三四五六七八九十]{1,2}[.、．])[.、．:]?(?=\D)(?![孩胎个子女])")
_LINK = re.compile(r"^(?:(?:的|之)?(?:基本|个人|主要|相关)?(?:信息|情况|资料))?[的之\-_/|·—~]*(?=.)")
_ABOUT = re.compile("(?:基本)?(?:情况|信息|资料)$")
_PAPERS = ("证", "证书", "证明", "金", "费", "数", "数量")
_SIDE = re.compile(r"(?:(?!子女|孩|配偶|父|母|儿|媳|婿|女方|男方).){1,8}((?:女方|男方).*)")
_LEGEND = r"(?<!\d)\d{1,2}[.、=\-—]?(?![年月日季孩胎岁周号个组村期批次])[\u4e00-\u9fff]{1,6}[,、;/|]?"
_LEGENDS = re.compile(rf"(?:{_LEGEND}){{2,}}")
_REVERSED = re.compile(r"(?:[\u4e00-\u9fff]{1,4}[=\-—]?\d{1,2}[,、;/|]?){2,}")
_CODE = re.compile(r"(\d{1,2})[.、=\-—]?([\u4e00-\u9fff]{1,6})")
_WORD_AND_CODE = re.compile(r"([\u4e00-\u9fff]{1,4})[=\-—]?(\d{1,2})")
_GENERAL_END = re.compile("(?:日期|时间|年月日?|号码|编号|电话|手机|姓名|地址|金额|情况|人|数)$")
_HALF = 0.5
_MOST_BEFORE = 3
SERIAL = frozenset({"序号", "次序", "户序", "编号", "户号", "户序号", "号", "顺序号", "序", "顺序"})
"""Headings that number the rows."""


def bare(plain: str) -> str:
    """Return a plain heading without brackets, the number of a question (``R1``) and the year it is about."""
    text = _NUMBER.sub("", _BRACKETS.sub("", plain))
    text = _LEGENDS.sub("", text) or text
    return _YEAR.sub("", text) or text


def bracketed(plain: str) -> tuple[str, ...]:
    """Return what stands in the brackets of a plain heading."""
    return tuple(one or other for one, other in _BRACKETS.findall(plain))


def codes_in(plain: str) -> tuple[tuple[str, str], ...]:
    """Return the codes that a heading explains: ``(("1", "已发"), ("2", "未发"))`` of 发放标志(1已发2未发)."""
    for text in (*bracketed(plain), plain):
        if found := _LEGENDS.search(text):
            return tuple((code.lstrip("0") or "0", word) for code, word in _CODE.findall(found[0]))
        if text != plain and (found := _REVERSED.fullmatch(text)):
            return tuple((code.lstrip("0") or "0", word) for word, code in _WORD_AND_CODE.findall(found[0]))
    return ()


def person_key(text: str, words: Vocabulary) -> tuple[str, str] | None:
    """Return ``("wife", "id_number")`` for 女方身份证号, ``("", "id_number")`` for the bare word."""
    if text and (key := words.person_word(text)):
        return "", key
    allowed: frozenset[str] | None = None
    for _ in range(_MOST_BEFORE):
        if (found := _role_and_key(text, words) or _key_and_role(text, words)) and (
            allowed is None or found[0] in allowed
        ):
            return found
        word, slots = next(((word, slots) for word, slots in words.before if text.startswith(word)), ("", None))
        if slots is None:
            side = _after_side(text) if allowed is None else ""
            return _role_and_key(side, words) if side else None
        text = text[len(word) :]
        allowed = slots if allowed is None else allowed & slots
    return None


def _after_side(text: str) -> str:
    """Return a heading from 女方 or 男方 on, where no other person stands before it: 特扶家庭女方姓名."""
    match = _SIDE.fullmatch(text)
    return match[1] if match else ""


def _role_and_key(text: str, words: Vocabulary) -> tuple[str, str] | None:
    for word, slot in words.roles:
        if text.startswith(word) and (key := words.person_word(_LINK.sub("", text[len(word) :]))):
            return slot, key
    return None


def _key_and_role(text: str, words: Vocabulary) -> tuple[str, str] | None:
    """Return what 姓名-女方 and 身份证号女方 mean."""
    for word, slot in words.roles:
        before = text.removesuffix(word)
        if len(word) > 1 and before != text and (key := words.person_word(before.rstrip("-_/|·—~"))):
            return (slot, key) if before else None
    return None


def slot_in(text: str, words: Vocabulary) -> str:
    """Return whose columns a merged heading announces; empty where it names nobody."""
    text = _ABOUT.sub("", bare(text)) or text
    if text.endswith(_PAPERS):
        return ""
    for _ in range(_MOST_BEFORE):
        for word, slot in words.roles:
            if text.startswith(word) and (len(word) > 1 or text == word):
                return slot
        before = next((word for word, _ in words.before if text.startswith(word)), "")
        if not before:
            side = _after_side(text)
            return next((slot for word, slot in words.roles if side.startswith(word)), "") if side else ""
        text = text[len(before) :]
    return ""


def near_words(text: str) -> str:
    """Return a known heading that a text resembles; empty where none does."""
    words = vocabulary()
    known = [*words.values, *(word for word in words.person if word)]
    known += [slot + word for slot, _ in words.roles if len(slot) > 1 for word in words.person if word]
    wanted = bare(plain_heading(text))
    found = difflib.get_close_matches(wanted, known, n=3, cutoff=0.75)
    return next((word for word in found if _cores_resemble(wanted, word)), "")


def _cores_resemble(one: str, other: str) -> bool:
    """Whether two headings are alike without the word that many end in: 起发时间 is not 发证时间."""
    cores = [_GENERAL_END.sub("", text) or text for text in (one, other)]
    return difflib.SequenceMatcher(None, cores[0], cores[1]).ratio() > _HALF
