"""A certificate says a thing twice; a letter more, less or elsewhere is told all the same."""

from __future__ import annotations

import pytest

from ledger.publishing.exact_words import Words, is_said_exactly, issued_words
from ledger.store import open_ledger
from tests.clerks_office import Clerk

LINES = ("荣誉证书", "上坪村：", "授予“无强制村”称号", "2026年", "上坪村", "无强制村", "副本")
PAPER = Words(paragraphs=LINES, on_each_page=("荣誉证书",))
OWN = ("上坪村", "无强制村", "2026 年")


@pytest.mark.parametrize(
    "words",
    ["".join(LINES[:-1]), "".join(LINES), "副本" + "".join(LINES[-2::-1]), "".join(LINES[:-1]) + "____"],
)
def test_what_was_printed_is_said_exactly_in_whatever_order(words: str) -> None:
    """The mark behind the text is a drawing or letters; a line to sign on is strokes in a PDF."""
    assert is_said_exactly(PAPER, [words], OWN)


@pytest.mark.parametrize(
    ("old", "new"),
    [("上坪村：", "下湾村："), ("称号", "称号另奖伍万元"), ("2026年", ""), ("2026年", "2062年"),
     ("上坪村：", "上村坪：")],
)  # fmt: skip
def test_one_place_of_two_is_enough_to_be_told(old: str, new: str) -> None:
    """Changed on the card and not on the stub, added, left out, letters that changed places."""
    assert not is_said_exactly(PAPER, ["".join(LINES[:-1]).replace(old, new, 1)], OWN)


def test_only_an_unchanged_file_is_held_against(clerk: Clerk) -> None:
    """Somebody wrote into it: it proves nothing; a draft of no paper has none."""
    clerk.done("publish", "honour_certificate", "上坪村", "--title", "无泄密村")
    (path,) = clerk.papers("证件")
    (row,) = clerk.rows("select draft_sha256 as sha from papers")
    with open_ledger(clerk.folder / "ledger.db", read_only=True) as ledger:
        (form,) = issued_words(ledger, row["sha"])
        path.write_bytes(path.read_bytes() + b" ")
        assert issued_words(ledger, row["sha"]) == issued_words(ledger, "0" * 64) == ()

    assert sum("上坪村村民委员会" in line for line in form.paragraphs) > 1
    assert any("429999101-荣-2026-0001" in line for line in form.on_each_page)


def test_the_head_stands_once_on_each_page_and_nothing_else_does() -> None:
    """A long certificate goes over; on its second page stands the number again."""
    first, second = "".join(LINES[:3]), "".join(LINES[3:-1])

    assert is_said_exactly(PAPER, [first, f"荣誉证书{second}"], OWN)
    assert not is_said_exactly(PAPER, [first, second], OWN)
    assert not is_said_exactly(PAPER, [first, f"荣誉证书{second}上坪村"], OWN)
