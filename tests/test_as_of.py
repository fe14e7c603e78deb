"""What was answered on a day is answered again for that day, whatever was entered since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import pytest

import cli
from tests.clerks_office import ALONE, BATCH, CHILD_2014, ELDERS, SIGNED, Clerk, office_at
from tests.ledger.commands.test_assess import AGREEMENT, SHANGPING, draft_agreements, sheet

ANSWERS = (
    ("due", "--by", "2026-12-31"), ("contract", "list"), ("contract", "show", ELDERS), ("contract", "show", ALONE),
    ("breach", "list"), ("application", "list"), ("books", "list"), ("books", "list", "applications"),
    ("books", "list", "contact_persons"), ("books", "loans"), ("books", "due"), ("pay", "list"), ("publish", "list"),
    ("publish", "objections"), ("publish", "duties"), ("assess", "grades"), ("assess", "standings"), ("fund", "list"),
    ("assess", "list"), ("certificate", "list"),
)  # fmt: skip
QUESTIONS = (
    "balance_by_side", "contracts_by_kind", "contract_changes", "due", "duties_by_side", "payout_rate_by_programme",
    "overdue_obligations", "statement_lines", "successions",
)  # fmt: skip
WITHOUT = {
    "assess indicators": "law, not facts",
    "assess show": "one sheet with the days of its steps",
    "books columns": "the form",
    "certificate show": "one number with the days of its steps",
    "certificate stock": "what lies in the drawer",
    "certificate places": "the form",
    "kinds list": "the forms",
    "assess rank": "closed periods, which never change",
    "config show": "the office's file",
    "ledger bench": "measures",
    "kinds show": "the forms",
    "law show": "with its days",
    "pay prepare": "writes",
    "roster profiles": "the forms",
    "reward entitle": "reckons facts given to it",
    "query": "--set as_of=",
    "reward show": "law, with its days",
    "roster duplicates": "the rosters as they stand",
    "roster imports": "with days",
}
"""Commands that list something and take no day → why."""


def at(day: str) -> datetime:
    """Return nine o'clock of a day."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=9), cli.SHANGHAI)


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """Return an office whose contracts were registered on the day of signing."""
    found = office_at(tmp_path / "青河镇")
    roster = found.folder / "名册.csv"
    found.done("draft", "service_contract", roster, "--batch", "2026A", "-o", found.folder, now=at(SIGNED))
    draft_agreements(found)
    found.done("register", found.folder / f"{AGREEMENT}_2026Z", "--signed-on", "2026-01-05", now=at("2026-01-06"))
    found.done("register", found.folder / BATCH, "--signed-on", SIGNED, now=at(SIGNED))
    return found


def answers(clerk: Clerk, day: str, *, later: str = "") -> dict[tuple[str, ...], Any]:
    """Return every answer as of a day: asked on it, or later with ``--as-of``."""
    now, asked = at(later or day), ("--as-of", day) if later else ()
    found: dict[tuple[str, ...], Any] = {
        words: json.loads(clerk.done(*words, *asked, "--json", now=now)) for words in ANSWERS
    }
    question = ("--set", f"as_of={day}") if later else ()
    return found | {
        (name,): json.loads(clerk.done("query", name, *question, "--json", now=now)) for name in QUESTIONS
    }


def test_what_was_answered_on_a_day_is_answered_again(clerk: Clerk) -> None:
    """Payments, breaches, terminations, registers, applications, notices: each enters on its day and not before."""
    kept = {}
    for day, commands in _year(clerk):
        for words in commands:
            clerk.done(*words, now=at(day))
        kept[day] = answers(clerk, day)

    for day, told in kept.items():
        again = answers(clerk, day, later="2026-12-20")
        assert [words for words in told if told[words] != again[words]] == [], day
    first, *_, last = kept.values()
    unmoved = [words for words in first if first[words] == last[words]]
    assert unmoved == [("fund", "list")], "else the story says nothing of them"


def _year(clerk: Clerk) -> Iterator[tuple[str, tuple[tuple[Any, ...], ...]]]:
    """Yield the days of the story with what is entered on each."""
    roster, office = clerk.folder / "名册.csv", "上坪村村民委员会"
    yield "2026-03-20", (
        ("application", "submit", roster, "--programme", "reward_support", "--received-by", "田小芳"),
        ("books", "record", "applications", "--village", "上坪村", "--set", "applicant=王小花", "--set", "how=书面",
         "--set", "matter=申领", "--set", "received_by=周平"),
        ("books", "record", "support_funds", "--village", "上坪村", "--set", "household=王小花", "--set",
         "fund=周转金", "--set", "purpose=养殖启动", "--set", "payee_class=家庭", "--set", "amount_fen=900", "--set",
         "repayable=是", "--set", "instalments=2026-06-30=300；2026-12-31=600"),
        ("books", "record", "contact_persons", "--village", "上坪村", "--set", "household=王小花", "--set",
         "contact=李联", "--set", "post=副镇长", "--set", "purpose=联系帮扶"),
        ("publish", "village_disclosure", "--village", "上坪村"),
        ("publish", "reward_support_notice", "--village", "上坪村"),
        ("publish", "honour_certificate", "上坪村", "--title", "无泄密村"),
    )  # fmt: skip
    number = clerk.rows("select number from applications order by id")[0]["number"]
    posted = clerk.rows("select number from postings where kind = 'reward_support_notice'")[0]["number"]
    copy = clerk.obligation(ELDERS, "copy_delivered")
    title = clerk.rows("select number from certificate_numbers")[0]["number"]
    yield "2026-06-15", (
        ("record", "fulfilment", ELDERS, "--obligation", copy, "--on", "2026-06-15"),
        ("record", "payment", CHILD_2014, "--amount", "40", "--voucher", "1", "--on", "2026-06-15"),
        ("application", "move", number, "受理"), ("application", "move", number, "通过", "--checker", "周主任"),
        ("books", "record", "application_answers", "--follows", "1", "--set", "answer=同意", "--set", "reason=符合"),
        ("pay", "prepare", "一批", "--by", "2026-12-31", "--programme", "reward_support"),
        ("contract", "terminate", ALONE, "--on", "2026-06-15"),
        ("record", "breach", ELDERS, "--party", "party_a", "--term", "2", "--found-on", "2026-06-15", "--found-how",
         "来电"),
        ("publish", "object", posted, "--by", "匿名", "--to", "village",
         "--form", "oral", "--because", "发放户数与实际不符"),
        ("assess", "score", SHANGPING, sheet(clerk), "--period", "2026Q1"),
        ("assess", "sign", "1", "--assessor", "李敏", "--assessed", "周平", "--on", "2026-06-15"),
        ("assess", "object", "1", "--by", "上坪村村民委员会", "--because", "会议开过"),
        ("certificate", "issue", title),
    )  # fmt: skip
    yield "2026-10-20", (
        ("books", "record", "support_repayments", "--follows", "2", "--set", "amount_fen=300", "--set", "voucher=收1"),
        ("books", "record", "contact_endings", "--follows", "3", "--set", "reason=换人"),
        ("--operator", "王主任", "pay", "approve", "一批"),
        ("assess", "standing", "上坪村", "--to", "黄牌警告", "--because", "逾期"),
        ("assess", "grade", "上坪村", "--scheme", "model_village", "--grade", "示范村", "--year", "2026", "--level",
         "village", "--checker", "周主任", "--evidence", "自查报告"),
        ("books", "record", "meetings", "--village", "上坪村", "--set", "topic=公开", "--set", "attended=30", "--set",
         "evidence=照片"),
        ("books", "record", "applications", "--village", "上坪村", "--set", "applicant=李四", "--set", "how=书面",
         "--set", "matter=申领", "--set", "received_by=周平"),
        ("contract", "succeed", office, "--to", "石桥村村民委员会", "--on", "2026-10-20", "--because", "合并"),
        ("application", "withdraw", number),
        ("publish", "takedown", posted),
        ("assess", "rescore", "1", "--because", "记录齐全", "--sheet", sheet(clerk, "复核.csv")),
        ("certificate", "void", title, "--because", "交回"),
    )  # fmt: skip


def _listings(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        words = f"{before} {name}".strip()
        if isinstance(command, click.Group):
            yield from _listings(command, words)
        elif {"as_json", "xlsx"} <= {option.name for option in command.params}:
            yield words, command


@pytest.mark.parametrize("words", [words for words, _ in _listings(cli.shouyue)])
def test_every_listing_takes_a_day_or_is_known_not_to(words: str) -> None:
    """A new command that answers from the ledger cannot forget the day."""
    command = dict(_listings(cli.shouyue))[words]

    assert ("as_of" in {option.name for option in command.params}) != (words in WITHOUT)
