"""Every paper of a print file gets numbered lists of its own, and nothing else in it is touched."""

from __future__ import annotations

from contracts.word.archive import read_parts
from contracts.word.lists import Lists, W, value
from contracts.word.section import edited
from contracts.word.spelling import Spelling, tree
from tests.contracts.word.papers import draft, printed

PARTS = read_parts(printed("service_contract", draft("service_contract")).content)
BODY = PARTS["word/document.xml"]
SCHEMA = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr")


def renewed(count: int, body: bytes = BODY) -> tuple[bytes, Lists]:
    """Return the body of the paper at a place of the print file, and the lists."""
    lists = Lists(PARTS)
    part = Spelling(lists.marked).part(body)
    return edited(part.data, lists.renewed(part, count)), lists


def test_the_first_paper_keeps_the_lists_it_has() -> None:
    """They are the ones of the file."""
    assert renewed(1)[0] == BODY


def test_a_later_papers_lists_are_new_and_begin_at_one() -> None:
    """Each new list is of the old one's form, and starts again on every level."""
    body, lists = renewed(2)
    root, old = tree(lists.part()["word/numbering.xml"]), tree(PARTS["word/numbering.xml"])
    known = {item.get(f"{W}numId") for item in old.iter(f"{W}num")}
    fresh = [item for item in root.iter(f"{W}num") if item.get(f"{W}numId") not in known]
    used = {value(item.find(f"{W}numId")) for item in tree(body).iter(f"{W}numPr")}

    assert fresh
    assert {item.get(f"{W}numId") for item in fresh} == used
    assert all(value(start) == "1" for item in fresh for start in item.iter(f"{W}startOverride"))


def test_the_place_of_a_list_in_a_paragraph_is_the_schemas() -> None:
    """Word refuses a file whose elements stand in another order."""
    for properties in tree(renewed(2)[0]).iter(f"{W}pPr"):
        names = [item.tag.removeprefix(W) for item in properties]
        if "numPr" in names:
            assert set(names[: names.index("numPr")]) <= set(SCHEMA)


def test_the_form_that_a_revision_replaced_is_left_as_it_was() -> None:
    """What is struck out is not printed and not numbered."""
    style = next(iter(Lists(PARTS).styles)).encode()
    old = b'<w:pPrChange w:id="1" w:author="x"><w:pPr><w:pStyle w:val="' + style + b'"/></w:pPr></w:pPrChange></w:pPr>'
    root = tree(renewed(2, BODY.replace(b"</w:pPr>", old, 1))[0])

    (change,) = root.iter(f"{W}pPrChange")
    assert [item.tag for item in change[0]] == [f"{W}pStyle"]
