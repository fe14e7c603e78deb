"""Certificates replaced and copies certified: the words of the ledger, and nothing that it does not say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from contracts.errors import LedgerError
from contracts.kinds import load_kinds, shipped_folder
from contracts.model import PartialDate
from contracts.word.reading import printed
from ledger.publishing.documents import (
    Preparation,
    copy_of,
    family_of,
    lost_certificate,
    named_only,
    printed_date,
)
from ledger.publishing.press import Press
from ledger.signed import signed_draft
from ledger.store import Ledger, open_ledger
from tests.clerks_office import ALONE, CHILD_2014, ELDERS, NOW, ROWS, Clerk
from tests.contracts.example_office import OFFICE
from tests.ledger.conftest import VILLAGE, draft, family


def printed_text(clerk: Clerk, prepare: Callable[[Press], Preparation], *, now: datetime = NOW) -> str:
    """Issue one paper and return what stands on it."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = replace(press(clerk, ledger), now=now)
        (paper,) = desk.issue(prepare(desk))
        return printed((desk.folder / paper.name).read_bytes())


def press(clerk: Clerk, ledger: Ledger) -> Press:
    """Return the office's press."""
    return Press(ledger=ledger, kinds=load_kinds(shipped_folder()), folder=clerk.folder / "纸件", by="李敏", now=NOW)


def replaced(contract: str, because: str = "遗失") -> Callable[[Press], Preparation]:
    """Return how a lost certificate is replaced."""
    return lambda desk: lost_certificate(desk, OFFICE, contract, because=because)


def test_a_lost_certificate_is_replaced_with_everything_the_old_one_said(clerk: Clerk) -> None:
    """New number, old number, the first day of issue unchanged, the stub with the seam number."""
    text = printed_text(clerk, replaced(CHILD_2014))

    assert "存根" in text
    for words in ("429999101-补-2026-0001", "鄂示201503178", "2015年8月8日", "2014年6月25日", "陶新雨", "女",
                  "王梅珍", "陶立志", "遗失", "2026年11月22日"):  # fmt: skip
        assert words in text
    assert text.count("429999101-补-2026-0001") >= 3
    assert ROWS[1][2] not in text


def test_the_new_certificate_can_itself_be_lost(clerk: Clerk) -> None:
    """The number in force is the one that is cancelled."""
    printed_text(clerk, replaced(CHILD_2014))
    printed_text(clerk, replaced(CHILD_2014, "损毁"), now=NOW + timedelta(days=1))

    assert [(row["number"], row["is_in_force"]) for row in clerk.rows("select * from certificate_status")] == [
        ("鄂示201503178", 0), ("429999101-补-2026-0001", 0), ("429999101-补-2026-0002", 1),
    ]  # fmt: skip


def test_the_same_command_twice_a_day_does_not_void_the_paper_just_printed(clerk: Clerk) -> None:
    """A slip of the hand is asked about; the first new certificate stays in force."""
    printed_text(clerk, replaced(CHILD_2014))

    with pytest.raises(LedgerError, match="今天已经补发了 429999101-补-2026-0001"):
        printed_text(clerk, replaced(CHILD_2014))

    in_force = clerk.rows("select number from certificate_status where is_in_force")
    assert in_force == [{"number": "429999101-补-2026-0001"}]


def test_a_household_without_certificate_gets_none(clerk: Clerk) -> None:
    """New ones are no longer issued; nothing is invented."""
    with pytest.raises(LedgerError, match="没有证号"):
        printed_text(clerk, replaced(ALONE))

    assert clerk.rows("select * from certificates") == []


def test_a_copy_says_word_for_word_what_was_signed_and_that_it_is_a_copy(clerk: Clerk) -> None:
    """Each has its own serial and the day on which it was made."""
    text = printed_text(clerk, lambda desk: copy_of(desk, ELDERS))
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        signed, _ = signed_draft(ledger, ELDERS)

    assert all(term.text in text for term in signed.terms)
    assert "副本" in text
    assert "第1份" in text
    assert "2026年11月22日" in text
    assert "第2份" in printed_text(clerk, lambda desk: copy_of(desk, ELDERS))




def test_an_agreement_between_offices_has_no_family() -> None:
    """So no statement, no certificate."""
    with pytest.raises(LedgerError, match="不是与家庭签订"):
        family_of(replace(draft(), parties=(VILLAGE,)))


def test_a_paper_from_the_ledger_names_adults_and_nothing_more() -> None:
    """No number, no telephone, no address, no child."""
    named = named_only(family(1), "party_b")

    assert [(person.name, person.id_number, person.phones) for person in named.persons] == [
        (person.name, None, ()) for person in family(1).signers
    ]
    assert (named.phone, named.address) == ("", "")


@pytest.mark.parametrize(
    ("text", "words"), [("2015-08-08", "2015年8月8日"), ("2015-08", "2015年8月"), ("2015", "2015年")]
)
def test_a_date_is_printed_as_precisely_as_it_is_known(text: str, words: str) -> None:
    """A month that nobody knows is not made up."""
    assert printed_date(PartialDate.parse(text)) == words
