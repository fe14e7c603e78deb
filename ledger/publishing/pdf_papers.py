"""Is this PDF of a paper of ours, and does it hold?

A PDF is made anew on every machine, so its bytes prove nothing. What it says is held against what the ledger kept:
the number, every sentence and every cell, and the code where it is drawn; of a certificate every letter on every page.
A scan says nothing: it is a photograph, and its code is read with a telephone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from contracts.dates import day
from contracts.model import Draft
from contracts.pdf.words import PageWords, pages_of, plain
from contracts.qr import code_rows, code_text
from ledger.publishing.authenticity import PAPERS, Finding, judged_contract, judged_paper
from ledger.publishing.exact_words import Words, is_said_exactly, issued_words
from ledger.store import Ledger, Row

_SHOWN = 20
_AGREES = "PDF 的{what}与存底一致；印章、签字看纸件"
_HAS_ALL = "登记的内容 PDF 里都有{coded}，另外多写了什么没有核对；印章、签字看纸件"
_NOTHING = "PDF 里没有文字，是扫描件或者照片：扫上面的二维码，用码里的文字查；没有二维码的，写编号查"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What the ledger kept under a number: the draft, and the row of its paper, or of the contract."""

    draft: Draft
    row: Row
    is_contract: bool = False


def judged_pdf(ledger: Ledger, content: bytes, *, as_of: date) -> tuple[Finding, ...]:
    """Return what the ledger says of each paper in a PDF, in the order of the pages; at least one finding.

    Raises:
        DocumentError: Not a whole PDF, or one that asks for a password.
    """
    return judged_pages(ledger, pages_of(content), as_of=as_of)


def judged_pages(ledger: Ledger, pages: Sequence[PageWords], *, as_of: date) -> tuple[Finding, ...]:
    """Return what the ledger says of each paper that stands on these pages; at least one finding."""
    if not any(page.words for page in pages):
        return (Finding(answer="unknown", number="", because=_NOTHING),)
    found = [(number, own, _judged(ledger, number, own, as_of)) for number, own in _numbered(ledger, pages)]
    known = [page for _, own, finding in found if finding.is_known for page in own]
    named = tuple(finding for _, own, finding in found if finding.is_known or not all(page in known for page in own))
    return named or (Finding(answer="unknown", number="", because="台账里没有它上面的编号"),)


def _numbered(ledger: Ledger, pages: Sequence[PageWords]) -> list[tuple[str, list[PageWords]]]:
    """Return each number of the ledger that stands in the PDF, with its pages, in the order of the pages."""
    rows = ledger.rows("select number from papers where number is not null union select number from contracts")
    found = []
    whole = "\n".join(page.words for page in pages)
    for number in (row["number"] for row in rows):
        if plain(number) not in whole:
            continue
        alone = re.compile(rf"(?<!\d){re.escape(plain(number))}(?!\d)")
        own = [page for page in pages if alone.search(page.words)]
        if own:
            found.append((number, own))
    return sorted(found, key=lambda item: pages.index(item[1][0]))


def _judged(ledger: Ledger, number: str, pages: Sequence[PageWords], as_of: date) -> Finding:
    codes = {code for page in pages for code in page.codes}
    kept = _kept(ledger, number)
    if codes:
        kept = [item for item in kept if code_rows(code_text(number, item.row["draft_sha256"])) in codes]
        if not kept:
            because = f"写着 {number}，画的二维码却不是登记的那一件：内容被改动过，或是仿制的"
            return Finding(answer="unknown", number=number, because=because)
    agreeing = [item for item in kept if not _missing(item.draft, pages)]
    forms = {item.row["draft_sha256"]: _forms(ledger, item) for item in agreeing}
    is_exact = bool(agreeing) and all(forms.values())
    if is_exact:
        stands = _laid(agreeing, forms, pages)
        if not stands:
            because = f"写着 {number}，但有的字比登记的多了、少了或者换了地方：内容被改动过，或者不是原样转成的"
            return Finding(answer="unknown", number=number, because=because)
        agreeing = stands
    if not agreeing:
        lost = min((_missing(item.draft, pages) for item in kept), key=len, default=[number])
        because = f"写着 {number}，但上面没有登记的“{lost[0][:_SHOWN]}”：内容被改动过，或者不是全文"
        return Finding(answer="unknown", number=number, because=because)
    findings = [_told(ledger, item, as_of, coded=bool(codes), exact=is_exact) for item in agreeing]
    if len({finding.answer for finding in findings}) == 1:
        return findings[-1]
    because = f"{agreeing[-1].draft.title}，PDF 里没有画出二维码，分不出是哪一张：扫纸上的二维码再查"
    return Finding(answer="number", number=number, because=because)


def _kept(ledger: Ledger, number: str) -> list[_Kept]:
    """Return every paper of that number, in the order in which they were made; a draft that took two forms once."""
    rows = ledger.rows(f"{PAPERS} where p.draft_json ->> '$.number' = ? order by p.id", [number])
    papers = {row["draft_sha256"]: _Kept(draft=Draft.from_json(row["draft_json"].encode()), row=row) for row in rows}
    signed = ledger.rows("select draft_json, draft_sha256 from contracts where number = ?", [number])
    contracts = [_Kept(draft=Draft.from_json(row["draft_json"].encode()), row=row, is_contract=True) for row in signed]
    return [*papers.values(), *contracts]


def _forms(ledger: Ledger, item: _Kept) -> tuple[Words, ...]:
    """Return the words of the files of a certificate; nothing of another paper, whose sheets differ by copy."""
    if item.is_contract or item.draft.family != "certificate":
        return ()
    return issued_words(ledger, item.row["draft_sha256"])


def _laid(
    kept: Sequence[_Kept], forms: Mapping[str, Sequence[Words]], pages: Sequence[PageWords]
) -> list[_Kept]:
    """Return whose papers these pages are, one after the other, to the letter; nothing where one page is nobody's."""
    for last in range(len(pages), 0, -1):  # the longest first: an empty last page belongs to what goes before it
        words = [page.words for page in pages[:last]]
        same = [item for item in kept if _is_one_of(forms[item.row["draft_sha256"]], words, item.draft)]
        rest = _laid(kept, forms, pages[last:]) if same and last < len(pages) else []
        if same and (rest or last == len(pages)):
            return [item for item in kept if item in same or item in rest]
    return []


def _is_one_of(forms: Sequence[Words], words: Sequence[str], draft: Draft) -> bool:
    own = [*_own(draft)]
    return any(is_said_exactly(form, words, own) for form in forms)


def _own(draft: Draft) -> Iterator[str]:
    """Yield what a certificate says of its own; its number also stands across the cut, its letters lying."""
    return (words for words in words_of(draft) if words != draft.number)


def _told(ledger: Ledger, item: _Kept, as_of: date, *, coded: bool, exact: bool) -> Finding:
    if exact:
        agrees = _AGREES.format(what="文字和二维码" if coded else "文字")
    else:
        agrees = _HAS_ALL.format(coded="，二维码一致" if coded else "")
    if item.is_contract:
        return judged_contract(ledger, item.draft.number, agrees, as_of=as_of)
    finding = judged_paper(ledger, item.row, as_of=as_of)
    return replace(finding, because=f"{finding.because.removesuffix('。')}，{agrees}")


def _missing(draft: Draft, pages: Sequence[PageWords]) -> list[str]:
    """Return the words of a draft that stand on none of the pages, nor over the edge of two."""
    words = [page.words for page in pages]
    edges = [*pairwise(words)]
    return [text for text in words_of(draft) if not _stands(plain(text), words, edges)]


def _stands(text: str, words: Sequence[str], edges: Sequence[tuple[str, str]]) -> bool:
    if any(text in page for page in words):
        return True
    cuts = range(1, len(text))
    return any(text[:cut] in first and text[cut:] in second for first, second in edges for cut in cuts)


def words_of(draft: Draft) -> Iterator[str]:
    """Yield what must stand on every copy of a paper: sentences, cells, whom it is about.

    Annexes are not on every copy. Of a certificate every field counts, of a contract who signs for the family, each
    with the ID number.
    """
    yield from (draft.title, *draft.recital, *(term.text for term in draft.terms), *draft.closing)
    for table in draft.tables:
        if table.code not in draft.annexes:
            yield from (cell for row in table.rows for cell in row if cell)
    if draft.family == "certificate":
        yield from (words for _, words in draft.values if words)
        if draft.signing_on:
            yield day(draft.signing_on)
    if draft.family == "contract":
        families = (party for party in draft.parties if party.side == "family")
        for person in (person for party in families for person in party.signers):
            yield person.name
            if person.id_number:
                yield person.id_number
