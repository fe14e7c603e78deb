"""What the commands answer of contracts, debts and registers, counted a second time from the rows of the file.

The second count reads the file with ``sqlite3`` and shares no line with the program: who answers for an office, what
stands and what was withdrawn, what is open on a day are worked out anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.clerks_office import ACROSS, ALONE, BATCH, CHILD_2014, ELDERS, NOW, SIGNED, Clerk, office_at
from tests.contracts.old_papers import CLAUSES, rows, sheet

DAYS = tuple((date(2026, 3, 5) + timedelta(days=12 * step)).isoformat() for step in range(24))
"""Twenty-four days from the day of signing on."""
CHANGES = {"amended": "变更", "superseded": "被替代", "terminated": "解除"}


class Recount:
    """The rows of a file, and what follows from them on a day."""

    def __init__(self, path: Path) -> None:
        file = sqlite3.connect(path)
        file.row_factory = sqlite3.Row

        def read(table: str) -> list[dict[str, Any]]:
            return [dict(row) for row in file.execute(f"select * from {table} order by id")]

        self.contracts, self.parties = read("contracts"), {row["id"]: row["name"] for row in read("parties")}
        self.promises, self.numbers = read("obligations"), {row["id"]: row["number"] for row in self.contracts}
        self.signed = {row["id"]: row["signed_on"] for row in self.contracts}
        entries, lines, changes = read("entries"), read("book_lines"), read("contract_changes")
        gone = {row["retracts"] for row in entries}
        self.entries = [row for row in entries if row["id"] not in gone and row["what"] != "retraction"]
        gone = {row["retracts"] for row in lines}
        self.lines = [row for row in lines if row["id"] not in gone and row["retracts"] is None]
        gone = {row["withdraws"] for row in changes}
        self.changes = [row for row in changes if row["id"] not in gone and row["what"] != "withdrawn"]
        gone = {row["succession_id"] for row in read("succession_withdrawals")}
        self.successions = [row for row in read("successions") if row["id"] not in gone]
        file.close()

    def standing(self, contract: dict[str, Any], day: str) -> str:
        """Say how a contract stands on a day."""
        own = [row for row in self.changes if row["contract_id"] == contract["id"] and row["happened_on"] <= day]
        for row in own:
            if row["what"] in CHANGES:
                return f"{row['happened_on']} {CHANGES[row['what']]}"
        if contract["ends_on"] is None:
            return "没有写到哪一天为止"
        if contract["ends_on"] < day:
            return "已到期，已续签" if own else "已到期"
        return "履行期内" if contract["starts_on"] <= day else "还没有开始"

    def heir(self, office: str, day: str) -> str:
        """Return who answers for an office on a day."""
        turns = [row for row in self.successions if row["happened_on"] <= day and row["successor"] != row["office"]]
        for row in turns:
            office = row["successor"] if row["office"] == office else office
        return office

    def settled(self, promise: int, day: str) -> tuple[int, int, bool]:
        """Return fen paid and fen ended of a promise by a day, and whether it was done or ended."""
        own = [row for row in self.entries if row["obligation_id"] == promise and row["happened_on"] <= day]
        paid, ended = (sum(row["amount_fen"] or 0 for row in own if row["what"] == what)
                       for what in ("payment", "ending"))  # fmt: skip
        return paid, ended, any(row["what"] in {"fulfilment", "ending"} for row in own)

    def due(self, day: str) -> Iterator[tuple[int, str, str, int | None, int | None]]:
        """Yield what is open on a day and has one: promise, contract, who owes it, days late, fen left."""
        for row in self.promises:
            paid, ended, done = self.settled(row["id"], day)
            left = None if row["amount_fen"] is None else row["amount_fen"] - paid - ended
            if row["due_on"] is None or self.signed[row["contract_id"]] > day or (done if left is None else left <= 0):
                continue
            late = (date.fromisoformat(day) - date.fromisoformat(row["due_on"])).days
            yield (row["id"], self.numbers[row["contract_id"]], self.heir(self.parties[row["owed_by"]], day),
                   None if row["voluntary"] or late <= 0 else late, left)  # fmt: skip

    def loans(self, day: str) -> Iterator[tuple[int, int, int, int]]:
        """Yield line, fen lent, fen returned and fen overdue of what is to be returned."""
        for line in self.lines:
            cells = json.loads(line["cells"])
            if line["book"] != "support_funds" or not cells["repayable"] or line["happened_on"] > day:
                continue
            back = sum(row["amount_fen"] for row in self.lines if row["follows"] == line["id"]
                       and row["happened_on"] <= day)  # fmt: skip
            plan = [part.split("=") for part in cells["instalments"].split("；")]
            claimed = sum(int(yuan) * 100 for on, yuan in plan if on < day)
            yield line["id"], line["amount_fen"], back, max(0, claimed - back)

    def deposits(self, day: str) -> Iterator[tuple[int, int, int]]:
        """Yield promise, fen paid and fen left of every deposit with its interest."""
        for row in self.promises:
            if row["programme"] != "deposit_refund":
                continue
            both = [row] + [other for other in self.promises if other["programme"] == "deposit_interest"
                            and other["term_id"] == row["term_id"]
                            and other["label"].startswith(f"{row['label']}的")]  # fmt: skip
            sums = [self.settled(item["id"], day) for item in both]
            paid, ended = sum(paid for paid, _, _ in sums), sum(ended for _, ended, _ in sums)
            yield row["id"], paid, sum(item["amount_fen"] or 0 for item in both) - paid - ended


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """Return an office with four families' contracts."""
    found = office_at(tmp_path / "青河镇")
    assert found.draft().exit_code == 0
    found.done("register", found.folder / BATCH, "--signed-on", SIGNED)
    return found


@pytest.fixture
def lived(clerk: Clerk) -> Clerk:
    """Return an office after a year: payments, a loan, a family that left, one come back, a village that merged."""
    clerk.done("register", "--history", sheet(clerk.folder, rows(*CLAUSES)))
    ((deposit, old),) = [
        (str(row["id"]), row["number"]) for row in clerk.rows(
            "select o.id, c.number from obligations o join contracts c on c.id = o.contract_id"
            " where o.programme = 'deposit_refund' order by o.id limit 1")]  # fmt: skip
    lend = ("books", "record", "support_funds", "--village", "上坪村", "--on", "2026-04-01",
            "--set", "household=王小花", "--set", "fund=周转金", "--set", "purpose=养殖启动",
            "--set", "payee_class=家庭", "--set", "amount_fen=900", "--set", "repayable=是",
            "--set", "instalments=2026-06-30=300；2026-09-30=600")  # fmt: skip
    village, merged = "上坪村村民委员会", ("--because", "合并")
    back = ("books", "record", "support_repayments", "--follows", "1", "--set")
    for words in (
        ("record", "payment", CHILD_2014, "--amount", "40", "--voucher", "1", "--on", "2026-07-10"),
        ("record", "payment", CHILD_2014, "--amount", "60", "--voucher", "2", "--on", "2026-11-20"),
        ("record", "payment", old, "--obligation", deposit, "--amount", "200", "--voucher", "3", "--on", "2026-05-05"),
        ("record", "payment", old, "--obligation", deposit, "--amount", "100", "--voucher", "4", "--on", "2026-09-05"),
        ("record", "fulfilment", ELDERS, "--obligation", clerk.obligation(ELDERS, "copy_delivered"), "--on",
         "2026-03-18"),
        ("record", "ending", ELDERS, "--reason", "died", "--on", "2026-08-15", "--programme", "reward_support",
         "--for", "wife"),
        lend, (*back, "amount_fen=300", "--set", "voucher=收1", "--on", "2026-07-20"),
        (*back, "amount_fen=100", "--set", "voucher=收2", "--on", "2026-10-05"), ("books", "retract", "3", "--because",
                                                                                "记错"),
        ("contract", "terminate", ALONE, "--on", "2026-06-15"),
        ("contract", "terminate", ACROSS, "--on", "2026-06-20"),
        ("contract", "retract", "2", "--because", "记错了户"),
        ("contract", "succeed", village, "--to", "误写村", "--on", "2026-08-01", *merged),
        ("contract", "retract", "1", "--succession", "--because", "写错"),
        ("contract", "succeed", village, "--to", "石桥村村民委员会", "--on", "2026-08-10", *merged),
        ("contract", "succeed", "青河镇人民政府", "--to", "青河街道办事处", "--on", "2026-10-01", "--because", "撤镇"),
    ):  # fmt: skip
        clerk.done(*words)
    return clerk


def test_twenty_four_days_come_out_alike(lived: Clerk) -> None:
    """Every open promise, every loan and deposit, every contract, to the fen and to the day."""
    counted = Recount(lived.folder / "ledger.db")

    def told(*words: str) -> list[dict[str, Any]]:
        answer: list[dict[str, Any]] = json.loads(lived.done(*words, "--json"))
        return answer

    for day in DAYS:
        due = told("due", "--by", "9999-12-31", "--as-of", day, "--unmasked", "--because", "核对")
        keys = ("obligation", "contract", "owed_by", "overdue_days", "outstanding_fen")
        assert sorted(counted.due(day)) == sorted(tuple(row[key] for key in keys) for row in due), day
        loans = told("books", "loans", "--as-of", day)
        keys = ("line", "lent_fen", "returned_fen", "overdue_fen")
        assert list(counted.loans(day)) == [tuple(row[key] for key in keys) for row in loans], day
        deposits = told("query", "deposits_to_refund", "--set", f"as_of={day}")
        keys = ("obligation", "paid_fen", "outstanding_fen")
        assert sorted(counted.deposits(day)) == sorted(tuple(row[key] for key in keys) for row in deposits), day
    assert len({tuple(counted.due(day)) for day in DAYS}) > len(DAYS) / 2, "else the days tell nothing"


def test_every_contract_stands_as_its_rows_say(lived: Clerk) -> None:
    """Run on, run out, left, come back: on each day as it was."""
    counted = Recount(lived.folder / "ledger.db")
    for contract in counted.contracts:
        for day in DAYS[::4]:
            shown = json.loads(lived.done("contract", "show", contract["number"], "--as-of", day, "--json"))
            (period,) = [row["state"] for row in shown if row["what"] == "期限"]
            assert period.endswith(f"，{counted.standing(contract, day)}"), (contract["number"], day)


def test_what_is_handed_over_is_what_is_open(lived: Clerk) -> None:
    """The workbook for both signatures holds every open promise with who answers for it today."""
    lived.done("handover", "--from", "李敏", "--to", "周平")
    (path,) = (lived.folder / "交接").glob("*.xlsx")
    listed = load_workbook(path)["未了义务"].iter_rows(min_row=2, values_only=True)
    open_now = Recount(lived.folder / "ledger.db").due(NOW.date().isoformat())
    wanted = [(*found, None if left is None else left / 100) for *found, left in open_now]

    assert sorted((row[0], row[1], row[3], row[7], row[8]) for row in listed) == sorted(wanted)
