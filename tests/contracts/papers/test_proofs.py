"""The example of a kind is drafted, also with names as long as they get."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import KindError
from contracts.identity import parse_id_number
from contracts.kinds import Kind, load_kind, shipped_folder
from contracts.papers.proofs import example, examples_for
from contracts.papers.render import render
from contracts.word.reading import printed
from tests.contracts.word.papers import KINDS, lawful, shipped, xml

TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the service contract that may be spoilt."""
    return Path(shutil.copytree(shipped_folder() / "service_contract", tmp_path / "service_contract"))


@pytest.mark.parametrize("name", [name for name in KINDS if not name.endswith("_certificate")])
def test_the_longest_names_are_printed_whole(name: str) -> None:
    """Twelve characters and a dot; a certificate names its holder in fields of its own."""
    kind = shipped(name)
    paper = example(kind, signing_on=TODAY, long=True)
    text = printed(render(paper, lawful(paper), template=_template(kind), kind=kind).content)

    family = [party for party in paper.parties if party.side == "family"]
    assert all(party.signers[0].name in text for party in family)


@pytest.mark.parametrize("name", [name for name in KINDS if shipped(name).family == "notice"])
@pytest.mark.parametrize("rows", [1, 200])
def test_a_notice_of_the_longest_words_is_a_whole_table_on_every_page(name: str, rows: int) -> None:
    """A name of twelve characters, a million, a remark of two hundred; heads come again, no row is torn (issue 5)."""
    kind = shipped(name)
    paper = example(kind, signing_on=TODAY, long=True, rows=rows)
    content = render(paper, lawful(paper), template=_template(kind), kind=kind).content
    body, text = xml(content), printed(content)
    cells = {cell for table in paper.tables for row in table.rows for cell in row}

    assert all(len(table.rows) == rows for table in paper.tables)
    assert all(cell in text for cell in cells)
    assert body.count("<w:tblHeader/>") == len(paper.tables)
    assert body.count("<w:tr>") == body.count("<w:cantSplit/>") == (rows + 1) * len(paper.tables)
    assert sum(len(cell) > 200 for table in paper.tables for row in table.rows for cell in row) <= len(paper.tables)


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
        examples_for(load_kind(folder), as_of=TODAY)

    assert "服务地点" in caught.value.problems[0].message


def test_a_kind_that_may_no_longer_be_issued_is_proved_for_its_last_day() -> None:
    """Copies of it are still made."""
    ended = replace(shipped("household_statement"), issued_to=date(2025, 12, 31))

    assert examples_for(ended, as_of=TODAY)[0].signing_on == date(2025, 12, 31)


def _template(kind: Kind) -> bytes:
    return kind.template_path("zh_CN").read_bytes()


def test_an_old_paper_is_proved_with_a_number_and_a_clause() -> None:
    """Its own clauses come from a register; an empty section would prove nothing."""
    (paper,) = examples_for(shipped("historical_contract"), as_of=date(2026, 3, 5))

    assert paper.number
    assert [term.section for term in paper.terms] == ["clauses"]
