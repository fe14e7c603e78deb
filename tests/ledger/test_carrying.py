"""A contract changed in the middle of a year: months before stay, months after go over, nothing is owed twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import LedgerError
from contracts.model import Draft, Instalment, Payee
from ledger.double_promises import double_promises
from ledger.entries import record_payment
from ledger.obligations import due
from ledger.paying.payruns import prepare
from ledger.register import register
from ledger.store import Ledger
from ledger.verify import verify
from ledger.versions import Change, replace_by, withdraw
from tests.ledger.conftest import NOW, draft, signed, yearly_reward

MARCH, JUNE, NOVEMBER, TODAY = date(2026, 3, 5), date(2026, 6, 1), date(2026, 11, 2), date(2026, 11, 22)
Sum = tuple[str, int, Payee]
SAID = "标准为每对夫妻每月10元，自2026年3月1日起至2028年6月30日止。"


def paper(number: str, starts_on: date, *sums: Sum, said: str = SAID) -> Draft:
    """Return a contract of the first family from a day to the end of 2027; each sum is due in October of its year."""
    own = tuple(
        Instalment(label=label, due_on=date(int(label[:4]), 10, 31), amount_fen=yuan * 100, payee=payee)
        for label, yuan, payee in sums
    )
    term = replace(yearly_reward(), instalments=own, text=said)
    return draft(1, number=number, batch=number, signing_on=starts_on, starts_on=starts_on, terms=(term,),
                 ends_on=date(2027, 12, 31))  # fmt: skip


OLD: tuple[Sum, ...] = (("2026年度", 100, ""), ("2027年度", 120, ""))


def changed(
    ledger: Ledger, *sums: Sum, old: tuple[Sum, ...] = OLD, on: date = JUNE,
    paid: int = 0, said: str = SAID,
) -> Change:  # fmt: skip
    """Register a contract of March and one of ``on``, pay part of the older one's first sum, and change."""
    for item in (paper("甲", MARCH, *old, said=said), paper("乙", on, *sums, said=said)):
        register(ledger, [signed(item, signed_on=item.starts_on)], signed_on=item.starts_on, by="李敏", now=NOW)
    with ledger.write(by="李敏", now=NOW) as tx:
        if paid:
            record_payment(tx, 1, happened_on=TODAY, amount_fen=paid * 100, voucher="V1")
        return replace_by(tx, "甲", "乙", what="amended", on=on)


def owed(ledger: Ledger) -> dict[tuple[str, str], int]:
    """Return what is outstanding by contract and label, in yuan."""
    found: dict[tuple[str, str], int] = {}
    for row in due(ledger, by=date(2029, 12, 31), as_of=TODAY):
        if row.outstanding_fen:
            key = (row.contract, row.label)
            found[key] = found.get(key, 0) + row.outstanding_fen // 100
    return found


def test_the_months_before_the_new_contract_stay_due_under_the_old_one(ledger: Ledger) -> None:
    """March to May is 30 yuan; a run pays both papers, and neither is held back as the other's double."""
    done = changed(ledger, ("2026年度", 70, ""), ("2027年度", 120, ""))

    assert owed(ledger) == {("甲", "2026年度"): 30, ("乙", "2026年度"): 70, ("乙", "2027年度"): 120}
    assert (done.kept_fen, done.twice_fen) == (30_00, 0)
    assert double_promises(ledger, [2]) == ()
    with ledger.write(by="张会计", now=NOW) as tx:
        run = prepare(tx, "年度", due_by=date(2026, 12, 31))
    assert (sorted(line.amount_fen for line in run.lines), run.held) == ([30_00, 70_00], ())
    assert verify(ledger) == ()


@pytest.mark.parametrize(("paid", "old", "new", "twice"), [(20, 10, 70, 0), (40, 0, 60, 10), (100, 0, 0, 70)])
def test_what_was_paid_counts_for_the_earliest_months_and_is_not_paid_again(
    ledger: Ledger, paid: int, old: int, new: int, twice: int
) -> None:
    """The family gets 100 yuan for the year under both papers together, whatever was paid before the change."""
    done = changed(ledger, ("2026年度", 70, ""), ("2027年度", 120, ""), paid=paid)

    found = owed(ledger)
    assert (found.get(("甲", "2026年度"), 0), found.get(("乙", "2026年度"), 0)) == (old, new)
    assert paid + old + new == 100
    assert done.twice_fen == twice * 100
    assert verify(ledger) == ()


def test_what_is_due_already_stays_where_it_is_due(ledger: Ledger) -> None:
    """Changed in November: the October sum is late under the old paper, the new one does not promise it again."""
    done = changed(ledger, ("2026年度", 20, ""), ("2027年度", 120, ""), on=NOVEMBER)

    assert owed(ledger) == {("甲", "2026年度"): 100, ("乙", "2027年度"): 120}
    assert done.twice_fen == 20_00
    with ledger.write(by="李敏", now=NOW) as tx:
        assert withdraw(tx, done.id, because="记错了户") == 2
    assert owed(ledger)["乙", "2026年度"] == 20, "withdrawn with what it ended under both papers"


def test_a_higher_standard_counts_from_the_new_contract_on(ledger: Ledger) -> None:
    """Twenty a month from June: the ten a month of March to May are not swallowed by it."""
    changed(ledger, ("2026年度", 140, ""), ("2027年度", 240, ""))

    assert owed(ledger) == {("甲", "2026年度"): 30, ("乙", "2026年度"): 140, ("乙", "2027年度"): 240}


def test_each_of_a_couple_keeps_the_own_months(ledger: Ledger) -> None:
    """Who came of age between the papers is promised the same sum by both: it goes over whole."""
    old: tuple[Sum, ...] = (("2026年度", 800, "wife"), ("2026年度", 400, "husband"))
    changed(ledger, ("2026年度", 560, "wife"), ("2026年度", 400, "husband"), old=old, said="奖励扶助。")

    rows = [row for row in due(ledger, by=date(2026, 12, 31), as_of=TODAY) if row.outstanding_fen]
    assert sorted((row.contract, row.outstanding_fen) for row in rows) == [
        ("乙", 400_00), ("乙", 560_00), ("甲", 240_00),
    ]  # fmt: skip


@pytest.mark.parametrize("halves_first", [True, False])
def test_a_paper_by_halves_and_one_by_years_promise_the_same(ledger: Ledger, *, halves_first: bool) -> None:
    """Ten yuan a month, whoever's year is cut: March to May stay due under the old paper, June to December go over."""
    first, second = ("2026年上半年", "2026年下半年")
    if halves_first:
        changed(ledger, ("2026年度", 70, ""), old=((first, 40, ""), (second, 60, "")))
    else:
        changed(ledger, (first, 10, ""), (second, 60, ""), old=(OLD[0],))

    found = owed(ledger)
    assert sum(yuan for (contract, _), yuan in found.items() if contract == "甲") == 30
    assert sum(yuan for (contract, _), yuan in found.items() if contract == "乙") == 70
    assert verify(ledger) == ()


def test_less_in_halves_than_in_the_year_is_refused_by_the_year(ledger: Ledger) -> None:
    """Sixty for June to December where seventy were promised; the line names the year, not one half."""
    with pytest.raises(LedgerError) as caught:
        changed(ledger, ("2026年下半年", 60, ""), old=(OLD[0],))

    assert "2026年度（2026年6月至12月），新合同少承诺 10元" in str(caught.value.problems[0])


def test_a_sum_paid_once_goes_over_whole(ledger: Ledger) -> None:
    """It belongs to no months."""
    changed(ledger, ("2027年一次性", 1000, ""), old=(("2027年一次性", 1000, ""),))

    assert owed(ledger) == {("乙", "2027年一次性"): 1000}


def test_months_are_counted_as_the_term_says_them(ledger: Ledger) -> None:
    """The reward itself begins in May: one month stays under the old paper, not three of ten."""
    old: tuple[Sum, ...] = (("2026年度", 80, ""), ("2027年度", 120, ""))
    changed(ledger, ("2026年度", 70, ""), ("2027年度", 120, ""), old=old, said=SAID.replace("2026年3月", "2026年5月"))

    assert owed(ledger)["甲", "2026年度"] == 10


@pytest.mark.parametrize(
    ("sums", "words"),
    [
        ((("2026年度", 70, ""), ("2027年度", 119, "")), "2027年度，新合同少承诺 1元"),
        ((("2026年度", 70, ""),), "2027年度，新合同少承诺 120元"),
        ((("2027年度", 120, ""),), "2026年度（2026年6月至12月），新合同少承诺 70元"),
        ((("2026年度", 35, ""), ("2027年度", 120, "")), "2026年度（2026年6月至12月），新合同少承诺 35元"),
    ],
)
def test_less_for_the_same_months_is_refused_with_the_article(
    ledger: Ledger, sums: tuple[Sum, ...], words: str
) -> None:
    """A reward promised does not shrink by a new paper, not for a part of a year either."""
    with pytest.raises(LedgerError) as caught:
        changed(ledger, *sums)

    (problem,) = caught.value.problems
    assert problem.message.endswith(words)
    assert "第31条" in problem.hint


def test_a_fen_of_rounding_is_no_reduction(ledger: Ledger) -> None:
    """Ten months of 1,000 yuan a year: seven of ten come out a fen apart; that fen stays due under the old paper."""
    old, new = (paper("甲", MARCH, ("2026年度", 100, "")), paper("乙", JUNE, ("2026年度", 70, "")))
    (term,) = new.terms
    short = replace(term, instalments=(replace(term.instalments[0], amount_fen=69_99),))
    for item in (old, replace(new, terms=(short,))):
        register(ledger, [signed(item, signed_on=item.starts_on)], signed_on=item.starts_on, by="李敏", now=NOW)
    with ledger.write(by="李敏", now=NOW) as tx:
        done = replace_by(tx, "甲", "乙", what="amended", on=JUNE)

    assert done.kept_fen == 30_01


def test_months_that_no_term_says_are_not_guessed_into_a_refusal(ledger: Ledger) -> None:
    """What the newer paper promises less stays due under the older one: the family gets 100 yuan all the same."""
    changed(ledger, ("2026年度", 50, ""), ("2027年度", 120, ""), said="奖励。")

    assert owed(ledger) == {("甲", "2026年度"): 50, ("乙", "2026年度"): 50, ("乙", "2027年度"): 120}


def test_a_day_before_the_new_contract_runs_is_refused(ledger: Ledger) -> None:
    """In between nobody would answer for the services."""
    changed_on = (paper("甲", MARCH, *OLD), paper("乙", JUNE, *OLD))
    for item in changed_on:
        register(ledger, [signed(item, signed_on=item.starts_on)], signed_on=item.starts_on, by="李敏", now=NOW)

    with pytest.raises(LedgerError, match="还没有签订"), ledger.write(by="李敏", now=NOW) as tx:
        replace_by(tx, "甲", "乙", what="amended", on=date(2026, 5, 31))
