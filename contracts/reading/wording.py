"""The wording of a heading: its words without brackets, numbers and years, and the codes it explains."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"\(([^()]*)\)|[\[<〔【「]([^\]>〕】」]*)[\]>〕】」]")
_YEAR = re.compile(r"^(?:19|20)\d{2}(?:年度?)(?=[^月份])")
_NUMBER = re.compile(
    r"^(?:R|问|第)?(?:\d{1,2}|[一二三四五六七八九十]{1,2}[.、．])[.、．:]?(?=\D)(?![孩胎个子女年月季级])"
)
_LEGEND = r"(?<!\d)\d{1,2}[.、=\-—]?(?![年月日季孩胎岁周号个组村期批次])[\u4e00-\u9fff]{1,6}[,、;/|]?"
_LEGENDS = re.compile(rf"(?:{_LEGEND}){{2,}}")
_REVERSED = re.compile(r"(?:[\u4e00-\u9fff]{1,4}[=\-—]?\d{1,2}[,、;/|]?){2,}")
_CODE = re.compile(r"(\d{1,2})[.、=\-—]?([\u4e00-\u9fff]{1,6})")
_WORD_AND_CODE = re.compile(r"([\u4e00-\u9fff]{1,4})[=\-—]?(\d{1,2})")
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
