"""What is lacking is counted from the ledger, with the command that mends it."""

from __future__ import annotations

from contracts.settings import Office
from ledger.store import Ledger, open_ledger
from ledger.yearend.book import Span
from ledger.yearend.todo import todo
from tests.clerks_office import Clerk
from tests.ledger.yearend.conftest import THEN


def test_debts_come_first_and_an_open_objection_is_among_what_lacks(
    lived_ledger: Ledger, office: Office, span: Span
) -> None:
    """The run is not reconciled, four applications are open, eight disclosures were not made."""
    found = [what for what, _ in todo(lived_ledger, office, span)]

    assert "办事单位到期没有办的" in found[0]
    assert found[1:] == [
        "每季度的村务公开有 8 次没有做", "异议没有答复 1 件", "发放批次没有核销 1 件", "申报没有办结 4 件",
    ]  # fmt: skip


def test_papers_and_contracts_that_could_not_be_had_come_last(
    lived_ledger: Ledger, office: Office, span: Span
) -> None:
    """Each with the register that names them."""
    assert todo(lived_ledger, office, span, lost=2, originals_lost=1)[-2:] == (
        ("出过的文件有 2 件没有收到", "见“出具的文件”，放回原处后重新汇集"),
        ("合同原件有 1 件没有收到", "见“合同原件”，放回原处后重新汇集"),
    )


def test_what_was_mended_is_lacking_no_more(year: Clerk, office: Office, span: Span) -> None:
    """The objection is answered."""
    year.done("publish", "answer", "1", "--outcome", "corrected", "--because", "已改", "--on", "2026-11-24", now=THEN)
    with open_ledger(year.folder / "ledger.db") as ledger:
        assert not [what for what, _ in todo(ledger, office, span) if "异议" in what]
