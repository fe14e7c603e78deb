"""The numbers that Word draws before paragraphs: they stand nowhere in the text and are counted here.

Lists that share one definition count on together, a list with a start of its own begins again, and a
deeper level begins again after each higher one, as ECMA-376 part 1, 17.9 says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contracts.numerals import ordinal
from contracts.word.nodes import attribute, child, children, switch, value, whole_number
from contracts.word.visibility import Visibility

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVELS = 9
_LARGEST = 999
_CAPITALS = str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")
_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_WORDS = re.compile(r"[\u4e00-\u9fff]")


def _chinese(number: int) -> str:
    return ordinal(number)


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def _roman(number: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        out += letters * (number // worth)
        number %= worth
    return out


def _letters(number: int) -> str:
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)  # noqa: PLR2004


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand"), _chinese,
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"),
        lambda number: ordinal(number).translate(_CAPITALS),
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digits),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "none": lambda _: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: ``text`` holds ``%1`` to ``%9`` for the numbers; ``restart`` 0 means never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int = -1
    legal: bool = False
    style: str = ""


@dataclass(slots=True, kw_only=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


class Numbering:
    """The lists of a file. Ask for the paragraphs in the order in which they stand.

    Args:
        root: The root of ``word/numbering.xml``, or ``None``.
        visibility: The styles, which may bring numbers along.
    """

    def __init__(self, root: Element | None, visibility: Visibility) -> None:
        self._visibility = visibility
        definitions = {attribute(item, "abstractNumId"): item for item in children(root, "abstractNum")}
        self._lists = {attribute(item, "numId"): _list(item, definitions) for item in children(root, "num")}
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: Element) -> str:
        """Return the number drawn before a paragraph, such as ``第八条`` or ``（一）``; count it."""
        found, depth = self._place(paragraph)
        if found is None or depth not in found.levels:
            return ""
        counts = self._counted(found, depth)
        level = found.levels[depth]
        if level.form == "bullet":
            return level.text if _WORDS.search(level.text) else ""

        def number(mark: re.Match[str]) -> str:
            place = int(mark[1]) - 1
            other = found.levels.get(place, Level())
            return _written(counts.get(place, other.start), "decimal" if level.legal else other.form)

        return re.sub(r"%([1-9])", number, level.text).strip()

    def _place(self, paragraph: Element) -> tuple[_List | None, int]:
        list_id, level, style = self._visibility.numbering(paragraph)
        own = child(paragraph, "pPr", "numPr")
        if own is not None:
            list_id = value(own, "numId") or list_id
            level = value(own, "ilvl") or level
        found = self._lists.get(list_id)
        if found is None:
            return None, 0
        if not level and style:
            level = next((str(depth) for depth, item in found.levels.items() if item.style == style), "")
        return found, whole_number(level)

    def _counted(self, found: _List, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.abstract, {})
        if not found.begun:
            found.begun = True
            for place in found.starts:
                counts.pop(place, None)
        for place in range(depth):
            if place in found.levels:
                counts.setdefault(place, found.starts.get(place, found.levels[place].start))
        start = found.starts.get(depth, found.levels[depth].start)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for place in range(depth + 1, _LEVELS):
            restart = found.levels[place].restart if place in found.levels else -1
            if restart < 0 or (0 < restart <= place and depth < restart):
                counts.pop(place, None)
        return counts


def _list(number: Element, definitions: dict[str, Element]) -> _List:
    abstract = value(number, "abstractNumId")
    definition = definitions.get(abstract)
    linked = value(definition, "numStyleLink")
    if linked:
        definition = next((item for item in definitions.values() if value(item, "styleLink") == linked), definition)
        abstract = attribute(definition, "abstractNumId")
    found = _List(abstract=abstract, levels=dict(_levels(definition)))
    for change in children(number, "lvlOverride"):
        depth = whole_number(attribute(change, "ilvl"))
        found.levels.update(_levels(change))
        if child(change, "startOverride") is not None:
            found.starts[depth] = whole_number(value(change, "startOverride"), 1)
    return found


def _levels(owner: Element | None) -> Iterator[tuple[int, Level]]:
    for item in children(owner, "lvl"):
        yield (
            whole_number(attribute(item, "ilvl")),
            Level(
                start=whole_number(value(item, "start"), 1),
                form=value(item, "numFmt") or "decimal",
                text=value(item, "lvlText"),
                restart=whole_number(value(item, "lvlRestart"), -1),
                legal=bool(switch(item, "isLgl")),
                style=value(item, "pStyle"),
            ),
        )


def _written(number: int, form: str) -> str:
    return _FORMATS.get(form, str)(number) if 1 <= number <= _LARGEST else str(number)
