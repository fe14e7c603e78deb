"""Where a fault stands in a file that an office wrote by hand."""

from __future__ import annotations

import tomllib

import pytest

from contracts.reading.own_files import place_of_column, place_of_member, place_of_syntax

TEXT = 'title = "某县"\n"money" = "yuan"\ncolumns = [\n  { heading = "a" },\n  { heading = "b" },\n]\n'


@pytest.mark.parametrize(("text", "place"), [("a = 1\nb = x", "第 2 行第 5 个字附近"), ("a = [", "文件末尾")])
def test_what_is_no_toml_has_its_place(text: str, place: str) -> None:
    """Line and letter, or the end."""
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert place_of_syntax(caught.value) == place


def test_a_column_has_its_line() -> None:
    """Where each has one; else its number."""
    assert place_of_column(TEXT, 2) == "第 5 行"
    assert place_of_column('columns = [{ heading = "a" }]', 1) == "第 1 列"


def test_a_member_has_its_line() -> None:
    """With or without quotes; nothing where no line begins with it."""
    assert (place_of_member(TEXT, "money"), place_of_member(TEXT, "heading")) == ("第 2 行", "")
