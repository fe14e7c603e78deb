"""The life of a contract: every version stays, the family may leave, what an office promised stays due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from contracts.errors import LedgerError
from contracts.model import Instalment
from ledger.endings import ENDINGS
from ledger.entries import record_ending, record_payment
from ledger.heirs import heirs
from ledger.obligations import balance, due
from ledger.publishing.statements import statement
from ledger.query import ask
from ledger.register import register
from ledger.store import Ledger
from ledger.verify import verify
from ledger.versions import renew, replace_by, succeed, terminate, withdraw, withdraw_succession
from tests.contracts.example_office import OFFICE
from tests.ledger.conftest import NOW, TERMS, TOWNSHIP, VILLAGE, draft, family, signed, yearly_reward
from tests.ledger.score_builders import registered

OLD, NEW = draft(1).number, "青计服〔2026〕B001号"
JULY, TODAY, YEAR_END = date(2026, 7, 1), date(2026, 11, 22), date(2026, 12, 31)


def outstanding(ledger: Ledger) -> int:
    """Return what offices owe in money."""
    return sum(row.outstanding_fen for row in balance(ledger, TODAY) if row.side == "office")


def second(ledger: Ledger, *, fen: int = 480_00, **changes: Any) -> str:
    """Register a second contract of the same family, signed on 1 July; returns its number."""
    reward = yearly_reward()
    later = Instalment(label="下半年", due_on=YEAR_END, amount_fen=fen)
    terms = tuple(term if term.code != "reward" else Draft_reward(reward, later) for term in TERMS)
    content: dict[str, Any] = {
        "number": NEW, "batch": "2026B", "signing_on": JULY, "starts_on": JULY, "terms": terms,
        "parties": (VILLAGE, family(1), TOWNSHIP), **changes,
    }  # fmt: skip
    paper = draft(1, **content)
    register(ledger, [signed(paper, signed_on=JULY)], signed_on=JULY, by="张会计", now=NOW)
    return paper.number


def Draft_reward(reward: Any, later: Instalment) -> Any:  # noqa: N802 - a small builder
    """Return the reward term with only the second half-year."""
    from dataclasses import replace

    return replace(reward, instalments=(later,))


def test_a_family_leaves_and_the_money_promised_stays_due(signed_ledger: Ledger) -> None:
    """Its own undertakings and the later services end; what was due before, and every sum, does not."""
    before = outstanding(signed_ledger)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        done = terminate(tx, OLD, on=JULY, asked_by="family", oral=True, note="王主任在村委会听本人说的")

    assert outstanding(signed_ledger) == before
    assert done.kept_fen == 1_440_00
    left = [row for row in due(signed_ledger, by=YEAR_END, as_of=TODAY) if row.contract == OLD]
    assert [(row.side, row.due_on.month, row.promised_fen) for row in left] == [
        ("office", 3, None), ("office", 6, None), ("office", 6, 960_00), ("office", 12, 480_00),
    ]  # fmt: skip
    states = [line.state for line in statement(signed_ledger, OLD, TODAY).undertakings]
    assert states == ["已终止：乙方解除合同"] * 2
    assert verify(signed_ledger) == ()


def test_before_that_day_everything_is_as_it_was(signed_ledger: Ledger) -> None:
    """As of the day before, the contract runs and all is open."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        terminate(tx, OLD, on=JULY, asked_by="agreement")

    def kinds(day: date) -> list[tuple[int, int, int]]:
        return [(row["contracts"], row["running"], row["closed"]) for row in ask(signed_ledger, "contracts_by_kind",
                                                                                {"as_of": day})]  # fmt: skip

    day_before = JULY - timedelta(days=1)
    assert (kinds(day_before), kinds(JULY)) == ([(2, 2, 0)], [(2, 1, 1)])
    assert len(due(signed_ledger, by=YEAR_END, as_of=day_before)) == 16
    assert ask(signed_ledger, "contract_changes", {"as_of": day_before}) == ()


def test_a_word_of_mouth_is_enough_if_somebody_says_who_heard_it(signed_ledger: Ledger) -> None:
    """Free, at any time; only not twice."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        with pytest.raises(LedgerError, match="口头"):
            terminate(tx, OLD, on=JULY, asked_by="family", oral=True)
        terminate(tx, OLD, on=JULY, asked_by="family")
        with pytest.raises(LedgerError, match="已经解除"):
            terminate(tx, OLD, on=JULY, asked_by="family")
        with pytest.raises(LedgerError, match="签订日"):
            terminate(tx, draft(2).number, on=date(2026, 1, 14), asked_by="family")
        with pytest.raises(LedgerError, match="没有这份合同"):
            terminate(tx, "无", on=JULY, asked_by="family")


def test_an_amendment_carries_the_money_over_and_counts_it_once(signed_ledger: Ledger) -> None:
    """The second half-year is owed under the new paper; the first stays due under the old one."""
    before = outstanding(signed_ledger)
    number = second(signed_ledger)
    assert outstanding(signed_ledger) == before + 480_00

    with signed_ledger.write(by="张会计", now=NOW) as tx:
        done = replace_by(tx, OLD, number, what="amended", on=JULY)

    assert outstanding(signed_ledger) == before
    assert done.kept_fen == 960_00
    change, *others = ask(signed_ledger, "contract_changes", {"as_of": TODAY, "contract": number})
    assert others == []
    assert ask(signed_ledger, "contract_changes", {"as_of": TODAY}) == (change,)
    assert ask(signed_ledger, "contract_changes", {"as_of": TODAY, "contract": OLD}) == (change,)
    assert ask(signed_ledger, "contract_changes", {"as_of": TODAY, "contract": draft(2).number}) == ()
    assert (change["contract"], change["what"], change["successor"]) == (OLD, "amended", number)
    assert verify(signed_ledger) == ()


def test_a_new_paper_that_promises_less_does_not_replace_the_old_one(signed_ledger: Ledger) -> None:
    """Article 31: rewards of families from before go on."""
    number = second(signed_ledger, fen=479_99)

    with pytest.raises(LedgerError) as caught, signed_ledger.write(by="张会计", now=NOW) as tx:
        replace_by(tx, OLD, number, what="amended", on=JULY)

    assert "少承诺 0.01元" in str(caught.value.problems[0])
    assert "第31条" in caught.value.problems[0].hint


def test_carrying_over_is_no_way_to_drop_a_promise(signed_ledger: Ledger) -> None:
    """The reason is only for changes of the contract."""
    assert ENDINGS["carried_over"].by_change
    with pytest.raises(LedgerError, match="没有记录"), signed_ledger.write(by="张会计", now=NOW) as tx:
        record_ending(tx, 6, reason="carried_over", happened_on=JULY)


def test_two_families_are_not_two_versions(signed_ledger: Ledger) -> None:
    """Nor is a contract its own successor."""
    other = draft(9, parties=(VILLAGE, family_of_strangers(), TOWNSHIP))
    register(signed_ledger, [signed(other)], signed_on=date(2026, 1, 15), by="张会计", now=NOW)
    for number in (other.number, OLD):
        with pytest.raises(LedgerError, match="不是同一家庭"), signed_ledger.write(by="张会计", now=NOW) as tx:
            replace_by(tx, OLD, number, what="amended", on=JULY)


def family_of_strangers() -> Any:
    """Return another invented couple."""
    from dataclasses import replace

    home = family(9)
    persons = tuple(replace(person, name=f"赵{person.name}", id_number=None) for person in home.persons)
    return replace(home, name="、".join(person.name for person in persons), persons=persons)


def test_a_renewal_follows_and_ends_nothing(signed_ledger: Ledger) -> None:
    """Only when the older one has run out."""
    number = second(signed_ledger)
    with pytest.raises(LedgerError, match="还没有到期"), signed_ledger.write(by="张会计", now=NOW) as tx:
        renew(tx, OLD, number, on=JULY)

    after = draft(1, number="C001", batch="C", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    register(signed_ledger, [signed(after)], signed_on=date(2026, 1, 15), by="张会计", now=NOW)
    before = outstanding(signed_ledger)
    assert OLD in expiring(signed_ledger)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        assert renew(tx, OLD, "C001", on=TODAY).ended == 0
    assert outstanding(signed_ledger) == before
    assert OLD not in expiring(signed_ledger)


def expiring(ledger: Ledger) -> set[str]:
    """Return the contracts that run out this year and have nothing that follows."""
    return {row["contract"] for row in ask(ledger, "expiring_contracts", {"as_of": TODAY, "by": YEAR_END})}


def test_a_change_recorded_in_error_is_withdrawn_with_what_it_ended(signed_ledger: Ledger) -> None:
    """All is open again; both stay visible; it can be recorded again."""
    before = due(signed_ledger, by=YEAR_END, as_of=TODAY)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        change = terminate(tx, OLD, on=JULY, asked_by="family")
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        assert withdraw(tx, change.id, because="记错了户") == change.ended

    assert due(signed_ledger, by=YEAR_END, as_of=TODAY) == before
    assert len(signed_ledger.rows("select 1 from contract_changes")) == 2
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        with pytest.raises(LedgerError, match="已经撤回"):
            withdraw(tx, change.id, because="再撤")
        terminate(tx, OLD, on=JULY, asked_by="family")
    assert verify(signed_ledger) == ()


def test_who_takes_over_an_office_answers_for_its_promises(signed_ledger: Ledger) -> None:
    """From that day on, also by way of a third; the promises and their sums stay."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, TOWNSHIP.name, successor="青河街道办事处", on=date(2026, 5, 1), because="撤镇设街道")
    register_office = draft(5, parties=(VILLAGE, family(5), TOWNSHIP))
    register(signed_ledger, [signed(register_office)], signed_on=date(2026, 1, 15), by="张会计", now=NOW)

    def who(day: date) -> set[str]:
        rows = due(signed_ledger, by=YEAR_END, as_of=day)
        return {row.owed_by for row in rows if row.promised_fen is not None}

    assert who(date(2026, 4, 30)) == {TOWNSHIP.name}
    assert who(TODAY) == {"青河街道办事处"}
    page = statement(signed_ledger, OLD, TODAY)
    assert {line.owed_by for line in page.promises if line.promised_fen} == {"青河街道办事处"}
    (row,) = ask(signed_ledger, "successions", {"as_of": TODAY})
    assert (row["office"], row["successor"]) == (TOWNSHIP.name, "青河街道办事处")


@pytest.mark.parametrize(
    ("office", "named", "words"),
    [
        ("无此单位", {"successor": "x"}, "没有这个单位"),
        (family(1).name, {"successor": "x"}, "没有这个单位"),
        (TOWNSHIP.name, {}, "由谁接替"),
        (TOWNSHIP.name, {"successor": "x", "because": " "}, "依据"),
        (TOWNSHIP.name, {"successor": "x", "on": date(2027, 1, 1)}, "依据"),
    ],
)
def test_a_succession_needs_an_office_a_successor_and_a_decision(
    signed_ledger: Ledger, office: str, named: dict[str, Any], words: str
) -> None:
    """A family is not succeeded; a new person alone is enough."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        with pytest.raises(LedgerError, match=words):
            succeed(tx, office, **{"on": JULY, "because": "文件", **named})
        succeed(tx, TOWNSHIP.name, representative="李新", post="镇长", on=JULY, because="任命")


def test_who_takes_over_from_a_payer_that_is_gone_owes_its_share(signed_ledger: Ledger) -> None:
    """W-13: an employer is no party; its share of what is late stands under the successor from that day on."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, "市", successor="县", on=JULY, because="划转文件")

    def shares(day: date, payer: str | None = None) -> dict[str, int]:
        found = ask(signed_ledger, "due_unpaid_by_age", {"as_of": day, "payer": payer})
        return {row["payer"]: row["unpaid_fen"] for row in found}

    assert shares(TODAY) == {"国家": 960_00, "县": 960_00}
    assert (shares(TODAY, "县"), shares(TODAY, "市")) == ({"县": 960_00}, {})
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=TODAY, amount_fen=240_00, voucher="V1", payer="市")
    assert shares(TODAY)["县"] == 720_00, "paid for the share of the one that is gone"
    borne_by = {row.payer: row.borne_by for row in balance(signed_ledger, TODAY)}
    assert (borne_by["国家"], borne_by["市"], borne_by["县"]) == ("国家", "县", "县")
    assert all(row.borne_by == row.payer for row in balance(signed_ledger, date(2026, 6, 30)))


def test_who_took_over_a_share_may_be_named_as_its_payer(signed_ledger: Ledger) -> None:
    """Its own share and the other shrink, in proportion and never below nothing; before that day it bears its own."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, "市", successor="青河街道办事处", on=JULY, because="划转文件")
        with pytest.raises(LedgerError, match="不是这笔钱的承担单位"):
            record_payment(tx, 5, happened_on=date(2026, 6, 30), amount_fen=1, voucher="V1", payer="青河街道办事处")
        with pytest.raises(LedgerError, match="尚欠"):
            record_payment(tx, 5, happened_on=TODAY, amount_fen=240_01, voucher="V1", payer="青河街道办事处")
        record_payment(tx, 5, happened_on=TODAY, amount_fen=240_00, voucher="V1", payer="青河街道办事处")
        succeed(tx, "国家", successor="县", on=TODAY, because="划转文件")
        record_payment(tx, 5, happened_on=TODAY, amount_fen=720_00, voucher="V2", payer="县")

    paid = signed_ledger.rows("select payer, amount_fen from entry_payers order by id")
    assert [(row["payer"], row["amount_fen"]) for row in paid] == [("市", 240_00), ("国家", 480_00), ("县", 240_00)]
    assert verify(signed_ledger) == ()


def test_what_is_owed_to_an_office_that_is_gone_is_owed_to_its_successor(ledger: Ledger) -> None:
    """W-19, W-13: the village was merged; its work funds are the new village's, and are not lost with the old name."""
    registered(ledger, 1)
    village, heir = (item.name for item in OFFICE.villages[:2])
    before = due(ledger, by=date(2026, 12, 31), as_of=TODAY, owed_by="office")
    with ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, village, successor=heir, on=JULY, because="村庄合并")
    after = due(ledger, by=date(2026, 12, 31), as_of=TODAY, owed_by="office")

    assert village in {item.owed_to for item in before if item.promised_fen}
    assert {item.owed_to for item in after if item.promised_fen} == {heir}
    assert village not in {name for item in after for name in (item.owed_by, item.owed_to)}


def test_an_heir_is_succeeded_in_its_turn_also_by_the_first(signed_ledger: Ledger) -> None:
    """A merger taken back: no contract names the office in between, yet it answers for their promises."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, TOWNSHIP.name, successor="新河镇人民政府", on=JULY, because="合并")
        succeed(tx, "新河镇人民政府", successor="大河街道办事处", on=date(2026, 8, 1), because="撤镇设街道")
        succeed(tx, "大河街道办事处", successor=TOWNSHIP.name, on=date(2026, 9, 1), because="恢复")

    owed = {
        day: {item.owed_by for item in due(signed_ledger, by=YEAR_END, as_of=day) if item.outstanding_fen}
        for day in (date(2026, 6, 30), JULY, date(2026, 8, 1), date(2026, 9, 1))
    }
    assert list(owed.values()) == [
        {TOWNSHIP.name}, {"新河镇人民政府"}, {"大河街道办事处"}, {TOWNSHIP.name},
    ]  # fmt: skip


def test_a_succession_entered_wrongly_is_withdrawn_and_stays_in_the_file(signed_ledger: Ledger) -> None:
    """A wrong name is told by its number; after it is withdrawn the right one answers, once."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        wrong = succeed(tx, TOWNSHIP.name, successor="清河街道办事处", on=JULY, because="撤镇设街道")
    with pytest.raises(LedgerError, match="由 清河街道办事处 接替"), signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, TOWNSHIP.name, successor="青河街道办事处", on=JULY, because="撤镇设街道")
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, TOWNSHIP.name, representative="李新", on=JULY, because="任命")
        assert withdraw_succession(tx, wrong, because="名称写错") == TOWNSHIP.name
    assert heirs(signed_ledger, TODAY) == {}
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        succeed(tx, TOWNSHIP.name, successor="青河街道办事处", on=JULY, because="撤镇设街道")

    assert heirs(signed_ledger, TODAY) == {TOWNSHIP.name: "青河街道办事处"}
    assert [row["successor"] for row in ask(signed_ledger, "successions", {"as_of": TODAY})] == [
        TOWNSHIP.name, "青河街道办事处",
    ]  # fmt: skip
    assert len(signed_ledger.rows("select id from successions")) == 3
    for number, because in ((wrong, "再撤"), (99, "没有"), (2, " ")):
        with pytest.raises(LedgerError), signed_ledger.write(by="张会计", now=NOW) as tx:
            withdraw_succession(tx, number, because=because)
