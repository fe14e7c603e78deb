"""Rows that say the same are said once, and stand in the ledger as if each had been written out."""

from __future__ import annotations

import pytest

from contracts.errors import LedgerError
from ledger.alike import Alike, is_seen, saying
from ledger.journal import text_of_rows
from ledger.register import register
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, SIGNED_ON, signed
from tests.ledger.conftest import draft as drafted


def test_the_text_of_alike_rows_is_that_of_the_rows_written_out() -> None:
    """Their digest must be the same, whoever makes it; a missing number is null, and one row is a list too."""
    one, two = saying(('甲“"”', None, "a\\b\n")), saying((3, "\u3000", ""))

    for numbers, said in (([(1, None), (2, 3)], [one, two]), ([(7,)], [two])):
        rows = Alike(("a",), numbers, said)

        assert rows.text(9) == text_of_rows(list(rows.values(9)))


@pytest.mark.parametrize(
    ("value", "seen"), [('甲“"”\u3000乙', True), ("\\", False), ('\\"', False), ("\n", False), ("\u200b", False)]
)
def test_what_cannot_be_seen_is_known_from_the_json(value: str, seen: object) -> None:
    """Quotation marks and wide spaces are seen; of a backslash the JSON alone does not tell."""
    assert is_seen(text_of_rows((value,))) is seen


def terms(contract: int, numbers: range, *texts: str) -> Alike:
    """Return clauses of a contract with these texts in turn."""
    said = [saying((f"c{at}", at, "服务", text, "party_a", "", None, "", 0)) for at, text in enumerate(texts, 1)]
    columns = ("id", "contract_id", "code", "ordinal", "section", "text", "owed_by", "owed_to", "amount_fen",
               "programme", "voluntary")  # fmt: skip
    return Alike(columns, [(row, contract) for row in numbers], [said[at % len(said)] for at in range(len(numbers))])


@pytest.mark.parametrize("many", [3, 200])
def test_few_and_many_alike_rows_are_entered_the_same(ledger: Ledger, many: int) -> None:
    """Two hundred go by way of tables of their own; the rows, their order and their digest are those of any others."""
    register(ledger, [signed(drafted())], signed_on=SIGNED_ON, by="张会计", now=NOW)
    with ledger.write(by="张会计", now=NOW) as tx:
        rows = terms(1, tx.ids("terms", many), "甲", "乙\\丙", "丁")
        tx.record("added", "x", {}, {"terms": rows})

    found = ledger.rows("select ordinal, text from terms where code like 'c_' order by id")
    said = [{"ordinal": at % 3 + 1, "text": ("甲", "乙\\丙", "丁")[at % 3]} for at in range(many)]
    assert found == said
    assert verify(ledger) == ()


def test_an_unseen_character_in_alike_rows_is_refused(ledger: Ledger) -> None:
    """It is named with the words in which it stands, as in any other row."""
    with pytest.raises(LedgerError, match="不能记录的字符") as caught, ledger.write(by="张会计", now=NOW) as tx:
        tx.record("added", "x", {}, {"terms": terms(1, tx.ids("terms", 2), "甲\u202e乙", "丙")})

    assert "甲□乙" in caught.value.problems[0].where


def test_a_guard_refuses_an_alike_row_too(ledger: Ledger) -> None:
    """A clause of a contract that is not there: nothing of the whole statement is kept."""
    with pytest.raises(LedgerError, match="FOREIGN KEY"), ledger.write(by="张会计", now=NOW) as tx:
        tx.record("added", "x", {}, {"terms": terms(5, tx.ids("terms", 100), "甲")})

    assert ledger.rows("select count(*) as n from terms") == [{"n": 0}]


def test_alike_rows_in_another_order_of_columns_are_refused(ledger: Ledger) -> None:
    """They are matched by their place."""
    swapped = Alike(("id", "content", "sha256"), [(1,)], [saying(("x", "y"))])

    with pytest.raises(LedgerError, match="templates"), ledger.write(by="张会计", now=NOW) as tx:
        tx.record("kept", "x", {}, {"templates": swapped})
