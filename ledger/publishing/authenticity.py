"""Is this paper ours, and does it hold? A Word file or the text of a scanned code, looked up in the ledger.

A file counts by its bytes: one changed letter makes it unknown. A code counts by the hash it carries; a number
copied onto another paper has another hash, and is told.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from contracts.errors import DocumentError
from contracts.model import Draft
from contracts.qr import parse_code
from ledger.names import title_of
from ledger.publishing.certificates import STATES, Certificate, register_entry
from ledger.publishing.postings import with_year_brackets
from ledger.publishing.press import is_copy
from ledger.store import Ledger, Row

Answer = str
ANSWERS = {
    "original": "正本", "copy": "副本", "printed": "已印，未发，不是有效证件", "spoilt": "印坏的一张，不是有效证件",
    "void": "作废", "replaced": "已换证", "revoked": "已撤销",
    "contract": "已登记的合同", "contract_amended": "已登记的合同，已经变更",
    "contract_superseded": "已登记的合同，已被代替", "contract_terminated": "已登记的合同，已经解除",
    "contract_ended": "已登记的合同，已经到期", "unfinished": "没有出完",
    "number": "台账里有这个编号", "unknown": "查无此件",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the ledger says of a paper. ``answer`` is of :data:`ANSWERS`; ``because`` is a sentence in Chinese."""

    answer: Answer
    number: str
    because: str

    @property
    def is_known(self) -> bool:
        """Whether the paper came from this ledger, valid or not."""
        return self.answer != "unknown"


def judged_file(ledger: Ledger, content: bytes, *, as_of: date) -> Finding:
    """Return what the ledger says on a day of a Word file, by its bytes; a PDF is judged in :mod:`.pdf_papers`."""
    digest = hashlib.sha256(content).hexdigest()
    found = ledger.rows(f"{PAPERS} where p.content_sha256 = ?", [digest])
    if found:
        return judged_paper(ledger, found[0], as_of=as_of)
    signed = ledger.rows("select number from contracts where document_sha256 = ?", [digest])
    if signed:
        return judged_contract(ledger, signed[0]["number"], "与登记的文件一致", as_of=as_of)
    return Finding(answer="unknown", number="", because=_why_unknown(ledger, content))


def judged_code(ledger: Ledger, text: str, *, as_of: date) -> Finding:
    """Return what the ledger says on a day of the text of a code, or of a number alone, which proves no paper."""
    read = parse_code(text)
    if read is None:
        if found_number := _judged_number(ledger, text.strip(), as_of):
            return found_number
        because = "台账里没有这个编号，也不是守约证件的二维码（以 SY1: 开头，后面是编号和 64 位校验值）"
        return Finding(answer="unknown", number="", because=because)
    number, digest = read
    found = ledger.rows(f"{PAPERS} where p.draft_sha256 = ?", [digest])
    if not found:
        signed = ledger.rows("select 1 from contracts where number = ? and draft_sha256 = ?", [number, digest])
        if signed:
            return judged_contract(ledger, number, "二维码是登记的那一份的", as_of=as_of)
        return Finding(answer="unknown", number=number, because=_other_paper(ledger, number))
    kept = Draft.from_json(found[0]["draft_json"].encode()).number
    if kept != number:
        return Finding(answer="unknown", number=number, because=f"校验值属于另一件 {kept}，编号被改动过")
    return judged_paper(ledger, found[0], as_of=as_of)


def _judged_number(ledger: Ledger, number: str, as_of: date) -> Finding | None:
    """Return what became of the certificate, contract or notice of that number, ``None`` where there is none."""
    item = register_entry(ledger, number)
    if item:
        dated = item.ended_on or item.issued_on
        because = f"{dated} {STATES[item.state]}" if dated else STATES[item.state]
        if item.successor:
            because = f"{dated} {STATES[item.state]}，由 {item.successor} 代替"
        return Finding(answer="number", number=number, because=because)
    if ledger.rows("select 1 from contracts where number = ?", [number]):
        return replace(judged_contract(ledger, number, "", as_of=as_of), answer="number")
    for paper in ledger.rows(f"{PAPERS} where p.number = ?", [with_year_brackets(number)]):
        draft = Draft.from_json(paper["draft_json"].encode())
        state = "由本台账出具" if paper["state"] == "issued" else "登记过，文件没有写完"
        return Finding(answer="number", number=draft.number, because=f"{title_of(draft)}，{state}")
    return None


def judged_contract(ledger: Ledger, number: str, proof: str, *, as_of: date) -> Finding:
    """Return what the ledger says on a day of a registered contract: in force, ended, replaced, or terminated.

    Args:
        ledger: The ledger; it has a contract of that number.
        number: Its number.
        proof: How the paper in hand was found to be that contract; empty where only the number was asked for.
        as_of: Day of asking; a contract has ended after its last day.
    """
    (row,) = ledger.rows("select title, signed_on, ends_on from contracts where number = ?", [number])
    state, became = _became(ledger, number, row["ends_on"], as_of)
    said = (row["title"], f"{row['signed_on']} 签订", proof, became)
    answer = f"contract_{state}" if state else "contract"
    return Finding(answer=answer, number=number, because="，".join(words for words in said if words))


def _became(ledger: Ledger, number: str, ends_on: str | None, as_of: date) -> tuple[str, str]:
    """Return what ended a contract, empty while it runs, and that in words; with the contract that follows it."""
    changes = ledger.rows(
        "select x.what, x.happened_on, n.number as successor from contracts c"
        " join standing_changes x on x.contract_id = c.id left join contracts n on n.id = x.successor_id"
        " where c.number = ? and x.happened_on <= ? order by x.id",
        [number, as_of.isoformat()],
    )
    for row in changes:
        if row["what"] in _BECAME:
            return row["what"], _BECAME[row["what"]].format(**row)
    renewed = "".join(f"，续签为 {row['successor']}" for row in changes)
    if ends_on and ends_on < as_of.isoformat():
        return "ended", f"{ends_on} 到期{renewed}；到期前应付的钱照付"
    return "", renewed.removeprefix("，")


_BECAME = {
    "amended": "{happened_on} 变更，由 {successor} 代替；变更前应付的钱照付",
    "superseded": "{happened_on} 由 {successor} 代替；代替前应付的钱照付",
    "terminated": "{happened_on} 解除；答应家庭的钱照付",
}
"""How a contract came to its end before its last day; nothing of it takes away money that was promised (§2)."""


PAPERS = "select p.kind, p.name, p.number, p.draft_json, p.draft_sha256, p.state from paper_status p"
"""Every paper that the ledger gave a file to."""


def judged_paper(ledger: Ledger, paper: Row, *, as_of: date) -> Finding:
    """Return what the ledger says on a day of a row of :data:`PAPERS`."""
    draft = Draft.from_json(paper["draft_json"].encode())
    item = register_entry(ledger, draft.number)
    if paper["state"] != "issued":
        return Finding(answer="unfinished", number=draft.number, because=f"{title_of(draft)}，登记过，文件没有写完")
    if is_copy(paper["kind"]):
        line = draft.closing[-1] if draft.closing else ""
        now = _now(item) or _contract_now(ledger, draft.number, as_of)
        return Finding(answer="copy", number=draft.number, because=f"{title_of(draft)}的副本。{line}{now}")
    if item is None or draft.family != "certificate":
        because = f"{title_of(draft)}，由本台账出具，与存底一致"
        return Finding(answer="original", number=draft.number, because=because)
    spoilt = ledger.rows(
        "select 1 from certificate_sheets h join standing_certificate_steps s on s.sheet_id = h.id"
        " where h.draft_sha256 = ?",
        [paper["draft_sha256"]],
    )
    if spoilt:
        return Finding(answer="spoilt", number=item.number, because=f"{title_of(draft)}，这一张印坏了，同号另印")
    return _certificate(draft, item)


def _certificate(draft: Draft, item: Certificate) -> Finding:
    """Judge the good sheet of a number."""
    ended = {"voided": "void", "replaced": "replaced", "revoked": "revoked"}
    if item.state in ended:
        became = f"，由 {item.successor} 代替" if item.successor else ""
        because = f"{title_of(draft)}，{item.ended_on} {STATES[item.state]}{became}"
        return Finding(answer=ended[item.state], number=item.number, because=because)
    if item.state == "printed":
        return Finding(answer="printed", number=item.number, because=f"{title_of(draft)}，还没有交给本人或单位")
    return Finding(answer="original", number=item.number, because=f"{title_of(draft)}，{item.issued_on} 发出，现行有效")


def _now(item: Certificate | None) -> str:
    return f"现在原证的状态：{STATES[item.state]}。" if item and item.state != "issued" else ""


def _contract_now(ledger: Ledger, number: str, as_of: date) -> str:
    """Return what became of the contract of which a copy was made; empty while it runs, or where there is none."""
    for row in ledger.rows("select ends_on from contracts where number = ?", [number]):
        state, became = _became(ledger, number, row["ends_on"], as_of)
        return f"现在原合同的状态：{became}。" if state else ""
    return ""


def _other_paper(ledger: Ledger, number: str) -> str:
    item = register_entry(ledger, number)
    if item is None:
        return "台账里没有这个编号"
    return f"编号 {number} 在台账里（{STATES[item.state]}），但内容的校验值不是登记的那一件：内容被改动过，或是仿制的"


def _why_unknown(ledger: Ledger, content: bytes) -> str:
    """Say whether a file names a paper of ours that it is not."""
    from contracts.word import texts

    try:
        words = "\n".join(item.text for item in texts(content))
    except DocumentError:
        return "不是登记过的文件；照片请扫二维码，用码里的文字查"
    numbers = [row["number"] for row in ledger.rows("select number from papers where number is not null")]
    named = [number for number in numbers if number in words]
    if len(set(named)) > 1:
        return f"里面写着 {len(set(named))} 个登记过的编号：几份合成的打印文件不另登记，转成 PDF 再查，或者查单份的文件"
    if named:
        return f"写着 {named[-1]}，但与登记的文件不同：内容被改动过，或者另存过。以二维码或台账存底为准"
    return "台账里没有与它相同的文件"
