"""What is owed as of a day, and the balance that comes out even whatever happens."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from contracts.errors import LedgerError
from ledger.entries import record_breach, record_ending, record_fulfilment, record_payment, retract
from ledger.obligations import balance, due, duties
from ledger.register import register
from ledger.store import Ledger, Row, create_ledger, open_ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, SIGNED_ON, draft, signed

TODAY = date(2026, 11, 22)
YEAR_END = date(2026, 12, 31)


def test_offices_come_first_and_within_a_side_the_soonest(signed_ledger: Ledger) -> None:
    """What families offer of their own accord stands last and is never late."""
    found = due(signed_ledger, by=YEAR_END, as_of=TODAY)

    assert [row.side for row in found] == ["office"] * 12 + ["family"] * 4
    assert [row.due_on for row in found[:12]] == sorted(row.due_on for row in found[:12])
    assert {row.overdue_days for row in found if row.voluntary} == {0}
    assert found[0].overdue_days == (TODAY - date(2026, 3, 31)).days


@pytest.mark.parametrize(
    ("named", "count"),
    [
        ({"by": date(2026, 6, 29)}, 6),
        ({"by": date(2026, 6, 30)}, 10),
        ({"owed_by": "office"}, 12),
        ({"owed_by": "unit"}, 0),
        ({"village": "上坪村"}, 16),
        ({"village": "429999101201"}, 16),
        ({"village": "石桥村"}, 0),
        ({"as_of": date(2026, 1, 14)}, 0),
    ],
)
def test_due_takes_a_day_a_side_and_a_village(signed_ledger: Ledger, named: dict[str, object], count: int) -> None:
    """The last day counts; before signing nothing was owed."""
    assert len(due(signed_ledger, **{"by": YEAR_END, "as_of": TODAY, **named})) == count  # type: ignore[arg-type]


def test_an_earlier_day_is_asked_like_today(signed_ledger: Ledger) -> None:
    """What did we owe on 30 June? Later facts do not count; the overdue day starts after the due day."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 7, 2), amount_fen=960_00, voucher="V1")
        record_fulfilment(tx, 1, happened_on=date(2026, 3, 30))

    june = {row.obligation: row for row in due(signed_ledger, by=YEAR_END, as_of=date(2026, 6, 30))}
    july = {row.obligation: row for row in due(signed_ledger, by=YEAR_END, as_of=date(2026, 7, 2))}

    assert (june[5].outstanding_fen, june[5].overdue_days) == (960_00, 0)
    assert 5 not in july
    assert july[14].overdue_days == 2
    assert 1 not in june
    assert sum(row.paid_fen for row in balance(signed_ledger, date(2026, 6, 30))) == 0
    assert sum(row.paid_fen for row in balance(signed_ledger, date(2026, 7, 2))) == 960_00


def test_duties_without_a_sum_balance_too(signed_ledger: Ledger) -> None:
    """Promised = fulfilled + ended + outstanding, counted."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_fulfilment(tx, 1, happened_on=date(2026, 3, 30))
        record_ending(tx, 9, reason="terminated_by_family", happened_on=date(2026, 3, 1))

    office, family = duties(signed_ledger, TODAY)

    assert (office.promised, office.fulfilled, office.ended, office.outstanding, office.overdue) == (8, 1, 0, 7, 5)
    assert (family.promised, family.fulfilled, family.ended, family.outstanding, family.overdue) == (4, 0, 1, 3, 1)


MONEY = (5, 6, 14, 15)
DAYS = st.dates(SIGNED_ON, TODAY)


class Bookkeeping(RuleBasedStateMachine):
    """Clerks record what they like; whatever the ledger takes keeps the law of conservation."""

    def __init__(self) -> None:
        super().__init__()
        self.refusals: list[str] = []
        self.folder = tempfile.TemporaryDirectory()
        self.ledger = opened(Path(self.folder.name) / "ledger.db")
        self.promised = sum(row.promised_fen for row in balance(self.ledger, TODAY))

    def teardown(self) -> None:
        """Record the same facts in another order: the balance of every day must be the same."""
        with opened(Path(self.folder.name) / "again.db") as again:
            replay(self.ledger, again)
            for day in (date(2026, 2, 1), date(2026, 7, 1), TODAY):
                assert balance(again, day) == balance(self.ledger, day)
                assert duties(again, day) == duties(self.ledger, day)
        assert verify(self.ledger) == ()
        self.ledger.close()
        self.folder.cleanup()

    @rule(
        obligation=st.sampled_from(MONEY), day=DAYS, amount=st.integers(1, 1_000_00) | st.just(480_00),
        payer=st.sampled_from([None, "国家", "市", "青河镇人民政府"]),
    )  # fmt: skip
    def pay(self, obligation: int, day: date, amount: int, payer: str | None) -> None:
        """Pay some of a sum, or too much of it."""
        self.attempt(record_payment, obligation, happened_on=day, amount_fen=amount, voucher="V", payer=payer)

    @rule(
        obligation=st.integers(1, 18), day=DAYS, amount=st.none() | st.integers(1, 1_000_00),
        reason=st.sampled_from(["died", "wrongly_confirmed", "law_changed_family_burden"]),
    )  # fmt: skip
    def end(self, obligation: int, day: date, amount: int | None, reason: str) -> None:
        """End a promise, lawfully or not."""
        self.attempt(record_ending, obligation, reason=reason, happened_on=day, amount_fen=amount)

    @rule(obligation=st.integers(1, 18), day=DAYS)
    def fulfil(self, obligation: int, day: date) -> None:
        """Do a duty, for the first or the second time."""
        self.attempt(record_fulfilment, obligation, happened_on=day)

    @rule(day=DAYS, party=st.sampled_from(["party_a", "party_b"]))
    def break_term(self, day: date, party: str) -> None:
        """A breach changes no sum."""
        term = "service" if party == "party_a" else "true_papers"
        self.attempt(record_breach, draft(1).number, party=party, term=term, found_on=day, found_how="抽查")

    @rule(entry=st.integers(1, 12))
    def withdraw(self, entry: int) -> None:
        """Retract a fact, if there is one of that number."""
        self.attempt(retract, entry, because="记错了")

    @invariant()
    def promised_is_paid_and_ended_and_outstanding(self) -> None:
        """Per side, payer and programme; nothing is promised anew and nothing is owed below zero."""
        rows = balance(self.ledger, TODAY)
        assert all(row.promised_fen == row.paid_fen + row.ended_fen + row.outstanding_fen for row in rows)
        assert all(min(row.paid_fen, row.ended_fen, row.outstanding_fen, row.overdue_fen) >= 0 for row in rows)
        assert sum(row.promised_fen for row in rows) == self.promised
        facts = {
            row["what"]: row["fen"]
            for row in self.ledger.rows("select what, sum(amount_fen) as fen from standing_entries group by what")
        }
        assert sum(row.paid_fen for row in rows) == (facts.get("payment") or 0)
        assert sum(row.ended_fen for row in rows) == (facts.get("ending") or 0)

    def attempt(self, function: object, *arguments: object, **named: object) -> None:
        """Record, or be refused."""
        try:
            with self.ledger.write(by="张会计", now=NOW) as tx:
                function(tx, *arguments, **named)  # type: ignore[operator]
        except LedgerError as error:
            self.refusals.append(error.summary)

    @invariant()
    def every_refusal_came_before_the_database(self) -> None:
        """Guards are the second lock; clerks read the first one's words."""
        assert not [words for words in self.refusals if "拒绝了这笔写入" in words]


def opened(path: Path) -> Ledger:
    """Return a new ledger with two contracts."""
    create_ledger(path, now=datetime(2026, 1, 1, tzinfo=UTC), by="王主任")
    ledger = open_ledger(path)
    register(ledger, [signed(draft(1)), signed(draft(2))], signed_on=SIGNED_ON, by="张会计", now=NOW)
    return ledger


def replay(old: Ledger, new: Ledger) -> None:
    """Record the standing facts of one ledger in another, shuffled, withdrawn ones left out."""
    facts = old.rows("select * from standing_entries where what <> 'breach' order by id")
    shares = old.rows("select * from entry_payers order by id")
    random.Random(len(facts)).shuffle(facts)  # noqa: S311 - any order will do
    facts.sort(key=lambda fact: fact["what"] == "ending")  # a standing duty is done before it ends
    with new.write(by="李四", now=NOW + timedelta(hours=1)) as tx:
        for fact in facts:
            (entry,) = tx.ids("entries", 1)
            row = {key: value for key, value in fact.items() if key != "event_seq"} | {"id": entry}
            parts: list[Row] = [
                {"entry_id": entry, "payer": share["payer"], "amount_fen": share["amount_fen"]}
                for share in shares
                if share["entry_id"] == fact["id"]
            ]
            tx.record(fact["what"], "replayed", {}, {"entries": [row], "entry_payers": parts})


Bookkeeping.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
test_promised_is_paid_and_outstanding_and_ended_whatever_clerks_record = Bookkeeping.TestCase
