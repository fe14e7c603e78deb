"""The styles of an ``.ods``, with what each takes from those it is based on."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.sheets.odf_parts import STYLES
from contracts.sheets.odf_styles import CELL, TABLE, Styles, common_styles
from tests.contracts.sheets.test_odf_parts import part
from tests.contracts.sheets.test_preflight import packed


def style(name: str, inside: str = "", said: str = "", family: str = CELL) -> str:
    """Return the words of a style."""
    return f'<style:style style:name="{name}" style:family="{family}" {said}>{inside}</style:style>'


def read(path: Path, inside: str) -> Styles:
    """Return the styles of a file with these."""
    return common_styles(packed(path / "a.ods", {STYLES: part(inside)}))


BASED = 'style:parent-style-name="{}"'
WHITE, RED = (f'<style:text-properties fo:color="{colour}"/>' for colour in ("#ffffff", "#ff0000"))
OWN_COLOUR = '<style:text-properties style:use-window-font-color="true"/>'


def test_a_style_takes_what_it_does_not_say_from_those_it_is_based_on(tmp_path: Path) -> None:
    """Border, colour and format; a border on all sides gives way to one of a side said later."""
    found = read(
        tmp_path,
        style(
            "甲", '<style:table-cell-properties fo:border="1pt solid #000000"/>' + WHITE, 'style:data-style-name="N1"'
        )
        + style("乙", '<style:table-cell-properties fo:border-left="none"/>' + RED, BASED.format("甲"))
        + style("丙", OWN_COLOUR, BASED.format("乙"))
        + style("丁", WHITE, BASED.format("丙")),
    )

    second, third, fourth = (found.family(CELL, name) for name in "乙丙丁")
    assert (second.properties["fo:border-left"], second.properties["fo:border-top"]) == ("none", "1pt solid #000000")
    assert (second.properties["fo:color"], second.data) == ("#ff0000", "N1")
    assert third.properties["style:use-window-font-color"] == "true"
    assert "style:use-window-font-color" not in fourth.properties


def test_styles_based_on_one_another_come_to_an_end(tmp_path: Path) -> None:
    """As do a hundred in a row, and one that is not there."""
    circle = style("甲", WHITE, BASED.format("乙")) + style("乙", RED, BASED.format("甲"))
    row = "".join(style(f"s{number}", "", BASED.format(f"s{number - 1}")) for number in range(1, 100))

    found = read(tmp_path, circle + row)

    assert found.family(CELL, "甲").properties == {"fo:color": "#ffffff"}
    assert found.family(CELL, "s99").properties == found.family(CELL, "无").properties == {}


def test_faces_defaults_and_how_the_pages_lie_are_known(tmp_path: Path) -> None:
    """The font by the name it has in the file, the first of several faces."""
    found = read(
        tmp_path,
        "<style:font-face style:name='F1' svg:font-family=\"'宋体', serif\"/>"
        f"<style:default-style style:family='{CELL}'>{WHITE}</style:default-style>"
        "<style:page-layout style:name='P1'><style:page-layout-properties style:print-orientation='landscape'/>"
        "</style:page-layout><style:master-page style:name='M1' style:page-layout-name='P1'/>"
        + style("ta1", "", 'style:master-page-name="M1"', TABLE),
    )

    assert (found.fonts, found.default(CELL), found.default(TABLE)) == ({"F1": "宋体"}, {"fo:color": "#ffffff"}, {})
    assert (found.orientation("ta1"), found.orientation("ta2")) == ("landscape", "")


def test_more_styles_than_a_workbook_can_have_are_refused(tmp_path: Path) -> None:
    """A part of a few kilobytes packed."""
    with pytest.raises(ValueError, match="more styles"):
        read(tmp_path, "".join(style(str(number)) for number in range(64_100)))
