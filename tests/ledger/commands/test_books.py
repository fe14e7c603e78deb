"""The registers from the command line: typed notes, masked lists, a reason for whole names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.clerks_office import Clerk, office_at

APPLY = ("books", "record", "applications", "--village", "上坪村", "--set", "applicant=王小花", "--set", "how=口头",
         "--set", "matter=申领奖励扶助", "--set", "note=本人口述", "--set", "received_by=周平",
         "--on", "2026-05-01")  # fmt: skip


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """Return an office with an empty ledger."""
    return office_at(tmp_path / "青河镇")


def test_a_line_is_recorded_listed_masked_and_shown_whole_for_a_reason(clerk: Clerk) -> None:
    """Who looked at whole names, and why, is in the journal."""
    clerk.done(*APPLY)
    (masked,) = json.loads(clerk.done("books", "list", "applications", "--json"))
    (whole,) = json.loads(
        clerk.done("books", "list", "applications", "--json", "--unmasked", "--because", "上门送达答复")
    )

    assert (masked["applicant"], whole["applicant"]) == ("王**", "王小花")
    assert clerk.rows("select count(*) as n from events where kind = 'unmasked'") == [{"n": 1}]
    assert clerk.run("books", "list", "applications", "--unmasked").exit_code == 2
    screen = clerk.done("books", "list", "applications")
    assert ("上坪村" in screen, "429999101201" in screen, masked["division_code"]) == (True, False, "429999101201")


def test_a_trial_run_and_a_refusal_change_nothing(clerk: Clerk) -> None:
    """The same words, tried first."""
    before = clerk.state()
    assert "试运行" in clerk.run(*APPLY, "--dry-run").stderr
    refusal = clerk.run(*APPLY[:-2], "--set", "how=飞鸽")
    unknown = clerk.run("books", "record", "重点对象登记簿")

    assert (refusal.exit_code, unknown.exit_code) == (3, 3)
    assert clerk.state() == before


def test_what_is_due_of_meetings_and_reports_is_listed_with_open_applications(clerk: Clerk) -> None:
    """U-08: due against done."""
    clerk.done(*APPLY)
    result = clerk.run("books", "due", "--json")
    rows = json.loads(result.stdout)

    assert {(row["what"], row["missing"]) for row in rows if row["what"] == "报告登记簿"} == {("报告登记簿", 1)}
    assert "还没有答复" in result.stderr


def test_every_register_is_listed_with_its_columns(clerk: Clerk) -> None:
    """A clerk finds the words to type."""
    names = [row["book"] for row in json.loads(clerk.done("books", "list", "--json"))]
    keys = {row["key"] for row in json.loads(clerk.done("books", "columns", "village_rules", "--json"))}

    assert "handovers" in names
    assert {"title", "version", "text"} <= keys
    assert clerk.run("books", "list", "refunds").exit_code == 0


def test_a_contact_that_ended_is_listed_with_its_last_day(clerk: Clerk) -> None:
    """The clerk is told how when the line is entered; both lines stay."""
    person = ("--set", "household=王小花", "--set", "contact=周平", "--set", "post=专干", "--set", "purpose=联系帮扶")
    entered = clerk.run("books", "record", "contact_persons", "--village", "上坪村", *person, "--on", "2026-03-01")
    assert "shouyue books record contact_endings --follows 1" in entered.stderr
    clerk.done("books", "record", "contact_endings", "--follows", "1", "--set", "reason=换人", "--on", "2026-10-31")
    (line,) = json.loads(clerk.done("books", "list", "contact_persons", "--json"))

    assert (line["contact"], line["ended_on"], line["ended_because"]) == ("周平", "2026-10-31", "换人")
    assert "试运行" in clerk.run("books", "print", "contact_persons", "--village", "上坪村", "--dry-run").stderr
    clerk.done("books", "print", "contact_persons", "--village", "上坪村")
    assert "2026-10-31 止：换人" in clerk.text("登记簿")


def test_a_loan_is_listed_with_what_is_open(clerk: Clerk) -> None:
    """And a wrong line is withdrawn."""
    cells = ("household=王小花", "fund=周转金", "purpose=种蘑菇", "payee_class=家庭", "amount_fen=1000", "repayable=是",
             "instalments=2026-06-30=1000")  # fmt: skip
    given = [word for cell in cells for word in ("--set", cell)]
    clerk.done("books", "record", "support_funds", "--village", "上坪村", *given, "--on", "2026-05-01")
    (row,) = json.loads(clerk.done("books", "loans", "--json"))
    assert (row["household"], row["open_fen"], row["overdue_fen"]) == ("王**", 1_000_00, 1_000_00)
    clerk.done("books", "retract", "1", "--because", "记错")
    assert clerk.done("books", "loans") == ""


def test_refunds_have_the_headings_of_their_question(clerk: Clerk) -> None:
    """U-06: the register comes from the ledger, and reads like every other, in Chinese."""
    (head,) = clerk.done("books", "list", "refunds", "--csv", "-").strip().splitlines()

    assert head == clerk.done("query", "deposits_to_refund", "--csv", "-").strip()
    assert "收据号" in head
    whole = clerk.run("books", "list", "refunds", "--unmasked", "--because", "核对")
    assert (whole.exit_code, "query deposits_to_refund --unmasked" in whole.stderr) == (2, True)


DECISION = ("books", "record", "preference_decisions", "--village", "上坪村", "--set", "matter=集体分配",
            "--set", "counted_by=村民", "--set", "entitled=100", "--set", "attended=60", "--set", "in_favour=40",
            "--set", "evidence=会议记录第3号", "--on", "2026-05-01")  # fmt: skip


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        ("decision", "独生子女家庭多分一份。" * 500, "决定：有 5500 个字，最多 2000 个字，写要点；全文另存一份"),
        ("decision", "7" * 100_000, "决定：有 100000 个字，最多 2000 个字"),
        ("entitled", "1" * 5_000, "应到：有 5000 个字"),
        ("entitled", "1" * 10, "应到：最多 9 位数"),
    ],
)  # fmt: skip
def test_a_decision_has_a_length_that_a_page_can_hold(clerk: Clerk, column: str, text: str, told: str) -> None:
    """A whole book pasted into a column is refused in one line, at once, and nothing is kept."""
    before = clerk.state()
    refused = clerk.run(*DECISION, "--set", "decision=同等条件下优先安排独生子女家庭。", "--set", f"{column}={text}")

    assert (refused.exit_code, clerk.state()) == (3, before)
    assert told in refused.stderr
    assert len(refused.stderr) < 500, "the text itself is not thrown back"


def test_village_rules_may_be_as_long_as_rules_are(clerk: Clerk) -> None:
    """Twenty thousand letters, not two."""
    rules = ("books", "record", "village_rules", "--village", "上坪村", "--set", "title=村规民约", "--set", "version=1",
             "--set", "counted_by=村民", "--set", "entitled=100", "--set", "attended=60", "--set", "in_favour=40",
             "--set", "opinion=司法所审定", "--on", "2026-05-01")  # fmt: skip
    clause = "邻里和睦，爱护公物，轮流打扫。"

    clerk.done(*rules, "--set", f"text={clause * 300}")
    assert "最多 20000 个字" in clerk.run(*rules, "--set", f"text={clause * 2000}").stderr
