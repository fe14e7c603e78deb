"""Names of places that do not depend on pages: 第八条（二）, 第12段, 表2第3行第1列, 附件1第3条.

The number is the one typed, or the one Word draws. Where a paper has no articles its paragraphs are
counted, and the heading above (一、乙方的义务) goes along as context.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contracts.word.passage import Passage

_NUMERALS = "〇○零一二三四五六七八九十百两0-9"
_ARTICLE = re.compile(
    rf"第([{_NUMERALS}]{{1,7}})条(?!之|的|中|所|规定|约定|第[{_NUMERALS}]|、第|和|或|至|到|[，,]?(?:规定|约定|所列))"
)
_ITEM = re.compile(rf"\(([{_NUMERALS}]{{1,3}})\)|([0-9]{{1,3}})(?:[.、)](?![0-9]))|([①-⑳])")
_SECTION = re.compile(
    rf"[〇一二三四五六七八九十]{{1,3}}[、.]|第[{_NUMERALS}]{{1,5}}[章节编]|第[{_NUMERALS}]{{1,5}}部分"
)
_ANNEX = re.compile(rf"(?:附件|附表|附录)[{_NUMERALS}a-z]{{0,3}}(?=[:：、.\s]|$)", re.IGNORECASE)
_LONGEST_HEADING = 40
_LONGEST_SECTION = 18
_PLAIN_LABEL = re.compile(
    rf"[\s第{_NUMERALS}条款项章节编部分附件表甲乙丙丁戊己庚辛壬癸壹贰叁肆伍陆柒捌玖拾佰a-z（）().、．:：\-①-⑳]*",
    re.IGNORECASE,
)


class Places:
    """Names the places of one story, paragraph after paragraph.

    Args:
        name: Of the story where it is not the body: 页眉, 脚注3. Its paragraphs need no numbers of their own.
    """

    def __init__(self, name: str = "") -> None:
        self._name = name
        self._annex = self._article = self._item = ""
        self._paragraphs = self._within = 0
        self.section = ""

    def of(self, passage: Passage) -> str:
        """Return where a paragraph stands; every paragraph of the story is asked for once, in order."""
        text = unicodedata.normalize("NFKC", f"{passage.label} {passage.text}").strip()
        packed = re.sub(r"\s", "", text)
        article = _ARTICLE.match(packed)
        if passage.where or self._name:
            return self._boxed(passage.where, article)
        if packed or passage.whole:
            self._paragraphs += 1
            self._step(text, packed, article, is_contents=passage.style.startswith(("toc", "目录")))
        return self._annex + self._here()

    def _boxed(self, where: str, article: re.Match[str] | None) -> str:
        if article and not self._name:
            return f"{self._annex}第{article[1]}条"
        return self._name + where

    def _here(self) -> str:
        if not self._article:
            return f"第{self._paragraphs or 1}段"
        part = self._item or (f"第{self._within}款" if self._within > 1 else "")
        return self._article + part

    def _step(self, text: str, packed: str, article: re.Match[str] | None, *, is_contents: bool) -> None:
        annex = _ANNEX.match(text)
        item = _ITEM.match(packed)
        if is_contents:
            self._article = ""
        elif annex and len(packed) <= _LONGEST_HEADING:
            self._annex, self._article, self._paragraphs, self.section = annex[0], "", 1, ""
        elif article:
            self._article, self._item, self._within = f"第{article[1]}条", "", 1
        elif _SECTION.match(packed):
            self._article = self._item = ""
            self.section = _short(packed)
        elif item:
            self._item = f"（{item[1] or item[2]}）" if not item[3] else item[3]
        elif self._article:
            self._within += not self._item
            self._item = ""


def spoken(label: str) -> str:
    """Return a drawn number that says more than a number, to be read as words; else nothing."""
    return "" if _PLAIN_LABEL.fullmatch(label) else label


def _short(packed: str) -> str:
    head = re.split(r"[。；，：:;]", packed)[0]
    return head if len(head) <= _LONGEST_SECTION else f"{head[:_LONGEST_SECTION]}…"
