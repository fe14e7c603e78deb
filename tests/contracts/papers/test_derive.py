"""Rewards of a household as clauses and rows: both tell the same sums; what is not known is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from contracts.judging.review import judge
from contracts.model import PartialDate, Problem
from contracts.numerals import yuan
from contracts.papers.derive import Source, rewards
from contracts.rewards.facts import Confirmation, Facts
from contracts.rewards.programme_packs import Adult
from contracts.rewards.programmes import Amount, load_programmes

PLACE = "429999101201"
WIFE: Adult = "wife"
HUSBAND: Adult = "husband"
PROGRAMMES = load_programmes()
CHILD = Facts(
    certificate_number="鄂示201503178",
    certificate_issued_on=PartialDate.parse("2015-08-08"),
    child_birth=PartialDate.parse("2014-06-25"),
    wife_birth=PartialDate.parse("1989-12-15"),
    husband_birth=PartialDate.parse("1987-06-10"),
)
ELDERS = replace(
    CHILD,
    certificate_issued_on=PartialDate.parse("1989-06-01"),
    child_birth=PartialDate.parse("1988-03-04"),
    wife_birth=PartialDate.parse("1964-05-12"),
    husband_birth=PartialDate.parse("1962-03-01"),
)


def asked(facts: Facts, starts_on: date = date(2026, 3, 5)) -> tuple[Source, tuple[Problem, ...]]:
    """Return what a household gets under a contract of three years."""
    ends_on = date(starts_on.year + 3, starts_on.month, min(starts_on.day, 28))
    return rewards(facts, PROGRAMMES, starts_on=starts_on, ends_on=ends_on, place=PLACE)


def test_each_instalment_of_a_clause_is_a_row_of_the_annex() -> None:
    """The table behind the signatures is the same money as the clause."""
    source, problems = asked(CHILD)
    (term,) = source.terms

    assert problems == ()
    assert [row["amount"] for row in source.rows] == [yuan(item.amount_fen) for item in term.instalments]
    assert source.rows[0]["due_on"] == "2026年10月31日"
    assert source.rows[0]["payers"] == "乡镇财政50元；县级财政50元"


def test_where_the_shares_of_the_levels_are_unknown_the_row_says_so() -> None:
    """Nobody signs an empty cell; no level is invented (W-14). Each of two grades is a clause of its own."""
    grades = tuple(
        Confirmation(programme="special_support_graded", payment_class=grade, on=date(2026, 3, 2), adults=(who,))
        for grade, who in (("二级", WIFE), ("三级", HUSBAND))
    )
    confirmed = tuple(item.programme for item in grades)
    source, problems = asked(Facts(wife_birth=CHILD.wife_birth, confirmed=confirmed, confirmations=grades))

    assert problems == ()
    assert [term.instalments[0].amount_fen for term in source.terms] == [10 * 390_00, 10 * 260_00]
    assert {row["payers"] for row in source.rows} == {"各级分担比例不详"}


def test_parents_past_sixty_are_promised_support() -> None:
    """Both of them, from the month after their birthday."""
    (term,) = asked(ELDERS)[0].terms

    assert term.programme == "reward_support"
    assert term.cells["title"] == "农村部分计划生育家庭奖励扶助"


def test_a_clause_says_who_is_paid_from_when_so_that_its_sum_can_be_checked_by_hand() -> None:
    """960 a year by months: twice from March for two, the younger one from the month of her sixtieth birthday."""
    both, (later,) = asked(ELDERS)[0].terms, asked(replace(ELDERS, wife_birth=PartialDate.parse("1967-05")))[0].terms
    (child,) = asked(CHILD)[0].terms

    assert both[0].cells["standard"] == "每人每年960元（女方、男方各一份，不足一年的按月计）"
    assert [(part.payee, part.amount_fen) for part in both[0].instalments[:2]] == [
        ("wife", 960_00 * 10 // 12), ("husband", 960_00 * 10 // 12)
    ]
    assert later.cells["standard"] == "每人每年960元（女方自2027年5月1日起一份、男方一份，不足一年的按月计）"
    assert [(part.label, part.payee, part.amount_fen) for part in later.instalments[1:3]] == [
        ("2027年度", "wife", 960_00 * 8 // 12), ("2027年度", "husband", 960_00)
    ]
    assert child.cells["standard"] == "每对夫妻每月10元"
    for term in (*both, later, child):
        clause = f"奖励扶助：标准为{term.cells['standard']}，自2026年3月1日起，由镇政府以一卡通向家庭兑现。"
        assert judge(clause, party_bound="office", as_of=date(2026, 3, 1)).verdict == "lawful", clause


def test_a_programme_that_a_nearer_one_follows_within_the_contract_pays_only_its_own_months() -> None:
    """§5: amounts by place and date; signed in March, the county's own standard from January of the next year."""
    (county,) = [item for item in PROGRAMMES if (item.id, item.place) == ("reward_support", "429999")]
    (nation,) = [item for item in PROGRAMMES if (item.id, item.place) == ("reward_support", "000000")]
    own = replace(county, in_force_from=date(2027, 1, 1), amounts=(Amount(from_on=date(2027, 1, 1), fen=1_200_00),))
    signed = {"starts_on": date(2026, 3, 5), "ends_on": date(2029, 3, 4), "place": PLACE}
    facts = replace(ELDERS, wife_birth=None, confirmed=("reward_support",))
    source, problems = rewards(facts, [nation, own], **signed)  # type: ignore[arg-type]  # two days and a place

    assert problems == ()
    assert [(term.cells["starts_on"], term.cells["ends_on"], term.amount_fen) for term in source.terms] == [
        (date(2026, 3, 1), date(2026, 12, 31), 800_00), (date(2027, 1, 1), date(2029, 2, 28), 2_600_00),
    ]  # fmt: skip


def test_no_claim_is_no_clause_and_no_question() -> None:
    """A household without certificate is promised services only."""
    assert asked(Facts(wife_birth=PartialDate.parse("1985-03-02"))) == (Source(), ())


def test_an_unknown_birth_is_asked_for_and_gives_no_sum() -> None:
    """Unknown is never counted as no."""
    source, problems = asked(replace(CHILD, child_birth=None))

    assert source.terms == ()
    assert len(problems) == 1


@given(
    facts=st.sampled_from([CHILD, ELDERS]),
    starts_on=st.dates(min_value=date(2022, 1, 1), max_value=date(2030, 12, 31)),
)
def test_the_sum_of_a_clause_is_the_sum_of_its_parts_and_of_their_payers(facts: Facts, starts_on: date) -> None:
    """To the fen, whenever the contract begins."""
    source, _ = asked(facts, starts_on)
    for term in source.terms:
        assert term.amount_fen == term.cells["amount"] == sum(item.amount_fen for item in term.instalments)
        assert all(sum(payer.amount_fen for payer in item.payers) == item.amount_fen for item in term.instalments)
    assert len(source.rows) == sum(len(term.instalments) for term in source.terms)
