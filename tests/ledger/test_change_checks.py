"""Two papers and a day are looked at before a contract changes; all that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.errors import LedgerError
from contracts.model import Party
from ledger.register import register
from ledger.store import Ledger, Transaction
from ledger.verify import verify
from ledger.versions import renew, replace_by, terminate, withdraw
from tests.ledger.conftest import NOW, VILLAGE, draft, signed
from tests.ledger.score_builders import agreement, registered

FIRST_YEAR = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31), "signing_on": date(2025, 1, 1)}
SECOND_YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "signing_on": date(2025, 12, 20)}
NEW_YEAR, JULY = date(2026, 1, 1), date(2026, 7, 1)


@pytest.fixture
def years(ledger: Ledger) -> Ledger:
    """Return a ledger in which one family has a contract for 2025 and one for 2026, without money."""
    for number, dates in (("旧", FIRST_YEAR), ("新", SECOND_YEAR)):
        entered(ledger, number, dates)
    return ledger


def entered(ledger: Ledger, number: str, dates: dict[str, date], **changes: Any) -> None:
    """Register a contract of the first family with no reward in it, signed on its ``signing_on``."""
    terms = tuple(term for term in draft(1).terms if term.code != "reward")
    paper = draft(1, number=number, batch=number, **{"terms": terms, **dates, **changes})
    register(ledger, [signed(paper, signed_on=paper.signing_on)], signed_on=paper.signing_on, by="李敏", now=NOW)


def refusal(ledger: Ledger, change: str, old: str, new: str, on: date) -> str:
    """Return what a change is refused with, line by line."""
    ways: dict[str, Callable[[Transaction], object]] = {
        "renew": lambda tx: renew(tx, old, new, on=on),
        "amend": lambda tx: replace_by(tx, old, new, what="amended", on=on),
        "supersede": lambda tx: replace_by(tx, old, new, what="superseded", on=on),
        "terminate": lambda tx: terminate(tx, old, on=on, asked_by="family"),
    }
    with pytest.raises(LedgerError) as caught, ledger.write(by="李敏", now=NOW) as tx:
        ways[change](tx)
    return "\n".join(map(str, caught.value.problems))


def test_a_contract_is_renewed_once(years: Ledger) -> None:
    """The second line would say the same again; withdrawn, it can be recorded anew."""
    with years.write(by="李敏", now=NOW) as tx:
        done = renew(tx, "旧", "新", on=date(2025, 12, 20))

    assert "已经由 新 续签" in refusal(years, "renew", "旧", "新", NEW_YEAR)
    with years.write(by="李敏", now=NOW) as tx:
        withdraw(tx, done.id, because="日期记错")
        renew(tx, "旧", "新", on=NEW_YEAR)
    assert verify(years) == ()


def test_a_renewal_is_dated_from_the_signing_of_what_follows(years: Ledger) -> None:
    """In June nobody had signed the next year's contract."""
    assert "还没有签订（2025-12-20）" in refusal(years, "renew", "旧", "新", date(2025, 6, 1))


def test_a_contract_that_ran_out_is_renewed_and_not_amended(years: Ledger) -> None:
    """What no longer runs cannot be agreed anew (article 543); the lawful way is said."""
    assert "原合同 2025-12-31 已经到期" in (words := refusal(years, "amend", "旧", "新", NEW_YEAR))
    assert "contract renew" in words


def test_the_newer_paper_is_not_the_older_one(years: Ledger) -> None:
    """Numbers typed the wrong way round would end the services under both; each fault is told."""
    words = refusal(years, "amend", "新", "旧", JULY)

    assert "旧 2025-01-01 签订，在原合同 2025-12-20 之前" in words
    assert "新合同 旧 2025-12-31 已经到期" in words


def test_a_paper_that_ended_does_not_take_over(years: Ledger) -> None:
    """The family left it: nobody answers under it."""
    entered(years, "再", {**SECOND_YEAR, "signing_on": JULY, "starts_on": JULY})
    with years.write(by="李敏", now=NOW) as tx:
        terminate(tx, "再", on=JULY, asked_by="family")

    for change in ("amend", "renew"):
        assert "新合同 再 已经解除" in refusal(years, change, "新", "再", JULY)


def test_what_ran_out_needs_no_leaving(years: Ledger) -> None:
    """The one that follows is named: that is what the family would leave."""
    assert "期满，不用解除" in (words := refusal(years, "terminate", "旧", "", JULY))
    assert "没有续签" in words
    with years.write(by="李敏", now=NOW) as tx:
        renew(tx, "旧", "新", on=NEW_YEAR)
    assert "续签的是 新" in refusal(years, "terminate", "旧", "", JULY)


def test_an_agreement_with_a_unit_is_renewed_like_a_familys(ledger: Ledger) -> None:
    """The same party B, another year; another unit's agreement does not follow."""
    for number, name, dates in (
        ("甲", "农机厂", FIRST_YEAR),
        ("乙", "农机厂", SECOND_YEAR),
        ("丙", "砖厂", SECOND_YEAR),
    ):
        unit = Party(role="party_b", type="employer", name=name)
        entered(ledger, number, dates, kind="employer_agreement", parties=(VILLAGE, unit), terms=draft(1).terms[:1])

    assert "不是同一家庭、同一单位" in refusal(ledger, "renew", "甲", "丙", NEW_YEAR)
    with ledger.write(by="李敏", now=NOW) as tx:
        assert renew(tx, "甲", "乙", on=NEW_YEAR).what == "renewed"


def test_a_village_agreement_is_no_version_of_another_villages(ledger: Ledger) -> None:
    """Both were signed by the same township; party B is another."""
    first, second = registered(ledger)

    assert agreement(0).parties != agreement(1).parties
    assert "不是同一家庭、同一单位" in refusal(ledger, "amend", first, second, JULY)


def test_the_same_kind_amends_and_another_kind_supersedes(years: Ledger) -> None:
    """Each says which of the two it is; the other way it is done."""
    entered(years, "换", SECOND_YEAR, kind="migrant_service_agreement")
    with years.write(by="李敏", now=NOW) as tx:
        withdraw(tx, replace_by(tx, "新", "换", what="superseded", on=JULY).id, because="先试一试")

    same = refusal(years, "supersede", "旧", "新", date(2025, 12, 30))
    assert "是同一文种，这是变更：用 shouyue contract amend" in same
    assert "换了文种，这是替代：用 shouyue contract supersede" in refusal(years, "amend", "新", "换", JULY)
