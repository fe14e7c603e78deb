"""What stands on each form, word for word; and that no name, however odd, breaks one.

``pytest tests/test_form_texts.py --update`` writes the texts of the examples anew; look at the difference.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contracts.files import read_word_file
from contracts.kinds import Kind, load_kind, shipped_folder
from contracts.model import Draft
from contracts.papers.derive import Source
from contracts.papers.drafting import Sheet, compose
from contracts.papers.invented import PLACE, party
from contracts.papers.printing import rendered, reviewed
from contracts.papers.proofs import example
from contracts.word.reading import printed

FORMS = (
    "handover_list", "household_statement", "payment_list", "payment_notice", "ranking_table", "reward_application",
    "score_sheet",
)  # fmt: skip
GOLDEN = Path(__file__).parent / "golden"
DAY = date(2026, 11, 22)
MEAN = "阿依古丽·买买提吐尔逊江 & <某> \"甲\" '乙' 𠮷 ../"


def said(kind: Kind, draft: Draft) -> str:
    """Return what a paper says, printed from the kind's own Word file."""
    (judged,) = reviewed([draft], as_of=DAY)
    template = read_word_file(kind.template_path("zh_CN"))
    return printed(rendered(draft, judged, kind=kind, template=template, copy_label=kind.copies[0]).content)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_says_what_it_said(name: str, request: pytest.FixtureRequest) -> None:
    """A change of words is seen before it is printed."""
    kind = load_kind(shipped_folder() / name)
    text = said(kind, example(kind, signing_on=DAY))
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update"):
        path.write_text(text, encoding="utf-8")

    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMS)
def test_a_form_holds_hostile_and_long_cells(name: str) -> None:
    """Markup, quotes, a rare character and a twelve-character name come out as they went in."""
    kind = load_kind(shipped_folder() / name)
    values = {item.name: 101_025_00 if item.type == "money" else MEAN for item in kind.fields if item.type != "phone"}
    sheet = Sheet(
        number="示例-0001", place=PLACE, signing_on=DAY, where=name,
        parties=tuple(party(role, long=True) for role in kind.roles),
        values={**{item.name: "0710-5550101" for item in kind.fields}, **values},
        sources={
            table.source: Source(rows=tuple({column.key: MEAN for column in table.columns} for _ in range(40)))
            for table in kind.tables
        },
    )  # fmt: skip
    paper = compose(kind, sheet)
    template = read_word_file(kind.template_path("zh_CN"))
    (judged,) = reviewed([paper], as_of=DAY)
    made = rendered(paper, judged, kind=kind, template=template, mark="草稿")

    assert printed(made.content).count(MEAN) >= 40
