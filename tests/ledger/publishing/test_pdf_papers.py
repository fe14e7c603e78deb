"""A PDF of a paper is held against what the ledger kept, word by word, and its code where it is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.pdf import convert_all
from contracts.pdf.words import PageWords, pages_of, plain
from contracts.qr import code_rows, code_text
from contracts.word.reading import printed as printed_words
from ledger.publishing import pdf_papers
from ledger.publishing.authenticity import Finding
from ledger.publishing.pdf_papers import judged_pages, words_of
from ledger.store import open_ledger
from tests.clerks_office import BATCH, NOW, Clerk
from tests.contracts.pdf.test_words import pdf
from tests.contracts.word.papers import KINDS, draft, printed
from tests.typesetting import with_libreoffice

FIRST = "429999101-荣-2026-0001"
HOLDER = "上坪村村民委员会"
PRINT = ("publish", "honour_certificate", "上坪村", "--title", "无泄密村")


def judged(clerk: Clerk, *pages: PageWords) -> tuple[Finding, ...]:
    """Ask the ledger about the pages of a PDF."""
    with open_ledger(clerk.folder / "ledger.db", read_only=True) as ledger:
        return judged_pages(ledger, pages, as_of=NOW.date())


@with_libreoffice
def test_a_pdf_gets_the_answer_of_its_paper_at_every_step(clerk: Clerk) -> None:
    """A certificate by its words and its code, a contract by its words; with a word changed neither is ours."""
    clerk.done(*PRINT)
    (certificate,) = clerk.papers("证件")
    contract = next(path for path in sorted((clerk.folder / BATCH).glob("*.docx")) if path.name[0].isdigit())
    first, second = convert_all([certificate, contract], workers=1)
    pages = pages_of(first)
    answers = [judged(clerk, *pages)[0]]
    for step in (("issue", FIRST), ("replace", FIRST, "--because", "损毁")):
        clerk.done("certificate", *step)
        answers.append(judged(clerk, *pages)[0])
    (forged,) = judged(clerk, *(replace(page, words=page.words.replace("无泄密村", "无拖欠村")) for page in pages))
    (more,) = judged(clerk, *(replace(page, words=f"{page.words}另奖伍万元") for page in pages))
    (moved,) = judged(clerk, *(replace(page, words=page.words.replace(HOLDER, HOLDER[::-1], 1)) for page in pages))
    twice = judged(clerk, *pages, *pages)
    beside = judged(clerk, *pages, *(replace(page, words=f"{page.words}另奖") for page in pages))
    (other,) = judged(clerk, *(replace(page, codes=(code_rows(code_text(FIRST, "0" * 64)),)) for page in pages))
    (clerk.folder / "收到的.pdf").write_bytes(second)
    said = clerk.done("verify", clerk.folder / "收到的.pdf")

    assert [item.answer for item in answers] == ["printed", "original", "replaced"]
    assert {item.number for item in answers} == {FIRST}
    assert "PDF 的文字和二维码与存底一致；印章、签字看纸件" in answers[1].because
    assert (forged.answer, "没有登记的“在2026年度" in forged.because) == ("unknown", True)
    for told in (more, moved, *beside):
        assert (told.answer, "有的字比登记的多了、少了或者换了地方" in told.because) == ("unknown", True)
    assert [item.answer for item in twice] == ["replaced"]
    assert (other.answer, "画的二维码却不是登记的那一件" in other.because) == ("unknown", True)
    assert "已登记的合同。计划生育服务合同" in said
    assert "登记的内容 PDF 里都有，另外多写了什么没有核对" in said


@with_libreoffice
def test_where_the_issued_file_is_gone_nobody_says_that_nothing_was_added(clerk: Clerk) -> None:
    """What is registered stands in the PDF; what else stands there was held against nothing."""
    clerk.done(*PRINT)
    (certificate,) = clerk.papers("证件")
    (content,) = convert_all([certificate], workers=1)
    certificate.unlink()

    (found,) = judged(clerk, *pages_of(content))
    assert (found.answer, "都有，二维码一致，另外多写了什么没有核对" in found.because) == ("printed", True)


def page(*texts: str) -> PageWords:
    """Return a page that says so."""
    return PageWords(words=plain("".join(texts)), codes=())


def test_a_scan_and_a_strange_pdf_are_unknown(clerk: Clerk) -> None:
    """A photograph says nothing; whoever has one is told to scan the code."""
    scan = clerk.folder / "扫描.pdf"
    scan.write_bytes(pdf(""))
    result = clerk.run("verify", scan)
    (strange,) = judged(clerk, page("别处的通知"))

    assert (result.exit_code, "扫描件或者照片：扫上面的二维码" in result.stderr) == (3, True)
    assert (strange.because, strange.answer) == ("台账里没有它上面的编号", "unknown")


@pytest.mark.parametrize("name", KINDS)
def test_every_word_that_is_looked_for_is_printed(name: str) -> None:
    """Of every kind: a paper of ours is never taken for a forged one."""
    said = plain(printed_words(printed(name).content))

    assert [text for text in words_of(draft(name)) if plain(text) not in said] == []


def test_a_sentence_may_go_over_to_the_next_page_and_may_not_change() -> None:
    """Half of it stands at the foot of one page, half at the head of the next."""
    paper = draft("mutual_pledge")
    texts = [*words_of(paper)]
    long = max(texts, key=len)
    first = page(*[text for text in texts if text != long], long[:9])

    assert pdf_papers._missing(paper, [first, page(long[9:], "第2页")]) == []
    assert pdf_papers._missing(paper, [first, page("不", long[9:-1])]) == [long]
    assert pdf_papers._missing(replace(paper, title="另一种协议"), [first, page(long[9:])]) == ["另一种协议"]
