"""The only home of Word files: compile a template, fill it, read it back, join a stack, draw the house style.

``template`` fills, ``reading`` reads back, ``stack`` makes one print file, ``house`` draws a kind's Word
file. Nothing outside this package imports docxtpl, jinja2, lxml or docx; inside it they are imported in
the function that needs them. What a paper at the counter does not need is not loaded for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contracts.word.house import blank
    from contracts.word.reading import fixed_texts, texts
    from contracts.word.stack import join

__all__ = ["blank", "fixed_texts", "join", "texts"]
_HOMES = {"blank": "house", "fixed_texts": "reading", "join": "stack", "texts": "reading"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
