"""Lists and counts of persons: who enters, who leaves, neutral codes, nobody named whom the law does not have named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import LawError, LedgerError
from contracts.rewards.programme_packs import Start
from ledger.entries import record_ending
from ledger.publishing.consents import record_consent
from ledger.publishing.notice_lists import (
    certificates,
    county_approval,
    is_sensitive,
    special_support,
    surname,
    township_review,
)
from ledger.register import register
from ledger.store import Ledger
from tests.clerks_office import CHILD_2014, NOW, Clerk
from tests.ledger.conftest import NOW as INSTANT
from tests.ledger.conftest import SIGNED_ON, TERMS, draft, signed
from tests.ledger.publishing.test_postings import opened

TITLE = "奖励扶助"
AT_46 = Start(rule="wife_age_month", age=46)
"""The wives of the ledger were born in 1980: by this rule the couples are new in 2026."""


def test_who_enters_and_who_leaves_stand_in_two_tables(signed_ledger: Ledger) -> None:
    """A death, a move, a correction: three codes that do not say which life is meant."""
    with signed_ledger.write(by="李敏", now=INSTANT) as tx:
        before = township_review("reward_support", TITLE, 2026, AT_46)(tx)
        record_ending(tx, 6, reason="died", happened_on=date(2026, 11, 1))
        after = township_review("reward_support", TITLE, 2026, AT_46)(tx)

    assert [row["name"] for row in before.sources["entering"]] == ["王小丁、李明", "王小丂、李明"]
    assert before.sources["leaving"] == ()
    assert after.sources["leaving"] == (
        {"serial": "1", "name": "王小丁、李明", "village": "上坪村", "group": "1组", "exit_code": "T3"},
    )
    assert after.names


def test_whom_the_ledger_first_met_this_year_is_not_called_new(signed_ledger: Ledger) -> None:
    """They may have been paid for years; the county's notice counts them apart too, and adds nobody."""
    with signed_ledger.write(by="李敏", now=INSTANT) as tx:
        township = township_review("reward_support", TITLE, 2026)(tx)
        county = county_approval({"reward_support": TITLE}, "青河镇", 2026)(tx)

    assert township.sources["entering"] == ()
    assert [row["name"] for row in township.sources["unknown"]] == ["王小丁、李明", "王小丂、李明"]
    assert county.sources["unknown"] == ({"programme": TITLE, "township": "青河镇", "count": "4"},)
    assert county.values["added_total"] == "0"


@pytest.mark.parametrize("programme", ["special_support", "special_support_graded", "only_child_hardship"])
def test_special_support_is_never_listed(signed_ledger: Ledger, programme: str) -> None:
    """U-12; the lawful way is told."""
    with signed_ledger.write(by="李敏", now=INSTANT) as tx, pytest.raises(LawError) as caught:
        township_review(programme, "特别扶助", 2026)(tx)

    assert "special_support_notice" in caught.value.findings[0].hint
    assert is_sensitive(programme)


def test_an_empty_check_is_not_posted(signed_ledger: Ledger) -> None:
    """Nothing to say, nothing hangs."""
    with signed_ledger.write(by="李敏", now=INSTANT) as tx:
        review = township_review("reward_support", TITLE, 2020)
        for gather in (review, special_support(2026), certificates(SIGNED_ON, SIGNED_ON)):
            with pytest.raises(LedgerError):
                gather(tx)
        with pytest.raises(LedgerError):
            county_approval({"reward_support": TITLE}, "青河镇", 2020)(tx)


def test_the_county_posts_numbers_and_no_names(signed_ledger: Ledger) -> None:
    """Other townships' counts stand beside ours and are added up."""
    other = {"programme": TITLE, "township": "白沙镇", "added": "5", "exited": "1", "count": "40"}
    with signed_ledger.write(by="李敏", now=INSTANT) as tx:
        gather = county_approval({"reward_support": TITLE}, "青河镇", 2026, (other,), starts={"reward_support": AT_46})
        notice = gather(tx)

    assert notice.sources["counts"][0] == {
        "programme": TITLE, "township": "青河镇", "added": "4", "exited": "0", "count": "4",
    }  # fmt: skip
    assert notice.values == {"added_total": "9", "exited_total": "1"}
    assert not notice.names


def test_who_came_and_left_in_one_year_is_counted_in_both(signed_ledger: Ledger) -> None:
    """Those of last year, and who entered, less who left, are those on the list."""
    with signed_ledger.write(by="李敏", now=INSTANT) as tx:
        record_ending(tx, 6, reason="moved_out", happened_on=date(2026, 11, 1))
        gather = county_approval({"reward_support": TITLE}, "青河镇人民政府", 2026, starts={"reward_support": AT_46})
        (row,) = gather(tx).sources["counts"]

    assert int(row["added"]) - int(row["exited"]) == int(row["count"])
    assert (row["township"], row["exited"] != "0") == ("青河镇", True)


def test_special_support_is_a_number_until_a_family_consents(ledger: Ledger) -> None:
    """Then a surname and a village."""
    terms = tuple(item if item.code != "reward" else replace(item, programme="special_support") for item in TERMS)
    register(ledger, [signed(draft(1, terms=terms))], signed_on=SIGNED_ON, by="李敏", now=INSTANT)
    with ledger.write(by="李敏", now=INSTANT) as tx:
        silent = special_support(2026)(tx)
        record_consent(tx, "青计服〔2026〕A001号", programme="special_support", given_on=SIGNED_ON, evidence="同意书")
        named = special_support(2026)(tx)

    assert (silent.values["persons"], silent.sources["posting"]) == ("2", ())
    assert named.sources["posting"] == ({"serial": "1", "surname": "王某、李某", "village": "上坪村"},)


def test_support_confirmed_for_one_of_a_couple_is_one_person(ledger: Ledger) -> None:
    """The contract says whom it is for; the other one is not counted with her."""
    graded = "special_support_graded"
    terms = tuple(item if item.code != "reward" else replace(item, programme=graded) for item in TERMS)
    one = replace(draft(1, terms=terms), facts=(("confirmed_for", "女方"),))
    register(ledger, [signed(one)], signed_on=SIGNED_ON, by="李敏", now=INSTANT)
    with ledger.write(by="李敏", now=INSTANT) as tx:
        assert special_support(2026)(tx).values["persons"] == "1"


def test_replaced_certificates_are_counted_and_old_numbers_void_by_surname(clerk: Clerk) -> None:
    """No first name, no child."""
    clerk.done("publish", "only_child_certificate", CHILD_2014, "--because", "遗失")
    clerk.done("certificate", "issue", "429999101-补-2026-0001")
    with opened(clerk) as ledger, ledger.write(by="李敏", now=NOW) as tx:
        notice = certificates(date(2026, 1, 1), date(2026, 12, 31))(tx)

    assert notice.sources["counts"] == ({"event": "补发", "count": "1"}, {"event": "作废", "count": "1"})
    assert notice.sources["cancelled"] == ({"serial": "1", "old_number": "鄂示201503178", "surname": "王某、陶某"},)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王梅珍", "王某"),
        ("欧阳立志", "欧阳某"),
        ("阿依古丽·买买提", "某某"),
        ("买买提吐尔逊江", "某某"),
        ("王丽、李明", "王某、李某"),
    ],
)
def test_a_surname_is_cut_where_han_names_have_one(name: str, shown: str) -> None:
    """Compound surnames whole; names without a surname give nothing away."""
    assert surname(name) == shown
