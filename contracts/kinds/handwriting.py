"""The TOML files of a kind, written by somebody who knows Notepad: read, or told in plain words where they go wrong."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from contracts.errors import KindError
from contracts.model import Problem

_PLACE = re.compile(r"line (\d+), column (\d+)")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'|#.*')
_WIDE = re.compile(r"[“”‘’＝，［］【】｛｝]")
_TWICE = re.compile(r"overwrite|declare|mutate|immutable|already", re.IGNORECASE)


def read_toml(content: bytes, where: str, summary: str) -> dict[str, Any]:
    """Return what a file says; one that Notepad has saved with a mark before its UTF-8 is read like any.

    Raises:
        KindError: Not UTF-8, or no TOML; with the line, and what is usual there.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = Problem(where=where, message="不是 UTF-8 编码", hint="用记事本打开，另存为，编码选 UTF-8")
        raise KindError(summary, [problem]) from error
    try:
        return tomllib.loads(f"{text}\n")  # a slip in a last line without an end has a place then
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        lines = text.splitlines()
        number = int(place[1]) if place else 0
        line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
        at = f"第{number}行" if line else "末尾"
        said = f"“{line[:40]}”写法不对" if line else "没有写完，少了引号或括号"
        problem = Problem(where=f"{where} {at}", message=said, hint=_cure(line, str(error)))
        raise KindError(summary, [problem]) from error


def _cure(line: str, error: str) -> str:
    if _WIDE.search(_QUOTED.sub("", line)):
        return "引号、等号、逗号、括号都用半角（英文输入法）"
    if _TWICE.search(error):
        return "同一个名称在一段里只写一次；又一条条款前面要另写一行 [[sections.terms]]"
    return '每行写作 名称 = "文字"，文字用半角引号括起来，行首不留别的字；再看上一行有没有写完'
