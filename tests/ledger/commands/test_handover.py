"""The next officer gets everything: a workbook, a list to sign, no ID number, no telephone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.clerks_office import ELDERS, NOW, ROWS, Clerk, office_at
from tests.contracts.old_papers import CLAUSES, N1998, rows, sheet


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """Return an office with four families' contracts."""
    found = office_at(tmp_path / "青河镇")
    found.draft()
    found.done("register", found.folder / "service_contract_2026A", "--signed-on", "2026-03-05")
    return found


def test_every_open_promise_is_in_the_workbook_and_on_the_list(clerk: Clerk) -> None:
    """The ledger's own number of open dated promises."""
    clerk.done("handover", "--from", "李敏", "--to", "周平")
    (path,) = (clerk.folder / "交接").glob("*.xlsx")
    book = load_workbook(path)
    (count,) = clerk.rows(
        "select count(*) as n from obligations o join obligation_status z on z.obligation_id = o.id"
        " where o.due_on is not null and z.is_open"
    )
    text = clerk.text("交接")

    assert book["未了义务"].max_row - 1 == count["n"]
    assert book["合同登记"].max_row - 1 == 4
    assert {"申请登记簿", "考核", "证件", "随时义务"} <= set(book.sheetnames)
    for words in ("李敏", "周平", "移交人（签字）", "不因经办人变动而免除", "校验值"):
        assert words in text


def test_no_number_of_a_person_is_handed_over(clerk: Clerk) -> None:
    """Neither in the workbook nor on the paper."""
    clerk.done("handover", "--from", "李敏", "--to", "周平")
    (path,) = (clerk.folder / "交接").glob("*.xlsx")
    cells = [str(cell.value) for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    everything = clerk.text("交接") + "".join(cells)
    secrets = [cell for row in ROWS for cell in row if cell.isalnum() and len(cell) in {11, 18} and cell[:6].isdigit()]

    assert secrets
    assert not [cell for cell in secrets if cell in everything]
    assert ELDERS in everything


def test_nobody_hands_over_to_himself_and_a_trial_run_writes_nothing(clerk: Clerk) -> None:
    """Two people, two signatures; the register of handovers asks for both too."""
    before = clerk.state()
    refusal = clerk.run("handover", "--from", "李敏", "--to", "李敏")
    trial = clerk.run("handover", "--from", "李敏", "--to", "周平", "--dry-run")
    same = clerk.run("books", "record", "handovers", "--set", "handed_by=李敏", "--set", "taken_by=李敏",
                     "--set", "paper=青交接〔2026〕1号")  # fmt: skip

    assert (refusal.exit_code, same.exit_code, trial.exit_code) == (3, 3, 0)
    assert clerk.state() == before


def test_files_are_named_as_a_clerk_would_type_them(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the folder in which the command was run, like every other command."""
    monkeypatch.chdir(clerk.folder)
    paper, book = clerk.done("handover", "--from", "李敏", "--to", "周平").splitlines()

    assert paper.startswith("交接/青交接")
    assert book.startswith("交接/青交接")


def test_the_same_handover_again_is_the_same_paper_and_a_new_one_has_a_new_number(clerk: Clerk) -> None:
    """U-04: a second run of the same day changes nothing; another successor, or another entry, is another handover."""
    words = ("handover", "--from", "李敏", "--to")
    first = clerk.done(*words, "周平")
    before = clerk.state()
    again = clerk.run(*words, "周平")
    kept = {name: content for name, content in clerk.state().items() if not name.endswith(".xlsx")}
    other = clerk.done(*words, "王芳")
    back = clerk.done(*words, "周平")
    clerk.done("record", "fulfilment", ELDERS, "--obligation", clerk.obligation(ELDERS, "filing_help"),
               "--on", "2026-11-20")  # fmt: skip
    later = clerk.done(*words, "周平")

    assert (again.stdout, "没有另编新号" in again.stderr) == (first, True)
    assert kept == {name: content for name, content in before.items() if not name.endswith(".xlsx")}
    assert [text.splitlines()[0].split("〕")[1][0] for text in (first, other, back, later)] == ["1", "2", "1", "3"]


def test_registers_without_a_line_are_named_and_not_listed(clerk: Clerk) -> None:
    """One line says which; a list of zeros is not signed."""
    clerk.done("handover", "--from", "李敏", "--to", "周平")
    text = clerk.text("交接")
    listed, _, empty = text.partition("无记录的登记簿\n名称\n")

    assert ("会议记录" in listed, "会议记录" in empty.splitlines()[0]) == (False, True)
    assert ("合同登记" in listed, "合同登记" in empty.splitlines()[0]) == (True, False)


def test_a_signed_handover_is_registered(clerk: Clerk) -> None:
    """Both names and the number of a list that was printed; a space does not make one person two."""
    words = ("books", "record", "handovers", "--on", "2026-11-20", "--set", "handed_by=李敏", "--set")
    clerk.done("handover", "--from", "李敏", "--to", "周平")
    unknown = clerk.run(*words, "taken_by=周平", "--set", "paper=青交接〔2026〕9号")
    same = clerk.run(*words, "taken_by=李 敏", "--set", "paper=青交接〔2026〕1号")
    told = clerk.done(*words, "taken_by=周平", "--set", "paper=青交接〔2026〕1号")

    assert (unknown.exit_code, same.exit_code) == (5, 3)
    assert "没有清单 青交接〔2026〕9号" in unknown.stderr
    assert "已登记第 1 行" in told


def test_what_old_contracts_left_unpaid_is_handed_over_in_lawful_words(clerk: Clerk) -> None:
    """Deposits taken long ago are the debts most easily lost; their clauses may stand on no paper of today."""
    clerk.done("register", "--history", sheet(clerk.folder, rows(*CLAUSES)))
    clerk.done("handover", "--from", "李敏", "--to", "周平", now=NOW + timedelta(days=1))
    (path,) = (clerk.folder / "交接").glob("*.xlsx")
    listed = {(row[1], row[5]) for row in load_workbook(path)["未了义务"].iter_rows(min_row=2, values_only=True)}
    text = clerk.text("交接")

    assert (N1998, "退还原第一条所收款项") in listed
    assert "退还原第一条所收款项" in text
    assert not [words for words in ("违约不退", "结扎", "交信誉金") if words in text or words in str(listed)]
