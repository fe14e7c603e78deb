"""The form on paper holds what was said at each level and no more of the proofs than the law lets it."""

from __future__ import annotations

from pathlib import Path

from contracts.kinds import load_kinds, shipped_folder
from contracts.word.reading import printed
from ledger.publishing.application_form import application_form, blank_form
from ledger.publishing.press import Press
from ledger.store import Ledger
from tests.contracts.example_office import OFFICE
from tests.ledger.bookkeeping.test_applications import DAY, moved, submitted
from tests.ledger.conftest import NOW, family


def press(ledger: Ledger, folder: Path) -> Press:
    """Return a press into a folder."""
    return Press(ledger=ledger, kinds=load_kinds(shipped_folder()), folder=folder / "申报表", by="李敏", now=NOW)


def test_a_form_is_filled_from_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    """§2.9: the family, the grade with who saw the proof, the opinion of the village, boxes for the others."""
    number = submitted(ledger)
    moved(ledger, number, "accept")
    moved(ledger, number, "pass", checker="周主任", qualifies=True, pay_grade="每人每年960元", seen_by="田小芳",
          seen_on=DAY)  # fmt: skip
    made = press(ledger, tmp_path)
    (paper,) = made.issue(application_form(made, OFFICE, number, programmes={"reward_support": "奖励扶助"}))
    text = printed((made.folder / paper.name).read_bytes())

    for words in (*(person.name for person in family(1).signers), "每人每年960元", "由田小芳于2026年1月5日核看",
                  "周主任", "资格确认", "可以随时撤回", "口头"):  # fmt: skip
        assert words in text


def test_a_refusal_is_printed_with_its_article(ledger: Ledger, tmp_path: Path) -> None:
    """The family must have it in writing, whatever article of the province it is; no rule knows them all."""
    number = submitted(ledger)
    moved(ledger, number, "accept")
    moved(ledger, number, "refuse", checker="周主任", because="年龄不到", article="省奖励扶助办法第5条")
    made = press(ledger, tmp_path)
    (paper,) = made.issue(application_form(made, OFFICE, number, programmes={"reward_support": "奖励扶助"}))

    assert "不予确认，依据省奖励扶助办法第5条" in printed((made.folder / paper.name).read_bytes())


def test_a_blank_form_takes_no_number(ledger: Ledger, tmp_path: Path) -> None:
    """Boxes to fill by hand; the ledger knows nothing of it."""
    made = press(ledger, tmp_path)
    (paper,) = made.tried(blank_form(made, OFFICE))

    text = printed(paper.content)
    assert all(box in text for box in ("是□　否□", "现有____人　已故____人", "职工□　居民□　无□", "照片（一寸）"))
    assert ledger.rows("select 1 from papers") == []
