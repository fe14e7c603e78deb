"""The only home of Word files: compile a template, fill it, read it back, join a stack, draw the house style.

``template`` fills, ``reading`` reads back, ``stack`` makes one print file, ``house`` draws a kind's Word
file. Nothing outside this package imports docxtpl, jinja2, lxml or docx; inside it they are imported in
the function that needs them.
"""

from contracts.word.house import blank
from contracts.word.reading import fixed_texts, texts
from contracts.word.stack import join

__all__ = ["blank", "fixed_texts", "join", "texts"]
