"""What the settings of an ``.ods`` say of its tables: where each is frozen, and how formulas write places in texts.

Source: OASIS OpenDocument 1.3 part 3, 3.10 (settings); LibreOffice 7.4 for the names, which the standard leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contracts.sheets.bounds import MOST_COLUMNS, MOST_ROWS
from contracts.sheets.odf_parts import SETTINGS, walk

_FIXED, _EXCEL = "2", "2"


@dataclass(slots=True)
class Views:
    """Columns and rows that stand still, by the name of a table; whether ``INDIRECT`` speaks as Excel does."""

    frozen: dict[str, tuple[int, int]] = field(default_factory=dict)
    excel_strings: bool = False


class _Settings:
    """Hears the settings."""

    def __init__(self) -> None:
        self.views = Views()
        self._path = list[str]()
        self._entry: dict[str, str] | None = None
        self._text = list[str]()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        self._path.append(attributes.get("config:name", ""))
        self._text = []
        if name == "config:config-item-map-entry" and self._path[-2:-1] == ["Tables"]:
            self._entry = {}

    def text(self, text: str) -> None:
        """Hear a piece of text."""
        self._text.append(text)

    def end(self, name: str) -> None:
        """Hear an element end."""
        own = self._path.pop()
        if name == "config:config-item":
            value = "".join(self._text)
            if self._entry is not None:
                self._entry[own] = value
            elif own == "SyntaxStringRef":
                self.views.excel_strings = value == _EXCEL
        elif name == "config:config-item-map-entry" and self._entry is not None:
            columns, rows = (_frozen(self._entry, way) for way in ("Horizontal", "Vertical"))
            if (columns or rows) and columns < MOST_COLUMNS and rows < MOST_ROWS:
                self.views.frozen[own] = columns, rows
            self._entry = None


def _frozen(entry: Mapping[str, str], way: str) -> int:
    place = entry.get(f"{way}SplitPosition", "")
    return int(place[:9]) if entry.get(f"{way}SplitMode") == _FIXED and place.isdecimal() else 0


def views_of(source: Path) -> Views:
    """Return what a file's settings say; nothing where it has none.

    Raises:
        ValueError: They are damaged.
    """
    settings = _Settings()
    walk(source, SETTINGS, settings)
    return settings.views
