"""Values that are more than words: a picture, formatted words, a Word file inside another.

They need the parsed tree of the paper they stand in (ids, relationships, styles), so a paper with one of
them is filled by docxtpl itself. In the template a picture and a file stand as ``{{p name }}`` or
``{{ name }}``, formatted words as ``{{r name }}``.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contracts.errors import DocumentError
from contracts.model import Problem
from contracts.word import ink


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG or JPEG of a width in millimetres."""

    content: bytes
    width_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Formatted words: ``(text, bold)`` one behind the other."""

    runs: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """A Word file whose body stands in the paper."""

    content: bytes


def passed(value: Any) -> Any:
    """Return a value for docxtpl's own way: its objects as they are, everything else as ink."""
    if type(value).__module__.partition(".")[0] == "docxtpl":
        return value
    return ink.unbroken(ink.ink(value))


def laid_in(values: Mapping[str, Any], document: Any) -> tuple[dict[str, Any], bool]:
    """Return the values with docxtpl's objects in place of ours, and whether there were any."""
    found: list[bool] = []

    def laid(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: laid(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [laid(item) for item in value]
        if isinstance(value, Picture | Words | Insert):
            found.append(True)
            return _object(value, document)
        return value

    return {key: laid(item) for key, item in values.items()}, bool(found)


def _object(value: Picture | Words | Insert, document: Any) -> Any:
    from docxtpl import InlineImage, RichText

    if isinstance(value, Picture):
        from docx.shared import Mm

        return InlineImage(document, io.BytesIO(value.content), width=Mm(value.width_mm))
    if isinstance(value, Words):
        text = RichText()
        for words, bold in value.runs:
            ink.ink(words)
            text.add(words, bold=bold)
        return text
    try:
        return document.new_subdoc(io.BytesIO(value.content))
    except ImportError as error:
        problem = Problem(where="Word 模板", message="要放入 Word 文件，但没有安装 docxcompose", hint="安装后重试")
        raise DocumentError("没有生成文件。", [problem]) from error
