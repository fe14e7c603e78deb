"""Help pages measured in terminal columns: Click counts letters, and a Chinese letter takes two."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from gettext import gettext

import click

from contracts.i18n import in_english, told
from contracts.listing import wrapped
from contracts.text_width import display_width


@functools.cache
def _line_end() -> re.Pattern[str]:
    """Return what finds the end of a line of source between two Chinese signs, where no blank belongs.

    Half of what this module costs is to prepare it, and only a help page asks.
    """
    return re.compile(r"(?<=[\u2e80-\uffee])\n\s*(?=[\u2e80-\uffee])")


class HelpPage(click.HelpFormatter):
    """Click's formatter with Chinese headings and lines that fit the terminal."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, args, prefix or gettext("Usage:") + " " * in_english())

    def write_heading(self, heading: str) -> None:
        """Write a heading with a full-width colon."""
        self.write(f"{'':>{self.current_indent}}{heading}{':' if in_english() else '：'}\n")

    def write_text(self, text: str) -> None:
        r"""Write paragraphs; one that begins with ``\b`` or 例 keeps its lines, to be copied whole."""
        indent = " " * self.current_indent
        paragraphs = [_told(paragraph.strip("\n")) for paragraph in text.split("\n\n")]
        lines = [self._lines(paragraph, self.width - self.current_indent) for paragraph in paragraphs]
        self.write("\n\n".join("\n".join(f"{indent}{line}" for line in part) for part in lines) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms on the left and what they mean on the right."""
        rows = list(rows)
        left = min(max(display_width(term) for term, _ in rows), col_max) + col_spacing
        margin = " " * (left + self.current_indent)
        for term, meaning in rows:
            lines = wrapped(_meaning(meaning), max(self.width - len(margin), 10))
            head = f"{'':>{self.current_indent}}{term}"
            if display_width(term) > left - col_spacing:
                self.write(f"{head}\n{margin}{lines[0]}\n")
            else:
                self.write(f"{head}{' ' * (left - display_width(term))}{lines[0]}".rstrip() + "\n")
            self.write("".join(f"{margin}{line}\n" for line in lines[1:]))

    @staticmethod
    def _lines(paragraph: str, width: int) -> list[str]:
        lines = paragraph.split("\n")
        if lines[0].strip() == "\b":
            return lines[1:]
        if lines[0].startswith(("例：", "Example: ")):
            return lines
        return wrapped(_line_end().sub("", paragraph), width)


def _told(paragraph: str) -> str:
    """Return a paragraph of help in the language of the interface; an example is copied as it is."""
    if not in_english():
        return paragraph
    if paragraph.startswith("例："):
        return f"Example: {paragraph.removeprefix('例：')}"
    lines = paragraph.split("\n")
    if lines[0].strip() == "\b":
        return "\n".join([lines[0], *map(told, lines[1:])])
    return told(" ".join(paragraph.split()))


def _meaning(text: str) -> str:
    """Return what an option or command does; what Click adds in brackets is in its language already."""
    words, gap, extra = text.rpartition("  [")
    return f"{told(words)}{gap}{extra}" if gap else told(text)
