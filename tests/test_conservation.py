"""Promised = paid + outstanding + lawfully ended, whatever clerks record, in whatever order, on whatever day.

The questions are answered from summaries that triggers keep; beside each stands the long road (``long_road/*.sql``),
which adds up every row. Both must say the same of every day.
"""

from __future__ import annotations

import functools
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from contracts.errors import LedgerError
from contracts.model import Draft, Instalment, Party, Payer, Term
from ledger.entries import record_breach, record_ending, record_fulfilment, record_payment, retract
from ledger.funds import Fund, earmark, record_fund, release
from ledger.obligations import Balance, balance, duties
from ledger.query import sql_of
from ledger.register import register
from ledger.store import Ledger, Row, create_ledger, open_ledger
from ledger.verify import CHECKS, verify
from ledger.versions import succeed, terminate, withdraw
from tests.ledger.conftest import NOW, SIGNED_ON, TERMS, TOWNSHIP, VILLAGE, draft, family, signed

TODAY = date(2026, 11, 22)
LATER = date(2026, 5, 20)
SUCCEEDED = date(2026, 6, 30)
"""From this day on the township bears the city's share, and may be named as its payer (W-13)."""
LONG_ROAD = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent / "ledger" / "long_road").glob("*.sql"))
}
ASKED_OF = (date(2026, 1, 14), date(2026, 2, 1), date(2026, 6, 30), date(2026, 7, 1), TODAY)
PLACES = (
    {"village": None, "owed_by": None}, {"village": "上坪村", "owed_by": "office"},
    {"village": "429999101201", "owed_by": None}, {"village": None, "owed_by": "family"},
    {"village": "无", "owed_by": None},
)  # fmt: skip
STEPS = 20_000

UNIT = Party(role="party_d", type="unit", name="青河粮站", division_code="429999101201")
MORE_TERMS = (
    Term(code="only_child", ordinal=7, section="奖励和优惠", text="丙方向乙方兑现独生子女父母奖励费。",
         owed_by="party_c", owed_to="party_b", programme="only_child_reward", instalments=(
            Instalment(label="2026年度", due_on=date(2026, 9, 30), amount_fen=120_01, payers=(
                Payer(name="县", amount_fen=40_00), Payer(name="青河镇人民政府", amount_fen=80_01))),
         )),
    Term(code="pledge", ordinal=8, section="奖励和优惠", text="丁方向乙方兑现帮扶金。",
         owed_by="party_d", owed_to="party_b", programme="unit_pledge", instalments=(
            Instalment(label="2026年度", due_on=date(2026, 8, 31), amount_fen=500_00,
                       payers=(Payer(name=UNIT.name, amount_fen=500_00),)),
         )),
)  # fmt: skip
"""A second programme that two levels share, one of them out of a fund, and what a unit promises."""
MONEY, PROMISES = (5, 6, 10, 11, 15, 16, 18, 19), 19
"""Which promises of both contracts have a sum, and how many there are; the ledger is asked whether that is so."""
OTHER_FUND = "县级保健费资金"
FUNDS = tuple(
    Fund(name=name, payer=payer, programme=programme, purpose="兑现奖励扶助", payees="family",
         starts_on=starts_on, basis="县财〔2026〕3号")
    for name, payer, programme, starts_on in (
        ("县财政奖励扶助资金", "县", "reward_support", date(2026, 3, 1)),
        ("县财政追加资金", "县", "", date(2026, 10, 1)), ("市级补助资金", "市", "reward_support", SIGNED_ON),
        (OTHER_FUND, "县", "only_child_reward", SIGNED_ON),
    )
)  # fmt: skip
"""The first serves the second contract from its signing, the last two both; one serves what it is earmarked for."""
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
        Bookkeeping.ledgers += 1
        for row in balance(self.ledger, TODAY):
            Bookkeeping.seen.update((what, *row_of(row)) for what in ("paid", "ended", "outstanding")
                                    if getattr(row, f"{what}_fen"))  # fmt: skip
        asked = PLACES[Bookkeeping.ledgers % len(PLACES)]
        for name, long_road in LONG_ROAD.items():
            for day in ASKED_OF:
                bound = {"as_of": str(day), "by": "2026-12-31", "year": None, "text": "李明", "contract": None,
                         "payer": None, **asked}  # fmt: skip
                assert self.ledger.rows(sql_of(name), bound) == self.ledger.rows(long_road, bound), name
        assert [found for name in CHECKS if name != "settings" for found in verify(self.ledger, only=name)] == []
        self.ledger.close()
        self.folder.cleanup()

    steps: ClassVar[int] = 0
    ledgers: ClassVar[int] = 0
    taken_back: ClassVar[Counter[str]] = Counter()
    kept: ClassVar[int] = 0
    seen: ClassVar[set[tuple[str, str, str, str, str | None]]] = set()

    @rule(
        obligation=st.sampled_from(MONEY), day=DAYS, amount=st.integers(1, 1_000_00) | st.just(480_00),
        payer=st.sampled_from([None, "国家", "市", "青河镇人民政府", UNIT.name]),
        fund=st.sampled_from([None, None, *(fund.name for fund in FUNDS)]),
    )  # fmt: skip
    def pay(self, obligation: int, day: date, amount: int, payer: str | None, fund: str | None) -> None:
        """Pay some of a sum, or too much of it."""
        given = {"happened_on": day, "amount_fen": amount, "voucher": "V", "payer": payer, "fund": fund}
        self.attempt(record_payment, obligation, **given)

    @rule(fund=st.sampled_from(FUNDS), row=st.sampled_from([None, 1, 2]), move=st.sampled_from([earmark, release]))
    def name_a_fund(self, fund: Fund, row: int | None, move: Callable[..., int]) -> None:
        """Say from which pot the rest comes, or take that back."""
        self.attempt(move, fund.name, because="县财〔2026〕9号", contract=paper(row).number if row else None)

    @rule(
        obligation=st.sampled_from(MONEY) | st.integers(1, PROMISES), day=DAYS,
        amount=st.none() | st.integers(1, 1_000_00),
        reason=st.sampled_from(["died", "wrongly_confirmed", "law_changed_family_burden"]),
    )  # fmt: skip
    def end(self, obligation: int, day: date, amount: int | None, reason: str) -> None:
        """End a promise, lawfully or not."""
        self.attempt(record_ending, obligation, reason=reason, happened_on=day, amount_fen=amount)

    @rule(obligation=st.integers(1, PROMISES), day=DAYS)
    def fulfil(self, obligation: int, day: date) -> None:
        """Do a duty, for the first or the second time."""
        self.attempt(record_fulfilment, obligation, happened_on=day)

    @rule(day=DAYS, party=st.sampled_from(["party_a", "party_b"]))
    def break_term(self, day: date, party: str) -> None:
        """A breach changes no sum."""
        term = "service" if party == "party_a" else "true_papers"
        self.attempt(record_breach, paper(1).number, party=party, term=term, found_on=day, found_how="抽查")

    @rule(day=DAYS, number=st.sampled_from([1, 2]))
    def leave(self, day: date, number: int) -> None:
        """A family ends its contract; its money stays due."""
        self.attempt(terminate, paper(number).number, on=day, asked_by="family")

    @rule(change=st.integers(1, 4))
    def stay(self, change: int) -> None:
        """The family did not end it after all."""
        self.attempt(withdraw, change, because="记错了")

    @rule(entry=st.integers(1, 12))
    def take_back(self, entry: int) -> None:
        """Retract a fact, if there is one of that number."""
        self.attempt(retract, entry, because="记错了")

    @rule(what=st.sampled_from(["payment", "ending"]), place=st.integers(0, 3))
    def take_money_back(self, what: str, place: int) -> None:
        """Retract what was paid or ended of a sum: one of the newest."""
        sql = "select id, what from standing_entries where amount_fen is not null and what = ? order by id desc limit 4"
        facts = self.ledger.rows(sql, [what])
        for fact in facts[place % len(facts) :][:1] if facts else ():
            self.attempt(retract, fact["id"], because="记错了")
            Bookkeeping.taken_back[fact["what"]] += 1

    @invariant()
    def promised_is_paid_and_ended_and_outstanding(self) -> None:
        """Per side, payer, programme and fund; nothing is promised anew and nothing is owed below zero."""
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

    def attempt(self, function: Callable[..., object], *arguments: object, **named: object) -> None:
        """Record, or be refused."""
        Bookkeeping.steps += 1
        try:
            with self.ledger.write(by="张会计", now=NOW) as tx:
                function(tx, *arguments, **named)
            Bookkeeping.kept += 1
        except LedgerError as error:
            self.refusals.append(error.summary)

    @invariant()
    def every_refusal_came_before_the_database(self) -> None:
        """Guards are the second lock; clerks read the first one's words."""
        assert not [words for words in self.refusals if "拒绝了这笔写入" in words]


def row_of(row: Balance) -> tuple[str, str, str, str | None]:
    """Return whose sums these are: side, payer, programme and fund."""
    return row.side, row.payer, row.programme, row.fund


def paper(row: int) -> Draft:
    """Return a contract with promises of a village, a township and a unit, under three programmes."""
    return draft(row, parties=(VILLAGE, family(row), TOWNSHIP, UNIT), terms=(*TERMS, *MORE_TERMS))


def opened(path: Path) -> Ledger:
    """Return a new ledger with two contracts, signed months apart, funds for some shares, and a payer succeeded."""
    path.write_bytes(_two_contracts())
    ledger = open_ledger(path)
    ledger.rows("pragma synchronous = off")  # nobody cuts the power here
    return ledger


@functools.cache
def _two_contracts() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        create_ledger(path, now=datetime(2026, 1, 1, tzinfo=UTC), by="王主任")
        with open_ledger(path) as ledger:
            with ledger.write(by="张会计", now=NOW) as tx:
                for fund in FUNDS:
                    record_fund(tx, fund)
            register(ledger, [signed(paper(1))], signed_on=SIGNED_ON, by="张会计", now=NOW)
            register(ledger, [signed(paper(2), signed_on=LATER)], signed_on=LATER, by="张会计", now=NOW)
            with ledger.write(by="张会计", now=NOW) as tx:
                succeed(tx, "市", successor="青河镇人民政府", on=SUCCEEDED, because="划转文件")
        return path.read_bytes()


def replay(old: Ledger, new: Ledger) -> None:
    """Record the standing facts of one ledger in another, shuffled, withdrawn ones left out; funds are named first."""
    facts = old.rows("select * from standing_entries where what <> 'breach' order by id")
    shares = old.rows("select * from entry_payers order by id")
    pots = old.rows("select * from entry_funds order by id")
    known = len(new.rows("select id from obligation_funds"))
    moves = old.rows("select * from obligation_funds where id > ? order by id", [known])
    random.Random(len(facts)).shuffle(facts)  # noqa: S311 - any order will do
    facts.sort(key=lambda fact: fact["what"] == "ending")  # a standing duty is done before it ends
    with new.write(by="李四", now=NOW + timedelta(hours=1)) as tx:
        tx.record("fund_earmarked", "replayed", {}, {"obligation_funds": [
            {key: value for key, value in move.items() if key not in {"id", "event_seq"}} for move in moves
        ]})  # fmt: skip
        for fact in facts:
            (entry,) = tx.ids("entries", 1)
            row = {key: value for key, value in fact.items() if key != "event_seq"} | {"id": entry}
            parts: list[Row] = [
                {"entry_id": entry, "payer": share["payer"], "amount_fen": share["amount_fen"]}
                for share in shares
                if share["entry_id"] == fact["id"]
            ]
            drawn: list[Row] = [
                {key: pot[key] for key in ("payer", "fund", "amount_fen")} | {"entry_id": entry}
                for pot in pots
                if pot["entry_id"] == fact["id"]
            ]
            tx.record(fact["what"], "replayed", {}, {"entries": [row], "entry_payers": parts, "entry_funds": drawn})


def test_promised_is_paid_and_outstanding_and_ended_whatever_clerks_record() -> None:
    """Twenty thousand records, right and wrong ones, in ledgers of two days of signing."""
    run_state_machine_as_test(
        Bookkeeping,
        settings=settings(
            max_examples=STEPS * 25 // 2_000,
            stateful_step_count=100,  # some stop early
            suppress_health_check=list(HealthCheck),
        ),
    )

    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "ledger.db") as ledger:
        promises = ledger.rows("select id, amount_fen from obligations order by id")
        everything = {row_of(row) for row in balance(ledger, TODAY)}
    assert len(promises) == PROMISES
    assert tuple(row["id"] for row in promises if row["amount_fen"]) == MONEY
    assert {(side, programme) for side, _, programme, _ in everything} == {
        ("office", "reward_support"), ("office", "only_child_reward"), ("unit", "unit_pledge"),
    }  # fmt: skip
    assert {fund for *_, fund in everything} == {None, FUNDS[0].name, FUNDS[2].name, OTHER_FUND}
    for what in ("paid", "ended", "outstanding"):
        assert {(what, *sums) for sums in everything} <= Bookkeeping.seen, "every side, payer, programme and fund"
    taken_back = [Bookkeeping.taken_back[what] for what in ("payment", "ending")]
    assert min(taken_back) > STEPS // 400, "sums were taken back too"
    assert Bookkeeping.steps >= STEPS
    assert Bookkeeping.kept >= STEPS // 4, "and not only refusals"
