"""The interface in English: every text is looked up where it goes out to people.

Texts are written in Chinese where they are used, so nothing changes for those who read it. A catalogue
(``locale/en/LC_MESSAGES/shouyue.po``) holds an English text for each, with ``{1}``, ``{2}`` where a value stands.
A text is looked up whole, then as one of these templates, then piece by piece; values are looked up too. What
nobody translated is data: names, what a law or a paper says. It is shown as it is, and so is everything “in quotes”.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CHINESE = re.compile("[\u3400-\u9fff]")
_ENTRY = re.compile(r'^(msgid|msgstr) (".*")$', re.MULTILINE)
_HOLE = re.compile(r"\{(\d+)\}")
_QUOTED_HOLE = re.compile(r"[“《]\{(\d+)\}")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_FIGURES = (
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"), "{}-{:0>2}-{:0>2}"),
    (re.compile(r"(\d{4})年(\d{1,2})月"), "{}-{:0>2}"),
    (re.compile(r"(\d{4})年度?"), "{}"),
    (re.compile(r"(-?[\d,.]+)元"), "{} yuan"),
    (re.compile(r"《([^》]*)》（([\d-]+) 版）第(\d+)条"), "《{}》 (version of {}) Article {}"),
    (re.compile(r"《([^》]*)》（([\d-]+) 版）第(\d[\d、]*)条"), "《{}》 (version of {}) Articles {}"),
    (re.compile(r"《([^》]*)》（([\d-]+) 版）第(\d[\d、]*)项"), "《{}》 (version of {}) No. {}"),
    (re.compile(r"《([^》]*)》（([\d-]+) 版）全文"), "《{}》 (version of {}), whole text"),
    (re.compile(r"表(\d+)第(\d+)行第(\d+)列"), "table {} row {} column {}"),
)
"""Days, sums, articles and cells as Chinese writes them."""
_PAUSES = {"。": ". ", "；": "; ", "：": ": ", "，": ", ", "、": ", "}
_PARTS = (("　", "  "), ("  ", "  "), *_PAUSES.items())
"""Where a text pauses, the strongest first: columns of a line are apart whatever stands in them."""
_NUMERALS = {numeral: str(number) for number, numeral in enumerate("一二三四五六七八九十", 1)}
_MEASURED = re.compile(r"([\u3400-\u9fff]+)(-?\d.*)")
"""What is measured, and its figure."""
_ASIDE = re.compile(r"(.+)（([^（）]*)）", re.DOTALL)
"""Words with an aside at their end."""
_MARKS = str.maketrans(_PAUSES | {"（": " (", "）": ")", "！": "!", "？": "?"})
_DEEPEST = 5
_MOST_TRIED = 4
"""So many templates that fit are compared."""
_SHORTEST = 2
"""Letters in a row by which a template is found."""
_LONGEST_NAME = 16
"""Letters of a name; a longer piece is part of a sentence of a paper or a law."""
_SURE = 3
"""Fixed letters from which on a template is no accident, whatever stands in its values; a shorter one takes a word."""


@dataclass(frozen=True, slots=True)
class _Template:
    """A message with values in it: how it is recognised, what it says, how much of it is fixed, which are quoted."""

    pattern: re.Pattern[str]
    english: str
    fixed: int
    quoted: frozenset[int]


class Catalogue:
    """English by Chinese. ``entries`` are pairs of message and translation."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self.exact = {text: other for text, other in entries.items() if other and not _HOLE.search(text)}
        self.found: dict[str, list[tuple[str, str]]] = {}
        self.templates: dict[str, _Template] = {}
        for text, other in entries.items():
            if other and _HOLE.search(text):
                chunk = max(_HOLE.split(text)[::2], key=lambda piece: (bool(CHINESE.search(piece)), len(piece)))
                self.found.setdefault(chunk[:_SHORTEST], []).append((chunk, text))
        self.entries = entries

    def told(self, text: str) -> str:
        """Return a text in English, as far as it is known; layout and data stay."""
        return "\n".join(self._said(line, 0) for line in text.split("\n"))

    def whole(self, text: str) -> str | None:
        """Return a sentence with a comma in English where it is one message, but for its quotes; else ``None``."""
        exact = self._exact(text)
        words = self._template(text, 0, having="，") if exact is None else exact
        return None if words is None or CHINESE.search(_QUOTED.sub("", words)) else words

    def begun(self, text: str) -> str:
        """Return the whole translation of a text that was cut off at its end with three dots."""
        start = text.removesuffix("...")
        return next((other for whole, other in self.exact.items() if whole.startswith(start)), text)

    def known(self, text: str) -> str:
        """Return a text in English only where the whole of it is known: a cell that may also be somebody's name."""
        words = self.told(text)
        return text if CHINESE.search(_QUOTED.sub("", words)) else words

    def _said(self, text: str, depth: int) -> str:
        if not CHINESE.search(text):
            return _plain(text)
        exact = self._exact(text)
        if exact is not None:
            return exact
        words = self._sentence(text, depth) if depth < _DEEPEST else None
        if words is not None:
            return words
        bare = text.strip(" ")
        if bare != text:
            left = len(text) - len(text.lstrip(" "))
            return f"{text[:left]}{self._said(bare, depth)}{text[left + len(bare) :]}"
        head, gap, rest = text.partition(" ")
        if gap and (head in self.exact or not CHINESE.search(head)):
            return f"{self.exact.get(head, head)} {self._said(rest, depth)}"
        return self._pieces(text, depth)

    def _exact(self, text: str) -> str | None:
        if text in self.exact:
            return self.exact[text]
        stripped = text.rstrip("。")
        if stripped != text and stripped in self.exact:
            return f"{self.exact[stripped]}."
        if f"{text}。" in self.exact:
            return self.exact[f"{text}。"].rstrip(".")
        if text in _NUMERALS:
            return _NUMERALS[text]
        found = ((pattern.fullmatch(text), form) for pattern, form in _FIGURES)
        return next(
            (form.format(*(group.replace("、", ", ") for group in match.groups())) for match, form in found if match),
            None,
        )

    def _sentence(self, text: str, depth: int) -> str | None:
        """Return a text by its template; it may have a full stop that the template has not."""
        words = self._template(text, depth)
        if words is None and text.endswith("。"):
            words = self._template(text[:-1], depth)
            return None if words is None else f"{words}."
        return words

    def _template(self, text: str, depth: int, having: str = "") -> str | None:
        """Return a text by the template that leaves least of it in Chinese, of two such by the longer one."""
        matches = []
        for name in self._candidates(text):
            if having in name:
                template = self._compiled(name)
                match = template.pattern.fullmatch(text)
                if match:
                    matches.append((template, match))
        matches.sort(key=lambda pair: -pair[0].fixed)
        best: tuple[int, str] | None = None
        for template, match in matches[:_MOST_TRIED]:
            words = self._filled(template, match, depth)
            if words is None:
                continue
            left = len(CHINESE.findall(_QUOTED.sub("", words)))
            if best is None or left < best[0]:
                best = left, words
            if left == 0:
                break
        return None if best is None else best[1]

    def _filled(self, template: _Template, match: re.Match[str], depth: int) -> str | None:
        """Return a template with its values; ``None`` where it is too short to be no accident."""
        values = {
            number: value if number in template.quoted else self._said(value, depth + 1)
            for number, value in enumerate(match.groups(), 1)
        }
        if template.fixed < _SURE and (
            any(map(CHINESE.search, values.values()))
            or any(mark in value for mark in _PAUSES for value in match.groups())
        ):
            return None
        return _HOLE.sub(lambda hole: values[int(hole[1])], template.english)

    def _candidates(self, text: str) -> Iterator[str]:
        keys = dict.fromkeys([text[at : at + size] for size in (1, _SHORTEST) for at in range(len(text))])
        for key in keys:
            yield from (name for chunk, name in self.found.get(key, ()) if chunk in text)

    def _compiled(self, name: str) -> _Template:
        if name not in self.templates:
            pieces = _HOLE.split(name)
            fixed = pieces[::2]
            pattern = "(.*?)".join(map(re.escape, fixed))
            quoted = {number for number in range(1, len(fixed)) if fixed[number - 1].endswith(("“", "《"))}
            quoted |= {int(number) for number in _QUOTED_HOLE.findall(self.entries[name])}
            self.templates[name] = _Template(
                re.compile(pattern, re.DOTALL), self.entries[name], sum(map(len, fixed)), frozenset(quoted)
            )
        return self.templates[name]

    def _pieces(self, text: str, depth: int) -> str:
        """Return the text piece by piece, split where it pauses most; unchanged where no piece is known."""
        if depth > _DEEPEST or (text[0] in "“《" and text[-1] in "”》"):
            return text
        for mark, english in _PARTS:
            if mark in text.rstrip("。"):
                pieces = _split(text, mark)
                if len(pieces) == 1:
                    continue
                if mark == "、":
                    return self._list(text, pieces, depth)
                parts = [self._said(piece, depth + 1) if piece else "" for piece in pieces]
                if mark != "：":
                    parts = [_unless_parted(*pair) for pair in zip(parts, pieces, strict=True)]
                return text if parts == pieces else english.join(parts).rstrip()
        return self._measured(text, depth) or text

    def _list(self, text: str, pieces: list[str], depth: int) -> str:
        """Return a list in one language: English where all of it is known, else as it is, parted as English parts."""
        parts = [self._said(piece, depth + 1) for piece in pieces]
        if any(CHINESE.search(_QUOTED.sub("", part)) for part in parts):
            return text if max(map(len, pieces)) > _LONGEST_NAME else ", ".join(pieces)
        return ", ".join(parts)

    def _measured(self, text: str, depth: int) -> str | None:
        """Return known words before a figure, or words with an aside of which one is known, in English."""
        measured = _MEASURED.fullmatch(text)
        if measured and measured[1] in self.exact:
            rest = self._said(measured[2], depth + 1)
            return None if CHINESE.search(rest) else f"{self.exact[measured[1]]} {rest}"
        aside = _ASIDE.fullmatch(text)
        if aside:
            head, inside = (self._said(part, depth + 1) for part in aside.groups())
            return None if (head, inside) == aside.groups() else f"{head} ({inside})"
        return None


def _unless_parted(part: str, piece: str) -> str:
    """Return a piece as it is where nothing of it became English but its commas: it is of a sentence of the law."""
    return piece if part.replace(", ", "、") == piece else part


def _plain(text: str) -> str:
    """Return a text without Chinese letters with plain marks."""
    other = text.translate(_MARKS)
    return other if other == text else other.rstrip()


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark, but not within quotation marks."""
    parts, start, depth = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "“《（") - (letter in "”》）")
        if depth <= 0 and text.startswith(mark, at) and at >= start:
            parts.append(text[start:at])
            start = at + len(mark)
    return [*parts, text[start:]]


def read_catalogue(content: str) -> dict[str, str]:
    """Return message → translation of a catalogue in the form of a ``.po`` file with one line a text.

    Raises:
        ValueError: A line is no message and no translation.
    """
    found: dict[str, str] = {}
    texts = [(kind, json.loads(text)) for kind, text in _ENTRY.findall(content)]
    for (first, message), (second, translation) in zip(texts[::2], texts[1::2], strict=True):
        if (first, second) != ("msgid", "msgstr"):
            raise ValueError(f"{message!r} has no translation line")
        if message:
            found[message] = translation
    return found


PATH: Final = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "shouyue.po"


@functools.cache
def english() -> Catalogue:
    """Return the catalogue that comes with the program."""
    return Catalogue(read_catalogue(PATH.read_text(encoding="utf-8")))
