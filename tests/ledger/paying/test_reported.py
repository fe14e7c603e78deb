"""Who was on a list of the dead and gone is not paid by the next run, whose list names others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.clerks_office import ALONE, ELDERS, ROWS, Clerk

WIFE, HUSBAND = ROWS[0][2], ROWS[0][5]
OF_2026, OF_2027 = ("--by", "2026-12-31"), ("--by", "2027-12-31")
HELD = "名单2026-10-09，核对后付给本人或者继承人"


def names(clerk: Clerk, run: str, *more: str | Path) -> dict[str, set[str]]:
    """Prepare a run; return why each payee of the elders' contract was held back, empty where it was not."""
    found: list[dict[str, Any]] = json.loads(clerk.done("pay", "prepare", run, *more, "--json"))
    why: dict[str, set[str]] = {}
    for line in found:
        if line["contract"] == ELDERS:
            why.setdefault(line["payee"], set()).add(line["held_because"])
    return why


def dead(clerk: Clerk, id_number: str, name: str = "死亡.csv") -> Path:
    """Write a list of one person who died on 9 October."""
    sheet = clerk.folder / name
    sheet.write_text(f"身份证号,原因,日期\n{id_number},死亡,2026-10-09\n", encoding="utf-8")
    return sheet


def test_who_died_in_october_is_not_paid_by_a_run_that_has_novembers_list(clerk: Clerk) -> None:
    """The wife is paid, the husband's sums wait for whoever inherits them, in every later run."""
    first = names(clerk, "十月", *OF_2026, "--exits", dead(clerk, HUSBAND))
    later = names(clerk, "次年", *OF_2027, "--exits", dead(clerk, ROWS[3][2], "十一月.csv"))

    assert first == {"周**": {""}, "沈**": {f"本人死亡（{HELD}）"}}
    assert later == first
    clerk.done("ledger", "verify")


def test_a_list_that_a_run_was_approved_with_counts_for_the_next(clerk: Clerk) -> None:
    """He is in nothing that waits for the bank, and dead all the same."""
    clerk.done("pay", "prepare", "石桥", *OF_2026, "--village", "石桥村")
    clerk.done("--operator", "周平", "pay", "approve", "石桥", "--exits", dead(clerk, HUSBAND))

    assert names(clerk, "上坪", *OF_2026)["沈**"] == {f"本人死亡（{HELD}）"}


def test_a_trial_run_remembers_nobody(clerk: Clerk) -> None:
    """Nothing is kept of it."""
    clerk.done("pay", "prepare", "试", *OF_2026, "--exits", dead(clerk, HUSBAND), "--dry-run")

    assert names(clerk, "真", *OF_2026)["沈**"] == {""}


def test_who_was_named_by_mistake_is_paid_again_once_somebody_has_looked(clerk: Clerk) -> None:
    """Only by the contract's number; a number that nobody on a list belongs to is refused, and nothing is kept."""
    names(clerk, "错", *OF_2026, "--exits", dead(clerk, HUSBAND))
    wrong = clerk.run("pay", "prepare", "更正", *OF_2027, "--still-here", ALONE)
    cleared = names(clerk, "更正", *OF_2027, "--still-here", ELDERS)
    clerk.done("pay", "cancel", "更正", "--because", "再编")
    again = names(clerk, "又", *OF_2027, "--exits", dead(clerk, HUSBAND))

    assert (wrong.exit_code, f"{ALONE} 没有人在死亡、退出名单上" in wrong.stderr) == (5, True)
    shown = clerk.done("contract", "show", ELDERS).partition("死亡、退出名单")[2].replace("\n      ", "")
    assert "沈**，2026-11-22，本人死亡（名单2026-10-09，" in shown
    assert "沈**，2026-11-22，核对过，名单有误" in shown
    assert cleared["沈**"] == {""}
    assert again["沈**"] == {f"本人死亡（{HELD}）"}, "the newest word stands"
    clerk.done("ledger", "verify")


def test_the_same_person_in_another_household_is_held_back_too(clerk: Clerk) -> None:
    """By the ID number: who has died has died under every contract."""
    both = clerk.folder / "再婚.csv"
    rows = (clerk.folder / "名册.csv").read_text(encoding="utf-8-sig").splitlines()
    elders = rows[1].split(",")
    elders[1:4] = ["李秀", ROWS[3][2], "19900000006"]
    both.write_text("\n".join([rows[0], ",".join(elders)]), encoding="utf-8-sig")
    clerk.done("pay", "prepare", "石桥", *OF_2026, "--village", "石桥村", "--exits", dead(clerk, HUSBAND))
    clerk.done("draft", "service_contract", both, "--batch", "2026B", "--signing", "2026-03-05", "-o", clerk.folder)
    clerk.done("register", clerk.folder / "service_contract_2026B", "--signed-on", "2026-03-05")
    lines = json.loads(clerk.done("pay", "prepare", "上坪", *OF_2026, "--village", "上坪村", "--json"))

    held = {line["contract"] for line in lines if line["payee"] == "沈**" and "本人死亡" in line["held_because"]}
    assert len(held) == 2
