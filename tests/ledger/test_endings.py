"""Which promise may end for which reason."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.endings import ENDINGS, label_of, no_reason, objection
from ledger.publishing.pay_papers import exit_code
from ledger.publishing.statements import statement
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, draft

LATER, DAY = date(2026, 12, 31), date(2026, 6, 1)


@pytest.mark.parametrize("reason", sorted(ENDINGS))
def test_every_reason_may_end_some_familys_duty(reason: str) -> None:
    """No reason is on the list in vain; families are let go easily."""
    assert objection(reason, side="family", due_on=LATER, amount_fen=None, ended_on=DAY) is None


@pytest.mark.parametrize("reason", ["law_changed_family_burden", "terminated_by_family", "contract_expired"])
def test_a_promised_reward_does_not_end_with_the_law_or_the_contract(reason: str) -> None:
    """Promises to families from before a change stay due; leaving costs nobody a reward."""
    against = objection(reason, side="office", due_on=LATER, amount_fen=960_00, ended_on=DAY)

    assert against is not None
    assert "支付" in against[1] or "兑现" in against[1]


def test_what_fell_due_before_a_death_stays_owed_to_the_heirs() -> None:
    """Only what would fall due later ends; a confirmation that was wrong from the start ends all."""
    assert objection("died", side="office", due_on=DAY, amount_fen=960_00, ended_on=DAY)
    assert objection("died", side="office", due_on=LATER, amount_fen=960_00, ended_on=DAY) is None
    assert objection("wrongly_confirmed", side="office", due_on=DAY, amount_fen=960_00, ended_on=DAY) is None


def test_an_unknown_reason_is_answered_with_the_list() -> None:
    """The list is closed and shown."""
    against = objection("forgotten", side="family", due_on=None, amount_fen=None, ended_on=DAY)

    assert against is not None
    assert all(code in against[1] for code in ENDINGS)


def test_a_reason_stored_in_an_earlier_word_reads_on_and_is_never_rewritten(signed_ledger: Ledger) -> None:
    """The row keeps its word; the family, the list and the journal check read it as they did."""
    number = draft(1).number
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        (owed,) = tx.rows("select o.*, s.outstanding_fen from obligations o join obligation_status s"
                          " on s.obligation_id = o.id join contracts c on c.id = o.contract_id"
                          " where c.number = ? and o.amount_fen = 48000", [number])  # fmt: skip
        (entry,) = tx.ids("entries", 1)
        row = {"id": entry, "what": "ending", "contract_id": owed["contract_id"], "obligation_id": owed["id"],
               "term_id": owed["term_id"], "party_id": owed["owed_by"], "side": "office", "happened_on": "2026-07-01",
               "note": "", "reason": "became_urban", "amount_fen": 480_00}  # fmt: skip
        payers = [{"entry_id": entry, "payer": part["payer"], "amount_fen": part["amount_fen"]} for part in tx.rows(
            "select payer, amount_fen from obligation_payers where obligation_id = ?", [owed["id"]])]  # fmt: skip
        tx.record("ending", number, {"entry": entry}, {"entries": [row], "entry_payers": payers})

    states = [line.state for line in statement(signed_ledger, number, date(2026, 11, 22)).promises]
    assert "已终止：转为城镇居民" in states
    assert signed_ledger.rows("select reason from entries where id = ?", [entry]) == [{"reason": "became_urban"}]
    assert verify(signed_ledger) == ()


@pytest.mark.parametrize(
    ("former", "now", "number"),
    [("became_urban", "urban", "03"), ("gained_child", "family_changed", "04"),
     ("has_employee_pension", "employee_pension", "05"), ("recovered", "no_longer_qualifies", "07")],
)  # fmt: skip
def test_an_earlier_word_is_read_but_not_recorded_anew(former: str, now: str, number: str) -> None:
    """Its label and its number on the payment list stay; who types it is told today's."""
    assert (label_of(former), exit_code(former), exit_code(now)) == (label_of(now), number, number)
    assert no_reason(now) is None
    refused = no_reason(former)
    assert refused is not None
    assert f"现在写作 {now}（{label_of(now)}）" in refused[1]
