"""The fixed words of a Word file in another language: labels, numbering, faces, the language it is marked with.

Traditional characters need faces that have them: those named GB2312 hold simplified ones only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from contracts.traditional import traditional
from contracts.word.style import FANG, HEI, KAI, SONG, Style

BESIDE = (
    Style(id="Beside", name="译文", size=11, line=330, align="both", after=60),
    Style(id="BesideTitle", name="译文标题", size=15, line=420, align="center", after=120, keep_next=True),
)
"""How a bilingual paper prints what stands beside the Chinese."""

_FACES = {SONG: "方正小标宋_GBK", FANG: "仿宋", KAI: "楷体", HEI: "黑体"}
_SPOKEN = re.compile(r"word/(document|header\d|footer\d|styles|numbering)\.xml")
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)(</w:t>)")
_PIECE = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")


def in_traditional(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a Word file of ours with traditional characters, in faces that have them."""
    return {name: _traditional(data) if _SPOKEN.fullmatch(name) else data for name, data in parts.items()}


def with_translation(parts: Mapping[str, bytes], words: Mapping[str, str]) -> dict[str, bytes]:
    """Return the parts with the translation behind every fixed word that has one."""

    def piece(text: str) -> str:
        other = words.get(text.strip())
        return f"{text.rstrip()} {escape(other, quote=False)}" if other else text

    def translated(found: re.Match[str]) -> str:
        return found[1] + "".join(map(piece, _PIECE.split(found[2]))) + found[3]

    return {
        name: _TEXT.sub(translated, data.decode()).encode() if name.startswith("word/") else data
        for name, data in parts.items()
    }


def fixed_words(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Return the words that stand in the text of a Word file, between what is filled in."""
    texts = (found[2] for data in parts.values() for found in _TEXT.finditer(data.decode("utf-8", "replace")))
    return frozenset(piece.strip() for text in texts for piece in _PIECE.split(text) if piece.strip())


def _traditional(data: bytes) -> bytes:
    text = traditional(data.decode())
    for face, other in _FACES.items():
        text = text.replace(f'"{traditional(face)}"', f'"{other}"')
    text = text.replace(f"font-family:{traditional(HEI)}", f"font-family:{HEI}")
    return text.replace('w:eastAsia="zh-CN"', 'w:eastAsia="zh-HK"').encode()
