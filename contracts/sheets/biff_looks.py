"""How an old ``.xls`` looks: fonts, colours, lines, formats, heights of rows, what is hidden and what is frozen.

Read only when the workbook is given back, and laid on the pages of openpyxl's that already hold its values.

Source: [MS-XLS], records Font, Format, XF, Palette, Row, ColInfo, Window2, Pane, Setup and those of cells.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from contracts.sheets.biff import records, sheet_places
from contracts.sheets.bounds import MOST_COLUMNS
from contracts.sheets.compound import workbook_stream
from contracts.sheets.grid import cell_name, column_letters

if TYPE_CHECKING:
    from openpyxl.styles import Border, Font, PatternFill

_FONT, _FORMAT, _XF, _PALETTE = 0x0031, 0x041E, 0x00E0, 0x0092
_ROW, _COLUMNS, _WINDOW, _PANE, _SETUP = 0x0208, 0x007D, 0x023E, 0x0041, 0x00A1
_ONE = frozenset({0x0201, 0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00FD, 0x00D6})
_NUMBERS, _BLANKS = 0x00BD, 0x00BE
_PIECE = {_NUMBERS: 6, _BLANKS: 2}  # bytes to a cell in the records that hold several
_GENERAL = "General"
_UNDERLINES: dict[int, Any] = {1: "single", 2: "double", 0x21: "singleAccounting", 0x22: "doubleAccounting"}
_SCRIPTS: dict[int, Any] = {1: "superscript", 2: "subscript"}
_LINES: tuple[Any, ...] = (
    None, "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot",
    "mediumDashDot", "dashDotDot", "mediumDashDotDot", "slantDashDot",
)  # fmt: skip
_FILLS: tuple[Any, ...] = (
    None, "solid", "mediumGray", "darkGray", "lightGray", "darkHorizontal", "darkVertical", "darkDown", "darkUp",
    "darkGrid", "darkTrellis", "lightHorizontal", "lightVertical", "lightDown", "lightUp", "lightGrid", "lightTrellis",
    "gray125", "gray0625",
)  # fmt: skip
_ACROSS = ("general", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
_DOWN = ("top", "center", "bottom", "justify", "distributed")
_FIRST_OWN_COLOUR, _PALETTE_SIZE = 8, 56
_BOLD = 600
_POINTS = 20  # heights are counted in parts of one
_WIDTH = 256
_FROZEN = 0x0008
_ROW_HIDDEN, _ROW_OWN_HEIGHT, _COLUMN_HIDDEN = 0x20, 0x40, 0x01
_AROUND = 100  # empty rows below the table that are still dressed: frames for signatures, not a whole column's
_LANDSCAPE_NOT, _UNKNOWN = 0x02, 0x04


def lay_on(content: bytes, pages: Mapping[str, Any]) -> None:
    """Give the pages of a new workbook the looks that their sheets have in an ``.xls``.

    Args:
        content: The file, which has been read already.
        pages: Worksheets of openpyxl's by the names of the sheets.

    Raises:
        ValueError: The file is damaged; pages may have some of their looks.
    """
    stream = workbook_stream(content)
    try:
        styles = _Styles(stream)
        for name, place in sheet_places(stream):
            if name in pages:
                _dress(pages[name], stream, place, styles)
    except (struct.error, IndexError) as error:
        raise ValueError("a record shorter than its kind") from error


class _Styles:
    """The fonts, formats and colours of a workbook, and from them the style of each kind of cell."""

    def __init__(self, stream: bytes) -> None:
        import openpyxl
        from openpyxl.styles.colors import COLOR_INDEX

        self._fonts = list[bytes]()
        self._formats = dict[int, str]()
        self._kinds = list[bytes]()
        self._colours = [f"FF{colour[2:]}" for colour in COLOR_INDEX[: _FIRST_OWN_COLOUR + _PALETTE_SIZE]]
        self._made = dict[tuple[int, int, bool], Any]()
        self._draft: Any = openpyxl.Workbook().worksheets[0]
        for kind, at, length in records(stream, 0):
            body = stream[at : at + length]
            if kind == _FONT:
                self._fonts.append(body)
            elif kind == _XF:
                self._kinds.append(body)
            elif kind == _FORMAT:
                self._formats[struct.unpack_from("<H", body)[0]] = _text(body, 2, 2)
            elif kind == _PALETTE:
                for number in range(min(struct.unpack_from("<H", body)[0], _PALETTE_SIZE)):
                    red, green, blue = body[2 + 4 * number : 5 + 4 * number]
                    self._colours[_FIRST_OWN_COLOUR + number] = f"FF{red:02X}{green:02X}{blue:02X}"

    def put_on(self, cell: Any, kind: int) -> None:
        """Give a cell of openpyxl's the style of that number; a text stays a text if it is typed over."""
        if kind >= len(self._kinds):
            return
        told = cell.data_type == "s"
        page = cell.parent
        key = id(page.parent), kind, told
        if key not in self._made:
            body = self._kinds[kind]
            cell.font, cell.fill, cell.border = self._font(body), self._fill(body), self._border(body)
            cell.alignment = _alignment(body)
            cell.number_format = self._format(body, told=told)
            self._made[key] = copy(cell._style)  # noqa: SLF001 - five parts set one by one take ten times as long
        else:
            cell._style = copy(self._made[key])  # noqa: SLF001

    def _colour(self, number: int) -> str | None:
        return self._colours[number] if number < len(self._colours) else None

    def _font(self, body: bytes) -> Font:
        from openpyxl.styles import Font

        (number,) = struct.unpack_from("<H", body)
        font = self._fonts[min(number - (number > 4), len(self._fonts) - 1)]  # noqa: PLR2004 - number 4 is never used
        height, flags, colour, weight, script, underline = struct.unpack_from("<HHHHHB", font)
        return Font(
            name=_text(font, 14, 1), size=height / _POINTS, bold=weight >= _BOLD, italic=bool(flags & 2),
            strike=bool(flags & 8), color=self._colour(colour), underline=_UNDERLINES.get(underline),
            vertAlign=_SCRIPTS.get(script),
        )  # fmt: skip

    def _fill(self, body: bytes) -> PatternFill:
        from openpyxl.styles import PatternFill

        (lines, colours) = struct.unpack_from("<IH", body, 14)
        pattern = lines >> 26 & 0x3F
        if not 0 < pattern < len(_FILLS):
            return PatternFill()
        front, back = self._colour(colours & 0x7F), self._colour(colours >> 7 & 0x7F)
        return PatternFill(_FILLS[pattern], start_color=front or "FF000000", end_color=back or "FFFFFFFF")

    def _border(self, body: bytes) -> Border:
        from openpyxl.styles import Border, Side

        first, second = struct.unpack_from("<II", body, 10)

        def side(line: int, colour: int) -> Side:
            style = _LINES[line] if line < len(_LINES) else None
            return Side(style=style, color=self._colour(colour & 0x7F) or "FF000000") if style else Side()

        return Border(
            left=side(first & 15, first >> 16), right=side(first >> 4 & 15, first >> 23),
            top=side(first >> 8 & 15, second), bottom=side(first >> 12 & 15, second >> 7),
            diagonal=side(second >> 21 & 15, second >> 14),
            diagonalDown=bool(first >> 30 & 1), diagonalUp=bool(first >> 31 & 1),
        )  # fmt: skip

    def _format(self, body: bytes, *, told: bool) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        (number,) = struct.unpack_from("<H", body, 2)
        found = self._formats.get(number) or BUILTIN_FORMATS.get(number, _GENERAL)
        return "@" if told and found == _GENERAL else found


def _alignment(body: bytes) -> Any:
    from openpyxl.styles import Alignment

    places, turned, more = body[6], body[7], body[8]
    across, down = places & 7, places >> 4 & 7
    return Alignment(
        horizontal=_ACROSS[across], vertical=_DOWN[down] if down < len(_DOWN) else None, wrap_text=bool(places & 8),
        text_rotation=turned if turned <= 180 or turned == 255 else 0,  # noqa: PLR2004 - degrees; 255 is top to bottom
        indent=more & 15, shrink_to_fit=bool(more & 16),
    )  # fmt: skip


def _text(body: bytes, at: int, size: int) -> str:
    """Return a text whose length stands before it in so many bytes."""
    length = int.from_bytes(body[at : at + size], "little")
    wide = body[at + size] & 1
    start = at + size + 1
    text = body[start : start + (length << wide)].decode("utf-16-le" if wide else "latin-1", "replace")
    return "".join(letter for letter in text if letter.isprintable())


def _dress(page: Any, stream: bytes, place: int, styles: _Styles) -> None:
    frozen = False
    rows, columns = page.max_row + _AROUND, page.max_column + _AROUND // 10
    for kind, at, length in records(stream, place):
        body = stream[at : at + length] if kind in _SHAPES else b""
        if kind in _ONE or kind in _PIECE:
            for row, column, style in _styled(kind, stream[at : at + length]):
                if row <= rows and column <= columns:
                    styles.put_on(page.cell(row=row, column=column), style)
        elif kind == _ROW:
            _shape_row(page, body)
        elif kind == _COLUMNS:
            _shape_columns(page, body)
        elif kind == _WINDOW:
            frozen = bool(struct.unpack_from("<H", body)[0] & _FROZEN)
        elif kind == _PANE and frozen:
            across, down = struct.unpack_from("<HH", body)
            page.freeze_panes = cell_name(down + 1, across + 1)
        elif kind == _SETUP and not body[10] & _UNKNOWN:
            page.page_setup.orientation = "portrait" if body[10] & _LANDSCAPE_NOT else "landscape"


_SHAPES = frozenset({_ROW, _COLUMNS, _WINDOW, _PANE, _SETUP})


def _styled(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and number of the style of each cell in a record."""
    row, column, style = struct.unpack_from("<HHH", body)
    if kind in _ONE:
        yield row + 1, column + 1, style
        return
    size = _PIECE[kind]
    for number in range((len(body) - 6) // size):
        (style,) = struct.unpack_from("<H", body, 4 + number * size)
        if column + number < MOST_COLUMNS:
            yield row + 1, column + number + 1, style


def _shape_row(page: Any, body: bytes) -> None:
    row, height, options = struct.unpack_from("<H4xH4xH", body)
    if options & (_ROW_HIDDEN | _ROW_OWN_HEIGHT):
        shape = page.row_dimensions[row + 1]
        shape.hidden = bool(options & _ROW_HIDDEN)
        if options & _ROW_OWN_HEIGHT:
            shape.height = (height & 0x7FFF) / _POINTS


def _shape_columns(page: Any, body: bytes) -> None:
    first, last, width, _, options = struct.unpack_from("<HHHHH", body)
    for number in range(first + 1, min(last + 1, MOST_COLUMNS) + 1):
        shape = page.column_dimensions[column_letters(number)]
        shape.width, shape.hidden = width / _WIDTH, bool(options & _COLUMN_HIDDEN)
