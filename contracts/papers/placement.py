"""Where the words of a certificate go on somebody else's pre-printed form: measured once, kept beside ``office.toml``.

The file is ``套打/<kind>.toml``. Its texts name what the Word file of the kind may name: ``{{ values.recipient }}``,
``{{ number }}``, ``{{ party_a.name }}``, and ``signing_year``, ``signing_month``, ``signing_day`` for forms that have
年 月 日 printed on them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.errors import InputError
from contracts.kinds import Kind, filled, placeholders
from contracts.model import Draft, Problem
from contracts.papers.render import context
from contracts.word.overprint import FACES, Placed, PlacedCode, overprint_page

FOLDER = "套打"
_LARGEST = 500
_NUMBERS = {"left": (0, _LARGEST), "foot": (1, _LARGEST), "width": (1, _LARGEST), "size": (7, 72)}
_ALIGN = ("left", "center", "right")
_KEYS = {"text", *_NUMBERS, "align", "face"}
_CODE = {"left": (0, _LARGEST), "top": (0, _LARGEST), "side": (15, 60)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A form: its sheet in millimetres, the words with their places, the corner of the code where it has one."""

    width: float
    height: float
    places: tuple[Placed, ...]
    code: tuple[float, float, float] | None = None


def read_placement(content: bytes, name: str) -> Placement:
    """Return the form that a file describes.

    Raises:
        InputError: Not TOML, or lengths, faces or keys that are none; all of them, with the file's ``name``.
    """
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        hint = "照 shouyue certificate places 写出的改"
        problem = Problem(where=name, message=f"不是正确的 TOML（{error}）", hint=hint)
        raise InputError("套打的位置没有读成。", [problem]) from error
    problems = [Problem(where=f"{name} {where}", message=what, hint=hint) for where, what, hint in _faults(data)]
    if problems:
        raise InputError(f"套打的位置有 {len(problems)} 处问题，没有出件。", problems)
    code = data.get("code")
    return Placement(
        width=data["width"], height=data["height"], places=tuple(Placed(**item) for item in data["places"]),
        code=(code["left"], code["top"], code["side"]) if code else None,
    )  # fmt: skip


def overprint(draft: Draft, kind: Kind, placement: Placement, *, right: int = 0, down: int = 0) -> bytes:
    """Return the words of a certificate alone, each at its place; the same draft and form give the same bytes.

    Raises:
        InputError: A text asks for what the kind has not.
        DocumentError: Words that do not fit.
    """
    known = _known(draft, kind)
    asked = [name for item in placement.places for name, _ in placeholders(item.text)]
    strange = sorted({name for name in asked if name not in known})
    if strange:
        hint = f"可用的有 {'、'.join(sorted(known))}"
        problems = [Problem(where=f"套打 {kind.id}", message=f"没有名为 {name} 的内容", hint=hint) for name in strange]
        raise InputError("没有出件。", problems)
    words = [
        Placed(text=filled(item.text, lambda name, _: known[name]), left=item.left, foot=item.foot, width=item.width,
               size=item.size, align=item.align, face=item.face)
        for item in placement.places
    ]  # fmt: skip
    code = None
    if placement.code:
        left, top, side = placement.code
        code = PlacedCode(size=known["code.size"], path=known["code.path"], left=left, top=top, side=side)
    return overprint_page(words, code, width=placement.width, height=placement.height, right=right, down=down)


def starter(draft: Draft, kind: Kind) -> str:
    """Return a file to begin with: everything the certificate may say, one below the other, to be measured."""
    known = _known(draft, kind)
    labels = {f"values.{field.name}": field.label for field in kind.fields}
    labels |= {f"{role.name}.name": role.label for role in kind.roles if f"{role.name}.name" in known}
    labels |= {"number": kind.number_label, "signing_year": "年", "signing_month": "月", "signing_day": "日"}
    lines = [
        f"# {kind.title}空白证的套打位置。单位毫米，从纸的左边和上边量起；foot 量到字脚站的那条线。",
        "# width 是空白处有多宽，写不下的字会缩小；size 是磅；align 写 left、center 或 right；",
        f"# face 写 {'、'.join(FACES)}。不印的整段删去。先打在白纸上，和空白证叠在一起对光看。",
        "width = 297", "height = 210",
    ]  # fmt: skip
    for number, (name, label) in enumerate(labels.items()):
        lines += ["", f"[[places]]  # {label}", f'text = "{{{{ {name} }}}}"', "left = 120"]
        lines += [f"foot = {30 + 10 * number}", "width = 120", "size = 16"]
    lines += ["", "[code]  # 二维码的左上角；没有位置的整段删去", "left = 20", "top = 20", "side = 22", ""]
    return "\n".join(lines)


def _known(draft: Draft, kind: Kind) -> dict[str, str]:
    """Return every text that a place may name, by its dotted path; a line of a list by its number."""
    day = draft.signing_on
    dated = {"signing_year": str(day.year), "signing_month": str(day.month), "signing_day": str(day.day)}
    empty = {f"values.{field.name}": "" for field in kind.fields}
    return empty | dated | dict(_leaves(context(draft, kind), ""))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _leaves(item, f"{path}.{number}")
    else:
        yield path, value


def _faults(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key in sorted(data.keys() - {"width", "height", "places", "code"}):
        yield key, "不认识的名称", "只写 width、height、[[places]]、[code]"
    for key in ("width", "height"):
        yield from _number_fault(data, key, (50, _LARGEST), "")
    places = data.get("places")
    if not isinstance(places, list) or not places or not all(isinstance(item, dict) for item in places):
        yield "[[places]]", "一处也没有", "每处写一段 [[places]]"
        return
    for number, item in enumerate(places, 1):
        yield from _place_faults(item, f"第{number}处")
    code = data.get("code")
    if code is not None and not (isinstance(code, dict) and code.keys() == _CODE.keys()):
        yield "[code]", "写法不对", "写 left、top、side 三项"
    elif code is not None:
        for key, limits in _CODE.items():
            yield from _number_fault(code, key, limits, "[code] ")


def _place_faults(item: Mapping[str, Any], where: str) -> Iterator[tuple[str, str, str]]:
    for key in sorted(item.keys() - _KEYS):
        yield f"{where} {key}", "不认识的名称", f"只写 {'、'.join(sorted(_KEYS))}"
    if not isinstance(item.get("text"), str) or not item["text"]:
        yield f"{where} text", "没有写", 'text = "{{ values.recipient }}"'
    for key in ("left", "foot", "width"):
        yield from _number_fault(item, key, _NUMBERS[key], f"{where} ")
    if "size" in item:
        yield from _number_fault(item, "size", _NUMBERS["size"], f"{where} ")
    if item.get("align", "left") not in _ALIGN:
        yield f"{where} align", f"不能是 {item['align']!r}", f"请写 {'、'.join(_ALIGN)}"
    if item.get("face", "仿宋") not in FACES:
        yield f"{where} face", f"不能是 {item['face']!r}", f"请写 {'、'.join(FACES)}"


def _number_fault(
    data: Mapping[str, Any], key: str, limits: tuple[int, int], where: str
) -> Iterator[tuple[str, str, str]]:
    value = data.get(key)
    low, high = limits
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        yield f"{where}{key}", f"不能是 {value!r}", f"写 {low} 到 {high} 之间的数"
