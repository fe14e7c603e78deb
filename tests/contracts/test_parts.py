"""Reading part by part gives what reading the whole gives, and shares what is equal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from contracts.model import Draft, DueRule, Instalment, Party, Payer, Person, Term
from contracts.parts import PartReader
from contracts.plain import canonical_text, from_data

FAMILY = Party(role="party_b", type="couple", name="王", persons=(Person(role="wife", name='王“]”"}\\'),))
OFFICE = Party(role="party_a", type="village_committee", name="某村", division_code="429999101201")
REWARD = Instalment(label="x", due_on=date(2026, 1, 1), amount_fen=3, payers=(Payer(name="县", amount_fen=3),))
CLAUSE = Term(code="a", ordinal=1, section="s", text="文", due=DueRule(on=date(2026, 4, 1)), instalments=(REWARD,))
DRAFT = Draft(
    kind="service_contract", kind_version=1, family="contract", locale="zh_CN", number="示1", title="题", batch="A",
    row=1, place="429999", signing_on=date(2026, 3, 5), parties=(OFFICE, FAMILY), facts=(("village", "某村"),),
    terms=(CLAUSE,),
)  # fmt: skip


def test_a_value_read_by_parts_is_the_value_read_whole() -> None:
    """Also the twelfth one, whose number begins like that of the first, and one with other clauses."""
    reader = PartReader(Draft)
    drafts = [DRAFT, replace(DRAFT, row=12), replace(DRAFT, row=1, terms=()), replace(DRAFT, parties=(FAMILY,)), DRAFT]

    for draft in drafts:
        assert reader.read(canonical_text(draft)) == draft


def test_parts_in_the_same_words_are_one_object() -> None:
    """The clauses of a batch are held once, and its offices, though each paper has another family."""
    reader = PartReader(Draft)
    other = replace(DRAFT, parties=(OFFICE, replace(FAMILY, name="李")))

    one, two = (reader.read(canonical_text(draft)) for draft in (DRAFT, other))

    assert one.terms is two.terms
    assert one.parties[0] is two.parties[0]
    assert one.parties[1] != two.parties[1]


def test_sets_of_clauses_that_take_turns_are_each_read_once() -> None:
    """A family's reward ends in the month of a child's birthday: a batch has some dozens of sets in any order."""
    reader = PartReader(Draft)
    sets = [(replace(CLAUSE, text=f"至第{month}月止"),) for month in range(40)]
    drafts = [replace(DRAFT, row=row, terms=sets[row % 40]) for row in range(120)]

    read = [reader.read(canonical_text(draft)) for draft in drafts]

    assert read == drafts
    assert len({id(draft.terms) for draft in read}) == len(sets)


def test_more_families_than_are_held_are_all_read_rightly() -> None:
    """What was held is forgotten now and then."""
    reader = PartReader(Draft)
    drafts = [replace(DRAFT, parties=(OFFICE, replace(FAMILY, name=f"王{number}"))) for number in range(600)]

    assert [reader.read(canonical_text(draft)) for draft in drafts] == drafts


@pytest.mark.parametrize("saved", [{"indent": 1}, {"ensure_ascii": True}, {"separators": (", ", ":")}])
def test_json_in_another_form_is_read_all_the_same(saved: dict[str, int]) -> None:
    """The quick way is for the usual form only."""
    data = json.loads(canonical_text(DRAFT))

    assert PartReader(Draft).read(json.dumps(dict(reversed(data.items())), **saved)) == DRAFT


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('{"batch"', '{"colour":1,"batch"'),
        ('"family":"contract",', ""),
        ('"row":1', '"row":1]'),
        ('{"batch"', '["batch"'),
        ('"2026-03-05"', '"2026-03-05"x'),
        ('"2026-03-05"', '"2026-13-05"'),
        ('"parties":[', '"parties":[1,'),
        ('"parties":[', '"parties":{'),
    ],
)
def test_what_is_no_such_value_is_refused(there: str, instead: str) -> None:
    """Foreign, missing and damaged members, as the slow way refuses them."""
    text = canonical_text(DRAFT)
    damaged = text.replace(there, instead, 1)
    assert damaged != text
    reader = PartReader(Draft)
    reader.read(text)

    with pytest.raises((AttributeError, TypeError, ValueError)) as slow:
        from_data(Draft, json.loads(damaged))
    with pytest.raises(slow.type):
        reader.read(damaged)
