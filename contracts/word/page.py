"""A sheet of paper and what a family draws on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contracts.word.style import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet: all lengths in millimetres; ``header`` and ``footer`` are measured from the edge."""

    width: float = 210
    height: float = 297
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    header: float = 24
    footer: float = 22

    @property
    def text_width(self) -> float:
        """The width of the type area."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a family draws: the body blocks, and the paragraphs of header and footer.

    With ``even_footer`` even pages have a head and a foot of their own; ``styles`` are looks that only this
    family needs.
    """

    body: str
    header: str
    footer: str
    page: Page = field(default_factory=Page)
    even_header: str = ""
    even_footer: str = ""
    styles: tuple[Style, ...] = ()
