"""The only-child certificate: replaced for those who have one, under the conditions of its time (§2.8, D-15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from contracts.errors import LawError, LedgerError
from contracts.kinds import load_kinds, shipped_folder
from contracts.model import PartialDate, Person
from contracts.printers import Printer
from contracts.word.reading import printed
from ledger.publishing.certificate_papers import Desk
from ledger.publishing.certificate_steps import record_issued
from ledger.publishing.only_child import lost_certificate
from ledger.publishing.press import Press
from ledger.register import register
from ledger.store import Ledger, open_ledger
from tests.clerks_office import ALONE, CHILD_2014, NOW, ROWS, Clerk
from tests.contracts.example_office import OFFICE
from tests.ledger.conftest import SIGNED_ON, TOWNSHIP, VILLAGE, draft, family, signed

KINDS = load_kinds(shipped_folder())


def printed_text(clerk: Clerk, contract: str, because: str = "遗失", *, now: datetime = NOW) -> str:
    """Replace a certificate, hand it over, and return what stands on it."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = at_hand(clerk, ledger, now)
        (paper,) = desk.press.issue(lost_certificate(desk, contract, because=because))
        with ledger.write(by="李敏", now=now) as tx:
            record_issued(tx, paper.draft.number, on=now.date(), received_by="王梅珍")
        return printed((desk.press.folder / paper.name).read_bytes())


def at_hand(clerk: Clerk, ledger: Ledger, now: datetime) -> Desk:
    """Return the office's desk."""
    press = Press(ledger=ledger, kinds=KINDS, folder=clerk.folder / "纸件", by="李敏", now=now)
    return Desk(press=press, office=OFFICE, printer=Printer(name=""))


def test_a_lost_certificate_is_replaced_with_everything_the_old_one_said(clerk: Clerk) -> None:
    """New number, old number, the first day of issue unchanged, pledge and seam number on the stub."""
    text = printed_text(clerk, CHILD_2014)

    for words in ("存根", "429999101-补-2026-0001", "鄂示201503178", "2015年8月8日", "2014年6月25日", "陶新雨", "女",
                  "王梅珍", "陶立志", "遗失", "2026年11月22日", "如有不实"):  # fmt: skip
        assert words in text
    assert text.count("429999101-补-2026-0001") >= 3
    assert ROWS[1][2] not in text


def test_the_new_certificate_can_itself_be_lost(clerk: Clerk) -> None:
    """The number in force is the one that ends."""
    printed_text(clerk, CHILD_2014)
    printed_text(clerk, CHILD_2014, "损毁", now=NOW + timedelta(days=1))

    states = clerk.rows("select number, state from certificate_register order by number_id")
    assert [(row["number"], row["state"]) for row in states] == [
        ("鄂示201503178", "replaced"), ("429999101-补-2026-0001", "replaced"), ("429999101-补-2026-0002", "issued"),
    ]  # fmt: skip


def test_the_same_command_twice_a_day_does_not_void_the_paper_just_printed(clerk: Clerk) -> None:
    """A slip of the hand is asked about; the first new certificate stays in force."""
    printed_text(clerk, CHILD_2014)

    with pytest.raises(LedgerError, match="今天已经补发了 429999101-补-2026-0001"):
        printed_text(clerk, CHILD_2014)


def test_a_household_without_certificate_gets_none(clerk: Clerk) -> None:
    """New ones are no longer issued; nothing is invented, no number is taken."""
    with pytest.raises(LedgerError, match="没有证号"):
        printed_text(clerk, ALONE)

    assert clerk.rows("select * from certificate_register") == []


def replaced_on_record(ledger: Ledger, issued: str, birth: str) -> str:
    """Register a household whose record has these days, replace its certificate, return the new number."""
    child = Person(role="child", name="陶新雨", birth=PartialDate.parse(birth))
    household = replace(family(1), persons=(*family(1).persons, child))
    facts = (("certificate_number", "鄂1"), ("certificate_issued_on", issued))
    paper = draft(1, facts=facts, parties=(VILLAGE, household, TOWNSHIP))
    register(ledger, [signed(paper)], signed_on=SIGNED_ON, by="张会计", now=NOW)
    press = Press(ledger=ledger, kinds=KINDS, folder=ledger.path.parent / "纸件", by="李敏", now=NOW)
    desk = Desk(press=press, office=OFFICE, printer=Printer(name=""))
    (made,) = press.issue(lost_certificate(desk, paper.number, because="遗失"))
    return made.draft.number


@pytest.mark.parametrize(("issued", "birth"), [("2015-08-08", "2016-01-01"), ("2016-08-01", "2014-06-25")])
def test_a_child_or_certificate_of_a_later_time_is_refused_with_the_article(
    ledger: Ledger, issued: str, birth: str
) -> None:
    """The lawful way is named, no number is taken."""
    with pytest.raises(LawError) as caught:
        replaced_on_record(ledger, issued, birth)

    assert [str(cite.article) for finding in caught.value.findings for cite in finding.cite] == ["27"]
    assert all("奖励照常兑现" in finding.hint for finding in caught.value.findings)
    assert ledger.rows("select * from certificate_register") == []


def test_a_day_that_is_not_known_well_enough_is_asked_for(ledger: Ledger) -> None:
    """Unknown is neither yes nor no."""
    with pytest.raises(LedgerError, match="只知道是2016年"):
        replaced_on_record(ledger, "2016", "2014-06-25")


@pytest.mark.parametrize(("issued", "birth"), [("2016-07-31", "2015-12-31"), ("2016-07", "2015")])
def test_the_last_days_are_still_in_time(ledger: Ledger, issued: str, birth: str) -> None:
    """And a month or year that lies wholly before."""
    assert replaced_on_record(ledger, issued, birth) == "429999101-补-2026-0001"
