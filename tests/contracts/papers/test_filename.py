"""Files are found by the number of their paper and lie where they should."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from contracts.papers.filename import file_name
from tests.contracts.word.papers import draft

PAPER = draft("service_contract")


@given(st.text(min_size=1, max_size=50), st.text(max_size=100))
def test_a_file_name_never_leaves_its_folder(number: str, name: str) -> None:
    """Letters, digits, Chinese; the number first; short enough for every disk."""
    paper = replace(PAPER, number=number)
    other = replace(paper.party("party_b"), name=name)
    found = file_name(replace(paper, parties=(*paper.parties[:1], other)), "甲方存")

    assert found.endswith(".docx")
    assert not set(found) & set('/\\:*?"<>|\n\t ')
    assert not found.startswith((".", "-", "_"))


def test_the_number_leads_the_file_name() -> None:
    """Two 李强 are two files."""
    assert file_name(PAPER).startswith(f"{PAPER.number}_")
    assert (
        file_name(
            replace(PAPER, parties=(*PAPER.parties[:1], replace(PAPER.party("party_b"), name="../李强")), number="A001")
        )
        == "A001_李强.docx"
    )
    assert file_name(replace(draft("honour_certificate"), number="A2")) == "A2_上坪村村民委员会.docx"
