"""The value types: what is written comes back, and the hash belongs to the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.model import (
    Acceptance,
    Citation,
    Draft,
    DueRule,
    Finding,
    Instalment,
    PartialDate,
    Party,
    Payer,
    Person,
    Review,
    Term,
    side_of,
)

WORDS = st.text(max_size=20)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))
PEOPLE = st.builds(Person, role=st.sampled_from(["wife", "child"]), name=WORDS, birth=st.none())
PARTIES = st.builds(
    Party, role=WORDS, type=st.sampled_from(["couple", "township"]), name=WORDS, persons=st.tuples(PEOPLE)
)
PAYERS = st.builds(Payer, name=WORDS, amount_fen=st.integers(0, 10**9))
INSTALMENTS = st.builds(
    Instalment, label=WORDS, due_on=DAYS, amount_fen=st.integers(0, 10**9), payers=st.tuples(PAYERS)
)
TERMS = st.builds(
    Term,
    code=WORDS,
    ordinal=st.integers(1, 99),
    section=WORDS,
    text=WORDS,
    due=st.none() | st.builds(DueRule, on=DAYS),
    amount_fen=st.none() | st.integers(0, 10**9),
    instalments=st.tuples(INSTALMENTS),
    basis=st.tuples(st.builds(Citation, law=WORDS, version=DAYS, article=WORDS)),
)
DRAFTS = st.builds(
    Draft,
    kind=WORDS,
    kind_version=st.integers(1, 9),
    family=st.just("contract"),
    locale=st.just("zh_CN"),
    number=WORDS,
    title=WORDS,
    batch=WORDS,
    row=st.integers(0, 999),
    place=WORDS,
    signing_on=DAYS,
    ends_on=st.none() | DAYS,
    parties=st.tuples(PARTIES),
    terms=st.lists(TERMS, max_size=3).map(tuple),
    values=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
)


def finding(**changes: str) -> Finding:
    """Return a finding that waits for a person."""
    whole = Finding(rule="CN-X-001", verdict="needs_review", where="第1条", text="某条", message="不明", hint="改写")
    return replace(whole, **changes)


@given(DRAFTS)
def test_a_draft_written_as_json_comes_back_the_same(draft: Draft) -> None:
    """The ledger can rebuild any draft from its canonical bytes."""
    assert Draft.from_json(draft.canonical()) == draft


@given(DRAFTS)
def test_another_word_gives_another_hash(draft: Draft) -> None:
    """The hash speaks for every word of the draft."""
    assert replace(draft, title=draft.title + "甲").sha256 != draft.sha256


@pytest.mark.parametrize("text", ["2016", "2016-05", "2016-05-03"])
def test_a_partial_date_keeps_its_precision(text: str) -> None:
    """What the paper did not say stays unsaid."""
    assert str(PartialDate.parse(text)) == text


def test_a_partial_date_that_never_was_is_refused() -> None:
    """30 February is no day."""
    with pytest.raises(ValueError, match="day"):
        PartialDate.parse("2026-02-30")


@pytest.mark.parametrize(
    ("text", "words"), [("2015-08-08", "2015年8月8日"), ("2015-08", "2015年8月"), ("2015", "2015年")]
)
def test_a_partial_date_is_printed_as_precisely_as_it_is_known(text: str, words: str) -> None:
    """A month that nobody knows is not made up."""
    assert PartialDate.parse(text).words == words


def test_only_a_full_date_is_whole() -> None:
    """A month is not a day."""
    assert PartialDate.parse("2016-05").whole is None
    assert PartialDate.parse("2016-05-03").whole == date(2016, 5, 3)


def test_every_body_that_governs_is_an_office_and_families_are_families() -> None:
    """The two sides of a promise."""
    assert [side_of("township"), side_of("village_committee"), side_of("couple"), side_of("employer")] == [
        "office",
        "office",
        "family",
        "unit",
    ]


def test_children_are_on_record_but_never_sign() -> None:
    """A child is no party."""
    people = (Person(role="wife", name="王梅"), Person(role="child", name="王新"))
    assert [person.name for person in Party(role="b", type="person", name="王梅", persons=people).signers] == ["王梅"]


def test_an_unlawful_finding_cannot_be_accepted() -> None:
    """A decision lifts an open question, never a void clause."""
    decision = Acceptance(rule="CN-X-001", where="第1条", because="已核", by="李敏", on=date(2026, 1, 1))
    void = finding(verdict="void")
    review = Review(
        draft_sha256="0", as_of=date(2026, 1, 1), place="", packs=(), findings=(void, finding()), accepted=(decision,)
    )

    assert review.refused == (void,)
    assert review.undecided == ()


def test_a_decision_counts_only_where_it_was_taken() -> None:
    """The same rule at another clause is still open."""
    decision = Acceptance(rule="CN-X-001", where="第2条", because="已核", by="李敏", on=date(2026, 1, 1))
    review = Review(
        draft_sha256="0", as_of=date(2026, 1, 1), place="", packs=(), findings=(finding(),), accepted=(decision,)
    )

    assert review.undecided == (finding(),)


def test_a_citation_reads_like_one() -> None:
    """Law, version and article stand together."""
    text = str(Citation(law="行政处罚法", version=date(2021, 7, 15), article="16"))
    assert text == "《行政处罚法》（2021-07-15 版）第16条"


@given(DRAFTS, DRAFTS)
def test_each_draft_has_its_own_hash_whichever_was_asked_last(first: Draft, second: Draft) -> None:
    """What is remembered of the last one is never taken for another's."""
    fresh = [replace(item).sha256 for item in (first, second)]
    assert [item.sha256 for item in (first, second, first)] == [*fresh, fresh[0]]
    assert (fresh[0] == fresh[1]) is (first == second)
