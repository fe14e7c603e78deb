"""What was entered on the days of the story."""

from __future__ import annotations

from datetime import date

from ledger.demo.duties import duties, mover, payments
from ledger.store import Ledger


def count(ledger: Ledger, sql: str, *values: object) -> int:
    """Return the one number that a question has for an answer."""
    (row,) = ledger.rows(sql, values)
    return int(next(iter(row.values())))


def test_each_side_broke_its_word_once_and_a_village_too(lived: Ledger) -> None:
    """Either side can breach; the township and a village are offices."""
    found = lived.rows(
        "select p.type, e.side from standing_entries e join parties p on p.id = e.party_id where e.what = 'breach'"
    )

    assert sorted((row["side"], row["type"]) for row in found if row["side"] == "office") == [
        ("office", "township"),
        ("office", "village_committee"),
    ]
    assert [row["side"] for row in found].count("family") == 1


def test_most_families_checked_their_record_and_nothing_follows_for_the_others(lived: Ledger) -> None:
    """The item is voluntary: not doing it is no breach."""
    done = count(lived, "select count(*) from entries e join terms t on t.id = e.term_id where t.code = 'yearly_check'")
    breaches = count(
        lived,
        "select count(*) from entries e join terms t on t.id = e.term_id where e.what = 'breach' and t.voluntary = 1",
    )

    assert done > 0
    assert breaches == 0


def test_the_last_village_gets_its_funds_late(lived: Ledger) -> None:
    """Late is a matter of days; nobody types it in."""
    paid = lived.rows(
        "select c.village, e.happened_on, o.due_on from entries e join obligations o on o.id = e.obligation_id"
        " join terms t on t.id = o.term_id join contracts c on c.id = o.contract_id where t.code = 'work_funds'"
    )

    assert {row["village"] for row in paid if row["happened_on"] > row["due_on"]} == {"柳林村"}
    assert len(paid) == 4


def test_one_village_never_posted_its_third_quarter(lived: Ledger) -> None:
    """The duty stays open, once for each family it is owed to."""
    silent = lived.rows(
        "select c.village, count(*) as n from obligations o join terms t on t.id = o.term_id"
        " join contracts c on c.id = o.contract_id join obligation_status s on s.obligation_id = o.id"
        " where t.code = 'payout_disclosure' and o.due_on = '2026-09-30' and s.is_open group by c.village"
    )

    assert [(row["village"], row["n"]) for row in silent] == [("东湾村", 5)]


def test_every_payment_has_a_voucher_and_the_wrong_one_is_withdrawn_in_sight(lived: Ledger) -> None:
    """A mistake is retracted and entered again; both can be read."""
    assert count(lived, "select count(*) from entries where what = 'payment' and coalesce(voucher, '') = ''") == 0
    wrong = lived.rows("select e.voucher, r.note from entries r join entries e on e.id = r.retracts")
    assert [row["voucher"] for row in wrong] == ["青财奖〔2026〕910号"]
    assert count(lived, "select count(*) from standing_entries where voucher = ?", wrong[0]["voucher"]) == 0


def test_the_unpaid_are_unpaid_and_the_late_are_paid_after_the_day(lived: Ledger) -> None:
    """What the summary tells is in the ledger."""
    heaps = payments(duties(lived), "only_child_reward")
    paid = {row["obligation_id"]: date.fromisoformat(row["happened_on"])
            for row in lived.rows("select * from standing_entries where what = 'payment'")}  # fmt: skip

    assert all(duty.id not in paid for duty in heaps.unpaid)
    assert all(paid[duty.id] > duty.due for duty in heaps.late)
    assert all(paid[duty.id] <= duty.due for duty in heaps.punctual)


def test_what_the_moving_family_earned_is_paid_and_the_rest_ends_lawfully(lived: Ledger) -> None:
    """Promised is paid plus ended; nothing is left open and nothing is lost."""
    moving = mover(duties(lived))
    assert moving is not None
    found = lived.rows(
        "select s.* from obligation_status s join contracts c on c.id = s.contract_id"
        " where c.number = ? and s.programme = ?",
        [moving.contract, moving.programme],
    )

    assert sum(row["paid_fen"] for row in found) == moving.fen // 2
    assert sum(row["ended_fen"] for row in found) > 0
    assert sum(row["outstanding_fen"] for row in found) == 0
