"""Copies certified: the words of the ledger, and nothing that it does not say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from contracts.errors import LedgerError
from contracts.kinds import load_kinds, shipped_folder
from contracts.word.reading import printed
from ledger.publishing.documents import (
    Preparation,
    copy_of,
    family_of,
    named_only,
    village_phone,
)
from ledger.publishing.press import Press
from ledger.signed import signed_draft
from ledger.store import Ledger, open_ledger
from tests.clerks_office import ELDERS, NOW, Clerk
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


def test_a_family_finds_its_villages_telephone_whoever_signed() -> None:
    """Of the village that signed, else of the place; a township contract from elsewhere is not kept back."""
    of_township = replace(draft(), parties=tuple(item for item in draft().parties if item.side == "family"))
    nowhere = replace(of_township, place="110101001001")
    known = OFFICE.village(of_township.place)
    assert known is not None

    assert village_phone(replace(draft(), parties=(replace(VILLAGE, phone="0710-5550999"),)), OFFICE) == "0710-5550999"
    assert village_phone(of_township, OFFICE) == known.phone
    assert village_phone(nowhere, OFFICE) == "没有登记，请打下列电话"
    assert village_phone(replace(of_township, place=OFFICE.villages[1].division_code), OFFICE) == ""
    merged = {OFFICE.villages[1].name: OFFICE.villages[0].name}
    assert village_phone(replace(of_township, place=OFFICE.villages[1].division_code), OFFICE, merged) == known.phone


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
