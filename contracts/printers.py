"""Printers of an office and how far each prints askew: ``[[printers]]`` in ``office.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.model import Problem

FARTHEST = 300
"""Tenths of a millimetre; what is farther off is another form, not another printer."""

_KEYS = {
    "name": "打印机名称", "right": "向右移多少，单位 0.1 毫米，负数向左", "down": "向下移多少，单位 0.1 毫米，负数向上",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A printer. Its print is moved ``right`` and ``down`` by so many tenths of a millimetre."""

    name: str
    right: int = 0
    down: int = 0

    @property
    def offset_words(self) -> str:
        """The offset in millimetres, each way by its own name: nobody has to know what a negative 向下 means."""
        across = f"{'向左' if self.right < 0 else '向右'} {abs(self.right) / 10:.1f} 毫米"
        return f"{across}，{'向上' if self.down < 0 else '向下'} {abs(self.down) / 10:.1f} 毫米"


def printer_named(printers: tuple[Printer, ...], name: str) -> Printer | None:
    """Return the printer of that name; without a name the first, or a true one where the office lists none."""
    if not name:
        return printers[0] if printers else Printer(name="")
    return next((item for item in printers if item.name == name), None)


def printer_lines(printers: tuple[Printer, ...]) -> Iterator[str]:
    """Yield the lines of ``office.toml`` for the printers, a comment behind each key."""
    for item in printers:
        yield from ("", "[[printers]]", f'name = "{item.name}"  # {_KEYS["name"]}')
        yield from (f"{key} = {getattr(item, key)}  # {_KEYS[key]}" for key in ("right", "down"))


def printer_faults(data: Any) -> Iterator[tuple[str, str, str]]:
    """Yield ``(where, message, hint)`` for everything wrong with the printers of a file."""
    if not isinstance(data, list):
        yield "[printers]", "应是一串打印机", "写作 [[printers]]，两层方括号，每台一段"
        return
    seen: set[str] = set()
    for number, item in enumerate(data, 1):
        where = f"[[printers]] 第{number}台"
        if not isinstance(item, dict):
            yield where, "应是一段“名称 = 内容”", "写作 [[printers]] 一行，其下每行一项"
            continue
        yield from ((f"{where} {key}", "不认识的名称", f"可用的有 {'、'.join(_KEYS)}") for key in item.keys() - _KEYS)
        name = item.get("name")
        if not isinstance(name, str) or not name.strip() or any(sign in name for sign in '"\\\n\r'):
            yield f"{where} name", "没有名称，或者不能用", "写一个不带引号和斜线的名称，如“证件打印机”"
        elif name in seen:
            yield f"{where} name", f"“{name}”写了两次", "每台打印机只写一段"
        seen.add(str(name))
        yield from _shift_faults(where, item)


def _shift_faults(where: str, item: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key in ("right", "down"):
        value = item.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > FARTHEST:
            yield f"{where} {key}", f"不能是 {value!r}", f"写整数，单位 0.1 毫米，在 -{FARTHEST} 到 {FARTHEST} 之间"


def unknown_printer(printers: tuple[Printer, ...], name: str) -> Problem:
    """Return the problem for a printer that ``office.toml`` does not name."""
    known = "、".join(item.name for item in printers) or "一台也没有登记"
    hint = f"在 [[printers]] 里登记；现有：{known}"
    return Problem(where="--printer", message=f"office.toml 里没有“{name}”", hint=hint)
