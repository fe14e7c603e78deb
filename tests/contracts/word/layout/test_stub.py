"""The stub says which paper it is of and nothing that it does not need."""

from __future__ import annotations

from dataclasses import replace

from contracts.kinds import PrintCopy
from contracts.papers.render import render
from contracts.word import blank
from contracts.word.reading import printed
from tests.contracts.word.papers import draft, lawful, shipped, xml

STUBBED = replace(
    shipped("service_contract"),
    stub=(("zh_CN", "zh_CN_stub.docx"),),
    stub_fields=("service_site",),
    print_set=(PrintCopy(label="甲方存"), PrintCopy(label="存根", stub=True)),
)


def test_a_stub_names_paper_parties_and_its_own_fields() -> None:
    """No clause, no ID number, no telephone."""
    paper = draft("service_contract")
    stub = render(paper, lawful(paper), template=blank(STUBBED, stub=True), kind=STUBBED, copy_label="存根")
    words = printed(stub.content)

    for shown in ("计划生育服务合同（存根）", paper.number, "王梅珍、陶立志", "青河镇便民服务中心", "2026年3月5日"):
        assert shown in words
    for hidden in ("429999198912154824", "13900000001", "免费为乙方提供服务"):
        assert hidden not in words


def test_a_stub_is_half_a_sheet() -> None:
    """A5 across, so that two go on one sheet."""
    assert '<w:pgSz w:w="11906" w:h="8391" w:orient="landscape"/>' in xml(blank(STUBBED, stub=True))
