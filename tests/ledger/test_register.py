"""Signed papers entered, all or none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from contracts.errors import LawError, LedgerError
from contracts.kinds import TRADITIONAL
from contracts.model import Acceptance, Draft, Finding, Party
from ledger.batch_rows import SignedPaper
from ledger.query import ask
from ledger.register import EARLY_DAYS, register, village_of
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, SIGNED_ON, TOWNSHIP, VILLAGE, draft, family, signed


def enter(ledger: Ledger, *papers: SignedPaper, signed_on: date = SIGNED_ON) -> tuple[str, ...]:
    """Register papers and return their numbers."""
    return tuple(item.number for item in register(ledger, papers, signed_on=signed_on, by="张会计", now=NOW))


def count(ledger: Ledger, table: str) -> int:
    """Return how many rows a table has."""
    number: int = ledger.rows(f"select count(*) as n from {table}")[0]["n"]
    return number


def finding(verdict: str) -> Finding:
    """Return what a rule says of article 9."""
    return Finding(rule="CN-FINE-001", verdict=verdict, where="第9条", text="…", message="…", hint="…")  # type: ignore[arg-type]


def test_a_batch_becomes_contracts_parties_terms_and_promises(ledger: Ledger) -> None:
    """What was signed is kept as it was signed; a party that signs twice is one row."""
    done = register(ledger, [signed(draft(1)), signed(draft(2))], signed_on=SIGNED_ON, by="张会计", now=NOW)

    assert [item.obligations for item in done] == [9, 9]
    assert {table: count(ledger, table) for table in ("contracts", "parties", "persons", "terms", "obligations")} == {
        "contracts": 2, "parties": 4, "persons": 4, "terms": 12, "obligations": 18,
    }  # fmt: skip
    (row,) = ledger.rows("select * from contracts where number = ?", [done[0].number])
    assert Draft.from_json(row["draft_json"].encode()) == draft(1)
    assert (row["signed_on"], row["village"], row["division_code"]) == ("2026-01-15", "上坪村", "429999101201")
    head = ledger.head()
    assert head is not None
    assert (head.seq, head.hash) == (done[1].seq, done[1].head)
    assert verify(ledger) == ()


def test_a_paper_in_traditional_characters_is_entered_under_the_title_of_its_kind(ledger: Ledger) -> None:
    """One kind, one title in every list; what was signed keeps its own."""
    other = draft(2, locale=TRADITIONAL, title="計劃生育服務合同")
    enter(ledger, signed(draft(1, title="计划生育服务合同")), signed(other))

    rows = ledger.rows("select title, draft_json from contracts order by id")
    assert {row["title"] for row in rows} == {"计划生育服务合同"}
    assert Draft.from_json(rows[1]["draft_json"].encode()) == other
    assert [(row["title"], row["contracts"]) for row in ask(ledger, "contracts_by_kind", {"as_of": SIGNED_ON})] == [
        ("计划生育服务合同", 2)
    ]
    assert verify(ledger) == ()


def test_a_kind_that_was_renamed_is_counted_once_under_its_later_title(ledger: Ledger) -> None:
    """Titles of papers stay as they were entered; the kind is one."""
    enter(ledger, signed(draft(1, title="旧名称")))
    later = SIGNED_ON + timedelta(days=1)
    enter(ledger, signed(draft(2, title="新名称"), signed_on=later), signed_on=later)

    assert [(row["title"], row["contracts"]) for row in ask(ledger, "contracts_by_kind", {"as_of": later})] == [
        ("新名称", 2)
    ]
    assert [row["title"] for row in ask(ledger, "contracts_by_kind", {"as_of": SIGNED_ON})] == ["旧名称"]


def test_the_same_people_in_other_roles_are_one_party(ledger: Ledger) -> None:
    """A role is the paper's, not the party's."""
    swapped = draft(2, parties=(replace(VILLAGE, role="party_c"), family(2), replace(TOWNSHIP, role="party_a")))

    enter(ledger, signed(draft(1)), signed(swapped))

    assert count(ledger, "parties") == 4


def test_a_paper_that_was_registered_before_is_named_and_nothing_is_entered(signed_ledger: Ledger) -> None:
    """By its number or its row of the batch; all of them at once."""
    same_row = replace(draft(2), number="另一个号")

    with pytest.raises(LedgerError) as caught:
        enter(signed_ledger, signed(draft(1)), signed(same_row), signed(draft(3)))

    assert [problem.where for problem in caught.value.problems] == [draft(1).number, "另一个号"]
    assert count(signed_ledger, "contracts") == 2


def test_a_paper_that_stands_twice_in_a_batch_is_refused(ledger: Ledger) -> None:
    """One signature, one contract."""
    with pytest.raises(LedgerError, match="没有登记任何一份"):
        enter(ledger, signed(draft(1)), signed(draft(1)))

    assert count(ledger, "contracts") == 0


@pytest.mark.parametrize("verdict", ["void", "obsolete", "needs_review"])
def test_what_the_law_refuses_or_nobody_decided_is_not_registered(ledger: Ledger, verdict: str) -> None:
    """Exit 4, with the findings."""
    with pytest.raises(LawError) as caught:
        enter(ledger, signed(draft(1)), signed(draft(2), findings=(finding(verdict),)))

    assert caught.value.findings == (finding(verdict),)
    assert count(ledger, "contracts") == 0


def test_a_decision_is_kept_with_the_contract(ledger: Ledger) -> None:
    """Who accepted what, and why."""
    accepted = Acceptance(rule="CN-FINE-001", where="第9条", because="已核对", by="法律顾问", on=SIGNED_ON)

    enter(ledger, signed(draft(1), findings=(finding("needs_review"),), accepted=(accepted,)))

    (row,) = ledger.rows("select review_json from contracts")
    assert json.loads(row["review_json"])["accepted"][0]["because"] == "已核对"


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (signed(draft(1), draft_sha256="0" * 64), "不是这一份文稿"),
        (signed(draft(1), signed_on=date(2025, 1, 1)), "重新审查"),
        (signed(draft(1), place="110000"), "重新审查"),
        (replace(signed(draft(1)), template=b"another"), "模板"),
        (signed(draft(1, ends_on=None)), "第1条"),
    ],
)
def test_a_paper_that_does_not_hang_together_is_refused(ledger: Ledger, paper: SignedPaper, words: str) -> None:
    """A review of another draft, day or place; another Word file; a rule without an end."""
    with pytest.raises(LedgerError) as caught:
        enter(ledger, paper)

    assert words in "".join(map(str, caught.value.problems))


def test_nothing_is_signed_tomorrow(ledger: Ledger) -> None:
    """The signing day decides which law applies; it cannot be still to come."""
    tomorrow = (NOW + timedelta(days=1)).date()

    with pytest.raises(LedgerError):
        enter(ledger, signed(draft(1), signed_on=tomorrow), signed_on=tomorrow)


def test_a_rehearsal_lists_what_would_be_registered(ledger: Ledger) -> None:
    """And keeps nothing."""
    done = register(ledger, [signed(draft(1))], signed_on=SIGNED_ON, by="张会计", now=datetime.now(UTC), dry_run=True)

    assert [item.number for item in done] == [draft(1).number]
    assert count(ledger, "contracts") == 0


@pytest.mark.parametrize(
    ("name", "village"),
    [
        ("青河镇上坪村村民委员会", "上坪村"), ("上坪村民委员会", "上坪村"), ("石桥村村委会", "石桥村村委会"),
        ("青河街道东湾社区居民委员会", "东湾社区"), ("东湾社区", "东湾社区"),
    ],
)  # fmt: skip
def test_a_villages_short_name_is_read_from_its_committees(name: str, village: str) -> None:
    """What cannot be read stays as it is."""
    committee = Party(role="party_a", type="village_committee", name=name, division_code="429999101299")

    assert village_of(draft(1, parties=(committee,))) == ("429999101299", village)


def test_a_paper_without_a_village_has_only_a_place() -> None:
    """Unknown is unknown."""
    assert village_of(draft(1, place="429999101", parties=(TOWNSHIP,))) == ("429999101", "")


def test_a_paper_of_the_township_keeps_the_village_it_is_about() -> None:
    """The township may be party A of a village's contract; due lists are still by village."""
    paper = draft(1, parties=(TOWNSHIP,), facts=(("village", "上坪村"),))

    assert village_of(paper) == (paper.place, "上坪村")


@pytest.mark.parametrize(("days", "fine"), [(EARLY_DAYS, True), (EARLY_DAYS + 1, False)])
def test_a_paper_is_not_signed_long_before_it_was_drafted(ledger: Ledger, days: int, *, fine: bool) -> None:
    """What was really signed then is an old contract, and there is a lawful way for it."""
    signed_on = SIGNED_ON - timedelta(days=days)
    papers = [signed(draft(1), signed_on=signed_on)]
    if fine:
        assert register(ledger, papers, signed_on=signed_on, by="张会计", now=NOW)
        return
    with pytest.raises(LedgerError) as refused:
        register(ledger, papers, signed_on=signed_on, by="张会计", now=NOW)

    assert "早了 32 天" in refused.value.problems[0].message
    assert "--history" in refused.value.problems[0].hint
