"""What of a sum is earned when a claim ends: by the programme's rule, by the months of the signed term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import LedgerError
from contracts.model import Instalment, Term
from contracts.rewards.programme_packs import ExitRule, Programme
from ledger.earned import Exit, Part, end_one, end_programme, part_that_ends, sums_that_end
from ledger.entries import record_payment
from ledger.register import register
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, SIGNED_ON, TERMS, draft, signed, yearly_reward

MAY, YEAR_END = date(2026, 5, 20), date(2026, 12, 31)
SAYS_MONTHS = "奖励扶助：标准为每年960元，自2026年1月1日起至2026年12月31日止。"
RULES = (ExitRule(code="moved_out", title="迁出"), ExitRule(code="urban", title="转为城镇居民", ends="year"))
HERE = Programme(id="reward_support", title="奖励扶助", place="429999", place_name="青河县", exits=RULES)
NATION = replace(HERE, place="000000", exits=(ExitRule(code="moved_out", title="迁出", ends="year"),))


def promised(ledger: Ledger, *sums: Instalment, text: str = SAYS_MONTHS) -> list[int]:
    """Register a contract with these sums under one term; returns their ids."""
    reward: Term = replace(yearly_reward(), text=text, instalments=sums)
    paper = draft(1, terms=tuple(reward if term.code == "reward" else term for term in TERMS))
    register(ledger, [signed(paper)], signed_on=SIGNED_ON, by="张会计", now=NOW)
    return [row["id"] for row in ledger.rows("select id from obligations where amount_fen is not null order by id")]


def whole_year(fen: int = 960_00, label: str = "2026年度") -> Instalment:
    """Return the sum of a year, due at its end."""
    return Instalment(label=label, due_on=YEAR_END, amount_fen=fen)


def part(ledger: Ledger, obligation: int, reason: str = "moved_out", on: date = MAY) -> Part | None:
    """Return what would end."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return part_that_ends(tx, obligation, reason=reason, on=on, programmes=(NATION, HERE))


def test_the_months_to_the_one_of_the_event_are_earned(ledger: Ledger) -> None:
    """Five of twelve months of 960 yuan; the rule of the nearest place counts, not the nation's."""
    (owed,) = promised(ledger, whole_year())

    assert part(ledger, owed) == Part(
        obligation=owed, ended_fen=560_00, over_fen=0, words="2026年度 960元（12个月），应得到2026年5月，5个月 400元"
    )


def test_a_rule_that_pays_to_the_years_end_ends_nothing_of_that_year(ledger: Ledger) -> None:
    """And one that was wrong from the start leaves nothing earned."""
    (owed,) = promised(ledger, whole_year())
    urban, wrong = part(ledger, owed, "urban"), part(ledger, owed, "wrongly_confirmed")

    assert urban is not None
    assert wrong is not None
    assert (urban.ended_fen, wrong.ended_fen) == (0, 960_00)
    with pytest.raises(LedgerError, match="没有记录") as caught, ledger.write(by="张会计", now=NOW) as tx:
        end_one(tx, owed, Exit(reason="urban", on=MAY), programmes=(HERE,))
    assert "应得到2026年12月" in str(caught.value.problems[0])


def test_what_cannot_be_told_is_not_reckoned(ledger: Ledger) -> None:
    """A reason that is none of the programme's, a term that does not say its months."""
    (owed,) = promised(ledger, whole_year(), text="奖励扶助：标准为每年960元。")

    assert part(ledger, owed) is None
    with pytest.raises(LedgerError) as caught, ledger.write(by="张会计", now=NOW) as tx:
        end_one(tx, owed, Exit(reason="moved_out", on=MAY), programmes=(HERE,))
    assert "--amount" in caught.value.problems[0].hint


def test_a_reason_that_is_none_of_the_programmes_is_not_reckoned(ledger: Ledger) -> None:
    """The clerk says which part."""
    (owed,) = promised(ledger, whole_year())

    assert part(ledger, owed, "employee_pension") is None


def test_each_fen_is_paid_owed_or_ended(ledger: Ledger) -> None:
    """1,000 fen of twelve months, five earned: 583 end, 417 stay; of what was paid nothing ends."""
    later = Instalment(label="2026年下半年", due_on=YEAR_END, amount_fen=480_00)
    odd, half = promised(ledger, whole_year(10_00), later)
    with ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, odd, happened_on=MAY, amount_fen=5_00, voucher="V1")
        done = end_programme(tx, draft(1).number, "reward_support", Exit(reason="moved_out", on=MAY),
                             programmes=(HERE,), who=None)  # fmt: skip

    assert [(item.entry.obligation, item.entry.amount_fen) for item in done if item.entry] == [
        (odd, 5_00), (half, 480_00),
    ]  # fmt: skip
    assert "多 0.83元" in done[0].words
    assert verify(ledger) == ()


def test_what_fell_due_before_is_not_among_the_sums_that_end(ledger: Ledger) -> None:
    """Unless nothing was ever due."""
    due = Instalment(label="2026年上半年", due_on=date(2026, 4, 30), amount_fen=480_00)
    first, second = promised(ledger, due, Instalment(label="2026年下半年", due_on=YEAR_END, amount_fen=480_00))
    with ledger.write(by="张会计", now=NOW) as tx:
        assert sums_that_end(tx, draft(1).number, "reward_support", after=MAY, who=None) == (second,)
        assert sums_that_end(tx, draft(1).number, "reward_support", after=None, who="both") == (first, second)
        with pytest.raises(LedgerError):
            sums_that_end(tx, draft(1).number, "only_child_reward", after=MAY, who=None)
