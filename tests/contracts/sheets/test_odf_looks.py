"""How a cell of an ``.ods`` looks, in openpyxl's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from contracts.sheets.odf_looks import CHINESE, DAY, OTHER, OTHER_TEXT, RECKONED, Looks, kind_of, points
from contracts.sheets.odf_styles import CELL
from tests.contracts.sheets.test_odf_styles import BASED, read, style

DEFAULT = (
    f'<style:default-style style:family="{CELL}"><style:text-properties style:font-name="西" fo:font-size="10pt"'
    ' style:font-name-asian="中" style:font-size-asian="12pt"/></style:default-style>'
    '<style:font-face style:name="西" svg:font-family="Liberation Sans"/>'
)


def looked(path: Path, inside: str, kind: str = OTHER, said: str = "") -> Any:
    """Return a cell of that kind with a style of these properties."""
    looks = Looks(read(path, DEFAULT + style("甲", inside, said)))
    cell: Any = openpyxl.Workbook().worksheets[0]["A1"]
    looks.put_on(cell, "甲", kind)
    return cell


def text(said: str) -> str:
    """Return properties of letters."""
    return f"<style:text-properties {said}/>"


def box(said: str) -> str:
    """Return properties of a cell."""
    return f"<style:table-cell-properties {said}/>"


@pytest.mark.parametrize(
    ("said", "kind", "expected"),
    [
        ("", OTHER, ("Liberation Sans", 10)),
        ("", CHINESE, ("中", 12)),
        ("", RECKONED, ("中", 12)),
        ('style:font-name="宋体" fo:font-size="9pt"', CHINESE, ("宋体", 9)),
        ('style:font-name="Arial" style:font-name-asian="楷体" style:font-size-asian="14pt"', CHINESE, ("楷体", 14)),
        ('fo:font-family="\'黑体\'" fo:font-size="120%"', OTHER, ("黑体", 10)),
    ],
)
def test_chinese_has_its_own_font_where_the_file_gives_it_one(
    said: str, kind: str, expected: tuple[str, int], tmp_path: Path
) -> None:
    """What the cell's styles say stands before what holds for the whole file."""
    font = looked(tmp_path, text(said), kind).font

    assert (font.name, font.size) == expected


def test_letters_are_bold_slanted_underlined_struck_and_coloured(tmp_path: Path) -> None:
    """And raised; a colour that is the window's own is none."""
    font = looked(
        tmp_path,
        text(
            'fo:font-weight="700" fo:font-style="italic" style:text-underline-style="solid" fo:color="#c00000" '
            'style:text-underline-type="double" style:text-line-through-style="solid" style:text-position="super 58%"'
        ),
    ).font
    plain = looked(tmp_path, text('fo:font-weight="normal" fo:color="#c00000" style:use-window-font-color="true"')).font

    assert (font.b, font.i, font.u, font.strike, font.vertAlign) == (True, True, "double", True, "superscript")
    assert (font.color.rgb, plain.color, plain.b) == ("FFC00000", None, False)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("0.74pt solid #ff0000", "thin"), ("1.76pt solid #ff0000", "medium"), ("0.1cm solid #ff0000", "thick"),
        ("0.06pt solid #ff0000", "hair"), ("1.76pt double-thin #ff0000", "double"),
        ("0.74pt fine-dashed #ff0000", "dashed"), ("0.74pt dotted #ff0000", "dotted"),
        ("1.76pt dash-dot #ff0000", "mediumDashDot"), ("none", None), ("0pt solid #ff0000", None), ("", None),
    ],
)  # fmt: skip
def test_lines_have_their_width_kind_and_colour(line: str, expected: str | None, tmp_path: Path) -> None:
    """On each side, and across."""
    border = looked(tmp_path, box(f'fo:border-left="{line}" style:diagonal-bl-tr="{line}"')).border

    assert (border.left.style, border.top.style, border.diagonal.style) == (expected, None, expected)
    assert bool(border.diagonalUp) is bool(expected)
    assert expected is None or border.left.color.rgb == "FFFF0000"


def test_fill_and_place_come_along(tmp_path: Path) -> None:
    """Right and down, turned, in lines, shrunk; what is not a colour is none."""
    paragraph = '<style:paragraph-properties fo:text-align="start" fo:margin-left="20pt"/>'
    cell = looked(
        tmp_path,
        box(
            'fo:background-color="#ffff99" style:text-align-source="fix" style:vertical-align="middle" '
            'fo:wrap-option="wrap" style:shrink-to-fit="true" style:rotation-angle="315"'
        )
        + paragraph,
    )
    free = looked(
        tmp_path, box('fo:background-color="transparent" style:text-align-source="value-type" style:direction="ttb"')
    )

    place = cell.alignment
    assert (cell.fill.fill_type, cell.fill.start_color.rgb) == ("solid", "FFFFFF99")
    assert (place.horizontal, place.vertical, place.wrap_text, place.indent) == ("left", "center", True, 2)
    assert (place.shrink_to_fit, place.text_rotation) == (True, 135)
    assert (free.fill.fill_type, free.alignment.horizontal, free.alignment.text_rotation) == (None, None, 255)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('fo:text-align="justify" css3t:text-justify="distribute"', "distributed"),
        ('fo:text-align="justify" css3t:text-justify="auto"', "justify"),
        ('fo:text-align="end"', "right"),
        ('fo:text-align="x"', None),
    ],
)
def test_names_may_be_set_from_edge_to_edge(said: str, expected: str | None, tmp_path: Path) -> None:
    """Two letters as wide as three."""
    place = looked(tmp_path, f"<style:paragraph-properties {said}/>").alignment

    assert place.horizontal == expected


def test_a_text_stays_a_text_and_a_day_a_day_when_it_is_typed_over(tmp_path: Path) -> None:
    """Where the file says nothing else; a formula's text is none."""
    found = [looked(tmp_path, "", kind).number_format for kind in (CHINESE, OTHER_TEXT, RECKONED, DAY, OTHER)]

    assert found == ["@", "@", "General", "yyyy-mm-dd", "General"]


def test_a_style_shows_on_an_empty_cell_by_its_fill_its_lines_or_its_format(tmp_path: Path) -> None:
    """Others need no cell."""
    text_format = '<number:text-style style:name="N1"><number:text-content/></number:text-style>'
    looks = Looks(
        read(
            tmp_path,
            style("甲", box('fo:background-color="#ffff99"')) + style("乙", box('fo:border="1pt solid #000000"'))
            + style("丙", "", 'style:data-style-name="N1"') + text_format + style("丁", text('fo:font-weight="bold"')),
        )
    )  # fmt: skip

    assert [looks.is_visible(name) for name in "甲乙丙丁无"] == [True, True, True, False, False]


def test_strange_formats_and_looks_that_depend_on_the_value_are_noted(tmp_path: Path) -> None:
    """The caller says that they are lost."""
    strange = '<number:date-style style:name="N1"><number:quarter/></number:date-style>'
    depends = '<style:map style:condition="cell-content()=1" style:apply-style-name="乙"/>'
    looks = Looks(
        read(
            tmp_path, strange + style("甲", "", 'style:data-style-name="N1"') + style("乙", depends, BASED.format("甲"))
        )
    )
    cell: Any = openpyxl.Workbook().worksheets[0]["A1"]
    cell.quotePrefix = True

    looks.put_on(cell, "乙", OTHER)

    assert (looks.strange_formats, looks.conditional, cell.quotePrefix) == (True, True, True)


def test_the_kind_of_a_cell_is_that_of_its_value() -> None:
    """And a length is counted in points."""
    page: Any = openpyxl.Workbook().worksheets[0]
    page.append(["张三", "x", 1, None])

    assert [kind_of(cell) for cell in page[1]] == [CHINESE, OTHER_TEXT, OTHER, OTHER]
    assert [points(length) for length in ("1in", "2.54cm", "10mm", "12pt", "x", "-.pt")] == [
        72, 72, 28.35, 12, None, None
    ]  # fmt: skip
