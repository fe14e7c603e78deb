"""A kind proves itself: its example is drafted, reviewed and printed, with names as long as they get."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from contracts.errors import KindError, LawError
from contracts.identity import parse_id_number
from contracts.kinds import Kind, load_kind, shipped_folder
from contracts.papers.proofs import example, prove
from contracts.papers.render import render
from contracts.word.reading import printed
from tests.contracts.word.papers import KINDS, lawful, shipped

TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the service contract that may be spoilt."""
    return Path(shutil.copytree(shipped_folder() / "service_contract", tmp_path / "service_contract"))


@pytest.mark.parametrize("name", KINDS)
def test_every_shipped_kind_works_today(name: str) -> None:
    """Its own words are lawful and its Word file fits them."""
    assert prove(shipped(name), as_of=TODAY).kind == name


@pytest.mark.parametrize("name", sorted({*KINDS} - {"only_child_certificate"}))
def test_the_longest_names_are_printed_whole(name: str) -> None:
    """Twelve characters and a dot; the certificate's names are fields of its own."""
    kind = shipped(name)
    paper = example(kind, signing_on=TODAY, long=True)
    text = printed(render(paper, lawful(paper), template=_template(kind), kind=kind).content)

    family = [party for party in paper.parties if party.side == "family"]
    assert all(party.signers[0].name in text for party in family)


@pytest.mark.parametrize("name", KINDS)
def test_example_persons_have_numbers_whose_check_digit_fits(name: str) -> None:
    """An example that our own roster would refuse teaches the wrong thing."""
    numbers = [
        person.id_number
        for party in example(shipped(name), signing_on=TODAY).parties
        for person in party.persons
        if person.id_number
    ]
    assert [parse_id_number(number) for number in numbers] == numbers


def test_an_example_without_a_value_is_not_complete(folder: Path) -> None:
    """Named field by field."""
    manifest = folder / "manifest.toml"
    words = manifest.read_text(encoding="utf-8")
    manifest.write_text(words.replace('service_site = "青河镇便民服务中心"\n', ""), encoding="utf-8")

    with pytest.raises(KindError, match="不完整") as caught:
        prove(load_kind(folder), as_of=TODAY)

    assert "服务地点" in caught.value.problems[0].message


def test_a_kind_that_may_no_longer_be_issued_is_proved_for_its_last_day() -> None:
    """Copies of it are still made."""
    ended = replace(shipped("household_statement"), issued_to=date(2025, 12, 31))

    assert prove(ended, as_of=TODAY).signing_on == date(2025, 12, 31)


def test_an_unlawful_clause_names_the_kind(folder: Path) -> None:
    """Whoever looks after the folder must know which one."""
    paper = docx.Document(str(folder / "zh_CN.docx"))
    paper.add_paragraph("乙方逾期不参加的，罚款二百元。")
    paper.save(str(folder / "zh_CN.docx"))

    with pytest.raises(LawError, match="service_contract"):
        prove(load_kind(folder), as_of=TODAY)


def test_a_word_file_that_is_not_there_is_no_crash(folder: Path) -> None:
    """It is asked for by name."""
    (folder / "zh_CN.docx").unlink()

    with pytest.raises(KindError) as caught:
        prove(load_kind(folder), as_of=TODAY)

    assert "zh_CN.docx" in caught.value.problems[0].message


def _template(kind: Kind) -> bytes:
    return kind.template_path("zh_CN").read_bytes()
