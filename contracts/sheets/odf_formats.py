"""The number, date and money formats of an ``.ods`` as Excel writes them.

Source: OASIS OpenDocument 1.3 part 3, 16.29 (number styles) and 16.3 (style:map); ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

GENERAL = "General"
TEXT = "@"
KINDS = frozenset({
    "number:number-style", "number:currency-style", "number:percentage-style", "number:date-style",
    "number:time-style", "number:boolean-style", "number:text-style",
})  # fmt: skip
_COLOURS = {
    "#000000": "[Black]", "#0000ff": "[Blue]", "#00ffff": "[Cyan]", "#00ff00": "[Green]", "#ff00ff": "[Magenta]",
    "#ff0000": "[Red]", "#ffffff": "[White]", "#ffff00": "[Yellow]",
}  # fmt: skip
_LETTERS = {
    "number:year": ("yy", "yyyy"), "number:day": ("d", "dd"), "number:day-of-week": ("ddd", "dddd"),
    "number:hours": ("h", "hh"), "number:minutes": ("m", "mm"), "number:seconds": ("s", "ss"),
    "number:am-pm": ("AM/PM", "AM/PM"), "number:month": ("m", "mm"), "month in words": ("mmm", "mmmm"),
}  # fmt: skip
_TONGUES = {("zh", "CN"): "[$-804]", ("zh", "TW"): "[$-404]", ("zh", "HK"): "[$-C04]", ("en", "US"): "[$-409]"}
_FIGURES = {"一": "[DBNum1]", "壹": "[DBNum2]"}
_CONDITION = re.compile(r"value\(\)(<=|>=|!=|<|>|=)(-?\d{1,15}(?:\.\d{1,9})?)")
_TEXT_STYLE = "number:text-style"
_USUAL = {(False, 1): (">=0",), (False, 2): (">0", "<0"), (True, 3): (">0", "<0", "=0")}
_MOST_CONDITIONS = 2  # Excel knows two and the rest
_CLOCK = frozenset({"number:hours", "number:minutes", "number:seconds"})
_DATES = frozenset({"number:date-style", "number:time-style"})
_FACTORS = {"1": "", "1000": ",", "1000000": ",,"}
_MOST_DIGITS, _LONGEST = 30, 250
_PLAIN, _PLAIN_IN_DATES = frozenset(" -+():"), frozenset(" -+():/,.")  # what Excel shows without quotes


@dataclass(slots=True)
class NumberStyle:
    """One format as it stands in the file: its parts in order, and the others it gives way to."""

    kind: str
    attributes: Mapping[str, str]
    parts: list[tuple[str, Mapping[str, str], str]] = field(default_factory=list)
    maps: list[tuple[str, str]] = field(default_factory=list)
    colour: str = ""


class _NotUnderstoodError(Exception):
    """A format that Excel has not, or has in another meaning."""


def format_code(name: str, styles: Mapping[str, NumberStyle]) -> str | None:
    """Return a format in Excel's letters, ``None`` for one that Excel has not.

    Args:
        name: The name of the format in the file; one that is not there is ``General``.
        styles: All formats of the file.
    """
    if name not in styles:
        return GENERAL
    try:
        code = _with_conditions(styles[name], styles)
    except _NotUnderstoodError:
        return None
    return code if len(code) <= _LONGEST and code.isprintable() else None


def _with_conditions(style: NumberStyle, styles: Mapping[str, NumberStyle]) -> str:
    own = _section(style)
    if not style.maps:
        return own or GENERAL
    conditions, sections = list[str](), list[str]()
    for text, other in style.maps:
        match = _CONDITION.fullmatch(text.replace(" ", ""))
        if match is None or other not in styles:
            raise _NotUnderstoodError
        conditions.append(match[1].replace("!=", "<>") + match[2])
        sections.append(_section(styles[other]))
    if tuple(conditions) != _USUAL.get((style.kind == _TEXT_STYLE, len(conditions))):
        if len(conditions) > _MOST_CONDITIONS or style.kind == _TEXT_STYLE:
            raise _NotUnderstoodError
        sections = [f"[{condition}]{section}" for condition, section in zip(conditions, sections, strict=True)]
    return ";".join([*sections, own])


def _section(style: NumberStyle) -> str:
    parts = [_part(style, *part) for part in style.parts]
    if style.attributes.get("number:truncate-on-overflow") == "false":
        at = next((at for at, part in enumerate(style.parts) if part[0] in _CLOCK), None)
        if at is not None:
            parts[at] = f"[{parts[at]}]"
    return _COLOURS.get(style.colour.lower(), "") + _tongue(style) + "".join(parts)


def _tongue(style: NumberStyle) -> str:
    """Return in which language a format names months, days and numbers, where that shows."""
    said = style.attributes
    figures = said.get("number:transliteration-format", "1")
    if figures != "1":
        if figures not in _FIGURES or said.get("number:transliteration-language") != "zh":
            raise _NotUnderstoodError
        return f"{_FIGURES[figures]}[$-804]"
    named = any(name == "number:day-of-week" or "number:textual" in attributes for name, attributes, _ in style.parts)
    language = said.get("number:language", ""), said.get("number:country", "")
    return _TONGUES.get(language, "") if named else ""


def _part(style: NumberStyle, name: str, attributes: Mapping[str, str], text: str) -> str:
    if attributes.get("number:calendar", "gregorian") != "gregorian":
        raise _NotUnderstoodError
    if name in _LETTERS:
        decimals = _count(attributes, "number:decimal-places", 0)
        in_words = name == "number:month" and attributes.get("number:textual") == "true"
        letters = _LETTERS["month in words" if in_words else name][attributes.get("number:style") == "long"]
        return letters + ("." + "0" * decimals if decimals else "")
    if name not in _PARTS:
        raise _NotUnderstoodError
    return _PARTS[name](style, attributes, text)


def _text(style: NumberStyle, _: Mapping[str, str], text: str) -> str:
    return _literal(style.kind, text)


def _text_content(*_: object) -> str:
    return TEXT


def _fill(_: NumberStyle, __: Mapping[str, str], text: str) -> str:
    if len(text) != 1:
        raise _NotUnderstoodError
    return f"*{text}"


def _currency(style: NumberStyle, attributes: Mapping[str, str], text: str) -> str:
    if not text or "]" in text:
        raise _NotUnderstoodError
    tongue = _TONGUES.get((attributes.get("number:language", ""), attributes.get("number:country", "")))
    return f"[${text}{tongue[2:]}" if tongue else _literal(style.kind, text)


def _scientific(_: NumberStyle, attributes: Mapping[str, str], __: str) -> str:
    return f"{_digits(attributes, 0)}E+{'0' * _count(attributes, 'number:min-exponent-digits', 2)}"


def _count(attributes: Mapping[str, str], name: str, otherwise: int) -> int:
    value = attributes.get(name, str(otherwise))
    if not value.isdecimal() or int(value[:3]) > _MOST_DIGITS:
        raise _NotUnderstoodError
    return int(value)


def _number(style: NumberStyle, attributes: Mapping[str, str], text: str) -> str:
    embedded = text if text.strip() else ""
    plain = not attributes.keys() & {"number:decimal-places", "number:grouping", "number:display-factor"}
    if plain and not embedded and _count(attributes, "number:min-integer-digits", 1) <= 1:
        return "0" if style.kind == "number:percentage-style" else GENERAL
    thousands = _FACTORS.get(attributes.get("number:display-factor", "1"))
    if thousands is None:
        raise _NotUnderstoodError
    whole, point, decimals = _digits(attributes, 0).partition(".")
    for said in embedded.split("\n") if embedded else ():
        place, _, letters = said.partition(" ")
        if not place.isdecimal() or int(place[:3]) > len(whole) or "," in whole:
            raise _NotUnderstoodError
        cut = len(whole) - int(place)  # the leftmost comes first, so those to its right keep their places
        whole = whole[:cut] + _literal(style.kind, letters) + whole[cut:]
    return whole + point + decimals + thousands


def _digits(attributes: Mapping[str, str], otherwise: int) -> str:
    whole = "0" * _count(attributes, "number:min-integer-digits", 1) or "#"
    if attributes.get("number:grouping") == "true":
        whole = whole.rjust(4, "#")
        whole = f"{whole[:-3]},{whole[-3:]}"
    places = _count(attributes, "number:decimal-places", otherwise)
    least = 0 if attributes.get("number:decimal-replacement") == "" else places
    least = min(_count(attributes, "number:min-decimal-places", least), places)
    return whole + ("." + "0" * least + "#" * (places - least) if places else "")


def _fraction(_: NumberStyle, attributes: Mapping[str, str], __: str) -> str:
    whole = attributes.get("number:min-integer-digits")
    above = "?" * _count(attributes, "number:min-numerator-digits", 1)
    below = attributes.get("number:denominator-value") or "?" * _count(attributes, "number:min-denominator-digits", 1)
    if not (below.strip("?") or "1").isdecimal() or len(below) > _MOST_DIGITS:
        raise _NotUnderstoodError
    return f"{'' if whole is None else '# ' if whole == '0' else '0 '}{above}/{below}"


def _literal(kind: str, text: str) -> str:
    if kind == "number:percentage-style" and "%" in text:
        return "%".join(_literal("", part) for part in text.split("%"))
    if _PLAIN.issuperset(text) or (kind in _DATES and _PLAIN_IN_DATES.issuperset(text)):
        return text
    return '"{}"'.format(text.replace('"', '"\\""'))


_PARTS: dict[str, Callable[[NumberStyle, Mapping[str, str], str], str]] = {
    "number:number": _number, "number:scientific-number": _scientific, "number:fraction": _fraction,
    "number:text-content": _text_content, "number:fill-character": _fill, "number:currency-symbol": _currency,
    "number:text": _text,
}  # fmt: skip
