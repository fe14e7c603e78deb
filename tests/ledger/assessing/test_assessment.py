"""What the ledger itself refuses of an assessment, whichever program asks."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.assessing.assessment import close, score, settle_by, sign
from ledger.assessing.periods import parse_period
from ledger.store import Ledger, Transaction
from tests.ledger.conftest import SIGNED_ON as FAMILY_SIGNED_ON
from tests.ledger.conftest import draft, signed
from tests.ledger.score_builders import NOW, lines, registered

Q1 = parse_period("2026Q1")


def insert_sheet(tx: Transaction, contract_id: int, party_id: int) -> None:
    """Write a sheet past every function of ours."""
    row = {"contract_id": contract_id, "party_id": party_id, "period": "quarter", "starts_on": "2026-01-01",
           "ends_on": "2026-03-31", "total_hundredths": 10_000, "replaces": None, "because": ""}  # fmt: skip
    tx.record("scored", "x", {}, {"score_sheets": [row]})


def test_a_person_cannot_be_scored_even_past_our_functions(ledger: Ledger) -> None:
    """The data model cannot hold it: family, couple, person or group head, agreement or not."""
    from ledger.register import register

    register(ledger, [signed(draft(1))], signed_on=FAMILY_SIGNED_ON, by="张会计", now=NOW)
    (agreement_number,) = registered(ledger, 1)
    (contract,) = ledger.rows("select id from contracts where number = ?", [agreement_number])
    family = ledger.rows("select id from parties where side = 'family'")[0]["id"]
    (service,) = ledger.rows("select id from contracts where kind = 'service_contract'")
    for contract_id in (contract["id"], service["id"]):
        with pytest.raises(LedgerError, match="never a person"), ledger.write(by="某人", now=NOW) as tx:
            insert_sheet(tx, contract_id, family)

    assert ledger.rows("select count(*) as n from score_sheets") == [{"n": 0}]


def test_no_table_of_an_assessment_has_a_column_for_a_person(ledger: Ledger) -> None:
    """Neither an ID number, nor a birth, nor a link to the table of persons."""
    for table in ("score_sheets", "score_lines", "score_vetoes", "office_standings", "village_grades"):
        (made,) = ledger.rows("select sql from sqlite_schema where name = ?", [table])
        assert not {"person_id", "id_number", "household_id"} & set(ledger.columns(table))
        assert "references persons" not in made["sql"]


def test_nothing_of_an_assessment_is_ever_changed_or_deleted(ledger: Ledger) -> None:
    """Insert-only, as everything in the ledger."""
    (number,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        score(tx, number, Q1, lines())
    for sql in ("update score_lines set deduction_hundredths = 0", "delete from score_sheets"):
        with pytest.raises(LedgerError), ledger.write(by="某人", now=NOW):
            ledger.execute_many(sql, [{}])


def test_a_sheet_whose_weights_do_not_add_up_cannot_be_signed(ledger: Ledger) -> None:
    """Held by the database too."""
    (number,) = registered(ledger, 1)
    more = {"ordinal": 99, "indicator": "多出的一项", "target": "", "weight_hundredths": 1, "scoring": "",
            "method": "single", "deduction_hundredths": 0, "evidence": "无",
            "actual": "", "sampled_at": ""}  # fmt: skip
    with ledger.write(by="李敏", now=NOW) as tx:
        sheet = score(tx, number, Q1, lines()).sheet
        tx.record("x", "x", {}, {"score_lines": [{"sheet_id": sheet, **more}]})
    with pytest.raises(LedgerError, match="add up"), ledger.write(by="李敏", now=NOW) as tx:
        sign(tx, sheet, names={"assessor": "李敏", "assessed": "周平"}, signed_on=date(2026, 4, 1))


def test_a_space_in_a_name_does_not_make_two_hands_of_one(ledger: Ledger) -> None:
    """A-17: assessor and assessed are two persons, however the name is typed."""
    (number,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        sheet = score(tx, number, Q1, lines()).sheet
    with pytest.raises(LedgerError, match="同一人"), ledger.write(by="李敏", now=NOW) as tx:
        sign(tx, sheet, names={"assessor": "李敏", "assessed": "李 敏"}, signed_on=date(2026, 4, 1))


def test_a_period_outside_the_agreement_is_refused(ledger: Ledger) -> None:
    """An agreement is for its own year."""
    (number,) = registered(ledger, 1)
    for written in ("2025Q4", "2027Q1"):
        with pytest.raises(LedgerError), ledger.write(by="李敏", now=NOW) as tx:
            score(tx, number, parse_period(written), lines())


def test_an_empty_period_cannot_be_closed(ledger: Ledger) -> None:
    """Nothing to close is said, not done."""
    with pytest.raises(LedgerError), ledger.write(by="李敏", now=NOW) as tx:
        close(tx, Q1)


def test_a_year_is_settled_by_the_last_day_of_february(ledger: Ledger) -> None:
    """A-12, leap years too."""
    assert ledger.head() is not None
    assert settle_by(parse_period("2026")) == date(2027, 2, 28)
    assert settle_by(parse_period("2027")) == date(2028, 2, 29)


def test_a_sheet_asks_for_its_own_agreement_alone(ledger: Ledger) -> None:
    """The guards ask this view at every sheet and agreement; through all offices it took .7 s of 4,000 agreements."""
    plan = ledger.rows("explain query plan select * from open_assessments_anew where contract_id = 1")
    agreements = [step["detail"] for step in plan if step["detail"].split()[1] == "c"]

    assert len(agreements) == 3
    assert all("PRIMARY KEY" in detail for detail in agreements), agreements
