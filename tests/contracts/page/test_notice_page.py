"""A notice on a phone: the words of the paper, real table headings, no request to anybody, 360 pixels."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from contracts.model import Draft
from contracts.page.notice_page import notice_page, skeleton
from contracts.papers.proofs import example
from contracts.word.reading import printed as text_of
from tests.contracts.word.papers import KINDS, MEAN_NAME, draft, printed, shipped

NOTICES = [name for name in KINDS if shipped(name).family == "notice"]
GOLDEN = Path(__file__).parent / "golden"
BROWSER = shutil.which("chromium")
_VOID = {"meta", "br"}


class Reading(HTMLParser):
    """The words of a page and its tags, every tag closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Remember the words that a reader sees."""
        if data.strip() and self.open[-1] not in {"style", "title"}:
            self.words.append(data.strip())


def page(paper: Draft) -> str:
    """Return a draft as a page."""
    return notice_page(paper, shipped(paper.kind), skeleton()).decode()


def read(paper: Draft) -> Reading:
    """Return what a browser makes of a draft's page."""
    reading = Reading()
    reading.feed(page(paper))
    assert reading.open == []
    return reading


@pytest.mark.parametrize("name", NOTICES)
def test_the_words_of_every_notice_are_as_agreed(name: str, request: pytest.FixtureRequest) -> None:
    """Kept beside this test for whoever reads Chinese better than code."""
    said = "\n".join(read(draft(name)).words) + "\n"
    kept = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update"):
        GOLDEN.mkdir(exist_ok=True)
        kept.write_text(said, encoding="utf-8")

    assert said == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NOTICES)
def test_the_page_says_what_the_paper_says(name: str) -> None:
    """Every paragraph and cell of the page stands on the sheet as well."""
    paper = "".join(text_of(printed(name).content).split())
    ours = {"：", "本", ""}

    missing = [words for words in read(draft(name)).words if "".join(words.split()).rstrip("：") not in paper]

    assert [words for words in missing if words not in ours and not words.endswith(f"：{draft(name).number}")] == []


@pytest.mark.parametrize("name", NOTICES)
def test_tables_have_headings_that_a_screen_reader_reads(name: str) -> None:
    """Each column has its own, each row begins with one, each table has a caption."""
    paper = draft(name)
    tags = read(paper).tags
    columns = [attributes for tag, attributes in tags if tag == "th" and attributes.get("scope") == "col"]

    assert len(columns) == sum(len(table.columns) for table in paper.tables)
    assert sum(tag == "caption" for tag, _ in tags) == len(paper.tables)
    assert ("html", {"lang": "zh-CN"}) in tags


def test_three_columns_are_cards_on_a_phone() -> None:
    """Beside two others 地点 stood one letter to a line."""
    text = page(draft("village_disclosure"))

    assert '<table role="table" class="wide"><caption>服务时间安排' in text
    assert '<table role="table"><caption>补发和作废的本数' in page(draft("certificate_notice"))


@pytest.mark.parametrize("name", NOTICES)
def test_the_page_asks_nobody_for_anything(name: str) -> None:
    """No script, no picture, no font, no style from elsewhere; and a policy that forbids them."""
    text = page(draft(name))

    assert not re.search(r"https?:|//|<script|<img|<link|@import|url\(", text.removeprefix("<!doctype html>"))
    assert "default-src 'none'" in text


@pytest.mark.parametrize("name", NOTICES)
def test_whatever_stands_in_a_field_stays_text(name: str) -> None:
    """Markup, braces, quotes, dollars: read back as typed, in every paragraph and cell."""
    paper = draft(name)
    mean = f"{MEAN_NAME} $title ${{body}} </main>"
    spoilt = replace(
        paper,
        recital=tuple(mean for _ in paper.recital),
        closing=tuple(mean for _ in paper.closing),
        title=mean,
        tables=tuple(replace(item, rows=tuple(tuple(mean for _ in row) for row in item.rows)) for item in paper.tables),
    )
    cells = sum(len(row) for item in paper.tables for row in item.rows)
    found = read(spoilt).words

    assert sum(words == mean for words in found) == len(paper.recital) + len(paper.closing) + 1 + cells


def test_an_offices_telephone_can_be_touched_and_no_other_number() -> None:
    """A number of a document or a sum is none."""
    paper = replace(draft("tip_line_notice"), closing=("电话0710-5550101，编号429999101-2026-0001，13800138000",))

    assert [attributes["href"] for tag, attributes in read(paper).tags if tag == "a"] == ["tel:0710-5550101"]


def test_an_empty_list_says_so() -> None:
    """As the paper does."""
    paper = draft("reward_support_notice")
    empty = replace(paper, tables=tuple(replace(item, rows=()) for item in paper.tables))

    assert "（无）" in read(empty).words


def test_a_list_that_nobody_needs_empty_is_left_out() -> None:
    """No family has agreed to be named: a head with （无） under it would only ask who it might be."""
    paper = draft("special_support_notice")
    empty = replace(paper, tables=tuple(replace(item, rows=()) for item in paper.tables))

    assert ("书面同意公布的" in read(paper).words, "书面同意公布的" in read(empty).words) == (True, False)


def contrast(front: str, back: str) -> float:
    """Return the contrast of two colours after WCAG 2, 1.0 to 21.0."""

    def light(colour: str) -> float:
        digits = colour.strip("#")
        digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
        parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    bright, dark = sorted((light(front), light(back)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_every_colour_of_letters_is_read_easily_on_its_ground() -> None:
    """WCAG AAA asks for 7 to 1; on the grey of headings as well."""
    colours = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]+)", skeleton().decode()))

    assert colours >= {"#1a1a1a", "#8b0000"}
    assert all(contrast(colour, ground) >= 7 for colour in colours for ground in ("#fff", "#f0f0f0"))


def measured(name: str, size: int, folder: Path) -> tuple[int, int, list[str]]:
    """Return how wide a page and its screen are, in pixels, and the words beyond its edge, cut off or squeezed.

    The longest example, on a phone of 360 by 800 pixels whose owner has set the text to ``size`` per cent. A window
    of Chromium is never narrower than 500 pixels, so the phone is a frame in it.
    """
    wide = example(shipped(name), signing_on=date(2026, 3, 5), long=True)
    probe = """<script>
        const all = [...document.querySelectorAll("main *:not(.wide thead *)")];
        const seen = all.filter(item => item.textContent.trim());
        const lines = item => {
            const words = document.createRange();
            words.selectNodeContents(item);
            return words.getClientRects().length;
        };
        const out = seen.filter(item => {
            const box = item.getBoundingClientRect();
            const look = getComputedStyle(item), letter = parseFloat(look.fontSize), words = item.textContent.trim();
            return look.position !== "absolute" && (box.left < -0.5 || box.right > innerWidth + 0.5
                || (item.clientWidth && item.scrollWidth > item.clientWidth + 1)
                || (item.matches("td, th") && words.length > 2 && box.width < 3 * letter)
                || (item.matches("thead th") && words.length === 2 && lines(item) > 1));
        }).map(item => item.textContent.trim().slice(0, 20));
        parent.document.title = JSON.stringify([document.documentElement.scrollWidth, innerWidth, out]);
    </script></body>"""
    text = page(wide).replace("default-src 'none'", "script-src 'unsafe-inline'").replace("</body>", probe)
    text = text.replace("</head>", f"<style>html {{ font-size: {size}% }}</style></head>")
    phone = f'<iframe style="width: 360px; height: 800px; border: 0" srcdoc="{escape(text)}"></iframe>'
    file = folder / "phone.html"
    file.write_text(f"<!doctype html><title></title>{phone}", encoding="utf-8")
    command = [str(BROWSER), "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
               f"--user-data-dir={folder / 'b'}", "--window-size=500,900", "--dump-dom", file.as_uri()]  # fmt: skip
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = re.search(r"<title>(.*?)</title>", said)
    assert found is not None
    width, screen, out = json.loads(unescape(found[1]))
    return width, screen, out


@pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("name", [
    "township_review_notice", "payout_announcement", "assessment_circular", "village_rules_notice",
])  # fmt: skip
def test_nothing_stands_beyond_the_edge_of_a_small_phone(name: str, size: int, tmp_path: Path) -> None:
    """Long names and sums included; with the text at twice its size (WCAG 1.4.4) as well."""
    width, screen, out = measured(name, size, tmp_path)

    assert width <= screen
    assert out == []
