"""Two contracts, one person, one programme, the same months: told at once, held back in a run, never dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import LedgerError
from contracts.model import Draft, Instalment, Payee
from ledger.double_promises import CURE, double_promises, warnings
from ledger.entries import record_ending, record_payment
from ledger.paying.payruns import PayRun, prepare
from ledger.register import Registered, register
from ledger.store import Ledger
from ledger.verify import verify
from ledger.versions import replace_by
from tests.ledger.conftest import NOW, SIGNED_ON, draft, signed, yearly_reward

YEAR_END = date(2026, 12, 31)


def paper(number: str, label: str = "2026年度", *, payee: Payee = "", row: int = 1, **changes: object) -> Draft:
    """Return a contract of the first family with one sum due in September."""
    own = Instalment(label=label, due_on=date(2026, 9, 30), amount_fen=960_00, payee=payee)
    whole = {"terms": (replace(yearly_reward(), instalments=(own,)),), "number": number, "parties": draft(row).parties}
    return draft(1, **{"batch": number, **whole, **changes})


def entered(ledger: Ledger, *papers: Draft) -> tuple[Registered, ...]:
    """Register papers one by one, as offices do over the years."""
    return tuple(
        done
        for item in papers
        for done in register(ledger, [signed(item)], signed_on=SIGNED_ON, by="李敏", now=NOW)
    )


def run(ledger: Ledger, **more: object) -> PayRun:
    """Prepare a run of the year."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return prepare(tx, "年度", due_by=YEAR_END, **more)  # type: ignore[arg-type]


def test_the_second_of_two_contracts_is_told_with_both_numbers_and_a_lawful_way(ledger: Ledger) -> None:
    """At registration; both stay on record and due (U-03: nobody is paid twice, no promise vanishes)."""
    first, second = entered(ledger, paper("甲"), paper("乙"))

    assert first.doubles == ()
    (warning,) = warnings(second.doubles)
    assert (warning.where, warning.hint) == ("乙", CURE)
    assert warning.message == "与 甲 约定了同一个人、同一时段的同一项目：丙方向乙方兑现奖励扶助金。 2026年度，共 960元"
    assert len(ledger.rows("select 1 from open_obligations where side = 'office' and due_on is not null")) == 2


def test_a_run_pays_the_first_and_holds_back_the_second(ledger: Ledger) -> None:
    """The reason names the other contract; paid or not, the first counts."""
    entered(ledger, paper("甲"), paper("乙"))
    with ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 1, happened_on=date(2026, 10, 1), amount_fen=960_00, voucher="V1")
    with ledger.write(by="张会计", now=NOW, dry_run=True) as tx:
        done = prepare(tx, "年度", due_by=YEAR_END)

    assert done.lines == ()
    assert [line.why_held for line in done.held] == ["同一个人、同一时段的同一项目另有约定（甲 编号 1）"]
    assert [line.contract for line in run(ledger, both=["乙"]).lines] == ["乙"], "looked at: two different sums"
    (event,) = ledger.rows("select body from events where kind = 'pay_run_prepared'")
    assert '"both":["乙"]' in event["body"]


def test_who_says_both_of_a_contract_without_a_double_is_asked_again(ledger: Ledger) -> None:
    """A slip in the number would pay twice."""
    entered(ledger, paper("甲"), paper("乙"))

    with pytest.raises(LedgerError, match="甲 没有与别的合同重复的约定"):
        run(ledger, both=["甲"])


def test_the_double_ends_lawfully_and_only_the_double(ledger: Ledger) -> None:
    """``promised_twice`` ends the later promise from the start; the earlier one stays due."""
    entered(ledger, paper("甲"), paper("乙"))
    with pytest.raises(LedgerError, match="没有更早的合同"), ledger.write(by="李敏", now=NOW) as tx:
        record_ending(tx, 1, reason="promised_twice", happened_on=date(2026, 11, 1))
    with ledger.write(by="李敏", now=NOW) as tx:
        record_ending(tx, 2, reason="promised_twice", happened_on=date(2026, 11, 1))

    done = run(ledger)
    assert ([line.contract for line in done.lines], done.held) == (["甲"], ())
    assert verify(ledger) == ()


def test_a_contract_that_was_amended_is_no_double(ledger: Ledger) -> None:
    """What the newer one took over ended under the older one."""
    _, newer = entered(ledger, paper("甲"), paper("乙"))
    assert newer.doubles
    with ledger.write(by="李敏", now=NOW) as tx:
        replace_by(tx, "甲", "乙", what="amended", on=date(2026, 6, 1))

    assert double_promises(ledger, [newer.contract_id]) == ()
    assert [line.contract for line in run(ledger).lines] == ["乙"]


@pytest.mark.parametrize(
    ("first", "second", "is_double"),
    [
        ({}, {"label": "2025年度"}, False),
        ({}, {"label": "2026年上半年"}, True),
        ({"label": "2026年上半年"}, {"label": "2026年下半年"}, False),
        ({"payee": "wife"}, {"payee": "wife"}, True),
        ({"payee": "wife"}, {"payee": "husband"}, False),
        ({"payee": "wife"}, {}, True),
        ({}, {"row": 2}, False),
        ({"ends_on": date(2026, 6, 20)}, {"starts_on": date(2026, 6, 15)}, False),
        ({"ends_on": date(2026, 6, 30)}, {"starts_on": date(2026, 6, 15)}, True),
    ],
)
def test_only_the_same_person_programme_and_months_are_a_double(
    ledger: Ledger, first: dict[str, object], second: dict[str, object], is_double: bool
) -> None:
    """A month counts where its last day lies in both contracts; a spouse's sum is not the other's."""
    _, later = entered(ledger, paper("甲", **first), paper("乙", **second))  # type: ignore[arg-type]

    assert bool(later.doubles) is is_double
