"""Many papers, one print file: own header, own pages, own clause numbers, no blank page."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

import pytest
from lxml import etree

from contracts.errors import DocumentError
from contracts.papers.render import loose
from contracts.word import blank, texts
from contracts.word.archive import packed, read_parts
from contracts.word.lists import Lists, W, value
from contracts.word.markup import paragraph
from contracts.word.reading import headers
from contracts.word.stack import join as stacked
from tests.contracts.word.papers import KINDS, draft, lawful, printed, shipped, word_file, xml

NUMBERS = [f"429999101201-计服-2026-A{row:03}" for row in range(1, 6)]


R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def join(documents: Iterable[bytes], *, duplex: bool = False) -> bytes:
    """Return whole Word files as one print file."""
    return stacked(map(read_parts, documents), duplex=duplex)


@functools.cache
def papers() -> list[bytes]:
    """Return five contracts that differ in their number."""
    return [printed("service_contract", draft("service_contract", number=number)).content for number in NUMBERS]


def unstacked(content: bytes) -> list[tuple[list[bytes], dict[str, bytes]]]:
    """Return each paper of a print file as if it stood alone: its blocks, and its page set-up with what it links to.

    Undone is what joining must do: names and ids of bookmarks, the sections' kind and page number, and lists,
    of which each paragraph keeps the pattern of its list, its level and where it begins to count.
    """
    parts = read_parts(content)
    links = {item.get("Id"): item.get("Target") for item in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    lists = Lists(parts)
    papers: list[tuple[list[bytes], dict[str, bytes]]] = []
    blocks: list[bytes] = []
    for block in etree.fromstring(parts["word/document.xml"])[0]:
        section = block if block.tag == f"{W}sectPr" else block.find(f"{W}pPr/{W}sectPr")
        edges = {}
        if section is not None:
            edges = _page(section, {name: parts[f"word/{target}"] for name, target in links.items()
                                    if f"word/{target}" in parts})  # fmt: skip
            section.getparent().remove(section) if section is not block else None
        if section is not block:
            _plain(block, lists)
            blocks.append(etree.tostring(block, method="c14n", exclusive=True))
        if edges:
            papers.append((blocks, edges))
            blocks = []
    return papers


def _page(section: Any, linked: dict[str, bytes]) -> dict[str, bytes]:
    found = {}
    for item in list(section):
        if item.tag in {f"{W}headerReference", f"{W}footerReference"}:
            key = f"{item.tag} {item.get(f'{W}type')}"
            found[key] = re.sub(rb"(PAGEREF \w+?)_\d+ ", rb"\1 ", _canonical(linked[item.get(f"{R}id")]))
            section.remove(item)
        elif item.tag in {f"{W}type", f"{W}pgNumType"}:
            section.remove(item)
    return found | {"page": etree.tostring(section, method="c14n", exclusive=True)}


def _canonical(data: bytes) -> bytes:
    return bytes(etree.tostring(etree.fromstring(data), method="c14n", exclusive=True))


def _plain(block: Any, lists: Lists) -> None:
    for mark in [*block.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        mark.attrib.pop(f"{W}id")
        mark.set(f"{W}name", re.sub(r"_\d+$", "", mark.get(f"{W}name", "")))
        if mark.tag == f"{W}bookmarkEnd" or mark.get(f"{W}name").startswith("sheet"):
            mark.getparent().remove(mark)
    for properties in block.iter(f"{W}pPr"):
        own = properties.find(f"{W}numPr")
        place = lists.styles.get(value(properties.find(f"{W}pStyle")))
        if own is not None:
            place = value(own.find(f"{W}numId")), value(own.find(f"{W}ilvl"))
            properties.remove(own)
        if place is not None:
            properties.set("list", f"{lists.abstracts.get(place[0])} {place[1]}")


CONTRACTS = [name for name in KINDS if draft(name).terms]


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_paper_of_a_stack_is_the_paper_alone(name: str) -> None:
    """Every block, header, footer and page set-up, canonically equal; its own list of every pattern, begun at one."""
    alone = [printed(name, draft(name, number=number)).content for number in NUMBERS[:3]]
    content = join(alone)
    stacked = unstacked(content)
    numbering = etree.fromstring(read_parts(content)["word/numbering.xml"])
    used = [
        set(re.findall(r'<w:numId w:val="(\d+)"/>', paper))
        for paper in re.split(r'<w:bookmarkStart [^>]*"sheet', xml(content))[2:]
    ]
    begun = {
        item.get(f"{W}numId") for item in numbering.iter(f"{W}num") if item.find(f".//{W}startOverride") is not None
    }

    assert stacked == [paper for content in alone for paper in unstacked(content)]
    assert len({tuple(edges.values()) for _, edges in stacked}) == len(alone)
    assert all(used)
    assert used[0].isdisjoint(used[1])
    assert used[0] | used[1] <= begun
    assert xml(content).count('<w:pgNumType w:start="1"/>') == len(alone)


def test_every_contract_carries_its_own_number_in_its_header() -> None:
    """The usual merging library prints the first number on all of them: a legal fault."""
    assert [text.rsplit("：", 1)[1] for text in headers(join(papers()))] == NUMBERS


def test_clauses_begin_at_one_in_every_contract() -> None:
    """第一条 of the second contract is not 第二十四条."""
    alone = [item.where for item in texts(papers()[0]) if item.where.startswith("第")]
    joined = [item.where for item in texts(join(papers())) if item.where.startswith("第")]

    assert joined == alone * len(NUMBERS)


def test_no_word_is_lost_or_doubled() -> None:
    """The stack says what the papers say, in their order."""
    said = [item.text for content in papers() for item in texts(content) if item.where not in {"页眉", "页脚"}]

    assert [item.text for item in texts(join(papers())) if item.where not in {"页眉", "页脚"}] == said


def test_pages_begin_at_one_and_count_up_to_each_papers_own_end() -> None:
    """第 1 页 共 8 页, in every paper; NUMPAGES would count the whole stack."""
    content = join(papers())
    ends = re.findall(r'w:name="(paper_end_\d+)"', xml(content))
    footers = [data.decode() for name, data in read_parts(content).items() if name.startswith("word/footer")]

    assert xml(content).count('<w:pgNumType w:start="1"/>') == len(NUMBERS)
    assert len(set(ends)) == len(ends) == len(NUMBERS)
    assert sorted(re.findall(r"PAGEREF (\w+)", "".join(footers))) == sorted(ends)


def test_sections_end_in_the_last_paragraph_so_no_blank_page_follows() -> None:
    """A paragraph of its own for the break would be a page of its own."""
    content = join(papers())

    assert xml(content).count("<w:p ") + xml(content).count("<w:p>") == sum(
        xml(paper).count("<w:p ") + xml(paper).count("<w:p>") for paper in papers()
    )
    assert xml(content).count("<w:sectPr") == len(NUMBERS)


def test_ids_of_bookmarks_are_unique() -> None:
    """Word repairs a file with doubled ids, and asks the clerk first."""
    ids = re.findall(r'<w:bookmarkStart [^>]*w:id="(\d+)"', xml(join(papers())))

    assert len(ids) == len(set(ids))


def test_equal_papers_give_equal_bytes() -> None:
    """A stack can be made again and compared."""
    assert join(papers()) == join(papers())


def test_papers_of_different_kinds_share_a_stack() -> None:
    """The house style is one; a certificate lies across between two upright sheets."""
    kinds = ["service_contract", "only_child_certificate", "household_statement"]
    content = join(printed(name).content for name in kinds)

    assert re.findall(r'w:orient="(\w+)"', xml(content)) == ["landscape"]
    assert xml(content).count("<w:sectPr") == len(kinds)


def test_one_paper_alone_is_a_stack() -> None:
    """Its words and its header are unchanged."""
    content = papers()[0]

    assert texts(join([content])) == texts(content)


def test_papers_whose_styles_differ_are_not_mixed() -> None:
    """The second would be printed in the first one's look."""
    parts = read_parts(papers()[0])
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:val="44"', b'w:val="40"')

    with pytest.raises(DocumentError) as caught:
        join([papers()[0], packed(parts)])
    assert "样式" in caught.value.problems[0].message


def test_an_empty_stack_is_refused() -> None:
    """Nothing to print is said before the printer is."""
    with pytest.raises(DocumentError):
        join([])


def test_a_paper_ending_in_a_table_still_ends_its_section() -> None:
    """The break needs a paragraph to stand in."""
    ending = word_file(
        paragraph("Body", "甲") + "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )

    assert xml(join([ending, ending])).count("<w:sectPr") == 2


def test_a_paper_that_spells_its_names_otherwise_joins_with_the_same_words() -> None:
    """An office's own Word file declares other names at its head than ours do."""
    first, second, *_ = papers()
    parts = read_parts(second)
    head = b"<w:document "
    assert parts["word/document.xml"].count(head) == 1
    parts["word/document.xml"] = parts["word/document.xml"].replace(head, head + b'xmlns:own="urn:own" ')

    other, same = join([first, packed(parts)]), join([first, second])

    assert [item.text for item in texts(other)] == [item.text for item in texts(same)]
    assert headers(other) == headers(same)


def test_papers_in_pieces_give_the_same_file_as_whole_ones() -> None:
    """As the press hands them over, and as they lie on the disk."""
    kind, drafts = shipped("service_contract"), [draft("service_contract", number=number) for number in NUMBERS]
    template = blank(kind)
    loosened = [loose(item, lawful(item), template=template, kind=kind, copy_label="甲方存") for item in drafts]

    assert stacked(loosened) == join(papers())
    assert stacked(loosened, duplex=True) == join(papers(), duplex=True)


def test_a_paper_without_header_does_not_show_the_one_before() -> None:
    """Word takes over what a section does not say; it would be another family's number."""
    parts = read_parts(papers()[1])
    bare = parts | {
        "word/document.xml": re.sub(rb"<w:(header|footer)Reference [^>]*>", b"", parts["word/document.xml"])
    }
    content = join([papers()[0], packed(bare), papers()[2]])

    assert [re.findall(r"A\d{3}", text) for text in headers(content)] == [["A001"], [], ["A003"]]


def test_the_pages_of_an_offices_own_footer_are_counted_to_its_own_end() -> None:
    """第 1 页 共 3 页, not 共 900 页: NUMPAGES becomes a count up to the paper's last page."""
    paper = word_file(paragraph("Body", "甲"), footer="<w:p><w:r><w:instrText>NUMPAGES</w:instrText></w:r></w:p>")
    content = join([paper, paper])
    footers = "".join(xml(content, name) for name in read_parts(content) if name.startswith("word/footer"))

    assert re.findall(r"<w:instrText>([^<]*)<", footers) == ["PAGEREF last_page_1", "PAGEREF last_page_2"]
    assert re.findall(r'w:name="(last_page_\d)"', xml(content)) == ["last_page_1", "last_page_2"]


def test_a_file_with_notes_that_nobody_refers_to_is_joined_and_one_with_real_notes_is_not() -> None:
    """Word keeps the lines above footnotes as a part even where there are none."""
    note = word_file(paragraph("Body", "甲"), footnote="<w:p/>")
    used = word_file('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', footnote="<w:p/>")

    assert xml(join([note, note])).count("<w:sectPr") == 2
    with pytest.raises(DocumentError) as caught:
        join([used, used])
    assert "脚注" in caught.value.problems[0].message


def test_pictures_in_headers_are_each_papers_own() -> None:
    """Two files may call different pictures by one name."""
    link = f'<Relationship Id="rId1" Type="{R[1:-1]}/image" Target="media/image1.png"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = f'<Relationships xmlns="{space}">{link}</Relationships>'.encode()
    documents = []
    for picture in (b"first", b"second"):
        parts = read_parts(word_file(paragraph("Body", "甲")))
        parts |= {"word/media/image1.png": picture, "word/_rels/header1.xml.rels": links}
        documents.append(packed(parts))
    content = read_parts(join(documents))
    targets = [re.search(rb'Target="([^"]*)', content[name]) for name in sorted(content) if "_rels/header" in name]

    assert [content[f"word/{found[1].decode()}"] for found in targets if found] == [b"first", b"second"]
    assert b'Extension="png"' in content["[Content_Types].xml"]


def test_what_only_a_file_of_its_own_can_hold_is_refused_with_a_cure() -> None:
    """A part that the print file cannot carry is named."""
    parts = read_parts(papers()[0])
    link = f'<Relationship Id="rIdC" Type="{R[1:-1]}/chart" Target="chart.xml"/></Relationships>'.encode()
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(b"</Relationships>", link)

    with pytest.raises(DocumentError) as caught:
        join([packed(parts | {"word/chart.xml": b"<c/>"})])
    assert "chart" in caught.value.problems[0].message
    assert "单独打印" in caught.value.problems[0].hint


def test_a_file_holds_no_more_papers_than_word_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The callers make volumes; a caller that does not is told."""
    monkeypatch.setattr("contracts.word.stack.MOST", 2)
    with pytest.raises(DocumentError, match="不能合并"):
        join(papers()[:3])


@pytest.mark.parametrize(("part", "what"), [(b"<w:sectPr>", "页面设置"), (b"<w:body>", "正文")])
def test_a_paper_without_text_or_set_up_is_refused(part: bytes, what: str) -> None:
    """Nothing is printed on the sheet of another paper."""
    parts = read_parts(word_file("<w:p/>"))
    name = part[3:-1]
    parts["word/document.xml"] = re.sub(rb"<w:%b>|</w:%b>" % (name, name), b"", parts["word/document.xml"])

    with pytest.raises(DocumentError) as caught:
        stacked([parts])
    assert what in caught.value.problems[0].message
