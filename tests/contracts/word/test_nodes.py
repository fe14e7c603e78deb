"""Elements are found by their plain names in either dialect."""

from __future__ import annotations

import pytest
from lxml import etree

from contracts.word import nodes
from tests.contracts.word.conftest import SPACES

ROOT = etree.fromstring(
    f'<w:r {SPACES}><!--x--><w:rPr><w:b w:val="0"/><w:i/><w:sz w:val="21"/></w:rPr><w:t>押<!--y-->金</w:t></w:r>'
)


def test_names_paths_and_values() -> None:
    """Comments in the XML have no name and do not cut words."""
    assert [nodes.local(item) for item in ROOT] == ["", "rPr", "t"]
    assert nodes.value(ROOT, "rPr", "sz") == "21"
    assert nodes.value(ROOT, "pPr", "sz") == ""
    assert nodes.words(ROOT) == "押金"


def test_a_switch_is_on_off_or_not_said() -> None:
    """An element without a value means on."""
    properties = nodes.child(ROOT, "rPr")

    assert [nodes.switch(properties, name) for name in ("b", "i", "vanish")] == [False, True, None]


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("-3", -3), ("", 7), ("a", 7), ("1" * 20, 7), ("１", 7)])
def test_a_number_is_small_and_plain_or_not_one(text: str, number: int) -> None:
    """Nothing in a stranger's file makes a number of a million digits."""
    assert nodes.whole_number(text, 7) == number
