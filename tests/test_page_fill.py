"""Contracts and agreements as LibreOffice sets them: no page is left half empty, no clause ends with one letter."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from contracts.kinds import Kind
from contracts.model import Draft
from contracts.papers.invented import LONG_NAME
from contracts.papers.proofs import example
from contracts.pdf import find_soffice, page_count
from contracts.word.style import CLOSE
from tests.contracts.word.papers import shipped
from tests.test_every_kind import paper_of, signing_day
from tests.typesetting import with_faces

FEW = (
    "application_record", "duty_sheet", "employer_agreement", "group_head_agreement", "informed_choice_record",
    "landlord_agreement", "migrant_service_agreement", "mutual_pledge", "property_company_agreement",
    "township_service_contract", "unit_agreement", "unit_responsibility_agreement", "village_responsibility_agreement",
    "county_township_agreement", "village_rules",
)  # fmt: skip
SEVERAL = {
    "service_contract": ({}, {"term_kind": "mid", "residence_kind": "migrant"}),
    "department_agreement": tuple({"department": code} for code in (
        "publicity", "education", "police", "civil_affairs", "audit", "transport", "health", "land", "judicial",
    )),
}  # fmt: skip
"""Options of the kinds of many faces, one for each set of clauses."""
EMPTY = 0.6
TOP, FOOT = 770.0, 68.0
"""Points above the foot of the sheet between which the body of a contract stands."""
LONE = re.compile(r"[\u4e00-\u9fff][。；，]?")
CELLS = set("妻夫男女年月日")
"""Single letters that are a whole cell or the end of a line to fill in."""

Pages = dict[str, list[list[tuple[float, str]]]]
"""Every page of every paper as its lines: how high each stands, and its words."""


def named_long(kind: Kind) -> Kind:
    """Return the kind with a name of twelve letters in every field of words of its example; telephones stay."""
    words = {item.name for item in kind.fields if item.type == "text"}
    return replace(kind, example=tuple((key, LONG_NAME if key in words else text) for key, text in kind.example))


def drafts() -> Iterator[tuple[str, Kind, Draft]]:
    """Yield each paper with common values under some of its choices, and with the longest under the first and last."""
    for name in (*SEVERAL, *FEW):
        kind = shipped(name)
        chosen = SEVERAL.get(name, ({},))
        for choice in chosen:
            label = " ".join((name, *choice.values()))
            yield label, kind, example(kind, signing_on=signing_day(kind), chosen=choice)
            if choice in (chosen[0], chosen[-1]):
                long = example(named_long(kind), signing_on=signing_day(kind), chosen=choice, long=True)
                yield f"{label} long", kind, long


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Every paper as LibreOffice sets it, started once."""
    folder = tmp_path_factory.mktemp("fill")
    labels, sources = [], []
    for place, (label, kind, draft) in enumerate(drafts()):
        labels.append(label)
        sources.append(folder / f"{place:03}.docx")
        paper = paper_of(draft, kind, kind.copies[0])
        sources[-1].write_bytes(paper)
        if kind.id == "service_contract":
            labels.append(f"{label} lower")
            sources.append(folder / f"{place:03}_lower.docx")
            sources[-1].write_bytes(two_lines_more(paper))
    made = converted(sources)
    return {
        label: [lines_of(content, at) for at in range(page_count(content))]
        for label, content in zip(labels, made, strict=True)
    }


def converted(sources: Sequence[Path]) -> list[bytes]:
    """Return the PDF of each file; one start of the program for all of them is four times quicker than one each."""
    folder = sources[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    how = ("--headless", "--convert-to", "pdf", "--outdir", str(folder))
    subprocess.run([find_soffice(), profile, *how, *map(str, sources)], check=True, capture_output=True, timeout=600)
    return [source.with_suffix(".pdf").read_bytes() for source in sources]


def lines_of(content: bytes, at: int) -> list[tuple[float, str]]:
    """Return the lines between header and footer of one page; pieces far apart in a row are lines of their own."""
    found: list[tuple[float, float, float, str]] = []

    def visit(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        if text.strip() and FOOT < matrix[5] < TOP:
            found.append((-round(matrix[5]), matrix[4], size, text.strip()))

    PdfReader(io.BytesIO(content)).pages[at].extract_text(visitor_text=visit)
    lines: list[tuple[float, str]] = []
    row, reached = 0, 0.0
    for minus, left, size, text in sorted(found):
        if lines and minus == row and left - reached < size:
            lines[-1] = (lines[-1][0], lines[-1][1] + text)
        else:
            lines.append((-minus, text))
        row, reached = minus, left + size * sum(0.5 if letter.isascii() else 1 for letter in text)
    return lines


def two_lines_more(paper: bytes) -> bytes:
    """Return the paper with its first signatures two lines lower, as a face that is set wider would push them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(paper)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            words = old.read(part)
            if part == "word/document.xml":
                at = words.index(b'<w:tblStyle w:val="SignTable"/>')
                height = re.search(rb'<w:trHeight w:val="(\d+)"', words[at:])
                assert height
                lower = b'<w:trHeight w:val="%d"' % (int(height[1]) + 2 * CLOSE)
                words = words[:at] + words[at:].replace(height[0], lower, 1)
            new.writestr(part, words)
    return made.getvalue()


def begins_annex(page: list[tuple[float, str]]) -> bool:
    """Return whether a page begins the annexes: what stands before it is the last page of the body."""
    return page[0][1].startswith("附件")


@with_faces
def test_no_page_but_the_last_is_left_half_empty(pages: Pages) -> None:
    """Signatures stay together, and yet the page before them is at least three fifths full, whatever the names."""
    empty = [
        (label, at + 1, f"{filled:.0%}")
        for label, paper in pages.items()
        for at, page in enumerate(paper[:-1])
        if (filled := (TOP - page[-1][0]) / (TOP - FOOT)) < EMPTY and not begins_annex(paper[at + 1])
    ]

    assert not empty


@with_faces
def test_no_line_holds_one_letter_alone(pages: Pages) -> None:
    """A clause or a cell whose last line is one letter looks like a slip."""
    alone = [
        (label, at + 1, words)
        for label, paper in pages.items()
        for at, page in enumerate(paper)
        for _, words in page
        if LONE.fullmatch(words) and words not in CELLS
    ]

    assert not alone


@with_faces
def test_a_household_contract_has_five_pages_whatever_the_names(pages: Pages) -> None:
    """Four and the annexes, under every choice; two for a pledge and for a property company."""
    counted = {label: len(paper) for label, paper in pages.items()}

    assert {count for label, count in counted.items() if label.startswith("service_contract")} == {5}
    assert {count for label, count in counted.items() if label.startswith(("mutual", "property"))} == {2}


@with_faces
def test_cards_and_statements_keep_a_long_name_and_the_name_of_a_reward_on_one_line(tmp_path: Path) -> None:
    """A name of twelve letters is not torn on a certificate, nor the last letter of a reward on a statement."""
    cards = ("birth_registration_certificate", "only_child_certificate", "reward_support_certificate")
    sources = []
    for name in (*cards, "household_statement"):
        kind = shipped(name)
        drawn = example(named_long(kind) if name in cards else kind, signing_on=signing_day(kind))
        sources.append(tmp_path / f"{name}.docx")
        sources[-1].write_bytes(paper_of(drawn, kind, kind.copies[0]))
    made = [[words for _, words in lines_of(content, 0)] for content in converted(sources)]
    *drawn_cards, statement = made

    assert all(sum(LONG_NAME in line for line in card) >= 2 for card in drawn_cards)
    assert not [line for card in drawn_cards for line in card if 1 < len(line) < len(LONG_NAME) and line in LONG_NAME]
    assert "独生子女父母奖励费2026年度" in [line.replace(" ", "") for line in statement]


@with_faces
def test_a_sum_of_seven_digits_and_a_day_stay_on_one_line(tmp_path: Path) -> None:
    """元 is not torn from its sum on the payment list, nor the day from its month in the list of published papers."""
    sources = []
    for name in ("payment_list", "openness_item"):
        kind = shipped(name)
        sources.append(tmp_path / f"{name}.docx")
        drawn = example(kind, signing_on=signing_day(kind), long=True, rows=1)
        sources[-1].write_bytes(paper_of(drawn, kind, kind.copies[0]))
    listed, published = (" ".join(words for _, words in lines_of(content, 0)) for content in converted(sources))

    assert listed.count("1,012,500元") == 2
    assert ("2026-11-20" in published, "2026-11-23" in published) == (True, True)
