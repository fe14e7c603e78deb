"""A paper or a code is looked up: original, copy, printed, spoilt, void, replaced, revoked, or unknown and why."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest

from contracts.qr import code_text
from ledger.publishing.authenticity import Finding, judged_code, judged_contract, judged_file
from ledger.publishing.certificates import certificate
from ledger.store import Ledger, open_ledger
from ledger.versions import replace_by
from tests.clerks_office import BATCH, ELDERS, NOW, Clerk
from tests.ledger.conftest import NOW as AT_WORK
from tests.ledger.test_versions import JULY, NEW, OLD, second

FIRST, SECOND = "429999101-荣-2026-0001", "429999101-荣-2026-0002"
PRINT = ("publish", "honour_certificate", "上坪村", "--title", "无泄密村")
HAND_OVER = ("certificate", "issue", FIRST)
SPOIL = ("certificate", "spoilt", FIRST, "--because", "卡纸")
REVOKE = ("certificate", "revoke", FIRST, "--ground", "false_materials", "--because", "不实", "--law", "办法",
          "--article", "3", "--told-on", "2026-11-01")  # fmt: skip


def first_paper(clerk: Clerk) -> Path:
    """Return the file of the sheet printed first."""
    return next(path for path in clerk.papers("证件") if path.name.startswith(FIRST) and "第2张" not in path.name)


def by_file(clerk: Clerk, content: bytes) -> Finding:
    """Ask the ledger about a file."""
    with open_ledger(clerk.folder / "ledger.db", read_only=True) as ledger:
        return judged_file(ledger, content, as_of=NOW.date())


def by_code(clerk: Clerk, text: str) -> Finding:
    """Ask the ledger about a code."""
    with open_ledger(clerk.folder / "ledger.db", read_only=True) as ledger:
        return judged_code(ledger, text, as_of=NOW.date())


def code_of(clerk: Clerk, sheet: int = 1) -> str:
    """Return the code that stands on a sheet of the first number."""
    row = clerk.rows(f"select draft_sha256 as sha from certificate_sheets where number_id = 1 and sheet = {sheet}")
    return code_text(FIRST, row[0]["sha"])


@pytest.mark.parametrize(
    ("steps", "answer"),
    [
        ((), "printed"),
        ((HAND_OVER,), "original"),
        ((SPOIL,), "spoilt"),
        ((("certificate", "void", FIRST, "--because", "印错"),), "void"),
        ((HAND_OVER, REVOKE), "revoked"),
        ((HAND_OVER, ("certificate", "replace", FIRST, "--because", "损毁")), "replaced"),
    ],
)
def test_file_and_code_get_the_same_answer_at_every_step(
    clerk: Clerk, steps: tuple[tuple[str, ...], ...], answer: str
) -> None:
    """By its bytes and by the hash in its code."""
    clerk.done(*PRINT)
    for step in steps:
        clerk.done(*step)

    found = by_file(clerk, first_paper(clerk).read_bytes())
    assert (found.answer, found.number, found.is_known) == (answer, FIRST, True)
    assert by_code(clerk, code_of(clerk)) == found
    if answer == "replaced":
        assert SECOND in found.because


def test_a_copy_is_told_from_its_original(clerk: Clerk) -> None:
    """With its count, and what became of the original since."""
    clerk.done(*PRINT)
    clerk.done(*HAND_OVER)
    clerk.done("copy", FIRST)
    clerk.done(*REVOKE)

    found = by_file(clerk, clerk.papers("副本")[0].read_bytes())
    assert found.answer == "copy"
    assert "第1次" in found.because
    assert "现在原证的状态：撤销" in found.because


def test_a_tampered_file_is_unknown_and_the_reason_is_given(clerk: Clerk) -> None:
    """One word changed; the number it names is told."""
    clerk.done(*PRINT)
    paper = docx.Document(str(first_paper(clerk)))
    paper.add_paragraph("另加一句")
    changed = io.BytesIO()
    paper.save(changed)

    found = by_file(clerk, changed.getvalue())
    assert (found.answer, found.is_known) == ("unknown", False)
    assert FIRST in found.because
    assert "改动过" in found.because
    assert "扫二维码" in by_file(clerk, b"%PDF-1.7").because


def test_a_code_that_was_put_together_is_unknown(clerk: Clerk) -> None:
    """A true number with another hash, a true hash with another number, no code at all."""
    clerk.done(*PRINT)
    true = code_of(clerk)

    assert "仿制" in by_code(clerk, code_text(FIRST, "0" * 64)).because
    assert "编号被改动过" in by_code(clerk, true.replace("0001:", "0009:")).because
    assert "没有这个编号" in by_code(clerk, code_text("无", "0" * 64)).because
    assert "不是守约证件的二维码" in by_code(clerk, "https://x.example").because


def test_other_papers_of_the_office_are_known_too(clerk: Clerk) -> None:
    """A signed contract by its file, a notice by its own."""
    signed = [path for path in (clerk.folder / BATCH).glob("*.docx") if path.name[0].isdigit()]
    assert signed
    assert {by_file(clerk, path.read_bytes()).answer for path in signed} == {"contract"}

    clerk.done("publish", "reward_support_notice", "--village", "上坪村", "--from", "2026-11-23")
    notices = clerk.papers("公示")

    assert {by_file(clerk, path.read_bytes()).answer for path in notices} == {"original"}
    assert len(notices) == len({"A4", "A3"})


def test_a_code_says_nothing_about_the_holder(clerk: Clerk) -> None:
    """Number and hash, no more."""
    clerk.done(*PRINT)
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        holder = certificate(ledger, FIRST).holder

    assert holder not in code_of(clerk)


def test_a_number_alone_tells_what_became_of_it_and_proves_no_paper(clerk: Clerk) -> None:
    """Old certificates have no code; a counter asks by the number that stands on the paper."""
    clerk.done(*PRINT)
    clerk.done(*HAND_OVER)
    issued = by_code(clerk, f" {FIRST}")
    clerk.done("certificate", "replace", FIRST, "--because", "损毁")
    replaced = by_code(clerk, FIRST)
    contract = by_code(clerk, ELDERS)

    assert (issued.answer, issued.is_known) == ("number", True)
    assert f"由 {SECOND} 代替" in replaced.because
    assert contract.answer == "number"
    assert by_code(clerk, "429999101-荣-2026-0099").answer == "unknown"


def test_a_contract_that_no_longer_runs_says_so_by_number_by_file_by_code_and_on_its_copy(clerk: Clerk) -> None:
    """Terminated on a day, ended on a day; the money stays due. A contract still running says no such thing (C-03)."""
    paper = min(path for path in (clerk.folder / BATCH).glob("*.docx") if path.name[0].isdigit())
    (row,) = clerk.rows(f"select draft_sha256 as sha from contracts where number = '{ELDERS}'")
    code = code_text(ELDERS, row["sha"])
    running = by_code(clerk, code)
    clerk.done("copy", ELDERS)
    clerk.done("contract", "terminate", ELDERS, "--on", "2026-07-01", "--asked-by", "family")
    copied = by_file(clerk, clerk.papers("副本")[0].read_bytes())

    assert (running.answer, "照付" in running.because) == ("contract", False)
    for found in (by_file(clerk, paper.read_bytes()), by_code(clerk, code)):
        assert (found.answer, found.number) == ("contract_terminated", ELDERS)
        assert "2026-07-01 解除；答应家庭的钱照付" in found.because
    assert "2026-07-01 解除" in by_code(clerk, ELDERS).because
    assert "现在原合同的状态：2026-07-01 解除" in copied.because


def test_a_contract_that_was_amended_names_the_newer_one(signed_ledger: Ledger) -> None:
    """And from the day after its last one it is told to have ended; before its days nothing is told."""
    second(signed_ledger)
    before = judged_code(signed_ledger, OLD, as_of=JULY)
    with signed_ledger.write(by="张会计", now=AT_WORK) as tx:
        replace_by(tx, OLD, NEW, what="amended", on=JULY)
    after = judged_code(signed_ledger, OLD, as_of=JULY)
    (row,) = signed_ledger.rows("select ends_on from contracts where number = ?", [NEW])
    last = date.fromisoformat(row["ends_on"])

    assert "变更" not in before.because
    assert f"2026-07-01 变更，由 {NEW} 代替" in after.because
    assert judged_contract(signed_ledger, OLD, "", as_of=JULY).answer == "contract_amended"
    assert judged_contract(signed_ledger, NEW, "", as_of=last).answer == "contract"
    ended = judged_contract(signed_ledger, NEW, "", as_of=last + timedelta(days=1))
    assert (ended.answer, f"{last} 到期" in ended.because) == ("contract_ended", True)
