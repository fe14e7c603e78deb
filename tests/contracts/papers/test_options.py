"""Closed lists: the row chooses, else the office, else the first option stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contracts.errors import SettingsError
from contracts.kinds import Kind, load_kind
from contracts.papers.options import chosen_of, seated, sources_of
from contracts.papers.parties import village_party
from tests.contracts.example_office import OFFICE, record
from tests.contracts.kind_folders import MANIFEST, kind_folder

CHOICE = """
[choices.term_kind]
label = "合同期限"
options = { mid = "中期", long = "长期", short = "短期" }
"""


@pytest.fixture
def kind(tmp_path: Path) -> Kind:
    """A kind whose party A and whose length may be chosen."""
    words = MANIFEST.replace('from = "village"', 'from = ["village", "township"]').replace(
        '"village_committee"]', '"village_committee", "township"]'
    )
    return load_kind(kind_folder(tmp_path, words.replace("[[sections]]", CHOICE + "[[sections]]", 1)))


@pytest.mark.parametrize(
    ("cell", "standing", "option"),
    [(None, "", "mid"), ("长期", "短期", "long"), ("short", "", "short"), (None, "短期", "short")],
)
def test_the_row_stands_before_the_office_and_both_before_the_first(
    kind: Kind, cell: str | None, standing: str, option: str
) -> None:
    """By label or by code (domain K-1)."""
    office = replace(OFFICE, values=((kind.id, "term_kind", standing),))

    assert chosen_of(kind, office, record(term_kind=cell)) == ({"term_kind": option}, ())


def test_a_word_that_is_no_option_is_asked_about(kind: Kind) -> None:
    """No length is guessed."""
    _, problems = chosen_of(kind, OFFICE, record(term_kind="终身"))

    assert [str(problem) for problem in problems] == [
        "花名册 第3行：“合同期限”不能是“终身”，请从这些里选：中期、长期、短期"
    ]


def test_the_office_seats_itself_where_the_kind_allows_it(kind: Kind) -> None:
    """A village's contract may be signed by the township as party A."""
    assert sources_of(kind, OFFICE) == {"party_a": "village"}
    assert sources_of(kind, replace(OFFICE, values=((kind.id, "party_a", "township"),))) == {"party_a": "township"}


def test_a_seat_that_the_kind_does_not_have_is_refused(kind: Kind) -> None:
    """The line of office.toml is named."""
    with pytest.raises(SettingsError) as caught:
        sources_of(kind, replace(OFFICE, values=((kind.id, "party_a", "county"),)))

    assert "[values.pledge] party_a" in str(caught.value.problems[0])


SEAT = """
[choices.party_a]
label = "村或者社区"
options = { village_committee = "村", community = "社区" }
"""


@pytest.mark.parametrize(
    ("name", "option"), [("上坪村村民委员会", "village_committee"), ("城关社区居民委员会", "community")]
)
def test_a_choice_named_like_a_seat_is_who_sits_there(tmp_path: Path, name: str, option: str) -> None:
    """A 社区 has 居务公开, no 村务公开; no row of the roster has to say so."""
    kind = load_kind(kind_folder(tmp_path, MANIFEST.replace("[[sections]]", SEAT + "[[sections]]", 1)))
    party = village_party(replace(OFFICE.villages[0], name=name), kind.roles[0])

    assert seated(kind, kind.first_options(), (party,)) == {"party_a": option}


def test_who_is_no_option_changes_no_choice(kind: Kind) -> None:
    """Lengths of a contract are nobody's seat."""
    party = village_party(OFFICE.villages[0], kind.roles[0])

    assert seated(kind, {"term_kind": "long"}, (party,)) == {"term_kind": "long"}
