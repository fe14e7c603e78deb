"""Papers that are refused by name, each with its article and a lawful way."""

from __future__ import annotations

import pytest

from contracts.errors import KindError, LawError
from contracts.kinds import find_kind, load_kinds, shipped_folder
from contracts.kinds.refused import refuse_by_name, refused_papers

PAPERS = {paper.row: paper for paper in refused_papers()}
KINDS = load_kinds(shipped_folder())


@pytest.mark.parametrize("row", sorted(PAPERS))
def test_each_refused_paper_names_its_article_and_a_lawful_way(row: str) -> None:
    """Nobody is left with a bare no (charter 1)."""
    paper = PAPERS[row]
    for word in paper.words:
        with pytest.raises(LawError) as caught:
            find_kind(KINDS, f"青河镇{word}书")
        assert caught.value.exit_code == 4
        (finding,) = caught.value.findings
        assert finding.cite == (paper.law,)
        assert finding.hint == paper.instead
        assert finding.verdict == ("obsolete" if paper.treatment == "history" else "void")


@pytest.mark.parametrize("row", ["D-12", "D-16", "D-17", "D-23", "D-24", "D-28", "K-7", "R-23", "O-01"])
def test_the_rows_that_must_be_refused_are_on_the_list(row: str) -> None:
    """The acceptance map names them."""
    assert row in PAPERS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_that_ships_is_called_like_a_refused_paper(kind: str) -> None:
    """A word that is too short would refuse a lawful paper."""
    refuse_by_name(KINDS[kind].title.removesuffix("（旧合同登记）"))


def test_an_unknown_name_is_no_unlawful_one() -> None:
    """Exit 3, with the neighbours."""
    with pytest.raises(KindError):
        find_kind(KINDS, "servise_contract")


def test_a_kind_is_found_by_the_title_on_its_paper() -> None:
    """Clerks know papers by their names."""
    assert find_kind(KINDS, "计划生育服务合同").id == "service_contract"
