"""TOML files that an office writes by hand: where in them something is wrong, in words that a clerk can follow."""

from __future__ import annotations

import re
import tomllib

_PLACE = re.compile(r"line (\d+), column (\d+)")
_ENTRY = re.compile(r"\s*\{")


def place_of_syntax(error: tomllib.TOMLDecodeError) -> str:
    """Return where a text is no TOML."""
    place = _PLACE.search(str(error))
    return f"第 {place[1]} 行第 {place[2]} 个字附近" if place else "文件末尾"


def place_of_column(text: str, number: int) -> str:
    """Return the line that says the column of a number, where each has a line of its own."""
    lines = [place for place, line in enumerate(text.splitlines(), 1) if _ENTRY.match(line)]
    return f"第 {lines[number - 1]} 行" if len(lines) >= number else f"第 {number} 列"


def place_of_member(text: str, key: str) -> str:
    """Return the line that begins with a key; empty where none does."""
    member = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
    return next((f"第 {place} 行" for place, line in enumerate(text.splitlines(), 1) if member.match(line)), "")
