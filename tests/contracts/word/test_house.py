"""The Word file of a kind in the house style: what ships is what is drawn."""

from __future__ import annotations

import re

import pytest

from contracts.kinds import spoken
from contracts.papers.render import template_problems
from contracts.word import blank
from tests.contracts.word.papers import KINDS, draft, shipped, xml


@pytest.mark.parametrize(("name", "locale"), [(name, locale) for name in KINDS for locale, _ in shipped(name).template])
def test_the_shipped_file_is_the_one_the_house_draws(name: str, locale: str, pytestconfig: pytest.Config) -> None:
    """``pytest --update`` rewrites it after the manifest or the house style has changed."""
    drawn = blank(spoken(shipped(name), locale))
    path = shipped(name).template_path(locale)
    if pytestconfig.getoption("--update"):
        path.write_bytes(drawn)

    assert path.read_bytes() == drawn


@pytest.mark.parametrize(("name", "locale"), [(name, locale) for name in KINDS for locale, _ in shipped(name).stub])
def test_the_shipped_stub_is_the_one_the_house_draws(name: str, locale: str, pytestconfig: pytest.Config) -> None:
    """Rewritten like the paper itself."""
    drawn = blank(spoken(shipped(name), locale), stub=True)
    path = shipped(name).stub_path(locale)
    assert path is not None
    if pytestconfig.getoption("--update"):
        path.write_bytes(drawn)

    assert path.read_bytes() == drawn


@pytest.mark.parametrize("name", KINDS)
def test_every_shipped_file_fits_its_manifest(name: str) -> None:
    """No name that is not there, no clause, table or party left out."""
    assert template_problems(blank(shipped(name)), draft(name), shipped(name)) == ()


@pytest.mark.parametrize("name", KINDS)
def test_nothing_is_placed_by_spaces_or_empty_paragraphs(name: str) -> None:
    """Two spaces in a row are a clerk's ruler; an empty paragraph is a typewriter's line feed."""
    body = xml(blank(shipped(name)))
    words = re.findall(r"<w:t [^>]*>([^<]*)</w:t>", body)
    bare = re.findall(r'<w:p><w:pPr><w:pStyle w:val="(\w+)"/></w:pPr></w:p>', body)

    assert not [word for word in words if re.search(r"[ 　]{2}|^[ 　]|　$", word)]
    assert set(bare) <= {"AfterTable", "End", "PartyName", "Seam"}


@pytest.mark.parametrize("name", KINDS)
def test_tables_have_exact_grids_and_repeat_their_heads(name: str) -> None:
    """WPS needs real widths; page two needs the heads."""
    body = xml(blank(shipped(name)))
    for table in re.findall(r"<w:tbl>(?:(?!<w:tbl>).)*?</w:tbl>", body):
        grid = sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"/>', table)))
        for row in re.findall(r"<w:tr>.*?</w:tr>", table):
            assert sum(map(int, re.findall(r'<w:tcW w:w="(\d+)"', row))) == grid
            assert "<w:cantSplit/>" in row
    assert body.count("<w:tblHeader/>") == len(shipped(name).tables)


@pytest.mark.parametrize("name", KINDS)
def test_paper_is_a4(name: str) -> None:
    """Libraries default to US Letter."""
    assert re.search(
        r'<w:pgSz w:w="(11906" w:h="16838"|16838" w:h="11906" w:orient="landscape")/>', xml(blank(shipped(name)))
    )
